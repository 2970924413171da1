"""The neighbourhood of a node (邻近关系): what is tied to it within one to three steps, by mode and by line, at most 300 nodes, the cut stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...errors import NotFound, UsageError
from ...findings import Cite, Meta
from ...snapshot.days import Bools, Ints
from ...vocabulary import BODY_TYPES, MODES, OBJECT_TYPES, POST_RANKS, TERRITORY_TYPES
from ..lines import LINES
from ..words import cites, names
from .card import OUT
from .reckoned import POST_WORDS
from .said import STATES, Node, Note, Word, coded, node, plain, word
from .ties import CODE, FACT_OF, INWARD, NODES, OUTWARD, TIES, Ties, allowed, body_types, lines_of, over_object, ties

if TYPE_CHECKING:
    from ...snapshot import Snapshot

MOST_NODES, MOST_EDGES, DEEPEST = 300, 1500, 3
SIBLINGS = Note("镇乡、领域、机构的对象仅在以其为中心时列出。", "The objects of a township, a sector or a body are listed only where that is the centre.")


@dataclass(frozen=True, slots=True)
class Neighbour(Node):
    """A node of the picture; ``ring`` is how many steps it is from the centre."""

    ring: int
    type: Word | None
    state: Word | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes that are shown: what it is, on which lines it lies, and the first of the ``facts`` that say so."""

    source: str
    target: str
    kind: Word
    mode: Word | None
    zh: str
    en: str
    lines: tuple[str, ...]
    since: str | None
    until: str | None
    cite: Cite | None
    facts: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes and edges around a centre, nearest first; ``total`` counts the nodes before the cut, ``by_kind`` gives shown and total of each kind."""

    meta: Meta
    centre: Node
    depth: int
    modes: tuple[str, ...] | None
    lines: tuple[str, ...] | None
    limit: int
    total: int
    shown: int
    by_kind: Mapping[str, tuple[int, int]]
    cut: bool
    notes: tuple[Note, ...]
    nodes: tuple[Neighbour, ...]
    edges: tuple[Edge, ...]
    edges_total: int

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        said: dict[str, Any] = plain(self)
        return said


def neighbourhood(
    snapshot: Snapshot, id_: str, depth: int = 1, modes: str | Iterable[str] | None = None, lines: str | Iterable[str] | None = None, limit: int = MOST_NODES,
) -> Neighbourhood:
    """What is tied to a node.

    Raises
    ------
    NotFound : for an id that is not known.
    UsageError : for a depth, limit, mode or line that there is not.

    Notes
    -----
    Where there are more nodes than the limit, bodies, posts, people, townships and sectors come before objects, and objects in the order of their ids.
    """
    if not isinstance(depth, int) or isinstance(depth, bool) or not 1 <= depth <= DEEPEST:
        raise UsageError(f"depth {depth!r} is none.", where="depth", advice=f"Give 1 to {DEEPEST}.")
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MOST_NODES:
        raise UsageError(f"limit {limit!r} is none.", where="limit", advice=f"Give 1 to {MOST_NODES} nodes.")
    asked_modes, asked_lines = _listed("mode", modes, [term.name for term in MODES]), _listed("line", lines, [*LINES])
    kind = id_.partition(":")[0] if isinstance(id_, str) else ""
    at = snapshot.history.nodes(kind).ordinal(id_) if kind in NODES else -1
    if at < 0:
        raise NotFound("thing of the county", str(id_), advice=f"A neighbourhood is that of a {', '.join(NODES)}, by its id.")
    walk = _Walk(snapshot, kind, at, asked_modes, asked_lines)
    walk.rings(depth)
    kept = walk.keep(limit)
    nodes, (edges, edges_total) = walk.nodes(kept), walk.edges(kept)
    total = int((walk.ring >= 0).sum())
    notes = [Note(f"共 {total:,} 个节点，显示最近的 {len(kept):,} 个。", f"{len(kept):,} of {total:,} nodes shown, the nearest first.")] if total > len(kept) else []
    if edges_total > len(edges):
        notes.append(Note(f"共 {edges_total:,} 条关系，显示 {len(edges):,} 条。", f"{len(edges):,} of {edges_total:,} ties shown."))
    meta = snapshot.meta({"id": id_, "depth": depth, "modes": asked_modes and list(asked_modes), "lines": asked_lines and list(asked_lines), "limit": limit})
    return Neighbourhood(meta, node(snapshot, id_), depth, asked_modes, asked_lines, limit, total, len(kept), walk.by_kind(kept), total > len(kept), (*notes, SIBLINGS),
                         nodes, edges, edges_total)


def _listed(what: str, said: str | Iterable[str] | None, known: list[str]) -> tuple[str, ...] | None:
    if not said:
        return None
    asked = {each.strip() for each in (said.split(",") if isinstance(said, str) else said)} - {""}
    if unknown := sorted(asked - set(known)):
        raise UsageError(f"there is no {what} {', '.join(map(repr, unknown))}.", where=f"{what}s", advice=f"The {what}s are {', '.join(known)}.")
    return tuple(each for each in known if each in asked) or None


class _Walk:
    """A walk outward from the centre, ring by ring, over all ties of the day at once."""

    def __init__(self, snapshot: Snapshot, kind: str, at: int, modes: tuple[str, ...] | None, lines: tuple[str, ...] | None) -> None:
        self.snapshot = snapshot
        found = ties(snapshot)
        self.centre = found.first[kind] + at
        if kind == "object":
            part = over_object(snapshot, at)
            found = found.joined(part)
        keep = allowed(snapshot, found, modes, lines)
        self.ties = found if keep.all() else found.where(keep)
        self.back = ~np.isin(self.ties.kind, INWARD) | (self.ties.end == self.centre)
        self.forth = ~(np.isin(self.ties.kind, OUTWARD) & (self.ties.end >= found.first["object"])) | (self.ties.start == self.centre)
        self.ring = np.full(found.size, -1, dtype=np.int8)

    def beside(self, front: Bools) -> Bools:
        """The nodes that are tied to one of the front."""
        found = np.zeros(self.ties.size, dtype=bool)
        found[self.ties.end[front[self.ties.start] & self.forth]] = True
        found[self.ties.start[front[self.ties.end] & self.back]] = True
        return found

    def rings(self, depth: int) -> None:
        """How many steps each node is from the centre; -1 beyond the depth."""
        self.ring[self.centre] = 0
        for step in range(depth):
            self.ring[self.beside(self.ring == step) & (self.ring < 0)] = step + 1

    def keep(self, limit: int) -> list[int]:
        """The nodes that are shown, nearest first, each tied to one shown nearer by; objects take at most half the places while others want them."""
        whole = int((self.ring >= 0).sum()) <= limit
        objects_from, most_objects = self.ties.first["object"], limit if whole else limit // 2
        shown = np.zeros(self.ties.size, dtype=bool)
        shown[self.centre] = True
        order, objects, waiting = [self.centre], 0, []
        for step in range(1, int(self.ring.max()) + 1):
            fresh = np.flatnonzero((self.ring == step) & self.beside(shown & (self.ring == step - 1)))
            others, things = fresh[fresh < objects_from], fresh[fresh >= objects_from]
            taken = others[:limit - len(order)].tolist()
            room = max(0, min(limit - len(order) - len(taken), most_objects - objects))
            taken += things[:room].tolist()
            waiting += things[room:room + limit].tolist()
            objects += len(things[:room])
            order += taken
            shown[taken] = True
        order += waiting[:limit - len(order)]
        return sorted(order, key=lambda each: (int(self.ring[each]), each))

    def by_kind(self, kept: list[int]) -> dict[str, tuple[int, int]]:
        """Of each kind how many nodes are shown and how many there are."""
        bounds = [*(self.ties.first[kind] for kind in NODES), self.ties.size]
        shown = np.searchsorted(np.sort(kept), bounds)
        found = {}
        for place, kind in enumerate(NODES):
            total = int((self.ring[bounds[place]:bounds[place + 1]] >= 0).sum())
            if total:
                found[kind] = int(shown[place + 1] - shown[place]), total
        return found

    def _id(self, number: int) -> str:
        kind, at = self.ties.place(number)
        return str(self.snapshot.history.nodes(kind).ids[at])

    def nodes(self, kept: list[int]) -> tuple[Neighbour, ...]:
        """The nodes with their type and state."""
        found = []
        for number in kept:
            kind, at = self.ties.place(number)
            id_ = self._id(number)
            found.append(Neighbour(id_, kind, names(self.snapshot)[id_], int(self.ring[number]), self._type(kind, at, id_), self._state(kind, at, id_)))
        return tuple(found)

    def _type(self, kind: str, at: int, id_: str) -> Word | None:
        columns = self.snapshot.history.columns
        if kind == "territory":
            return word(TERRITORY_TYPES, (self.snapshot.history.node(id_) or {}).get("type"))
        terms, codes = {"body": (BODY_TYPES, columns.b_type), "post": (POST_RANKS, columns.p_rank), "object": (OBJECT_TYPES, columns.o_type)}.get(kind, ((), None))
        return coded(terms, int(codes[at])) if codes is not None else None

    def _state(self, kind: str, at: int, id_: str) -> Word | None:
        if kind == "post":
            return POST_WORDS[self.snapshot.post_state(id_)]
        if kind == "object":
            return STATES[int(self.snapshot.coverage(None).overall[at])] if self.snapshot.alive[at] else OUT
        return None

    def edges(self, kept: list[int]) -> tuple[tuple[Edge, ...], int]:
        """Every tie between nodes that are shown, several facts of one tie joined; and how many there are."""
        shown = np.zeros(self.ties.size, dtype=bool)
        shown[kept] = True
        found = self.ties.where(shown[self.ties.start] & shown[self.ties.end] & (self.ties.start != self.ties.end))
        order = np.lexsort((found.row, found.mode, found.kind, found.end, found.start))
        found = found.where(order)
        new = np.ones(len(order), dtype=bool)
        new[1:] = np.logical_or.reduce([values[1:] != values[:-1] for values in (found.start, found.end, found.kind, found.mode)])
        first = np.flatnonzero(new)
        count = np.diff(np.append(first, len(order)))
        near = self.ring[found.start[first]].astype(np.int64) + self.ring[found.end[first]]
        chosen = np.sort(np.argsort(near, kind="stable")[:MOST_EDGES])
        return self._edges(found, first[chosen], count[chosen]), len(first)

    def _edges(self, found: Ties, at: npt.NDArray[np.intp], count: npt.NDArray[np.intp]) -> tuple[Edge, ...]:
        kinds = [TIES[code].name for code in found.kind[at].tolist()]
        cited = {kind: cites(self.snapshot, kind, {int(found.row[one]) for one, name in zip(at.tolist(), kinds, strict=True) if FACT_OF[name] == kind})
                 for kind in {FACT_OF[name] for name in kinds}}
        types, others = self._types(found.start[at]), self._types(found.end[at])
        made = []
        for one, name, number, type_, other in zip(at.tolist(), kinds, count.tolist(), types, others, strict=True):
            mode = coded(MODES, int(found.mode[one]))
            said = TIES[CODE[name]]
            zh, en = (f"{said.zh}（{mode.zh}）", f"{said.en} ({mode.en})") if mode else (said.zh, said.en)
            cite = cited[FACT_OF[name]].get(int(found.row[one]))
            made.append(Edge(self._id(int(found.start[one])), self._id(int(found.end[one])), said, mode, zh, en, lines_of(name, mode.name if mode else "", type_, other),
                             cite.since if cite else None, cite.until if cite else None, cite, number))
        return tuple(made)

    def _types(self, numbers: Ints) -> list[str]:
        return [BODY_TYPES[code].name if code < len(BODY_TYPES) else "" for code in body_types(self.snapshot, self.ties, numbers).tolist()]
