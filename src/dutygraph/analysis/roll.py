"""The roll of a chain: each post once with who holds it, each person once with all posts, and the broken rungs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..findings import Cite
from ..vocabulary import POST_RANKS
from .ladder import Ladder
from .lines import TIERS
from .tenure import Tenure, Term, tenure, vacancy_cites
from .walk import Climb

_BODY_ORDER = ("village_committee", "station", "office", "department", "party_department", "zone_committee", "government", "party_committee")
_RANK_ORDER = ("safety_manager", "staff", "section_head", "member", "deputy", "executive_deputy", "head", "secretary")


@dataclass(frozen=True, slots=True)
class Seat:
    """A post (or a unit inside the enterprise) of the chain, with the lines and reasons by which it is in it, and its holders around the day."""

    id: str
    kind: str
    name: str
    body: str
    body_name: str
    tier: str
    rank: str
    state: str
    vacant_since: str | None
    holders: tuple[Term, ...]
    predecessors: tuple[Term, ...]
    successors: tuple[Term, ...]
    lines: tuple[str, ...]
    zh: tuple[str, ...]
    en: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One post in which a person stands in the chain: as holder, predecessor or successor."""

    post: str
    relation: str
    manner: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the chain, once, with every post: one who holds several is one answerer."""

    id: str
    name: str
    posts: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A broken rung: its kind, where, since when if that is known, in which lines, and the facts that show it."""

    kind: str
    node: str
    name: str
    since: str | None
    lines: tuple[str, ...]
    zh: str
    en: str
    cites: tuple[Cite, ...]


def seats_of(ladder: Ladder, climbs: Iterable[Climb], window_days: int) -> tuple[Seat, ...]:
    """Posts of all lines, unique, bottom up by tier, body and rank (L4)."""
    lines: dict[str, dict[str, None]] = {}
    reasons: dict[str, tuple[dict[str, None], dict[str, None], dict[Cite, None]]] = {}
    for climb in climbs:
        reached = {node for route in climb.routes for rung in route for node in rung}
        for (*_, end), link in climb.links.items():
            if end not in reached or not end.startswith(("post:", "unit:")):
                continue
            lines.setdefault(end, {})[climb.line.name] = None
            zh, en, cites = reasons.setdefault(end, ({}, {}, {}))
            zh.update((each, None) for each, _ in link.how.values())
            en.update((each, None) for _, each in link.how.values())
            cites.update((Cite.of(fact), None) for fact in link.facts.values())
    seats = [_seat(ladder, node, tuple(lines[node]), reasons[node], window_days) for node in lines]
    return tuple(sorted(seats, key=lambda seat: _place(ladder, seat)))


def _seat(ladder: Ladder, node: str, lines: tuple[str, ...], reasons: tuple[dict[str, None], dict[str, None], dict[Cite, None]], window_days: int) -> Seat:
    zh, en, cites = (tuple(each) for each in reasons)
    if node.startswith("unit:"):
        held, body, rank = _responsible(ladder, node), "", "unit"
        owner = str((ladder.snapshot.history.node(node) or {}).get("object") or "")
    else:
        post = ladder.posts[node]
        held, owner, rank = tenure(ladder.snapshot, node, window_days), post.body, post.rank
    body = owner or ""
    return Seat(node, node.partition(":")[0], ladder.name(node), body, ladder.name(body) if body else "", ladder.tier(body), rank,
                held.state, held.vacant_since, held.holders, held.predecessors, held.successors, lines, zh, en, cites)  # type: ignore[arg-type]


def _responsible(ladder: Ladder, unit: str) -> Tenure:
    """The person whom the enterprise names for a unit, as a term without dates of office."""
    terms = [
        Term(fact["responsible"], ladder.name(fact["responsible"]), "full", None, None, None, None, False, False, False, (Cite.of(fact),))
        for fact in (ladder.snapshot.history.fact(*each) for each in ladder.snapshot.history.statements(unit)) if fact["responsible"]]
    return Tenure("filled" if terms else "missing", None, tuple(terms[:1]), (), ())


def _place(ladder: Ladder, seat: Seat) -> tuple[int, int, int, int, str]:
    known = ladder.bodies.get(seat.body)
    kind = known.type if known else ""
    return (
        TIERS.index(seat.tier) if seat.tier in TIERS else len(TIERS),
        _BODY_ORDER.index(kind) if kind in _BODY_ORDER else len(_BODY_ORDER) if kind else -1,
        -1 if seat.kind == "unit" else _RANK_ORDER.index(seat.rank) if seat.rank in _RANK_ORDER else len(POST_RANKS),
        ladder.posts[seat.id].order if seat.id in ladder.posts else 0, seat.id)


def people_of(seats: Iterable[Seat]) -> tuple[Person, ...]:
    """Everyone of the chain once, in the order of the posts."""
    found: dict[str, tuple[str, dict[Held, None]]] = {}
    for seat in seats:
        for relation, terms in (("holder", seat.holders), ("predecessor", seat.predecessors), ("successor", seat.successors)):
            for term in terms:
                if term.person:
                    found.setdefault(term.person, (term.name, {}))[1][Held(seat.id, relation, term.manner)] = None
    return tuple(Person(id_, name, tuple(posts)) for id_, (name, posts) in found.items())


def breaks_of(ladder: Ladder, climbs: Iterable[Climb], seats: Iterable[Seat]) -> tuple[Break, ...]:
    """Vacant posts first, bottom up; then rungs that the climb did not find."""
    found = []
    for seat in seats:
        if seat.state == "vacant":
            since = f"，自{seat.vacant_since}起" if seat.vacant_since else "，起始时间不详"
            since_en = f" since {seat.vacant_since}" if seat.vacant_since else ", since when is not known"
            found.append(Break("vacant", seat.id, f"{seat.body_name} {seat.name}".strip(), seat.vacant_since, seat.lines, f"{seat.body_name}{seat.name}空缺{since}",
                               f"{seat.name} of {seat.body_name} is vacant{since_en}", vacancy_cites(ladder.snapshot, seat.id)))
    gaps: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for climb in climbs:
        for gap in climb.gaps:
            gaps.setdefault((gap.kind, gap.node, gap.zh, gap.en), {})[climb.line.name] = None
    found += [Break(kind, node, ladder.name(node), None, tuple(lines), zh, en, ()) for (kind, node, zh, en), lines in sorted(gaps.items())]
    return tuple(found)
