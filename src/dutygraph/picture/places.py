"""Where the parts of a chain stand: lanes side by side, levels one above the other, each body's posts on its own plate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from .branches import branches
from .measure import width, wrap
from .parts import TIERS, Edge, Parts
from .words import WORDS, lane_head, mark, tier_word

CARD, GAP, PAD, HEAD = 157.0, 12.0, 8.0, 34.0
"""Least width of a card; space between cards; inside a frame; height of the lanes' heads."""
SIDES = (12.0, 20.0, 36.0, 64.0, 120.0)
"""Space beside a frame, for arrows that go past it: the first where they keep their distance."""
MOST_BESIDE = 3
"""Cards side by side in one row of a frame."""
_SHOWN = ("party", "territorial", "zone", "industry", "licence", "comprehensive", "special")
_SIZES = {"t1": 12.5, "t2": 11.5, "t3": 10.5}
_HIGH = {"t1": 16.0, "t2": 15.0, "t3": 13.5}


@dataclass(frozen=True, slots=True)
class Box:
    """A card or plate in its place; ``y`` is set when the rows have got theirs."""

    id: str
    x: float
    width: float
    height: float
    row: tuple[str, int]
    texts: tuple[tuple[str, str], ...]
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A body's ground: its plate and its posts, from one row to another."""

    id: str
    x: float
    width: float
    rows: tuple[int, int]


@dataclass(slots=True)
class Places:
    """Everything with its x and its row; heights of rows follow from the boxes, those of the channels from the routes."""

    lanes: list[tuple[str, float, float]] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    rows: dict[tuple[str, int], str] = field(default_factory=dict)
    left: float = 0.0
    middle: float = 0.0
    right: float = 0.0


Span = tuple[int, int]


def lane_order(parts: Parts) -> tuple[str, ...]:
    """The begun lanes: party first, the enterprise apart, the others so that bodies in several lanes stand over neighbours where that can be."""
    found = [line for line in _SHOWN if line in parts.begun] + [line for line in parts.begun if line not in (*_SHOWN, "enterprise")]
    found = found or list(parts.begun if parts.bodies else ())
    first, rest = [line for line in found if line == "party"], [line for line in found if line != "party"]
    sets = [frozenset(parts.plates[body].lines) - {"party", "enterprise"} for body in parts.bodies]
    wide = [each for each in sets if len(each) > 1]

    def cost(order: Sequence[str]) -> int:
        at = {line: place for place, line in enumerate(order)}
        return sum(max(places) - min(places) + 1 - len(places) for places in ([at[line] for line in each if line in at] for each in wide) if places)
    return (*first, *min(permutations(rest), key=cost)) if wide and len(rest) < 8 else (*first, *rest)


def levels(parts: Parts) -> list[list[str]]:
    """Bodies by row, bottom up: by tier, and inside a tier a body below the one that leads it."""
    above: dict[str, set[str]] = {body: set() for body in parts.bodies}
    owner = {card.id: card.body for card in parts.cards.values()}
    for edge in parts.edges:
        start, end = owner.get(edge.start, edge.start), owner.get(edge.end, edge.end)
        if start in above and end in above and start != end and edge.how != ("committee",):
            above[start].add(end)
    rows = []
    for tier in TIERS:
        here = [body for body in parts.bodies if parts.plates[body].tier == tier]
        depth = dict.fromkeys(here, 0)
        for _ in here:
            for body in here:
                depth[body] = min(len(here), max([depth[other] + 1 for other in above[body] if other in depth] or [0]))
        rows += [[body for body in here if depth[body] == each] for each in sorted(set(depth.values()), reverse=True)]
    return rows


