"""A service in this process: a county, keys of every scope and one that was revoked, and clients that come in by them."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from pathlib import Path

import dutygraph
from dutygraph.api import create_app
from dutygraph.api.access import SCOPES, Keys, Policy
from dutygraph.api.schema import declared
from dutygraph.settings import Settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"
LOCAL = "http://127.0.0.1"


class Service:
    """One app with its keys; `as_` gives a client of a scope, of nobody (None) or of a revoked key."""

    def __init__(self, app, tokens, policy):
        self.app, self.tokens, self.policy = app, tokens, policy
        self.desk = app.state.desk

    def as_(self, who, **more):
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        return TestClient(self.app, base_url=LOCAL, client=("127.0.0.1", 50_000), headers={**headers, **more}, follow_redirects=False, raise_server_exceptions=False)

    def audited(self):
        return self.policy.audit.read_text("utf-8").splitlines() if self.policy.audit.exists() else []


@contextmanager
def serving(county, folder, *, keys=True, limits=None, **policy):
    """The service of a county; with keys of all scopes, or in the local mode."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = Policy(keys=folder / "keys.json", audit=folder / "audit.jsonl", **policy)
    tokens = {}
    if keys:
        held = Keys(kept.keys)
        tokens = {scope: held.add(f"the {scope}", [scope])[1] for scope in SCOPES}
        tokens["revoked"] = held.add("the former admin", ["admin"])[1]
        held.revoke("the former admin")
    app = create_app(county, Settings("store", "test", lang="en"), policy=kept, limits=limits)
    service = Service(app, tokens, kept)
    with TestClient(app, base_url=LOCAL, client=("127.0.0.1", 50_000)):
        app.state.desk.rest()
        yield service


def filled(path, object_id="object:none"):
    """An address of a route, with something that exists in it."""
    for gap, value in (("{id:path}", object_id), ("{id}", "L0001"), ("{load}", "L0001"), ("{name}", "unsupervised"), ("{path:path}", "app.css")):
        path = path.replace(gap, value)
    return path


def routes(app):
    """Every route that is declared, with method and address."""
    return [(method, each.path, each.needs) for each in declared(app) for method in each.methods]


def needed(path):
    """Words that an address cannot do without."""
    return {"/api/v1/changes": {"from": "2016-01-01"}, "/api/v1/search": {"text": "a"}}.get(path, {})


def opened(store):
    return dutygraph.open(str(store))
