"""Obligations and evidence of everybody in a chain over a look-back window: what was due, what is proved, what is on record and proves nothing, what is missing."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from ..analysis.acts import by_body
from ..analysis.chain import Chain
from ..analysis.explain import Explanation
from ..analysis.ladder import Ladder
from ..analysis.roll import Seat
from ..findings import Cite
from ..law import Rules
from ..law.accident import Accident, judge
from ..snapshot import Snapshot
from .owed import Counter, Row
from .records import Record, Records, Searched
from .site import Hazard, Pointed, Talk, Tip, hazards, pointed, talks, tips

MOST_TIMELINE = 300


@dataclass(frozen=True, slots=True)
class Event:
    """One record at the object, for the time line."""

    day: str | None
    type: str
    actor: str
    actor_name: str
    person_name: str
    signed: bool | None
    unannounced: bool | None
    rescinded: bool
    summary: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows of one bearer are in each state."""

    bearer: str
    name: str
    proved: int
    unproved: int
    missing: int
    running: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The duty record of a chain. ``searched`` says for each kind of act what there was to search: no register is not the same as no act (N17)."""

    since: str
    until: str
    rows: tuple[Row, ...]
    totals: tuple[Totals, ...]
    hazards: tuple[Hazard, ...]
    tips: tuple[Tip, ...]
    talks: tuple[Talk, ...]
    pointed: tuple[Pointed, ...]
    timeline: tuple[Event, ...]
    timeline_total: int
    liaison: tuple[tuple[str, str], ...]
    searched: tuple[Searched, ...]


def evidence(snapshot: Snapshot, chain: Chain, posts: Sequence[Seat], explained: Explanation, rules: Rules) -> Evidence:
    """The duty record of the posts and of all bodies in the chain, up to the day and over the look-back window of the rules."""
    ladder, table = Ladder.of(snapshot), rules.obligations
    seats = [seat for seat in posts if seat.kind == "post"]
    bodies = _bodies(chain)
    people = {term.person for seat in seats for term in (*seat.holders, *seat.predecessors) if term.person}
    site = frozenset([chain.object, *(step.node for line in chain.lines for path in line.paths for step in path if step.kind == "object")])
    source = Records(snapshot)
    own, there = source.by([*(seat.id for seat in seats), *bodies, *people]), source.on(site)
    counter = Counter.of(snapshot, rules, [*own, *there])
    liaison = _liaison(snapshot)
    rows = [*_of_posts(counter, ladder, seats, own, liaison), *_of_bodies(counter, ladder, bodies, own), *_over_object(counter, chain.object, explained), *_of_enterprises(counter, site, there)]
    found, limits = hazards(snapshot, site), table.counting
    timeline = [each for each in there if each.day is None or each.day >= counter.window]
    types = tuple(dict.fromkeys(act for each in table.obligations for act in each.acts))
    return Evidence(
        counter.window.isoformat(), snapshot.as_of.isoformat(), tuple(rows), _totals(ladder, rows), found, tips(snapshot, there, limits),
        talks(snapshot, there, found, _accidents(snapshot, site, rules), limits), pointed(snapshot, timeline, limits),
        tuple(_event(snapshot, each) for each in timeline[-MOST_TIMELINE:]), len(timeline),
        tuple((leader, each) for leader, objects in sorted(liaison.items()) for each in sorted(objects & site)),
        source.searched((*types, "tip", "talk", "order", "penalty", "transfer"), date(counter.window.year, 1, 1)))


def _of_posts(counter: Counter, ladder: Ladder, seats: Sequence[Seat], own: Sequence[Record], liaison: Mapping[str, frozenset[str]]) -> list[Row]:
    by = _indexed(own)
    found: list[Row] = []
    for seat in seats:
        body = ladder.bodies.get(seat.body)
        kind, tier = (body.type, body.tier) if body else ("", "enterprise")
        people = [term.person for term in (*seat.holders, *seat.predecessors) if term.person]
        records = _unique(each for key in (seat.id, seat.body, *people) for each in by.get(key, ()))
        liaised = frozenset().union(*(liaison.get(key, frozenset()) for key in (seat.id, *people)))
        for each in counter.rules.obligations.obligations:
            if each.per == ("post" if body else "enterprise_post") and each.owed_by(kind, tier, seat.rank):
                found += counter.post(seat.id, seat.body, each, records, liaised)
    return found


def _of_bodies(counter: Counter, ladder: Ladder, bodies: Iterable[str], own: Sequence[Record]) -> list[Row]:
    found: list[Row] = []
    for id_ in bodies:
        body = ladder.bodies[id_]
        for each in counter.rules.obligations.obligations:
            if each.per == "body" and each.owed_by(body.type, body.tier):
                records = [record for record in own if record.actor == id_ or (each.either_end and record.body == id_)]
                found += counter.body(id_, each, records)
    return found


def _over_object(counter: Counter, object_id: str, explained: Explanation) -> list[Row]:
    """What each body with a duty over the object did there: a station's act is its bureau's, a former body's its successor's, a delegate's also the delegator's."""
    snapshot = counter.snapshot
    columns, nodes = snapshot.history.columns, snapshot.history.nodes("body")
    until = columns.acts_until(snapshot.day)
    mine = np.flatnonzero(columns.a_object[:until] == snapshot.history.nodes("object").ordinal(object_id)).astype(np.int32)
    credited = by_body(snapshot, mine)
    modes: dict[str, set[str]] = {}
    for said in explained.modes:
        for duty in said.duties:
            if not duty.why and duty.counts_as:
                modes.setdefault(duty.counts_as, set()).add(said.mode)
    found: list[Row] = []
    for body, held in modes.items():
        rows = columns.a_i[credited.act[credited.body == nodes.ordinal(body)]]
        records = [Record.of(snapshot.history.fact("act", int(row))) for row in rows]
        for each in counter.rules.obligations.obligations:
            if each.per == "object" and (not each.modes or held & set(each.modes)):
                found += counter.body(body, each, records)
    return found


def _of_enterprises(counter: Counter, site: frozenset[str], there: Sequence[Record]) -> list[Row]:
    snapshot, found = counter.snapshot, []
    for object_id in sorted(site):
        if (snapshot.history.node(object_id) or {}).get("type") not in ("enterprise", "sole_trader"):
            continue
        for each in counter.rules.obligations.obligations:
            if each.per == "enterprise":
                found += counter.body(object_id, each, [record for record in there if object_id in (record.actor, record.object)])
    return found


def _bodies(chain: Chain) -> list[str]:
    return list(dict.fromkeys(step.node for line in chain.lines for path in line.paths for step in path if step.kind == "body"))


def _liaison(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Objects that each leader (post or person) keeps contact with on the day."""
    found: dict[str, set[str]] = {}
    for fact in snapshot.facts("liaises_with"):
        if fact["leader"] and fact["object"]:
            found.setdefault(fact["leader"], set()).add(fact["object"])
    return {key: frozenset(value) for key, value in found.items()}


