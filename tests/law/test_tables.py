"""The rule files of the dossier: what is wrong in a county's own file is named with file and key; wordings by the day; obligations by their bearers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dutygraph.errors import RulesError
from dutygraph.law import Rules
from dutygraph.law.editions import wordings

SHIPPED = Path(Rules.read.__code__.co_filename).parent


@pytest.mark.parametrize(("name", "old", "new", "said"), [
    ("accident.yaml", "deaths: 30,", "deaths: 9,", "highest first"), ("accident.yaml", "minutes: 60", "minutes: 0", "reporting.0.minutes"), ("accident.yaml", "tier: state, line", "tier: moon, line", "tier"),
    ("obligations.yaml", "period: quarter", "period: week", "period"), ("obligations.yaml", "ranks: [secretary]", "ranks: [boss]", "boss"), ("obligations.yaml", "tenure_share: 0.5", "tenure_share: 5", "tenure_share"),
    ("editions.yaml", "title: 2014年修正", "titel: 2014年修正", "title: Field required")])
def test_a_wrong_table_is_refused_with_file_and_key(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    text = (SHIPPED / name).read_text("utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=said) as refused:
        Rules.read(tmp_path)
    assert name in str(refused.value)


def test_a_county_replaces_a_table_and_the_version_changes(tmp_path: Path) -> None:
    (tmp_path / "obligations.yaml").write_text((SHIPPED / "obligations.yaml").read_text("utf-8").replace("minimum: 4, period: year", "minimum: 2, period: year", 1), encoding="utf-8")
    own, ours = Rules.read(tmp_path), Rules.read()
    assert own.version != ours.version and own.replaced == ("obligations.yaml",)
    assert next(each.minimum for each in own.obligations.obligations if each.id == "D02") == 2


@pytest.mark.parametrize(("id", "body", "tier", "rank", "owes"), [
    ("D01", "party_committee", "county", "secretary", True), ("D01", "government", "county", "head", False), ("D02", "government", "township", "head", True), ("D02", "government", "township", "deputy", False),
    ("D03", "department", "county", "head", True), ("D04", "government", "county", "head", True), ("D04", "government", "township", "head", False), ("D05", "government", "county", "deputy", True),
    ("D05", "government", "county", "head", False), ("D06", "party_committee", "township", "secretary", True), ("D06", "department", "prefecture", "head", False), ("D07", "department", "county", "deputy", True),
    ("D07", "government", "county", "deputy", False), ("D08", "government", "county", "head", True), ("D11", "department", "county", "section_head", False)])
def test_who_owes_what(id: str, body: str, tier: str, rank: str, owes: bool) -> None:
    found = next(each for each in Rules.read().obligations.obligations if each.id == id)
    assert found.owed_by(body, tier, rank) is owes


def test_numbers_rest_on_the_source_that_has_them() -> None:
    found = {each.id: each for each in Rules.read().obligations.obligations}
    assert all("13号" not in found[id_].basis for id_ in ("D01", "D02", "D04", "D10"))
    assert [found[id_].minimum for id_ in ("D10", "L25", "L28")] == [0, 0, 0]
    assert (found["L41"].minimum, found["L41"].period) == (1, "quarter") and "第16号 Art 14" in found["L41"].basis


def test_every_obligation_of_the_essay_that_can_be_counted_is_there() -> None:
    known = {each.id for each in Rules.read().obligations.obligations}
    assert {f"D{number:02d}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14)} <= known


@pytest.mark.parametrize(("day", "article", "state", "then"), [
    (date(2026, 1, 1), "9", "in_force", "9"), (date(2019, 3, 1), "9", "older", "8"), (date(2019, 3, 1), "10", "older", "9"), (date(2010, 1, 1), "9", "absent", None), (date(2001, 1, 1), "9", "not_yet", None)])
def test_wordings_by_the_day(day: date, article: str, state: str, then: str | None) -> None:
    found = wordings(Rules.read().editions, [f"安全生产法 Art {article}; B12"], day)
    assert [(each.law, each.article, each.state, each.then) for each in found] == [("安全生产法", article, state, then)]


def test_ids_of_the_essay_are_no_laws() -> None:
    assert [each.law for each in wordings(Rules.read().editions, ["D01-D16; M01", "E01, E02", "厅字〔2018〕13号 Art 3; B01, B02"], date(2020, 1, 1))] == ["厅字〔2018〕13号"]


@pytest.mark.parametrize(("law", "article", "day", "edition", "then"), [
    ("中国共产党纪律处分条例", "39", date(2010, 1, 5), "2003年", "38"), ("中国共产党纪律处分条例", "39", date(2019, 3, 1), "2018年修订", "39"), ("中国共产党纪律处分条例", "39", date(2024, 1, 24), "2023年修订", "39"),
    ("中国共产党问责条例", "6", date(2010, 1, 5), "", None), ("中国共产党问责条例", "6", date(2019, 3, 1), "2016年", "5"), ("中国共产党问责条例", "6", date(2019, 9, 1), "2019年修订", "6")])
def test_editions_of_the_party_regulations(law: str, article: str, day: date, edition: str, then: str | None) -> None:
    assert [(each.edition, each.then) for each in wordings(Rules.read().editions, [f"{law} Art {article}"], day)] == [(edition, then)]
