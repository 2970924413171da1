"""Faults of structure: circles in command, geography and succession, and one name in two bodies."""

from __future__ import annotations

import networkx as nx
import numpy as np

from ..facts import Problem
from ..vocabulary import KINDS
from .columns import Columns, Links
from .days import MIN, as_date
from .identity import place_of
from .merge import Merged
from .names import bare
from .resolve import Resolved

_WALKED = (
    ("part_of", "part_of", "body", "隶属关系", "direct leadership"), ("succeeds", "succeeds", "body", "承接关系", "succession"),
    ("reports_to", "post", "post", "上下级关系", "reporting line"), ("within", "within", "territory", "区划隶属", "geography"),
    ("s_parent", "sector", "sector", "领域上下级", "sector tree"), ("run_by", "run_by", "object", "经营关系", "operation"),
)


def cycle_problems(columns: Columns, resolved: Resolved) -> list[Problem]:
    """Circles that exist on some day. Walkers never loop on them; the data should not have them."""
    problems: list[Problem] = []
    for name, kind, node, zh, en in _WALKED:
        links: Links = getattr(columns, name)
        for day, rows in _circles(links):
            ids = resolved.nodes[node].ids
            first = int(np.flatnonzero(links.i == rows[0])[0])
            members = " → ".join(bare(str(ids[int(links.a[links.i == row][0])])) for row in rows[:6])
            start = bare(str(ids[int(links.a[first])]))
            since = "" if day == MIN else str(as_date(day))
            problems.append(Problem("cycle", f"{zh}成环：{members} → {start}{'（' + since + '起）' if since else ''}",
                                    f"a circle in the {en}: {members} → {start}{' (since ' + since + ')' if since else ''}",
                                    place_of(resolved.table(kind), rows[0]), KINDS[kind].refs[-1].name, start, "核对其中一条关系", "correct one of the links"))
    return problems


def _circles(links: Links) -> list[tuple[int, list[int]]]:
    """For each knot of links one circle: the first day on which it is closed, and its rows."""
    left = _peeled(links)
    if not len(left):
        return []
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    for at, (a, b) in enumerate(zip(left.a.tolist(), left.b.tolist(), strict=True)):
        graph.add_edge(a, b, key=at)
    found: list[tuple[int, list[int]]] = []
    for knot in sorted(nx.strongly_connected_components(graph), key=min):
        inside = [key for _, b, key in graph.edges(knot, keys=True) if b in knot]
        for day in sorted({int(left.since[key]) for key in inside}):
            today: nx.MultiDiGraph[int] = nx.MultiDiGraph((int(left.a[key]), int(left.b[key]), key) for key in inside if left.since[key] <= day < left.until[key])
            try:
                circle = nx.find_cycle(today)
            except nx.NetworkXNoCycle:
                continue
            found.append((day, [int(left.i[edge[2]]) for edge in circle]))
            break
    return found


def _peeled(links: Links) -> Links:
    """Links without those that lead nowhere, layer by layer: what is left holds every circle."""
    while len(links):
        keep = np.isin(links.b, links.a) & np.isin(links.a, links.b)
        if keep.all():
            return links
        links = links.where(keep)
    return links


def same_names(people: Merged) -> list[Problem]:
    """One name in two bodies: possibly one person (兼任), possibly two; nothing is merged."""
    names = people.values("name").to_pylist()
    by_name: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        if name:
            by_name.setdefault(name, []).append(at)
    problems: list[Problem] = []
    for name, nodes in by_name.items():
        if len(nodes) > 1:
            which = "、".join(bare(str(people.nodes.ids[at])) for at in nodes[:4])
            problems.append(Problem("same-name", f"“{name}”出现在 {len(nodes)} 处：{which}；可能是同一人，未合并",
                                    f"the name {name!r} stands in {len(nodes)} places: {which}; possibly one person, not merged",
                                    place_of(people.table, int(people.lead[nodes[1]])), "name", name,
                                    "确认是否同一人，是则写同一人员编号或单位", "if it is one person, give the same person number or home body"))
    return problems
