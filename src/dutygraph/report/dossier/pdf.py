"""A dossier as pdf by typst: text that can be selected and searched, figures as drawings, no time of making in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from .pictures import fonts
from .view import View

SOURCE = Path(__file__).with_name("dossier.typ")


def dossier_pdf(view: View, sheets: Sequence[str] = ()) -> bytes:
    """The document; ``sheets`` are the figure's SVG texts. Names and texts of the data go in as JSON and are never typst source."""
    import typst

    data = {
        "lang": view.lang, "title": view.title, "subject": view.subject, "mark": view.mark, "head": [list(each) for each in view.head], "foot": view.foot, "sheets": list(sheets),
        "sections": [{"key": each.key, "title": each.title, "paragraphs": list(each.paragraphs), "under": list(each.under),
                      "columns": [{"title": column.title, "wide": column.wide} for column in each.columns],
                      "rows": [[row.get(column.key, "") for column in each.columns] for row in each.rows]} for each in view.sections]}
    said = json.dumps(data, ensure_ascii=False)
    made = typst.compile(SOURCE.read_bytes(), format="pdf", sys_inputs={"data": said}, timestamp=int(datetime(2000, 1, 1, tzinfo=UTC).timestamp()), font_paths=fonts())
    return made if isinstance(made, bytes) else b"".join(made)
