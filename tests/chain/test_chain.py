"""Chains of small counties; every expected path was derived by hand from the sheet, not from the code."""

from __future__ import annotations

from datetime import date

import pytest

from dutygraph.analysis.chain import Chain, trace
from dutygraph.errors import NotFound, UsageError

from .county import DAY, Sheet, county, plant


def paths(chain: Chain, line: str) -> set[tuple[str, ...]]:
    return {tuple(step.node.partition(":")[2] for step in path) for path in chain.line(line).paths}


def seat(chain: Chain, post: str):
    return next(each for each in chain.posts if each.id == f"post:{post}")


def kinds(chain: Chain) -> set[tuple[str, str]]:
    return {(each.kind, each.node.partition(":")[2]) for each in chain.breaks}


def test_the_industry_line_climbs_section_deputy_head_then_the_deputies_for_sector_and_for_safety() -> None:
    chain = trace(county().on(), "object:化工厂")

    below = ("化工厂", "应急局", "应急局/科长", "应急局/副局长", "应急局/局长", "县政府")
    assert paths(chain, "industry") == {(*below, "县政府/副县长甲", "县政府/县长"), (*below, "县政府/副县长乙", "县政府/县长")}


def test_the_territorial_line_begins_at_the_government_of_the_place_without_any_duty_sheet() -> None:
    chain = trace(county().on(), "object:化工厂")

    below = ("化工厂", "城关镇政府", "城关镇政府/副镇长", "城关镇政府/镇长", "县政府")
    assert paths(chain, "territorial") == {(*below, "县政府/副县长甲", "县政府/县长"), (*below, "县政府/副县长乙", "县政府/县长")}


def test_the_party_line_goes_from_each_body_to_the_committee_of_its_tier_and_on_up() -> None:
    chain = trace(county().on(), "object:化工厂")

    top = ("县委", "县委/常委", "县委/书记")
    assert paths(chain, "party") == {("化工厂", "城关镇政府", "城关镇党委", "城关镇党委/书记", *top), ("化工厂", "应急局", *top)}
    assert ("portfolio", "城关镇党委") in kinds(chain)


def test_a_deputy_who_has_another_sector_is_in_no_path() -> None:
    chain = trace(county().on(), "object:化工厂")

    assert not {each.id for each in chain.posts} & {"post:县政府/副县长丙", "post:应急局/副局长乙"}


def test_posts_stand_bottom_up_with_departments_before_governments_and_secretaries_last() -> None:
    chain = trace(county().on(), "object:化工厂")

    assert [each.id.partition(":")[2] for each in chain.posts] == [
        "城关镇政府/副镇长", "城关镇政府/镇长", "城关镇党委/书记", "应急局/科长", "应急局/副局长", "应急局/局长",
        "县政府/副县长乙", "县政府/副县长甲", "县政府/县长", "县委/常委", "县委/书记"]


def test_one_person_in_two_posts_is_recorded_once() -> None:
    chain = trace(county().on(), "object:化工厂")

    found = [each for each in chain.people if each.name == "孙三"]
    assert [[held.post for held in each.posts] for each in found] == [["post:县政府/副县长乙", "post:县委/常委"]]


def test_each_link_of_a_duty_names_document_clause_file_and_row_and_what_puts_the_object_under_it() -> None:
    chain = trace(county().on(), "object:化工厂")

    step = chain.line("industry").paths[0][1]
    assert step.how == ("duty",)
    found = [(cite.kind, cite.clause, cite.file, cite.row) for cite in step.cites]
    assert found == [("duty", "1", "duty.csv", 2), ("in_sector", "1", "in_sector.csv", 2), ("at", "1", "at.csv", 2)]
    assert {cite.document for cite in step.cites} == {"document:云委〔2015〕1号"}


