"""Reads the statements in ``cypher/``: one for each file, with a header that is checked against the text.

::

    // What it asks or does, in one sentence.
    // $load: what this parameter means
    // -> id: what this column means
    MATCH (l:Load {id: $load}) RETURN l.id AS id

Every parameter of the text must be declared, every declared one used, and the columns of the last ``RETURN`` must be those declared. No Cypher stands in Python.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from ..errors import NotFound, StoreError
from ..shipped import shipped

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_DECLARED = re.compile(r"^// \$(\w+): (.+)$")
_COLUMN = re.compile(r"^// -> (\w+): (.+)$")
_COMMENT = re.compile(r"//[^\n]*")
_TEXTS = re.compile(r"'[^']*'")
_QUIET = re.compile(r"('(?:[^'\\]|\\.)*'|//[^\n]*)")
"""Texts and comments, kept when a text is split by it."""
_NAMED = re.compile(r"\bAS\s+(\w+)\s*$|^\s*(\w+)\s*$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One Cypher statement: its name (``read/loads``), what it is for, its parameters and columns with their meaning, and the text as it is sent."""

    name: str
    about: str
    parameters: Mapping[str, str]
    columns: Mapping[str, str]
    text: str


@cache
def statement(name: str) -> Statement:
    """The shipped statement of that name, such as ``read/loads``."""
    return read_statement(shipped("cypher") / f"{name}.cypher", name)


def names(folder: str) -> tuple[str, ...]:
    """The names of all shipped statements of a folder (``migrations``, ``write``, ``read``, ``ask``), in order."""
    return tuple(f"{folder}/{path.stem}" for path in sorted((shipped("cypher") / folder).glob("*.cypher")))


def asked(name: str, part: str = "") -> Statement:
    """The statement of ``cypher/ask`` of that name, or its ``denominator`` or ``picture``; `NotFound` where there is none."""
    known = [each.removeprefix("ask/") for each in names("ask")]
    whole = f"{name}.{part}" if part else name
    if whole not in known:
        raise NotFound("statement", whole, known, advice="`dutygraph cypher` lists them.")
    return statement(f"ask/{whole}")


def filled(found: Statement, values: Mapping[str, Any]) -> str:
    """The statement with its parameters replaced by their values, ready to be pasted; what it asks and its columns stand above it.

    Only the text is filled, not what it says between quotation marks or in comments.
    """
    head = [f"// {found.about.strip()}", *(f"// -> {name}: {said}" for name, said in found.columns.items())]
    parts = _QUIET.split(found.text)
    parts[::2] = [_PARAMETER.sub(lambda each: literal(values[each[1]]), part) for part in parts[::2]]
    return "\n".join([*head, "", "".join(parts)])


def literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)}: {literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(literal, value)) + "]"
    return str(value)


def _key(name: str) -> str:
    return name if name.isascii() and name.isidentifier() else "`" + name.replace("`", "``") + "`"


def read_statement(path: Path, name: str) -> Statement:
    """The statement in a file; `StoreError` where header and text do not agree."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError as error:
        raise StoreError("this statement is not there.", where=str(path), advice="Install dutygraph again.") from error
    header = list(takewhile(lambda line: line.startswith("//"), lines))
    text = "\n".join(lines[len(header):]).strip()
    about = header[0].removeprefix("// ") if header else ""
    found = Statement(name, about, _meanings(header, _DECLARED), _meanings(header, _COLUMN), text)
    if fault := _fault(found, header):
        raise StoreError(f"{fault}.", where=str(path), advice="Each file has one statement and a header as `store/queries.py` says.")
    return found


def _meanings(header: list[str], pattern: re.Pattern[str]) -> dict[str, str]:
    return {found[1]: found[2] for line in header if (found := pattern.match(line))}


def _fault(found: Statement, header: list[str]) -> str:
    """What is wrong with a statement's header, or nothing."""
    bare = _TEXTS.sub("''", _COMMENT.sub("", found.text))
    used = set(_PARAMETER.findall(bare))
    if not found.about or found.about.startswith(("$", "->")) or not found.about.rstrip().endswith("."):
        return "the first line must say in one sentence what the statement does"
    if odd := [line for line in header[1:] if not (_DECLARED.match(line) or _COLUMN.match(line))]:
        return f"this line of the header is neither parameter nor column: {odd[0]}"
    if not bare.strip() or ";" in bare:
        return "a file holds exactly one statement, without a semicolon"
    if used != set(found.parameters):
        return f"parameters used and declared differ: {', '.join(sorted(used ^ set(found.parameters)))}"
    if (columns := _columns(bare)) != list(found.columns):
        return f"columns returned ({', '.join(columns)}) and declared ({', '.join(found.columns)}) differ"
    return ""


def _columns(bare: str) -> list[str]:
    """The columns that the last RETURN outside of braces gives."""
    flat = bare
    while (inner := re.sub(r"\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]", "_", flat)) != flat:
        flat = inner
    returned = re.split(r"\bRETURN\b", flat)
    if len(returned) == 1:
        return []
    items = re.split(r"\bORDER\s+BY\b|\bSKIP\b|\bLIMIT\b", returned[-1])[0].removeprefix(" DISTINCT").split(",")
    return [(found[1] or found[2]) if (found := _NAMED.search(item.strip())) else item.strip() for item in items]
