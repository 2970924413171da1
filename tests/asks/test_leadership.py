"""Unfilled posts, overlaps without a lead, and what nobody leads."""

from __future__ import annotations

from datetime import date

import pytest

from .small import county

ENDED = date(2026, 2, 1)


def test_a_post_that_a_duty_rests_on_and_nobody_fills_is_a_vacancy_with_the_objects_that_depend() -> None:
    made = county().object("甲", risk="red").object("乙", town="西镇").object("丙", "燃气").duty("应急局").post("应急局", "局长", "head")
    made.holds("应急局/局长", "张三", since=date(2020, 1, 1), until=ENDED)
    answer = made.ask("vacancies")
    assert [(each.subject, each.severity, each.facts["vacant_since"], each.facts["objects"]) for each in answer.findings] == [("post:应急局/局长", "high", ENDED, 2)]
    assert answer.out_of == 1
    assert made.found("vacancies", date(2026, 1, 31)) == []


def test_a_post_with_a_portfolio_is_a_vacancy_too_and_one_with_neither_is_not() -> None:
    made = county().post("县政府", "副县长", "deputy", over="body:应急局").post("县政府", "秘书", "staff").object("甲").duty("应急局").post("应急局", "局长", "head")
    for post in ("县政府/副县长", "县政府/秘书"):
        made.holds(post, None, manner="vacant")
    assert [(each.subject, each.facts["objects"]) for each in made.ask("vacancies").findings] == [("post:县政府/副县长", 1)]


@pytest.mark.parametrize("said", [{"manner": "acting"}, {"manner": "nominee"}, {"manner": "unknown"}, {"manner": "full"}])
def test_an_acting_a_nominated_and_an_unknown_holder_fill_a_post(said: dict[str, str]) -> None:
    made = county().object("甲").duty("应急局").post("应急局", "局长", "head").holds("应急局/局长", "张三", until=ENDED).holds("应急局/局长", "李四", since=ENDED, **said)
    assert made.found("vacancies") == []


def test_a_post_of_which_nobody_says_who_holds_it_is_not_vacant() -> None:
    assert county().object("甲").duty("应急局").post("应急局", "局长", "head").found("vacancies") == []


def test_a_vacant_head_is_no_vacancy_of_the_duty_that_a_deputy_carries() -> None:
    made = county().object("甲").duty("应急局").post("应急局", "局长", "head").post("应急局", "副局长", "deputy", over="sector:矿山")
    made.holds("应急局/副局长", "张三").holds("应急局/局长", None, manner="vacant")
    assert made.found("vacancies") == []


def test_a_body_that_bears_duties_without_a_known_post_is_said_and_listed_when_asked_for() -> None:
    made = county().object("甲").duty("应急局").post("县政府", "县长", "head")
    answer = made.ask("vacancies")
    assert answer.count == 0 and "1 more" in answer.notes[0]
    assert made.found("vacancies", missing="yes") == ["应急局"]


def test_a_portfolio_over_a_sector_makes_its_objects_depend_on_the_post() -> None:
    made = county().object("甲", "采石").object("乙", "燃气").duty("应急局").duty("住建局", sector="燃气").post("县政府", "副县长", "deputy", over="sector:矿山")
    made.holds("县政府/副县长", None, manner="vacant", since=ENDED)
    assert [each.facts["sample"] for each in made.ask("vacancies").findings] == [["object:甲"]]


def overlaps(made: object, **asked: str) -> list[list[str]]:
    return [[body.removeprefix("body:") for body in each.facts["bodies"]] for each in made.ask("overlaps", **asked).findings]


def test_two_bodies_with_the_same_mode_and_matter_over_one_object_and_no_lead_overlap() -> None:
    made = county().object("甲").object("乙", town="西镇").duty("应急局").duty("住建局", territory="东镇")
    answer = made.ask("overlaps")
    assert [(each.subject, each.facts["objects"], each.facts["sample"]) for each in answer.findings] == [("sector:矿山", 1, ["object:甲"])]
    assert answer.out_of == 2
    assert overlaps(made) == [["住建局", "应急局"]]


@pytest.mark.parametrize("said", [{"mode": "licence"}, {"sector": "采石"}, {"hazard": "消防"}, {"permit": "许可证"}, {"territory": "西镇"}, {"until": ENDED}, {"lead": "lead"}])
def test_another_mode_matter_or_place_or_a_named_lead_is_no_overlap(said: dict[str, object]) -> None:
    assert overlaps(county().object("甲").object("乙", "采石").duty("应急局").duty("住建局", **said)) == []


def test_two_bodies_that_both_only_cooperate_overlap() -> None:
    assert overlaps(county().object("甲").duty("应急局", lead="cooperate").duty("住建局", lead="cooperate")) == [["住建局", "应急局"]]


