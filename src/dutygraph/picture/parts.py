"""What a chain's picture is made of, read from its plain values: cards for posts and units, plates for bodies and objects, links between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from ..text import visible
from ..vocabulary import LEVELS
from .words import WORDS, around, best, cite, holders, written

TIERS: tuple[str, ...] = ("enterprise", *(term.name for term in LEVELS))
"""Levels from the bottom of the picture to its top."""
Links = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One post or unit as it is drawn: its texts, what marks it, and where it belongs."""

    id: str
    body: str
    title: str
    holder: str
    basis: str
    beside: tuple[str, ...]
    lines: tuple[str, ...]
    tier: str
    bare: bool
    vacant: bool
    acting: bool
    said: str
    number: str
    """Its place in the list of posts, as the table has it."""


@dataclass(frozen=True, slots=True)
class Plate:
    """One body or object as it is drawn: the ground on which its posts stand."""

    id: str
    title: str
    lines: tuple[str, ...]
    tier: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow: from a node to the next, with the lines in which it leads there and what it rests on."""

    start: str
    end: str
    lines: tuple[str, ...]
    how: tuple[str, ...]
    said: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of one chain's picture, and the ways through them."""

    subject: str
    cards: Mapping[str, Card]
    plates: Mapping[str, Plate]
    edges: tuple[Edge, ...]
    ways: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
    begun: tuple[str, ...]
    order: tuple[str, ...] = field(default=())
    elsewhere: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """On which sheets a card stands that is on several; it is written out on the first."""
    sheet: tuple[int, int] = (1, 1)

    @property
    def objects(self) -> tuple[str, ...]:
        """The object and what runs it, the object first."""
        return tuple(each for each in self.plates if each.startswith("object:"))

    @property
    def bodies(self) -> tuple[str, ...]:
        return tuple(each for each in self.plates if not each.startswith("object:"))


def parts_of(chain: Mapping[str, Any], lang: str) -> Parts:
    """Every post once, every body once, every link once, as the chain gives them."""
    ways = tuple(dict.fromkeys(tuple(path) for line in chain["lines"] for path in line["paths"]))
    names = {node: name for line in chain["lines"] for node, name in line["names"].items()} | {chain["object"]: chain["name"]}
    cards = {seat["id"]: _card(seat, f"P{number:02}", lang) for number, seat in enumerate(chain["posts"], 1)}
    reached: dict[str, dict[str, None]] = {chain["object"]: {}}
    for line in chain["lines"]:
        for path in line["paths"]:
            for node in path:
                reached.setdefault(node, {})[line["name"]] = None
    plates = {node: lines for node, lines in reached.items() if node not in cards}
    for card in cards.values():
        plates.setdefault(card.body, {}).update(dict.fromkeys(card.lines) if card.body not in reached else {})
        names.setdefault(card.body, next((seat["body_name"] for seat in chain["posts"] if seat["body"] == card.body), ""))
    tiers = _tiers(plates, cards, ways)
    begun = tuple(line["name"] for line in chain["lines"] if line["paths"])
    return Parts(
        chain["object"], cards, {node: Plate(node, visible(names.get(node) or node), _own(node, lines, cards), tiers[node]) for node, lines in plates.items()},
        _edges(chain["lines"], names, lang), ways, tuple(line["name"] for line in chain["lines"]), begun, tuple(cards))


def sheets_of(parts: Parts, most: int) -> tuple[Parts, ...]:
    """The same parts on several sheets of at most so many cards (more only where one way alone has more), way by way in the order of the lines."""
    groups: list[tuple[dict[str, None], list[tuple[str, ...]]]] = []
    for way in parts.ways:
        cards = dict.fromkeys(node for node in way if node in parts.cards)
        if not groups or len({**groups[-1][0], **cards}) > most:
            groups.append(({}, []))
        groups[-1][0].update(cards)
        groups[-1][1].append(way)
    on = {node: tuple(number for number, (cards, _) in enumerate(groups, 1) if node in cards) for node in parts.cards}
    return tuple(_part(parts, cards, ways, on, (number, len(groups))) for number, (cards, ways) in enumerate(groups, 1)) or (parts,)


