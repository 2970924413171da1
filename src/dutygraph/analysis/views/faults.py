"""Problems of the data that concern one node (数据问题): by the word it is called, or by a row that speaks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...facts import Problem
from ...findings import Cite
from ...snapshot.names import bare, normal

if TYPE_CHECKING:
    from ...snapshot import History


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the data, with where it stands and what to do."""

    code: str
    zh: str
    en: str
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    advice_zh: str
    advice_en: str


def faults(history: History, ids: Iterable[str], cites: Iterable[Cite], limit: int) -> tuple[tuple[Fault, ...], int]:
    """The problems that name one of these words or stand in one of these rows, in the order in which they were found; and how many there are."""
    words, places = _index(history)
    found: set[int] = set()
    for each in ids:
        if each:
            found |= {*words.get(normal(each), ()), *words.get(normal(bare(each)), ())} if ":" in each else set(words.get(normal(each), ()))
    for one in cites:
        if one.row is not None:
            found.update(places.get((one.file, one.sheet, one.row), ()))
    chosen = sorted(found)
    return tuple(_fault(history.problems[at]) for at in chosen[:limit]), len(chosen)


def _index(history: History) -> tuple[dict[str, list[int]], dict[tuple[str, str, int], list[int]]]:
    """Problems by the word that they complain of and by their row, kept with the history."""
    if "faults" not in history.memo:
        words: dict[str, list[int]] = {}
        places: dict[tuple[str, str, int], list[int]] = {}
        for at, each in enumerate(history.problems):
            for word in {normal(each.value), normal(bare(each.value))} - {""}:
                words.setdefault(word, []).append(at)
            if each.place and each.place.row is not None:
                places.setdefault((each.place.file, each.place.sheet, each.place.row), []).append(at)
        history.memo["faults"] = words, places
    found: tuple[dict[str, list[int]], dict[tuple[str, str, int], list[int]]] = history.memo["faults"]
    return found


def _fault(problem: Problem) -> Fault:
    place = problem.place
    return Fault(problem.code, problem.zh, problem.en, place.file if place else "", place.sheet if place else "", place.row if place else None,
                 problem.column, problem.value, problem.advice_zh, problem.advice_en)
