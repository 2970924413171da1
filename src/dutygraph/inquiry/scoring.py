"""The score of a post: the sum of the parts that hold for it, each with its weight and source, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..analysis.ladder import Body
from ..law.inquiry import InquiryRules
from .roles import Role
from .standing import LEADING, Standing

_PARTY = ("party_secretary", "party_member", "party_deputy", "party_deputy_secretary", "party_discipline")
_PRINCIPALS = ("gov_head", "party_secretary")


@dataclass(frozen=True, slots=True)
class Scored:
    """One part of a score, with words and source."""

    id: str
    weight: float
    zh: str
    en: str
    basis: str


def parts_of(role: Role, body: Body, standing: Standing, rules: InquiryRules, level: str | None, day: date | None) -> tuple[Scored, ...]:
    """Every part of the score of a post, in fixed order."""
    reach = rules.level(level)
    leading = body.type in LEADING
    found = []
    for id_ in part_ids(role, body, standing, reach.top):
        part = rules.parts[id_]
        if part.in_force(day):
            found.append(Scored(id_, part.weight, part.zh, part.en, part.basis))
    weight = (reach.leading if leading else reach.working).get(body.tier, 0.0)
    zh, en = ("领导机关", "bodies that lead") if leading else ("部门、站所", "departments and stations")
    said = level or "未定级"
    found.append(Scored(f"reach/{'leading' if leading else 'working'}/{body.tier or 'unknown'}", weight, f"{said}：追责及于该层级{zh}的程度", f"how far {said} reaches {en} of this tier", reach.basis))
    return tuple(found)


def reached(role: Role, body: Body, standing: Standing, rules: InquiryRules, level: str | None, day: date | None) -> bool:
    """Whether a post is above the cut at this level or a lesser one: a graver accident reaches further and spares nobody nearer."""
    order: list[str] = [row.level for row in reversed(rules.table.reach)]
    levels = order[:order.index(level or "none") + 1]
    return any(sum(part.weight for part in parts_of(role, body, standing, rules, each if each != "none" else None, day)) >= rules.table.cut - 1e-9 for each in levels)


def part_ids(role: Role, body: Body, standing: Standing, top: str) -> Iterable[str]:
    """Ids of the parts that hold for a post, the reach by level aside."""
    yield role.name
    yield from role.parts
    leads_place = body.type in LEADING and (standing.has("place") or bool(standing.modes() & {"territorial", "zone"}))
    yield "place" if leads_place else standing.best.how
    if standing.best.via:
        yield "via"
    if body.type not in LEADING:
        work = work_of(standing)
        yield work
        if work in ("aside", "cooperating", "unsorted") and "industry" in standing.modes():
            yield "stated_sector"
    if len({way.line for way in standing.ways if way.how in ("duty", "place", "arm")}) > 1:
        yield "second_line"
    if role.name in _PARTY:
        yield "before_party"
        if standing.doubled:
            yield "doubled"
    if role.name in _PRINCIPALS and body.tier == top:
        yield "top_head"
    if not role.stated:
        yield "undivided"


def work_of(standing: Standing) -> str:
    """How the work of a body fits what the accident is about."""
    if standing.competent or standing.stated:
        return "competent"
    if standing.safety:
        return "safety"
    if standing.cooperating:
        return "cooperating"
    return "aside" if standing.sorted else "unsorted"
