"""The best DuckDB SQL we could write, in several variants; the benchmark reports the fastest on the day it runs.

Tables of rows, duties by name, holders and objects (with the keys of their place and all above it, made beforehand) lie in DuckDB before the clock starts; a day is one statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from tables import ABSENT, DIRECT, MODES, OUT, VACANT, Joined, Tables

VARIANTS = ("joins", "joins, stored by key", "joins by level", "joins by level, stored by key", "cells")
"""``joins``: the day's duties grouped by key, then one join of the objects for each level of territory; ``by level`` each join sees only the duties of its level;
``stored by key``: the objects lie in the order of their keys. ``cells``: each cell of the world that has objects first, then one join."""
_DAY = "{0}.since <= $day AND $day < {0}.until"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a day's statement gives: columns, in an order of its own, and the object of each row; putting them in order is not timed, which favours it."""

    columns: list[np.ndarray]
    objects: np.ndarray

    def in_order(self) -> np.ndarray:
        found = np.empty((len(self.columns), len(self.objects)), np.uint8)
        found[:, self.objects] = self.columns
        return found


def duckdb_sql(data: Tables, joins: Joined, *, modes: bool = False, variant: str = VARIANTS[0], threads: int = 2) -> Callable[[int], Answer]:
    """The engine of one variant."""
    import duckdb

    con = duckdb.connect(config={"threads": threads})
    rows = joins.rows if modes else joins.rows[joins.rows["principal"]]
    obj = data.obj[["o", "since", "until"]].astype(np.int32)
    for level, keys in enumerate(joins.keys):
        obj[f"k{level}"] = keys
    if variant.endswith("stored by key"):
        obj = obj.sort_values(["k0", "o"])
    tables = {"rows": rows, "named": joins.named, "holds": data.holds, "obj": obj}
    if variant == "cells":
        _, obj["cell"] = np.unique(joins.keys[0], return_inverse=True)
        first = np.unique(joins.keys[0], return_index=True)[1]
        tables["wide"] = _wide(joins.keys[:, first])
        tables["obj"] = obj[["o", "cell", "since", "until"]].astype(np.int32)
    for name, frame in tables.items():
        con.register("incoming", frame)
        con.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        con.unregister("incoming")
    sql = _statement(variant, len(joins.keys), modes)
    names = [f"s{at}" for at in range(1 + len(MODES) * modes)]

    def answer(day: int) -> Answer:
        found = con.execute(sql, {"day": day}).fetchnumpy()
        return Answer([np.asarray(found[name]) for name in names], np.asarray(found["o"]))

    return answer


def _wide(keys: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"cell": np.tile(np.arange(keys.shape[1], dtype=np.int32), len(keys)), "key": keys.reshape(-1)})


def _columns(template: str, modes: bool) -> str:
    """One expression for the overall state and one for each mode; ``{filter}`` and ``{at}`` are filled in."""
    filters = ["principal", *(f"mode = {mode}" for mode in range(len(MODES)))] if modes else ["true"]
    return ", ".join(template.format(at=at, filter=each) for at, each in enumerate(filters))


def _statement(variant: str, levels: int, modes: bool) -> str:
    best = "max(state) FILTER ({filter}) AS s{at}" if modes else "max(state) AS s{at}"
    day = f"""WITH broken AS (SELECT p FROM holds GROUP BY p HAVING NOT bool_or(since <= $day AND $day < until) AND bool_or(until <= $day)),
    live AS (SELECT key, level, mode, principal, CASE WHEN broken.p IS NULL THEN reach ELSE {VACANT}::UTINYINT END AS state
             FROM rows LEFT JOIN broken ON broken.p = rows.post WHERE {_DAY.format('rows')}),
    painted AS (SELECT key, level, {_columns(best, modes)} FROM live GROUP BY key, level),
    by_name AS (SELECT o, {_columns(best, modes)} FROM (
        SELECT o, mode, true AS principal, CASE WHEN broken.p IS NULL THEN {DIRECT} ELSE {VACANT} END::UTINYINT AS state
        FROM named LEFT JOIN broken ON broken.p = named.post WHERE {_DAY.format('named')}) GROUP BY o)"""
    if variant.startswith("joins"):
        state = f"coalesce(greatest({', '.join(f'b{level}.s{{at}}' for level in range(levels))}, n.s{{at}}), {ABSENT}::UTINYINT)"
        source = "(SELECT * FROM painted WHERE level = {0})" if "by level" in variant else "painted"
        joined = " ".join(f"LEFT JOIN {source.format(level)} b{level} ON b{level}.key = obj.k{level}" for level in range(levels))
    else:
        state = f"coalesce(greatest(c.s{{at}}, n.s{{at}}), {ABSENT}::UTINYINT)"
        joined = "LEFT JOIN cells c ON c.cell = obj.cell"
        most = ", ".join(f"max(s{at}) AS s{at}" for at in range(1 + len(MODES) * modes))
        day += f", cells AS (SELECT cell, {most} FROM painted JOIN wide USING (key) GROUP BY cell)"
    out = f"CASE WHEN {_DAY.format('obj')} THEN {state} ELSE {OUT}::UTINYINT END AS s{{at}}"
    return f"{day} SELECT obj.o, {_columns(out, modes)} FROM obj {joined} LEFT JOIN by_name n ON n.o = obj.o"


__all__ = ["VARIANTS", "Answer", "duckdb_sql"]
