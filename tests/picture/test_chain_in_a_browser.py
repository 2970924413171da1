"""The chain's picture where it is read: on a page under a strict policy, by pointer and keyboard, in the dark and on paper."""

from __future__ import annotations

from typing import Any

import pytest

from dutygraph.picture import chain_css, chain_file, chain_svg

POLICY = "default-src 'none'; style-src 'self'"


def shown(browser: Any, svg: str, **settings: Any) -> tuple[Any, list[str]]:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, **settings)
    said: list[str] = []

    def answer(route: Any) -> None:
        if route.request.url.endswith("/chain.css"):
            route.fulfill(body=chain_css(), headers={"content-type": "text/css; charset=utf-8"})
        elif route.request.url.endswith("/"):
            body = f'<!doctype html><html lang="zh"><title>x</title><link rel="stylesheet" href="/chain.css"><body>{svg}</body></html>'
            route.fulfill(body=body, headers={"content-type": "text/html; charset=utf-8", "content-security-policy": POLICY})
        else:
            route.fulfill(status=204)
    page.route("**/*", answer)
    page.on("console", lambda message: said.append(message.text))
    page.goto("http://county.test/")
    return page, said


def brightness(page: Any) -> dict[str, float]:
    found = page.evaluate("[...document.querySelectorAll('[data-node]')].map(e => [e.getAttribute('data-node'), Number(getComputedStyle(e).opacity)])")
    return dict(found)


@pytest.fixture(scope="module")
def chain(golden: Any) -> dict[str, Any]:
    found: dict[str, Any] = golden.on("2021-06-30").trace("化工1号锅炉").as_dict()
    return found


def together(chain: dict[str, Any], node: str) -> set[str]:
    return {other for line in chain["lines"] for path in line["paths"] if node in path for other in path}


def test_hovering_a_card_lights_its_ways_and_nothing_else(chromium: Any, chain: dict[str, Any]) -> None:
    page, said = shown(chromium, chain_svg(chain))
    assert set(brightness(page).values()) == {1.0}
    for seat in chain["posts"][::4]:
        page.hover(f'[data-node="{seat["id"]}"] rect', force=True)
        lit = {node for node, value in brightness(page).items() if value == 1}
        assert lit == together(chain, seat["id"])
    assert said == []
    page.close()


def test_the_keyboard_reaches_every_card_in_the_order_of_the_posts_and_lights_its_ways(chromium: Any, chain: dict[str, Any]) -> None:
    page, _ = shown(chromium, chain_svg(chain, href=lambda node: f"/nodes/{node}"))
    seen = []
    for _ in range(len(brightness(page))):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getAttribute('data-node')"))

    assert [node for node in seen if node.startswith(("post:", "unit:"))] == [seat["id"] for seat in chain["posts"]]
    assert {node for node, value in brightness(page).items() if value == 1} == together(chain, seen[-1])
    page.close()


def test_text_can_be_selected_and_stays_inside_its_card(chromium: Any, chain: dict[str, Any]) -> None:
    page, _ = shown(chromium, chain_svg(chain))
    over = page.evaluate("""[...document.querySelectorAll('.dg-card[data-node]')].flatMap(card => {
        const box = card.querySelector('rect').getBBox();
        return [...card.querySelectorAll('text')].filter(t => { const b = t.getBBox(); return b.x + b.width > box.x + box.width + 1 || b.y + b.height > box.y + box.height + 2; }).map(t => t.textContent); })""")
    page.keyboard.press("Control+A")

    assert over == []
    assert chain["posts"][0]["name"].removeprefix(chain["posts"][0]["body_name"]) in page.evaluate("String(getSelection())")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_in_light_and_dark(chromium: Any, chain: dict[str, Any], scheme: str) -> None:
    page, _ = shown(chromium, chain_svg(chain), color_scheme=scheme)
    ratio = page.evaluate("""(() => {
        const lum = c => { const v = c.match(/\\d+/g).slice(0, 3).map(x => x / 255).map(x => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
        let worst = 99;
        for (const card of document.querySelectorAll('[data-node]')) { const back = lum(getComputedStyle(card.querySelector('rect')).fill);
            for (const text of card.querySelectorAll('text')) { const a = lum(getComputedStyle(text).fill); worst = Math.min(worst, (Math.max(a, back) + .05) / (Math.min(a, back) + .05)); } }
        return worst; })()""")

    assert ratio >= 4.5
    page.close()


def test_the_file_shows_itself_without_a_page(chromium: Any, chain: dict[str, Any], tmp_path: Any) -> None:
    path = tmp_path / "chain.svg"
    path.write_text(chain_file(chain), encoding="utf-8")
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())

    assert page.evaluate("getComputedStyle(document.querySelector('.dg-vacant rect, .dg-card rect')).fill") in ("rgb(255, 255, 255)", "rgb(18, 23, 29)")
    assert asked == [path.as_uri()]
    page.close()
