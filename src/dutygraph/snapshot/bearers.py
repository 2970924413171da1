"""Who carries a duty: the living body after succession (职能承接), the body a station or delegate counts as, and the territories it answers for.

A bearer that has ended passes its duties to the living bodies that succeeded it; one without a living successor carries nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ..vocabulary import BODY_TYPES
from .columns import Columns, Links
from .days import MIN

REACHES, BEARER_DANGLING, BEARER_ENDED, NO_TERRITORY, TERRITORY_DANGLING, SECTOR_DANGLING, OBJECT_DANGLING, COORDINATION, NO_DELEGATOR = range(9)
WHY = ("", "bearer-dangling", "bearer-ended", "no-territory", "territory-dangling", "sector-dangling", "object-dangling", "coordination", "no-delegator")
"""Why a duty reaches nothing; empty where it reaches."""

_NEVER = tuple(at for at, term in enumerate(BODY_TYPES) if term.name in ("committee", "mass_organisation"))
"""Coordination (议事协调) is not supervision."""
Dated3 = tuple[int, int, int]
Sent = Literal["self", "station", "delegate"]


def adjacency(links: Links, *, backwards: bool = False) -> dict[int, list[Dated3]]:
    """Neighbours of each node with the period of the link: (other, since, until), in stable order."""
    found: dict[int, list[Dated3]] = {}
    ends = (links.b, links.a) if backwards else (links.a, links.b)
    for one, other, since, until in zip(ends[0].tolist(), ends[1].tolist(), links.since.tolist(), links.until.tolist(), strict=True):
        found.setdefault(one, []).append((other, since, until))
    return {one: sorted(others) for one, others in found.items()}


@dataclass(frozen=True, slots=True)
class Carry:
    """Who carries a duty for a while: the living body, the body it counts as, and the set of territories it answers for (-1 none)."""

    body: int
    counts_as: int
    tset: int
    why: int


@dataclass(slots=True)
class TerritorySets:
    """Sets of territories, numbered."""

    numbers: dict[tuple[int, ...], int] = field(default_factory=dict)

    def number(self, territories: Iterable[int]) -> int:
        key = tuple(sorted(set(territories)))
        return self.numbers.setdefault(key, len(self.numbers)) if key else -1


class Bearers:
    """Succession, direct leadership and jurisdiction of bodies on any day."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.successors = adjacency(columns.succeeds, backwards=True)
        self.parents = adjacency(columns.part_of)
        self.governed = adjacency(columns.governs)
        self.since = columns.b_since.tolist()
        self.until = columns.b_until.tolist()
        self.sets = TerritorySets()

    def alive(self, body: int, day: int) -> bool:
        """Whether the body exists on the day."""
        return bool(self.since[body] <= day < self.until[body])

    def living(self, body: int, day: int) -> list[int]:
        """The body itself, else the living bodies that succeeded it; empty where there is none."""
        found: list[int] = []
        seen, todo = {body}, [body]
        while todo:
            one = todo.pop(0)
            if self.alive(one, day):
                found.append(one)
                continue
            for other, since, until in self.successors.get(one, ()):
                if other not in seen and since <= day < until:
                    seen.add(other)
                    todo.append(other)
        return sorted(found)

    def territories(self, body: int, day: int) -> list[int]:
        """What the body governs on the day."""
        return [territory for territory, since, until in self.governed.get(body, ()) if since <= day < until]

    def parents_on(self, body: int, day: int) -> list[int]:
        return [parent for parent, since, until in self.parents.get(body, ()) if since <= day < until]

    def jurisdiction(self, bodies: list[int], day: int) -> list[int]:
        """The territories that a body governs, else those of its nearest ancestors that govern any; of the first of these bodies that has any."""
        for body in bodies:
            seen, layer = {body}, [body]
            while layer:
                if found := [territory for one in layer for territory in self.territories(one, day)]:
                    return found
                layer = list(dict.fromkeys(parent for one in layer for parent in self.parents_on(one, day) if parent not in seen))
                seen.update(layer)
        return []

    def carry(self, bearer: int, behalf: int, sent: Sent, day: int) -> list[Carry]:
        """Who carries the duty of a bearer on the day; as a station or delegate it counts as ``behalf`` where that is stated, a station else as the body it is part of."""
        found: list[Carry] = []
        for body in self.living(bearer, day):
            masters = [body]
            if sent != "self" and behalf >= 0:
                masters = self.living(behalf, day)
            elif sent == "delegate":
                masters = [-1]
            elif sent == "station":
                masters = sorted({alive for parent in self.parents_on(body, day) for alive in self.living(parent, day)}) or [body]
            why = COORDINATION if int(self.columns.b_type[body]) in _NEVER else REACHES
            for master in masters:
                bodies = [body] if master in (body, -1) else [body, master]
                found.append(Carry(body, master, self.sets.number(self.jurisdiction(bodies, day)), NO_DELEGATOR if master == -1 else why))
        # What an ended body governed ended with it: where its duty would still be looked for is what it governed on its last day.
        last = min(day, self.until[bearer] - 1)
        return found or [Carry(-1, -1, self.sets.number(self.jurisdiction([bearer], day) or self.jurisdiction([bearer], last)), BEARER_ENDED)]

    def cuts(self, bearer: int, behalf: int) -> list[int]:
        """The days on which anything about the bearer may change."""
        days = {MIN}
        seen: set[int] = set()
        todo = [one for one in (bearer, behalf) if one >= 0]
        while todo:
            one = todo.pop()
            if one in seen:
                continue
            seen.add(one)
            days |= {self.since[one], self.until[one]}
            for table in (self.successors, self.parents, self.governed):
                for other, since, until in table.get(one, ()):
                    days |= {since, until}
                    if table is not self.governed:
                        todo.append(other)
        return sorted(days)
