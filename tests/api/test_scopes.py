"""Who may do what: every route with no key, with a key of each scope, and with a revoked one."""

from __future__ import annotations

import pytest

from dutygraph.api.access import Who

from .service import filled, needed, routes

HOLDERS = (None, "reader", "auditor", "loader", "admin", "revoked")


def test_every_route_declares_its_scope(service):
    undeclared = [(method, path) for method, path, needs in routes(service.app) if needs is None]

    assert undeclared == []
    assert len(routes(service.app)) > 30


@pytest.mark.parametrize("holder", HOLDERS)
def test_every_route_opens_to_whom_it_says(service, an_object, holder):
    client = service.as_(holder)
    who = Who.of(holder, (holder,), "key") if holder not in (None, "revoked") else None
    wrong = []
    for method, path, needs in routes(service.app):
        answer = client.request(method, filled(path.replace("/{id}/retract", "/L9999/retract"), an_object), params=needed(path))
        open_ = needs.scope is None or (who is not None and who.can(needs.scope))
        expected = "open" if open_ else "401" if who is None else "403"
        got = {401: "401", 403: "403"}.get(answer.status_code, "open" if answer.status_code < 500 else "fault")
        if got != expected and not (path in ("/sign-in", "/sign-out") and got == "403"):
            wrong.append((method, path, expected, answer.status_code, answer.text[:200]))

    assert wrong == []


def test_no_key_and_a_revoked_key_are_told_apart(service):
    without = service.as_(None).get("/api/v1/coverage").json()
    revoked = service.as_("revoked").get("/api/v1/coverage").json()

    assert (without["code"], revoked["code"]) == ("no-key", "bad-key")


@pytest.mark.parametrize("stated", ["Bearer ", "Bearer dg_nothing", "Basic YTpi", "dg_x", "Bearer " + "x" * 5000, "Bearer \x00", "", "bearer é"])
def test_a_wrong_credential_is_a_401(service, stated):
    answer = service.as_(None, Authorization=stated.encode("latin-1")).get("/api/v1/coverage")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_scope_that_is_missing_is_named(service):
    answer = service.as_("reader").post("/api/v1/loads", files=[("files", ("a.csv", b"x"))])

    assert answer.status_code == 403
    assert "loader" in answer.json()["advice"]


def test_a_page_leads_to_the_sign_in(service):
    answer = service.as_(None, Accept="text/html").get("/coverage?as_of=2016-01-01")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fcoverage%3Fas_of%3D2016-01-01"
