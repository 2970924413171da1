"""Words, codes and dates as people write them: one form to show, one to identify, one to match, and checks that never repair."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

_CJK = r"\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SPACE_BY_CJK = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])")
_HAS_CJK = re.compile(rf"[{_CJK}]")
_DOCUMENT_YEAR = re.compile(r"[(\[{【〔<《（［〖]\s*((?:19|20)\d\d)\s*[)\]}】〕>》）］〗]\s*(?=第?\s*\d+\s*号)")
_BRACKETS = str.maketrans("[{【〔〖<《〈「『]}】〕〗>》〉」』·•‧∙・—–―－_", "((((((((((" + "))))))))))" + "·····" + "-----")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0001-\U000e007f]")
"""Control, direction and zero-width characters, and halves of surrogate pairs."""
FIELD_SEPARATOR = ";"
"""What joins several values in one text field (aliases, hazards)."""


def clean(value: str) -> str:
    """The cell as it is shown: no invisible characters, one space for any white space."""
    return " ".join((value if value.isprintable() else _HIDDEN.sub("", value)).split())


def has_hidden(value: str) -> bool:
    """Whether `clean` takes control, direction or zero-width characters out of the value."""
    return not value.isprintable() and _HIDDEN.search(value) is not None


def visible(value: str) -> str:
    """The cell on one line with a mark (U+FFFD) in place of each character that `clean` would take out, so that nothing vanishes unseen."""
    return " ".join((value if value.isprintable() else _HIDDEN.sub("\ufffd", value)).split())


@lru_cache(maxsize=65536)
def normal(value: str) -> str:
    """The form that identifies: widths unified (NFKC), no spaces between Chinese characters, ``（）`` in Chinese names, ``〔2016〕3号`` in document numbers."""
    if value.isascii() and value.isalnum():
        return value
    word = clean(unicodedata.normalize("NFKC", clean(value)))
    if " " in word:
        word = _SPACE_BY_CJK.sub("", word)
    if "号" in word:
        word = _DOCUMENT_YEAR.sub(r"〔\1〕", word)
    if "(" not in word and ")" not in word:
        return word
    return word.replace("(", "（").replace(")", "）") if _HAS_CJK.search(word) else word


@lru_cache(maxsize=65536)
def match_key(value: str) -> str:
    """The form that two spellings of one name share: as `normal`, all brackets and dashes alike, no spaces, no case."""
    word = unicodedata.normalize("NFKC", normal(value)).translate(_BRACKETS)
    return "".join(word.split()).casefold()


# --- unified social credit code (GB 32100-2015) ------------------------------------------------------------------------------------------------

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 symbols of GB 32100-2015: no I, O, S, V, Z."""
_OUTER = np.array([pow(3, place, 31) for place in range(17)], dtype=np.int64)
_INNER = np.array([3, 7, 9, 10, 5, 8, 4, 2], dtype=np.int64)
_SYMBOL = np.full(128, -1, dtype=np.int64)
_SYMBOL[[ord(each) for each in CREDIT_ALPHABET]] = np.arange(31)
_LETTER = np.full(128, -1, dtype=np.int64)
_LETTER[ord("0"):ord("9") + 1] = np.arange(10)
_LETTER[ord("A"):ord("Z") + 1] = np.arange(10, 36)

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CreditChecks:
    """For each code: ``form`` (18 symbols of the alphabet, an area of six digits), ``outer`` (check digit of GB 32100) and ``inner``
    (check digit of the organisation code, GB 11714).
    """

    form: Flags
    outer: Flags
    inner: Flags


def credit_text(value: str) -> str:
    """A credit code in the form in which it is checked: NFKC, upper case, no spaces; nothing is repaired."""
    return "".join(unicodedata.normalize("NFKC", clean(value)).split()).upper()


def check_credit(codes: Sequence[str]) -> CreditChecks:
    """The three checks over all codes at once. A failed outer check is an error; a failed inner one a warning (GB standards (K1))."""
    count = len(codes)
    form, outer, inner = (np.zeros(count, dtype=bool) for _ in range(3))
    long = np.fromiter((len(code) == 18 and code.isascii() for code in codes), dtype=bool, count=count)
    if not long.any():
        return CreditChecks(form, outer, inner)
    chosen = np.array([code for code, right in zip(codes, long, strict=True) if right], dtype="U18")
    points = chosen.view(np.uint32).reshape(-1, 18).astype(np.int64)
    symbols = _SYMBOL[points]
    right = (symbols >= 0).all(axis=1) & (symbols[:, 2:8] < 10).all(axis=1)
    rest = (31 - symbols[:, :17] @ _OUTER % 31) % 31
    organisation = (11 - _LETTER[points[:, 8:16]] @ _INNER % 11) % 11
    mark = np.where(organisation == 10, ord("X"), ord("0") + organisation)
    form[long] = right
    outer[long] = right & (rest == symbols[:, 17])
    inner[long] = right & (mark == points[:, 16])
    return CreditChecks(form, outer, inner)


