"""The two lists that every format of a dossier shows alike: posts and links, numbered, each once; and the neighbours one step sideways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..analysis.chain import Chain
from ..analysis.explain import explain
from ..analysis.roll import Seat
from ..analysis.tenure import Term, tenure
from ..findings import Cite
from ..snapshot import Snapshot
from .evidence import Evidence
from .mending import Rung
from .ranking import Ranking

MOST_NEIGHBOURS = 12


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post of the dossier. ``no`` numbers it the same in every format; ``chain`` is false for a post that the ranking reaches beyond the lines of the chain.

    The parts of its score and its reasons stand in the ranking.
    """

    no: str
    id: str
    chain: bool
    tier: str
    body: str
    body_name: str
    name: str
    rank: str
    state: str
    holders: tuple[Term, ...]
    predecessors: tuple[Term, ...]
    successors: tuple[Term, ...]
    lines: tuple[str, ...]
    reasons_zh: tuple[str, ...]
    reasons_en: tuple[str, ...]
    place: int | None
    in_reach: bool | None
    score: float | None
    kind: str | None
    proved: int
    unproved: int
    missing: int
    broken: bool
    document: str | None
    clause: str | None
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A step from one node to the next, once, with the lines that take it and the facts that state it; ``written`` is false where nothing written does:
    no document, no statute and no register; such a link is dashed in the figure. ``chain`` is false for the way by which the ranking reaches a post that
    stands on no line of the chain: it leads from the site (or the enterprise next to it) to the post at once, through the post's body.
    """

    no: str
    chain: bool
    source: str
    source_name: str
    target: str
    target_name: str
    how: tuple[str, ...]
    zh: str
    en: str
    lines: tuple[str, ...]
    written: bool
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An enterprise one step sideways (supplier, landlord, principal, agency) and who supervises it."""

    id: str
    name: str
    relation: str
    zh: str
    en: str
    overall: str
    bodies: tuple[str, ...]
    cites: tuple[Cite, ...]


def beyond(snapshot: Snapshot, chain: Chain, ranking: Ranking) -> tuple[Seat, ...]:
    """Posts within reach of an inquiry that stand on no line of the chain: arms of its bodies, bodies beside it, neighbours' supervisors."""
    known = {seat.id for seat in chain.posts}
    found = []
    for each in ranking.posts:
        if each.in_reach and each.id not in known:
            held = tenure(snapshot, each.id, 365)
            rank = str((snapshot.history.node(each.id) or {}).get("rank") or "member")
            found.append(Seat(
                each.id, "post", each.name, each.body, each.body_name, each.tier, rank, held.state, held.vacant_since, held.holders, held.predecessors, held.successors, each.lines,
                tuple(reason.zh for reason in each.reasons), tuple(reason.en for reason in each.reasons), each.cites))
    return tuple(found)


def post_rows(chain: Chain, seats: Sequence[Seat], ranking: Ranking, record: Evidence, broken: Sequence[Rung]) -> tuple[PostRow, ...]:
    """Posts bottom up as the chain has them, then those that only the ranking reaches; each with place and kind, and how the duty record stands."""
    ranked = {each.id: each for each in ranking.posts}
    totals = {each.bearer: each for each in record.totals}
    rungs, own = {each.node for each in broken}, {seat.id for seat in chain.posts}
    rows = []
    for number, seat in enumerate(seats, 1):
        said, total = ranked.get(seat.id), totals.get(seat.id)
        paper = next((cite for cite in seat.cites if cite.document), None)
        rows.append(PostRow(
            f"P{number:02d}", seat.id, seat.id in own, seat.tier, seat.body, seat.body_name, seat.name, seat.rank, seat.state, seat.holders, seat.predecessors, seat.successors,
            seat.lines, seat.zh, seat.en, said.rank if said else None, said.in_reach if said else None, said.score if said else None, said.kind if said and said.in_reach else None,
            total.proved if total else 0, total.unproved if total else 0, total.missing if total else 0, seat.id in rungs,
            paper.document if paper else None, paper.clause if paper else None, seat.cites))
    return tuple(rows)


def links_of(snapshot: Snapshot, chain: Chain, seats: Sequence[Seat], ranking: Ranking) -> tuple[Link, ...]:
    """Every step of every path once, in the order of the lines and paths; then the ways to the posts beyond the chain."""
    found: dict[tuple[str, str], Link] = {}
    for line in chain.lines:
        for path in line.paths:
            for below, step in pairwise(path):
                key = (below.node, step.node)
                if (old := found.get(key)) is None:
                    written = any(cite.level != "inferred" for cite in step.cites)
                    found[key] = Link("", True, below.node, below.name, step.node, step.name, step.how, step.zh, step.en, (line.name,), written, step.cites)
                else:
                    found[key] = replace(
                        old, lines=tuple(dict.fromkeys((*old.lines, line.name))), how=tuple(dict.fromkeys((*old.how, *step.how))), cites=tuple(dict.fromkeys((*old.cites, *step.cites))))
    every = (*found.values(), *_ways(snapshot, chain, seats, ranking))
    return tuple(replace(link, no=f"L{number:03d}") for number, link in enumerate(every, 1))


def _ways(snapshot: Snapshot, chain: Chain, seats: Sequence[Seat], ranking: Ranking) -> Iterator[Link]:
    """For each post that only the ranking reaches, the nearest way of its body."""
    own, bodies = {seat.id for seat in chain.posts}, {each.id: each for each in ranking.bodies}
    for seat in seats:
        if seat.id in own:
            continue
        body = bodies[seat.body]
        way = body.ways[0]
        source, cites = way.via or chain.object, tuple(dict.fromkeys((*way.cites, *seat.cites)))
        yield Link("", False, source, snapshot.history.name(source), seat.id, seat.name, (way.how,), f"{body.name}：{way.zh}", f"{body.name}: {way.en}", (way.line,),
                   any(cite.level != "inferred" for cite in cites), cites)


def neighbours(snapshot: Snapshot, chain: Chain) -> tuple[Neighbour, ...]:
    """Everybody one step sideways of the object, each with its own supervisors."""
    found = []
    for note in chain.notes.sideways:
        if snapshot.history.nodes("object").ordinal(note.other) < 0:
            continue
        said = explain(snapshot, note.other)
        bodies = tuple(dict.fromkeys(duty.counts_as_name or duty.body_name for mode in said.modes for duty in mode.duties if duty.principal and not duty.why))
        found.append(Neighbour(note.other, said.name, note.kind, note.zh, note.en, said.overall, bodies, note.cites))
    return tuple(found)