def test_a_station_leads_to_its_bureau_and_the_deputy_who_has_the_station() -> None:
    sheet = county().add("duty", bearer="body:城关市场所", mode="station", as_mode="special", sector="sector:特种设备", territory="territory:城关镇")
    sheet.add("object", id="object:锅炉", name="锅炉", type="equipment").add("run_by", object="object:锅炉", owner="object:化工厂")
    sheet.add("at", object="object:锅炉", territory="territory:城关镇", as_what="site").add("in_sector", object="object:锅炉", sector="sector:特种设备")

    chain = trace(sheet.on(), "object:锅炉")

    below = ("锅炉", "城关市场所", "城关市场所/所长", "市监局", "市监局/副局长", "市监局/局长", "县政府")
    assert paths(chain, "special") == {(*below, "县政府/副县长丙", "县政府/县长"), (*below, "县政府/副县长乙", "县政府/县长")}


def test_equipment_also_climbs_the_lines_of_the_enterprise_that_runs_it() -> None:
    sheet = county().add("object", id="object:锅炉", name="锅炉", type="equipment").add("run_by", object="object:锅炉", owner="object:化工厂")

    chain = trace(sheet.on(), "object:锅炉")

    below = ("锅炉", "化工厂", "应急局", "应急局/科长", "应急局/副局长", "应急局/局长", "县政府")
    assert paths(chain, "industry") == {(*below, "县政府/副县长甲", "县政府/县长"), (*below, "县政府/副县长乙", "县政府/县长")}


def test_on_the_day_of_a_handover_the_new_holder_holds_and_the_old_one_is_shown_as_handed_over() -> None:
    sheet = county().post("县政府", "市长助理", "member", "何七", until=DAY)
    sheet.hold("县政府/市长助理", "吕八", since=DAY).charge("县政府/市长助理", "sector:工业")

    found = seat(trace(sheet.on(), "object:化工厂"), "县政府/市长助理")

    assert [term.name for term in found.holders] == ["吕八"]
    assert [(term.name, term.handed_over) for term in found.predecessors] == [("何七", True)]


def test_the_day_before_a_handover_still_belongs_to_the_old_holder_and_names_the_successor() -> None:
    sheet = county().post("县政府", "市长助理", "member", "何七", until=DAY)
    sheet.hold("县政府/市长助理", "吕八", since=DAY).charge("县政府/市长助理", "sector:工业")

    found = seat(trace(sheet.on(date(2016, 6, 29)), "object:化工厂"), "县政府/市长助理")

    assert ([term.name for term in found.holders], [term.name for term in found.successors], found.predecessors) == (["何七"], ["吕八"], ())


@pytest.mark.parametrize(("window", "expected"), [(30, []), (31, ["何七"]), (365, ["何七"])])
def test_predecessors_are_those_within_the_window(window: int, expected: list[str]) -> None:
    sheet = county().post("县政府", "市长助理", "member", "何七", until=date(2016, 5, 30))
    sheet.hold("县政府/市长助理", "吕八", since=date(2016, 5, 30)).charge("县政府/市长助理", "sector:工业")

    found = seat(trace(sheet.on(), "object:化工厂", window_days=window), "县政府/市长助理")

    assert [term.name for term in found.predecessors] == expected


def test_an_acting_holder_and_a_nominee_are_no_vacancy() -> None:
    sheet = county().post("县政府", "甲职", "member", "何七", manner="acting").post("县政府", "乙职", "member", "吕八", manner="nominee")
    sheet.charge("县政府/甲职", "sector:工业").charge("县政府/乙职", "sector:工业")

    chain = trace(sheet.on(), "object:化工厂")

    assert [(seat(chain, post).state, seat(chain, post).holders[0].manner) for post in ("县政府/甲职", "县政府/乙职")] == [("filled", "acting"), ("filled", "nominee")]
    assert not any(kind == "vacant" for kind, _ in kinds(chain))


def test_a_vacant_post_stays_in_the_path_and_says_since_when() -> None:
    sheet = county().post("应急局", "总工程师", "member", "何七", until=date(2016, 3, 1)).charge("应急局/总工程师", "sector:危险化学品")

    chain = trace(sheet.on(), "object:化工厂")

    assert any("应急局/总工程师" in path for path in paths(chain, "industry"))
    assert (seat(chain, "应急局/总工程师").state, seat(chain, "应急局/总工程师").vacant_since) == ("vacant", "2016-03-01")
    assert [(each.node, each.since) for each in chain.breaks if each.kind == "vacant"] == [("post:应急局/总工程师", "2016-03-01")]


