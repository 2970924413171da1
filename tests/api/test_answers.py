"""Answers of the API: meta, totals, stable order, all faults at once, 304, languages, compression, HEAD."""

from __future__ import annotations

import json

import pytest

from dutygraph import __version__
from dutygraph.analysis import ANALYSES

from .service import filled, needed, routes

DATED = ["/api/v1/coverage", "/api/v1/matrix", "/api/v1/objects", "/api/v1/asks", "/api/v1/search?text=a", "/api/v1/loads", "/api/v1/problems", "/api/v1/changes?from=2016-01-01", "/api/v1/days",
         *(f"/api/v1/asks/{name}" for name in ANALYSES)]


@pytest.fixture
def client(local):
    return local.as_(None)


@pytest.mark.parametrize("path", DATED)
def test_every_answer_says_on_what_it_rests(client, county, path):
    meta = client.get(path).json()["meta"]

    assert meta["data_version"] == county.store.version()
    assert meta["rules_version"] == county.rules.version
    assert set(meta) == {"as_of", "known_at", "data_version", "rules_version", "completeness", "parameters"}


@pytest.mark.parametrize("path", ["/api/v1/coverage", "/api/v1/asks/unsupervised", "/api/v1/objects", "/api/v1/matrix"])
def test_the_day_and_what_was_known_are_those_asked_for(client, path):
    meta = client.get(path, params={"as_of": "2019-03-01", "known_at": "2030-01-01"}).json()["meta"]

    assert (meta["as_of"], meta["known_at"]) == ("2019-03-01", "2030-01-01")


@pytest.mark.parametrize("name", ANALYSES)
def test_an_ask_says_what_the_program_says(client, county, name):
    said = client.get(f"/api/v1/asks/{name}", params={"limit": 500}).json()
    direct = json.loads(county.on().ask(name).to_json())

    assert said["findings"] == direct["findings"][:500]
    assert (said["total"], said["count"], said["out_of"]) == (direct["count"], direct["count"], direct["out_of"])


def test_parameters_of_an_ask_are_taken(client, county):
    said = client.get("/api/v1/asks/unsupervised", params={"kinds": "enterprise"}).json()

    assert said["findings"] == json.loads(county.on().ask("unsupervised", kinds="enterprise").to_json())["findings"]
    assert said["meta"]["parameters"]["kinds"] == "enterprise"


@pytest.mark.parametrize(("path", "key"), [("/api/v1/objects", "rows"), ("/api/v1/asks/unsupervised", "findings"), ("/api/v1/problems", "problems"), ("/api/v1/search?text=a", "hits")])
def test_pages_of_a_list_make_the_whole_in_stable_order(client, path, key):
    whole = client.get(path, params={"limit": 500} if "?" not in path else None).json()
    assert whole["total"] > 3 or key == "hits"
    parts = []
    for offset in range(0, whole["total"], 3):
        joint = "&" if "?" in path else "?"
        parts += client.get(f"{path}{joint}limit=3&offset={offset}").json()[key]
        if len(parts) >= 30:
            break

    assert parts == whole[key][:len(parts)]


def test_a_part_beyond_the_end_is_empty_and_still_says_the_total(client):
    said = client.get("/api/v1/objects", params={"offset": 10**9, "limit": 0}).json()

    assert said["rows"] == []
    assert said["total"] > 0


def test_chain_and_explanation_are_those_of_the_program(client, county, an_object):
    assert client.get(f"/api/v1/chain/{an_object}").json() == json.loads(county.on().trace(an_object).to_json())
    assert client.get(f"/api/v1/explain/{an_object}").json() == json.loads(county.on().explain(an_object).to_json())
    assert client.get(f"/api/v1/chain/{county.history().name(an_object)}").json()["object"] == an_object


