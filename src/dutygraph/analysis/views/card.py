"""The card of a node (卡片): what is said of it on the day, what it is linked to, what is wrong with its data, and how it came to be so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import NotFound
from ...facts import Fact
from ...findings import Cite, Meta
from ...snapshot.days import as_date, in_force
from ...snapshot.merge import UNITED
from ...snapshot.names import listed
from ...snapshot.terms import DEFAULT_KINDS
from ...vocabulary import KINDS, NODE_KINDS, OBJECT_TYPES
from ..words import names
from .faults import Fault, faults
from .grouped import Group, fact_groups
from .objects import bounded
from .past import Event, past
from .reckoned import POST_WORDS, reckoned
from .related import alive, take
from .said import FACT_WORDS, REASONS, RUNGS, STATES, Node, Word, plain, stated
from .selection import kinds_of

if TYPE_CHECKING:
    from ...snapshot import Snapshot

MOST_CITES = 5
HISTORY = 200
"""Changes that a card lists; it says how many there are."""
OUT = Word("out", "不在册", "not on the register that day")


@dataclass(frozen=True, slots=True)
class CardField:
    """One field of a node: its value on the day and the rows that say so; ``type`` is how the value looks (text, number, flag, date, list, word, node)."""

    key: str
    zh: str
    en: str
    value: Any
    type: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class State:
    """How an object is supervised, or whether a post is filled."""

    name: str
    zh: str
    en: str
    reason: Word | None
    broken: Word | None


@dataclass(frozen=True, slots=True)
class Cited(Node):
    """A document that rows of the card rest on; ``said`` is how they write it."""

    said: str


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a page says of one node.

    ``alive`` says whether it exists on the day; groups and lists are cut at a limit and say their totals. ``documents`` are the cited ones that are on a list:
    others are text without a card.
    """

    meta: Meta
    id: str
    kind: Word
    name: str
    alive: bool
    since: str | None
    until: str | None
    aliases: tuple[str, ...]
    state: State | None
    fields: tuple[CardField, ...]
    groups: tuple[Group, ...]
    documents: tuple[Cited, ...]
    problems: tuple[Fault, ...]
    problems_total: int
    history: tuple[Event, ...]
    history_total: int

    def group(self, key: str) -> Group:
        """The group of that key; NotFound where the card has none."""
        for each in self.groups:
            if each.key == key:
                return each
        raise NotFound("group", key, [each.key for each in self.groups])

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        said: dict[str, Any] = plain(self)
        for event in said["history"]:
            event["is"] = event.pop("now")
        return said


def card(snapshot: Snapshot, id_: str, limit: int = 50) -> Card:
    """The card of a node of any kind, by its id.

    Raises
    ------
    NotFound : where nothing of that id is known at all; a node that is known but does not exist on the day has a card that says so.
    """
    limit, _ = bounded(limit)
    kind = id_.partition(":")[0] if isinstance(id_, str) else ""
    at = snapshot.history.nodes(kind).ordinal(id_) if kind in NODE_KINDS else -1
    if at < 0:
        raise NotFound("thing of the county", str(id_), advice="Search for its name: ids begin with their kind, as in body:, post:, object:.")
    lives = snapshot.history.compiled.merged[kind].lives
    fields = _fields(snapshot, id_)
    groups = _ordered(kind, [*fact_groups(snapshot, id_, limit), *reckoned(snapshot, id_, limit)])
    events, events_total = past(snapshot, id_, HISTORY)
    rows = [*(one for field in fields for one in field.cites), *(one for group in groups for row in group.rows for one in row.cites)]
    others = next((field.value for field in fields if field.key == "aliases"), ())
    called = [id_, names(snapshot)[id_], *others, *(field.value for field in fields if field.key == "code" and field.value)]
    found, faults_total = faults(snapshot.history, called, rows, limit)
    since, until = as_date(int(lives.since[at])), as_date(int(lives.until[at]))
    return Card(
        snapshot.meta({"id": id_, "limit": limit}), id_, FACT_WORDS[kind], names(snapshot)[id_], alive(snapshot, kind, at), since.isoformat() if since else None,
        until.isoformat() if until else None, tuple(others), _state(snapshot, kind, at), fields, groups, _documents(snapshot, rows), found, faults_total, events, events_total)


def _documents(snapshot: Snapshot, rows: list[Cite]) -> tuple[Cited, ...]:
    """The documents cited by these rows that a list describes, in order of their names."""
    found = {}
    for said in dict.fromkeys(one.document for one in rows if one.document):
        ids = snapshot.history.resolve("document", said)
        if len(ids) == 1:
            found[said] = Cited(ids[0], "document", names(snapshot)[ids[0]], said)
    return tuple(found[said] for said in sorted(found))


_FIRST = ("duties", "posts", "state", "holders", "portfolio")
"""Groups that come first where a card has them."""


def _ordered(kind: str, groups: list[Group]) -> tuple[Group, ...]:
    first = ("places", "sectors", *_FIRST) if kind == "object" else _FIRST
    return tuple(sorted(groups, key=lambda each: first.index(each.key) if each.key in first else len(first)))


def _fields(snapshot: Snapshot, id_: str) -> tuple[CardField, ...]:
    """The fields that are stated, from what holds on the day, else (a node of another time) from all that was ever said."""
    kind = id_.partition(":")[0]
    since, until = snapshot.history.compiled.periods[kind]
    every = np.array([row for _, row in snapshot.history.statements(id_)], dtype=np.int32)
    rows = every[in_force(since[every], until[every], snapshot.day)]
    facts = take(snapshot, kind, rows if len(rows) else every)
    found = []
    for name, zh, en in (("name", "名称", "name"), *((field.name, field.zh, field.en) for field in KINDS[kind].fields)):
        told = [fact for fact in facts if fact[name] is not None and fact[name] != ""]
        if told:
            value, form = _value(snapshot, kind, name, told)
            same = told if name in UNITED else [fact for fact in told if fact[name] == told[0][name]]
            found.append(CardField(name, zh, en, value, form, tuple(Cite.of(fact) for fact in same[:MOST_CITES])))
    return tuple(found)


def _value(snapshot: Snapshot, kind: str, name: str, told: list[Fact]) -> tuple[Any, str]:
    if name == "name":
        return told[0]["name"], "text"
    if name in UNITED:
        return tuple(dict.fromkeys(each for fact in told for each in listed(fact[name]))), "list"
    form, value = stated(snapshot, KINDS[kind].field(name), told[0][name])
    return value, form


def _state(snapshot: Snapshot, kind: str, at: int) -> State | None:
    if kind == "post":
        word = POST_WORDS[snapshot.post_state(str(snapshot.history.nodes("post").ids[at]))]
        return State(word.name, word.zh, word.en, None, None)
    if kind != "object":
        return None
    if not snapshot.alive[at]:
        return State(OUT.name, OUT.zh, OUT.en, None, None)
    code = int(snapshot.history.columns.o_type[at])
    usual = code < len(OBJECT_TYPES) and OBJECT_TYPES[code].name in DEFAULT_KINDS
    coverage = snapshot.coverage(None if usual else kinds_of("all"))
    word, reason, rung = STATES[int(coverage.overall[at])], int(coverage.reason[at]), int(coverage.rung[at])
    return State(word.name, word.zh, word.en, REASONS[reason] if reason else None, RUNGS[rung] if rung < len(RUNGS) and word.name != "exempt" else None)
