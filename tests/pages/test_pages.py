"""Every page in both languages keeps the house rules, every link leads somewhere, and every number is the length of its list."""

import io
import re
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from openpyxl import load_workbook

from dutygraph.analysis import ANALYSES
from dutygraph.api.pages import ROUTES

from .conftest import HOSTILE
from .reading import Read, faults

LANGUAGES = ("zh", "en")
PLANT = "object:91519921100000374L"
PAGES = (
    "/", "/coverage", "/coverage?measure=vacant&only=gaps", "/coverage?columns=top&measure=objects", "/objects", "/objects?state=absent", "/objects?kind=all&text=%E9%95%87&sort=-name&offset=100",
    "/asks", *(f"/asks/{name}" for name in ANALYSES), f"/nodes/{PLANT}", "/nodes/territory:519921101", "/nodes/sector:%E7%9F%B3%E6%9D%90%E5%8A%A0%E5%B7%A5", f"/chain/{PLANT}",
    f"/neighbourhood/{PLANT}?depth=2", "/search", "/search?q=hjhg", "/search?q=zzzzzz", "/changes", "/changes?from=2016-01-01&list=facts", "/changes?from=2015-01-01&list=objects", "/loads", "/problems",
    "/rules", "/help", "/sign-in", "/sign-in?failed=1", "/?as_of=2012-02-29&known_at=2000-01-01", "/coverage?as_of=1950-01-01")


def get(client, path, lang=None, **headers):
    response = client.get(path, headers={**({"cookie": f"lang={lang}"} if lang else {}), **headers})
    assert response.status_code == 200, (path, response.status_code, response.text[-400:])
    return response


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_the_house_rules_in_both_languages(local, path):
    assert {lang: faults(get(local, path, lang).text, lang) for lang in LANGUAGES} == {"zh": [], "en": []}


def test_a_page_says_county_day_versions_and_that_data_are_synthetic(local):
    words = Read(get(local, "/coverage", "zh").text).words

    assert "霁川县" in words and "模拟数据" in words and "截至2016年10月31日" in words and re.search(r"数据 [0-9a-f]{8}", words) and re.search(r"规则 [0-9a-f]{8}", words)


def test_an_english_page_has_no_chinese_but_what_the_data_say(local, seeded):
    words = Read(get(local, "/help", "en").text).words

    assert re.findall("[一-鿿]+", words.replace("中文", "").replace("霁川县", "")) == [each for each in re.findall("[一-鿿]+", words) if each not in ("中文", "霁川县")]
    assert not re.search("[一-鿿]", Read(get(local, "/sign-in", "en").text).words.replace("中文", ""))


@pytest.mark.parametrize(("lang", "most", "least"), [("zh", 2, 120), ("en", 1, 70)])
def test_every_link_leads_somewhere(local, lang, most, least):
    """A walk from the first page; of each kind of address at most a few, with all their kinds of words."""
    ahead, seen, kinds, broken = ["/"], {"/"}, {}, []
    while ahead:
        path = ahead.pop(0)
        response = local.get(path, headers={"cookie": f"lang={lang}"})
        if response.status_code != 200:
            broken.append((path, response.status_code))
            continue
        if "text/html" not in response.headers["content-type"] or "attachment" in response.headers.get("content-disposition", ""):
            continue
        for href in Read(response.text).links:
            where = href.partition("#")[0]
            kind = _kind(where)
            if where and where not in seen and kinds.get(kind, 0) < most:
                seen.add(where)
                kinds[kind] = kinds.get(kind, 0) + 1
                ahead.append(where)

    assert broken == []
    assert len(seen) > least


def _kind(href):
    """What sort of address it is: its room, the kind of thing, and one of the words that it carries."""
    split = urlsplit(href)
    parts = split.path.split("/")
    words = sorted(name if name != "format" else f"format={value}" for name, value in parse_qsl(split.query))
    return "/".join(parts[:2]), parts[2].partition(":")[0] if len(parts) > 2 and parts[1] in ("nodes", "asks") else "", words[0] if words else ""


def total(client, href):
    """How many rows the list of an address has in its json, which says the same."""
    said = client.get(f"{href}{'&' if '?' in href else '?'}format=json").json()
    assert len(said["rows"]) == said["total"], href
    return len(said["rows"])


def sheet_rows(client, href):
    """How many rows below its head the list of an address has as a workbook."""
    sheet = load_workbook(io.BytesIO(client.get(f"{href}{'&' if '?' in href else '?'}format=xlsx").content), read_only=True).worksheets[0]
    sheet.reset_dimensions()
    return sum(any(value is not None for value in row) for row in sheet.iter_rows(values_only=True)) - 1


