"""The house stays readable: modules and functions that fit a head."""

import ast
from pathlib import Path
from statistics import median

SRC = Path(__file__).resolve().parents[2] / "src" / "dutygraph"
MODULES = sorted(SRC.rglob("*.py"))


def test_no_module_is_longer_than_300_lines():
    long = {str(path.relative_to(SRC)): n for path in MODULES if (n := len(path.read_text("utf-8").splitlines())) > 300}

    assert long == {}


def test_modules_have_a_median_below_180_lines():
    assert median(len(path.read_text("utf-8").splitlines()) for path in MODULES) < 180


def test_no_function_is_longer_than_60_lines():
    long = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 60:
                long[f"{path.relative_to(SRC)}:{node.name}"] = node.end_lineno - node.lineno + 1

    assert long == {}


def test_every_module_says_what_it_is():
    silent = [str(path.relative_to(SRC)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]

    assert silent == []
