"""A walk with a browser: every page in both languages, with and without script, on a desk, on a phone and on paper.

Needs Chromium (Debian package ``chromium``, or `DUTYGRAPH_CHROMIUM`); skipped where there is none, unless `DUTYGRAPH_REQUIRE` names ``chromium``.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from dutygraph.api import create_app
from dutygraph.api.access import Policy
from dutygraph.settings import Settings

from .test_pages import PLANT

PAGES = (
    "/", "/coverage", "/coverage?measure=inherited&only=gaps", "/objects?limit=12", "/objects?state=absent&limit=12", "/asks", "/asks/nominal?limit=12", "/asks/overlaps", f"/nodes/{PLANT}",
    "/nodes/territory:519921101", f"/chain/{PLANT}", f"/neighbourhood/{PLANT}", "/search?q=hjhg", "/changes?from=2016-01-01&list=objects&limit=12", "/changes?from=2016-01-01&list=facts&limit=12",
    "/loads", "/problems", "/rules", "/help", "/sign-in", "/?as_of=2012-02-29&known_at=2000-01-01", f"/dossier/{PLANT}", "/loads/{load}", "/nodes/{body}", "/nodes/{post}", "/nodes/{person}",
    "/nodes/{sector}", "/nodes/{territory}", "/objects?stat=absent")
"""One of each page, the last a problem; asks share theirs, and long lists are cut. What stands in braces is filled with one of the county's own."""
REFUSED = {"/objects?stat=absent": 422}
"""The pages that are problems, with their status, of which a browser also speaks in its console."""
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def site(seeded, tmp_path_factory):
    """The seed county, served on this machine."""
    import uvicorn

    folder = tmp_path_factory.mktemp("site")
    app = create_app(seeded, Settings("store", "test", lang="zh"), policy=Policy(keys=folder / "keys.json", audit=folder / "audit.jsonl"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def paths(seeded):
    """`PAGES`, with a load and one node of each kind."""
    history = seeded.on().snapshot.history
    first = {kind: quote(str(history.nodes(kind).ids[0]), safe=":") for kind in ("body", "post", "person", "sector", "territory")}
    return [each.format(load=seeded.loads()[0].id, **first) for each in PAGES]


@contextmanager
def reading(browser, site, *, lang="zh", **more):
    """A reader's page, and the list of everything that must not happen in it."""
    context = browser.new_context(**more)
    if site.startswith("http"):
        context.add_cookies([{"name": "lang", "value": lang, "url": site}])
    context.set_default_timeout(120_000)
    page, wrong = context.new_page(), []
    page.on("console", lambda said: wrong.append(f"console {said.type}: {said.text[:300]}") if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith((site, "data:", "blob:", "about:")) else wrong.append(f"outside: {asked.url[:200]}"))
    yield page, wrong
    context.close()


def axe():
    """The accessibility checks of axe-core, as one function in the page."""
    found = pytest.importorskip("axe_playwright_python.sync_playwright")
    return found.Axe()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("view", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_opens_without_a_fault_and_fits_the_screen(browser, site, paths, lang, script, view):
    faults = []
    with reading(browser, site, lang=lang, viewport=view, java_script_enabled=script) as (page, wrong):
        for path in paths:
            answer = page.goto(site + path)
            faults += [(path, answer.status)] if answer.status != REFUSED.get(path, 200) else []
            if script:
                wide = page.evaluate("document.documentElement.scrollWidth")
                faults += [(path, f"{wide} px wide")] if wide > view["width"] else []
            faults += [(path, each) for each in wrong if path not in REFUSED or str(REFUSED[path]) not in each]
            wrong.clear()

    assert faults == []


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "light"), ("zh", "dark")])
def test_no_page_has_a_serious_barrier(browser, site, paths, lang, scheme):
    check, found = axe(), []
    with reading(browser, site, lang=lang, viewport=DESK, color_scheme=scheme) as (page, _):
        for path in paths:
            page.goto(site + path)
            said = check.run(page, options={"iframes": False}).response["violations"]
            found += [(path, each["id"], each["nodes"][0]["html"][:200], len(each["nodes"])) for each in said if each["impact"] in ("serious", "critical")]

    assert found == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_prints(browser, site, paths, lang):
    broad = []
    with reading(browser, site, lang=lang, viewport=DESK) as (page, wrong):
        for path in paths:
            page.goto(site + path)
            page.emulate_media(media="print")
            shown = page.evaluate("[...document.querySelectorAll('nav.main, .find, .files, .filters')].filter(each => each.offsetParent !== null).length")
            broad += [(path, shown)] if shown else []
            broad += [(path, "no pages")] if not page.pdf(prefer_css_page_size=True).startswith(b"%PDF") else []
            page.emulate_media(media="screen")

    assert broad == [] and [each for each in wrong if not any(str(status) in each for status in REFUSED.values())] == []


