"""The kind of responsibility that a post would have for a fault, by rules in data; what speaks against it stands beside it. A lead, never a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..analysis.ladder import Body, Ladder
from ..analysis.roll import Seat
from ..law.inquiry import InquiryRules
from .roles import Role
from .scoring import work_of
from .standing import Standing

_NEW_IN_OFFICE = 90
"""Days in office below which a holder's short time is said (厅字〔2018〕13号 Art 25: conditions of the post)."""
_CLAUSES_FROM = date(2018, 4, 8)


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


def kind_of(role: Role, body: Body, standing: Standing, tiers: frozenset[str], rules: InquiryRules) -> tuple[str | None, Reason | None, tuple[Reason, ...]]:
    """The first rule that fits a post."""
    known = {"near": standing.has("duty", "place", "arm"), "fault_tier": body.tier in tiers, work_of(standing): True}
    for rule in rules.table.kinds:
        fits = role.name in rule.roles and all(known.get(each) for each in (*rule.when, *rule.only)) and not any(known.get(each) for each in rule.unless)
        if fits:
            against = (Reason(rule.against_zh, rule.against_en, rule.basis),) if rule.against_zh else ()
            return rule.kind, Reason(rule.zh, rule.en, rule.basis), against
    return None, None, ()


def counters(ladder: Ladder, role: Role, body: Body, seat: Seat | None, day: date | None) -> Iterable[Reason]:
    """What speaks for the holder of a post: an empty chair, a short time in office, no stated division of work, a superseded one, no power, diligence."""
    if seat is not None and seat.state == "vacant":
        yield Reason("当日该职务空缺，无人可以履职", "the post was vacant on the day", "B02")
    for term in seat.holders if seat is not None else ():
        if term.since and day is not None and (days := (day - date.fromisoformat(term.since)).days) < _NEW_IN_OFFICE:
            yield Reason(f"到任仅{days}天，前任须一并查明", f"in office for {days} days only; the predecessor has to be looked at too", "厅字〔2018〕13号 Art 24, 25")
    if not role.stated:
        yield Reason("分工未见记载，是否主管须查分工文件", "no division of work is stated; whether it was in charge is for the document to show", "中国共产党纪律处分条例 Art 39")
    yield from _documents(ladder, role)
    yield from _powers(ladder, body)
    if role.name in ("gov_head", "gov_deputy", "party_secretary", "party_deputy", "dept_head", "dept_deputy") and (day is None or day >= _CLAUSES_FROM):
        yield Reason("已全面履行职责并落实部署的，不予追究领导责任", "who did all duties and carried out what was decided is not held to account", "厅字〔2018〕13号 Art 23")
        yield Reason("及时采取补救措施、减少损失的，可从轻、减轻", "timely remedy that reduced the loss mitigates", "厅字〔2018〕13号 Art 22")


def _documents(ladder: Ladder, role: Role) -> Iterable[Reason]:
    """A division of work that rests on a document which another has replaced (N10)."""
    replaced = {fact["supersedes"]: fact["id"] for fact in ladder.snapshot.facts("document") if fact["supersedes"]}
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
