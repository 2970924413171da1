"""Fills the outputs of the Cypher questions in the READMEs by asking a server with the seed county: ``python tests/neo4j/readme_cypher.py``. A test compares them.

A block is ``<!-- cypher NAME -->``, a fenced statement, a fenced text with what it answers, and ``<!-- end -->``.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from disposable import Servers, ask

import dutygraph
from dutygraph.report.layout import pad, width
from dutygraph.seed import sheets

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh.md")
BLOCK = re.compile(r"(<!-- cypher (\S+) -->\n```cypher\n(.*?)\n```\n)\n```text\n.*?(<!-- end -->)", re.S)
_LIMIT = re.compile(r" LIMIT \d+$")


def statements(text: str) -> dict[str, str]:
    """The statements that the text shows, by name."""
    return {name: statement for _, name, statement, _ in BLOCK.findall(text)}


def whole(statement: str) -> str:
    """The statement without the limit that keeps its output short."""
    return _LIMIT.sub("", statement)


def filled(text: str, url: str) -> str:
    """The text with every block's output as the server gives it now."""
    return BLOCK.sub(lambda found: f"{found[1]}\n```text\n{table(ask(url, found[3]))}\n```\n{found[4]}", text)


def table(rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as people read them, numbers to the right."""
    rows = list(rows)
    columns = {name: [_word(row[name]) for row in rows] for name in (rows[0] if rows else ())}
    right = {name: all(isinstance(row[name], int) for row in rows) for name in columns}
    wide = {name: max(map(width, (name, *cells))) for name, cells in columns.items()}
    lines = [list(columns), ["─" * wide[name] for name in columns], *map(list, zip(*columns.values(), strict=True))]
    return "\n".join("  ".join(pad(cell, wide[name], right=right[name]) for name, cell in zip(columns, line, strict=True)).rstrip() for line in lines)


def _word(value: object) -> str:
    return "" if value is None else str(value)


def seed(url: str) -> None:
    """The seed county on an empty server, with who is meant by which word."""
    with dutygraph.open(url) as county:
        county.load(sheets())
        county.resolve()


def fill(url: str) -> None:
    """Write the outputs into the READMEs."""
    for name in READMES:
        path = ROOT / name
        path.write_text(filled(path.read_text("utf-8"), url), "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        running = Servers(Path(folder)).start()
        try:
            seed(running.urls[0])
            fill(running.urls[0])
        finally:
            running.stop()
