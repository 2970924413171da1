"""The pages and the API answer with the same bytes, whichever kind of store keeps the facts."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import dutygraph
from dutygraph.api import create_app
from dutygraph.api.access import Policy
from dutygraph.settings import Settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

pytestmark = pytest.mark.slow
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"
PATHS = (
    "/", "/coverage", "/objects?state=unsupervised", "/asks", "/asks/unsupervised", "/nodes/{id}", "/chain/{id}", "/neighbourhood/{id}", "/dossier/{id}", "/search?q=采石", "/changes?from=2016-01-01",
    "/loads", "/problems", "/coverage?format=xlsx", "/objects?format=csv", "/api/v1/coverage", "/api/v1/matrix", "/api/v1/objects", "/api/v1/asks/unsupervised", "/api/v1/nodes/{id}", "/api/v1/explain/{id}",
    "/api/v1/chain/{id}", "/api/v1/neighbourhood/{id}", "/api/v1/changes?from=2016-01-01", "/api/v1/loads", "/api/v1/problems", "/api/v1/search?text=采石")
OWN = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?|(?<=name=\"csrf\" value=\")[^\"]*")
"""When a load was recorded, and the token of a form: each service has its own."""


@contextmanager
def serving(county: dutygraph.County, folder: Path) -> Iterator[TestClient]:
    folder.mkdir()
    app = create_app(county, Settings("store", "test", lang="zh"), policy=Policy(keys=folder / "keys.json", audit=folder / "audit.jsonl"))
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50_000), headers={"accept": "text/html,application/json"}) as client:
        app.state.desk.rest()
        yield client


def test_pages_and_answers_are_the_same_on_both_stores(server: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        asked = []
        for name, where in (("server", server), ("folder", str(tmp_path / "store"))):
            county = stack.enter_context(dutygraph.open(where))
            county.load(GOLDEN)
            asked.append((county, stack.enter_context(serving(county, tmp_path / name))))
        (one, first), (_, second) = asked
        id_ = one.on().find("红岩采石场")
        for path in PATHS:
            mine, other = (client.get(path.format(id=id_)) for client in (first, second))
            assert (mine.status_code, other.status_code) == (200, 200), path
            assert OWN.sub(b"", mine.content) == OWN.sub(b"", other.content), path
