"""The shape of ``inquiry.yaml``: the work of departments, the matters of law, the parts of a score, the reach by level, the cut, the kinds, the stages of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from .tables import Lasting, Said, Strict, Table

TIERS = ("village", "township", "zone", "county", "prefecture", "province", "state")

NEEDED = frozenset((
    "station_head", "station_deputy", "station_staff", "village_head", "village_other", "dept_head", "dept_deputy", "dept_deputy_other", "dept_section",
    "dept_office", "dept_other", "gov_head", "gov_deputy", "gov_deputy_other", "party_secretary", "party_member", "party_deputy_secretary", "party_discipline",
    "party_deputy", "portfolio_competent", "portfolio_safety", "portfolio_cooperating", "portfolio_aside", "undivided", "duty", "place", "arm",
    "above", "beside", "guides", "guidance", "by_law", "liaison", "via", "competent", "cooperating", "unsorted",
    "safety", "aside", "stated_sector", "second_line", "top_head", "doubled", "before_party",
))
"""Parts that the ranking looks up; a table without one would silently score nothing for it."""


class Work(Strict):
    """A kind of department by the words of its name, before and after reforms (部门类别)."""

    id: Said
    zh: Said
    en: Said
    words: tuple[Said, ...]


class MatterOfLaw(Strict):
    """What an accident is about, by words and industry codes, and which kinds of department the law makes competent for it.

    ``principal`` are groups in order: the first of which a department stands over the site answers for the matter; ``others`` cooperate. It is not
    meant where a word of ``unless`` stands; ``alone`` means it only where nothing else is known.
    """

    id: Said
    zh: Said
    en: Said
    words: tuple[Said, ...]
    codes: tuple[Said, ...] = ()
    principal: tuple[tuple[Said, ...], ...]
    others: tuple[Said, ...] = ()
    unless: tuple[Said, ...] = ()
    alone: bool = False
    basis: Said

    @property
    def departments(self) -> frozenset[str]:
        """Every kind of department that the law names for it."""
        return frozenset(each for group in self.principal for each in group) | frozenset(self.others)


class Part(Lasting):
    """One part of a score: what it is, what it weighs, and the law or experience that it rests on; in force from ``since`` to before ``until``.

    ``prior`` is the weight that law and organisation alone suggest, from before any case was looked at; fits start from it.
    """

    id: Said
    zh: Said
    en: Said
    weight: float
    prior: float | None = None
    basis: Said


class Reach(Strict):
    """How much an accident of a level weighs for bodies of a tier: those that work on the ground, and those that lead."""

    level: Literal["特别重大", "重大", "较大", "一般", "none"]
    top: Said
    working: Mapping[str, float]
    leading: Mapping[str, float]
    basis: Said

    def prior(self, tier: str) -> float:
        """What the law alone suggests: nothing up to the top tier that the level reaches, and two less for each tier beyond."""
        return -2.0 * max(0, TIERS.index(tier) - TIERS.index(self.top))


class KindRule(Lasting):
    """The kind of responsibility of a post: the first rule in force on the day that fits, with its reason and what speaks against it.

    ``when`` and ``only`` must all hold of the post and its body, ``unless`` none: near (it has a duty over the site, governs its place, or is an arm of
    such a body), fault_tier (its tier is that of a supervising body), competent, safety (what its work is).
    """

    id: Said
    kind: Literal["直接责任", "主要领导责任", "重要领导责任", "监督责任"]
    roles: tuple[Said, ...]
    when: tuple[Said, ...] = ()
    unless: tuple[Said, ...] = ()
    only: tuple[Said, ...] = ()
    zh: Said
    en: Said
    against_zh: str = ""
    against_en: str = ""
    basis: Said


class Counter(Lasting):
    """What speaks for the holder of a post: a short time in office, no stated division of work, or a clause for leaders (尽职免责、补救从轻)."""

    id: Said
    of: Literal["short_term", "undivided", "leader"]
    days: int = Field(default=0, ge=0)
    roles: tuple[Said, ...] = ()
    zh: Said
    en: Said
    basis: Said


class Regime(Lasting):
    """A stage of the rules, by dates: what changed for who answers."""

    zh: Said
    en: Said
    basis: Said


class Fitted(Strict):
    """On what the weights rest, in both languages."""

    zh: Said
    en: Said


class InquiryTable(Table):
    """The whole of ``inquiry.yaml``."""

    fitted_on: Fitted
    cut: float
    work: tuple[Work, ...]
    matters: tuple[MatterOfLaw, ...]
    internal: tuple[Said, ...]
    discipline: tuple[Said, ...]
    parts: tuple[Part, ...]
    reach: tuple[Reach, ...]
    kinds: tuple[KindRule, ...] = Field(default=())
    counters: tuple[Counter, ...] = Field(default=())
    regimes: tuple[Regime, ...] = Field(default=())

    @model_validator(mode="after")
    def _whole(self) -> InquiryTable:
        """Every level once, gravest first; every kind of department that a matter names is one; no part stands twice."""
        if [row.level for row in self.reach] != ["特别重大", "重大", "较大", "一般", "none"]:
            raise ValueError("reach needs the five levels, gravest first")
        known = {row.id for row in self.work}
        if odd := {each for row in self.matters for each in row.departments} - known:
            raise ValueError(f"matters name departments that work does not list: {', '.join(sorted(odd))}")
        ids = [row.id for row in self.parts]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"parts stand twice: {', '.join(twice)}")
        if missing := sorted(NEEDED - set(ids)):
            raise ValueError(f"parts are missing: {', '.join(missing)}")
        return self
