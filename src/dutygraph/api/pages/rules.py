"""The rules and the vocabulary: what counts as supervision, what an object needs, what is due how often, and the law of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...errors import NotFound
from ...law import Rules
from ...snapshot.terms import REASONS, RUNGS, STATES
from ...vocabulary import ACTS, BODY_TYPES, KINDS, LEVELS, LINES, MODES, OBJECT_TYPES, POST_RANKS, POWERS, RISKS, TERRITORY_TYPES, Term
from .frame import Page
from .listing import Column, Listing, as_file, wanted

Made = Callable[[Page, Rules], Listing]


def rules(request: Request) -> Response:
    """The page ``/rules``: every table, each also as a file (``?table=...&format=...``)."""
    page = Page(request)
    held = page.day.snapshot.rules
    form = wanted(page.query)
    if form:
        name = page.query.get("table") or "modes"
        if name not in TABLES:
            raise NotFound("table", name, TABLES)
        return as_file(TABLES[name](page, held), form, page.lang)
    return page.show("rules.html", tables=[make(page, held) for make in TABLES.values()], replaced=held.replaced, version=held.version)


def _listing(page: Page, name: str, columns: Iterable[str], rows: list[dict[str, Any]]) -> Listing:
    t = page.words
    return Listing(name, t(f"rules.{name}"), [Column(key, t(f"rules.head.{key}")) for key in columns], rows, len(rows), page.said_meta())


def _modes(page: Page, held: Rules) -> Listing:
    rows = [{"name": term.name, "label": page.labels("mode", term.name), "carries": page.words(f"rules.carries.{held.carries[term.name]}"), "law": held.basis[term.name]} for term in MODES]
    return _listing(page, "modes", ("label", "name", "carries", "law"), rows)


def _needs(page: Page, held: Rules) -> Listing:
    words, comma = page.labels, page.words("frame.comma")
    classes = {each.name: each.zh if page.lang == "zh" else each.en for each in held.hazards}
    rows = [{
        "name": need.id, "kinds": comma.join(words("object", each) for each in need.kinds) or page.words("rules.every"),
        "risks": comma.join(words("risk", each) for each in need.risks) or page.words("rules.every"),
        "hazards": comma.join(classes.get(each, each) for each in need.hazards) or page.words("rules.every"), "modes": comma.join(words("mode", each) for each in need.modes),
        "law": need.basis} for need in held.needs]
    return _listing(page, "needs", ("name", "kinds", "risks", "hazards", "modes", "law"), rows)


def _frequencies(page: Page, held: Rules) -> Listing:
    words, t = page.labels, page.words
    comma = t("frame.comma")
    rows = [{
        "name": each.id, "label": each.zh if page.lang == "zh" else each.en, "acts": comma.join(words("act", act) for act in each.acts),
        "how_often": t("rules.how_often", minimum=each.minimum, months=each.months), "per": t(f"rules.per.{each.per}"),
        "modes": comma.join(words("mode", mode) for mode in each.modes) or t("rules.every"), "law": each.basis} for each in held.frequencies]
    return _listing(page, "frequencies", ("name", "label", "acts", "how_often", "per", "modes", "law"), rows)


def _hazards(page: Page, held: Rules) -> Listing:
    comma = page.words("frame.comma")
    rows = [{"name": each.name, "label": each.zh if page.lang == "zh" else each.en, "aliases": comma.join(each.aliases), "kinds": comma.join(page.labels("object", kind) for kind in each.kinds),
             "law": each.basis} for each in held.hazards]
    return _listing(page, "hazards", ("label", "name", "aliases", "kinds", "law"), rows)


def _never(page: Page, held: Rules) -> Listing:
    rows = [{"name": each, "label": page.labels("body", each)} for each in sorted(held.never_supervise)]
    return _listing(page, "never", ("label", "name"), rows)


def _terms(name: str, terms: Iterable[Term]) -> Made:
    rows = [term for term in terms if term.name]
    return lambda page, held: _listing(page, name, ("label", "name", "law"), [
        {"name": term.name, "label": term.zh if page.lang == "zh" else term.en, "law": term.basis} for term in rows])


def _kinds(page: Page, held: Rules) -> Listing:
    zh, comma = page.lang == "zh", page.words("frame.comma")
    rows = [{"name": kind.name, "label": kind.zh if zh else kind.en, "fields": comma.join(field.zh if zh else field.en for field in kind.fields), "law": kind.basis} for kind in KINDS.values()]
    return _listing(page, "kinds", ("label", "name", "fields", "law"), rows)


TABLES: dict[str, Made] = {
    "modes": _modes, "never": _never, "needs": _needs, "frequencies": _frequencies, "hazards": _hazards, "states": _terms("states", STATES), "rungs": _terms("rungs", RUNGS),
    "reasons": _terms("reasons", REASONS), "lines": _terms("lines", LINES), "powers": _terms("powers", POWERS), "acts": _terms("acts", ACTS), "kinds": _kinds,
    "objects": _terms("objects", OBJECT_TYPES), "bodies": _terms("bodies", BODY_TYPES), "ranks": _terms("ranks", POST_RANKS), "tiers": _terms("tiers", LEVELS),
    "territories": _terms("territories", TERRITORY_TYPES), "risks": _terms("risks", RISKS)}
"""Every table of the page by name, in the order in which it is shown."""
