"""Blind cells (监管盲区): township x sector where no principal duty holds, with or without objects, and objects that stand in no sector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Cite, Finding
from ..snapshot.columns import ALL_MODES, NOT_STATED
from ..snapshot.days import Bools, Ints, in_force
from ..snapshot.grid import sector_tree
from ..snapshot.ruling import ALWAYS, hazard_columns, ruling
from ..vocabulary import LEVELS
from .entry import Answer
from .leaders import county_sectors
from .pairs import Longs, closure, expand, join, places, split, stated, subtree
from .population import Objects, population, risks
from .principal import candidates
from .words import MOST, cites, count_en, ordered, some, worst

if TYPE_CHECKING:
    from ..snapshot import Snapshot

_TOWNSHIPS = ("township", "street")
_HIGHER = [position for position, term in enumerate(LEVELS) if term.name in ("prefecture", "province", "state")]
_NO_SECTOR = -1


@dataclass(frozen=True, slots=True)
class Cells:
    """Objects in their cells: township, sector (-1 without) and object."""

    town: Ints
    sector: Ints
    object: Ints


def blind_cells(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Cells of townships and the county's sectors in which no principal duty over territory and sector holds; a duty by name fills no cell.

    The sectors are those without parts, and those with parts in which an object stands directly. ``out_of`` counts all cells, with one more
    sector for *none*, in which an object without a sector is blind.
    """
    everyone = population(snapshot, asked["kinds"])
    holder, place = places(snapshot, everyone)
    towns = _towns(snapshot, place)
    inside = np.isin(place, towns)
    stands = _cells(snapshot, holder[inside], place[inside], everyone)
    leaves = _leaves(snapshot)
    every = np.stack(np.meshgrid(towns, leaves, indexing="ij"), -1).reshape(-1, 2)
    cells = np.unique(np.concatenate([every, np.column_stack([stands.town, stands.sector])[stands.sector >= 0]]), axis=0)
    blind = cells[~_held(snapshot, cells[:, 0], cells[:, 1])]
    without = split(stands.town[stands.sector == _NO_SECTOR])
    lost = np.flatnonzero(stands.sector == _NO_SECTOR)
    lacking = snapshot.coverage(asked["kinds"]).unsupervised
    members = _members(stands, blind)
    findings = []
    for (town, sector), own in zip(blind.tolist(), members, strict=True):
        if asked["cells"] in ("all", "with_objects" if len(own) else "without_objects"):
            findings.append(_cell(snapshot, town, sector, own, own[lacking[own]]))
    if asked["cells"] in ("all", "no_sector"):
        findings += [_sectorless(snapshot, int(stands.town[lost[each[0]]]), np.unique(stands.object[lost[each]])) for each in without]
    nowhere = int(any(stands.town[lost[each[0]]] < 0 for each in without))
    return Answer(ordered(findings), len(cells) + len(towns) + nowhere, "cell")


def _towns(snapshot: Snapshot, places_of_objects: Ints) -> Ints:
    """The townships in which an object stands, or that lie in what a body of the county or below governs."""
    columns, nodes = snapshot.history.columns, snapshot.history.nodes("territory")
    frame = snapshot.frame("territory")
    towns = np.array([nodes.ordinal(each) for each in frame["id"][frame["type"].isin(_TOWNSHIPS)]], dtype=np.int32)
    governs = columns.governs.on(snapshot.day)
    local = governs.b[(governs.a >= 0) & ~np.isin(columns.b_level[governs.a], _HIGHER)]
    start, above = closure(towns, columns.within.on(snapshot.day))
    found: Ints = towns[np.isin(towns, start[np.isin(above, local)]) | np.isin(towns, places_of_objects)]
    return np.sort(found)


def _leaves(snapshot: Snapshot) -> Ints:
    nodes, up = snapshot.history.nodes("sector"), snapshot.history.columns.s_parent.on(snapshot.day)
    own = np.array([nodes.ordinal(each) for each in county_sectors(snapshot)["id"]], dtype=np.int32)
    return np.sort(own[~np.isin(own, up.b[np.isin(up.a, own)])])


