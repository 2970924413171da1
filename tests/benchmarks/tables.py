"""The world's facts as integer arrays: the same start for every competitor, prepared before any clock runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dutygraph.facts import Facts

ALWAYS, NEVER = np.iinfo(np.int32).min, np.iinfo(np.int32).max
STATES = ("direct", "inherited", "vacant", "absent")
PRINCIPAL = ("industry",)
"""The only principal mode of the benchmark world; guidance and comprehensive are there to be left out."""


def _codes(values: pa.ChunkedArray, ids: pd.Index) -> np.ndarray:
    return ids.get_indexer(values.to_pandas().astype(object)).astype(np.int32)


def _days(values: pa.ChunkedArray, missing: int) -> np.ndarray:
    return pc.fill_null(values.cast(pa.int32()), missing).to_numpy().astype(np.int64)


@dataclass(frozen=True, slots=True)
class Tables:
    """One frame for each kind, ids as positions in ``ids``."""

    ids: dict[str, pd.Index]
    obj: pd.DataFrame
    within: pd.DataFrame
    sector: pd.DataFrame
    duty: pd.DataFrame
    post: pd.DataFrame
    holds: pd.DataFrame
    charge: pd.DataFrame


def tables(facts: Facts) -> Tables:
    """Integer tables of the benchmark world; only principal duties are kept, which favours the competitors."""
    ids = {kind: pd.Index(np.sort(facts.table(kind)["id"].to_pandas().astype(object))) for kind in ("object", "territory", "sector", "body", "post")}

    def period(kind: str, table: pa.Table) -> dict[str, np.ndarray]:
        return {"since": _days(table["since"], ALWAYS), "until": _days(table["until"], NEVER)}

    def column(kind: str, name: str, to: str) -> np.ndarray:
        return _codes(facts.table(kind)[name], ids[to])

    obj = pd.DataFrame({"o": column("object", "id", "object"), **period("object", facts.table("object"))}).set_index("o").sort_index()
    obj["t"] = pd.Series(column("at", "territory", "territory"), index=column("at", "object", "object"))
    obj["s"] = pd.Series(column("in_sector", "sector", "sector"), index=column("in_sector", "object", "object"))
    duty = facts.table("duty")
    keep = np.isin(duty["mode"].to_numpy(zero_copy_only=False), PRINCIPAL)
    duties = pd.DataFrame({"b": column("duty", "bearer", "body"), "s": column("duty", "sector", "sector"), "o": column("duty", "object", "object"),
                           "t": column("duty", "territory", "territory"), **period("duty", duty)})[keep].reset_index(drop=True)
    holds = facts.table("holds")
    return Tables(
        ids, obj.reset_index(),
        pd.DataFrame({"t": column("within", "territory", "territory"), "parent": column("within", "parent", "territory")}),
        pd.DataFrame({"s": column("sector", "id", "sector"), "parent": column("sector", "parent", "sector")}),
        duties,
        pd.DataFrame({"p": column("post", "id", "post"), "b": column("post", "body", "body"), "head": facts.table("post")["rank"].to_numpy(zero_copy_only=False) == "head"}),
        pd.DataFrame({"p": column("holds", "post", "post"), **period("holds", holds)}),
        pd.DataFrame({"p": column("in_charge_of", "post", "post"), "s": column("in_charge_of", "over", "sector")}),
    )


def closure(child: np.ndarray, parent: np.ndarray, n: int) -> list[list[int]]:
    """For each of ``n`` nodes of a tree itself and its ancestors, nearest first."""
    up = dict(zip(child.tolist(), parent.tolist(), strict=True))
    chains = []
    for node in range(n):
        chain = [node]
        while (above := up.get(chain[-1], -1)) >= 0:
            chain.append(above)
        chains.append(chain)
    return chains
