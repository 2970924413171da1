"""How any ask is asked: parameters, errors that help, one shape, the same bytes."""

from __future__ import annotations

import json

import pytest

from dutygraph.analysis import ANALYSES
from dutygraph.errors import NotFound, UsageError

from .small import county


def full() -> object:
    made = county().object("甲矿", risk="red").object("乙气站", "燃气").duty("应急局").duty("应急局", "comprehensive", None)
    made.post("县政府", "副县长", "deputy", over="sector:矿山", safety=True).post("应急局", "局长", "head")
    return made.holds("县政府/副县长", "张三").add("holds", post="post:应急局/局长", manner="vacant").act("住建局", "甲矿", sector="矿山")


@pytest.mark.parametrize("name", list(ANALYSES))
def test_each_ask_answers_in_both_languages_with_its_denominator_and_no_more_than_five_citations(name: str) -> None:
    answer = full().ask(name)
    assert answer.count <= answer.out_of
    for found in answer.findings:
        assert found.zh.endswith("。") and found.en.endswith(".")
        assert len(found.evidence) <= 5
    assert len({(found.subject, found.key) for found in answer.findings}) == answer.count


@pytest.mark.parametrize("name", list(ANALYSES))
def test_the_same_question_gives_the_same_bytes_and_says_all_its_parameters(name: str) -> None:
    first, second = full().ask(name).to_json(), full().ask(name).to_json()
    assert first == second
    assert set(json.loads(first)["meta"]["parameters"]) == {each.name for each in ANALYSES[name].parameters}


@pytest.mark.parametrize("name", list(ANALYSES))
def test_each_ask_says_its_question_parameters_denominator_and_severity_in_both_languages(name: str) -> None:
    listed = ANALYSES[name]
    assert all((listed.zh, listed.en, listed.out_of.zh, listed.out_of.en, listed.severity.zh, listed.severity.en))
    assert all(each.zh and each.en for each in listed.parameters)


def test_an_empty_county_answers_every_ask_with_nothing() -> None:
    from .small import Small

    for name in ANALYSES:
        assert Small().ask(name).findings == ()


def test_worst_comes_first_and_then_the_order_of_ids() -> None:
    made = county().object("丙", risk="blue").object("乙", risk="red").object("甲", risk="red")
    found = made.ask("unsupervised").findings
    assert [(each.severity, each.name) for each in found] == [("high", "乙"), ("high", "甲"), ("low", "丙")]


def test_an_unknown_ask_suggests_near_names() -> None:
    with pytest.raises(NotFound, match="unsupervised"):
        county().ask("unsuperviced")


def test_an_unknown_parameter_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match="acts, sector"):
        county().ask("foreign-acts", by="anyone")


def test_an_unknown_sector_or_kind_of_act_suggests_near_names() -> None:
    with pytest.raises(NotFound, match="矿山"):
        county().ask("nominal", sector="矿")
    with pytest.raises(NotFound, match="penalty"):
        county().ask("nominal", acts="penaltys")


@pytest.mark.parametrize("said", [{"within": "soon"}, {"within": "0d"}, {"by": "me"}])
def test_a_value_that_a_parameter_does_not_take_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="It takes"):
        county().ask("nominal", **said)


def test_kinds_of_object_may_be_given_as_a_list_or_in_chinese_and_unknown_ones_are_refused() -> None:
    made = county().object("甲", type="vessel").object("乙", type="route").object("丙")
    assert made.found("unsupervised", kinds="船舶,route") == made.found("unsupervised", kinds=["vessel", "route"]) == ["乙", "甲"]
    with pytest.raises(NotFound, match="vessel"):
        made.ask("unsupervised", kinds="vessels")


def test_a_sector_of_the_county_wins_over_a_national_industry_of_the_same_name() -> None:
    made = county().node("sector", "gbt4754-2017/0610", scheme="gbt4754-2017").object("甲矿")
    made.rows["sector"][-1]["name"] = "矿山"
    assert made.ask("unsupervised", sector="矿山").meta.parameters["sector"] == "sector:矿山"
