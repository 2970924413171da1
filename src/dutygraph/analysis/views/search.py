"""Search (检索): any node by name, other name, initials of its pinyin, the last digits of its credit code, or its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from ...findings import Meta, synthetic_mark
from ...snapshot.days import Bools, Ints
from ...snapshot.names import normal
from ...vocabulary import NODE_KINDS
from ..words import names
from .objects import bounded, values_by_object
from .reckoned import holders
from .related import alive, now, rows_of, take
from .said import FACT_WORDS, Node, Word, nodes_at, plain
from .spelling import ALIAS, CODE, ID, LONGEST, NAME, Hits, Spelling, spelling
from .standing import town_of

if TYPE_CHECKING:
    import pandas as pd

    from ...snapshot import Snapshot

SEARCHED = ("body", "post", "person", "territory", "sector", "object", "document")
"""Kinds of node that are searched, in the order in which equals are shown."""
WHY: tuple[Word, ...] = (
    Word("name", "名称", "name"), Word("alias", "别名、简称", "other name"), Word("code", "代码", "code"), Word("id", "标识", "id"),
    Word("initials", "拼音首字母", "pinyin initials"))
"""Why a node was found; the position is the code."""
_INITIALS = 4
_DIGITS = 4
"""So many last characters of a code find it (尾号)."""
_SCORES = {NAME: (95, 75, 60), ALIAS: (90, 70, 55), CODE: (95, 50, 30), ID: (93, 45, 25), _INITIALS: (52, 48, 40)}
"""What a word scores that is the whole, stands at the start, or stands elsewhere."""
_SUFFIX, _OTHER_READING = 80, 15


@dataclass(frozen=True, slots=True)
class Hit:
    """One node found: why, by which of its words, and where it belongs (town of an object, body of a post, posts of a person)."""

    id: str
    kind: Word
    name: str
    why: Word
    matched: str
    where: tuple[Node, ...]
    alive: bool
    score: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of what a search found, best first; ``total`` counts all."""

    meta: Meta
    text: str
    kinds: tuple[str, ...]
    total: int
    by_kind: Mapping[str, int]
    limit: int
    offset: int
    hits: tuple[Hit, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        said: dict[str, Any] = plain(self)
        return said

    def frame(self) -> pd.DataFrame:
        """One row for each hit of the page."""
        import pandas as pd

        rows = [[hit.kind.name, hit.name, hit.why.name, tuple(each.name for each in hit.where), hit.alive] for hit in self.hits]
        return pd.DataFrame(rows, index=pd.Index([hit.id for hit in self.hits], name="id", dtype=object), columns=["kind", "name", "why", "where", "alive"])

    def _repr_html_(self) -> str:
        return f"{synthetic_mark(self.meta)}<p>{len(self.hits)} / {self.total:,} · {escape(self.meta.as_of)}</p>{self.frame().to_html(escape=True)}"


@dataclass(frozen=True, slots=True)
class _Found:
    """Nodes of one kind that fit, each with its score, why and the entry that fits best."""

    kind: str
    at: npt.NDArray[np.intp]
    score: Ints
    why: Ints
    entry: npt.NDArray[np.int64]


def search(snapshot: Snapshot, text: str, kinds: str | Iterable[str] | None = None, limit: int = 50, offset: int = 0) -> SearchResult:
    """What the text may mean: every word of it must fit, by whatever it is called.

    Equal scores are ordered by what exists on the day, then kind, length of name and id, so the order is the same every time.
    """
    limit, offset = bounded(limit, offset)
    asked = _kinds(kinds)
    words = [each for each in (normal(word) for word in str(text)[:LONGEST].split()) if each]
    found = [each for kind in asked for each in [_of_kind(snapshot, kind, words)] if each is not None and len(each.at)]
    page = _page(snapshot, found, limit, offset)
    shown = _wheres(snapshot, page)
    meta = snapshot.meta({"text": text, "kinds": list(asked), "limit": limit, "offset": offset})
    return SearchResult(meta, str(text), asked, sum(len(each.at) for each in found), {each.kind: len(each.at) for each in found}, limit, offset, shown)


def _kinds(kinds: str | Iterable[str] | None) -> tuple[str, ...]:
    if not kinds:
        return SEARCHED
    asked = {each.strip() for each in (kinds.split(",") if isinstance(kinds, str) else kinds)} - {""}
    if unknown := sorted(asked - set(NODE_KINDS)):
        raise UsageError(f"there is no kind of node {', '.join(map(repr, unknown))}.", where="kinds", advice=f"The kinds are {', '.join(NODE_KINDS)}.")
    return tuple(each for each in NODE_KINDS if each in asked) or SEARCHED


def _of_kind(snapshot: Snapshot, kind: str, words: list[str]) -> _Found | None:
    """Nodes of a kind that every word fits; the score is that of the weakest word."""
    if not words or not len(snapshot.history.nodes(kind)):
        return None
    index = spelling(snapshot.history, kind)
    whole: tuple[Ints, Ints, npt.NDArray[np.int64]] | None = None
    for word in words:
        score, why, entry = _scored(index, word, len(snapshot.history.nodes(kind)))
        if whole is None:
            whole = score, why, entry
            continue
        weaker = score < whole[0]
        whole = np.minimum(score, whole[0]), np.where(weaker, why, whole[1]), np.where(weaker, entry, whole[2])
    if whole is None:
        return None
    at = np.flatnonzero(whole[0] > 0)
    return _Found(kind, at, whole[0][at], whole[1][at], whole[2][at])


def _scored(index: Spelling, word: str, size: int) -> tuple[Ints, Ints, npt.NDArray[np.int64]]:
    """For each node the best score of the word, why, and the entry; 0 where it does not fit."""
    score, why, entry = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32), np.full(size, -1, dtype=np.int64)
    prefix, _, rest = word.partition(":")
    bare = rest if prefix == index.kind and rest else word
    for hits, gained, reason in _ways(index, bare):
        order = np.argsort(gained, kind="stable")  # of several entries of a node the last written is the best
        order = order[gained[order] > score[index.of[hits.entry[order]]]]
        of = index.of[hits.entry[order]]
        score[of], why[of], entry[of] = gained[order], reason[order], hits.entry[order]
    return score, why, entry


