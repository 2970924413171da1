"""Case files: the form, its schema, what becomes of every part, and files that are wrong or hostile."""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dutygraph.errors import SourceError
from dutygraph.loading.case import read_case
from dutygraph.loading.case_facts import case_batch, place_of
from dutygraph.loading.case_shape import case_schema

from .scenarios import EXAMPLE, SCHEMA, example, opened, part, write


def test_the_shipped_schema_is_what_the_code_reads() -> None:
    assert json.loads(SCHEMA.read_text("utf8")) == case_schema()


def test_the_example_fits_the_schema_and_leaves_nothing_aside() -> None:
    data = json.loads(json.dumps(yaml.safe_load(EXAMPLE.read_text("utf8")), default=str))
    jsonschema.validate(data, json.loads(SCHEMA.read_text("utf8")))
    case = read_case(EXAMPLE)
    assert case.problems == ()
    assert len(case_batch(case).facts) > 60


def test_every_fact_of_a_case_says_on_which_line_it_stands() -> None:
    case = read_case(EXAMPLE)
    lines = EXAMPLE.read_text("utf8").splitlines()
    for fact in case_batch(case).facts.rows("duty"):
        assert fact["bearer"].removeprefix("body:") in lines[fact["row"] - 1]


def test_a_post_without_holders_is_unknown_and_not_vacant(tmp_path: Path) -> None:
    case = opened(tmp_path, example())
    states = {seat.id: seat.state for chain in case.rank().chains for seat in chain.posts}
    assert states["post:county/head"] == "unknown"
    assert "vacant" not in states.values()
    assert not [each for chain in case.rank().chains for each in chain.breaks if each.kind == "vacant"]


def test_a_stated_vacancy_is_a_vacancy(tmp_path: Path) -> None:
    data = example()
    part(data, "posts", "town/deputy")["holders"] = [{"manner": "vacant"}]
    ranking = opened(tmp_path, data).rank()
    assert any(each.kind == "vacant" and each.node == "post:town/deputy" for chain in ranking.chains for each in chain.breaks)
    assert any("空缺" in reason.zh for each in ranking.posts if each.id == "post:town/deputy" for reason in each.counter)


def test_the_same_person_in_two_posts_is_one_person(tmp_path: Path) -> None:
    data = example()
    data["relations"].append({"from": "county-party", "to": "town-party", "type": "same_person"})
    people = [each for chain in opened(tmp_path, data).rank().chains for each in chain.people]
    both = [each for each in people if {held.post for held in each.posts} >= {"post:county-party/secretary", "post:town-party/secretary"}]
    assert len(both) == 1


@pytest.mark.parametrize(("name", "place"), [
    ("中共资兴市委", "资兴市"), ("资兴市人民政府", "资兴市"), ("三都镇党委", "三都镇"), ("昆山开发区党工委", "昆山开发区"), ("昆山开发区管委会", "昆山开发区"), ("常泰街道办事处", "常泰街道")])
def test_a_party_committee_and_its_government_have_one_place(name: str, place: str) -> None:
    assert place_of(name) == place


def faults_of(folder: Path, data: Any) -> str:
    with pytest.raises(SourceError) as caught:
        read_case(write(folder, data))
    return str(caught.value)


def test_all_faults_come_at_once_each_with_its_line_and_a_remedy(tmp_path: Path) -> None:
    data = example()
    data["accident"]["deaths"] = -1
    data["accident"]["at"] = ["nowhere-at-all"]
    data["bodies"][0]["kind"] = "goverment"
    data["posts"][0]["bodyy"] = "county"
    said = faults_of(tmp_path, data)
    assert "2 faults" in said  # the form first: what does not fit it cannot be looked up
    assert "accident.deaths" in said
    assert "posts[0].bodyy" in said
    assert "line " in said
    del data["posts"][0]["bodyy"]
    data["accident"]["deaths"] = 1
    said = faults_of(tmp_path, data)
    assert "did you mean 'government'?" in said
    assert "accident.at[0]" in said


