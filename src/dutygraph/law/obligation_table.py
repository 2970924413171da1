"""The shape of ``obligations.yaml``: what posts, bodies and enterprises owe, how it is counted, and who could mend a broken rung."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ..vocabulary import LEVELS, POST_RANKS, Term
from .tables import Act, BodyType, ModeName, Row, Said, Strict, Table, one_of

Per = Literal["post", "body", "object", "enterprise", "enterprise_post"]
PeriodName = Literal["year", "quarter", "month"]
Who = Literal["above", "own_head", "government", "enterprise", "register"]
Tier = Annotated[str, one_of((*LEVELS, Term("enterprise", "企业", "enterprise")))]
Rank = Annotated[str, one_of(POST_RANKS)]


class Counting(Row):
    """How acts are counted where the essay leaves it to the county."""

    tenure_share: Annotated[float, Field(ge=0, le=1)]
    copied_records: Annotated[int, Field(ge=2)]
    copied_characters: Annotated[int, Field(ge=1)]
    lookback_months: Annotated[int, Field(ge=1, le=120)]
    tip_days: Annotated[int, Field(ge=1)]
    talk_days: Annotated[int, Field(ge=1)]
    clean_days: Annotated[int, Field(ge=1)]
    safety_words: tuple[Said, ...]
    dedicated_words: tuple[Said, ...]
    measure_words: tuple[Said, ...]
    clean_words: tuple[Said, ...]
    illegal_words: tuple[Said, ...]
    finding_words: tuple[Said, ...]
    denials: tuple[Said, ...]
    negations: tuple[Said, ...]
    refusals: tuple[Said, ...]


class Bearer(Strict):
    """Kinds of body, tiers and ranks that owe it together; an empty list does not restrict."""

    bodies: tuple[BodyType, ...] = ()
    tiers: tuple[Tier, ...] = ()
    ranks: tuple[Rank, ...] = ()

    def fits(self, body: str, tier: str, rank: str | None = None) -> bool:
        """Whether a body of this kind and tier, with a post of this rank where one is asked about, is meant."""
        return (not self.bodies or body in self.bodies) and (not self.tiers or tier in self.tiers) and (rank is None or not self.ranks or rank in self.ranks)


class Obligation(Row):
    """What is owed: by whom, which act, how often; ``minimum`` 0 is shown and not counted."""

    id: Said
    per: Per
    zh: Said
    en: Said
    bearers: tuple[Bearer, ...] = ()
    modes: tuple[ModeName, ...] = ()
    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
    minimum: Annotated[int, Field(ge=0)]
    period: PeriodName
    in_person: bool
    liaison: bool = False
    either_end: bool = False
    topic: Literal["", "any", "dedicated"] = ""
    proof: Literal["signature", "record"]
    jurisdiction: Literal["national", "province", "prefecture", "county"]
    since: date | None = None
    until: date | None = None

    def in_force(self, start: date, end: date) -> bool:
        """Whether it was owed at any time in ``[start, end)``."""
        return (self.since is None or self.since < end) and (self.until is None or start < self.until)

    def owed_by(self, body: str, tier: str, rank: str | None = None) -> bool:
        """Whether a body of this kind and tier (a post of this rank in it) owes it."""
        return not self.bearers or any(each.fits(body, tier, rank) for each in self.bearers)


class Mending(Row):
    """Who could have mended one kind of broken rung, and by what."""

    break_: Annotated[Said, Field(alias="break")]
    who: Who
    zh: Said
    en: Said


class ObligationsTable(Table):
    """``obligations.yaml``."""

    counting: Counting
    obligations: tuple[Obligation, ...]
    mending: tuple[Mending, ...]

    def mend(self, kind: str) -> Mending | None:
        """The row for a kind of broken rung, else the row ``other``."""
        return next((row for row in self.mending if row.break_ == kind), next((row for row in self.mending if row.break_ == "other"), None))
