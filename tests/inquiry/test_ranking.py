"""The ranking: parts and sums, the rules of the time, reach by level, kinds, what names do not change, and the same bytes twice."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dutygraph.inquiry.casefile import UNKNOWN_DAY
from dutygraph.law.inquiry import InquiryRules
from dutygraph.law.inquiry_table import TIERS

from .scenarios import RULES, example, opened, post, ranked

DEATHS = {"none": 0, "一般": 1, "较大": 4, "重大": 12, "特别重大": 40}


def test_a_score_is_the_sum_of_its_parts_and_the_order_follows_it(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, example())
    for each in ranking.posts:
        assert each.score == pytest.approx(sum(one.weight for one in each.parts), abs=0.006)
        assert all(one.zh and one.en and one.basis for one in each.parts)
    assert [each.rank for each in ranking.posts] == list(range(1, len(ranking.posts) + 1))
    scores = [each.score for each in ranking.posts]
    assert scores == sorted(scores, reverse=True)


def test_the_station_of_the_town_and_the_deputy_with_the_matter_come_before_departments_with_other_work(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, example())
    for near in ("town-safety/head", "town/deputy", "town/head", "emergency/deputy-a"):
        assert post(ranking, near).rank < post(ranking, "market/head").rank
    assert post(ranking, "emergency/deputy-a").rank < post(ranking, "emergency/deputy-b").rank
    assert post(ranking, "county/deputy-a").rank < post(ranking, "county/deputy-b").rank


@pytest.mark.parametrize("change", [{"direct_loss_wan": None}, {"serious_injuries": None}])
def test_a_more_severe_level_never_shrinks_the_reach(tmp_path: Path, change: dict[str, Any]) -> None:
    before: set[str] = set()
    for deaths in DEATHS.values():
        data = example()
        data["accident"].update({"serious_injuries": None, "direct_loss_wan": None, **change, "deaths": deaths})
        now = {each.id for each in ranked(tmp_path, data).posts if each.in_reach}
        assert before <= now
        before = now


def test_the_reach_of_every_tier_never_shrinks_from_the_top_of_a_level_upward() -> None:
    tops = [TIERS.index(row.top) for row in RULES.inquiry.reach]
    assert tops == sorted(tops, reverse=True)


@pytest.mark.parametrize(("level", "deaths"), DEATHS.items())
def test_the_level_is_that_of_the_decree(tmp_path: Path, level: str, deaths: int) -> None:
    data = example()
    data["accident"].update(deaths=deaths, serious_injuries=None, direct_loss_wan=None)
    assert (ranked(tmp_path, data).judgement.level or "none") == level


def test_before_july_2013_the_secretary_stands_behind_the_head_of_government_by_more(tmp_path: Path) -> None:
    gaps = {}
    for day in ("2013-07-17", "2013-07-18", "2019-05-12"):
        data = example()
        data["accident"]["date"] = day
        ranking = ranked(tmp_path, data)
        gaps[day] = post(ranking, "town/head").score - post(ranking, "town-party/secretary").score
    assert gaps["2013-07-17"] > gaps["2013-07-18"] == gaps["2019-05-12"]


def test_the_rules_of_the_time_are_named(tmp_path: Path) -> None:
    said = []
    for day in ("2010-01-05", "2014-08-02", "2019-05-12", "2023-01-01", None):
        data = example()
        data["accident"]["date"] = day
        ranking = ranked(tmp_path, data)
        assert ranking.regime is not None
        said.append(ranking.regime.basis)
    assert len(set(said)) == 4
    assert said[-1] == said[-2]


def test_diligence_excuses_only_since_the_regulation_of_2018(tmp_path: Path) -> None:
    for day, there in (("2018-04-07", False), ("2018-04-08", True)):
        data = example()
        data["accident"]["date"] = day
        assert any("Art 23" in reason.basis for reason in post(ranked(tmp_path, data), "town/head").counter) is there


def test_without_a_date_rules_without_a_date_are_used_and_the_answer_says_so(tmp_path: Path) -> None:
    data = example()
    del data["accident"]["date"]
    ranking = ranked(tmp_path, data)
    assert ranking.meta.as_of == UNKNOWN_DAY
    assert any("日期不详" in note.zh for note in ranking.notes)
    assert not any(one.id == "before_party" for each in ranking.posts for one in each.parts)


def test_kinds_follow_who_was_in_charge(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, example())
    kinds = {each.id.removeprefix("post:"): each.kind for each in ranking.posts}
    assert kinds["town-safety/head"] == kinds["village/secretary"] == kinds["emergency/team"] == "直接责任"
    assert kinds["town/head"] == kinds["town/deputy"] == kinds["emergency/deputy-a"] == kinds["emergency/head"] == "主要领导责任"
    assert kinds["town-party/secretary"] == kinds["county-party/secretary"] == "重要领导责任"
    assert all(each.kind_reason for each in ranking.posts if each.kind)
    assert {body.kind for body in ranking.bodies if body.in_reach} == {"全面领导责任"}


def test_a_chain_does_not_label_nearly_everyone_alike(tmp_path: Path) -> None:
    kinds = [each.kind for each in ranked(tmp_path, example()).posts if each.in_reach]
    assert max(kinds.count(kind) for kind in set(kinds)) <= 0.6 * len(kinds)


def test_powers_that_a_body_lacks_speak_for_its_posts(tmp_path: Path) -> None:
    assert any("没有处罚权" in reason.zh for reason in post(ranked(tmp_path, example()), "town/head").counter)


def test_a_short_time_in_office_is_said_and_the_predecessor_is_in_the_chain(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, example())
    assert any("41天" in reason.zh for reason in post(ranking, "town/head").counter)
    seat = next(seat for seat in ranking.chains[0].posts if seat.id == "post:town/head")
    assert [term.name for term in seat.predecessors] == ["甲某"]


def test_a_division_of_work_that_is_not_stated_is_said(tmp_path: Path) -> None:
    data = example()
    for each in data["posts"]:
        if each["body"] == "emergency":
            each.pop("portfolio", None)
    found = post(ranked(tmp_path, data), "emergency/deputy-b")
    assert any("分工未见记载" in reason.zh for reason in found.counter)


def test_the_contractor_leads_to_its_own_supervisor_one_step_sideways(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, example())
    way = next(body for body in ranking.bodies if body.id == "body:police").ways[0]
    assert way.via == "object:blaster"
    assert any(one.id == "via" for one in post(ranking, "police/head").parts)


def test_bodies_that_have_nothing_to_do_with_the_site_are_not_listed(tmp_path: Path) -> None:
    data = example()
    data["bodies"] += [{"id": "far", "name": "云外镇人民政府", "kind": "government", "level": "township", "parent": "county"}]
    data["posts"] += [{"id": "far/head", "body": "far", "role": "gov_head"}]
    assert "post:far/head" not in {each.id for each in ranked(tmp_path, data).posts}


def test_a_town_with_two_parents_reaches_both(tmp_path: Path) -> None:
    data = example()
    data["bodies"] += [{"id": "zone", "name": "穹岭高新区管委会", "kind": "zone_committee", "level": "zone", "parent": "county"}]
    data["posts"] += [{"id": "zone/head", "body": "zone", "role": "gov_head"}]
    data["relations"] += [{"from": "zone", "to": "town", "type": "governs"}]
    found = {each.id for each in ranked(tmp_path, data).posts}
    assert {"post:zone/head", "post:county/head"} <= found


def test_names_of_places_and_ids_change_nothing(tmp_path: Path) -> None:
    plain = ranked(tmp_path, example())
    text = yaml.safe_dump(example(), allow_unicode=True)
    for old, new in (("穹岭县", "墨水县"), ("岩口镇", "白马镇"), ("青石村", "黑土村"), ("云顶石料厂", "丰收石料厂")):
        text = text.replace(old, new)
    renamed = ranked(tmp_path, text)
    assert [(each.id, each.score, each.kind, each.in_reach) for each in plain.posts] == [(each.id, each.score, each.kind, each.in_reach) for each in renamed.posts]


def test_opaque_ids_and_another_order_change_no_score(tmp_path: Path) -> None:
    data = example()
    plain = {each.id.removeprefix("post:"): (each.score, each.kind, each.in_reach) for each in ranked(tmp_path, data).posts}
    names = {each["id"]: f"n{at:03}" for at, each in enumerate(random.Random(5).sample(data["bodies"], len(data["bodies"])))}
    posts = {each["id"]: f"p{at:03}" for at, each in enumerate(random.Random(6).sample(data["posts"], len(data["posts"])))}
    for body in data["bodies"]:
        body["id"] = names[body["id"]]
        if "parent" in body:
            body["parent"] = names[body["parent"]]
    for each in data["posts"]:
        each.update(id=posts[each["id"]], body=names[each["body"]])
        if "portfolio" in each:
            each["portfolio"] = [names.get(over, posts.get(over, over)) for over in each["portfolio"]]
    for relation in data["relations"]:
        relation.update({"from": names[relation["from"]], "to": names[relation["to"]]})
    data["accident"]["at"] = [names[each] for each in data["accident"]["at"]]
    for key in ("bodies", "posts", "relations"):
        random.Random(7).shuffle(data[key])
    masked = {each.id.removeprefix("post:"): (each.score, each.kind, each.in_reach) for each in ranked(tmp_path, data).posts}
    assert masked == {posts[id_]: value for id_, value in plain.items()}


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    assert opened(tmp_path, example()).rank().to_json() == opened(tmp_path, example()).rank().to_json()


def test_a_ranking_claims_no_more_than_a_lead(tmp_path: Path) -> None:
    said = ranked(tmp_path, example()).as_dict()
    assert any("不是认定" in note["zh"] for note in said["notes"])
    assert set(said["fitted_on"]) == {"zh", "en"} and re.search(r"[一-鿿]", said["fitted_on"]["zh"]) and not re.search(r"[一-鿿]", said["fitted_on"]["en"])
    assert not re.search("有罪|guilty|法律责任成立", json.dumps(said, ensure_ascii=False))


def test_no_rule_names_a_place() -> None:
    """Evidence comes from relations and kinds of work, never from names seen in cases."""
    text = json.dumps(RULES.inquiry.model_dump(mode="json"), ensure_ascii=False)
    assert not re.search("昆山|响水|淮南|新余|泉州|栖霞|资兴|安乡|湘潭|新化|伊川|宜章|怀柔|六盘水|谢家集|苏州|盐城", text)


def test_an_accident_in_a_village_has_the_village_as_its_site(tmp_path: Path) -> None:
    data = example()
    data["accident"]["at"] = ["village"]
    data["relations"] = [{"from": "town-safety", "to": "village", "type": "supervises", "mode": "station"}]
    case = opened(tmp_path, data)
    assert case.problems == ()
    ranking = case.rank()
    assert post(ranking, "town-safety/head").in_reach
    assert post(ranking, "village/secretary").rank < post(ranking, "county/head").rank


@pytest.mark.parametrize(("text", "matters"), [
    ("非煤矿山", ["mines"]), ("non-coal mine", ["mines"]), ("煤矿", ["coal"]), ("coal mine", ["coal"]), ("金属非金属矿山", ["mines"]),
    ("C27", ["chemicals"]), ("C28", ["chemicals"]), ("C40", ["trades"]), ("C2311", ["trades"]), ("C1620", ["trades"]), ("D44", ["power"]), ("D46", ["supply"])])
def test_what_an_accident_is_about_by_words_and_codes(text: str, matters: list[str]) -> None:
    assert [each.id for each in InquiryRules(RULES.inquiry).matters_of(text)] == matters


@pytest.mark.parametrize(("day", "edition", "words"), [
    ("2010-01-05", "（2003年）", "直接主管该项工作"), ("2016-09-20", "（2015年修订）", "直接主管该项工作"), ("2019-03-01", "（2018年修订）", "直接主管该项工作"), ("2024-01-24", "（2023年修订）", "主管该项工作（主管")])
def test_a_kind_is_given_in_the_wording_in_force_on_the_day(tmp_path: Path, day: str, edition: str, words: str) -> None:
    data = example()
    data["accident"]["date"] = day
    reason = post(ranked(tmp_path, data), "emergency/head").kind_reason
    assert reason is not None and f"中国共产党纪律处分条例{edition}" in reason.basis and reason.zh.startswith(words)
    assert ("问责条例" in reason.basis) is (day >= "2016-07-08")


@pytest.mark.parametrize("id_", ["discipline", "hands-on", "in-charge", "government-near", "secretary", "above", "took-part"])
def test_every_kind_has_exactly_one_row_on_every_day_since_the_first_edition(id_: str) -> None:
    rows = [row for row in RULES.inquiry.kinds if row.id.startswith(f"{id_}-")]
    for day in (date(2003, 12, 31), date(2010, 1, 5), *(day for row in rows for day in (row.since, row.until) if day)):
        assert len([row for row in rows if row.in_force(day)]) == 1
    assert len([row for row in rows if row.in_force(None)]) == 1
