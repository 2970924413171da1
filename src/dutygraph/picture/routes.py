"""How the arrows run: up from part to part, straight where they can, else sideways in a channel between two rows; none on another, none behind a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from .parts import Edge, Parts
from .places import Box, Places

STEP, NEAR, INSET = 6.0, 4.0, 9.0
"""Space between two arrows beside each other, and where there is not so much; least space from the corner of a card to an arrow."""
Key = tuple[str, int]
Free = Callable[[float, Iterable[Key]], bool]


@dataclass(slots=True)
class Route:
    """One arrow's way: through which channels, at which x, from which side it leaves."""

    edge: Edge
    region: str
    first: int
    last: int
    leaves_up: bool
    xs: tuple[float, float, float] = (0.0, 0.0, 0.0)
    level: bool = False

    @property
    def channels(self) -> list[Key]:
        """The channels touched, first to last."""
        step = 1 if self.last >= self.first else -1
        return [channel(self.region, each) for each in range(self.first, self.last + step, step)]

    def ends(self, key: Key) -> tuple[tuple[float, bool], tuple[float, bool]]:
        """In one channel: where the arrow comes in and where it goes out, each with whether that is at the channel's lower edge."""
        start, middle, end = self.xs
        up = self.last >= self.first
        keys = self.channels
        enters = (start, self.leaves_up) if key == keys[0] else (middle, up)
        leaves = (end, False) if key == keys[-1] else (middle, not up)
        return enters, leaves


def channel(region: str, row: int) -> Key:
    """The channel below a row; the two around the ground belong to all regions."""
    return ("g", row) if row <= 1 else (region, row)


@dataclass(slots=True)
class Routing:
    """All routes, the tracks of each channel from its lower edge, and how many there are."""

    routes: list[Route] = field(default_factory=list)
    tracks: dict[tuple[Key, int], int] = field(default_factory=dict)
    counts: dict[Key, int] = field(default_factory=dict)
    crowded: bool = False
    """Whether some arrows could not keep a distance of `NEAR`."""


def route(parts: Parts, places: Places) -> Routing:
    """Give each edge its ports, its passage through the rows between, and its track in each channel."""
    done = Routing()
    used: dict[Key, list[float]] = {}
    plain = [each for each in (_plan(edge, places) for edge in parts.edges) if each]
    for each in sorted(plain, key=lambda one: (abs(one.last - one.first), _apart(places, one))):
        if not each.level:
            done.crowded |= _choose(each, places, used) < NEAR
        done.routes.append(each)
    _track(done)
    return done


def _plan(edge: Edge, places: Places) -> Route | None:
    """From which side an edge leaves and through which channels it goes."""
    start, end = places.boxes.get(edge.start), places.boxes.get(edge.end)
    if start is None or end is None or start is end:
        return None
    region = "e" if "e" in (start.row[0], end.row[0]) else "m"
    both_ground = start.row[0] == end.row[0] == "g"
    if both_ground and 0 < end.x - start.x - start.width < 40:
        return Route(edge, "m", 0, 0, True, level=True)
    over = start.id.startswith("body:") and start.frame != end.frame and any(box.frame == start.frame and box is not start for box in places.boxes.values())
    up = not (both_ground or over)
    return Route(edge, region, start.row[1] + up, end.row[1], up)


def _apart(places: Places, each: Route) -> float:
    start, end = places.boxes[each.edge.start], places.boxes[each.edge.end]
    return max(0.0, end.x - start.x - start.width, start.x - end.x - end.width)


def _choose(each: Route, places: Places, used: dict[Key, list[float]]) -> float:
    """Ports and passage, as straight as the cards between and the arrows that are there allow; gives the distance from others that was kept."""
    start, end = places.boxes[each.edge.start], places.boxes[each.edge.end]
    keys = each.channels
    step = 0.0
    for step in (STEP, NEAR, 2.0, 1.0):
        found = _straightest(each, places, start, end, partial(_is_free, used, step))
        if found:
            break
    else:
        step = 0.0
        found = (start.x + start.width / 2, places.left + 1, end.x + end.width / 2)
    each.xs = found
    for key in keys:
        (x, _), (other, _) = each.ends(key)
        used.setdefault(key, []).extend({x, other})
    return step


