"""An accountability chain for people: a tree for each line, broken rungs, posts and people, what stands beside it; and the posts as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ..vocabulary import LEVELS, LINES, MANNERS, label
from .layout import Branch, cite, cites, csv_text, foot, head, plain, table, tree

_WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "责任链", "paths": "条路径", "path": "条路径",
        "wording": "法律条款按现行文本引用；当日是否施行、当时文本如何，须另行核对。",
        "again": " ↑ 见上", "none": "没有起点：", "posts": "责任职务（自下而上）", "breaks": "断点", "several": "一人多职",
        "beside": "链外事项（不作指挥链）", "from": "起", "vacant_since": "自 {} 起空缺", "vacant_unknown": "空缺，起始不详", "unknown": "任职人不详", "missing": "未设",
        "not_loaded": "未载入任职信息", "part_time": "兼职", "concurrent": "兼任", "before": "前任", "after": "继任", "handed": "当日交接", "since?": "起始不详",
        "tier": "层级", "body": "机构", "post": "职务", "holder": "任职人", "around": "前后任", "lines": "责任线", "enterprise": "企业", "more": "同类另有 {} 项（--format json 列出全部）"},
    "en": {
        "title": "Accountability chain", "paths": "paths", "path": "path",
        "wording": "Law is cited in the wording in force today; check what was in force on the day.",
        "again": " ↑ see above", "none": "nothing begins: ", "posts": "Posts, bottom up", "breaks": "Broken rungs",
        "several": "One person, several posts", "beside": "Beside the chain (never command)", "from": "since", "vacant_since": "vacant since {}",
        "vacant_unknown": "vacant, since when unknown", "unknown": "holder unknown", "missing": "no such post", "not_loaded": "no holders loaded", "part_time": "part time",
        "concurrent": "concurrent", "before": "before", "after": "after", "handed": "handed over that day", "since?": "start unknown", "tier": "tier", "body": "body",
        "post": "post", "holder": "holder", "around": "before and after", "lines": "lines", "enterprise": "enterprise", "more": "{} more of this kind (--format json has them all)"},
}
HEADS = ("order", "tier", "body", "post", "id", "rank", "lines", "reasons", "state", "vacant_since", "holder", "person", "manner", "since", "until", "concurrent",
         "predecessors", "successors", "document", "clause", "file", "sheet", "row")
"""Columns of the CSV: one row for each post and holder."""


MOST_NOTES = 12
"""How many notes of one kind the text shows."""


class Answer(Protocol):
    """What can be written out: anything that gives itself as plain values."""

    def as_dict(self) -> dict[str, Any]: ...


def chain_text(chain: Answer, lang: str = "zh") -> str:
    """The chain as trees, bottom up from the object, with holders, reasons and citations."""
    said, words = chain.as_dict(), _WORDS[lang]
    seats = {seat["id"]: seat for seat in said["posts"]}
    parts = [head(f"{words['title']}  {said['name']} ({said['object']})", said["meta"], lang)]
    begun = [line for line in said["lines"] if line["paths"]]
    for line in begun:
        parts.append(f"【{line[lang]}】 {line['total']} {words['path' if line['total'] == 1 else 'paths']} · {line['law']}\n{_line_tree(line, seats, lang)}")
    if missing := [line[lang] for line in said["lines"] if not line["paths"]]:
        parts.append(words["none"] + ("、" if lang == "zh" else ", ").join(missing))
    if said["breaks"]:
        parts.append("\n".join([f"【{words['breaks']}】", *(f"  ✗ {plain(each[lang])}{_tail(each['cites'], lang)}" for each in said["breaks"])]))
    if said["posts"]:
        parts.append(f"【{words['posts']}】\n{_posts(said['posts'], lang)}")
    several = [person for person in said["people"] if len({held["post"] for held in person["posts"] if held["relation"] == "holder"}) > 1]
    if several:
        parts.append("\n".join([f"【{words['several']}】", *(f"  {plain(person['name'])}: {_held(person, seats)}" for person in several)]))
    if beside := [line for notes in said["notes"].values() for line in _beside(notes, lang)]:
        parts.append("\n".join([f"【{words['beside']}】", *beside]))
    return "\n\n".join([*parts, f"{words['wording']}\n{foot(lang)}"])


def _beside(notes: Sequence[Mapping[str, Any]], lang: str) -> list[str]:
    """Notes of one kind; a filling station with its 120 outlets must not hide the chain, so the rest is counted and stays in the JSON."""
    lines = [f"  · {plain(note[lang])}{_tail(note['cites'], lang)}" for note in notes[:MOST_NOTES]]
    return lines + ([f"  · {_WORDS[lang]['more'].format(len(notes) - MOST_NOTES)}"] if len(notes) > MOST_NOTES else [])


def chain_csv(chain: Answer, lang: str = "zh") -> str:
    """Posts bottom up, one row for each holder, with reasons and the first citation."""
    said = chain.as_dict()
    mark = "；" if lang == "zh" else "; "
    rows = []
    for order, seat in enumerate(said["posts"], 1):
        first = seat["cites"][0] if seat["cites"] else {}
        for term in seat["holders"] or [{}]:
            rows.append([
                order, tier_word(seat["tier"], lang), seat["body_name"], seat["name"], seat["id"], seat["rank"], mark.join(_lines(seat["lines"], lang)), mark.join(seat[lang]),
                seat["state"], seat["vacant_since"],
                term.get("name"), term.get("person"), term.get("manner"), term.get("since"), term.get("until"), term.get("concurrent"),
                mark.join(_span(each, lang) for each in seat["predecessors"]), mark.join(_span(each, lang) for each in seat["successors"]),
                first.get("document"), first.get("clause"), first.get("file"), first.get("sheet"), first.get("row")])
    return csv_text(HEADS, rows, said["meta"])


def _line_tree(line: Mapping[str, Any], seats: Mapping[str, Any], lang: str) -> str:
    """The paths of a line as one tree: ways that begin alike share their trunk, ways that end alike are grown once."""
    trunk: dict[int, Any] = {}
    for ways in line["path_links"]:
        below = trunk
        for link in ways:
            below = below.setdefault(link, {})

    def branches(below: Mapping[int, Any]) -> tuple[Branch, ...]:
        return tuple(Branch(_step(line, line["links"][link], seats, lang), branches(above)) for link, above in below.items())
    return tree(Branch(plain(line["names"][line["paths"][0][0]]), branches(trunk)), _WORDS[lang]["again"])


def _step(line: Mapping[str, Any], link: Mapping[str, Any], seats: Mapping[str, Any], lang: str) -> str:
    node = link["to"]
    name = f"{_short(seats[node])}  {holder(seats[node], lang)}" if node in seats else plain(line["names"][node])
    return f"{name}  〔{plain(link[lang])}〕 {cites(link['cites'], lang)}".rstrip()


def _short(seat: Mapping[str, Any]) -> str:
    """The name of a post without that of its body, where the sheet writes both together."""
    name, body = plain(seat["name"]), plain(seat["body_name"])
    return name.removeprefix(body) or name


def holder(seat: Mapping[str, Any], lang: str) -> str:
    """Who holds a post on the day, and who before and after it: acting, concurrent, vacant and unknown said as such."""
    before_and_after = around(seat, lang)
    return now(seat, lang) + (f" [{before_and_after}]" if before_and_after else "")


def now(seat: Mapping[str, Any], lang: str) -> str:
    """Who holds a post on the day."""
    words = _WORDS[lang]
    if seat["holders"]:
        return ("、" if lang == "zh" else ", ").join(_now(term, lang) for term in seat["holders"])
    if seat["state"] == "vacant":
        return words["vacant_since"].format(seat["vacant_since"]) if seat["vacant_since"] else words["vacant_unknown"]
    return words.get(seat["state"], words["unknown"])


def around(seat: Mapping[str, Any], lang: str) -> str:
    """Who held a post before and after the day, within the window."""
    words = _WORDS[lang]
    said = [f"{words['handed'] if term['handed_over'] else words['before']} {_span(term, lang)}" for term in seat["predecessors"]]
    return "; ".join([*said, *(f"{words['after']} {_span(term, lang)}" for term in seat["successors"])])


def _now(term: Mapping[str, Any], lang: str) -> str:
    words = _WORDS[lang]
    since = _day(term["since"], term["precision"])
    start = words["since?"] if not since else f"{since} {words['from']}" if lang == "zh" else f"{words['from']} {since}"
    said = [start] if term["end"] is not None else []
    said += [label(MANNERS, term["manner"], lang)] if term["manner"] in ("acting", "nominee", "unknown") else []
    said += [words[each] for each in ("concurrent", "part_time") if term[each]]
    name = plain(term["name"]) or words["unknown"]
    if not said:
        return name
    return f"{name}（{'，'.join(said)}）" if lang == "zh" else f"{name} ({', '.join(said)})"


def _span(term: Mapping[str, Any], lang: str) -> str:
    name = plain(term["name"]) or _WORDS[lang]["unknown"]
    manner = f" {label(MANNERS, term['manner'], lang)}" if term["manner"] in ("acting", "nominee") else ""
    return f"{name}{manner} {_day(term['since'], term['precision']) or '?'}—{_day(term['until'], term['precision'])}".rstrip("—")


def _day(day: str | None, precision: str | None) -> str:
    """A day as exactly as the sheet gave it."""
    return (day or "")[:{"year": 4, "month": 7}.get(precision or "", 10)]


def _posts(seats: Sequence[Mapping[str, Any]], lang: str) -> str:
    words = _WORDS[lang]
    mark = "、" if lang == "zh" else ", "
    rows = [(tier_word(seat["tier"], lang), seat["body_name"], _short(seat), now(seat, lang), around(seat, lang), mark.join(_lines(seat["lines"], lang))) for seat in seats]
    heads = [words[each] for each in ("tier", "body", "post", "holder", "around", "lines")]
    bare = not any(row[4] for row in rows)
    return table([each for at, each in enumerate(heads) if at != 4 or not bare], [row[:4] + row[5:] if bare else row for row in rows])


def _lines(names: Sequence[str], lang: str) -> list[str]:
    return [label(LINES, name, lang) for name in names]


def tier_word(name: str, lang: str) -> str:
    """The label of a level, the enterprise among them."""
    return _WORDS[lang]["enterprise"] if name == "enterprise" else label(LEVELS, name, lang)


def _held(person: Mapping[str, Any], seats: Mapping[str, Any]) -> str:
    posts = dict.fromkeys(held["post"] for held in person["posts"] if held["relation"] == "holder")
    return "; ".join(f"{plain(seats[post]['body_name'])} {plain(seats[post]['name'])}" for post in posts)


def _tail(found: Sequence[Mapping[str, Any]], lang: str) -> str:
    return f"  ({cite(found[0], lang)})" if found else ""
