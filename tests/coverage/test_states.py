"""Each sentence of the definition of a state, on a county made for it."""

from __future__ import annotations

from datetime import date

import pytest

from .small import Small


def test_a_duty_over_its_sector_covers_an_object_directly_and_a_duty_over_a_sector_above_only_by_inheritance() -> None:
    county = Small().object("采石场", "采石").object("矿", "矿山").duty(sector="矿山")

    assert (county.state("矿"), county.state("采石场")) == ("direct", "inherited")


def test_a_duty_that_names_the_object_is_direct_without_place_sector_or_territory() -> None:
    assert Small().object("采石场", at=()).duty(object="object:采石场").state("采石场") == "direct"


def test_a_duty_over_every_sector_is_direct_even_for_an_object_without_sector() -> None:
    assert Small().object("摊点").duty().state("摊点") == "direct"


def test_an_object_without_sector_is_unsupervised_and_says_why() -> None:
    county = Small().object("摊点").duty(sector="矿山")

    assert (county.state("摊点"), county.reason("摊点")) == ("absent", "no-sector")


def test_a_duty_reaches_only_the_territory_it_states() -> None:
    county = Small().object("东", "采石").object("西", "采石", at=("西镇",)).duty(sector="采石", territory="territory:西镇")

    assert (county.state("东"), county.state("西")) == ("absent", "direct")


def test_an_object_over_two_towns_is_covered_where_either_is() -> None:
    county = Small().object("公路", "采石", at=("东镇", "西镇"), kind="route").duty(sector="采石", territory="territory:西镇")

    assert county.state("公路") == "direct"


def test_a_registered_address_locates_nothing() -> None:
    county = Small().object("公司", "采石", at=()).add("at", object="object:公司", territory="territory:东镇", as_what="registered").duty(sector="采石")

    assert (county.state("公司"), county.reason("公司")) == ("absent", "no-place")


def test_registered_and_real_activity_both_count() -> None:
    county = Small().object("养殖场", "餐饮").add("in_sector", object="object:养殖场", sector="sector:采石", as_what="actual").duty(sector="采石")

    assert county.state("养殖场") == "direct"


def test_a_town_with_two_parents_is_in_both() -> None:
    county = Small().add("territory", id="territory:园区", name="园区", type="zone").add("within", territory="territory:东镇", parent="territory:园区", by="trusteeship")
    county.body("管委会", "zone_committee", governs="园区").object("厂", "采石").object("西厂", "采石", at=("西镇",))
    county.duty("zone", "管委会", document="document:授权", level="document")

    assert (county.state("厂"), county.state("西厂")) == ("direct", "absent")


def test_a_zone_counts_only_with_a_written_grant() -> None:
    def zone(**said: str) -> str:
        return Small().object("厂", "采石").duty("zone", sector="采石", **said).state("厂")

    assert (zone(), zone(document="document:授权"), zone(document="document:授权", level="statute")) == ("absent", "absent", "direct")


def test_a_duty_without_territory_holds_where_its_bearer_governs_else_where_the_nearest_body_above_does() -> None:
    county = Small().body("科", "department", part_of="应急局").body("孤", "department").object("厂", "采石").object("店", "餐饮")
    county.duty(bearer="科", sector="采石").duty(bearer="孤", sector="餐饮")

    assert (county.state("厂"), county.state("店")) == ("direct", "absent")


def test_the_successor_of_a_body_that_has_ended_carries_its_duties() -> None:
    county = Small().body("安监局", "department", until=date(2019, 1, 1)).object("厂", "采石").duty(bearer="安监局", sector="采石", territory="territory:县")
    assert (county.state("厂"), county.reason("厂")) == ("absent", "bearer-ended")

    county.add("succeeds", body="body:应急局", former="body:安监局", since=date(2019, 1, 1))
    assert county.state("厂") == "direct"


def test_a_duty_of_a_body_that_nobody_knows_reaches_nothing() -> None:
    assert Small().object("厂", "采石").duty(bearer="查无此局", sector="采石", territory="territory:县").state("厂") == "absent"


def test_a_committee_and_a_mass_organisation_never_supervise() -> None:
    county = Small().body("安委会", "committee", governs="县").body("工会", "mass_organisation", governs="县").object("厂", "采石")
    county.duty(bearer="安委会", sector="采石").duty(bearer="工会", sector="采石")

    assert (county.state("厂"), county.state("厂", "industry")) == ("absent", "absent")


@pytest.mark.parametrize("mode", ["comprehensive", "territorial", "guidance", "registration", "national"])
def test_a_mode_that_never_counts_leaves_the_object_unsupervised(mode: str) -> None:
    county = Small().object("厂", "采石").duty(mode, sector="采石")

    assert (county.state("厂", mode), county.state("厂"), county.reason("厂")) == ("direct", "absent", "not-principal")


