"""The dated changes of one node (沿革): its own fields from statement to statement, and every fact about it that began or ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ...facts import Fact
from ...findings import Cite
from ...snapshot.columns import UNRESOLVED
from ...snapshot.compile import timeline
from ...snapshot.days import MAX, MIN, Ints, as_date, number
from ...snapshot.merge import UNITED
from ...vocabulary import KINDS
from .related import rows_of, take
from .said import FACT_WORDS, Role, Word, roles, stated

if TYPE_CHECKING:
    from ...snapshot import Snapshot

MOST_CITES = 5
_OBJECTS = {("territory", "at", "territory"), ("sector", "in_sector", "sector")}
"""What is left out: the coming and going of each object is no history of its township or sector."""
Change = Literal["began", "ended", "changed"]


@dataclass(frozen=True, slots=True)
class Event:
    """One change: a fact that began or ended, or a field that changed from one value to another. ``nodes`` are the others that the fact names."""

    day: str
    change: Change
    kind: Word
    zh: str
    en: str
    nodes: tuple[Role, ...]
    field: Word | None
    was: Any
    now: Any
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class _Moment:
    """Rows of a kind that say one and the same and begin or end on one day."""

    day: int
    kind: str
    began: bool
    rows: tuple[int, ...]


def past(snapshot: Snapshot, id_: str, limit: int) -> tuple[tuple[Event, ...], int]:
    """The changes of a node, newest first, and how many there are; on one day the node's own come first, then by kind of fact."""
    own, moments = _own(snapshot, id_), _moments(snapshot, id_)
    own.sort(key=lambda each: each.day, reverse=True)
    events = [*own, *_events(snapshot, id_, moments[:limit])]
    events.sort(key=lambda each: each.day, reverse=True)
    return tuple(events[:limit]), len(own) + len(moments)


def happening(kind: str, change: Change) -> tuple[str, str]:
    """What to call the beginning or end of a fact."""
    words = FACT_WORDS[kind]
    if KINDS[kind].shape == "event":
        return words.zh, words.en
    return (f"{words.zh}：开始", f"{words.en}: began") if change == "began" else (f"{words.zh}：结束", f"{words.en}: ended")


def _references(snapshot: Snapshot, id_: str) -> Iterator[tuple[str, Ints]]:
    """Every kind of fact that refers to the node, with its rows; for a body or an enterprise also the terms in its posts."""
    own = id_.partition(":")[0]
    for kind in KINDS.values():
        if kind.shape == "event":
            continue
        rows = [rows_of(snapshot, kind.name, field.name, id_) for field in kind.refs if own in field.to and (own, kind.name, field.name) not in _OBJECTS]
        if kind.name == "holds" and own in ("body", "object"):
            posts = np.unique(snapshot.history.nodes("post").of_row[rows_of(snapshot, "post", "body", id_)])
            ref = snapshot.history.compiled.resolved.ref("holds", "post")
            rows.append(np.flatnonzero(np.isin(ref.ordinals, posts)).astype(np.int32) if len(posts) else posts)
        if any(len(each) for each in rows):
            yield kind.name, np.unique(np.concatenate(rows))


def _moments(snapshot: Snapshot, id_: str) -> list[_Moment]:
    """Facts that began or ended, newest first; statements of one and the same, by several rows or sources, are one."""
    found: dict[tuple[Any, ...], list[int]] = {}
    for place, (kind, rows) in enumerate(_references(snapshot, id_)):
        since, until = snapshot.history.compiled.periods[kind]
        said = [*zip(*_what(snapshot, kind, rows), strict=True)]
        for began, days in ((False, until[rows]), (True, since[rows])):
            for day, what, row in zip(days.tolist(), said, rows.tolist(), strict=True):
                if day not in (MIN, MAX):
                    found.setdefault((-day, place, kind, began, what), []).append(row)
    return [_Moment(-key[0], key[2], key[3], tuple(rows)) for key, rows in sorted(found.items(), key=lambda each: (*each[0][:4], each[1][0]))]


def _what(snapshot: Snapshot, kind: str, rows: Ints) -> list[list[int]]:
    """What tells the facts of these rows apart: all that they refer to, and the mode of a duty."""
    resolved = snapshot.history.compiled.resolved
    found = []
    for field in KINDS[kind].refs:
        ref = resolved.ref(kind, field.name)
        # What is not known may be anything: such rows are never one.
        found.append(np.where(ref.ordinals[rows] == UNRESOLVED, -10 - rows, ref.ordinals[rows] * 16 + ref.kinds[rows]).tolist())
    if KINDS[kind].shape == "node":
        found.append(resolved.nodes[kind].of_row[rows].tolist())
    if kind == "duty":
        found.append(snapshot.history.columns.d_mode[rows].tolist())
    return found