def test_the_matrix_is_one_sheet_of_a3(browser, site):
    import re

    with reading(browser, site, viewport=DESK) as (page, _):
        page.goto(site + "/coverage")
        sheets = page.pdf(prefer_css_page_size=True, print_background=True)

    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


def test_the_measure_is_chosen_without_a_button(browser, site):
    with reading(browser, site, viewport=DESK) as (page, wrong):
        page.goto(site + "/coverage")
        page.select_option("select[name=measure]", "vacant")
        page.wait_for_url("**/coverage?**measure=vacant**")
        assert "职务空缺" in page.inner_text("h1")

    assert wrong == []


def test_arrow_keys_walk_the_matrix(browser, site):
    with reading(browser, site, viewport=DESK) as (page, _):
        page.goto(site + "/coverage")
        page.focus("table.matrix tbody tr:nth-child(2) td a")
        first = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.getAttribute('href')") != first
        assert page.evaluate("document.querySelectorAll('.matrix .lit').length") == 2


def test_heads_of_the_matrix_stay_in_sight(browser, site):
    with reading(browser, site, viewport=PHONE) as (page, _):
        page.goto(site + "/coverage")
        page.evaluate("document.querySelector('.board').scrollTo(300, 300)")
        head, row, board = (page.evaluate(f"document.querySelector('{which}').getBoundingClientRect().toJSON()") for which in (".matrix thead th", ".matrix tbody tr:nth-child(15) th", ".board"))

        assert abs(head["top"] - board["top"]) < 3 and abs(row["left"] - board["left"]) < 3


def test_skipping_to_the_content_is_the_first_thing_that_the_keyboard_finds(browser, site):
    with reading(browser, site, viewport=DESK) as (page, _):
        page.goto(site + "/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")


def test_a_node_of_the_picture_opens_its_page(browser, site):
    with reading(browser, site, viewport=DESK) as (page, wrong):
        page.goto(f"{site}/neighbourhood/{PLANT}")
        frame = next(each for each in page.frames if each.url.endswith("graph"))
        frame.wait_for_selector("canvas")
        frame.evaluate("window.parent.postMessage({dutygraph: 'open', node: 'territory:霁川工业园区'}, '*')")
        page.wait_for_url("**/nodes/territory**")

    assert wrong == []


def test_the_picture_of_a_hostile_neighbour_runs_nothing(browser, hostile, tmp_path):
    from dutygraph.picture import neighbourhood_file

    county = hostile.app.state.desk.county
    for number, each in enumerate(map(str, county.on().snapshot.history.nodes("object").ids)):
        path = tmp_path / f"{number}.html"
        path.write_text(neighbourhood_file(county.on().neighbourhood(each, depth=2).as_dict(), "zh"), "utf-8")
        with reading(browser, path.parent.as_uri(), viewport=DESK) as (page, wrong):
            page.on("dialog", lambda shown: wrong.append("a dialog opened"))
            page.goto(path.as_uri())
            page.wait_for_selector("canvas")
            assert wrong == []
