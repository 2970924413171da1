"""One day of a county: frames of the facts in force, the structure graph, the register, the duties, and coverage; each made when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..facts import Fact
from ..findings import Meta
from ..vocabulary import KINDS
from .bearers import Bearers
from .days import MIN, Bools, in_force, number
from .duties import Carried, carried, duties_frame
from .meta import meta
from .posts import STATES, Posts

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from ..law import Rules
    from .coverage import Coverage
    from .history import History


class Snapshot:
    """The county on one day, as it was known."""

    def __init__(self, history: History, as_of: date) -> None:
        self.history = history
        self.as_of = as_of
        self.day = number(as_of)
        self.memo: dict[Any, Any] = {}

    @property
    def known_at(self) -> str | None:
        return self.history.known_at

    @property
    def data_version(self) -> str:
        return self.history.data_version

    @property
    def rules(self) -> Rules:
        return self.history.rules

    def _once(self, key: Any, make: Any) -> Any:
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    # facts

    def rows(self, kind: str, **refs: str) -> npt.NDArray[np.int32]:
        """Rows of a kind in force that day, narrowed to those whose references are these ids. An event counts from its day on."""
        since, until = self.history.compiled.periods[kind]
        keep = since <= self.day if KINDS[kind].shape == "event" else in_force(since, until, self.day)
        for name, node in refs.items():
            keep &= self._refers(kind, name, node)
        if KINDS[kind].shape == "node":
            lives, of = self.history.compiled.merged[kind].lives, self.history.nodes(kind).of_row
            alive = in_force(lives.since, lives.until, self.day)
            alive[lives.holes.on(self.day).a] = False
            keep &= alive[of]
        return np.flatnonzero(keep).astype(np.int32)

    def _refers(self, kind: str, name: str, node: str) -> Bools:
        field = KINDS[kind].field(name)
        target = node.partition(":")[0]
        ref = self.history.compiled.resolved.ref(kind, name)
        at = self.history.nodes(target).ordinal(node) if target in field.to else -1
        if at < 0:
            return np.zeros(len(ref.ordinals), dtype=bool)
        return np.asarray((ref.ordinals == at) & (ref.kinds == field.to.index(target)))

    def facts(self, kind: str, **refs: str) -> list[Fact]:
        """As `rows`, as facts."""
        rows = self.rows(kind, **refs)
        return [Fact(kind, values) for values in self.history.table(kind).take(rows).to_pylist()]

    def frame(self, kind: str) -> pd.DataFrame:
        """The facts of a kind in force that day; one row for each node of a kind of node; column ``i`` is the fact's row."""
        def make() -> pd.DataFrame:
            from .frames import node_frame, to_frame

            rows = self.rows(kind)
            if KINDS[kind].shape == "node":
                return node_frame(self.history.compiled.merged[kind], rows)
            frame = to_frame(self.history.table(kind), rows)
            frame["i"] = rows
            return frame
        found: pd.DataFrame = self._once(("frame", kind), make)
        return found

    # structure and register

    @property
    def structure(self) -> nx.MultiDiGraph[str]:
        """Bodies, posts, people, territories and sectors of the day, and what links them."""
        from .structure import structure_graph

        found: nx.MultiDiGraph[str] = self._once("structure", lambda: structure_graph(self))
        return found

    @property
    def register(self) -> pd.DataFrame:
        """The objects that exist on the day, one row each."""
        from .register import register_frame

        found: pd.DataFrame = self._once("register", lambda: register_frame(self))
        return found

    @property
    def alive(self) -> Bools:
        """Which objects exist and are not closed on the day, by ordinal."""
        found: Bools = self._once("alive", lambda: self.history.columns.alive(self.day))
        return found

    # duties and posts

    @property
    def carried(self) -> Carried:
        """The duties of the day in arrays."""
        found: Carried = self._once("carried", lambda: carried(self.history.columns, self.history.seats, self.day))
        return found

    @property
    def duties(self) -> pd.DataFrame:
        """The duties of the day: bearer, living body, mode, matter, territories, post, holders."""
        found: pd.DataFrame = self._once("duties", lambda: duties_frame(self))
        return found

    def holders(self, post: str) -> list[Fact]:
        """Who holds the post on the day; a statement that it is vacant is no holder."""
        return [fact for fact in self.facts("holds", post=post) if fact["manner"] != "vacant"]

    def post_state(self, post: str) -> str:
        """Whether the post is filled on the day: filled, unknown, vacant; missing where it does not exist."""
        book = self._book()
        at = self.history.nodes("post").ordinal(post)
        return STATES[book.state(at if at >= 0 and book.alive(at, self.day) else -1, self.day)]

    def _book(self) -> Posts:
        memo = self.history.memo
        if "posts" not in memo:
            memo["posts"] = Posts(self.history.columns)
        found: Posts = memo["posts"]
        return found

    def living(self, body: str) -> tuple[str, ...]:
        """The body itself if it exists on the day, else the living bodies that succeeded it."""
        memo, nodes = self.history.memo, self.history.nodes("body")
        if "bearers" not in memo:
            memo["bearers"] = Bearers(self.history.columns)
        at = nodes.ordinal(body)
        return tuple(str(nodes.ids[one]) for one in memo["bearers"].living(at, self.day)) if at >= 0 else ()

    # answers

    def meta(self, parameters: Mapping[str, Any] | None = None) -> Meta:
        """What every answer of this day carries."""
        found: Meta = self._once("meta", lambda: meta(self))
        return Meta(found.as_of, found.known_at, found.data_version, found.rules_version, found.completeness, dict(parameters or {}))

    def coverage(self, kinds: tuple[str, ...] | None = None) -> Coverage:
        """Which objects are supervised, in which mode, and how deep."""
        from .coverage import Coverage

        found: Coverage = self._once(("coverage", kinds), lambda: Coverage.of(self, kinds))
        return found

    def since_unknown(self) -> int:
        """How many duties in force have no stated start."""
        return int((self.history.columns.d_since[np.unique(self.carried.i)] == MIN).sum())
