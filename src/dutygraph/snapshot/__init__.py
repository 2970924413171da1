"""A county on a day, as it was known at a time: history, snapshot, structure graph, register and coverage."""

from __future__ import annotations

from .cache import open_history
from .columns import Columns, Dated, Links
from .day import Snapshot
from .duties import Carried
from .history import History

__all__ = ["Carried", "Columns", "Dated", "History", "Links", "Snapshot", "open_history"]
