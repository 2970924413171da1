"""The question that every address carries: which day, known when, in which language, which part of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal
from urllib.parse import urlencode

from starlette.requests import Request

from .problems import Fault

Lang = Literal["zh", "en"]
MOST = 500
"""Rows that one answer gives at most; the total is always said."""
LIMIT = 100
YEARS = (1900, 2999)
"""Days that can be asked about: wide enough for any document, narrow enough that every period can be counted back from them."""
STICKY = ("as_of", "known_at", "lang")
"""What goes along from address to address."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a request asks beside its address; ``faults`` are the words that could not be read, all of them."""

    as_of: date | None = None
    known_at: date | datetime | None = None
    lang: Lang = "zh"
    limit: int = LIMIT
    offset: int = 0
    given: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    lang_asked: bool = False

    def url(self, path: str, **changes: object) -> str:
        """Another address on the same day, as known at the same time, in the same language; None takes a word away."""
        words = {name: value for name, value in self.given.items() if name in STICKY} | changes
        stated = [(name, str(value)) for name, value in words.items() if value is not None and value != ""]
        return f"{path}?{urlencode(stated)}" if stated else path


def read(request: Request, fallback: str) -> Question:
    """The question of a request; what cannot be read becomes a fault and the default holds."""
    given = {name: value for name, value in request.query_params.items() if value != ""}
    faults: list[Fault] = []

    def worded(name: str) -> str | None:
        return given.get(name)

    as_of = known = None
    limit, offset = LIMIT, 0
    for name in ("as_of", "known_at"):
        try:
            if name == "as_of":
                as_of = day(worded(name))
            else:
                known = time(worded(name))
        except ValueError as error:
            faults.append(Fault(name, "query", str(error), given[name][:200]))
    for name, low, high in (("limit", 0, MOST), ("offset", 0, 10**9)):
        try:
            found = whole(worded(name), low, high)
        except ValueError as error:
            faults.append(Fault(name, "query", str(error), given[name][:200]))
            continue
        if found is not None and name == "limit":
            limit = found
        elif found is not None:
            offset = found
    asked = worded("lang")
    if asked is not None and not known_lang(asked):
        faults.append(Fault("lang", "query", "it is zh or en", asked[:200]))
        asked = None
    return Question(as_of, known, _lang(request, asked, fallback), limit, offset, given, tuple(faults), asked is not None)


def day(word: str | None) -> date | None:
    """A day as YYYY-MM-DD."""
    if word is None:
        return None
    if len(word) != 10 or not word.isascii():
        raise ValueError("it is a day, written YYYY-MM-DD")
    try:
        found = date.fromisoformat(word)
    except ValueError:
        raise ValueError("it is a day, written YYYY-MM-DD") from None
    return _within(found)


def time(word: str | None) -> date | datetime | None:
    """A day (to its end), or a moment as ISO 8601."""
    if word is None or len(word) == 10:
        return day(word)
    try:
        if len(word) > 40 or not word.isascii():
            raise ValueError
        found = datetime.fromisoformat(word.replace(" ", "+"))
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("it is a day (YYYY-MM-DD) or a moment (2016-10-31T12:00:00Z)") from None
    _within(found.date())
    return found


def _within(found: date) -> date:
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise ValueError(f"it lies in the years {YEARS[0]} to {YEARS[1]}")
    return found


def whole(word: str | None, low: int, high: int) -> int | None:
    """A whole number between two bounds."""
    if word is None:
        return None
    if not (word.isascii() and word.isdigit() and len(word) <= 10) or not low <= int(word) <= high:
        raise ValueError(f"it is a whole number from {low} to {high}")
    return int(word)


def known_lang(word: str) -> bool:
    """Whether it names one of our languages."""
    return word.lower() in ("zh", "en", "zh-cn", "en-us", "en-gb")


def _lang(request: Request, asked: str | None, fallback: str) -> Lang:
    """``?lang=``, else the cookie, else what the browser prefers, else the setting."""
    accepted = request.headers.get("accept-language", "")[:200].lower()
    preferred = next((word for part in accepted.split(",") if (word := part.strip()[:2]) in ("zh", "en")), None)
    cookie = request.cookies.get("lang")
    chosen = asked or (cookie if cookie in ("zh", "en") else None) or preferred or fallback
    return "zh" if chosen.lower().startswith("zh") else "en"
