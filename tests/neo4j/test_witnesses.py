"""The asks in Cypher and the analyses are two witnesses of one county: they say the same, and a fault in either is found out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import witnesses
from disposable import wipe
from witnesses import PARAMETERS, county, difference, loaded, mark, questions, smallest, together, twins

import dutygraph
from dutygraph.analysis import ANALYSES
from dutygraph.seed import sheets
from dutygraph.store.queries import names, statement
from dutygraph.workbench import County

COUNTIES, TOGETHER = 200, 20
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"


@pytest.fixture(scope="module")
def url(servers: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose contents these tests leave behind as they like, and a cache of their own."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield servers[0]
    wipe(servers[0])
    os.environ.pop("XDG_CACHE_HOME")
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before


def test_every_ask_has_a_twin_with_its_denominator_and_its_picture() -> None:
    there = {name.removeprefix("ask/") for name in names("ask")}
    assert {f"{name}{part}" for name in ANALYSES for part in ("", *witnesses.ASIDE)} <= there
    assert twins() == tuple(ANALYSES) == tuple(PARAMETERS)


@pytest.mark.parametrize("name", twins())
def test_a_twin_says_of_each_finding_what_every_twin_says(name: str) -> None:
    assert list(statement(f"ask/{name}").columns)[:4] == ["subject", "name", "severity", "key"]
    assert list(statement(f"ask/{name}.denominator").columns) == ["out_of", "unit"]
    assert list(statement(f"ask/{name}.picture").columns) == ["path"]


def differing(opened: County, day: date, turn: int) -> list[str]:
    """What the witnesses say differently on the day."""
    return [str(found) for name, parameters in chosen(opened, turn) if (found := difference(opened, name, day, parameters)[0])]


def test_both_witnesses_say_the_same_of_the_golden_county(url: str) -> None:
    wipe(url)
    with dutygraph.open(url) as opened:
        opened.load(GOLDEN)
        days = opened.history().change_days()
        assert [each for turn, day in enumerate((days[0], days[len(days) // 2], days[-1])) for each in differing(opened, day, turn)] == []


@pytest.mark.slow
def test_both_witnesses_say_the_same_of_the_seed_county(url: str) -> None:
    wipe(url)
    with dutygraph.open(url) as opened:
        opened.load(sheets())
        assert differing(opened, opened.history().last_day, 0) == []


def chosen(opened: County, turn: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Every ask without parameters and with one of its sets of them, in turn."""
    for name in twins():
        put = [parameters for _, parameters in questions(opened, (name,))]
        yield name, {}
        yield name, put[1 + turn % (len(put) - 1)]


@pytest.mark.slow
def test_both_witnesses_say_the_same_of_two_hundred_random_counties(url: str) -> None:
    filled, everyone = Counter[str](), [county(seed) for seed in range(COUNTIES)]

    for turn, start in enumerate(range(0, COUNTIES, TOGETHER)):
        group = everyone[start:start + TOGETHER]
        day = group[0].days[turn % 2]
        with loaded(url, together(group)) as opened:
            for name, parameters in chosen(opened, turn):
                found, one = difference(opened, name, day, parameters)
                assert found is None, smallest(url, group, found)
                if not parameters:
                    filled[name] += sum(any(mark(made.seed) in each.subject for each in one.findings) for made in group)

    assert {name: filled[name] for name in ANALYSES if filled[name] < COUNTIES / 5} == {}