def _events(snapshot: Snapshot, id_: str, moments: list[_Moment]) -> Iterator[Event]:
    facts: dict[tuple[str, int], Fact] = {}
    for kind in {each.kind for each in moments}:
        rows = np.array(sorted({row for each in moments if each.kind == kind for row in each.rows[:MOST_CITES]}), dtype=np.int32)
        facts.update({(kind, row): fact for row, fact in zip(rows.tolist(), take(snapshot, kind, rows), strict=True)})
    for each in moments:
        change: Change = "began" if each.began else "ended"
        cites = tuple(Cite.of(facts[each.kind, row]) for row in each.rows[:MOST_CITES])
        yield Event(_iso(each.day), change, FACT_WORDS[each.kind], *happening(each.kind, change), roles(snapshot, facts[each.kind, each.rows[0]], but=id_), None, None, None, cites)


def _iso(day: int) -> str:
    found = as_date(day)
    return found.isoformat() if found else ""


def _own(snapshot: Snapshot, id_: str) -> list[Event]:
    """The node's own beginning and end, and its fields where a later statement says something else."""
    kind = id_.partition(":")[0]
    merged = snapshot.history.compiled.merged[kind]
    rows = [row for _, row in snapshot.history.statements(id_)]
    facts = dict(zip(rows, take(snapshot, kind, np.array(rows, dtype=np.int32)), strict=True))
    at = snapshot.history.nodes(kind).ordinal(id_)
    events = []
    for day, change, periods in ((int(merged.lives.since[at]), "began", merged.since), (int(merged.lives.until[at]), "ended", merged.until)):
        if day not in (MIN, MAX):
            zh, en = happening(kind, "began" if change == "began" else "ended")
            cites = tuple(Cite.of(facts[row]) for row in rows if int(periods[row]) == day)
            events.append(Event(_iso(day), "began" if change == "began" else "ended", FACT_WORDS[kind], zh, en, (), None, None, None, cites))
    if len(rows) > 1:
        events += _fields(snapshot, kind, rows, facts)
    return events


def changed(snapshot: Snapshot, kind: str, low: int, high: int) -> list[tuple[int, str, Event]]:
    """The fields of nodes of a kind that changed after the one day and not after the other: the day, the node, and the change."""
    merged = snapshot.history.compiled.merged[kind]
    if merged.single:
        return []
    moved = ((merged.since > low) & (merged.since <= high)) | ((merged.until > low) & (merged.until <= high) & (merged.until != MAX))
    count = np.bincount(merged.of, minlength=len(merged.nodes))
    which = np.unique(merged.of[moved[merged.order] & (count[merged.of] > 1)])
    found = []
    for at in which.tolist():
        first, last = np.searchsorted(merged.of, [at, at + 1])
        rows = merged.order[first:last].tolist()
        facts = dict(zip(rows, take(snapshot, kind, np.array(rows, dtype=np.int32)), strict=True))
        id_ = str(merged.nodes.ids[at])
        found += [(number(date.fromisoformat(each.day)), id_, each) for each in _fields(snapshot, kind, rows, facts) if low < number(date.fromisoformat(each.day)) <= high]
    return found


def _fields(snapshot: Snapshot, kind: str, rows: list[int], facts: dict[int, Fact]) -> Iterator[Event]:
    merged = snapshot.history.compiled.merged[kind]
    words = FACT_WORDS[kind]
    for name in ("name", *(field.name for field in KINDS[kind].fields if field.name not in UNITED)):
        told = [row for row in rows if facts[row][name] is not None]
        if len({facts[row][name] for row in told}) < 2:
            continue
        label = Word("name", "名称", "name") if name == "name" else Word(name, KINDS[kind].field(name).zh, KINDS[kind].field(name).en)
        for (_, _, before), (start, _, after) in pairwise(timeline(told, merged.since, merged.until)):
            was, is_ = facts[before][name], facts[after][name]
            if was != is_:
                shown = [value if name == "name" else stated(snapshot, KINDS[kind].field(name), value)[1] for value in (was, is_)]
                yield Event(_iso(start), "changed", words, f"{label.zh}变更", f"{label.en} changed", (), label, shown[0], shown[1], (Cite.of(facts[before]), Cite.of(facts[after])))
