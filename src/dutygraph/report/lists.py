"""Any list as one table: its columns in both languages, its rows, and what is said of the whole; the same rows for the sheet, the CSV and the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..text import visible
from ..vocabulary import LINES, label
from .chain import around, now, tier_word
from .findings import unit_word
from .layout import cite, foot

Link = Callable[[str], str | None]
"""The address of a node's page, or None."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key in a row that is a mapping, its heads, and whether it holds text, numbers, days, flags, nodes or words."""

    key: str
    zh: str
    en: str
    type: str = "text"

    def head(self, lang: str) -> str:
        return self.zh if lang.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Table:
    """A list ready to be written: ``out_of`` is the denominator, ``total`` how many rows there are where not all are given."""

    title: str
    meta: Mapping[str, Any]
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    out_of: int | None = None
    unit: str = ""
    total: int | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def columns_of(stated: Iterable[Column | Mapping[str, Any] | Sequence[str]]) -> tuple[Column, ...]:
    """Columns as they are, as mappings with key, zh, en and type, or as plain sequences of these."""
    found = []
    for each in stated:
        if isinstance(each, Column):
            found.append(each)
        elif isinstance(each, Mapping):
            found.append(Column(str(each["key"]), str(each.get("zh") or each["key"]), str(each.get("en") or each["key"]), str(each.get("type") or "text")))
        else:
            found.append(Column(*each))
    return tuple(found)


def value_of(row: Mapping[str, Any] | Sequence[Any], column: Column, place: int) -> Any:
    """The value of a row in a column."""
    return row.get(column.key) if isinstance(row, Mapping) else row[place]


