"""The post that a duty rests on, and whether it is filled.

Of the bearing body it is the lowest post whose portfolio covers the matter, else the head. An acting holder (主持工作), a nominee and an unknown holder
fill a post; a post of which nobody says who holds it is unknown, not vacant; where no posts at all were loaded nothing is vacant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..vocabulary import BODY_TYPES, MANNERS, POST_RANKS
from .columns import NOT_STATED, Columns
from .days import MAX, MIN

FILLED, UNKNOWN, NOT_LOADED, VACANT, MISSING = range(5)
STATES = ("filled", "unknown", "not_loaded", "vacant", "missing")
"""States of a post; from VACANT on the rung is broken."""
_RANK = {term.name: at for at, term in enumerate(POST_RANKS)}
_PARTY = {at for at, term in enumerate(BODY_TYPES) if term.name in ("party_committee",)}
_VACANT_MANNER = next(at for at, term in enumerate(MANNERS) if term.name == "vacant")
Piece = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One row of a division of work (领导分工)."""

    post: int
    sector: int
    """The sector it covers; -1 where it is over a body, a territory or nothing stated."""
    safety: bool
    since: int
    until: int


class Posts:
    """Posts, portfolios and holders of every body, on any day."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.loaded = bool((columns.p_body >= 0).any())
        self.of_body: dict[int, list[int]] = {}
        for post, body in enumerate(columns.p_body.tolist()):
            if body >= 0:
                self.of_body.setdefault(body, []).append(post)
        self.portfolios: dict[int, list[Portfolio]] = {}
        links = columns.portfolio
        for post, over, since, until, kind, safety, assists in zip(links.a.tolist(), links.b.tolist(), links.since.tolist(), links.until.tolist(), columns.f_over.tolist(),
                                                                  columns.f_safety.tolist(), columns.f_share.tolist(), strict=True):
            if assists:
                continue
            self.portfolios.setdefault(post, []).append(Portfolio(post, over if kind == 1 else -1, bool(safety), since, until))
        self.held: dict[int, list[tuple[int, int, int]]] = {}
        holds = columns.holds
        for post, since, until, manner in zip(holds.a.tolist(), holds.since.tolist(), holds.until.tolist(), columns.h_manner.tolist(), strict=True):
            self.held.setdefault(post, []).append((since, until, manner))
        self.above: dict[int, list[tuple[int, int, int]]] = {}
        tree = columns.s_parent
        for sector, parent, since, until in zip(tree.a.tolist(), tree.b.tolist(), tree.since.tolist(), tree.until.tolist(), strict=True):
            self.above.setdefault(sector, []).append((parent, since, until))
        self.steady = bool((columns.s_parent.since == MIN).all() and (columns.s_parent.until == MAX).all())
        self._states: dict[int, list[Piece]] = {}

    def ancestors(self, sector: int, day: int | None) -> set[int]:
        """The sector and all above it, on a day or (where the tree never changes) ever. A sector has one parent on a day: the first that is stated."""
        seen: set[int] = set()
        while sector >= 0 and sector not in seen:
            seen.add(sector)
            sector = next((up for up, since, until in self.above.get(sector, ()) if day is None or since <= day < until), -1)
        return seen

    def parts(self, body: int, sector: int, day: int | None = None) -> list[int]:
        """The sectors strictly below this one (below all where it is -1) at which a portfolio of the body sits."""
        own = {one.sector for post in self.of_body.get(body, ()) for one in self.portfolios.get(post, ()) if one.sector >= 0}
        return sorted(each for each in own if each != sector and (sector == -1 or sector in self.ancestors(each, day)))

    def matching(self, body: int, sector: int, whole: bool, day: int | None = None) -> tuple[Portfolio, ...]:
        """The portfolios of a body's posts that cover the sector; for a comprehensive or territorial duty (``whole``) those for work safety too."""
        up = self.ancestors(sector, day)
        return tuple(one for post in self.of_body.get(body, ()) for one in self.portfolios.get(post, ()) if one.sector in up or (whole and one.safety))

    def choose(self, body: int, portfolios: tuple[Portfolio, ...], day: int) -> tuple[int, bool]:
        """The post of the duty on the day and whether its portfolio says so; -1 where the body has none that could bear it."""
        found = {one.post for one in portfolios if one.since <= day < one.until and self.alive(one.post, day)}
        if found:
            return max(found, key=self._lowness), True
        rank = _RANK["secretary" if int(self.columns.b_type[body]) in _PARTY else "head"]
        heads = [post for post in self.of_body.get(body, ()) if self.columns.p_rank[post] == rank and self.alive(post, day)]
        return (min(heads, key=lambda post: (int(self.columns.p_order[post]), post)), False) if heads else (-1, False)

    def _lowness(self, post: int) -> tuple[int, int, int]:
        """Of two posts the lower in rank, then in order of precedence; a rank that is not stated is above every stated one."""
        rank = int(self.columns.p_rank[post])
        return rank if rank != NOT_STATED else -1, int(self.columns.p_order[post]), -post

    def alive(self, post: int, day: int) -> bool:
        """Whether the post exists on the day."""
        return bool(self.columns.p_since[post] <= day < self.columns.p_until[post])

    def state(self, post: int, day: int) -> int:
        """Whether the post is filled on the day."""
        if post < 0:
            return MISSING if self.loaded else NOT_LOADED
        for since, until, state in self.states(post):
            if since <= day < until:
                return state
        return UNKNOWN

    def states(self, post: int) -> list[Piece]:
        """The state of a post over time: (since, until, state), without gaps."""
        if post not in self._states:
            held = self.held.get(post, ())
            cuts = sorted({MIN, *(since for since, _, _ in held), *(until for _, until, _ in held if until != MAX)})
            pieces: list[Piece] = []
            for start, end in zip(cuts, [*cuts[1:], MAX], strict=True):
                state = _state(held, start)
                if pieces and pieces[-1][2] == state:
                    pieces[-1] = (pieces[-1][0], end, state)
                else:
                    pieces.append((start, end, state))
            self._states[post] = pieces
        return self._states[post]

    def chosen(self, body: int, portfolios: tuple[Portfolio, ...]) -> list[tuple[int, int, int, bool]]:
        """The post of a duty over time: (since, until, post, by its portfolio)."""
        posts = {one.post for one in portfolios} | {post for post in self.of_body.get(body, ()) if self.columns.p_rank[post] <= _RANK["head"]}
        days = {MIN, *(day for one in portfolios for day in (one.since, one.until))}
        days |= {int(day) for post in posts for day in (self.columns.p_since[post], self.columns.p_until[post])}
        cuts = sorted(day for day in days if day != MAX)
        return [(start, end, *self.choose(body, portfolios, start)) for start, end in zip(cuts, [*cuts[1:], MAX], strict=True)]


def _state(rows: Sequence[Piece], day: int) -> int:
    """The state on a day from all statements about who holds the post."""
    now = [manner for since, until, manner in rows if since <= day < until]
    if any(manner != _VACANT_MANNER for manner in now):
        return FILLED
    if now or any(until <= day for _, until, manner in rows if manner != _VACANT_MANNER):
        return VACANT
    return UNKNOWN
