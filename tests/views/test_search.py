"""Search: by name, other name, initials with their several readings, end of a code and id; in one order, and never more than text."""

from __future__ import annotations

import json
import unicodedata

import pytest

from dutygraph.analysis.views.search import search
from dutygraph.analysis.views.spelling import readings
from dutygraph.errors import UsageError
from snapshot.hand import county, day, history, named

HOSTILE = ("<script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "\u202e企业\u202c", "x" * 10_000, "a\x00b", "'; DROP TABLE x; --", "MATCH (n) DETACH DELETE n",
           "{{7*7}}", "../../etc/passwd", "</script><img src=x onerror=alert(1)>", "\ud7ff\U0010ffff", "\n\t ", "%", ".*", "\\")


def of(found):
    return [(hit.id, hit.why.name) for hit in found.hits]


@pytest.fixture(scope="module")
def told():
    return history(county(
        object=[named("object", "91510100MA6CA1B2C3", code="91510100MA6CA1B2C3", name="恒达（云岭）化工有限公司", type="enterprise", aliases="恒达化工;云化"),
                named("object", "重庆饭店@镇", name="重庆饭店", type="site"), named("object", "长江砂石厂@镇", name="长江砂石厂", type="site"),
                named("object", "恒达建材@镇", name="恒达建材", type="site", until=day(2019)), named("object", "ABC 加油站@镇", name="ABC 加油站", type="site")],
        person=[named("person", "单雄@局", name="单雄", home="body:局"), named("person", "仇和@局", name="仇和"), named("person", "曾国@局", name="曾国")],
        body=[named("body", "局", name="应急管理局", aliases="应急局", type="department")],
        post=[named("post", "局/局长", name="局长", body="body:局", rank="head")],
        holds=[{"person": "person:单雄@局", "post": "post:局/局长", "since": day(2018)}],
        territory=[named("territory", "镇", name="云岭镇", type="township", code="510100101")],
        sector=[named("sector", "化工", name="危险化学品", aliases="危化")],
        at=[{"object": f"object:{each}", "territory": "territory:镇"} for each in ("91510100MA6CA1B2C3", "重庆饭店@镇")])).on(day(2020))


@pytest.mark.parametrize(("text", "first", "why"), [
    ("恒达（云岭）化工有限公司", "object:91510100MA6CA1B2C3", "name"), ("恒达(云岭)化工", "object:91510100MA6CA1B2C3", "name"), ("云化", "object:91510100MA6CA1B2C3", "alias"),
    ("hdylhg", "object:91510100MA6CA1B2C3", "initials"), ("HDHG", "object:91510100MA6CA1B2C3", "initials"), ("B2C3", "object:91510100MA6CA1B2C3", "code"),
    ("ca1b2c3", "object:91510100MA6CA1B2C3", "code"), ("object:91510100MA6CA1B2C3", "object:91510100MA6CA1B2C3", "code"), ("cqfd", "object:重庆饭店@镇", "initials"),
    ("zqfd", "object:重庆饭店@镇", "initials"), ("cjssc", "object:长江砂石厂@镇", "initials"), ("abcjyz", "object:ABC 加油站@镇", "initials"), ("sx", "person:单雄@局", "initials"),
    ("qh", "person:仇和@局", "initials"), ("zg", "person:曾国@局", "initials"), ("yjj", "body:局", "initials"), ("应急局", "body:局", "alias"), ("危化", "sector:化工", "alias"),
    ("wxhxp", "sector:化工", "initials"), ("510100101", "territory:镇", "code"), ("ｈｄｈｇ", "object:91510100MA6CA1B2C3", "initials"), ("化工 恒达", "object:91510100MA6CA1B2C3", "name")])
def test_it_is_found_first_and_says_why(told, text, first, why):
    assert of(search(told, text))[0] == (first, why)


@pytest.mark.parametrize("text", ["", "   ", "查无此人", "hd建", "C3", "恒达 医院", "xzq", "9151010 0MA6X"])
def test_what_fits_nothing_finds_nothing(told, text):
    assert [hit for hit in search(told, text).hits if hit.why.name == "code"] == []
    if text != "C3":
        assert search(told, text).total == 0


def test_fewer_than_four_digits_are_no_code(told):
    assert search(told, "2C3").total == 0 < search(told, "B2C3").total


def test_every_word_has_to_fit(told):
    assert {hit.id for hit in search(told, "恒达").hits} == {"object:91510100MA6CA1B2C3", "object:恒达建材@镇"}
    assert {hit.id for hit in search(told, "恒达 jc").hits} == {"object:恒达建材@镇"}


def test_what_exists_that_day_comes_before_what_does_not(told):
    hits = search(told, "hd").hits
    assert [(hit.alive, hit.id) for hit in hits] == [(True, "object:91510100MA6CA1B2C3"), (False, "object:恒达建材@镇")]


def test_hits_say_where_they_belong(told):
    where = {hit.id: [node.name for node in hit.where] for text in ("恒达（云岭）化工有限公司", "局长", "单雄") for hit in search(told, text).hits[:1]}
    assert where == {"object:91510100MA6CA1B2C3": ["云岭镇"], "post:局/局长": ["应急管理局", "单雄"], "person:单雄@局": ["局长"]}


def test_pages_hold_every_hit_once_in_one_order(seed_day):
    whole = [hit.id for hit in seed_day.search("烟花", limit=5000).hits]
    pages = [hit.id for offset in range(0, len(whole), 97) for hit in seed_day.search("烟花", limit=97, offset=offset).hits]

    assert pages == whole and len(whole) == len(set(whole)) == seed_day.search("烟花", limit=0).total
    assert sum(seed_day.search("烟花").by_kind.values()) == len(whole)


def test_every_object_is_found_by_the_end_of_its_code_and_its_initials(seed_day):
    rows = seed_day.objects(limit=60, sort="name").rows
    for row in rows:
        letters = "".join(chr(readings(character)[0]) for character in unicodedata.normalize("NFKC", row.name).lower() if readings(character)[0])
        assert row.id in {hit.id for hit in seed_day.search(letters, kinds="object", limit=500).hits}
        if row.code:
            assert row.id in {hit.id for hit in seed_day.search(row.code[-8:], kinds="object", limit=500).hits}


def test_a_name_contains_what_finds_it_and_what_contains_it_is_found(seed_day):
    names = {str(each): seed_day.snapshot.history.name(str(each)) for each in seed_day.snapshot.history.nodes("object").ids}
    found = {hit.id for hit in seed_day.search("石", kinds="object", limit=5000).hits}

    assert found == {each for each, name in names.items() if "石" in name or "石" in each}


def test_kinds_are_those_asked_for(told):
    assert {hit.kind.name for hit in search(told, "局", kinds="post,body").hits} == {"post", "body"}
    with pytest.raises(UsageError):
        search(told, "局", kinds="castle")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_are_text(told, text):
    said = search(told, text).as_dict()
    assert said["text"] == text and said["total"] == len(said["hits"])
    json.dumps(said)


def test_hostile_names_are_found_and_come_back_as_they_are():
    names = [each for each in HOSTILE if each.strip()]
    snapshot = history(county(object=[named("object", f"{at}@镇", name=name, type="site") for at, name in enumerate(names)])).on(day(2020))

    for at, name in enumerate(names):
        word = name if len(name) <= 200 else name[:200]
        assert (f"object:{at}@镇", name) in [(hit.id, hit.name) for hit in search(snapshot, word).hits], name
