"""Duties without acts, acts without duty, acts elsewhere, and objects that nobody ever saw."""

from __future__ import annotations

from datetime import date

import pytest

from .small import county

LONG_AGO, LATELY = date(2019, 5, 1), date(2026, 5, 1)


def nominal(made: object, **asked: str) -> list[str]:
    return made.found("nominal", **asked)


def test_a_duty_over_an_object_without_an_act_is_nominal() -> None:
    made = county().object("甲").object("乙").object("丙", town="西镇").duty("应急局", territory="东镇").act("应急局", "甲")
    answer = made.ask("nominal")
    assert ([each.name for each in answer.findings], answer.out_of) == (["乙"], 2)


def test_by_bearer_counts_the_bearer_and_by_anyone_whoever_acted() -> None:
    made = county().object("甲").duty("应急局").act("住建局", "甲")
    assert (nominal(made), nominal(made, by="anyone")) == (["甲"], [])


def test_the_acts_of_stations_delegates_and_former_bodies_are_the_bearers() -> None:
    made = county().object("甲").object("乙").object("丙").duty("应急局").node("body", "东站", type="station").add("part_of", body="body:东站", parent="body:应急局")
    made.duty("东镇政府", "delegated", as_mode="industry", on_behalf="body:应急局")
    made.node("body", "安监局", type="department", until=date(2019, 1, 1)).add("succeeds", body="body:应急局", former="body:安监局", since=date(2019, 1, 1))
    made.act("东站", "甲").act("东镇政府", "乙").act("安监局", "丙", date(2018, 5, 1))
    assert nominal(made, within="all") == []
    assert nominal(made) == ["丙"]


def test_a_delegates_act_counts_only_where_its_delegation_reaches() -> None:
    made = county().object("甲").object("乙", "燃气").duty("应急局").duty("应急局", sector="燃气").duty("东镇政府", "delegated", as_mode="industry", on_behalf="body:应急局")
    assert nominal(made.act("东镇政府", "甲").act("东镇政府", "乙")) == ["乙"]


def test_a_delegated_power_makes_the_penalty_an_act_of_the_delegating_body() -> None:
    made = county().object("甲").duty("应急局").act("东镇政府", "甲", type="penalty")
    assert nominal(made, within="all") == ["甲"]
    made.add("power", body="body:东镇政府", power="penalise", origin="delegated", delegator="body:应急局")
    assert nominal(made, within="all") == []


def test_within_takes_the_time_of_the_obligation_a_period_or_all() -> None:
    made = county().object("甲").duty("应急局").act("应急局", "甲", date(2025, 6, 30)).object("乙").act("应急局", "乙", date(2025, 7, 1))
    assert nominal(made) == nominal(made, within="12m") == nominal(made, within="365d") == nominal(made, within="1y") == ["甲"]
    assert nominal(made, within="366d") == nominal(made, within="13m") == nominal(made, within="all") == []


def test_within_the_obligation_only_acts_of_its_kind_count_unless_a_kind_is_asked_for() -> None:
    made = county().object("甲").duty("应急局").act("应急局", "甲", type="training")
    assert (nominal(made), nominal(made, within="all"), nominal(made, acts="training")) == (["甲"], [], [])


def test_where_no_act_is_due_no_duty_is_nominal() -> None:
    made = county().object("甲", type="vessel").duty("应急局")
    assert made.ask("nominal", kinds="vessel").out_of == 0
    assert nominal(made, kinds="vessel", within="all") == ["甲"]


def test_an_act_after_the_day_or_of_another_object_does_not_count_and_one_of_unknown_day_is_not_held_against_anybody() -> None:
    made = county().object("甲").object("乙").object("丙").duty("应急局").act("应急局", "甲", date(2026, 7, 1)).act("应急局", "丙", None)
    assert nominal(made, within="all") == ["乙", "甲"]


def test_a_rescinded_act_is_still_an_act() -> None:
    made = county().object("甲").duty("应急局").act("应急局", "甲", rescinded=True)
    assert nominal(made) == [] and made.found("never-seen") == []


def test_an_act_in_another_sector_does_not_serve_the_duty_and_one_on_the_same_branch_does() -> None:
    made = county().object("甲").duty("应急局").act("应急局", "甲", sector="燃气")
    assert nominal(made) == ["甲"]
    assert nominal(made.act("应急局", "甲", sector="采石")) == []


def test_one_finding_for_each_bearer_and_object_however_many_duties() -> None:
    made = county().object("甲", "采石").duty("应急局").duty("应急局", sector="采石").duty("住建局")
    answer = made.ask("nominal")
    assert [(each.facts["bearers"], each.facts["duties"]) for each in answer.findings] == [(["body:住建局"], 1), (["body:应急局"], 2)]
    assert answer.out_of == 2


