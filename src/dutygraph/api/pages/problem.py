"""A problem as a page: what went wrong, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from .frame import Page

if TYPE_CHECKING:
    from ..problems import Problem


def problem_page(request: Request, problem: Problem) -> Response:
    """The page of a problem; it stands without a day, since the day may be what is wrong."""
    page = Page(request)
    return page.show("error.html", status=problem.status, grounded=False, problem=problem)

