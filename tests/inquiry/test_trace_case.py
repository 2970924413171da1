"""``trace --case`` and ``trace --ranked`` at the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dutygraph.cli import main

from .scenarios import EXAMPLE, example, write

GOLDEN = Path(__file__).parents[1] / "golden" / "county"


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["trace", *words])
    found = capsys.readouterr()
    return code, found.out, found.err


def test_the_answer_has_what_a_program_needs_and_the_ids_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "--case", str(EXAMPLE), "--format", "json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["level"], answer["investigating_tier"]) == ("较大", "prefecture")
    assert {"id", "in_reach", "rank", "score", "kind", "lines", "reasons"} <= set(answer["posts"][0])
    assert {each["id"] for each in answer["posts"]} <= {each["id"] for each in example()["posts"]}
    assert all(each["reasons"] for each in answer["posts"])


def test_every_post_out_of_reach_comes_after_those_within_unless_a_lesser_level_holds_it(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(said(capsys, "--case", str(EXAMPLE), "--format", "json")[1])
    assert [each["in_reach"] for each in answer["posts"]] == [each["score"] >= answer["cut"]["score"] for each in answer["posts"]]


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_same_case_gives_the_same_bytes(capsys: pytest.CaptureFixture[str], form: str) -> None:
    first = said(capsys, "--case", str(EXAMPLE), "--format", form)
    assert first == said(capsys, "--case", str(EXAMPLE), "--format", form)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_says_that_it_is_a_lead(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    out = said(capsys, "--case", str(EXAMPLE), "--lang", lang)[1]
    assert out.rstrip().endswith({"zh": "仅为线索，不是责任认定。", "en": "A lead, not a finding."}[lang])


def test_the_table_has_a_row_for_each_post(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(said(capsys, "--case", str(EXAMPLE), "--format", "csv")[1])))
    answer = json.loads(said(capsys, "--case", str(EXAMPLE), "--format", "json")[1])
    assert [row["id"] for row in rows] == [each["id"] for each in answer["posts"]]


@pytest.mark.parametrize("words", [(), ("红岩采石场", "--case", str(EXAMPLE)), ("--case", str(EXAMPLE), "--set", "deaths=3"), ("--case", str(EXAMPLE), "--format", "svg"), ("红岩采石场", "--set", "deaths=3")])
def test_words_that_do_not_go_together_are_a_usage_error(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, out, err = said(capsys, *words)
    assert code == 2
    assert out == ""
    assert "dutygraph:" in err


def test_a_wrong_file_is_an_error_without_a_traceback(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = said(capsys, "--case", str(write(tmp_path, "schema: dutygraph-case/1\n")))
    assert (code, out) == (1, "")
    assert "accident: is missing; add it" in err
    assert "Traceback" not in err


def test_a_register_is_ranked_by_its_own_row_or_by_numbers_given(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYGRAPH_STORE", str(tmp_path / "store"))
    assert main(["load", str(GOLDEN)]) == 0
    capsys.readouterr()
    own = json.loads(said(capsys, "红岩采石场", "--as-of", "2019-03-01", "--ranked", "--format", "json")[1])
    assert own["level"] == "较大"
    assert own["posts"][0]["tier"] == "township"
    graver = json.loads(said(capsys, "红岩采石场", "--as-of", "2019-03-01", "--ranked", "--set", "deaths=31", "--format", "json")[1])
    assert graver["level"] == "特别重大"
    assert {each["id"] for each in own["posts"] if each["in_reach"]} <= {each["id"] for each in graver["posts"] if each["in_reach"]}
    assert not any(each["body"] == "body:穹岭县安全生产委员会" for each in own["posts"])
