"""A case file opened like a register: its facts in a store of their own, the same history, snapshot and chain; nothing of it stays on disk."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from ..facts import Problem
from ..findings import Meta
from ..law import Rules
from ..law.accident import Accident
from ..loading.case import Case, read_case
from ..loading.case_facts import case_batch, days_stated, site_ids
from ..snapshot import Snapshot, open_history
from ..store import open_store
from .ranking import Ranking, rank

_TIME = re.compile(r"(\d{1,2})[:：时点](\d{2})")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When a file without any day counts as recorded: a moment is needed, and the clock would make two runs differ."""
UNKNOWN_DAY = "unknown"


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case file as a county of its own on the day of its accident."""

    case: Case
    snapshot: Snapshot
    objects: tuple[str, ...]
    accident: Accident

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What in the file is left aside, and what the history finds wrong with it."""
        return (*self.case.problems, *self.snapshot.history.problems)

    def rank(self) -> Ranking:
        """The ranking of the case's posts; ``as_of`` is ``unknown`` where no day is stated."""
        found = rank(self.snapshot, self.objects, self.accident)
        return found if self.accident.day else replace(found, meta=_undated(found.meta))

    def plain_id(self, node: str) -> str:
        """The id that the file itself gives to a node."""
        return node.partition(":")[2]


def open_case(path: Path, rules: Rules) -> OpenCase:
    """Read a case file and open it on the day of its accident (without one, on the last day that it states)."""
    case = read_case(path)
    stated = max(days_stated(case), default=None)
    recorded = datetime.combine(stated, time.min, UTC) if stated else _EPOCH
    with TemporaryDirectory(prefix="dutygraph-case-") as folder:
        store = open_store(folder)
        store.put(case_batch(case), recorded=recorded)
        history = open_history(store, rules=rules)
        store.close()
    accident = accident_of(case)
    return OpenCase(case, history.on(accident.day or recorded.date()), site_ids(case), accident)


def accident_of(case: Case) -> Accident:
    """The accident as the file states it."""
    said = case.scenario.accident
    found = _TIME.search(said.time or "")
    at = time(int(found[1]), int(found[2])) if found and int(found[1]) < 24 and int(found[2]) < 60 else None
    return Accident(said.day, at, said.deaths, said.missing, said.serious_injuries, said.direct_loss_wan, said.kind or "", said.sector or "", said.place or "", said.official_level)


def _undated(meta: Meta) -> Meta:
    return replace(meta, as_of=UNKNOWN_DAY)
