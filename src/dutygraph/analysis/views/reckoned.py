"""Groups of a card that have to be worked out: duties over an object, who sits in a body, objects by state, what cites a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...findings import Cite
from ...snapshot.days import Ints
from ...snapshot.names import bare
from ...snapshot.posts import STATES as POST_STATES
from ...snapshot.terms import DEFAULT_KINDS
from ...vocabulary import MODES, OBJECT_TYPES, POST_RANKS
from ..pairs import reached
from ..principal import principal, supervising
from .grouped import Group, GroupColumn, GroupRow, cells, column, counted, of_rows
from .related import now, rows_of, take
from .said import FACT_WORDS, STATES, Node, Word, coded, nodes_at
from .selection import select

if TYPE_CHECKING:
    from ...snapshot import Snapshot

POST_WORDS: Mapping[str, Word] = {each.name: each for each in (
    Word("filled", "在任", "filled"), Word("unknown", "任职人不详", "holder unknown"), Word("not_loaded", "职务未加载", "posts not loaded"),
    Word("vacant", "空缺", "vacant"), Word("missing", "无此职务", "no such post"))}
"""States of a post."""
_DUTY_COLUMNS = (
    GroupColumn("mode", "监管方式", "mode", "word"), GroupColumn("body", "责任主体", "body", "node"), GroupColumn("post", "责任职务", "post", "node"),
    GroupColumn("holders", "任职人", "holders", "nodes"), GroupColumn("state", "职务状态", "state of the post", "word"), GroupColumn("sector", "监管领域", "sector", "node"),
    GroupColumn("object", "点名对象", "object by name", "node"), GroupColumn("territories", "区域", "territories", "nodes"), GroupColumn("lead", "责任方式", "lead or cooperating", "word"),
    GroupColumn("matter", "职责事项", "matter", "text"), GroupColumn("since", "起始", "since", "date"), GroupColumn("until", "终止", "until", "date"))
_PRINCIPAL = GroupColumn("principal", "可承担主体监管", "can carry supervision", "flag")


def reckoned(snapshot: Snapshot, id_: str, limit: int) -> list[Group]:
    """The worked-out groups of a node; empty ones are left out."""
    return [group for make in _OF.get(id_.partition(":")[0], ()) for group in [make(snapshot, id_, limit)] if group is not None and (group.total or group.rows)]


def _at(snapshot: Snapshot, id_: str) -> int:
    return snapshot.history.nodes(id_.partition(":")[0]).ordinal(id_)


def holders(snapshot: Snapshot, posts: Ints) -> dict[int, tuple[Node, ...]]:
    """Who holds each of these posts on the day."""
    holds = snapshot.history.columns.holds
    which = np.flatnonzero(np.isin(holds.a, posts) & (holds.b >= 0))
    there = holds.where(which).on(snapshot.day)
    found: dict[int, dict[int, None]] = {}
    for post, person in zip(there.a.tolist(), there.b.tolist(), strict=True):
        found.setdefault(post, {})[person] = None
    return {post: nodes_at(snapshot, "person", people) for post, people in found.items()}


def _duties(snapshot: Snapshot, key: str, zh: str, en: str, entries: Ints, limit: int, carries: Mapping[int, bool] | None = None) -> Group:
    """Duties in force as rows: who carries each today, on which post it rests."""
    carried = snapshot.carried
    shown = entries[:limit]
    facts = take(snapshot, "duty", carried.i[shown])
    held = holders(snapshot, np.unique(carried.post[shown]))
    rows = []
    for at, fact in zip(shown.tolist(), facts, strict=True):
        post, body = int(carried.post[at]), int(carried.body[at])
        said: dict[str, Any] = {
            "mode": coded(MODES, int(carried.mode[at])), "body": _first(snapshot, "body", body), "post": _first(snapshot, "post", post), "holders": held.get(post, ()),
            "state": POST_WORDS[POST_STATES[int(carried.state[at])]], "territories": nodes_at(snapshot, "territory", carried.territories(int(carried.tset[at])).tolist()),
            **cells(snapshot, fact, ("sector", "object", "lead", "matter", "since", "until"))}
        if carries is not None:
            said["principal"] = carries[at]
        rows.append(GroupRow(said, (Cite.of(fact),)))
    columns = (_DUTY_COLUMNS[0], _PRINCIPAL, *_DUTY_COLUMNS[1:]) if carries is not None else _DUTY_COLUMNS
    return Group(key, zh, en, len(entries), columns, tuple(rows))


def _first(snapshot: Snapshot, kind: str, at: int) -> Node | None:
    return nodes_at(snapshot, kind, [at])[0] if at >= 0 else None


def _over_object(snapshot: Snapshot, id_: str, limit: int) -> Group:
    """Every duty that reaches the object; those that can carry supervision first, then in the order of modes."""
    pairs = reached(snapshot, np.array([_at(snapshot, id_)], dtype=np.int32), supervising(snapshot), owners=True)
    pairs = pairs.where(snapshot.carried.part[pairs.duty] < 0)
    can = principal(snapshot, pairs)
    order = np.lexsort((pairs.duty, snapshot.carried.mode[pairs.duty], ~can))
    return _duties(snapshot, "duties", "对它的监管职责", "duties over it", pairs.duty[order], limit, dict(zip(pairs.duty.tolist(), can.tolist(), strict=True)))


def _of_body(snapshot: Snapshot, id_: str, limit: int) -> Group:
    """The duties that the body carries today, its own and those it took over, and those of its stations and delegates that count as its."""
    carried, at = snapshot.carried, _at(snapshot, id_)
    entries = np.flatnonzero(((carried.body == at) | (carried.counts_as == at)) & (carried.part < 0)).astype(np.int32)
    entries = entries[np.lexsort((carried.i[entries], carried.mode[entries]))]
    return _duties(snapshot, "duties", "承担的监管职责", "duties it carries", entries, limit)


def _of_post(snapshot: Snapshot, id_: str, limit: int) -> Group:
    """The duties that rest on the post: that name it, or for which it answers by its portfolio or as head."""
    carried = snapshot.carried
    entries = np.flatnonzero(carried.post == _at(snapshot, id_)).astype(np.int32)
    _, first = np.unique(carried.i[entries], return_index=True)
    entries = entries[np.sort(first)]
    entries = entries[np.lexsort((carried.i[entries], carried.mode[entries]))]
    return _duties(snapshot, "duties", "落到该职务的监管职责", "duties that rest on it", entries, limit)


def _above_sector(snapshot: Snapshot, id_: str, limit: int) -> Group | None:
    """Duties over a sector above, or over every sector: they reach this one too."""
    carried, links = snapshot.carried, snapshot.history.columns.s_parent.on(snapshot.day)
    parent: dict[int, int] = {}
    for at in np.argsort(links.i, kind="stable").tolist():
        parent.setdefault(int(links.a[at]), int(links.b[at]))
    above, one = [-1], parent.get(_at(snapshot, id_), -1)
    while one >= 0 and one not in above:
        above.append(one)
        one = parent.get(one, -1)
    own = _at(snapshot, id_)
    entries = np.flatnonzero(np.isin(carried.sector, [each for each in above if each != own]) & (carried.object == -1) & (carried.part < 0) & (carried.body >= 0)).astype(np.int32)
    entries = entries[np.lexsort((carried.i[entries], carried.mode[entries]))]
    return _duties(snapshot, "duties_above", "上级领域（全部领域）的职责", "duties over sectors above, or over every sector", entries, limit)


def _posts(snapshot: Snapshot, id_: str, limit: int) -> Group:
    """The posts in a body or an enterprise, in order of precedence, with who holds them."""
    columns = snapshot.history.columns
    rows = now(snapshot, "post", rows_of(snapshot, "post", "body", id_))
    at = snapshot.history.nodes("post").of_row[rows]
    place = np.where(columns.p_order[at] < 0, np.iinfo(np.int32).max, columns.p_order[at])
    rows = rows[np.lexsort((at, place, columns.p_rank[at]))]
    ordinals = snapshot.history.nodes("post").of_row[rows[:limit]]
    held = holders(snapshot, ordinals)
    made = []
    for post, fact in zip(ordinals.tolist(), take(snapshot, "post", rows[:limit]), strict=True):
        state = POST_WORDS[snapshot.post_state(fact["id"])]
        made.append(GroupRow({**cells(snapshot, fact, ("id", "rank", "reports_to")), "rank": coded(POST_RANKS, int(columns.p_rank[post])), "holders": held.get(post, ()), "state": state},
                             (Cite.of(fact),)))
    heads = (column("post", "id"), column("post", "rank"), column("post", "reports_to"), _DUTY_COLUMNS[3], _DUTY_COLUMNS[4])
    return Group("posts", "职务", "posts", len(rows), heads, tuple(made))


def _acts(snapshot: Snapshot, id_: str, limit: int) -> Group:
    """The acts that count as the body's own: by itself, by its posts, by those who served in it that day; newest first."""
    columns = snapshot.history.columns
    upto = columns.acts_until(snapshot.day)
    rows = columns.a_i[:upto][np.flatnonzero(columns.a_body[:upto] == _at(snapshot, id_))][::-1]
    return of_rows(snapshot, "acts", "履职记录", "acts", "act", rows, ("since", "type", "actor", "person", "object", "summary", "signed", "number"), limit)


