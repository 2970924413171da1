"""The notebooks run from top to bottom, offline, on the seed county, with public names only; and are kept without outputs."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import dutygraph

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.reads(path.read_text("utf-8"), as_version=4)


def code(path: Path) -> str:
    return "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "code")


def test_the_three_notebooks_are_there() -> None:
    assert {path.stem for path in NOTEBOOKS} == {"analyst", "auditor", "planner"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped_and_text_is_in_both_languages(path: Path) -> None:
    notebook = read(path)

    assert all(not cell.outputs and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert re.search("[\u4e00-\u9fff]", cell.source) and re.search("[a-z]{3}", cell.source), cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_only_public_names_are_used(path: Path) -> None:
    for node in ast.walk(ast.parse(code(path))):
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_"), node.attr
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dutygraph"):
            assert not any(part.startswith("_") for part in (*node.module.split("."), *(each.name for each in node.names)))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_offline_from_top_to_bottom(path: Path, tmp_path: Path) -> None:
    notebook = read(path)
    cut_off = f"import sys; sys.path.insert(0, {str(Path(dutygraph.__file__).parents[1])!r})\nimport socket\ndef _no(*_, **__): raise OSError('offline')\nsocket.create_connection = _no\nsocket.getaddrinfo = _no"
    notebook.cells.insert(0, nbformat.v4.new_code_cell(cut_off))

    done = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()

    shown = [output.data for cell in done.cells if cell.cell_type == "code" for output in cell.outputs if "data" in output]
    pages = [data["text/html"] for data in shown if "text/html" in data]
    assert pages
    if path.stem == "auditor":
        assert sum(page.lstrip().startswith("<svg") for page in pages) == 2
    if path.stem == "analyst":
        assert any(page.startswith('<iframe sandbox="allow-scripts"') and "srcdoc=" in page for page in pages)
    assert not re.search(r"""(?:src|href)=["']https?:""", json.dumps(pages))
