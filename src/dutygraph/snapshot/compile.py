"""From resolved facts to `Columns`: the register and the structure, once for all days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ..vocabulary import BODY_TYPES, LEVELS, MANNERS, OBJECT_TYPES, POST_RANKS, RISKS, Term
from .actlog import act_columns
from .coded import Words, codes, flags
from .columns import NOT_STATED, SEVERAL, Columns, Dated, Links
from .days import Ints
from .dutycolumns import duty_columns
from .merge import Merged, groups
from .resolve import Resolved


@dataclass(frozen=True, slots=True)
class Source:
    """What the compiler reads: resolved rows, merged nodes, periods as numbers."""

    resolved: Resolved
    merged: Mapping[str, Merged]
    periods: Mapping[str, tuple[Ints, Ints]]

    def links(self, kind: str, a: str, b: str) -> Links:
        """A kind of link as ordinals; rows whose ends did not resolve are left out (a problem says so)."""
        return self.every(kind, a, b).where(self._both(kind, a, b))

    def every(self, kind: str, a: str, b: str) -> Links:
        since, until = self.periods[kind]
        one, other = self.resolved.ref(kind, a), self.resolved.ref(kind, b)
        return Links(one.ordinals, other.ordinals, since, until, np.arange(len(since), dtype=np.int32))

    def _both(self, kind: str, a: str, b: str) -> npt.NDArray[np.bool_]:
        return np.asarray((self.resolved.ref(kind, a).ordinals >= 0) & (self.resolved.ref(kind, b).ordinals >= 0))

    def stated_links(self, kind: str, field: str) -> Links:
        """A reference of a node (a sector's parent, a post's superior) as a link for the period of the row that states it."""
        since, until = self.periods[kind]
        ref, of = self.resolved.ref(kind, field), self.resolved.nodes[kind].of_row
        links = Links(of, ref.ordinals, since, until, np.arange(len(of), dtype=np.int32))
        return links.where((links.a >= 0) & (links.b >= 0))


def compile_columns(source: Source) -> Columns:
    """All columns of the county."""
    words, sets = Words(), Words()
    register = _register(source, sets)
    posts = _posts(source)
    bodies = _bodies(source)
    holds = source.every("holds", "post", "person")
    manners = codes(source.resolved.table("holds")["manner"], MANNERS)
    known = holds.a >= 0
    holds, manners = holds.where(known), manners[known]
    return Columns(
        **register, **bodies, **posts, holds=holds, h_manner=manners, **_portfolios(source), **duty_columns(source, words),
        **act_columns(source, posts["p_body"], holds),
        s_hazards=sets.column(source.merged["sector"].lists("hazards")), words=words.all(), hazard_sets=sets.all())


def _register(source: Source, sets: Words) -> dict[str, Any]:
    merged = source.merged["object"]
    since, until = merged.lives.since, merged.lives.until
    at, in_sector = source.resolved.ref("at", "object"), source.resolved.ref("in_sector", "object")
    site = np.asarray(pc.fill_null(pc.not_equal(source.resolved.table("at")["as_what"].combine_chunks(), "registered"), True).to_numpy(zero_copy_only=False), dtype=bool)
    places, sectors = source.every("at", "object", "territory"), source.every("in_sector", "object", "sector")
    return {
        "o_type": codes(merged.values("type"), OBJECT_TYPES), "o_since": since, "o_until": until, "out": _out(source, merged),
        "o_hazards": sets.column(merged.lists("hazards")),
        "place": dated(len(merged.nodes), places.where(site), since, until), "sector": dated(len(merged.nodes), sectors, since, until), "risk": _risk(merged),
        "o_unresolved_place": _marked(len(merged.nodes), at.ordinals, (places.b < 0) & site), "o_unresolved_sector": _marked(len(merged.nodes), in_sector.ordinals, sectors.b < 0),
        "run_by": source.links("run_by", "object", "owner"), "within": source.links("within", "territory", "parent"),
        "s_parent": source.stated_links("sector", "parent"), "maps_to": source.links("maps_to", "sector", "industry"),
    }


def _marked(size: int, objects: Ints, which: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    marked = np.zeros(size, dtype=bool)
    marked[objects[which & (objects >= 0)]] = True
    return marked


def _out(source: Source, merged: Merged) -> Links:
    """When an object is out within the hull of its life: holes, and `closed` until a later statement of its state."""
    status = source.links("status", "object", "object")
    table = source.resolved.table("status")
    closed = np.asarray(pc.equal(table["value"].combine_chunks(), "closed").fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)[status.i]
    until = status.until.copy()
    if closed.any():
        for _, rows in groups(*_by(status.a)):
            for row in rows:
                if closed[row]:
                    later = [int(status.since[r]) for r in rows if not closed[r] and status.since[r] > status.since[row]]
                    until[row] = min([int(until[row]), *later])
    shut = Links(status.a, np.full(len(status), -1, np.int32), status.since, until, status.i).where(closed)
    holes = merged.lives.holes
    return Links(*(np.concatenate([getattr(holes, name), getattr(shut, name)]).astype(np.int32) for name in ("a", "b", "since", "until", "i")))


def _by(values: Ints) -> tuple[Ints, npt.NDArray[Any]]:
    order = np.argsort(values, kind="stable")
    return values[order], order


def dated(size: int, links: Links, life_since: Ints, life_until: Ints) -> Dated:
    """One value where an object has one for all its life; else the dated list."""
    links = links.where((links.a >= 0) & (links.b >= 0))
    whole = (links.since <= life_since[links.a]) & (links.until >= life_until[links.a])
    order = np.lexsort((links.i, ~whole, links.b, links.a))
    links, whole = links.where(order), whole[order]
    again = np.zeros(len(links), dtype=bool)
    again[1:] = (links.a[1:] == links.a[:-1]) & (links.b[1:] == links.b[:-1])
    first = np.maximum.accumulate(np.where(~again, np.arange(len(links)), 0)) if len(links) else np.zeros(0, dtype=np.int64)
    links_kept = ~(again & whole[first])
    links, whole = links.where(links_kept), whole[links_kept]
    count = np.bincount(links.a, minlength=size)
    one = np.full(size, -1, dtype=np.int32)
    simple = whole & (count[links.a] == 1)
    one[links.a] = SEVERAL
    one[links.a[simple]] = links.b[simple]
    return Dated(one, links.where(~simple))


def _risk(merged: Merged) -> Dated:
    """The risk class: one for all the life, or a dated list where it changed."""
    row_codes = codes(merged.table["risk"], RISKS).astype(np.int32)
    lead = merged.first("risk")
    one = np.where(lead >= 0, row_codes[lead] if len(row_codes) else -1, -1).astype(np.int32)
    changes: list[tuple[int, int, int, int, int]] = []
    if not merged.single:
        valid = row_codes[merged.order] != NOT_STATED
        for node, rows in groups(merged.of[valid], merged.order[valid]):
            if len({int(row_codes[row]) for row in rows}) > 1:
                one[node] = SEVERAL
                changes += [(node, int(row_codes[row]), start, end, row) for start, end, row in timeline(rows, merged.since, merged.until)]
    array = np.array(sorted(changes), dtype=np.int32).reshape(-1, 5)
    return Dated(one, Links(*(array[:, at] for at in range(5))))


def timeline(rows: list[int], since: Ints, until: Ints) -> list[tuple[int, int, int]]:
    """Which of the rows (strongest first) holds when: pieces (since, until, row)."""
    cuts = sorted({int(since[row]) for row in rows} | {int(until[row]) for row in rows})
    pieces = []
    for start, end in pairwise(cuts):
        holding = next((row for row in rows if since[row] <= start and until[row] >= end), None)
        if holding is not None:
            pieces.append((start, end, holding))
    return pieces


def _bodies(source: Source) -> dict[str, Any]:
    merged = source.merged["body"]
    vertical = pc.fill_null(merged.values("vertical").cast(pa.int8()), -1)
    return {
        "b_type": codes(merged.values("type"), BODY_TYPES), "b_level": codes(merged.values("tier"), LEVELS), "b_vertical": np.asarray(vertical.to_numpy(), dtype=np.int8),
        "b_since": merged.lives.since, "b_until": merged.lives.until,
        "part_of": source.links("part_of", "body", "parent"), "guided_by": source.links("guided_by", "body", "guide"), "succeeds": source.links("succeeds", "body", "former"),
        "governs": source.links("governs", "body", "territory"), "member_of": source.links("member_of", "member", "committee"),
    }


def _posts(source: Source) -> dict[str, Any]:
    merged, ref = source.merged["post"], source.resolved.ref("post", "body")
    rows = merged.first("body")
    owner = np.where(rows >= 0, ref.ordinals[rows] if len(ref.ordinals) else -1, -1).astype(np.int32)
    inside = np.where(rows >= 0, ref.kinds[rows] if len(ref.kinds) else 0, 0) == 1
    return {
        "p_body": np.where(inside, -1, owner).astype(np.int32), "p_object": np.where(inside, owner, -1).astype(np.int32),
        "p_rank": codes(merged.values("rank"), POST_RANKS), "p_order": np.asarray(pc.fill_null(merged.values("order"), -1).to_numpy(), dtype=np.int32),
        "p_since": merged.lives.since, "p_until": merged.lives.until, "reports_to": source.stated_links("post", "reports_to"),
    }


def _portfolios(source: Source) -> dict[str, Any]:
    links = source.every("in_charge_of", "post", "over")
    table, kinds = source.resolved.table("in_charge_of"), source.resolved.ref("in_charge_of", "over").kinds
    over = np.where(links.b == -1, 0, kinds + 1).astype(np.uint8)
    share = (codes(table["share"], (Term("leads", "", ""), Term("assists", "", ""))) == 1).astype(np.uint8)
    keep = links.a >= 0
    return {"portfolio": links.where(keep), "f_over": over[keep], "f_safety": flags(table["safety"])[keep], "f_share": share[keep]}