def _cells(snapshot: Snapshot, holder: Ints, town: Ints, everyone: Ints) -> Cells:
    nodes = snapshot.history.nodes("sector")
    own = np.array([nodes.ordinal(each) for each in county_sectors(snapshot)["id"]], dtype=np.int32)
    member, sector = stated(snapshot.history.columns.sector, everyone, snapshot.day)
    bare = everyone[~np.isin(everyone, member)]
    kept = np.isin(sector, own)
    member, sector = np.concatenate([member[kept], bare]), np.concatenate([sector[kept], np.full(len(bare), _NO_SECTOR, np.int32)])
    left, right = join(holder, member)
    nowhere = bare[~np.isin(bare, holder)]
    return Cells(np.concatenate([town[left], np.full(len(nowhere), -1, np.int32)]), np.concatenate([sector[right], np.full(len(nowhere), _NO_SECTOR, np.int32)]),
                 np.concatenate([holder[left], nowhere]))


def _held(snapshot: Snapshot, town: Ints, sector: Ints) -> Bools:
    """In which cells a principal duty over territory and sector is in force, or a lawful exemption from all supervision."""
    columns, carried, rule = snapshot.history.columns, snapshot.carried, ruling(snapshot.history)
    duties = np.flatnonzero(candidates(snapshot) & (carried.why == 0) & (carried.object == -1) & (carried.tset >= 0))
    number, position = expand(carried.tset_start[carried.tset[duties]], carried.tset_start[carried.tset[duties] + 1])
    duty = duties[number]
    whole = np.isin(columns.x_mode, [ALL_MODES, NOT_STATED]) & columns.x_document & (columns.x_object == -1)
    free = np.flatnonzero(whole & (columns.x_territory >= 0) & in_force(columns.x_since, columns.x_until, snapshot.day))
    where = np.concatenate([carried.tset_ids[position], columns.x_territory[free]])
    what = np.concatenate([carried.sector[duty], columns.x_sector[free]])
    at, entry = _meet(snapshot, (town, sector), (where, what))
    always = np.concatenate([rule.principal[carried.i[duty]] == ALWAYS, np.ones(len(free), bool)])
    hazard = np.concatenate([rule.hazard[carried.i[duty]], np.full(len(free), -1)])
    start = sector_tree(snapshot.history, snapshot.day).start
    counts = always[entry] | hazard_columns(snapshot.history, snapshot.day)[hazard[entry], start[sector[at]]]
    held = np.zeros(len(town), dtype=bool)
    held[at[counts]] = True
    anywhere = np.flatnonzero(whole & (columns.x_territory == -1) & (columns.x_sector >= 0) & in_force(columns.x_since, columns.x_until, snapshot.day))
    for each in columns.x_sector[anywhere].tolist():
        held |= np.isin(sector, subtree(snapshot, each))
    return held


def _meet(snapshot: Snapshot, cells: tuple[Ints, Ints], duties: tuple[Ints, Ints]) -> tuple[Longs, Longs]:
    """Pairs of a cell and a duty whose territory contains the township and whose sector contains the sector (-1: every one)."""
    columns, base = snapshot.history.columns, len(snapshot.history.nodes("sector")) + 1
    town, sector = cells
    start, above = closure(town, columns.within.on(snapshot.day))
    start, above = start[np.isin(above, duties[0])], above[np.isin(above, duties[0])]
    low, high = closure(sector, columns.s_parent.on(snapshot.day))
    every = np.unique(sector)
    low, high = np.concatenate([low, every]), np.concatenate([high, np.full(len(every), -1, np.int32)])
    keep = np.isin(high, duties[1])
    low, high = low[keep], high[keep]
    cell, territory = join(town, start)
    number, branch = join(sector[cell], low)
    at, code = cell[number], above[territory[number]].astype(np.int64) * base + high[branch] + 1
    left, entry = join(code, duties[0].astype(np.int64) * base + duties[1] + 1)
    return at[left], entry


