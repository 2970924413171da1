"""Addresses of pages: the URL is the whole state, so every link keeps the day, what is known and the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

STICKY = ("as_of", "known_at", "lang")
"""What goes along from page to page."""


class Address:
    """Where the reader is, and where every link leads from there."""

    def __init__(self, path: str, query: Iterable[tuple[str, str]]) -> None:
        self.path = path
        self.query = tuple((name, value) for name, value in query if value != "")
        self.kept = {name: value for name, value in self.query if name in STICKY}

    def to(self, path: str, params: Mapping[str, object] | None = None, /, **more: object) -> str:
        """Another page on the same day, in the same language."""
        return _url(path, {**self.kept, **(params or {}), **more}.items())

    def here(self, **changes: object) -> str:
        """This page with some of its state changed; None takes a word away, and the list begins again unless the offset is given."""
        dropped = {*changes, *(() if "offset" in changes or "format" in changes else ("offset",))}
        kept = [(name, value) for name, value in self.query if name not in dropped]
        return _url(quote(self.path, safe="/:%~"), [*kept, *changes.items()])

    def node(self, node: str) -> str:
        """The page of a body, post, person, object, territory or sector."""
        return self.to(f"/nodes/{quoted(node)}")

    def about(self, room: str, node: str, /, **more: object) -> str:
        """The chain or the neighbourhood of a node."""
        return self.to(f"/{room}/{quoted(node)}", more)

    def fields(self, *without: str) -> list[tuple[str, str]]:
        """The state as hidden fields of a form that sets the others itself."""
        return [(name, value) for name, value in self.query if name not in {*without, "offset", "format"}]


def quoted(node: str) -> str:
    """An id as one segment of a path: slashes and dots in it never climb out."""
    return quote(node, safe=":")


def _url(path: str, params: Iterable[tuple[str, object]]) -> str:
    stated = [(name, str(value)) for name, value in params if value is not None and value != ""]
    return f"{path}?{urlencode(stated)}" if stated else path
