"""The words that the address of each page takes: a mistyped filter, or one given twice, is refused and never passed over in silence."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

from ...analysis import ANALYSES
from ...analysis.views.selection import WORDS as FILTERS
from ...errors import UsageError
from ..papers import STAMPS
from ..problems import Fault
from .address import STICKY

_ROWS = ("limit", "offset", "format")
_NEAR = ("depth", "modes", "lines")
_TAKES: dict[str, tuple[str, ...]] = {
    "/": (), "/help": (), "/asks": (), "/asks/{name}": _ROWS, "/rules": ("table", "format"), "/problems": ("code", "file", *_ROWS), "/loads": _ROWS, "/loads/{load}": _ROWS,
    "/coverage": ("measure", "columns", "sector", "territory", "mode", "kinds", "needed", "only", "format"), "/objects": (*FILTERS, "sort", *_ROWS),
    "/nodes/{id:path}": ("group", "format"), "/chain/{id:path}": ("window_days", "sheet", "format"),
    "/dossier/{id:path}": ("deaths", "missing", "injured", "loss", "time", "kind", "report", "approval", "review", "taken_over_by", *(f"stamp_{who}" for who in STAMPS), "file"),
    "/neighbourhood/{id:path}": (*_NEAR, "list", "format"), "/neighbourhood/{id:path}/graph": _NEAR, "/neighbourhood/{id:path}/file": _NEAR, "/search": ("q", "kind", *_ROWS),
    "/changes": ("from", "to", "kind", "change", "was", "now", "list", *_ROWS)}
"""By the route of the page; beside them every page takes the day, what is known, and the language."""
_SEVERAL = {"/coverage": frozenset({"kinds"})}
"""Words that a form gives once for each box that is ticked."""
_TRUTH = {"1": True, "true": True, "on": True, "yes": True, "0": False, "false": False, "off": False, "no": False}


def odd_words(request: Request) -> tuple[Fault, ...]:
    """All words of the address that its page does not take, or takes only once."""
    route = getattr(request.scope.get("route"), "path", "")
    if route not in _TAKES or request.method != "GET":
        return ()
    analysis = ANALYSES.get(request.path_params.get("name", "")) if route == "/asks/{name}" else None
    own = frozenset(each.name for each in analysis.parameters) if analysis else frozenset()
    takes, several = {*_TAKES[route], *own, *STICKY}, _SEVERAL.get(route, own)
    given = [name for name, value in request.query_params.multi_items() if value or name not in takes]
    advice = f"it is not known; this address takes {', '.join(sorted(takes))}"
    unknown = (Fault(name[:100], "query", advice) for name in dict.fromkeys(given) if name not in takes)
    twice = (Fault(name[:100], "query", "it is given more than once") for name in dict.fromkeys(given) if name in takes - several and given.count(name) > 1)
    return (*unknown, *twice)


def truth(name: str, asked: Mapping[str, str]) -> bool | None:
    """Yes or no as the API reads it; None where nothing is said, UsageError for any other word."""
    said = asked.get(name)
    if said and said.lower() not in _TRUTH:
        raise UsageError(f"{name}={said!r} is neither true nor false.", advice=f"It is one of {', '.join(_TRUTH)}.")
    return _TRUTH[said.lower()] if said else None
