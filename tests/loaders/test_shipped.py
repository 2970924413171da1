"""The shipped mappings: every kind of sheet of a county is there, in both languages, and none is taken for another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dutygraph.loading import Mapping, load_paths, read_mappings
from dutygraph.loading.recognise import recognise
from dutygraph.loading.tables import Sheet
from dutygraph.shipped import shipped
from dutygraph.vocabulary import ACTS, KINDS, MANNERS, MODES, OBJECT_TYPES

LOADERS = shipped("loaders")
MAPPINGS = read_mappings(LOADERS)
BY_NAME = {each.name: each for each in MAPPINGS}
EXAMPLES = sorted(each for each in (LOADERS / "examples").iterdir() if each.is_dir())


def _recognised(headings: list[Any], among: list[Mapping]) -> str:
    found = recognise(Sheet("x.csv", "", [headings, ["x"] * len(headings)]), among)
    return found if isinstance(found, str) else found.mapping.name


def _words(mapping: Mapping, column: str) -> set[str]:
    return set(mapping.columns[column].values)


@pytest.mark.parametrize("mapping", MAPPINGS, ids=lambda each: each.name)
def test_every_column_has_a_chinese_and_an_english_heading(mapping: Mapping) -> None:
    for name, column in mapping.columns.items():
        assert any(re.search(r"[\u4e00-\u9fff]", each) for each in column.headings), name
        assert any(each.isascii() for each in column.headings), name
    assert mapping.about and mapping.about.zh and mapping.about.en


@pytest.mark.parametrize("mapping", MAPPINGS, ids=lambda each: each.name)
def test_a_sheet_with_only_the_needed_columns_is_recognised(mapping: Mapping) -> None:
    needed = [column.headings[0] for name, column in mapping.columns.items() if column.required or name in mapping.recognise]

    assert _recognised(needed, MAPPINGS) == mapping.name


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda each: each.name)
def test_the_mappings_of_an_example_register_take_no_sheet_of_a_bureau(folder: Path) -> None:
    together = read_mappings(LOADERS, folder)

    for mapping in together:
        assert _recognised(mapping.example.rows[0], together) == mapping.name


def test_every_kind_of_fact_can_be_said_by_some_sheet() -> None:
    said = {fact.kind for mapping in MAPPINGS for fact in mapping.facts}

    assert said == set(KINDS)


def test_closed_words_are_all_understood() -> None:
    assert _words(BY_NAME["duties"], "mode") == {each.name for each in MODES}
    assert _words(BY_NAME["acts"], "type") == {each.name for each in ACTS}
    assert _words(BY_NAME["appointments"], "manner") == {each.name for each in MANNERS}
    assert _words(BY_NAME["objects"], "type") == {each.name for each in OBJECT_TYPES}


def test_a_supervisor_named_in_a_ledger_supervises_only_where_the_ledger_says_how(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("单位名称,所属镇,监管部门,监管方式\n甲厂,城关镇,应急局,\n乙厂,城关镇,应急局,行业监管\n丙厂,城关镇,属地,\n丁厂,城关镇,待定,\n", encoding="utf-8-sig")

    duties = {fact["object"]: fact["mode"] for fact in load_paths([path], MAPPINGS).batch.facts.rows("duty")}

    assert duties == {"object:甲厂@城关镇": "registration", "object:乙厂@城关镇": "industry"}


def test_a_county_says_in_its_side_car_what_its_ledger_means(tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_text("单位名称,所属镇,监管部门\n甲厂,城关镇,应急局\n", encoding="gb18030")
    (tmp_path / "sources.yaml").write_text('sources:\n  - {files: "台账.csv", scope: 应急局台账, set: {usual_mode: industry}}\n', encoding="utf-8")

    loaded = load_paths([tmp_path], MAPPINGS)

    assert [(fact["mode"], fact["scope"]) for fact in loaded.batch.facts.rows("duty")] == [("industry", "应急局台账")]


def test_a_post_whose_holder_is_not_named_is_unknown_and_not_vacant(tmp_path: Path) -> None:
    path = tmp_path / "任职.csv"
    path.write_text("单位,职务,姓名,任职方式\n应急局,局长,,\n应急局,副局长,空缺,\n应急局,科长,,空缺\n应急局,股长,张三,\n", encoding="utf-8")

    holds = {fact["post"].partition("/")[2]: (fact["manner"], fact["person"]) for fact in load_paths([path], MAPPINGS).batch.facts.rows("holds")}

    assert holds == {"局长": ("unknown", None), "副局长": ("vacant", None), "科长": ("vacant", None), "股长": ("full", "person:张三@应急局")}


def test_two_equal_inspections_on_one_day_are_two_acts(tmp_path: Path) -> None:
    path = tmp_path / "检查.csv"
    path.write_text("检查日期,检查单位,被检查单位\n2021-03-01,应急局,甲厂\n2021-03-01,应急局,甲厂\n", encoding="utf-8")

    loaded = load_paths([path], MAPPINGS)

    assert loaded.counts.loaded == 2
    assert len({fact["key"] for fact in loaded.batch.facts.rows("act")}) == 2


def test_a_corrected_start_of_a_term_is_a_new_version_of_the_same_fact(tmp_path: Path) -> None:
    def key(day: str) -> list[str]:
        path = tmp_path / "任职.csv"
        path.write_text(f"单位,职务,姓名,任职方式,任职日期\n应急局,局长,张三,正式,{day}\n", encoding="utf-8")
        return [fact["key"] for fact in load_paths([path], MAPPINGS).batch.facts.rows("holds")]

    assert key("2019-01-20") == key("2019-02-20")


def test_an_object_in_two_towns_without_a_code_is_one_object_that_stands_in_both(tmp_path):
    (tmp_path / "台账.csv").write_text("单位名称,对象类型,所属镇（街道）,行业领域,监管部门\n跨镇采石场,企业,城关镇、河口乡,非煤矿山、运输,应急局/交通局\n", "utf-8")

    loaded = load_paths([tmp_path / "台账.csv"], read_mappings(shipped("loaders")))

    [object_id] = [fact["id"] for fact in loaded.batch.facts.rows("object")]
    assert {(fact["object"], fact["territory"]) for fact in loaded.batch.facts.rows("at")} == {(object_id, "territory:城关镇"), (object_id, "territory:河口乡")}
    assert {fact["object"] for kind in ("in_sector", "duty") for fact in loaded.batch.facts.rows(kind)} == {object_id}
