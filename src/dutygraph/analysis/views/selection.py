"""Which objects a list shows: the words of a filter, read and turned into a mask over all objects.

Every number of a page carries the filter that lists exactly what it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import NotFound, UsageError
from ...snapshot.coverage import Coverage
from ...snapshot.days import Bools
from ...snapshot.ladder import risk_on
from ...snapshot.reach import Marks, reached
from ...snapshot.spread import spread
from ...snapshot.terms import ABSENT, DIRECT, INHERITED, VACANT
from ...vocabulary import MODES, OBJECT_TYPES, RISKS
from .said import NONE, REASONS, RUNGS, STATES
from .spelling import containing
from .standing import below, having, marked, town_of, within

if TYPE_CHECKING:
    from ...snapshot import Snapshot

WORDS = ("territory", "town", "sector", "own_sector", "kind", "state", "mode", "needed", "risk", "reason", "broken", "catch_all", "body", "text")
"""The words by which a list of objects can be narrowed, in the order in which they are shown."""
CATCH_ALL = ("comprehensive", "territorial")
"""Modes that nominally cover everything (P06)."""
_MODES = tuple(term.name for term in MODES)


@dataclass(frozen=True, slots=True)
class Selection:
    """The objects that fit a filter, out of the counted ones, with the coverage that they were counted in."""

    words: dict[str, Any]
    coverage: Coverage
    mask: Bools


def select(snapshot: Snapshot, **words: Any) -> Selection:
    """The counted objects that fit all the words given.

    Raises
    ------
    UsageError : for a word or value that there is not, with those that there are.
    NotFound : for a territory, sector or body that is not known.
    """
    given = {name: words[name] for name in WORDS if words.get(name) not in (None, "", False)}
    kinds = kinds_of(given.get("kind"))
    if kinds:
        given["kind"] = ",".join(kinds)
    coverage = snapshot.coverage(kinds)
    mask = coverage.population.copy()
    for name, value in given.items():
        if name in _MASKS:
            mask &= _MASKS[name](coverage, value)
    if "territory" in given or "town" in given:
        mask &= _places(coverage, given)
    if "sector" in given or "own_sector" in given:
        mask &= _sectors(coverage, given)
    for part in _of_mode(coverage, given):
        mask &= part
    return Selection(given, coverage, mask)


def kinds_of(said: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """The kinds of object that are counted: in the order of the vocabulary; None for those that coverage counts by itself."""
    if said is None or said == "":
        return None
    every = [term.name for term in OBJECT_TYPES]
    asked = {each.strip() for each in (said.split(",") if isinstance(said, str) else said) if each.strip()}
    if asked == {"all"}:
        return tuple(every)
    if unknown := sorted(asked - set(every)):
        raise UsageError(f"there is no kind of object {', '.join(map(repr, unknown))}.", where="kind", advice=f"The kinds are {', '.join(every)}, or all.")
    return tuple(each for each in every if each in asked) or None


def one_of(name: str, value: Any, known: Iterable[str]) -> int:
    """The position of a value among those that there are; UsageError with all of them where it is none."""
    listed = [*known]
    if value not in listed:
        raise UsageError(f"there is no {name} {value!r}.", where=name, advice=f"Take one of: {', '.join(each for each in listed if each)}.")
    return listed.index(value)


def ordinal(snapshot: Snapshot, kind: str, id_: Any) -> int:
    """The position of a node by its id; NotFound where it is not known."""
    nodes = snapshot.history.nodes(kind)
    at = nodes.ordinal(id_) if isinstance(id_, str) else -1
    if at < 0:
        raise NotFound(kind, str(id_), advice="Search for its name.")
    return at


def catch_all(coverage: Coverage) -> Bools:
    """Unsupervised objects that a comprehensive or territorial duty reaches: nominally covered, supervised by nobody (P06)."""
    nets = np.logical_or.reduce([np.isin(coverage.state(mode), (VACANT, INHERITED, DIRECT)) for mode in CATCH_ALL])
    found: Bools = coverage.unsupervised & nets
    return found


def states_of(coverage: Coverage, mode: str | None) -> Any:
    """The state of every object: in the mode, or over all principal duties."""
    if mode is not None:
        one_of("mode", mode, _MODES)
    return coverage.overall if mode is None else coverage.state(mode)


def _of_mode(coverage: Coverage, given: dict[str, Any]) -> Iterable[Bools]:
    mode = given.get("mode")
    states = states_of(coverage, mode)
    if "state" in given:
        said = "absent" if given["state"] == "unsupervised" else given["state"]
        yield states == one_of("state", said, [each.name for each in STATES])
    elif mode and not given.get("needed"):
        yield states != ABSENT
    if given.get("needed"):
        if not mode:
            raise UsageError("needed wants a mode.", where="needed", advice=f"Give mode as one of: {', '.join(_MODES)}.")
        yield coverage.needs(mode)


def _places(coverage: Coverage, given: dict[str, Any]) -> Bools:
    """Objects with a place that is in the territory and counted with the town, where both are given."""
    snapshot = coverage.snapshot
    wanted, none = np.ones(len(snapshot.history.nodes("territory")), dtype=bool), True
    if "territory" in given:
        none &= given["territory"] == NONE
        wanted &= False if given["territory"] == NONE else within(snapshot, ordinal(snapshot, "territory", given["territory"]))
    if "town" in given:
        none &= given["town"] == NONE
        wanted &= False if given["town"] == NONE else town_of(snapshot) == ordinal(snapshot, "territory", given["town"])
    return having(snapshot, snapshot.history.columns.place, wanted, none=none)


def _sectors(coverage: Coverage, given: dict[str, Any]) -> Bools:
    """Objects with a sector that is in or below the one and is the other, where both are given."""
    snapshot = coverage.snapshot
    size = len(snapshot.history.nodes("sector"))
    wanted, none = np.ones(size, dtype=bool), True
    if "sector" in given:
        none &= given["sector"] == NONE
        wanted &= False if given["sector"] == NONE else below(snapshot, ordinal(snapshot, "sector", given["sector"]))
    if "own_sector" in given:
        none &= given["own_sector"] == NONE
        wanted &= False if given["own_sector"] == NONE else marked(size, ordinal(snapshot, "sector", given["own_sector"]))
    return having(snapshot, snapshot.history.columns.sector, wanted, none=none)


def _risk(coverage: Coverage, value: Any) -> Bools:
    risk = risk_on(coverage.snapshot)
    if value == NONE:
        return np.asarray(risk >= len(RISKS))
    return np.asarray(risk == one_of("risk", value, [each.name for each in RISKS]))


def _reason(coverage: Coverage, value: Any) -> Bools:
    return np.asarray(coverage.reason == one_of("reason", value, [each.name for each in REASONS]))


def _broken(coverage: Coverage, value: Any) -> Bools:
    if value == NONE:
        return np.asarray(coverage.rung >= len(RUNGS))
    return np.asarray(coverage.rung == one_of("broken", value, [each.name for each in RUNGS]))


def reached_by(snapshot: Snapshot, body: int) -> Bools:
    """The objects that a duty of the body reaches, in any mode: its own, those of its stations and delegates, and what runs through an enterprise."""
    carried, rows = snapshot.carried, spread(snapshot)
    chosen = ((carried.body == body) | (carried.counts_as == body)) & (carried.body >= 0)
    ones = np.ones(len(carried), dtype=np.uint8)
    value, named = ones[rows.entry], rows.named[chosen[rows.named]]
    return reached(snapshot, Marks(chosen[rows.entry], value, value, named, ones[named], INHERITED)).astype(bool)


_MASKS: dict[str, Callable[[Coverage, Any], Bools]] = {
    "risk": _risk, "reason": _reason, "broken": _broken,
    "catch_all": lambda coverage, _: catch_all(coverage),
    "body": lambda coverage, value: reached_by(coverage.snapshot, ordinal(coverage.snapshot, "body", value)),
    "text": lambda coverage, value: containing(coverage.snapshot.history, "object", str(value)),
}
