"""The list of objects behind any number of a page (对象清单): a filter, an order, one page of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from ...findings import Meta, synthetic_mark
from ...snapshot.coverage import Coverage
from ...snapshot.days import Ints
from ...snapshot.ladder import risk_on
from ...vocabulary import MODES, OBJECT_TYPES, RISKS
from ..pairs import Longs, reached, split, stated
from ..principal import principal, supervising
from ..words import names
from .said import REASONS, RUNGS, STATES, Node, Word, coded, nodes_at, plain
from .selection import Selection, one_of, select, states_of
from .standing import town_of

if TYPE_CHECKING:
    import pandas as pd

    from ...snapshot import History, Snapshot

SORTS = ("id", "name", "code", "kind", "risk", "state", "town")
"""By what a list can be ordered; ``-`` before it turns the order."""
MOST = 5
"""Bodies that a row names; the row says how many there are."""


@dataclass(frozen=True, slots=True)
class Answers(Node):
    """A body whose duty reaches an object, in which mode, and whether that mode can carry supervision."""

    mode: Word | None
    principal: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One object of a list. ``state`` is that of the mode asked for, else the overall one; ``broken`` is the first broken rung."""

    id: str
    name: str
    kind: Word | None
    code: str | None
    towns: tuple[Node, ...]
    places: tuple[Node, ...]
    sectors: tuple[Node, ...]
    risk: Word | None
    state: Word
    reason: Word | None
    broken: Word | None
    bodies: tuple[Answers, ...]
    bodies_total: int


