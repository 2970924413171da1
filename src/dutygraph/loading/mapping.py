"""Mappings: what the headings of a kind of sheet mean, declared in ``loaders/*.yaml`` and checked when they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr, field_validator, model_validator

from ..errors import MappingError
from ..facts import LEVELS_OF_CLAIM, Level
from ..text import match_key
from ..vocabulary import KINDS
from .expressions import Expression, parse
from .strict_yaml import Strict, read_yaml

ColumnType = Literal["text", "int", "number", "flag", "date", "code", "choice", "list"]
PSEUDO = ("#row", "#file", "#sheet", "#mapping")
ROW_KEY = "#key"
"""The row's own key in the templates of its facts: the same for each, also inside `each`, where a list column is one item of its list."""
DEFAULT_BLANKS = ("/", "-", "--", "—", "——", "无", "暂无", "N/A")
Constant = str | bool | int | float | None
TemplateText = str | bool | int | float | list[str] | None
COMMON_FIELDS = ("since", "until", "end", "document", "clause", "level", "on")


class Label(Strict):
    """A text in both languages."""

    zh: str
    en: str


class Column(Strict):
    """A logical column: how it may be headed and how its cells are read."""

    headings: list[str] = Field(min_length=1)
    type: ColumnType = "text"
    required: bool = False
    unit: list[str] = Field(default_factory=list)
    approx: bool = False
    values: dict[str, list[str]] = Field(default_factory=dict)
    otherwise: Literal["reject", "blank", "same"] | bool = "reject"
    separators: str = "、，,；;/|\n"
    fill_down: bool = False
    remove: list[str] = Field(default_factory=list)
    blanks: list[str] | None = None
    through: str | None = None
    note: Label | None = None

    @model_validator(mode="after")
    def _fits_its_type(self) -> Column:
        if self.values and self.type not in ("choice", "list", "flag"):
            raise ValueError(f"values belong to choice, list or flag, not to {self.type}")
        if self.type == "choice" and not self.values:
            raise ValueError("a choice needs values")
        if self.type == "flag" and set(self.values) - {"yes", "no"}:
            raise ValueError("the values of a flag are yes and no")
        if isinstance(self.otherwise, bool) and self.type != "flag":
            raise ValueError("otherwise: true or false belongs to a flag")
        if (self.unit or self.approx) and self.type not in ("int", "number"):
            raise ValueError("unit and approx belong to int and number")
        return self

    def heading(self, lang: str) -> str:
        """The first heading in that language; the first of all where there is none."""
        for each in self.headings:
            if each.isascii() == (lang != "zh"):
                return each
        return self.headings[0]


class Table(Strict):
    """A lookup: exact, by prefix or by what is contained; the longest entry that fits wins."""

    match: Literal["exact", "prefix", "contains"] = "exact"
    rows: dict[str, Constant]
    otherwise: Literal["blank", "same", "reject"] = "blank"

    @field_validator("rows", mode="before")
    @classmethod
    def _text_keys(cls, rows: Any) -> Any:
        return {("" if key is None else str(key)): value for key, value in rows.items()} if isinstance(rows, dict) else rows


class Test(Strict):
    """A condition on one column; all that are given must hold."""

    in_: list[Constant] | None = Field(None, alias="in")
    not_in: list[Constant] | None = None
    starts: list[str] | None = None
    contains: list[str] | None = None


Condition = Literal["present", "absent"] | list[Constant] | Test


class IgnoreRows(Strict):
    """Rows that are left out, and why."""

    when: dict[str, Condition]
    reason: str


class Period(Strict):
    """Time and grounds of facts."""

    since: TemplateText = None
    until: TemplateText = None
    until_is: Literal["after", "last"] = "after"
    end: TemplateText = None
    document: TemplateText = None
    clause: TemplateText = None
    level: TemplateText = None


