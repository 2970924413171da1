"""Files that pages need: ours and vendored ones, never from outside; an address with ``?v=`` may be kept for a year."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from .access.scopes import scope

FOLDER = Path(__file__).parent / "static"
_FILES = StaticFiles(directory=FOLDER, check_dir=False)
router = APIRouter(include_in_schema=False)


@router.get("/static/{path:path}", dependencies=[scope(None)])
async def static(request: Request, path: str) -> Response:
    """One file; 404 for anything outside the folder."""
    response = await _FILES.get_response(path, request.scope)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.query_params else "public, max-age=300"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # the sandboxed picture of a neighbourhood has an origin of its own
    return response
