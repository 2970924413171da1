"""Changes between two days, against a walk over all facts, and the steps of the day bar."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.counties import county as random_county
from dutygraph.analysis.views.changes import change_days, changes
from dutygraph.errors import UsageError
from dutygraph.vocabulary import KINDS
from snapshot.hand import county, day, named

from .recount import day_of, on


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 5000))
def test_facts_and_objects_are_those_of_a_walk_over_everything(seed):
    made = random_county(seed)
    one, other = sorted(day_of(made, which).as_of for which in (0, 1))
    history = day_of(made).snapshot.history
    said = changes(history.on(one), history.on(other), limit=10_000)
    counted: Counter[tuple[str, str]] = Counter()
    for kind in KINDS:
        if KINDS[kind].shape != "node":
            for fact in history.facts.rows(kind):
                counted[kind, "began"] += fact["since"] is not None and one < fact["since"] <= other
                counted[kind, "ended"] += KINDS[kind].shape == "link" and fact["until"] is not None and one < fact["until"] <= other
    shown = Counter((each.kind.name, each.change) for each in said.facts if KINDS[each.kind.name].shape != "node")

    assert {key: count for key, count in counted.items() if count} == {
        **{(each.kind.name, "began"): each.began for each in said.kinds if KINDS[each.kind.name].shape != "node" and each.began},
        **{(each.kind.name, "ended"): each.ended for each in said.kinds if KINDS[each.kind.name].shape != "node" and each.ended}}
    assert shown == Counter({key: count for key, count in counted.items() if count and key[0] != "act"})
    assert len(said.facts) == said.total and [each.day for each in said.facts] == sorted(each.day for each in said.facts)
    frames = [history.on(each).coverage().frame()["overall"].to_dict() for each in (one, other)]
    moved = {id_: (frames[0].get(id_, "out"), frames[1].get(id_, "out")) for id_ in {**frames[0], **frames[1]}}
    moved = {id_: pair for id_, pair in moved.items() if pair[0] != pair[1]}
    assert {each.id: (each.before.name, each.after.name) for each in said.objects} == moved and said.objects_total == len(moved)
    assert Counter({(each.before.name, each.after.name): each.count for each in said.moves}) == Counter(moved.values())


def test_a_reform_shows_as_what_it_was(golden):
    said = golden.changes("2018-12-31", "2019-06-30")

    assert [(each.change, each.day, *(node.name for node in each.nodes)) for each in said.facts if each.kind.name in ("body", "succeeds")] == [
        ("ended", "2019-03-01", "穹岭县安全生产监督管理局"), ("began", "2019-03-01", "穹岭县应急管理局"),
        ("began", "2019-03-01", "穹岭县应急管理局", "穹岭县安全生产监督管理局")]
    gone = golden.changes("2018-12-30", "2018-12-31")
    assert ("麻笕煤矿", "direct", "absent") in [(each.name, each.before.name, each.after.name) for each in gone.objects]
    assert said.as_dict()["from"] == "2018-12-31" and said.as_dict()["to"] == "2019-06-30"
    assert all(fact["nodes"] and fact["cites"][0]["file"] for fact in said.as_dict()["facts"])
    json.dumps(said.as_dict())


def test_a_field_that_changed_is_told_with_both_values():
    told = on(county(object=[named("object", "甲厂", type="enterprise", risk="blue", since=day(2015), until=day(2019)),
                             named("object", "甲厂", type="enterprise", risk="red", since=day(2019))]), day(2020)).snapshot.history
    said = changes(told.on(day(2018)), told.on(day(2020)))

    assert [(each.day, each.change, each.field.name, each.was.name, each.now.name) for each in said.facts] == [("2019-01-01", "changed", "risk", "blue", "red")]
    assert [(each.kind.name, each.began, each.ended, each.changed) for each in said.kinds] == [("object", 0, 0, 1)] and said.total == 1
    assert said.as_dict()["facts"][0]["is"]["zh"] == "红"
    assert changes(told.on(day(2019)), told.on(day(2020))).total == 0


def test_pages_hold_every_fact_once(golden):
    whole = list(golden.changes("2015-01-01", "2021-06-30", limit=5000).facts)
    pages = [fact for offset in range(0, len(whole), 50) for fact in golden.changes("2015-01-01", "2021-06-30", limit=50, offset=offset).facts]

    assert pages == whole


def test_every_count_is_the_length_of_its_own_list(golden):
    whole = golden.changes("2015-01-01", "2021-06-30", limit=5000)
    for kind in whole.kinds:
        for change in ("began", "ended", "changed"):
            said = golden.changes("2015-01-01", "2021-06-30", kind=kind.kind.name, limit=5000, change=change)
            assert len(said.facts) == said.total == getattr(kind, change), (kind.kind.name, change)
            assert {each.change for each in said.facts} <= {change} and (said.kinds, said.moves) == (whole.kinds, whole.moves)
    for move in whole.moves:
        said = golden.changes("2015-01-01", "2021-06-30", limit=5000, was=move.before.name, now=move.after.name)
        assert len(said.objects) == said.objects_total == move.count and {(each.before, each.after) for each in said.objects} == {(move.before, move.after)}
    assert sum(move.count for move in whole.moves) == whole.objects_total
    for word in ("change", "was", "now"):
        with pytest.raises(UsageError, match="nothing"):
            golden.changes("2015-01-01", "2021-06-30", **{word: "nothing"})


def test_acts_are_counted_and_listed_only_where_asked_for(golden):
    said = golden.changes("2015-01-01", "2021-06-30", limit=5000)
    acts = golden.changes("2015-01-01", "2021-06-30", kind="act", limit=5000)

    assert {each.kind.name for each in said.facts}.isdisjoint({"act"})
    assert acts.total == next(each.began for each in said.kinds if each.kind.name == "act") == len(acts.facts)


def test_the_same_day_has_no_changes(golden):
    said = golden.changes("2021-06-30", "2021-06-30")
    assert (said.total, said.kinds, said.objects_total) == (0, (), 0)


def test_days_the_wrong_way_round_and_kinds_that_are_none_are_usage_errors(golden):
    for words in ({"day1": "2021-06-30", "day2": "2020-06-30"}, {"day1": "2020-06-30", "day2": "2021-06-30", "kind": "castle"}, {"day1": "yesterday", "day2": "2021-06-30"}):
        with pytest.raises(UsageError):
            golden.changes(**words)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 5000), which=st.integers(0, 1))
def test_the_steps_lead_to_the_nearest_days_of_change(seed, which):
    asked = day_of(random_county(seed), which)
    said, days = asked.change_days(), asked.snapshot.history.change_days()
    around = [*[each for each in days if each < asked.as_of][-50:], *(each for each in days if each == asked.as_of), *[each for each in days if each > asked.as_of][:50]]

    assert said.total == len(days) and list(said.days) == [each.isoformat() for each in around]
    assert said.previous == max((each.isoformat() for each in days if each < asked.as_of), default=None)
    assert said.next == min((each.isoformat() for each in days if each > asked.as_of), default=None)
    assert change_days(asked.snapshot).as_dict()["as_of"] == asked.as_of.isoformat()
