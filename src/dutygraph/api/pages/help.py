"""What dutygraph is and is not, what its words mean, and how to read a page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ...snapshot.terms import DEFINITIONS, REASONS, RUNGS, STATES
from .frame import Page


def help_(request: Request) -> Response:
    """The page ``/help``."""
    page = Page(request)
    return page.show("help.html", definitions=DEFINITIONS[page.lang], states=[term.name for term in STATES], rungs=RUNGS, reasons=[term for term in REASONS if term.name])
