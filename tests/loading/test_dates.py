"""Dates as people write them: read at the precision that was given, never invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutygraph.text import read_date

DAY = (date(2014, 4, 25), "day")
MONTH = (date(2014, 9, 1), "month")
YEAR = (date(2014, 1, 1), "year")


@pytest.mark.parametrize(("written", "expected"), [
    ("2014/4/25", DAY), ("2014-04-25", DAY), ("2014.4.25", DAY), ("2014年4月25日", DAY), ("２０１４年４月２５日", DAY), ("20140425", DAY), (20140425, DAY), (20140425.0, DAY),
    ("2014-04-25 13:30:00", DAY), ("2014-04-25T13:30", DAY), (41754, DAY), (41754.5, DAY), ("41754", DAY), (datetime(2014, 4, 25, 9), DAY), (date(2014, 4, 25), DAY),
    (" 2014 年 4 月 25 日 ", DAY), ("2014.9", MONTH), ("2014年9月", MONTH), ("2014-09", MONTH), ("201409", MONTH), (2014.9, MONTH), ("2014", YEAR), (2014, YEAR), ("2014年", YEAR),
])
def test_a_date_is_read_with_its_precision(written: Any, expected: tuple[date, str]) -> None:
    found = read_date(written)
    assert (found.day, found.precision, found.trouble) == (*expected, "")


@pytest.mark.parametrize(("written", "expected"), [
    ("103/4/25", DAY), ("民國103年4月25日", DAY), ("1030425", DAY), (1030425, DAY), ("103.9", MONTH), ("民国103年", YEAR), ("103年", YEAR),
    (103, YEAR), ("2014/4/25", DAY), ("99/1/2", (date(2010, 1, 2), "day")),
])
def test_roc_years_are_read_where_the_mapping_says_so(written: Any, expected: tuple[date, str]) -> None:
    found = read_date(written, roc=True)
    assert (found.day, found.precision, found.trouble) == (*expected, "")


@pytest.mark.parametrize("written", ["103/4/25", "民國103年4月25日", "1030425", 103, "14.9.1", "2014-13-01", "2014-02-30", "一季度", "待定",
    "0000-00-00", True, -5, 1e300, float("nan"), "9" * 30])
def test_what_is_no_date_is_refused(written: Any) -> None:
    found = read_date(written)
    assert found.day is None and found.trouble in ("not-a-date", "sentinel")


@pytest.mark.parametrize("written", ["1900-01-01", "9999-12-31", "2999-01-01", "3000.1", 1, 2958465, datetime(1900, 1, 1), "1899-12-30", "0001-01-01"])
def test_a_placeholder_date_is_unknown(written: Any) -> None:
    assert read_date(written).day is None and read_date(written).trouble == "sentinel"


@pytest.mark.parametrize("written", ["9月15日", "9-15", "9.15", "09/15"])
def test_a_date_without_a_year_says_so(written: str) -> None:
    assert read_date(written).trouble == "no-year"


def test_a_number_that_may_be_january_or_october_keeps_its_year_only() -> None:
    found = read_date(2014.1)
    assert (found.day, found.precision, found.trouble) == (date(2014, 1, 1), "year", "ambiguous-month")
    assert read_date(2014.12).day == date(2014, 12, 1) and read_date("2014.10").day == date(2014, 10, 1)


@pytest.mark.parametrize("written", ["至今", "长期", "现任", "present"])
def test_an_open_word_is_an_open_end(written: str) -> None:
    assert read_date(written).open and read_date(written).day is None


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from([
    "{0.year}-{0.month}-{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}", "{0:%Y.%m.%d}"]))
def test_every_day_survives_every_spelling(day: date, form: str) -> None:
    assert read_date(form.format(day)).day == day


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans()))
def test_nothing_that_a_cell_may_hold_breaks_the_reader(value: Any) -> None:
    read_date(value)
    read_date(value, roc=True)
