"""Closed words: values of answers that are no text but words of the program (state, kind, unit ...), which pages look up and no name may change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from ... import vocabulary
from ...analysis import ANALYSES
from ...snapshot import terms
from ...vocabulary import KINDS, Term

WORD = re.compile(r"[a-z_][a-z0-9_-]*")
"""How every word of the program is written."""
FIELD = re.compile(r"[a-z_][a-z0-9_]*")
"""How every key of an answer is written; other keys come from the data."""
TERM = frozenset({"name", "zh", "en"})
"""The shape of a word of the vocabulary with its labels."""
_KEYS = frozenset((
    "as_of", "ask", "broken", "by", "change", "code", "columns", "columns_by", "content", "data_version", "default", "doubts", "en", "end", "grade", "how", "id", "key", "kind", "kinds", "level",
    "line", "lines", "measure", "mode", "modes", "origin", "overall", "precision", "reason", "relation", "risk", "role", "rules_version", "rung", "sector", "severity", "shape", "signs", "sort",
    "state", "status", "tier", "town", "territory", "type", "unit", "way", "why", "within"))
"""Keys under which a value that looks like a word of the program is one."""


def _terms(module: ModuleType) -> Iterator[str]:
    for held in vars(module).values():
        if isinstance(held, tuple):
            yield from (each.name for each in held if isinstance(each, Term))


WORDS = frozenset((
    "none", "json", "zh", "en", *_terms(vocabulary), *_terms(terms), *KINDS, *(field.name for kind in KINDS.values() for field in kind.fields), *ANALYSES,
    *(word for each in ANALYSES.values() for parameter in each.parameters for word in (parameter.name, *parameter.choices))))
"""The words of the vocabulary, of the definitions and of the asks, wherever they stand."""


def closed(value: str, key: str) -> bool:
    """Whether a value under this key is a word of the program."""
    return WORD.fullmatch(value) is not None and (key in _KEYS or value in WORDS)
