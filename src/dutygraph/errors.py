"""What can go wrong, named by whose fault it is; each error says where and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class DutygraphError(Exception):
    """Root of every error that a person may see.

    ``where`` names a file, sheet, row or setting; ``advice`` says what to do next.
    """

    def __init__(self, message: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{place}{self.message}{advice}"


class SourceError(DutygraphError):
    """A file that a bureau sent cannot be read or recognised (数据文件)."""


class MappingError(DutygraphError):
    """A mapping in ``loaders/*.yaml`` is wrong (映射文件)."""


class RulesError(DutygraphError):
    """A rule table (modes, needs, frequencies) is wrong (规则表)."""


class StoreError(DutygraphError):
    """The store cannot be opened, read or written (存储)."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""


class UsageError(DutygraphError):
    """The question itself is wrong: an unknown parameter, a date that is none."""


class NotFound(DutygraphError):
    """Nothing of that name is known; near names are suggested."""

    def __init__(self, kind: str, name: str, known: Iterable[str] = (), *, advice: str = "") -> None:
        near = get_close_matches(name, list(known), n=3, cutoff=0.5)
        hint = f"Did you mean: {', '.join(near)}?" if near else advice
        super().__init__(f"no {kind} {name!r}.", advice=hint)
        self.kind = kind
        self.name = name
        self.near = tuple(near)
