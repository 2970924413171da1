"""Cells: what cannot be read is refused with a reason and advice; nothing is repaired."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dutygraph.loading import load_paths

from .forms import codes, ledger, load_text, workbook

HEAD = "单位名称,所属镇,统一社会信用代码\n"


@pytest.mark.parametrize(("written", "code"), [
    ("9.14413E+17", "scientific"), ("9114413007385676XX", "credit-check"), ("911101O9MA020N0E6X", "credit-form"), ("91110109MA020N0E6", "credit-form"), ("#N/A", "excel-error"),
])
def test_a_wrong_credit_code_rejects_the_row(tmp_path: Path, written: str, code: str) -> None:
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关镇,{written}\n乙厂,城关镇,91110109ma020n0e6x\n")
    assert (loaded.counts.rejected, loaded.counts.loaded) == (1, 1) and codes(loaded) == [code]
    assert loaded.rejected[0].place.row == 2 and loaded.rejected[0].reasons[0].advice_en
    assert [fact["id"] for fact in loaded.batch.facts.rows("object")] == ["object:91110109MA020N0E6X"]


def test_a_numeric_cell_of_more_than_15_digits_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["单位名称", "所属镇", "统一社会信用代码"], ["甲厂", "城关镇", 911101096932466350], ["乙厂", "城关镇", 123456789012345678.0]])
    loaded = load_paths([path], [ledger(tmp_path)])
    assert loaded.counts.rejected == 2 and set(codes(loaded)) == {"number-too-long"}


@pytest.mark.parametrize(("written", "code"), [("无", None), ("", None), ("办理中", "placeholder-code"), ("0", "placeholder-code"),
    ("djb0012", "placeholder-code"), ("1" * 18, "placeholder-code"),
                                               ("370883200012345", "old-code"), ("69324663-5", "old-code")])
def test_a_placeholder_or_an_older_number_is_no_code_and_no_reason_to_lose_the_row(tmp_path: Path, written: str, code: str | None) -> None:
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关镇,{written}\n")
    assert next(loaded.batch.facts.rows("object"))["id"] == "object:甲厂@城关镇" and codes(loaded) == ([code] if code else [])


@pytest.mark.parametrize(("written", "value", "code"), [("43人", 43, None), ("1,300", 1300, None), ("约1300余人", 1300, "approximate"), ("４３", 43, None)])
def test_numbers_lose_their_unit_and_keep_their_doubt(tmp_path: Path, written: str, value: int, code: str | None) -> None:
    loaded = load_text(tmp_path, f'单位名称,所属镇,从业人员\n甲厂,城关镇,"{written}"\n')
    assert next(loaded.batch.facts.rows("object"))["size"] == str(value) and codes(loaded) == ([code] if code else [])


@pytest.mark.parametrize(("heading", "written", "code"), [
    ("从业人员", "若干", "not-a-number"), ("从业人员", "3.5", "not-whole"), ("风险等级", "紫", "not-a-choice"), ("登记日期", "9月15日", "no-year"),
    ("登记日期", "去年", "not-a-date"), ("单位名称", "", "required"),
])
def test_what_is_not_understood_rejects_the_row(tmp_path: Path, heading: str, written: str, code: str) -> None:
    row = {"单位名称": "甲厂", "所属镇": "城关镇", heading: written}
    loaded = load_text(tmp_path, f"{','.join(row)}\n{','.join(row.values())}\n乙厂,城关镇{',' * (len(row) - 2)}\n")
    assert codes(loaded) == [code] and loaded.counts.rejected == 1 and loaded.counts.loaded == 1


def test_all_reasons_of_a_row_are_said(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "单位名称,所属镇,风险等级,登记日期\n,城关镇,紫,去年\n")
    assert sorted(codes(loaded)) == ["not-a-choice", "not-a-date", "required"] and loaded.counts.rejected == 1


def test_a_word_outside_the_values_may_be_kept_out_instead(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "单位名称,所属镇,风险等级\n甲厂,城关镇,紫\n", ("type: choice,", "type: choice, otherwise: blank,"))
    assert codes(loaded) == ["unknown-word"] and next(loaded.batch.facts.rows("object"))["risk"] is None


def test_a_placeholder_date_is_unknown_with_a_problem(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "单位名称,所属镇,登记日期,注销日期\n甲厂,城关镇,1900-01-01,9999-12-31\n乙厂,城关镇,2014,至今\n")
    first, second = loaded.batch.facts.rows("object")
    assert (first["since"], first["until"], first["end"]) == (None, None, "unknown") and codes(loaded) == ["sentinel", "sentinel"]
    assert (second["since"], second["precision"], second["end"]) == (date(2014, 1, 1), "year", "open")


def test_lists_are_split_and_said_once(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, '单位名称,所属镇,行业领域\n甲厂,城关镇,"危化、运输；危化,/ 无"\n')
    assert [fact["sector"] for fact in loaded.batch.facts.rows("in_sector")] == ["sector:危化", "sector:运输"]


def test_a_csv_of_merged_cells_may_fill_down(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "单位名称,所属镇\n甲厂,城关镇\n乙厂,\n丙厂,/\n", ("required: true}\n  sectors", "fill_down: true}\n  sectors"),
        ('"{code|name@town}"\ncolumns', '"{name}"\ncolumns'),
                       ('id: "{code|name@town}"', 'id: "{name}"'), ('object: "{code|name@town}", territory: "{town}"', "object: \"{name}\", territory: \"{town|'不详'}\""))
    assert [fact["territory"] for fact in loaded.batch.facts.rows("at")] == ["territory:城关镇", "territory:城关镇", "territory:不详"]


@pytest.mark.parametrize("hostile", ["=cmd|' /C calc'!A0", "红\x00星", "红\u202e星", "x" * 10_000, "'; DROP TABLE x; --", "<script>alert(1)</script>",
    "{name}", "../../etc/passwd", "\U0001f600", "\ud7ff"])
def test_hostile_text_goes_through_as_text(tmp_path: Path, hostile: str) -> None:
    loaded = load_text(tmp_path, f'单位名称,所属镇\n"{hostile}",城关镇\n')
    assert loaded.counts.loaded == 1
    assert next(loaded.batch.facts.rows("object"))["name"] == hostile.replace("\x00", "").replace("\u202e", "")
    assert codes(loaded) == (["hidden-characters"] if "\x00" in hostile or "\u202e" in hostile else [])
