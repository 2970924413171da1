"""The golden county (穹岭县) against the truth that was planted in it: every gap found, nothing else, and the distractors left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import dutygraph
from dutygraph.analysis import ANALYSES, ask
from dutygraph.loading import load_paths, read_mappings
from dutygraph.shipped import shipped
from dutygraph.vocabulary import KINDS

from .meets import Key, difference, keys

HERE = Path(__file__).parent
TRUTH: dict[str, Any] = yaml.safe_load((HERE / "TRUTH.yaml").read_text(encoding="utf-8"))


def the(golden_county: Any, kind: str, word: str) -> str:
    found = golden_county.history().resolve(kind, word)
    assert len(found) == 1, f"{word} means {found}"
    return str(found[0])


def planted(golden_county: Any, name: str) -> list[Key]:
    """The truth of one ask in the words in which `meets` reads a finding."""
    rows = TRUTH["found"][name]
    if name == "blind-cells":
        return [
            (the(golden_county, "territory", town), f"sector:{row['sector']}" if row["sector"] else "")
            for row in rows
            for town in row.get("only", [town for town in TRUTH["townships"] if town not in row.get("all_but", [])])
        ]
    if name == "overlaps":
        return [(f"sector:{row['sector']}", *sorted(row["bodies"])) for row in rows]
    rest = {"nominal": "bearer", "unlisted-acts": "body", "no-leader": "what"}.get(name)
    return [(row.get("subject") or the(golden_county, "object", row["object"]), *([row[rest]] if rest else [])) for row in rows]


def test_the_truth_speaks_of_every_ask() -> None:
    assert set(TRUTH["found"]) == set(ANALYSES)


@pytest.mark.parametrize("name", list(TRUTH["found"]))
def test_an_ask_finds_what_was_planted_and_nothing_else(golden_county: Any, name: str) -> None:
    answer = ask(golden_county.history().on(TRUTH["as_of"]), name)
    assert not difference(name, answer.findings, planted(golden_county, name))


def test_the_last_day_that_the_data_reach_is_the_day_of_the_truth(golden_county: Any) -> None:
    assert golden_county.history().last_day == TRUTH["as_of"]


def test_each_unsupervised_object_says_why(golden_county: Any) -> None:
    why = {each.subject: each.facts["reason"] for each in ask(golden_county.history().on(TRUTH["as_of"]), "unsupervised").findings}
    assert why == {the(golden_county, "object", row["object"]): row["reason"] for row in TRUTH["found"]["unsupervised"]}


def test_a_vacancy_names_the_objects_that_depend_on_the_post(golden_county: Any) -> None:
    depend = {each.subject: set(each.facts["sample"]) for each in ask(golden_county.history().on(TRUTH["as_of"]), "vacancies").findings}
    assert depend == {row["subject"]: {the(golden_county, "object", name) for name in row["objects"]} for row in TRUTH["found"]["vacancies"]}


@pytest.mark.parametrize(("part", "kinds"), [("states", None), ("others", ("equipment", "vessel", "fleet", "route"))])
def test_every_object_is_in_the_state_that_was_derived_by_hand(golden_county: Any, part: str, kinds: tuple[str, ...] | None) -> None:
    found = golden_county.history().on(TRUTH["as_of"]).coverage(kinds).frame()["overall"].to_dict()
    absent = [] if kinds else [row["object"] for row in TRUTH["found"]["unsupervised"]]
    assert found == {the(golden_county, "object", name): state for state, names in {**TRUTH[part], "absent": absent}.items() for name in names}


@pytest.mark.parametrize("row", TRUTH["distractors"], ids=lambda row: f"{row['ask']}-{row.get('object') or row.get('subject') or row.get('sector')}")
def test_a_distractor_is_left_alone(golden_county: Any, row: dict[str, str]) -> None:
    about = row.get("subject") or (f"sector:{row['sector']}" if "sector" in row else the(golden_county, "object", row["object"]))
    assert about not in {key[0] for key in keys(row["ask"], ask(golden_county.history().on(TRUTH["as_of"]), row["ask"]).findings)}


@pytest.mark.parametrize("row", TRUTH["earlier"], ids=lambda row: str(row["day"]))
def test_another_day_gives_another_answer(golden_county: Any, row: dict[str, Any]) -> None:
    day: date = row["day"]
    found = {each.subject for each in ask(golden_county.history().on(day), "unsupervised").findings}
    assert {the(golden_county, "object", name) for name in row.get("unsupervised", [])} <= found
    assert not found & {the(golden_county, "object", name) for name in row.get("unsupervised_not", [])}


def test_a_renamed_township_is_one_place_with_the_name_of_the_day(golden_county: Any) -> None:
    history = golden_county.history()
    assert history.resolve("territory", "梨坳乡") == history.resolve("territory", "梨汀乡") == ("territory:519922204",)
    for day, name in ((date(2019, 12, 31), "梨坳乡"), (date(2020, 1, 1), "梨汀乡")):
        frame = history.on(day).frame("territory")
        assert frame[frame["id"] == "territory:519922204"]["name"].tolist() == [name]


def test_the_rows_of_the_golden_sheets_are_all_loaded() -> None:
    loaded = load_paths([HERE / "county"], read_mappings(shipped("loaders")))
    assert not loaded.unrecognised and not loaded.rejected
    assert {problem.code for problem in loaded.problems} == {"approximate"}
    assert {kind for kind in KINDS if loaded.batch.facts.table(kind).num_rows == 0} == set()


def test_with_the_national_classification_every_industry_code_is_known(shared: Path, tmp_path: Path) -> None:
    with dutygraph.open(str(tmp_path)) as opened:
        opened.load(HERE / "county")
        opened.load(shared / "data" / "gbt4754-2017", mappings=[shipped("loaders") / "examples" / "gbt4754-2017"])
        assert not [each for each in opened.problems() if "gbt4754" in each.value]
