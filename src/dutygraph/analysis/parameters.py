"""Parameters of asks: declared once where several asks share them, and read strictly from what a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import NotFound, UsageError
from ..snapshot.acting import months_before
from ..snapshot.terms import DEFAULT_KINDS
from ..vocabulary import ACTS, MODES, OBJECT_TYPES, Term
from .entry import Analysis, Parameter

if TYPE_CHECKING:
    from ..snapshot import Snapshot

KINDS = Parameter("kinds", "kinds", "统计哪些类型的对象，逗号分隔", "which kinds of object are counted, separated by commas",
                  ",".join(DEFAULT_KINDS), tuple(term.name for term in OBJECT_TYPES))
ACT = Parameter("acts", "act", "只看这一种履职记录", "only acts of this kind", None, tuple(term.name for term in ACTS))
SECTOR = Parameter("sector", "sector", "只看这一监管领域（含下级领域）", "only this sector, with the sectors below it")
BY = Parameter("by", "choice", "bearer：责任主体本身（含派出机构、受托机构）；anyone：任何人",
               "bearer: the bearer itself, its stations and delegates; anyone: whoever it is", "bearer", ("bearer", "anyone"))
WITHIN = Parameter("within", "period", "obligation：按履职频次规定的期限；all：不限期限；或 365d、12m、2y",
                   "obligation: the period that the obligation gives; all: ever; or a period such as 365d, 12m, 2y", "obligation")
COUNT = Parameter("count", "choice", "acts：按记录计；objects：按对象计", "acts: one finding for each act; objects: one for each object", "acts", ("acts", "objects"))

_PERIOD = re.compile(r"^([1-9][0-9]{0,4})\s*([dmy])$")


@dataclass(frozen=True, slots=True)
class Within:
    """How far back an act counts: ``words`` as asked, and the last day that is too early (None: no limit, or the obligation's own)."""

    words: str
    before: date | None = None

    @property
    def obligation(self) -> bool:
        return self.words == "obligation"


def read(snapshot: Snapshot, analysis: Analysis, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values for the function and words for the answer's meta. UsageError lists the valid parameters; NotFound suggests near names."""
    declared = {each.name: each for each in analysis.parameters}
    if unknown := sorted(set(given) - set(declared)):
        takes = f"It takes: {', '.join(declared)}." if declared else "It takes none."
        raise UsageError(f"{analysis.name} has no parameter {', '.join(unknown)}.", advice=takes)
    values: dict[str, Any] = {}
    words: dict[str, Any] = {}
    for name, parameter in declared.items():
        stated = given.get(name)
        word = parameter.default if stated is None or stated == "" else _word(stated)
        values[name], words[name] = (None, None) if word is None else _value(snapshot, parameter, word)
    return values, words


def _word(stated: Any) -> str:
    return ",".join(str(each) for each in stated) if isinstance(stated, Iterable) and not isinstance(stated, str) else str(stated).strip()


def _value(snapshot: Snapshot, parameter: Parameter, word: str) -> tuple[Any, str]:
    match parameter.type:
        case "kinds":
            kinds = [_term(OBJECT_TYPES, part.strip(), "kind of object") for part in word.split(",") if part.strip()]
            ordered = tuple(term.name for term in OBJECT_TYPES if term.name in kinds)
            return ordered, ",".join(ordered)
        case "act":
            name = _term(ACTS, word, "kind of act")
            return name, name
        case "mode":
            if word in parameter.choices:
                return word, word
            name = _term(MODES, word, "mode")
            return name, name
        case "sector":
            found = sector(snapshot, word)
            return found, found
        case "period":
            return period(snapshot.as_of, word), word
    if word not in parameter.choices:
        raise UsageError(f"{parameter.name}={word} is not known.", advice=f"It takes: {', '.join(parameter.choices)}.")
    return word, word


def _term(terms: tuple[Term, ...], word: str, what: str) -> str:
    for term in terms:
        if word in (term.name, term.zh, term.en):
            return term.name
    raise NotFound(what, word, [each for term in terms for each in (term.name, term.zh)], advice=f"Known are: {', '.join(term.name for term in terms)}.")


def sector(snapshot: Snapshot, word: str) -> str:
    """The id of the sector that a person means; one that the county itself uses wins over a national industry of the same name."""
    history = snapshot.history
    found = history.resolve("sector", word)
    if len(found) > 1:
        county = tuple(each for each in found if (history.node(each) or {}).get("scheme") in (None, "", "county"))
        found = county if len(county) == 1 else found
    if not found:
        ids = [str(each) for each in history.nodes("sector").ids]
        raise NotFound("sector", word, dict.fromkeys([*map(history.name, ids), *ids]), advice="`dutygraph coverage --by sector` lists the sectors.")
    if len(found) > 1:
        raise UsageError(f"{word!r} fits {len(found)} sectors: {', '.join(found[:5])}.", advice="Give one of these ids.")
    return found[0]


def period(as_of: date, word: str) -> Within:
    """``obligation``, ``all``, or a number of days, months or years back from the day."""
    if word in ("obligation", "all"):
        return Within(word)
    match = _PERIOD.match(word.lower())
    if not match:
        raise UsageError(f"within={word} is not a period.", advice="It takes obligation, all, or a period such as 365d, 12m, 2y.")
    number, unit = int(match[1]), match[2]
    if unit == "d":
        return Within(word, date.fromordinal(max(1, as_of.toordinal() - number)))
    months = number * (12 if unit == "y" else 1)
    return Within(word, months_before(as_of, months) if months < (as_of.year - 1) * 12 else date.min)
