"""Names of persons: hidden from readers wherever they occur, shown to auditors, and each showing written down."""

from __future__ import annotations

import io
import json
import re
import zipfile
from urllib.parse import unquote

import pytest

from dutygraph.api.access.masking import Mask, masked, names_of
from dutygraph.seed import sheets

from .service import GOLDEN, filled, needed, opened, routes, serving
from .test_uploads import roster

SECRET = b"secret"
WORDS = ("meta", "name", "total", "rows", "object", "absent", "direct", "zh", "en", "filter", "states", "high", "id", "none", "kind", "enterprise", "began", "holder", "industry", "county")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The golden county with officials who are named like words of the program, and like parts of its sectors and bodies."""
    folder = tmp_path_factory.mktemp("hostile")
    with opened(folder / "store") as county:
        county.load(GOLDEN)
        history = county.history()
        places = [str(each).partition(":")[2][:2] for kind in ("sector", "territory", "body") for each in history.nodes(kind).ids[:3]]
        (folder / "任职.csv").write_text(roster(*WORDS, *places), "utf-8")
        county.load(folder / "任职.csv")
        assert {*WORDS, *places} <= names_of(county.history())
        with serving(county, folder / "keys") as found:
            yield found, county


@pytest.mark.parametrize(("name", "shown"), [("张三", "张某"), ("欧阳锋", "欧阳某"), ("阿古拉·巴特", "阿某"), ("John Smith", "J某"), ("丁", "丁某")])
def test_a_name_keeps_its_surname(name, shown):
    assert masked(name) == shown


@pytest.mark.parametrize(("text", "shown"), [
    ("张三", "张某"), ("县长张三兼任", "县长张某兼任"), ("张三丰", "张某"), ("张三、李四", "张某、李某"), ("张某", "张某"), ("开张三天", "开张某天"), ("", ""), ("无人", "无人"),
    ("Li Wei said", "L某 said"), ("Li Weil", "Li Weil"), ("丁", "丁某"), ("丁香路", "丁香路"), ("<b>张三</b>", "<b>张某</b>"), ("张三张三", "张某张某"), ("三张三", "三张某"),
    ("张 三", "张某"), ("县长\u3000张\u3000三 兼任", "县长\u3000张某 兼任"), ("张\u200b三", "张某"), ("张\u00a0\u2060三说", "张某说"), ("安全 生产 李四", "安全 生产 李某"), ("王勇", "王某"), ("王 勇", "王某")])
def test_names_are_hidden_inside_any_text(text, shown):
    assert Mask(["张三", "张三丰", "李四", "Li Wei", "丁", "王 勇"], SECRET).text(text) == shown


def test_an_id_that_carries_a_name_becomes_another_id():
    mask = Mask(["张三"], SECRET)
    shown = mask.text("person:张三@县政府")

    assert re.fullmatch(r"person:~[0-9a-f]{16}", shown)
    assert mask.text("object:张三副食店").startswith("object:~")
    assert mask.text("body:县政府") == "body:县政府"
    assert mask.text(shown) == shown
    assert [mask.text(each) for each in ("sector:张三类", "territory:张三村", "body:张三站")] == ["sector:张三类", "territory:张三村", "body:张三站"]
    assert mask.text("由 sector:张三类") == "由 sector:张某类"
    assert Mask(["张三"], b"other").text("person:张三@县政府") != shown


def test_every_part_of_an_answer_is_looked_through():
    said = {"张三": ["张三", ("张三", {"x": "张三"}), 3, None, True], "person:张三": "a"}
    shown = Mask(["张三"], SECRET).apply(said)

    assert "张三" not in json.dumps(shown, ensure_ascii=False)
    assert shown["张某"][2:] == [3, None, True]


def test_words_of_the_program_are_no_names():
    mask = Mask(["meta", "name", "total", "object", "absent", "high", "zh", "en"], SECRET)
    said = {"meta": {"name": {"name": "absent", "zh": "无人监管", "en": "absent"}, "total": 3}, "severity": "high", "id": "object:91519921100000374L", "kind": "object", "text": "high"}

    assert mask.apply({**said, "说 total": 1}) == {**said, "text": "h某", "说 t某": 1}
    assert mask.holds({"meta": {"total": 1}, "state": "absent"}) is False


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_person_named_like_a_word_of_the_program_breaks_nothing(hostile, accept):
    service, county = hostile
    client = service.as_("reader", Accept=accept)
    objects = [str(each) for each in county.on().snapshot.register.index[:2]]
    answers = {}
    for path in dict.fromkeys(filled(path, each) for method, path, _ in routes(service.app) if method == "GET" for each in objects):
        found = client.get(path, params=needed(path))
        answers[path] = found.status_code
        if found.headers.get("content-type") == "application/json":
            assert "某" not in "".join(keys_of(found.json())), path
    assert {status for status in answers.values() if status >= 400} <= {403, 404}
    assert len([status for status in answers.values() if status == 200]) > 20
    for room in ("/coverage", "/asks/unsupervised", "/objects"):
        assert client.get(room, params={"format": "xlsx"}, headers={"Accept": "text/html"}).status_code == 200


def test_a_name_inside_the_name_of_a_sector_leaves_every_filter_a_way_back(hostile):
    service, _ = hostile
    reader = service.as_("reader")
    matrix = reader.get("/api/v1/matrix", params={"measure": "objects"}).json()
    cells = [cell for row in matrix["rows"] for cell in row["cells"] if cell and cell["value"]]
    assert cells
    for cell in cells:
        words = {name: str(value).lower() if isinstance(value, bool) else value for name, value in cell["filter"].items()}
        assert reader.get("/api/v1/objects", params={**words, "limit": 1}).json()["total"] == cell["value"], words
        assert service.as_("reader", Accept="text/html").get("/objects", params=words).status_code == 200


def test_a_persons_own_id_is_not_taken_from_a_reader(service, county):
    person = str(county.history().nodes("person").ids[0])
    for room in ("/api/v1/nodes", "/api/v1/neighbourhood", "/nodes", "/neighbourhood"):
        said = [service.as_("reader").get(f"{room}/{each}") for each in (person, "person:无此人@任何地方")]
        assert [each.status_code for each in said] == [404, 404]
        assert service.as_("auditor").get(f"{room}/{person}").status_code == 200


def keys_of(said):
    """Every key of an answer."""
    if isinstance(said, dict):
        return [*said, *(key for each in said.values() for key in keys_of(each))]
    return [key for each in said for key in keys_of(each)] if isinstance(said, list) else []


def test_names_are_those_of_facts_and_problems(county):
    history = county.history()
    names = names_of(history)

    assert {str(each) for each in history.nodes("person").name_column.to_pylist()} <= names
    assert {"张三"} & names == set()


def unpacked(answer):
    """The text of an answer; of a workbook what its packed parts say."""
    if not answer.content.startswith(b"PK"):
        return unquote(answer.text)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return "".join(packed.read(each).decode("utf-8", "replace") for each in packed.namelist())


def shown_by(client, app, names, object_ids, extra):
    """Addresses whose answer shows a full name that was not in the question."""
    leaks, asked = [], 0
    paths = [filled(path, each) for method, path, _ in routes(app) if method == "GET" for each in (object_ids if "{id:path}" in path else object_ids[:1])]
    for path in [*dict.fromkeys(paths), *extra]:
        answer = client.get(path, params={**needed(path), **({} if "?" in path else {"limit": 500})} if "?" not in path else None)
        asked += answer.status_code == 200
        text = unpacked(answer) + " ".join(unquote(value) for value in answer.headers.values())
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
    extra += [f"/asks/{name}?format={form}" for name in ("vacancies", "no-leader", "unlisted-acts") for form in ("csv", "json", "xlsx")]
    extra += [f"/chain/{each}?format={form}" for each in objects for form in ("svg", "xlsx")]
    extra += [f"{room}?format=xlsx" for room in ("/objects", "/coverage", "/problems", "/loads", "/loads/L0001", "/changes")]
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