def _accidents(snapshot: Snapshot, site: Iterable[str], rules: Rules) -> list[tuple[date | None, str, Cite]]:
    """Earlier accidents at the object that call for a talk: 较大 and above (M02)."""
    found = []
    for fact in (fact for each in site for fact in snapshot.facts("accident", object=each)):
        if fact["since"] is None or fact["since"] >= snapshot.as_of:
            continue
        level = judge(Accident(fact["since"], None, fact["deaths"], fact["missing"], fact["serious_injuries"], fact["loss_wan"]), table=rules.accidents).level
        if level in ("较大", "重大", "特别重大"):
            found.append((fact["since"], level, Cite.of(fact)))
    return found


def _totals(ladder: Ladder, rows: Iterable[Row]) -> tuple[Totals, ...]:
    tally: dict[str, Tally[str]] = {}
    for row in rows:
        tally.setdefault(row.bearer, Tally())[row.state] += 1
    return tuple(Totals(bearer, ladder.name(bearer), states["proved"], states["unproved"], states["missing"], states["running"]) for bearer, states in tally.items())


def _event(snapshot: Snapshot, record: Record) -> Event:
    name = snapshot.history.name
    return Event(record.day.isoformat() if record.day else None, record.type, record.actor, name(record.actor) if record.actor else "", name(record.person) if record.person else "",
                 record.signed, record.unannounced, record.rescinded, record.summary, record.cite)


def _indexed(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for each in records:
        for key in {each.actor, each.person} - {""}:
            found.setdefault(key, []).append(each)
    return found


def _unique(records: Iterable[Any]) -> list[Record]:
    return list({id(each): each for each in records}.values())
