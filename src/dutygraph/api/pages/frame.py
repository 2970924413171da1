"""The frame of every page: who asks for which day in which language, the templates, and what each of them may use."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ...report.layout import cite
from ...text import clean
from ..access import csrf_token
from ..problems import Refused
from ..words import LANGUAGES, Words, catalogue
from .address import Address
from .ground import Ground, ground
from .labels import Labels
from .listing import Column, Listing, as_file, wanted
from .takes import odd_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ...workbench import Day

_HERE = Path(__file__).resolve().parents[1]
NAVIGATION = (
    ("overview", "/", ("/",)), ("coverage", "/coverage", ("/coverage",)), ("objects", "/objects", ("/objects",)), ("asks", "/asks", ("/asks",)),
    ("changes", "/changes", ("/changes",)), ("data", "/loads", ("/loads", "/problems")), ("rules", "/rules", ("/rules",)), ("help", "/help", ("/help",)))
"""The rooms of the site, in the order of the head: word, address, and the addresses that count as being in it."""
ROWS = 100
"""Rows of a list on one page, unless the reader asks for more or fewer."""


@cache
def environment() -> Environment:
    """The templates: everything is escaped, and a name that is not given is an error."""
    made = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown, auto_reload=False)
    made.globals.update(static=static)
    return made


def prepare() -> None:
    """Read all words and templates now, so that the first reader need not wait for it."""
    catalogue()
    for name in environment().list_templates():
        environment().get_template(name)


def _shown(value: Any) -> Any:
    """Nothing for None, and text without control and direction characters: a name in the data cannot turn the line around."""
    if value is None:
        return ""
    return clean_line(value) if type(value) is str and not value.isprintable() else value


def clean_line(value: str) -> str:
    """A text as `clean` shows it, with the spaces at its ends kept: it may be a part of a sentence."""
    kept = clean(value)
    return f"{' ' if value[:1].isspace() else ''}{kept}{' ' if value[-1:].isspace() and kept else ''}"


@cache
def static(name: str) -> str:
    """The address of an asset of ours, with its content in it: a browser may keep it for ever."""
    return f"/static/{name}?v={hashlib.sha256((_HERE / 'static' / name).read_bytes()).hexdigest()[:12]}"


class Page:
    """One page on its way to a reader."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.question = request.state.question
        self.words = Words(self.question.lang)
        self.address = Address(request.url.path, request.query_params.multi_items())
        self.query = request.query_params
        self.labels = Labels(self.words.lang)

    @property
    def lang(self) -> str:
        return self.words.lang

    @cached_property
    def day(self) -> Day:
        """The county on the day that the reader asks for; refused where a word of the question cannot be read, or is not one of this page, rather than answered for another question."""
        if faults := (*self.question.faults, *odd_words(self.request)):
            raise Refused("invalid", errors=faults)
        found: Day = self.request.app.state.desk.day(self.question)
        return found

    @cached_property
    def ground(self) -> Ground:
        """What the page's answers stand on."""
        return ground(self.request.app.state.desk.county, self.day)

    def said(self, answer: Any) -> dict[str, Any]:
        """An answer as plain values, with the names of persons as this reader may see them."""
        found: dict[str, Any] = self.request.app.state.desk.said(self.request, answer)
        return found

    def said_meta(self) -> dict[str, Any]:
        """The ground of the day as plain values, for files."""
        return asdict(self.day.snapshot.meta())

    def may(self, scope: str) -> bool:
        """Whether the reader may do what needs the scope."""
        return bool(self.request.state.who.can(scope))

    def show(self, template: str, *, status: int = 200, grounded: bool = True, **more: Any) -> HTMLResponse:
        """The page."""
        context = {
            "page": self, "t": self.words, "lang": self.lang, "html_lang": LANGUAGES[self.lang], "address": self.address, "to": self.address.to, "here": self.address.here,
            "node": self.address.node, "label": self.labels, "num": self.words.number, "share": self.words.share, "day_text": self.words.day, "cite": self.cite,
            "ground": self.ground if grounded else None, "navigation": NAVIGATION, "languages": LANGUAGES, "who": self.request.state.who, "csrf": partial(csrf_token, self.request), **more}
        return HTMLResponse(environment().get_template(template).render(context), status)

    def cite(self, each: Any) -> str:
        """A citation in one line, in the reader's language."""
        return cite(each, self.lang)

    def cites(self, key: str = "cites") -> Column:
        """The column of the evidence."""
        return Column(key, self.words("asks.evidence"), "cites", plain=lambda row: "; ".join(self.cite(each) for each in row[key]))

    def linked(self, nodes: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
        """Nodes as links; a unit inside an enterprise has no page of its own."""
        return [{"text": str(each["name"]), "href": "" if each["kind"] == "unit" else self.address.node(str(each["id"]))} for each in nodes]

    def list(self, template: str, whole: Callable[[int, int], Listing], **more: Any) -> Response:
        """A page around a list, or the list as a file where one is asked for; ``whole`` gives so many rows (0: all) from an offset on."""
        form = wanted(self.query)
        if form:
            return as_file(whole(0, 0), form, self.lang)
        return self.show(template, listing=whole(self.limit, self.offset), **more)

    @property
    def limit(self) -> int:
        """How many rows the reader wants on the page."""
        return min(int(self.question.limit or ROWS), 500)

    @property
    def offset(self) -> int:
        return int(self.question.offset or 0)


def markup(text: str) -> Markup:
    """Text that was made safe where it was drawn (a picture of ours), to be put into a page as it is."""
    return Markup(text)  # noqa: S704
