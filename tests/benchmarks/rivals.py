"""The competitors: NetworkX per object and on classes, pandas, and DuckDB. Each answers the overall state of every object on a day."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pandas as pd
from tables import NEVER, STATES, Tables, closure

DIRECT, INHERITED, VACANT, ABSENT, OUT = 0, 1, 2, 3, 4
Engine = Callable[[int], np.ndarray]
"""From a day (days since 1970) to one code for each object, in order of ids: an index of ``STATES``, or 4 where the object is not alive."""


def naive_networkx(data: Tables, *, classes: bool = False, limit: int | None = None) -> Engine:
    """One traversal for each object over a dated graph; with ``classes`` objects in the same cell share theirs. ``limit`` answers only the first objects."""
    graph = nx.MultiDiGraph()
    for row in data.within.itertuples():
        graph.add_edge(("t", row.t), ("t", row.parent), "up")
    for row in data.sector.itertuples():
        graph.add_node(("s", row.s))
        if row.parent >= 0:
            graph.add_edge(("s", row.s), ("s", row.parent), "up")
    for d, row in enumerate(data.duty.itertuples()):
        subject = ("o", row.o) if row.o >= 0 else ("s", row.s)
        graph.add_edge(subject, ("d", d), "duty")
        graph.add_node(("d", d), body=row.b, t=row.t, since=row.since, until=row.until)
        graph.add_edge(("d", d), ("b", row.b), "bearer")
    for row in data.post.itertuples():
        graph.add_edge(("b", row.b), ("p", row.p), "post", head=row.head)
    for row in data.charge.itertuples():
        graph.add_edge(("p", row.p), ("s", row.s), "charge")
    for n, row in enumerate(data.holds.itertuples()):
        graph.add_edge(("p", row.p), ("h", n), "held", since=row.since, until=row.until)

    def up(node: tuple[str, int]) -> list[tuple[str, int]]:
        chain = [node]
        while above := [v for _, v, k in graph.out_edges(chain[-1], keys=True) if k == "up"] if chain[-1] in graph else []:
            chain.append(above[0])
        return chain

    def broken(body: int, sectors: set[tuple[str, int]], day: int) -> bool:
        posts = [(v, data_["head"]) for _, v, k, data_ in graph.out_edges(("b", body), keys=True, data=True) if k == "post"]
        fit = [p for p, head in posts if not head and any(v in sectors for _, v, k in graph.out_edges(p, keys=True) if k == "charge")]
        post = min(fit) if fit else next(p for p, head in posts if head)
        terms = [e for _, _, k, e in graph.out_edges(post, keys=True, data=True) if k == "held"]
        return not any(e["since"] <= day < e["until"] for e in terms) and any(e["until"] <= day for e in terms)

    def reach(subjects: list[tuple[str, int]], places: set[tuple[str, int]] | None, sectors: list[tuple[str, int]], day: int) -> int:
        best = ABSENT
        for depth, subject in enumerate(subjects):
            for _, d, k in graph.out_edges(subject, keys=True) if subject in graph else []:
                if k != "duty":
                    continue
                duty = graph.nodes[d]
                if duty["since"] <= day < duty["until"] and (places is None or ("t", duty["t"]) in places):
                    # The post is chosen for the object's own sector, or for none where the duty names the object.
                    state = VACANT if broken(duty["body"], set(sectors), day) else (DIRECT if depth == 0 else INHERITED)
                    best = min(best, state)
        return best

    rows = list(data.obj.itertuples(index=False))[:limit]

    def answer(day: int) -> np.ndarray:
        memo: dict[tuple[int, int], int] = {}
        out = np.full(len(rows), OUT, np.uint8)
        for n, row in enumerate(rows):
            if not row.since <= day < row.until:
                continue
            cell = (row.t, row.s)
            if classes and cell in memo:
                state = memo[cell]
            else:
                chain = up(("s", row.s))
                state = memo[cell] = reach(chain, set(up(("t", row.t))), chain, day)
            out[n] = min(state, reach([("o", row.o)], None, [], day))
        return out

    return answer


def _choose(data: Tables) -> tuple[np.ndarray, np.ndarray]:
    """For each body and sector the post that carries a duty there; and each body's head."""
    chains = closure(data.sector["s"].to_numpy(), data.sector["parent"].to_numpy(), len(data.ids["sector"]))
    ancestors = {s: set(chain) for s, chain in enumerate(chains)}
    head = np.full(len(data.ids["body"]), -1)
    heads = data.post[data.post["head"]]
    head[heads["b"]] = heads["p"]
    chosen = np.repeat(head[:, None], len(chains), axis=1)
    body_of = data.post.set_index("p")["b"]
    for p, s in sorted(zip(data.charge["p"], data.charge["s"], strict=True), reverse=True):
        for sector, above in ancestors.items():
            if s in above:
                chosen[body_of[p], sector] = p
    return chosen, head


def _broken(data: Tables, day: int) -> np.ndarray:
    """For each post whether it is vacant on the day."""
    now = (data.holds["since"] <= day) & (day < data.holds["until"])
    over = data.holds["until"] <= day
    held, ended = np.zeros((2, len(data.ids["post"])), bool)
    held[data.holds["p"][now]] = True
    ended[data.holds["p"][over]] = True
    return ended & ~held


