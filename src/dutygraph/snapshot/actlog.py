"""Acts in order of their day, each with the body for which its actor acted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from ..vocabulary import ACTS
from .coded import codes, flags
from .columns import NOT_STATED, Links
from .days import Ints

if TYPE_CHECKING:
    from .compile import Source

BODY, POST, PERSON, OBJECT = range(4)
"""What kind of actor it is: position in the vocabulary's list of who may act."""


def act_columns(source: Source, p_body: Ints, holds: Links) -> dict[str, Any]:
    """The log of acts, sorted by day; acts of unknown day come first."""
    table, ref = source.resolved.table("act"), source.resolved.ref
    day = source.periods["act"][0]
    order = np.argsort(day, kind="stable")
    actor = ref("act", "actor")
    kinds = np.where(actor.ordinals == -1, NOT_STATED, actor.kinds).astype(np.uint8)
    body = np.full(len(day), -1, dtype=np.int32)
    is_body, is_post = (kinds == BODY) & (actor.ordinals >= 0), (kinds == POST) & (actor.ordinals >= 0)
    body[is_body] = actor.ordinals[is_body]
    body[is_post] = p_body[actor.ordinals[is_post]]
    people = np.flatnonzero((kinds == PERSON) & (actor.ordinals >= 0))
    if len(people):
        body[people] = _of_people(source, actor.ordinals[people].tolist(), day[people].tolist(), p_body, holds)
    records = np.asarray(pc.fill_null(table["records"].combine_chunks(), -1).to_numpy(), dtype=np.int32)
    found: dict[str, Any] = {
        "a_day": day, "a_type": codes(table["type"], ACTS), "a_object": ref("act", "object").ordinals, "a_kind": kinds, "a_actor": actor.ordinals, "a_body": body,
        "a_sector": ref("act", "sector").ordinals, "a_territory": ref("act", "territory").ordinals, "a_rescinded": flags(table["rescinded"]), "a_records": records,
    }
    return {**{name: values[order] for name, values in found.items()}, "a_i": order.astype(np.int32)}


def _of_people(source: Source, people: list[int], days: list[int], p_body: Ints, holds: Links) -> list[int]:
    """The body of a post that each person held on the day, else the person's home body, else -1."""
    home = source.resolved.ref("person", "home").ordinals
    rows = source.merged["person"].first("home")
    posts: dict[int, list[tuple[int, int, int]]] = {}
    for post, person, since, until in zip(holds.a.tolist(), holds.b.tolist(), holds.since.tolist(), holds.until.tolist(), strict=True):
        if person >= 0 and p_body[post] >= 0:
            posts.setdefault(person, []).append((since, until, int(p_body[post])))
    memo: dict[tuple[int, int], int] = {}
    for each in zip(people, days, strict=True):
        if each not in memo:
            person, day = each
            held = [body for since, until, body in posts.get(person, ()) if since <= day < until]
            own = int(home[rows[person]]) if rows[person] >= 0 else -1
            memo[each] = own if own in held or not held else held[0]
    return [memo[each] for each in zip(people, days, strict=True)]
