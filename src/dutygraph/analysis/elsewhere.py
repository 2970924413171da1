"""An ask that is answered elsewhere: its parameters as plain values for a Cypher statement, and the rows that come back as findings.

The statement finds and grades; nothing of it is worked out here again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import NotFound
from ..findings import Finding, Findings
from ..law.parameters import rule_parameters
from .catalogue import LISTED
from .parameters import Within, read
from .words import ordered

if TYPE_CHECKING:
    from ..snapshot import Snapshot

COLUMNS = ("subject", "name", "severity", "key")
"""What every twin of an ask says of a finding; all other columns are facts."""


def question(snapshot: Snapshot, name: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every value that a statement of the ask may take, by name, and the words of the answer's meta; `UsageError` and `NotFound` as the ask itself gives them."""
    analysis = next((each for each in LISTED if each.name == name), None)
    if analysis is None:
        raise NotFound("ask", name, [each.name for each in LISTED], advice="`dutygraph ask --list` lists them.")
    values, words = read(snapshot, analysis, given)
    plain: dict[str, Any] = {"as_of": snapshot.as_of, **rule_parameters(snapshot.rules)}
    for key, value in values.items():
        if isinstance(value, Within):
            plain |= {key: value.words, f"{key}_after": value.before}
        else:
            plain[key] = list(value) if isinstance(value, tuple) else value
    return plain, words


def answer(snapshot: Snapshot, name: str, words: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], counted: Mapping[str, Any]) -> Findings:
    """The rows of the twin and of its denominator as the answer to the ask, in the order of every answer."""
    return Findings(name, snapshot.meta(words), tuple(ordered(map(_finding, rows))), counted["out_of"], counted["unit"])


def _finding(row: Mapping[str, Any]) -> Finding:
    facts = {key: value for key, value in row.items() if key not in COLUMNS}
    said = ", ".join(f"{key} {_word(value)}" for key, value in facts.items() if value not in (None, [], ""))
    return Finding(row["subject"], row["name"], f"{row['name']}：{said}", f"{row['name']}: {said}", row["severity"], row["key"], facts)


def _word(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
