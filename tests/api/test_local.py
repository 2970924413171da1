"""The local person may do all: only on this machine, by a local name, from our own pages, and not passed on by anything."""

from __future__ import annotations

import pytest

from dutygraph.api.access import Keys

from .asgi import Caller
from .service import serving


def ask(local, **headers):
    return local.as_(None, **headers).get("/api/v1/coverage")


def test_the_local_person_needs_no_key(local):
    assert ask(local).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:8765"])
def test_local_names_are_taken(local, host):
    assert ask(local, Host=host).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "10.0.0.1", "", "[::2]", "a@127.0.0.1x"])
def test_another_host_is_refused_whatever_it_resolves_to(local, host):
    answer = ask(local, Host=host)

    assert (answer.status_code, answer.json()["code"]) == (403, "host")


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Anything", "Forwarded", "Via", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP"])
def test_a_forwarded_request_is_refused(local, header):
    answer = ask(local, **{header: "127.0.0.1"})

    assert (answer.status_code, answer.json()["code"]) == (403, "forwarded")


def test_what_a_plain_proxy_passes_on_is_refused(local):
    """`proxy_pass` of nginx speaks HTTP/1.0 and adds no header unless told to."""
    said = {}
    caller = Caller(local.app)
    for version in ("1.0", "1.1"):
        caller.version = version
        said[version] = caller.get("/api/v1/coverage").status
    caller.close()

    assert said == {"1.0": 403, "1.1": 200}


@pytest.mark.parametrize(("headers", "code"), [
    ({"Origin": "https://evil.example"}, 403), ({"Origin": "null"}, 403), ({"Origin": "http://127.0.0.1:9"}, 403), ({"Origin": "http://127.0.0.1"}, 200),
    ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403), ({"Sec-Fetch-Site": "same-origin"}, 200), ({"Sec-Fetch-Site": "none"}, 200),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200), ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403)])
def test_other_sites_cannot_ask_through_the_persons_browser(local, headers, code):
    assert ask(local, **headers).status_code == code


def test_other_sites_cannot_load_through_the_persons_browser(local):
    sent = {"files": [("files", ("a.csv", b"x"))]}

    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}):
        assert local.as_(None, **headers).post("/api/v1/loads", **sent).status_code == 403


def test_a_client_elsewhere_is_refused(local):
    from starlette.testclient import TestClient

    answer = TestClient(local.app, base_url="http://127.0.0.1", client=("10.0.0.9", 1)).get("/api/v1/coverage")

    assert answer.json()["code"] == "forwarded"


def test_public_addresses_need_nothing(local):
    assert local.as_(None, Host="evil.example").get("/healthz").status_code == 200


def test_a_key_that_is_added_ends_the_local_mode_at_once_and_for_good(county, tmp_path):
    with serving(county, tmp_path, keys=False) as service:
        assert ask(service).status_code == 200
        key, token = Keys(service.policy.keys).add("somebody", ["reader"])
        assert ask(service).status_code == 401
        assert ask(service, Authorization=f"Bearer {token}").status_code == 200
        Keys(service.policy.keys).revoke(key.id)
        assert ask(service).status_code == 401


def test_a_broken_file_of_keys_opens_nothing(county, tmp_path):
    (tmp_path / "keys.json").write_text("{", "utf-8")
    with serving(county, tmp_path, keys=False) as service:
        answer = ask(service)

        assert answer.status_code >= 500
        assert "keys" in answer.text
        assert service.as_(None).get("/healthz").status_code == 200
