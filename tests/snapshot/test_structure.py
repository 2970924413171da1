"""The structure graph of a day: who, under whom, in charge of what."""

from __future__ import annotations

from dutygraph.facts import Facts

from .hand import county, day, history, named

FACTS = county(
    body=[named("body", "县政府", type="government"), named("body", "安监局", type="department", until=day(2019, 3), end="known"), named("body", "应急局", type="department", since=day(2019, 3))],
    post=[named("post", "县政府/副县长", body="body:县政府", rank="deputy"), named("post", "应急局/局长", body="body:应急局", rank="head", reports_to="post:县政府/副县长")],
    territory=[named("territory", "县"), named("territory", "镇")], sector=[named("sector", "危化"), named("sector", "加油站", parent="sector:危化")],
    object=[named("object", "油站")], at=[{"object": "object:油站", "territory": "territory:镇"}],
    part_of=[{"body": "body:应急局", "parent": "body:县政府", "document": "云委发〔2019〕1号"}, {"body": "body:应急局", "parent": "body:县政府"}],
    guided_by=[{"body": "body:应急局", "guide": "body:市应急局"}],
    succeeds=[{"body": "body:应急局", "former": "body:安监局", "since": day(2019, 3), "until": day(2019, 4), "end": "known"}],
    holds=[{"person": "person:张三@应急局", "post": "post:应急局/局长", "since": day(2019, 3), "until": day(2021), "end": "known", "manner": "acting"},
           {"person": "person:李四@应急局", "post": "post:应急局/局长", "since": day(2021)}],
    in_charge_of=[{"post": "post:县政府/副县长", "over": "body:应急局", "safety": True}],
    within=[{"territory": "territory:镇", "parent": "territory:县"}], governs=[{"body": "body:县政府", "territory": "territory:县"}],
    member_of=[{"member": "body:应急局", "committee": "body:安委会", "seat": "member"}])


def test_objects_stay_in_the_register_and_unlisted_bodies_are_no_nodes() -> None:
    graph = history(FACTS).on(day(2020)).structure
    assert {kind for _, kind in graph.nodes(data="kind")} == {"body", "post", "person", "territory", "sector"}
    assert "body:市应急局" not in graph and "body:安委会" not in graph


def test_edges_carry_what_their_fact_says_and_its_row() -> None:
    graph = history(FACTS).on(day(2020)).structure
    edge = graph.edges["body:应急局", "body:县政府", "part_of"]
    assert edge["document"] == "云委发〔2019〕1号" and edge["i"] == 0 and edge["also"] == [1]
    assert graph.edges["post:县政府/副县长", "body:应急局", "in_charge_of"]["safety"] is True
    assert graph.has_edge("post:应急局/局长", "post:县政府/副县长", "reports_to") and graph.has_edge("post:应急局/局长", "body:应急局", "of")
    assert graph.has_edge("sector:加油站", "sector:危化", "parent") and graph.has_edge("territory:镇", "territory:县", "within")
    assert graph.edges["person:张三@应急局", "post:应急局/局长", "holds"]["manner"] == "acting"


def test_on_a_hand_over_day_only_the_successor_holds_the_post() -> None:
    told = history(FACTS)
    holders = {at: [person for person, _, key in told.on(at).structure.in_edges("post:应急局/局长", keys=True) if key == "holds"] for at in (day(2020, 12, 31), day(2021))}
    assert list(holders.values()) == [["person:张三@应急局"], ["person:李四@应急局"]]


def test_a_former_body_stays_as_history() -> None:
    graph = history(FACTS).on(day(2022)).structure
    assert graph.has_edge("body:应急局", "body:安监局", "succeeds")
    assert [graph.nodes[body]["alive"] for body in ("body:应急局", "body:安监局")] == [True, False]
    assert "body:应急局" not in history(FACTS).on(day(2018)).structure


def test_a_former_body_whose_posts_are_still_listed_stays_too() -> None:
    posts = county(post=[named("post", "安监局/局长", body="body:安监局", rank="head")])
    graph = history(Facts.concat([FACTS, posts])).on(day(2022)).structure
    assert graph.has_edge("body:应急局", "body:安监局", "succeeds") and graph.nodes["body:安监局"]["alive"] is False
