"""How inquiries reach posts, by data: what kind of department a body is, what an accident is about, how far a level reaches, which stage of the rules holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .inquiry_table import InquiryTable, MatterOfLaw, Part, Reach, Regime


@dataclass(frozen=True)
class InquiryRules:
    """`InquiryTable`, ready to ask."""

    table: InquiryTable
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        return {part.id: part for part in self.table.parts}

    def work_of(self, name: str) -> frozenset[str]:
        """Kinds of work that a body's name says; of words at the same place the longest counts."""
        if name not in self._known:
            found = [(name.rfind(word), len(word), work.id) for work in self.table.work for word in work.words if word in name]
            longest = [each for at, size, each in found if not any(start <= at and at + size <= start + length and length > size for start, length, _ in found)]
            self._known[name] = frozenset(longest)
        return self._known[name]

    def matters_of(self, text: str) -> tuple[MatterOfLaw, ...]:
        """What an accident is about, by the words and industry codes of its kind and sector."""
        said = unicodedata.normalize("NFKC", text).casefold()
        codes = re.findall(r"(?<![a-z0-9])([a-t]\d{0,4}|\d{4})(?![a-z0-9])", said)
        coded = {self._by_code(code) for code in codes}
        found = [each for each in self.table.matters
                 if not any(_holds(word, said) for word in each.unless) and (each.id in coded or any(_holds(word, said) for word in each.words))]
        return tuple(each for each in found if not each.alone or len(found) == 1)

    def _by_code(self, code: str) -> str | None:
        """The matter with the longest code that a stated industry code begins with."""
        fits = [(len(own), each.id) for each in self.table.matters for own in _codes(each) if code.startswith(own)]
        return max(fits, default=(0, None))[1]

    def regime(self, day: date | None) -> Regime | None:
        """The stage of the rules on a day; without a day the present one."""
        return next((row for row in self.table.regimes if row.in_force(day)), None)

    def level(self, level: str | None) -> Reach:
        """The reach of a level; ``none`` where there was no accident or no level is known."""
        return next(row for row in self.table.reach if row.level == (level or "none"))


def _holds(word: str, text: str) -> bool:
    """Whether a word stands in a text and is not denied there (非煤矿山, non-coal); one in Latin letters must stand alone."""
    plain = re.escape(word.casefold())
    return bool(re.search(rf"(?<![a-z])(?<!non-)(?<!non )(?<!not ){plain}(?![a-z])" if word.isascii() else rf"(?<!非){plain}", text))


def _codes(matter: MatterOfLaw) -> list[str]:
    """Industry codes with and without the letter of the section, which is not part of the number."""
    plain = [code.casefold() for code in matter.codes]
    return [*plain, *(code[1:] for code in plain if len(code) > 2)]
