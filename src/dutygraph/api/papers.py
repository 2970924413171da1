"""The papers of an accident as the service gives them: from the words of an address, for whoever may see them, kept with the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from ..errors import UsageError

if TYPE_CHECKING:
    from ..inquiry.dossier import Dossier
    from ..inquiry.papers import Papers
    from ..workbench import Day

STAMPS = ("unit", "county", "prefecture", "province", "state")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json", "zip": "application/zip"}
"""Files in which the papers are given."""
KEPT = 8
"""Dossiers kept with a day: the page, and then its files, ask for the same one."""


def made(request: Request, day: Day, id: str) -> Dossier:
    """The dossier for an object on the day of the question."""
    from ..inquiry.papers import compose

    desk, question = request.app.state.desk, request.state.question
    found = day.find(desk.real(request, id))
    given = stated(request.query_params)
    memo = day.snapshot.memo.setdefault("dossiers", {})
    key = (found, repr(sorted(given.items(), key=str)))
    if key not in memo:
        then = desk.day(replace(question, as_of=day.as_of, known_at=day.as_of))
        while len(memo) >= KEPT:
            memo.pop(next(iter(memo)), None)
        memo[key] = compose(day.snapshot, found, desk.county.rules, numbers=given, then=then.snapshot)
    kept: Dossier = memo[key]
    return kept


def papers(request: Request, day: Day, id: str) -> Papers:
    """The same as plain values, as the one who asks may see them; that full names were shown is written to the audit log."""
    from ..inquiry.papers import Papers

    desk, said = request.app.state.desk, made(request, day, id)
    found = Papers.of(said, day.snapshot, desk.county.rules, lambda value: desk.said(request, value, subject=id))
    return replace(found, masked=desk.masked(request))


def stated(query: Mapping[str, str]) -> dict[str, Any]:
    """The accident as an address states it; UsageError for a word that cannot be read."""
    given: dict[str, Any] = {name: query[name] for name in ("deaths", "missing", "time", "kind") if query.get(name)}
    given |= {name: query[word] for name, word in (("serious_injuries", "injured"), ("loss_wan", "loss")) if query.get(word)}
    for name in ("report", "approval", "review"):
        if query.get(name):
            given[name] = _day(query[name], name)
    if tier := query.get("taken_over_by"):
        if tier not in STAMPS[1:]:
            raise UsageError(f"taken_over_by={tier!r} is no tier.", advice=f"It is one of {', '.join(STAMPS[1:])}.")
        given["taken_over_by"] = tier
    if stamps := {who: query[f"stamp_{who}"] for who in STAMPS if query.get(f"stamp_{who}")}:
        given["stamps"] = stamps
    return given


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{name}={text!r} is not a day.", advice="Write it as YYYY-MM-DD.") from None
