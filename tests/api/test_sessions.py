"""Signing in: an opaque cookie for people, a token on every form, an end by signing out and with the key."""

from __future__ import annotations

import re

import pytest

from dutygraph.api.access import Keys
from dutygraph.api.access.sessions import COOKIE
from dutygraph.api.sign import own_path

from .service import serving


@pytest.fixture
def service(county, tmp_path):
    with serving(county, tmp_path) as found:
        yield found


def token_of(client, path="/sign-in"):
    return re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get(path, headers={"Accept": "text/html"}).text)[1]


def signed_in(service, scope="reader", **more):
    client = service.as_(None, Accept="text/html")
    answer = client.post("/sign-in", data={"key": service.tokens[scope], "csrf": token_of(client), **more})
    return client, answer


def test_a_key_signs_in_and_leads_back(service):
    client, answer = signed_in(service, next="/coverage?as_of=2016-01-01")

    assert (answer.status_code, answer.headers["location"]) == (303, "/coverage?as_of=2016-01-01")
    assert client.get("/api/v1/coverage").status_code == 200


def test_the_cookie_is_opaque_and_strict(service):
    _, answer = signed_in(service)
    cookie = answer.headers["set-cookie"]

    assert service.tokens["reader"] not in cookie
    assert all(word in cookie.lower() for word in ("httponly", "samesite=strict", "path=/"))
    assert "secure" not in cookie.lower()


def test_over_https_the_cookie_is_secure(service):
    client = service.as_(None, Accept="text/html")
    client.base_url = "https://127.0.0.1"
    answer = client.post("/sign-in", data={"key": service.tokens["reader"], "csrf": token_of(client)})

    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("csrf", ["", "0" * 64, "é", None])
def test_a_form_without_its_token_does_nothing(service, csrf):
    client = service.as_(None)
    token_of(client)
    answer = client.post("/sign-in", data={"key": service.tokens["reader"]} | ({} if csrf is None else {"csrf": csrf}))

    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert COOKIE not in client.cookies


def test_a_token_of_another_browser_does_nothing(service):
    theirs = token_of(service.as_(None))
    client = service.as_(None)
    token_of(client)

    assert client.post("/sign-in", data={"key": service.tokens["reader"], "csrf": theirs}).status_code == 403


def test_a_wrong_or_revoked_key_leads_back_to_the_form(service):
    client = service.as_(None)
    for key in ("", "dg_x", service.tokens["revoked"]):
        answer = client.post("/sign-in", data={"key": key, "csrf": token_of(client)})
        assert (answer.status_code, COOKIE in client.cookies) == (303, False)
        assert answer.headers["location"].startswith("/sign-in?failed=1")
    assert "sign-in failed" in "".join(service.audited())
    assert "dg_" not in "".join(service.audited())


def test_signing_out_ends_the_session(service):
    client, _ = signed_in(service)
    stolen = client.cookies[COOKIE]
    answer = client.post("/sign-out", data={"csrf": token_of(client)})

    assert answer.status_code == 303
    assert service.as_(None, Cookie=f"{COOKIE}={stolen}").get("/api/v1/coverage").status_code == 401


def test_a_session_ends_with_its_key(service):
    client, _ = signed_in(service, "auditor")
    Keys(service.policy.keys).revoke("the auditor")

    assert client.get("/api/v1/coverage", headers={"Accept": "*/*"}).json()["code"] == "bad-key"


def test_a_session_has_the_scopes_of_its_key(service):
    client, _ = signed_in(service, "reader")
    answer = client.post("/api/v1/loads", files=[("files", ("a.csv", b"x"))], headers={"Accept": "*/*"})

    assert answer.json()["code"] == "scope"


def test_another_site_cannot_use_a_session(service):
    client, _ = signed_in(service, "admin")
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/api/v1/loads", files=[("files", ("a.csv", b"x"))], headers={"Accept": "*/*", **headers}).status_code == 403


@pytest.mark.parametrize("said", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "", "/a\nSet-Cookie: x", "\\\\evil", "/\t/evil.example"])
def test_nobody_is_led_to_another_site(service, said):
    assert own_path(said) == "/"
