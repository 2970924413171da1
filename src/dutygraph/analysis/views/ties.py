"""Everything that ties two nodes together on a day, as one list of edges in arrays: what a neighbourhood is walked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ...snapshot.days import Bools, Ints, in_force
from ...vocabulary import BODY_TYPES, KINDS, MODES, SIDEWAYS
from ..lines import LINES
from ..pairs import expand, reached
from ..principal import supervising
from .said import FACT_WORDS, Word

if TYPE_CHECKING:
    from ...snapshot import Snapshot

NODES = ("body", "post", "person", "territory", "sector", "object")
"""Kinds of node that a neighbourhood has, in the order in which equals are kept."""
_OWN = {"of": Word("of", "所属机构", "post of"), "reports_to": Word("reports_to", "上级职务", "reports to"), "parent": Word("parent", "上级领域", "under the sector"),
        "on_behalf": Word("on_behalf", "委托（派出）机构", "on behalf of"), "supervises": Word("supervises", "监管", "supervises")}
_FACTS: tuple[tuple[str, str, str, str], ...] = (
    ("part_of", "part_of", "body", "parent"), ("guided_by", "guided_by", "body", "guide"), ("holds", "holds", "person", "post"), ("in_charge_of", "in_charge_of", "post", "over"),
    ("within", "within", "territory", "parent"), ("governs", "governs", "body", "territory"), ("maps_to", "maps_to", "sector", "industry"), ("at", "at", "object", "territory"),
    ("in_sector", "in_sector", "object", "sector"), ("run_by", "run_by", "object", "owner"), *((kind, kind, "object", "other") for kind in SIDEWAYS),
    ("member_of", "member_of", "member", "committee"), ("liaises_with", "liaises_with", "leader", "object"), ("licence", "licence", "issuer", "object"),
    ("on_behalf", "duty", "bearer", "on_behalf"), ("succeeds", "succeeds", "body", "former"))
"""Edges made of links: what they are called, the kind of fact, and its fields that are the start and the end."""
_OF_NODES: tuple[tuple[str, str, str], ...] = (("of", "post", "body"), ("reports_to", "post", "reports_to"), ("parent", "sector", "parent"))
TIES: tuple[Word, ...] = (*(_OWN.get(name) or FACT_WORDS[name] for name, *_ in _FACTS), *(_OWN[name] for name, *_ in _OF_NODES), FACT_WORDS["duty"], _OWN["supervises"])
"""Every kind of edge; the position is the code."""
CODE: Mapping[str, int] = {each.name: place for place, each in enumerate(TIES)}
INWARD = tuple(CODE[name] for name in ("at", "in_sector"))
OUTWARD = tuple(CODE[name] for name in ("licence", "duty"))
"""Edges that lead from a township, a sector or a body to its objects are followed that way only from the centre: the other objects of one's town are no neighbours.
At the first the objects stand at the start, at the others at the end."""
FACT_OF: Mapping[str, str] = {**{name: kind for name, kind, *_ in _FACTS}, **{name: kind for name, kind, _ in _OF_NODES}, "duty": "duty", "supervises": "duty"}
_CONTEXT = frozenset(("holds", "of", "reports_to", "at", "in_sector", "parent"))
"""Edges that belong to every line: who sits where, and where the object stands."""
_PARTY = "party_committee"


_Part = tuple[Ints, Ints, npt.NDArray[np.int8], npt.NDArray[np.int8], Ints]


@dataclass(frozen=True, slots=True)
class Ties:
    """Edges of a day: start and end as numbers over all kinds (`first` of a kind plus ordinal), kind of edge, mode (-1 none) and the fact's row."""

    start: Ints
    end: Ints
    kind: npt.NDArray[np.int8]
    mode: npt.NDArray[np.int8]
    row: Ints
    first: Mapping[str, int]
    size: int

    def where(self, keep: npt.NDArray[np.generic]) -> Ties:
        """These edges only."""
        return Ties(self.start[keep], self.end[keep], self.kind[keep], self.mode[keep], self.row[keep], self.first, self.size)

    def joined(self, part: _Part) -> Ties:
        """These edges and more."""
        start, end, row = (np.concatenate(pair).astype(np.int32) for pair in ((self.start, part[0]), (self.end, part[1]), (self.row, part[4])))
        kind, mode = (np.concatenate(pair).astype(np.int8) for pair in ((self.kind, part[2]), (self.mode, part[3])))
        return Ties(start, end, kind, mode, row, self.first, self.size)

    def place(self, number: int) -> tuple[str, int]:
        """Kind and ordinal of a node's number."""
        kind = next(each for each in reversed(NODES) if self.first[each] <= number)
        return kind, number - self.first[kind]