def _by_state(word: str) -> Callable[[Snapshot, str, int], Group | None]:
    def make(snapshot: Snapshot, id_: str, limit: int) -> Group | None:
        chosen = select(snapshot, **{word: id_})
        counts = np.bincount(chosen.coverage.overall[chosen.mask], minlength=len(STATES)).tolist()
        if not any(counts):
            return None
        said = [(each, count, {word: id_, "state": each.name}) for each, count in zip(STATES, counts, strict=True)]
        return counted("state", "监管对象（按状态）", "objects by state", ("状态", "state"), said, {word: id_})
    return make


def _by_kind(word: str) -> Callable[[Snapshot, str, int], Group | None]:
    def make(snapshot: Snapshot, id_: str, limit: int) -> Group | None:
        """Objects of every kind, also those that coverage does not count by itself (equipment, vessels)."""
        chosen = select(snapshot, kind="all", **{word: id_})
        types = snapshot.history.columns.o_type[chosen.mask]
        counts = np.bincount(types, minlength=256).tolist()
        other = sum(counts[at] for at, term in enumerate(OBJECT_TYPES) if term.name not in DEFAULT_KINDS)
        if not other:
            return None
        said = [(Word(term.name, term.zh, term.en), counts[at], {word: id_, "kind": term.name}) for at, term in enumerate(OBJECT_TYPES) if counts[at]]
        return counted("kind", "监管对象（按类型）", "objects by kind", ("类型", "kind"), said, {word: id_, "kind": "all"})
    return make


