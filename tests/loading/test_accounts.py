"""Every row is loaded, merged, rejected or ignored; one key says one thing; a source says what it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dutygraph.errors import SourceError
from dutygraph.loading import Loaded, load_paths, write_rejected

from .forms import codes, csv_sheet, ledger, load_text

HEAD = "单位名称,所属镇,风险等级\n"


def adds_up(loaded: Loaded) -> bool:
    return all(c.rows == c.loaded + c.merged + c.rejected + c.ignored and min(c.loaded, c.merged, c.rejected, c.ignored) >= 0 for c in (each.counts for each in loaded.sheets))


def test_the_same_row_again_is_merged_and_another_content_is_rejected_naming_the_first(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关镇,红\n甲厂,城关镇,红\n甲 厂,城关镇,蓝\n")
    assert (loaded.counts.loaded, loaded.counts.merged, loaded.counts.rejected) == (1, 1, 1)
    assert codes(loaded) == ["contradiction"] and "row 2" in loaded.rejected[0].reasons[0].en
    assert next(loaded.batch.facts.rows("object"))["risk"] == "red"


def test_what_a_rejected_row_said_first_is_said_by_the_next_row(tmp_path: Path) -> None:
    body = "  - kind: body\n    key: \"={town}\"\n    set: {id: \"{town}\", name: \"{town}\", type: government}\nexample:"
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关镇,红\n甲厂,城关镇,蓝\n乙厂,新镇,红\n乙厂,新镇,蓝\n丙厂,新镇,红\n", ("example:", body))
    assert [fact["row"] for fact in loaded.batch.facts.rows("body")] == [2, 4]
    assert loaded.counts.rejected == 2 and loaded.counts.loaded == 3


def test_a_shared_fact_does_not_make_its_row_a_repeat(tmp_path: Path) -> None:
    body = "  - kind: body\n    key: \"={town}\"\n    set: {id: \"{town}\", name: \"{town}\", type: government}\nexample:"
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关镇,红\n乙厂,城关镇,红\n", ("example:", body))
    assert loaded.counts.loaded == 2 and loaded.batch.facts.table("body").num_rows == 1


def test_rows_of_a_log_may_be_numbered_instead_of_merged(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关镇,红\n甲厂,城关镇,红\n", ("recognise:", "repeats: number\nrecognise:"))
    assert [fact["key"] for fact in loaded.batch.facts.rows("object")] == ["甲厂@城关镇", "甲厂@城关镇~2"] and loaded.counts.loaded == 2


def test_what_the_mapping_states_itself_comes_once_for_each_source(tmp_path: Path) -> None:
    always = "always:\n  - {kind: sector, key: always/danger, set: {id: sector:危化, name: 危化}}\nfacts:"
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关镇,红\n乙厂,城关镇,红\n", ("facts:\n  - kind: object", f"{always}\n  - kind: object"))
    sectors = list(loaded.batch.facts.rows("sector"))
    assert len(sectors) == 1 and (sectors[0]["file"], sectors[0]["row"]) == ("ledger.yaml", None) and loaded.counts.loaded == 2


def test_a_table_may_refuse_what_it_does_not_know(tmp_path: Path) -> None:
    tables = "tables:\n  towns: {rows: {城关: 城关镇}, otherwise: same}\n  codes: {rows: {城关镇: T1}, otherwise: reject}\nfacts:\n  - kind: object"
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关,红\n乙厂,远方,红\n", ("facts:\n  - kind: object", tables), ('territory: "{town}"', 'territory: "{town>towns>codes}"'))
    assert [fact["territory"] for fact in loaded.batch.facts.rows("at")] == ["territory:T1"]
    assert "not-in-table" in codes(loaded) and loaded.rejected[0].place.row == 3


def test_a_period_that_ends_before_it_starts_is_rejected(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "单位名称,所属镇,登记日期,注销日期\n甲厂,城关镇,2015,2014-06\n")
    assert set(codes(loaded)) == {"reversed"} and loaded.counts.rejected == 1


def test_a_side_car_says_what_the_files_are(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    csv_sheet(folder, f"{HEAD}甲厂,城关镇,红\n")
    csv_sheet(folder / "更多", f"{HEAD}乙厂,城关镇,红\n", "二.csv")
    (folder / "sources.yaml").write_text("sources:\n  - {files: 台账.csv, scope: 应急局台账, received: 2026-03-01, complete: true, independent: true, synthetic: true}\n", "utf-8")
    first, second = sorted(load_paths([folder], [ledger(tmp_path)]).batch.deliveries, key=lambda each: each.scope == "ledger:二")
    assert (first.scope, first.received, first.complete, first.independent, first.synthetic, first.files) == ("应急局台账", date(2026, 3, 1), True, True, True, ("台账.csv",))
    assert (second.scope, second.received, second.complete) == ("ledger:二", None, False)


def test_the_caller_wins_over_a_side_car(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    csv_sheet(folder, f"{HEAD}甲厂,城关镇,红\n")
    (folder / "sources.yaml").write_text("sources: [{files: '*', scope: a, received: 2026-03-01}]", "utf-8")
    delivery, = load_paths([folder], [ledger(tmp_path)], source="b", received=date(2026, 4, 1), complete=True).batch.deliveries
    assert (delivery.scope, delivery.received, delivery.complete) == ("b", date(2026, 4, 1), True)


def test_a_wrong_side_car_is_an_error_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    csv_sheet(folder, f"{HEAD}甲厂,城关镇,红\n")
    for text, said in (("sources: [{files: '*', colour: red}]", "colour"), ("sources: [{files: '*', mapping: nothing}]", "nothing"),
        ("sources: [{files: '*', set: {county: x}}]", "county")):
        (folder / "sources.yaml").write_text(text, "utf-8")
        with pytest.raises(SourceError, match=said) as caught:
            load_paths([folder], [ledger(tmp_path)])
        assert "sources.yaml" in caught.value.where


def test_a_pattern_that_fits_no_table_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    csv_sheet(folder, f"{HEAD}甲厂,城关镇,红\n")
    (folder / "sources.yaml").write_text("sources: [{files: '台帐.csv', complete: true}]", "utf-8")
    assert codes(load_paths([folder], [ledger(tmp_path)])) == ["idle-source"]


def test_parameters_are_set_for_a_county(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    csv_sheet(folder, f"{HEAD}甲厂,城关镇,红\n")
    mapping = ledger(tmp_path, ("recognise:", "parameters: {county: 某县}\nrecognise:"), ('territory: "{town}"', 'territory: "{county}{town}"'))
    assert next(load_paths([folder], [mapping]).batch.facts.rows("at"))["territory"] == "territory:某县城关镇"
    (folder / "sources.yaml").write_text("sources: [{files: '*', set: {county: 云岭县}}]", "utf-8")
    assert next(load_paths([folder], [mapping]).batch.facts.rows("at"))["territory"] == "territory:云岭县城关镇"


def test_a_complete_list_with_rejected_rows_ends_nothing(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, f"{HEAD}甲厂,城关镇,红\n乙厂,城关镇,紫\n", complete=True)
    assert not loaded.batch.deliveries[0].complete and "incomplete-delivery" in codes(loaded)


def test_rejected_rows_are_written_with_reasons_and_cannot_run(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, f"{HEAD}\"=HYPERLINK(\"\"http://x\"\")\",城关镇,紫\n乙\x00厂,城关镇,紫\n甲厂,城关镇,红\n")
    target = tmp_path / "退回.xlsx"
    write_rejected(loaded, target)
    page = load_workbook(target).worksheets[0]
    assert [cell.value for cell in page[1]][:5] == ["文件 file", "行 row", "退回原因 reason", "如何改正 advice", "单位名称"]
    assert page["B2"].value == 2 and "紫" in page["C2"].value and page["E2"].value == "'=HYPERLINK(\"http://x\")" and page["E2"].data_type == "s"
    assert page["E3"].value == "乙�厂" and page.max_row == 3


def test_a_place_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, f"{HEAD}乙厂,城关镇,紫\n")
    with pytest.raises(SourceError, match="cannot be written"):
        write_rejected(loaded, tmp_path / "nowhere" / "退回.xlsx")


cell = st.one_of(st.sampled_from(["甲厂", "乙厂", "城关镇", "红", "紫", "", "合计", "无", "注：", "2014",
    "单位名称"]), st.text(st.characters(exclude_categories=["Cs"]), max_size=6))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(cell, cell, cell, cell), min_size=1, max_size=12))
def test_any_sheet_adds_up(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    lines = "".join(",".join('"' + each.replace('"', '""') + '"' for each in row) + "\n" for row in rows)
    loaded = load_text(tmp_path, "单位名称,所属镇,风险等级,登记日期\n" + lines)
    assert adds_up(loaded) and len(loaded.rejected) == loaded.counts.rejected
    said = {fact["row"] for fact in loaded.batch.facts.rows()}
    assert not said & {each.place.row for each in loaded.rejected}
    assert len(said) >= loaded.counts.loaded
