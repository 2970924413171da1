"""The worked example of a mapping, run: what its rows say beside what its author expects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ..facts import Counts, Fact
from .apply import apply, scope_of
from .mapping import Mapping
from .recognise import check, lay_over
from .reconcile import Part, reconcile
from .rows import read_body
from .tables import Sheet


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked example: counts, facts and codes of problems as they came out, and every difference from what is expected."""

    counts: Counts
    facts: tuple[Fact, ...]
    problems: tuple[str, ...]
    differences: tuple[str, ...]


def worked_examples(mapping: Mapping) -> Worked:
    """Load the example of a mapping and compare."""
    example = mapping.example
    sheet = Sheet(f"{mapping.name}.csv", "", [[_cell(cell) for cell in row] for row in example.rows])
    found = lay_over(sheet, mapping)
    wrong = [str(each) for each in check(found, sheet)] + [f"the example lacks {name!r}" for name in mapping.recognise if name not in found.columns]
    if wrong:
        return Worked(Counts(), (), (), tuple(wrong))
    body = read_body(sheet, found, {})
    part = Part(scope_of(body), body, apply(body))
    facts = tuple(reconcile([part]).rows())
    problems = tuple(sorted({what.code for row, what in body.notes if row not in body.fatal} | {what.code for reasons in body.fatal.values() for what in reasons}))
    expected = Counts(**{str(name): number for name, number in example.counts.items()})
    differences = [] if part.counts == expected else [f"counts are {part.counts}, expected {expected}"]
    if set(example.problems) != set(problems):
        differences.append(f"problems are {list(problems)}, expected {sorted(example.problems)}")
    return Worked(part.counts, facts, problems, (*differences, *_compare(list(facts), example.facts)))


def _cell(cell: Any) -> Any:
    return None if cell == "" else cell


def _compare(facts: list[Fact], expected: list[dict[str, Any]]) -> list[str]:
    """Each expected fact takes one that equals it on the fields it names; what is left on either side is a difference."""
    left = list(facts)
    missing = []
    for want in sorted(expected, key=len, reverse=True):
        fit = next((fact for fact in left if fact.kind == want.get("kind") and all(_plain(fact[name]) == _plain(value) for name, value in want.items() if name != "kind")), None)
        if fit is None:
            missing.append(f"expected and not said: {want}")
        else:
            left.remove(fit)
    return missing + [f"said and not expected: {fact.kind} {({k: _plain(v) for k, v in fact.values.items() if v is not None})}" for fact in left]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
