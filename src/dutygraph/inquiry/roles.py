"""What a post is to an accident: its role in its body, and what of its portfolio bears on the matter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..analysis.ladder import Ladder, Matter, Post
from ..findings import Cite
from ..law.inquiry import InquiryRules
from .standing import Standing

_DEPUTIES = ("deputy", "executive_deputy", "member")


@dataclass(frozen=True, slots=True)
class Role:
    """The role of a post, the ids of the score's parts that follow from its portfolio, and the facts behind them."""

    name: str
    parts: tuple[str, ...]
    over: tuple[str, ...]
    cites: tuple[Cite, ...]
    stated: bool = True
    """Whether the body's division of work is stated at all; where it is not, any deputy may have had the matter."""


def role_of(ladder: Ladder, post: Post, found: dict[str, Standing], matter: Matter, rules: InquiryRules) -> Role:
    """The role of a post of a body that stands in the inquiry; a leader who keeps contact with the object (联系企业) has that beside the portfolio."""
    role = _role(ladder, post, found, matter, rules)
    contact = tuple(Cite.of(way.fact) for way in found[post.body].contacts if way.post == post.id)
    return replace(role, parts=(*role.parts, "liaison"), cites=(*role.cites, *contact)) if contact else role


def _role(ladder: Ladder, post: Post, found: dict[str, Standing], matter: Matter, rules: InquiryRules) -> Role:
    body = ladder.bodies[post.body]
    if body.type == "village_committee":
        return Role("village_head" if post.rank in ("head", "secretary") else "village_other", (), (), ())
    if body.type in ("station", "office"):
        return Role("station_head" if post.rank in ("head", "secretary") else "station_deputy" if post.rank in _DEPUTIES else "station_staff", (), (), ())
    if body.type in ("government", "zone_committee", "party_committee"):
        return _leader(ladder, post, found, matter, rules)
    return _department(ladder, post, matter, rules)


def _department(ladder: Ladder, post: Post, matter: Matter, rules: InquiryRules) -> Role:
    if post.rank == "head":
        return Role("dept_head", (), (), ())
    if post.rank == "section_head":
        internal = any(word in post.name for word in rules.table.internal)
        return Role("dept_office" if internal else "dept_section", (), (), ())
    if post.rank not in _DEPUTIES:
        return Role("dept_other", (), (), ())
    claims = [claim for claim in ladder.claims(post.id, matter) if not claim.assists]
    staff = ladder.staffed.get(post.body, ())
    led = [each for each in staff if each.reports_to == post.id and each.rank in ("section_head", "staff") and not any(word in each.name for word in rules.table.internal)]
    if claims or led:
        facts = (*(claim.fact for claim in claims), *(each.fact for each in led))
        return Role("dept_deputy", (), tuple(each.id for each in led), tuple(Cite.of(fact) for fact in facts))
    deputies = [each for each in staff if each.rank in ("deputy", "executive_deputy")]
    divided = any(ladder.portfolios.get(each.id) for each in deputies) or any(each.reports_to for each in staff)
    if not divided and post.rank != "member":
        return Role("dept_deputy", (), (), (), stated=False)
    return Role("dept_other" if post.rank == "member" else "dept_deputy_other", (), (), ())


def _leader(ladder: Ladder, post: Post, found: dict[str, Standing], matter: Matter, rules: InquiryRules) -> Role:
    if post.rank == "secretary":
        return Role("party_secretary", (), (), ())
    committee = ladder.bodies[post.body].type == "party_committee"
    if post.rank == "head":
        return Role("party_secretary" if committee else "gov_head", (), (), ())
    parts: dict[str, None] = {}
    over: dict[str, None] = {}
    facts = []
    for fact in ladder.portfolios.get(post.id, ()):
        if fact["share"] == "assists":
            continue
        about = _bearing(fact["over"], bool(fact["safety"]), found, matter)
        if about:
            parts.update(dict.fromkeys(about))
            facts.append(fact)
            over[str(fact["over"] or "")] = None
    if parts:
        return Role("party_deputy" if committee else "gov_deputy", tuple(parts), tuple(each for each in over if each), tuple(Cite.of(fact) for fact in facts))
    divided = any(ladder.portfolios.get(each.id) for each in ladder.staffed.get(post.body, ()))
    if not committee and post.rank != "member":
        return Role("gov_deputy_other", (), (), (), stated=divided)
    if any(word in post.name for word in rules.table.discipline):
        return Role("party_discipline", (), (), ())
    if committee and post.rank != "member":
        return Role("party_deputy_secretary", (), (), ())
    return Role("party_member", (), (), (), stated=divided or not committee)


def _bearing(over: str | None, safety: bool, found: dict[str, Standing], matter: Matter) -> tuple[str, ...]:
    """What a portfolio has to do with the matter: over a competent body, over the work-safety body or safety itself, over the sector."""
    about = []
    if over in found:
        standing = found[over]
        if standing.competent or standing.stated:
            about.append("portfolio_competent")
        if standing.safety:
            about.append("portfolio_safety")
        if not about and standing.cooperating:
            about.append("portfolio_cooperating")
        if not about and standing.has("duty", "arm", "place"):
            about.append("portfolio_aside")
    elif over in matter.sectors:
        about.append("portfolio_competent")
    if safety and "portfolio_safety" not in about:
        about.append("portfolio_safety")
    return tuple(about)
