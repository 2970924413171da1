"""What can be chosen in the forms of the pages: the townships and sectors that hold objects on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...workbench import Day

NONE = "none"
"""Stands for objects whose place, or whose sector, is not stated."""


def territories(day: Day) -> list[tuple[str, str]]:
    """Townships, streets and zones with objects, by id."""
    return [(each.territory, each.territory_name) for each in day.coverage().by("territory").cells if each.territory]


def sectors(day: Day) -> list[tuple[str, str]]:
    """Sectors with objects, by id."""
    return [(each.sector, each.sector_name) for each in day.coverage().by("sector").cells if each.sector]


def chosen(query: Mapping[str, str], *names: str) -> dict[str, str]:
    """The filters that the reader set."""
    return {name: query[name] for name in names if query.get(name)}
