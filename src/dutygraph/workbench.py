"""The conductor: opens a store, loads sheets, gives a day, and asks; the only module that knows all the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock
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
    from .analysis.views.card import Card
    from .analysis.views.changes import ChangeDays, Changes
    from .analysis.views.matrix import MatrixView
    from .analysis.views.neighbourhood import Neighbourhood
    from .analysis.views.objects import ObjectList
    from .analysis.views.search import SearchResult
    from .inquiry.ranking import Ranking
    from .loading import Loaded
    from .picture import ChainPicture, NeighbourhoodPicture
    from .snapshot import History, Snapshot
    from .snapshot.coverage import Coverage
    from .store.neo4j import Neo4jStore


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
        self._opening = Lock()

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
        with self._opening:
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

    def resolve(self) -> None:
        """Write beside the facts of a Neo4j store who is meant by which word, for Cypher to read; nothing is done where that is there for today's data."""
        server = self._server()
        if server.resolved() != server.version():
            from .snapshot.resolution import resolution

            history = self.history()
            with waiting("working out who is meant"):
                server.resolve(history.data_version, resolution(history, server.facts()))

    def ask_cypher(self, name: str, as_of: str | date | None = None, **parameters: Any) -> Findings:
        """Answer one of the listed asks by its Cypher statement in the Neo4j store, from all that is known: the same findings by an independent path."""
        from .analysis.elsewhere import answer, question

        server, snapshot = self._server(), self.on(as_of).snapshot
        values, words = question(snapshot, name, parameters)
        self.resolve()
        return answer(snapshot, name, words, server.ask(name, values), server.ask(f"{name}.denominator", values)[0])

    def cypher(self, name: str, as_of: str | date | None = None, part: str = "", **parameters: Any) -> str:
        """A statement of ``cypher/ask`` with its parameters filled in, to paste into Neo4j Browser; ``part`` is empty, ``denominator`` or ``picture``."""
        from .analysis import ANALYSES
        from .analysis.elsewhere import question
        from .law.parameters import rule_parameters
        from .store.queries import asked, filled

        found = asked(name, part)
        day = self.on(as_of)
        if name in ANALYSES:
            return filled(found, question(day.snapshot, name, parameters)[0])
        values: dict[str, Any] = {"as_of": day.as_of, **rule_parameters(self.rules)}
        if wrong := sorted({*found.parameters} - {*values} ^ {*parameters}):
            raise UsageError(f"{name} takes {', '.join({*found.parameters} - {*values}) or 'no parameters'}: {', '.join(wrong)} is missing or not known.", advice="Write --set name=value.")
        if "object" in parameters:
            parameters["object"] = day.find(parameters["object"])
        return filled(found, values | parameters)

    def _server(self) -> Neo4jStore:
        from .store.neo4j import Neo4jStore

        if not isinstance(self.store, Neo4jStore):
            raise UsageError(f"{self.store.url} is a folder, which answers no Cypher.", advice="Give a server with --store bolt://HOST:7687, or leave --engine cypher out.")
        return self.store

    def changes(
        self, day1: str | date, day2: str | date, known_at: str | date | datetime | None = None, kind: str | None = None, limit: int = 200, offset: int = 0, **words: Any,
    ) -> Changes:
        """What is not the same on the second day as on the first (变更): facts that began or ended, and objects whose supervision changed. ``words``: change, was, now."""
        from .analysis.views.changes import changes

        return changes(self.on(day1, known_at).snapshot, self.on(day2, known_at).snapshot, kind, limit, offset, **words)

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

    def rank(self, name: str, numbers: Mapping[str, Any] | None = None, *, window_days: int | None = None) -> Ranking:
        """Posts in the order in which an inquiry would reach them; ``numbers`` of the accident stand in place of those of its row in the register."""
        from .inquiry.dossier import stated, window
        from .inquiry.ranking import rank
        from .inquiry.stated import with_numbers

        found = self.find(name)
        return rank(self.snapshot, (found,), with_numbers(stated(self.snapshot, found), numbers or {}), window_days=window_days or window(self.snapshot, found))

    def explain(self, name: str) -> Explanation:
        """How one object is supervised, mode by mode, with facts, document and first broken rung."""
        from .analysis.explain import explain

        return explain(self.snapshot, self.find(name))

    def objects(self, *, sort: str | None = None, limit: int = 100, offset: int = 0, **words: Any) -> ObjectList:
        """The list behind any number (对象清单): ``words`` are those of a cell's filter, for example ``town=``, ``sector=``, ``state=``, ``text=``."""
        from .analysis.views.objects import objects

        return objects(self.snapshot, sort=sort, limit=limit, offset=offset, **words)

    def matrix(self, kinds: str | Iterable[str] | None = None, measure: str = "unsupervised", **words: Any) -> MatrixView:
        """Townships by sectors with totals (覆盖矩阵); each cell has the filter whose list has exactly as many rows. ``words``: columns, territory, sector, mode, needed."""
        from .analysis.views.matrix import matrix_view

        return matrix_view(self.snapshot, kinds=kinds, measure=measure, **words)

    def card(self, id: str, limit: int = 50) -> Card:
        """What is known of any node (卡片): its fields with rows, what it is linked to, problems of its data, and its dated changes."""
        from .analysis.views.card import card

        return card(self.snapshot, id, limit)

    def search(self, text: str, kinds: str | Iterable[str] | None = None, limit: int = 50, offset: int = 0) -> SearchResult:
        """Nodes by name, other name, pinyin initials, last digits of the code, or id (检索); best first."""
        from .analysis.views.search import search

        return search(self.snapshot, text, kinds, limit, offset)

    def neighbourhood(
        self, id: str, depth: int = 1, modes: str | Iterable[str] | None = None, lines: str | Iterable[str] | None = None, limit: int = 300,
    ) -> Neighbourhood:
        """What is tied to a node within ``depth`` steps, by mode of duty and by line (邻近关系); at most 300 nodes, the cut stated."""
        from .analysis.views.neighbourhood import neighbourhood

        return neighbourhood(self.snapshot, id, depth, modes, lines, limit)

    def change_days(self) -> ChangeDays:
        """The days on which anything but an event began or ended: the ones before and after this day."""
        from .analysis.views.changes import change_days

        return change_days(self.snapshot)

    def draw(self, answer: Chain | Neighbourhood, lang: str = "zh") -> ChainPicture | NeighbourhoodPicture:
        """The picture of a chain (swim lanes) or of a neighbourhood (a graph to be moved); in a notebook it shows itself, ``save`` writes it as a file."""
        from .analysis.chain import Chain
        from .picture import ChainPicture, NeighbourhoodPicture

        return ChainPicture(answer.as_dict(), lang) if isinstance(answer, Chain) else NeighbourhoodPicture(answer.as_dict(), lang)

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