def ties(snapshot: Snapshot) -> Ties:
    """All edges of the day, kept with it; objects that are out and posts that are gone have none."""
    if "ties" not in snapshot.memo:
        snapshot.memo["ties"] = _build(snapshot)
    found: Ties = snapshot.memo["ties"]
    return found


def _build(snapshot: Snapshot) -> Ties:
    sizes = [len(snapshot.history.nodes(kind)) for kind in NODES]
    first = dict(zip(NODES, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True))
    parts = [*_links(snapshot, first), *_duties(snapshot, first)]
    start, end, row = (np.concatenate([part[at] for part in parts]).astype(np.int32) for at in (0, 1, 4))
    kind, mode = (np.concatenate([part[at] for part in parts]).astype(np.int8) for at in (2, 3))
    found = Ties(start, end, kind, mode, row, first, sum(sizes))
    there = np.ones(found.size, dtype=bool)
    there[first["object"]:] = snapshot.alive
    lives = snapshot.history.compiled.merged["post"].lives
    there[first["post"]:first["person"]] = in_force(lives.since, lives.until, snapshot.day)
    return found.where(there[found.start] & there[found.end])


def _part(start: Ints, end: Ints, name: str, row: Ints, mode: npt.NDArray[np.generic] | None = None) -> _Part:
    kind = np.full(len(start), CODE[name], dtype=np.int8)
    return start, end, kind, np.full(len(start), -1, dtype=np.int8) if mode is None else mode.astype(np.int8), row


def _links(snapshot: Snapshot, first: Mapping[str, int]) -> Iterator[_Part]:
    for name, kind, start, end in _FACTS:
        since, until = snapshot.history.compiled.periods[kind]
        # Who followed whom is history: it stays after the day on which it happened.
        held = since <= snapshot.day if kind == "succeeds" else in_force(since, until, snapshot.day)
        one, other = (_numbers(snapshot, kind, field, first) for field in (start, end))
        rows = np.flatnonzero(held & (one >= 0) & (other >= 0)).astype(np.int32)
        yield _part(one[rows], other[rows], name, rows)
    for name, kind, field in _OF_NODES:
        since, until = snapshot.history.compiled.periods[kind]
        one = snapshot.history.nodes(kind).of_row + first[kind]
        other = _numbers(snapshot, kind, field, first)
        rows = np.flatnonzero(in_force(since, until, snapshot.day) & (other >= 0)).astype(np.int32)
        yield _part(one[rows], other[rows], name, rows)


def _numbers(snapshot: Snapshot, kind: str, field: str, first: Mapping[str, int]) -> Ints:
    """A reference column as numbers of nodes; -1 where nothing is stated or known."""
    ref, to = snapshot.history.compiled.resolved.ref(kind, field), KINDS[kind].field(field).to
    offset = np.array([first.get(each, -1) for each in to], dtype=np.int32)[ref.kinds]
    found: Ints = np.where((ref.ordinals >= 0) & (offset >= 0), ref.ordinals + offset, -1).astype(np.int32)
    return found


