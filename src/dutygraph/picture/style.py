"""The rules of a chain's picture: colours from the page's tokens where it has them, the way of a card lit while it is hovered or focused, dark and print."""

from __future__ import annotations

from functools import lru_cache

MOST_LIT = 160
"""Nodes whose ways can be lit; a chain with more is drawn all the same."""
LIGHT = {"ink": "#16202b", "ink-2": "#4a5866", "ink-3": "#66727f", "line": "#c3cad2", "paper": "#ffffff",
          "wash": "#f6f7f9", "frame": "#e9edf1", "accent": "#0b5c8a", "bad": "#b3261e", "warn": "#8a5a00"}
_DARK = {"ink": "#e6ebf0", "ink-2": "#a9b4bf", "ink-3": "#8b97a4", "line": "#3b4651", "paper": "#12171d",
         "wash": "#1a2028", "frame": "#242d37", "accent": "#6db3e0", "bad": "#f2867c", "warn": "#e0b14c"}
LINES = {"industry": "#1f5fa8", "licence": "#6a4aa3", "special": "#0f766e", "territorial": "#9a6700", "comprehensive": "#6b7280", "party": "#a23b2a", "enterprise": "#374151", "zone": "#8a4b08"}
_DARK_LINES = {"industry": "#7fb2ee", "licence": "#b79ce6", "special": "#5cc4b8", "territorial": "#dba94a", "comprehensive": "#a3adb8", "party": "#e08a78", "enterprise": "#b9c3ce", "zone": "#e0a060"}
_FONT = '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif'


def _tokens(colours: dict[str, str], lines: dict[str, str]) -> str:
    return "".join(f"--dg-{name}:{value};" for name, value in (*colours.items(), *((f"l-{name}", value) for name, value in lines.items())))


@lru_cache(maxsize=256)
def chain_css(nodes: int = MOST_LIT) -> str:
    """The rules for a page that shows `chain_svg` inline; a page may set the ``--dg-*`` properties itself. ``nodes`` is how many can light their ways."""
    return (
        f".dg-chain{{{_tokens(LIGHT, LINES)}font-family:{_FONT};font-variant-numeric:tabular-nums;max-width:100%;height:auto}}"
        f"@media (prefers-color-scheme:dark){{.dg-chain{{{_tokens(_DARK, _DARK_LINES)}}}}}"
        + _RULES + "".join(f".dg-l-{line}{{--dg-own:var(--dg-l-{line})}}" for line in LINES) + _lighting(min(nodes, MOST_LIT)) +
        f"@media print{{.dg-chain{{{_tokens(LIGHT, LINES)}width:100%;max-height:100vh;break-inside:avoid}}}}")


def file_css() -> str:
    """What a file of its own needs besides."""
    return "svg{background:#fff}@media (prefers-color-scheme:dark){svg{background:#12171d}}@media print{svg{background:#fff}@page{size:A4 landscape;margin:8mm}}"


_RULES = (
    ".dg-chain text{fill:var(--dg-ink)}.dg-chain .dg-wash{fill:var(--dg-wash)}.dg-chain .dg-strip{fill:var(--dg-own,var(--dg-ink-3))}.dg-chain .dg-level{stroke:var(--dg-line);stroke-width:.75}"
    ".dg-chain .dg-lv{fill:var(--dg-ink-2)}.dg-chain .dg-frame{fill:var(--dg-frame)}.dg-chain .dg-box{fill:var(--dg-paper);stroke:var(--dg-line)}"
    ".dg-chain .dg-plate .dg-box{fill:var(--dg-frame);stroke:var(--dg-ink-3);stroke-width:.75}"
    ".dg-chain .dg-subject .dg-box{fill:var(--dg-ink);stroke:none}.dg-chain .dg-subject text{fill:var(--dg-paper)}"
    ".dg-chain .dg-bare .dg-box{stroke:var(--dg-ink-2);stroke-dasharray:4 3}.dg-chain .dg-vacant .dg-box{stroke:var(--dg-bad);stroke-width:1.75}"
    ".dg-chain .dg-vacant .dg-t2{fill:var(--dg-bad);font-weight:600}"
    ".dg-chain .dg-acting .dg-t2{fill:var(--dg-warn)}.dg-chain .dg-t3,.dg-chain .dg-t4,.dg-chain .dg-tl,.dg-chain .dg-no{fill:var(--dg-ink-2)}.dg-chain .dg-rule{stroke:var(--dg-line)}"
    ".dg-chain .dg-edge{--dg-stroke:var(--dg-own,var(--dg-ink-3))}.dg-chain .dg-link{stroke:var(--dg-stroke);stroke-width:1.2}"
    ".dg-chain .dg-head{fill:var(--dg-stroke)}.dg-chain .dg-edge.dg-bare .dg-link{stroke-dasharray:4 3}"
    ".dg-chain .dg-node{text-decoration:none}.dg-chain .dg-node:focus{outline:none}.dg-chain .dg-node:focus-visible .dg-box{stroke:var(--dg-accent);stroke-width:2.5}"
    ".dg-chain:has(.dg-node:hover,.dg-node:focus-visible) .dg-edge,.dg-chain:has(.dg-node:hover,.dg-node:focus-visible) .dg-node{opacity:.28}")


def _lighting(nodes: int) -> str:
    """For each node: while it is hovered or focused, all that is on its ways stands out."""
    picks = ",".join(f".dg-chain:has(.dg-c{each}:hover,.dg-c{each}:focus-visible) .dg-p{each}" for each in range(nodes))
    arrows = ",".join(f".dg-chain:has(.dg-c{each}:hover,.dg-c{each}:focus-visible) .dg-edge.dg-p{each}" for each in range(nodes))
    return f"{picks}{{opacity:1}}{arrows}{{--dg-stroke:var(--dg-accent)}}"