def _citing(snapshot: Snapshot, id_: str, limit: int) -> Group | None:
    """How many facts of each kind rest on the document."""
    name, rows = bare(id_), []
    for kind, word in FACT_WORDS.items():
        table = snapshot.history.table(kind)
        said = pc.fill_null(pc.is_in(table["document"].combine_chunks(), value_set=pa.array([name, id_])), False)
        hits = np.flatnonzero(said.to_numpy(zero_copy_only=False)).astype(np.int32)
        if len(hits):
            cited = take(snapshot, kind, hits[:5])
            rows.append((len(hits), GroupRow({"kind": word, "count": len(hits)}, tuple(Cite.of(each) for each in cited))))
    columns = (GroupColumn("kind", "事实种类", "kind of fact", "word"), GroupColumn("count", "个数", "count", "number"))
    return Group("citing", "以其为依据的事实", "facts that rest on it", sum(count for count, _ in rows), columns, tuple(row for _, row in rows))


_OF: Mapping[str, tuple[Callable[[Snapshot, str, int], Group | None], ...]] = {
    "object": (_over_object, _posts),
    "body": (_posts, _of_body, _by_state("body"), _by_kind("body"), _acts),
    "post": (_of_post,),
    "territory": (_by_state("territory"), _by_kind("territory")),
    "sector": (_by_state("sector"), _by_kind("sector"), _above_sector),
    "document": (_citing,),
}
