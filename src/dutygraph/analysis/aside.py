"""What stands beside a chain: guidance, coordination, assistance, neighbours one step sideways, cycles, bounds; and duties that reach nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..facts import Fact
from ..findings import Cite
from ..vocabulary import KINDS, SIDEWAYS, Term, label
from .ladder import Ladder
from .lines import ASIDE_MODES
from .roll import Break
from .starts import Subject, duty_words
from .walk import Climb

_WHY = {
    "bearer-dangling": ("责任主体不存在", "the bearer is on no list that was loaded"), "bearer-ended": ("责任主体已撤销且无承接", "the bearer has ended without a living successor"),
    "no-territory": ("没有区域", "no territory is known for it"), "territory-dangling": ("区域不存在", "its territory is on no list that was loaded"),
    "sector-dangling": ("领域不存在", "its sector is on no list that was loaded"), "object-dangling": ("对象不存在", "its object is on no list that was loaded"),
    "coordination": ("议事协调不是监管", "coordination is not supervision"), "no-delegator": ("没有委托机关", "no delegating body is stated"),
}
"""Why a duty reaches nothing, in words (`snapshot.bearers.WHY`)."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing beside the chain: what it is about, the other end, and the facts."""

    kind: str
    subject: str
    other: str
    zh: str
    en: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes by kind. None of them is a link of command."""

    guidance: tuple[Note, ...] = ()
    coordination: tuple[Note, ...] = ()
    assistance: tuple[Note, ...] = ()
    sideways: tuple[Note, ...] = ()
    cycles: tuple[Note, ...] = ()
    bounds: tuple[Note, ...] = ()

    def with_bounds(self, bounds: Iterable[Note]) -> Notes:
        """These notes and what was cut."""
        return replace(self, bounds=(*self.bounds, *bounds))


def around(ladder: Ladder, object_id: str, climbs: Iterable[Climb]) -> tuple[Notes, tuple[Break, ...]]:
    """Notes about everything that the climbs touched, and duties that would reach the object but lead nowhere."""
    climbs = list(climbs)
    subject = Subject.of(ladder, object_id)
    nodes = sorted({node for climb in climbs for route in climb.routes for rung in route for node in rung})
    notes = Notes(
        (*_guides(ladder, nodes), *_aside_duties(ladder, subject)), tuple(_committees(ladder, nodes)), tuple(_assistants(ladder, climbs)),
        tuple(_neighbours(ladder, object_id)), tuple(_cycles(ladder, climbs)))
    return notes, tuple(_nowhere(ladder, subject))


def _note(kind: str, subject: str, other: str, said: tuple[str, str], facts: Iterable[Fact]) -> Note:
    return Note(kind, subject, other, *said, tuple(dict.fromkeys(Cite.of(fact) for fact in facts)))


def _guides(ladder: Ladder, nodes: Iterable[str]) -> list[Note]:
    """Line guidance (条) of the bodies in the chain."""
    found = []
    for body, guide, fact in ((each, *link) for each in nodes for link in ladder.guides.get(each, ())):
        low, high = ladder.name(body), ladder.name(guide)
        found.append(_note("guided_by", body, guide, (f"{low}受{high}业务指导（条），不作指挥链", f"{low} is guided by {high}; guidance is not command"), (fact,)))
    return found


def _aside_duties(ladder: Ladder, subject: Subject) -> list[Note]:
    """Duties that begin no line: guidance, national supervision, registration, and stations or delegates without a stated mode."""
    found = []
    for each in subject.duties:
        if each.reaches and each.row["mode"] in (*ASIDE_MODES, "station", "delegated"):
            zh, en = duty_words(ladder, each.row)
            body = each.row["body"]
            found.append(_note(each.row["mode"], subject.id, body, (f"{ladder.name(body)}：{zh}，不作责任线", f"{ladder.name(body)}: {en}; begins no line"), each.facts))
    return found


def _committees(ladder: Ladder, nodes: Iterable[str]) -> list[Note]:
    """Membership of coordinating bodies: coordination, never command (B06, B07)."""
    seats = KINDS["member_of"].field("seat").values
    by_member: dict[str, list[Fact]] = {}
    for fact in ladder.snapshot.facts("member_of"):
        by_member.setdefault(fact["member"], []).append(fact)
    return [
        _note("member_of", node, fact["committee"], (
            f"{ladder.name(node)}为{ladder.name(fact['committee'])}{label(seats, fact['seat'] or 'member')}（协调，不作指挥链）",
            f"{ladder.name(node)} is {label(seats, fact['seat'] or 'member', 'en')} of {ladder.name(fact['committee'])} (coordination, not command)"), (fact,))
        for node in nodes for fact in by_member.get(node, ())]


def _assistants(ladder: Ladder, climbs: Iterable[Climb]) -> list[Note]:
    """Posts that assist with the matter (协管): beside the portfolio, not in it."""
    found: dict[str, Note] = {}
    for climb in climbs:
        for (post, body), fact in climb.assisting.items():
            found.setdefault(post, _note("assists", body, post, (f"{ladder.name(body)}{ladder.name(post)}协管", f"{ladder.name(post)} of {ladder.name(body)} assists"), (fact,)))
    return [found[post] for post in sorted(found)]


def _neighbours(ladder: Ladder, object_id: str) -> list[Note]:
    """Supplier, landlord, principal, agency: one step out, either way (L10)."""
    found = []
    for kind in SIDEWAYS:
        word = Term(kind, KINDS[kind].zh, KINDS[kind].en)
        facts = [(fact, fact["object"], fact["other"]) for end in ("object", "other") for fact in ladder.snapshot.facts(kind, **{end: object_id})]
        for fact, start, end in facts:
            other = end if start == object_id else start
            if other:
                said = (f"{ladder.name(start)} {word.zh} {ladder.name(end)}", f"{ladder.name(start)} {word.en} {ladder.name(end)}")
                found.append(_note(kind, object_id, other, said, (fact,)))
    return found


def _cycles(ladder: Ladder, climbs: Iterable[Climb]) -> list[Note]:
    found = dict.fromkeys(cycle for climb in climbs for cycle in climb.cycles)
    notes = []
    for cycle in sorted(found):
        ring = " → ".join(map(ladder.name, cycle))
        notes.append(Note("cycle", cycle[0], cycle[-1], f"隶属关系成环，未继续上溯：{ring}", f"leadership goes in a circle, not followed: {ring}", ()))
    return notes


def _nowhere(ladder: Ladder, subject: Subject) -> list[Break]:
    """Duties for this object that no living body carries, and what keeps lines from starting at all."""
    found = []
    for each in subject.duties:
        if not each.reaches:
            zh, en = duty_words(ladder, each.row)
            bearer = str(each.row["bearer"])
            found.append(Break(
                str(each.row["why"]), bearer, ladder.name(bearer), None, (), f"{ladder.name(bearer)}的职责（{zh}）落空：{_WHY[each.row['why']][0]}",
                f"the duty of {ladder.name(bearer)} ({en}) reaches nothing: {_WHY[each.row['why']][1]}", tuple(Cite.of(fact) for fact in each.facts)))
    name = subject.name
    alive = ladder.snapshot.alive[ladder.snapshot.history.nodes("object").ordinal(subject.id)]
    lacking = (
        (bool(subject.places), "no-place", f"{name}没有经营场所位置，属地线和分区职责无从落到", f"{name} has no stated place, so nothing by territory reaches it"),
        (bool(subject.sectors), "no-sector", f"{name}没有所属领域，按领域的职责无从落到", f"{name} has no stated sector, so nothing by sector reaches it"),
        (bool(alive), "not-alive", f"{name}当日不在册或已关闭", f"{name} is not on the register on that day, or closed"))
    return found + [Break(kind, subject.id, name, None, (), zh, en, ()) for there, kind, zh, en in lacking if not there]
