"""Neighbourhoods: the ties of the structure graph and the register, ring by ring; by mode and line; the cut stated and the same every time."""

from __future__ import annotations

import json

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.counties import county as random_county
from dutygraph.analysis.lines import LINES
from dutygraph.analysis.views.neighbourhood import MOST_NODES, neighbourhood
from dutygraph.errors import NotFound, UsageError
from dutygraph.vocabulary import MODES
from snapshot.hand import county, day, history, named

from .recount import day_of, on


def ids(found):
    return {each.id for each in found.nodes}


def test_the_first_ring_of_a_body_is_what_the_structure_graph_ties_to_it(golden_day):
    graph = golden_day.snapshot.structure
    for body in (str(each) for each in golden_day.snapshot.history.nodes("body").ids):
        if not graph.nodes.get(body, {}).get("alive"):
            continue
        found = golden_day.neighbourhood(body)
        tied = {other for other in nx.all_neighbors(graph, body) if graph.nodes[other]["kind"] in ("body", "post", "territory")}
        assert tied <= ids(found), body
        others = {(edge.source, edge.target) for edge in found.edges if edge.kind.name in ("duty", "licence", "on_behalf", "in_charge_of", "member_of")}
        assert ids(found) - tied - {body} <= {each for pair in others for each in pair}


def test_an_object_is_tied_to_who_answers_for_it(golden_day):
    id_ = next(row.id for row in golden_day.objects().rows if row.name == "红岩采石场")
    found = golden_day.neighbourhood(id_)
    told = {duty.body for mode in golden_day.explain(id_).modes for duty in mode.duties if not duty.why}

    assert {edge.source for edge in found.edges if edge.kind.name in ("supervises", "duty") and edge.target == id_} == told
    assert {"sector:非煤矿山"} <= ids(found)


def test_rings_are_steps_from_the_centre(golden_day):
    for id_ in ("body:穹岭县应急管理局", "sector:工贸", "territory:519922201", "post:穹岭县应急管理局/局长"):
        found = golden_day.neighbourhood(id_, 3)
        graph = nx.Graph([(edge.source, edge.target) for edge in found.edges])
        steps = nx.single_source_shortest_path_length(graph, id_)
        if not found.cut:
            assert all(each.ring >= steps[each.id] for each in found.nodes)
        assert found.nodes[0].id == id_ and [each.ring for each in found.nodes] == sorted(each.ring for each in found.nodes)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_whatever_is_asked_the_picture_holds_together(data):
    asked = day_of(random_county(data.draw(st.integers(0, 5000))))
    kind = data.draw(st.sampled_from(["body", "post", "person", "territory", "sector", "object"]))
    every = [str(each) for each in asked.snapshot.history.nodes(kind).ids]
    if not every:
        return
    id_, limit = data.draw(st.sampled_from(every)), data.draw(st.integers(1, 40))
    words = {"depth": data.draw(st.integers(1, 3)), "modes": data.draw(st.sampled_from([None, "industry", ["special", "licence"]])),
             "lines": data.draw(st.sampled_from([None, "party", "territorial,industry"]))}
    whole, part = asked.neighbourhood(id_, **words), asked.neighbourhood(id_, **words, limit=limit)
    shown = ids(part)

    assert shown <= ids(whole) or whole.cut
    assert part.shown == len(part.nodes) == len(shown) == min(limit, part.shown) and part.total == whole.total
    assert part.cut == (part.total > part.shown) and sum(total for _, total in part.by_kind.values()) == part.total
    assert {key: count for key, (count, _) in part.by_kind.items() if count} == {each: sum(node.kind == each for node in part.nodes) for each in {node.kind for node in part.nodes}}
    assert all(edge.source in shown and edge.target in shown for edge in part.edges)
    graph = nx.Graph([(edge.source, edge.target) for edge in part.edges])
    graph.add_nodes_from(shown)
    assert nx.is_connected(graph)
    assert json.dumps(part.as_dict()) == json.dumps(asked.neighbourhood(id_, **words, limit=limit).as_dict())


def test_modes_and_lines_keep_only_their_duties(golden_day):
    id_ = "object:91519922200004524H"
    for mode in (term.name for term in MODES):
        assert {edge.mode.name for edge in golden_day.neighbourhood(id_, 2, modes=mode).edges if edge.mode} <= {mode}
    for line in LINES:
        assert all(line in edge.lines for edge in golden_day.neighbourhood(id_, 2, lines=line).edges)


def many(objects: int):
    return on(county(
        sector=[named("sector", "零售"), named("sector", "其他", parent="sector:零售")], territory=[named("territory", "镇", type="township")],
        body=[named("body", "局", type="department"), named("body", "政府", type="government")], part_of=[{"body": "body:局", "parent": "body:政府"}],
        duty=[{"bearer": "body:局", "mode": "industry", "sector": "sector:零售", "territory": "territory:镇"}],
        object=[named("object", f"店{at:05}", type="sole_trader") for at in range(objects)],
        in_sector=[{"object": f"object:店{at:05}", "sector": "sector:零售"} for at in range(objects)],
        at=[{"object": f"object:店{at:05}", "territory": "territory:镇"} for at in range(objects)]), day(2020))


def test_a_sector_with_thousands_of_objects_shows_the_first_and_says_how_many_there_are():
    found = many(3000).neighbourhood("sector:零售", 2)

    assert (found.shown, found.total, found.cut) == (MOST_NODES, 3005, True)
    assert found.by_kind["object"] == (MOST_NODES - 5, 3000) and found.by_kind["body"] == (2, 2)
    assert [each.id for each in found.nodes if each.kind == "object"] == [f"object:店{at:05}" for at in range(MOST_NODES - 5)]
    assert "3,005" in found.notes[0].zh and "300 of 3,005" in found.notes[0].en


def test_the_other_objects_of_a_town_are_no_neighbours_of_one():
    assert {each.kind for each in many(30).neighbourhood("object:店00007", 3).nodes if each.ring} == {"sector", "territory", "body"}


def test_former_bodies_stay_tied_to_their_successors(golden_day):
    edges = {(edge.source, edge.kind.name, edge.target) for edge in golden_day.neighbourhood("body:穹岭县应急管理局").edges}

    assert ("body:穹岭县应急管理局", "succeeds", "body:穹岭县安全生产监督管理局") in edges


@pytest.mark.parametrize("words", [{"depth": 0}, {"depth": 4}, {"depth": "2"}, {"depth": True}, {"limit": 0}, {"limit": 301}, {"modes": "magic"}, {"lines": "front"}])
def test_what_there_is_not_is_a_usage_error(golden_day, words):
    with pytest.raises(UsageError):
        golden_day.neighbourhood("sector:工贸", **words)


@pytest.mark.parametrize("id_", ["sector:查无", "document:穹府办发〔2019〕2号", "", None, "sector:\x00"])
def test_what_has_no_neighbourhood_is_not_found(golden_day, id_):
    with pytest.raises(NotFound):
        golden_day.neighbourhood(id_)


def test_a_lonely_node_is_its_own_neighbourhood():
    told = history(county(sector=[named("sector", "孤")])).on(day(2020))
    found = neighbourhood(told, "sector:孤", 3)
    assert (found.total, found.cut, found.edges, [each.id for each in found.nodes]) == (1, False, (), ["sector:孤"])
