"""Forms: a token bound to the reader's cookie, on every form and checked on every post of a page, so that no other site can send one for them."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from fastapi import Depends, Request

from ..problems import Refused
from .policy import Door
from .sessions import COOKIE

FORM_COOKIE = "dutygraph_form"
"""Names the browser before anybody has signed in; a random value that says nothing."""


def csrf_token(request: Request) -> str:
    """The token for the hidden field ``csrf`` of a form."""
    bound = request.cookies.get(COOKIE) or request.cookies.get(FORM_COOKIE)
    if not bound:
        bound = request.state.form = getattr(request.state, "form", "") or secrets.token_urlsafe(18)
    return _token(request, bound)


def _token(request: Request, bound: str) -> str:
    door: Door = request.app.state.door
    return hmac.new(door.keys.secret, f"csrf|{bound}".encode(), hashlib.sha256).hexdigest()


async def _check(request: Request) -> None:
    """A post of a page carries the token; a key in the header needs none, since no browser sends it by itself."""
    if request.state.who is not None and request.state.who.way == "key":
        return
    stated = request.headers.get("x-csrf-token")
    if stated is None:
        form = await request.form()
        found = form.get("csrf")
        stated = found if isinstance(found, str) else ""
    bound = [value for name in (COOKIE, FORM_COOKIE) if (value := request.cookies.get(name))]
    if not any(hmac.compare_digest(stated.encode("utf-8", "replace"), _token(request, value).encode()) for value in bound):
        raise Refused("csrf")


FORM = Depends(_check)
"""The dependency of every route of a page that takes a form."""
