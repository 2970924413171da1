"""The county in columns: what `History` compiles once, as plain numpy arrays, so that a day is a mask and a plane is a scatter.

Ordinals are positions in the sorted ids of a kind; -1 is *not stated*, -2 *stated but not resolved*. Days are numbers (`days`).
Codes are positions in the vocabulary's tuples, 255 where nothing is stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .days import Bools, Ints, in_force

Bytes = npt.NDArray[np.uint8]
NONE, UNRESOLVED, SEVERAL = -1, -2, -2
NOT_STATED = 255
ALL_MODES = 254


@dataclass(frozen=True, slots=True)
class Links:
    """Links of one kind: two ordinals, a period and the row."""

    a: Ints
    b: Ints
    since: Ints
    until: Ints
    i: Ints

    def __len__(self) -> int:
        return len(self.a)

    def where(self, keep: npt.NDArray[Any]) -> Links:
        """These rows only, by mask or by position."""
        return Links(self.a[keep], self.b[keep], self.since[keep], self.until[keep], self.i[keep])

    def on(self, day: int) -> Links:
        """The links in force on the day."""
        return self.where(in_force(self.since, self.until, day))

    @classmethod
    def none(cls) -> Links:
        empty = np.zeros(0, dtype=np.int32)
        return cls(empty, empty, empty, empty, empty)


@dataclass(frozen=True, slots=True)
class Dated:
    """One value for most objects, several or dated ones for a few.

    ``one[o]`` is the value that holds for all of the object's life, -1 for none, -2 where ``many`` (sorted by ``a``) has to be asked for the day.
    """

    one: Ints
    many: Links

    def on(self, day: int) -> tuple[Ints, Links]:
        """The fast column and the exceptions in force on the day."""
        return self.one, self.many.on(day)


@dataclass(frozen=True, slots=True)
class Columns:
    """Everything that coverage needs of the register, the bodies, the posts, the duties and the acts, for every day at once."""

    words: tuple[str, ...]
    hazard_sets: tuple[tuple[str, ...], ...]
    # objects
    o_type: Bytes
    o_since: Ints
    o_until: Ints
    out: Links
    o_hazards: Ints
    place: Dated
    sector: Dated
    risk: Dated
    o_unresolved_place: Bools
    o_unresolved_sector: Bools
    run_by: Links
    # territories and sectors
    within: Links
    s_parent: Links
    s_hazards: Ints
    maps_to: Links
    # bodies
    b_type: Bytes
    b_level: Bytes
    b_vertical: npt.NDArray[np.int8]
    b_since: Ints
    b_until: Ints
    part_of: Links
    guided_by: Links
    succeeds: Links
    governs: Links
    member_of: Links
    # posts
    p_body: Ints
    p_object: Ints
    p_rank: Bytes
    p_order: Ints
    p_since: Ints
    p_until: Ints
    reports_to: Links
    holds: Links
    h_manner: Bytes
    portfolio: Links
    f_over: Bytes
    f_safety: Bools
    f_share: Bytes
    # duties, in row order
    d_bearer: Ints
    d_bearer_kind: Bytes
    d_mode: Bytes
    d_as_mode: Bytes
    d_sector: Ints
    d_object: Ints
    d_territory: Ints
    d_on_behalf: Ints
    d_lead: Bytes
    d_hazard: Ints
    d_permit: Ints
    d_since: Ints
    d_until: Ints
    d_clause: Bools
    # exemptions, in row order
    x_sector: Ints
    x_object: Ints
    x_territory: Ints
    x_mode: Bytes
    x_document: Bools
    x_since: Ints
    x_until: Ints
    # acts, by day
    a_day: Ints
    a_type: Bytes
    a_object: Ints
    a_kind: Bytes
    a_actor: Ints
    a_body: Ints
    a_sector: Ints
    a_territory: Ints
    a_rescinded: Bools
    a_records: Ints
    a_i: Ints

    def alive(self, day: int) -> Bools:
        """Which objects exist and are not closed on the day."""
        living = in_force(self.o_since, self.o_until, day)
        if len(self.out):
            living[self.out.on(day).a] = False
        return living

    def acts_until(self, day: int) -> int:
        """How many of the leading acts are of the day or earlier (of unknown day included)."""
        return int(np.searchsorted(self.a_day, day, side="right"))
