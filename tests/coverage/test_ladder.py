"""Vacancies and the depth ladder: each rung broken once, and what does not break it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dutygraph.snapshot.acting import months_before

from .small import DAY, Small

PAPER = {"document": "document:清单", "clause": "第三条"}
ENDED = {"since": date(2015, 1, 1), "until": date(2023, 1, 1)}


def quarry(**head: Any) -> Small:
    """A quarry under a bureau whose head is held as told."""
    county = Small(posts=False).object("厂", "采石").duty(sector="采石", **PAPER)
    return county.post("应急局", "head", **head)


@pytest.mark.parametrize("held", [{"person": "甲"}, {"person": "甲", "manner": "acting"}, {"person": "甲", "manner": "nominee"}, {"manner": "unknown"}, {}, {"person": "甲", "since": date(2025, 1, 1)}])
def test_a_holder_of_any_kind_and_no_statement_at_all_are_no_vacancy(held: dict[str, Any]) -> None:
    assert (quarry(**held).state("厂"), quarry(**held).broken("厂")) == ("direct", "portfolio")


@pytest.mark.parametrize("held", [{"manner": "vacant"}, {"person": "甲", **ENDED}])
def test_a_post_that_is_stated_vacant_or_whose_last_holder_left_is_vacant(held: dict[str, Any]) -> None:
    assert (quarry(**held).state("厂"), quarry(**held).broken("厂"), quarry(**held).reason("厂")) == ("vacant", "filled", "")


def test_somebody_acting_fills_a_post_that_is_stated_vacant() -> None:
    assert quarry(manner="vacant").add("holds", post="post:应急局/head", person="person:乙", manner="acting").state("厂") == "direct"


def test_a_body_without_the_post_is_vacant_where_posts_are_loaded_and_unknown_where_none_are() -> None:
    county = Small(posts=False).object("厂", "采石").duty(sector="采石", **PAPER)
    assert (county.state("厂"), county.broken("厂")) == ("direct", "post")
    assert not county.measure().totals().posts_loaded

    county.body("住建局", "department")
    assert (county.state("厂"), county.broken("厂")) == ("vacant", "post")


def test_a_filled_duty_beside_a_vacant_one_supervises() -> None:
    assert quarry(manner="vacant").body("住建局", "department", governs="县").duty(bearer="住建局", sector="矿山").state("厂") == "inherited"


def test_the_clause_is_the_first_rung_and_a_body_that_has_ended_the_second() -> None:
    county = Small().object("厂", "采石").duty(sector="采石")
    assert county.broken("厂") == "clause"

    county.body("安监局", "department", until=date(2019, 1, 1)).duty(bearer="安监局", sector="采石", territory="territory:县", **PAPER)
    assert (county.state("厂"), county.broken("厂")) == ("direct", "body")


def test_the_lowest_post_with_the_portfolio_answers_else_the_head() -> None:
    county = quarry(person="甲").post("应急局", "deputy", person="乙", over="矿山")
    assert county.broken("厂") == "acted"

    assert county.post("应急局", "section_head", manner="vacant", over="采石").state("厂") == "vacant"


def test_inside_one_duty_another_post_answers_for_a_part_of_it() -> None:
    county = Small().object("矿", "矿山").object("采石场", "采石").object("露天矿", "露天").duty(sector="矿山", **PAPER)
    county.post("应急局", "deputy", manner="vacant", over="采石").post("应急局", "staff", person="丙", over="露天")

    assert [county.state(name) for name in ("矿", "采石场", "露天矿")] == ["direct", "vacant", "inherited"]


def test_who_assists_has_no_portfolio() -> None:
    county = quarry(person="甲").post("应急局", "deputy", manner="vacant").add("in_charge_of", post="post:应急局/deputy", over="sector:采石", share="assists")

    assert (county.state("厂"), county.broken("厂")) == ("direct", "portfolio")


def test_the_post_for_work_safety_answers_for_comprehensive_supervision_only() -> None:
    county = Small().object("厂", "采石").post("应急局", "deputy", manner="vacant").add("in_charge_of", post="post:应急局/deputy", safety=True).duty("comprehensive").duty(sector="采石")

    assert (county.state("厂", "comprehensive"), county.state("厂", "industry")) == ("vacant", "direct")


def test_a_post_that_bears_a_duty_itself_is_the_post_and_has_the_portfolio() -> None:
    county = Small().object("厂", "采石").post("应急局", "deputy", person="乙").duty(bearer="post:应急局/deputy", sector="采石", **PAPER)

    assert county.broken("厂") == "acted"


def deep(**said: Any) -> Small:
    """A quarry with every rung but the last."""
    return Small().object("厂", "采石", **said).duty(sector="采石", **PAPER).post("应急局", "deputy", person="乙", over="采石")


def inspected(county: Small, actor: str, since: date | None, kind: str = "inspection") -> Small:
    return county.add("act", type=kind, actor=actor, object="object:厂", since=since)


def test_an_inspection_within_twelve_months_is_in_time_and_an_older_or_undated_one_is_not() -> None:
    assert inspected(deep(), "body:应急局", DAY).broken("厂") == ""
    assert inspected(deep(), "body:应急局", date(2023, 6, 2)).broken("厂") == ""
    assert inspected(deep(), "body:应急局", date(2023, 6, 1)).broken("厂") == "acted"
    assert inspected(deep(), "body:应急局", date(2024, 6, 2)).broken("厂") == "acted"
    assert inspected(deep(), "body:应急局", None).broken("厂") == "acted"
    assert inspected(deep(), "body:应急局", DAY, "visit").broken("厂") == "acted"


def test_what_stations_delegates_former_bodies_and_its_own_posts_did_counts_for_the_bearer_and_what_others_did_does_not() -> None:
    def county() -> Small:
        made = deep().body("站", "station", part_of="应急局").body("镇政府", "government", governs="西镇").body("安监局", "department", until=date(2024, 1, 1)).body("住建局", "department")
        made.add("succeeds", body="body:应急局", former="body:安监局", since=date(2024, 1, 1))
        return made.duty("delegated", "镇政府", sector="餐饮", on_behalf="body:应急局", as_mode="industry")

    broken = {actor: inspected(county(), actor, date(2023, 12, 1)).broken("厂") for actor in ("body:站", "body:镇政府", "body:安监局", "post:应急局/head", "body:住建局")}

    assert broken == {"body:站": "", "body:镇政府": "", "body:安监局": "", "post:应急局/head": "", "body:住建局": "acted"}


def test_where_nothing_is_due_the_last_rung_is_not_applicable() -> None:
    assert deep(kind="equipment").broken("厂") == ""


def test_months_are_counted_back_to_the_same_day_or_the_last_of_the_month() -> None:
    assert [months_before(date(2024, 3, 31), months) for months in (1, 3, 12, 13)] == [date(2024, 2, 29), date(2023, 12, 31), date(2023, 3, 31), date(2023, 2, 28)]
