"""Findings: what an analysis says of the county, with evidence, denominator and how much is not known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from .facts import Fact

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["high", "medium", "low", "info"]


@dataclass(frozen=True, slots=True)
class Cite:
    """The row and the clause that a statement rests on."""

    kind: str
    file: str
    sheet: str
    row: int | None
    document: str | None
    clause: str | None
    level: str | None
    since: str | None
    until: str | None
    end: str | None

    @classmethod
    def of(cls, fact: Fact) -> Cite:
        """The citation of one fact."""
        since, until = fact["since"], fact["until"]
        return cls(fact.kind, fact["file"] or "", fact["sheet"] or "", fact["row"], fact["document"], fact["clause"], fact["level"],
                   since.isoformat() if since else None, until.isoformat() if until else None, fact["end"])


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a lead with its reason, never a verdict.

    ``subject`` is the id it is about; ``key`` tells two findings of one subject apart; ``facts`` holds plain values, by the words of the glossary.
    """

    subject: str
    name: str
    zh: str
    en: str
    severity: Severity = "medium"
    key: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Meta:
    """What every answer carries. ``known_at`` None means: all that is known to the store."""

    as_of: str
    known_at: str | None
    data_version: str
    rules_version: str
    completeness: Mapping[str, Any]
    parameters: Mapping[str, Any] = field(default_factory=dict)


def synthetic_mark(meta: Meta) -> str:
    """What an answer in HTML begins with where any of its data are synthetic."""
    return "<p><mark>模拟数据 synthetic data</mark></p>" if meta.completeness.get("synthetic") else ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The answer to one ask: findings in stable order, out of how many."""

    ask: str
    meta: Meta
    findings: tuple[Finding, ...]
    out_of: int
    unit: str = "object"
    notes: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.findings)

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of an answer."""
        return {"ask": self.ask, "meta": asdict(self.meta), "count": self.count, "out_of": self.out_of, "unit": self.unit, "notes": list(self.notes),
                "findings": [asdict(each) for each in self.findings]}

    def to_json(self) -> str:
        """The same bytes for the same question on the same data."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1, default=_plain)

    def frame(self) -> pd.DataFrame:
        """The findings as a table: one row each, facts as columns."""
        import pandas as pd

        rows = [{"subject": f.subject, "name": f.name, "severity": f.severity, **f.facts, "zh": f.zh, "en": f.en} for f in self.findings]
        return pd.DataFrame(rows, columns=None if rows else ["subject", "name", "severity", "zh", "en"])

    def _repr_html_(self) -> str:
        from html import escape

        head = f"<p><b>{escape(self.ask)}</b>: {self.count} / {self.out_of} · {escape(self.meta.as_of)}</p>"
        return synthetic_mark(self.meta) + head + self.frame().to_html(escape=True, max_rows=50)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in an answer")
