"""Sections on the duty record: what was due and what is on record, what happened at the object, hazards with their 五到位."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...vocabulary import ACTS, label
from ..layout import cite, plain
from .people import full
from .view import Section
from .words import aside, columns, joined, listed, pick, title, word, yes

Said = Mapping[str, Any]
MOST_EVENTS = 60


def duties(said: Said, lang: str) -> Section:
    """The duty record: for each bearer and obligation the periods due, proved, unproved and missing."""
    record = said["evidence"]
    posts = {each["id"]: each for each in said["posts"]}
    names = {each["bearer"]: each["name"] for each in record["totals"]}
    groups: dict[tuple[str, str, str], list[Said]] = {}
    for row in record["rows"]:
        if row["state"] not in ("not_due", "no_register") and (row["due"] or row["proved"] or row["unproved"]):
            groups.setdefault((row["bearer"], row["obligation"], row["holder_name"]), []).append(row)
    rows = tuple(_duty(posts.get(bearer), plain(names.get(bearer, bearer)), holder, rows, lang) for (bearer, _, holder), rows in groups.items())
    note = pick(lang, f"回溯期自{record['since']}起所及的自然年、季、月，至{record['until']}；期限未满的不计缺失。三种结果：有记录证明、有记录但不能证明、没有记录。",
                f"Calendar years, quarters and months touched since {record['since']}, up to {record['until']}; a period still running is held against nobody. Proved, unproved, missing.")
    return Section("duties", title("duties", lang), (note,), columns("duties", lang), rows)


def _duty(post: Said | None, name: str, holder: str, rows: Sequence[Said], lang: str) -> dict[str, str]:
    first = rows[0]
    doubts = [word("doubt", each, lang) for each in dict.fromkeys(each for row in rows for each in row["doubts"])]
    gone = [row["period"] for row in rows if row["missing"]]
    missing = f"{pick(lang, '缺', 'missing')} {periods(gone, lang)}" if gone else ""
    return {"who": joined([f"{post['no']} {full(post)}" if post else name, plain(holder)], lang), "what": f"{first['obligation']} {plain(first[lang])}",
            **{key: str(sum(row[key] for row in rows)) for key in ("due", "proved", "unproved", "missing")}, "doubts": joined([*doubts, missing], lang), "basis": plain(first["basis"])}


def periods(names: Sequence[str], lang: str) -> str:
    """Periods in a row as first and last: 2018-03—2018-12."""
    runs: list[list[str]] = []
    for name in names:
        if runs and _follows(runs[-1][-1], name):
            runs[-1].append(name)
        else:
            runs.append([name])
    return listed([run[0] if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs], lang)


def _follows(before: str, after: str) -> bool:
    def place(name: str) -> int:
        year, rest = int(name[:4]), name[4:]
        return year if not rest else year * 4 + int(rest[1:]) if rest[0] == "Q" else year * 12 + int(rest[1:])
    return len(before) == len(after) and place(after) == place(before) + 1


def site(said: Said, lang: str) -> Section | None:
    """Tips, talks and records worth a look."""
    record = said["evidence"]
    rows = [{"day": each["day"] or "", "what": plain(each[lang]), "cite": cite(each["cite"], lang)} for each in record["pointed"]]
    for each in record["tips"]:
        details = aside(joined([plain(each["to_name"]), word("answered", each["answered"], lang)], lang), lang)
        rows.append({"day": each["day"] or "", "what": f"{label(ACTS, 'tip', lang)}{pick(lang, '：', ': ')}{plain(each['summary'])}{details}", "cite": _first(each, lang)})
    for each in record["talks"]:
        details = aside(joined([word("talk", each["state"], lang), each["held"]], lang), lang)
        rows.append({"day": each["day"] or "", "what": f"{label(ACTS, 'talk', lang)}{pick(lang, '：', ': ')}{plain(each[lang])}{details}", "cite": _first(each, lang)})
    rows.sort(key=lambda row: row["day"])
    return Section("site", title("site", lang), (), columns("site", lang), tuple(rows)) if rows else None


def _first(each: Said, lang: str) -> str:
    return cite(each["cites"][0], lang) if each["cites"] else ""


def hazards(said: Said, lang: str) -> Section:
    """Hazards found at the object, with the five fields."""
    rows = tuple({
        "found": each["found"] or "", "what": plain(each["summary"]), "grade": word("grade", each["grade"], lang), "person": plain(each["person_name"]), "deadline": each["deadline"] or "",
        "five": f"{len(each['in_place'])}/5" + _lacking(each["lacking"], each["not_stated"], lang),
        "listed": yes(each["listed"], lang), "state": f"{word('hazard', each['state'], lang)} {each['cleared'] or ''}".strip(), "cite": cite(each["cite"], lang)}
        for each in said["evidence"]["hazards"])
    none = pick(lang, "没有该对象的隐患记录（没有记录不等于没有隐患）。", "No hazard of this object is on record (which does not mean that there was none).")
    return Section("hazards", title("hazards", lang), () if rows else (none,), columns("hazards", lang), rows)


def _lacking(lacking: Sequence[str], silent: Sequence[str], lang: str) -> str:
    said = ((pick(lang, "缺", "lacking "), lacking), (pick(lang, "未载明", "not stated: "), silent))
    return aside(joined([before + listed([word("five", name, lang) for name in names], lang) for before, names in said if names], lang), lang) if lacking or silent else ""


def timeline(said: Said, lang: str) -> Section | None:
    """What happened at the object in the window, oldest first."""
    record = said["evidence"]
    rows = tuple({
        "day": each["day"] or "", "type": label(ACTS, each["type"], lang), "who": joined([plain(each["actor_name"]), plain(each["person_name"])], lang), "what": plain(each["summary"]),
        "signed": yes(each["signed"], lang) + (aside(word("doubt", "rescinded", lang), lang) if each["rescinded"] else ""), "cite": cite(each["cite"], lang)}
        for each in record["timeline"][-MOST_EVENTS:])
    total = record["timeline_total"]
    cut = (pick(lang, f"共{total}条，列出最近{len(rows)}条。", f"{total} records, the last {len(rows)} are listed."),) if total > len(rows) else ()
    return Section("timeline", title("timeline", lang), cut, columns("timeline", lang), rows) if rows else None
