"""Who is meant, written down for a store in which people ask for themselves: what the resolver and the merging of statements found, and nothing that follows from it.

Rows by what they say: ``known`` (every thing that is on a list), ``means`` (another way to name it), ``lives`` (each stretch of days in which it exists and its
statements say the same, for an object also whether it is closed), ``links`` (what joins two things, with the fact that says so). Days are always set: the first and the last of the calendar stand for
an open side, so that one comparison tells whether a link or a life holds on a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..facts import Facts
from ..law.rules import plain
from ..vocabulary import KINDS, NODE_KINDS, Kind
from .columns import Links
from .compile import timeline
from .days import as_date
from .history import History
from .merge import Merged, groups
from .names import listed
from .prepare import prepare

Rows = list[dict[str, Any]]
BATCH = 5_000
UNDER, POST_OF, ANSWERS_TO = "UNDER", "POST_OF", "ANSWERS_TO"
"""Types of the links that a statement about a thing makes: sector and parent, post and body, post and superior."""
_HOLED = ("object", "territory", "sector", "person", "unit", "document")
"""Kinds of which nothing holds between two stated lives; a body or a post is carried over the hole."""
_DATED = ("territory", "sector")
"""Kinds of which each statement tells of its own period only."""
_KEPT = ("scope", "key", "load")


def linked() -> tuple[str, ...]:
    """The kinds of link that join two things and no more, in declared order."""
    return tuple(kind.name for kind in KINDS.values() if kind.shape == "link" and [field.type == "ref" and field.required for field in kind.fields[:2]] == [True, True])


def resolution(history: History, stated: Facts) -> Iterator[tuple[str, Rows]]:
    """What this history found out about the facts as ``stated``, in batches, things first."""
    held, _ = prepare(stated, history.known_at)
    for name, rows in (("known", _known(history)), ("means", _means(history, held)), ("lives", _lives(history)), ("links", _links(history))):
        yield from ((name, batch) for batch in _batches(rows))


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[Rows]:
    batch: Rows = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _known(history: History) -> Iterator[dict[str, Any]]:
    for kind in NODE_KINDS:
        yield from ({"id": str(each), "label": kind.title()} for each in history.nodes(kind).ids)


def _means(history: History, held: Facts) -> Iterator[dict[str, Any]]:
    """Pairs of a word as stated and the id that it was taken for, each once."""
    found: dict[tuple[str, str], None] = {}
    for kind, table in held.tables.items():
        told = history.table(kind)
        for name in [*(["id"] if kind in NODE_KINDS else []), *(field.name for field in KINDS[kind].refs)]:
            found |= dict.fromkeys(_differing(table[name], told[name].slice(0, table.num_rows)))
    for word, node in sorted(found):
        if history.nodes(node.partition(":")[0]).ordinal(node) >= 0:
            yield {"id": word, "to": node}


def _differing(stated: pa.ChunkedArray, told: pa.ChunkedArray) -> list[tuple[str, str]]:
    one, other = stated.combine_chunks(), told.combine_chunks()
    differ = pc.fill_null(pc.not_equal(one, other), False)
    pairs = pa.table({"one": one.filter(differ), "other": other.filter(differ)}).group_by(["one", "other"]).aggregate([])
    return list(zip(pairs["one"].to_pylist(), pairs["other"].to_pylist(), strict=True))


def _lives(history: History) -> Iterator[dict[str, Any]]:
    for kind in NODE_KINDS:
        merged = history.compiled.merged[kind]
        names = ["name", *(field.name for field in KINDS[kind].fields if field.type != "ref" and field.name not in ("aliases", "remark", "address"))]
        ids = history.nodes(kind).ids
        values = {name: merged.table[name].to_pylist() for name in names}
        several = {} if merged.single else dict(groups(merged.of, merged.order))
        holes = _by_node(merged.lives.holes) if kind in _HOLED else {}
        shut = _by_node(history.columns.out.where(np.arange(len(history.columns.out)) >= len(merged.lives.holes))) if kind == "object" else {}
        for node, lead in enumerate(merged.lead.tolist()):
            rows = several.get(node, [lead])
            pieces = _without((int(merged.lives.since[node]), int(merged.lives.until[node])), holes.get(node, ()))
            for start, end, said in _told(kind, merged, rows, values, pieces):
                for since, until, closed in _shut(start, end, shut.get(node, ())):
                    known = {**said, "closed": closed} if kind == "object" else said
                    yield {"id": str(ids[node]), "said": {"since": _day(since), "until": _day(until), **known}}


def _by_node(links: Links) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for node, since, until in sorted(zip(links.a.tolist(), links.since.tolist(), links.until.tolist(), strict=True)):
        found.setdefault(node, []).append((since, until))
    return found


def _without(life: tuple[int, int], holes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a life that its holes leave."""
    starts, ends = [life[0], *(until for _, until in holes)], [*(since for since, _ in holes), life[1]]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _shut(start: int, end: int, shut: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """A stretch of a life, cut where the object closes or opens again."""
    cuts = sorted({start, end, *(day for period in shut for day in period if start < day < end)})
    for since, until in pairwise(cuts):
        yield since, until, any(low <= since < high for low, high in shut)


def _told(kind: str, merged: Merged, rows: list[int], values: dict[str, list[Any]], pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """The pieces of a life, cut where its statements change what they say, each with what holds in it (strongest statement first)."""
    risky = [row for row in rows if kind == "object" and values["risk"][row] is not None]
    changing = len({values["risk"][row] for row in risky}) > 1
    if len(rows) == 1 or not (changing or kind in _DATED):
        yield from ((since, until, _said(rows, values)) for since, until in pieces)
        return
    own = risky if changing else rows
    days = {int(day) for row in own for day in (merged.since[row], merged.until[row])}
    risks = timeline(risky, merged.since, merged.until)
    for since, until in pieces:
        cuts = [since, *sorted(day for day in days if since < day < until), until]
        for start, end in pairwise(cuts):
            speaking = [row for row in rows if merged.since[row] <= start < merged.until[row]] if kind in _DATED else rows
            if speaking:
                said = _said(speaking, values, rows)
                if changing:
                    said["risk"] = next((values["risk"][row] for low, high, row in risks if low <= start < high), None)
                yield start, end, said


def _said(speaking: list[int], values: dict[str, list[Any]], everyone: list[int] | None = None) -> dict[str, Any]:
    """Each field from the strongest statement that has it; name and hazards are what all statements, of any day, say."""
    said: dict[str, Any] = {name: next((column[row] for row in (everyone if everyone and name == "name" else speaking) if column[row] is not None), None) for name, column in values.items()}
    if "hazards" in values:
        words = [plain(word) for row in everyone or speaking for word in listed(values["hazards"][row])]
        said["hazards"] = list(dict.fromkeys(words)) or None
    return {name: value for name, value in said.items() if value is not None}


def _links(history: History) -> Iterator[dict[str, Any]]:
    for name in linked():
        yield from _two_ended(history, KINDS[name])
    columns = history.columns
    sectors, posts = history.nodes("sector").ids, history.nodes("post").ids
    for child, parent, since, until in _one_parent(columns.s_parent):
        yield {"type": UNDER, "one": str(sectors[child]), "other": str(sectors[parent]), "said": {"since": _day(since), "until": _day(until)}}
    for kind, owner in (("body", columns.p_body), ("object", columns.p_object)):
        ids = history.nodes(kind).ids
        for post in np.flatnonzero(owner >= 0).tolist():
            yield {"type": POST_OF, "one": str(posts[post]), "other": str(ids[owner[post]]), "said": {}}
    above = columns.reports_to
    for low, high, since, until in zip(above.a.tolist(), above.b.tolist(), above.since.tolist(), above.until.tolist(), strict=True):
        yield {"type": ANSWERS_TO, "one": str(posts[low]), "other": str(posts[high]), "said": {"since": _day(since), "until": _day(until)}}


def _two_ended(history: History, kind: Kind) -> Iterator[dict[str, Any]]:
    one, other = (field.name for field in kind.fields[:2])
    resolved, table = history.compiled.resolved, history.table(kind.name)
    both = np.flatnonzero((resolved.ref(kind.name, one).ordinals >= 0) & (resolved.ref(kind.name, other).ordinals >= 0)) if table.num_rows else np.zeros(0, np.int64)
    since, until = history.compiled.periods[kind.name]
    told = [name for name in (*_KEPT, *(field.name for field in kind.fields if field.type != "ref")) if name in table.column_names]
    for row, said in zip(both.tolist(), table.select([one, other, *told]).take(pa.array(both)).to_pylist(), strict=True):
        ends = said.pop(one), said.pop(other)
        kept = {name: value for name, value in said.items() if value is not None}
        yield {"type": kind.name.upper(), "one": ends[0], "other": ends[1], "said": {"since": _day(int(since[row])), "until": _day(int(until[row])), **kept}}


def _one_parent(links: Links) -> Iterator[tuple[int, int, int, int]]:
    """Each sector with its one parent on each day: the first that is stated."""
    order = np.lexsort((links.i, links.a))
    rows: dict[int, list[int]] = {}
    for at in order.tolist():
        rows.setdefault(int(links.a[at]), []).append(at)
    for child, own in rows.items():
        pieces = timeline(own, links.since, links.until) if len(own) > 1 else [(int(links.since[own[0]]), int(links.until[own[0]]), own[0])]
        yield from ((child, int(links.b[at]), since, until) for since, until, at in pieces)


def _day(number: int) -> date:
    """The day of a number; the first or the last of the calendar for an open side."""
    return as_date(number) or (date.min if number < 0 else date.max)
