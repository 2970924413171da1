"""Counts: denominators, needs, depth, reasons, and the matrix of townships and sectors."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dutygraph.errors import UsageError
from dutygraph.snapshot.coverage import Coverage

from .small import Small


def county() -> Small:
    """Two quarries, one of them vacant; a restaurant, a stall without sector, a boiler, a closed pit."""
    made = Small().object("东场", "采石").object("西场", "采石", at=("西镇",)).object("饭店", "餐饮", kind="site").object("摊", kind="sole_trader").object("锅炉", kind="equipment")
    made.object("废矿", "矿山").add("status", object="object:废矿", value="closed", since=date(2020, 1, 1)).object("后来", "采石", since=date(2025, 1, 1))
    made.body("住建局", "department", governs="西镇", posts=False)
    return made.duty(sector="采石", territory="territory:东镇").duty(bearer="住建局", sector="矿山").duty("comprehensive")


def test_the_population_is_what_lives_of_the_kinds_asked_for() -> None:
    assert county().measure().out_of == 4
    assert county().measure(kinds=("equipment",)).out_of == 1
    assert county().measure(date(2019, 1, 1)).out_of == 5


def test_states_are_counted_per_kind_and_in_total_and_a_vacancy_is_not_unsupervised() -> None:
    counts = county().measure().totals()

    assert counts.total.states == {"absent": 2, "vacant": 1, "inherited": 0, "direct": 1, "exempt": 0}
    assert (counts.total.unsupervised, counts.total.vacant, counts.out_of) == (2, 1, 4)
    assert {tally.kind: (tally.out_of, tally.unsupervised) for tally in counts.by_kind} == {"enterprise": (2, 0), "sole_trader": (1, 1), "site": (1, 1), "project": (0, 0), "ferry": (0, 0)}
    assert {name: count for name, count in counts.reasons.items() if count} == {"no-sector": 1, "not-principal": 1}


def test_modes_are_counted_against_what_objects_need() -> None:
    modes = {tally.mode: tally for tally in county().object("库", "采石", hazards="烟花爆竹").duty("licence", sector="采石", permit="安全生产许可证").measure().totals().modes}

    assert modes["industry"].needed == 5 and modes["licence"].needed == 1 and modes["guidance"].needed == 0
    assert (modes["licence"].needed_states["direct"], modes["licence"].states["direct"]) == (1, 3)


def test_depth_counts_every_object_at_its_first_broken_rung() -> None:
    depth = county().measure().totals().depth

    assert depth == {"clause": 4, "body": 0, "post": 0, "filled": 0, "portfolio": 0, "acted": 0, "": 0}


def test_the_matrix_counts_villages_with_their_town_and_an_object_once_in_each_of_its_cells() -> None:
    made = county().add("territory", id="territory:村", name="村", type="village").add("within", territory="territory:村", parent="territory:东镇")
    made.object("两处", "采石", "餐饮", at=("村", "东镇", "西镇"))

    cells = {(cell.territory_name, cell.sector_name): (cell.out_of, cell.unsupervised) for cell in made.measure().by("territory", "sector").cells}

    assert cells == {("东镇", ""): (1, 1), ("东镇", "采石"): (2, 0), ("东镇", "餐饮"): (2, 1), ("西镇", "采石"): (2, 0), ("西镇", "餐饮"): (1, 0)}
    assert {cell.territory_name: cell.out_of for cell in made.measure().by("territory").cells} == {"东镇": 4, "西镇": 2}
    assert {cell.sector_name: cell.out_of for cell in made.measure().by("sector").cells} == {"": 1, "采石": 3, "餐饮": 2}


def test_an_object_without_place_has_a_row_of_its_own() -> None:
    cells = Small().object("流动", "采石", at=()).measure().by("territory").cells

    assert [(cell.territory, cell.out_of, cell.unsupervised) for cell in cells] == [("", 1, 1)]


def test_the_frame_has_a_row_for_each_counted_object() -> None:
    frame = county().measure().frame()

    assert list(frame.index) == ["object:东场", "object:摊", "object:西场", "object:饭店"]
    assert list(frame["overall"]) == ["direct", "absent", "vacant", "absent"] and list(frame["comprehensive"]) == ["direct"] * 4
    assert len(county().measure().by("territory", "sector").frame()) == 4


def test_the_json_is_the_same_each_time_and_carries_meta_and_definitions() -> None:
    one, other = county().measure().to_json(("territory",)), county().measure().to_json(("territory",))

    said = json.loads(one)
    assert one == other
    assert said["meta"]["as_of"] == "2024-06-01" and said["out_of"] == 4 and set(said["definitions"]) == {"zh", "en"}
    assert sum(cell["out_of"] for cell in said["cells"]) == 4


def test_definitions_say_the_same_things_in_both_languages() -> None:
    assert set(Coverage.definitions("zh")) == set(Coverage.definitions("en")) == {"states", "principal", "unsupervised", "needs", "ladder", "denominator", "completeness", "lead"}


@pytest.mark.parametrize(("ask", "word"), [
    (lambda: county().measure(kinds=("machine",)), "machine"), (lambda: county().measure().state("x"), "'x'"), (lambda: county().measure().by("risk"), "risk"), (lambda: county().measure().by(), "nothing")])
def test_a_wrong_question_is_refused_with_what_is_known(ask: object, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        ask()  # type: ignore[operator]


def test_a_county_without_any_facts_is_measured_too() -> None:
    empty = Small()
    empty.rows.clear()

    assert empty.measure().totals().out_of == 0 and empty.measure().by("territory", "sector").cells == ()