def test_a_post_whose_holder_nobody_stated_is_unknown_and_no_broken_rung() -> None:
    sheet = county().post("应急局", "总工程师", "member").charge("应急局/总工程师", "sector:危险化学品")

    chain = trace(sheet.on(), "object:化工厂")

    assert seat(chain, "应急局/总工程师").state == "unknown"
    assert not any(kind == "vacant" for kind, _ in kinds(chain))


def test_a_town_with_two_parents_answers_to_both() -> None:
    sheet = county().add("territory", id="territory:新区", name="新区", type="county").add("within", territory="territory:城关镇", parent="territory:新区", by="trusteeship")
    sheet.body("新区管委会", "government", "county", governs="新区").post("新区管委会", "主任", "head", "何七")

    chain = trace(sheet.on(), "object:化工厂")

    tops = {path[4:] for path in paths(chain, "territorial")}
    assert tops == {("县政府", "县政府/副县长甲", "县政府/县长"), ("县政府", "县政府/副县长乙", "县政府/县长"), ("新区管委会", "新区管委会/主任")}
    last = next(path for path in chain.line("territorial").paths if path[-1].node == "post:新区管委会/主任")
    assert last[4].how == ("within",)
    assert "托管于新区" in last[4].zh


def test_an_object_in_a_zone_has_the_zone_line_beside_the_territorial_one() -> None:
    sheet = county().add("territory", id="territory:化工园", name="化工园", type="zone").add("within", territory="territory:化工园", parent="territory:城关镇")
    sheet.body("园区管委会", "zone_committee", "zone", "县政府", "化工园").post("园区管委会", "主任", "head", "何七")
    sheet.post("园区管委会", "副主任", "deputy", "吕八").charge("园区管委会/副主任", safety=True)
    sheet.add("at", object="object:化工厂", territory="territory:化工园", as_what="site")

    chain = trace(sheet.on(), "object:化工厂")

    assert {path[:4] for path in paths(chain, "zone")} == {("化工厂", "园区管委会", "园区管委会/副主任", "园区管委会/主任")}
    assert {path[1] for path in paths(chain, "territorial")} == {"城关镇政府"}


def test_a_route_over_two_towns_has_both_in_its_territorial_line() -> None:
    sheet = county().body("青石镇政府", "government", "township", "县政府", "青石镇").post("青石镇政府", "镇长", "head", "何七")
    sheet.add("object", id="object:县道一", name="县道一", type="route")
    sheet.add("at", object="object:县道一", territory="territory:城关镇", as_what="route").add("at", object="object:县道一", territory="territory:青石镇", as_what="route")

    assert {path[1] for path in paths(trace(sheet.on(), "object:县道一"), "territorial")} == {"城关镇政府", "青石镇政府"}


def test_a_duty_of_an_ended_body_is_carried_by_its_successor_and_cites_the_succession() -> None:
    sheet = county().add("body", id="body:安监局", name="安监局", type="department", tier="county", until=date(2016, 1, 1))
    sheet.add("succeeds", body="body:应急局", former="body:安监局", since=date(2016, 1, 1)).add("duty", bearer="body:安监局", mode="comprehensive", territory="territory:云岭县")

    chain = trace(sheet.on(), "object:化工厂")

    step = chain.line("comprehensive").paths[0][1]
    assert step.node == "body:应急局"
    assert {cite.kind for cite in step.cites} >= {"duty", "succeeds"}


def test_a_duty_of_a_body_that_ended_without_successor_is_a_broken_rung_and_begins_nothing() -> None:
    sheet = county().add("body", id="body:安监局", name="安监局", type="department", tier="county", until=date(2016, 1, 1))
    sheet.add("duty", bearer="body:安监局", mode="comprehensive", territory="territory:云岭县")

    chain = trace(sheet.on(), "object:化工厂")

    assert paths(chain, "comprehensive") == set()
    assert ("bearer-ended", "安监局") in kinds(chain)


