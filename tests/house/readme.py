"""Fills the outputs shown in the READMEs by running them on the seed county: ``python tests/house/readme.py``. A test compares them.

A block is ``<!-- run LANG: arguments -->``, a fenced text, and ``<!-- end -->``; ``<!-- run LANG 30: arguments -->`` shows the first 30 lines and says how many there are.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path

from dutygraph.cli import main
from dutygraph.seed import sheets

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh.md")
BLOCK = re.compile(r"(<!-- run (zh|en)(?: (\d+))?: ([^\n]+?) -->\n).*?(<!-- end -->)", re.S)
MORE = {"zh": "……（共 {} 行）", "en": "… ({} lines in all)"}


def said(arguments: str, lang: str, store: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        main([*arguments.split(), "--store", store, "--lang", lang])
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def filled(text: str, store: str) -> str:
    """The text with every block's output as the program gives it now."""
    return BLOCK.sub(lambda found: f"{found[1]}```text\n$ dutygraph {found[4]}\n{_first(said(found[4], found[2], store), found[2], found[3])}\n```\n{found[5]}", text)


def _first(text: str, lang: str, many: str | None) -> str:
    lines = text.splitlines()
    return text if many is None or len(lines) <= int(many) else "\n".join([*lines[: int(many)], MORE[lang].format(len(lines))])


@contextlib.contextmanager
def seed_store():
    """A temporary store with the seed county."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(["load", str(sheets()), "--store", f"{folder}/store", "--rejected", os.devnull])
        yield f"{folder}/store"


if __name__ == "__main__":
    with seed_store() as store:
        for name in READMES:
            path = ROOT / name
            path.write_text(filled(path.read_text("utf-8"), store), "utf-8")
