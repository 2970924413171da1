"""Lists and the matrix as workbooks and CSV: the same rows, nothing that runs, nothing lost, and what the figures rest on."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.picture.conftest import HOSTILE

import dutygraph
from dutygraph.report import Column, Table, chain_table, coverage_table, findings_table, list_csv, matrix_workbook, objects_table, table_workbook, workbook
from dutygraph.report.lists import about, columns_of, plain_value
from dutygraph.report.xlsx import HEAT, LONGEST

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"
META: dict[str, Any] = {"as_of": "2019-03-01", "known_at": None, "data_version": "d", "rules_version": "r", "completeness": {"register": "unknown"}, "parameters": {}}
SYNTHETIC = {**META, "completeness": {"register": "unknown", "synthetic": ["x"]}}


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with dutygraph.open(str(tmp_path_factory.mktemp("golden") / "store")) as opened:
        opened.load(GOLDEN)
        yield opened.on("2019-03-01")


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def written(data: bytes) -> str:
    """All XML of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "\n".join(book.read(name).decode("utf-8") for name in book.namelist())


def test_any_list_has_its_rows_a_frozen_head_filters_and_a_sheet_on_what_it_rests(day: Any) -> None:
    found = day.ask("unsupervised").as_dict()
    book = opened(table_workbook(findings_table(found)))
    sheet = book.worksheets[0]

    assert sheet.max_row == found["count"] + 1
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:")
    assert [row[0] for row in rows(sheet)[1:]] == [each["subject"] for each in found["findings"]]
    said = dict(row[:2] for row in rows(book["说明"]))
    assert said["时点"] == "2019-03-01" and said["数据版本"] == found["meta"]["data_version"] and said["本表行数"] == found["count"]
    assert said["总数（分母）"].startswith(str(found["out_of"])) and said["说明"] == "以上是线索，不是结论。"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_and_the_csv_have_the_same_rows(day: Any, lang: str) -> None:
    for table in (
            findings_table(day.ask("vacancies").as_dict(), lang), objects_table(day.objects(limit=500).as_dict(), lang), chain_table(day.trace("红岩采石场").as_dict(), lang),
            coverage_table(day.coverage().as_dict(("territory", "sector")), lang), coverage_table(day.coverage().as_dict(), lang)):
        sheet = rows(opened(table_workbook(table, lang)).worksheets[0])
        lines = list(csv.reader(io.StringIO(list_csv(table, lang).decode("utf-8-sig"))))
        assert [[str(cell) if cell is not None else "" for cell in row] for row in sheet] == [[cell.removeprefix("'") for cell in line] for line in lines]


def test_synthetic_data_say_so_in_every_row_on_paper_and_on_the_sheet_of_their_origin() -> None:
    data = workbook("t", SYNTHETIC, [("a", "甲", "a")], [["x"], ["y"]])
    book = opened(data)

    assert [row[-1] for row in rows(book.worksheets[0])] == ["synthetic", "yes", "yes"]
    assert "模拟数据" in dict(row[:2] for row in rows(book["说明"]))
    assert "模拟数据" in book.worksheets[0].oddHeader.left.text
    assert list_csv(Table("t", SYNTHETIC, columns_of([("a", "甲", "a")]), ({"a": 1},))).decode("utf-8-sig").splitlines()[1].endswith(",yes")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    data = workbook(text, META, [("a", text, text), ("b", "乙", "b")], [[text, {"id": text, "kind": "body", "name": text}]], notes=[text], filters={"q": text})
    xml, book = written(data), opened(data)

    assert "<f>" not in xml and "<f " not in xml and "<hyperlink " not in xml
    assert all(cell.data_type in ("s", "n") for sheet in book for row in sheet.rows for cell in row)
    value = book.worksheets[0]["A2"].value
    shown = " ".join(plain_value(text).split())
    assert value == shown or value.startswith(shown[:LONGEST])


def test_a_control_character_leaves_a_visible_mark() -> None:
    assert opened(workbook("t", META, [("a", "a", "a")], [["x\x00y"]])).worksheets[0]["A2"].value == "x\ufffdy"


def test_what_does_not_fit_a_cell_is_cut_and_says_how_long_it_was() -> None:
    value = opened(workbook("t", META, [("a", "a", "a")], [["长" * 40_000]])).worksheets[0]["A2"].value

    assert value.startswith("长" * 100) and value.endswith("(40000)") and len(value) < 32_767


