"""The shape of ``accident.yaml``: levels, windows, classes, investigators and deadlines of the accident decree, each dated and with its article."""

from __future__ import annotations

import itertools
import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .tables import Lasting, Row, Said, Table

Level = Literal["一般", "较大", "重大", "特别重大"]
Tier = Literal["county", "prefecture", "province", "state"]
Stage = Literal["accident", "report", "approval", "review"]
Receiver = Literal["unit", "county", "prefecture", "province", "state"]


class Dated(Lasting, Row):
    """A row of the accident rules with the time in which it is in force."""


class LevelRow(Dated):
    """A level and the three thresholds that reach it, each included (以上包括本数)."""

    name: Level
    en: Said
    deaths: Annotated[int, Field(ge=0)]
    serious_injuries: Annotated[int, Field(ge=0)]
    loss_wan: Annotated[float, Field(ge=0)]


class Window(Dated):
    """For how many days a change of the casualties counts, for some classes of accident or for all."""

    days: Annotated[int, Field(ge=1)]
    classes: tuple[Said, ...] = ()


class AccidentClass(Row):
    """A class of accident with rules of its own, and the words that show it."""

    name: Said
    zh: Said
    en: Said
    words: Annotated[tuple[Said, ...], Field(min_length=1)]
    unless: tuple[Said, ...] = ()
    only: Literal["kind"] | None = None

    def shown_by(self, kind: str, sector: str) -> bool:
        """Whether an accident's kind, or its sector where that may show it too, has a word of the class, and neither has one that rules it out."""
        shows, both = kind if self.only == "kind" else f"{kind} {sector}", f"{kind} {sector}"
        return any(_stands(word, shows) for word in self.words) and not any(_stands(word, both) for word in self.unless)


class InvestigatorRow(Dated):
    """Who investigates accidents of some levels, of one class or of any that has no row of its own; ``tier`` null where a decree of its own decides it."""

    id: Said
    class_: Annotated[Said | None, Field(alias="class")] = None
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    tier: Tier | None
    line: Said
    zh: Said
    en: Said


class LineRow(Row):
    """The line on which an inquiry runs."""

    name: Said
    zh: Said
    en: Said


class RemarkRow(Dated):
    """A thing to say beside the rule."""

    id: Said
    when: Said
    zh: Said
    en: Said


class ReportStep(Dated):
    """One step of the report upward, and within how many minutes."""

    from_: Annotated[Receiver, Field(alias="from")]
    to: Receiver
    minutes: Annotated[int, Field(ge=1)]
    levels: tuple[Level, ...]
    zh: Said
    en: Said


class DeadlineRow(Dated):
    """A deadline of the inquiry; an empty list of levels holds for all.

    ``classes``: only for accidents of these; ``unless``: not for these, which have a decree of their own. ``note_zh``, ``note_en``: what still excuses a
    deadline that has passed.
    """

    id: Said
    from_: Annotated[Stage, Field(alias="from")]
    to: Stage
    days: Annotated[int, Field(ge=0)] = 0
    months: Annotated[int, Field(ge=0)] = 0
    extension: Annotated[int, Field(ge=0)] = 0
    levels: tuple[Level, ...] = ()
    classes: tuple[Said, ...] = ()
    unless: tuple[Said, ...] = ()
    zh: Said
    en: Said
    note_zh: str = ""
    note_en: str = ""

    def fits(self, level: str, shown: tuple[str, ...]) -> bool:
        """Whether it is owed for an accident of the level and of these classes."""
        return (not self.levels or level in self.levels) and (not self.classes or bool(set(self.classes) & set(shown))) and not set(self.unless) & set(shown)


class OversightRow(Dated):
    """Which safety committee oversees the inquiry (挂牌督办)."""

    levels: tuple[Level, ...]
    tier: Tier
    zh: Said
    en: Said


class AccidentTable(Table):
    """``accident.yaml``."""

    levels: tuple[LevelRow, ...]
    windows: tuple[Window, ...]
    classes: tuple[AccidentClass, ...]
    investigators: tuple[InvestigatorRow, ...]
    lines: tuple[LineRow, ...]
    remarks: tuple[RemarkRow, ...]
    reporting: tuple[ReportStep, ...]
    deadlines: tuple[DeadlineRow, ...]
    oversight: tuple[OversightRow, ...]

    @model_validator(mode="after")
    def _levels_fall(self) -> AccidentTable:
        rows = [(row.deaths, row.serious_injuries, row.loss_wan) for row in self.levels]
        if any(not all(high > low for high, low in zip(above, below, strict=True)) for above, below in itertools.pairwise(rows)):
            raise ValueError("levels must stand highest first, each with lower thresholds than the one before")
        if not rows or rows[-1] != (0, 0, 0.0):
            raise ValueError("the last level must begin at 0")
        return self


def _stands(word: str, text: str) -> bool:
    """A Chinese word anywhere in the text; a word in Latin letters or digits only where it stands alone (``fire`` is not ``fireworks``)."""
    if not word.isascii():
        return word in text
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(word)}(?![0-9A-Za-z])", text, re.IGNORECASE) is not None
