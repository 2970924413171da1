"""Files as bureaus send them: encodings, merged cells, two header rows, title rows, hidden sheets, real row numbers."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dutygraph.errors import SourceError
from dutygraph.loading import load_paths

from .forms import codes, csv_sheet, ledger, load_text, workbook

TEXT = "单位名称,所属镇,登记日期\n红星采石场,城关镇,2014.9\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    loaded = load_paths([csv_sheet(tmp_path, TEXT, encoding=encoding)], [ledger(tmp_path)])
    fact = next(loaded.batch.facts.rows("object"))
    assert (fact["id"], fact["since"], fact["precision"]) == ("object:红星采石场@城关镇", date(2014, 9, 1), "month")


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_the_mark_between_cells_is_found(tmp_path: Path, mark: str) -> None:
    assert load_text(tmp_path, TEXT.replace(",", mark)).counts.loaded == 1


def test_title_rows_are_skipped_and_row_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["云岭县台账（模拟数据）", None, None], [None, None, None], ["序号", "单位名称*", "所属 镇"], [1, "甲厂",
        "城关镇"], [None, None, None], [2, "乙厂", "城关镇"]], merge=["A1:C1"])
    loaded = load_paths([path], [ledger(tmp_path)])
    assert [fact["row"] for fact in loaded.batch.facts.rows("object")] == [4, 6]
    assert (loaded.counts.rows, loaded.counts.loaded, loaded.counts.ignored) == (3, 2, 1)
    assert loaded.sheets[0].ignored == (("空行 blank row", 1),)


def test_a_title_is_no_upper_half_of_the_header(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "云岭县台账（模拟数据）,,\n单位名称,所属镇,登记日期\n甲厂,城关镇,去年\n")
    assert loaded.problems[0].column == "登记日期" and loaded.rejected[0].header == ("单位名称", "所属镇", "登记日期")


def test_merged_cells_count_for_each_row_and_two_header_rows_are_told_apart(tmp_path: Path) -> None:
    path = workbook(tmp_path, [
        ["单位名称", "所属镇", "许可证", None, "标准化", None], [None, None, "许可证号", "有效期", "等级", "有效期"],
        ["甲厂", "城关镇", "A1", datetime(2027, 1, 31), "三级", "2026-12"], ["乙厂", None, "A2", "2028年", "三级", "2026"]],
        merge=["A1:A2", "B1:B2", "C1:D1", "E1:F1", "B3:B4"])
    loaded = load_paths([path], [ledger(tmp_path, ("序号: a running number", "许可证号: x, 等级: x"))])
    assert [fact["id"] for fact in loaded.batch.facts.rows("object")] == ["object:甲厂@城关镇", "object:乙厂@城关镇"]
    assert [(fact["until"], fact["precision"], fact["row"]) for fact in loaded.batch.facts.rows("licence")] == [(date(2027, 2, 1), "day", 3), (date(2029, 1, 1), "year", 4)]


def test_two_header_rows_of_a_csv_are_told_apart(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "单位名称,所属镇,许可证,\n,,许可证号,有效期\n甲厂,城关镇,A1,2027-01-31\n", ("序号: a running number", "许可证号: x"))
    assert loaded.counts.loaded == 1 and next(loaded.batch.facts.rows("licence"))["until"] == date(2027, 2, 1)


def test_a_hidden_sheet_is_listed_and_not_loaded(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["单位名称", "所属镇"], ["甲厂", "城关镇"]])
    book = load_workbook(path)
    extra = book.create_sheet("旧")
    extra.append(["单位名称", "所属镇"])
    extra.append(["乙厂", "城关镇"])
    extra.sheet_state = "hidden"
    book.create_sheet("Sheet3")
    book.save(path)
    loaded = load_paths([path], [ledger(tmp_path)])
    assert loaded.counts.loaded == 1 and codes(loaded) == ["hidden-sheet"]
    assert [(each.sheet, each.why) for each in loaded.unrecognised] == [("旧", "隐藏的工作表 hidden sheet"), ("Sheet3", "空工作表 empty sheet")]


def test_totals_notes_and_repeated_headers_are_left_out_with_their_reason(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "序号,单位名称,所属镇\n1,甲厂,城关镇\n,合 计,1\n序号,单位名称,所属镇\n2,乙厂,城关镇\n小计,,\n注：以上数据截至年底,,\n填表人：张三,,\n")
    assert dict(loaded.sheets[0].ignored) == {"合计行 subtotal": 2, "附注 note": 2, "重复表头 repeated header": 1}
    assert (loaded.counts.rows, loaded.counts.loaded, loaded.counts.ignored) == (7, 2, 5)


@pytest.mark.parametrize(("content", "said"), [
    (b"", "is empty"), (b"\xef\xbb\xbf\r\n", "is empty"), (b"PK\x03\x04rubbish", "workbook under the name of a CSV"), (b"\x80\xff\x81\xff\xff", "neither UTF-8 nor GB18030"),
])
def test_a_damaged_csv_is_one_clear_error(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "坏.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said) as caught:
        load_paths([path], [ledger(tmp_path)])
    assert "坏.csv" in caught.value.where and caught.value.advice


@pytest.mark.parametrize("content", [b"PK\x03\x04rubbish", b"no workbook at all", b"\xd0\xcf\x11\xe0" + b"x" * 600])
def test_a_damaged_workbook_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="no workbook that can be read") as caught:
        load_paths([path], [ledger(tmp_path)])
    assert "坏.xlsx" in caught.value.where and caught.value.advice


def test_a_workbook_cut_short_is_one_clear_error(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["单位名称", "所属镇"], ["甲厂", "城关镇"]])
    path.write_bytes(path.read_bytes()[:-700])
    with pytest.raises(SourceError, match="no workbook that can be read"):
        load_paths([path], [ledger(tmp_path)])
