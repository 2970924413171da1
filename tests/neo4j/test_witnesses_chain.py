"""The chain of an object in Cypher and as it is traced are two witnesses too; and planted faults in questions about people and records are found out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from disposable import ask, wipe
from witnesses import county, difference, loaded, mark, together

import dutygraph
from dutygraph.analysis import foreign, leaders, nominal, unlisted, unseen, vacancies
from dutygraph.analysis.chain import trace
from dutygraph.analysis.lines import LINES
from dutygraph.seed import sheets
from dutygraph.store.neo4j import server as talking
from dutygraph.store.queries import Statement, statement
from dutygraph.workbench import County

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"
COUNTIES, TOGETHER = 20, 5
Said = set[tuple[str, tuple[str, ...], tuple[str, ...]]]


@pytest.fixture(scope="module")
def url(servers: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose contents these tests leave behind as they like, and a cache of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield servers[0]
    wipe(servers[0])


def traced(opened: County, day: date, node: str) -> Said:
    """The posts of a chain, each with its lines and who holds it."""
    return {(seat.id, seat.lines, tuple(sorted({term.person for term in seat.holders if term.person and seat.kind == "post"}))) for seat in trace(opened.history().on(day), node).posts}


def asked(url: str, day: date, node: str) -> Said:
    rows: list[dict[str, Any]] = ask(url, statement("ask/chain").text, object=node, as_of=day)
    return {(row["post"], tuple(row["lines"]), tuple(row["holders"])) for row in rows}


def unlike(opened: County, url: str, day: date, nodes: list[str]) -> list[str]:
    """The objects of which the two witnesses tell another chain, with what only one of them says."""
    pairs = ((node, traced(opened, day, node), asked(url, day, node)) for node in nodes)
    return [f"{node} on {day}: traced {sorted(one - other)}, Cypher {sorted(other - one)}" for node, one, other in pairs if one != other]


def objects(opened: County) -> list[str]:
    return [str(each) for each in opened.history().nodes("object").ids]


def test_both_witnesses_tell_the_same_chain_of_every_object_of_the_golden_county(url: str) -> None:
    wipe(url)
    with dutygraph.open(url) as opened:
        opened.load(GOLDEN)
        opened.resolve()
        for day in (opened.history().last_day, date(2018, 1, 1)):
            assert unlike(opened, url, day, objects(opened)) == []
            assert any(asked(url, day, node) for node in objects(opened))


@pytest.mark.slow
def test_both_witnesses_tell_the_same_chain_of_objects_of_the_seed_county(url: str) -> None:
    wipe(url)
    with dutygraph.open(url) as opened:
        opened.load(sheets())
        opened.resolve()
        assert unlike(opened, url, opened.history().last_day, objects(opened)[::150]) == []


@pytest.mark.slow
def test_both_witnesses_tell_the_same_chains_of_random_counties(url: str) -> None:
    filled = Counter[str]()
    for turn, start in enumerate(range(0, COUNTIES, TOGETHER)):
        group = [county(seed) for seed in range(start, start + TOGETHER)]
        day = group[0].days[turn % 2]
        with loaded(url, together(group)) as opened:
            opened.resolve()
            nodes = objects(opened)[turn % 2::2]
            differing = unlike(opened, url, day, nodes)
            assert differing == [], "\n".join(made.describe() for made in group if any(mark(made.seed) in each for each in differing))
            filled.update({(line, made.seed) for made in group for node in nodes if mark(made.seed) in node for _, lines, _ in traced(opened, day, node) for line in lines})
    counties = Counter(line for line, _ in filled)
    assert {line: counties[line] for line in LINES if counties[line] < COUNTIES / 5} == {}


# planted faults

FAULTS: tuple[tuple[str, str, str, str], ...] = (
    ("never-seen", "acts of later days count", "coalesce(act.since <= $as_of, true)", "true"),
    ("never-seen", "what is closed counts", "AND NOT life.closed", ""),
    ("foreign-acts", "the county lies in the town", "-[w:WITHIN WHERE w.since <= $as_of]->{0,}", "<-[w:WITHIN WHERE w.since <= $as_of]-{0,}"),
    ("foreign-acts", "the object stands where it stands today", "coalesce(a.since <= act.since < a.until, true)", "a.since <= $as_of < a.until"),
    ("no-leader", "to assist is to lead", "AND coalesce(p.share, '') <> 'assists'", ""),
    ("no-leader", "a division of work never ends", "AND coalesce($as_of < p.until, true)", ""),
    ("vacancies", "the head's post comes before the lowest", "ORDER BY low DESC", "ORDER BY low"),
    ("vacancies", "a vacancy never ends", "coalesce($as_of < h.until, true)", "true"),
    ("nominal", "an act of any age is in time", "coalesce(a.day > f.after, true)", "true"),
    ("nominal", "the county lies in the town", "-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(t:Territory)", "<-[w:WITHIN WHERE w.since <= $as_of < w.until]-{0,}(t:Territory)"),
    ("unlisted-acts", "only today's duties count", "[$as_of, act.since]", "[$as_of]"),
    ("unlisted-acts", "a duty holds everywhere", "d.object IS NOT NULL OR EXISTS {", "true OR EXISTS {"),
)
CHAIN_FAULTS: tuple[tuple[str, str, str], ...] = (
    ("direct leadership leads down", "(low)-[p:PART_OF WHERE p.since <= $as_of < p.until]->(parent:Body)", "(low)<-[p:PART_OF WHERE p.since <= $as_of < p.until]-(parent:Body)"),
    ("to assist is to lead", "AND coalesce(p.share, '') <> 'assists'", ""),
    ("every line climbs from a territory to the one around", "s.how <> 'within' OR b.line IN ['territorial', 'zone']", "true"),
)
ENGINE_FAULTS: tuple[tuple[str, str, Any, str, Callable[..., Any]], ...] = (
    ("never-seen", "acts of later days count", unseen, "chosen", lambda snapshot: np.arange(len(snapshot.history.columns.a_day))),
    ("foreign-acts", "a town lies in no county", foreign, "closure", lambda starts, up: (np.unique(starts), np.unique(starts))),
    ("no-leader", "a division of work never ends", leaders, "in_force", lambda since, until, day: since <= day),
    ("vacancies", "a portfolio never ends", vacancies, "in_force", lambda since, until, day: since <= day),
    ("nominal", "an act of any age is in time", nominal, "since", lambda snapshot, some, within: some),
    ("unlisted-acts", "only today's duties count", unlisted, "_by_day", lambda snapshot, rest: []),
)


@pytest.fixture(scope="module")
def several(url: str) -> Iterator[tuple[County, date]]:
    """Ten random counties side by side, and a day."""
    made = [county(seed) for seed in range(10)]
    with loaded(url, together(made)) as opened:
        opened.resolve()
        yield opened, made[0].days[1]


def faulty(patch: pytest.MonkeyPatch, name: str, right: str, wrong: str) -> None:
    """Plant a fault in one statement."""
    found = statement(name)
    assert right in found.text
    mutated = replace(found, text=found.text.replace(right, wrong))

    def instead(asked_for: str) -> Statement:
        return mutated if asked_for == name else statement(asked_for)

    patch.setattr(talking, "statement", instead)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "fault", "right", "wrong"), FAULTS, ids=[f"{each[0]}: {each[1]}" for each in FAULTS])
def test_a_fault_in_a_statement_is_found_out(several: tuple[County, date], monkeypatch: pytest.MonkeyPatch, name: str, fault: str, right: str, wrong: str) -> None:
    opened, day = several
    faulty(monkeypatch, f"ask/{name}", right, wrong)
    assert difference(opened, name, day, {})[0] is not None, fault


@pytest.mark.slow
@pytest.mark.parametrize(("name", "fault", "module", "function", "wrong"), ENGINE_FAULTS, ids=[f"{each[0]}: {each[1]}" for each in ENGINE_FAULTS])
def test_a_fault_in_an_analysis_is_found_out(several: tuple[County, date], monkeypatch: pytest.MonkeyPatch, name: str, fault: str, module: Any, function: str, wrong: Callable[..., Any]) -> None:
    opened, day = several
    monkeypatch.setattr(module, function, wrong)
    assert difference(opened, name, day, {})[0] is not None, fault


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "right", "wrong"), CHAIN_FAULTS, ids=[each[0] for each in CHAIN_FAULTS])
def test_a_fault_in_the_chain_is_found_out(several: tuple[County, date], url: str, fault: str, right: str, wrong: str) -> None:
    opened, day = several
    text = statement("ask/chain").text
    assert right in text
    text = text.replace(right, wrong)
    found = ((node, {(row["post"], tuple(row["lines"])) for row in ask(url, text, object=node, as_of=day)}) for node in objects(opened))  # type: ignore[arg-type]
    assert any(said != {each[:2] for each in traced(opened, day, node)} for node, said in found), fault
