"""What explain lists behind a state must be what coverage counted: on random counties, for every object and mode."""

from __future__ import annotations

import json

import pytest

from coverage.counties import county
from dutygraph.analysis.behind import STATES
from dutygraph.analysis.chain import trace
from dutygraph.analysis.explain import explain
from dutygraph.law import Rules
from dutygraph.snapshot import History
from dutygraph.snapshot.reach import states
from dutygraph.vocabulary import MODES

RULES = Rules.read()


@pytest.mark.parametrize("seed", range(24))
def test_the_best_duty_behind_each_mode_gives_the_state_that_coverage_has(seed: int) -> None:
    made = county(seed)
    history = History.of(made.facts, data_version=str(seed), known_at=None, rules=RULES)
    ids = history.nodes("object").ids

    for day in made.days:
        snapshot = history.on(day)
        counted = {term.name: states(snapshot, term.name) for term in MODES}
        overall = states(snapshot, None)
        for at, object_id in enumerate(ids):
            if not snapshot.alive[at]:
                continue
            said = explain(snapshot, str(object_id))
            for mode, values in counted.items():
                state = STATES[int(values[at])]
                if state == "exempt":
                    continue
                best = max((duty.state for duty in (said.mode(mode).duties if any(each.mode == mode for each in said.modes) else ())), key=STATES.index, default="absent")
                assert best == state, f"{object_id} {mode} on {day}, seed {seed}"
            if said.overall != "exempt":
                best = max((duty.state for mode_said in said.modes for duty in mode_said.duties if duty.principal), key=STATES.index, default="absent")
                assert best == said.overall == STATES[int(overall[at])], f"{object_id} overall on {day}, seed {seed}"


@pytest.mark.parametrize("seed", range(12))
def test_every_chain_of_a_random_county_ends_is_plain_json_and_starts_at_its_object(seed: int) -> None:
    made = county(seed)
    history = History.of(made.facts, data_version=str(seed), known_at=None, rules=RULES)

    for day in made.days:
        for object_id in history.nodes("object").ids[:12]:
            chain = trace(history.on(day), str(object_id))
            said = json.loads(chain.to_json())
            for line in said["lines"]:
                assert len({tuple(path) for path in line["paths"]}) == len(line["paths"])
                assert all(path[0] == object_id and len(set(path)) == len(path) for path in line["paths"])
