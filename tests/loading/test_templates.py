"""The language of templates, and the blank sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dutygraph.loading import Mapping, load_paths, read_mappings, write_template
from dutygraph.loading.expressions import parse
from dutygraph.shipped import shipped
from dutygraph.text import DateRead

COLUMNS: dict[str, list[Any]] = {
    "code": ["510199101000", None], "name": ["甲", "乙"], "town": ["城关", None], "law": ["水污染防治法",
        "其他"], "day": [DateRead(date(2014, 9, 1), "month"), None], "parts": [("a", "b"), None], "#row": [2, 3]}


@pytest.mark.parametrize(("template", "values"), [
    ("{name}", ["甲", "乙"]), ("{code|name@town|name}", ["510199101000", "乙"]), ("{name@town}", ["甲@城关", None]),
    ("body:{town}政府", ["body:城关政府", None]), ("{town|'全县'}", ["城关", "全县"]),
    ("{code[:6]}", ["510199", None]), ("{parts[1]}", ["b", None]), ("{parts[5]|name}", ["甲", "乙"]), ("{code[6:9]}/{name}", ["101/甲", None]), ("{name}{town?}", ["甲城关", "乙"]), ("{law>laws}", ["water", None]),
    ("{law>laws|'none'}", ["water", "none"]),
    ("{day}-{name}", ["2014-09-甲", None]), ("{parts}/x", ["a;b/x", None]), ("{name}#{#row}", ["甲#2", "乙#3"]),
    ("constant", ["constant", "constant"]), (True, [True, True]), (None, [None, None]), ("", [None, None]),
])
def test_a_template_over_columns(template: Any, values: list[Any]) -> None:
    assert parse(template).over(COLUMNS, 2, lambda table, value: {"laws": {"水污染防治法": "water"}}[table].get(value)) == values


def test_a_column_alone_keeps_its_type() -> None:
    assert parse("{day}").over(COLUMNS, 2, lambda table, value: value) == COLUMNS["day"]


@pytest.mark.parametrize("template", ["{", "}", "{}", "{a b}", "{a|}", "{a@}", "{a[x]}", "{a>}", "a}b{", "{{a}}"])
def test_what_is_not_understood_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"understood|match"):
        parse(template)


SHIPPED = read_mappings(shipped("loaders"))


@pytest.mark.parametrize("mapping", SHIPPED, ids=lambda mapping: mapping.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_filled_blank_sheet_is_recognised_as_what_it_is(tmp_path: Path, mapping: Mapping, lang: str) -> None:
    path = tmp_path / "表.xlsx"
    write_template(mapping, path, lang=lang)
    book = load_workbook(path)
    page = book.worksheets[0]
    rows = mapping.example.rows
    assert page.max_column == len(mapping.columns) and all(cell.comment for cell in page[1])
    headings = {heading: place for place, column in enumerate(mapping.columns.values(), 1) for heading in column.headings}
    for at, row in enumerate(rows[1:], 2):
        for heading, value in zip(rows[0], row, strict=False):
            if heading in headings and value is not None:
                page.cell(at, headings[heading], value)
    book.save(path)
    loaded = load_paths([path], SHIPPED)
    assert [each.mapping for each in loaded.sheets] == [mapping.name]


def test_closed_values_are_a_drop_down(tmp_path: Path) -> None:
    from .forms import ledger

    write_template(ledger(tmp_path), tmp_path / "表.xlsx")
    rules = load_workbook(tmp_path / "表.xlsx").worksheets[0].data_validations.dataValidation
    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [("E2:E2000", '"红,蓝"')]
