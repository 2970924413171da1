"""The same picture for a document: every colour and line written on its element, no style sheet, for programs that know none (typst, Word)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from .style import LIGHT, LINES

NS = "http://www.w3.org/2000/svg"
WIDE, HIGH = 1047.0, 718.0
"""An A4 sheet across within margins of 10 mm, in CSS pixels."""
_FONT = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, SimHei, sans-serif"
_QUIET = frozenset({"dg-t3", "dg-t4", "dg-tl", "dg-lv", "dg-no"})


def plain(svg: str) -> str:
    """An SVG of ours with all that its classes mean as attributes, sized for A4 across."""
    ET.register_namespace("", NS)
    root = ET.fromstring(svg)  # noqa: S314 - our own text, made a moment ago
    for style in root.findall(f"{{{NS}}}style"):
        root.remove(style)
    _paint(root, frozenset(), LIGHT["ink-3"])
    x, y, wide, high = (float(each) for each in root.attrib["viewBox"].split())
    scale = min(WIDE / wide, HIGH / high)
    root.attrib.update({"width": f"{wide * scale:.0f}", "height": f"{high * scale:.0f}", "viewBox": f"{x:.0f} {y:.0f} {wide:.0f} {high:.0f}", "font-family": _FONT, "fill": LIGHT["ink"]})
    return ET.tostring(root, encoding="unicode")


def _paint(each: ET.Element, around: frozenset[str], own: str) -> None:
    classes = frozenset(each.attrib.pop("class", "").split())
    for name in ("tabindex", "data-node", "data-from", "data-to", "role", "aria-label", "aria-labelledby"):
        each.attrib.pop(name, None)
    line = next((found[1] for found in (re.fullmatch(r"dg-l-(\w+)", name) for name in classes) if found), "")
    own = LINES.get(line, own)
    each.attrib.update(_look(classes, around, own))
    for inner in each:
        _paint(inner, around | classes, own)


def _look(classes: frozenset[str], around: frozenset[str], own: str) -> dict[str, str]:
    """The attributes of an element by its own classes and those around it."""
    if "dg-box" in classes:
        if "dg-subject" in around:
            return {"fill": LIGHT["ink"], "stroke": "none"}
        if "dg-plate" in around:
            return {"fill": LIGHT["frame"], "stroke": LIGHT["ink-3"], "stroke-width": "0.75"}
        if "dg-vacant" in around:
            return {"fill": LIGHT["paper"], "stroke": LIGHT["bad"], "stroke-width": "1.75"}
        return {"fill": LIGHT["paper"], "stroke": LIGHT["ink-2" if "dg-bare" in around else "line"]}
    for name, look in (
            ("dg-wash", {"fill": LIGHT["wash"]}), ("dg-strip", {"fill": own}), ("dg-frame", {"fill": LIGHT["frame"]}), ("dg-link", {"stroke": own, "stroke-width": "1.2"}),
            ("dg-head", {"fill": own}), ("dg-rule", {"stroke": LIGHT["line"]}), ("dg-level", {"stroke": LIGHT["line"], "stroke-width": "0.75"})):
        if name in classes:
            return look
    if "dg-subject" in around:
        return {"fill": LIGHT["paper"]}
    if "dg-t2" in classes and "dg-vacant" in around:
        return {"fill": LIGHT["bad"], "font-weight": "600"}
    if "dg-t2" in classes and "dg-acting" in around:
        return {"fill": LIGHT["warn"]}
    return {"fill": LIGHT["ink-2"]} if classes & _QUIET else {}
