"""Unsupervised objects, catch-all cover, blind cells."""

from __future__ import annotations

from datetime import date

import pytest

from .small import county


def test_an_object_that_no_principal_duty_reaches_is_unsupervised_and_says_why() -> None:
    made = county().object("甲矿").object("乙气站", "燃气").object("丙", None).object("丁", town=None).duty("应急局")
    assert {each.name: each.facts["reason"] for each in made.ask("unsupervised").findings} == {"乙气站": "no-duty", "丙": "no-sector", "丁": "no-place"}


def test_unsupervised_counts_the_living_objects_of_the_population() -> None:
    made = county().object("甲").object("乙", until=date(2026, 1, 1)).object("丙", type="vessel").object("丁")
    made.add("status", object="object:丁", value="closed", since=date(2026, 2, 1))
    assert (made.found("unsupervised"), made.ask("unsupervised").out_of) == (["甲"], 1)


def test_vacant_and_exempt_objects_are_not_unsupervised() -> None:
    made = county().object("甲矿").object("乙气站", "燃气").duty("应急局").post("应急局", "局长", "head").add("holds", post="post:应急局/局长", manner="vacant")
    made.node("document", "一号").add("exemption", object="object:乙气站", mode="all", document="document:一号")
    assert made.found("unsupervised") == []


def test_only_those_that_a_comprehensive_or_territorial_duty_reaches_are_catch_all_only() -> None:
    made = county().object("甲").object("乙", town="西镇").object("丙", "燃气").duty("住建局", sector="燃气")
    made.duty("东镇政府", "territorial", None).duty("住建局", "guidance", territory="西镇")
    found = made.ask("catch-all-only").findings
    assert [(each.name, each.facts["modes"]) for each in found] == [("甲", ["territorial"])]
    assert "duty" in {cite.kind for cite in found[0].evidence}


def test_a_sector_narrows_both_the_findings_and_the_denominator() -> None:
    made = county().object("甲", "采石").object("乙", "燃气")
    answer = made.ask("unsupervised", sector="矿山")
    assert ([each.name for each in answer.findings], answer.out_of) == (["甲"], 1)


def cells(made: object, **asked: str) -> set[tuple[str, str | None, str]]:
    return {(each.subject, each.facts["sector"], each.facts["cell"]) for each in made.ask("blind-cells", **asked).findings}


def test_a_cell_without_a_principal_duty_is_blind_with_objects_and_without() -> None:
    made = county().object("甲气站", "燃气").duty("应急局")
    east, west = ("territory:东镇", "sector:燃气", "with_objects"), ("territory:西镇", "sector:燃气", "without_objects")
    assert cells(made) == {east, west}
    assert (cells(made, cells="with_objects"), cells(made, cells="without_objects")) == ({east}, {west})


def test_cells_are_townships_times_sectors_without_parts_and_one_more_for_no_sector() -> None:
    assert county().ask("blind-cells").out_of == 2 * 2 + 2


def test_a_sector_with_parts_is_a_cell_only_where_an_object_stands_in_it_directly() -> None:
    made = county().duty("应急局", sector="采石").duty("住建局", sector="燃气")
    assert cells(made) == set()
    assert cells(made.object("甲矿", "矿山")) == {("territory:东镇", "sector:矿山", "with_objects")}


def test_objects_without_sector_are_found_by_township_and_in_no_known_place() -> None:
    made = county().object("甲", None).object("乙", None, town=None)
    assert cells(made, cells="no_sector") == {("territory:东镇", None, "no_sector"), ("territory:", None, "no_sector")}


@pytest.mark.parametrize("said", [
    {"mode": "comprehensive"}, {"mode": "guidance"}, {"mode": "zone"}, {"mode": "licence", "permit": "卫生许可证"}, {"mode": "special", "hazard": "雷电"}, {"object": "甲气站"},
    {"until": date(2026, 1, 1)}, {"territory": "西镇"},
])
def test_a_duty_that_is_not_principal_in_the_cell_leaves_it_blind(said: dict[str, object]) -> None:
    made = county().object("甲气站", "燃气").duty("应急局", **{"sector": "燃气", **said})
    assert ("territory:东镇", "sector:燃气", "with_objects") in cells(made)


@pytest.mark.parametrize("said", [{"sector": None}, {"mode": "licence", "permit": "燃气经营许可证"}, {"territory": "东镇"}, {"since": None}])
def test_a_principal_duty_fills_the_cell(said: dict[str, object]) -> None:
    made = county().object("甲气站", "燃气").duty("应急局", **{"sector": "燃气", **said})
    assert ("territory:东镇", "sector:燃气", "with_objects") not in cells(made)


def test_a_special_duty_fills_the_cell_of_a_sector_with_its_hazard() -> None:
    made = county().node("sector", "商场", scheme="county", hazards="消防").duty("应急局", "special", "商场", hazard="消防")
    assert not {cell for cell in cells(made) if cell[1] == "sector:商场"}


def test_a_lawful_exemption_from_all_supervision_leaves_no_blind_cell() -> None:
    made = county().duty("应急局").node("document", "一号").add("exemption", sector="sector:燃气", mode="all", document="document:一号")
    assert cells(made) == set()


def test_townships_outside_what_the_county_governs_are_no_cells() -> None:
    made = county().node("territory", "外县", type="county").node("territory", "外镇", type="township").add("within", territory="territory:外镇", parent="territory:外县")
    assert not {cell for cell in cells(made) if cell[0] == "territory:外镇"}
    assert {cell for cell in cells(made.object("甲", town="外镇")) if cell[0] == "territory:外镇"}
