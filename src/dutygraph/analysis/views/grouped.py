"""Groups of rows on a card: which kinds of fact stand on the card of which kind of node, and how a row of them is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ...facts import Fact
from ...findings import Cite
from ...snapshot.days import Ints
from ...vocabulary import KINDS, SIDEWAYS
from .related import by_day, now, rows_of, take
from .said import Word, node, stated

if TYPE_CHECKING:
    from ...snapshot import Snapshot

When = Literal["now", "ever", "newest"]
"""Rows in force on the day, of all time newest first, or events up to the day newest first."""


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """A column of a group: ``type`` says how its values look (node, nodes, word, text, number, date, flag)."""

    key: str
    zh: str
    en: str
    type: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One row with the sheet rows it rests on; ``filter`` lists the objects that it counts."""

    cells: Mapping[str, Any]
    cites: tuple[Cite, ...] = ()
    filter: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one sort on a card; ``total`` counts also those that are not listed."""

    key: str
    zh: str
    en: str
    total: int
    columns: tuple[GroupColumn, ...]
    rows: tuple[GroupRow, ...]
    filter: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Spec:
    """A group made of the facts of one kind that refer to the node in one field."""

    key: str
    zh: str
    en: str
    kind: str
    field: str
    columns: tuple[str, ...]
    when: When = "now"


def _spec(key: str, zh: str, en: str, kind: str, field: str, columns: str, when: When = "now") -> _Spec:
    return _Spec(key, zh, en, kind, field, tuple(columns.split()), when)


_TERM = "since until"
_ACT = "since type actor person object sector summary signed number"
_DUTIES = f"mode bearer sector object territory lead matter {_TERM}"
_SIDE = {"supplies": ("供应给", "supplies to", "供应方", "supplied by"), "leases_to": ("出租给", "leases to", "出租方", "leased from"),
         "contracts": ("发包给", "contracts out to", "发包方", "contracted by"), "serves": ("服务于", "serves as agency", "技术服务机构", "served by")}
SPECS: Mapping[str, tuple[_Spec, ...]] = {
    "object": (
        _spec("places", "所在地", "places", "at", "object", f"territory as_what {_TERM}"),
        _spec("sectors", "所属领域", "sectors", "in_sector", "object", f"sector as_what {_TERM}"),
        _spec("status", "生产状态", "status", "status", "object", f"value {_TERM}", "ever"),
        _spec("exemptions", "依法豁免", "exemptions", "exemption", "object", f"mode authority {_TERM}"),
        _spec("licences", "许可证", "licences", "licence", "object", f"permit number issuer {_TERM}", "ever"),
        _spec("owners", "所属企业", "run by", "run_by", "object", f"owner {_TERM}"),
        _spec("runs", "经营（使用）", "runs", "run_by", "owner", f"object {_TERM}"),
        *(_spec(kind, _SIDE[kind][0], _SIDE[kind][1], kind, "object", f"other {_TERM}") for kind in SIDEWAYS),
        *(_spec(f"{kind}_by", _SIDE[kind][2], _SIDE[kind][3], kind, "other", f"object {_TERM}") for kind in SIDEWAYS),
        _spec("liaison", "联系领导", "liaison leaders", "liaises_with", "object", f"leader {_TERM}"),
        _spec("units", "内设单元", "units inside", "unit", "object", "id type parent responsible duties"),
        _spec("acts", "履职记录", "acts", "act", "object", _ACT, "newest"),
        _spec("done", "本单位的记录", "its own records", "act", "actor", _ACT, "newest"),
        _spec("accidents", "事故", "accidents", "accident", "object", "since type deaths missing serious_injuries loss_wan stated_level", "newest")),
    "body": (
        _spec("part_of", "隶属（块）", "under the direct leadership of", "part_of", "body", f"parent {_TERM}"),
        _spec("under_it", "下属机构", "bodies under it", "part_of", "parent", f"body {_TERM}"),
        _spec("guided_by", "业务指导（条）", "guided by", "guided_by", "body", f"guide {_TERM}"),
        _spec("guides", "指导的机构", "guides", "guided_by", "guide", f"body {_TERM}"),
        _spec("former", "承接自", "took over from", "succeeds", "body", f"former {_TERM}", "ever"),
        _spec("successors", "由其承接", "taken over by", "succeeds", "former", f"body {_TERM}", "ever"),
        _spec("governs", "管辖", "governs", "governs", "body", f"territory {_TERM}"),
        _spec("portfolios", "分管领导", "leaders in charge of it", "in_charge_of", "over", f"post share safety {_TERM}"),
        _spec("members", "成员单位", "members", "member_of", "committee", f"member person seat {_TERM}"),
        _spec("committees", "参加的议事协调机构", "committees", "member_of", "member", f"committee seat person {_TERM}"),
        _spec("powers", "职权", "powers", "power", "body", f"power origin delegator sector territory {_TERM}"),
        _spec("behalf", "受其委托（派出）的职责", "duties on its behalf", "duty", "on_behalf", _DUTIES),
        _spec("licences", "颁发的许可证", "licences issued", "licence", "issuer", f"object permit number {_TERM}"),
        _spec("staff", "人员", "people", "person", "home", "id")),
    "post": (
        _spec("holders", "任职人（历任）", "holders over time", "holds", "post", f"person manner concurrent part_time {_TERM}", "ever"),
        _spec("portfolio", "分工", "portfolio", "in_charge_of", "post", f"over share safety {_TERM}"),
        _spec("reporting", "下级职务", "posts that report to it", "post", "reports_to", "id rank"),
        _spec("committees", "议事协调机构席位", "seats on committees", "member_of", "member", f"committee seat person {_TERM}"),
        _spec("liaison", "联系企业", "objects it keeps contact with", "liaises_with", "leader", f"object {_TERM}"),
        _spec("acts", "履职记录", "acts", "act", "actor", _ACT, "newest")),
    "person": (
        _spec("posts", "任职（历任）", "posts over time", "holds", "person", f"post manner concurrent part_time {_TERM}", "ever"),
        _spec("committees", "名单所列席位", "seats on committees", "member_of", "person", f"committee member seat {_TERM}"),
        _spec("liaison", "联系企业", "objects in contact", "liaises_with", "leader", f"object {_TERM}"),
        _spec("units", "负责的单元", "units in charge", "unit", "responsible", "id object type duties"),
        _spec("signed", "签字（主持）的记录", "acts signed or chaired", "act", "person", _ACT, "newest"),
        _spec("acts", "履职记录", "acts", "act", "actor", _ACT, "newest")),
    "territory": (
        _spec("within", "上级区划", "within", "within", "territory", f"parent by {_TERM}"),
        _spec("contains", "下级区划", "contains", "within", "parent", f"territory by {_TERM}"),
        _spec("governed", "管辖机构", "governed by", "governs", "territory", f"body {_TERM}"),
        _spec("portfolios", "分管领导", "leaders in charge of it", "in_charge_of", "over", f"post share safety {_TERM}"),
        _spec("duties", "以此为区域的职责", "duties for it", "duty", "territory", _DUTIES),
        _spec("exemptions", "依法豁免", "exemptions", "exemption", "territory", f"sector object mode authority {_TERM}"),
        _spec("accidents", "事故", "accidents", "accident", "territory", "since type object deaths missing serious_injuries loss_wan stated_level", "newest")),
    "sector": (
        _spec("contains", "下级领域", "sectors below", "sector", "parent", "id code scheme"),
        _spec("duties", "点名该领域的职责", "duties over it", "duty", "sector", _DUTIES),
        _spec("portfolios", "分管领导", "leaders in charge of it", "in_charge_of", "over", f"post share safety {_TERM}"),
        _spec("industries", "对应行业代码", "national industries", "maps_to", "sector", f"industry {_TERM}"),
        _spec("mapped", "对应的监管领域", "sectors mapped to it", "maps_to", "industry", f"sector {_TERM}"),
        _spec("exemptions", "依法豁免", "exemptions", "exemption", "sector", f"territory object mode authority {_TERM}"),
        _spec("accidents", "事故", "accidents", "accident", "sector", "since type object deaths missing serious_injuries loss_wan stated_level", "newest")),
    "unit": (_spec("contains", "下级单元", "units below", "unit", "parent", "id type responsible duties"),),
    "document": (_spec("replaced", "替代它的文件", "replaced by", "document", "supersedes", "id issuer"),),
}
"""The groups of each kind of node that are nothing but facts, in the order in which they are shown."""
_COMMON: Mapping[str, tuple[str, str]] = {"since": ("起始", "since"), "until": ("终止", "until")}


def fact_groups(snapshot: Snapshot, id_: str, limit: int) -> list[Group]:
    """The groups of a node that hold plain facts; empty ones are left out."""
    found = []
    for spec in SPECS.get(id_.partition(":")[0], ()):
        rows = rows_of(snapshot, spec.kind, spec.field, id_)
        if len(rows):
            rows = rows if spec.when == "ever" else now(snapshot, spec.kind, rows)
            rows = rows if spec.when == "now" else by_day(snapshot, spec.kind, rows)
        if len(rows):
            found.append(of_rows(snapshot, spec.key, spec.zh, spec.en, spec.kind, rows, spec.columns, limit))
    return found


def of_rows(snapshot: Snapshot, key: str, zh: str, en: str, kind: str, rows: Ints, columns: tuple[str, ...], limit: int) -> Group:
    """A group of rows of one kind of fact."""
    facts = take(snapshot, kind, rows[:limit])
    return Group(key, zh, en, len(rows), tuple(column(kind, name) for name in columns),
                 tuple(GroupRow(cells(snapshot, fact, columns), (Cite.of(fact),)) for fact in facts))


def column(kind: str, name: str) -> GroupColumn:
    """A column of a kind of fact: one of its fields, the node itself (``id``), or when it holds."""
    if name == "id":
        return GroupColumn("id", KINDS[kind].zh, KINDS[kind].en, "node")
    if name in _COMMON:
        words = ("日期", "day") if KINDS[kind].shape == "event" else _COMMON[name]
        return GroupColumn(name, *words, "date")
    field = KINDS[kind].field(name)
    form = "node" if field.type == "ref" else "word" if field.values else {"int": "number", "number": "number", "flag": "flag", "date": "date"}.get(field.type, "text")
    return GroupColumn(name, field.zh, field.en, form)


def cells(snapshot: Snapshot, fact: Fact, columns: tuple[str, ...]) -> dict[str, Any]:
    """The values of a row."""
    found: dict[str, Any] = {}
    for name in columns:
        if name == "id":
            found[name] = node(snapshot, fact["id"])
        elif name in _COMMON:
            found[name] = fact[name].isoformat() if fact[name] else None
        else:
            found[name] = stated(snapshot, KINDS[fact.kind].field(name), fact[name])[1]
    return found


def counted(key: str, zh: str, en: str, what: tuple[str, str], counts: list[tuple[Word, int, dict[str, Any]]], words: dict[str, Any]) -> Group:
    """A group that counts: one row for each word, with the filter that lists what it counts."""
    columns = (GroupColumn(key, *what, "word"), GroupColumn("count", "个数", "count", "number"))
    rows = tuple(GroupRow({key: each, "count": count}, (), each_words) for each, count, each_words in counts)
    return Group(key, zh, en, int(np.sum([count for _, count, _ in counts])), columns, rows, words)
