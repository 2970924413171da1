"""The small pieces that all views are made of: a node, a word of the vocabulary, and how an answer becomes JSON.

A person stands in an answer only as a `Node`, never inside a sentence, so that names can be masked by role (N26).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ...facts import Fact
from ...findings import Cite
from ...snapshot import terms
from ...vocabulary import KINDS, Field, Term
from ..words import names

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from ...snapshot import Snapshot

NONE = "none"
"""The word of a filter for *nothing stated*."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the county by its id: what a page links to."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the vocabulary in both languages."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Role(Node):
    """A thing of the county in its part of a fact: who holds, which post."""

    role: str
    role_zh: str
    role_en: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader has to know of an answer."""

    zh: str
    en: str


def _words(listed: Iterable[Term]) -> dict[str, Word]:
    return {term.name: Word(term.name, term.zh, term.en.partition(":")[0]) for term in listed}


STATES = tuple(_words(terms.STATES).values())
"""States of an object in a mode, weakest first: the position is the code."""
RUNGS = tuple(_words(terms.RUNGS).values())
REASONS = tuple(_words(terms.REASONS).values())
FACT_WORDS = {kind.name: Word(kind.name, kind.zh, kind.en) for kind in KINDS.values()}
"""Every kind of fact as a word."""


def node(snapshot: Snapshot, id_: str) -> Node:
    """The node of an id."""
    return Node(id_, id_.partition(":")[0], names(snapshot)[id_])


def nodes_at(snapshot: Snapshot, kind: str, ordinals: Iterable[int]) -> tuple[Node, ...]:
    """The nodes of a kind by ordinal."""
    ids = snapshot.history.nodes(kind).ids
    return tuple(node(snapshot, str(ids[at])) for at in ordinals)


_KNOWN: dict[int, tuple[tuple[Term, ...], Mapping[str, Word]]] = {}
"""Words of the lists of the vocabulary, by the identity of the list: hashing a list of terms costs more than the look-up."""


def _by_name(listed: tuple[Term, ...]) -> Mapping[str, Word]:
    known = _KNOWN.get(id(listed))
    if known is None or known[0] is not listed:
        known = _KNOWN[id(listed)] = (listed, _words(listed))
    return known[1]


def word(listed: tuple[Term, ...], name: str | None) -> Word | None:
    """The word of that name; as it is where the vocabulary does not have it, None where nothing is stated."""
    return None if not name else _by_name(listed).get(name) or Word(name, name, name)


def coded(listed: tuple[Term, ...], code: int) -> Word | None:
    """The word at a position of the vocabulary; None where nothing is stated."""
    return word(listed, listed[code].name) if 0 <= code < len(listed) else None


def roles(snapshot: Snapshot, fact: Fact, *, but: str = "") -> tuple[Role, ...]:
    """The things that a fact is about, in declared order; without ``but``."""
    found = []
    kind = KINDS[fact.kind]
    if kind.shape == "node" and fact["id"] != but:
        found.append(Role(fact["id"], fact.kind, names(snapshot)[fact["id"]], "self", kind.zh, kind.en))
    for field in kind.refs:
        stated = fact[field.name]
        if stated and stated != but:
            one = node(snapshot, stated)
            found.append(Role(one.id, one.kind, one.name, field.name, field.zh, field.en))
    return tuple(found)


def stated(snapshot: Snapshot, field: Field, value: Any) -> tuple[str, Any]:
    """A field's value with the type in which it is shown: word, node, list, date, flag, number or text."""
    if field.type == "ref":
        return "node", node(snapshot, value) if value else None
    if field.values:
        return "word", word(field.values, value)
    if field.type == "date":
        return "date", value.isoformat() if value else None
    return {"int": "number", "number": "number", "flag": "flag"}.get(field.type, "text"), value


def cite(fact: Fact) -> Cite:
    """The row that a fact was read from."""
    return Cite.of(fact)


@cache
def _names(form: Hashable) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cast("type[DataclassInstance]", form)))


def plain(value: Any) -> Any:
    """An answer as JSON has it: dataclasses as objects, tuples as lists, days as text."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    form: Any = type(value)
    return {name: plain(getattr(value, name)) for name in _names(form)}
