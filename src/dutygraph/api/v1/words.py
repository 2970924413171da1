"""The vocabulary: kinds of fact, modes, lines, powers, acts and states, each with both labels and what it rests on."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ...snapshot.terms import DEFINITIONS, REASONS, RUNGS, STATES
from ...vocabulary import ACTS, KINDS, LINES, MODES, OBJECT_TYPES, POWERS, RISKS, Term
from ..access.scopes import scope
from .answers import reply
from .parameters import Spoken
from .shapes import shape

router = APIRouter(tags=["vocabulary"])
_TERM = {"name": "industry", "zh": "行业监管（直接）", "en": "industry", "basis": "安全生产法 Art 10"}


@router.get("/vocabulary", summary="Words of the program 词汇", dependencies=[scope("reader")], responses=shape("Kinds of fact and closed lists of words", {
    "rules_version": "49c982ea2968e2d8", "definitions": {}, "kinds": [], "modes": [_TERM], "lines": [], "powers": [], "acts": [], "states": [], "rungs": [], "reasons": [], "risks": [],
    "object_types": []}, dated=False))
def vocabulary(request: Request, question: Spoken) -> Response:
    """What each word means, in both languages, with the law, essay id or standard it rests on."""
    return reply(request, lambda desk, asked: {
        "rules_version": desk.county.rules.version, "definitions": {lang: dict(DEFINITIONS[lang]) for lang in DEFINITIONS},
        "kinds": [{"name": kind.name, "shape": kind.shape, "zh": kind.zh, "en": kind.en, "basis": kind.basis, "fields": [
            {"name": each.name, "type": each.type, "zh": each.zh, "en": each.en, "to": list(each.to), "values": _terms(each.values), "required": each.required} for each in kind.fields]}
            for kind in KINDS.values()],
        "modes": _terms(MODES), "lines": _terms(LINES), "powers": _terms(POWERS), "acts": _terms(ACTS), "states": _terms(STATES), "rungs": _terms(RUNGS), "reasons": _terms(REASONS),
        "risks": _terms(RISKS), "object_types": _terms(OBJECT_TYPES)}, subject="vocabulary")


def _terms(terms: tuple[Term, ...]) -> list[dict[str, Any]]:
    return [{"name": each.name, "zh": each.zh, "en": each.en, "basis": each.basis} for each in terms if each.name]
