"""Writes the golden copy of the schema and the reference of the API: ``python tests/api/renew.py``.

A test compares both with the code, so a change of the API is seen in a diff.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("openapi.json")
PAGE = ROOT / "docs" / "api.md"
BEGIN, END = "<!-- routes -->", "<!-- end -->"


def app():
    """The service of an empty county."""
    from dutygraph import open as open_county
    from dutygraph.api import create_app
    from dutygraph.settings import Settings

    return create_app(open_county(f"{tempfile.gettempdir()}/dutygraph-no-store"), Settings("store", "test", lang="en"))


def schema():
    """The schema as it is now; the version of the program is no part of the contract."""
    said = app().openapi()
    said["info"]["version"] = "*"
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def cell(text):
    return re.sub(r"\s+", " ", str(text or "")).replace("|", "\\|")


def routes():
    """Every route of the API with its scope and parameters, and every problem."""
    from dutygraph.api.problems import KINDS

    lines = []
    for path, methods in app().openapi()["paths"].items():
        for method, said in methods.items():
            scope = said.get("x-scope", "none")
            lines += [f"### {method.upper()} {path}", "", f"{cell(said['summary'])}. {cell(said.get('description'))}", "", f"Scope 权限: {'anybody 任何人' if scope == 'none' else f'`{scope}`'}.", ""]
            words = [(each["name"], each["in"], each.get("required"), each.get("description"), each["schema"].get("enum")) for each in said.get("parameters", [])]
            for kind, body in said.get("requestBody", {}).get("content", {}).items():
                form = app().openapi()["components"]["schemas"][body["schema"]["$ref"].rsplit("/", 1)[1]]
                words += [(name, kind, name in form.get("required", []), each.get("description"), None) for name, each in form["properties"].items()]
            if words:
                lines += ["| parameter | in | meaning |", "|---|---|---|"]
                lines += [f"| `{name}`{' (required)' if must else ''} | {where} | {cell(text)}{' One of: ' + ', '.join(f'`{each}`' for each in enum) + '.' if enum else ''} |" for name, where, must, text, enum in words] + [""]
    lines += ["## Problems 问题代码", "", "| code | status | meaning | 含义 | what to do |", "|---|---|---|---|---|"]
    lines += [f"| `{each.code}` | {each.status} | {each.en} | {each.zh} | {cell(each.advice_en)} |" for each in KINDS.values()]
    return "\n".join(lines) + "\n"


def page():
    """The page with its reference as it is now."""
    said = PAGE.read_text("utf-8")
    before, after = said.split(BEGIN)[0], said.split(END)[1]
    return f"{before}{BEGIN}\n\n{routes()}\n{END}{after}"


if __name__ == "__main__":
    GOLDEN.write_text(schema(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