def test_duties_by_name_count_object_and_matter() -> None:
    made = county().object("甲", None).duty("应急局", object="甲").duty("应急局", sector="燃气", object="甲").act(None, "甲", type="self_report", sector="燃气")
    answer = made.ask("nominal", by="anyone", within="all")
    assert ([each.facts["matters"] for each in answer.findings], answer.out_of) == ([["sector:矿山"]], 2)
    assert made.ask("nominal", by="anyone", within="all", sector="燃气").out_of == 1


def test_for_a_matter_by_name_an_act_without_a_sector_counts_only_from_the_bearer() -> None:
    made = county().object("甲").duty("应急局", object="甲").act("object:甲", "甲", type="self_report")
    assert nominal(made, by="anyone", within="all") == ["甲"]
    assert nominal(made.act("应急局", "甲"), by="anyone", within="all") == []


def test_a_duty_of_unknown_start_counts_and_is_flagged() -> None:
    made = county().object("甲").object("乙", "燃气").duty("应急局").duty("住建局", sector="燃气", since=date(2020, 1, 1))
    assert {each.name: each.facts["since_unknown"] for each in made.ask("nominal").findings} == {"甲": True, "乙": False}


def test_only_principal_duties_are_asked_about_unless_a_mode_is() -> None:
    made = county().object("甲").duty("应急局", "comprehensive", None).duty("住建局", "guidance")
    assert nominal(made, within="all") == []
    assert [each.facts["bearers"] for each in made.ask("nominal", within="all", mode="guidance").findings] == [["body:住建局"]]


def test_a_nominal_duty_says_when_the_last_act_was() -> None:
    made = county().object("甲").duty("应急局").act("应急局", "甲", LONG_AGO)
    assert made.ask("nominal").findings[0].facts["last_act"] == LONG_AGO


def unlisted(made: object, **asked: str) -> list[str]:
    return made.found("unlisted-acts", **asked)


def test_an_act_in_a_sector_where_the_actor_holds_no_duty_is_unlisted() -> None:
    made = county().object("甲").duty("应急局").act("应急局", "甲", sector="矿山").act("住建局", "甲", sector="矿山")
    found = made.ask("unlisted-acts").findings
    assert [each.facts["bodies"] for each in found] == [["body:住建局"]]
    assert unlisted(made, by="anyone") == []


def test_out_of_counts_the_acts_that_have_a_sector_or_with_objects_their_objects() -> None:
    made = county().object("甲").object("乙").act("住建局", "甲", sector="矿山").act("住建局", "甲", sector="矿山").act("住建局", "乙")
    assert (made.ask("unlisted-acts").count, made.ask("unlisted-acts").out_of) == (2, 2)
    assert (made.ask("unlisted-acts", count="objects").count, made.ask("unlisted-acts", count="objects").out_of) == (1, 1)


def test_a_duty_must_reach_the_object_in_the_sector_of_the_act() -> None:
    made = county().object("甲").duty("应急局", territory="西镇").duty("住建局", sector="燃气")
    made.act("应急局", "甲", sector="矿山").act("住建局", "甲", sector="燃气")
    assert unlisted(made) == unlisted(made, by="anyone") == ["甲", "甲"]


@pytest.mark.parametrize("said", [{"sector": None}, {"mode": "comprehensive", "sector": None}, {"mode": "guidance"}, {"object": "甲", "sector": None}, {"object": "甲"}])
def test_any_duty_over_the_object_there_lists_the_act(said: dict[str, object]) -> None:
    assert unlisted(county().object("甲").duty("住建局", **said).act("住建局", "甲", sector="矿山")) == []


def test_an_entry_in_a_register_lists_only_acts_of_registering() -> None:
    made = county().object("甲").duty("住建局", "registration").act("住建局", "甲", sector="矿山", type="registration")
    assert unlisted(made) == []
    assert unlisted(made.act("住建局", "甲", sector="矿山")) == ["甲"]


def test_a_station_acts_under_its_bureaus_duty_and_a_delegate_under_its_delegation() -> None:
    made = county().object("甲").duty("应急局").node("body", "东站", type="station").add("part_of", body="body:东站", parent="body:应急局")
    made.act("东站", "甲", sector="矿山").act("东镇政府", "甲", sector="矿山")
    assert [each.facts["bodies"] for each in made.ask("unlisted-acts").findings] == [["body:东镇政府"]]
    assert unlisted(made.duty("东镇政府", "delegated", as_mode="industry", on_behalf="body:应急局")) == []


def test_the_duty_that_held_on_the_day_of_the_act_counts() -> None:
    made = county().object("甲").duty("应急局", until=date(2025, 1, 1)).duty("住建局", since=date(2025, 1, 1))
    made.act("应急局", "甲", date(2024, 5, 1), sector="矿山").act("住建局", "甲", date(2025, 5, 1), sector="矿山")
    assert unlisted(made) == []
    made.act("应急局", "甲", date(2025, 5, 1), sector="矿山").act("住建局", "甲", date(2024, 5, 1), sector="矿山")
    assert [(each.facts["bodies"], each.facts["day"].year) for each in made.ask("unlisted-acts").findings] == [(["body:住建局"], 2024), (["body:应急局"], 2025)]


