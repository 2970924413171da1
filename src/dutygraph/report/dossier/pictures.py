"""Figures for paper: an SVG as PNG by typst, which needs no browser and no network."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)(?:px)?"[^>]*?\bheight="([\d.]+)(?:px)?"|<svg\b[^>]*?\bviewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', re.DOTALL)
_SOURCE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")\n'
DOTS = 170
"""Dots per inch: enough for print at the size on the page."""


@cache
def fonts() -> Any:
    """The fonts of the machine, looked for once: that takes longer than a picture."""
    import typst

    return typst.Fonts()


def size(svg: str) -> tuple[float, float]:
    """Width and height of an SVG in its own units; 1000 x 700 where it states none."""
    found = _SIZE.search(svg)
    if found is None:
        return 1000.0, 700.0
    wide, high = (found[1], found[2]) if found[1] else (found[3], found[4])
    return float(wide), float(high)


def png(svg: str) -> tuple[bytes, float, float]:
    """The picture with its width and height; the text is handed over as data, never as typst source."""
    import typst

    image = typst.compile(_SOURCE, format="png", ppi=DOTS, sys_inputs={"svg": svg}, font_paths=fonts())
    return (image, *size(svg)) if isinstance(image, bytes) else (image[0], *size(svg))
