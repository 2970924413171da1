"""Answers as files: workbooks and pictures, written whole or not at all."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET

import openpyxl


def test_an_ask_as_a_workbook_has_the_rows_of_the_answer(run, seeded, tmp_path):
    ran = run("ask", "unsupervised", "--store", seeded, "--format", "xlsx", "--output", "a.xlsx")
    count = json.loads(run("ask", "unsupervised", "--store", seeded, "--format", "json").out)["count"]

    assert ran.code == 0 and ran.out == ""
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row == count + 1


def test_coverage_and_a_chain_as_workbooks(run, seeded, tmp_path):
    assert run("coverage", "--by", "territory,sector", "--store", seeded, "--format", "xlsx", "-o", "c.xlsx").code == 0
    assert run("trace", "霁川源达化工有限公司", "--store", seeded, "--format", "xlsx", "-o", "t.xlsx").code == 0

    assert openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0].max_row > 100
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["B1"].value == "lines"


def test_a_chain_as_a_picture_is_printed_or_written(run, seeded, tmp_path):
    printed = run("trace", "霁川源达化工有限公司", "--store", seeded, "--format", "svg")
    run("trace", "霁川源达化工有限公司", "--store", seeded, "--format", "svg", "-o", "chain.svg")

    ET.parse(io.StringIO(printed.out.partition("?>")[2]))
    assert (tmp_path / "chain.svg").read_text("utf-8") == printed.out


def test_a_workbook_is_not_printed(run, seeded):
    ran = run("ask", "unsupervised", "--store", seeded, "--format", "xlsx")

    assert ran.code == 2 and "--output" in ran.err


def test_a_file_that_cannot_be_written_is_one_clear_line_and_leaves_nothing(run, seeded, tmp_path):
    ran = run("ask", "unsupervised", "--store", seeded, "-o", tmp_path / "no" / "such" / "folder.txt")

    assert ran.code == 1 and "folder" in ran.err
    assert list(tmp_path.iterdir()) == []
