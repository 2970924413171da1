"""What stands on every page: which county, which day, known when, from which data and rules, and whether any of it is synthetic."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...workbench import County, Day


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground that the answers of a page stand on."""

    county: str
    as_of: str
    known_at: str | None
    data_version: str
    rules_version: str
    sources: int
    synthetic: bool
    nothing: bool
    register: str
    since_unknown: int
    before: date | None
    after: date | None
    last: date
    loaded: datetime | None
    times: tuple[str, ...]
    """Days on which something was loaded, newest first: what `known_at` is likely to be set to."""


def ground(county: County, day: Day) -> Ground:
    """The ground of a day: its versions, and the nearest days before and after on which something changed."""
    history, meta = day.snapshot.history, day.snapshot.meta()
    days = history.memo.get("change days")
    if days is None:
        days = history.memo["change days"] = history.change_days()
    at, past = bisect_left(days, day.as_of), bisect_right(days, day.as_of)
    loads = [each.recorded for each in county.loads() if each.retracted is None]
    said = meta.completeness
    return Ground(
        county_name(day), meta.as_of, meta.known_at, meta.data_version, meta.rules_version, len(history.deliveries), bool(said.get("synthetic")),
        bool(said.get("nothing_known")), str(said.get("register") or "unknown"), int(said.get("since_unknown") or 0),
        days[at - 1] if at else None, days[past] if past < len(days) else None, history.last_day, max(loads, default=None),
        tuple(sorted({each.date().isoformat() for each in loads}, reverse=True)[:12]))


def county_name(day: Day) -> str:
    """The name of the county that the data are about; empty where they name none, or several."""
    history = day.snapshot.history
    if "county name" not in history.memo:
        kinds, nodes = history.compiled.merged["territory"].values("type").to_pylist(), history.nodes("territory")
        found = [str(each) for each, kind in zip(nodes.ids, kinds, strict=True) if kind == "county"]
        history.memo["county name"] = history.name(found[0]) if len(found) == 1 else ""
    return str(history.memo["county name"])
