"""What stands above and below a chain's picture: of what and when it is, and what its signs mean."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ..text import visible
from .drawing import Drawing
from .measure import width, wrap
from .words import WORDS, line_word, mark

FOOT = 46.0
"""Height of the legend."""


def heading(drawing: Drawing, chain: Mapping[str, Any], title: str, lang: str, high: float) -> list[str]:
    """The title, and at the right the data it rests on, the sheet, and the mark of synthetic data."""
    words, meta = WORDS[lang], chain["meta"]
    mark_ = f"{words['synthetic']} · " if meta["completeness"].get("synthetic") else ""
    sheet = f" · {words['sheet'].format(*drawing.parts.sheet)}" if drawing.parts.sheet[1] > 1 else ""
    right = f"{mark_}{words['data']} {visible(str(meta['data_version']))}{sheet}"
    room = drawing.width - width(right, 11.5) - 24
    return [f'<text class="dg-title" x="0" y="{20 - high:.0f}" font-size="16" font-weight="600">{escape("".join(wrap(title, room, 16, most=1, bold=True)))}</text>',
            f'<text class="dg-t3" x="{drawing.width - 2:.0f}" y="{19 - high:.0f}" font-size="11.5" text-anchor="end">{escape(right)}</text>']


def legend(drawing: Drawing, lang: str) -> list[str]:
    """Frames and arrows explained, the marks of the lines, the lines that begin nowhere, and that this is a lead."""
    words, parts, y = WORDS[lang], drawing.parts, drawing.height + 18
    out, x = ['<g class="dg-legend">'], 0.0
    for kind, word in (("", "solid"), (" dg-bare", "dashed"), (" dg-vacant", "vacant"), (" dg-acting", "acting")):
        dash = ' stroke-dasharray="4 3"' if kind == " dg-bare" else ""
        fill = "#b3261e" if kind == " dg-vacant" else "#c3cad2"
        inner = f'<text class="dg-t2" x="{x + 5:.1f}" y="{y:.1f}" font-size="11.5">{"代" if lang == "zh" else "a"}</text>' if kind == " dg-acting" else ""
        out.append(f'<g class="dg-card{kind}"><rect class="dg-box" x="{x:.1f}" y="{y - 11:.1f}" width="22" height="14" rx="2" fill="#ffffff" stroke="{fill}"{dash}/>{inner}</g>')
        out.append(f'<text class="dg-t3" x="{x + 28:.1f}" y="{y:.1f}" font-size="11">{escape(words[word])}</text>')
        x += 28 + width(words[word], 11) + 20
    out.append(f'<g class="dg-edge"><path class="dg-link" d="M{x:.1f} {y - 4:.1f}h18" fill="none" stroke="#66727f"/>'
               f'<path class="dg-head" d="M{x + 22:.1f} {y - 4:.1f}l-7 -3.5v7z" fill="#66727f"/></g>')
    out.append(f'<text class="dg-t3" x="{x + 28:.1f}" y="{y:.1f}" font-size="11">{escape(words["arrow"])}</text>')
    marks = words["and"].join(f"{mark(line, lang)} = {line_word(line, lang)}" for line in parts.begun) if any(len(card.lines) > 1 for card in parts.cards.values()) else ""
    idle = [line_word(line, lang) for line in parts.lines if line not in parts.begun] if parts.sheet[1] == 1 else []
    absent = words["none"].format(words["and"].join(idle)) if idle else ""
    sheet = words["sheet"].format(*parts.sheet) if parts.sheet[1] > 1 else ""
    said = " · ".join(each for each in (sheet, marks, absent if parts.begun else words["empty"], words["lead"]) if each)
    for at, line in enumerate(wrap(said, max(300.0, drawing.width), 11, most=2)):
        out.append(f'<text class="dg-t3" x="0" y="{y + 20 + at * 14:.1f}" font-size="11">{escape(line)}</text>')
    return [*out, "</g>"]
