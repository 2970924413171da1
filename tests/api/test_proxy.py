"""Behind a proxy: users whom it names, from its address alone."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dutygraph.api.access import Keys

from .service import serving


@pytest.fixture
def behind(county, tmp_path):
    with serving(county, tmp_path, host="0.0.0.0", proxy_header="x-remote-user", proxies=("10.0.0.5",)) as found:
        yield found


def ask(service, address="10.0.0.5", path="/api/v1/coverage", **headers):
    return TestClient(service.app, base_url="http://county.example", client=(address, 1)).get(path, headers={"X-Forwarded-For": "10.9.9.9", **headers})


def test_a_named_user_reads_with_names_masked(behind):
    answer = ask(behind, **{"X-Remote-User": "wang"})

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-cache"


def test_a_user_with_an_entry_has_its_scopes(behind):
    Keys(behind.policy.keys).add("wang", ["auditor"], user=True)

    assert ask(behind, **{"X-Remote-User": "wang"}).headers["cache-control"] == "no-store"


def test_a_user_whose_entry_is_revoked_is_out(behind):
    keys = Keys(behind.policy.keys)
    keys.add("wang", ["auditor"], user=True)
    keys.revoke("wang")

    assert ask(behind, **{"X-Remote-User": "wang"}).status_code == 401


def test_the_header_from_anywhere_else_is_nothing(behind):
    assert ask(behind, "10.0.0.6", **{"X-Remote-User": "wang"}).status_code == 401
    assert ask(behind, "127.0.0.1", **{"X-Remote-User": "wang"}).status_code == 401


def test_a_proxy_that_names_nobody_opens_nothing(behind):
    assert ask(behind).status_code == 401
    assert ask(behind, **{"X-Remote-User": "  "}).status_code == 401


def test_a_key_comes_in_through_the_proxy_too(behind):
    assert ask(behind, Authorization=f"Bearer {behind.tokens['reader']}").status_code == 200


def test_another_sites_request_through_the_proxy_is_refused(behind):
    assert ask(behind, **{"X-Remote-User": "wang", "Origin": "https://evil.example"}).json()["code"] == "origin"
    assert ask(behind, **{"X-Remote-User": "wang", "Origin": "https://public.example", "X-Forwarded-Host": "public.example"}).status_code == 200
