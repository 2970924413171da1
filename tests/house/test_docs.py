"""Docs and code say the same."""

import re
from pathlib import Path

import pytest
from readme import READMES, filled, seed_store
from reference import DOCS, PAGES

from dutygraph.analysis import ANALYSES
from dutygraph.cli import dutygraph

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_reference_page_is_what_the_code_says(name):
    assert (DOCS / name).read_text("utf-8") == PAGES[name]() + "\n", "run: python tests/house/reference.py"


def test_every_command_has_help_in_both_languages():
    silent = [name for name, command in dutygraph.commands.items() if not re.search(r"[一-鿿]", command.help or "") or not re.search(r"[A-Za-z]{4}", command.help or "")]

    assert silent == []


def test_every_ask_asks_in_both_languages():
    assert all(each.zh and each.en and each.out_of.zh and each.out_of.en for each in ANALYSES.values())


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_links_of_the_readme_lead_somewhere(readme):
    text = (ROOT / readme).read_text("utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in target]

    assert [each for each in targets if not (ROOT / each).exists()] == []


def test_every_command_and_setting_is_named_in_the_readme_or_the_docs():
    text = "".join(path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    settings = set(re.findall(r"DUTYGRAPH_[A-Z]+", "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))))

    assert [name for name in dutygraph.commands if f"dutygraph {name}" not in text] == []
    assert [name for name in settings if name not in text] == []


@pytest.mark.parametrize("name", READMES)
def test_outputs_in_the_readme_are_what_the_program_prints(name, seeded_for_readme):
    text = (ROOT / name).read_text("utf-8")

    assert "<!-- run" in text
    assert filled(text, seeded_for_readme) == text, "run: python tests/house/readme.py"


@pytest.fixture(scope="module")
def seeded_for_readme():
    with seed_store() as store:
        yield store
