"""Sections on how sure it is: known then and known now, facts that would flip an answer, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...vocabulary import LINES, label
from ..layout import cite, plain
from .people import full
from .view import Section
from .words import columns, joined, listed, pick, title, word

Said = Mapping[str, Any]
MOST_ARRIVED, MOST_FLIPS = 60, 30


def known(said: Said, lang: str) -> Section | None:
    """Known then and known now, with the facts that arrived later; where nothing was known then, the list would only repeat the chain and is cut short."""
    both = said["known"]
    if both is None:
        return None
    rows = tuple({"known": each["known"] or "", "what": plain(each[lang]), "state": pick(lang, "更改", "changed") if each["changed"] else pick(lang, "新到", "new"), "cite": cite(each["cite"], lang)}
                 for each in both["arrived"][: 12 if both["nothing"] else MOST_ARRIVED])
    total = both["arrived_total"]
    cut = (pick(lang, f"后到事实共{total}条，列出{len(rows)}条；其余见 json。", f"{total} facts arrived later, {len(rows)} are listed; the rest is in the json."),) if total > len(rows) else ()
    return Section("known", title("known", lang), tuple(_compared(said, both, lang)), columns("known", lang), rows, cut)


def _compared(said: Said, both: Said, lang: str) -> list[str]:
    at = both["known_at"]
    if both["nothing"]:
        return [pick(lang, f"截至{at}没有任何已导入的数据：以下都是后来才知道的，当时“不知道”不等于“没有”。",
                     f"No data had been received by {at}: all of this became known later; not known is not the same as not so.")]
    if not both["object_known"]:
        return [pick(lang, f"截至{at}没有任何来源提到该对象。", f"By {at} no source had named the object.")]
    names = {each["id"]: f"{each['no']} {full(each)}" for each in said["posts"]}
    chain = sum(each["chain"] for each in said["posts"])
    found = [pick(lang, f"截至{at}所知的责任链有{len(both['posts'])}个职务，现在所知有{chain}个。", f"The chain as known at {at} has {len(both['posts'])} posts, as known now {chain}.")]
    for key, zh, en in (("only_now", "后来才知道的职务：", "Posts known only later: "), ("only_then", "当时以为、现在不再成立的职务：", "Posts held then and no longer: ")):
        if both[key]:
            found.append(pick(lang, zh, en) + listed([names.get(each, each.removeprefix("post:")) for each in both[key]], lang))
    for each in both["differ"]:
        then, now = listed(each["then"], lang) or each["then_state"], listed(each["now"], lang) or each["now_state"]
        found.append(pick(lang, f"{plain(each['name'])}：当时所知 {then}；现在所知 {now}", f"{plain(each['name'])}: then {then}; now {now}"))
    return found


def flips(said: Said, lang: str) -> Section:
    """Which uncertain facts would flip an answer."""
    found = said["sensitivity"]
    names = {**{each["id"]: full(each) for each in said["ranking"]["posts"]}, **{each["id"]: each["no"] for each in said["posts"]}}
    counts = listed([f"{word('unsure', why, lang)} {count}" for why, count in found["uncertain"].items()], lang) or pick(lang, "无", "none")
    paragraph = pick(lang, f"责任链所依据的{found['total']}条事实中，不确定的有：{counts}。以下每条如不成立，结论会变。",
                     f"Of the {found['total']} facts behind the chain these are not sure: {counts}. If one of the following were not so, an answer would change.")
    rows = tuple({"why": word("unsure", each["why"], lang), "what": plain(each[lang]), "change": _change(each, names, lang), "cite": cite(each["cite"], lang) if each["cite"] else ""}
                 for each in found["flips"][:MOST_FLIPS])
    total = found["flips_total"]
    cut = (pick(lang, f"共{total}条，列出{len(rows)}条；其余见 json。", f"{total} in all, {len(rows)} are listed; the rest is in the json."),) if total > len(rows) else ()
    return Section("flips", title("flips", lang), (paragraph,), columns("flips", lang), rows, cut)


def _change(each: Said, names: Mapping[str, str], lang: str) -> str:
    posts, holders, enter, leave = (listed([names.get(post, post) for post in each[key]], lang) for key in ("posts", "holders", "enter", "leave"))
    lines = listed([label(LINES, line, lang) for line in each["lines"]], lang)
    level = " → ".join(word("level", name, lang) for name in each["level"] or ())
    return joined([posts and pick(lang, "不在链中：", "leave the chain: ") + posts, lines and pick(lang, "整条责任线消失：", "whole lines go: ") + lines,
                   holders and pick(lang, "任职人改变：", "another holder: ") + holders, level and pick(lang, "等级：", "level: ") + level,
                   enter and pick(lang, "追责所及增加：", "enter the reach: ") + enter, leave and pick(lang, "追责所及减少：", "leave the reach: ") + leave], lang)


def unknowns(said: Said, lang: str) -> Section:
    """What is not known."""
    return Section("unknowns", title("unknowns", lang), tuple(plain(each[lang]) for each in said["unknowns"]) or (pick(lang, "无。", "None."),))