def test_every_number_of_the_overview_is_the_length_of_its_list(local):
    text = get(local, "/", "zh").text
    found = re.findall(r'<a[^>]*href="(/(?:objects|asks/)[^"]*)"[^>]*>(?:(?!</a>).)*?<b>([\d,]+)</b>', text, re.S)
    found += re.findall(r'<a href="(/objects[^"]*)">([\d,]+)</a>', text)

    wrong = [(href, said) for href, said in found if total(local, href.replace("&amp;", "&")) != int(said.replace(",", ""))]
    assert wrong == []
    assert len(found) > 30


@pytest.mark.parametrize("query", ["", "?measure=vacant", "?measure=inherited&columns=top", "?measure=catch_all", "?measure=objects"])
def test_every_number_of_the_matrix_is_the_length_of_its_list_and_the_rows_of_its_file(local, query):
    text = get(local, f"/coverage{query}", "en").text
    cells = [(href.replace("&amp;", "&"), int(value.replace(",", ""))) for href, value in re.findall(r'<a href="(/objects[^"]*)"[^>]*>(?:<span[^>]*>[^<]*</span>)?<b[^>]*>([\d,]+)</b>', text)]
    plain = [(href.replace("&amp;", "&"), int(value)) for href, value in re.findall(r'<td><a href="(/objects[^"]*)" title="[^"]*">(\d+)</a>', text)]

    wrong = [(href, said) for href, said in [*cells, *plain[::9]] if total(local, href) != said]
    assert wrong == []
    assert len(cells) > 40
    assert [(href, said) for href, said in [*cells[::31], cells[-1]] if sheet_rows(local, href) != said] == []


def test_every_number_of_the_changes_is_the_length_of_its_list(local):
    text = get(local, "/changes?from=2010-01-01&to=2016-10-31", "zh").text
    found = [(href.replace("&amp;", "&"), int(said.replace(",", ""))) for href, said in re.findall(r'<td class="n"><a href="(/changes[^"]*)">([\d,]+)</a>', text)]

    assert [(href, said) for href, said in found if total(local, href) != said] == []
    assert len(found) > 5 and any("was=" in href for href, _ in found) and any("change=began" in href for href, _ in found)


def test_a_list_has_the_same_rows_on_the_page_and_in_all_files(local):
    for path in ("/objects?state=absent", "/asks/unsupervised", "/asks/never-seen", "/search?q=hjhg", "/loads", "/problems", f"/chain/{PLANT}", f"/neighbourhood/{PLANT}", "/changes?from=2016-01-01&list=facts",
                 "/changes?from=2016-01-01&list=objects", f"/nodes/{PLANT}?group=history", "/rules?table=needs"):
        mark = "&" if "?" in path else "?"
        said = local.get(f"{path}{mark}format=json").json()
        lines = local.get(f"{path}{mark}format=csv").text.strip().splitlines()

        assert (path, len(said["rows"]), len(lines) - 1, sheet_rows(local, path)) == (path, said["total"], said["total"], said["total"])


def test_hostile_names_are_shown_as_text_everywhere(hostile):
    paths = ["/", "/coverage", "/objects", "/problems", "/asks/unsupervised", "/asks/blind-cells", "/changes?from=2000-01-01"]
    paths += [f"/search?q={quote(name[:150])}" for name in HOSTILE]
    for name in HOSTILE:
        paths += [f"/{room}/{quote('object:' + name, safe=':')}" for room in ("nodes", "chain", "neighbourhood") if len(name) < 1000]
    for path in paths:
        response = hostile.get(path)
        if response.status_code == 404:
            continue
        assert response.status_code == 200, path
        assert faults(response.text, "zh", shown=True) == [], path
        assert "49丁厂" not in Read(response.text).words.replace(" ", ""), path
    assert "<script>alert(1)</script>甲厂" in Read(get(hostile, "/objects").text).words


def test_a_reader_sees_no_full_name_of_a_person(reader, seeded):
    history = seeded.on().snapshot.history
    names = {str(each) for each in history.nodes("person").name_column.to_pylist() if len(str(each)) > 2}

    for path in ("/", f"/nodes/{PLANT}", f"/chain/{PLANT}", f"/neighbourhood/{PLANT}?depth=2", "/changes?from=2016-01-01&list=facts&kind=holds", "/asks/vacancies", "/search?q=hjhg"):
        for text in (get(reader, path).text, reader.get(path + ("&" if "?" in path else "?") + "format=csv").text):
            assert {name for name in names if name in text} == set(), path
    assert "某" in get(reader, f"/chain/{PLANT}").text


def test_a_masked_link_opens_the_person(reader):
    links = [href for href in Read(get(reader, f"/chain/{PLANT}").text).links if "person:" in href or "post:~" in href]

    for href in links[:3]:
        assert "某" in get(reader, href).text


