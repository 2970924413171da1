"""The Cypher questions of the READMEs: what they show is what the server says, and it agrees with the analysis of the same county."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import readme_cypher
from disposable import ask, wipe
from readme_cypher import READMES, ROOT, filled, statements, whole

import dutygraph
from dutygraph.workbench import County, Day

LAST, EARLIER = "2016-10-31", "2016-05-20"
STATION = "樵溪液化气经营点2号"
NAMES = ["unsupervised", "blind-cells", "chain", "vacancies", "brought"]


@pytest.fixture(scope="module")
def url(servers: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the seed county and nothing else."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    wipe(servers[0])
    readme_cypher.seed(servers[0])
    yield servers[0]
    wipe(servers[0])
    os.environ.pop("XDG_CACHE_HOME")
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="module")
def county(url: str) -> Iterator[County]:
    with dutygraph.open(url) as opened:
        yield opened


@pytest.fixture(scope="module")
def day(county: County) -> Day:
    return county.on(LAST)


def rows(url: str, name: str) -> list[dict[str, Any]]:
    """All that the question of that name answers, not the first lines alone."""
    return ask(url, whole(statements((ROOT / "README.md").read_text("utf-8"))[name]))


@pytest.mark.parametrize("name", READMES)
def test_a_readme_shows_five_questions_with_what_the_server_answers(name: str, url: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    assert list(statements(text)) == NAMES
    assert filled(text, url) == text, "run: python tests/neo4j/readme_cypher.py"


def test_both_readmes_ask_the_same_in_few_lines() -> None:
    english, chinese = (statements((ROOT / name).read_text("utf-8")) for name in READMES)

    assert english == chinese
    assert max(len(each.splitlines()) for each in english.values()) <= 15


def test_the_days_are_those_that_are_compared(day: Day) -> None:
    shown = statements((ROOT / "README.md").read_text("utf-8"))

    assert [name for name in NAMES if f"date('{LAST}')" in shown[name]] == ["unsupervised", "blind-cells", "vacancies"]
    assert f"date('{EARLIER}')" in shown["chain"] and STATION in shown["chain"]
    assert day.as_of == date.fromisoformat(LAST)


def test_the_enterprises_are_those_of_high_severity_that_the_analysis_finds(url: str, day: Day) -> None:
    found = {each.name: each.facts["risk"] for each in day.ask("unsupervised").findings if each.severity == "high" and each.facts["type"] == "enterprise"}

    assert found and {row["enterprise"]: row["risk"] for row in rows(url, "unsupervised")} == found


def test_the_blind_cells_are_those_with_objects_that_the_analysis_finds(url: str, day: Day) -> None:
    found = {each.name: each.facts["objects"] for each in day.ask("blind-cells", cells="with_objects").findings}

    assert found and {f"{row['township']} × {row['sector']}": row["objects"] for row in rows(url, "blind-cells")} == found


def test_the_chain_has_the_posts_of_the_industry_line_with_their_holders(url: str, county: County) -> None:
    chain = county.on(EARLIER).trace(STATION).as_dict()
    [line] = [each for each in chain["lines"] if each["name"] == "industry"]
    inside = {post["id"]: post for post in chain["posts"] if post["id"] in line["names"]}
    found = {(post["name"], holder["name"], holder["since"]) for post in inside.values() for holder in post["holders"]}

    assert found and {(row["post"], row["holder"], str(row["since"])) for row in rows(url, "chain")} == found


def test_the_vacancies_are_those_that_the_analysis_finds(url: str, day: Day) -> None:
    found = {each.name: str(each.facts["vacant_since"]) for each in day.ask("vacancies").findings}

    assert found and {row["post"]: str(row["left"]) for row in rows(url, "vacancies")} == found


def test_the_newest_load_brought_the_facts_that_the_store_holds_of_it(url: str, county: County) -> None:
    load, facts = county.loads()[-1], county.facts()
    found = {kind: (len(table), len(set(table["file"].to_pylist()))) for kind, table in facts.tables.items()}
    said = rows(url, "brought")

    assert {row["load"] for row in said} == {load.id} and sum(row["facts"] for row in said) == load.facts
    assert {row["kind"]: (row["facts"], row["files"]) for row in said} == {kind: count for kind, count in found.items() if count[0]}