def test_a_cycle_of_leadership_is_reported_and_ends_the_climb() -> None:
    sheet = county().add("part_of", body="body:县政府", parent="body:应急局")

    chain = trace(sheet.on(), "object:化工厂")

    assert chain.notes.cycles
    assert max(len(path) for path in paths(chain, "industry")) < 20


def test_guidance_is_a_note_and_never_a_link() -> None:
    sheet = county().body("市应急局", "department", "prefecture").add("guided_by", body="body:应急局", guide="body:市应急局")

    chain = trace(sheet.on(), "object:化工厂")

    assert [(note.subject, note.other) for note in chain.notes.guidance] == [("body:应急局", "body:市应急局")]
    assert not any("市应急局" in path for line in chain.lines for path in paths(chain, line.name))


def test_a_committee_is_coordination_only() -> None:
    sheet = county().body("县安委会", "committee", "county", "县政府").add("member_of", member="post:县政府/县长", committee="body:县安委会", seat="chair")
    sheet.add("duty", bearer="body:县安委会", mode="comprehensive", territory="territory:云岭县")

    chain = trace(sheet.on(), "object:化工厂")

    assert [note.other for note in chain.notes.coordination] == ["body:县安委会"]
    assert not any("县安委会" in path for line in chain.lines for path in paths(chain, line.name))


def test_a_deputy_who_only_assists_is_a_note() -> None:
    sheet = county().post("应急局", "副局长丙", "deputy", "何七").charge("应急局/副局长丙", "sector:危险化学品", share="assists")

    chain = trace(sheet.on(), "object:化工厂")

    assert [note.other for note in chain.notes.assistance] == ["post:应急局/副局长丙"]
    assert "post:应急局/副局长丙" not in {each.id for each in chain.posts}


def test_a_vertical_bureau_reaches_the_county_through_the_deputy_who_has_it() -> None:
    sheet = county().add("body", id="body:消防大队", name="消防大队", type="department", tier="county", vertical=True)
    sheet.add("duty", bearer="body:消防大队", mode="special", hazard="fire", territory="territory:云岭县")
    sheet.post("消防大队", "大队长", "head", "何七").charge("县政府/副县长丙", "body:消防大队")

    chain = trace(sheet.on(), "object:化工厂")

    below = ("化工厂", "消防大队", "消防大队/大队长", "县政府")
    assert paths(chain, "special") == {(*below, f"县政府/{post}", "县政府/县长") for post in ("副县长甲", "副县长乙", "副县长丙")}


def test_a_delegate_leads_to_the_delegating_bureau() -> None:
    sheet = county().add("duty", bearer="body:城关镇政府", mode="delegated", as_mode="licence", on_behalf="body:市监局", sector="sector:危险化学品", territory="territory:城关镇")

    chain = trace(sheet.on(), "object:化工厂")

    assert {path[1:5] for path in paths(chain, "licence")} == {("城关镇政府", "城关镇政府/副镇长", "城关镇政府/镇长", "市监局")}


def test_the_issuer_of_a_licence_begins_the_licence_line_which_ends_at_its_government() -> None:
    sheet = county().body("市政府", "government", "prefecture").add("part_of", body="body:县政府", parent="body:市政府")
    sheet.add("licence", issuer="body:市监局", object="object:化工厂", permit="危险化学品经营许可证")

    chain = trace(sheet.on(), "object:化工厂")

    assert {path[-1] for path in paths(chain, "licence")} == {"县政府/县长"}
    assert {"市政府" in path for path in paths(chain, "industry")} == {True}


def test_a_duty_by_name_begins_at_the_post_that_bears_it() -> None:
    sheet = county().add("duty", bearer="post:应急局/副局长乙", mode="industry", object="object:化工厂")

    chain = trace(sheet.on(), "object:化工厂")

    assert ("化工厂", "应急局", "应急局/副局长乙", "应急局/局长", "县政府", "县政府/副县长甲", "县政府/县长") in paths(chain, "industry")