def _part(parts: Parts, cards: Mapping[str, None], ways: list[tuple[str, ...]], on: Mapping[str, tuple[int, ...]], sheet: tuple[int, int]) -> Parts:
    pairs = {pair for way in ways for pair in pairwise(way)}
    nodes = {node for way in ways for node in way} | {parts.cards[node].body for node in cards}
    edges = tuple(edge for edge in parts.edges if (edge.start, edge.end) in pairs)
    full = {parts.cards[node].body for node in cards}
    shown = {line for node in cards for line in parts.cards[node].lines} | {line for node in nodes & set(parts.bodies) if node not in full for line in parts.plates[node].lines}
    begun = tuple(line for line in parts.begun if line in shown) or parts.begun
    return replace(
        parts, cards={node: parts.cards[node] for node in parts.order if node in cards}, edges=edges, ways=tuple(ways), begun=begun, sheet=sheet,
        plates={node: replace(plate, lines=tuple(line for line in plate.lines if line in begun) or plate.lines) for node, plate in parts.plates.items() if node in nodes},
        order=tuple(node for node in parts.order if node in cards), elsewhere={node: on[node] for node in cards if len(on[node]) > 1})


def _card(seat: Mapping[str, Any], number: str, lang: str) -> Card:
    words = WORDS[lang]
    terms = [each for term in seat["holders"] for each in term["cites"]]
    shown = best([each for each in seat["cites"] if each.get("document")]) or best([each for each in terms if each.get("document")]) or best([*seat["cites"], *terms])
    bare = not written([*seat["cites"], *terms])
    why = words["stop"].join(visible(each) for each in seat[lang][:2])
    title = visible(seat["name"]).removeprefix(visible(seat["body_name"])) or visible(seat["name"])
    held = holders(seat, lang)
    rests = words["no_basis"] if bare or shown is None else cite(shown, lang)
    beside = around(seat, lang)
    return Card(
        seat["id"], seat["body"] or seat["id"], title, held, rests, beside, tuple(seat["lines"]), seat["tier"] or "", bare, seat["state"] == "vacant",
        any(each["manner"] in ("acting", "nominee") for each in seat["holders"]),
        words["stop"].join(each for each in (f"{number} {visible(seat['body_name'])} {title}".strip(), held, why, rests, *beside) if each), number)


def _own(node: str, lines: Iterable[str], cards: Mapping[str, Card]) -> tuple[str, ...]:
    """The lanes over which a plate stands: those of its posts; the party's only where there are no others."""
    own = dict.fromkeys(line for card in cards.values() if card.body == node for line in card.lines) or dict.fromkeys(lines)
    return tuple(line for line in own if line != "party") or tuple(own)


def _tiers(plates: Iterable[str], cards: Mapping[str, Card], ways: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """The level of each plate: that of its posts, else that of the next known one on a way through it."""
    found = {node: "enterprise" for node in plates if node.startswith("object:")}
    found |= {card.body: card.tier for card in cards.values() if card.tier in TIERS and card.body not in found}
    ways = tuple(ways)
    for node in plates:
        if node in found:
            continue
        for way in ways:
            if node in way:
                at = way.index(node)
                near = [found[each] for each in (*way[at + 1:], *reversed(way[1:at])) if each in found and not each.startswith("object:")]
                if near:
                    found[node] = near[0]
                    break
        found.setdefault(node, "county")
    return found


def _edges(lines: Iterable[Mapping[str, Any]], names: Mapping[str, str], lang: str) -> tuple[Edge, ...]:
    """Each pair of nodes once, in the order of the lines, with all reasons in all lines."""
    gathered: dict[tuple[str, str], tuple[dict[str, None], dict[str, None], dict[str, None], list[bool]]] = {}
    for line in lines:
        on_path = {pair for path in line["paths"] for pair in pairwise(path)}
        for link in line["links"]:
            pair = (link["from"], link["to"])
            if pair not in on_path:
                continue
            in_lines, how, said, bases = gathered.setdefault(pair, ({}, {}, {}, []))
            in_lines[line["name"]] = None
            how.update(dict.fromkeys(link["how"]))
            shown = best(link["cites"])
            said[f"{visible(link[lang])}{WORDS[lang]['colon']}{cite(shown, lang) if shown else WORDS[lang]['no_basis']}"] = None
            bases.append(written(link["cites"]))
    return tuple(
        Edge(start, end, tuple(in_lines), tuple(how), f"{visible(names.get(start) or start)} → {visible(names.get(end) or end)}{WORDS[lang]['colon']}{WORDS[lang]['stop'].join(said)}", not any(bases))
        for (start, end), (in_lines, how, said, bases) in gathered.items())
