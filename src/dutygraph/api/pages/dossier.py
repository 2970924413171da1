"""The papers after an accident: the page, and the same as docx, pdf, xlsx, json and answer bundle; for auditors."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from ...errors import UsageError
from ...report.dossier.html import dossier_html
from ..papers import TYPES, papers
from .chain import drawn, style_address
from .frame import Page, markup


def dossier(request: Request) -> Response:
    """The page ``/dossier/{id}``; ``file=`` gives it as a file."""
    page = Page(request)
    found = papers(request, page.day, request.path_params["id"])
    form = page.query.get("file", "")
    if form:
        if form not in TYPES:
            raise UsageError(f"file={form!r} is no file of a dossier.", advice=f"It is one of {', '.join(TYPES)}.")
        name = f"dossier-{page.day.as_of.isoformat()}.{form}"
        return Response(found.write(form, page.lang), media_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"})
    said = found.said
    chain = {"meta": said["meta"], **said["chain"]}
    body = dossier_html(found.view(page.lang), drawn(page, chain), link=_leads(page))
    accident = said["question"]["accident"]
    shown = {"deaths": accident["deaths"], "missing": accident["missing"], "injured": accident["serious_injuries"], "loss": accident["loss_wan"], "time": (accident["time"] or "")[:5]}
    files = [(each, page.address.here(file=each)) for each in TYPES]
    return page.show("dossier.html", said=said, body=markup(body), style=style_address(), files=files, shown=shown, hidden=page.address.fields("deaths", "missing", "injured", "loss", "time", "file"))


def _leads(page: Page) -> Callable[[str], str | None]:
    def lead(node: str) -> str | None:
        return page.address.node(node) if node and not node.startswith("unit:") else None
    return lead
