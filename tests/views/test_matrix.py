"""The matrix counts what the lists list: every cell, row, column and total, in every measure, against a count object by object."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.counties import county
from dutygraph.analysis.views.matrix import MEASURES
from dutygraph.errors import NotFound, UsageError
from snapshot.hand import county as county_of
from snapshot.hand import day, named

from .recount import day_of, on, things


def every_cell(view: Any) -> list[Any]:
    return [*(cell for row in view.rows for cell in (row, *row.cells) if cell), *view.columns, view.total]


def assert_lists_are_as_long(asked: Any, view: Any) -> None:
    for cell in every_cell(view):
        assert asked.objects(**cell.filter, limit=0).total == cell.value, (view.meta.parameters, cell.filter)


@pytest.mark.parametrize("measure", [term.name for term in MEASURES])
def test_on_the_golden_county_each_number_is_the_length_of_its_list(golden_day, measure):
    for columns in ("own", "top"):
        assert_lists_are_as_long(golden_day, golden_day.matrix(measure=measure, columns=columns))


def test_on_the_seed_county_each_unsupervised_number_is_the_length_of_its_list(seed_day):
    view = seed_day.matrix()

    assert_lists_are_as_long(seed_day, view)
    assert (view.total.value, view.total.objects) == (seed_day.coverage().totals().total.unsupervised, seed_day.coverage().out_of)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_asked_each_number_is_the_length_of_its_list(data):
    asked = day_of(county(data.draw(st.integers(0, 5000), label="county")), data.draw(st.integers(0, 1)))
    history = asked.snapshot.history
    mode = data.draw(st.sampled_from([None, "industry", "special", "territorial"]))
    view = asked.matrix(
        kinds=data.draw(st.sampled_from([None, "all", "enterprise,equipment"])), measure=data.draw(st.sampled_from([term.name for term in MEASURES])),
        columns=data.draw(st.sampled_from([None, "own", "top"])), territory=data.draw(st.sampled_from([None, "none", *map(str, history.nodes("territory").ids)])),
        sector=data.draw(st.sampled_from([None, "none", *map(str, history.nodes("sector").ids)])), mode=mode, needed=data.draw(st.booleans()) if mode else None)

    assert_lists_are_as_long(asked, view)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 5000), which=st.integers(0, 1))
def test_cells_and_totals_are_those_of_a_count_object_by_object(seed, which):
    asked = day_of(county(seed), which)
    told, view = things(asked), asked.matrix(columns="own")
    cells, rows, columns = Counter(), Counter(), Counter()
    for thing in told:
        for town in thing.towns or ("none",):
            rows[town, thing.state] += 1
            for sector in thing.sectors or ("none",):
                cells[town, sector, thing.state] += 1
        for sector in thing.sectors or ("none",):
            columns[sector, thing.state] += 1
    names = [column.id for column in view.columns]

    assert {(row.id, state): count for row in view.rows for state, count in row.states.items() if count} == rows
    assert {(column.id, state): count for column in view.columns for state, count in column.states.items() if count} == columns
    assert {(row.id, name, state): count for row in view.rows for name, cell in zip(names, row.cells, strict=True) if cell for state, count in cell.states.items() if count} == cells
    assert view.total.states == {state: sum(thing.state == state for thing in told) for state in view.total.states}


def test_an_object_in_several_towns_counts_once_in_the_total(golden_day):
    view = golden_day.matrix(kinds="route", measure="objects")

    assert view.total.objects < sum(row.objects for row in view.rows)
    assert "只计一次" in view.notes[0].zh


def test_rows_and_columns_without_a_name_come_last_and_are_named_in_both_languages(golden_day):
    view = golden_day.matrix(measure="objects", columns="own")

    assert [(view.rows[-1].id, view.rows[-1].name, view.rows[-1].name_en), view.columns[-1].id] == [("none", "未标明场所", "no place stated"), "none"]


def test_a_sector_is_opened_into_those_below_it(golden_day):
    view = golden_day.matrix(sector="sector:工贸", measure="objects")

    assert view.columns_by == "children"
    assert [column.name for column in view.columns if column.id != "sector:工贸"] == [row.cells["id"].name for row in golden_day.card("sector:工贸").group("contains").rows if golden_day.objects(sector=row.cells["id"].id).total]
    assert view.total.objects == golden_day.objects(sector="sector:工贸").total > 0


@pytest.mark.parametrize("words", [{"measure": "worst"}, {"columns": "wide"}, {"kinds": "castle"}, {"mode": "magic"}, {"needed": True}])
def test_what_there_is_not_is_a_usage_error(golden_day, words):
    with pytest.raises(UsageError):
        golden_day.matrix(**words)


def test_too_many_columns_are_refused_and_rolled_up_by_themselves():
    sectors = [named("sector", f"行业{at:03}", parent=f"sector:行业{at // 100:03}" if at % 100 else None) for at in range(401)]
    asked = on(county_of(sector=sectors, object=[named("object", f"厂{at:03}", type="site") for at in range(401)],
                         in_sector=[{"object": f"object:厂{at:03}", "sector": f"sector:行业{at:03}"} for at in range(401)]), day(2020))

    assert asked.matrix().columns_by == "top" and asked.matrix().total.objects == 401
    with pytest.raises(UsageError, match="too many"):
        asked.matrix(columns="own")


def test_a_place_that_is_not_known_is_not_found(golden_day):
    with pytest.raises(NotFound):
        golden_day.matrix(territory="territory:查无此地")


def test_the_same_question_gives_the_same_answer(golden_day, golden):
    assert golden_day.matrix().as_dict() == golden.on("2021-06-30").matrix().as_dict()