def pandas_join(data: Tables) -> Engine:
    """Row joins in pandas over precomputed closures and cells."""
    chosen, head = _choose(data)
    s_up = closure(data.sector["s"].to_numpy(), data.sector["parent"].to_numpy(), len(data.ids["sector"]))
    t_up = closure(data.within["t"].to_numpy(), data.within["parent"].to_numpy(), len(data.ids["territory"]))
    sc = pd.DataFrame([(s, a, int(a != s)) for s, chain in enumerate(s_up) for a in chain], columns=["leaf", "s", "depth"])
    tc = pd.DataFrame([(t, a) for t, chain in enumerate(t_up) for a in chain], columns=["place", "t"])
    cells = data.obj[["t", "s"]].drop_duplicates().rename(columns={"t": "place", "s": "leaf"}).merge(tc, on="place")
    since, until = data.obj["since"].to_numpy(), data.obj["until"].to_numpy()
    by_name = data.duty[data.duty["o"] >= 0]
    by_cell = data.duty[data.duty["o"] < 0].merge(sc, on="s")
    by_cell = by_cell.assign(post=chosen[by_cell["b"], by_cell["leaf"]])

    def answer(day: int) -> np.ndarray:
        broken = _broken(data, day)
        on = by_cell[(by_cell["since"] <= day) & (day < by_cell["until"])]
        joined = cells.merge(on[["t", "leaf", "depth", "post"]], on=["t", "leaf"])
        state = np.where(broken[joined["post"]], VACANT, joined["depth"])
        best = joined.assign(state=state).groupby(["place", "leaf"], sort=False)["state"].min()
        out = data.obj[["t", "s"]].merge(best.rename("state"), left_on=["t", "s"], right_index=True, how="left")["state"].fillna(ABSENT).to_numpy().astype(np.uint8)
        named = by_name[(by_name["since"] <= day) & (day < by_name["until"])]
        np.minimum.at(out, named["o"], np.where(broken[head[named["b"]]], VACANT, DIRECT).astype(np.uint8))
        out[~((since <= day) & (day < until))] = OUT
        return out

    return answer


def duckdb_sql(data: Tables) -> Engine:
    """The best SQL we could write: closures, chosen posts and the objects' cell numbers are tables made beforehand; a day is one statement."""
    import duckdb

    con = duckdb.connect()
    chosen, head = _choose(data)
    s_up = closure(data.sector["s"].to_numpy(), data.sector["parent"].to_numpy(), len(data.ids["sector"]))
    t_up = closure(data.within["t"].to_numpy(), data.within["parent"].to_numpy(), len(data.ids["territory"]))
    sc = pd.DataFrame([(s, a, int(a != s)) for s, chain in enumerate(s_up) for a in chain], columns=["leaf", "s", "depth"])
    tc = pd.DataFrame([(t, a) for t, chain in enumerate(t_up) for a in chain], columns=["place", "t"])
    cell, pairs = pd.factorize(data.obj["t"].to_numpy().astype(np.int64) * len(s_up) + data.obj["s"].to_numpy())
    cells = pd.DataFrame({"cell": np.arange(len(pairs)), "place": pairs // len(s_up), "leaf": pairs % len(s_up)})
    obj = data.obj.assign(cell=cell)[["o", "cell", "since", "until"]].astype(np.int32)
    by_cell = data.duty[data.duty["o"] < 0].merge(sc, on="s")
    by_cell = by_cell.assign(post=chosen[by_cell["b"], by_cell["leaf"]])[["t", "leaf", "depth", "post", "since", "until"]].astype(np.int32)
    by_name = data.duty[data.duty["o"] >= 0]
    by_name = by_name.assign(post=head[by_name["b"]])[["o", "post", "since", "until"]].astype(np.int32)
    wide = cells.merge(tc, on="place")[["cell", "t", "leaf"]].astype(np.int32)
    for name, frame in {"obj": obj, "by_cell": by_cell, "by_name": by_name, "wide": wide, "holds": data.holds.astype(np.int32)}.items():
        con.register("incoming", frame)
        con.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        con.unregister("incoming")
    sql = f"""
    WITH broken AS (SELECT p FROM holds GROUP BY p HAVING NOT bool_or(since <= $day AND $day < until) AND bool_or(until <= $day)),
    painted AS (SELECT wide.cell, min(CASE WHEN broken.p IS NULL THEN by_cell.depth ELSE {VACANT} END) AS state
                FROM by_cell JOIN wide USING (t, leaf) LEFT JOIN broken ON broken.p = by_cell.post
                WHERE by_cell.since <= $day AND $day < by_cell.until GROUP BY wide.cell),
    named AS (SELECT o, min(CASE WHEN broken.p IS NULL THEN {DIRECT} ELSE {VACANT} END) AS state
              FROM by_name LEFT JOIN broken ON broken.p = by_name.post WHERE since <= $day AND $day < until GROUP BY o)
    SELECT CASE WHEN obj.since <= $day AND $day < obj.until THEN least(coalesce(painted.state, {ABSENT}), coalesce(named.state, {ABSENT})) ELSE {OUT} END::UTINYINT AS state
    FROM obj LEFT JOIN painted USING (cell) LEFT JOIN named USING (o) ORDER BY obj.o
    """

    def answer(day: int) -> np.ndarray:
        return np.asarray(con.execute(sql, {"day": day}).fetchnumpy()["state"]).astype(np.uint8)

    return answer


def tally(codes: np.ndarray) -> dict[str, int]:
    """How many objects stand in each state."""
    counts = np.bincount(codes, minlength=5)
    return {name: int(counts[n]) for n, name in enumerate((*STATES, "out"))}


__all__ = ["NEVER", "Engine", "duckdb_sql", "naive_networkx", "pandas_join", "tally"]
