"""Which uncertain facts would flip an answer (N31): posts that stand in the chain only by a fact that is not sure, holders that hang on one, numbers near a threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from ..analysis.chain import Chain, Step
from ..facts import Fact
from ..findings import Cite
from ..law.accident import Accident, Judgement, judge
from ..law.accident_table import AccidentTable
from ..snapshot import Snapshot
from ..vocabulary import KINDS, Term
from .backing import Backing
from .later import describe

WHY: tuple[Term, ...] = (
    Term("inferred", "推断而来，没有文件或台账载明", "inferred, stated by no document or register", "N22"),
    Term("since_unknown", "起始日期不详", "its start is not known", ""),
    Term("precision", "日期只到年或月，事故日正在其中", "its date is known to the month or year only, and the day lies in it", ""),
    Term("end_unknown", "没有载明是否仍然有效", "whether it still held is not stated", ""),
    Term("manner", "代理、提名或任职方式不详", "acting, nominated, or the manner is not known", "R10"),
    Term("number", "伤亡或损失数字不详或可能变化", "a number is unknown or may change", "事故条例 Art 13"),
)
"""Why a fact is not sure, gravest first."""
MOST_LISTED = 60
Reach = Callable[[str], frozenset[str]]
"""Posts within reach at a level."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One uncertain fact and what changes without it: posts that leave the chain, lines that lose their last path, holders, or the level
    with the posts that then ``enter`` or ``leave`` the reach of an inquiry.
    """

    why: str
    zh: str
    en: str
    posts: tuple[str, ...]
    lines: tuple[str, ...]
    holders: tuple[str, ...]
    level: tuple[str, str] | None
    enter: tuple[str, ...]
    leave: tuple[str, ...]
    cite: Cite | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The flips, gravest first; ``uncertain`` of ``total`` facts behind the chain are not sure, whether or not anything hangs on them."""

    total: int
    uncertain: Mapping[str, int]
    flips: tuple[Flip, ...]
    flips_total: int


def sensitivity(snapshot: Snapshot, chain: Chain, accident: Accident, judged: Judgement, table: AccidentTable, reach: Reach) -> Sensitivity:
    """What would change if an uncertain fact were not so, one fact at a time; ``reach`` gives the posts within reach at a level."""
    links = [step.cites for line in chain.lines for path in line.paths for step in path]
    holders = {cite: seat.id for seat in chain.posts for term in seat.holders for cite in term.cites}
    backing = Backing.of(snapshot, dict.fromkeys([*(cite for cites in links for cite in cites), *holders]))
    counts: dict[str, int] = {}
    flips: list[Flip] = []
    needed = _needed(chain)
    for cite, fact in backing.facts:
        why = _why(fact, snapshot.as_of)
        if why is None:
            continue
        counts[why] = counts.get(why, 0) + 1
        posts, lines = _without(chain, cite, needed.get(cite, frozenset()))
        held = (holders[cite],) if cite in holders and why != "end_unknown" else ()
        if posts or lines or held:
            zh, en = describe(snapshot, fact)
            flips.append(Flip(why, zh, en, posts, lines, held, None, (), (), cite))
    flips += _numbers(accident, judged, table, reach)
    order = [term.name for term in WHY]
    flips.sort(key=lambda each: (order.index(each.why), -len(each.posts), each.zh))
    return Sensitivity(len(backing.facts), counts, tuple(flips[:MOST_LISTED]), len(flips))


def _why(fact: Fact, day: date) -> str | None:
    if fact["level"] == "inferred":
        return "inferred"
    if fact.kind == "holds" and fact["manner"] in ("acting", "nominee", "unknown"):
        return "manner"
    if KINDS[fact.kind].shape == "node":  # a row that sets up a post or a body: the day decided already whether it exists
        return None
    if fact["since"] is None and fact["end"] != "open":
        return "since_unknown"
    if fact["precision"] in ("year", "month") and any(edge is not None and _same(edge, day, fact["precision"]) for edge in (fact["since"], fact["until"])):
        return "precision"
    return "end_unknown" if fact["until"] is None and fact["end"] == "unknown" else None


