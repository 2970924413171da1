"""YAML read strictly: no word becomes a truth value or a number by accident, no key stands twice, no unknown key is let through."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import DutygraphError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, populate_by_name=True)


class _Loader(_Base):  # type: ignore[misc]
    """Plain scalars are text but for null, true, false, decimal numbers without leading zeros, and ISO days: ``on``, ``no`` and ``0610`` stay words."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first))


def _no_twice(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen = set()
    for key, _ in node.value:
        name = loader.construct_object(key, deep=True)
        if name in seen:
            raise yaml.constructor.ConstructorError(None, None, f"key {name!r} stands twice", key.start_mark)
        seen.add(name)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _no_twice)


def strict_loader(text: str) -> Any:
    """A loader of these strict rules over a text: ``get_single_node`` and ``construct_document`` give nodes (with lines) and data; ``dispose`` it."""
    return _Loader(text)


def read_yaml(path: Path, model: type[Model], error: type[DutygraphError]) -> Model:
    """The file as a model; every fault of it in one error that names file and key."""
    try:
        data = yaml.load(path.read_text("utf-8-sig"), Loader=_Loader)  # noqa: S506 (a SafeLoader with fewer types)
    except OSError as cause:
        raise error(f"cannot be read ({cause.strerror}).", where=str(path), advice="Check the path and its permissions.") from cause
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as cause:
        # ValueError: bytes that are not UTF-8, a day that no calendar has; TypeError: a list as a key; RecursionError: brackets without end.
        raise error(f"is not YAML: {' '.join(str(cause).split())}.", where=str(path), advice="Correct the file at that place; it must be UTF-8.") from cause
    return checked(data, model, error, str(path))


def checked(data: Any, model: type[Model], error: type[DutygraphError], where: str) -> Model:
    """Data as a model; every fault in one error."""
    try:
        return model.model_validate(data)
    except ValidationError as cause:
        lines = [f"{'.'.join(str(part) for part in each['loc']) or '(file)'}: {each['msg'].removeprefix('Value error, ')}" for each in cause.errors()]
        raise error("; ".join(lines) + ".", where=where, advice="See loaders/README.md for the keys that are understood.") from cause
