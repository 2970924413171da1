"""The seed county (霁川县, 模拟数据): made the same every time, of the essay's sizes, existing nowhere, and with exactly the gaps that were planted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

import dutygraph
from dutygraph.analysis import ANALYSES, ask
from dutygraph.seed import places as P
from dutygraph.seed import sheets, truth
from dutygraph.seed.codes import credit_code, spoiled
from dutygraph.seed.county import write
from dutygraph.seed.names import AREA, CITY, COUNTY, TOWNS, ZONE
from dutygraph.seed.places import DEPARTMENTS
from golden.meets import Key, difference, keys

TRUTH: dict[str, Any] = yaml.safe_load(truth().read_text(encoding="utf-8"))
SECOND = {"overlaps": "bodies", "nominal": "bearer", "unlisted-acts": "body", "no-leader": "what", "blind-cells": "sector"}


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("again")
    write(folder, TRUTH["seed"])
    return folder


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with dutygraph.open(str(tmp_path_factory.mktemp("seed") / "store")) as opened:
        opened.load(sheets())
        yield opened


@pytest.fixture(scope="module")
def loaded() -> Any:
    from dutygraph.loading import load_paths, read_mappings
    from dutygraph.shipped import shipped

    return load_paths([sheets()], read_mappings(shipped("loaders")))


def cells(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]


def planted(name: str) -> list[Key]:
    """The truth of one ask in the words in which `meets` reads a finding."""
    rows = TRUTH["found"][name]
    if name == "overlaps":
        return [(row["sector"], *sorted(row["bodies"])) for row in rows]
    rest = SECOND.get(name)
    return [(row["subject"], *([row[rest]] if rest else [])) for row in rows]


def test_the_shipped_sheets_are_those_that_the_generator_writes(made_again: Path) -> None:
    shipped_files = {path.name: path for path in sheets().iterdir()}
    assert set(shipped_files) == {path.name for path in (made_again / "sheets").iterdir()}
    for name, path in shipped_files.items():
        again = made_again / "sheets" / name
        if path.suffix == ".xlsx":
            assert cells(path) == cells(again), name
        else:
            assert path.read_bytes() == again.read_bytes(), name
    assert truth().read_bytes() == (made_again / "TRUTH.yaml").read_bytes()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(made_again: Path, tmp_path: Path) -> None:
    write(tmp_path / "same", TRUTH["seed"])
    write(tmp_path / "other", TRUTH["seed"] + 1)
    same = {path.name: path.read_bytes() for path in (tmp_path / "same" / "sheets").iterdir()}
    assert same == {path.name: path.read_bytes() for path in (made_again / "sheets").iterdir()}
    assert same != {path.name: path.read_bytes() for path in (tmp_path / "other" / "sheets").iterdir()}


def test_the_shipped_sheets_stay_small() -> None:
    assert sum(path.stat().st_size for path in sheets().iterdir()) + truth().stat().st_size < 2_000_000


def test_every_sheet_says_that_it_is_synthetic() -> None:
    side_car = yaml.safe_load((sheets() / "sources.yaml").read_text(encoding="utf-8"))
    assert all(source["synthetic"] for source in side_car["sources"])
    for path in sheets().glob("*.csv"):
        assert "模拟数据".encode("gb18030") in path.read_bytes()[:200] or "模拟数据".encode() in path.read_bytes()[:200], path.name
    for path in sheets().glob("*.xlsx"):
        assert "模拟数据" in cells(path)[0][0]


def test_no_place_of_the_seed_county_exists(shared: Path) -> None:
    names, codes = set(), set()
    for path in (shared / "data" / "cn-divisions").glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                names.add(row["name"])
                codes.add(row["code"])
    invented = {COUNTY, CITY, ZONE, *TOWNS}
    assert not invented & names
    assert not {name for name in names if name[:2] in {word[:2] for word in invented} and len(name) == 3}
    assert not {code for code in codes if code.startswith(AREA[:4])}


def test_the_sizes_are_those_of_the_essay() -> None:
    sizes = TRUTH["sizes"]
    works = sum(sizes[f"{sector} enterprise"] for sector in ("冶金", "建材", "机械", "轻工", "纺织", "石材加工", "粮油加工"))
    assert sizes["危险化学品 enterprise"] == 67
    assert sizes["非煤矿山 enterprise"] == 106
    assert (sizes["烟花爆竹批发 enterprise"], sizes["烟花爆竹零售 sole_trader"]) == (3, 936)
    assert 54 + 250 < works < 54 + 260
    assert 1300 < sizes["特种设备 equipment"] < 1350
    assert (sizes["道路运输 enterprise"], sizes["道路运输 fleet"]) == (43, 43)
    assert (sizes["水上交通 ferry"], sizes["水上交通 vessel"]) == (83, 365)
    assert (sizes["房地产开发 enterprise"], sizes["建筑施工 enterprise"]) == (59, 54)
    assert (sizes["城镇燃气 enterprise"], sizes["城镇燃气 site"]) == (15, 120)


def test_vehicles_kilometres_and_members_add_up(county: Any) -> None:
    register = county.history().on(TRUTH["as_of"])
    objects = register.frame("object")
    assert objects[objects["type"] == "fleet"]["quantity"].sum() == 6876
    routes = objects[objects["type"] == "route"]
    assert routes[routes["size"] != "航道"]["quantity"].sum() == 3065
    assert routes[routes["size"] == "航道"]["quantity"].sum() == 143
    members = register.frame("member_of")
    assert (members["seat"] == "member").sum() == 43
    assert len(DEPARTMENTS) == 35


def test_every_row_is_accounted_for_and_the_planted_faults_are_rejected(loaded: Any) -> None:
    assert not loaded.unrecognised
    for report in loaded.sheets:
        counts = report.counts
        assert counts.rows == counts.loaded + counts.merged + counts.rejected + counts.ignored, report.file
        assert counts.rejected == TRUTH["load"]["rejected"].get(report.file, 0), report.file
        assert counts.merged == TRUTH["load"]["merged"].get(report.file, 0), report.file


def test_the_truth_speaks_of_every_ask() -> None:
    assert {name.partition(" ")[0] for name in TRUTH["found"]} == set(ANALYSES)


@pytest.mark.parametrize("name", sorted(TRUTH["found"]))
def test_an_ask_finds_what_was_planted_and_nothing_else(county: Any, name: str) -> None:
    ask_name, _, setting = name.partition(" ")
    parameters = dict([setting.split("=")]) if setting else {}
    answer = ask(county.history().on(TRUTH["as_of"]), ask_name, **parameters)
    truth_rows = planted(name) + (planted(ask_name) if setting else [])
    assert not difference(ask_name, answer.findings, truth_rows)


@pytest.mark.parametrize("row", TRUTH["distractors"], ids=lambda row: f"{row['ask']}-{row['subject']}")
def test_a_distractor_is_left_alone(county: Any, row: dict[str, str]) -> None:
    assert row["subject"] not in {key[0] for key in keys(row["ask"], ask(county.history().on(TRUTH["as_of"]), row["ask"]).findings)}


@pytest.mark.parametrize("code", ["91110106693246635P", "913711023490967892", "91410781694896138P"])
def test_codes_are_built_as_real_ones_are(code: str) -> None:
    assert credit_code(int(code[8:16]), kind=code[:2], area=code[2:8]) == code
    assert spoiled(code)[:-1] == code[:-1] and spoiled(code) != code


def test_the_last_day_that_the_data_reach_is_the_last_day_of_the_acts(county: Any) -> None:
    assert county.history().last_day == TRUTH["as_of"]


def test_works_are_covered_through_the_sector_above_theirs_and_ferries_rest_on_a_vacant_post(county: Any) -> None:
    table = county.history().on(TRUTH["as_of"]).coverage().frame()
    state = table["overall"].to_dict()
    register = county.history().on(TRUTH["as_of"]).register
    works = register[[bool(set(each) & {"sector:冶金", "sector:建材", "sector:机械", "sector:轻工", "sector:纺织"}) for each in register["sectors"]]]
    assert len(works) == 54 + 238
    in_zone = [any("园区" in place for place in places) for places in works["territories"]]
    assert {state[each] for each in works.index} == {"inherited"}
    assert sum(in_zone) == 22
    assert sum(value == "vacant" for value in state.values()) == 82
    assert sum(value == "exempt" for value in state.values()) == 1


def test_the_key_enterprises_have_posts_and_a_list_down_to_each_job(county: Any) -> None:
    day = county.on(TRUTH["as_of"])
    assert len(day.snapshot.frame("unit")) == TRUTH["inside"]["units"]
    left = []
    for each in TRUTH["inside"]["enterprises"]:
        chain = day.trace(each)
        left += [found.node for found in chain.breaks if found.kind == "responsible"]
        ranks = {seat.id.rpartition("/")[2] for seat in chain.posts if seat.body == each and seat.id.startswith("post:")}
        assert len({"总经理", "矿长"} & ranks) == 1 and "专职安全员" in ranks, each
        assert all(seat.state == "filled" for seat in chain.posts if seat.body == each and seat.id not in left), each
        assert chain.line("enterprise").paths, each
    assert left == TRUTH["inside"]["nobody_responsible"]


def test_leaders_of_departments_and_towns_inspect_in_person(county: Any) -> None:
    acts = county.on(TRUTH["as_of"]).snapshot.history.facts.table("act").to_pandas()
    rounds = acts[acts["scope"].str.startswith("leader-inspections:")]
    bodies = {actor.partition("/")[0] for actor in rounds["actor"]}
    assert len(rounds) > 300
    assert {f"post:{body}" for body in (P.SAFETY, P.TRANSPORT, *(P.government(town) for town in TOWNS))} <= bodies