def plain_value(value: Any, lang: str = "zh") -> str | int | float | None:
    """A value as one cell: numbers as numbers, words and nodes by their names, several joined; hidden characters leave a visible mark."""
    if value is None or isinstance(value, str):
        return None if value is None else visible(value)
    if isinstance(value, bool):
        return ("是" if value else "否") if lang.startswith("zh") else ("yes" if value else "no")
    if isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        if "file" in value and "row" in value:
            return visible(cite(value, "zh" if lang.startswith("zh") else "en"))
        said = value.get("zh" if lang.startswith("zh") else "en") or value.get("name") or value.get("id")
        if said is not None:
            return visible(str(said))
        return "; ".join(f"{visible(str(key))}: {plain_value(each, lang)}" for key, each in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        several = sorted(value) if isinstance(value, set | frozenset) else value
        return "；".join(str(plain_value(each, lang) or "") for each in several)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return visible(str(value))


def list_csv(table: Table, lang: str = "zh") -> bytes:
    """The table as CSV that a spreadsheet opens as it is: UTF-8 with its mark, nothing that runs.

    A text that begins like a formula, or with an apostrophe, gets one apostrophe in front, and nothing else does: taking it away gives the text again.
    """
    mark = ["yes"] if _synthetic(table.meta) else []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.head(lang) for column in table.columns), *(["synthetic"] if mark else [])])
    for row in table.rows:
        writer.writerow([*(_csv_cell(plain_value(value_of(row, column, place), lang)) for place, column in enumerate(table.columns)), *mark])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(value: str | int | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _synthetic(meta: Mapping[str, Any]) -> bool:
    return bool(meta.get("completeness", {}).get("synthetic"))


def about(table: Table, lang: str = "zh") -> list[tuple[str, Any]]:
    """What is said of the whole: the day, what was known, the data, out of how many, what is not known, and that these are leads."""
    words = _ABOUT["zh" if lang.startswith("zh") else "en"]
    meta, complete = table.meta, table.meta.get("completeness", {})
    said: list[tuple[str, Any]] = [(words["title"], table.title)]
    if _synthetic(meta):
        said.append((words["synthetic"], words["synthetic_long"]))
    said += [(words["as_of"], meta["as_of"]), (words["known_at"], meta.get("known_at") or words["all"]), (words["data"], meta["data_version"]), (words["rules"], meta["rules_version"])]
    said.append((words["rows"], len(table.rows)))
    if table.total is not None and table.total != len(table.rows):
        said.append((words["total"], table.total))
    if table.out_of is not None:
        said.append((words["out_of"], f"{table.out_of} {table.unit}".strip() if table.unit else table.out_of))
    stated = {**meta.get("parameters", {}), **table.filters}
    said += [(f"{words['parameter']} {key}", plain_value(value, lang)) for key, value in stated.items() if value not in (None, "", (), [])]
    register = complete.get("register", "unknown")
    said.append((words["register"], words["unknown"] if register == "unknown" else plain_value(register, lang)))
    said += [(words[name], complete[name]) for name in ("since_unknown", "rows_rejected", "problems") if complete.get(name) is not None]
    if complete.get("nothing_known"):
        said.append((words["caution"], words["nothing"]))
    if complete.get("received_used"):
        said.append((words["received"], len(complete["received_used"])))
    said += [(words["note"], visible(each)) for each in table.notes]
    return [*said, (words["caution"], foot("zh" if lang.startswith("zh") else "en"))]


_ABOUT = {
    "zh": {
        "title": "内容", "synthetic": "模拟数据", "synthetic_long": "地名、单位、人员均不存在。", "as_of": "时点", "known_at": "所知截至", "all": "全部已知", "data": "数据版本", "rules": "规则版本",
        "rows": "本表行数", "total": "全部行数", "out_of": "总数（分母）", "parameter": "条件", "register": "名录完整性",
        "unknown": "未知（没有独立名录可比）", "since_unknown": "职责起始不详（项）",
        "rows_rejected": "导入时退回（行）", "problems": "数据问题（个）", "caution": "说明",
        "nothing": "截至该时没有任何已知数据：零是“不知道”，不是“没有”。", "received": "以收到日期为准的来源（个）", "note": "备注"},
    "en": {
        "title": "Content", "synthetic": "SYNTHETIC DATA", "synthetic_long": "None of these places, bodies or people exists.", "as_of": "As of", "known_at": "Known at", "all": "everything loaded",
        "data": "Data version", "rules": "Rules version", "rows": "Rows in this table", "total": "Rows in all", "out_of": "Out of (denominator)", "parameter": "Filter",
        "register": "Completeness of the register", "unknown": "unknown (no independent list)", "since_unknown": "Duties of unknown start", "rows_rejected": "Rows rejected on loading",
        "problems": "Problems of the data",
        "caution": "Caution", "nothing": "Nothing was known by then: a zero means that nobody knew.",
        "received": "Sources by their stated day of receipt", "note": "Note"},
}
_FINDINGS = (Column("subject", "编号", "subject", "text"), Column("name", "名称", "name"), Column("key", "键", "key"), Column("severity", "程度", "severity"))


def findings_table(said: Mapping[str, Any], lang: str = "zh", title: str | None = None) -> Table:
    """The answer to an ask (``Findings.as_dict()``): one row for each finding, its facts as columns, its first evidence in words."""
    own = dict.fromkeys(name for each in said["findings"] for name in each["facts"])
    taken = {"subject", "name", "key", "severity", "zh", "en", "evidence"}
    heads = (*_FINDINGS, *(Column(f"fact {name}" if name in taken else name, name, name) for name in own), Column("said", "说明", "in words"), Column("evidence", "依据", "evidence"))
    tongue = "zh" if lang.startswith("zh") else "en"
    rows = tuple({
        "subject": each["subject"], "name": each["name"], "key": each["key"], "severity": _SEVERITY.get(each["severity"], {}).get(tongue, each["severity"]),
        **{(f"fact {name}" if name in taken else name): value for name, value in each["facts"].items()}, "said": each[tongue],
        "evidence": "; ".join(cite(one, tongue) for one in each["evidence"])} for each in said["findings"])
    return Table(title or said["ask"], said["meta"], heads, rows, said["out_of"], unit_word(said["unit"], tongue), said["count"], {}, tuple(said["notes"]))


_SEVERITY = {"high": {"zh": "高", "en": "high"}, "medium": {"zh": "中", "en": "medium"}, "low": {"zh": "低", "en": "low"}, "info": {"zh": "提示", "en": "info"}}


def objects_table(said: Mapping[str, Any], lang: str = "zh", title: str | None = None) -> Table:
    """A list of objects (``ObjectList.as_dict()``)."""
    heads = (
        Column("id", "编号", "id"), Column("name", "名称", "name"), Column("kind", "类型", "kind", "word"), Column("code", "信用代码", "credit code"), Column("towns", "镇乡", "towns", "nodes"),
        Column("sectors", "领域", "sectors", "nodes"), Column("risk", "风险等级", "risk", "word"), Column("state", "监管状态", "state", "word"), Column("reason", "原因", "reason", "word"),
        Column("broken", "首个断档", "first broken rung", "word"), Column("bodies", "监管机构", "bodies"), Column("bodies_total", "机构数", "number of bodies", "number"))
    return Table(title or ("对象清单" if lang.startswith("zh") else "Objects"), said["meta"], heads, tuple(said["rows"]), said.get("out_of"), "", said.get("total"), said.get("filters") or {})


def chain_table(said: Mapping[str, Any], lang: str = "zh") -> Table:
    """The posts of a chain (``Chain.as_dict()``), bottom up: one row for each post."""
    tongue = "zh" if lang.startswith("zh") else "en"
    heads = (
        Column("order", "序号", "no.", "number"), Column("lines", "责任线", "lines"), Column("tier", "层级", "tier"),
        Column("body_name", "机构", "body"), Column("name", "职务", "post"),
        Column("holder", "任职人", "holder"), Column("around", "前后任", "before and after"), Column("state", "状态", "state"),
        Column("why", "缘由", "why"), Column("basis", "依据", "basis"), Column("id", "编号", "id"))
    rows = tuple({
        "order": number, "lines": [label(LINES, line, tongue) for line in seat["lines"]], "tier": tier_word(seat["tier"], tongue),
        "body_name": seat["body_name"], "name": seat["name"], "holder": now(seat, tongue), "around": around(seat, tongue), "state": seat["state"], "why": list(seat[tongue]),
        "basis": [cite(one, tongue) for one in seat["cites"]], "id": seat["id"]} for number, seat in enumerate(said["posts"], 1))
    title = f"责任链：{said['name']}" if tongue == "zh" else f"Accountability chain: {said['name']}"
    return Table(title, said["meta"], heads, rows, None, "", len(rows), {}, tuple(each[tongue] for each in said["breaks"]))


def coverage_table(said: Mapping[str, Any], lang: str = "zh") -> Table:
    """Coverage (``Coverage.as_dict()``): one row for each cell where it was broken down, else for each kind and the total."""
    chinese = lang.startswith("zh")
    states = ("direct", "inherited", "vacant", "absent", "exempt")
    names = {"direct": "直接", "inherited": "继受", "vacant": "空缺", "absent": "失控漏管", "exempt": "依法豁免"}
    counts = (Column("out_of", "对象数", "objects", "number"), *(Column(each, names[each], each, "number") for each in states), Column("unsupervised", "失控漏管合计", "unsupervised", "number"))
    if said.get("by"):
        heads = (
            Column("territory", "区划编号", "territory id"), Column("territory_name", "区划", "territory"),
            Column("sector", "领域编号", "sector id"), Column("sector_name", "领域", "sector"), *counts)
        rows = tuple({**each, **each["states"]} for each in said["cells"])
    else:
        heads = (Column("kind", "类型", "kind"), *counts)
        rows = tuple({**each, **each["states"]} for each in (*said["by_kind"], {**said["total"], "kind": "合计" if chinese else "all"}))
    definitions = said.get("definitions", {}).get("zh" if chinese else "en", {})
    return Table("监管覆盖" if chinese else "Coverage", said["meta"], heads, rows, said["out_of"], "", len(rows), {}, tuple(definitions.values()))
