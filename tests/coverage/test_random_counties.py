"""The grid against a walk object by object, on a thousand random counties: equal for every object, mode and rung."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dutygraph.law import Rules
from dutygraph.snapshot import History
from dutygraph.snapshot.terms import DEFAULT_KINDS, REASONS
from dutygraph.vocabulary import MODES

from .counties import RandomCounty, county
from .naive import ORDER, NaiveDay
from .questions import asked, reason

COUNTIES, CHUNKS = 1000, 8
RULES = Rules.read()


def differences(made: RandomCounty, day: date) -> list[str]:
    """What the two witnesses say differently of one county on one day."""
    history = History.of(made.facts, data_version="random", known_at=None, rules=RULES)
    snapshot, walk = history.on(day), NaiveDay(made.facts, day, RULES)
    measured = snapshot.coverage()
    states = {"overall": measured.overall, **{term.name: measured.state(term.name) for term in MODES}}
    said = []
    for at, each in enumerate(map(str, history.nodes("object").ids)):
        if bool(snapshot.alive[at]) != (each in walk.alive):
            said.append(f"{each} alive: {bool(snapshot.alive[at])}, walked {each in walk.alive}")
            continue
        if each not in walk.alive:
            continue
        walked = {"overall": walk.overall(each), **{term.name: walk.state(each, term.name) for term in MODES}}
        said += [f"{each} {name}: {ORDER[states[name][at]]}, walked {state}" for name, state in walked.items() if ORDER[states[name][at]] != state]
        if measured.rung[at] != walk.rung(each):
            said.append(f"{each} rung: {measured.rung[at]}, walked {walk.rung(each)}")
        lost = walked["overall"] == "absent" and walk.objects[each]["type"] in DEFAULT_KINDS
        if (REASONS[measured.reason[at]].name or None) != (reason(walk, each) if lost else None):
            said.append(f"{each} reason: {REASONS[measured.reason[at]].name!r}, walked {reason(walk, each)!r}")
    return [f"{day} {line}" for line in said]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_grid_says_of_every_object_what_a_walk_object_by_object_says(chunk: int) -> None:
    smallest: tuple[int, str] | None = None
    differing = 0

    for seed in range(chunk, COUNTIES, CHUNKS):
        made = county(seed)
        if said := differences(made, made.days[seed // CHUNKS % 2]):
            differing += 1
            smallest = min(smallest or (len(made.facts) + 1, ""), (len(made.facts), made.describe() + "\n" + "\n".join(said[:20])))

    assert smallest is None, f"{differing} counties differ; the smallest:\n{smallest[1]}"


def test_one_history_answers_several_days_as_if_each_were_its_first() -> None:
    for seed in range(COUNTIES, COUNTIES + 12):
        made = county(seed)
        history = History.of(made.facts, data_version="random", known_at=None, rules=RULES)
        days = [*made.days, *reversed(made.days), *history.change_days()[::7]]

        first = {day: History.of(made.facts, data_version="random", known_at=None, rules=RULES).on(day).coverage().overall.tolist() for day in set(days)}

        assert {day: history.on(day).coverage().overall.tolist() for day in days} == first, f"seed {seed}"


def test_each_question_has_an_answer_in_at_least_a_fifth_of_the_counties() -> None:
    counties, found = 150, Counter[str]()
    wanted = {*(f"overall {state}" for state in ORDER), *(f"rung {rung}" for rung in range(7)), *(f"reason {term.name}" for term in REASONS if term.name),
              "industry direct", "industry inherited", "industry vacant", "catch-all only", "several sectors", "several places", "run by", "by name", "own hazard", "station",
              "succession", "two parents", "another post for a part", "overlap", "never seen", "acted", "vacant post", "no posts at all", "closed", "zone"}

    for seed in range(counties):
        made = county(seed)
        found.update(asked(NaiveDay(made.facts, made.days[seed % 2], RULES)))

    assert {name: found[name] for name in wanted if found[name] < counties / 5} == {}


def test_the_same_seed_makes_the_same_county() -> None:
    assert county(7).describe() == county(7).describe()
    assert county(7).describe() != county(8).describe()