def layers(nodes: Sequence[str], edges: Iterable[Edge], most: int) -> list[list[str]]:
    """Posts of one body by layer, bottom up: each above those that lead to it, at most so many side by side."""
    inside = [(edge.start, edge.end) for edge in edges if edge.start in nodes and edge.end in nodes]
    depth = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for start, end in inside:
            depth[end] = min(len(nodes), max(depth[end], depth[start] + 1))
    found: list[list[str]] = []
    for each in sorted(set(depth.values())):
        row = [node for node in nodes if depth[node] == each]
        rows = -(-len(row) // most)
        share = -(-len(row) // rows)
        found += [row[at: at + share] for at in range(0, len(row), share)]
    return found


def place(parts: Parts, lang: str, side: float = SIDES[0]) -> Places:
    """Lanes, frames, plates and cards with their x and rows; ``side`` is the space beside a frame."""
    order = lane_order(parts)
    at = {line: place for place, line in enumerate(order)}
    spans = {body: _span(parts.plates[body].lines, at) for body in parts.bodies}
    grown = {body: layers([card.id for card in parts.cards.values() if card.body == body], parts.edges, MOST_BESIDE) for body in parts.bodies}
    rows = [groups for level in levels(parts) for groups in _stacked(level, spans)]
    need = {body: max(max([len(row) for row in grown[body]] or [1]) * (CARD + GAP) - GAP + 2 * PAD, CARD + 2 * PAD) for body in parts.bodies}
    widths = _widths(order, rows, {body: need[body] + 2 * side for body in need}, lang)
    done = Places()
    tiers = [tier_word(parts.plates[next(iter(groups.values()))[0]].tier, lang) for groups in rows]
    done.left = max([width(word, 11.5) for word in tiers] or [0]) + 16
    edges_of = [done.left]
    for each in widths:
        edges_of.append(edges_of[-1] + each)
    done.lanes = [(line, edges_of[at[line]], widths[at[line]]) for line in order]
    row = 1
    for groups in rows:
        height = 1 + max(len(grown[body]) for bodies in groups.values() for body in bodies)
        for span, bodies in groups.items():
            left, right = edges_of[span[0]], edges_of[span[1] + 1]
            share = (right - left) / len(bodies)
            for number, body in enumerate(bodies):
                _frame(done, parts, body, (left + number * share + side, share - 2 * side), row, grown[body], lang, done.lanes)
        done.rows[("m", row)] = tier_word(parts.plates[next(iter(groups.values()))[0]].tier, lang)
        for each in range(1, height):
            done.rows[("m", row + each)] = ""
        row += height
    done.middle = edges_of[-1]
    _inside(done, parts, lang, side)
    return done


def _span(lines: Iterable[str], at: Mapping[str, int]) -> Span:
    places = [at[line] for line in lines if line in at] or [0]
    return min(places), max(places)


def _stacked(level: Sequence[str], spans: Mapping[str, Span]) -> list[dict[Span, list[str]]]:
    """One level as rows of groups that do not overlap; bodies over the same lanes stand side by side, at most two."""
    rows: list[dict[Span, list[str]]] = []
    for body in sorted(level, key=lambda each: spans[each][1] - spans[each][0]):
        low, high = spans[body]
        for row in rows:
            free = all(other[1] < low or other[0] > high for other in row if other != (low, high))
            if free and len(row.get((low, high), ())) < 2:
                row.setdefault((low, high), []).append(body)
                break
        else:
            rows.append({(low, high): [body]})
    return rows


def _widths(order: Sequence[str], rows: Iterable[Mapping[Span, Sequence[str]]], need: Mapping[str, float], lang: str) -> list[float]:
    """Widths of the lanes: room for each head and for every group over its lanes."""
    widths = [max(84.0, width(lane_head(line, lang), 12.5, bold=True) + 28) for line in order]
    wants = [(span, sum(need[body] for body in bodies)) for groups in rows for span, bodies in groups.items()]
    for (low, high), want in sorted(wants, key=lambda each: each[0][1] - each[0][0]):
        short = want - sum(widths[low: high + 1])
        if short > 0:
            widths[low: high + 1] = [each + short / (high - low + 1) for each in widths[low: high + 1]]
    return widths


def _frame(done: Places, parts: Parts, body: str, room: tuple[float, float], row: int, grown: Sequence[Sequence[str]], lang: str, lanes: Sequence[tuple[str, float, float]]) -> None:
    """A plate at the bottom, cards above it under the lanes to which they belong."""
    x, wide = room
    done.frames[body] = Frame(body, x, wide, (row, row + len(grown)))
    done.boxes[body] = _plate(parts, body, x, wide, ("m", row))
    spread = {line: (left, span) for line, left, span in lanes}
    for number, layer in enumerate(grown, 1):
        size = min(190.0, (wide - 2 * PAD - GAP * (len(layer) - 1)) / len(layer))
        wish = {}
        for each in layer:
            own = [spread[line] for line in parts.cards[each].lines if line in spread]
            middle = (min(left for left, _ in own) + max(left + span for left, span in own)) / 2 if own else x + wide / 2
            wish[each] = middle - size / 2
        edge = x + PAD
        ranked = sorted(layer, key=lambda each: wish[each])
        for place, each in enumerate(ranked):
            most = x + wide - PAD - (len(ranked) - place) * (size + GAP) + GAP
            left = min(max(wish[each], edge), most)
            done.boxes[each] = _box(parts, each, left, size, ("m", row + number), body, lang)
            edge = left + size + GAP


def _inside(done: Places, parts: Parts, lang: str, side: float) -> None:
    """The enterprise's own lane at the right, and the objects as the ground of all lanes."""
    own = [card.id for card in parts.cards.values() if card.body.startswith("object:") or card.body not in parts.plates]
    right = done.middle
    if own:
        stand, columns = branches(own, parts.edges, 4 if len(own) <= 40 else 7)
        size, gap = CARD - 24, 2 * GAP
        wide = max(columns * (size + gap) - gap + 2 * side + 12, width(lane_head("enterprise", lang), 12.5, bold=True) + 40)
        done.lanes.append(("enterprise", right, wide))
        start = right + (wide - columns * (size + gap) + gap) / 2
        for node, (column, row) in stand.items():
            done.boxes[node] = _box(parts, node, start + column * (size + gap), size, ("e", row), "", lang, body=len(parts.objects) > 1)
            done.rows[("e", row)] = ""
        right += wide
    done.right = max(right, done.left + 320)
    objects = parts.objects
    share = (done.right - done.left - 2 * SIDES[0] - 24 * (len(objects) - 1)) / len(objects)
    for number, each in enumerate(objects):
        done.boxes[each] = _plate(parts, each, done.left + SIDES[0] + number * (share + 24), share, ("g", 0))


def _plate(parts: Parts, node: str, x: float, wide: float, row: tuple[str, int]) -> Box:
    lines = wrap(parts.plates[node].title, wide - 14, 12, most=3, bold=True)
    return Box(node, x, wide, 9 + 15 * len(lines), row, tuple(("tp", each) for each in lines), node if row[0] == "m" else "")


def _box(parts: Parts, node: str, x: float, wide: float, row: tuple[str, int], frame: str, lang: str, *, body: bool = False) -> Box:
    """A card with its texts broken into lines."""
    card, room = parts.cards[node], wide - 18
    sheets = parts.elsewhere.get(node, ())
    title = f"{parts.plates[card.body].title} {card.title}" if body and card.body in parts.plates else card.title
    if sheets and sheets[0] != parts.sheet[0]:
        texts = [("t1", each) for each in wrap(title, room - 20, _SIZES["t1"], bold=True)] + [("t3", WORDS[lang]["see"].format(sheets[0]))]
        return Box(node, x, wide, 11 + sum(_HIGH[kind] for kind, _ in texts), row, tuple(texts), frame)
    chips = " ".join(mark(line, lang) for line in card.lines) if len(card.lines) > 1 else ""
    texts = [("t1", each) for each in wrap(title, room - 20, _SIZES["t1"], bold=True)] + [("t2", each) for each in wrap(card.holder, room, _SIZES["t2"])]
    texts += [("t3", each) for each in wrap(card.basis, room, _SIZES["t3"], most=2)] + ([("tl", chips)] if chips else [])
    texts += [("t4", each) for said in card.beside for each in wrap(said, room, _SIZES["t3"], most=2)]
    texts += [("t3", WORDS[lang]["also"].format(WORDS[lang]["and"].join(map(str, sheets[1:]))))] if sheets else []
    height = 11 + sum(_HIGH.get(kind, 13.5) for kind, _ in texts) + (5 if card.beside else 0)
    return Box(node, x, wide, height, row, tuple(texts), frame)
