"""A second count: objects one by one in plain Python, from the register and the structure graph of the day; no array of the views is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dutygraph.facts import Facts
from dutygraph.law import Rules
from dutygraph.snapshot import History, Snapshot
from dutygraph.snapshot.terms import DEFAULT_KINDS
from dutygraph.workbench import Day

RULES = Rules.read()
ROWS = {"township", "street", "zone"}


def day_of(made: Any, which: int = 0) -> Day:
    """A day of a random county."""
    return Day(History.of(made.facts, data_version="random", known_at=None, rules=RULES).on(made.days[which]))


def on(facts: Facts, when: date) -> Day:
    """A day of facts made by hand."""
    return Day(History.of(facts, data_version="hand", known_at=None, rules=RULES).on(when))


@dataclass(frozen=True)
class Thing:
    """One object of the register on the day."""

    id: str
    kind: str | None
    risk: str | None
    state: str
    places: tuple[str, ...]
    towns: tuple[str, ...]
    sectors: tuple[str, ...]


def parents(snapshot: Snapshot, key: str) -> dict[str, list[str]]:
    """What is next above each territory (``within``) or sector (``parent``)."""
    found: dict[str, list[str]] = {}
    for start, end, kind in snapshot.structure.edges(keys=True):
        if kind == key:
            found.setdefault(start, []).append(end)
    return found


def above(node: str, up: dict[str, list[str]]) -> set[str]:
    """The node and all above it."""
    seen, todo = set(), [node]
    while todo:
        each = todo.pop()
        if each not in seen:
            seen.add(each)
            todo += up.get(each, [])
    return seen


def town(snapshot: Snapshot, place: str, up: dict[str, list[str]]) -> str:
    """The nearest township, street or zone that contains the place, itself first; of two alike the first by id."""
    kinds = {each: data.get("type") for each, data in snapshot.structure.nodes(data=True)}
    seen, level = {place}, [place]
    while level:
        if hit := sorted(each for each in level if kinds.get(each) in ROWS):
            return hit[0]
        level = [other for each in level for other in up.get(each, []) if other not in seen]
        seen.update(level)
    return place


def things(day: Day, kinds: tuple[str, ...] = DEFAULT_KINDS) -> list[Thing]:
    """The counted objects of the day."""
    snapshot = day.snapshot
    within = parents(snapshot, "within")
    state = day.coverage(kinds).frame()["overall"]
    known = {str(each) for each in snapshot.history.nodes("territory").ids}
    found = []
    for id_, row in snapshot.register.iterrows():
        if row["type"] in kinds:
            places = tuple(each for each in row["territories"] if each in known)
            towns = tuple(dict.fromkeys(town(snapshot, each, within) for each in places))
            found.append(Thing(str(id_), row["type"], row["risk"], state[id_], places, towns, row["sectors"]))
    return found