class FactSpec(Period):
    """One fact that a row says."""

    kind: str
    set: dict[str, TemplateText]
    key: str | None = None
    when: dict[str, Condition] = Field(default_factory=dict)
    each: str | list[str] = Field(default_factory=list)
    on: TemplateText = None

    @property
    def lists(self) -> list[str]:
        return [self.each] if isinstance(self.each, str) else self.each


class Example(Strict):
    """A worked example: rows as a bureau would write them, and exactly the facts that they say."""

    rows: list[list[Any]] = Field(min_length=2)
    counts: dict[Literal["rows", "loaded", "merged", "rejected", "ignored"], int]
    facts: list[dict[str, Any]]
    problems: list[str] = Field(default_factory=list)

    @field_validator("rows", mode="before")
    @classmethod
    def _csv(cls, rows: Any) -> Any:
        return [[cell or None for cell in row] for row in csv.reader(io.StringIO(rows))] if isinstance(rows, str) else rows


class Mapping(Strict):
    """One kind of sheet (see loaders/README.md)."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    title: Label
    about: Label | None = None
    recognise: list[str] = Field(min_length=1)
    key: str
    repeats: Literal["merge", "number"] = "merge"
    scope: str = "{#mapping}:{#file}"
    level: Level = "register"
    roc: bool = False
    variants: dict[str, str] = Field(default_factory=dict)
    blanks: list[str] = Field(default_factory=lambda: list(DEFAULT_BLANKS))
    parameters: dict[str, str] = Field(default_factory=dict)
    columns: dict[str, Column] = Field(min_length=1)
    ignored: dict[str, str] = Field(default_factory=dict)
    ignore_rows: list[IgnoreRows] = Field(default_factory=list)
    tables: dict[str, Table] = Field(default_factory=dict)
    defaults: Period = Field(default_factory=Period)
    always: list[FactSpec] = Field(default_factory=list)
    facts: list[FactSpec] = Field(min_length=1)
    example: Example
    _file: str = PrivateAttr("")

    @property
    def file(self) -> str:
        """The name of the file that declares it."""
        return self._file

    @model_validator(mode="after")
    def _holds_together(self) -> Mapping:
        faults = [*self._wrong_headings(), *self._wrong_names(), *(line for spec in self.facts for line in _wrong_fact(self, spec, {*self._names(), ROW_KEY})),
                  *(line for spec in self.always for line in _wrong_fact(self, spec, set(self.parameters))),
                  *(f"always: {spec.kind} needs a key of its own" for spec in self.always if not spec.key)]
        if faults:
            raise ValueError("; ".join(dict.fromkeys(faults)))
        return self

    def _names(self) -> tuple[str, ...]:
        return (*self.columns, *self.parameters, *PSEUDO)

    def _wrong_headings(self) -> Iterator[str]:
        seen: dict[str, str] = {}
        for where, heading in [*((name, each) for name, column in self.columns.items() for each in column.headings), *(("ignored", each) for each in self.ignored)]:
            if (other := seen.setdefault(heading_key(heading), where)) != where:
                yield f"heading {heading!r} belongs to {other} and to {where}"

    def _wrong_names(self) -> Iterator[str]:
        yield from (f"recognise: no column {name!r}" for name in self.recognise if name not in self.columns)
        yield from (f"parameter {name!r} is also a column" for name in self.parameters if name in self.columns)
        yield from (f"column {name}: no table {column.through!r}" for name, column in self.columns.items() if column.through and column.through not in self.tables)
        for where, template in (("key", self.key), ("scope", self.scope)):
            allowed = set(self._names()) if where == "key" else {*self.parameters, *PSEUDO}
            yield from (f"{where}: {line}" for line in _wrong_template(self, template, allowed))
        for rule in self.ignore_rows:
            yield from (f"ignore_rows: no column {name!r}" for name in rule.when if name not in self.columns)


def _wrong_template(mapping: Mapping, template: TemplateText, allowed: set[str]) -> Iterator[str]:
    for each in template if isinstance(template, list) else [template]:
        try:
            found = parse(each)
        except ValueError as cause:
            yield str(cause)
            continue
        yield from (f"no column or parameter {name!r}" for name in found.columns if name not in allowed)
        yield from (f"no table {name!r}" for name in found.tables if name not in mapping.tables)


def _wrong_fact(mapping: Mapping, spec: FactSpec, allowed: set[str]) -> Iterator[str]:
    if spec.kind not in KINDS:
        yield f"no kind of fact {spec.kind!r}"
        return
    kind = KINDS[spec.kind]
    known = {each.name: each for each in kind.fields}
    node = ("id", "name") if kind.shape == "node" else ()
    yield from (f"{spec.kind} has no field {name!r}" for name in spec.set if name not in known and name not in node)
    yield from (f"{spec.kind} needs {name!r}" for name in (*node[:1], *(n for n, field in known.items() if field.required)) if name not in spec.set)
    yield from (f"{spec.kind}: no column {name!r} to test" for name in spec.when if name not in mapping.columns)
    yield from (f"{spec.kind}: {name!r} is no list column" for name in spec.lists if name not in mapping.columns or mapping.columns[name].type != "list")
    if spec.on is not None and kind.shape != "event":
        yield f"{spec.kind} is no event and has no day (on)"
    for name, template in {**spec.set, "key": (spec.key or "").removeprefix("="), **{each: getattr(spec, each) for each in COMMON_FIELDS}}.items():
        yield from (f"{spec.kind}.{name}: {line}" for line in _wrong_template(mapping, template, allowed))
        field = known.get(name)
        words = {term.name for term in field.values} if field else {"open", "unknown"} if name == "end" else set(LEVELS_OF_CLAIM) if name == "level" else set()
        yield from (f"{spec.kind}.{name}: {word!r} is not one of {', '.join(sorted(words))}" for word in _constants(mapping, template) if words and word not in words)


def _constants(mapping: Mapping, template: TemplateText) -> list[str]:
    """The words that a template can give where that is plain to see: a constant, a choice column, a table."""
    if not isinstance(template, str):
        return []
    found = parse(template)
    if not found.pieces:
        return [str(found.constant)] if found.constant is not None else []
    if (bare := found.bare) and bare in mapping.columns and mapping.columns[bare].type == "choice" and mapping.columns[bare].otherwise != "same":
        return list(mapping.columns[bare].values)
    return []


def heading_key(heading: str) -> str:
    """Headings compared: no widths, spaces, case, trailing star or “必填”."""
    word = match_key(heading).rstrip("*:")
    return word.removesuffix("(必填)").rstrip("*:")


def expressions(template: TemplateText) -> list[Expression]:
    """The parsed templates of a field."""
    return [parse(each) for each in (template if isinstance(template, list) else [template])]


def read_mapping(path: Path) -> Mapping:
    """One mapping file."""
    mapping = read_yaml(path, Mapping, MappingError)
    mapping._file = path.name
    return mapping


def _files(folder: Path) -> list[Path]:
    """The mapping files of a folder; one that holds none is a mistyped path."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except OSError as cause:
        raise MappingError(f"cannot be read ({cause.strerror}).", where=str(folder), advice="Check the path and its permissions.") from cause
    if not found:
        raise MappingError("holds no mapping file (*.yaml).", where=str(folder), advice="Check the path; the shipped mappings are used without --mappings.")
    return found


def read_mappings(*folders: Path) -> list[Mapping]:
    """The mappings of all folders; one of the same name in a later folder replaces the earlier (a county's own form of a sheet)."""
    found: dict[str, Mapping] = {}
    for folder in folders:
        if not folder.is_dir():
            raise MappingError("is no folder.", where=str(folder), advice="Name a folder that holds mapping files (*.yaml).")
        here: dict[str, str] = {}
        for path in _files(folder):
            mapping = read_mapping(path)
            if mapping.name in here:
                raise MappingError(f"the name {mapping.name!r} is taken by {here[mapping.name]}.", where=str(path), advice="Give it another name.")
            here[mapping.name] = path.name
            found[mapping.name] = mapping
    return list(found.values())
