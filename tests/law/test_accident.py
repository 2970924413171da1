"""Decree 493 at every boundary: level, what missing or unknown people change, investigator, windows; each number by the text of the decree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutygraph.law.accident import Accident, judge, revise

DAY = date(2019, 3, 1)
ORDER = ("一般", "较大", "重大", "特别重大")


@pytest.mark.parametrize(("deaths", "level"), [(1, "一般"), (2, "一般"), (3, "较大"), (9, "较大"), (10, "重大"), (29, "重大"), (30, "特别重大"), (78, "特别重大")])
def test_deaths(deaths: int, level: str) -> None:
    assert judge(Accident(DAY, deaths=deaths)).level == level


@pytest.mark.parametrize(("hurt", "level"), [(1, "一般"), (9, "一般"), (10, "较大"), (49, "较大"), (50, "重大"), (99, "重大"), (100, "特别重大")])
def test_serious_injuries(hurt: int, level: str) -> None:
    assert judge(Accident(DAY, serious_injuries=hurt)).level == level


@pytest.mark.parametrize(("loss", "level"), [
    (0.01, "一般"), (999.99, "一般"), (1000, "较大"), (4999.99, "较大"), (5000, "重大"), (9999.99, "重大"), (10000, "特别重大"), (198600, "特别重大")])
def test_direct_loss(loss: float, level: str) -> None:
    assert judge(Accident(DAY, loss_wan=loss)).level == level


@pytest.mark.parametrize(("deaths", "hurt", "loss", "level"), [
    (2, 10, 999.99, "较大"), (2, 9, 1000, "较大"), (9, 50, 0, "重大"), (3, 49, 5000, "重大"), (29, 99, 10000, "特别重大"), (0, 100, 0, "特别重大"), (27, None, 4511.05, "重大"), (39, None, 4352.84, "特别重大")])
def test_the_highest_of_the_three_decides(deaths: int, hurt: int | None, loss: float, level: str) -> None:
    assert judge(Accident(DAY, deaths=deaths, serious_injuries=hurt, loss_wan=loss)).level == level


@given(st.integers(0, 400), st.integers(0, 400), st.floats(0, 300_000, allow_nan=False), st.integers(0, 400))
def test_more_harm_never_lowers_a_level(deaths: int, hurt: int, loss: float, more: int) -> None:
    first, second = judge(Accident(DAY, deaths=deaths, serious_injuries=hurt, loss_wan=loss)), judge(Accident(DAY, deaths=deaths + more, serious_injuries=hurt, loss_wan=loss))
    ranks = [ORDER.index(each.level) if each.level else -1 for each in (first, second)]
    assert ranks[0] <= ranks[1]
    singles = [judge(Accident(DAY, **{name: value})).level for name, value in (("deaths", deaths), ("serious_injuries", hurt), ("loss_wan", loss))]  # type: ignore[arg-type]
    assert ranks[0] == max(ORDER.index(each) if each else -1 for each in singles)


@pytest.mark.parametrize(("deaths", "missing", "level", "worse"), [
    (1, 1, "一般", "一般"), (1, 2, "一般", "较大"), (2, 1, "一般", "较大"), (0, 3, "一般", "较大"), (10, 1, "重大", "重大"), (9, 1, "较大", "重大"), (29, 1, "重大", "特别重大"), (25, 3, "重大", "重大"), (3, 0, "较大", "较大")])
def test_level_from_confirmed_deaths_and_beside_it_if_the_missing_are_dead(deaths: int, missing: int, level: str, worse: str) -> None:
    judged = judge(Accident(DAY, deaths=deaths, missing=missing))
    assert (judged.level, judged.level_if_missing_dead) == (level, worse)
    assert judged.investigator_if_missing_dead is not None
    assert judged.investigator_if_missing_dead.tier == {"一般": "county", "较大": "prefecture", "重大": "province", "特别重大": "state"}[worse]


@pytest.mark.parametrize("unknown", ["missing", "serious_injuries", "loss_wan"])
def test_an_unknown_number_leaves_a_level_that_may_be_higher(unknown: str) -> None:
    judged = judge(Accident(DAY, **{"deaths": 2, unknown: "unknown"}))  # type: ignore[arg-type]
    assert judged.level == "一般" and judged.at_least
    assert not judge(Accident(DAY, deaths=2)).at_least


def test_unknown_deaths_alone_give_no_level_and_other_numbers_a_lower_bound() -> None:
    alone = judge(Accident(DAY, deaths="unknown"))
    assert (alone.level, alone.at_least, alone.investigating_tier) == (None, None, None) and any("deaths not known" in en for _, en in alone.warnings)
    assert not any("does not" in en or "no accident" in en for _, en in alone.warnings)
    bound = judge(Accident(DAY, deaths="unknown", serious_injuries=10))
    assert (bound.level, bound.at_least) == ("较大", True) and any("lower bound" in en for _, en in bound.warnings)
    missing = judge(Accident(DAY, deaths="unknown", missing=3))
    assert (missing.level, missing.level_if_missing_dead) == (None, "较大")


def test_no_accident_has_no_level() -> None:
    for none in (Accident(DAY), Accident(DAY, deaths=0, missing=0, serious_injuries=0, loss_wan=0), Accident(None, kind="outburst mines kept producing")):
        judged = judge(none)
        assert (judged.level, judged.level_if_missing_dead, judged.investigating_tier, judged.line) == (None, None, None, None)
        assert not judged.provisional and not judged.timings and not judged.deadlines and judged.warnings


@pytest.mark.parametrize(("level", "tier"), [(1, "county"), (3, "prefecture"), (10, "province"), (30, "state")])
def test_who_investigates(level: int, tier: str) -> None:
    judged = judge(Accident(DAY, deaths=level))
    assert judged.investigating_tier == tier and judged.line == "government" and "Art 19" in judged.investigator.basis  # type: ignore[union-attr]


@pytest.mark.parametrize(("day", "deaths", "tier", "basis"), [
    (date(2014, 8, 19), 27, "province", "煤矿安全监察条例"), (date(2010, 1, 5), 8, "prefecture", "煤矿安全监察条例"), (date(2024, 4, 30), 3, "prefecture", "煤矿安全监察条例"),
    (date(2024, 5, 1), 3, "prefecture", "煤矿安全生产条例 Art 60"), (date(2024, 5, 1), 10, "province", "煤矿安全生产条例 Art 60"), (None, 3, "prefecture", "煤矿安全生产条例 Art 60")])
def test_coal_goes_to_the_mine_safety_line(day: date | None, deaths: int, tier: str, basis: str) -> None:
    judged = judge(Accident(day, deaths=deaths, kind="gas explosion", sector="B0610 coal mining"))
    assert (judged.line, judged.investigating_tier) == ("mine_safety", tier) and basis in judged.investigator.basis  # type: ignore[union-attr]
    assert judge(Accident(day, deaths=30, sector="煤矿")).line == "government"


@pytest.mark.parametrize("sector", ["非煤矿山", "B0921 gold mine", "coal chemistry", "D4512 gas", "non-coal mine"])
def test_what_is_no_coal_mine_stays_with_the_governments(sector: str) -> None:
    assert judge(Accident(DAY, deaths=3, sector=sector)).line == "government"


@pytest.mark.parametrize(("deaths", "tier"), [(1, "prefecture"), (3, "province"), (10, "state"), (30, "state")])
def test_special_equipment_goes_one_tier_higher(deaths: int, tier: str) -> None:
    for day, basis in ((date(2013, 12, 31), "特种设备安全监察条例"), (date(2014, 1, 1), "特种设备安全法 Art 72")):
        judged = judge(Accident(day, deaths=deaths, kind="锅炉爆炸"))
        assert judged.investigating_tier == tier and basis in judged.investigator.basis  # type: ignore[union-attr]
    assert judge(Accident(DAY, deaths=1, kind="坍塌", sector="特种设备制造")).investigating_tier == "county"


@pytest.mark.parametrize(("kind", "sector"), [
    ("工地起重机械倾覆", ""), ("起重机械倾覆", "建筑业"), ("crane collapse at a construction site", ""), ("crane fell", "E construction"), ("井下电梯坠落", ""), ("施工电梯坠落", "")])
def test_equipment_of_a_building_site_is_not_on_the_line_of_special_equipment(kind: str, sector: str) -> None:
    assert judge(Accident(DAY, deaths=1, kind=kind, sector=sector)).line == "government"


@pytest.mark.parametrize(("kind", "sector"), [("锅炉爆炸", "建筑材料"), ("电梯坠落", "商场"), ("crane fell", "C33 metal")])
def test_other_equipment_stays_on_its_line(kind: str, sector: str) -> None:
    assert judge(Accident(DAY, deaths=1, kind=kind, sector=sector)).line == "special_equipment"


@pytest.mark.parametrize("sector", ["煤矿机械制造", "煤矿专用设备制造"])
def test_who_makes_machines_for_coal_mines_is_no_coal_mine(sector: str) -> None:
    assert judge(Accident(DAY, deaths=3, sector=sector)).line == "government"


@pytest.mark.parametrize("deaths", [1, 3, 10, 30])
@pytest.mark.parametrize(("kind", "line"), [("民用航空器事故", "aviation"), ("水上交通事故", "maritime"), ("大面积停电", "power")])
def test_what_has_a_decree_of_its_own_is_never_the_countys_by_default(kind: str, line: str, deaths: int) -> None:
    for day in (date(2008, 1, 1), DAY, None):
        judged = judge(Accident(day, deaths=deaths, kind=kind))
        assert (judged.line, judged.investigating_tier) == (line, None)
        assert judged.investigator is not None and "own decree, check" in judged.investigator.en and "须核对" in judged.investigator.zh


@pytest.mark.parametrize(("deaths", "tier", "who"), [(1, None, "regional"), (3, None, "regional"), (10, "state", "national railway"), (30, "state", "State Council")])
def test_railway_by_its_decree(deaths: int, tier: str | None, who: str) -> None:
    judged = judge(Accident(DAY, deaths=deaths, kind="铁路交通事故"))
    assert (judged.line, judged.investigating_tier) == ("railway", tier) and judged.investigator is not None and who in judged.investigator.en
    assert judge(Accident(date(2007, 8, 31), deaths=deaths, kind="铁路交通事故")).investigating_tier is None
    assert judge(Accident(DAY, deaths=1, kind="铁路交通工程施工坍塌")).line == "government"


@pytest.mark.parametrize(("kind", "days"), [("坍塌", 30), ("道路交通事故", 7), ("火灾", 7), ("fire in a warehouse", 7), ("厂房着火", 7), ("仓库起火", 7), ("燃烧事故", 7), ("a blaze", 7), ("瓦斯燃烧", 30), ("fireworks explosion", 30), ("烟花爆竹爆炸", 30), ("", 30)])
def test_how_long_the_casualties_count(kind: str, days: int) -> None:
    accident = Accident(DAY, deaths=2, kind=kind)
    judged = judge(accident)
    assert judged.window_days == days and judged.final_after == DAY + timedelta(days=days)
    assert judge(accident, as_of=DAY + timedelta(days=days)).provisional and not judge(accident, as_of=DAY + timedelta(days=days + 1)).provisional


def test_new_numbers_within_the_window_change_level_tier_and_reach_of_the_report() -> None:
    before, later = Accident(DAY, deaths=2, missing=1), Accident(DAY, deaths=3)
    inside = revise(before, later, known_on=DAY + timedelta(days=30))
    assert inside.counts and (inside.before.level, inside.after.level) == ("一般", "较大")
    assert {name: (old, new) for name, old, new in inside.changed} == {"level": ("一般", "较大"), "investigating_tier": ("county", "prefecture"), "report_up_to": ("prefecture", "province")}
    outside = revise(before, later, known_on=DAY + timedelta(days=31))
    assert not outside.counts and outside.after.level == "一般" and not outside.changed
    road = revise(Accident(DAY, deaths=2, kind="道路交通"), Accident(DAY, deaths=3, kind="道路交通"), known_on=DAY + timedelta(days=8))
    assert not road.counts


def test_a_higher_tier_that_took_over_is_a_fact_beside_the_rule() -> None:
    judged = judge(Accident(date(2020, 3, 7), deaths=29, loss_wan=5794, taken_over_by="state"))
    assert judged.investigating_tier == "province" and judged.taken_over_by == "state"


def test_what_keeps_the_judgement_from_being_sure_is_said() -> None:
    assert any("2007-06-01" in zh for zh, _ in judge(Accident(date(2006, 1, 1), deaths=3)).warnings)
    assert any("不一致" in zh for zh, _ in judge(Accident(DAY, deaths=2, stated_level="较大事故")).warnings)
    assert not judge(Accident(DAY, deaths=3, stated_level="较大")).warnings
    assert any("不详" in zh for zh, _ in judge(Accident(None, deaths=9)).warnings)


def test_oversight_is_dated() -> None:
    assert judge(Accident(date(2010, 3, 31), deaths=3)).oversight is None
    assert "省级" in judge(Accident(DAY, deaths=3)).oversight.zh  # type: ignore[union-attr]


@pytest.mark.parametrize(("deaths", "cited"), [(1, False), (3, False), (10, True)])
def test_the_notice_of_2010_is_cited_for_the_very_serious_only(deaths: int, cited: bool) -> None:
    oversight = judge(Accident(DAY, deaths=deaths)).oversight
    assert oversight is not None and ("安委〔2010〕6号" in oversight.basis) is cited and ("check" in oversight.basis) is not cited
