"""Which wording of a law was in force on a day: answers cite today's articles, and this says what they were called then (法律版本)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from .accident_table import Dated
from .tables import Said, Strict, Table

_LAW = re.compile(r"(?P<law>[^;；]+?) Art (?P<articles>[0-9(), -]+)")


class Edition(Dated):
    """One edition; ``articles`` leads from today's numbers to those of the edition, None where it had no such article."""

    title: Said
    articles: dict[str, str | None] = Field(default_factory=dict)


class Law(Strict):
    """A law with its editions, oldest first."""

    name: Said
    en: Said
    editions: tuple[Edition, ...]


class EditionsTable(Table):
    """``editions.yaml``."""

    laws: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One article as cited today and as it stood on the day.

    ``state`` is in_force (today's wording), older (another edition; ``then`` is its number, None where it is not known), not_yet (no edition was in force),
    absent (the edition had no such article) or unlisted (the table does not have the law).
    """

    law: str
    article: str
    state: str
    edition: str
    then: str | None


def wordings(table: EditionsTable, bases: list[str], day: date) -> tuple[Wording, ...]:
    """Every article named in the bases, with the edition in force on the day."""
    found: dict[tuple[str, str], Wording] = {}
    for basis in bases:
        for part in basis.split(";"):
            name, articles = _parts(part.strip())
            if name:
                for article in articles or ("",):
                    found.setdefault((name, article), _wording(table, name, article, day))
    return tuple(found[key] for key in sorted(found))


def _parts(text: str) -> tuple[str, tuple[str, ...]]:
    """Law and articles of one citation; nothing where it is an id of the essay (``B12``)."""
    if (match := _LAW.match(text)) is not None:
        return match["law"].strip(), tuple(_numbers(match["articles"]))
    return ("", ()) if re.fullmatch(r"[A-Z]\d+[a-z]?(?:[-,] ?[A-Z]?\d+[a-z]?)*(?:, .*)?", text) or not text else (text, ())


def _numbers(text: str) -> list[str]:
    found: list[str] = []
    for each in re.sub(r"\(.*?\)", "", text).split(","):
        low, _, high = each.strip().partition("-")
        if low.isdigit() and high.isdigit() and int(high) - int(low) < 20:
            found += [str(number) for number in range(int(low), int(high) + 1)]
        elif low.isdigit():
            found.append(low)
    return found


def _wording(table: EditionsTable, name: str, article: str, day: date) -> Wording:
    law = next((each for each in table.laws if each.name == name), None)
    if law is None:
        return Wording(name, article, "unlisted", "", None)
    edition = next((each for each in law.editions if each.in_force(day)), None)
    if edition is None:
        return Wording(name, article, "not_yet", "", None)
    if edition.until is None:
        return Wording(name, article, "in_force", edition.title, article)
    if article in edition.articles and edition.articles[article] is None:
        return Wording(name, article, "absent", edition.title, None)
    return Wording(name, article, "older", edition.title, edition.articles.get(article))
