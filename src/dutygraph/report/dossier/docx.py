"""A dossier as docx: the shipped template, or the county's own, filled by docxtpl; the same question gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from ...errors import UsageError
from .pictures import png
from .sheet import FIXED, template
from .view import View
from .words import TITLES

MOST_WIDE, MOST_HIGH = 257.0, 148.0
"""Millimetres that a sheet of the figure may take on a landscape page."""


def dossier_docx(view: View, sheets: Sequence[str] = (), *, own: bytes | None = None) -> bytes:
    """The document; ``sheets`` are the figure's SVG texts, ``own`` a template of the county (see `template_docx`).

    Raises
    ------
    UsageError
        Where the county's template cannot be read, or a mark in it names what no dossier has.
    """
    from docxtpl import DocxTemplate, InlineImage
    from jinja2 import Environment, StrictUndefined, TemplateError

    source = own if own is not None else template(view.lang, figure=bool(sheets))
    try:
        document = DocxTemplate(io.BytesIO(source))
        context = _context(view)
        context["sheets"] = [InlineImage(document, io.BytesIO(image), **_size(wide, high)) for image, wide, high in map(png, sheets)]
        document.render(context, jinja_env=Environment(autoescape=True, undefined=StrictUndefined), autoescape=True)
        properties = document.docx.core_properties
        properties.title, properties.subject, properties.created, properties.modified = f"{view.title} {view.subject}", view.subject, FIXED, FIXED
        out = io.BytesIO()
        document.save(out)
    except (TemplateError, KeyError, ValueError, zipfile.BadZipFile) as error:
        if own is None:
            raise
        raise UsageError(f"the template cannot be filled: {error}.", advice="Begin from the shipped one: dutygraph dossier --template-to FILE.") from error
    return same_times(out.getvalue())


def template_docx(lang: str) -> bytes:
    """The shipped template; a county may change words, fonts, columns and order in it and use it in its place."""
    return same_times(template(lang))


def same_times(content: bytes) -> bytes:
    """A zip file with its parts as they are and every time in it fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(fixed(name), old.read(name))
    return out.getvalue()


def fixed(name: str) -> zipfile.ZipInfo:
    """An entry of a zip file whose time and system are always the same."""
    entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry


def _context(view: View) -> dict[str, Any]:
    sections: dict[str, Any] = {key: {"title": "", "paragraphs": [], "rows": [], "under": []} for key in TITLES}
    for each in view.sections:
        sections[each.key] = {"title": each.title, "paragraphs": list(each.paragraphs), "rows": [dict(row) for row in each.rows], "under": list(each.under)}
    return {"title": view.title, "subject": view.subject, "mark": view.mark, "head": [list(each) for each in view.head], "foot": view.foot, "s": sections, "lang": view.lang}


def _size(wide: float, high: float) -> dict[str, Any]:
    from docx.shared import Mm

    scale = min(MOST_WIDE / wide, MOST_HIGH / high)
    return {"width": Mm(wide * scale)}
