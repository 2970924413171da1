"""The county while it is being made: one source of chance, the sheets so far, and the list of what was planted in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from .layout import sheet
from .names import AREA, Names
from .table import Sheet

FIRST, LAST = date(2014, 11, 1), date(2016, 10, 31)
"""The two years of acts; the county had every sheet on the last day."""
YEAR = date(2015, 11, 1)
"""From here the last twelve months run."""


@dataclass(slots=True)
class Object:
    """A supervised object as the generator knows it."""

    name: str
    type: str
    towns: tuple[str, ...]
    sectors: tuple[str, ...]
    code: str = ""
    keeper: str = ""
    owner: str = ""
    seen: bool = True

    @property
    def id(self) -> str:
        """The id under which the loaded county knows it."""
        return f"object:{self.code}" if self.code else f"object:{self.name}@{self.towns[0]}"


@dataclass(slots=True)
class World:
    """What the parts of the generator share."""

    seed: int
    rng: Random = field(init=False)
    names: Names = field(init=False)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    objects: list[Object] = field(default_factory=list)
    holders: dict[tuple[str, str], list[tuple[str, date, date | None]]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    explained: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, Any] = field(default_factory=dict)
    distractors: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.names = Names(self.rng)

    def sheet(self, kind: str, stem: str, title: str, **options: Any) -> Sheet:
        """Begin a sheet."""
        made = self.sheets[stem] = sheet(kind, stem, title, **options)
        return made

    def code(self, kind: str = "91") -> str:
        """A fresh credit code under the area that does not exist."""
        from .codes import credit_code

        return credit_code(self.names.serial(), kind=kind, area=AREA)

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        """A working day between two days, both included."""
        while True:
            day = first + timedelta(days=self.rng.randrange((last - first).days + 1))
            if day.weekday() < 5:
                return day

    def named(self, name: str) -> Object:
        """The object of that name."""
        return next(each for each in self.objects if each.name == name)

    def holder(self, body: str, post: str, day: date) -> str:
        """Who held a post on a day; empty where nobody did."""
        return next((name for name, since, until in self.holders[body, post] if since <= day and (until is None or day < until)), "")

    def plant(self, ask: str, subject: str, why: str, **more: Any) -> None:
        """Note a planted gap: the ask must find it."""
        self.found[ask].append({"subject": subject, **more, "why": why})

    def explain(self, ask: str, why: str, **rule: Any) -> None:
        """Note a class of findings that follows from how the county works; each of its members must be found too."""
        self.explained[ask].append({**rule, "why": why})

    def distract(self, ask: str, subject: str, why: str) -> None:
        """Note something that looks like a gap and must not be found."""
        self.distractors.append({"ask": ask, "subject": subject, "why": why})
