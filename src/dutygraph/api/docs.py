"""The description of the API: the OpenAPI schema and a page that shows it, from files of ours alone."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from .access.scopes import scope

router = APIRouter(include_in_schema=False)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>dutygraph API 接口</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/vendor/swagger-ui/swagger-ui.css"></head>
<body><main id="swagger-ui"><p>The schema is at <a href="/api/openapi.json">/api/openapi.json</a>. 接口描述见此。</p></main>
<script src="/static/vendor/swagger-ui/swagger-ui-bundle.js"></script><script src="/static/api-docs.js"></script></body></html>
"""


@router.get("/api/docs", dependencies=[scope(None)])
async def page() -> Response:
    """The page."""
    return HTMLResponse(_PAGE)


@router.get("/api/openapi.json", dependencies=[scope(None)])
async def schema(request: Request) -> Response:
    """The schema."""
    return Response(request.app.written, media_type="application/json", headers={"Cache-Control": "no-cache"})
