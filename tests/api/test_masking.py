"""Names of persons: hidden from readers wherever they occur, shown to auditors, and each showing written down."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest

from dutygraph.api.access.masking import Mask, masked, names_of
from dutygraph.seed import sheets

from .service import filled, needed, opened, routes, serving

SECRET = b"secret"


@pytest.mark.parametrize(("name", "shown"), [("张三", "张某"), ("欧阳锋", "欧阳某"), ("阿古拉·巴特", "阿某"), ("John Smith", "J某"), ("丁", "丁某")])
def test_a_name_keeps_its_surname(name, shown):
    assert masked(name) == shown


@pytest.mark.parametrize(("text", "shown"), [
    ("张三", "张某"), ("县长张三兼任", "县长张某兼任"), ("张三丰", "张某"), ("张三、李四", "张某、李某"), ("张某", "张某"), ("开张三天", "开张某天"), ("", ""), ("无人", "无人"),
    ("Li Wei said", "L某 said"), ("Li Weil", "Li Weil"), ("丁", "丁某"), ("丁香路", "丁香路"), ("<b>张三</b>", "<b>张某</b>"), ("张三张三", "张某张某"), ("三张三", "三张某")])
def test_names_are_hidden_inside_any_text(text, shown):
    assert Mask(["张三", "张三丰", "李四", "Li Wei", "丁"], SECRET).text(text) == shown


def test_an_id_that_carries_a_name_becomes_another_id():
    mask = Mask(["张三"], SECRET)
    shown = mask.text("person:张三@县政府")

    assert re.fullmatch(r"person:~[0-9a-f]{16}", shown)
    assert mask.text("object:张三副食店").startswith("object:~")
    assert mask.text("body:县政府") == "body:县政府"
    assert mask.text(shown) == shown
    assert Mask(["张三"], b"other").text("person:张三@县政府") != shown


def test_every_part_of_an_answer_is_looked_through():
    said = {"张三": ["张三", ("张三", {"x": "张三"}), 3, None, True], "person:张三": "a"}
    shown = Mask(["张三"], SECRET).apply(said)

    assert "张三" not in json.dumps(shown, ensure_ascii=False)
    assert shown["张某"][2:] == [3, None, True]


def test_names_are_those_of_facts_and_problems(county):
    history = county.history()
    names = names_of(history)

    assert {str(each) for each in history.nodes("person").name_column.to_pylist()} <= names
    assert {"张三"} & names == set()


def shown_by(client, app, names, object_ids, extra):
    """Addresses whose answer shows a full name that was not in the question."""
    leaks, asked = [], 0
    paths = [filled(path, each) for method, path, _ in routes(app) if method == "GET" for each in (object_ids if "{id:path}" in path else object_ids[:1])]
    for path in [*dict.fromkeys(paths), *extra]:
        answer = client.get(path, params={**needed(path), **({} if "?" in path else {"limit": 500})} if "?" not in path else None)
        asked += answer.status_code == 200
        text = unquote(answer.text) + " ".join(unquote(value) for value in answer.headers.values())
        leaks += [(path, answer.status_code, name) for name in names if name in text][:3]
    return leaks, asked


def interesting(county):
    """Names to look for, objects to look at, and addresses about every kind of node: among them those whose id carries a name."""
    history = county.history()
    names = sorted(each for each in names_of(history) if len(each) > 1)
    mask = Mask.of(history, SECRET)
    objects = [str(each) for each in county.on().snapshot.register.index]
    named = [each for each in objects if mask.holds(each) or mask.holds(history.name(each))]
    return names, [*objects[:3], *named[:3]], [str(history.nodes(kind).ids[0]) for kind in ("body", "post", "person", "territory", "sector", "unit", "document") if len(history.nodes(kind).ids)]


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_no_address_shows_a_reader_a_full_name(service, county, accept):
    names, objects, nodes = interesting(county)
    client = service.as_("reader", Accept=accept)
    alias = service.desk.masks()[0].text
    extra = [f"{room}/{alias(node)}" for room in ("/api/v1/nodes", "/api/v1/neighbourhood", "/nodes", "/neighbourhood") for node in nodes]
    extra += [f"/asks/{name}?format={form}" for name in ("vacancies", "no-leader", "unlisted-acts") for form in ("csv", "json")]
    leaks, asked = shown_by(client, service.app, names, objects, extra)

    assert leaks == []
    assert asked > 40


@pytest.mark.slow
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_no_address_shows_a_reader_a_full_name_of_the_seed_county(tmp_path, accept):
    with opened(tmp_path / "store") as county:
        county.load(sheets())
        with serving(county, tmp_path / "keys") as service:
            names, objects, nodes = interesting(county)
            alias = service.desk.masks()[0].text
            extra = [f"{room}/{alias(node)}" for room in ("/api/v1/nodes", "/nodes") for node in nodes]
            leaks, _ = shown_by(service.as_("reader", Accept=accept), service.app, names, objects[:2], extra)

    assert leaks == []


def test_a_wrong_word_does_not_bring_a_name_to_light(service, county):
    name = next(each for each in names_of(county.history()) if len(each) > 1)
    person = next(str(each) for each in county.history().nodes("person").ids if name in str(each))
    for path in (f"/api/v1/nodes/{person[:-1]}", f"/api/v1/nodes/person:{name}x", f"/api/v1/chain/{name[:1]}"):
        said = service.as_("reader").get(path).json()
        assert not [each for each in names_of(county.history()) if len(each) > 1 and each in json.dumps(said, ensure_ascii=False)]


def test_other_ids_lead_where_the_ids_lead(service, county):
    people = [str(each) for each in county.history().nodes("person").ids[:5]]
    reader, auditor = service.as_("reader"), service.as_("auditor")
    for person in people:
        alias = service.desk.masks()[0].alias(person)
        shown = reader.get(f"/api/v1/nodes/{alias}").json()
        full = auditor.get(f"/api/v1/nodes/{alias}").json()
        assert (shown["id"], full["id"]) == (alias, person)
        assert shown["name"] == masked(full["name"])
        assert reader.get(f"/nodes/{alias}", headers={"Accept": "text/html"}).status_code == 200
        assert reader.get(f"/neighbourhood/{alias}", headers={"Accept": "text/html"}).status_code == 200
    assert reader.get("/api/v1/nodes/person:~0000000000000000").status_code == 404


def test_an_auditor_sees_full_names_and_it_is_written_down(service, county):
    person = str(county.history().nodes("person").ids[0])
    before = len(service.audited())
    answer = service.as_("auditor").get(f"/api/v1/nodes/{person}")
    lines = [json.loads(each) for each in service.audited()[before:]]

    assert county.history().name(person) in answer.text
    assert [(each["who"], each["event"], each["path"], each["subject"], each["request"]) for each in lines] == [
        ("the auditor", "names", f"/api/v1/nodes/{person}", person, answer.headers["x-request-id"])]
    assert service.tokens["auditor"] not in "".join(service.audited())


def test_an_answer_without_names_is_not_written_down(service):
    before = len(service.audited())
    assert service.as_("auditor").get("/api/v1/coverage").status_code == 200
    assert service.as_("reader").get("/api/v1/asks/vacancies").status_code == 200

    assert service.audited()[before:] == []


def test_an_answer_that_is_not_sent_again_is_written_down_all_the_same(service, an_object):
    client = service.as_("auditor")
    first = client.get(f"/api/v1/chain/{an_object}")
    before = len(service.audited())
    again = client.get(f"/api/v1/chain/{an_object}", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert len(service.audited()) == before + 1


def test_without_a_log_no_name_is_shown(county, tmp_path, an_object):
    with serving(county, tmp_path) as service:
        service.policy.audit.mkdir()
        answer = service.as_("auditor").get(f"/api/v1/chain/{an_object}")
        reader = service.as_("reader").get(f"/api/v1/chain/{an_object}")

    assert (answer.status_code, answer.json()["code"]) == (503, "audit")
    assert reader.status_code == 200
