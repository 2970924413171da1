"""What a reader of the papers sees of the level, the investigator and the deadlines where something is not sure, in both languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dutygraph.law.accident import Accident, judge
from dutygraph.report.dossier import course

DAY = date(2019, 3, 1)


@pytest.mark.parametrize(("lang", "open_tier", "line"), [("zh", "层级须核对", "铁路线"), ("en", "tier to be checked", "line: railway authorities")])
def test_an_investigator_without_a_known_tier_is_said_to_be_checked(lang: str, open_tier: str, line: str) -> None:
    shown = " ".join(course.level({"judgement": judge(Accident(DAY, deaths=1, kind="铁路交通事故")).as_dict()}, lang).paragraphs)
    assert open_tier in shown and line in shown


@pytest.mark.parametrize(("lang", "days", "words"), [
    ("zh", 61, "经批准延期的方为按时"), ("en", 61, "in time only if extended"), ("zh", 121, "技术鉴定时间不计入的除外"), ("en", 121, "unless appraisal time is excluded (Art 27)"), ("zh", -1, "时间矛盾"), ("en", -1, "contradict")])
def test_a_deadline_that_is_not_sure_says_why(lang: str, days: int, words: str) -> None:
    judged = judge(Accident(DAY, deaths=1, report=DAY + timedelta(days=days)))
    section = course.deadlines({"judgement": judged.as_dict(), "question": {"judged_on": DAY.isoformat()}}, lang)
    assert section is not None and any(words in str(row["state"]) for row in section.rows)


@pytest.mark.parametrize(("lang", "words"), [("zh", "死亡人数不详"), ("en", "deaths not known")])
def test_unknown_deaths_are_said_in_place_of_a_level(lang: str, words: str) -> None:
    assert words in " ".join(course.level({"judgement": judge(Accident(DAY, deaths="unknown")).as_dict()}, lang).paragraphs)