@pytest.mark.parametrize(("path", "status", "word"), [
    ("/asks/unsupervise", 404, "unsupervised"), ("/nodes/object:none", 404, ""), ("/objects?as_of=2016-13-01", 422, "as_of"), ("/objects?state=nothing", 422, ""), ("/nowhere", 404, ""),
    ("/changes?from=x", 422, "from"), ("/objects?format=doc", 422, "xlsx"), ("/asks/nominal?within=soon", 422, "12m"), (f"/chain/{PLANT}?window_days=-1", 422, ""), ("/loads/none", 404, ""),
    (f"/neighbourhood/{PLANT}?depth=9", 422, ""), ("/rules?format=csv&table=x", 404, ""), ("/coverage?measure=x", 422, ""), ("/changes?list=x", 422, ""), ("/changes?change=x", 422, "began"), ("/changes?was=x", 422, "direct"),
    ("/objects?needed=maybe&mode=industry", 422, "needed"), ("/objects?catch_all=2", 422, "catch_all"), ("/coverage?needed=x", 422, "needed"), ("/coverage?needed=1", 422, "needed"),
    ("/objects?stat=absent", 422, "stat"), ("/coverage?mesure=x", 422, "mesure"), ("/asks/nominal?withn=12m", 422, "withn"), ("/objects?state=absent&state=direct", 422, "state"),
    ("/?x=1", 422, "x"), ("/help?as_of=2016-01-01&as_of=2015-01-01", 422, "as_of"), (f"/nodes/{PLANT}?grup=history", 422, "grup"), (f"/neighbourhood/{PLANT}/graph?dep=2", 422, "dep")])
def test_a_wrong_question_is_a_page_that_says_what_to_do(local, path, status, word):
    for lang in LANGUAGES:
        response = local.get(path, headers={"cookie": f"lang={lang}"})

        assert response.status_code == status, response.text[-300:]
        assert faults(response.text, lang) == []
        assert word in Read(response.text).words


def test_the_address_keeps_day_and_language(local):
    read = Read(get(local, "/coverage?as_of=2015-06-01&lang=en").text)
    inside = [href for href in read.links if href.startswith("/") and not href.startswith("/api/")]

    assert [href for href in inside if "as_of=" not in href or "lang=" not in href] == []


def test_the_frame_of_a_neighbourhood_is_shut_in(local):
    response = get(local, f"/neighbourhood/{PLANT}/graph")
    policy = response.headers["content-security-policy"]

    assert "default-src 'none'" in policy and "sandbox allow-scripts" in policy and "unsafe-inline" not in policy and "allow-same-origin" not in policy
    assert response.headers.get("x-frame-options") != "DENY"


def test_a_chain_of_several_sheets_shows_them_all(local, monkeypatch):
    monkeypatch.setattr("dutygraph.picture.chain.MOST_DRAWN", 8)
    for room in ("chain", "dossier"):
        text = get(local, f"/{room}/{PLANT}", "zh").text
        sheets = text.count("<svg xmlns")

        assert faults(text, "zh", shown=True) == []
        assert sheets > 1 and all(f"第{each}张，共{sheets}张" in text for each in range(1, sheets + 1))
    for each in range(1, sheets + 1):
        assert f"第{each}张，共{sheets}张" in get(local, f"/chain/{PLANT}?format=svg&sheet={each}", "zh").text
    for word in ("0", str(sheets + 1), "x"):
        assert local.get(f"/chain/{PLANT}?format=svg&sheet={word}").status_code == 422


def test_every_route_names_its_scope():
    assert {needed for _, _, _, needed in ROUTES} <= {"reader", "auditor", "loader", None}
    assert [path for _, path, _, needed in ROUTES if needed is None] == ["/sign-in", "/style/chain.css", "/script/vis-network.js"]


def test_sheets_are_tried_before_they_are_written(local, seeded):
    before = len(seeded.loads())
    form = Read(get(local, "/loads?lang=zh").text)
    token = next(attrs["value"] for attrs in form.all("input") if attrs.get("name") == "csrf")
    sheet = ("files", ("企业台账_其他_安监局.csv", "单位名称,所属镇\n新来的厂,砚峰镇\n".encode(), "text/csv"))
    response = local.post("/loads", data={"csrf": token, "dry": "yes"}, files=[sheet])

    assert response.status_code == 200, response.text[-500:]
    assert faults(response.text, "zh") == [] and "没有写入" in response.text
    assert len(seeded.loads()) == before
    assert local.post("/loads", data={"dry": "yes"}, files=[sheet]).status_code == 403


@pytest.mark.parametrize("node", ["territory:519921112", "sector:石材加工", "body:霁川县交通运输局"])
def test_every_count_on_a_card_is_the_length_of_its_list(local, node):
    text = get(local, f"/nodes/{quote(node, safe=':')}", "zh").text
    counts = [(href.replace("&amp;", "&"), int(said.replace(",", ""))) for href, said in re.findall(r'<td class="n"[^>]*><a href="(/objects[^"]*)">([\d,]+)</a>', text)]

    assert counts and [(href, said) for href, said in counts if total(local, href) != said] == []
