"""The structure graph of a day: bodies, posts, people, territories and sectors, and how they are linked. Objects stay in the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from ..facts import Fact
from ..vocabulary import KINDS

if TYPE_CHECKING:
    from .day import Snapshot

NODES = ("body", "post", "person", "territory", "sector")
_LINKS = (
    ("part_of", "body", "parent"), ("guided_by", "body", "guide"), ("holds", "person", "post"), ("in_charge_of", "post", "over"), ("within", "territory", "parent"),
    ("governs", "body", "territory"), ("member_of", "member", "committee"),
)
_OF_NODES = (("post", "body", "of"), ("post", "reports_to", "reports_to"), ("sector", "parent", "parent"))
_KEPT = ("since", "until", "end", "document", "clause", "level")


def structure_graph(snapshot: Snapshot) -> nx.MultiDiGraph[str]:
    """Nodes carry kind, name, fields and ``alive`` (a former body stays, as False); an edge's key is the kind of link, its attributes what the fact says and its row ``i``."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(as_of=snapshot.as_of)
    for kind in NODES:
        fields = [field.name for field in KINDS[kind].fields]
        for row in snapshot.frame(kind).to_dict("records"):
            graph.add_node(row["id"], alive=True, kind=kind, name=row["name"], i=row["i"], **{name: row[name] for name in fields})
            for owner, field, link in _OF_NODES:
                if owner == kind and row[field] is not None:
                    _add(graph, row["id"], row[field], link, {"fact": kind, "i": row["i"], **{name: row[name] for name in _KEPT}})
    for kind, start, end in _LINKS:
        for row in snapshot.frame(kind).to_dict("records"):
            _add(graph, row[start], row[end], kind, _attributes(kind, row))
    for i, fact in _history_of_bodies(snapshot):
        # A post of a former body has drawn it already, as a bare node.
        if "kind" not in graph.nodes.get(fact["former"], {}) and (former := snapshot.history.node(fact["former"] or "")) is not None:
            graph.add_node(former["id"], alive=False, **{name: value for name, value in former.items() if name != "id"})
        _add(graph, fact["body"], fact["former"], "succeeds", _attributes("succeeds", {**fact.values, "i": i}))
    # A link may name what is not on any list: it is a problem of the data, and no node of the county.
    graph.remove_nodes_from([node for node, kind in graph.nodes(data="kind") if kind is None])
    return graph


def _history_of_bodies(snapshot: Snapshot) -> Iterator[tuple[int, Fact]]:
    """Successions that have happened: they are history, so they stay after the day."""
    table = snapshot.history.table("succeeds")
    for i, values in enumerate(table.to_pylist()):
        if values["since"] is None or values["since"] <= snapshot.as_of:
            yield i, Fact("succeeds", values)


def _attributes(kind: str, row: Mapping[Any, Any]) -> dict[str, Any]:
    own = {field.name: row[field.name] for field in KINDS[kind].fields if field.type != "ref" or field.name == "person"}
    return {"fact": kind, "i": row["i"], **own, **{name: row[name] for name in _KEPT}}


def _add(graph: nx.MultiDiGraph[str], start: str | None, end: str | None, key: str, attributes: dict[str, Any]) -> None:
    """One edge of a kind between two nodes: of several statements the first is drawn, ``also`` keeps the rows of the others."""
    if start is None or end is None:
        return
    if graph.has_edge(start, end, key):
        graph.edges[start, end, key].setdefault("also", []).append(attributes["i"])
    else:
        graph.add_edge(start, end, key=key, **attributes)
