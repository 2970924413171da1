"""The world's facts as integer arrays: the same start for every competitor, prepared before any clock runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from world import HAZARDS, PERMITS

from dutygraph.facts import Facts

ALWAYS, NEVER = np.iinfo(np.int32).min, np.iinfo(np.int32).max
ABSENT, VACANT, INHERITED, DIRECT, OUT = 0, 1, 2, 3, 255
STATES = {"absent": ABSENT, "vacant": VACANT, "inherited": INHERITED, "direct": DIRECT, "out": OUT}
MODES = ("industry", "licence", "special", "guidance", "comprehensive")
"""The modes of the world. Industry is principal; licence where the law joins supervision to the permit; special where the object has the hazard."""
NO, YES, OWN_HAZARD = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Tables:
    """One frame for each kind, ids as positions in ``ids`` (sorted), -1 for none; hazards as bits."""

    ids: dict[str, pd.Index]
    obj: pd.DataFrame
    within: pd.DataFrame
    sector: pd.DataFrame
    duty: pd.DataFrame
    post: pd.DataFrame
    holds: pd.DataFrame
    charge: pd.DataFrame


def _codes(values: pa.ChunkedArray, ids: pd.Index) -> np.ndarray:
    return ids.get_indexer(values.to_pandas().astype(object)).astype(np.int32)


def _days(values: pa.ChunkedArray, missing: int) -> np.ndarray:
    return pc.fill_null(values.cast(pa.int32()), missing).to_numpy().astype(np.int32)


def _period(table: pa.Table) -> dict[str, np.ndarray]:
    return {"since": _days(table["since"], ALWAYS), "until": _days(table["until"], NEVER)}


def _bits(values: pa.ChunkedArray) -> np.ndarray:
    return values.to_pandas().map({name: 1 << at for at, name in enumerate(HAZARDS)}).fillna(0).to_numpy().astype(np.int8)


def tables(facts: Facts) -> Tables:
    """Integer tables of the world."""
    ids = {kind: pd.Index(np.sort(facts.table(kind)["id"].to_pandas().to_numpy(dtype=object))) for kind in ("object", "territory", "sector", "body", "post")}

    def column(kind: str, name: str, to: str) -> np.ndarray:
        return _codes(facts.table(kind)[name], ids[to])

    obj = pd.DataFrame(_period(facts.table("object")), index=column("object", "id", "object")).sort_index()
    obj["t"] = pd.Series(column("at", "territory", "territory"), index=column("at", "object", "object"))
    obj["s"] = pd.Series(column("in_sector", "sector", "sector"), index=column("in_sector", "object", "object"))
    sectors = pd.DataFrame({"parent": column("sector", "parent", "sector"), "hazard": _bits(facts.table("sector")["hazards"])}, index=column("sector", "id", "sector")).sort_index()
    return Tables(
        ids, obj.rename_axis("o").reset_index(),
        pd.DataFrame({"t": column("within", "territory", "territory"), "parent": column("within", "parent", "territory")}),
        sectors.rename_axis("s").reset_index(), _duties(facts, column),
        pd.DataFrame({"p": column("post", "id", "post"), "b": column("post", "body", "body"), "head": facts.table("post")["rank"].to_numpy(zero_copy_only=False) == "head"}),
        pd.DataFrame({"p": column("holds", "post", "post"), **_period(facts.table("holds"))}),
        pd.DataFrame({"p": column("in_charge_of", "post", "post"), "s": column("in_charge_of", "over", "sector")}),
    )


def _duties(facts: Facts, column: object) -> pd.DataFrame:
    duty = facts.table("duty")
    mode = pd.Index(MODES).get_indexer(duty["mode"].to_pandas().astype(object)).astype(np.int8)
    joined = (duty["permit"].to_pandas() == PERMITS[0]).to_numpy(dtype=bool)
    principal = np.select([mode == 0, (mode == 1) & joined, mode == 2], [YES, YES, OWN_HAZARD], NO).astype(np.int8)
    return pd.DataFrame({"b": column("duty", "bearer", "body"), "s": column("duty", "sector", "sector"), "o": column("duty", "object", "object"), "t": column("duty", "territory", "territory"),
                         "mode": mode, "principal": principal, "hazard": _bits(duty["hazard"]), **_period(duty)})


def closure(child: np.ndarray, parent: np.ndarray, n: int) -> list[list[int]]:
    """For each of ``n`` nodes of a tree itself and its ancestors, nearest first."""
    up = {c: p for c, p in zip(child.tolist(), parent.tolist(), strict=True) if p >= 0}
    chains = []
    for node in range(n):
        chain = [node]
        while (above := up.get(chain[-1], -1)) >= 0:
            chain.append(above)
        chains.append(chain)
    return chains


@dataclass(frozen=True, slots=True)
class Joined:
    """What the row engines join on, for all days at once: made beforehand, which favours them.

    ``rows``: one for each duty and leaf that it covers, ``key`` (its territory and the leaf in one number), ``level`` of the territory (0 for towns), mode, reach (direct or inherited), principal there or not, the post that answers
    there. ``named``: duties by name. ``keys``: for each object the keys of its town, its county, its prefecture and the province, with its leaf.
    """

    rows: pd.DataFrame
    named: pd.DataFrame
    keys: np.ndarray


def joined(data: Tables) -> Joined:
    """Closures, chosen posts and keys."""
    size = len(data.sector)
    s_up = closure(data.sector["s"].to_numpy(), data.sector["parent"].to_numpy(), size)
    t_up = closure(data.within["t"].to_numpy(), data.within["parent"].to_numpy(), len(data.ids["territory"]))
    leaves = np.setdiff1d(np.arange(size), data.sector["parent"])
    hazards = np.array([np.bitwise_or.reduce(data.sector["hazard"].to_numpy()[chain]) for chain in s_up])
    covers = pd.DataFrame([(s, leaf, DIRECT if s == leaf else INHERITED) for leaf in leaves.tolist() for s in s_up[leaf]] + [(-1, leaf, DIRECT) for leaf in leaves.tolist()],
                          columns=["s", "leaf", "reach"])
    chosen, head = _choose(data, s_up)
    rows = data.duty[data.duty["o"] < 0].merge(covers, on="s")
    rows["principal"] = (rows["principal"] == YES) | ((rows["principal"] == OWN_HAZARD) & ((hazards[rows["leaf"]] & rows["hazard"]) > 0))
    rows["post"] = chosen[rows["b"], rows["leaf"]]
    rows["key"] = rows["t"] * size + rows["leaf"]
    deep = max(map(len, t_up))
    rows["level"] = np.array([deep - len(chain) for chain in t_up])[rows["t"]]
    named = data.duty[data.duty["o"] >= 0].assign(post=lambda frame: head[frame["b"]])
    above = np.array([chain + [-1] * (deep - len(chain)) for chain in t_up])[data.obj["t"]]
    keys = np.where(above >= 0, above * size + data.obj["s"].to_numpy()[:, None], -1).astype(np.int32)
    numbers = ["key", "level", "mode", "reach", "principal", "post", "since", "until"]
    return Joined(rows[numbers].astype({"key": np.int32, "level": np.int8, "mode": np.int8, "reach": np.uint8, "post": np.int32}).reset_index(drop=True),
                  named[["o", "mode", "post", "since", "until"]].astype({"post": np.int32}), np.ascontiguousarray(keys.T))


def _choose(data: Tables, s_up: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """For each body and sector the post that answers there: the deputy whose portfolio covers it, else the head; and each body's head."""
    head = np.full(len(data.ids["body"]), -1)
    heads = data.post[data.post["head"]]
    head[heads["b"]] = heads["p"]
    chosen = np.repeat(head[:, None].astype(np.int32), len(s_up), axis=1)
    body_of = np.full(len(data.ids["post"]), -1)
    body_of[data.post["p"]] = data.post["b"]
    below: dict[int, list[int]] = {}
    for sector, chain in enumerate(s_up):
        for above in chain:
            below.setdefault(above, []).append(sector)
    for p, s in sorted(zip(data.charge["p"].tolist(), data.charge["s"].tolist(), strict=True), reverse=True):
        chosen[body_of[p], below[s]] = p
    return chosen, head


def broken(data: Tables, day: int) -> np.ndarray:
    """For each post whether it is vacant on the day: nobody holds it, and somebody's term has ended."""
    now = (data.holds["since"] <= day) & (day < data.holds["until"])
    held, ended = np.zeros((2, len(data.ids["post"])), bool)
    held[data.holds["p"][now]] = True
    ended[data.holds["p"][data.holds["until"] <= day]] = True
    return ended & ~held
