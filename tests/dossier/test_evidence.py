"""What counts and what does not: each record by hand, each doubt for its own reason, partial tenure, three states and never two."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chain.county import Sheet, county
from dutygraph.inquiry.dossier import Dossier, dossier
from dutygraph.inquiry.periods import Bucket, buckets, months_back, owed
from dutygraph.inquiry.stated import read_number, read_time
from dutygraph.law import Rules
from dutygraph.law.accident import Accident

RULES = Rules.read()
DAY = date(2017, 2, 15)
HEAD, SECRETARY, BUREAU = "post:县政府/县长", "post:县委/书记", "post:应急局/局长"


def act(sheet: Sheet, day: date, type_: str, actor: str, person: str | None = None, **values: Any) -> Sheet:
    return sheet.add("act", since=day, end="known", document=None, level="register", type=type_, actor=actor, person=f"person:{person}" if person else None, **values)


def papers(sheet: Sheet, day: date = DAY, **numbers: Any) -> Dossier:
    return dossier(sheet.on(day), "object:化工厂", RULES, accident=Accident(day, **numbers))


def row(made: Dossier, obligation: str, bearer: str, period: str, holder: str | None = None) -> Any:
    found = [each for each in made.evidence.rows if (each.obligation, each.bearer, each.period) == (obligation, bearer, period) and holder in (None, each.holder_name)]
    assert len(found) == 1, found
    return found[0]


def meetings(sheet: Sheet, count: int, **values: Any) -> Sheet:
    said = {"actor": HEAD, "person": "赵一", "signed": True, "summary": "研究安全生产", **values}
    for at in range(count):
        act(sheet, date(2016, 1 + at * 3, 10), "meeting", **said)
    return sheet


def test_four_meetings_that_the_mayor_chaired_prove_four() -> None:
    found = row(papers(meetings(county(), 4)), "D02", HEAD, "2016")
    assert (found.due, found.proved, found.unproved, found.missing, found.state) == (4, 4, 0, 0, "proved")


def test_three_meetings_leave_one_missing() -> None:
    found = row(papers(meetings(county(), 3)), "D02", HEAD, "2016")
    assert (found.proved, found.missing, found.state) == (3, 1, "missing")


@pytest.mark.parametrize(("values", "doubt"), [
    ({"signed": False}, "unsigned"), ({"signed": None}, "no_number"), ({"person": "钱二"}, "wrong_person"), ({"person": None, "signed": None}, "nobody_named"), ({"summary": "研究财政预算"}, "topic"),
    ({"rescinded": True}, "rescinded")])
def test_a_record_that_does_not_prove_it_is_unproved_and_not_missing(values: dict[str, Any], doubt: str) -> None:
    found = row(papers(meetings(county(), 4, **values)), "D02", HEAD, "2016")
    assert (found.proved, found.unproved, found.missing, found.state, found.doubts) == (0, 4, 0, "unproved", (doubt,))


def test_a_number_of_the_minutes_proves_a_meeting_without_a_signature_but_not_an_inspection() -> None:
    sheet = meetings(county(), 4, signed=None, number="云府纪要〔2016〕1号")
    for at in range(2):
        act(sheet, date(2016, 5 + at, 3), "inspection", HEAD, "赵一", object="object:化工厂", number=f"检{at}", summary=f"看了{at}处地方")
    made = papers(sheet)
    assert row(made, "D02", HEAD, "2016").state == "proved"
    assert row(made, "D04", HEAD, "2016").doubts == ("signature_not_stated",)


def test_safety_as_one_item_is_enough_for_the_executive_and_not_for_the_committee() -> None:
    sheet = meetings(county(), 2, actor=SECRETARY, person="李四", summary="研究经济工作、安全生产")
    found = row(papers(sheet), "D01", SECRETARY, "2016")
    assert (found.state, found.doubts) == ("unproved", ("not_dedicated",))
    dedicated = meetings(county(), 2, actor=SECRETARY, person="李四", summary="专题研究安全生产")
    assert row(papers(dedicated), "D01", SECRETARY, "2016").state == "proved"


def test_a_deputy_in_the_chair_does_not_count_for_the_secretary() -> None:
    sheet = meetings(county(), 2, actor=SECRETARY, person="孙三", summary="专题研究安全生产")
    assert row(papers(sheet), "D01", SECRETARY, "2016").doubts == ("wrong_person",)


def test_the_same_text_again_and_again_proves_nothing() -> None:
    sheet = county()
    for month in range(1, 13):
        act(sheet, date(2016, month, 5), "inspection", "post:应急局/副局长", "吴六", object="object:化工厂", signed=True, summary="现场管理较好")
    made = papers(sheet)
    assert {(each.state, each.doubts) for each in made.evidence.rows if each.obligation == "D07" and each.bearer == "post:应急局/副局长" and each.period.startswith("2016")} == {("unproved", ("copied",))}


def test_a_meeting_of_the_bureau_without_a_name_is_its_heads_and_unproved() -> None:
    sheet = act(county(), date(2016, 5, 5), "meeting", "body:应急局", signed=True, summary="形势分析会")
    found = row(papers(sheet), "D03", BUREAU, "2016Q2")
    assert (found.state, found.doubts) == ("unproved", ("nobody_named",))


def test_an_act_counts_for_the_one_who_held_the_post_that_day() -> None:
    sheet = county()
    sheet.rows["holds"] = [each for each in sheet.rows["holds"] if each["post"] != HEAD]
    sheet.hold("县政府/县长", "赵一", until=date(2016, 7, 1)).hold("县政府/县长", "新县长", since=date(2016, 7, 1))
    made = papers(meetings(sheet, 4))  # January, April, July, October, all said to be chaired by 赵一
    assert (row(made, "D02", HEAD, "2016", "赵一").due, row(made, "D02", HEAD, "2016", "赵一").proved) == (1, 2)  # 182 of 366 days of four: rounded down
    assert row(made, "D02", HEAD, "2016", "新县长").doubts == ("wrong_person",)


def test_a_period_that_still_runs_is_held_against_nobody() -> None:
    made = papers(county())
    assert {each.state for each in made.evidence.rows if each.period in ("2017", "2017Q1", "2017-02") and each.obligation not in ("D10", "D12", "L25", "L28", "L68")} == {"running"}
    assert all(each.missing == 0 for each in made.evidence.rows if each.state == "running")


def test_a_leader_without_an_enterprise_is_told_apart_from_one_who_did_not_visit() -> None:
    assert row(papers(county()), "D08", HEAD, "2016").doubts == ("no_liaison",)
    sheet = county().add("liaises_with", leader=HEAD, object="object:化工厂")
    assert row(papers(sheet), "D08", HEAD, "2016").doubts == ()
    act(sheet, date(2016, 6, 1), "visit", HEAD, "赵一", object="object:化工厂", signed=True, summary="走访")
    assert row(papers(sheet), "D08", HEAD, "2016").state == "proved"


def test_posts_that_only_the_ranking_reached_have_their_unknowns_and_what_speaks_for_their_holders() -> None:
    sheet = county().body("安监站", "station", "township", "城关镇政府").post("安监站", "站长", "head")
    made = papers(sheet, deaths=12)
    assert [each.chain for each in made.posts if each.body_name == "安监站"] == [False]
    assert [each.zh for each in made.unknowns if each.kind == "holder"] == ["安监站 站长：当日任职人不详（不等于空缺）"]
    sheet.hold("安监站/站长", "新站长", since=DAY - timedelta(days=20))
    ranked = next(each for each in papers(sheet, deaths=12).ranking.posts if each.id == "post:安监站/站长")
    assert any("20" in each.zh for each in ranked.counter)


def test_a_letter_counts_at_either_end() -> None:
    sheet = act(county(), date(2016, 2, 1), "letter", "body:县政府", None, body="body:应急局", signed=True)
    assert row(papers(sheet), "D09", "body:应急局", "2016").state == "proved"


@pytest.mark.parametrize(("summary", "kinds"), [("未发现重大隐患", {"clean_before"}), ("边坡浮石", {"running"}), ("边坡浮石，拒不整改", {"running"}),
                                                  ("边坡浮石，责令限期整改", set()), ("听取汇报", set()), ("未见异常", set())])
def test_records_worth_a_look(summary: str, kinds: set[str]) -> None:
    sheet = act(county(), DAY - timedelta(days=10), "inspection", "body:应急局", None, object="object:化工厂", signed=True, summary=summary)
    assert {each.kind for each in papers(sheet).evidence.pointed} == kinds


@pytest.mark.parametrize(("days", "kind"), [(29, "running"), (30, "finding_without_measure")])
def test_the_time_for_a_measure_runs_thirty_days(days: int, kind: str) -> None:
    sheet = act(county(), DAY - timedelta(days=days), "inspection", "body:应急局", None, object="object:化工厂", signed=True, summary="存在问题，未整改")
    assert [each.kind for each in papers(sheet).evidence.pointed] == [kind]


def test_a_finding_that_an_order_followed_is_not_pointed_at() -> None:
    sheet = act(county(), date(2016, 12, 1), "inspection", "body:应急局", None, object="object:化工厂", signed=True, summary="管道泄漏")
    act(sheet, date(2016, 12, 20), "order", "body:应急局", None, object="object:化工厂")
    assert papers(sheet).evidence.pointed == ()


def hazard(sheet: Sheet, **values: Any) -> Sheet:
    return sheet.add("hazard", object="object:化工厂", body="body:应急局", **{"since": date(2014, 5, 1), "end": "known", "grade": "major", "summary": "反应釜超温", **values})


@pytest.mark.parametrize(("values", "state", "silent"), [
    ({"funds_wan": 0.0, "plan": "无", "measures": " "}, "open", ("measures", "person", "deadline")),
    ({}, "open", ("measures", "person", "funds_wan", "deadline", "plan")), ({"deadline": date(2017, 2, 14), "measures": "降温", "plan": "预案"}, "overdue", ("person", "funds_wan")),
    ({"deadline": DAY}, "open", ("measures", "person", "funds_wan", "plan")), ({"cleared": date(2017, 2, 15)}, "cleared", ("measures", "person", "funds_wan", "deadline", "plan")),
    ({"cleared": date(2017, 2, 16)}, "open", ("measures", "person", "funds_wan", "deadline", "plan")), ({"funds_wan": 0.0}, "open", ("measures", "person", "deadline", "plan"))])
def test_hazards_and_the_five_things_in_place(values: dict[str, Any], state: str, silent: tuple[str, ...]) -> None:
    found = papers(hazard(county(), **values)).evidence.hazards
    assert [(each.state, each.not_stated) for each in found] == [(state, silent)]
    assert [set(each.lacking) for each in found] == [{name for name in ("funds_wan", "plan") if values.get(name) in (0.0, "无")}]  # only what is said to be nothing


def test_the_holder_whose_start_is_not_known_misses_nothing() -> None:
    sheet = county()
    next(each for each in sheet.rows["holds"] if each["post"] == HEAD).update(since=None)
    found = row(papers(meetings(sheet, 3)), "D02", HEAD, "2016")
    assert (found.proved, found.missing, found.state) == (3, 0, "start_unknown")
    assert row(papers(meetings(sheet, 4)), "D02", HEAD, "2016").state == "proved"


def test_acts_of_which_no_register_was_loaded_are_not_missing() -> None:
    found = [each for each in papers(meetings(county(), 3)).evidence.rows if each.obligation in ("D03", "D04", "D11", "L41")]
    assert {(each.obligation, each.state) for each in found if each.due} == {("D03", "missing"), ("D04", "no_register"), ("D11", "no_register"), ("L41", "no_register")}
    assert all(each.missing == 0 for each in found if each.state == "no_register")


def test_what_no_source_gives_a_number_for_is_shown_and_never_missing() -> None:
    sheet = act(county(), date(2016, 3, 1), "assessment", "body:县政府", None, body="body:市监局", signed=True)
    act(sheet, date(2016, 3, 1), "training", "object:化工厂", None, object="object:化工厂", signed=True)
    found = [each for each in papers(sheet).evidence.rows if each.obligation in ("D10", "L25", "L28")]
    assert {each.obligation for each in found} >= {"D10", "L28"} and {(each.state, each.due, each.missing) for each in found} == {("shown", 0, 0)}


def test_predecessors_are_looked_for_as_far_back_as_the_oldest_open_hazard() -> None:
    sheet = county().hold("应急局/局长", "老局长", since=date(2010, 1, 1), until=date(2014, 12, 31))
    def before(made: Dossier) -> list[str]:
        return [term.name for each in made.posts if each.id == BUREAU for term in each.predecessors]
    assert before(papers(sheet)) == [] and before(papers(hazard(sheet))) == ["老局长"]


@pytest.mark.parametrize(("measure", "answered"), [(None, "none"), (20, "in_time"), (30, "in_time"), (31, "late")])
def test_tips_and_what_came_of_them(measure: int | None, answered: str) -> None:
    sheet = act(county(), date(2016, 9, 1), "tip", "body:应急局", None, object="object:化工厂", summary="夜间生产")
    if measure is not None:
        act(sheet, date(2016, 9, 1) + timedelta(days=measure), "penalty", "body:应急局", None, object="object:化工厂")
    assert [each.answered for each in papers(sheet).evidence.tips] == [answered]


def test_a_major_hazard_past_its_deadline_calls_for_a_talk() -> None:
    sheet = hazard(county(), deadline=date(2016, 10, 1))
    assert [(each.trigger, each.state) for each in papers(sheet).evidence.talks] == [("hazard", "missing")]
    act(sheet, date(2016, 11, 1), "talk", "body:县政府", None, object="object:化工厂", body="body:城关镇政府", signed=True)
    assert [each.state for each in papers(sheet).evidence.talks] == ["proved"]


def test_no_register_is_not_no_act() -> None:
    made = papers(county())
    assert {each.type for each in made.evidence.searched if not each.records} >= {"meeting", "inspection"}
    assert sum(each.kind == "no_register" for each in made.unknowns) >= 8


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.sampled_from(["year", "quarter", "month"]), st.integers(1, 40))
def test_periods_touch_without_gap_and_only_the_last_runs(day: date, period: Any, months: int) -> None:
    found = buckets(period, months_back(day, months), day)
    assert found[0].since <= months_back(day, months) and found[-1].since <= day < found[-1].until
    assert all(before.until == after.since for before, after in pairwise(found)) and [each.running for each in found] == [False] * (len(found) - 1) + [True]


@given(st.integers(1, 12), st.integers(0, 365), st.integers(0, 365))
def test_partial_tenure_never_owes_more_than_the_whole(minimum: int, start: int, length: int) -> None:
    bucket = Bucket("2015", date(2015, 1, 1), date(2016, 1, 1), False)
    since = date(2015, 1, 1) + timedelta(days=start)
    found = owed(bucket, minimum, since, since + timedelta(days=length), RULES.obligations.counting)
    assert 0 <= found <= minimum and owed(bucket, minimum, None, None, RULES.obligations.counting) == minimum
    assert length >= 182 if minimum == 1 and found else found * 365 <= minimum * length + 1e-6


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("0", 0), ("unknown", "unknown"), ("不详", "unknown"), ("none", None), (" 2 ", 2)])
def test_numbers_as_an_auditor_writes_them(text: str, value: Any) -> None:
    assert read_number("deaths", text) == value


@pytest.mark.parametrize("text", ["-1", "x", "1.5", "nan", "inf", "1e12"])
def test_numbers_that_people_cannot_have(text: str) -> None:
    from dutygraph.errors import UsageError

    with pytest.raises(UsageError):
        read_number("deaths", text)


@pytest.mark.parametrize(("text", "hour"), [("10:20", 10), ("8时5分", 8), ("18：44", 18), ("25:00", None), ("10:60", None), ("上午", None)])
def test_times_as_sheets_write_them(text: str, hour: int | None) -> None:
    found = read_time(text)
    assert (found.hour if found else None) == hour
