"""Cards: of every kind of node, against the sheets; dated changes, problems, and names that are attacks."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.counties import county as random_county
from dutygraph.analysis.views.card import HISTORY, card
from dutygraph.errors import NotFound, UsageError
from dutygraph.vocabulary import KINDS, NODE_KINDS
from snapshot.hand import county, day, named

from .recount import day_of, on
from .test_search import HOSTILE


def cells(group, *keys):
    return [tuple(getattr(row.cells[key], "name", row.cells[key]) for key in keys) for row in group.rows]


def test_an_object_says_where_it_is_what_it_does_and_who_answers(golden_day):
    said = golden_day.card("object:91519922200004524H")

    assert (said.name, said.kind.zh, said.alive, said.state.name) == ("穹岭化工有限公司", "监管对象", True, "direct")
    assert {"places", "sectors", "duties", "posts", "units"} <= {group.key for group in said.groups}
    duties = said.group("duties")
    assert duties.rows[0].cells["principal"] and duties.total == len(duties.rows)
    assert {row.cells["body"].name for row in duties.rows} >= {"穹岭县应急管理局"}
    assert all(row.cites and row.cites[0].file for group in said.groups for row in group.rows if row.filter is None)


def test_duties_of_a_card_are_those_of_explain(golden_day):
    for id_ in map(str, golden_day.snapshot.register.index):
        told = Counter((mode.mode, duty.body) for mode in golden_day.explain(id_).modes for duty in mode.duties if not duty.why)
        groups = {group.key: group for group in golden_day.card(id_).groups}
        listed = Counter((row.cells["mode"].name, row.cells["body"].id) for row in groups["duties"].rows) if "duties" in groups else Counter()
        assert set(listed) == set(told), id_


def test_a_body_lists_its_posts_in_order_with_their_holders(golden_day):
    posts = golden_day.card("body:穹岭县应急管理局").group("posts")

    assert [row.cells["rank"].name for row in posts.rows] == sorted((row.cells["rank"].name for row in posts.rows), key=["secretary", "head", "executive_deputy", "deputy", "member", "section_head", "staff"].index)
    assert all([person.id for person in row.cells["holders"]] == list(dict.fromkeys(fact["person"] for fact in golden_day.snapshot.holders(row.cells["id"].id) if fact["person"])) for row in posts.rows)


def test_a_post_and_a_person_list_terms_newest_first(golden_day):
    post = golden_day.card("post:穹岭县文化和旅游局/局长")

    assert post.state.name == "vacant"
    since = [row.cells["since"] for row in post.group("holders").rows]
    assert since == sorted(since, reverse=True)
    person = next(str(each) for each in golden_day.snapshot.history.nodes("person").ids if golden_day.card(str(each)).group("posts").total > 1)
    assert all(row.cells["post"].kind == "post" for row in golden_day.card(person).group("posts").rows)


def test_objects_by_state_are_as_many_as_their_lists(golden_day):
    for id_ in ("territory:519922", "territory:519922201", "sector:工贸", "body:穹岭县应急管理局"):
        said = golden_day.card(id_)
        for key in ("state", "kind"):
            for group in (group for group in said.groups if group.key == key):
                assert golden_day.objects(**group.filter, limit=0).total == group.total
                assert all(golden_day.objects(**row.filter, limit=0).total == row.cells["count"] for row in group.rows)


def test_a_closed_object_has_a_card_that_says_so(golden_day):
    said = next(golden_day.card(hit.id) for hit in golden_day.search("老煤窑").hits)

    assert (said.alive, said.state.name) == (False, "out")
    assert ("status", "2019-05-01") in [(event.kind.name, event.day) for event in said.history]


def test_a_document_counts_what_rests_on_it(golden_day):
    said = golden_day.card("document:穹府办发〔2019〕2号")
    resting = Counter(kind for kind in KINDS for word in golden_day.snapshot.history.table(kind)["document"].to_pylist() if word and word.removeprefix("document:") == "穹府办发〔2019〕2号")

    assert {row.cells["kind"].name: row.cells["count"] for row in said.group("citing").rows} == dict(resting)


def test_cited_documents_that_are_on_a_list_have_their_ids(golden_day):
    said = golden_day.card("object:91519922200004524H")
    cited = {cite.document for group in said.groups for row in group.rows for cite in row.cites if cite.document}

    assert {each.said for each in said.documents} <= cited and said.documents
    assert all(golden_day.card(each.id).name == each.name for each in said.documents)


def test_history_tells_changed_fields_and_facts_that_began_and_ended():
    told = on(county(
        object=[named("object", "甲厂", name="甲厂", type="enterprise", risk="blue", since=day(2015), until=day(2019)),
                named("object", "甲厂", name="甲化工厂", type="enterprise", risk="red", since=day(2019))],
        body=[named("body", "局", type="department")], sector=[named("sector", "化工")],
        licence=[{"object": "object:甲厂", "issuer": "body:局", "permit": "许可", "since": day(2016), "until": day(2019, 6)}] * 2,
        in_sector=[{"object": "object:甲厂", "sector": "sector:化工"}]), day(2020))
    said = told.card("object:甲厂")

    assert [(each.day, each.change, each.kind.name, each.field and each.field.name, getattr(each.was, "name", each.was), getattr(each.now, "name", each.now), len(each.cites)) for each in said.history] == [
        ("2019-06-01", "ended", "licence", None, None, None, 2), ("2019-01-01", "changed", "object", "name", "甲厂", "甲化工厂", 2),
        ("2019-01-01", "changed", "object", "risk", "blue", "red", 2), ("2016-01-01", "began", "licence", None, None, None, 2), ("2015-01-01", "began", "object", None, None, None, 1)]
    assert said.history_total == 5 and [node.name for node in said.history[0].nodes] == ["局"]
    assert {field.key: getattr(field.value, "name", field.value) for field in said.fields} == {"name": "甲化工厂", "type": "enterprise", "risk": "red"}
    assert said.as_dict()["history"][1]["is"] == "甲化工厂"


def test_problems_stand_on_the_cards_of_what_they_concern(golden_day):
    concerned = {problem.value for problem in golden_day.snapshot.history.problems}
    assert concerned
    found = [card(golden_day.snapshot, str(each)).problems for kind in NODE_KINDS for each in golden_day.snapshot.history.nodes(kind).ids]
    assert {fault.code for faults in found for fault in faults} == {problem.code for problem in golden_day.snapshot.history.problems if problem.place or problem.value}


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 5000))
def test_every_node_of_any_county_has_a_card(seed):
    asked = day_of(random_county(seed))
    for kind in NODE_KINDS:
        for id_ in map(str, asked.snapshot.history.nodes(kind).ids):
            said = asked.card(id_, limit=3)
            json.dumps(said.as_dict())
            assert all(len(group.rows) <= 3 or group.filter is not None for group in said.groups)
            assert all(group.total >= len(group.rows) or group.filter is not None for group in said.groups)
            assert said.history_total >= len(said.history) <= HISTORY
            days = [event.day for event in said.history]
            assert days == sorted(days, reverse=True)


def test_names_that_are_attacks_come_back_as_they_are():
    for at, name in enumerate(HOSTILE):
        told = on(county(
            object=[named("object", f"{at}", name=name, type="enterprise", address=name, aliases=name.replace(";", ""))], body=[named("body", "局", name=name, type="department")],
            post=[named("post", "局/长", name=name, body="body:局")], licence=[{"object": f"object:{at}", "issuer": "body:局", "permit": name, "number": name}]), day(2020))
        said = told.card(f"object:{at}").as_dict()
        assert said["name"] == name or not name.strip()
        assert {field["key"]: field["value"] for field in said["fields"]}["address"] == name
        row = next(group for group in said["groups"] if group["key"] == "licences")["rows"][0]["cells"]
        assert (row["permit"], row["issuer"]["name"]) == (name, name) or not name.strip()
        json.dumps(said)


@pytest.mark.parametrize("id_", ["object:查无此厂", "nothing", "", "object:", "castle:one", "object:\x00", None, 5])
def test_what_is_not_known_is_not_found(golden_day, id_):
    with pytest.raises(NotFound):
        golden_day.card(id_)


def test_a_limit_that_is_none_is_a_usage_error(golden_day):
    with pytest.raises(UsageError):
        golden_day.card("sector:工贸", limit=-1)
