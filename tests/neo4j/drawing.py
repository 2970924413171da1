"""Writes the schema of the graph into its page of the docs, from the vocabulary: ``python tests/neo4j/drawing.py``. A test compares them."""

from __future__ import annotations

from pathlib import Path

from dutygraph.store.neo4j.shape import DESCRIBES, ends, label, thing
from dutygraph.vocabulary import KINDS, NODE_KINDS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "neo4j.md"
HEADING = "| kind | 中文 | in the graph |"


def table() -> str:
    """One row for each kind of fact, in declared order."""
    return "\n".join([HEADING, "|---|---|---|", *(f"| `{kind}` | {KINDS[kind].zh} | {_drawn(kind)} |" for kind in KINDS)]) + "\n"


def _drawn(kind: str) -> str:
    inward = [f"`({'|'.join(f':{each}' for each in end.to)})-[:{end.type}]->(:{label(kind)})`" for end in ends(kind) if end.inward]
    outward = [f"`-[:{end.type}]->({'|'.join(f':{each}' for each in end.to)})`" for end in ends(kind) if not end.inward]
    described = [f"`(:{label(kind)})-[:{DESCRIBES}]->(:{thing(kind)})`"] if kind in NODE_KINDS else []
    start = described or inward or [f"`(:{label(kind)})`"]
    return ", ".join([*start, *outward]).replace("|", "\\|")


def page() -> str:
    """The page as it should be."""
    return PAGE.read_text("utf-8").partition(HEADING)[0] + table()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
