"""Reads a chain's SVG back as a reader of the picture would: boxes, arrows with their corners, texts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

NS = "{http://www.w3.org/2000/svg}"
Point = tuple[float, float]


@dataclass(frozen=True)
class Arrow:
    start: str
    end: str
    points: tuple[Point, ...]
    kind: str


@dataclass(frozen=True)
class Card:
    node: str
    x: float
    y: float
    width: float
    height: float
    kind: str
    text: str
    said: str


@dataclass(frozen=True)
class Picture:
    cards: dict[str, Card]
    arrows: tuple[Arrow, ...]
    root: Any


def read(svg: str) -> Picture:
    root = ET.fromstring(svg)
    cards, arrows = {}, []
    for each in root.iter():
        if each.get("data-node"):
            box = each.find(f"{NS}rect")
            cards[each.get("data-node")] = Card(
                each.get("data-node"), *(float(box.get(name)) for name in ("x", "y", "width", "height")), each.get("class"),
                " ".join(text.text or "" for text in each.findall(f"{NS}text")), each.get("aria-label"))
        if each.get("data-from"):
            path = next(one for one in each.findall(f"{NS}path") if one.get("class") == "dg-link")
            arrows.append(Arrow(each.get("data-from"), each.get("data-to"), corners(path.get("d")), each.get("class")))
    return Picture(cards, tuple(arrows), root)


def corners(path: str) -> tuple[Point, ...]:
    """The corners of a right-angled path: its start, the middle of each rounded bend, its end."""
    steps = re.findall(r"([MLQ])([-\d. ]+)", path)
    numbers = [[float(each) for each in found.split()] for _, found in steps]
    bends = [(found[0], found[1]) for (kind, _), found in zip(steps, numbers, strict=True) if kind == "Q"]
    return (tuple(numbers[0][:2]), *bends, tuple(numbers[-1][-2:]))


def faults(picture: Picture) -> list[str]:
    """Where an arrow is not right-angled, runs behind a card, or shares a piece with another arrow; where cards overlap."""
    found = []
    for arrow in picture.arrows:
        for one, other in pairwise(arrow.points):
            if abs(one[0] - other[0]) > 0.15 and abs(one[1] - other[1]) > 0.15:
                found.append(f"slanting {arrow.start} > {arrow.end} {one} {other}")
            for card in picture.cards.values():
                if _hits(one, other, card) :
                    found.append(f"{arrow.start} > {arrow.end} behind {card.node}")
        start, end = picture.cards[arrow.start], picture.cards[arrow.end]
        if not (_at(arrow.points[0], start) and _at(arrow.points[-1], end)):
            found.append(f"{arrow.start} > {arrow.end} hangs in the air")
    for one, other in combinations(picture.arrows, 2):
        for a in pairwise(one.points):
            for b in pairwise(other.points):
                if _share(a, b):
                    found.append(f"{one.start} > {one.end} on {other.start} > {other.end}: {a} {b}")
    for one, other in combinations(picture.cards.values(), 2):
        if one.x < other.x + other.width - 0.1 and other.x < one.x + one.width - 0.1 and one.y < other.y + other.height - 0.1 and other.y < one.y + one.height - 0.1:
            found.append(f"{one.node} over {other.node}")
    return found


def _at(point: Point, card: Card, room: float = 0.2) -> bool:
    return card.x - room <= point[0] <= card.x + card.width + room and card.y - room <= point[1] <= card.y + card.height + room


def _hits(one: Point, other: Point, card: Card, room: float = 0.2) -> bool:
    """Whether a piece has more than a point in common with the inside of a card."""
    low, high = (min(one[0], other[0]), min(one[1], other[1])), (max(one[0], other[0]), max(one[1], other[1]))
    return low[0] < card.x + card.width - room and high[0] > card.x + room and low[1] < card.y + card.height - room and high[1] > card.y + room


def _share(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two pieces lie on each other for some length, or so near that they look as if they did."""
    for axis in (0, 1):
        if all(abs(piece[0][axis] - piece[1][axis]) < 0.15 for piece in (one, other)) and abs(one[0][axis] - other[0][axis]) < 0.9:
            spans = [sorted((piece[0][1 - axis], piece[1][1 - axis])) for piece in (one, other)]
            if min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0]) > 0.15:
                return True
    return False
