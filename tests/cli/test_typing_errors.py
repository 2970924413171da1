"""What people mistype on the command line, and what the listing of loads says."""

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
