"""Coverage for people: who is supervised how, by kind, by mode against need, by depth, and township x sector; the same as CSV and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from ..snapshot.coverage import Coverage
from ..snapshot.terms import REASONS, RUNGS, STATES
from ..snapshot.totals import Cell, Matrix, Totals
from ..vocabulary import MODES, OBJECT_TYPES, label
from .layout import csv_text, foot, head, plain, table, width

_SHOWN = tuple(reversed(STATES))
"""States as they are shown, strongest first."""
_WIDE = 150
_WORDS = {
    "zh": {
        "title": "监管覆盖", "kind": "对象类型", "all": "合计", "out_of": "对象数", "share": "失控漏管率",
        "headline": "{out_of} 个对象中，失控漏管 {unsupervised} 个（{share}），职务空缺 {vacant} 个。", "mode": "监管方式", "needed": "应有",
        "modes": "各方式（仅计应有的对象）", "met": "已有", "depth": "首个断档（断在哪一级）", "whole": "无断档", "reasons": "失控漏管原因", "count": "个数",
        "no_posts": "未载入职务，任职一级无从判断。", "no_acts": "未载入履职记录，履职一级无从判断。", "territory": "镇乡（街道、园区）", "sector": "领域",
        "none": "（未标明）", "matrix": "失控漏管 / 对象数（一个对象可在多格中出现，各格之和不等于总数）", "kinds": "统计的类型"},
    "en": {
        "title": "Coverage", "kind": "kind of object", "all": "all", "out_of": "objects", "share": "unsupervised",
        "headline": "Of {out_of} objects {unsupervised} are unsupervised ({share}), {vacant} rest on a vacant post.", "mode": "mode", "needed": "needed",
        "modes": "By mode, over the objects that need it", "met": "reached", "depth": "First broken rung", "whole": "none broken", "reasons": "Why unsupervised",
        "count": "count", "no_posts": "No posts are loaded: nothing can be said of holders.", "no_acts": "No acts are loaded: nothing can be said of acting in time.",
        "territory": "township or zone", "sector": "sector", "none": "(not stated)",
        "matrix": "Unsupervised / objects (an object may stand in several cells, so cells do not add up)", "kinds": "kinds counted"},
}
HEADS = ("territory", "territory_name", "sector", "sector_name", "out_of", *(term.name for term in _SHOWN), "unsupervised")
"""Columns of the CSV by township or sector."""


def coverage_text(measured: Coverage, keys: Sequence[str] = (), lang: str = "zh") -> str:
    """The headline, then tables by kind, mode, depth and reason, and the matrix where keys are given."""
    words, counts = _WORDS[lang], measured.totals()
    meta = asdict(measured.meta)
    parts = [head(words["title"], meta, lang)]
    parts[0] += f"\n{words['kinds']}: " + ("、" if lang == "zh" else ", ").join(label(OBJECT_TYPES, kind, lang) for kind in measured.kinds)
    total = counts.total
    parts.append(words["headline"].format(out_of=counts.out_of, unsupervised=total.unsupervised, vacant=total.vacant, share=_share(total.unsupervised, counts.out_of)))
    parts += [_by_kind(counts, lang), _by_mode(counts, lang), _depth(counts, lang)]
    if total.unsupervised:
        rows = [(term.zh if lang == "zh" else term.en, f"{counts.reasons[term.name]:,}") for term in REASONS if counts.reasons.get(term.name)]
        parts.append(table([words["reasons"], words["count"]], rows, numbers=frozenset({1}), widest=110))
    parts += [words[name] for name, loaded in (("no_posts", counts.posts_loaded), ("no_acts", counts.acts_loaded)) if not loaded]
    if keys:
        parts.append(_matrix(measured.by(*keys), lang))
    return "\n\n".join([*parts, foot(lang)])


def coverage_csv(measured: Coverage, keys: Sequence[str] = (), lang: str = "zh") -> str:
    """One row for each cell where keys are given, else one for each kind and the total."""
    if keys:
        return csv_text(HEADS, [_cell_row(cell) for cell in measured.by(*keys).cells], asdict(measured.meta))
    counts = measured.totals()
    heads = ("kind", "name", "out_of", *(term.name for term in _SHOWN), "unsupervised")
    return csv_text(heads, [
        (tally.kind, _kind(tally.kind, lang), tally.out_of, *(tally.states[term.name] for term in _SHOWN), tally.unsupervised) for tally in (*counts.by_kind, counts.total)],
        asdict(measured.meta))


def coverage_json(measured: Coverage, keys: Sequence[str] = (), lang: str = "zh") -> str:
    """The same bytes for the same question on the same data."""
    return measured.to_json(tuple(keys))


def _by_kind(counts: Totals, lang: str) -> str:
    words = _WORDS[lang]
    heads = [words["kind"], words["out_of"], *(_state(term.name, lang) for term in _SHOWN), words["share"]]
    rows = [
        (_kind(tally.kind, lang), f"{tally.out_of:,}", *(f"{tally.states[term.name]:,}" for term in _SHOWN), _share(tally.unsupervised, tally.out_of))
        for tally in (*counts.by_kind, counts.total)]
    return table(heads, rows, numbers=frozenset(range(1, len(heads))))


def _by_mode(counts: Totals, lang: str) -> str:
    words = _WORDS[lang]
    heads = [words["mode"], words["needed"], *(_state(term.name, lang) for term in _SHOWN), words["met"]]
    rows = []
    for tally in counts.modes:
        met = sum(tally.needed_states[name] for name in ("exempt", "direct", "inherited"))
        if tally.needed:
            rows.append((label(MODES, tally.mode, lang), f"{tally.needed:,}", *(f"{tally.needed_states[term.name]:,}" for term in _SHOWN), _share(met, tally.needed)))
    return f"{words['modes']}\n{table(heads, rows, numbers=frozenset(range(1, len(heads))))}"


def _depth(counts: Totals, lang: str) -> str:
    words = _WORDS[lang]
    names = [*((term.zh if lang == "zh" else term.name) for term in RUNGS), words["whole"]]
    values = [*(counts.depth[term.name] for term in RUNGS), counts.depth[""]]
    return table([words["depth"], *names], [(words["count"], *(f"{value:,}" for value in values))], numbers=frozenset(range(1, len(names) + 1)))


def _matrix(found: Matrix, lang: str) -> str:
    words = _WORDS[lang]
    if len(found.keys) == 1:
        key = found.keys[0]
        heads = [words[key], words["out_of"], *(_state(term.name, lang) for term in _SHOWN), words["share"]]
        rows = [
            (getattr(cell, f"{key}_name") or words["none"], f"{cell.out_of:,}", *(f"{cell.states[term.name]:,}" for term in _SHOWN), _share(cell.unsupervised, cell.out_of))
            for cell in found.cells]
        return table(heads, rows, numbers=frozenset(range(1, len(heads))))
    return f"{words['matrix']}\n" + "\n\n".join(_block(found, columns, lang) for columns in _columns(found, lang))


def _columns(found: Matrix, lang: str) -> list[list[str]]:
    """The sectors in blocks that fit a terminal, in order of id."""
    names = {cell.sector: cell.sector_name or _WORDS[lang]["none"] for cell in found.cells}
    first = max((width(cell.territory_name) for cell in found.cells), default=0)
    blocks: list[list[str]] = [[]]
    used = first
    for sector in sorted(names, key=lambda each: (not each, each)):
        need = max(width(plain(names[sector])), 7) + 2
        if blocks[-1] and used + need > _WIDE:
            blocks.append([])
            used = first
        blocks[-1].append(sector)
        used += need
    return blocks


def _block(found: Matrix, sectors: Sequence[str], lang: str) -> str:
    words = _WORDS[lang]
    names = {cell.sector: cell.sector_name or words["none"] for cell in found.cells}
    rows: dict[str, dict[str, Cell]] = {}
    towns: dict[str, str] = {}
    for cell in found.cells:
        towns[cell.territory] = cell.territory_name or words["none"]
        rows.setdefault(cell.territory, {})[cell.sector] = cell
    heads = [words["territory"], *(plain(names[each]) for each in sectors)]
    body = [(towns[each], *(_ratio(rows[each].get(sector)) for sector in sectors)) for each in sorted(towns, key=lambda each: (not each, each))]
    return table(heads, body, numbers=frozenset(range(1, len(heads))))


def _ratio(cell: Cell | None) -> str:
    return "·" if cell is None else f"{cell.unsupervised}/{cell.out_of}"


def _cell_row(cell: Cell) -> list[object]:
    return [cell.territory, cell.territory_name, cell.sector, cell.sector_name, cell.out_of, *(cell.states[term.name] for term in _SHOWN), cell.unsupervised]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def _state(name: str, lang: str) -> str:
    return label(STATES, name, "zh") if lang == "zh" else name


def _kind(name: str, lang: str) -> str:
    return _WORDS[lang]["all"] if name == "all" else label(OBJECT_TYPES, name, lang)
