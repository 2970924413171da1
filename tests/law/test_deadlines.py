"""One hour, two hours for each tier, sixty days, fifteen or thirty days: each at the last moment and one step beyond."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from dutygraph.law.accident import Accident, judge

DAY, HOUR = date(2022, 6, 26), time(10, 0)
START = datetime.combine(DAY, HOUR)


def steps(deaths: int, *stamps: tuple[str, datetime], at: time | None = HOUR) -> dict[str, tuple[str, int | None]]:
    return {each.to: (each.state, each.late_minutes) for each in judge(Accident(DAY, at, deaths=deaths, stamps=stamps)).timings}


@pytest.mark.parametrize(("minutes", "state", "late"), [(0, "in_time", 0), (60, "in_time", 0), (61, "late", 1), (365, "late", 305)])
def test_the_unit_has_an_hour(minutes: int, state: str, late: int) -> None:
    assert steps(1, ("unit", START), ("county", START + timedelta(minutes=minutes)))["county"] == (state, late)


def test_a_second_over_the_hour_is_late() -> None:
    assert steps(1, ("unit", START), ("county", START + timedelta(minutes=60, seconds=1)))["county"] == ("late", 1)


@pytest.mark.parametrize(("minutes", "state"), [(120, "in_time"), (121, "late")])
@pytest.mark.parametrize(("sender", "to", "deaths"), [("county", "prefecture", 1), ("prefecture", "province", 3), ("province", "state", 10)])
def test_each_tier_has_two_hours(sender: str, to: str, deaths: int, minutes: int, state: str) -> None:
    assert steps(deaths, (sender, START), (to, START + timedelta(minutes=minutes)))[to][0] == state


@pytest.mark.parametrize(("deaths", "top"), [(2, "prefecture"), (3, "province"), (9, "province"), (10, "state"), (30, "state")])
def test_how_far_up_a_report_goes(deaths: int, top: str) -> None:
    assert list(steps(deaths))[-1] == top


def test_without_a_stamp_nothing_is_judged_and_the_hour_of_the_accident_is_the_earliest_start() -> None:
    assert steps(1)["county"] == ("unknown", None)
    assert steps(1, ("county", START + timedelta(minutes=60)))["county"] == ("in_time", 0)
    assert steps(1, ("county", START + timedelta(minutes=61)))["county"] == ("unknown", None)
    first = judge(Accident(DAY, HOUR, deaths=1, stamps=(("county", START),))).timings[0]
    assert first.assumed and first.began == START
    assert steps(1, ("county", START), at=None)["county"] == ("unknown", None)


def test_a_stamp_before_its_start_or_before_the_accident_is_a_contradiction_and_not_in_time() -> None:
    minute = timedelta(minutes=1)
    for stamps in ((("county", START - minute),), (("unit", START - minute), ("county", START)), (("unit", START + 5 * minute), ("county", START + minute))):
        judged = judge(Accident(DAY, HOUR, deaths=1, stamps=stamps))
        assert (judged.timings[0].state, judged.timings[0].late_minutes) == ("contradictory", None) and any("矛盾" in zh for zh, _ in judged.warnings)
    judged = judge(Accident(DAY, deaths=1, report=DAY - timedelta(days=1)))
    assert next(each.state for each in judged.deadlines if each.id == "inquiry-report") == "contradictory" and any("矛盾" in zh for zh, _ in judged.warnings)


def test_what_still_excuses_a_late_report_of_the_inquiry_is_said() -> None:
    notes = {days: next(each.note_en for each in judge(Accident(DAY, deaths=1, report=DAY + timedelta(days=days))).deadlines if each.id == "inquiry-report") for days in (60, 121)}
    assert notes == {60: "", 121: "unless appraisal time is excluded (Art 27)"}


@pytest.mark.parametrize(("deaths", "days"), [(1, 10), (3, 20), (10, 30), (30, 60)])
def test_a_railway_inquiry_has_days_of_its_own(deaths: int, days: int) -> None:
    for late, state in ((0, "in_time"), (1, "late")):
        judged = judge(Accident(DAY, deaths=deaths, kind="铁路交通事故", report=DAY + timedelta(days=days + late)))
        assert [(each.state, each.basis[-6:]) for each in judged.deadlines if each.id.startswith("inquiry-report")] == [(state, "Art 27")]
        assert not [each for each in judged.deadlines if each.id.startswith("approval")]


@pytest.mark.parametrize(("days", "state"), [(60, "in_time"), (61, "if_extended"), (120, "if_extended"), (121, "late")])
def test_the_inquiry_has_sixty_days_and_at_most_sixty_more(days: int, state: str) -> None:
    judged = judge(Accident(DAY, deaths=1, report=DAY + timedelta(days=days)), as_of=DAY + timedelta(days=400))
    report = next(each for each in judged.deadlines if each.id == "inquiry-report")
    assert report.state == state and report.due == DAY + timedelta(days=60) and report.at_most == DAY + timedelta(days=120)


def test_an_inquiry_without_a_report_is_open_then_overdue() -> None:
    def state(days: int) -> str:
        return next(each.state for each in judge(Accident(DAY, deaths=1), as_of=DAY + timedelta(days=days)).deadlines if each.id == "inquiry-report")
    assert (state(60), state(61), state(120), state(121)) == ("open", "if_extended", "if_extended", "overdue")


@pytest.mark.parametrize(("deaths", "days", "state"), [(1, 15, "in_time"), (1, 16, "late"), (29, 15, "in_time"), (29, 16, "late"), (30, 30, "in_time"), (30, 31, "if_extended"), (30, 60, "if_extended"), (30, 61, "late")])
def test_approval(deaths: int, days: int, state: str) -> None:
    report = DAY + timedelta(days=50)
    judged = judge(Accident(DAY, deaths=deaths, report=report, approval=report + timedelta(days=days)))
    assert next(each.state for each in judged.deadlines if each.id.startswith("approval")) == state


def test_the_remedies_are_assessed_within_a_year_under_the_law_of_2021() -> None:
    approval = date(2022, 9, 30)
    judged = judge(Accident(DAY, deaths=1, report=date(2022, 8, 1), approval=approval, review=date(2023, 9, 30)))
    assert next(each for each in judged.deadlines if each.id == "review").state == "in_time"
    old = judge(Accident(date(2019, 3, 1), deaths=1, report=date(2019, 4, 1), approval=date(2019, 6, 20)))
    assert all(each.id != "review" for each in old.deadlines)


def test_a_leap_day_moves_to_the_end_of_february() -> None:
    judged = judge(Accident(date(2023, 12, 1), deaths=1, report=date(2024, 2, 1), approval=date(2024, 2, 29)))
    assert next(each for each in judged.deadlines if each.id == "review").due == date(2025, 2, 28)
