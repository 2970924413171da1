"""What the schema says of answers: the parts that every answer has, each route's own parts, and an example."""

from __future__ import annotations

from typing import Any

META: dict[str, Any] = {
    "as_of": "2016-10-31", "known_at": None, "data_version": "af1c2b92aaa6292c", "rules_version": "49c982ea2968e2d8",
    "completeness": {"register": "unknown", "since_unknown": 0, "rows_rejected": 0, "problems": 0}, "parameters": {}}
"""The meta of an example."""
COMPONENTS: dict[str, Any] = {
    "Meta": {
        "type": "object", "description": "What every answer of a day carries 每个答案的依据.", "required": ["as_of", "known_at", "data_version", "rules_version", "completeness", "parameters"],
        "properties": {
            "as_of": {"type": "string", "format": "date", "description": "The day asked about 时点"},
            "known_at": {"type": ["string", "null"], "description": "As known then; null: all that is known 截至所知"},
            "data_version": {"type": "string", "description": "Hash of what the loads say 数据版本"}, "rules_version": {"type": "string", "description": "Hash of the rule tables 规则版本"},
            "completeness": {"type": "object", "description": "How much is not known 数据完整性"}, "parameters": {"type": "object", "description": "The question as it was understood 参数"}}},
    "Problem": {
        "type": "object", "description": "Why a request was not answered (RFC 9457) 未能回答的原因.", "required": ["type", "title", "status", "code", "request_id"],
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "code": {"type": "string", "description": "Stable; listed in docs/api.md"},
            "detail": {"type": "string"}, "advice": {"type": "string"}, "request_id": {"type": "string"},
            "errors": {"type": "array", "items": {"type": "object", "required": ["name", "in", "detail"], "properties": {
                "name": {"type": "string"}, "in": {"type": "string"}, "detail": {"type": "string"}, "value": {"type": "string"}}}}},
        "example": {"type": "urn:dutygraph:problem:invalid", "title": "parameters of the question are wrong", "status": 422, "code": "invalid", "advice": "correct each of the errors",
                    "errors": [{"name": "as_of", "in": "query", "detail": "it is a day, written YYYY-MM-DD", "value": "yesterday"}], "request_id": "64e83de9c1475224"}},
}
"""Parts of the schema that several routes use."""
_PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_REFUSALS = {401: "No key, or none that holds 缺少或无效的密钥", 403: "Not open to this key or from there 权限不足", 404: "Nothing of that name 查无此项", 422: "The question is wrong 参数有误",
             503: "Too busy, or not ready 服务繁忙"}


def shape(description: str, example: dict[str, Any], *, dated: bool = True, found: bool = False, more: dict[int, str] | None = None) -> dict[int | str, Any]:
    """The responses of a route: its answer with an example, 304, and what it may be refused with. ``found``: the address names something that may not be there."""
    example = {"meta": META, **example} if dated else example
    properties = {name: {"$ref": "#/components/schemas/Meta"} if name == "meta" else {"type": _type(value)} for name, value in example.items()}
    schema = {"type": "object", "required": list(example), "properties": properties}
    refusals = {code: text for code, text in _REFUSALS.items() if code != 404 or found} | (more or {})
    return {
        200: {"description": description, "content": {"application/json": {"schema": schema, "example": example}},
              "headers": {"ETag": {"description": "Version of this answer", "schema": {"type": "string"}}, "X-Request-ID": {"description": "Name of this request", "schema": {"type": "string"}}}},
        304: {"description": "Unchanged since the ETag in If-None-Match 未变化"}, **{code: {"description": text, **_PROBLEM} for code, text in refusals.items()}}


def _type(value: Any) -> Any:
    match value:
        case None:
            return ["string", "number", "object", "array", "boolean", "null"]
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
