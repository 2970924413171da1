"""How an answer is held against a truth: the few words of a finding that say what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dutygraph.findings import Finding

Key = tuple[str, ...]

KEYS: dict[str, Callable[[Finding], Key]] = {
    "blind-cells": lambda found: (found.subject, found.facts["sector"] or ""),
    "overlaps": lambda found: (found.facts["sector"] or "", *sorted(found.facts["bodies"])),
    "nominal": lambda found: (found.subject, *found.facts["bearers"]),
    "unlisted-acts": lambda found: (found.subject, *found.facts["bodies"]),
    "no-leader": lambda found: (found.subject, found.facts["what"]),
}


def keys(ask: str, findings: Iterable[Finding]) -> list[Key]:
    """What an answer says, as plain comparable words, in order."""
    return sorted(KEYS.get(ask, lambda found: (found.subject,))(each) for each in findings)


def difference(ask: str, findings: Iterable[Finding], planted: Iterable[Key]) -> dict[str, Any]:
    """What was planted and not found, and what was found and not planted; empty where the truth is met."""
    found, truth = keys(ask, findings), sorted(planted)
    gone, extra = [key for key in truth if key not in found], [key for key in found if key not in truth]
    double = [] if len(found) == len(set(found)) else [key for key in set(found) if found.count(key) > truth.count(key)]
    return {name: rows for name, rows in (("planted and not found", gone), ("found and not planted", extra), ("found twice", double)) if rows}
