"""Rows and channels get their heights, and every arrow its points: the geometry of a chain's picture, finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .parts import Parts
from .places import HEAD, SIDES, Places, place
from .routes import STEP, Key, Routing, channel, route

FRAME_PAD = 8.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with all places known: ``tops`` of the boxes, bands of the levels, points of the arrows in the order of ``routing.routes``."""

    parts: Parts
    places: Places
    routing: Routing
    tops: Mapping[str, float]
    frames: Mapping[str, tuple[float, float]]
    bands: tuple[tuple[str, float, float], ...]
    ways: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def draw(parts: Parts, lang: str) -> Drawing:
    """Place all parts, route all edges, and turn rows into heights."""
    for side in SIDES:
        places = place(parts, lang, side)
        routing = route(parts, places)
        if not routing.crowded:
            break
    heights: dict[Key, float] = {}
    for box in places.boxes.values():
        heights[box.row] = max(heights.get(box.row, 0.0), box.height)
    floor, base, top = _stack(places, routing, heights)
    total = top + HEAD + 6
    tops = {box.id: total - floor[box.row] - box.height for box in places.boxes.values()}
    frames = {}
    for frame in places.frames.values():
        last = ("m", frame.rows[1])
        high = max((box.height for box in places.boxes.values() if box.row == last and box.frame == frame.id), default=0.0)
        frames[frame.id] = (total - floor[last] - high - FRAME_PAD, total - floor[("m", frame.rows[0])])
    ways = tuple(_points(routing, number, places, floor, base, total) for number in range(len(routing.routes)))
    return Drawing(parts, places, routing, tops, frames, _bands(places, floor, base, heights, total), ways, places.right + 2, total)


def _stack(places: Places, routing: Routing, heights: Mapping[Key, float]) -> tuple[dict[Key, float], dict[Key, float], float]:
    """Lower edges of rows and of channels, from the bottom of the picture up; and where the highest row ends."""
    def tall(key: Key) -> float:
        count = routing.counts.get(key, 0)
        return 28 + STEP * (count - 1) if count else 0.0 if key == ("g", 0) else 20.0
    floor: dict[Key, float] = {("g", 0): 6.0 + tall(("g", 0))}
    base: dict[Key, float] = {("g", 0): 6.0}
    ground = floor[("g", 0)] + heights[("g", 0)]
    base[("g", 1)] = ground
    top = ground + tall(("g", 1))
    for region in ("m", "e"):
        level = ground
        rows = sorted(row for name, row in places.rows if name == region)
        for number in rows:
            key = channel(region, number)
            base[key] = level
            floor[(region, number)] = level + tall(key)
            level = floor[(region, number)] + heights.get((region, number), 0.0)
        over = channel(region, rows[-1] + 1) if rows else ("g", 1)
        base.setdefault(over, level)
        top = max(top, level + (tall(over) if over in routing.counts else FRAME_PAD))
    return floor, base, top


def _points(routing: Routing, number: int, places: Places, floor: Mapping[Key, float], base: Mapping[Key, float], total: float) -> tuple[Point, ...]:
    """The corners of one arrow, from its start to its end."""
    each = routing.routes[number]
    start, end = places.boxes[each.edge.start], places.boxes[each.edge.end]
    if each.level:
        y = total - floor[start.row] - min(start.height, end.height) / 2
        return (start.x + start.width, y), (end.x, y)
    begins = floor[start.row] + (start.height if each.leaves_up else 0.0)
    points: list[Point] = [(each.xs[0], total - begins)]
    for key in each.channels:
        if (key, number) in routing.tracks:
            y = total - base[key] - 13 - STEP * routing.tracks[(key, number)]
            (x, _), (other, _) = each.ends(key)
            points += [(x, y), (other, y)]
    points.append((each.xs[2], total - floor[end.row]))
    return tuple(point for at, point in enumerate(points) if at == 0 or point != points[at - 1])


def _bands(places: Places, floor: Mapping[Key, float], base: Mapping[Key, float], heights: Mapping[Key, float], total: float) -> tuple[tuple[str, float, float], ...]:
    """Each level's name with the upper and lower edge of its rows; neighbouring rows of one level are one band."""
    bands: list[tuple[str, float, float]] = []
    name = ""
    for number in sorted(row for region, row in places.rows if region == "m"):
        name = places.rows[("m", number)] or name
        upper, lower = total - floor[("m", number)] - heights.get(("m", number), 0.0) - FRAME_PAD, total - base[channel("m", number)] - 10
        if bands and bands[-1][0] == name:
            bands[-1] = (name, upper, bands[-1][2])
        else:
            bands.append((name, upper, lower))
    return tuple(bands)
