"""The asks: the list of all questions, and each with its parameters as a form and its findings as a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...analysis import ANALYSES
from ...analysis.entry import Analysis, Parameter
from ...errors import NotFound
from ...report.layout import cite
from ...vocabulary import NODE_KINDS
from .choices import sectors
from .frame import Page
from .listing import Column, Listing, as_file, wanted


def asks(request: Request) -> Response:
    """The page ``/asks``: every ask with its question, what it counts, and the essay that it rests on."""
    page = Page(request)
    return page.show("asks.html", asks=list(ANALYSES.values()))


def ask(request: Request) -> Response:
    """The page ``/asks/{name}``: the form, then what was found out of how many."""
    page = Page(request)
    name = request.path_params["name"]
    if name not in ANALYSES:
        raise NotFound("ask", name, ANALYSES)
    analysis = ANALYSES[name]
    given = {each.name: ",".join(found) for each in analysis.parameters if (found := [word for word in page.query.getlist(each.name) if word])}
    said = page.said(page.day.ask(name, **given))
    form = wanted(page.query)
    if form:
        return as_file(_whole(page, analysis, said), form, page.lang)
    found = said["findings"]
    rows = found[page.offset: page.offset + page.limit]
    listing = Listing(name, analysis.zh if page.lang == "zh" else analysis.en, _columns(page), rows, len(found), said["meta"], page.offset, page.limit, page.words("asks.nothing"))
    fields = [_field(page, each, said["meta"]["parameters"].get(each.name)) for each in analysis.parameters]
    return page.show("ask.html", ask=analysis, listing=listing, out_of=said["out_of"], unit=said["unit"], notes=[_note(each, page.lang) for each in said["notes"]], fields=fields)


def _note(note: str, lang: str) -> str:
    """A note in the reader's language: an answer gives both, the Chinese sentence first."""
    zh, mark, en = note.partition("。 ")
    return note if not mark else f"{zh}。" if lang == "zh" else en


def _columns(page: Page) -> list[Column]:
    t = page.words

    def leads(row: Mapping[str, Any]) -> str | None:
        return page.address.node(row["subject"]) if row["subject"].partition(":")[0] in NODE_KINDS else None
    return [Column("name", t("asks.subject"), "link", leads), Column("severity", t("asks.severity"), "severity"), Column(page.lang, t("asks.says")),
            Column("evidence", t("asks.evidence"), "cites")]


def _whole(page: Page, analysis: Analysis, said: Mapping[str, Any]) -> Listing:
    """All findings with their facts, as the command line gives them."""
    found = said["findings"]
    own = dict.fromkeys(name for each in found for name in each["facts"])
    heads = ("subject", "name", "key", "severity", *own, "zh", "en", "evidence")
    rows = [{**each, **each["facts"], "zh": each["zh"], "en": each["en"], "evidence": "; ".join(cite(one, page.lang) for one in each["evidence"])} for each in found]
    return Listing(analysis.name, analysis.name, [Column(name, name) for name in heads], [{name: row.get(name) for name in heads} for row in rows], len(rows), said["meta"])


def _field(page: Page, parameter: Parameter, value: Any) -> dict[str, Any]:
    """One parameter as a field of the form: its words, what can be chosen, and what holds."""
    labels, held = page.labels, str(value) if value not in (None, "") else ""
    match parameter.type:
        case "kinds":
            options = labels.all("object")
        case "act":
            options = labels.all("act")
        case "mode":
            extra = [(each, page.words(f"asks.choice.{each}")) for each in parameter.choices if not any(each == name for name, _ in labels.all("mode"))]
            options = [*extra, *labels.all("mode")]
        case "sector":
            options = sectors(page.day)
            options += [(held, page.day.snapshot.history.name(held))] if held and held not in dict(options) else []
        case "period":
            options = []
        case _:
            options = [(each, page.words(f"asks.choice.{each}")) for each in parameter.choices]
    return {"name": parameter.name, "type": parameter.type, "title": parameter.zh if page.lang == "zh" else parameter.en, "options": options, "value": held,
            "default": parameter.default, "values": held.split(",")}
