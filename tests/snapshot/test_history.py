"""What is known, merged from all who say it; periods, contradictions, and the last day that the data reach."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dutygraph.facts import Counts, Delivery

from .hand import NOON, codes, county, day, history, named, stored


def lives(*statements: dict[str, Any]) -> list[int]:
    """Years in which the object exists, of 2009 to 2030 (looked at in June)."""
    told = history(county(object=[named("object", "矿", **{"scope": f"list {at}", **each}) for at, each in enumerate(statements)]))
    return [year for year in range(2009, 2031) if told.on(date(year, 6, 1)).alive[0]]


def test_a_source_that_states_a_period_wins_over_one_that_states_none() -> None:
    assert lives({"since": day(2012), "until": day(2015), "end": "known"}, {}) == [2012, 2013, 2014]


def test_a_start_here_and_an_end_there_make_one_life() -> None:
    assert lives({"since": day(2012)}, {"until": day(2015), "end": "known"}) == [2012, 2013, 2014]


def test_an_object_that_reopened_has_a_hole_in_its_life() -> None:
    assert lives({"since": day(2012), "until": day(2014), "end": "known"}, {"since": day(2016)}) == [2012, 2013, *range(2016, 2031)]


def test_nothing_stated_is_alive_on_every_day() -> None:
    assert lives({}, {}) == list(range(2009, 2031))


def test_one_list_that_states_both_an_unknown_and_a_known_start_means_both() -> None:
    assert lives({"scope": "divisions", "until": day(2012), "end": "known"}, {"scope": "divisions", "since": day(2011), "until": day(2014), "end": "known"}) == list(range(2009, 2014))


def test_to_say_that_it_still_stands_is_to_say_something() -> None:
    assert lives({"scope": "divisions", "end": "open"}, {"scope": "divisions", "since": day(2018), "until": day(2020), "end": "known"}) == list(range(2009, 2031))


def test_two_known_ends_are_a_contradiction_and_the_stronger_claim_holds() -> None:
    told = history(county(object=[named("object", "矿", scope="a", since=day(2012), until=day(2020), end="known"),
                                  named("object", "矿", scope="b", since=day(2012), until=day(2015), end="known", level="document")]))
    assert [told.on(date(year, 6, 1)).alive[0] for year in (2014, 2016)] == [True, False]
    (problem,) = told.problems
    assert problem.code == "contradiction" and "object.csv row 2" in problem.en and "object.csv row 3" in problem.en


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 10)), min_size=1, max_size=5))
def test_dated_versions_together_are_the_days_of_any_of_them(pieces: list[tuple[int, int]]) -> None:
    start = day(2010)
    rows = [{"since": start + timedelta(low), "until": start + timedelta(low + length), "end": "known"} for low, length in pieces]
    told = history(county(object=[named("object", "矿", **row) for row in rows]))
    for at in range(-1, 32):
        expected = any(low <= at < low + length for low, length in pieces)
        assert bool(told.on(start + timedelta(at)).alive[0]) == expected


def test_a_closed_object_is_out_until_it_is_said_to_operate_again() -> None:
    told = history(county(object=[named("object", "矿")], status=[
        {"object": "object:矿", "value": "closed", "since": day(2015)}, {"object": "object:矿", "value": "operating", "since": day(2018)}]))
    assert [bool(told.on(date(year, 6, 1)).alive[0]) for year in (2014, 2016, 2019)] == [True, False, True]


def test_the_strongest_claim_wins_then_the_latest_known_and_lists_are_united() -> None:
    told = history(county(object=[
        named("object", "矿", scope="a", risk="blue", hazards="粉尘", size="小"), named("object", "矿", scope="b", risk="red", level="document", hazards="高处;粉尘")]))
    node = told.node("object:矿")
    assert node is not None and node["risk"] == "red" and node["size"] == "小"
    assert told.columns.hazard_sets[told.columns.o_hazards[0]] == ("高处", "粉尘")
    assert codes(told) == ["contradiction"]
    register = told.on(day(2020)).register
    assert register.loc["object:矿", "risk"] == "red" and register.loc["object:矿", "size"] == "小"


def test_a_value_that_changed_with_time_is_no_contradiction() -> None:
    told = history(county(object=[named("object", "矿", risk="red", since=day(2010), until=day(2015), end="known"), named("object", "矿", risk="blue", since=day(2015))]))
    assert codes(told) == []
    assert [told.on(date(year, 1, 1)).register.loc["object:矿", "risk"] for year in (2014, 2015)] == ["red", "blue"]
    one, many = told.columns.risk.on(told.on(day(2014)).day)
    assert one[0] == -2 and many.b.tolist() == [0]


def test_an_alias_is_not_another_name() -> None:
    told = history(county(object=[named("object", "91A", name="红星采石场", aliases="红星石场"), named("object", "91A", name="红星石场"), named("object", "91A", name="东风")]))
    assert [problem.value for problem in told.problems] == ["东风"]


def test_placeholder_days_are_unknown_and_said() -> None:
    told = history(county(body=[named("body", "局", since=day(1900), until=date(9999, 12, 31), end="known")]))
    assert codes(told) == ["sentinel-date", "sentinel-date"]
    assert told.fact("body", 0)["since"] is None and told.fact("body", 0)["until"] is None
    assert len(told.on(day(1800)).frame("body")) == 1


def test_a_period_that_ends_before_it_starts_holds_on_no_day() -> None:
    told = history(county(body=[named("body", "局")], territory=[named("territory", "县")], governs=[{"body": "body:局", "territory": "territory:县", "since": day(2012), "until": day(2010), "end": "known"}]))
    assert codes(told) == ["reversed-period"]
    assert all(told.on(date(year, 1, 1)).frame("governs").empty for year in (2009, 2011, 2013))


def test_the_last_day_is_the_last_date_that_is_known_but_not_after_it_was_known() -> None:
    facts = county(body=[named("body", "局", since=day(2019))], licence=[{"object": "object:矿", "since": day(2020), "until": day(2030), "end": "known"}],
                   object=[named("object", "矿")], act=[{"type": "inspection", "object": "object:矿", "since": day(2021, 3, 4)}])
    assert history(facts).last_day == day(2030)
    assert history(stored(facts, recorded=NOON)).last_day == NOON.date()
    assert history(stored(facts, recorded=NOON, received=day(2024, 5, 6))).last_day == day(2024, 5, 6)


def test_change_days_leave_events_out() -> None:
    told = history(county(body=[named("body", "局", since=day(2019), until=day(2022), end="known")], act=[{"type": "meeting", "actor": "body:局", "since": day(2020)}]))
    assert told.change_days() == [day(2019), day(2022)]


def test_circles_are_problems_only_where_they_are_closed_on_some_day() -> None:
    bodies = [named("body", name) for name in "甲乙"]
    closed = county(body=bodies, part_of=[{"body": "body:甲", "parent": "body:乙"}, {"body": "body:乙", "parent": "body:甲", "since": day(2015)}])
    apart = county(body=bodies, part_of=[{"body": "body:甲", "parent": "body:乙", "until": day(2015), "end": "known"}, {"body": "body:乙", "parent": "body:甲", "since": day(2015)}])
    assert codes(history(closed)) == ["cycle"] and codes(history(apart)) == []
    assert history(closed).on(day(2020)).structure.number_of_edges() == 2


def test_every_answer_says_how_much_is_not_known() -> None:
    facts = county(body=[named("body", "局")], territory=[named("territory", "县")], object=[named("object", "矿", scope="ledger"), named("object", "矿", scope="market"), named("object", "店", scope="market")],
                   duty=[{"bearer": "body:局", "mode": "industry", "territory": "territory:县"}, {"bearer": "body:局", "mode": "licence", "territory": "territory:县", "since": day(2015)}])
    bare = history(facts).on(day(2020)).meta({"kinds": "site"})
    assert bare.completeness == {"register": "unknown", "since_unknown": 1, "rows_rejected": 0, "problems": 0, "received_used": []}
    assert (bare.as_of, bare.known_at, bare.data_version, bare.rules_version, bare.parameters) == ("2020-01-01", None, "data-1", "rules-1", {"kinds": "site"})
    told = history(stored(facts, recorded=NOON, received=day(2024)), known_at="2025-06-30", deliveries=(
        Delivery("ledger", counts=Counts(rows=9, loaded=7, rejected=2)), Delivery("market", independent=True)))
    full = told.on(day(2020)).meta()
    assert full.completeness["register"] == "compared with market: 1 of 2"
    assert full.completeness["rows_rejected"] == 2 and full.completeness["received_used"] == ["ledger", "market", "sheet"]


def test_a_word_of_a_person_means_the_nodes_it_may_mean() -> None:
    told = history(county(object=[named("object", "91A", name="红星", code="91A"), named("object", "91B", name="红星", code="91B", aliases="旧红星")]))
    assert told.resolve("object", "91A") == ("object:91A",)
    assert told.resolve("object", "object:91B") == ("object:91B",)
    assert told.resolve("object", "红星") == ("object:91A", "object:91B")
    assert told.resolve("object", "旧 红星") == ("object:91B",)
    assert told.resolve("object", "东风") == ()
    assert told.name("object:91A") == "红星" and told.name("object:东风") == "东风"


def test_days_are_kept_and_frames_hold_plain_values() -> None:
    told = history(county(body=[named("body", "局", since=day(2019), type="department")]))
    assert told.on(day(2020)) is told.on(day(2020))
    row = told.on(day(2020)).frame("body").to_dict("records")[0]
    assert row["since"] == day(2019) and type(row["since"]) is date and row["until"] is None and row["document"] is None and row["i"] == 0
    assert told.on(day(2018)).frame("body").empty
