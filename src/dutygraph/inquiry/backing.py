"""The facts that a chain rests on: found again from its citations, so that it can be said when each became known and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..analysis.chain import Chain
from ..facts import KNOWN, PLACE_COLUMNS, Fact
from ..findings import Cite
from ..snapshot import Snapshot

_ASIDE = frozenset((*PLACE_COLUMNS, *(name for name, _ in KNOWN)))


@dataclass(frozen=True, slots=True)
class Backing:
    """The facts behind citations, each once, in the order in which they are first cited."""

    facts: tuple[tuple[Cite, Fact], ...]

    @classmethod
    def of(cls, snapshot: Snapshot, cites: Iterable[Cite]) -> Backing:
        """Look each citation up by kind, file, sheet and row; a row that made several facts of a kind gives them all."""
        wanted: dict[str, dict[tuple[str, str, int | None], Cite]] = {}
        for cite in cites:
            wanted.setdefault(cite.kind, {}).setdefault((cite.file, cite.sheet, cite.row), cite)
        found: list[tuple[Cite, Fact]] = []
        for kind, places in wanted.items():
            table: pa.Table = snapshot.history.table(kind)
            near = table.filter(pc.is_in(table["row"], pa.array(sorted({row for *_, row in places if row is not None}), pa.int32())))
            for values in near.to_pylist():
                known = places.get((values["file"] or "", values["sheet"] or "", values["row"]))
                if known is not None and known == Cite.of(Fact(kind, values)):
                    found.append((known, Fact(kind, values)))
        return cls(tuple(found))


def cites_in(value: Any) -> Iterator[Cite]:
    """Every citation anywhere in an answer, in the order in which it stands there; the same one as often as it stands."""
    if isinstance(value, Cite):
        yield value
    elif is_dataclass(value):
        for name in fields(value):
            yield from cites_in(getattr(value, name.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from cites_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from cites_in(each)


def cited(chain: Chain) -> tuple[Cite, ...]:
    """Every citation of a chain once: of links, posts, holders, broken rungs."""
    return tuple(dict.fromkeys(_cites(chain)))


def _cites(chain: Chain) -> Iterator[Cite]:
    for line in chain.lines:
        for path in line.paths:
            for step in path:
                yield from step.cites
    for seat in chain.posts:
        yield from seat.cites
        for term in (*seat.holders, *seat.predecessors):
            yield from term.cites
    for each in chain.breaks:
        yield from each.cites


def said(fact: Fact) -> tuple[object, ...]:
    """What a fact says, without where it was read and when it was recorded."""
    return (fact.kind, *(value for name, value in sorted(fact.values.items()) if name not in _ASIDE and name != "i"))