def _same(edge: date, day: date, precision: str) -> bool:
    return edge.year == day.year and (precision == "year" or edge.month == day.month)


Edge = tuple[str, str, str]


def _needed(chain: Chain) -> Mapping[Cite, frozenset[Edge]]:
    """For each fact the links that fall without it: those that no other fact of its kind backs."""
    found: dict[Cite, set[Edge]] = {}
    for line, below, step in _links(chain):
        kinds = [cite.kind for cite in step.cites]
        for cite in step.cites:
            if kinds.count(cite.kind) == 1:
                found.setdefault(cite, set()).add((line, below, step.node))
    return {cite: frozenset(edges) for cite, edges in found.items()}


def _links(chain: Chain) -> Iterator[tuple[str, str, Step]]:
    for line in chain.lines:
        for path in line.paths:
            for below, step in pairwise(path):
                yield line.name, below.node, step


def _without(chain: Chain, cite: Cite, fallen: Iterable[Edge]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Posts and lines that are left by no path where these links fall."""
    gone = frozenset(fallen)
    if not gone:
        return (), ()
    kept: set[str] = set()
    lines: list[str] = []
    for line in chain.lines:
        alive = [path for path in line.paths if not any((line.name, below.node, step.node) in gone for below, step in pairwise(path))]
        kept |= {step.node for path in alive for step in path}
        if line.paths and not alive:
            lines.append(line.name)
    return tuple(seat.id for seat in chain.posts if seat.id not in kept), tuple(lines)


def _numbers(accident: Accident, judged: Judgement, table: AccidentTable, reach: Reach) -> list[Flip]:
    """Numbers of the accident that could move the level, and the posts that the reach then gains or loses: missing people, unknown numbers, numbers near a threshold."""
    if judged.level is None:
        return []
    found = []
    if judged.level_if_missing_dead and judged.level_if_missing_dead != judged.level:
        worst = judged.level_if_missing_dead
        found.append(_number(f"失踪人员如确认死亡，等级变为{worst}", f"if the missing are dead the level becomes {worst}", judged.level, worst, reach))
    if judged.at_least:
        found.append(_number(f"有数字不详，等级至少为{judged.level}", f"a number is unknown, the level is at least {judged.level}", judged.level, judged.level, reach))
    for field, change, zh, en in _near(accident, judged.provisional):
        changed: dict[str, Any] = {field: change}
        other = judge(replace(accident, **changed), table=table).level
        if other and other != judged.level:
            found.append(_number(f"{zh}，等级变为{other}", f"{en} makes it {other}", judged.level, other, reach))
    return found


def _near(accident: Accident, provisional: bool) -> Iterator[tuple[str, float, str, str]]:
    """Numbers a little off those stated: one more person while changes still count, a loss a tenth higher or lower."""
    for field, zh, en in (("deaths", "死亡", "death"), ("serious_injuries", "重伤", "serious injury")):
        value = getattr(accident, field)
        if provisional and isinstance(value, int | float):
            yield field, value + 1, f"期限内再有一人{zh}", f"one more {en} within the window"
    if isinstance(loss := accident.loss_wan, int | float) and loss:
        yield "loss_wan", loss * 1.1, "直接损失如高一成", "a loss a tenth higher"
        yield "loss_wan", loss * 0.9, "直接损失如低一成", "a loss a tenth lower"


def _number(zh: str, en: str, before: str, after: str, reach: Reach) -> Flip:
    one, other = (reach(before), reach(after)) if before != after else (frozenset(), frozenset())
    return Flip("number", zh, en, (), (), (), (before, after), tuple(sorted(other - one)), tuple(sorted(one - other)), None)