def _members(stands: Cells, blind: Ints) -> list[Ints]:
    """The objects of each of these cells."""
    base = int(stands.sector.max(initial=0)) + 2 + int(blind[:, 1].max(initial=0))
    code = stands.town.astype(np.int64) * base + stands.sector
    order = np.argsort(code, kind="stable")
    wanted = blind[:, 0].astype(np.int64) * base + blind[:, 1]
    low, high = np.searchsorted(code[order], wanted, "left"), np.searchsorted(code[order], wanted, "right")
    return [np.unique(stands.object[order[start:end]]) for start, end in zip(low.tolist(), high.tolist(), strict=True)]


def _cell(snapshot: Snapshot, town: int, sector: int, own: Ints, uncovered: Ints) -> Finding:
    history = snapshot.history
    place, what = str(history.nodes("territory").ids[town]), str(history.nodes("sector").ids[sector])
    there, name = history.name(place), history.name(what)
    objects = Objects(snapshot, own[:MOST])
    names = [*(objects.name(each) for each in own[:MOST].tolist()), *([""] * (len(own) - len(own[:MOST])))]
    facts: dict[str, Any] = {"cell": "with_objects" if len(own) else "without_objects", "territory": place, "sector": what, "objects": len(own),
                             "unsupervised": len(uncovered), "sample": [objects.id(each) for each in own[:MOST].tolist()]}
    if len(own):
        zh = f"{there}的“{name}”没有主管部门，区域内有{len(own)}个对象（{len(uncovered)}个失控漏管）：{some(names, lang='zh')}。"
        en = f"No principal duty holds for {name} in {there}, where {count_en(len(own), 'object stands', 'objects stand')} ({len(uncovered)} of them unsupervised): {some(names, lang='en')}."
    else:
        zh = f"{there}的“{name}”没有主管部门，目前没有这类对象，一旦出现即无人监管。"
        en = f"No principal duty holds for {name} in {there}; no such object stands there now, and one that appears would be supervised by nobody."
    severity = worst(risks(snapshot, uncovered)) if len(uncovered) else "low" if len(own) else "info"
    return Finding(place, f"{there} × {name}", zh, en, severity, what, facts, _evidence(snapshot, own))


def _sectorless(snapshot: Snapshot, town: int, own: Ints) -> Finding:
    history = snapshot.history
    place = str(history.nodes("territory").ids[town]) if town >= 0 else ""
    there_zh, there_en = (history.name(place), history.name(place)) if place else ("地点不详的对象中", "An unknown place")
    objects = Objects(snapshot, own[:MOST])
    names = [*(objects.name(each) for each in own[:MOST].tolist()), *([""] * (len(own) - len(own[:MOST])))]
    facts: dict[str, Any] = {"cell": "no_sector", "territory": place or None, "sector": None, "objects": len(own),
                             "sample": [objects.id(each) for each in own[:MOST].tolist()]}
    return Finding(place or "territory:", f"{there_zh} × 无领域", f"{there_zh}有{len(own)}个对象没有监管领域，无法确定主管部门：{some(names, lang='zh')}。",
                   f"{there_en} has {count_en(len(own), 'object')} without a sector, so no body can be found for {'it' if len(own) == 1 else 'them'}: {some(names, lang='en')}.",
                   worst(risks(snapshot, own)), "no_sector", facts, _evidence(snapshot, own))


def _evidence(snapshot: Snapshot, own: Ints) -> tuple[Cite, ...]:
    history = snapshot.history
    rows = [row for each in own[:MOST].tolist() for kind, row in history.statements(str(history.nodes("object").ids[each]))[:1] if kind == "object"]
    return tuple(cites(snapshot, "object", rows).values())
