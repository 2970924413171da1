"""Findings for people: how many out of how many, then one line each with its evidence; and the same rows as CSV."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..findings import Finding, Findings
from .layout import cite, csv_text, foot, head, pad, plain, width

_UNITS = {
    "object": ("个对象", "objects"), "cell": ("个格", "cells"), "act": ("项履职记录", "acts"), "post": ("个职务", "posts"), "body": ("个机构", "bodies"),
    "sector or body": ("个领域或机构", "sectors and bodies"), "duty and object": ("对职责与对象", "pairs of duty and object"),
    "matter and bodies": ("组事项与机构", "pairs of matter and bodies"),
}
_SEVERITY = {"high": ("高", "high"), "medium": ("中", "medium"), "low": ("低", "low"), "info": ("提示", "info")}
_WORDS = {
    "zh": {
        "found": "发现 {count} 项，共 {out_of} {unit}", "more": "另有 {more} 项未显示（--limit 0 显示全部，或 --format csv）", "evidence": "依据", "parameters": "参数"},
    "en": {
        "found": "{count} found, out of {out_of} {unit}", "more": "{more} more not shown (--limit 0 shows all, or --format csv)", "evidence": "evidence",
        "parameters": "parameters"},
}


def findings_text(found: Findings, lang: str = "zh", limit: int = 30) -> str:
    """Findings in their order, at most ``limit`` of them (0: all), each with its first evidence."""
    words = _WORDS[lang]
    meta = asdict(found.meta)
    parts = [head(found.ask, meta, lang)]
    if stated := {name: value for name, value in found.meta.parameters.items() if value not in (None, "", ())}:
        parts.append(f"{words['parameters']}: " + ", ".join(f"{name}={plain(value)}" for name, value in stated.items()))
    parts.append(words["found"].format(count=found.count, out_of=found.out_of, unit=unit_word(found.unit, lang)))
    parts += [f"! {plain(note)}" for note in found.notes]
    shown = found.findings[:limit] if limit else found.findings
    parts += [_one(number, each, lang) for number, each in enumerate(shown, 1)]
    if len(shown) < found.count:
        parts.append(words["more"].format(more=found.count - len(shown)))
    return "\n".join([*parts, foot(lang)])


def findings_csv(found: Findings) -> str:
    """One row for each finding: subject, name, severity, its facts, both sentences, and the first evidence."""
    own = list(dict.fromkeys(name for each in found.findings for name in each.facts))
    heads = ["subject", "name", "key", "severity", *own, "zh", "en", "evidence"]
    rows = [
        [each.subject, each.name, each.key, each.severity, *(each.facts.get(name) for name in own), each.zh, each.en, "; ".join(cite(asdict(one), "en") for one in each.evidence)]
        for each in found.findings]
    return csv_text(heads, rows, asdict(found.meta))


def _one(number: int, each: Finding, lang: str) -> str:
    severity = _SEVERITY[each.severity][lang != "zh"]
    evidence: list[dict[str, Any]] = [asdict(one) for one in each.evidence[:2]]
    first = f"{number:>3}. [{pad(severity, max(width(word[lang != 'zh']) for word in _SEVERITY.values()))}] {plain(each.zh if lang == 'zh' else each.en)}"
    if not evidence:
        return first
    more = f" (+{len(each.evidence) - 2})" if len(each.evidence) > 2 else ""
    return f"{first}\n     {_WORDS[lang]['evidence']}: {'; '.join(cite(one, lang) for one in evidence)}{more}"


def unit_word(name: str, lang: str) -> str:
    """What the denominator of an ask counts."""
    zh, en = _UNITS.get(name, (name, name))
    return zh if lang == "zh" else en
