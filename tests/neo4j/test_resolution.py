"""The derived layer: who is meant stands beside the facts, is told from them at sight, follows the data, and changes nothing of what was loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from disposable import ask
from witnesses import county as random_county

import dutygraph
from dutygraph.analysis import ANALYSES
from dutygraph.analysis.elsewhere import question
from dutygraph.cli import main
from dutygraph.errors import UsageError
from dutygraph.facts import Batch, Delivery, Facts
from dutygraph.snapshot.resolution import linked
from dutygraph.store.neo4j.shape import drawn, ends
from dutygraph.store.queries import literal, statement
from dutygraph.vocabulary import KINDS

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "county"
LAYER = {"Known", "Alias", "Derived", "Life", "Resolution"}


def row(kind: str, key: str, **said: Any) -> dict[str, Any]:
    return {"scope": "list", "key": f"{kind}/{key}", "file": "list.csv", "row": 2, "level": "register", "end": "unknown", **said}


def small() -> dict[str, list[dict[str, Any]]]:
    """A bureau with two names, a mine that closes for a while, a rider of a list that nobody knows."""
    return {
        "territory": [row("territory", "1", id="territory:东镇", name="东镇", type="township")],
        "sector": [row("sector", "1", id="sector:矿山", name="矿山", hazards="矿山 ;火灾"), row("sector", "2", id="sector:采石", name="采石", parent="sector:矿山")],
        "body": [row("body", "1", id="body:云县应急局", name="云县应急局", type="department", aliases="应急局")],
        "post": [row("post", "1", id="post:应急局/局长", name="局长", body="body:应急局", rank="head")],
        "holds": [row("holds", "1", post="post:应急局/局长", person="person:甲@应急局")],
        "object": [row("object", "1", id="object:甲矿", name="甲矿", type="enterprise", risk="red")],
        "at": [row("at", "1", object="object:甲矿", territory="territory:东镇", as_what="site")],
        "in_sector": [row("in_sector", "1", object="object:甲矿", sector="sector:采石")],
        "status": [row("status", "1", object="object:甲矿", value="closed", since=date(2020, 1, 1), until=date(2021, 1, 1))],
        "duty": [row("duty", "1", bearer="body:应急局", mode="industry", sector="sector:矿山", territory="territory:东镇"),
                 row("duty", "2", bearer="body:查无此局", mode="industry", sector="sector:矿山", territory="territory:东镇")],
    }


def put(county: Any, rows: dict[str, list[dict[str, Any]]]) -> None:
    county.store.put(Batch(Facts.of(rows), (Delivery("list"),)))


def test_every_way_to_name_a_thing_leads_to_it_and_what_is_on_no_list_leads_nowhere(server: str) -> None:
    with dutygraph.open(server) as county:
        put(county, small())
        county.resolve()
    means = {(found["word"], found["thing"]) for found in ask(server, "MATCH (a:Alias)-[:MEANS]->(k:Known) RETURN a.id AS word, k.id AS thing")}
    assert means == {("body:应急局", "body:云县应急局"), ("post:应急局/局长", "post:云县应急局/局长"), ("person:甲@应急局", "person:甲@云县应急局")}
    assert ask(server, "MATCH (n:Named {id: 'body:查无此局'}) RETURN n:Known OR n:Alias AS told") == [{"told": False}]
    assert ask(server, "MATCH (n:Derived) RETURN n.id AS id ORDER BY id") == [{"id": "person:甲@云县应急局"}, {"id": "post:云县应急局/局长"}]


def test_a_life_says_when_a_thing_exists_and_what_its_statements_say_together(server: str) -> None:
    rows = small()
    rows["object"].append({**row("object", "2", id="object:甲矿", name="甲矿", type="site", risk="blue", hazards="燃气", level="document"), "since": date(2022, 1, 1)})
    with dutygraph.open(server) as county:
        put(county, rows)
        county.resolve()
    lives = ask(server, "MATCH (:Known {id: 'object:甲矿'})-[:LIVES]->(l:Life) RETURN l.since.year AS since, l.until.year AS until, l.type AS type, l.risk AS risk, l.hazards AS hazards, l.closed AS closed ORDER BY l.since")
    assert [(each["since"], each["until"], each["type"], each["closed"]) for each in lives] == [(2022, 9999, "site", False)], "the statement that tells a start wins"
    assert lives[0]["risk"] == "blue" and lives[0]["hazards"] == ["燃气"]
    assert ask(server, "MATCH (:Known {id: 'sector:矿山'})-[:LIVES]->(l:Life) RETURN l.hazards AS hazards") == [{"hazards": ["矿山", "火灾"]}]


def test_a_closed_object_has_a_life_that_says_so(server: str) -> None:
    with dutygraph.open(server) as county:
        put(county, small())
        county.resolve()
        assert [county.ask_cypher("unsupervised", f"{year}-06-01").out_of for year in (2019, 2020, 2021)] == [1, 0, 1]
        assert [county.on(f"{year}-06-01").ask("unsupervised").out_of for year in (2019, 2020, 2021)] == [1, 0, 1]


def test_links_between_things_are_those_of_the_vocabulary_and_say_which_fact_they_are(server: str) -> None:
    with dutygraph.open(server) as county:
        county.load(GOLDEN)
        county.resolve()
    types = {found["type"] for found in ask(server, "MATCH (:Named)-[r]->(:Named) RETURN DISTINCT type(r) AS type")}
    assert types <= {"MEANS", "UNDER", "POST_OF", "ANSWERS_TO", *(kind.upper() for kind in linked())} and len(types) > 12
    assert types.isdisjoint({type_ for _, type_, _ in drawn()} | {end.type for kind in KINDS for end in ends(kind)}), "no type of the layer is one of the facts"
    assert ask(server, "MATCH (o)-[a:AT]->() WHERE NOT EXISTS { (f:Fact {scope: a.scope, key: a.key, load: a.load, kind: 'at'}) } RETURN count(a) AS n") == [{"n": 0}]


def test_the_layer_changes_no_fact_and_no_version_and_goes_without_a_trace(server: str) -> None:
    with dutygraph.open(server) as county:
        put(county, small())
        before, version = contents(server), county.store.version()
        county.resolve()
        assert contents(server) != before and county.store.version() == version
        assert contents(server, of="n:Fact") == [each for each in before if "Fact" in each["labels"]]
        county.store.resolve(version, [])
    ask(server, "MATCH (r:Resolution) DELETE r")
    assert contents(server) == before


def contents(server: str, of: str = "n") -> list[dict[str, Any]]:
    """Every node with its labels and properties, and where its relationships lead."""
    found = ask(server, f"MATCH ({of}) WHERE NOT n:Lock RETURN labels(n) AS labels, properties(n) AS said, COLLECT {{ MATCH (n)-[r]->(other) RETURN [type(r), coalesce(other.id, other.key, '')] }} AS leads")
    return sorted(({**each, "labels": sorted(each["labels"]), "leads": sorted(each["leads"])} for each in found), key=str)


def test_a_load_makes_the_layer_out_of_date_and_asking_makes_it_anew(server: str) -> None:
    with dutygraph.open(server) as county:
        put(county, small())
        assert county.ask_cypher("unsupervised", "2023-01-01").count == 0
        made = county.store.resolved()
        rows = {"duty": [row("duty", "1", bearer="body:应急局", mode="guidance", sector="sector:矿山", territory="territory:东镇")]}
        put(county, rows)
        assert county.store.resolved() == made != county.store.version()
        assert county.ask_cypher("unsupervised", "2023-01-01").count == 1
        assert county.store.resolved() == county.store.version()


def test_what_a_later_load_replaced_or_a_complete_list_left_out_is_left_out_by_both_witnesses(server: str) -> None:
    made = random_county(5)
    rows = {kind: [dict(fact.values) for fact in made.facts.rows(kind)] for kind in made.facts.tables}
    scopes = {each["scope"] for own in rows.values() for each in own}
    less = {kind: [each for number, each in enumerate(own) if kind != "duty" or number % 3] for kind, own in rows.items()}
    with dutygraph.open(server) as county:
        county.store.put(Batch(made.facts, tuple(Delivery(each, received=date(2024, 1, 1)) for each in scopes)))
        load = county.store.put(Batch(Facts.of(less), tuple(Delivery(each, received=date(2025, 1, 1), complete=True) for each in scopes))).load
        for _ in range(2):
            for name in ("unsupervised", "overlaps", "vacancies"):
                for day in (date(2024, 6, 1), date(2025, 6, 1)):
                    one, other = county.on(day).ask(name), county.ask_cypher(name, day)
                    assert [(each.subject, each.severity) for each in one.findings] == [(each.subject, each.severity) for each in other.findings], (name, day)
            county.retract(load.id)


def test_a_statement_with_its_parameters_filled_in_answers_as_the_ask_does(server: str) -> None:
    with dutygraph.open(server) as county:
        county.load(GOLDEN)
        for name in ("unsupervised", "no-leader", "foreign-acts"):
            one = county.ask_cypher(name)
            pasted = ask(server, county.cypher(name))
            assert [each["subject"] for each in pasted] and {each["subject"] for each in pasted} == {each.subject for each in one.findings}, name
            assert ask(server, county.cypher(name, part="denominator")) == [{"out_of": one.out_of, "unit": one.unit}]


@pytest.mark.parametrize("name", list(ANALYSES))
def test_a_picture_is_of_paths(server: str, name: str) -> None:
    with dutygraph.open(server) as county:
        county.load(GOLDEN)
        county.resolve()
        values, _ = question(county.on().snapshot, name, {})
        drawn_paths = county.store._server.columns(f"ask/{name}.picture", **{each: values[each] for each in statement(f"ask/{name}.picture").parameters})
    assert drawn_paths and all(hasattr(each, "relationships") for each in drawn_paths)


@pytest.mark.parametrize(("value", "text"), [
    (None, "null"), (True, "true"), (3, "3"), (date(2026, 11, 3), "date('2026-11-03')"), ("O'Neill\\", "'O\\'Neill\\\\'"), (["a", 1], "['a', 1]"), ({"a": 1, "施工（许可）": None}, "{a: 1, `施工（许可）`: null}")])
def test_values_are_written_as_cypher_writes_them(value: Any, text: str) -> None:
    assert literal(value) == text


def test_on_the_command_line(server: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUTYGRAPH_LANG", "en")
    with dutygraph.open(server) as county:
        put(county, small())
    assert main(["ask", "never-seen", "--engine", "cypher", "--store", server, "--format", "json"]) == 0
    assert '"subject": "object:甲矿"' in capsys.readouterr().out
    assert main(["cypher"]) == 0 and "unsupervised" in capsys.readouterr().out
    assert main(["cypher", "overlaps", "--set", "mode=industry", "--as-of", "2024-01-01", "--store", server]) == 0
    told = capsys.readouterr().out
    assert "'industry'" in told and "date('2024-01-01')" in told and "$" not in told
    assert main(["cypher", "unsupervised", "--picture", "--store", server]) == 0 and "RETURN path" in capsys.readouterr().out
    assert main(["cypher", "brought", "--set", "load=L0001-1", "--store", server]) == 0 and "'L0001-1'" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "told"), [
    (["ask", "unsupervised", "--engine", "cypher"], "which answers no Cypher"), (["ask", "unsupervised", "--engine", "cypher", "--known-at", "2026-01-01"], "takes no --known-at"),
    (["cypher", "unsupervise"], "Did you mean"), (["cypher", "brought"], "is missing or not known"), (["cypher", "overlaps", "--set", "mood=x"], "no parameter mood")])
def test_what_cannot_be_asked_is_said_in_one_line(words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--store", str(tmp_path / "store"), "--lang", "en"]) in (1, 2)
    error = [line for line in capsys.readouterr().err.splitlines() if line.startswith("dutygraph:")]
    assert len(error) == 1 and told in error[0]


def test_a_folder_is_not_asked_in_cypher(tmp_path: Path) -> None:
    with dutygraph.open(str(tmp_path / "store")) as county, pytest.raises(UsageError, match="answers no Cypher"):
        county.ask_cypher("unsupervised")