def test_a_liaison_leader_is_in_the_territorial_line() -> None:
    sheet = county().add("liaises_with", leader="person:周九", object="object:化工厂")

    assert ("化工厂", "县政府", "县政府/副县长丙", "县政府/县长") in paths(trace(sheet.on(), "object:化工厂"), "territorial")


def works_inside() -> Sheet:
    sheet = county().add("person", id="person:班长", name="班长").add("unit", id="unit:车间", name="车间", object="object:化工厂", type="workshop")
    sheet.add("unit", id="unit:班组", name="班组", object="object:化工厂", parent="unit:车间", type="team", responsible="person:班长")
    sheet.add("post", id="post:化工厂/厂长", name="厂长", body="object:化工厂", rank="head")
    return sheet.add("post", id="post:化工厂/安全员", name="安全员", body="object:化工厂", rank="safety_manager")


def test_the_tree_inside_the_enterprise_climbs_from_team_to_principal() -> None:
    chain = trace(works_inside().on(), "object:化工厂")

    assert ("化工厂", "班组", "车间", "化工厂/厂长") in paths(chain, "enterprise")
    assert ("responsible", "车间") in kinds(chain)
    assert chain.posts[0].holders[0].name == "班长"


def test_a_safety_manager_has_a_way_of_his_own_and_commands_no_workshop() -> None:
    alone = county().add("post", id="post:化工厂/安全员", name="安全员", body="object:化工厂", rank="safety_manager")

    assert paths(trace(works_inside().on(), "object:化工厂"), "enterprise") == {("化工厂", "班组", "车间", "化工厂/厂长"), ("化工厂", "化工厂/安全员", "化工厂/厂长")}
    assert paths(trace(alone.on(), "object:化工厂"), "enterprise") == {("化工厂", "化工厂/安全员")}


def test_deputies_of_an_enterprise_stand_above_both_units_and_safety_manager() -> None:
    sheet = works_inside().add("post", id="post:化工厂/副厂长", name="副厂长", body="object:化工厂", rank="deputy")

    top = ("化工厂/副厂长", "化工厂/厂长")
    assert paths(trace(sheet.on(), "object:化工厂"), "enterprise") == {("化工厂", "班组", "车间", *top), ("化工厂", "化工厂/安全员", *top)}


def test_a_safety_manager_goes_to_the_post_to_which_he_reports() -> None:
    sheet = works_inside().add("post", id="post:化工厂/副厂长", name="副厂长", body="object:化工厂", rank="deputy")
    sheet.add("post", id="post:化工厂/安全总监", name="安全总监", body="object:化工厂", rank="safety_manager", reports_to="post:化工厂/厂长")
    sheet.add("post", id="post:化工厂/班组安全员", name="班组安全员", body="object:化工厂", rank="safety_manager", reports_to="post:化工厂/安全总监")

    chain = trace(sheet.on(), "object:化工厂")

    assert paths(chain, "enterprise") == {
        ("化工厂", "班组", "车间", "化工厂/副厂长", "化工厂/厂长"), ("化工厂", "化工厂/安全员", "化工厂/副厂长", "化工厂/厂长"),
        ("化工厂", "化工厂/班组安全员", "化工厂/安全总监", "化工厂/厂长")}
    step = next(path for path in chain.line("enterprise").paths if len(path) == 4 and path[2].node == "post:化工厂/安全总监")[3]
    assert step.how == ("reports_to", "head")


def test_safety_managers_who_report_to_each_other_end_where_the_circle_closes() -> None:
    sheet = county().add("post", id="post:化工厂/甲", name="甲", body="object:化工厂", rank="safety_manager", reports_to="post:化工厂/乙")
    sheet.add("post", id="post:化工厂/乙", name="乙", body="object:化工厂", rank="safety_manager", reports_to="post:化工厂/甲")

    assert paths(trace(sheet.on(), "object:化工厂"), "enterprise") == {("化工厂", "化工厂/甲", "化工厂/乙"), ("化工厂", "化工厂/乙", "化工厂/甲")}


def test_neighbours_stand_one_step_sideways_as_notes() -> None:
    sheet = plant(county(), "仓库").add("leases_to", object="object:仓库", other="object:化工厂")

    assert [(note.kind, note.other) for note in trace(sheet.on(), "object:化工厂").notes.sideways] == [("leases_to", "object:仓库")]