def test_all_faults_are_said_at_once(client):
    answer = client.get("/api/v1/asks/blind-cells", params={"as_of": "yesterday", "known_at": "2016-13-01", "limit": "-1", "offset": "x", "lang": "fr", "cells": "none", "as-of": "2016-01-01"})
    said = answer.json()

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {each["name"] for each in said["errors"]} == {"as_of", "known_at", "limit", "offset", "lang", "cells", "as-of"}
    assert (said["code"], said["status"], said["type"]) == ("invalid", 422, "urn:dutygraph:problem:invalid")
    assert said["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("path", [path for path in DATED if "?" not in path])
def test_a_word_that_is_not_known_is_not_passed_over(client, path):
    said = client.get(path, params={"asof": "2016-01-01"}).json()

    assert [each["name"] for each in said["errors"]] == ["asof"]


def test_a_word_that_is_given_twice_is_said(client):
    assert client.get("/api/v1/coverage?as_of=2016-01-01&as_of=2017-01-01").json()["errors"][0]["name"] == "as_of"


@pytest.mark.parametrize(("path", "status", "code"), [
    ("/api/v1/asks/unsupervise", 404, "not-found"), ("/api/v1/nodes/object:nothing", 404, "not-found"), ("/api/v1/chain/nothing", 404, "not-found"), ("/api/v1/nothing", 404, "no-page"),
    ("/api/v1/asks/unsupervised?sector=nothing", 404, "not-found"), ("/api/v1/asks/unsupervised?kinds=ship", 404, "not-found"), ("/api/v1/neighbourhood/object:x?depth=4", 422, "invalid"),
    ("/api/v1/changes", 422, "invalid"), ("/api/v1/changes?from=x", 422, "invalid"), ("/api/v1/coverage?as_of=0001-01-01", 422, "invalid"), ("/api/v1/coverage?known_at=0001-01-01T00:00:00%2B23:00", 422, "invalid")])
def test_problems_have_stable_codes(client, path, status, code):
    answer = client.get(path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_near_names_are_suggested(client):
    assert "unsupervised" in client.get("/api/v1/asks/unsupervise").json()["advice"]


def test_a_method_that_is_not_taken_says_which_are(client):
    answer = client.delete("/api/v1/coverage")

    assert (answer.status_code, answer.json()["code"]) == (405, "method")
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(("asked", "cookie", "accept", "zh"), [("zh", "en", "en", True), (None, "zh", "en", True), (None, None, "zh-CN,zh;q=0.9", True), (None, None, "fr, en-GB", False), (None, None, "", False)])
def test_problems_are_in_the_readers_language(local, asked, cookie, accept, zh):
    headers = {"Accept-Language": accept} | ({"Cookie": f"lang={cookie}"} if cookie else {})
    title = local.as_(None, **headers).get("/api/v1/nothing", params={"lang": asked} if asked else None).json()["title"]

    assert (title == "没有这个地址") == zh


def test_an_answer_that_is_there_already_is_not_sent_again(client):
    first = client.get("/api/v1/coverage")
    tag = first.headers["etag"]
    for stated in (tag, f'"x", {tag}', tag.removeprefix("W/")):
        again = client.get("/api/v1/coverage", headers={"If-None-Match": stated})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/api/v1/coverage", headers={"If-None-Match": 'W/"x"'}).status_code == 200
    assert client.get("/api/v1/nodes/object:nothing", headers={"If-None-Match": "*"}).status_code == 404


def test_the_tag_tells_apart_question_language_and_who_sees_names(service):
    def tag(who, path, **headers):
        return service.as_(who, **headers).get(path).headers["etag"]

    tags = {tag("auditor", "/api/v1/coverage"), tag("reader", "/api/v1/coverage"), tag("reader", "/api/v1/coverage?as_of=2016-01-01"),
            tag("reader", "/api/v1/coverage", **{"Accept-Language": "zh"}), tag("reader", "/api/v1/asks")}

    assert len(tags) == 5
    assert tag("reader", "/api/v1/coverage") == tag("loader", "/api/v1/coverage")


def test_the_same_question_has_the_same_bytes(client, an_object):
    for path in ("/api/v1/coverage", f"/api/v1/chain/{an_object}", "/api/v1/matrix"):
        assert client.get(path).content == client.get(path).content


def test_answers_are_compressed_where_that_is_wanted(client):
    small = client.get("/api/v1/vocabulary", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/api/v1/vocabulary", headers={"Accept-Encoding": "identity"})

    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(small.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert small.json() == plain.json()
    assert "Accept-Encoding" in small.headers["vary"]


def test_head_says_what_get_would_without_a_body(service, an_object):
    client = service.as_("reader")
    for method, path, _ in routes(service.app):
        if method != "GET":
            continue
        address = filled(path, an_object)
        got, head = client.get(address, params=needed(path)), client.head(address, params=needed(path))
        assert (head.status_code, head.content) == (got.status_code, b""), address
        assert head.headers["content-type"] == got.headers["content-type"], address


def test_every_answer_has_the_headers_of_safety(service, an_object):
    client = service.as_("reader")
    paths = [filled(path, an_object) for method, path, _ in routes(service.app) if method == "GET"]
    for path in [*paths, "/nothing", "/api/v1/nothing", "/api/v1/coverage?as_of=x", "/" + "x" * 5000]:
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "unsafe-inline" not in policy, path
        assert "default-src 'none'" in policy, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["x-request-id"], path
        assert "server" not in headers, path


def test_a_request_may_bring_its_name(client):
    assert client.get("/healthz", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    for odd in ("a b", "x" * 65, "<script>", ""):
        assert client.get("/healthz", headers={"X-Request-ID": odd}).headers["x-request-id"] != odd


def test_the_service_says_that_it_lives_is_ready_and_which_it_is(client, county):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}
    assert client.get("/version").json() == {"name": "dutygraph", "version": __version__, "api": "v1", "data_version": county.store.version()}