@pytest.mark.parametrize(("change", "said"), [
    (lambda data: data["bodies"].append(dict(data["bodies"][0])), "stands twice"),
    (lambda data: data["posts"][0].pop("body"), "posts[0].body: is missing"),
    (lambda data: data["relations"][1].pop("mode"), "needs a mode"),
    (lambda data: data["relations"][0].update(to="vilage"), "did you mean 'village'?"),
    (lambda data: part(data, "bodies", "county").update(parent="town"), "go in a circle"),
    (lambda data: data["accident"].update(date="2019-02-30"), "accident.date"),
    (lambda data: data["accident"].update(deaths=True), "no number"),
    (lambda data: data["accident"].update(at=[]), "accident.at"),
    (lambda data: data["relations"][0].update(since="2019-01-02", until="2019-01-01"), "is not after since"),
    (lambda data: part(data, "posts", "county/deputy-a").update(portfolio=["emergency/team"]), "post of another body"),
    (lambda data: data.update(schema="dutygraph-case/9"), "schema"),
])
def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path, change: Any, said: str) -> None:
    data = example()
    change(data)
    told = faults_of(tmp_path, data)
    assert said in told
    assert "docs/cases.md" in told


def test_unknown_words_are_left_aside_and_said(tmp_path: Path) -> None:
    data = example()
    data["relations"].append({"from": "county", "to": "plant", "type": "smiles_at"})
    data["bodies"].append({"id": "court", "name": "穹岭县人民法院", "kind": "tribunal", "level": "county"})
    case = opened(tmp_path, data)
    assert {each.code for each in case.problems} == {"case-left-aside"}
    assert len(case.problems) == 2
    assert case.rank().posts


@pytest.mark.parametrize(("text", "said"), [
    ("", "says nothing"), ("- a\n- b\n", "keys and values"), ("just words", "keys and values"), ("a: [1, 2", "is no YAML"), ("a: 1\na: 2\n", "stands twice"),
    ("a: &x [*x]\n", "refers to a part that holds it"), ("a: *x\n", "refers to"), ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 30)), "levels"), ("a: !!python/object/apply:os.system ['true']\n", "tag"), ("{" * 40 + "}" * 40, "levels"), ("a: \x01", "is no YAML"), ("? [1]\n: 2\n", "YAML"),
])
def test_hostile_texts_are_refused_with_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    assert said in faults_of(tmp_path, text)


def test_an_alias_bomb_and_a_huge_file_are_refused_at_once(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 10))
    began = time.monotonic()
    assert "values" in faults_of(tmp_path, bomb)
    assert "bytes" in faults_of(tmp_path, "# " + "x" * 5_000_000)
    assert time.monotonic() - began < 2


def test_no_file_a_folder_a_pipe_and_other_encodings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_case(tmp_path / "none.yaml")
    with pytest.raises(SourceError, match="is no file"):
        read_case(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="is no file"):
        read_case(tmp_path / "pipe")
    (tmp_path / "gbk.yaml").write_bytes("标题: 一".encode("gbk"))
    with pytest.raises(SourceError, match="UTF-8"):
        read_case(tmp_path / "gbk.yaml")


def test_what_is_stated_as_nothing_is_nothing(tmp_path: Path) -> None:
    data = example()
    data["accident"].update(dict.fromkeys(("date", "time", "place", "kind", "sector", "deaths", "missing", "serious_injuries", "direct_loss_wan")))
    data["bodies"][0].update(parent=None, level=None, since=None)
    data["posts"][0].update(title=None)
    ranking = opened(tmp_path, data).rank()
    assert ranking.judgement.level is None
    assert ranking.posts


@pytest.mark.parametrize("seed", range(6))
def test_a_case_with_parts_torn_out_is_ranked_or_refused_with_a_sentence(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    data = example()
    for key in ("bodies", "posts", "relations"):
        data[key] = [each for each in data[key] if each["id" if key != "relations" else "from"] == "plant" or rng.random() > 0.25]
    for relation in rng.sample(data["relations"], min(2, len(data["relations"]))):
        relation["from"], relation["to"] = relation["to"], relation["from"]
    try:
        assert opened(tmp_path, data).rank().to_json()
    except SourceError as error:
        assert "line " in str(error)


def test_what_is_listed_twice_counts_once(tmp_path: Path) -> None:
    data = example()
    once = opened(tmp_path, data).rank().posts
    data["accident"]["at"] *= 2
    for each in data["posts"]:
        each["portfolio"] = each.get("portfolio", []) * 2
    data["relations"] += data["relations"]
    assert [(each.id, each.score) for each in opened(tmp_path, data).rank().posts] == [(each.id, each.score) for each in once]
