"""The text of a case file as plain data, read safely, with the line on which each part stands."""

from __future__ import annotations

import stat
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..errors import SourceError
from .strict_yaml import strict_loader

MOST_BYTES = 4_000_000
"""A case file of a hundred bodies has 80 kB; one beyond this is no case file."""
MOST_DEPTH = 12
MOST_VALUES = 400_000
_ADVICE = "See docs/cases.md for the form, with an example."
Where = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A file's data and the line (from 1) of every part of it."""

    data: Any
    lines: dict[Where, int]

    def line(self, where: Where) -> int | None:
        """The line of a part, or of the nearest part around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where)


def read_text(path: Path) -> Text:
    """A YAML file as data; SourceError for one that is missing, too large, too deep, grows by repeated parts, or is no YAML."""
    text = _characters(path)
    try:
        _simple(path, text)
        loader = strict_loader(text)
        try:
            node = loader.get_single_node()
            lines: dict[Where, int] = {}
            if node is None:
                raise SourceError("says nothing.", where=str(path), advice=_ADVICE)
            _lines(node, (), lines)
            return Text(loader.construct_document(node), lines)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or " ".join(str(error).split())
        raise SourceError(f"is no YAML: {what}.", where=f"{path} line {mark.line + 1}" if mark else str(path), advice="Correct the file at that place; it must be UTF-8.") from error
    except (ValueError, TypeError) as error:  # a day that no calendar has, a list as a key
        raise SourceError(f"is no YAML that can be read: {error}.", where=str(path), advice="Correct the file.") from error


def _characters(path: Path) -> str:
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):
            raise SourceError("is no file.", where=str(path), advice="Name a case file (YAML).")
        if known.st_size > MOST_BYTES:
            raise SourceError(f"has {known.st_size:,} bytes; a case file has at most {MOST_BYTES:,}.", where=str(path), advice="Load a whole register with `dutygraph load` instead.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror}).", where=str(path), advice="Check the path and its permissions.") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"is not UTF-8 text (byte {error.start}).", where=str(path), advice="Save it as UTF-8.") from error


def _simple(path: Path, text: str) -> None:
    """Refuse what a case file never needs and a hostile one uses: tags, deep nests, endless lists, repeated parts (&, *) that grow without end.

    Reads events only, so nothing is built before it is known how much it would be.
    """
    known: dict[str, tuple[int, int]] = {}
    stack = [[0, 0]]
    anchors: list[str | None] = []
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        where = f"{path} line {event.start_mark.line + 1}" if event.start_mark else str(path)
        if tag := getattr(event, "tag", None):
            raise SourceError(f"uses a tag ({tag}).", where=where, advice="Leave the tag out; put a text in quotes.")
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            if anchor not in known:
                raise SourceError(f"*{anchor} refers to a part that holds it, or to none.", where=where, advice="Write the part out.")
            _grow(stack[-1], known[anchor])
        elif isinstance(event, yaml.ScalarEvent):
            _grow(stack[-1], (1, 0))
            if anchor:
                known[anchor] = (1, 0)
        elif isinstance(event, yaml.CollectionStartEvent):
            stack.append([0, 0])
            anchors.append(anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            size, depth = stack.pop()
            own = anchors.pop()
            _grow(stack[-1], (size, depth + 1))
            if own:
                known[own] = (size, depth + 1)
        if len(stack) + stack[-1][1] > MOST_DEPTH + 1:
            raise SourceError(f"has more than {MOST_DEPTH} levels.", where=where, advice=_ADVICE)
        if sum(size for size, _ in stack) > MOST_VALUES:
            raise SourceError(f"has more than {MOST_VALUES:,} values.", where=where, advice=_ADVICE)


def _grow(around: list[int], part: tuple[int, int]) -> None:
    """Count a part into the one around it: its values, and its depth where it is the deepest."""
    around[0] += part[0]
    around[1] = max(around[1], part[1])


def _lines(node: Any, where: Where, lines: dict[Where, int]) -> None:
    lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for at, each in enumerate(node.value):
            _lines(each, (*where, at), lines)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _lines(value, (*where, getattr(key, "value", "") if isinstance(key, yaml.ScalarNode) else ""), lines)