def test_an_object_without_place_and_sector_says_so() -> None:
    sheet = county().add("object", id="object:无名", name="无名", type="enterprise")

    assert kinds(trace(sheet.on(), "object:无名")) >= {("no-place", "无名"), ("no-sector", "无名")}


def test_too_many_paths_are_counted_and_the_bound_is_said() -> None:
    sheet = county()
    for rank in ("staff", "section_head", "deputy"):
        for number in range(15):
            sheet.post("应急局", f"{rank}{number}", rank).charge(f"应急局/{rank}{number}", "sector:危险化学品")

    chain = trace(sheet.on(), "object:化工厂")

    assert chain.line("industry").total == 15 * 16 * 16 * 2
    assert len(chain.line("industry").paths) == 2000
    assert chain.notes.bounds
    assert "应急局/staff14" in {each.id.partition(":")[2] for each in chain.posts}


def test_the_same_question_gives_the_same_bytes() -> None:
    assert trace(county().on(), "object:化工厂").to_json() == trace(county().on(), "object:化工厂").to_json()


def test_an_unknown_object_and_a_negative_window_are_clear_errors() -> None:
    with pytest.raises(NotFound, match="化工厂"):
        trace(county().on(), "object:化工厂二")
    with pytest.raises(UsageError):
        trace(county().on(), "object:化工厂", window_days=-1)


def test_a_county_without_anything_but_the_object_has_an_empty_chain() -> None:
    sheet = Sheet().add("object", id="object:孤厂", name="孤厂", type="enterprise")

    chain = trace(sheet.on(), "object:孤厂")

    assert (chain.posts, sum(line.total for line in chain.lines)) == ((), 0)


def test_the_step_from_a_delegate_to_the_delegating_body_cites_the_duty():
    sheet = county()
    sheet.add("duty", bearer="body:城关镇政府", mode="delegated", as_mode="industry", on_behalf="body:市监局", sector="sector:危险化学品", territory="territory:城关镇", clause="7")
    paths = trace(sheet.on(), "object:化工厂").line("industry").paths
    steps = [step for path in paths for step in path if "on_behalf" in step.how]
    assert steps and all(step.node == "body:市监局" and [cite.clause for cite in step.cites] == ["7"] for step in steps)


def test_a_duty_that_reaches_nothing_says_why_in_words():
    sheet = county()
    sheet.add("body", id="body:安委会", name="安委会", type="committee", tier="county")
    sheet.add("duty", bearer="body:安委会", mode="industry", sector="sector:危险化学品", territory="territory:云岭县")
    sheet.add("duty", bearer="body:无名局", mode="industry", sector="sector:危险化学品", territory="territory:云岭县")
    found = {each.kind: each for each in trace(sheet.on(), "object:化工厂").breaks}
    assert found["coordination"].en.endswith("coordination is not supervision") and found["coordination"].zh.endswith("议事协调不是监管")
    assert found["bearer-dangling"].en.endswith("the bearer is on no list that was loaded") and "bearer-dangling" not in found["bearer-dangling"].zh


def test_every_reason_of_a_duty_that_reaches_nothing_has_words():
    from dutygraph.analysis.aside import _WHY
    from dutygraph.snapshot.bearers import WHY

    assert set(_WHY) == set(WHY) - {""}


def test_a_vacancy_cites_the_row_that_states_it_and_the_last_term_however_long_ago():
    sheet = county()
    sheet.post("应急局", "副局长丙", "deputy").charge("应急局/副局长丙", "sector:危险化学品")
    sheet.hold("应急局/副局长丙", "何九", until=date(2015, 2, 1), clause="last").hold("应急局/副局长丙", None, manner="vacant", since=date(2015, 2, 1), clause="stated")
    found = next(each for each in trace(sheet.on(), "object:化工厂", window_days=30).breaks if each.node == "post:应急局/副局长丙")
    assert [cite.clause for cite in found.cites] == ["stated", "last"]
