"""The competitors: NetworkX per object and on classes, and pandas; DuckDB is in `sql`. Each answers, for a day, the state of every object, overall and in each mode.

An answer has one row for the overall state, then one for each of ``MODES`` where the modes are asked for; one column for each object in order of ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

import networkx as nx
import numpy as np
import pandas as pd
from tables import ABSENT, DIRECT, INHERITED, MODES, OUT, OWN_HAZARD, VACANT, YES, Joined, Tables, broken

Engine = Callable[[int], np.ndarray]
Node = tuple[str, int]


class Naive:
    """What a NetworkX user writes: for a day the graph of all that is in force, then for each object a walk from the object to its duties and on to their posts and holders."""

    def __init__(self, data: Tables, *, modes: bool = False) -> None:
        self.data, self.modes = data, modes
        self.dated = {name: list(getattr(data, name).itertuples(index=False)) for name in ("within", "sector", "duty", "post", "holds", "charge")}

    def structure(self, day: int) -> nx.DiGraph:
        """The graph of the day without its objects: territories, sectors, bodies, posts, holders, duties."""
        graph = nx.DiGraph()
        for row in self.dated["within"]:
            graph.add_edge(("territory", row.t), ("territory", row.parent), kind="within")
        for row in self.dated["sector"]:
            graph.add_node(("sector", row.s), hazard=row.hazard)
            if row.parent >= 0:
                graph.add_edge(("sector", row.s), ("sector", row.parent), kind="part")
        for row in self.dated["post"]:
            graph.add_node(("post", row.p), left=False)
            graph.add_edge(("body", row.b), ("post", row.p), kind="post", head=row.head)
        for row in self.dated["charge"]:
            graph.add_edge(("post", row.p), ("sector", row.s), kind="charge")
        for number, row in enumerate(self.dated["holds"]):
            if row.since <= day < row.until:
                graph.add_edge(("post", row.p), ("person", number), kind="holder")
            elif row.until <= day:
                graph.nodes["post", row.p]["left"] = True
        for number, row in enumerate(self.dated["duty"]):
            if row.since <= day < row.until:
                duty = ("duty", number)
                graph.add_node(duty, mode=row.mode, principal=row.principal, hazard=row.hazard)
                graph.add_edge(("object", row.o) if row.o >= 0 else ("sector", row.s), duty, kind="duty")
                graph.add_edge(duty, ("body", row.b), kind="bearer")
                if row.t >= 0:
                    graph.add_edge(duty, ("territory", row.t), kind="where")
        return graph

    def objects(self, graph: nx.DiGraph, day: int, which: np.ndarray) -> list[Node]:
        """Adds these objects, those that exist that day."""
        nodes = []
        for row in self.data.obj.iloc[which].itertuples(index=False):
            if row.since <= day < row.until:
                graph.add_edge(("object", row.o), ("territory", row.t), kind="at")
                graph.add_edge(("object", row.o), ("sector", row.s), kind="in")
                nodes.append(("object", row.o))
        return nodes

    def walk(self, graph: nx.DiGraph, obj: Node) -> list[int]:
        """Overall state and states by mode of one object, by its place and sector and by its name."""
        sectors, places = up(graph, obj, "in", "part"), set(up(graph, obj, "at", "within"))
        return self.best(graph, [*self.duties(graph, obj, [obj], None), *self.duties(graph, obj, [*sectors, ("sector", -1)], places)], sectors)

    def duties(self, graph: nx.DiGraph, obj: Node, subjects: list[Node], places: set[Node] | None) -> Iterator[tuple[Node, int, bool]]:
        """Duties of these subjects that hold in one of the places, how they reach, and whether the object's own sector says which post answers."""
        for depth, subject in enumerate(subjects):
            for duty in successors(graph, subject, "duty"):
                if places is None or any(place in places for place in successors(graph, duty, "where")):
                    yield duty, DIRECT if depth == 0 or subject == ("sector", -1) else INHERITED, places is not None

    def best(self, graph: nx.DiGraph, reaching: list[tuple[Node, int, bool]], sectors: list[Node]) -> list[int]:
        found = [ABSENT] * (1 + len(MODES) * self.modes)
        hazards = 0
        for sector in sectors:
            hazards |= graph.nodes[sector]["hazard"]
        for duty, reach, by_sector in reaching:
            said = graph.nodes[duty]
            principal = said["principal"] == YES or (said["principal"] == OWN_HAZARD and said["hazard"] & hazards)
            if not (principal or self.modes):
                continue
            body = next(successors(graph, duty, "bearer"))
            state = VACANT if vacant(graph, answering(graph, body, sectors if by_sector else [])) else reach
            if principal:
                found[0] = max(found[0], state)
            if self.modes:
                found[1 + said["mode"]] = max(found[1 + said["mode"]], state)
        return found

    def answer(self, day: int) -> np.ndarray:
        """The answer for all objects."""
        return self.timed(day, np.arange(len(self.data.obj)))[0]

    def timed(self, day: int, which: np.ndarray) -> tuple[np.ndarray, float, float]:
        """The answer for some objects, the seconds that do not depend on how many they are, and the seconds for these."""
        start = perf_counter()
        graph = self.structure(day)
        middle = perf_counter()
        found = np.full((1 + len(MODES) * self.modes, len(which)), OUT, np.uint8)
        spot = {("object", o): at for at, o in enumerate(which.tolist())}
        for obj in self.objects(graph, day, which):
            found[:, spot[obj]] = self.walk(graph, obj)
        return found, middle - start, perf_counter() - middle


