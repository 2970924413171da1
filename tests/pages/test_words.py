"""The catalogue of the pages: every key that a template or a page asks for is there, in both languages, and no key is left over."""

import re
import string
from pathlib import Path

import dutygraph.api as api
from dutygraph.analysis import ANALYSES
from dutygraph.api.words import Words, catalogue

ROOM = Path(api.__file__).parent
TEMPLATES = sorted((ROOM / "templates").glob("*.html"))
MODULES = sorted((ROOM / "pages").glob("*.py"))
_WHOLE = re.compile(r"""\b(?:t|words|page\.words)\(f?['"]([a-z_]+\.[\w. -]*?)['"]\s*[,)]""")
_BEGUN = re.compile(r"""\b(?:t|words|page\.words|t\.has)\(['"]([a-z_]+\.[\w.-]*)['"]\s*~""")
_FILLED = re.compile(r"""\b(?:t|words|page\.words)\(f['"]([a-z_]+\.[\w.-]*?)\{""")
_QUOTED = re.compile(r"""['"]([a-z_]+(?:\.[\w-]+)+)['"]""")


def said(paths):
    return "\n".join(path.read_text("utf-8") for path in paths)


def test_every_key_that_is_asked_for_is_in_the_catalogue():
    asked = {key for key in _WHOLE.findall(said([*TEMPLATES, *MODULES])) if not key.endswith(".") and "{" not in key}
    missing = {key for key in asked if key not in catalogue()}

    assert missing == set()
    assert len(asked) > 150


def test_every_begun_key_has_words():
    text = said([*TEMPLATES, *MODULES])
    begun = {*_BEGUN.findall(text), *_FILLED.findall(text)}

    assert {each for each in begun if not any(key.startswith(each) for key in catalogue())} == set()


def test_no_key_is_left_over():
    text = said([*TEMPLATES, *MODULES])
    begun = tuple({*_BEGUN.findall(text), *_FILLED.findall(text)})
    whole = {*_WHOLE.findall(text), *_QUOTED.findall(text)}

    assert sorted(key for key in catalogue() if key not in whole and not key.startswith(begun)) == []


def test_both_languages_say_something_with_the_same_gaps():
    def gaps(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    wrong = [key for key, words in catalogue().items() if set(words) != {"zh", "en"} or not words["zh"].strip() or not words["en"].strip() or gaps(words["zh"]) != gaps(words["en"])]

    assert wrong == []


def test_chinese_words_are_chinese_and_english_words_are_not():
    han = re.compile("[一-鿿]")

    assert [key for key, words in catalogue().items() if han.search(words["en"])] == []


def test_parameters_and_units_of_every_ask_have_words():
    t = Words("zh")
    keys = [f"asks.field.{each.name}" for ask in ANALYSES.values() for each in ask.parameters if each.type != "kinds"]
    keys += [f"asks.choice.{choice}" for ask in ANALYSES.values() for each in ask.parameters if each.type == "choice" for choice in each.choices]

    assert [key for key in keys if not t.has(key)] == []


def test_days_and_shares_are_written_as_the_language_writes_them():
    assert Words("zh").day("2016-10-31") == "2016年10月31日"
    assert Words("en").day("2016-10-31") == "October 31, 2016"
    assert Words("zh").share(28, 1975) == "1.4%"
    assert Words("en").number(1975) == "1,975"
    assert Words("en").share(1, 0) == "—"


def test_every_address_is_in_the_docs_with_its_scope():
    from dutygraph.api.pages import ROUTES

    lines = (Path(__file__).resolve().parents[2] / "docs" / "pages.md").read_text("utf-8").splitlines()
    rows = {address.strip("`"): cells[1] for cells in ([each.strip() for each in line.strip("|").split("|")] for line in lines if line.startswith("| `/")) for address in cells[0].split(", ")}

    assert {path.replace(":path", ""): needed or "anybody" for method, path, _, needed in ROUTES if method == "GET"} == rows
