"""Every word of the pages, in Chinese and English: one catalogue, one file for each room of the site; dates, numbers and shares by Babel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

LANGUAGES: Mapping[str, str] = MappingProxyType({"zh": "zh-CN", "en": "en"})
"""The languages of the pages, with the tag that a browser reads."""
_LOCALES = {"zh": Locale.parse("zh_Hans_CN"), "en": Locale("en")}
_FOLDER = Path(__file__).parent


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All words by key; KeyError at the first use of one that is missing, so that no page shows a key."""
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        if twice := found.keys() & said.keys():
            raise KeyError(f"{path.name} says again: {', '.join(sorted(twice))}")
        found |= said
    return MappingProxyType(found)


class Words:
    """The catalogue in one language: called with a key and what to put into its gaps."""

    def __init__(self, lang: str) -> None:
        self.lang = "zh" if lang.startswith("zh") else "en"
        self._said = catalogue()

    def __call__(self, key: str, /, **gaps: Any) -> str:
        text = self._said[key][self.lang]
        return text.format(**gaps) if gaps else text

    def has(self, key: str) -> bool:
        """Whether the catalogue has the key."""
        return key in self._said

    def number(self, value: float | None) -> str:
        """A number as it is read; a dash where nobody knows it."""
        if value is None:
            return "—"
        return str(value) if isinstance(value, int) and -1000 < value < 1000 else format_decimal(value, locale=_LOCALES[self.lang])

    def share(self, part: int, whole: int) -> str:
        """A part of a whole in percent, one digit; a dash where the whole is nothing."""
        return _percent(part / whole, self.lang) if whole else "—"

    def day(self, value: date | str | None) -> str:
        """A day in full: 2016年10月31日, October 31, 2016."""
        found = _as_day(value)
        return _day(found, self.lang) if found else "—"

    def moment(self, value: datetime) -> str:
        """A time of recording, to the minute, in UTC as the store keeps it."""
        return format_datetime(value, "yyyy-MM-dd HH:mm", locale=_LOCALES[self.lang]) + " UTC"


def _as_day(value: date | str | None) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _day(value: date, lang: str) -> str:
    return format_date(value, "long", locale=_LOCALES[lang])


@lru_cache(maxsize=4096)
def _percent(value: float, lang: str) -> str:
    return format_percent(value, "0.0%", locale=_LOCALES[lang])
