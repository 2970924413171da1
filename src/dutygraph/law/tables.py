"""The shape of the rule tables, checked strictly: a word that no table knows is refused, never skipped."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ..vocabulary import ACTS, BODY_TYPES, MODES, OBJECT_TYPES, RISKS, Term

Carries = Literal["always", "permit", "hazard", "grant", "as_mode", "never"]
"""When a mode carries supervision; ``modes.yaml`` says what each word means."""


def one_of(terms: tuple[Term, ...]) -> AfterValidator:
    """A text field closed to the names of these terms."""
    names = [term.name for term in terms]

    def check(value: str) -> str:
        if value not in names:
            raise ValueError(f"{value!r} is none of: {', '.join(names)}")
        return value

    return AfterValidator(check)


ModeName = Annotated[str, one_of(MODES)]
ObjectType = Annotated[str, one_of(OBJECT_TYPES)]
Risk = Annotated[str, one_of(RISKS)]
Act = Annotated[str, one_of(ACTS)]
BodyType = Annotated[str, one_of(BODY_TYPES)]
Said = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """Part of a rule file: a word that it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Row(Strict):
    """One row of a rule table; ``basis`` is the law or the essay id that it rests on."""

    basis: Said


class Lasting(Strict):
    """What is in force in ``[since, until)``."""

    since: date | None = None
    until: date | None = None

    def in_force(self, day: date | None) -> bool:
        """Whether it holds on the day; without a day, whether it has not been replaced."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class ModeRule(Row):
    """Whether a mode of supervision can be the one that carries an object."""

    mode: ModeName
    principal: Carries


class NeverSupervises(Row):
    """A kind of body that never supervises: coordination is not supervision (议事协调不是监管)."""

    type: BodyType


class Permit(Row):
    """A permit to whose issuing the law joins supervision (谁审批谁负责)."""

    name: Said
    en: Said
    aliases: tuple[Said, ...] = ()


class HazardClass(Row):
    """A hazard class with the words that sheets use for it, and the kinds of object that have it by nature."""

    name: Said
    zh: Said
    en: Said
    aliases: tuple[Said, ...] = ()
    kinds: tuple[ObjectType, ...] = ()


class Need(Row):
    """The modes that objects of some kinds, risks and hazards need; an empty list does not restrict."""

    id: Said
    kinds: tuple[ObjectType, ...] = ()
    risks: tuple[Risk, ...] = ()
    hazards: tuple[Said, ...] = ()
    modes: Annotated[tuple[ModeName, ...], Field(min_length=1)]


class Frequency(Row):
    """What has to be done at least ``minimum`` times in the last ``months`` calendar months (履职频次)."""

    id: Said
    per: Literal["object", "post", "body"]
    zh: Said
    en: Said
    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
    minimum: Annotated[int, Field(ge=1)]
    months: Annotated[int, Field(ge=1, le=120)]
    modes: tuple[ModeName, ...] = ()
    kinds: tuple[ObjectType, ...] = ()
    risks: tuple[Risk, ...] = ()

    def due(self, mode: str, kind: str | None, risk: str | None) -> bool:
        """Whether a duty of the mode owes this to an object of the kind and risk."""
        return self.per == "object" and (not self.modes or mode in self.modes) and (not self.kinds or kind in self.kinds) and (not self.risks or risk in self.risks)


class Table(Strict):
    """A rule file."""


class ModesTable(Table):
    """``modes.yaml``: every mode has exactly one row."""

    modes: tuple[ModeRule, ...]
    never_supervise: tuple[NeverSupervises, ...]
    permits: tuple[Permit, ...]

    @model_validator(mode="after")
    def _each_mode_once(self) -> ModesTable:
        named = [rule.mode for rule in self.modes]
        if twice := sorted({name for name in named if named.count(name) > 1}):
            raise ValueError(f"modes has more than one row for {', '.join(twice)}")
        if missing := [term.name for term in MODES if term.name not in named]:
            raise ValueError(f"modes has no row for {', '.join(missing)}")
        return self


class HazardsTable(Table):
    """``own_hazards.yaml``."""

    hazards: tuple[HazardClass, ...]


class NeedsTable(Table):
    """``needs.yaml``."""

    needs: tuple[Need, ...]


class FrequenciesTable(Table):
    """``frequencies.yaml``."""

    frequencies: tuple[Frequency, ...]
