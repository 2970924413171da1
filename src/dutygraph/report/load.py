"""What one load did, for the clerk who called it: each sheet's rows and where they went, files that no mapping fits, faults by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..facts import Counts, Load, Problem
from .layout import plain, table

_WORDS = {
    "zh": {
        "file": "文件", "mapping": "映射", "rows": "行数", "loaded": "载入", "merged": "合并", "rejected": "退回", "ignored": "忽略", "total": "合计",
        "new": "已载入 {load}：{facts} 条事实", "same": "内容与 {load} 相同，没有新增", "skipped": "未识别（没有映射适合）", "more": "另有 {more} 张表",
        "synthetic": "含模拟数据", "problems": "数据问题 {count} 个"},
    "en": {
        "file": "file", "mapping": "mapping", "rows": "rows", "loaded": "loaded", "merged": "merged", "rejected": "rejected", "ignored": "ignored", "total": "total",
        "new": "loaded {load}: {facts} facts", "same": "says the same as {load}; nothing new", "skipped": "not recognised (no mapping fits)", "more": "{more} more sheets",
        "synthetic": "synthetic data among them", "problems": "{count} problems of the data"},
}


class Sheet(Protocol):
    """How one sheet fared."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def mapping(self) -> str: ...
    @property
    def counts(self) -> Counts: ...


class Skipped(Protocol):
    """A sheet that was found and not loaded."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def why(self) -> str: ...


def load_text(load: Load, new: bool, sheets: Sequence[Sheet], unrecognised: Sequence[Skipped], problems: Sequence[Problem], *, lang: str = "zh", most: int = 0) -> str:
    """Per sheet ``rows = loaded + merged + rejected + ignored``, at most ``most`` sheets (0: all) and always the total."""
    words = _WORDS[lang]
    columns = ("rows", "loaded", "merged", "rejected", "ignored")
    shown = sorted(sheets, key=lambda each: -each.counts.rows)[:most] if most else sheets
    rows = [(each.file + (f" [{each.sheet}]" if each.sheet else ""), each.mapping, *(f"{getattr(each.counts, name):,}" for name in columns)) for each in shown]
    total = sum((each.counts for each in sheets), Counts())
    if len(shown) < len(sheets):
        rows.append((f"… {words['more'].format(more=len(sheets) - len(shown))}", "", *("",) * len(columns)))
    rows.append((words["total"], "", *(f"{getattr(total, name):,}" for name in columns)))
    parts = [table([words["file"], words["mapping"], *(words[name] for name in columns)], rows, numbers=frozenset(range(2, 7)))]
    if unrecognised:
        parts.append("\n".join([f"{words['skipped']}:", *(f"  {plain(each.file)}{f' [{plain(each.sheet)}]' if each.sheet else ''}: {plain(each.why)}" for each in unrecognised)]))
    if problems:
        parts.append(_problems(problems, lang))
    parts.append((words["new"] if new else words["same"]).format(load=load.id, facts=f"{load.facts:,}"))
    if any(each.synthetic for each in load.deliveries):
        parts[-1] += f" · {words['synthetic']}"
    return "\n\n".join(parts)


def _problems(problems: Sequence[Problem], lang: str) -> str:
    """Faults by kind: how many, and the first of each with its place and advice."""
    kinds: dict[str, list[Problem]] = {}
    for each in problems:
        kinds.setdefault(each.code, []).append(each)
    stop = "。" if lang == "zh" else ". "
    lines = [_WORDS[lang]["problems"].format(count=len(problems)) + ":"]
    for code, found in kinds.items():
        first = found[0]
        said, advice = (first.zh, first.advice_zh) if lang == "zh" else (first.en, first.advice_en)
        lines.append(f"  {len(found):>6,} × {code}: {f'{first.place}: ' if first.place else ''}{plain(said)}{stop if advice else ''}{plain(advice)}")
    return "\n".join(lines)
