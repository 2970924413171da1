"""Hostile and random questions: no address gives a 5xx, every refusal is a problem, nothing that was sent comes back as markup.

More than 10,000 requests in all; a last test plants faults and wants them found.
"""

from __future__ import annotations

import contextlib
import json
import os
import warnings
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import HTMLResponse

from dutygraph.api import pages
from dutygraph.workbench import Day

from .asgi import Caller
from .service import filled, needed, routes, serving

HOSTILE = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "=HYPERLINK(\"http://evil.example\")", "\u202e\u2066abc\u2069", "x" * 1500, "\x00", "a\x00b",
    "' OR 1=1; DROP TABLE loads; --", "MATCH (n) DETACH DELETE n", "{{7*7}}{% raise %}", "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%", "\ud7ff\ufffe\U0010ffff", "\r\nSet-Cookie: x=1",
    "person:", ":", "object:~", "person:~0000", "-1", "1e309", "9" * 40, "NaN", "true", "null", "[]", "0000-00-00", "2016-02-30", "2016-10-31T25:00", "9999-12-31", "，", " ", "(", "a" * 40 + "*" * 40, "\\", "*")
"""Script, handlers, formula, bidi marks, length, NUL, SQL, Cypher, Jinja, paths, ids and numbers that are none."""
MARKUP = ("<script>alert", "<img src=x", "onerror=alert(1)>")
PAGE_WORDS = ("as_of", "known_at", "lang", "limit", "offset", "format", "kinds", "kind", "measure", "columns", "sector", "territory", "town", "state", "mode", "risk", "text", "sort", "code", "file",
              "from", "to", "depth", "modes", "lines", "next", "failed", "window_days", "body", "reason", "needed")
DAYS = ("2016-10-31", "2019-03-01", "2021-06-30")


def gets(app, above_readers=False):
    return [path for method, path, needs in routes(app) if method == "GET" and (not above_readers or needs.scope not in (None, "reader"))]


def words_of(schema, path):
    """The words that an address of the API takes; for a page those that any page takes."""
    if not path.startswith("/api/v1/"):
        return ["v"] if path.startswith(("/api/", "/static/", "/style/")) else PAGE_WORDS
    return [each["name"] for each in schema["paths"].get(path.replace(":path}", "}"), {"get": {}})["get"].get("parameters", []) if each["in"] == "query"] or ["x"]


def encoded(words):
    return "&".join(f"{quote(name, safe='')}={quote(value.encode('utf-8', 'surrogatepass'), safe='')}" for name, value in words)


def wrong(said, path, query, accept):
    """What is wrong with an answer, if anything."""
    if said.status >= 500 or said.status == 0:
        return f"{said.status} for {path}?{query[:200]} ({accept}): {said.text[:300]}"
    if "content-security-policy" not in said.headers:
        return f"no policy on {path}?{query[:200]}"
    kind = said.headers.get("content-type", "")
    if "html" in kind and any(each in said.text for each in MARKUP):
        return f"markup comes back from {path}?{query[:200]}"
    if said.status >= 400 and (path.startswith("/api/") or accept == "*/*"):
        problem = json.loads(said.body)
        if kind != "application/problem+json" or problem["status"] != said.status or not problem["code"]:
            return f"no problem: {path}?{query[:200]} {kind}"
    if any("\n" in value or "\r" in value for value in said.headers.values()):
        return f"a header is broken by {path}?{query[:200]}"
    return None


def hostile_round(app, object_id, caller, paths):
    """Every hostile string in every word of every address, and in the address itself; what was wrong."""
    schema, questions = app.openapi(), []

    def look(path, query, accept="*/*"):
        questions.append((path, query, accept))

    for path in paths:
        page = not path.startswith("/api/")
        address, must = quote(filled(path, object_id), safe="/:"), list(needed(path).items())
        words = words_of(schema, path)
        for number, text in enumerate(HOSTILE):
            if page:
                look(address, encoded([(word, text) for word in words]), "text/html")
                look(address, encoded([(words[number % len(words)], text)]), "text/html")
            else:
                for word in words:
                    look(address, encoded([*((name, value) for name, value in must if name != word), (word, text)]))
            if "{" in path:
                for gap in ("{id:path}", "{id}", "{name}", "{load}", "{path:path}"):
                    odd = path.replace(gap, quote(text.encode("utf-8", "surrogatepass"), safe="/"))
                    if odd != path and "{" not in odd:
                        look(odd, encoded(must), "text/html" if page else "*/*")
    answers = caller.many([(path, query, [(b"accept", accept.encode())]) for path, query, accept in questions])
    return [fault for said, asked in zip(answers, questions, strict=True) if (fault := wrong(said, *asked)) is not None]