class Classes(Naive):
    """As `Naive`, but objects that share place and sector share one walk; duties by name are looked up for each object."""

    def timed(self, day: int, which: np.ndarray) -> tuple[np.ndarray, float, float]:
        start = perf_counter()
        graph = self.structure(day)
        middle = perf_counter()
        rows = self.data.obj.iloc[which]
        alive = ((rows["since"] <= day) & (day < rows["until"])).to_numpy()
        found = np.full((1 + len(MODES) * self.modes, len(which)), OUT, np.uint8)
        spot = {o: at for at, o in enumerate(which.tolist())}
        for (t, s), members in rows[alive].groupby(["t", "s"])["o"]:
            one = ("object", int(members.iloc[0]))
            sectors, places = nx_chain(graph, ("sector", s), "part"), set(nx_chain(graph, ("territory", t), "within"))
            found[:, [spot[o] for o in members]] = np.array(self.best(graph, list(self.duties(graph, one, [*sectors, ("sector", -1)], places)), sectors), np.uint8)[:, None]
        for at in np.flatnonzero(alive).tolist():
            obj = ("object", int(which[at]))
            if obj in graph:
                sectors = nx_chain(graph, ("sector", int(rows["s"].iloc[at])), "part")
                found[:, at] = np.maximum(found[:, at], self.best(graph, list(self.duties(graph, obj, [obj], None)), sectors))
        return found, middle - start, perf_counter() - middle


def successors(graph: nx.DiGraph, node: Node, kind: str) -> Iterator[Node]:
    """Where the edges of one kind lead."""
    if node in graph:
        for other, said in graph.adj[node].items():
            if said["kind"] == kind:
                yield other


def nx_chain(graph: nx.DiGraph, node: Node, kind: str) -> list[Node]:
    """The node and all above it, nearest first."""
    chain = [node]
    while (above := next(successors(graph, chain[-1], kind), None)) is not None:
        chain.append(above)
    return chain


def up(graph: nx.DiGraph, node: Node, first: str, then: str) -> list[Node]:
    """What the object stands in and all above it, nearest first."""
    return nx_chain(graph, next(successors(graph, node, first)), then)


def answering(graph: nx.DiGraph, body: Node, sectors: list[Node]) -> Node:
    """The post that answers: the deputy whose portfolio covers one of the sectors, else the head."""
    posts = list(successors(graph, body, "post"))
    fit = [post for post in posts if any(sector in sectors for sector in successors(graph, post, "charge"))]
    return min(fit) if fit else next(post for post in posts if graph.edges[body, post]["head"])


def vacant(graph: nx.DiGraph, post: Node) -> bool:
    """Nobody holds it, and somebody's term has ended."""
    return graph.nodes[post]["left"] and next(successors(graph, post, "holder"), None) is None


def pandas_join(data: Tables, joins: Joined, *, modes: bool = False) -> Engine:
    """Row joins in pandas over closures and keys made beforehand."""
    since, until = data.obj["since"].to_numpy(), data.obj["until"].to_numpy()
    rows = joins.rows if modes else joins.rows[joins.rows["principal"]].reset_index(drop=True)
    levels = [pd.Index(keys) for keys in joins.keys]

    def one(on: pd.DataFrame, named: pd.DataFrame) -> np.ndarray:
        best = on.groupby("key")["state"].max()
        out = np.zeros(len(since), np.uint8)
        for keys in levels:
            np.maximum(out, best.reindex(keys, fill_value=ABSENT).to_numpy(), out=out)
        np.maximum.at(out, named["o"].to_numpy(), named["state"].to_numpy())
        return out

    def answer(day: int) -> np.ndarray:
        empty = broken(data, day)
        on = rows[(rows["since"] <= day) & (day < rows["until"])]
        on = on.assign(state=np.where(empty[on["post"]], VACANT, on["reach"]).astype(np.uint8))
        named = joins.named[(joins.named["since"] <= day) & (day < joins.named["until"])]
        named = named.assign(state=np.where(empty[named["post"]], VACANT, DIRECT).astype(np.uint8))
        found = [one(on[on["principal"]], named)]
        found += [one(on[on["mode"] == mode], named[named["mode"] == mode]) for mode in range(len(MODES)) if modes]
        answered = np.stack(found)
        answered[:, ~((since <= day) & (day < until))] = OUT
        return answered

    return answer
