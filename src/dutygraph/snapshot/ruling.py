"""What the rules say of each duty and each hazard, once for all days: which duties are principal, which objects have which hazard by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ..vocabulary import BODY_TYPES, MODES, OBJECT_TYPES
from .columns import Bytes, Columns
from .days import Bools, Ints
from .grid import SectorTree, interval, sector_tree

if TYPE_CHECKING:
    from ..law import Rules
    from .history import History

NEVER, ALWAYS, OWN_HAZARD = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """By duty: whether it is principal (NEVER, ALWAYS, OWN_HAZARD) and its hazard class (-1 none); by body, whether its kind never supervises.

    ``classes`` are all hazard classes that the data or the rules name; ``in_set`` says which of them each stated set of hazards contains.
    """

    principal: Bytes
    hazard: Ints
    body: Ints
    coordinates: Bools
    classes: tuple[str, ...]
    in_set: npt.NDArray[np.bool_]
    by_type: npt.NDArray[np.bool_]
    objects: dict[int, Ints]

    def by_themselves(self, columns: Columns, hazard: int) -> Ints:
        """The objects that have a hazard of their own, stated for them or of their kind; those of their sectors not counted."""
        if hazard not in self.objects:
            stated = self.in_set[columns.o_hazards, hazard]
            self.objects[hazard] = np.flatnonzero(stated | self.by_type[columns.o_type, hazard]).astype(np.int32)
        return self.objects[hazard]


def ruling(history: History) -> Ruling:
    """What the rules of this history say of its duties."""
    if "ruling" not in history.memo:
        history.memo["ruling"] = _rule(history)
    found: Ruling = history.memo["ruling"]
    return found


def _rule(history: History) -> Ruling:
    columns, rules = history.columns, history.rules
    said = {rules.hazard(word) for words in columns.hazard_sets for word in words} | {hazard for need in rules.needs for hazard in need.hazards}
    said |= {rules.hazard(word) for word in columns.words} | {row.name for row in rules.hazards}
    classes = tuple(sorted(said))
    at = {name: place for place, name in enumerate(classes)}
    in_set = np.zeros((len(columns.hazard_sets) + 1, len(classes)), dtype=bool)
    for row, words in enumerate(columns.hazard_sets):
        in_set[row, [at[rules.hazard(word)] for word in words]] = True
    by_type = np.zeros((256, len(classes)), dtype=bool)
    for row, term in enumerate(OBJECT_TYPES):
        by_type[row, [at[name] for name in rules.hazards_of_kind(term.name)]] = True
    hazards = np.array([*(at[rules.hazard(word)] for word in columns.words), -1], dtype=np.int32)
    body_of_post = np.append(columns.p_body, -1)
    by_post = columns.d_bearer_kind == 1
    stated = np.where(by_post, body_of_post[np.where(by_post, np.maximum(columns.d_bearer, -1), -1)], columns.d_bearer)
    stated = np.maximum(stated, -1).astype(np.int32)
    types = np.array([*(term.name in rules.never_supervise for term in BODY_TYPES), *[False] * (256 - len(BODY_TYPES))])
    return Ruling(_principal(history, rules), hazards[columns.d_hazard], stated, np.append(types[columns.b_type], False), classes, in_set, by_type, {})


def _principal(history: History, rules: Rules) -> Bytes:
    columns = history.columns
    carries = np.array([*(rules.carries[term.name] for term in MODES), *["never"] * (256 - len(MODES))], dtype=object)
    how = carries[history.seats.mode]
    table = history.table("duty")
    granted = columns.d_clause & np.asarray(pc.is_in(table["level"].combine_chunks(), pa.array(["statute", "document"])).to_numpy(zero_copy_only=False), dtype=bool)
    permits = np.array([*(rules.permit_carries(word) for word in columns.words), False])[columns.d_permit]
    found = np.full(len(how), NEVER, dtype=np.uint8)
    found[(how == "always") | ((how == "permit") & permits) | ((how == "grant") & granted)] = ALWAYS
    found[(how == "hazard") & (columns.d_hazard >= 0)] = OWN_HAZARD
    return found


def hazard_columns(history: History, day: int) -> npt.NDArray[np.bool_]:
    """Which columns (sectors, in the order of the tree) have which hazard class, from the sector or one above it: class by column."""
    columns, rule, tree = history.columns, ruling(history), sector_tree(history, day)
    key = ("hazard columns", interval(history, "s_parent", [columns.s_parent], day))
    if key not in history.memo:
        history.memo[key] = _mark(columns, rule, tree)
    found: npt.NDArray[np.bool_] = history.memo[key]
    return found


def _mark(columns: Columns, rule: Ruling, tree: SectorTree) -> npt.NDArray[Any]:
    marked = np.zeros((len(rule.classes), tree.width), dtype=bool)
    for sector in np.flatnonzero(columns.s_hazards >= 0).tolist():
        marked[rule.in_set[columns.s_hazards[sector]], tree.start[sector]:tree.end[sector]] = True
    return marked
