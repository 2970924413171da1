"""The form of a case file (案例文件): bodies, posts with portfolios, relations and one accident, as an auditor without a register can write it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from ..vocabulary import MODES, POST_RANKS, POWERS, Term
from .strict_yaml import Strict

BODY_KINDS: dict[str, str | None] = {
    "government": "government", "party_and_gov": "government", "street_office": "government", "zone_committee": "zone_committee", "party_committee": "party_committee",
    "party_department": "party_department", "department": "department", "station": "station", "office": "office", "village": "village_committee", "committee": "committee",
    "mass_organisation": "mass_organisation", "enterprise": None,
}
"""Kind of body in a case file -> type of body in the county's vocabulary; None is a supervised object."""
BODY_LEVELS = ("enterprise", "village", "township", "zone", "county", "prefecture", "province", "state")
ROLES: dict[str, str] = {
    "party_secretary": "secretary", "party_deputy_secretary": "deputy", "party_member": "member", "party_discipline": "member",
    "gov_head": "head", "exec_deputy": "executive_deputy", "deputy": "deputy", "member": "member",
    "dept_head": "head", "chief_engineer": "member", "dept_enforcement_head": "section_head", "dept_section_head": "section_head", "dept_office_head": "section_head",
    "station_head": "head", "station_deputy": "deputy", "inspector": "staff", "station_staff": "staff", "staff": "staff",
    "village_secretary": "secretary", "village_director": "head", "village_deputy": "deputy", "village_member": "member", "village_safety_officer": "staff",
    "enterprise_principal": "head", "enterprise_safety": "safety_manager", "enterprise_workshop": "section_head",
}
"""Role of a post in a case file -> rank of the post in the county's vocabulary."""
RELATIONS = (
    "supervises", "guides", "located_in", "part_of", "governs", "inspected", "contacts", "licensed", "supplies", "leases_from", "works_for", "serves", "run_by",
    "same_person", "succeeds",
)
"""Kinds of relation; docs/cases.md says what each means and which ends it takes."""


def _one_of(*words: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in words:
            raise ValueError(f"{value!r} is none of: {', '.join(words)}")
        return value

    return AfterValidator(check)


def names(terms: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(term.name for term in terms)


def _said(value: Any) -> Any:
    """A number or a day is a text too; several texts are one."""
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return "; ".join(map(str, value))
    return value if value is None or isinstance(value, str) else str(value) if isinstance(value, int | float | date) else value


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str | int) else value


def _not_truth(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("yes and no are no number")
    return value


Id = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Words = Annotated[Annotated[str, Field(max_length=2000)] | None, BeforeValidator(_said)]
Count = Annotated[Annotated[int, Field(ge=0, le=10**7)] | Literal["unknown"] | None, BeforeValidator(_not_truth)]
Amount = Annotated[Annotated[float, Field(ge=0, le=10**12)] | Literal["unknown"] | None, BeforeValidator(_not_truth)]
Word = Annotated[str, Field(min_length=1, max_length=60)]
"""A word of a list that the reader checks: one that is nearly right is a fault, one that is quite unknown is said and left aside."""


class Dated(Strict):
    """A part that may say for which period it holds: from ``since`` (the first day) to before ``until``."""

    since: date | None = None
    until: date | None = None


class CaseAccident(Strict):
    """What happened, where and to how many; each number is a number, ``unknown`` (somebody says so) or left out."""

    day: Annotated[date | None, Field(alias="date")] = None
    time: Words = None
    place: Words = None
    kind: Words = None
    sector: Words = None
    province: Words = None
    prefecture: Words = None
    county: Words = None
    zone: Words = None
    township: Words = None
    deaths: Count = None
    missing: Count = None
    serious_injuries: Count = None
    direct_loss_wan: Amount = None
    official_level: Words = None
    at: Annotated[list[Id], BeforeValidator(_one_or_more), Field(min_length=1, max_length=50)]


class CaseBody(Dated):
    """A body (机关、部门、站所) or an enterprise: its name, kind and tier, and the body that leads it directly."""

    id: Id
    name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Annotated[Word, Field(json_schema_extra={"examples": [*BODY_KINDS]})]
    level: Annotated[Word | None, Field(json_schema_extra={"examples": [*BODY_LEVELS]})] = None
    parent: Id | None = None
    sector: Words = None
    powers: dict[Annotated[str, _one_of(*names(POWERS))], Literal["own", "delegated", "none"]] = Field(default_factory=dict)


class CaseHolder(Dated):
    """Somebody who held a post, where that is known."""

    name: Annotated[str, Field(max_length=100)] | None = None
    manner: Literal["full", "acting", "nominee", "unknown", "vacant"] = "full"


class CasePost(Dated):
    """A post: of which body, in which role, and what is in its portfolio (bodies that it leads, posts of its own body, or ``safety``)."""

    id: Id
    body: Id
    role: Annotated[Word, Field(json_schema_extra={"examples": [*ROLES, *names(POST_RANKS)]})]
    title: Words = None
    portfolio: Annotated[list[Id], Field(max_length=500)] = Field(default_factory=list)
    holders: Annotated[list[CaseHolder], Field(max_length=50)] = Field(default_factory=list)


class CaseRelation(Dated):
    """One relation between two bodies."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    start: Annotated[Id, Field(alias="from")]
    to: Id
    type: Annotated[Word, Field(json_schema_extra={"examples": [*RELATIONS]})]
    mode: Annotated[Word | None, Field(json_schema_extra={"examples": [*names(MODES)]})] = None
    document: Words = None
    clause: Words = None


class Scenario(Strict):
    """A whole case file."""

    form: Annotated[Literal["dutygraph-case/1"], Field(alias="schema")]
    title: Words = None
    accident: CaseAccident
    bodies: Annotated[list[CaseBody], Field(min_length=1, max_length=5000)]
    posts: Annotated[list[CasePost], Field(max_length=50_000)] = Field(default_factory=list)
    relations: Annotated[list[CaseRelation], Field(max_length=50_000)] = Field(default_factory=list)


def case_schema() -> dict[str, Any]:
    """The JSON schema of a case file, as it is shipped in ``case.schema.json``; words are open there, the reader checks them."""
    said = Scenario.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **said, "title": "dutygraph case file, version 1"}
