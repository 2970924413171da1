"""Where the nodes of a neighbourhood stand, and what vis-network is given of them: data through pyvis, positions from here, physics off."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import networkx as nx

from ..text import visible
from ..vocabulary import KINDS
from .measure import wrap

STRETCH, SPACE, GAP = 1.7, 92.0, 96.0
"""How much wider than high the picture is; room on a circle for one node; between two circles."""
SHAPES: Mapping[str, tuple[str, str, str, str]] = {
    "object": ("box", "对", "O", "#16202b"), "body": ("box", "机", "B", "#1f5fa8"), "post": ("ellipse", "职", "P", "#0f766e"), "person": ("ellipse", "人", "H", "#6a4aa3"),
    "territory": ("box", "区", "T", "#9a6700"), "sector": ("box", "域", "S", "#a23b2a"), "document": ("box", "文", "D", "#4a5866"), "unit": ("ellipse", "元", "U", "#374151"),
}
"""For each kind of node its shape, its letter in zh and en, and its colour; the letter stands in every label, so that colour is never alone."""
_DASHED = frozenset({"guidance", "coordination", "registration", "guided_by", "member_of", "serves", "supplies", "leases_to", "contracts"})
_MODES: Mapping[str, str] = {
    "industry": "#1f5fa8", "licence": "#6a4aa3", "special": "#0f766e", "territorial": "#9a6700", "comprehensive": "#6b7280", "zone": "#8a4b08", "station": "#8a4b08", "delegated": "#a23b2a",
}
MOST_NAMED = 40
"""Arrows up to which each has its name beside it; beyond, it is shown on pointing."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What the page draws: nodes and edges of vis-network, and the ids of the nodes in their order."""

    nodes: tuple[Mapping[str, Any], ...]
    edges: tuple[Mapping[str, Any], ...]
    ids: tuple[str, ...]


def vis_script() -> Path:
    """The vis-network that the pyvis wheel carries (9.1.2; Apache-2.0 or MIT, © Almende B.V. and visjs contributors)."""
    import pyvis

    return Path(str(pyvis.__file__)).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"


@lru_cache(maxsize=1)
def vis_text() -> str:
    """The same as text, fit to stand inside a page."""
    return vis_script().read_text("utf-8").replace("</script", "<\\/script")


def graph_of(near: Mapping[str, Any], lang: str) -> Graph:
    """A neighbourhood (``Neighbourhood.as_dict()``) as pyvis gives it: always directed, on a graph of our own, so that no link is lost and no caller's graph is changed."""
    from pyvis.network import Network

    ids = tuple(str(node["id"]) for node in near["nodes"])
    number = {node: at for at, node in enumerate(ids)}
    places = _places(near, number)
    drawn: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    for at, node in enumerate(near["nodes"]):
        drawn.add_node(at, **_node(node, places[at], lang, centre=at == number.get(near["centre"]["id"])))
    few, beside = len(near["edges"]) <= MOST_NAMED, Counter[frozenset[str]]()
    words: dict[tuple[str, str], dict[str, None]] = {}
    for edge in near["edges"]:
        words.setdefault((edge["source"], edge["target"]), {})[_word(edge, lang)] = None
    for edge in near["edges"]:
        if edge["source"] in number and edge["target"] in number:
            pair = frozenset((edge["source"], edge["target"]))
            drawn.add_edge(number[edge["source"]], number[edge["target"]], **_edge(edge, lang, words.pop((edge["source"], edge["target"]), {}) if few else {}, beside[pair]))
            beside[pair] += 1
    net = Network(directed=True, cdn_resources="in_line")
    net.from_nx(drawn)
    nodes, edges, *_ = net.get_network_data()
    return Graph(tuple(sorted(nodes, key=lambda node: int(node["id"]))), tuple(edges), ids)


