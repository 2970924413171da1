"""Sections on who: posts with rank and kind, the figure, reasons and counter-reasons, bodies, neighbours, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ...vocabulary import LINES, POWERS, label
from ..chain import around, now, tier_word
from ..layout import cites, plain
from .view import Section
from .words import aside, columns, joined, listed, pick, title, word

Said = Mapping[str, Any]


def posts(said: Said, lang: str) -> Section:
    """Every post of the chain, numbered, bottom up; then those that only the ranking reaches."""
    notes = [pick(lang, "编号与责任链图、环节表一致；自下而上。“证/疑/缺”为到期履职要求中有记录证明、有记录但不能证明、没有记录的期数。",
                  "Numbers are those of the figure and of the links; bottom up. Record: periods proved, on record but unproved, missing."),
             pick(lang, "次序为调查通常触及的先后；“—”表示不在本等级事故通常触及的范围，或企业内部职务不排次序。类型为建议，不是认定。",
                  "Order: as an inquiry usually reaches them; — is beyond its usual reach at this level, or inside the enterprise. Kinds are suggestions.")]
    if any(not each["chain"] for each in said["posts"]):
        first = next(each["no"] for each in said["posts"] if not each["chain"])
        notes.append(pick(lang, f"自{first}起的职务不在责任链各线上，按其单位与事故的关系列入。",
                          f"Posts from {first} on stand on no line of the chain; they are listed for how their bodies stand to the accident."))
    names = {each["id"]: f"{each['no']} {full(each)}" for each in said["posts"]}
    for person in said["chain"]["people"]:
        held = list(dict.fromkeys(each["post"] for each in person["posts"] if each["relation"] == "holder"))
        if len(held) > 1:
            notes.append(f"{pick(lang, '一人多职', 'One person, several posts')}: {plain(person['name'])}{aside(listed([names.get(post, post) for post in held], lang), lang)}")
    return Section("posts", title("posts", lang), tuple(notes), columns("posts", lang), tuple(_post(each, lang) for each in said["posts"]))


def _post(each: Said, lang: str) -> dict[str, str]:
    reach, before_and_after = each["in_reach"], around(each, lang)
    return {
        "no": each["no"], "id": each["id"], "tier": tier_word(each["tier"], lang), "post": full(each), "holder": now(each, lang) + (f" [{before_and_after}]" if before_and_after else ""),
        "lines": _lines(each["lines"], lang), "place": str(each["place"]) if reach else "—", "kind": word("kind", each["kind"], lang) or "—" if reach else "—",
        "record": f"{each['proved']}/{each['unproved']}/{each['missing']}", "document": cites(each["cites"], lang)}


def full(each: Said) -> str:
    """A post with its body, each said once."""
    name, body = plain(each["name"]), plain(each["body_name"])
    return f"{body} {name.removeprefix(body) or name}".strip()


def figure(said: Said, lang: str) -> Section:
    """The place of the swim-lane figure, and the posts that are not drawn in it because they stand on no line of the chain."""
    ways = {each["target"]: each["no"] for each in said["links"] if not each["chain"]}
    others = listed([f"{each['no']} {full(each)}{aside(ways.get(each['id'], ''), lang)}" for each in said["posts"] if not each["chain"]], lang)
    more = pick(lang, f"责任链之外、图中未画的职务：{others}。", f"Beyond the chain, not drawn: {others}.") if others else ""
    return Section("figure", title("figure", lang), (pick(
        lang, "图为责任链各线，编号与职务表、环节表一致；虚线为未找到书面依据。", "The figure shows the lines of the chain, with the numbers of the tables; dashed: no written basis was found."),),
        under=(more,) if more else ())


def reasons(said: Said, lang: str) -> Section:
    """Why each post within reach stands where it does, and what speaks against it."""
    ranking = said["ranking"]
    numbers = {each["id"]: each["no"] for each in said["posts"]}
    reached = [each for each in ranking["posts"] if each["in_reach"]]
    marks = _shared([part for each in reached for part in each["counter"]])
    rows = tuple({
        "place": str(each["rank"]), "no": numbers.get(each["id"], ""), "post": full(each), "score": f"{each['score']:.2f}",
        "parts": joined([f"{plain(part[lang])} {part['weight']:+.2f}" for part in each["parts"]], lang),
        "kind": joined([word("kind", each["kind"], lang), plain((each["kind_reason"] or {}).get(lang))], lang),
        "counter": joined([marks.get(part["zh"]) or _against(part, lang) for part in each["counter"]], lang)} for each in reached)
    fitted = ranking["fitted_on"][lang] if isinstance(ranking["fitted_on"], Mapping) else ranking["fitted_on"]
    notes = [plain((ranking["regime"] or {}).get(lang)), plain(ranking["cut"][lang]), f"{pick(lang, '权重依据：', 'Weights: ')}{plain(fitted)}" if fitted else "",
             *(plain(each[lang]) for each in ranking["notes"])]
    if marks:
        said_once = {part["zh"]: _against(part, lang) for each in reached for part in each["counter"]}
        notes.append(pick(lang, "多个职务共有的相反理由：", "Against it for several posts: ") + joined([f"{mark} {said_once[zh]}" for zh, mark in marks.items()], lang))
    return Section("reasons", title("reasons", lang), tuple(note for note in notes if note), columns("reasons", lang), rows)


def _shared(parts: list[Said]) -> dict[str, str]:
    """A mark for each counter-reason that three posts or more have, so that it is written out once."""
    counts = Counter(part["zh"] for part in parts)
    return {zh: mark for (zh, count), mark in zip(((zh, count) for zh, count in counts.items() if count >= 3), "①②③④⑤⑥⑦⑧⑨", strict=False)}


def _against(part: Said, lang: str) -> str:
    return f"{plain(part[lang])}{aside(plain(part['basis']), lang)}"


def bodies(said: Said, lang: str) -> Section:
    """Bodies within reach: accountability of a body and of a post are two things. Those without a post in the data are named under the table."""
    rows = tuple({"body": plain(each["name"]), "tier": tier_word(each["tier"], lang), "lines": _lines(each["lines"], lang), "kind": word("kind", each["kind"], lang) or "—",
                  "ways": joined([plain(way[lang]) for way in each["ways"][:3]], lang), "powers": listed([_power(power, lang) for power in each["powers"]], lang)}
                 for each in said["ranking"]["bodies"] if each["in_reach"])
    bare = [each for each in said["ranking"]["bodies"] if each["in_reach"] is None]
    names = listed([plain(each["name"]) for each in bare], lang)
    under = (pick(lang, f"数据未载明职务、不能判断是否触及的单位：{names}。", f"Bodies of which no post is stated, so that their reach is not known: {names}."),) if bare else ()
    return Section("bodies", title("bodies", lang), (), columns("bodies", lang), rows, under)


def _power(power: Said, lang: str) -> str:
    return f"{label(POWERS, power['power'], lang)}{aside(word('origin', power['origin'], lang), lang)}"


def neighbours(said: Said, lang: str) -> Section | None:
    """One step sideways."""
    rows = tuple({"name": plain(each["name"]), "relation": plain(each[lang]), "bodies": listed([plain(name) for name in each["bodies"]], lang) or pick(lang, "无人监管", "nobody"),
                  "cite": cites(each["cites"], lang)} for each in said["neighbours"])
    total = said["neighbours_total"]
    cut = (pick(lang, f"共{total}家，列出{len(rows)}家。", f"{total} in all, {len(rows)} are listed."),) if total > len(rows) else ()
    return Section("neighbours", title("neighbours", lang), cut, columns("neighbours", lang), rows) if rows else None


def links(said: Said, lang: str) -> Section:
    """Every link of the chain, each once; then the ways to the posts beyond it."""
    numbers = {each["id"]: f"{each['no']} " for each in said["posts"]}
    rows = tuple({
        "no": each["no"], "source": each["source"], "target": each["target"], "from": f"{numbers.get(each['source'], '')}{plain(each['source_name'])}",
        "to": f"{numbers.get(each['target'], '')}{plain(each['target_name'])}", "how": plain(each[lang]), "lines": _lines(each["lines"], lang),
        "cite": joined(["" if each["written"] else pick(lang, "未找到书面依据", "no written basis"), cites(each["cites"], lang)], lang)} for each in said["links"])
    first = next((each["no"] for each in said["links"] if not each["chain"]), "")
    note = pick(lang, f"自{first}起为责任链之外的职务与事故的关系，图中未画。", f"From {first} on: how posts beyond the chain stand to the accident; not drawn in the figure.")
    return Section("links", title("links", lang), (note,) if first else (), columns("links", lang), rows)


def _lines(names: list[str], lang: str) -> str:
    return listed([label(LINES, name, lang) for name in names], lang)
