"""Where duties rest, over time: every distinct (bearer, matter) is a seat, and a seat is cut into pieces in which nothing about it changes.

Compiled once for a history, so that a day is one mask over the pieces. A seat has a *part* for each portfolio that sits below its matter: there another post may answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..vocabulary import BODY_TYPES, MODES
from .bearers import BEARER_DANGLING, BEARER_ENDED, Bearers, Carry, Sent
from .columns import Columns
from .days import MAX, MIN, Bools, Ints
from .posts import MISSING, NOT_LOADED, Portfolio, Posts

_MODE = {term.name: at for at, term in enumerate(MODES)}
STATION, DELEGATED, COMPREHENSIVE, TERRITORIAL = (_MODE[name] for name in ("station", "delegated", "comprehensive", "territorial"))
_STATION_TYPE = next(at for at, term in enumerate(BODY_TYPES) if term.name == "station")


class Row(NamedTuple):
    """One piece of a seat."""

    since: int
    until: int
    body: int
    counts_as: int
    part: int
    post: int
    state: int
    why: int
    by_portfolio: bool
    governed: int


class Chosen(NamedTuple):
    """The post that answers for a part of a matter, for a while."""

    since: int
    until: int
    part: int
    post: int
    by_portfolio: bool


@dataclass(frozen=True, slots=True)
class Seats:
    """Pieces of seats, sorted by seat; ``of_duty`` gives the seat of each duty, ``tset`` the set of territories that a duty itself states (-1 none)."""

    of_duty: Ints
    tset: Ints
    mode: Ints
    seat: Ints
    since: Ints
    until: Ints
    body: Ints
    counts_as: Ints
    part: Ints
    post: Ints
    state: Ints
    why: Ints
    by_portfolio: Bools
    governed: Ints
    tset_start: Ints
    tset_ids: Ints
    cuts: Ints
    """Days on which any piece or duty starts or ends: between two of them all that `carried` says is the same."""


class _Seat(NamedTuple):
    bearer: int
    post: int
    behalf: int
    sent: Sent
    sector: int
    whole: bool
    named: bool


class _Compiler:
    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.bearers = Bearers(columns)
        self.posts = Posts(columns)
        self.nobody = MISSING if self.posts.loaded else NOT_LOADED
        self._carried: dict[tuple[int, int, Sent], list[tuple[int, int, list[Carry]]]] = {}
        self._answers: dict[tuple[int, int, bool, bool], list[Chosen]] = {}
        self._chosen: dict[tuple[int, tuple[Portfolio, ...]], list[tuple[int, int, int, bool]]] = {}

    def carried(self, seat: _Seat) -> list[tuple[int, int, list[Carry]]]:
        """Who carries the seat over time."""
        key = (seat.bearer, seat.behalf, seat.sent)
        if key not in self._carried:
            cuts = [day for day in self.bearers.cuts(seat.bearer, seat.behalf) if day != MAX]
            pieces: list[tuple[int, int, list[Carry]]] = []
            for start, end in zip(cuts, [*cuts[1:], MAX], strict=True):
                found = self.bearers.carry(seat.bearer, seat.behalf, seat.sent, start)
                if pieces and pieces[-1][2] == found:
                    pieces[-1] = (pieces[-1][0], end, found)
                else:
                    pieces.append((start, end, found))
            self._carried[key] = pieces
        return self._carried[key]

    def answers(self, body: int, seat: _Seat) -> list[Chosen]:
        """The post that answers in the body over time, for the whole matter and for each part of it."""
        if seat.post >= 0:
            since, until = int(self.columns.p_since[seat.post]), int(self.columns.p_until[seat.post])
            own = [Chosen(MIN, since, -1, -1, False), Chosen(since, until, -1, seat.post, True), Chosen(until, MAX, -1, -1, False)]
            return [one for one in own if one.since < one.until]
        key = (body, seat.sector, seat.whole, seat.named)
        if key not in self._answers:
            self._answers[key] = list(self._answering(*key))
        return self._answers[key]

    def _answering(self, body: int, sector: int, whole: bool, named: bool) -> Iterator[Chosen]:
        links = self.columns.s_parent
        cuts = [MIN] if self.posts.steady else sorted({MIN, *links.since.tolist(), *links.until.tolist()} - {MAX})
        for start, end in zip(cuts, [*cuts[1:], MAX], strict=True):
            day = None if self.posts.steady else start
            parts = [] if named or sector == -2 else self.posts.parts(body, sector, day)
            for part in (-1, *parts):
                portfolios = self.posts.matching(body, part if part >= 0 else sector, whole, day)
                for low, high, post, by in self._choices(body, portfolios):
                    since, until = max(start, low), min(end, high)
                    if since < until and (part == -1 or any(one.sector == part and one.since <= since < one.until for one in portfolios)):
                        yield Chosen(since, until, part, post, by)

    def _choices(self, body: int, portfolios: tuple[Portfolio, ...]) -> list[tuple[int, int, int, bool]]:
        if (body, portfolios) not in self._chosen:
            self._chosen[body, portfolios] = self.posts.chosen(body, portfolios)
        return self._chosen[body, portfolios]

    def pieces(self, seat: _Seat) -> Iterator[Row]:
        """One seat over time."""
        if seat.bearer < 0:
            yield Row(MIN, MAX, -1, -1, -1, -1, self.nobody, BEARER_DANGLING, False, -1)
            return
        for start, end, carries in self.carried(seat):
            for carry in carries:
                if carry.why == BEARER_ENDED:
                    yield Row(start, end, -1, -1, -1, -1, self.nobody, carry.why, False, carry.tset)
                    continue
                for one in self.answers(carry.body, seat):
                    for since, until, state in self.posts.states(one.post) if one.post >= 0 else [(MIN, MAX, self.nobody)]:
                        first, last = max(start, one.since, since), min(end, one.until, until)
                        if first < last:
                            yield Row(first, last, carry.body, carry.counts_as, one.part, one.post, state, carry.why, one.by_portfolio, carry.tset)

    def seat(self, bearer: int, kind: int, stated: int, exercised: int, sector: int, behalf: int, named: int) -> _Seat:
        """The seat of a duty; ``exercised`` is the mode after `as_mode`."""
        body, post = bearer, -1
        if kind == 1 and bearer >= 0:
            body, post = int(self.columns.p_body[bearer]), bearer
        sent: Sent = "self"
        if stated == DELEGATED:
            sent = "delegate"
        elif stated == STATION or (body >= 0 and int(self.columns.b_type[body]) == _STATION_TYPE):
            sent = "station"
        return _Seat(body, post, behalf if sent != "self" else -1, sent, sector, exercised in (COMPREHENSIVE, TERRITORIAL), bool(named))


def compile_seats(columns: Columns) -> Seats:
    """Seats and their pieces for all duties."""
    compiler = _Compiler(columns)
    mode = effective(columns)
    named = columns.d_object != -1
    key = np.stack([columns.d_bearer, columns.d_bearer_kind, columns.d_mode, mode, columns.d_sector, columns.d_on_behalf, named]).astype(np.int32)
    distinct, of_key = np.unique(key, axis=1, return_inverse=True)
    seats: dict[_Seat, int] = {}
    of_distinct = np.array([seats.setdefault(compiler.seat(*one), len(seats)) for one in distinct.T.tolist()], dtype=np.int32)
    rows = [(number, *piece) for seat, number in seats.items() for piece in compiler.pieces(seat)]
    table = np.array(rows, dtype=np.int64).reshape(-1, 11).astype(np.int32).T
    tset = _stated(columns.d_territory, compiler.bearers)
    sets = list(compiler.bearers.sets.numbers)
    start = np.cumsum([0, *(len(each) for each in sets)]).astype(np.int32)
    ids = np.array([territory for each in sets for territory in each], dtype=np.int32)
    cuts = np.unique(np.concatenate([table[1], table[2], columns.d_since, columns.d_until]))
    seat, since, until, body, counts_as, part, post, state, why, by_portfolio, governed = table
    return Seats(of_distinct[of_key.reshape(-1)], tset, mode, seat, since, until, body, counts_as, part, post, state, why, by_portfolio.astype(bool), governed, start, ids, cuts)


def _stated(territories: Ints, bearers: Bearers) -> Ints:
    """The set of territories that each duty states itself: one, or none."""
    known, of = np.unique(territories, return_inverse=True)
    numbers = np.array([bearers.sets.number([each]) if each >= 0 else -1 for each in known.tolist()], dtype=np.int32)
    return numbers[of.reshape(-1)]


def effective(columns: Columns) -> Ints:
    """The mode that a duty is exercised in: what a station or a delegate exercises is `as_mode`; without it the duty stays a station's or a delegate's, and is never principal."""
    sent = (columns.d_mode == STATION) | (columns.d_mode == DELEGATED)
    return np.where(sent & (columns.d_as_mode != 255), columns.d_as_mode, columns.d_mode).astype(np.int32)
