"""Three objects of the golden county on three days: every path of every line and every holder, against the chains derived by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from dutygraph.analysis.chain import Chain, trace

TRUTH: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "CHAINS.yaml").read_text(encoding="utf-8"))
EACH = pytest.mark.parametrize("row", TRUTH["chains"], ids=lambda row: f"{row['object']}-{row['day']}")
WORKS = "穹岭化工有限公司"


def chain(county: Any, row: Mapping[str, Any]) -> Chain:
    history = county.history()
    (target,) = history.resolve("object", row["object"])
    return trace(history.on(row["day"]), target)


def spelled(county: Any, word: str) -> str:
    """The id that a word of CHAINS.yaml stands for; a post inside an enterprise is `NAME/post`."""
    if word.startswith("unit:"):
        return word
    body, slash, post = word.partition("/")
    full = TRUTH["short"].get(body, WORKS if body == "厂" else body)
    objects = county.history().resolve("object", full)
    owner = objects[0].partition(":")[2] if objects else full
    return f"post:{owner}/{post}" if slash else objects[0] if objects else f"body:{full}"


def expected(county: Any, row: Mapping[str, Any], line: str) -> set[tuple[str, ...]]:
    (target,) = county.history().resolve("object", row["object"])
    return {(target, *(spelled(county, word) for step in path for word in TRUTH["tails"].get(step, [step]))) for path in row["lines"].get(line, [])}


@EACH
def test_every_line_has_the_paths_that_were_derived_by_hand(golden_county: Any, row: dict[str, Any]) -> None:
    found = chain(golden_county, row)
    for line in found.lines:
        assert {tuple(step.node for step in path) for path in line.paths} == expected(golden_county, row, line.name), line.name
        assert line.total == len(row["lines"].get(line.name, [])), line.name
    assert set(row["lines"]) <= {line.name for line in found.lines}


@EACH
def test_every_post_has_its_holder_of_that_day(golden_county: Any, row: dict[str, Any]) -> None:
    held = {seat.id: [term.name if term.manner in (None, "full") else f"{term.name} {term.manner}" for term in seat.holders] for seat in chain(golden_county, row).posts}
    assert held == {spelled(golden_county, word): [person] if person else [] for word, person in row["holders"].items()}


@EACH
def test_predecessors_and_successors_within_a_year_stand_beside_the_holder(golden_county: Any, row: dict[str, Any]) -> None:
    seats = chain(golden_county, row).posts
    for side in ("predecessors", "successors"):
        found = {seat.id: [term.name for term in getattr(seat, side)] for seat in seats if getattr(seat, side)}
        assert found == {spelled(golden_county, word): [person] for word, person in row.get(side, {}).items()}, side


@EACH
def test_only_the_planted_rungs_are_broken(golden_county: Any, row: dict[str, Any]) -> None:
    assert [each.node for each in chain(golden_county, row).breaks] == row.get("breaks", [])


@EACH
def test_every_link_of_every_path_says_which_fact_it_rests_on(golden_county: Any, row: dict[str, Any]) -> None:
    for line in chain(golden_county, row).lines:
        for path in line.paths:
            assert all(step.how and step.zh and step.en and (step.cites or step.how == ("subject",)) for step in path), line.name
