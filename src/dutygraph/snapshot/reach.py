"""From duties to objects: the greatest value that reaches each object, through its cells, by name, by its own hazards, and through the enterprise that runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .columns import ALL_MODES, NOT_STATED, SEVERAL, Bytes
from .days import Bools, Ints, in_force
from .grid import Plan, Points, Rectangles, gather, paint, plan_for, points, sector_tree, unite
from .painting import MODE, ByName, Strokes, family, named
from .ruling import OWN_HAZARD, hazard_columns, ruling
from .spread import rectangles, spread
from .terms import DIRECT, EXEMPT, INHERITED, VACANT

if TYPE_CHECKING:
    from .day import Snapshot



@dataclass(frozen=True, slots=True)
class Marks:
    """What to spread: values for the rows of `Spread` (on the duty's own sector, and below it) and for the duties by name.

    ``cap`` is the most that an object takes over from the enterprise that runs it;
    ``own_hazards`` says that duties for a hazard reach only the objects whose own hazard it is.
    """

    keep: Bools
    exact: Bytes
    below: Bytes
    named: Ints
    named_value: Bytes
    cap: int
    own_hazards: bool = False


def states(snapshot: Snapshot, mode: str | None) -> Bytes:
    """The state of every object in a mode; overall, by principal duties, where ``mode`` is None. Objects that are out that day are not masked."""
    duties, plan = family(snapshot.history, snapshot.day, mode), duty_plan(snapshot)
    several = day_points(snapshot, "duties", plan)

    def plane(strokes: Strokes) -> Bytes:
        return unite(plan, strokes.paint(snapshot.day, plan.layers, plan.tree.width))
    found = _stand(plan, several, plane(duties.strokes))
    for hazard, own in duties.apart.items():
        _by_own_hazard(snapshot, plan, several, hazard, partial(plane, own), found)
    _state_by_name(snapshot, duties.by_name, found)
    by_owner(snapshot, INHERITED, found)
    exempted = exempt(snapshot, mode)
    if exempted is not None:
        found[exempted] = EXEMPT
    return found


def _state_by_name(snapshot: Snapshot, duties: ByName, found: Bytes) -> None:
    """The states that duties by name give."""
    which = np.flatnonzero(in_force(duties.since, duties.until, snapshot.day))
    if duties.any_hazard:
        for hazard in np.unique(duties.hazard[which]).tolist():
            if hazard >= 0:
                which = which[(duties.hazard[which] != hazard) | has_hazard(snapshot, hazard)[duties.object[which]]]
    objects, cut = duties.object[which], int(np.searchsorted(duties.state[which], DIRECT))
    found[objects[:cut]] = np.maximum(found[objects[:cut]], VACANT)
    found[objects[cut:]] = DIRECT


def duty_plan(snapshot: Snapshot) -> Plan:
    """The plan of all questions about duties on a day."""
    if "plan" not in snapshot.memo:
        snapshot.memo["plan"] = plan_for(snapshot.history, snapshot.day, "duties", named(snapshot.history))
    found: Plan = snapshot.memo["plan"]
    return found


def reached(snapshot: Snapshot, marks: Marks) -> Bytes:
    """The greatest value that reaches each object."""
    rows = spread(snapshot)
    plan = duty_plan(snapshot)
    several = day_points(snapshot, "duties", plan)
    hazard = np.full(len(rows), -1, dtype=np.int32)
    if marks.own_hazards:
        rule, duty = ruling(snapshot.history), snapshot.carried.i[rows.entry]
        hazard = np.where(rule.principal[duty] == OWN_HAZARD, rule.hazard[duty], -1)
    parts, apart = [rectangles(snapshot, plan, marks.keep & (hazard == -1), marks.exact, marks.below)[0]], {}
    for each in np.unique(hazard[marks.keep & (hazard >= 0)]).tolist():
        apart[each] = rectangles(snapshot, plan, marks.keep & (hazard == each), marks.exact, marks.below)[0]
        parts.append(apart[each].within(hazard_columns(snapshot.history, snapshot.day)[each]))
    found = _stand(plan, several, unite(plan, paint(plan, Rectangles.concat(parts))))
    for each, own in apart.items():
        _by_own_hazard(snapshot, plan, several, each, partial(_painted, plan, own), found)
    _by_name(snapshot, marks, found)
    by_owner(snapshot, marks.cap, found)
    return found


def day_points(snapshot: Snapshot, family: str, plan: Plan) -> Points:
    """The cells of the objects that stand on several, kept with the day."""
    key = ("points", family)
    kept = snapshot.memo.get(key)
    if kept is None or kept[0] is not plan:
        kept = snapshot.memo[key] = (plan, points(snapshot.history, plan, snapshot.day))
    found: Points = kept[1]
    return found


def _stand(plan: Plan, several: Points, plane: Bytes) -> Bytes:
    """The value of each object by where it stands."""
    found = gather(plane, plan.cell)
    if len(several.objects):
        found[several.objects] = several.each(plane.reshape(-1)[several.cell])
    return found


def _by_own_hazard(snapshot: Snapshot, plan: Plan, several: Points, hazard: int, painted: Callable[[], Bytes], found: Bytes) -> None:
    """Duties for a hazard, at the objects that have it by themselves, or through another of their sectors than the duty's."""
    themselves = ruling(snapshot.history).by_themselves(snapshot.history.columns, hazard)
    if not len(themselves) and not len(several.objects):
        return
    elsewhere = several.each(hazard_columns(snapshot.history, snapshot.day)[hazard][several.cell % plan.tree.width].astype(np.uint8)).astype(bool)
    if not len(themselves) and not elsewhere.any():
        return
    plane = painted()
    at_cell = plane.reshape(-1)[plan.cell[themselves]]
    elsewhere |= np.isin(several.objects, themselves)
    found[themselves] = np.maximum(found[themselves], np.where(_among(themselves, several.objects), 0, at_cell))
    values = several.each(plane.reshape(-1)[several.cell]) * elsewhere
    found[several.objects] = np.maximum(found[several.objects], values)


def _painted(plan: Plan, own: Rectangles) -> Bytes:
    return unite(plan, paint(plan, own))


def _among(one: Ints, other: Ints) -> Bools:
    return np.isin(one, other) if len(other) else np.zeros(len(one), dtype=bool)


def has_hazard(snapshot: Snapshot, hazard: int) -> Bools:
    """Which objects have the hazard: stated, of their kind, or of one of their sectors that day."""
    history = snapshot.history
    found = has_column(snapshot, hazard_columns(history, snapshot.day)[hazard])
    found[ruling(history).by_themselves(history.columns, hazard)] = True
    return found


def has_column(snapshot: Snapshot, marked: Bools) -> Bools:
    """Which objects have a sector whose column is marked that day."""
    columns, tree = snapshot.history.columns, sector_tree(snapshot.history, snapshot.day)
    found = marked[tree.start[np.maximum(columns.sector.one, -1)]]
    found[columns.sector.one == SEVERAL] = False
    many = columns.sector.many.on(snapshot.day)
    found[many.a[marked[tree.start[many.b]]]] = True
    if marked[-1]:
        none = columns.sector.one == SEVERAL
        none[many.a] = False
        found |= none
    return found


def _by_name(snapshot: Snapshot, marks: Marks, found: Bytes) -> None:
    carried, entry, value = snapshot.carried, marks.named, marks.named_value
    if marks.own_hazards and len(entry):
        rule = ruling(snapshot.history)
        depends = rule.principal[carried.i[entry]] == OWN_HAZARD
        fits = ~depends
        for each in np.unique(rule.hazard[carried.i[entry[depends]]]).tolist():
            of = depends & (rule.hazard[carried.i[entry]] == each)
            fits[of] = has_hazard(snapshot, each)[carried.object[entry[of]]]
        entry, value = entry[fits], value[fits]
    for each in np.unique(value).tolist():
        objects = carried.object[entry[value == each]]
        found[objects] = np.maximum(found[objects], each)


def by_owner(snapshot: Snapshot, cap: int, found: Bytes) -> None:
    """What is run by an enterprise takes over its supervision, up the chain; loops end by themselves."""
    links = run_by(snapshot)
    while len(links[0]):
        taken = np.minimum(found[links[1]], cap)
        more = taken > found[links[0]]
        if not more.any():
            return
        np.maximum.at(found, links[0][more], taken[more])


def run_by(snapshot: Snapshot) -> tuple[Ints, Ints]:
    """What is run by whom that day: object and owner, the owners that are out left out."""
    links = snapshot.history.columns.run_by
    if not len(links):
        return links.a, links.b
    links = links.on(snapshot.day)
    alive = snapshot.alive[links.b]
    return links.a[alive], links.b[alive]


def exempt(snapshot: Snapshot, mode: str | None) -> Bools | None:
    """The objects that a document exempts in the mode (all of them, where ``mode`` is None); None where there are no exemptions."""
    columns = snapshot.history.columns
    if not len(columns.x_mode):
        return None
    modes = [ALL_MODES, NOT_STATED] + ([] if mode is None else [MODE[mode]])
    which = columns.x_document & np.isin(columns.x_mode, modes) & in_force(columns.x_since, columns.x_until, snapshot.day)
    if not which.any():
        return None
    found = np.zeros(len(columns.o_type), dtype=bool)
    found[columns.x_object[which & (columns.x_object >= 0)]] = True
    over = which & (columns.x_object == -1) & (columns.x_sector != -2) & (columns.x_territory != -2) & ((columns.x_sector >= 0) | (columns.x_territory >= 0))
    if over.any():
        found |= _exempt_cells(snapshot, np.flatnonzero(over))
    return found


def _exempt_cells(snapshot: Snapshot, rows: npt.NDArray[Any]) -> Bools:
    """The objects in exempt sectors or territories; a sector exempt everywhere is so also where the place is not known."""
    columns = snapshot.history.columns
    sector, territory = columns.x_sector[rows], columns.x_territory[rows]
    plan = plan_for(snapshot.history, snapshot.day, "exempt", np.unique(territory[territory >= 0]))
    low = np.where(sector < 0, 0, plan.tree.start[sector]).astype(np.int32)
    high = np.where(sector < 0, plan.tree.width, plan.tree.end[sector]).astype(np.int32)
    layers = paint(plan, Rectangles(plan.own[territory], low, high, np.ones(len(rows), dtype=np.uint8)))
    plane = np.maximum(unite(plan, layers), layers[0])
    return _stand(plan, day_points(snapshot, "exempt", plan), plane).astype(bool)