def test_numbers_are_numbers_days_are_days_and_codes_stay_strings() -> None:
    columns = [Column("n", "数", "n", "number"), Column("d", "日", "d", "date"), Column("c", "码", "c"), Column("f", "是否", "f", "flag"), Column("old", "旧", "old", "date")]
    sheet = opened(workbook("t", META, columns, [[12.5, "2019-03-01", "91510000600037341X", True, "1850-01-01"], [3, None, "110101199001011234", False, "2019-03"]])).worksheets[0]

    assert sheet["A2"].value == 12.5 and sheet["B2"].is_date and sheet["C3"].value == "110101199001011234" and sheet["D2"].value == "是"
    assert sheet["E2"].value == "1850-01-01" and sheet["E3"].value == "2019-03"


def test_a_node_in_a_cell_links_to_its_page_where_there_is_one() -> None:
    node = {"id": "body:x", "kind": "body", "name": "甲局"}
    sheet = opened(workbook("t", META, [("a", "a", "a")], [[node]], link=lambda id_: f"http://127.0.0.1:8000/nodes/{id_}")).worksheets[0]

    assert sheet["A2"].value == "甲局" and sheet["A2"].hyperlink.target == "http://127.0.0.1:8000/nodes/body:x"


def test_the_same_answer_gives_the_same_bytes(day: Any) -> None:
    table = findings_table(day.ask("unsupervised").as_dict())

    assert table_workbook(table) == table_workbook(table)


def test_more_rows_than_a_sheet_takes_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dutygraph.report.xlsx.MOST_ROWS", 10)
    book = opened(workbook("t", META, [("a", "a", "a")], [[each] for each in range(25)]))

    assert [sheet.max_row for sheet in book.worksheets] == [11, 11, 6, len(about(Table("t", META, (), ())))]


def test_a_list_without_rows_is_a_list() -> None:
    assert rows(opened(workbook("t", META, [("a", "甲", "a")], [])).worksheets[0]) == [["甲"]]


def test_a_csv_cell_gives_back_its_text_when_one_apostrophe_is_taken_away() -> None:
    texts = [*(each for each in HOSTILE if len(each) < 100), "+1", "-5", "@x", "'quoted'", "''", "＝1", "plain", "7", "a'b"]
    table = Table("t", META, columns_of([("a", "a", "a")]), tuple({"a": each} for each in texts))
    cells = [row[0] for row in csv.reader(io.StringIO(list_csv(table).decode("utf-8-sig")))][1:]

    assert [cell.removeprefix("'") for cell in cells] == [plain_value(each) for each in texts]
    assert not any(cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")) for cell in cells)


def test_a_csv_begins_with_the_mark_that_spreadsheets_need(day: Any) -> None:
    assert list_csv(objects_table(day.objects().as_dict())).startswith(b"\xef\xbb\xbf")


# the matrix


def test_the_matrix_has_a_cell_for_each_pair_and_its_sums(day: Any) -> None:
    said = day.matrix().as_dict()
    book = opened(matrix_workbook(said))
    sheet, values = rows(book.worksheets[0]), rows(book.worksheets[1])[1:]

    assert len(sheet) == len(said["rows"]) + 2 and len(sheet[0]) == len(said["columns"]) + 2
    assert [row[0] for row in sheet[1:-1]] == [row["name"] for row in said["rows"]]
    assert sum(row[4] for row in values) == sum(cell["value"] for row in said["rows"] for cell in row["cells"] if cell)
    assert sheet[-1][-1] == f"{said['total']['value']}/{said['total']['objects']}"


def test_the_matrix_has_the_colours_and_links_of_the_page(day: Any) -> None:
    said = day.matrix(measure="objects").as_dict()
    sheet = opened(matrix_workbook(said, "en", link=lambda words: "http://127.0.0.1:8000/objects?" + "&".join(f"{key}={value}" for key, value in words.items()))).worksheets[0]
    place, row = next((at, row) for at, row in enumerate(said["rows"], 2) if any(cell and cell["value"] for cell in row["cells"]))
    at, cell = next((at, cell) for at, cell in enumerate(row["cells"], 2) if cell and cell["value"])
    found = sheet.cell(place, at)

    assert found.hyperlink.target.startswith("http://127.0.0.1:8000/objects?") and found.value == f"{cell['value']}/{cell['objects']}"
    assert found.fill.start_color.rgb.endswith(HEAT[1 + min(4, int(5 * cell["value"] / cell["objects"]))][1:])
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_in_the_matrix_stay_text(day: Any, text: str) -> None:
    said = day.matrix().as_dict()
    said = {**said, "rows": [{**row, "name": text} for row in said["rows"]], "columns": [{**column, "name": text} for column in said["columns"]]}
    data = matrix_workbook(said)

    assert "<f>" not in written(data) and opened(data).worksheets[0].max_row == len(said["rows"]) + 2
