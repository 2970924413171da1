"""References find their node by id, name, alias or code; never by a guess."""

from __future__ import annotations

import random

import pytest

from dutygraph.facts import Facts
from dutygraph.snapshot.names import listed, normal, normal_column

from .hand import codes, county, history, named


def test_a_word_finds_its_body_by_name_alias_and_full_width_spelling() -> None:
    told = history(county(
        body=[named("body", "云岭县应急管理局", aliases="应急局；县应急局"), named("body", "城关镇（街道）办事处")],
        part_of=[{"body": "body:应急局", "parent": "body:城关镇(街道) 办事处"}, {"body": "body:县应急局", "parent": "body:城关镇（街道）办事处"}]))
    assert told.table("part_of")["body"].to_pylist() == ["body:云岭县应急管理局"] * 2
    assert told.table("part_of")["parent"].to_pylist() == ["body:城关镇（街道）办事处"] * 2
    assert codes(told) == []


def test_a_name_of_its_own_wins_over_an_alias_of_another() -> None:
    told = history(county(body=[named("body", "安监局"), named("body", "应急局", aliases="安监局")], governs=[{"body": "body:安监局", "territory": "territory:县"}],
                          territory=[named("territory", "510199", aliases="县")]))
    assert told.table("governs").to_pylist()[0]["body"] == "body:安监局"
    assert told.table("governs").to_pylist()[0]["territory"] == "territory:510199"


def test_an_ambiguous_word_stays_as_stated_and_is_a_problem() -> None:
    told = history(county(body=[named("body", "甲县水利局", aliases="水利局"), named("body", "乙县水利局", aliases="水利局")],
                          duty=[{"bearer": "body:水利局", "mode": "industry"}, {"bearer": "body:水利局", "mode": "licence"}]))
    assert told.table("duty")["bearer"].to_pylist() == ["body:水利局"] * 2
    (problem,) = told.problems
    assert problem.code == "ambiguous-ref" and problem.value == "body:水利局" and "2 rows" in problem.en
    assert problem.place is not None and problem.place.file == "duty.csv"


def test_a_word_that_is_on_no_list_is_dangling_but_a_document_may_be() -> None:
    told = history(county(body=[named("body", "局")], duty=[{"bearer": "body:无此局", "mode": "industry", "document": "云府发〔2016〕3号"}], document=[named("document", "A", supersedes="document:B")]))
    assert codes(told) == ["dangling-ref"]


def test_objects_of_one_name_are_told_apart_by_their_town() -> None:
    told = history(county(
        territory=[named("territory", "城关镇"), named("territory", "河口乡")],
        object=[named("object", "91A", name="红星采石场", code="91A"), named("object", "91B", name="红星采石场", code="91B")],
        at=[{"object": "object:91A", "territory": "territory:城关镇"}, {"object": "object:91B", "territory": "territory:河口乡"}],
        status=[{"object": "object:红星采石场@河口乡", "value": "operating"}, {"object": "object:红星采石场", "value": "operating"}]))
    assert told.table("status")["object"].to_pylist() == ["object:91B", "object:红星采石场"]
    assert codes(told) == ["ambiguous-ref"]


def test_a_row_without_code_is_the_coded_object_of_that_name_in_that_town() -> None:
    told = history(county(
        territory=[named("territory", "城关镇", aliases="城关"), named("territory", "河口乡")],
        object=[named("object", "91A", name="红星采石场", code="91A"), named("object", "红星采石场@城关", risk="red"), named("object", "红星采石场@河口乡")],
        at=[{"object": "object:91A", "territory": "territory:城关镇"}, {"object": "object:红星采石场@河口乡", "territory": "territory:河口乡"}]))
    assert list(told.nodes("object").ids) == ["object:91A", "object:红星采石场@河口乡"]
    node = told.node("object:91A")
    assert node is not None and node["risk"] == "red"
    assert told.statements("object:91A") == (("object", 0), ("object", 1))


