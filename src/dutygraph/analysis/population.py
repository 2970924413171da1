"""Which objects an ask counts (统计口径): alive on the day, of the kinds asked for; and what a finding says of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..snapshot.columns import NOT_STATED
from ..snapshot.days import Ints
from ..vocabulary import OBJECT_TYPES, RISKS
from .pairs import stated
from .words import names

if TYPE_CHECKING:
    from ..snapshot import Snapshot

_KINDS = [term.name for term in OBJECT_TYPES]


def population(snapshot: Snapshot, kinds: tuple[str, ...]) -> Ints:
    """Ordinals of the objects of these kinds that exist and are not closed on the day."""
    wanted = np.isin(snapshot.history.columns.o_type, [_KINDS.index(kind) for kind in kinds])
    return np.flatnonzero(wanted & snapshot.alive).astype(np.int32)


def risk_codes(snapshot: Snapshot, objects: Ints) -> Ints:
    """The risk class of each object on the day, as its position in ``RISKS``; 255 where none is stated."""
    holder, risk = stated(snapshot.history.columns.risk, np.unique(objects), snapshot.day)
    found = np.full(len(snapshot.history.nodes("object")), NOT_STATED, dtype=np.int32)
    found[holder] = risk
    codes: Ints = found[objects]
    return codes


def risks(snapshot: Snapshot, objects: Ints) -> list[str | None]:
    """The distinct risk classes of the objects, worst first, None last for those without."""
    return [RISKS[code].name if code < len(RISKS) else None for code in np.unique(risk_codes(snapshot, objects)).tolist()]


class Objects:
    """What findings say of objects, by ordinal: id, name, kind, risk class, places and sectors by name."""

    def __init__(self, snapshot: Snapshot, objects: Ints) -> None:
        history, columns = snapshot.history, snapshot.history.columns
        objects = np.unique(objects).astype(np.int32)
        nodes, said = history.nodes("object"), names(snapshot)
        self._at = {ordinal: position for position, ordinal in enumerate(objects.tolist())}
        self._ids = [str(each) for each in nodes.ids[objects]]
        self._names = [said[each] for each in self._ids]
        self._kinds = [_KINDS[code] if code != NOT_STATED else None for code in columns.o_type[objects].tolist()]
        self._risks = [RISKS[code].name if code < len(RISKS) else None for code in risk_codes(snapshot, objects).tolist()]
        self._places = _named(snapshot, "territory", *stated(columns.place, objects, snapshot.day))
        self._sectors = _named(snapshot, "sector", *stated(columns.sector, objects, snapshot.day))

    def id(self, ordinal: int) -> str:
        """The object's id."""
        return self._ids[self._at[ordinal]]

    def name(self, ordinal: int) -> str:
        """The object's name, or its id where it has none."""
        return self._names[self._at[ordinal]]

    def risk(self, ordinal: int) -> str | None:
        """The object's risk class on the day."""
        return self._risks[self._at[ordinal]]

    def facts(self, ordinal: int) -> dict[str, Any]:
        """Kind, risk class, places and sectors, for a finding."""
        at = self._at[ordinal]
        return {"type": self._kinds[at], "risk": self._risks[at], "places": self._places.get(ordinal, []), "sectors": self._sectors.get(ordinal, [])}

    def where(self, ordinal: int, lang: str) -> str:
        """Where the object is and what it does, in brackets behind its name."""
        comma, unknown = ("、", ("地点不详", "领域不详")) if lang == "zh" else (", ", ("place unknown", "sector unknown"))
        place = comma.join(self._places.get(ordinal, [])) or unknown[0]
        sector = comma.join(self._sectors.get(ordinal, [])) or unknown[1]
        return f"（{place}，{sector}）" if lang == "zh" else f" ({place}; {sector})"


def _named(snapshot: Snapshot, kind: str, holder: Ints, value: Ints) -> dict[int, list[str]]:
    nodes, said = snapshot.history.nodes(kind), names(snapshot)
    found: dict[int, list[str]] = {}
    for owner, ordinal in sorted(zip(holder.tolist(), value.tolist(), strict=True)):
        found.setdefault(owner, []).append(said[str(nodes.ids[ordinal])])
    return found
