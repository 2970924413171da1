"""The records that bear on one inquiry: what the posts, people and bodies of a chain did, and what was done at the object, up to the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..facts import Fact
from ..findings import Cite
from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Record:
    """One act as its sheet states it; a rescinded one is shown and never counts."""

    day: date | None
    precision: str
    type: str
    actor: str
    person: str
    object: str
    body: str
    signed: bool | None
    unannounced: bool | None
    rescinded: bool
    summary: str
    number: str
    cite: Cite

    @classmethod
    def of(cls, fact: Fact) -> Record:
        """The record of one act."""
        return cls(fact["since"], fact["precision"] or "day", fact["type"], fact["actor"] or "", fact["person"] or "", fact["object"] or "", fact["body"] or "",
                   fact["signed"], fact["unannounced"], bool(fact["rescinded"]), fact["summary"] or "", fact["number"] or "", Cite.of(fact))


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched for one kind of act, so that "no record" can be told from "no register" (N17)."""

    type: str
    records: int
    first: str | None
    last: str | None
    files: tuple[str, ...]


class Records:
    """The acts known on a day, looked up by who acted and on what."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.table: pa.Table = snapshot.history.table("act")
        until = pc.fill_null(pc.less_equal(self.table["since"], pa.scalar(snapshot.as_of, pa.date32())), True)
        self.table = self.table.filter(until)

    def by(self, ids: Iterable[str]) -> list[Record]:
        """Records whose actor, signer or body concerned is one of these, oldest first."""
        wanted = pa.array(sorted(ids), pa.string())
        keep = pc.or_(pc.or_(pc.is_in(self.table["actor"], wanted), pc.is_in(self.table["person"], wanted)), pc.is_in(self.table["body"], wanted))
        return self._of(keep)

    def on(self, objects: Iterable[str]) -> list[Record]:
        """Records about these objects, oldest first; their own reports are among them."""
        wanted = pa.array(sorted(objects), pa.string())
        return self._of(pc.or_(pc.is_in(self.table["object"], wanted), pc.is_in(self.table["actor"], wanted)))

    def _of(self, keep: Any) -> list[Record]:
        found = [Record.of(Fact("act", values)) for values in self.table.filter(pc.fill_null(keep, False)).to_pylist()]
        return sorted(found, key=lambda each: (each.day or date.min, each.type, each.actor, each.object, each.number, each.summary))

    def searched(self, types: Iterable[str], since: date) -> tuple[Searched, ...]:
        """For each kind of act: how many records of the whole county lie in the window, and in which files."""
        inside = self.table.filter(pc.fill_null(pc.greater_equal(self.table["since"], pa.scalar(since, pa.date32())), False))
        found = []
        for each in types:
            rows = inside.filter(pc.equal(inside["type"], each))
            days = pc.min_max(rows["since"]).as_py() if rows.num_rows else {"min": None, "max": None}
            found.append(Searched(each, rows.num_rows, iso(days["min"]), iso(days["max"]), tuple(sorted({name for name in rows["file"].unique().to_pylist() if name}))))
        return tuple(found)


def copied(records: Iterable[Record], least: int, characters: int) -> frozenset[int]:
    """Records (by ``id()``) whose text one actor wrote again and again: about one object, or in every record that he left."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    texts: dict[str, set[str]] = {}
    own: dict[str, list[Record]] = {}
    for each in records:
        who, text = each.person or each.actor, "".join(each.summary.split())
        texts.setdefault(who, set()).add(text)
        own.setdefault(who, []).append(each)
        if len(text) >= characters:
            groups.setdefault((who, each.object, text), []).append(each)
    found = {id(each) for group in groups.values() if len(group) >= least and group[0].object for each in group}
    for who, written in own.items():
        if len(written) >= least and len(texts[who]) == 1 and len(next(iter(texts[who]))) >= characters and written[0].type != "meeting":
            found |= {id(each) for each in written}
    return frozenset(found)


def names(snapshot: Snapshot, ids: Iterable[str]) -> Mapping[str, str]:
    """Names of things by id."""
    return {each: snapshot.history.name(each) for each in ids if each}


def iso(day: date | None) -> str | None:
    """A day as answers give it."""
    return day.isoformat() if day else None
