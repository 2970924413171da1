"""What asks find pair by pair is what coverage counts on the grid: on random counties, for every object."""

from __future__ import annotations

import numpy as np
import pytest

from coverage.counties import county
from dutygraph.analysis import ask
from dutygraph.analysis.pairs import reached
from dutygraph.analysis.principal import principal, supervising
from dutygraph.law import Rules
from dutygraph.snapshot import History, Snapshot
from dutygraph.snapshot.reach import states
from dutygraph.snapshot.terms import ABSENT, EXEMPT
from dutygraph.vocabulary import MODES

RULES = Rules.read()


def days(seed: int) -> list[Snapshot]:
    made = county(seed)
    history = History.of(made.facts, data_version=str(seed), known_at=None, rules=RULES)
    return [history.on(day) for day in made.days]


def taken_over(snapshot: Snapshot, own: np.ndarray) -> np.ndarray:
    """The objects that have it themselves, or through an enterprise that runs them."""
    from dutygraph.snapshot.reach import run_by

    thing, owner = run_by(snapshot)
    found = own.copy()
    for _ in range(len(own)):
        found[thing[found[owner]]] = True
    return found


@pytest.mark.parametrize("seed", range(60))
def test_an_object_has_a_principal_pair_exactly_where_coverage_says_that_it_is_supervised_or_vacant(seed: int) -> None:
    for snapshot in days(seed):
        everyone = np.arange(len(snapshot.history.nodes("object")), dtype=np.int32)
        pairs = reached(snapshot, everyone)
        has = np.zeros(len(everyone), dtype=bool)
        has[pairs.object[principal(snapshot, pairs)]] = True
        counted = states(snapshot, None)
        open_ = counted != EXEMPT
        assert (taken_over(snapshot, has) == (counted != ABSENT))[open_].all()


@pytest.mark.parametrize("seed", range(60))
def test_an_object_has_a_pair_in_a_mode_exactly_where_coverage_says_that_the_mode_reaches_it(seed: int) -> None:
    for snapshot in days(seed):
        everyone = np.arange(len(snapshot.history.nodes("object")), dtype=np.int32)
        for place, term in enumerate(MODES):
            has = np.zeros(len(everyone), dtype=bool)
            has[reached(snapshot, everyone, supervising(snapshot) & (snapshot.carried.mode == place), owners=True).object] = True
            counted = states(snapshot, term.name)
            assert (has == (counted != ABSENT))[counted != EXEMPT].all(), term.name


@pytest.mark.parametrize("seed", range(20))
def test_every_ask_answers_on_random_counties_within_its_denominator(seed: int) -> None:
    from dutygraph.analysis import ANALYSES

    for snapshot in days(seed):
        for name in ANALYSES:
            answer = ask(snapshot, name)
            assert answer.count <= answer.out_of, name
            assert len({(found.subject, found.key) for found in answer.findings}) == answer.count, name
