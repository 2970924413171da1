"""The register of a day: every supervised object that exists, with its places, sectors, owner and state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from .columns import Links
from .days import MIN, Ints, in_force
from .names import listed

if TYPE_CHECKING:
    from .day import Snapshot

_FIELDS = ("type", "name", "code", "risk", "size", "tier", "address", "quantity", "remark")


def register_frame(snapshot: Snapshot) -> pd.DataFrame:
    """One row for each object alive on the day, in the order of ids; ``o`` is the object's ordinal."""
    nodes, columns = snapshot.history.nodes("object"), snapshot.history.columns
    alive = np.flatnonzero(snapshot.alive).astype(np.int32)
    stated = snapshot.frame("object")
    at = np.searchsorted(_ordinals(snapshot, stated), alive)
    stated = stated.iloc[at].reset_index(drop=True)
    size = len(nodes)
    registered = _words(snapshot, "at", "as_what").to_numpy() == "registered" if snapshot.history.table("at").num_rows else np.zeros(0, dtype=bool)
    actual = _words(snapshot, "in_sector", "as_what").to_numpy() == "actual" if snapshot.history.table("in_sector").num_rows else np.zeros(0, dtype=bool)
    at_links, in_sector = _links(snapshot, "at", "territory"), _links(snapshot, "in_sector", "sector")
    territory, sector = snapshot.history.nodes("territory").ids, snapshot.history.nodes("sector").ids
    data: dict[str, Any] = {"o": pd.Series(alive)}
    data |= {name: stated[name] for name in _FIELDS}
    data["hazards"] = _series([listed(words) for words in stated["hazards"]])
    data["territories"] = _series(gather(at_links.where(~registered[at_links.i]), territory, size, alive))
    data["registered"] = _series(gather(at_links.where(registered[at_links.i]), territory, size, alive))
    data["sectors"] = _series(gather(in_sector, sector, size, alive))
    data["activities"] = _series(gather(in_sector.where(actual[in_sector.i]), sector, size, alive))
    owners = gather(columns.run_by.on(snapshot.day), nodes.ids, size, alive)
    data["owner"] = _series([each[0] if each else None for each in owners])
    data["status"] = _series(_status(snapshot, size, alive))
    data["since_unknown"] = pd.Series(columns.o_since[alive] == MIN)
    data["i"] = stated["i"]
    frame = pd.DataFrame(data)
    frame.index = pd.Index(nodes.ids[alive], dtype=object, name="object")
    return frame


def _ordinals(snapshot: Snapshot, stated: pd.DataFrame) -> Ints:
    found: Ints = snapshot.history.nodes("object").of_row[stated["i"].to_numpy()]
    return found


def _series(values: list[Any]) -> pd.Series:
    return pd.Series(values, dtype=object)


def _words(snapshot: Snapshot, kind: str, column: str) -> pd.Series:
    from .frames import series

    return series(snapshot.history.table(kind)[column])


def _links(snapshot: Snapshot, kind: str, field: str) -> Links:
    since, until = snapshot.history.compiled.periods[kind]
    ref = snapshot.history.compiled.resolved.ref
    a, b = ref(kind, "object").ordinals, ref(kind, field).ordinals
    links = Links(a, b, since, until, np.arange(len(a), dtype=np.int32))
    return links.where((a >= 0) & (b >= 0) & in_force(since, until, snapshot.day))


def gather(links: Links, ids: npt.NDArray[Any], size: int, wanted: Ints) -> list[tuple[str, ...]]:
    """For each wanted object the ids it is linked to, sorted, without repeats."""
    order = np.lexsort((links.b, links.a))
    a, b = links.a[order], links.b[order]
    fresh = np.ones(len(a), dtype=bool)
    fresh[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    a, names = a[fresh], ids[b[fresh]]
    start = np.searchsorted(a, wanted, side="left").tolist()
    end = np.searchsorted(a, wanted, side="right").tolist()
    return [tuple(names[low:high]) for low, high in zip(start, end, strict=True)]


def _status(snapshot: Snapshot, size: int, alive: Ints) -> list[str | None]:
    """The latest stated state of each object."""
    links = _links(snapshot, "status", "object")
    order = np.lexsort((links.i, links.since, links.a))
    last = np.full(size, -1, dtype=np.int64)
    last[links.a[order]] = links.i[order]
    if not len(links):
        return [None] * len(alive)
    words: list[str | None] = snapshot.history.table("status")["value"].to_pylist()
    return [words[at] if at >= 0 else None for at in last[alive].tolist()]
