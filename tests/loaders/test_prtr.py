"""A real register, end to end: 5,905 regulated establishments of three counties of Taiwan, their filings and their sanctions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dutygraph
from dutygraph.facts import Counts
from dutygraph.shipped import shipped
from dutygraph.workbench import Brought, Day

MAPPINGS = shipped("loaders") / "examples" / "prtr-tw"


@pytest.fixture(scope="module")
def register(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Brought, Day]]:
    with dutygraph.open(str(tmp_path_factory.mktemp("store"))) as county:
        brought = county.load(shared / "data" / "prtr-tw", mappings=[MAPPINGS])
        yield brought, county.on()


def _answer(day: Day, name: str, **parameters: str) -> tuple[int, int]:
    found = day.ask(name, **parameters)
    return found.count, found.out_of


def test_every_row_is_accounted_for(register: tuple[Brought, Day]) -> None:
    brought, _ = register

    assert {each.file: each.counts for each in brought.loaded.sheets} == {
        "facilities.csv": Counts(rows=5905, loaded=5905), "filings.csv": Counts(rows=18820, loaded=18820), "penalties.csv": Counts(rows=3521, loaded=3521)}
    assert [each.file for each in brought.loaded.unrecognised] == ["SOURCE.txt"]
    assert not brought.loaded.problems


def test_no_reference_hangs_in_the_air(register: tuple[Brought, Day]) -> None:
    assert register[1].snapshot.history.problems == ()


def test_sites_without_any_act(register: tuple[Brought, Day]) -> None:
    assert _answer(register[1], "never-seen") == (1951, 5905)


@pytest.mark.parametrize(("sector", "expected"), [("air", (847, 1846)), ("water", (1299, 1948)), ("waste", (837, 3848)), ("toxics", (422, 454))])
def test_domains_listed_in_which_nothing_was_ever_filed(register: tuple[Brought, Day], sector: str, expected: tuple[int, int]) -> None:
    assert _answer(register[1], "nominal", acts="self_report", by="anyone", within="all", sector=sector) == expected


@pytest.mark.parametrize(("sector", "expected"), [("air", 55), ("water", 6), ("waste", 34), ("toxics", 3)])
def test_sites_that_file_in_a_domain_that_is_not_listed(register: tuple[Brought, Day], sector: str, expected: int) -> None:
    assert _answer(register[1], "unlisted-acts", acts="self_report", by="anyone", count="objects", sector=sector)[0] == expected


@pytest.mark.parametrize(("by", "expected"), [("anyone", (474, 3225)), ("bearer", (641, 3225))])
def test_sanctions_in_a_domain_over_which_nobody_or_not_the_authority_holds_a_duty(register: tuple[Brought, Day], by: str, expected: tuple[int, int]) -> None:
    assert _answer(register[1], "unlisted-acts", acts="penalty", by=by) == expected


def test_sanctions_by_an_authority_of_another_county(register: tuple[Brought, Day]) -> None:
    assert _answer(register[1], "foreign-acts", acts="penalty") == (296, 3521)


def test_an_unknown_start_of_a_duty_is_flagged_and_in_force(register: tuple[Brought, Day]) -> None:
    duties = register[1].snapshot.frame("duty")

    assert len(duties) == 8096
    assert duties["since"].isna().all()


def test_another_countys_files_of_the_same_shape_load_with_the_same_line(tmp_path: Path) -> None:
    folder = tmp_path / "taichung"
    folder.mkdir()
    (folder / "facilities.csv").write_text(
        "facility_id,name,county,township,address,industrial_zone,industry,regulated_domains,source_unit,update_cycle,import_date,lat,lon,name_masked\n"
        "B1,甲,台中市,西屯區,某路1號,無,製造業,空氣污染;水污染;,x,每日,2016/10/07,0,0,0\n"
        "H1,乙,桃園縣,龜山區,某路2號,無,製造業,廢棄物;,x,每日,2016/10/07,0,0,0\n", "utf-8")
    (folder / "filings.csv").write_text(
        "facility_id,domain,year,n_records,first_period,last_period\nB1,AIR,2015,4,2015/03/31,2015/12/31\nB1,METAL,2015,1,2015/12/31,2015/12/31\n", "utf-8")
    (folder / "penalties.csv").write_text(
        "facility_id,owner_name,site_name,site_control_id,authority,authority_code,document_no,penalty_year,penalty_date,violation_date,law,amount_twd,petition,petition_agency,"
        "petition_result,rescinded,improve_deadline\n"
        "B1,甲,甲,B1,臺中市,31,1,2015,2015/05/01,2015/04/01,水污染防治法第7條,60000,否,,,,\n"
        "H1,乙,乙,H1,桃園市,10,2,2015,2015/06/01,2015/05/01,廢棄物清理法第31條,6000,否,,,自行撤銷,\n"
        "H1,乙,乙,H1,台中市,31,3,2015,2015/07/01,2015/06/01,空氣污染防制法第23條,6000,否,,,,\n"
        "H1,乙,乙,H1,督察總隊,90,4,2015,2015/08/01,2015/06/01,廢棄物清理法第31條,6000,否,,,,\n", "utf-8")

    with dutygraph.open(str(tmp_path / "store")) as county:
        brought = county.load(folder, mappings=[MAPPINGS])
        day = county.on()

        assert brought.loaded.counts == Counts(rows=8, loaded=8)
        assert day.snapshot.history.problems == ()
        assert _answer(day, "never-seen") == (0, 2)
        assert _answer(day, "foreign-acts", acts="penalty") == (1, 4)
        assert _answer(day, "unlisted-acts", acts="penalty", by="bearer") == (2, 4)
        assert _answer(day, "nominal", acts="self_report", by="anyone", within="all", sector="water") == (1, 1)