def test_a_licence_counts_only_where_the_law_joins_supervision_to_it() -> None:
    county = Small().object("矿", "采石").object("馆", "餐饮").duty("licence", sector="采石", permit="安全生产许可证").duty("licence", sector="餐饮", permit="卫生许可证")

    assert (county.state("矿"), county.state("馆")) == ("direct", "absent")


def test_special_supervision_counts_only_for_an_object_with_that_hazard_of_its_own() -> None:
    county = Small().add("sector", id="sector:商场", name="商场", hazards="人员密集场所").duty("special", hazard="消防", territory="territory:县")
    county.object("厂", "采石").object("仓库", "采石", hazards="消防;燃气").object("市场", "商场").object("街", "采石", "商场")

    assert {name: county.state(name) for name in ("厂", "仓库", "市场", "街")} == {"厂": "absent", "仓库": "direct", "市场": "direct", "街": "direct"}


def test_equipment_has_the_hazard_of_its_kind() -> None:
    county = Small().object("锅炉", "采石", kind="equipment").object("厂", "采石").duty("special", hazard="特种设备", territory="territory:县")

    assert (county.state("锅炉"), county.state("厂")) == ("direct", "absent")


def test_a_special_duty_over_one_sector_counts_for_the_hazard_of_another_sector_of_the_object() -> None:
    county = Small().add("sector", id="sector:商场", name="商场", hazards="消防").object("街", "采石", "商场").object("坑", "采石").duty("special", sector="采石", hazard="消防")

    assert (county.state("街"), county.state("坑")) == ("direct", "absent")


def test_a_station_counts_as_its_bureau_and_acts_in_the_mode_that_is_stated() -> None:
    county = Small().body("站", "station", part_of="应急局", governs="东镇").object("厂", "采石").object("西厂", "采石", at=("西镇",))
    county.duty("station", "站", sector="采石", as_mode="industry")

    assert (county.state("厂"), county.state("厂", "industry"), county.state("西厂")) == ("direct", "direct", "absent")
    assert county.duty("station", "站", sector="餐饮").object("店", "餐饮").state("店") == "absent"


def test_a_delegate_without_a_delegating_body_carries_nothing() -> None:
    county = Small().body("镇政府", "government", governs="东镇").object("厂", "采石").duty("delegated", "镇政府", sector="采石", as_mode="industry")
    assert county.state("厂") == "absent"

    assert county.duty("delegated", "镇政府", sector="采石", as_mode="industry", on_behalf="body:应急局").state("厂") == "direct"


def test_what_is_run_by_an_enterprise_inherits_its_supervision_along_the_chain_and_loops_end() -> None:
    county = Small().object("公司", "采石").object("车队", kind="fleet", at=()).object("挂车", kind="equipment", at=()).duty(sector="采石")
    county.add("run_by", object="object:车队", owner="object:公司").add("run_by", object="object:挂车", owner="object:车队").add("run_by", object="object:公司", owner="object:挂车")

    assert (county.state("公司"), county.state("车队"), county.state("挂车")) == ("direct", "inherited", "inherited")


def test_a_closed_enterprise_passes_nothing_on() -> None:
    county = Small().object("公司", "采石").object("车队", kind="fleet", at=()).duty(sector="采石").add("run_by", object="object:车队", owner="object:公司")

    assert county.add("status", object="object:公司", value="closed").state("车队") == "absent"


def test_an_exemption_needs_a_document_and_comes_before_every_other_state() -> None:
    county = Small().object("厂", "采石").duty(sector="采石").add("exemption", object="object:厂", mode="all")
    assert county.state("厂") == "direct"

    assert county.add("exemption", object="object:厂", mode="all", document="document:豁免").state("厂") == "exempt"


def test_an_exemption_from_one_mode_leaves_the_rest_of_supervision_as_it_is() -> None:
    county = Small().object("厂", "采石").object("店", "餐饮").duty(sector="采石").add("exemption", sector="sector:矿山", mode="industry", document="document:豁免")

    assert (county.state("厂", "industry"), county.state("厂"), county.state("店", "industry")) == ("exempt", "direct", "absent")


def test_an_exempt_territory_exempts_what_stands_in_it() -> None:
    county = Small().object("东", "采石").object("西", "采石", at=("西镇",)).add("exemption", territory="territory:西镇", mode="all", document="document:豁免")

    assert (county.state("东"), county.state("西")) == ("absent", "exempt")


def test_a_duty_holds_from_its_start_to_the_day_before_its_end() -> None:
    county = Small().object("厂", "采石").duty(sector="采石", since=date(2024, 1, 1), until=date(2024, 3, 1))
    days = {date(2023, 12, 31): "absent", date(2024, 1, 1): "direct", date(2024, 2, 29): "direct", date(2024, 3, 1): "absent"}

    assert {day: county.state("厂", day=day) for day in days} == days
