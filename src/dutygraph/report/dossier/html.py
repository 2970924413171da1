"""A dossier as a fragment of HTML for the page: headings, tables, the figure as given; every word of the data escaped, no style and no script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from ...text import visible
from .view import Section, View

Link = Callable[[str], str | None]
"""The address of a node's page, or None."""


def dossier_html(view: View, sheets: Sequence[str] = (), *, link: Link | None = None) -> str:
    """The fragment; ``sheets`` are SVG texts that the picture room made, put in as they are; ``link`` leads from an id to its page."""
    head = "".join(f"<dt>{_e(label)}</dt><dd>{_e(value)}</dd>" for label, value in view.head)
    mark = f'<p class="synthetic"><mark>{_e(view.mark)}</mark></p>' if view.mark else ""
    contents = "".join(f'<a href="#dossier-{each.key}">{_e(each.title)}</a> ' for each in view.sections if each.key != "figure" or sheets)
    parts = "".join(_section(each, sheets, link) for each in view.sections)
    return (f'<article class="dossier" lang="{"zh-CN" if view.lang == "zh" else "en"}"><header><h1>{_e(view.title)}</h1><p class="subject">{_e(view.subject)}</p>{mark}'
            f'<dl class="facts-list">{head}</dl></header><nav class="contents"><p>{contents}</p></nav>{parts}<footer><p>{_e(view.foot)}</p></footer></article>')


def _section(section: Section, sheets: Sequence[str], link: Link | None) -> str:
    if section.key == "figure" and not sheets:
        return ""
    words = "".join(f"<p>{_e(line)}</p>" for line in section.paragraphs)
    figure = "".join(f'<div class="picture" tabindex="0" role="region" aria-label="{_e(section.title)}">{sheet}</div>' for sheet in sheets) if section.key == "figure" else ""
    under = "".join(f'<p class="note">{_e(line)}</p>' for line in section.under)
    return f'<section id="dossier-{section.key}"><h2>{_e(section.title)}</h2>{words}{figure}{_table(section, link)}{under}</section>'


def _table(section: Section, link: Link | None) -> str:
    if not section.rows:
        return ""
    heads = "".join(f'<th scope="col">{_e(column.title)}</th>' for column in section.columns)
    rows = "".join("<tr>" + "".join(f"<td>{_value(section, column.key, row, link)}</td>" for column in section.columns) + "</tr>" for row in section.rows)
    return f'<div class="scroll"><table class="list"><caption class="unseen">{_e(section.title)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


_LED = {("posts", "post"): "id", ("links", "from"): "source", ("links", "to"): "target"}
"""Cells that lead to a node's page."""


def _value(section: Section, key: str, row: object, link: Link | None) -> str:
    said = _e(row.get(key, ""))  # type: ignore[attr-defined]
    led = _LED.get((section.key, key))
    address = link(row.get(led, "")) if link and led else None  # type: ignore[attr-defined]
    return f'<a href="{escape(address, quote=True)}">{said}</a>' if address else said


def _e(text: str) -> str:
    return escape(visible(text), quote=True)