@dataclass(frozen=True, slots=True)
class ObjectList:
    """One page of the objects that fit a filter; ``total`` counts all of them, ``out_of`` all that coverage counts."""

    meta: Meta
    filters: Mapping[str, Any]
    sort: str
    total: int
    out_of: int
    limit: int
    offset: int
    rows: tuple[Row, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        said: dict[str, Any] = plain(self)
        return said

    def frame(self) -> pd.DataFrame:
        """One row for each object of the page, words by their names."""
        import pandas as pd

        columns = ["name", "kind", "code", "towns", "sectors", "risk", "state", "reason", "broken", "bodies"]
        rows = [[row.name, _name(row.kind), row.code, _all(row.towns), _all(row.sectors), _name(row.risk), row.state.name, _name(row.reason), _name(row.broken), _all(row.bodies)]
                for row in self.rows]
        return pd.DataFrame(rows, index=pd.Index([row.id for row in self.rows], name="id", dtype=object), columns=columns)

    def _repr_html_(self) -> str:
        said = f"<p>{self.offset + 1 if self.rows else 0}–{self.offset + len(self.rows)} / {self.total:,} · {escape(self.meta.as_of)}</p>"
        return synthetic_mark(self.meta) + said + self.frame().to_html(escape=True, max_rows=50)


def _name(word: Word | None) -> str | None:
    return word.name if word else None


def _all(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    return tuple(each.name for each in nodes)


def objects(snapshot: Snapshot, *, sort: str | None = None, limit: int = 100, offset: int = 0, **words: Any) -> ObjectList:
    """The objects that fit the words (`selection.WORDS`), one page of them, in stable order."""
    limit, offset = bounded(limit, offset)
    chosen = select(snapshot, **words)
    found = np.flatnonzero(chosen.mask).astype(np.int32)
    sort = sort or "id"
    page = _ordered(snapshot, chosen, found, sort)[offset:offset + limit]
    meta = snapshot.meta({**chosen.words, "sort": sort, "limit": limit, "offset": offset})
    return ObjectList(meta, chosen.words, sort, len(found), chosen.coverage.out_of, limit, offset, _rows(chosen.coverage, page, chosen.words.get("mode")))


def bounded(limit: int, offset: int = 0) -> tuple[int, int]:
    """The limits of a page as whole numbers; UsageError for what is none."""
    if isinstance(limit, bool) or isinstance(offset, bool) or not isinstance(limit, int) or not isinstance(offset, int) or limit < 0 or offset < 0:
        raise UsageError(f"limit {limit!r} and offset {offset!r} are no page.", where="limit", advice="Give whole numbers from 0 on.")
    return limit, offset


def _ordered(snapshot: Snapshot, chosen: Selection, found: Ints, sort: str) -> Ints:
    key = sort.removeprefix("-")
    one_of("sort", key, SORTS)
    if key == "id":
        return found[::-1] if sort.startswith("-") else found
    rank = _rank(snapshot, chosen, key)[found].astype(np.int64)
    order = np.argsort(-rank if sort.startswith("-") else rank, kind="stable")
    return found[order]


def _rank(snapshot: Snapshot, chosen: Selection, key: str) -> npt.NDArray[Any]:
    """By which number each object is ordered; what is not stated comes last."""
    columns = snapshot.history.columns
    if key == "name":
        return _alphabetic(snapshot.history, "rank of names", lambda: snapshot.history.nodes("object").names)
    if key == "code":
        return _alphabetic(snapshot.history, "rank of codes", lambda: codes(snapshot.history))
    if key == "kind":
        return columns.o_type
    if key == "risk":
        return risk_on(snapshot)
    if key == "state":
        return np.asarray(states_of(chosen.coverage, chosen.words.get("mode")))
    rank = np.append(town_of(snapshot), np.iinfo(np.int32).max)
    first = columns.place.one.copy()
    many = columns.place.many.on(snapshot.day)
    first[many.a[::-1]] = many.b[::-1]
    return np.asarray(rank[np.maximum(first, -1)])


def codes(history: History) -> npt.NDArray[np.object_]:
    """The credit code of each object by ordinal; None where none is stated."""
    if "object codes" not in history.memo:
        history.memo["object codes"] = history.compiled.merged["object"].values("code").to_numpy(zero_copy_only=False)
    found: npt.NDArray[np.object_] = history.memo["object codes"]
    return found


def _alphabetic(history: History, key: str, words: Callable[[], npt.NDArray[np.object_]]) -> Ints:
    if key not in history.memo:
        text = np.array([each if each is not None else "\U0010ffff" for each in words().tolist()], dtype=object)
        rank = np.empty(len(text), dtype=np.int32)
        rank[np.argsort(text, kind="stable")] = np.arange(len(text), dtype=np.int32)
        history.memo[key] = rank
    found: Ints = history.memo[key]
    return found


def _rows(coverage: Coverage, page: Ints, mode: str | None) -> tuple[Row, ...]:
    """The rows of one page, in its order."""
    snapshot = coverage.snapshot
    history, sorted_page = snapshot.history, np.sort(page)
    ids, code = history.nodes("object").ids, codes(history)
    risk, states, reason = risk_on(snapshot), states_of(coverage, mode), coverage.reason
    rung = coverage.rung
    places, sectors = values_by_object(snapshot, "territory", sorted_page), values_by_object(snapshot, "sector", sorted_page)
    town = town_of(snapshot)
    bodies, named = answering(snapshot, sorted_page), names(snapshot)
    rows = []
    for at, kind in zip(page.tolist(), history.columns.o_type[page].tolist(), strict=True):
        own, state = places.get(at, []), int(states[at])
        first, count = bodies.get(at, ((), 0))
        rows.append(Row(
            str(ids[at]), named[str(ids[at])], coded(OBJECT_TYPES, kind), code[at], nodes_at(snapshot, "territory", dict.fromkeys(int(town[each]) for each in own)),
            nodes_at(snapshot, "territory", own), nodes_at(snapshot, "sector", sectors.get(at, ())), coded(RISKS, int(risk[at])), STATES[state],
            REASONS[int(reason[at])] if reason[at] else None, RUNGS[int(rung[at])] if rung[at] < len(RUNGS) else None, first, count))
    return tuple(rows)


def values_by_object(snapshot: Snapshot, kind: str, objects: Ints) -> dict[int, list[int]]:
    """The places or sectors of each of these objects (sorted) on the day."""
    columns = snapshot.history.columns
    holder, value = stated(columns.place if kind == "territory" else columns.sector, objects, snapshot.day)
    found: dict[int, list[int]] = {}
    for one, other in sorted(zip(holder.tolist(), value.tolist(), strict=True)):
        found.setdefault(one, []).append(other)
    return found


def answering(snapshot: Snapshot, objects: Ints) -> dict[int, tuple[tuple[Answers, ...], int]]:
    """The first bodies whose duties reach each object, each body and mode once, and how many: those that can carry supervision first, then by mode and id."""
    pairs = reached(snapshot, objects, supervising(snapshot), owners=True)
    carried = snapshot.carried
    pairs = pairs.where(carried.part[pairs.duty] < 0)
    carries = principal(snapshot, pairs)
    ids = snapshot.history.nodes("body").ids
    named = names(snapshot)
    found: dict[int, tuple[tuple[Answers, ...], int]] = {}
    chunk: Longs
    for chunk in split(pairs.object):
        duty = pairs.duty[chunk]
        each = sorted({(not can, mode, body) for can, mode, body in zip(carries[chunk].tolist(), carried.mode[duty].tolist(), carried.body[duty].tolist(), strict=True)})
        best: dict[tuple[int, int], bool] = {}
        for cannot, mode, body in each:
            best.setdefault((mode, body), not cannot)
        first = tuple(Answers(str(ids[body]), "body", named[str(ids[body])], coded(MODES, mode), can) for (mode, body), can in islice(best.items(), MOST))
        found[int(pairs.object[chunk[0]])] = first, len(best)
    return found
