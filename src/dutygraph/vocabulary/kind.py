"""The form of a declaration: a kind of fact, its fields, the ends it may have and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["text", "int", "number", "flag", "date", "ref"]
Shape = Literal["node", "link", "event"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary with its labels and the law, essay id or standard it rests on."""

    name: str
    zh: str
    en: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a kind of fact.

    ``to`` lists the kinds of node a ``ref`` may point to; ``values`` closes a text field to a list.
    """

    name: str
    type: FieldType
    zh: str
    en: str
    to: tuple[str, ...] = ()
    values: tuple[Term, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact. A node has an ``id`` and a ``name``; a link has two ends; an event has a day."""

    name: str
    shape: Shape
    zh: str
    en: str
    basis: str
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field:
        """The field of that name; KeyError where the kind has none."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(f"{self.name} has no field {name!r}")

    @property
    def refs(self) -> tuple[Field, ...]:
        """The fields that point to nodes, in declared order: for a link, its ends come first."""
        return tuple(each for each in self.fields if each.type == "ref")


def text(name: str, zh: str, en: str, *values: Term, required: bool = False) -> Field:
    """A text field, closed to ``values`` where any are given."""
    return Field(name, "text", zh, en, values=values, required=required)


def ref(name: str, zh: str, en: str, *to: str, required: bool = False) -> Field:
    """A field that names a node of one of the kinds ``to``."""
    return Field(name, "ref", zh, en, to=to, required=required)


def number(name: str, zh: str, en: str) -> Field:
    """A field that holds a number with decimals."""
    return Field(name, "number", zh, en)


def whole(name: str, zh: str, en: str) -> Field:
    """A field that holds a whole number."""
    return Field(name, "int", zh, en)


def flag(name: str, zh: str, en: str) -> Field:
    """A yes/no field; null means not stated, which is not no."""
    return Field(name, "flag", zh, en)


def day(name: str, zh: str, en: str) -> Field:
    """A field that holds a day."""
    return Field(name, "date", zh, en)
