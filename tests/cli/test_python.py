"""The Python interface takes what people write, and refuses the rest with the same errors as the command line."""

from datetime import date

import pytest

import dutygraph
from dutygraph.errors import UsageError


@pytest.fixture
def county(tmp_path):
    (tmp_path / "台账.csv").write_text("单位名称,对象类型,所属镇（街道）,登记日期\n甲厂,企业,城关镇,2014-01-01\n", "utf-8")
    opened = dutygraph.open(tmp_path / "s")
    opened.load(tmp_path / "台账.csv", received="2016-10-31")
    return opened


def test_days_may_be_written_as_text_everywhere(county):
    assert county.loads()[0].deliveries[0].received == date(2016, 10, 31)
    assert len(county.facts("2014-01-01", "2016-10-31")) == len(county.facts(date(2014, 1, 1))) > 0
    assert len(county.facts(known_at="2016-10-30")) == 0


def test_a_day_that_is_none_is_a_usage_error(county):
    for asked in (20210630, "2021-6-3", "now"):
        with pytest.raises(UsageError, match="is not a day"):
            county.on(asked)


def test_kinds_may_be_written_as_on_the_command_line(county):
    day = county.on()
    assert day.coverage("enterprise, site").overall.tolist() == day.coverage(["enterprise", "site"]).overall.tolist()


def test_county_and_day_show_themselves_in_a_notebook(county):
    assert "facts" in county._repr_html_()
    assert "<table>" in county.on()._repr_html_()


def test_a_moment_before_anything_was_known_is_not_an_empty_county(county):
    meta = county.on(known_at="2016-10-30").ask("unsupervised").meta

    assert meta.completeness["nothing_known"] is True
    assert "nothing_known" not in county.on().ask("unsupervised").meta.completeness


@pytest.mark.parametrize("name", [None, 7, "", "  "])
def test_what_is_no_name_is_a_usage_error(county, name):
    with pytest.raises(UsageError, match="names no object"):
        county.on().trace(name)
