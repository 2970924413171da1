"""Asks: one route for each analysis, made from the list of analyses with its parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ...analysis import ANALYSES, Analysis
from ...analysis import Parameter as AskParameter
from ...errors import NotFound
from ..access.scopes import scope
from ..desk import Desk
from ..question import Question
from .answers import part, reply
from .parameters import LONGEST, Asked, Paged, choice, word
from .shapes import META, shape

router = APIRouter(prefix="/asks", tags=["asks"])
_FINDING = {
    "subject": "object:91519921100000374L", "name": "霁川辉吉化工有限公司", "zh": "没有任何部门直接监管", "en": "nobody supervises it directly", "severity": "high", "key": "",
    "facts": {}, "evidence": []}
_EXAMPLES = {"kinds": "enterprise,site", "act": "inspection", "sector": "sector:危险化学品", "period": "365d"}


@router.get("", summary="List of asks 问题清单", dependencies=[scope("reader")], responses=shape("Every ask with its parameters", {
    "total": 1, "asks": [{"name": "unsupervised", "zh": "哪些对象没有任何部门直接监管（失控漏管）？", "en": "Which objects does nobody supervise?", "parameters": []}]}))
def listed(request: Request, question: Asked) -> Response:
    """What can be asked, with denominator, rule of severity and parameters of each."""
    return reply(request, lambda desk, asked: {"meta": desk.day(asked).snapshot.meta(), "total": len(ANALYSES), "asks": [described(each) for each in ANALYSES.values()]})


def described(analysis: Analysis) -> dict[str, Any]:
    """An ask as the list gives it."""
    return {
        "name": analysis.name, "zh": analysis.zh, "en": analysis.en, "out_of": {"zh": analysis.out_of.zh, "en": analysis.out_of.en},
        "severity": {"zh": analysis.severity.zh, "en": analysis.severity.en}, "caution": {"zh": analysis.caution.zh, "en": analysis.caution.en}, "basis": analysis.basis,
        "parameters": [{"name": each.name, "type": each.type, "zh": each.zh, "en": each.en, "default": each.default, "choices": list(each.choices)} for each in analysis.parameters]}


def answer(request: Request, name: str, given: dict[str, Any]) -> Response:
    """One part of the findings, with how many there are."""
    def asked(desk: Desk, question: Question) -> dict[str, Any]:
        stated = {each: desk.real(request, value) for each, value in given.items() if value is not None}
        found = desk.day(question).ask(name, **stated)
        said = replace(found, findings=found.findings[question.offset:question.offset + question.limit]).as_dict()
        return {**said, "count": found.count, **part(found.findings, question)}

    return reply(request, asked, subject=f"ask {name}")


def _route(analysis: Analysis) -> Callable[..., Response]:
    """The function of one ask's route; its signature is the ask's parameters."""
    def function(request: Request, question: Any, **given: Any) -> Response:
        return answer(request, analysis.name, given)

    words = [_parameter(each) for each in analysis.parameters]
    keyword = inspect.Parameter.KEYWORD_ONLY
    function.__signature__ = inspect.Signature([  # type: ignore[attr-defined]
        inspect.Parameter("request", keyword, annotation=Request), inspect.Parameter("question", keyword, annotation=Paged), *words], return_annotation=Response)
    function.__name__ = f"ask_{analysis.name.replace('-', '_')}"
    function.__doc__ = (
        f"{analysis.zh} {analysis.en}\n\nOut of 分母: {analysis.out_of.en} ({analysis.out_of.zh}). Severity 程度: {analysis.severity.en} ({analysis.severity.zh})."
        + (f" Caution 注意: {analysis.caution.en} ({analysis.caution.zh})." if analysis.caution.en else ""))
    return function


def _parameter(parameter: AskParameter) -> inspect.Parameter:
    closed = parameter.type in ("choice", "mode") and parameter.choices
    example = parameter.default or (parameter.choices[0] if closed else _EXAMPLES.get(parameter.type, ""))
    text = f"{parameter.en} ({parameter.zh})." + (f" Default 默认: {parameter.default}." if parameter.default else "")
    query = choice(parameter.choices, text, example) if closed else word(text, example)
    return inspect.Parameter(parameter.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, query])


for each in ANALYSES.values():
    router.get(f"/{each.name}", summary=f"{each.en} {each.zh}", dependencies=[scope("reader")], operation_id=f"ask_{each.name}", responses=shape("Findings in stable order", {
        "ask": each.name, "meta": META, "count": 1, "out_of": 2, "unit": "object", "notes": [], "findings": [_FINDING], "total": 1, "limit": 100, "offset": 0}))(_route(each))


@router.get("/{name}", include_in_schema=False, dependencies=[scope("reader")])
def unlisted(request: Request, name: str) -> Response:
    """An ask that there is not: near names are suggested."""
    raise NotFound("ask", name[:LONGEST], ANALYSES, advice="/api/v1/asks lists them.")
