"""The vocabulary: kinds of node, link and event, modes, lines, powers and acts, each with zh and en label and its law."""

from __future__ import annotations

from types import MappingProxyType

from .acts import ACTS
from .kind import Field, FieldType, Kind, Shape, Term
from .links import EVENTS, LEADS, LINKS, MANNERS
from .modes import LINES, MODES, POWERS
from .nodes import BODY_TYPES, LEVELS, NODES, OBJECT_TYPES, POST_RANKS, RISKS, TERRITORY_TYPES, UNIT_TYPES

KINDS = MappingProxyType({kind.name: kind for kind in (*NODES, *LINKS, *EVENTS)})
"""Every kind of fact by name, in declared order."""

NODE_KINDS: tuple[str, ...] = tuple(kind.name for kind in NODES)
SIDEWAYS: tuple[str, ...] = ("supplies", "leases_to", "contracts", "serves")
"""Links between objects that reach one step out of a chain (L10)."""


def label(terms: tuple[Term, ...], name: str, lang: str = "zh") -> str:
    """The label of ``name`` among ``terms`` in ``lang``; the name itself where it is unknown."""
    for term in terms:
        if term.name == name:
            return term.zh if lang.startswith("zh") else term.en
    return name


__all__ = [
    "ACTS", "BODY_TYPES", "EVENTS", "KINDS", "LEADS", "LEVELS", "LINES", "LINKS", "MANNERS", "MODES", "NODES", "NODE_KINDS", "OBJECT_TYPES", "POST_RANKS",
    "POWERS", "RISKS", "SIDEWAYS", "TERRITORY_TYPES", "UNIT_TYPES", "Field", "FieldType", "Kind", "Shape", "Term", "label",
]
