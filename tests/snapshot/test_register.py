"""The register of a day: one row for each object that exists."""

from __future__ import annotations

from .hand import county, day, history, named

FACTS = county(
    territory=[named("territory", "甲镇"), named("territory", "乙镇"), named("territory", "市区")], sector=[named("sector", "运输"), named("sector", "危化")],
    object=[named("object", "县道", type="route", quantity=12.5), named("object", "车队", type="fleet", hazards="交通;危化"), named("object", "公司", type="enterprise", since=day(2015))],
    at=[{"object": "object:县道", "territory": "territory:甲镇", "as_what": "route"}, {"object": "object:县道", "territory": "territory:乙镇", "as_what": "route"},
        {"object": "object:公司", "territory": "territory:市区", "as_what": "registered"}, {"object": "object:公司", "territory": "territory:乙镇", "as_what": "site", "since": day(2016)}],
    in_sector=[{"object": "object:公司", "sector": "sector:运输", "as_what": "registered"}, {"object": "object:公司", "sector": "sector:危化", "as_what": "actual", "since": day(2018)},
               {"object": "object:公司", "sector": "sector:运输", "as_what": "actual"}, {"object": "object:车队", "sector": "sector:未知"}],
    run_by=[{"object": "object:车队", "owner": "object:公司"}], status=[{"object": "object:公司", "value": "stopped", "since": day(2017)}])


def test_places_are_sites_and_routes_and_the_registered_address_stands_apart() -> None:
    register = history(FACTS).on(day(2020)).register
    assert register.loc["object:县道", "territories"] == ("territory:乙镇", "territory:甲镇")
    assert register.loc["object:公司", "territories"] == ("territory:乙镇",)
    assert register.loc["object:公司", "registered"] == ("territory:市区",)


def test_both_registered_and_real_sectors_count_as_of_the_day() -> None:
    told = history(FACTS)
    assert told.on(day(2017)).register.loc["object:公司", "sectors"] == ("sector:运输",)
    assert told.on(day(2019)).register.loc["object:公司", "sectors"] == ("sector:危化", "sector:运输")
    assert told.on(day(2019)).register.loc["object:公司", "activities"] == ("sector:危化", "sector:运输")


def test_rows_carry_owner_state_hazards_and_what_is_unknown() -> None:
    register = history(FACTS).on(day(2020)).register
    assert register.loc["object:车队", "owner"] == "object:公司" and register.loc["object:车队", "hazards"] == ("交通", "危化")
    assert register["status"].to_dict() == {"object:公司": "stopped", "object:县道": None, "object:车队": None}
    assert register["since_unknown"].to_dict() == {"object:公司": False, "object:县道": True, "object:车队": True}
    assert register["o"].tolist() == [0, 1, 2] and register.loc["object:县道", "quantity"] == 12.5


def test_an_object_is_on_the_register_only_while_it_exists() -> None:
    assert list(history(FACTS).on(day(2014)).register.index) == ["object:县道", "object:车队"]


def test_columns_take_the_quick_way_only_where_one_value_holds_for_all_of_a_life() -> None:
    columns = history(FACTS).columns
    company, road, fleet = 0, 1, 2
    assert columns.place.one[[company, road, fleet]].tolist() == [-2, -2, -1]
    assert columns.sector.one[company] == -2 and columns.o_unresolved_sector.tolist() == [False, False, True]


def test_facts_of_one_object_are_found_without_a_frame() -> None:
    snapshot = history(FACTS).on(day(2020))
    assert [fact["territory"] for fact in snapshot.facts("at", object="object:公司")] == ["territory:市区", "territory:乙镇"]
    assert snapshot.facts("at", object="object:无") == []


def test_an_empty_county_has_an_empty_register_and_no_duties() -> None:
    snapshot = history(county()).on(day(2020))
    assert snapshot.register.empty and snapshot.duties.empty and len(snapshot.structure) == 0
    assert snapshot.meta().completeness["problems"] == 0
