"""A chain's picture says what the chain says, arrow for arrow, and no arrow misleads."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest

from dutygraph.picture import chain_file, chain_sheets, chain_svg
from dutygraph.picture.measure import width, wrap

from .conftest import HOSTILE, spoiled
from .reading import NS, Picture, faults, read

DAYS = ("2018-06-30", "2019-03-01", "2021-06-30")


def links(chain: dict[str, Any]) -> set[tuple[str, str]]:
    return {(link["from"], link["to"]) for line in chain["lines"] for link in line["links"]}


def nodes(chain: dict[str, Any]) -> set[str]:
    return {node for line in chain["lines"] for path in line["paths"] for node in path} | {seat["id"] for seat in chain["posts"]} | {chain["object"]}


def chains(county: Any, day: str | None, most: int) -> list[dict[str, Any]]:
    on = county.on(day)
    ids = [str(each) for each in on.snapshot.history.nodes("object").ids]
    random.Random(5).shuffle(ids)
    return [on.trace(each).as_dict() for each in ids[:most]]


def check(chain: dict[str, Any], lang: str = "zh") -> Picture:
    picture = read(chain_svg(chain, lang))
    assert faults(picture) == []
    assert {(arrow.start, arrow.end) for arrow in picture.arrows} == links(chain)
    assert len(picture.arrows) == len(links(chain))
    assert set(picture.cards) >= nodes(chain)
    assert sum("dg-card" in card.kind for card in picture.cards.values()) == len(chain["posts"])
    return picture


@pytest.mark.parametrize("day", DAYS)
def test_golden_chains_are_drawn_whole_and_no_arrow_runs_behind_a_card_or_on_another(golden: Any, day: str) -> None:
    for chain in chains(golden, day, 30):
        check(chain)


def test_seed_chains_are_drawn_whole_and_no_arrow_runs_behind_a_card_or_on_another(seed: Any) -> None:
    for chain in chains(seed, None, 120):
        check(chain, "en")


def test_the_check_sees_what_it_looks_for(hand: dict[str, Any]) -> None:
    picture = check(hand)
    arrow = next(each for each in picture.arrows if len(each.points) == 2)
    x, low, high = arrow.points[0][0], arrow.points[1][1], arrow.points[0][1]
    behind = next(card for card in picture.cards.values() if card.node not in (arrow.start, arrow.end))
    moved = {**picture.cards, behind.node: type(behind)(behind.node, x - 20, low + (high - low) / 3, 40, (high - low) / 3, behind.kind, "", "")}
    doubled = (*picture.arrows, type(arrow)(arrow.start, arrow.end, arrow.points, arrow.kind))

    assert any("behind" in each for each in faults(Picture(moved, picture.arrows, None)))
    assert any(" on " in each for each in faults(Picture(picture.cards, doubled, None)))


def test_arrows_lead_up_in_the_lane_and_level_of_their_card(hand: dict[str, Any]) -> None:
    picture = check(hand)
    lanes = {each.find(f"{NS}text").text: float(each.find(f"{NS}rect").get("x")) for each in picture.root.iter() if (each.get("class") or "").startswith("dg-lane")}

    assert len(lanes) == sum(bool(line["paths"]) for line in hand["lines"])
    posts = {seat["id"]: seat for seat in hand["posts"]}
    order = ["village", "township", "zone", "county", "prefecture", "province", "state"]
    seats = [seat for seat in posts.values() if seat["tier"] in order]
    for one in seats:
        for other in seats:
            if order.index(one["tier"]) < order.index(other["tier"]):
                assert picture.cards[one["id"]].y > picture.cards[other["id"]].y


def test_a_card_says_post_holder_term_and_basis_and_names_its_body(golden: Any) -> None:
    chain = golden.on("2019-03-01").trace("红岩采石场").as_dict()
    picture = check(chain)
    seat = next(each for each in chain["posts"] if each["holders"] and each["holders"][0]["since"] and any(cite["document"] for cite in each["cites"]))
    card = picture.cards[seat["id"]]

    assert seat["holders"][0]["name"] in card.text and seat["holders"][0]["since"][:7] in card.text
    assert any(str(cite["document"]).removeprefix("document:")[:6] in card.text for cite in seat["cites"] if cite["document"])
    assert seat["body_name"] in card.said


def test_predecessors_stand_in_the_card_of_their_post_and_never_in_the_path(golden: Any) -> None:
    chain = golden.on("2019-03-01").trace("红岩采石场").as_dict()
    picture = check(chain)
    seat = next(each for each in chain["posts"] if each["predecessors"])

    assert f"前任 {seat['predecessors'][0]['name']}" in picture.cards[seat["id"]].text or f"当日交出 {seat['predecessors'][0]['name']}" in picture.cards[seat["id"]].text


def test_vacant_acting_and_unwritten_are_marked_in_form_and_in_words(hand: dict[str, Any]) -> None:
    marked = {**hand, "posts": [dict(seat) for seat in hand["posts"]]}
    vacant, acting, bare = marked["posts"][:3]
    vacant |= {"state": "vacant", "holders": [], "vacant_since": "2016-01-01"}
    acting["holders"] = [{**term, "manner": "acting"} for term in acting["holders"]] or [{
        "person": "p", "name": "甲", "manner": "acting", "since": None, "until": None, "end": "unknown", "precision": None, "concurrent": False, "part_time": False, "handed_over": False, "cites": []}]
    bare |= {"cites": [{**cite, "level": "inferred", "document": None} for cite in bare["cites"]], "holders": []}
    cards = read(chain_svg(marked)).cards

    assert "dg-vacant" in cards[vacant["id"]].kind and "空缺，自2016-01-01起" in cards[vacant["id"]].text
    assert "dg-acting" in cards[acting["id"]].kind and "代理" in cards[acting["id"]].text
    assert "dg-bare" in cards[bare["id"]].kind and "未找到书面依据" in cards[bare["id"]].text


def test_every_node_and_arrow_carries_the_numbers_of_the_nodes_whose_ways_pass_it(hand: dict[str, Any]) -> None:
    picture = read(chain_svg(hand))
    number = {card.node: re.search(r"dg-c(\d+)", card.kind).group(1) for card in picture.cards.values()}
    lit = {card.node: set(re.findall(r"dg-p(\d+)", card.kind)) for card in picture.cards.values()}
    on_arrow = {(arrow.start, arrow.end): set(re.findall(r"dg-p(\d+)", arrow.kind)) for arrow in picture.arrows}
    ways = [path for line in hand["lines"] for path in line["paths"]]

    for node in number:
        together = {number[other] for path in ways if node in path for other in path}
        assert lit[node] == together
    for pair in on_arrow:
        assert on_arrow[pair] == {number[node] for path in ways if pair in pairwise(path) for node in path}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("draw", [chain_svg, chain_file, lambda chain, lang: chain_sheets(chain, lang)[0]], ids=["page", "file", "sheet"])
def test_hostile_text_is_only_text(hand: dict[str, Any], text: str, draw: Any) -> None:
    svg = draw(spoiled(hand, text), "zh")
    root = ET.fromstring(svg.encode("utf-8"))

    assert {each.tag.removeprefix(NS) for each in root.iter()} <= {"svg", "title", "desc", "style", "g", "rect", "path", "text"}
    assert not any(name.startswith("on") or name in ("style", "href") for each in root.iter() for name in each.attrib)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", svg)
    assert faults(read(chain_svg(spoiled(hand, text), "zh"))) == []


def test_a_control_character_leaves_a_visible_mark(hand: dict[str, Any]) -> None:
    assert "a\ufffdb\ufffdc" in chain_svg(spoiled(hand, "a\x00b\x01c"))


def test_a_link_is_escaped_and_a_node_without_one_can_be_focused(hand: dict[str, Any]) -> None:
    picture = read(chain_svg(hand, href=lambda node: f'/nodes/{node}?a="b"&c' if node.startswith("post:") else None))
    linked = list(picture.root.iter(f"{NS}a"))

    assert len(linked) == sum(seat["kind"] == "post" for seat in hand["posts"])
    assert all(each.get("href").endswith('?a="b"&c') for each in linked)
    assert all(each.get("tabindex") == "0" for each in picture.root.iter(f"{NS}g") if each.get("data-node"))


def test_the_page_form_has_no_script_style_or_style_attribute(hand: dict[str, Any]) -> None:
    svg = chain_svg(hand)

    assert not re.search(r"<script|<style|style=|url\(|http(?!://www\.w3\.org/2000/svg)", svg)


def test_the_same_chain_gives_the_same_bytes_and_both_languages_say_what_they_show(hand: dict[str, Any]) -> None:
    assert chain_svg(hand) == chain_svg(hand)
    for lang, title in (("zh", "的责任链"), ("en", "Accountability chain of ")):
        root = ET.fromstring(chain_svg(hand, lang))
        assert title in root.find(f"{NS}title").text and root.find(f"{NS}desc").text
        assert root.get("lang").startswith(lang) and root.get("role") == "group" and root.get("aria-labelledby")


def test_an_object_from_which_no_line_begins_is_drawn_and_said(golden: Any) -> None:
    on = golden.on("2018-06-30")
    empty = next(chain for chain in (on.trace(str(each)).as_dict() for each in on.snapshot.history.nodes("object").ids) if not chain["posts"])

    assert "没有任何责任线" in chain_svg(empty)


# sheets


def test_up_to_thirty_posts_are_one_sheet_of_a4_across(seed: Any) -> None:
    for chain in chains(seed, None, 30):
        sheets = chain_sheets(chain)
        root = ET.fromstring(sheets[0])
        assert len(sheets) == 1
        assert float(root.get("width")) <= 1047 and float(root.get("height")) <= 718


@pytest.mark.parametrize("most", [8, 12, 20])
def test_several_sheets_have_each_post_and_each_link_and_name_each_other(seed: Any, most: int) -> None:
    chain = seed.on().trace("霁川源达化工有限公司").as_dict()
    sheets = [ET.fromstring(each) for each in chain_sheets(chain, "zh", most)]
    texts = [[text.text or "" for text in root.iter(f"{NS}text")] for root in sheets]

    assert len(sheets) > 1
    for number in range(1, len(chain["posts"]) + 1):
        on = [at for at, said in enumerate(texts, 1) if f"P{number:02}" in said]
        assert on
        if len(on) > 1:
            assert any(f"亦见第{'、'.join(map(str, on[1:]))}张" in each for each in texts[on[0] - 1])
            assert all(f"见第{on[0]}张" in texts[at - 1] for at in on[1:])
    assert all(any(f"第{at}张，共{len(sheets)}张" in each for each in said) for at, said in enumerate(texts, 1))


def test_a_sheet_needs_no_style_sheet(hand: dict[str, Any]) -> None:
    root = ET.fromstring(chain_sheets(hand)[0])

    assert not any(each.get("class") for each in root.iter()) and root.find(f"{NS}style") is None
    assert all(each.get("fill") for each in root.iter(f"{NS}rect")) and all(each.get("stroke") or each.get("fill") for each in root.iter(f"{NS}path"))


# text


@pytest.mark.parametrize(("text", "room"), [("县应急管理局副局长（分管安全生产、危险化学品）", 100), ("Deputy director general of the emergency bureau", 90), ("W" * 300, 80), ("长" * 300, 80), ("a" * 40 + "（b）", 60)])
def test_lines_fit_and_lose_nothing_until_they_are_cut(text: str, room: float) -> None:
    lines = wrap(text, room, 12, most=50)

    assert all(width(line, 12) <= room + 12 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrap(text, room, 12, most=2)[-1].endswith("…") or len(lines) <= 2


def test_a_closing_bracket_does_not_begin_a_line() -> None:
    assert not any(line.startswith(("）", "，", "。")) for room in range(40, 120, 3) for line in wrap("副县长（分管安全，应急）。负责", room, 12))
