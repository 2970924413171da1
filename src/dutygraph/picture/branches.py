"""How the posts inside an enterprise stand: a tree with the head at the top, its branches in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .parts import Edge


def branches(nodes: Sequence[str], edges: Iterable[Edge], most: int) -> tuple[dict[str, tuple[float, int]], int]:
    """Posts inside an enterprise as a tree: each with its column and its row from the bottom, and how many columns there are.

    From the head down branches get columns of their own while there are few enough; what is below stands in its branch's column.
    """
    above: dict[str, str] = {}
    below: dict[str, list[str]] = {node: [] for node in nodes}
    for edge in edges:
        if edge.start in below and edge.end in below and edge.start not in above and not _leads(above, edge.end, edge.start):
            above[edge.start] = edge.end
            below[edge.end].append(edge.start)
    columns = _columns([node for node in nodes if node not in above], below, most)
    stand: dict[str, tuple[float, int]] = {}
    for column, tops in enumerate(columns):
        under = [node for top in tops for node in _under(below, top)]
        stand.update({node: (float(column), len(under) - place) for place, node in enumerate(under)})
    rest = [node for node in nodes if node not in stand]
    while rest:
        for node in [node for node in rest if all(each in stand for each in below[node])]:
            places = [stand[each][0] for each in below[node]]
            low, high = min(places), max(places)
            stand[node] = ((low + high) / 2, 1 + max(row for column, row in stand.values() if low - 1 < column < high + 1))
        rest = [node for node in rest if node not in stand]
    return stand, len(columns)


def _columns(tops: Sequence[str], below: Mapping[str, Sequence[str]], most: int) -> list[list[str]]:
    """Which branches stand in which column: each in one of its own while there are few, else several one above the other."""
    columns = _shared(tops, most)
    while True:
        several = sorted((column for column in columns if len(column) == 1 and below[column[0]]), key=lambda column: -len(_under(below, column[0])))
        for column in several:
            place, room = columns.index(column), most - len(columns) + 1
            if len(below[column[0]]) <= room or room > 2:
                columns[place: place + 1] = _shared(below[column[0]], room)
                break
        else:
            return columns


def _shared(tops: Sequence[str], most: int) -> list[list[str]]:
    """Branches dealt into at most so many columns, neighbours together."""
    many = max(1, min(most, len(tops)))
    return [list(tops[at * len(tops) // many: (at + 1) * len(tops) // many]) for at in range(many)]


def _leads(above: Mapping[str, str], node: str, to: str) -> bool:
    """Whether going up from a node comes to another."""
    while node != to and node in above:
        node = above[node]
    return node == to


def _under(below: Mapping[str, Sequence[str]], top: str) -> list[str]:
    """A post and all below it, each before what is below it."""
    found, queue = [], [top]
    while queue:
        node = queue.pop(0)
        found.append(node)
        queue = [*below[node], *queue]
    return found