def is_credit_code(code: str) -> bool:
    """Whether form and check digit of one code are right."""
    return bool(check_credit([code]).outer[0])


# --- dates -----------------------------------------------------------------------------------------------------------------------------------

OPEN_WORDS = frozenset({"至今", "今", "长期", "長期", "现任", "現任", "在任", "无固定期限", "present", "open", "now"})
"""Words in a date cell which say that it still holds."""
_SEP = r"\s*[-./年]\s*"
_DAY = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})(?:\s*[-./月]\s*(\d{{1,2}})\s*[日号號]?)?\s*月?(?:[T ]\s*\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?)?")
_ROC_DAY = re.compile(rf"(?:民国|民國)?\s*(\d{{1,3}}){_SEP}(\d{{1,2}})(?:\s*[-./月]\s*(\d{{1,2}})\s*[日号號]?)?\s*月?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_ROC_YEAR = re.compile(r"(?:民国|民國)?\s*(\d{2,3})\s*年?")
_NO_YEAR = re.compile(r"\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?")
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = (10_000, 73_050)
_SENTINELS = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1900, 1, 2), date(1, 1, 1)})
_ROC_ZERO = 1911


@dataclass(frozen=True, slots=True)
class DateRead:
    """What a date cell says. ``trouble`` names what is wrong: ``sentinel``, ``ambiguous-month`` (still read), ``no-year``, ``not-a-date``."""

    day: date | None = None
    precision: str | None = None
    trouble: str = ""
    open: bool = False


def read_date(value: Any, *, roc: bool = False) -> DateRead:
    """A date as people write it: text, a date cell, an Excel serial; ROC years only with ``roc``. Month and year precision are kept."""
    if isinstance(value, datetime):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, roc)
    word = clean(unicodedata.normalize("NFKC", str(value)))
    if word.casefold() in OPEN_WORDS:
        return DateRead(open=True)
    if word.isascii() and word.isdigit():
        return _number(int(word), roc) if len(word) < 16 else DateRead(trouble="not-a-date")
    if found := _DAY.fullmatch(word):
        return _parts(found, 0)
    if found := _YEAR.fullmatch(word):
        return _checked(int(found[1]))
    if roc and (found := _ROC_DAY.fullmatch(word)):
        return _parts(found, _ROC_ZERO)
    if roc and (found := _ROC_YEAR.fullmatch(word)):
        return _checked(int(found[1]) + _ROC_ZERO)
    return DateRead(trouble="no-year" if _NO_YEAR.fullmatch(word) else "not-a-date")


def _parts(found: re.Match[str], zero: int) -> DateRead:
    return _checked(int(found[1]) + zero, int(found[2]), int(found[3]) if found[3] else None)


def _checked(year: int, month: int | None = None, day: int | None = None) -> DateRead:
    """The date where the calendar has it; a sentinel is unknown."""
    if year >= 2999:
        return DateRead(trouble="sentinel")
    try:
        found = date(year, month or 1, day or 1)
    except ValueError:
        return DateRead(trouble="not-a-date")
    if found in _SENTINELS and day:
        return DateRead(trouble="sentinel")
    if year < 1800:
        return DateRead(trouble="not-a-date")
    return DateRead(found, "day" if day else "month" if month else "year")


def _number(value: float, roc: bool) -> DateRead:
    """A date typed as a number: 20140425, 201409, 2014, 2014.9, an Excel serial; with ``roc`` 1030425 and 103."""
    whole = int(value) if value == value and abs(value) < 1e9 else -1
    if value != whole and 1900 <= whole < 2100:
        return _year_and_fraction(value, whole)
    if whole in (0, 1, 2) or whole == 2_958_465:
        return DateRead(trouble="sentinel")
    if value == whole and 10_000_000 <= whole <= 99_999_999:
        return _checked(whole // 10_000, whole // 100 % 100, whole % 100)
    if roc and 100_000 <= whole <= 1_999_999 and value == whole:
        return _checked(whole // 10_000 + _ROC_ZERO, whole // 100 % 100, whole % 100)
    if value == whole and 190_001 <= whole <= 209_912:
        return _checked(whole // 100, whole % 100)
    if _SERIALS[0] <= whole <= _SERIALS[1]:
        found = _EXCEL_ZERO + timedelta(days=whole)
        return _checked(found.year, found.month, found.day)
    if 1900 <= whole < 2100:
        return _checked(whole)
    return _checked(whole + _ROC_ZERO) if roc and 1 <= whole < 200 else DateRead(trouble="not-a-date")


def _year_and_fraction(value: float, year: int) -> DateRead:
    """2014.9 typed as a number is September; 2014.1 may have been 2014.10, so only its year is kept."""
    fraction = repr(value).partition(".")[2]
    if fraction == "1":
        return DateRead(date(year, 1, 1), "year", "ambiguous-month")
    return _checked(year, int(fraction)) if len(fraction) <= 2 else DateRead(trouble="not-a-date")
