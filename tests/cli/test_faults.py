"""What goes wrong says where and what to do, with the documented exit code, and never with a traceback."""

import json

import openpyxl
import pytest

from dutygraph.seed import sheets


@pytest.mark.parametrize("args, code, says", [
    (["ask", "unsupervized"], 1, "unsupervised"),
    (["ask", "unsupervised", "--set", "kind=x"], 2, "kinds"),
    (["ask", "unsupervised", "--set", "kinds"], 2, "key=value"),
    (["ask", "unsupervised", "--as-of", "2016-13-01"], 2, "YYYY-MM-DD"),
    (["ask", "nominal", "--set", "sector=没有的领域"], 1, "没有的领域"),
    (["trace", "没有这家企业"], 1, "没有这家企业"),
    (["explain", "没有这家企业"], 1, "没有这家企业"),
    (["coverage", "--by", "colour"], 2, "territory"),
    (["retract", "L9999-00000000"], 1, "L9999"),
    (["coverage", "--rules", "/no/such/folder"], 1, "/no/such/folder"),
])
def test_a_wrong_question_gets_one_clear_line(run, seeded, args, code, says):
    ran = run(*args, "--store", seeded)

    assert ran.code == code
    assert ran.out == ""
    assert ran.err.startswith("dutygraph: ") and says in ran.err and ran.err.count("\n") == 1


def test_a_missing_argument_is_a_usage_error(run):
    assert run("load").code == 2
    assert run("trace").code == 2
    assert run("no-such-command").code == 2


def test_a_missing_file_is_named(run, tmp_path):
    ran = run("load", tmp_path / "gone.csv", "--store", tmp_path / "s")

    assert ran.code == 1 and "gone.csv" in ran.err


def test_a_broken_workbook_is_named_and_nothing_is_loaded(run, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")

    ran = run("load", tmp_path / "broken.xlsx", "--store", tmp_path / "s")

    assert ran.code == 1 and "broken.xlsx" in ran.err
    assert run("loads", "--store", tmp_path / "s").out == ""


def test_a_sheet_that_no_mapping_fits_is_an_error_by_name_and_a_line_in_a_folder(run, tmp_path):
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "menu.csv").write_text("菜名,价格\n回锅肉,38\n", "utf-8")
    (folder / "行政区划.csv").write_bytes(next(sheets().glob("行政区划*.csv")).read_bytes())

    named = run("load", folder / "menu.csv", "--store", tmp_path / "s")
    in_folder = run("load", folder, "--store", tmp_path / "s")

    assert named.code == 1 and "menu.csv" in named.err
    assert in_folder.code == 0 and "menu.csv" in in_folder.out


def test_a_folder_that_is_no_store_is_not_touched(run, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine")

    ran = run("load", sheets(), "--store", tmp_path / "thesis")

    assert ran.code == 1
    assert [each.name for each in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]


def test_a_store_of_a_newer_version_is_refused(run, seeded, tmp_path):
    newer = tmp_path / "newer"
    newer.mkdir()
    manifest = json.loads((seeded / "manifest.json").read_text("utf-8"))
    key = next(name for name in manifest if name in {"format", "version"})
    manifest[key] = 999
    (newer / "manifest.json").write_text(json.dumps(manifest), "utf-8")

    ran = run("loads", "--store", newer)

    assert ran.code == 1 and "newer" in ran.err


def test_rejected_rows_alone_do_not_fail_a_load_and_come_back_with_reasons(run, tmp_path):
    ran = run("load", sheets(), "--store", tmp_path / "s", "--rejected", tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]

    assert ran.code == 0
    assert any("校验位" in str(cell) for cell in cells)


def test_loading_the_same_sheets_again_makes_no_new_load(run, tmp_path):
    run("load", sheets(), "--store", tmp_path / "s")
    first = run("loads", "--store", tmp_path / "s").out

    again = run("load", sheets(), "--store", tmp_path / "s")

    assert again.code == 0
    assert run("loads", "--store", tmp_path / "s").out == first


def test_a_load_can_be_taken_back(run, tmp_path):
    run("load", sheets(), "--store", tmp_path / "s")
    load_id = run("loads", "--store", tmp_path / "s").out.split()[0]

    taken = run("retract", load_id, "--store", tmp_path / "s")
    after = json.loads(run("ask", "unsupervised", "--store", tmp_path / "s", "--format", "json").out)

    assert taken.code == 0
    assert after["out_of"] == 0
    assert "retracted" in run("loads", "--store", tmp_path / "s").out


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "a\u202eb", "'; DROP TABLE x; --", "{{7*7}}", "../../etc/passwd", "长" * 10_000, "a\x00b"])
def test_hostile_names_are_answered_as_text(run, seeded, text):
    ran = run("trace", text, "--store", seeded)

    assert ran.code == 1
    assert ran.err.count("\n") == 1


def test_a_blank_template_of_every_kind_is_recognised_as_that_kind(run, tmp_path):
    names = [line.split()[0] for line in run("template").out.splitlines()]

    for name in names:
        assert run("template", name, "-o", tmp_path / f"{name}.xlsx").code == 0

    ran = run("load", *(tmp_path / f"{name}.xlsx" for name in names), "--store", tmp_path / "s")
    assert ran.code == 0, ran.err
    assert len(names) >= 20
