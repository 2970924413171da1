"""A chain as swim lanes (泳道图): one lane for each line, one row for each level, one card for each post; SVG, drawn on the server, no script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from html import escape
from typing import Any

from ..text import visible
from .drawing import Drawing, Point, draw
from .legend import FOOT, heading, legend
from .paper import plain
from .parts import Card, Parts, parts_of, sheets_of
from .places import Box
from .style import chain_css, file_css
from .words import WORDS, lane_head, tongue

Href = Callable[[str], str | None]
MOST_DRAWN = 70
"""Posts in one picture on a page."""
MOST_ON_SHEET = 30
"""Posts on one A4 sheet."""
_HEAD = 40.0
_TALL = {"t1": 16.0, "t2": 15.0, "t3": 13.5, "tl": 13.5, "t4": 13.5, "tp": 15.0}


def chain_svg(chain: Mapping[str, Any], lang: str = "zh", href: Href | None = None, sheet: int = 1) -> str:
    """The picture of ``Chain.as_dict()`` to stand in a page that has the rules of `chain_css`; ``href`` gives the page of a node.

    A chain of more than `MOST_DRAWN` posts comes on several sheets, of which this is one; the picture says which of how many (`chain_pages` counts them).
    """
    return _svg(draw(_pages(chain, lang)[sheet - 1], tongue(lang)), chain, tongue(lang), href, "")


def chain_pages(chain: Mapping[str, Any], lang: str = "zh") -> int:
    """On how many sheets `chain_svg` shows a chain: one, but for the largest."""
    return len(_pages(chain, lang))


def _pages(chain: Mapping[str, Any], lang: str) -> tuple[Parts, ...]:
    parts = parts_of(chain, tongue(lang))
    return (parts,) if len(parts.cards) <= MOST_DRAWN and len(parts.edges) <= 4 * MOST_DRAWN else sheets_of(parts, MOST_DRAWN // 2)


def chain_file(chain: Mapping[str, Any], lang: str = "zh", sheet: int = 1) -> str:
    """The same picture as a file of its own, with its rules inside, and a head that says of what and of when it is."""
    drawing = draw(_pages(chain, lang)[sheet - 1], tongue(lang))
    said = _svg(drawing, chain, tongue(lang), None, f"<style>{file_css()}{chain_css(len(drawing.parts.cards) + len(drawing.parts.plates))}</style>", head=_HEAD)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{said}\n'


def chain_sheets(chain: Mapping[str, Any], lang: str = "zh", most: int = MOST_ON_SHEET) -> tuple[str, ...]:
    """The picture for documents, A4 across and without a style sheet: one sheet for up to 30 posts, beyond that several.

    A post that is on several sheets is written out on the first, which the others name. ``P01`` on a card is its place in ``chain["posts"]``.
    """
    parts = parts_of(chain, tongue(lang))
    several = (parts,) if len(parts.cards) <= most else sheets_of(parts, most)
    return tuple(plain(_svg(draw(each, tongue(lang)), chain, tongue(lang), None, "", head=_HEAD)) for each in several)


def _svg(drawing: Drawing, chain: Mapping[str, Any], lang: str, href: Href | None, style: str, head: float = 0.0) -> str:
    words, parts = WORDS[lang], drawing.parts
    name = "dg" + sha256(f"{chain['object']} {chain['as_of']} {lang}".encode()).hexdigest()[:8] + (f"-{parts.sheet[0]}" if parts.sheet[0] > 1 else "")
    title = words["of"].format(name=visible(chain["name"])[:200], day=chain["as_of"])
    described = words["desc"].format(
        lines=len(parts.begun), posts=len(parts.cards), vacant=sum(card.vacant for card in parts.cards.values()), bare=sum(card.bare for card in parts.cards.values()))
    inside = "".join((*_ground(drawing, lang), *_arrows(drawing), *_boxes(drawing, lang, href), *legend(drawing, lang)))
    wide, high = drawing.width, drawing.height + FOOT + head
    top = "".join(heading(drawing, chain, title, lang, head)) if head else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dg-chain" viewBox="0 {-head:.0f} {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}" '
        f'lang="{"zh-CN" if lang == "zh" else "en"}" role="group" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(described)}</desc>{style}{top}{inside}</svg>')


def _ground(drawing: Drawing, lang: str) -> list[str]:
    """Lanes with their heads, levels with their names, grounds of the bodies."""
    places, out = drawing.places, []
    for line, x, wide in places.lanes:
        out.append(f'<g class="dg-lane dg-l-{escape(line)}"><rect class="dg-wash" x="{x + 2:.1f}" y="0" width="{wide - 4:.1f}" height="{drawing.height:.1f}" fill="#f6f7f9"/>'
                   f'<rect class="dg-strip" x="{x + 2:.1f}" y="0" width="{wide - 4:.1f}" height="3" fill="#6b7280"/>'
                   f'<text class="dg-lh" x="{x + 12:.1f}" y="22" font-size="12.5" font-weight="600">{escape(lane_head(line, lang))}</text></g>')
    for at, (word, upper, lower) in enumerate(drawing.bands):
        if at:
            out.append(f'<path class="dg-level" d="M0 {lower:.1f}H{places.middle:.1f}" stroke="#d9dee4" fill="none"/>')
        out.append(f'<text class="dg-lv" x="0" y="{(upper + lower) / 2 + 4:.1f}" font-size="11.5">{escape(word)}</text>')
    for frame in places.frames.values():
        upper, lower = drawing.frames[frame.id]
        out.append(f'<rect class="dg-frame" x="{frame.x:.1f}" y="{upper:.1f}" width="{frame.width:.1f}" height="{lower - upper:.1f}" rx="4" fill="#eef1f4"/>')
    return out


def _lit(parts: Parts) -> tuple[dict[str, int], dict[str, set[int]], dict[tuple[str, str], set[int]]]:
    """Numbers of the nodes; for every node and every arrow the nodes whose ways pass it."""
    number = {node: at for at, node in enumerate((*parts.order, *parts.plates))}
    nodes: dict[str, set[int]] = {}
    arrows: dict[tuple[str, str], set[int]] = {}
    for way in parts.ways:
        here = {number[node] for node in way}
        for at, node in enumerate(way):
            nodes.setdefault(node, set()).update(here)
            if at:
                arrows.setdefault((way[at - 1], node), set()).update(here)
    return number, nodes, arrows


def _classes(numbers: set[int]) -> str:
    return " ".join(f"dg-p{each}" for each in sorted(numbers))


def _arrows(drawing: Drawing) -> list[str]:
    _, _, lit = _lit(drawing.parts)
    out = []
    for each, points in zip(drawing.routing.routes, drawing.ways, strict=True):
        edge = each.edge
        kind = f"dg-edge{' dg-bare' if edge.bare else ''}{f' dg-l-{edge.lines[0]}' if len(edge.lines) == 1 else ''} {_classes(lit.get((edge.start, edge.end), set()))}"
        out.append(f'<g class="{escape(kind)}" data-from="{escape(edge.start)}" data-to="{escape(edge.end)}"><title>{escape(edge.said)}</title>'
                   f'<path class="dg-link" d="{_path(points)}" fill="none" stroke="#7b8794"{" stroke-dasharray=" + chr(34) + "4 3" + chr(34) if edge.bare else ""}/>'
                   f'<path class="dg-head" d="{_head(points)}" fill="#7b8794"/></g>')
    return out


def _path(points: tuple[Point, ...]) -> str:
    """Right-angled, with small rounded corners."""
    said = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x0, y0), (x1, y1), (x2, y2) in zip(points, points[1:], points[2:], strict=False):
        bend = min(3.0, (abs(x1 - x0) + abs(y1 - y0)) / 2, (abs(x2 - x1) + abs(y2 - y1)) / 2)
        into = (x1 - _sign(x1 - x0) * bend, y1 - _sign(y1 - y0) * bend)
        out = (x1 + _sign(x2 - x1) * bend, y1 + _sign(y2 - y1) * bend)
        said += f"L{into[0]:.1f} {into[1]:.1f}Q{x1:.1f} {y1:.1f} {out[0]:.1f} {out[1]:.1f}"
    return said + f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"


def _sign(value: float) -> float:
    return (value > 0) - (value < 0)


def _head(points: tuple[Point, ...]) -> str:
    (_, y0), (x, y) = points[-2], points[-1]
    if abs(y0 - y) < 0.1:
        return f"M{x:.1f} {y:.1f}l-7 -3.5v7z"
    return f"M{x:.1f} {y:.1f}l-3.5 7h7z"


def _boxes(drawing: Drawing, lang: str, href: Href | None) -> list[str]:
    number, lit, _ = _lit(drawing.parts)
    out = []
    for node in (*drawing.parts.objects, *drawing.parts.bodies, *drawing.parts.order):
        box = drawing.places.boxes.get(node)
        if box is None:
            continue
        card = drawing.parts.cards.get(node)
        said = card.said if card else drawing.parts.plates[node].title
        kind = f"{_kind(card, node)} dg-c{number[node]} {_classes(lit.get(node, set()))}"
        inside = f"<title>{escape(said)}</title>{_box(box, drawing.tops[node], card)}"
        link = href(node) if href else None
        if link:
            out.append(f'<a class="{escape(kind)}" href="{escape(link)}" data-node="{escape(node)}" aria-label="{escape(said)}">{inside}</a>')
        else:
            out.append(f'<g class="{escape(kind)}" tabindex="0" role="img" data-node="{escape(node)}" aria-label="{escape(said)}">{inside}</g>')
    return out


def _kind(card: Card | None, node: str) -> str:
    if card is None:
        return "dg-node dg-plate" + (" dg-subject" if node.startswith("object:") else "")
    return "dg-node dg-card" + "".join(f" dg-{word}" for word, holds in (("bare", card.bare), ("vacant", card.vacant), ("acting", card.acting)) if holds)


def _box(box: Box, top: float, card: Card | None) -> str:
    dash = ' stroke-dasharray="4 3"' if card and card.bare else ""
    edge = "#b3261e" if card and card.vacant else "#c3cad2"
    out = [f'<rect class="dg-box" x="{box.x:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="3" fill="{"#ffffff" if card else "#dfe4ea"}" stroke="{edge}"{dash}/>']
    if card:
        out.append(f'<text class="dg-no" x="{box.x + box.width - 6:.1f}" y="{top + 15:.1f}" font-size="9.5" text-anchor="end">{card.number}</text>')
    y, before = top + 3.0, ""
    for kind, text in box.texts:
        if kind == "t4" and before != "t4":
            y += 5
            out.append(f'<path class="dg-rule" d="M{box.x + 1:.1f} {y:.1f}h{box.width - 2:.1f}" stroke="#c3cad2" fill="none" stroke-dasharray="2 2"/>')
        y += _TALL[kind]
        out.append(f'<text class="dg-{kind}" x="{box.x + 9:.1f}" y="{y - 2:.1f}" font-size="{_SIZE[kind]}"{_BOLD.get(kind, "")}>{escape(text)}</text>')
        before = kind
    return "".join(out)


_SIZE = {"t1": 12.5, "t2": 11.5, "t3": 10.5, "tl": 10.5, "t4": 10.5, "tp": 12}
_BOLD = {"t1": ' font-weight="600"', "tp": ' font-weight="600"'}
