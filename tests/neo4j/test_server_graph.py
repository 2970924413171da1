"""The graph that people read: what lies in it is what the vocabulary draws, and statements, schema and code agree."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import drawing
import pytest
from disposable import ask

import dutygraph
import neo4j
from dutygraph.errors import StoreError
from dutygraph.facts import Batch, Delivery, Facts
from dutygraph.seed import sheets
from dutygraph.store import open_store
from dutygraph.store.neo4j import rows as row_module
from dutygraph.store.neo4j.shape import PENDING, constraints, drawn, ends, indexes, label
from dutygraph.store.queries import names, read_statement, statement
from dutygraph.vocabulary import KINDS
from store.worlds import LEDGER, batch, on, status

SRC = Path(dutygraph.__file__).parent
FOLDERS = ("migrations", "write", "read", "ask")


@pytest.mark.parametrize("name", [name for folder in FOLDERS for name in names(folder)])
def test_each_statement_has_a_header_that_fits_its_text(name: str) -> None:
    assert statement(name).about


@pytest.mark.parametrize(("text", "fault"), [
    ("MATCH (n) RETURN n.id AS id", "the first line must say"),
    ("// Counts.\n// nonsense\nMATCH (n) DELETE n", "neither parameter nor column"),
    ("// Counts.\nMATCH (n {id: $id}) DELETE n", "parameters used and declared differ: id"),
    ("// Counts.\n// $id: an id\nMATCH (n) WHERE n.name = '$id' DELETE n", "parameters used and declared differ: id"),
    ("// Counts.\n// -> n: how many\nMATCH (x) RETURN count(x) AS m", r"columns returned \(m\) and declared \(n\) differ"),
    ("// Counts.\nMATCH (n) DELETE n; MATCH (m) DELETE m", "exactly one statement"),
])
def test_a_header_that_does_not_fit_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "x.cypher").write_text(text, "utf-8")
    with pytest.raises(StoreError, match=fault):
        read_statement(tmp_path / "x.cypher", "x")


def test_no_cypher_stands_in_python() -> None:
    cypher = re.compile(r"\b(MATCH|MERGE|UNWIND|CREATE|DETACH DELETE)\s*\(")
    assert [path.name for path in SRC.rglob("*.py") if cypher.search(re.sub(r'"""[\s\S]*?"""', "", path.read_text("utf-8")))] == []


def test_the_migrations_make_exactly_what_the_vocabulary_asks_for() -> None:
    texts = [statement(name).text for name in names("migrations")]
    unique = {(found[1], found[2]) for text in texts if (found := re.search(r"FOR \(n:(\w+)\) REQUIRE n\.(\w+) IS UNIQUE", text))}
    beside = {(found[1], tuple(re.findall(r"n\.(\w+)", found[2]))) for text in texts if (found := re.search(r"FOR \(n:(\w+)\) ON \((.*)\)", text))}
    assert (unique, beside) == (constraints(), indexes())
    assert len(texts) == len(unique) + len(beside)


def test_the_database_has_what_the_migrations_say(server: str) -> None:
    open_store(server).put(batch(status("a")))
    made = {(row["labels"][0], row["properties"][0]) for row in ask(server, "SHOW CONSTRAINTS YIELD labelsOrTypes AS labels, properties")}
    beside = {(row["labels"][0], tuple(row["properties"])) for row in ask(server, "SHOW INDEXES YIELD labelsOrTypes AS labels, properties, owningConstraint AS owner, type WHERE owner IS NULL AND type = 'RANGE'")}
    assert (made, beside) == (constraints(), indexes())


def test_labels_and_types_are_one_for_each_kind() -> None:
    assert len({label(kind) for kind in KINDS}) == len(KINDS)
    assert all(len({end.field for end in ends(kind)}) == len(KINDS[kind].refs) for kind in KINDS)


def test_a_duty_is_a_node_with_all_its_ends(server: str) -> None:
    duty = {"scope": LEDGER, "key": "1", "bearer": "body:应急局", "mode": "industry", "lead": "lead", "sector": "sector:危化", "territory": "territory:城关镇",
            "since": on(2), "until": on(9), "end": "known", "document": "云府发〔2016〕3号", "clause": "第三条", "file": "职责.xlsx", "row": 7}
    open_store(server).put(Batch(Facts.of({"duty": [duty]}), (Delivery(LEDGER),)))
    [found] = ask(server, """
        MATCH (b:Body {id: 'body:应急局'})-[:HOLDS]->(d:Duty {mode: 'industry', lead: 'lead'})-[:OVER]->(s:Sector), (d)-[:IN]->(t:Territory), (d)-[r:RESTS_ON]->(a:Document)
        WHERE d.since <= date('2026-01-05') < d.until
        RETURN s.id AS sector, t.id AS territory, r.clause AS clause, a.id AS document, d.since AS since, d.file AS file, d.row AS row, d.load AS load""")
    assert found["since"] == neo4j.time.Date.from_native(on(2))
    assert (found["sector"], found["territory"], found["clause"], found["document"]) == ("sector:危化", "territory:城关镇", "第三条", "document:云府发〔2016〕3号")
    assert (found["file"], found["row"]) == ("职责.xlsx", 7) and str(found["load"]).startswith("L0001-")


@pytest.mark.slow
def test_the_seed_county_lies_in_the_graph_as_drawn_and_answers_as_the_embedded_store(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with dutygraph.open(server) as county, dutygraph.open(str(tmp_path / "store")) as other:
        county.load(sheets())
        other.load(sheets())
        assert county.store.version() == other.store.version()
        assert all(county.facts().table(kind).drop_columns(["recorded"]).equals(other.facts().table(kind).drop_columns(["recorded"])) for kind in KINDS)
        assert county.on().ask("unsupervised").findings == other.on().ask("unsupervised").findings
    lying = {(row["one"], row["type"], row["other"]) for row in ask(server, """
        MATCH (a)-[r]->(b) WHERE NOT a:Load
        RETURN DISTINCT [x IN labels(a) WHERE NOT x IN ['Fact', 'Named']][0] AS one, type(r) AS type, [x IN labels(b) WHERE NOT x IN ['Fact', 'Named']][0] AS other""")}
    assert lying <= set(drawn()) and len(lying) > 40
    assert ask(server, "MATCH (f:Fact) WHERE f.load IS NULL OR f.scope IS NULL RETURN count(f) AS n") == [{"n": 0}]
    assert ask(server, f"MATCH (f:{PENDING}) RETURN count(f) AS n") == [{"n": 0}]


def test_the_page_of_the_docs_draws_what_the_vocabulary_says() -> None:
    assert drawing.PAGE.read_text("utf-8") == drawing.page(), "run: python tests/neo4j/drawing.py"


def test_a_large_load_is_fetched_once_and_proven(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(row_module, "LARGE", 3)
    kept = open_store(server)
    load = kept.put(batch(*map(status, "abcd"))).load
    first = kept.facts()
    ask(server, "MATCH (f:Fact {key: 'a'}) SET f.value = 'closed'")
    assert kept.facts().table("status").equals(first.table("status")), "the second time comes from the copy"
    for copy in list(tmp_path.rglob("status.parquet")):
        copy.unlink()
        copy.parent.rmdir()
    with pytest.raises(StoreError, match=rf"load {load.id} was changed in the database"):
        kept.facts()
    kept.close()


def test_what_one_load_brought_can_be_asked_in_the_browser(server: str) -> None:
    kept = open_store(server)
    first = kept.put(batch(status("a", file="一.xlsx"), status("b", file="一.xlsx"))).load
    kept.put(batch(status("a", "stopped")))
    assert ask(server, statement("ask/brought").text, load=first.id) == [{"kind": "status", "facts": 2, "superseded": 1, "files": ["一.xlsx"]}]
    kept.close()


def test_days_of_every_age_come_back_as_they_were(server: str) -> None:
    days = [date(1, 1, 1), date(1949, 10, 1), date(9999, 12, 31)]
    kept = open_store(server)
    kept.put(batch(*(status(str(n), since=day) for n, day in enumerate(days))))
    assert [fact["since"] for fact in kept.facts().rows()] == days
    kept.close()