def test_a_station_beside_its_bureau_and_a_delegate_beside_the_delegating_body_are_one() -> None:
    made = county().object("甲").duty("应急局").node("body", "东站", type="station").add("part_of", body="body:东站", parent="body:应急局")
    made.duty("东站", "station", as_mode="industry").duty("东镇政府", "delegated", as_mode="industry", on_behalf="body:应急局")
    assert overlaps(made) == []


def test_duties_that_reach_no_common_object_do_not_overlap() -> None:
    assert overlaps(county().duty("应急局").duty("住建局")) == []
    assert overlaps(county().object("甲").object("乙").duty("应急局", object="甲").duty("住建局", object="乙")) == []
    assert overlaps(county().object("甲").duty("应急局", object="甲").duty("住建局", object="甲")) == [["住建局", "应急局"]]


def test_what_is_not_supervision_does_not_overlap_and_tiers_of_territorial_supervision_are_by_design() -> None:
    made = county().object("甲").duty("应急局", "guidance").duty("住建局", "guidance").duty("县政府", "territorial", None).duty("东镇政府", "territorial", None)
    made.node("body", "安委会", type="committee").duty("安委会", territory="东镇").duty("应急局")
    assert overlaps(made) == []
    assert overlaps(made.duty("应急局", "comprehensive", None).duty("住建局", "comprehensive", None)) == [["住建局", "应急局"]]


def led() -> object:
    """A county in which everything is led: sectors by two deputies, departments by one, safety by one deputy in each body."""
    made = county().post("县政府", "县长", "head").post("县政府", "副县长", "deputy", over="sector:矿山", safety=True).post("县政府", "另一副县长", "deputy", over="sector:燃气")
    for body in ("应急局", "住建局"):
        made.add("in_charge_of", post="post:县政府/副县长", over=f"body:{body}").post(body, "副局长", "deputy", safety=True)
    for town in ("东镇政府", "西镇政府"):
        made.post(town, "副镇长", "deputy", safety=True)
    return made


def no_leader(made: object, **asked: str) -> list[tuple[str, str]]:
    return [(each.facts["what"], each.name) for each in made.ask("no-leader", **asked).findings]


def test_where_everything_is_led_nothing_is_found() -> None:
    answer = led().ask("no-leader")
    assert (answer.count, answer.out_of) == (0, 3 + 2 + 5)


def test_a_sector_in_no_portfolio_of_a_filled_post_is_found() -> None:
    made = led().node("sector", "养殖", scheme="county").node("sector", "gbt4754-2017/0610", scheme="gbt4754-2017")
    assert no_leader(made) == [("sector", "养殖")]
    made.holds("县政府/另一副县长", "张三", until=ENDED)
    assert set(no_leader(made, what="sectors")) == {("sector", "养殖"), ("sector", "燃气")}


def test_a_sector_below_a_led_one_is_led_and_so_is_one_whose_parts_all_are() -> None:
    made = led().node("sector", "工贸", scheme="county").node("sector", "机械", scheme="county", parent="sector:工贸")
    assert no_leader(made) == [("sector", "工贸"), ("sector", "机械")]
    assert no_leader(made.add("in_charge_of", post="post:县政府/副县长", over="sector:机械")) == []


def test_to_assist_is_not_to_lead() -> None:
    made = led().node("sector", "养殖", scheme="county").add("in_charge_of", post="post:县政府/副县长", over="sector:养殖", share="assists")
    assert no_leader(made) == [("sector", "养殖")]


def test_what_only_a_head_leads_is_shown_apart() -> None:
    made = led().node("body", "审计局", type="department", tier="county").post("审计局", "副局长", "deputy", safety=True)
    assert no_leader(made) == [("department", "审计局")]
    made.add("in_charge_of", post="post:县政府/县长", over="body:审计局")
    assert [(each.severity, each.facts["shown_apart"]) for each in made.ask("no-leader").findings] == [("info", True)]


def test_vertical_bodies_and_bodies_of_higher_tiers_are_left_out() -> None:
    made = led().node("body", "税务局", type="department", tier="county", vertical=True).node("body", "市局", type="department", tier="prefecture")
    assert no_leader(made) == []


def test_a_body_without_a_deputy_for_safety_or_with_several_is_found() -> None:
    made = led().post("应急局", "另一副局长", "deputy", safety=True).post("应急局", "科长", "section_head", safety=True).holds("东镇政府/副镇长", None, manner="vacant")
    made.rows["in_charge_of"] = [row for row in made.rows["in_charge_of"] if row["post"] != "post:西镇政府/副镇长"]
    made.add("in_charge_of", post="post:西镇政府/副镇长", safety=True, share="assists")
    found = {each.name: (each.facts["deputies"], each.facts["vacant"], each.severity) for each in made.ask("no-leader", what="safety").findings}
    assert found == {"应急局": (2, [], "medium"), "东镇政府": (0, ["post:东镇政府/副镇长"], "high"), "西镇政府": (0, [], "high")}


def test_without_any_division_of_work_nothing_can_be_said() -> None:
    answer = county().ask("no-leader")
    assert (answer.count, answer.out_of) == (0, 0) and "nothing can be said" in answer.notes[0]
