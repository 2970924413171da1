"""The kind of responsibility that a post would have for a fault, by rules in data; what speaks against it stands beside it. A lead, never a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..analysis.ladder import Body, Ladder
from ..analysis.roll import Seat
from ..analysis.tenure import Tenure
from ..law.inquiry import InquiryRules
from ..law.inquiry_table import Counter
from .roles import Role
from .scoring import work_of
from .standing import Standing


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence for or against, with its source."""

    zh: str
    en: str
    basis: str


@dataclass(frozen=True, slots=True)
class Kind:
    """The suggested kind, why, and what speaks against it; ``kind`` None where no rule says anything."""

    kind: str | None
    reason: Reason | None
    counter: tuple[Reason, ...]


def fault_tiers(ladder: Ladder, found: dict[str, Standing]) -> frozenset[str]:
    """Tiers at which a supervising body of the matter, or the place itself, stands: where a fault can have been made."""
    return frozenset(ladder.bodies[body].tier for body, standing in found.items()
                     if standing.has("place") or (standing.has("duty", "arm") and (standing.competent or standing.stated or ladder.bodies[body].type in ("station", "office"))))


def kind_of(role: Role, body: Body, standing: Standing, tiers: frozenset[str], rules: InquiryRules, day: date | None) -> tuple[str | None, Reason | None, tuple[Reason, ...]]:
    """The first rule in force on the day that fits a post; without a day, of those that hold today."""
    known = {"near": standing.has("duty", "place", "arm"), "fault_tier": body.tier in tiers, work_of(standing): True}
    for rule in rules.table.kinds:
        fits = rule.in_force(day) and role.name in rule.roles and all(known.get(each) for each in (*rule.when, *rule.only)) and not any(known.get(each) for each in rule.unless)
        if fits:
            against = (Reason(rule.against_zh, rule.against_en, rule.basis),) if rule.against_zh else ()
            return rule.kind, Reason(rule.zh, rule.en, rule.basis), against
    return None, None, ()


def counters(ladder: Ladder, role: Role, body: Body, seat: Seat | Tenure | None, rules: InquiryRules, day: date | None) -> Iterable[Reason]:
    """What speaks for the holder of a post: an empty chair, a short time in office, no stated division of work, a superseded one, no power, diligence."""
    held = [row for row in rules.table.counters if row.in_force(day)]
    if seat is not None and seat.state == "vacant":
        yield Reason("当日该职务空缺，无人可以履职", "the post was vacant on the day", "B02")
    for term in seat.holders if seat is not None else ():
        days = (day - date.fromisoformat(term.since)).days if term.since and day is not None else None
        yield from (_said(row, days) for row in held if row.of == "short_term" and days is not None and days < row.days)
    yield from (_said(row) for row in held if row.of == "undivided" and not role.stated)
    yield from _documents(ladder, role)
    yield from _powers(ladder, body)
    yield from (_said(row) for row in held if row.of == "leader" and role.name in row.roles)


def _said(row: Counter, days: int | None = None) -> Reason:
    return Reason(row.zh.replace("{days}", str(days)), row.en.replace("{days}", str(days)), row.basis)


def _documents(ladder: Ladder, role: Role) -> Iterable[Reason]:
    """A division of work that rests on a document which another has replaced (N10)."""
    memo = ladder.snapshot.memo
    if "documents replaced" not in memo:
        memo["documents replaced"] = {fact["supersedes"]: fact["id"] for fact in ladder.snapshot.facts("document") if fact["supersedes"]}
    replaced: dict[str, str] = memo["documents replaced"]
    for document in dict.fromkeys(cite.document for cite in role.cites if cite.document in replaced):
        old, new = ladder.name(str(document)), ladder.name(replaced[document])
        yield Reason(f"分工依据《{old}》已被《{new}》替代，当日分工须核对", f"the division rests on {old}, which {new} replaced; check which held on the day", "N10")


def _powers(ladder: Ladder, body: Body) -> Iterable[Reason]:
    """A township that may not penalise by law answers for checking and reporting, not for penalties that it could not impose (安全生产法 Art 9; M17)."""
    stated = {fact["power"]: fact["origin"] for fact in ladder.snapshot.facts("power", body=body.id)}
    for power, origin in sorted(stated.items()):
        if origin == "none":
            zh = {"inspect": "检查", "order": "责令", "penalise": "处罚"}.get(power, power)
            yield Reason(f"{body.name}没有{zh}权", f"{body.name} has no power to {power}", "安全生产法 Art 9")
    if body.tier == "township" and body.type in ("government", "station", "office") and "penalise" not in stated:
        yield Reason("未见委托或赋予的处罚权，职责限于检查、制止和上报", "no delegated power to penalise is stated: the duty is to check, to stop and to report", "安全生产法 Art 9; M17")
