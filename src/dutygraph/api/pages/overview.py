"""The first page: how many objects, how many that nobody supervises, where it is worst, as of when, and from which data; every number is a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from ...snapshot.terms import STATES
from .frame import Page

if TYPE_CHECKING:
    from ...findings import Findings
    from ...snapshot.coverage import Coverage
    from ...snapshot.totals import Cell
    from ...workbench import Day

COUNTED = ("vacancies", "blind-cells", "overlaps", "no-leader")
"""The asks whose counts stand on the first page: those that are about posts, cells and bodies, so that they cost little however many objects there are."""
_WORST, _FIRST, _LOADS = 6, 8, 5


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the bar of all objects: its state, how many, and where it lies in percent."""

    state: str
    count: int
    start: float
    width: float


def overview(request: Request) -> Response:
    """The page ``/``."""
    page = Page(request)
    measured = page.day.coverage()
    total = measured.totals().total
    first = page.said(page.day.objects(state="absent", sort="risk", limit=_FIRST))["rows"]
    desk = request.app.state.desk
    return page.show(
        "overview.html", counts=measured.totals(), total=total, bar=_bar(total.states, measured.out_of), worst_places=_worst(measured, "territory"),
        worst_sectors=_worst(measured, "sector"), leads=[(each, len(found.findings), found.out_of, found.unit) for each, found in _answers(page.day)],
        first=first, catch_all=page.day.objects(catch_all=True, limit=1).total, loads=list(reversed(desk.county.loads()))[:_LOADS], problems=len(desk.county.problems(page.question.known_at)),
        rejected=page.day.snapshot.meta().completeness.get("rows_rejected", 0))


def _bar(states: Mapping[str, int], out_of: int) -> list[Slice]:
    """All objects as one bar, weakest state first."""
    found, start = [], 0.0
    for term in STATES:
        width = 100 * states[term.name] / out_of if out_of else 0.0
        found.append(Slice(term.name, states[term.name], round(start, 3), round(width, 3)))
        start += width
    return found


def _worst(measured: Coverage, key: str) -> list[Cell]:
    """Where most objects are supervised by nobody; by number, then by share."""
    cells = [each for each in measured.by(key).cells if each.unsupervised]
    return sorted(cells, key=lambda each: (-each.unsupervised, -each.unsupervised / each.out_of, getattr(each, key)))[:_WORST]


def _answers(day: Day) -> list[tuple[Any, Findings]]:
    """The counted asks with their answers, kept with the day."""
    from ...analysis import ANALYSES

    memo = day.snapshot.memo
    if "overview" not in memo:
        memo["overview"] = [(ANALYSES[name], day.ask(name)) for name in COUNTED]
    found: list[tuple[Any, Findings]] = memo["overview"]
    return found
