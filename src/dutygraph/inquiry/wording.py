"""Whether a text says a thing or denies it: a word behind a denial (未发现违法行为, 拒不整改, no illegal activity) does not count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ..law.obligation_table import Counting

_CLAUSE = re.compile(r"[，。；！？,.;!?\n]|但是|但|\bbut\b")
_BETWEEN = r"(?:发现|存在|有|任何|其他|明显|按期|按时|按要求|及时|进行|实施|完成|落实|采取|予以|相关|[、和或及与\s/]|any|signs of|evidence of|being|been)*"


def finds(text: str, words: Sequence[str], counting: Counting) -> bool:
    """Whether the text says one of the words of something found (违法、隐患): not where its clause denies it as a whole, nor right behind a no (无违法行为)."""
    clauses = [each for each in _clauses(text) if not any(word.casefold() in each for word in counting.denials)]
    return any(_says(each, tuple(words), counting.negations) for each in clauses)


def measures(text: str, counting: Counting) -> bool:
    """Whether the text itself says that a measure was taken; one refused or not yet taken (拒不整改、未整改) is none."""
    return any(_says(each, counting.measure_words, counting.refusals) for each in _clauses(text))


def _clauses(text: str) -> Iterable[str]:
    return _CLAUSE.split(text.casefold())


def _says(clause: str, words: tuple[str, ...], negations: tuple[str, ...]) -> bool:
    denied = _denied(words, negations).sub(" ", clause)
    return any(word.casefold() in denied for word in words)


@cache
def _denied(words: tuple[str, ...], negations: tuple[str, ...]) -> re.Pattern[str]:
    """A no and the words that it denies, a list of them included (无非法、违法行为)."""
    said, no = (_any(each) for each in (words, negations))
    return re.compile(f"{no}{_BETWEEN}{said}(?:{_BETWEEN}{said})*")


def _any(words: Iterable[str]) -> str:
    longest = sorted((word.casefold() for word in words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in longest) + ")"
