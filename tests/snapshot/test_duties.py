"""Duties of a day: the living body that carries them, in which mode, where, and on which post they rest."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutygraph.snapshot import History
from dutygraph.snapshot.posts import STATES
from dutygraph.vocabulary import POST_RANKS

from .hand import county, day, history, named


def only(told: History, at: date | None = None) -> dict[str, Any]:
    """The one duty of the day, else of the first day of 2020."""
    (row,) = told.on(at or day(2020)).duties.to_dict("records")
    return row


BASE: dict[str, list[dict[str, Any]]] = {
    "territory": [named("territory", "县"), named("territory", "镇")], "sector": [named("sector", "危化"), named("sector", "加油站", parent="sector:危化"), named("sector", "矿山")],
    "body": [named("body", "县政府", type="government"), named("body", "安监局", type="department", until=day(2019), end="known"), named("body", "应急局", type="department", since=day(2019)),
             named("body", "执法队", type="station"), named("body", "镇政府", type="government"), named("body", "安委会", type="committee")],
    "governs": [{"body": "body:县政府", "territory": "territory:县"}, {"body": "body:镇政府", "territory": "territory:镇"}],
    "part_of": [{"body": "body:应急局", "parent": "body:县政府"}, {"body": "body:安监局", "parent": "body:县政府"}, {"body": "body:执法队", "parent": "body:应急局"}],
    "succeeds": [{"body": "body:应急局", "former": "body:安监局", "since": day(2019)}],
}


def with_duty(duty: dict[str, Any], **more: list[dict[str, Any]]) -> History:
    kinds = {kind: [*BASE.get(kind, []), *more.get(kind, [])] for kind in {**BASE, **more}}
    return history(county(**kinds, duty=[duty]))


def test_a_duty_passes_to_the_body_that_succeeded_its_bearer() -> None:
    told = with_duty({"bearer": "body:安监局", "mode": "industry", "sector": "sector:危化"})
    assert [only(told, at)["body"] for at in (day(2018, 12, 31), day(2019))] == ["body:安监局", "body:应急局"]
    assert only(told)["territories"] == ("territory:县",) and not only(told)["territory_stated"]


def test_a_split_body_leaves_its_duty_to_both_successors() -> None:
    told = with_duty({"bearer": "body:安监局", "mode": "industry", "territory": "territory:县"}, body=[named("body", "矿监局", type="department", since=day(2019))],
                     succeeds=[{"body": "body:矿监局", "former": "body:安监局", "since": day(2019)}])
    assert sorted(told.on(day(2020)).duties["body"]) == ["body:应急局", "body:矿监局"]
    assert told.on(day(2020)).living("body:安监局") == ("body:应急局", "body:矿监局")


@pytest.mark.parametrize(("duty", "why"), [
    ({"bearer": "body:无此局", "mode": "industry"}, "bearer-dangling"),
    ({"bearer": "body:应急局", "mode": "industry", "sector": "sector:无"}, "sector-dangling"),
    ({"bearer": "body:应急局", "mode": "industry", "territory": "territory:无"}, "territory-dangling"),
    ({"bearer": "body:应急局", "mode": "industry", "object": "object:无"}, "object-dangling"),
    ({"bearer": "body:安委会", "mode": "comprehensive", "territory": "territory:县"}, "coordination"),
    ({"bearer": "body:安委会", "mode": "industry"}, "no-territory"),
    ({"bearer": "body:镇政府", "mode": "delegated", "as_mode": "industry"}, "no-delegator"),
])
def test_a_duty_that_reaches_nothing_says_why(duty: dict[str, Any], why: str) -> None:
    expected = "coordination" if duty["bearer"] == "body:安委会" else why
    assert only(with_duty(duty))["why"] in (why, expected)


def test_an_ended_body_without_successor_carries_nothing() -> None:
    told = history(county(body=[named("body", "局", until=day(2019), end="known")], territory=[named("territory", "县")], duty=[{"bearer": "body:局", "mode": "industry", "territory": "territory:县"}]))
    row = only(told)
    assert row["body"] is None and row["why"] == "bearer-ended" and row["territories"] == ("territory:县",)


def test_successions_in_a_circle_end() -> None:
    told = history(county(body=[named("body", name, until=day(2019), end="known") for name in "甲乙"], duty=[{"bearer": "body:甲", "mode": "industry"}],
                          succeeds=[{"body": "body:甲", "former": "body:乙"}, {"body": "body:乙", "former": "body:甲"}]))
    assert only(told)["why"] == "bearer-ended"
    assert [problem.code for problem in told.problems] == ["cycle"]


def test_a_station_counts_as_its_bureau_and_a_delegate_as_the_delegating_body() -> None:
    station = only(with_duty({"bearer": "body:执法队", "mode": "station", "as_mode": "industry", "sector": "sector:危化"}))
    assert (station["body"], station["counts_as"], station["mode"], station["stated_mode"], station["territories"]) == ("body:执法队", "body:应急局", "industry", "station", ("territory:县",))
    delegate = only(with_duty({"bearer": "body:镇政府", "mode": "delegated", "as_mode": "licence", "on_behalf": "body:安监局"}))
    assert (delegate["body"], delegate["counts_as"], delegate["mode"], delegate["territories"]) == ("body:镇政府", "body:应急局", "licence", ("territory:镇",))
    assert only(with_duty({"bearer": "body:执法队", "mode": "station"}))["mode"] == "station"


POSTS = {
    "post": [named("post", f"应急局/{name}", body="body:应急局", rank=rank, order=order) for order, (name, rank) in enumerate([("局长", "head"), ("副局长", "deputy"), ("危化股长", "section_head")])],
    "in_charge_of": [{"post": "post:应急局/副局长", "over": "sector:危化", "since": day(2020)}, {"post": "post:应急局/危化股长", "over": "sector:加油站", "until": day(2022), "end": "known"},
                     {"post": "post:应急局/危化股长", "over": "sector:矿山", "share": "assists"}],
}


@pytest.mark.parametrize(("sector", "year", "post", "by_portfolio"), [
    ("危化", 2019, "局长", False), ("危化", 2020, "副局长", True), ("加油站", 2021, "危化股长", True), ("加油站", 2022, "副局长", True), ("矿山", 2021, "局长", False)])
def test_a_duty_rests_on_the_lowest_post_with_the_portfolio_else_on_the_head(sector: str, year: int, post: str, by_portfolio: bool) -> None:
    row = only(with_duty({"bearer": "body:应急局", "mode": "industry", "sector": f"sector:{sector}"}, **POSTS), day(year))
    assert (row["post"], row["by_portfolio"]) == (f"post:应急局/{post}", by_portfolio)


def test_a_portfolio_below_the_matter_answers_for_its_part() -> None:
    told = with_duty({"bearer": "body:应急局", "mode": "industry", "sector": "sector:危化"}, **POSTS)
    found, sectors, posts = told.on(day(2021)).carried, told.nodes("sector").ids, told.nodes("post").ids
    parts = {(sectors[part] if part >= 0 else None): posts[post] for part, post in zip(found.part, found.post, strict=True)}
    assert parts == {None: "post:应急局/副局长", "sector:加油站": "post:应急局/危化股长"}
    assert len(told.on(day(2021)).duties) == 1
    assert set(told.on(day(2022)).carried.part) == {-1}


def test_a_safety_portfolio_carries_comprehensive_duties_only() -> None:
    more = {**POSTS, "in_charge_of": [{"post": "post:应急局/副局长", "safety": True}]}
    assert only(with_duty({"bearer": "body:应急局", "mode": "comprehensive"}, **more))["post"] == "post:应急局/副局长"
    assert only(with_duty({"bearer": "body:应急局", "mode": "industry", "sector": "sector:危化"}, **more))["post"] == "post:应急局/局长"


@pytest.mark.parametrize(("holds", "state"), [
    ([], "unknown"),
    ([{"person": "person:张三@应急局", "manner": "acting"}], "filled"),
    ([{"person": "person:张三@应急局", "manner": "nominee"}], "filled"),
    ([{"manner": "unknown"}], "filled"),
    ([{"manner": "vacant"}], "vacant"),
    ([{"person": "person:张三@应急局", "until": day(2020), "end": "known"}], "vacant"),
    ([{"person": "person:张三@应急局", "until": day(2020, 1, 2), "end": "known"}], "filled"),
    ([{"person": "person:张三@应急局", "until": day(2019, 6), "end": "known"}, {"person": "person:李四@应急局", "since": day(2020)}], "filled"),
    ([{"person": "person:李四@应急局", "since": day(2021)}], "unknown"),
    ([{"manner": "vacant"}, {"person": "person:李四@应急局", "manner": "acting"}], "filled"),
])
def test_a_post_is_vacant_only_where_somebody_says_so_or_its_last_holder_left(holds: list[dict[str, Any]], state: str) -> None:
    told = with_duty({"bearer": "body:应急局", "mode": "industry", "sector": "sector:危化"}, post=POSTS["post"][:1], holds=[{"post": "post:应急局/局长", **each} for each in holds])
    assert only(told)["state"] == state and told.on(day(2020)).post_state("post:应急局/局长") == state
    assert bool(told.on(day(2020)).holders("post:应急局/局长")) == (state == "filled")


def test_a_body_without_posts_is_missing_one_only_where_posts_were_loaded() -> None:
    duty = {"bearer": "body:镇政府", "mode": "territorial"}
    assert only(with_duty(duty))["state"] == "not_loaded"
    assert only(with_duty(duty, **POSTS))["state"] == "missing"


def test_a_post_that_bears_a_duty_itself_is_its_post() -> None:
    row = only(with_duty({"bearer": "post:应急局/副局长", "mode": "industry", "sector": "sector:矿山"}, **POSTS))
    assert (row["bearer"], row["body"], row["post"]) == ("post:应急局/副局长", "body:应急局", "post:应急局/副局长")


# The compiled timeline against the same rules written plainly, over all days

NAMES = ["甲", "乙", "丙"]
SECTORS = ["s", "s/t", "u"]


def dated(dice: random.Random, often: float = 0.4) -> dict[str, Any]:
    """A period within ten days; each side open more often than not."""
    since, until = (day(2020) + timedelta(dice.randrange(9)) if dice.random() < often else None for _ in range(2))
    return {"since": since, "until": until, "end": "known" if until else "unknown"}


def some_county(seed: int) -> dict[str, list[dict[str, Any]]]:
    """A dense little county in which everything changes."""
    dice = random.Random(seed)

    def some(least: int, **fields: list[Any]) -> list[dict[str, Any]]:
        return [{**{name: value for name, values in fields.items() if (value := dice.choice(values)) is not None}, **dated(dice)} for _ in range(dice.randint(least, least + 4))]

    bodies, sectors = [f"body:{name}" for name in NAMES], [f"sector:{each}" for each in SECTORS]
    posts = [f"post:{name}/{rank}" for name in NAMES for rank in ("head", "deputy", "staff") if dice.random() < 0.7]
    return {
        "sector": [named("sector", each, parent="sector:s" if each == "s/t" else None) for each in SECTORS], "territory": [named("territory", each) for each in "xy"],
        "body": [named("body", name, type=dice.choice(["department", "department", "station"]), **dated(dice, 0.25)) for name in NAMES],
        "post": [named("post", each[5:], body=f"body:{each[5]}", rank=each[7:], **dated(dice, 0.15)) for each in posts],
        "succeeds": some(0, body=bodies, former=bodies), "part_of": some(1, body=bodies, parent=bodies), "governs": some(1, body=bodies, territory=["territory:x", "territory:y"]),
        "holds": some(6, post=posts, manner=["full", "acting", "vacant"]) if posts else [], "in_charge_of": some(5, post=posts, over=[None, *sectors, *sectors], safety=[True, False]) if posts else [],
        "duty": some(5, bearer=bodies, mode=["industry", "comprehensive", "station"], sector=[None, *sectors]),
    }


def holds(row: dict[str, Any], at: date) -> bool:
    return (row["since"] is None or row["since"] <= at) and (row["until"] is None or at < row["until"])


def plainly(rows: dict[str, list[dict[str, Any]]], at: date) -> set[tuple[Any, ...]]:
    """(duty, body, counts as, post, state, territories) by walking plain rows."""
    now = {kind: [row for row in each if "since" not in row or holds(row, at)] for kind, each in rows.items()}
    alive, station = {row["id"] for row in now["body"]}, {row["id"] for row in rows["body"] if row["type"] == "station"}

    def living(body: str, seen: frozenset[str] = frozenset()) -> set[str]:
        if body in alive:
            return {body}
        return {one for row in now["succeeds"] if row["former"] == body and row["body"] not in seen for one in living(row["body"], seen | {body})}

    def governed(body: str, when: date = at) -> set[str]:
        layer, seen = {body}, {body}
        while layer:
            if found := {row["territory"] for row in rows["governs"] if row["body"] in layer and holds(row, when)}:
                return found
            layer = {row["parent"] for row in rows["part_of"] if row["body"] in layer and holds(row, when)} - seen
            seen |= layer
        return set()

    def last_governed(body: str) -> set[str]:
        ends = [row["until"] for row in rows["body"] if row["id"] == body and row["until"] and row["until"] <= at]
        return governed(body, max(ends) - timedelta(1)) if ends else set()

    def post(body: str, sector: str | None, whole: bool) -> str | None:
        up = {None: set(), "sector:s/t": {"sector:s/t", "sector:s"}}.get(sector, {sector})
        mine = {row["id"]: row["rank"] for row in now["post"] if row["body"] == body}
        having = [row["post"] for row in now["in_charge_of"] if row["post"] in mine and (row.get("over") in up or (whole and row["safety"]))]
        ranks = [term.name for term in POST_RANKS]
        return max(having, key=lambda one: ranks.index(mine[one])) if having else next((one for one, rank in mine.items() if rank == "head"), None)

    def state(one: str | None) -> str:
        if one is None:
            return "missing" if rows["post"] else "not_loaded"
        manners = [row["manner"] for row in now["holds"] if row["post"] == one]
        left = any(row["post"] == one and row["manner"] != "vacant" and row["until"] and row["until"] <= at for row in rows["holds"])
        return "filled" if {"full", "acting"} & set(manners) else "vacant" if manners or left else "unknown"

    found = set()
    for number, duty in enumerate(rows["duty"]):
        if not holds(duty, at):
            continue
        for body in living(duty["bearer"]) or {None}:
            if body is None:
                found.add((number, None, None, None, state(None), frozenset(governed(duty["bearer"]) or last_governed(duty["bearer"]))))
                continue
            sent = duty["mode"] == "station" or duty["bearer"] in station
            for master in ({one for row in now["part_of"] if row["body"] == body for one in living(row["parent"])} if sent else set()) or {body}:
                one = post(body, duty.get("sector"), duty["mode"] == "comprehensive")
                found.add((number, body, master, one, state(one), frozenset(governed(body) or governed(master))))
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_the_compiled_timeline_says_on_every_day_what_a_plain_walk_says(seed: int) -> None:
    rows = some_county(seed)
    told = history(county(**rows))
    bodies, posts, places = ([*told.nodes(kind).ids, None] for kind in ("body", "post", "territory"))
    for offset in range(-1, 10, 2):
        at = day(2020) + timedelta(offset)
        carried = told.on(at).carried.whole()
        found = {(i, bodies[body], bodies[counts_as], posts[post], STATES[state], frozenset(places[each] for each in carried.territories(tset)))
                 for i, body, counts_as, post, state, tset in zip(carried.i, carried.body, carried.counts_as, carried.post, carried.state, carried.tset, strict=True)}
        assert found == plainly(rows, at)


def test_random_counties_are_not_trivial() -> None:
    """Vacant posts, posts by portfolio, parts, dead bearers and stations each stand in a fifth of them."""
    seen = dict.fromkeys(["vacant", "portfolio", "part", "ended", "station"], 0)
    for seed in range(50):
        told = history(county(**some_county(seed))).on(day(2020, 1, 5))
        carried = told.carried
        seen["vacant"] += bool((carried.state == STATES.index("vacant")).any())
        seen["portfolio"] += bool(carried.by_portfolio.any())
        seen["part"] += bool((carried.part >= 0).any())
        seen["ended"] += bool((carried.body < 0).any())
        seen["station"] += bool((carried.counts_as != carried.body).any())
    assert min(seen.values()) >= 10, seen


def test_the_duty_of_a_body_that_ended_with_all_its_links_is_still_looked_for_where_it_governed():
    told = history(county(
        body=[named("body", "矿山局", type="department", until=day(2018)), named("body", "县政府", type="government")],
        governs=[{"body": "body:县政府", "territory": "territory:县"}], territory=[named("territory", "县")],
        part_of=[{"body": "body:矿山局", "parent": "body:县政府", "until": day(2018), "end": "known"}],
        duty=[{"bearer": "body:矿山局", "mode": "industry", "document": "文"}]))

    [row] = told.on(day(2020)).duties.to_dict("records")

    assert (row["why"], row["territories"]) == ("bearer-ended", ("territory:县",))
