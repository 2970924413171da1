"""Lists: the same rows as a table on the page, as xlsx, as csv and as json; what the page cuts off is said and is in the files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.responses import Response

from ... import report
from ...errors import UsageError

Look = Literal["text", "short", "number", "link", "links", "state", "risk", "severity", "mode", "cites"]
"""``short`` is text that stays on one line, as a day or a code."""
Row = Mapping[str, Any]
FORMATS = ("xlsx", "csv", "json")
"""The files that every list is also given as."""
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key of its value in a row, its head, how it looks, and where a value leads."""

    key: str
    head: str
    look: Look = "text"
    href: Callable[[Row], str | None] | None = None
    plain: Callable[[Row], Any] | None = None

    def value(self, row: Row) -> Any:
        """The value as files give it."""
        return self.plain(row) if self.plain else row.get(self.key)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list on a page: ``rows`` are those from ``offset`` on; ``total`` is how many there are in all."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: int
    meta: Mapping[str, Any] = field(default_factory=dict)
    offset: int = 0
    limit: int = 0
    empty: str = ""

    @property
    def shown(self) -> list[Column]:
        """The columns of the page: those in which any of its rows says something."""
        return [each for at, each in enumerate(self.columns) if not at or any(row[each.key] not in (None, "", []) for row in self.rows)]

    @property
    def cut(self) -> bool:
        """Whether the page shows only some of the rows."""
        return len(self.rows) < self.total


def said_change(event: Row, lang: str) -> str:
    """What began, ended or changed, in one line; a changed field with what it was and what it is."""
    field = event.get("field")
    return f"{event[lang]} · {field[lang]}: {_flat(event['was'], lang)} → {_flat(event['is'], lang)}" if field else str(event[lang])


def _flat(value: Any, lang: str) -> str:
    """A value in words; a dash for none."""
    if isinstance(value, Mapping):
        value = value.get(lang) or value.get("name")
    return "、".join(_flat(each, lang) for each in value) if isinstance(value, list | tuple) else "—" if value in (None, "") else str(value)


def names(key: str) -> Callable[[Row], str]:
    """What files say of a column of links: the names, joined."""
    return lambda row: "、".join(each["text"] for each in row[key])


def wanted(query: Mapping[str, str]) -> str | None:
    """The file that is asked for, if any; UsageError for one that is not made."""
    said = query.get("format") or None
    if said not in (None, *FORMATS):
        raise UsageError(f"there is no format {said!r}.", advice=f"Lists come as {', '.join(FORMATS)}.")
    return said


def as_file(listing: Listing, form: str, lang: str) -> Response:
    """All rows of a list as a file; the caller gives the whole list."""
    heads = tuple(report.Column(column.key, column.head, column.head) for column in listing.columns)
    rows = tuple({column.key: column.value(row) for column in listing.columns} for row in listing.rows)
    table = report.Table(listing.caption, listing.meta, heads, rows, total=listing.total)
    if form == "json":
        body: str | bytes = json.dumps({"meta": listing.meta, "name": listing.name, "total": listing.total, "rows": rows}, ensure_ascii=False, indent=1, default=str)
    else:
        body = report.list_csv(table, lang) if form == "csv" else report.table_workbook(table, lang)
    name = f"{listing.name}-{listing.meta.get('as_of', '')}".rstrip("-")
    return Response(body, media_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})
