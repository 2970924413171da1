"""What people mistype on the command line, and what listings and heads say of receipt."""

import pytest

TEXT = "单位名称,对象类型,所属镇（街道）,登记日期\n甲厂,企业,城关镇,2014-01-01\n"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_first_and_the_last_day_of_the_calendar_may_be_asked(run, seeded, day):
    assert run("ask", "vacancies", "--store", seeded, "--known-at", day).code == 0
    assert run("ask", "vacancies", "--store", seeded, "--as-of", day).code == 0


def test_a_store_where_nothing_is_loaded_says_so_beside_the_answer(run, tmp_path):
    ran = run("coverage", "--store", tmp_path / "typo")

    assert ran.code == 0
    assert "typo: nothing has been loaded yet" in ran.err


def test_the_listing_of_loads_says_when_a_source_was_received_and_that_it_is_complete(run, tmp_path):
    (tmp_path / "台账.csv").write_text(TEXT, "utf-8")
    run("load", tmp_path / "台账.csv", "--received", "2016-10-31", "--complete", "--store", tmp_path / "s")

    assert "objects:台账 (received 2016-10-31, complete)" in run("loads", "--store", tmp_path / "s").out


def test_english_labels_of_closed_words_are_understood_and_offered(run, tmp_path):
    (tmp_path / "ledger.csv").write_text("name,type of object,township\nShop,sole trader,Chengguan\nShed,barn,Chengguan\n", "utf-8")

    ran = run("load", tmp_path / "ledger.csv", "--store", tmp_path / "s")

    assert ran.code == 0
    assert "1 × not-a-choice" in ran.out and "Use one of: enterprise, sole trader, site" in ran.out


@pytest.mark.parametrize("args", [["ask", "vacancies", "--limit", -1], ["ask", "vacancies", "--fail-on", -1], ["problems", "--limit", -3]])
def test_a_negative_count_is_a_usage_error(run, seeded, args):
    assert run(*args, "--store", seeded).code == 2


def test_rejected_rows_that_lie_among_the_sheets_do_not_stop_the_next_load(run, tmp_path):
    (tmp_path / "台账.csv").write_text(TEXT + "乙厂,企业,城关镇,2014-99\n", "utf-8")
    first = run("load", ".", "--store", tmp_path / "s")

    again = run("load", ".", "--store", tmp_path / "s")
    named = run("load", "dutygraph.rejected.xlsx", "--store", tmp_path / "s")

    assert first.code == again.code == 0 and "says the same" in again.out
    assert "correct them in the sheet they came from" in again.out
    assert named.code == 1 and "correct them in the sheet they came from" in named.err


def test_an_answer_as_known_on_a_day_says_where_the_day_of_receipt_decides(run, tmp_path):
    (tmp_path / "台账.csv").write_text(TEXT, "utf-8")
    run("load", tmp_path / "台账.csv", "--received", "2016-10-31", "--store", tmp_path / "s")

    assert "known at 2016-12-31 (by the stated day of receipt for 1 sources)" in run("ask", "never-seen", "--store", tmp_path / "s", "--known-at", "2016-12-31").out
    assert "receipt" not in run("ask", "never-seen", "--store", tmp_path / "s").out
