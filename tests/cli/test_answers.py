"""The commands that answer, as a person runs them."""

import csv
import io
import json

import pytest

from dutygraph.analysis import ANALYSES


def test_an_answer_carries_its_day_data_rules_completeness_and_parameters(run, seeded):
    answer = json.loads(run("ask", "unsupervised", "--store", seeded, "--format", "json").out)

    assert set(answer["meta"]) == {"as_of", "known_at", "data_version", "rules_version", "completeness", "parameters"}
    assert answer["meta"]["completeness"]["register"] == "unknown"
    assert answer["count"] == len(answer["findings"]) > 0
    assert answer["out_of"] >= answer["count"]


@pytest.mark.parametrize("name", ANALYSES)
def test_every_ask_answers_with_the_same_bytes_twice_and_the_same_number_in_every_format(run, seeded, name):
    first, second = (run("ask", name, "--store", seeded, "--format", "json").out for _ in range(2))
    assert first == second
    answer = json.loads(first)
    table = list(csv.DictReader(io.StringIO(run("ask", name, "--store", seeded, "--format", "csv").out.lstrip("\ufeff"))))
    text = run("ask", name, "--store", seeded).out

    assert len(table) == answer["count"]
    assert f"{answer['count']} found, out of {answer['out_of']}" in text


def test_more_findings_than_fail_on_exit_with_3(run, seeded):
    assert run("ask", "unsupervised", "--store", seeded, "--fail-on", 0).code == 3
    assert run("ask", "unsupervised", "--store", seeded, "--fail-on", 100000).code == 0


def test_the_list_of_asks_names_each_with_its_parameters(run):
    listing = run("ask", "--list").out

    assert all(name in listing for name in ANALYSES)
    assert "--set kinds=" in listing


@pytest.mark.parametrize("form", ["text", "json", "csv"])
@pytest.mark.parametrize("by", [None, "territory", "sector", "territory,sector"])
def test_coverage_in_every_form(run, seeded, form, by):
    ran = run("coverage", "--store", seeded, "--format", form, *(["--by", by] if by else []))

    assert ran.code == 0 and ran.out.strip()
    if form == "json":
        assert json.loads(ran.out)["meta"]["as_of"]


def test_the_rows_of_a_breakdown_sum_to_at_least_the_total(run, seeded):
    out_of = json.loads(run("ask", "unsupervised", "--store", seeded, "--format", "json").out)["out_of"]
    rows = list(csv.DictReader(io.StringIO(run("coverage", "--store", seeded, "--by", "sector", "--format", "csv").out.lstrip("\ufeff"))))

    # An object in two sectors stands in two rows.
    assert out_of <= sum(int(row["out_of"]) for row in rows) <= 2 * out_of


@pytest.mark.parametrize("form", ["text", "json", "csv"])
@pytest.mark.parametrize("command", ["explain", "trace"])
def test_an_object_is_explained_and_traced_in_every_form(run, seeded, command, form):
    subject = json.loads(run("ask", "nominal", "--store", seeded, "--format", "json").out)["findings"][0]["subject"]

    ran = run(command, subject, "--store", seeded, "--format", form)

    assert ran.code == 0 and ran.out.strip()


@pytest.mark.parametrize("command", ["coverage", "ask", "trace", "explain"])
def test_help_of_every_answering_command_carries_the_definitions(run, command):
    said = " ".join(run(command, "--help").out.split())

    assert "no principal duty in force, of a living body, reaches the object" in said
    assert "失控漏管" in said


def test_a_day_before_everything_answers_with_nothing_rather_than_an_error(run, seeded):
    ran = run("ask", "unsupervised", "--store", seeded, "--as-of", "1900-01-02", "--format", "json")

    assert ran.code == 0