@pytest.fixture(scope="module")
def fuzzed(county, tmp_path_factory):
    with serving(county, tmp_path_factory.mktemp("fuzz")) as service:
        yield service


@pytest.fixture(scope="module")
def asked():
    """How many requests this module sent."""
    return []


@contextlib.contextmanager
def calling(service, who):
    caller = Caller(service.app, {"Authorization": f"Bearer {service.tokens[who]}"})
    try:
        yield caller
    finally:
        caller.close()


@pytest.mark.slow
@pytest.mark.parametrize("who", ["reader", "admin"])
def test_hostile_strings_in_every_word_of_every_address(fuzzed, an_object, asked, who):
    with calling(fuzzed, who) as caller:
        faults = hostile_round(fuzzed.app, an_object, caller, gets(fuzzed.app, above_readers=who == "admin"))
        asked.append(caller.count)

    assert faults == []


TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), st.integers().map(str), st.sampled_from(DAYS))


@pytest.mark.slow
def test_random_questions(fuzzed, county, asked):
    """Addresses with existing and invented ids, words of all addresses in any mixture, odd headers."""
    schema, paths = fuzzed.app.openapi(), gets(fuzzed.app)
    history = county.history()
    ids = [str(each) for kind in ("object", "body", "post", "person", "territory", "sector", "unit", "document") for each in history.nodes(kind).ids[:5]]
    with calling(fuzzed, "reader") as caller:
        @given(st.lists(st.tuples(st.sampled_from(paths), st.one_of(st.sampled_from(ids), TEXT), st.lists(st.tuples(st.integers(0, 40), TEXT), max_size=4), st.sampled_from(["text/html", "*/*"]), st.text(max_size=10)), min_size=20, max_size=20))
        @settings(max_examples=int(os.environ.get("DUTYGRAPH_FUZZ", "60")), deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
        def ask(drawn):
            questions, headers = [], []
            for path, node, pairs, accept, header in drawn:
                words = words_of(schema, path)
                query = encoded([(words[at % len(words)] if words else "x", text) for at, text in pairs if not (words and words[at % len(words)] in ("as_of", "known_at") and text[:1] == "2" and text not in DAYS)])
                address = quote(filled(path, node).encode("utf-8", "surrogatepass"), safe="/:")
                questions.append((address, query, accept))
                headers.append([(b"accept", accept.encode()), (b"if-none-match", header.encode()), (b"accept-language", header.encode()), (b"cookie", b"lang=" + header.encode())])
            answers = caller.many([(path, query, given) for (path, query, _), given in zip(questions, headers, strict=True)])
            assert [fault for said, asked in zip(answers, questions, strict=True) if (fault := wrong(said, *asked)) is not None] == []

        ask()
        asked.append(caller.count)


@pytest.mark.slow
def test_schemathesis_finds_no_fault(fuzzed, asked):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import schemathesis

        schema = schemathesis.openapi.from_asgi("/api/openapi.json", fuzzed.app)
    headers = {"Authorization": f"Bearer {fuzzed.tokens['admin']}"}
    count = 0
    faults = []

    for result in schema.include(method="GET").get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
        def ask(case):
            nonlocal count
            count += 1
            answer = case.call(headers=headers)
            if answer.status_code >= 500:
                faults.append((case.operation.label, case.query, case.path_parameters, answer.text[:300]))

        ask()
    asked.append(count)

    assert faults == []
    assert count > 300


@pytest.mark.slow
def test_there_were_more_than_ten_thousand_requests(asked):
    if len(asked) == 4:
        assert sum(asked) > 10_000


@pytest.mark.parametrize("planted", ["nul", "type", "markup"])
def test_planted_faults_are_found(fuzzed, an_object, planted, monkeypatch):
    real = Day.search

    def faulty(self, text, *args, **more):
        if planted == "nul" and "\x00" in text:
            raise ValueError("embedded null byte")
        if planted == "type" and text == "[]":
            return {"x": object()}
        return real(self, text, *args, **more)

    monkeypatch.setattr(Day, "search", faulty)
    monkeypatch.setattr(pages, "problem_page", (lambda request, problem: HTMLResponse(unquote(str(request.url)), problem.status)) if planted == "markup" else pages.problem_page)
    with calling(fuzzed, "reader") as caller:
        faults = hostile_round(fuzzed.app, an_object, caller, ["/nodes/{id:path}" if planted == "markup" else "/api/v1/search"])

    assert faults