def _is_free(used: Mapping[Key, Sequence[float]], step: float, x: float, keys: Iterable[Key]) -> bool:
    """Whether an arrow at x keeps its distance from all others in the channels."""
    return all(abs(x - other) >= step for key in keys for other in used.get(key, ()))


def _straightest(each: Route, places: Places, start: Box, end: Box, free: Free) -> tuple[float, float, float] | None:
    """The way with fewest bends and least sideways; None where no place is left."""
    keys = each.channels
    if len(keys) == 1:
        return _beside(each, start, end, free)
    for x in sorted(_through(each, places, start, end), key=lambda x: _price(each, x, start, end)):
        if not free(x, keys):
            continue
        first, last = x, x
        if _outside(x, start) or not each.leaves_up:
            first = min((p for p in _ports(start) if abs(p - x) >= STEP and free(p, keys[:1])), key=partial(_pull, x, start), default=-1.0)
        if _outside(x, end):
            last = min((p for p in _ports(end) if abs(p - x) >= STEP and free(p, keys[-1:])), key=partial(_pull, x, end), default=-1.0)
        if first >= 0 and last >= 0:
            return first, x, last
    return None


def _price(each: Route, x: float, start: Box, end: Box) -> float:
    """What a passage at x costs: bends, way sideways, ports out of the middle."""
    one, other = _outside(x, start), _outside(x, end)
    return (0 if each.leaves_up and not one else 40 + one) + (40 + other if other else 0) + 0.1 * (_off(x, start) + _off(x, end))


def _pull(x: float, box: Box, port: float) -> float:
    """How far a port is from where one would like it: near the passage, and near the middle of its card."""
    return abs(port - x) + 0.6 * _off(port, box)


def _beside(each: Route, start: Box, end: Box, free: Free) -> tuple[float, float, float] | None:
    """A way within one channel: straight up, else with one piece sideways."""
    keys = each.channels
    straight = [x for x in _ports(start) if _outside(x, end) == 0 and each.leaves_up and free(x, keys)]
    if straight:
        best = min(straight, key=lambda x: _off(x, start) + _off(x, end))
        return best, best, best
    firsts = sorted((x for x in _ports(start) if free(x, keys)), key=lambda x: (_outside(x, end), _off(x, start)))
    lasts = sorted((x for x in _ports(end) if free(x, keys) and firsts and abs(x - firsts[0]) >= STEP), key=lambda x: (_outside(x, start) if end.width > 240 else 0.0, _off(x, end)))
    return (firsts[0], firsts[0], lasts[0]) if lasts else None


def _ports(box: Box) -> Iterator[float]:
    """Places along a card's edge where an arrow may stand."""
    x = box.x + INSET
    while x <= box.x + box.width - INSET:
        yield x
        x += 2.0


def _outside(x: float, box: Box) -> float:
    return max(0.0, box.x + INSET - x, x - box.x - box.width + INSET)


def _off(x: float, box: Box) -> float:
    """How far from the middle of a card; of a wide plate the middle matters little, of the ground not at all."""
    return abs(x - box.x - box.width / 2) * (1.0 if box.width < 240 else 0.0 if box.row[0] == "g" else 0.2)


