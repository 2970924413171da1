"""Coverage of one day: how every object is supervised, by mode, by need and by depth. Arrays first; frames and counts when asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import UsageError
from ..findings import Meta, synthetic_mark
from ..vocabulary import MODES, OBJECT_TYPES, RISKS, label
from .columns import Bytes
from .days import Bools
from .grid import standings
from .ladder import marks, risk_on, rungs
from .reach import Marks, has_hazard, reached, states
from .ruling import NEVER, ruling
from .spread import spread
from .terms import ABSENT, DEFAULT_KINDS, DEFINITIONS, INHERITED, REASONS, RUNGS, STATES, VACANT
from .totals import KEYS, Matrix, Totals, as_plain, matrix, totals

if TYPE_CHECKING:
    import pandas as pd

    from .day import Snapshot
    from .history import History


class Coverage:
    """How the objects of a day are supervised (`definitions` says what the words mean).

    Arrays are over all objects by ordinal; ``population`` marks those that are counted: alive, not closed, of one of the ``kinds``.
    """

    def __init__(self, snapshot: Snapshot, kinds: tuple[str, ...]) -> None:
        self.snapshot = snapshot
        self.kinds = kinds
        self.overall: Bytes = states(snapshot, None)
        """State over all principal duties: absent means unsupervised."""
        counted = _of_kinds(snapshot.history, kinds)
        self.population: Bools = snapshot.alive if counted is None else snapshot.alive & counted
        self._kept: dict[Any, Any] = {}

    @classmethod
    def of(cls, snapshot: Snapshot, kinds: tuple[str, ...] | None = None) -> Coverage:
        """Coverage of the kinds of object; of enterprises, sole traders, sites, projects and ferries where none are given."""
        known = [term.name for term in OBJECT_TYPES]
        for kind in kinds or ():
            if kind not in known:
                raise UsageError(f"there is no kind of object {kind!r}.", where="kinds", advice=f"The kinds are {', '.join(known)}.")
        return cls(snapshot, kinds or DEFAULT_KINDS)

    def _once(self, key: Any, make: Any) -> Any:
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    # arrays over all objects

    @property
    def out_of(self) -> int:
        """How many objects are counted."""
        return int(np.count_nonzero(self.population))

    @property
    def unsupervised(self) -> Bools:
        """Counted objects that no principal duty reaches (失控漏管)."""
        return np.asarray(self.population & (self.overall == ABSENT))

    @property
    def vacant(self) -> Bools:
        """Counted objects whose every principal duty rests on a missing or unfilled post."""
        return np.asarray(self.population & (self.overall == VACANT))

    def state(self, mode: str) -> Bytes:
        """The state of every object in one mode, principal or not."""
        if mode not in {term.name for term in MODES}:
            raise UsageError(f"there is no mode {mode!r}.", advice=f"The modes are {', '.join(term.name for term in MODES)}.")
        found: Bytes = self._once(("state", mode), lambda: states(self.snapshot, mode))
        return found

    @property
    def rung(self) -> Bytes:
        """How many rungs of the depth ladder hold on the best principal duty: 0 to 6; the next is the first broken one."""
        found: Bytes = self._once("rung", lambda: rungs(self.snapshot))
        return found

    def needs(self, mode: str) -> Bools:
        """Counted objects that need the mode, by kind, risk class and own hazards."""
        found: Bools = self._once(("needs", mode), lambda: self._needs(mode))
        return found

    def _needs(self, mode: str) -> Bools:
        snapshot, columns, rule = self.snapshot, self.snapshot.history.columns, ruling(self.snapshot.history)
        found, risk = np.zeros(len(columns.o_type), dtype=bool), risk_on(snapshot)
        for need in snapshot.rules.needs:
            if mode not in need.modes:
                continue
            fits = self.population.copy()
            if need.kinds:
                fits &= np.isin(columns.o_type, [place for place, term in enumerate(OBJECT_TYPES) if term.name in need.kinds])
            if need.risks:
                fits &= np.isin(risk, [place for place, term in enumerate(RISKS) if term.name in need.risks])
            if need.hazards:
                fits &= np.logical_or.reduce([has_hazard(snapshot, rule.classes.index(hazard)) for hazard in need.hazards])
            found |= fits
        return found

    @property
    def reason(self) -> Bytes:
        """Why each unsupervised object is so, as its place in `terms.REASONS`; 0 for all others."""
        found: Bytes = self._once("reason", self._reason)
        return found

    def _reason(self) -> Bytes:
        snapshot, carried = self.snapshot, self.snapshot.carried
        code = {term.name: place for place, term in enumerate(REASONS)}
        found = np.full(len(self.overall), code["no-duty"], dtype=np.uint8)
        found[self._touched(np.ones(len(carried), dtype=bool), False)] = code["not-principal"]
        dead = (ruling(snapshot.history).principal[carried.i] != NEVER) & (carried.body < 0)
        found[self._touched(dead, True)] = code["bearer-ended"]
        objects = np.flatnonzero(self.unsupervised).astype(np.int32)
        at, place, sector = standings(snapshot.history.columns, objects, snapshot.day)
        found[objects[at[place < 0]]] = code["no-place"]
        found[objects[at[sector < 0]]] = code["no-sector"]
        found[~self.unsupervised] = 0
        return found

    def _touched(self, entries: Bools, dead: bool) -> Bools:
        """The objects that any of these duties reaches; of bodies that have ended where ``dead``."""
        rows, ones = spread(self.snapshot), np.ones(len(self.snapshot.carried), dtype=np.uint8)
        if dead:
            return reached(self.snapshot, marks(self.snapshot, entries, ones, INHERITED)).astype(bool)
        alive = entries & (self.snapshot.carried.body >= 0)
        named = rows.named[alive[rows.named]]
        value = ones[rows.entry]
        return reached(self.snapshot, Marks(alive[rows.entry], value, value, named, ones[named], INHERITED)).astype(bool)

    # counts and frames

    def totals(self) -> Totals:
        """Counts by kind, mode, need, depth and reason."""
        found: Totals = self._once("totals", lambda: totals(self))
        return found

    def by(self, *keys: str) -> Matrix:
        """Counts by ``territory``, by ``sector``, or by both: the matrix township x sector."""
        if not keys or set(keys) - set(KEYS):
            raise UsageError(f"coverage cannot be broken down by {', '.join(keys) or 'nothing'}.", advice="Name territory, sector, or both.")
        found: Matrix = self._once(("by", keys), lambda: matrix(self, keys))
        return found

    def frame(self) -> pd.DataFrame:
        """One row for each counted object: overall state, depth, first broken rung, reason, and the state in every mode."""
        import pandas as pd

        which = np.flatnonzero(self.population)
        history = self.snapshot.history
        words = {"state": [term.name for term in STATES], "broken": [*(term.name for term in RUNGS), ""], "reason": [term.name for term in REASONS]}
        data: dict[str, Any] = {"name": [history.name(str(each)) for each in history.nodes("object").ids[which]], "overall": _words(words["state"], self.overall[which]),
                                "rung": self.rung[which], "broken": _words(words["broken"], self.rung[which]), "reason": _words(words["reason"], self.reason[which])}
        data |= {term.name: _words(words["state"], self.state(term.name)[which]) for term in MODES}
        return pd.DataFrame(data, index=pd.Index(history.nodes("object").ids[which], name="id"))

    # for people and machines

    @property
    def meta(self) -> Meta:
        """What every answer carries."""
        return self.snapshot.meta({"kinds": list(self.kinds)})

    @staticmethod
    def definitions(lang: str = "zh") -> Mapping[str, str]:
        """What the words mean, in the language."""
        return DEFINITIONS["zh" if lang.startswith("zh") else "en"]

    def as_dict(self, keys: tuple[str, ...] = ()) -> dict[str, Any]:
        """The JSON shape: meta, totals, and the matrix where keys are given."""
        said = {"meta": as_plain(self.meta), "definitions": {lang: dict(DEFINITIONS[lang]) for lang in DEFINITIONS}, **as_plain(self.totals())}
        return {**said, "by": list(keys), "cells": as_plain(self.by(*keys).cells)} if keys else said

    def to_json(self, keys: tuple[str, ...] = ()) -> str:
        """The same bytes for the same question on the same data."""
        return json.dumps(self.as_dict(keys), ensure_ascii=False, indent=1)

    def _repr_html_(self) -> str:
        from html import escape

        counts = self.totals()
        head = f"<p><b>{escape(self.meta.as_of)}</b>: {counts.total.unsupervised} / {counts.out_of} unsupervised 失控漏管</p>"
        cells = "".join(f"<tr><td>{escape(label(OBJECT_TYPES, tally.kind))}</td><td>{tally.out_of}</td>{''.join(f'<td>{count}</td>' for count in tally.states.values())}</tr>"
                        for tally in (*counts.by_kind, counts.total))
        heads = "".join(f"<th>{escape(term.zh)} {term.name}</th>" for term in STATES)
        return f"{synthetic_mark(self.meta)}{head}<table><tr><th>类型 kind</th><th>合计 all</th>{heads}</tr>{cells}</table><p>{escape(self.definitions('zh')['lead'])}</p>"


def _of_kinds(history: History, kinds: tuple[str, ...]) -> Bools | None:
    """Which objects are of these kinds, on any day; None where all are."""
    key = ("kinds", kinds)
    if key not in history.memo:
        places = [place for place, term in enumerate(OBJECT_TYPES) if term.name in kinds]
        of = np.isin(np.arange(256), places)[history.columns.o_type]
        history.memo[key] = None if of.all() else of
    found: Bools | None = history.memo[key]
    return found


def _words(words: list[str], codes: Bytes) -> list[str]:
    return [words[code] for code in codes.tolist()]
