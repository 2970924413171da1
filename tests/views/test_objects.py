"""The list of objects: every word of the filter against the register, orders and pages, and what is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.counties import county
from dutygraph.errors import NotFound, UsageError
from dutygraph.vocabulary import RISKS
from snapshot.hand import county as county_of
from snapshot.hand import day, named

from .recount import above, day_of, on, parents, things


def ids(listed):
    return [row.id for row in listed.rows]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 5000), which=st.integers(0, 1))
def test_each_word_lists_what_the_register_says(seed, which):
    asked = day_of(county(seed), which)
    snapshot = asked.snapshot
    told = things(asked)
    within, over = parents(snapshot, "within"), parents(snapshot, "parent")

    for risk in [*(term.name for term in RISKS), "none"]:
        assert ids(asked.objects(risk=risk)) == [each.id for each in told if (each.risk or "none") == risk]
    for place in [str(each) for each in snapshot.history.nodes("territory").ids]:
        assert ids(asked.objects(territory=place)) == [each.id for each in told if any(place in above(own, within) for own in each.places)]
        assert ids(asked.objects(town=place)) == [each.id for each in told if place in each.towns]
    for sector in [str(each) for each in snapshot.history.nodes("sector").ids]:
        assert ids(asked.objects(own_sector=sector)) == [each.id for each in told if sector in each.sectors]
        first = {child: [found[0]] for child, found in over.items()}
        if not any(sector in above(up, first) for up in first.get(sector, [])):  # a loop of sectors is cut somewhere
            assert ids(asked.objects(sector=sector)) == [each.id for each in told if any(sector in above(own, first) for own in each.sectors)]
    assert ids(asked.objects(territory="none")) == [each.id for each in told if not each.places]
    assert ids(asked.objects(sector="none")) == [each.id for each in told if not each.sectors]
    for state in ("absent", "vacant", "inherited", "direct", "exempt"):
        assert ids(asked.objects(state=state)) == [each.id for each in told if each.state == state]


def test_every_count_of_coverage_has_its_list(seed_day):
    totals = seed_day.coverage().totals()

    assert {name: seed_day.objects(broken=name or "none").total for name in totals.depth} == totals.depth
    assert {name: seed_day.objects(reason=name).total for name in totals.reasons} == totals.reasons
    assert {tally.kind: seed_day.objects(kind=tally.kind).total for tally in totals.by_kind} == {tally.kind: tally.out_of for tally in totals.by_kind}
    for mode in totals.modes:
        assert seed_day.objects(mode=mode.mode, needed=True).total == mode.needed
        for state, count in mode.states.items():
            assert seed_day.objects(mode=mode.mode, state=state).total == count
            assert seed_day.objects(mode=mode.mode, state=state, needed=True).total == mode.needed_states[state]


def test_catch_all_only_is_the_list_of_the_ask(golden_day):
    assert sorted(ids(golden_day.objects(catch_all=True))) == sorted(each.subject for each in golden_day.ask("catch-all-only").findings)
    assert golden_day.objects(state="unsupervised").total == golden_day.ask("unsupervised").count


def test_what_a_body_reaches_is_what_explains_name_it(golden_day):
    for body in ("body:穹岭县应急管理局", "body:墨屏镇人民政府", "body:穹岭县市场监督管理局"):
        listed = set(ids(golden_day.objects(body=body, kind="all", limit=1000)))
        every = [str(each) for each in golden_day.snapshot.register.index]
        assert listed == {each for each in every if any(body in (duty.body, duty.counts_as) and not duty.why for mode in golden_day.explain(each).modes for duty in mode.duties)}


def test_rows_say_what_the_object_is_and_who_answers(golden_day):
    row = next(row for row in golden_day.objects().rows if row.name == "红岩采石场")

    assert (row.kind.zh, row.state.name, row.reason, [each.name for each in row.towns], [each.name for each in row.sectors]) == ("企业", "direct", None, ["铁笕镇"], ["非煤矿山"])
    assert ("穹岭县应急管理局", "industry", True) in [(body.name, body.mode.name, body.principal) for body in row.bodies]
    assert row.bodies[0].principal and row.bodies_total >= len(row.bodies)


@pytest.mark.parametrize("sort", ["id", "-id", "name", "-name", "code", "kind", "risk", "state", "town", "-town"])
def test_pages_of_any_order_hold_every_object_once(seed_day, sort):
    whole = ids(seed_day.objects(sort=sort, limit=5000))
    pages = [each for offset in range(0, len(whole), 400) for each in ids(seed_day.objects(sort=sort, limit=400, offset=offset))]

    assert pages == whole
    assert sorted(whole) == sorted(ids(seed_day.objects(limit=5000)))


def test_names_are_in_order_and_what_has_no_code_comes_last(seed_day):
    named = [row.name for row in seed_day.objects(sort="name", limit=5000).rows]
    codes = [row.code for row in seed_day.objects(sort="code", limit=5000).rows]

    assert named == sorted(named)
    assert [each for each in codes if each] == sorted(each for each in codes if each) and None not in codes[:codes.index(None)]


def test_text_finds_parts_of_names_and_codes(seed_day):
    assert seed_day.objects(text="石材 加工").total == sum("石材" in row.name and "加工" in row.name for row in seed_day.objects(limit=5000).rows) > 0
    code = next(row.code for row in seed_day.objects().rows if row.code)
    assert [row.code for row in seed_day.objects(text=code[-6:].lower()).rows if row.code == code] == [code]


@pytest.mark.parametrize("words", [
    {"state": "lost"}, {"mode": "magic"}, {"risk": "purple"}, {"reason": "because"}, {"broken": "leg"}, {"kind": "castle"}, {"sort": "beauty"},
    {"limit": -1}, {"offset": -1}, {"limit": True}, {"limit": 1.5}, {"needed": True}])
def test_what_there_is_not_is_a_usage_error(golden_day, words):
    with pytest.raises(UsageError):
        golden_day.objects(**words)


@pytest.mark.parametrize("word", ["territory", "town", "sector", "own_sector", "body"])
def test_an_id_that_is_not_known_is_not_found(golden_day, word):
    for id_ in ("nothing", "object:", "territory:\x00", "' OR 1=1", "{{7*7}}", 5):
        with pytest.raises(NotFound):
            golden_day.objects(**{word: id_})


def test_the_answer_is_json_with_its_meta(golden_day):
    said = json.loads(json.dumps(golden_day.objects(state="absent", mode="industry").as_dict()))

    assert said["meta"]["as_of"] == "2021-06-30" and said["filters"] == {"state": "absent", "mode": "industry"}
    assert len(said["rows"]) == said["total"] <= said["out_of"]


def test_lists_matrix_and_hits_show_themselves_in_a_notebook_as_text(golden_day):
    listed, view, found = golden_day.objects(limit=5), golden_day.matrix(), golden_day.search("应急")

    assert list(listed.frame().index) == ids(listed) and f"/ {listed.total}" in listed._repr_html_()
    assert view.frame().iloc[-1, -1] == view.total.value and view.frame().shape == (len(view.rows) + 1, len(view.columns) + 1)
    assert list(found.frame()["name"]) == [hit.name for hit in found.hits]
    hostile = on(county_of(object=[named("object", "甲", name="<script>", type="site")]), day(2020))
    assert all("<script>" not in each._repr_html_() for each in (hostile.objects(), hostile.matrix(), hostile.search("script"), golden_day.matrix()))
