"""Objects that nobody ever saw (从未履职触及): no act of any kind is on record for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Finding
from .acts import chosen
from .entry import Answer
from .population import Objects, population
from .words import MOST, by_risk, cites, ordered

if TYPE_CHECKING:
    from ..snapshot import Snapshot

_BY_OBJECT = 3
"""The code of an actor that is itself an object (an enterprise that reports)."""


def never_seen(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Objects of the population for which no act up to the day is on record, neither on them nor by them, rescinded or not."""
    columns = snapshot.history.columns
    everyone = population(snapshot, asked["kinds"])
    acts = chosen(snapshot)
    seen = np.concatenate([columns.a_object[acts], columns.a_actor[acts][columns.a_kind[acts] == _BY_OBJECT]])
    unseen = everyone[~np.isin(everyone, seen)]
    objects = Objects(snapshot, unseen)
    stated = {o: [i for kind, i in snapshot.history.statements(objects.id(o)) if kind == "object"][:MOST] for o in unseen.tolist()}
    cited = cites(snapshot, "object", [row for rows in stated.values() for row in rows])
    findings = [Finding(
        subject=objects.id(o), name=objects.name(o), severity=by_risk(objects.risk(o)), facts=objects.facts(o), evidence=tuple(cited[row] for row in stated[o]),
        zh=f"{objects.name(o)}{objects.where(o, 'zh')}没有任何履职记录：无检查、无处罚、无自报。",
        en=f"{objects.name(o)}{objects.where(o, 'en')} has no act of any kind on record: no inspection, no penalty, no report of its own.") for o in unseen.tolist()]
    return Answer(ordered(findings), len(everyone))


