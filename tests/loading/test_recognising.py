"""A sheet is recognised by its headings; nothing is dropped silently and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutygraph.errors import SourceError
from dutygraph.loading import load_paths

from .forms import csv_sheet, ledger, load_text

GOOD = "单位名称,所属镇\n红星采石场,城关镇\n"


def test_english_headings_say_the_same(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "name,township,risk\nRed Star,Chengguan,RED\n")
    fact = next(loaded.batch.facts.rows("object"))
    assert (fact["id"], fact["risk"]) == ("object:Red Star@Chengguan", "red")


def test_an_unknown_column_refuses_the_load_and_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        load_text(tmp_path, "单位名称,所属镇,血型,爱好\n红星采石场,城关镇,A,棋\n")
    assert "血型, 爱好" in caught.value.message and "ignored" in caught.value.advice


def test_a_column_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="twice"):
        load_text(tmp_path, "单位名称,所属镇,单位名称\n甲,乙,丙\n")


def test_a_missing_required_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="needs columns that are not there: 所属镇"):
        load_text(tmp_path, "单位名称,风险等级\n甲,红\n", ("recognise: [name, town]", "recognise: [name]"))


def test_the_mapping_that_knows_more_columns_wins_and_a_tie_is_an_error_naming_both(tmp_path: Path) -> None:
    wide, narrow = ledger(tmp_path), ledger(tmp_path, ("name: ledger\n", "name: other\n"), ("[风险等级, risk]", "[危险度]"), name="other.yaml")
    sheet = csv_sheet(tmp_path, "单位名称,所属镇,风险等级\n甲,乙,红\n")
    assert load_paths([sheet], [narrow, wide]).sheets[0].mapping == "ledger"
    with pytest.raises(SourceError, match="fits two mappings alike: other and ledger"):
        load_paths([csv_sheet(tmp_path, GOOD)], [narrow, wide])


def test_a_side_car_settles_a_tie(tmp_path: Path) -> None:
    wide, narrow = ledger(tmp_path), ledger(tmp_path, ("name: ledger\n", "name: other\n"), name="other.yaml")
    csv_sheet(tmp_path / "in", GOOD)
    (tmp_path / "in" / "sources.yaml").write_text("sources: [{files: '*.csv', mapping: other}]", "utf-8")
    assert load_paths([tmp_path / "in"], [narrow, wide]).sheets[0].mapping == "other"


def test_a_stranger_in_a_folder_is_listed_and_one_that_was_named_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    csv_sheet(folder, GOOD)
    stranger = csv_sheet(folder, "姓名,血型\n张三,A\n", "别的.csv")
    csv_sheet(folder, "readme", "说明.txt")
    csv_sheet(folder, "x", ".hidden.csv")
    loaded = load_paths([folder], [ledger(tmp_path)])
    assert [(each.file, each.why.split(" (")[0]) for each in loaded.unrecognised] == [("说明.txt", "不是表格 not a table"), ("别的.csv", "没有映射适合其表头 no mapping fits its headings")]
    with pytest.raises(SourceError, match="no sheet of it is recognised"):
        load_paths([stranger], [ledger(tmp_path)])
    with pytest.raises(SourceError, match="is not a table"):
        load_paths([folder / "说明.txt"], [ledger(tmp_path)])


def test_every_fault_of_every_file_is_said_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    csv_sheet(folder, GOOD + "x")
    csv_sheet(folder, "单位名称,所属镇,血型\n甲,乙,A\n", "一.csv")
    csv_sheet(folder, "", "二.csv")
    with pytest.raises(SourceError) as caught:
        load_paths([folder, tmp_path / "nowhere"], [ledger(tmp_path)])
    text = str(caught.value)
    assert "3 faults, nothing was loaded" in text and "血型" in text and "二.csv: is empty" in text and "does not exist" in text


def test_an_empty_folder_and_a_folder_of_strangers_are_errors(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(SourceError, match="is an empty folder"):
        load_paths([tmp_path / "in"], [ledger(tmp_path)])
    csv_sheet(tmp_path / "in", "姓名\n张三\n")
    with pytest.raises(SourceError, match="nothing to load was found"):
        load_paths([tmp_path / "in"], [ledger(tmp_path)])


def test_a_file_named_twice_is_loaded_once(tmp_path: Path) -> None:
    csv_sheet(tmp_path / "in", GOOD)
    loaded = load_paths([tmp_path / "in", tmp_path / "in" / "台账.csv"], [ledger(tmp_path)])
    assert loaded.counts.rows == 1