def _duties(snapshot: Snapshot, first: Mapping[str, int]) -> Iterator[_Part]:
    """Each duty from the body that carries it today to the object it names, else to its sector; and to the territories that it states."""
    carried, columns = snapshot.carried, snapshot.history.columns
    whole = (carried.part < 0) & (carried.body >= 0)
    for keep, other in ((whole & (carried.object >= 0), carried.object + first["object"]), (whole & (carried.object == -1) & (carried.sector >= 0), carried.sector + first["sector"])):
        at = np.flatnonzero(keep)
        yield _part(carried.body[at] + first["body"], other[at], "duty", carried.i[at], carried.mode[at])
    at = np.flatnonzero(whole & (carried.object == -1) & (carried.tset >= 0) & (columns.d_territory[carried.i] >= 0))
    one, place = expand(carried.tset_start[carried.tset[at]], carried.tset_start[carried.tset[at] + 1])
    yield _part(carried.body[at[one]] + first["body"], carried.tset_ids[place] + first["territory"], "duty", carried.i[at[one]], carried.mode[at[one]])


def over_object(snapshot: Snapshot, object_: int) -> _Part:
    """The bodies that supervise one object through its township and sector, or through the enterprise that runs it."""
    first, carried = ties(snapshot).first, snapshot.carried
    pairs = reached(snapshot, np.array([object_], dtype=np.int32), supervising(snapshot), owners=True)
    duty = pairs.duty[(carried.part[pairs.duty] < 0) & (carried.object[pairs.duty] < 0)]
    return _part(carried.body[duty] + first["body"], np.full(len(duty), object_ + first["object"], dtype=np.int32), "supervises", carried.i[duty], carried.mode[duty])


def lines_of(kind: str, mode: str, type_: str, other: str = "") -> tuple[str, ...]:
    """The lines along which an edge can be climbed; ``type_`` and ``other`` are the types of its start and end where they are bodies."""
    if kind in _CONTEXT:
        return tuple(LINES)
    if kind in ("part_of", "governs") and _PARTY in (type_, other):
        return ("party",)
    found = []
    for line in LINES.values():
        starts = (kind in ("duty", "supervises") and mode in line.modes) or (kind == "governs" and type_ in line.governing) \
            or (kind == "licence" and "licence" in line.starts) or (kind == "liaises_with" and "liaison" in line.starts)
        if starts or (kind in line.climbs and (kind != "part_of" or line.name != "party")):
            found.append(line.name)
    return tuple(found)


def allowed(snapshot: Snapshot, found: Ties, modes: tuple[str, ...] | None, lines: tuple[str, ...] | None) -> Bools:
    """The edges of these modes (of duties) and on these lines."""
    keep = np.ones(len(found.start), dtype=bool)
    if modes is not None:
        wanted = [place for place, term in enumerate(MODES) if term.name in modes]
        keep &= ~np.isin(found.kind, (CODE["duty"], CODE["supervises"])) | np.isin(found.mode, wanted)
    if lines is not None:
        start, end = body_types(snapshot, found, found.start), body_types(snapshot, found, found.end)
        key = ((found.kind.astype(np.int64) * 256 + found.mode + 1) * 256 + start) * 256 + end
        known, inverse = np.unique(key, return_inverse=True)
        fits = [not set(lines).isdisjoint(lines_of(TIES[each >> 24].name, _mode((each >> 16 & 255) - 1), _type(each >> 8 & 255), _type(each & 255))) for each in known.tolist()]
        keep &= np.array(fits, dtype=bool)[inverse] if len(known) else keep
    return keep


def _mode(code: int) -> str:
    return MODES[code].name if 0 <= code < len(MODES) else ""


def _type(code: int) -> str:
    return BODY_TYPES[code].name if code < len(BODY_TYPES) else ""


def body_types(snapshot: Snapshot, found: Ties, numbers: Ints) -> npt.NDArray[np.int64]:
    """The type of each node that is a body; 255 for all others."""
    types = snapshot.history.columns.b_type
    is_body = numbers < found.first["post"]
    result = np.full(len(numbers), 255, dtype=np.int64)
    result[is_body] = types[numbers[is_body]]
    return result
