"""The pages of the service, listed once: address, function and the scope that it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter

from ..access import FORM, scope
from ..access.scopes import ScopeName
from .asks import ask, asks
from .chain import chain, chain_style
from .changes import changes
from .coverage import coverage
from .dossier import dossier
from .frame import prepare
from .help import help_
from .loads import load, loads
from .neighbourhood import graph, neighbourhood, saved, script
from .nodes import node
from .objects import objects
from .overview import overview
from .problem import problem_page
from .problems import problems
from .rules import rules
from .search import search
from .sign_in import sign_in
from .upload import upload

ROUTES: tuple[tuple[str, str, Callable[..., Any], ScopeName | None], ...] = (
    ("GET", "/", overview, "reader"),
    ("GET", "/coverage", coverage, "reader"),
    ("GET", "/objects", objects, "reader"),
    ("GET", "/asks", asks, "reader"),
    ("GET", "/asks/{name}", ask, "reader"),
    ("GET", "/nodes/{id:path}", node, "reader"),
    ("GET", "/chain/{id:path}", chain, "reader"),
    ("GET", "/dossier/{id:path}", dossier, "auditor"),
    ("GET", "/neighbourhood/{id:path}/graph", graph, "reader"),
    ("GET", "/neighbourhood/{id:path}/file", saved, "reader"),
    ("GET", "/neighbourhood/{id:path}", neighbourhood, "reader"),
    ("GET", "/search", search, "reader"),
    ("GET", "/changes", changes, "reader"),
    ("GET", "/loads", loads, "reader"),
    ("POST", "/loads", upload, "loader"),
    ("GET", "/loads/{load}", load, "reader"),
    ("GET", "/problems", problems, "reader"),
    ("GET", "/rules", rules, "reader"),
    ("GET", "/help", help_, "reader"),
    ("GET", "/sign-in", sign_in, None),
    ("GET", "/style/chain.css", chain_style, None),
    ("GET", "/script/vis-network.js", script, None),
)
"""Every page, in the order in which addresses are matched."""


def routers() -> list[APIRouter]:
    """The routes of all pages; a form is taken only with the token that it was given."""
    prepare()
    router = APIRouter(include_in_schema=False)
    for method, path, function, needed in ROUTES:
        router.add_api_route(path, function, methods=[method], dependencies=[scope(needed), *([FORM] if method == "POST" else [])])
    return [router]


__all__ = ["ROUTES", "problem_page", "routers"]
