"""Public code lists, whole: the divisions of China with their history, and the industry classification GB/T 4754-2017."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

import dutygraph
from dutygraph.shipped import shipped
from dutygraph.workbench import Brought, County

EXAMPLES = shipped("loaders") / "examples"


@pytest.fixture(scope="module")
def standards(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[County, Brought, float]]:
    with dutygraph.open(str(tmp_path_factory.mktemp("store"))) as county:
        began = perf_counter()
        brought = county.load(*(shared / "data" / name for name in ("cn-divisions", "gbt4754-2017")), mappings=[EXAMPLES / "cn-divisions", EXAMPLES / "gbt4754-2017"])
        yield county, brought, perf_counter() - began


def test_they_load_in_under_20_seconds_with_every_row_accounted_for(standards: tuple[County, Brought, float]) -> None:
    _, brought, seconds = standards

    assert seconds < 20
    assert {each.file: each.counts.loaded for each in brought.loaded.sheets} == {
        "areas.csv": 2978, "areas_history.csv": 3168, "cities.csv": 342, "provinces.csv": 31, "streets.csv": 41352, "streets_history.csv": 56379, "gbt4754_2017_tree.csv": 1970}
    assert brought.loaded.counts.rows == brought.loaded.counts.loaded
    assert not brought.loaded.rejected


@pytest.mark.parametrize(("day", "townships"), [(date(2023, 9, 1), 41352), (date(2018, 3, 1), 42951)])
def test_townships_of_an_edition(standards: tuple[County, Brought, float], day: date, townships: int) -> None:
    frame = standards[0].on(day).snapshot.frame("territory")

    assert (frame["type"] == "township").sum() == townships


def test_the_tree_of_the_last_edition(standards: tuple[County, Brought, float]) -> None:
    day = standards[0].on("2023-09-01").snapshot
    counts = day.frame("territory")["type"].value_counts()

    assert (counts["county"], counts["prefecture"], counts["province"]) == (2978, 342, 31)
    assert [fact["parent"] for fact in day.facts("within", territory="territory:110101001")] == ["territory:110101"]


def test_an_earlier_name_finds_the_same_code(standards: tuple[County, Brought, float]) -> None:
    history = standards[0].history()

    assert history.resolve("territory", "东华门街道办事处") == ("territory:110101001",)
    assert history.name("territory:110101001") == "东华门街道"


def test_the_industry_classification_has_its_published_counts(standards: tuple[County, Brought, float]) -> None:
    sectors = standards[0].on("2023-09-01").snapshot.frame("sector")
    depth = sectors["code"].str.len().where(sectors["code"].str.isdigit(), 1).value_counts()

    assert {int(digits): int(count) for digits, count in depth.items()} == {1: 20, 2: 97, 3: 473, 4: 1380}
    assert set(sectors.loc[sectors["parent"].isna(), "code"]) == set("ABCDEFGHIJKLMNOPQRST")


def test_a_county_sector_maps_to_the_industry_codes(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "领域.csv"
    path.write_text("监管领域,行业代码,危险类别\n非煤矿山,1011、1012,爆破\n", encoding="utf-8")

    with dutygraph.open(str(tmp_path / "store")) as county:
        county.load(path, shared / "data" / "gbt4754-2017", mappings=[EXAMPLES / "gbt4754-2017"])
        history = county.history()

        assert {fact["industry"] for fact in history.facts.rows("maps_to")} == {"sector:gbt4754-2017/1011", "sector:gbt4754-2017/1012"}
        assert history.problems == ()