def _ways(index: Spelling, word: str) -> Iterable[tuple[Hits, Ints, Ints]]:
    """The ways in which a word may fit: as written; as the end of a code; as initials, by the usual reading and by any other."""
    hits = index.contains(word)
    what = index.what[hits.entry].astype(np.int32)
    table = np.array([_SCORES[each] for each in (NAME, ALIAS, CODE, ID)], dtype=np.int32)
    gained = np.where(hits.starts & hits.ends, table[what, 0], np.where(hits.starts, table[what, 1], table[what, 2])).astype(np.int32)
    suffix = (what == CODE) & hits.ends & ~hits.starts & (len(word) >= _DIGITS)
    gained[suffix] = _SUFFIX
    short = (what >= CODE) & ~(hits.starts & hits.ends) & (len(word) < _DIGITS)
    gained[short] = 0
    yield hits, gained, what
    if len(word) > 1 and word.isascii() and word.isalpha():
        for usual in (True, False):
            found = index.initials(word, usual=usual)
            gained = _placed(found) - (0 if usual else _OTHER_READING)
            yield found, gained.astype(np.int32), np.full(len(gained), _INITIALS, dtype=np.int32)


def _placed(hits: Hits) -> Ints:
    whole, start, inside = _SCORES[_INITIALS]
    found: Ints = np.where(hits.starts & hits.ends, whole, np.where(hits.starts, start, inside)).astype(np.int32)
    return found


def _page(snapshot: Snapshot, found: list[_Found], limit: int, offset: int) -> list[tuple[_Found, int]]:
    """One page of all that was found, in order."""
    if not found:
        return []
    score = np.concatenate([each.score for each in found])
    kind = np.concatenate([np.full(len(each.at), number) for number, each in enumerate(found)])
    within = np.concatenate([np.arange(len(each.at)) for each in found])
    gone = np.concatenate([~_alive(snapshot, each) for each in found])
    length = np.concatenate([_lengths(snapshot, each) for each in found])
    at = np.concatenate([each.at for each in found])
    order = np.lexsort((at, length, kind, gone, -score))[offset:offset + limit]
    return [(found[kind[each]], int(within[each])) for each in order.tolist()]


def _alive(snapshot: Snapshot, found: _Found) -> Bools:
    if found.kind == "object":
        return snapshot.alive[found.at]
    lives = snapshot.history.compiled.merged[found.kind].lives
    there: Bools = (lives.since[found.at] <= snapshot.day) & (snapshot.day < lives.until[found.at])
    return there


def _lengths(snapshot: Snapshot, found: _Found) -> Ints:
    """How long each name is: of two that fit alike the shorter is the closer."""
    index = spelling(snapshot.history, found.kind)
    length = np.zeros(len(snapshot.history.nodes(found.kind)), dtype=np.int32)
    named = np.flatnonzero(index.what == NAME)
    length[index.of[named]] = np.diff(index.text.first)[named]
    return length[found.at]


def _wheres(snapshot: Snapshot, page: list[tuple[_Found, int]]) -> tuple[Hit, ...]:
    """The hits of a page with where each belongs."""
    wanted = np.array(sorted(int(each.at[place]) for each, place in page if each.kind == "object"), dtype=np.int32)
    towns, town = values_by_object(snapshot, "territory", wanted), town_of(snapshot)
    hits = []
    for found, place in page:
        at = int(found.at[place])
        id_ = str(snapshot.history.nodes(found.kind).ids[at])
        where = nodes_at(snapshot, "territory", dict.fromkeys(int(town[each]) for each in towns.get(at, ()))) if found.kind == "object" else _where(snapshot, id_)
        matched = str(spelling(snapshot.history, found.kind).words[int(found.entry[place])].as_py())
        hits.append(Hit(id_, FACT_WORDS[found.kind], names(snapshot)[id_], WHY[int(found.why[place])], matched, where, alive(snapshot, found.kind, at), int(found.score[place])))
    return tuple(hits)


_UPWARD: Mapping[str, tuple[str, str, str]] = {
    "body": ("part_of", "body", "parent"), "person": ("holds", "person", "post"), "territory": ("within", "territory", "parent")}


def _where(snapshot: Snapshot, id_: str) -> tuple[Node, ...]:
    """Where a node belongs on the day: body of a post with its holders, posts of a person, what is above a body, a territory or a sector."""
    kind = id_.partition(":")[0]
    if kind in _UPWARD:
        of, own, other = _UPWARD[kind]
        facts = take(snapshot, of, now(snapshot, of, rows_of(snapshot, of, own, id_)))
        ids = dict.fromkeys(fact[other] for fact in facts if fact[other])
    else:
        node = snapshot.history.node(id_) or {}
        ids = dict.fromkeys(node[field] for field in ("body", "parent", "supersedes") if node.get(field))
    found = tuple(Node(each, each.partition(":")[0], names(snapshot)[each]) for each in ids)
    if kind == "post":
        at = snapshot.history.nodes("post").ordinal(id_)
        return (*found, *holders(snapshot, np.array([at], dtype=np.int32)).get(at, ()))
    return found
