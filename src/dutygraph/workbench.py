"""The conductor: opens a store, loads sheets, gives a day, and asks; the only module that knows all the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import NotFound, UsageError
from .facts import Facts, Load, Problem
from .findings import Findings
from .law import Rules
from .progress import Progress, waiting
from .shipped import shipped
from .store import Store, open_store

if TYPE_CHECKING:
    from .analysis.chain import Chain
    from .analysis.explain import Explanation
    from .loading import Loaded
    from .snapshot import History, Snapshot
    from .snapshot.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Brought:
    """What one call of `County.load` did: the load that now says it, whether it is new, and how each sheet's rows fared."""

    load: Load
    new: bool
    loaded: Loaded


def parse_day(text: str | date) -> date:
    """A day as an answer's ``as_of``; UsageError where the text is no ISO date."""
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        raise UsageError(f"{text!r} is not a day.", advice="Write it as YYYY-MM-DD, for example 2026-11-03.") from None


def _known(known_at: str | date | datetime | None) -> date | datetime | None:
    return known_at if known_at is None or isinstance(known_at, datetime) else parse_day(known_at)


class County:
    """A county's facts in one store (an embedded folder, or a server), and the rules that hold there."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self.store = store
        self.rules = rules
        self._histories: dict[tuple[str, str | None], History] = {}

    def __enter__(self) -> County:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _repr_html_(self) -> str:
        from html import escape

        loads = [each for each in self.loads() if each.retracted is None]
        return f"<p><b>{escape(self.store.url)}</b>: {len(loads)} loads 次导入, {sum(each.facts for each in loads):,} facts 条事实</p>"

    def close(self) -> None:
        """Release the store."""
        self.store.close()

    def load(
        self, *paths: str | Path, mappings: Iterable[str | Path] = (), source: str | None = None, received: str | date | None = None, complete: bool | None = None,
        rejected: str | Path | None = None, progress: Callable[[str], None] | None = None,
    ) -> Brought:
        """Load files and folders as one load, all or nothing; rejected rows are written with their reasons to ``rejected``.

        ``progress`` takes a line for each file; without one, a load of more than two seconds says on stderr how far it is.
        """
        from .loading import load_paths, read_mappings, write_rejected

        known = read_mappings(shipped("loaders"), *(Path(each) for each in mappings))
        loaded = load_paths([Path(each) for each in paths], known, source=source, received=None if received is None else parse_day(received), complete=complete, progress=progress or Progress())
        if rejected and loaded.rejected:
            write_rejected(loaded, Path(rejected))
        with waiting("writing the load"):
            put = self.store.put(loaded.batch)
        return Brought(put.load, put.new, loaded)

    def loads(self) -> tuple[Load, ...]:
        """Every load, oldest first, also those that were taken back."""
        return self.store.loads()

    def retract(self, load_id: str) -> Load:
        """Take one load back: from now on as if it had never come, and still visible to earlier ``known_at``."""
        return self.store.retract(load_id)

    def history(self, known_at: str | date | datetime | None = None) -> History:
        """All that is known at ``known_at`` (None: all there is), resolved and ready for any day; cached by data version."""
        from .snapshot import open_history

        known = _known(known_at)
        key = (self.store.version(), None if known is None else known.isoformat())
        if key not in self._histories:
            while len(self._histories) >= 4:
                self._histories.pop(next(iter(self._histories)))
            with waiting("opening the county's facts"):
                self._histories[key] = open_history(self.store, rules=self.rules, known_at=known)
        return self._histories[key]

    def on(self, as_of: str | date | None = None, known_at: str | date | datetime | None = None) -> Day:
        """The county on a day; without one, on the last day that the data reach."""
        history = self.history(known_at)
        day = history.last_day if as_of is None else parse_day(as_of)
        return Day(history.on(day))

    def problems(self, known_at: str | date | datetime | None = None) -> tuple[Problem, ...]:
        """Faults of the data as loaded, never gaps of the county."""
        return self.history(known_at).problems

    def facts(self, as_of: str | date | None = None, known_at: str | date | datetime | None = None) -> Facts:
        """Facts as the store gives them, references as stated."""
        return self.store.facts(None if as_of is None else parse_day(as_of), _known(known_at))


class Day:
    """The county on one day, as known at one time: ask it, measure it, trace it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def _repr_html_(self) -> str:
        return self.coverage()._repr_html_()

    @property
    def as_of(self) -> date:
        return self.snapshot.as_of

    def coverage(self, kinds: str | Iterable[str] | None = None) -> Coverage:
        """How the objects are supervised: states by mode, unsupervised, needs, depth (see `Coverage.definitions`)."""
        chosen = [each.strip() for each in kinds.split(",")] if isinstance(kinds, str) else kinds
        return self.snapshot.coverage(tuple(chosen) if chosen else None)

    def ask(self, name: str, **parameters: Any) -> Findings:
        """Answer one of the listed asks; parameters as ``--set`` takes them."""
        from .analysis import ask

        return ask(self.snapshot, name, **parameters)

    def trace(self, name: str, *, window_days: int = 365) -> Chain:
        """Who answered for an object on this day: all lines, all distinct paths, each link with its fact."""
        from .analysis.chain import trace

        return trace(self.snapshot, self.find(name), window_days=window_days)

    def explain(self, name: str) -> Explanation:
        """How one object is supervised, mode by mode, with facts, document and first broken rung."""
        from .analysis.explain import explain

        return explain(self.snapshot, self.find(name))

    def find(self, name: str) -> str:
        """The id of an object by id, credit code, name or other name; NotFound with near names, UsageError where several fit."""
        if not isinstance(name, str) or not name.strip():
            raise UsageError(f"{name!r} names no object.", advice="Give its id, credit code or full name.")
        history = self.snapshot.history
        found = history.resolve("object", name)
        if not found:
            known = [str(each) for each in history.nodes("object").names]
            raise NotFound("object", name, known, advice="Use its id, credit code or full name.")
        if len(found) > 1:
            raise UsageError(f"{name!r} fits {len(found)} objects: {', '.join(found[:5])}.", advice="Name one of them.")
        return found[0]


def open_county(store: str | Path, *, rules: str | Path | None = None) -> County:
    """Open a county's store; an embedded folder is made on the first load."""
    return County(open_store(str(store)), Rules.read(Path(rules) if rules else None))
