"""The words of the vocabulary on a page: states, kinds, modes, risks and reasons with their marks, so that none of them is told by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ...snapshot.terms import REASONS, RUNGS, STATES
from ...vocabulary import ACTS, BODY_TYPES, KINDS, LEVELS, LINES, MANNERS, MODES, OBJECT_TYPES, POST_RANKS, RISKS, TERRITORY_TYPES, UNIT_TYPES, Term

MARKS: Mapping[str, str] = MappingProxyType({"absent": "▲", "vacant": "△", "inherited": "◐", "direct": "●", "exempt": "◇"})
"""One mark for each state, told apart in grey print."""
GRAVE: Mapping[str, str] = MappingProxyType({"high": "▲", "medium": "△", "low": "▽", "info": "·"})
"""One mark for each severity."""
_SEVERITY = (Term("high", "高", "high"), Term("medium", "中", "medium"), Term("low", "低", "low"), Term("info", "提示", "info"))
_STATES = tuple(Term(term.name, term.zh, term.name) for term in STATES)
_RUNGS = tuple(Term(term.name, term.zh, term.name) for term in RUNGS)
_KINDS = tuple(Term(kind.name, kind.zh, kind.en) for kind in KINDS.values())
_SETS: Mapping[str, tuple[Term, ...]] = {
    "state": _STATES, "rung": _RUNGS, "reason": REASONS, "severity": _SEVERITY, "mode": MODES, "line": LINES, "object": OBJECT_TYPES, "risk": RISKS, "rank": POST_RANKS,
    "body": BODY_TYPES, "territory": TERRITORY_TYPES, "unit": UNIT_TYPES, "tier": LEVELS, "manner": MANNERS, "act": ACTS, "kind": _KINDS}


class Labels:
    """What the words of the vocabulary are called in the reader's language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, what: str, name: str | None) -> str:
        """The label of a word; the word itself where the vocabulary has none."""
        return _labels(self.lang)[what].get(name or "", name or "")

    def all(self, what: str) -> list[tuple[str, str]]:
        """Every word with its label, to choose from."""
        return [(name, said) for name, said in _labels(self.lang)[what].items() if name]

    @staticmethod
    def mark(name: str | None) -> str:
        """The mark of a state or a severity."""
        return MARKS.get(name or "") or GRAVE.get(name or "", "")


_KEPT: dict[str, Mapping[str, Mapping[str, str]]] = {}


def _labels(lang: str) -> Mapping[str, Mapping[str, str]]:
    if lang not in _KEPT:
        _KEPT[lang] = {what: {term.name: term.zh if lang == "zh" else term.en for term in terms} for what, terms in _SETS.items()}
    return _KEPT[lang]
