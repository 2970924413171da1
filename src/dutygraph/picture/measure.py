"""How wide text is when it is drawn, and where it breaks: Chinese by the character, Latin by the word; nothing is measured by a browser."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ..text import visible

_NARROW = frozenset("iljtfrI.,:;'|!()[]-/ ")
_WIDE = frozenset("mwMW@%—…")
_NOT_FIRST = frozenset("）)]】〕》」』，。；：、！？,.;:!?%”’")
_NOT_LAST = frozenset("（([【〔《「『“‘")
_WORD = frozenset("-_'.")
LONGEST = 600
"""Characters of one text that are looked at; what is longer is cut and says so."""


@lru_cache(maxsize=8192)
def _em(char: str) -> float:
    """Width of one character in em: full-width 1, Latin by its shape."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if ord(char) > 0x2E7F:
        return 1.0
    return 0.32 if char in _NARROW else 0.9 if char in _WIDE else 0.68 if char.isupper() else 0.56


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that the text takes at a font size."""
    return sum(map(_em, text)) * size * (1.04 if bold else 1.0)


def wrap(text: str, room: float, size: float, *, most: int = 3, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit, at most so many; the last ends with an ellipsis where there is more."""
    said = visible(text[: LONGEST + 1])
    lines: list[str] = []
    line = ""
    for part in _parts(said):
        if not line or width(line + part, size, bold=bold) <= room:
            line += part
        else:
            lines.append(line)
            line = part.lstrip()
        while width(line, size, bold=bold) > room and len(line) > 1:
            at = _fits(line, room, size, bold)
            lines.append(line[:at])
            line = line[at:]
        if len(lines) > most:
            break
    lines = [each.rstrip() for each in (*lines, line) if each.strip()]
    if len(lines) <= most and len(text) <= LONGEST:
        return tuple(lines)
    last = lines[most - 1] if len(lines) >= most else lines[-1]
    while last and width(last + "…", size, bold=bold) > room:
        last = last[:-1]
    return (*lines[: most - 1], last + "…")


def _fits(line: str, room: float, size: float, bold: bool) -> int:
    """How many characters of a line that cannot be broken at a word fit."""
    at = 1
    while at < len(line) and width(line[: at + 1], size, bold=bold) <= room:
        at += 1
    return at - 1 if at > 1 and line[at - 1] in _NOT_LAST else at


def _parts(text: str) -> list[str]:
    """The pieces between which a line may break."""
    parts: list[str] = []
    for char in text:
        latin = ord(char) < 0x2E80 and (char.isalnum() or char in _WORD)
        if parts and (char == " " or char in _NOT_FIRST or (latin and _open(parts[-1])) or parts[-1][-1] in _NOT_LAST):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _open(part: str) -> bool:
    """Whether a Latin word goes on."""
    return ord(part[-1]) < 0x2E80 and (part[-1].isalnum() or part[-1] in _WORD)