def _through(each: Route, places: Places, start: Box, end: Box) -> Iterator[float]:
    """Every x at which nothing stands in the rows between."""
    low, high = (places.left + 2, places.middle - 2) if each.region == "m" else (places.middle + 2, places.right - 2)
    rows = range(min(each.first, each.last), max(each.first, each.last))
    own = {start.frame, end.frame} - {""}
    walls = [(frame.x - 4, frame.x + frame.width + 4) for frame in places.frames.values()
             if each.region == "m" and frame.id not in own and any(frame.rows[0] <= row <= frame.rows[1] for row in rows)]
    walls += [(box.x - 4, box.x + box.width + 4) for box in places.boxes.values()
              if box.row[1] in rows and box.row[0] in (each.region, "g") and box is not start and (not box.frame or box.frame in own)]
    walls += [(box.x - 4, box.x + box.width + 4) for box in (start, end) if box.row[1] in rows]
    x = low
    while x <= high:
        if not any(left < x < right for left, right in walls):
            yield x
        x += 2.0


def _track(done: Routing) -> None:
    """Horizontal pieces of each channel on tracks of their own, so ordered that few arrows cross."""
    flat: dict[Key, list[tuple[int, float, float]]] = {}
    upright: dict[Key, list[tuple[int, float, bool, float, bool]]] = {}
    for number, each in enumerate(done.routes):
        if each.level:
            continue
        for key in dict.fromkeys(each.channels):
            (x, low), (other, lower) = each.ends(key)
            upright.setdefault(key, []).append((number, x, low, other, lower))
            if abs(x - other) > 0.01 or low == lower:
                flat.setdefault(key, []).append((number, min(x, other), max(x, other)))
    for key, pieces in flat.items():
        order = _ordered([number for number, _, _ in sorted(pieces, key=lambda piece: piece[1])], upright[key])
        reach = {number: (low, high) for number, low, high in pieces}
        for place, number in enumerate(_packed(order, reach)):
            done.tracks[(key, order[place])] = number
        done.counts[key] = 1 + max(done.tracks[(key, number)] for number in order)


def _ordered(order: list[int], stubs: Sequence[tuple[int, float, bool, float, bool]]) -> list[int]:
    """The order of the tracks, bottom up, with least crossings that swapping finds."""
    if len(order) < 2:
        return order
    by_number = {number: rest for number, *rest in stubs}
    against = {(a, b): _crossings(by_number[a], by_number[b]) for a in order for b in order if a != b}
    best = list(order)
    for _ in range(6):
        moved = False
        for number in order:
            moved |= _moved(best, best.index(number), against)
        if not moved:
            break
    return best


def _moved(order: list[int], place: int, against: Mapping[tuple[int, int], int]) -> bool:
    """Put one piece where it crosses least; whether that is elsewhere."""
    number, least, best = order[place], 0, place
    for step in (1, -1):
        change, at = 0, place + step
        while 0 <= at < len(order):
            below, above = (number, order[at]) if step == 1 else (order[at], number)
            change += against[(above, below)] - against[(below, above)]
            if change < least:
                least, best = change, at
            at += step
    order.insert(best, order.pop(place))
    return best != place


def _crossings(lower: Sequence[float | bool], upper: Sequence[float | bool]) -> int:
    """Crossings of two arrows in a channel where the first has the lower track."""
    def ups(one: Sequence[float | bool], low: bool) -> list[float]:
        return [x for x, at in ((one[0], one[1]), (one[2], one[3])) if bool(at) is low]

    def over(x: float, other: Sequence[float | bool]) -> bool:
        return min(other[0], other[2]) < x < max(other[0], other[2])
    return sum(over(x, lower) for x in ups(upper, True)) + sum(over(x, upper) for x in ups(lower, False))


def _packed(order: Sequence[int], reach: Mapping[int, tuple[float, float]]) -> list[int]:
    """Tracks: each piece above the last one that it would overlap."""
    tracks: list[int] = []
    for place, number in enumerate(order):
        low, high = reach[number]
        clash = [tracks[other] for other in range(place) if reach[order[other]][0] < high + STEP and low < reach[order[other]][1] + STEP]
        tracks.append(max(clash) + 1 if clash else 0)
    return tracks
