"""How facts lie in the graph: which labels and types, all made from the vocabulary.

Every statement is a node (``Fact``), because a statement has a period, a source and often more than two ends. It carries a label of its kind
(``Duty``, ``PartOf``; a statement about a thing itself is ``BodyEntry`` and so on) and all its columns as stated. What it names are nodes of their own, shared by all
statements that name them: ``(:Body)-[:HOLDS]->(:Duty)-[:OVER]->(:Sector)``, ``(:BodyEntry)-[:DESCRIBES]->(:Body)``, ``(:Duty)-[:RESTS_ON {clause}]->(:Document)``.
A thing has nothing but its id as stated and the first name that a source gave it; who means whom is worked out by a history, never stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from ...vocabulary import KINDS, NODE_KINDS, Field

FACT, PENDING, NAMED, LOAD, SOURCE = "Fact", "Pending", "Named", "Load", "Source"
DESCRIBES, RESTS_ON = "DESCRIBES", "RESTS_ON"
_LABELS: Mapping[str, str] = {"holds": "Tenure", "in_charge_of": "Portfolio"}
"""Kinds whose name is no noun."""
_NOBODYS = ("exemption", "accident")
"""Kinds that nobody holds: all their ends are what they are about."""
_HELD: Mapping[str, str] = {"duty": "HOLDS", "power": "HOLDS", "holds": "HOLDS", "in_charge_of": "HOLDS", "act": "DID", "licence": "ISSUED"}
"""Types from the first end to the fact, where it is not HAS."""
_ABOUT: Mapping[str, str] = {"sector": "OVER", "object": "OVER", "territory": "IN", "over": "OVER"}
"""Types from the fact to what it is about, where it is not the field's own name."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a fact: the field that names it, the type of the relationship, whether it leads to the fact, and the labels it may meet."""

    field: str
    type: str
    inward: bool
    to: tuple[str, ...]


def label(kind: str) -> str:
    """The label of the facts of a kind."""
    word = _LABELS.get(kind) or "".join(part.title() for part in kind.split("_"))
    return f"{word}Entry" if kind in NODE_KINDS else word


def thing(kind: str) -> str:
    """The label of the things of a kind of node."""
    return kind.title()


@cache
def ends(kind: str) -> tuple[End, ...]:
    """The ends of a kind's facts, in declared order, without the document."""
    return tuple(_end(kind, number, field) for number, field in enumerate(KINDS[kind].refs))


def _end(kind: str, number: int, field: Field) -> End:
    inward = number == 0 and kind not in NODE_KINDS and kind not in _NOBODYS
    type_ = _HELD.get(kind, "HAS") if inward else _ABOUT.get(field.name, field.name.upper())
    return End(field.name, type_, inward, tuple(thing(each) for each in field.to))


def constraints() -> set[tuple[str, str]]:
    """Every (label, property) that must be unique."""
    return {("Dutygraph", "name"), ("Migration", "version"), ("Lock", "name"), (LOAD, "id"), (SOURCE, "scope"), (NAMED, "id"), *((thing(kind), "id") for kind in NODE_KINDS)}


def indexes() -> set[tuple[str, tuple[str, ...]]]:
    """Every (label, properties) that has an index beside."""
    return {(FACT, ("load", "kind")), (FACT, ("scope",)), *((thing(kind), ("name",)) for kind in NODE_KINDS)}


def drawn() -> Iterator[tuple[str, str, str]]:
    """Every (label, type, label) that a graph may have between facts and things, in declared order."""
    for kind in KINDS:
        if kind in NODE_KINDS:
            yield label(kind), DESCRIBES, thing(kind)
        for end in ends(kind):
            for other in end.to:
                yield (other, end.type, label(kind)) if end.inward else (label(kind), end.type, other)
        yield label(kind), RESTS_ON, thing("document")


def graph_rows(load: str, kind: str, table: pa.Table) -> list[dict[str, Any]]:
    """The facts of a canonical table as the statement ``write/facts`` takes them."""
    return [_graph_row(load, kind, said) for said in table.to_pylist()]


def _graph_row(load: str, kind: str, said: dict[str, Any]) -> dict[str, Any]:
    inward: list[list[str]] = []
    outward: list[list[str]] = []
    for end in ends(kind):
        if said[end.field]:
            (inward if end.inward else outward).append([_label_of(said[end.field], end.to[0]), said[end.field], end.type])
    return {
        "label": label(kind),
        "said": {"load": load, "kind": kind} | {name: value for name, value in said.items() if value is not None},
        "describes": [[thing(kind), said["id"], said["name"]]] if kind in NODE_KINDS and said["id"] else [],
        "from": inward,
        "to": outward,
        "document": [[_document(said["document"]), said["clause"]]] if said["document"] else [],
    }


def _label_of(ref: str, otherwise: str) -> str:
    """The label of the thing that a reference names by its prefix."""
    prefix = ref.partition(":")[0]
    return thing(prefix) if prefix in NODE_KINDS else otherwise


def _document(stated: str) -> str:
    return stated if stated.startswith("document:") else f"document:{stated}"
