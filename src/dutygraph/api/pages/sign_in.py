"""The form that takes a key."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from .frame import Page


def sign_in(request: Request) -> Response:
    """The page ``/sign-in``: open to anybody, and it says nothing of the county."""
    page = Page(request)
    return page.show("sign_in.html", grounded=False, failed=bool(page.query.get("failed")), next=page.query.get("next", "/"))
