"""The contract: the golden copy of the schema, the reference of the API, vendored files, and a page of the API that asks nobody outside."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from dutygraph.analysis import ANALYSES
from dutygraph.api.problems import KINDS

from . import renew

VENDOR = Path(__file__).resolve().parents[2] / "src" / "dutygraph" / "api" / "static" / "vendor"


def test_the_schema_is_the_golden_copy():
    assert renew.GOLDEN.read_text("utf-8") == renew.schema(), "if the change is meant: python tests/api/renew.py"


def test_the_reference_of_the_api_is_what_the_code_says():
    assert renew.PAGE.read_text("utf-8") == renew.page(), "python tests/api/renew.py"


@pytest.fixture(scope="module")
def schema():
    return renew.app().openapi()


def test_every_operation_has_summary_description_scope_and_example(schema):
    bare = []
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            if not (said.get("summary") and said.get("description") and said.get("x-scope")):
                bare.append((method, path))
            if path.startswith("/api/") and "example" not in said["responses"]["200"]["content"]["application/json"]:
                bare.append((method, path, "example"))
            bare += [(path, each["name"]) for each in said.get("parameters", []) if not each.get("description")]

    assert bare == []


def test_every_ask_is_a_route_with_its_parameters(schema):
    for name, ask in ANALYSES.items():
        words = {each["name"] for each in schema["paths"][f"/api/v1/asks/{name}"]["get"]["parameters"]}
        assert words == {"as_of", "known_at", "lang", "limit", "offset", *(each.name for each in ask.parameters)}


def test_titles_of_problems_are_in_both_languages():
    assert all(re.search("[一-鿿]", each.zh) and not re.search("[一-鿿]", each.en) for each in KINDS.values())


def test_vendored_files_are_those_of_their_packages():
    listed = dict(reversed(line.split("  ")) for line in (VENDOR / "SHA256SUMS").read_text("utf-8").splitlines())
    found = {path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.rglob("*") if path.is_file() and path.parent != VENDOR}

    assert found == listed
    assert (VENDOR / "swagger-ui" / "LICENSE").read_text("utf-8").strip().startswith("Apache License")


def test_the_page_of_the_api_is_made_of_our_files_alone(local):
    client = local.as_(None)
    page = client.get("/api/docs").text
    links = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert not re.search(r"<script(?![^>]*src=)|<style|style=|onload=", page)
    assert [each for each in links if not each.startswith(("/", "data:,"))] == []
    assert [each for each in links if each.startswith("/") and client.get(each).status_code != 200] == []


def test_the_schema_that_is_served_is_that_of_the_code(local, schema):
    assert local.as_(None).get("/api/openapi.json").json() == json.loads(json.dumps(schema))


@pytest.mark.parametrize("path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "vendor/../../app.py", "/etc/passwd", "nothing.js", "", "vendor", "\\..\\app.py", "%00"])
def test_files_outside_the_folder_are_not_there(local, path):
    answer = local.as_(None).get(f"/static/{path}")

    assert answer.status_code == 404
    assert "import" not in answer.text


def test_a_file_with_a_version_is_kept_and_one_without_is_not(local):
    client = local.as_(None)

    assert "immutable" in client.get("/static/api-docs.js?v=1").headers["cache-control"]
    assert "immutable" not in client.get("/static/api-docs.js").headers["cache-control"]
