"""One object explained on the hand-made county: states, duties, reasons and broken rungs that a reader can check against the sheet."""

from __future__ import annotations

from datetime import date

import pytest

from dutygraph.analysis.explain import explain
from dutygraph.errors import NotFound

from .county import Sheet, county, plant


def test_a_duty_over_its_sector_is_direct_and_names_post_holder_and_clause() -> None:
    said = explain(county().on(), "object:化工厂").mode("industry")

    (duty,) = said.duties
    assert (said.state, said.needed, said.broken) == ("direct", True, "")
    assert (duty.by, duty.principal, duty.post_name, duty.holders, duty.clause) == ("direct", True, "科长", ("郑七",), "1")


def test_a_duty_over_a_sector_above_is_inherited() -> None:
    sheet = county().add("duty", bearer="body:市监局", mode="licence", permit="安全生产许可证", sector="sector:工业", territory="territory:云岭县")

    (duty,) = explain(sheet.on(), "object:化工厂").mode("licence").duties

    assert (duty.by, duty.state, duty.sector) == ("inherited", "inherited", "sector:危险化学品")


def test_a_vacant_post_breaks_the_rung_of_the_holder() -> None:
    sheet = county()
    holds = next(row for row in sheet.rows["holds"] if row["post"] == "post:应急局/科长")
    holds.update(until=date(2016, 2, 1), end="known")

    said = explain(sheet.on(), "object:化工厂")

    assert (said.overall, said.mode("industry").state, said.mode("industry").broken) == ("vacant", "vacant", "filled")


def test_a_head_without_a_portfolio_holder_breaks_the_rung_of_the_portfolio() -> None:
    sheet = plant(county(), "游乐园", sector="特种设备").add("duty", bearer="body:市监局", mode="industry", sector="sector:特种设备", territory="territory:云岭县")

    said = explain(sheet.on(), "object:游乐园")

    assert (said.mode("industry").duties[0].post_name, said.mode("industry").broken, said.broken) == ("局长", "portfolio", "portfolio")


def test_an_object_without_sector_is_unsupervised_and_says_why() -> None:
    sheet = county().add("object", id="object:无名", name="无名", type="enterprise").add("at", object="object:无名", territory="territory:城关镇", as_what="site")
    sheet.add("duty", bearer="body:城关镇政府", mode="territorial", territory="territory:城关镇")

    said = explain(sheet.on(), "object:无名")

    assert (said.unsupervised, said.reason) == (True, "no-sector")
    assert "只有属地监管" in said.reason_zh
    assert "only territorial" in said.reason_en


def test_a_body_that_ended_without_successor_is_the_reason_and_is_named() -> None:
    sheet = plant(county(), "游乐园", sector="特种设备").add("body", id="body:质监局", name="质监局", type="department", tier="county", until=date(2016, 1, 1))
    sheet.add("duty", bearer="body:质监局", mode="industry", sector="sector:特种设备", territory="territory:云岭县")

    said = explain(sheet.on(), "object:游乐园")

    assert (said.unsupervised, said.reason) == (True, "bearer-ended")
    assert "质监局" in said.reason_zh
    assert [duty.why for duty in said.mode("industry").duties] == ["bearer-ended"]


def test_a_catch_all_alone_is_no_supervision() -> None:
    sheet = plant(county(), "游乐园", sector="特种设备").add("duty", bearer="body:应急局", mode="comprehensive", territory="territory:云岭县")

    said = explain(sheet.on(), "object:游乐园")

    assert (said.unsupervised, said.reason, said.mode("comprehensive").state) == (True, "not-principal", "direct")


def test_an_exemption_shows_the_document_that_gives_it() -> None:
    sheet = county().add("exemption", object="object:化工厂", mode="industry")

    said = explain(sheet.on(), "object:化工厂").mode("industry")

    assert (said.state, said.broken, [cite.file for cite in said.exemptions]) == ("exempt", "", ["exemption.csv"])


def test_what_an_enterprise_runs_takes_over_its_supervision_and_cites_the_link() -> None:
    sheet = county().add("object", id="object:锅炉", name="锅炉", type="equipment").add("run_by", object="object:锅炉", owner="object:化工厂")

    (duty,) = explain(sheet.on(), "object:锅炉").mode("industry").duties

    assert (duty.by, duty.through, duty.state) == ("owner", "object:化工厂", "inherited")
    assert "run_by" in {cite.kind for cite in duty.cites}


def test_the_part_of_an_object_that_nobody_reaches_is_named() -> None:
    sheet = county().add("in_sector", object="object:化工厂", sector="sector:特种设备", as_what="actual")

    assert [(part.territory, part.sector) for part in explain(sheet.on(), "object:化工厂").unreached] == [("territory:城关镇", "sector:特种设备")]


def test_an_object_that_has_closed_is_not_called_a_gap_of_today() -> None:
    sheet = plant(Sheet(), "旧厂")
    sheet.rows["object"][0].update(until=date(2016, 1, 1), end="known")

    said = explain(sheet.on(), "object:旧厂")

    assert (said.alive, said.reason) == (False, "not-alive")


def test_an_unknown_object_is_a_clear_error() -> None:
    with pytest.raises(NotFound, match="化工厂"):
        explain(county().on(), "object:化工厂二")
