"""How text is laid out: widths of Chinese characters, tables, trees, the head and foot of an answer; and CSV cells that are never formulas."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..text import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def width(text: str) -> int:
    """Columns that the text takes in a terminal: two for a full-width character, none for a combining mark."""
    return sum(0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up to so many columns; ``right`` puts it at the right end."""
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space


def cut(text: str, columns: int) -> str:
    """The text, shortened with an ellipsis where it is wider."""
    if width(text) <= columns:
        return text
    kept, used = "", 0
    for each in text:
        used += width(each)
        if used > columns - 1:
            break
        kept += each
    return kept + "…"


def plain(value: Any) -> str:
    """A value as one line without control or direction characters, so that a name in the data cannot write on the terminal."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | tuple):
        return "、".join(plain(each) for each in value)
    return clean(str(value))


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, numbers: frozenset[int] = frozenset(), widest: int = 48) -> str:
    """A table of text; columns in ``numbers`` stand at the right."""
    cells = [[cut(plain(value), widest) for value in row] for row in rows]
    widths = [max([width(head), *(width(row[at]) for row in cells)]) for at, head in enumerate(heads)]

    def line(row: Sequence[str]) -> str:
        return "  ".join(pad(cell, widths[at], right=at in numbers) for at, cell in enumerate(row)).rstrip()
    return "\n".join([line(list(heads)), "  ".join("─" * each for each in widths), *(line(row) for row in cells)])


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a tree and what grows from it."""

    line: str
    grows: tuple[Branch, ...] = ()


def tree(root: Branch, again: str) -> str:
    """A tree from the root on; a branch that was shown before, with all that grows from it, is named with ``again`` and not grown a second time."""
    lines = [root.line]
    seen: set[tuple[str, tuple[Branch, ...]]] = set()

    def grow(branch: Branch, indent: str) -> None:
        for place, each in enumerate(branch.grows):
            last = place == len(branch.grows) - 1
            known = bool(each.grows) and (each.line, each.grows) in seen
            lines.append(f"{indent}{'└─ ' if last else '├─ '}{each.line}{again if known else ''}")
            if not known:
                seen.add((each.line, each.grows))
                grow(each, indent + ("   " if last else "│  "))
    grow(root, "")
    return "\n".join(lines)


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Any]], meta: Mapping[str, Any]) -> str:
    """Rows as CSV; a text that a spreadsheet would take for a formula gets an apostrophe in front. Rows of synthetic data say so in a last column."""
    mark = ["yes"] if meta["completeness"].get("synthetic") else []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*heads, *(["synthetic"] if mark else [])])
    for row in rows:
        writer.writerow([*(safe(value) for value in row), *mark])
    return out.getvalue()


def safe(value: Any) -> str:
    """A CSV cell: numbers as they are, text that begins like a formula neutralised."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = plain(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


_WORDS = {
    "zh": {
        "as_of": "时点", "known_at": "所知截至", "all": "全部已知", "received": "（{count} 个来源以其收到日期为准）", "data": "数据版本", "rules": "规则版本", "register": "名录完整性",
        "unknown": "未知（没有独立名录可比）", "since_unknown": "项职责起始不详", "foot": "以上是线索，不是结论。",
        "synthetic": "【模拟数据】地名、单位、人员均不存在。", "nothing": "截至该时没有任何已知数据：以下的零是“不知道”，不是“没有”。"},
    "en": {
        "as_of": "as of", "known_at": "known at", "all": "everything loaded", "received": " (by the stated day of receipt for {count} sources)",
        "data": "data", "rules": "rules", "register": "completeness of the register",
        "unknown": "unknown (no independent list)", "since_unknown": "duties of unknown start", "foot": "Leads, not verdicts.",
        "synthetic": "SYNTHETIC DATA: none of these places, bodies or people exists.",
        "nothing": "Nothing was known by then: a zero below means that nobody knew, not that there was none."},
}


def head(title: str, meta: Mapping[str, Any], lang: str) -> str:
    """The head of an answer: what is asked, on which day, as known when, by which data and rules, and how complete the register is."""
    words = _WORDS[lang]
    known = meta["known_at"] or words["all"]
    if meta["known_at"] and (received := meta["completeness"].get("received_used")):
        known += words["received"].format(count=len(received))
    first = f"{plain(title)} · {words['as_of']} {meta['as_of']} · {words['known_at']} {known}"
    register = meta["completeness"].get("register", "unknown")
    said = f"{words['register']}: {words['unknown'] if register == 'unknown' else plain(register)}"
    second = f"{words['data']} {meta['data_version']} · {words['rules']} {meta['rules_version']} · {said}"
    unknown = meta["completeness"].get("since_unknown")
    mark = f"{words['synthetic']}\n" if meta["completeness"].get("synthetic") else ""
    nothing = f"\n{words['nothing']}" if meta["completeness"].get("nothing_known") else ""
    return f"{mark}{first}\n{second}" + (f" · {unknown} {words['since_unknown']}" if unknown else "") + nothing


def foot(lang: str) -> str:
    """The foot of an answer: a lead with its reason, never a verdict."""
    return _WORDS[lang]["foot"]


def cite(each: Mapping[str, Any], lang: str) -> str:
    """One citation in a line: document and clause, then file and row, then a level weaker than a document."""
    clause = each.get("clause")
    if clause and str(clause).isdigit():
        clause = f"第{clause}条" if lang == "zh" else f"cl. {clause}"
    document = plain(each["document"]).removeprefix("document:") if each.get("document") else ""
    row = each.get("row")
    place = plain(each.get("file")) + (f" [{plain(each['sheet'])}]" if each.get("sheet") else "") + ("" if row is None else f" 第{row}行" if lang == "zh" else f" row {row}")
    return " · ".join(part for part in (" ".join(part for part in (document, plain(clause)) if part), place) if part)


def cites(found: Sequence[Mapping[str, Any]], lang: str, most: int = 1) -> str:
    """The first citations and how many there are."""
    if not found:
        return ""
    more = len(found) - most
    tail = "" if more <= 0 else f" 等{len(found)}处" if lang == "zh" else f" and {more} more"
    return "; ".join(cite(each, lang) for each in found[:most]) + tail