def _node(node: Mapping[str, Any], place: tuple[float, float], lang: str, *, centre: bool) -> dict[str, Any]:
    shape, zh, en, colour = SHAPES.get(node["kind"], ("box", "·", "·", "#4a5866"))
    letter = zh if lang == "zh" else en
    name = visible(str(node["name"] or node["id"]))
    label = "\n".join(wrap(f"{letter} {name}", 118, 13, most=3))
    kind = KINDS.get(node["kind"])
    said = [name, (kind.zh if lang == "zh" else kind.en) if kind else str(node["kind"]), *(str(node[each]["zh" if lang == "zh" else "en"]) for each in ("type", "state") if node.get(each))]
    return {
        "label": label, "title": "\n".join(visible(each) for each in said), "shape": shape, "x": round(place[0], 1), "y": round(place[1], 1), "size": 12, "borderWidth": 3 if centre else 1,
        "color": {"background": colour if centre else "#ffffff", "border": colour, "highlight": {"background": "#e8f1f7", "border": colour}, "hover": {"background": "#e8f1f7", "border": colour}},
        "font": {"color": "#ffffff" if centre else "#16202b", "size": 13}}


def _word(edge: Mapping[str, Any], lang: str) -> str:
    return visible(str((edge.get("mode") or edge["kind"])["zh" if lang == "zh" else "en"]))[:24]


def _edge(edge: Mapping[str, Any], lang: str, words: Mapping[str, None], place: int) -> dict[str, Any]:
    """One arrow; several between the same two nodes bend aside, each by its place among them, and the first has the names of all."""
    kind, mode = str(edge["kind"]["name"]), str(edge["mode"]["name"]) if edge.get("mode") else ""
    said = {
        "title": visible(str(edge["zh" if lang == "zh" else "en"])), "color": {"color": _MODES.get(mode, "#8b97a4"), "highlight": "#0b5c8a", "hover": "#0b5c8a"}, "width": 1,
        "dashes": kind in _DASHED or mode in _DASHED, "smooth": {"enabled": place > 0, "type": "curvedCW" if place % 2 else "curvedCCW", "roundness": 0.14 * ((place + 1) // 2)}}
    return {**said, "label": "\n".join(words), "font": {"size": 10, "color": "#4a5866", "strokeWidth": 3}} if words else said


def _places(near: Mapping[str, Any], number: Mapping[str, int]) -> list[tuple[float, float]]:
    """Circles around the centre, ring by ring; each node near the one that leads to it, and as many circles for a ring as it needs."""
    nodes: Sequence[Mapping[str, Any]] = near["nodes"]
    next_to: dict[int, list[int]] = {at: [] for at in range(len(nodes))}
    for edge in near["edges"]:
        one, other = number.get(edge["source"]), number.get(edge["target"])
        if one is not None and other is not None:
            next_to[one].append(other)
            next_to[other].append(one)
    places = [(0.0, 0.0)] * len(nodes)
    angle = dict.fromkeys(range(len(nodes)), -math.pi / 2)
    outer = 0.0
    for ring in sorted({int(node["ring"]) for node in nodes} - {0}):
        here = [at for at, node in enumerate(nodes) if int(node["ring"]) == ring]
        inner = {at: [other for other in next_to[at] if int(nodes[other]["ring"]) < ring] for at in here}
        here.sort(key=lambda at: (min([angle[other] for other in inner[at]] or [0.0]), str(nodes[at]["kind"]), str(nodes[at]["name"]), at))
        radius, circles = outer + 1.5 * GAP, 1
        while len(here) * SPACE > sum(2 * math.pi * (radius + each * GAP) for each in range(circles)):
            circles += 1
        for place, at in enumerate(here):
            angle[at] = -math.pi / 2 + 2 * math.pi * place / len(here)
            reach = radius + GAP * (circles - 1 if place == len(here) - 1 else place % circles)
            places[at] = (STRETCH * reach * math.cos(angle[at]), reach * math.sin(angle[at]))
        outer = radius + GAP * (circles - 1)
    return places
