"""Unsupervised objects (失控漏管): no principal duty in force reaches them from a living body; and those that only catch-all duties reach (P06)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Cite, Finding
from ..snapshot.days import Ints
from ..snapshot.terms import DIRECT, INHERITED, REASONS, VACANT
from ..vocabulary import MODES
from .entry import Answer
from .pairs import Pairs, reached, sectors, split
from .population import Objects
from .principal import supervising
from .words import MOST, by_risk, cites, ordered

if TYPE_CHECKING:
    from ..snapshot import Snapshot

_MODE = [term.name for term in MODES]
_CATCH_ALL = ("comprehensive", "territorial")
_UNRESOLVED = {
    "no-sector": ("所填领域不在领域表内", "its sector as stated is not among the known ones"),
    "no-place": ("所填区划不在区划表内", "its place as stated is not among the known ones"),
}


def unsupervised(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Objects that nobody supervises, each with the reason. Vacant posts are a broken rung and counted by `vacancies`; exempt objects are exempt."""
    everyone, found = _asked(snapshot, asked)
    objects, reasons = Objects(snapshot, found), _reasons(snapshot, found, asked["kinds"])
    evidence = _evidence(snapshot, objects, found, None)
    return Answer(ordered(_finding(objects, each, reasons[each], [], evidence[each]) for each in found.tolist()), len(everyone))


def catch_all_only(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Those unsupervised objects that a comprehensive or territorial duty reaches: nominally covered, supervised by nobody."""
    everyone, found = _asked(snapshot, asked)
    covered = snapshot.coverage(asked["kinds"])
    nets = {mode: np.isin(covered.state(mode), (VACANT, INHERITED, DIRECT)) for mode in _CATCH_ALL}
    found = found[np.any([net[found] for net in nets.values()], axis=0)]
    objects, reasons = Objects(snapshot, found), _reasons(snapshot, found, asked["kinds"])
    pairs = reached(snapshot, found, supervising(snapshot) & np.isin(snapshot.carried.mode, [_MODE.index(mode) for mode in _CATCH_ALL]), owners=True)
    evidence = _evidence(snapshot, objects, found, pairs)
    findings = [_finding(objects, each, reasons[each], [mode for mode in _CATCH_ALL if nets[mode][each]], evidence[each]) for each in found.tolist()]
    return Answer(ordered(findings), len(everyone))


def _asked(snapshot: Snapshot, asked: dict[str, Any]) -> tuple[Ints, Ints]:
    covered = snapshot.coverage(asked["kinds"])
    everyone, found = (np.flatnonzero(each).astype(np.int32) for each in (covered.population, covered.unsupervised))
    if asked["sector"] is None:
        return everyone, found
    member, what = sectors(snapshot, everyone)
    inside = member[what == snapshot.history.nodes("sector").ordinal(asked["sector"])]
    return everyone[np.isin(everyone, inside)], found[np.isin(found, inside)]


def _reasons(snapshot: Snapshot, found: Ints, kinds: tuple[str, ...]) -> dict[int, tuple[str, str, str]]:
    """Why each object is unsupervised, as coverage counts it: the reason, in Chinese and in English."""
    columns = snapshot.history.columns
    lost = {"no-sector": columns.o_unresolved_sector, "no-place": columns.o_unresolved_place}
    reasons = {}
    for each, code in zip(found.tolist(), snapshot.coverage(kinds).reason[found].tolist(), strict=True):
        term = REASONS[code]
        zh, en = _UNRESOLVED[term.name] if term.name in lost and lost[term.name][each] else (term.zh, term.en)
        reasons[each] = (term.name, zh, en)
    return reasons


def _evidence(snapshot: Snapshot, objects: Objects, found: Ints, pairs: Pairs | None) -> dict[int, tuple[Cite, ...]]:
    """The row that states each object, and with ``pairs`` the duties that reach it."""
    rows = {each: [row for kind, row in snapshot.history.statements(objects.id(each))[:1] if kind == "object"] for each in found.tolist()}
    cited = cites(snapshot, "object", [row for own in rows.values() for row in own])
    evidence = {each: tuple(cited[row] for row in own) for each, own in rows.items()}
    if pairs is not None and len(pairs):
        duties = cites(snapshot, "duty", np.unique(snapshot.carried.i[pairs.duty]).tolist())
        for chunk in split(pairs.object):
            own = int(pairs.object[chunk[0]])
            evidence[own] = (*evidence[own], *(duties[row] for row in dict.fromkeys(snapshot.carried.i[pairs.duty[chunk]].tolist())))[:MOST]
    return evidence


def _finding(objects: Objects, each: int, why: tuple[str, str, str], nets: list[str], evidence: tuple[Cite, ...]) -> Finding:
    reason, zh, en = why
    name = objects.name(each)
    facts = {**objects.facts(each), "reason": reason, "modes": nets}
    if nets:
        labels = {"comprehensive": ("综合监管", "comprehensive"), "territorial": ("属地监管", "territorial")}
        only_zh, only_en = "、".join(labels[net][0] for net in nets), " and ".join(labels[net][1] for net in nets)
        return Finding(objects.id(each), name, f"{name}{objects.where(each, 'zh')}只有{only_zh}兜底，没有任何部门直接监管：{zh}。",
                       f"Only {only_en} supervision reaches {name}{objects.where(each, 'en')}; no body supervises it directly: {en}.",
                       by_risk(objects.risk(each)), "", facts, evidence)
    return Finding(objects.id(each), name, f"{name}{objects.where(each, 'zh')}没有任何部门监管：{zh}。",
                   f"Nobody supervises {name}{objects.where(each, 'en')}: {en}.", by_risk(objects.risk(each)), "", facts, evidence)