def test_an_object_that_has_moved_since_was_listed_where_it_stood() -> None:
    made = county().object("甲", town=None).duty("应急局", territory="东镇").act("应急局", "甲", date(2024, 5, 1), sector="矿山")
    made.add("at", object="object:甲", territory="territory:东镇", until=date(2025, 1, 1)).add("at", object="object:甲", territory="territory:西镇", since=date(2025, 1, 1))
    assert unlisted(made) == []


def test_what_an_enterprise_runs_is_listed_with_it() -> None:
    made = county().object("甲").object("渡口", None, type="ferry").add("run_by", object="object:渡口", owner="object:甲").duty("应急局")
    assert unlisted(made.act("应急局", "渡口", sector="矿山")) == []


def test_an_act_of_the_object_itself_is_asked_about_by_anyone_only() -> None:
    made = county().object("甲").act("object:甲", "甲", type="self_report", sector="燃气")
    assert (unlisted(made), unlisted(made, by="anyone")) == ([], ["甲"])


def foreign(made: object, **asked: str) -> list[tuple[str, str]]:
    return [(each.facts["body"].removeprefix("body:"), each.severity) for each in made.ask("foreign-acts", **asked).findings]


def test_an_act_outside_what_the_body_governs_is_a_lead() -> None:
    made = county().object("甲").act("东镇政府", "甲").act("西镇政府", "甲")
    assert foreign(made) == [("西镇政府", "info")]
    assert made.ask("foreign-acts").out_of == 2


def test_a_body_that_governs_nothing_itself_acts_where_the_body_above_it_governs() -> None:
    made = county().object("甲").act("应急局", "甲").node("territory", "外县", type="county").object("乙", town="外县").act("应急局", "乙")
    assert foreign(made) == [("应急局", "info")]


def test_a_national_body_is_nowhere_foreign() -> None:
    made = county().object("甲").node("body", "总队", type="department", tier="state").act("总队", "甲").node("territory", "全国", type="state")
    made.node("body", "部", type="department").add("governs", body="body:部", territory="territory:全国").act("部", "甲")
    assert foreign(made) == []


def test_a_body_governs_also_what_its_former_body_governed() -> None:
    made = county().object("甲", town="西镇").node("body", "老乡政府", type="government", until=date(2020, 1, 1)).add("governs", body="body:老乡政府", territory="territory:西镇")
    made.add("succeeds", body="body:东镇政府", former="body:老乡政府", since=date(2020, 1, 1)).act("东镇政府", "甲")
    assert foreign(made) == []


def test_a_town_with_two_parents_is_in_both() -> None:
    made = county().node("territory", "园区", type="zone").add("within", territory="territory:东镇", parent="territory:园区", by="trusteeship").object("甲")
    made.node("body", "管委会", type="zone_committee").add("governs", body="body:管委会", territory="territory:园区").act("管委会", "甲")
    assert foreign(made) == []


def test_an_object_in_several_townships_is_foreign_to_neither() -> None:
    made = county().object("公路", type="route").add("at", object="object:公路", territory="territory:西镇", as_what="route").act("东镇政府", "公路").act("西镇政府", "公路")
    assert foreign(made) == []


def test_an_act_is_judged_by_where_the_object_was_on_that_day() -> None:
    made = county().object("甲", town=None).act("东镇政府", "甲", date(2024, 5, 1)).act("西镇政府", "甲", date(2024, 5, 1))
    made.add("at", object="object:甲", territory="territory:东镇", until=date(2025, 1, 1)).add("at", object="object:甲", territory="territory:西镇", since=date(2025, 1, 1))
    assert foreign(made) == [("西镇政府", "info")]


def test_what_cannot_be_judged_is_said_and_not_found() -> None:
    made = county().object("甲", town=None).act("东镇政府", "甲").node("body", "来客", type="department").object("乙").act("来客", "乙")
    answer = made.ask("foreign-acts")
    assert (answer.count, answer.out_of) == (0, 2) and "2 acts" in answer.notes[0]


def test_the_stated_place_of_an_act_wins_over_the_objects() -> None:
    assert foreign(county().object("甲").act("东镇政府", "甲", territory="territory:西镇")) == [("东镇政府", "info")]


def test_objects_without_any_act_up_to_the_day_were_never_seen() -> None:
    made = county().object("甲").object("乙").object("丙").object("丁", type="vessel").act("住建局", "甲").act("object:乙", None, type="report").act("住建局", "丙", date(2026, 7, 1))
    assert (made.found("never-seen"), made.ask("never-seen").out_of) == (["丙"], 3)


def test_an_act_keeps_its_identity_when_other_rows_are_loaded() -> None:
    made = county().object("甲").act("住建局", "甲", sector="矿山")
    before = made.ask("unlisted-acts").findings[0].key
    made.rows["act"].insert(0, {**made.rows["act"][0], "key": "another", "since": date(2020, 1, 1)})
    assert before in {each.key for each in made.ask("unlisted-acts").findings}
