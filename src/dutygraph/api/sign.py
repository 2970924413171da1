"""Signing in with a key, and out: people get a cookie, programs send the key itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from .access.csrf import FORM
from .access.policy import Door
from .access.scopes import scope
from .access.sessions import COOKIE, LASTS

router = APIRouter(include_in_schema=False)


@router.post("/sign-in", dependencies=[scope(None), FORM])
async def sign_in(request: Request, key: Annotated[str, Form(max_length=200)] = "", next: Annotated[str, Form(max_length=4000)] = "/") -> Response:
    """Start a session of a key that holds; back to the form otherwise."""
    door: Door = request.app.state.door
    target = own_path(next)
    found = door.keys.find(key.strip())
    if found is None or not found.active:
        request.app.state.desk.note(request, "sign-in failed", "/sign-in", "")
        return RedirectResponse(request.state.question.url("/sign-in", failed=1, next=None if target == "/" else target), 303)
    if old := request.cookies.get(COOKIE):
        door.sessions.end(old)
    response = RedirectResponse(target, 303)
    response.set_cookie(COOKIE, door.sessions.start(found.id), max_age=LASTS, path="/", secure=door.https(request), httponly=True, samesite="strict")
    return response


@router.post("/sign-out", dependencies=[scope(None), FORM])
async def sign_out(request: Request) -> Response:
    """End the session."""
    if token := request.cookies.get(COOKIE):
        request.app.state.door.sessions.end(token)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response


def own_path(said: str) -> str:
    """Where to go after signing in: a path of ours, never another site."""
    plain = said.startswith("/") and not said.startswith(("//", "/\\")) and said.isprintable()
    return said if plain else "/"