def test_a_row_without_code_that_fits_two_coded_objects_is_not_merged() -> None:
    told = history(county(
        territory=[named("territory", "城关镇")],
        object=[named("object", "91A", name="红星", code="91A"), named("object", "91B", name="红星", code="91B"), named("object", "红星@城关镇")],
        at=[{"object": f"object:{code}", "territory": "territory:城关镇"} for code in ("91A", "91B")]))
    assert codes(told) == ["ambiguous-object"]
    assert len(told.nodes("object")) == 3


def test_a_project_and_an_enterprise_of_one_name_stay_two() -> None:
    told = history(county(territory=[named("territory", "城关镇")],
                          object=[named("object", "91A", name="锦绣", code="91A", type="enterprise"), named("object", "锦绣@城关镇", type="project")],
                          at=[{"object": "object:91A", "territory": "territory:城关镇"}]))
    assert len(told.nodes("object")) == 2


def test_posts_and_people_are_written_with_their_bodys_own_name() -> None:
    told = history(county(
        body=[named("body", "云岭县应急管理局", aliases="应急局")],
        post=[named("post", "应急局/局长", body="body:应急局", rank="head"), named("post", "云岭县应急管理局/局长", body="body:云岭县应急管理局", rank="head")],
        holds=[{"person": "person:张三@应急局", "post": "post:应急局/局长"}]))
    assert list(told.nodes("post").ids) == ["post:云岭县应急管理局/局长"]
    assert list(told.nodes("person").ids) == ["person:张三@云岭县应急管理局"]
    assert told.table("person").to_pylist()[0]["file"] == "holds.csv"
    assert codes(told) == []


def test_a_portfolio_over_a_department_is_found_though_the_sheet_says_sector() -> None:
    told = history(county(body=[named("body", "水利局"), named("body", "县政府")], post=[named("post", "县政府/副县长", body="body:县政府", rank="deputy")], sector=[named("sector", "农机")],
                          in_charge_of=[{"post": "post:副县长", "over": "sector:水利局"}, {"post": "post:副县长", "over": "sector:农机"}]))
    assert told.table("in_charge_of")["over"].to_pylist() == ["body:水利局", "sector:农机"]
    assert told.columns.f_over.tolist() == [2, 1]


def test_one_name_in_two_bodies_is_said_and_not_merged() -> None:
    told = history(county(body=[named("body", "甲局"), named("body", "乙局")], person=[named("person", "张三@甲局", home="body:甲局"), named("person", "张三@乙局", home="body:乙局")]))
    assert codes(told) == ["same-name"]
    assert len(told.nodes("person")) == 2


def test_the_order_of_rows_and_kinds_changes_nothing() -> None:
    facts = county(body=[named("body", f"局{at}", aliases=f"第{at}局") for at in range(20)], sector=[named("sector", "危化")],
                   duty=[{"bearer": f"body:第{at}局", "mode": "industry", "sector": "sector:危化"} for at in range(20)])
    shuffled = {kind: table.take(random.Random(1).sample(range(table.num_rows), table.num_rows)) for kind, table in reversed(facts.tables.items())}
    one, other = history(facts), history(Facts(shuffled))
    assert list(one.nodes("body").ids) == list(other.nodes("body").ids)
    assert sorted(one.table("duty")["bearer"].to_pylist()) == sorted(other.table("duty")["bearer"].to_pylist())


@pytest.mark.parametrize("word", ["云府发〔2016〕3号", "云府发[2016] 3号", "云府发（2016）3号", "云府发（２０１６）３号"])
def test_names_are_compared_in_one_form_in_python_and_in_columns(word: str) -> None:
    import pyarrow as pa

    assert normal(word) == "云府发(2016)3号"
    assert normal_column(pa.array([word]))[0].as_py() == normal(word)


def test_lists_keep_order_and_drop_repeats() -> None:
    assert listed("a; b；a;") == ("a", "b")
    assert listed(None) == ()
