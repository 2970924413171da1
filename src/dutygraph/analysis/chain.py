"""Who answered for an object on a day: the union over lines, every distinct path, each link with its facts (责任链).

Not a verdict: the chain says who stood above the object by the facts in force, and where a rung is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING, Any

from ..errors import NotFound, UsageError
from ..findings import Cite, Meta, synthetic_mark
from ..snapshot import Snapshot
from .aside import Note, Notes, around
from .climbs import climb_lines
from .ladder import Ladder
from .lines import LINES, LINKS
from .roll import Break, Person, Seat, breaks_of, people_of, seats_of
from .walk import Climb, context

if TYPE_CHECKING:
    import pandas as pd

MOST_PATHS = 2000
"""Paths listed for one line; the number that there are is always said."""


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a path and why the node before it leads here."""

    node: str
    name: str
    kind: str
    how: tuple[str, ...]
    zh: str
    en: str
    cites: tuple[Cite, ...]


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One line of the chain: its paths, bottom up from the object; ``total`` counts also those beyond the bound."""

    name: str
    zh: str
    en: str
    law: str
    total: int
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Who answers for an object on a day.

    ``posts`` has each post once, bottom up by tier and rank; ``people`` each person once, with all posts held; ``breaks`` the rungs that
    are missing, vacant or lead nowhere; ``notes`` what stands beside the chain and is never walked as command.
    """

    object: str
    name: str
    as_of: str
    meta: Meta
    lines: tuple[ChainLine, ...]
    posts: tuple[Seat, ...]
    people: tuple[Person, ...]
    breaks: tuple[Break, ...]
    notes: Notes

    def line(self, name: str) -> ChainLine:
        """The line of that name; NotFound where there is no such line."""
        for each in self.lines:
            if each.name == name:
                return each
        raise NotFound("line", name, LINES)

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape: paths as ids, each link once with its facts; ``legend`` says what the kinds of link mean and rest on."""
        return {
            "meta": asdict(self.meta), "object": self.object, "name": self.name, "as_of": self.as_of,
            "legend": {term.name: {"zh": term.zh, "en": term.en, "law": term.basis} for term in LINKS},
            "lines": [_line_dict(line) for line in self.lines],
            "posts": [asdict(seat) for seat in self.posts], "people": [asdict(person) for person in self.people],
            "breaks": [asdict(each) for each in self.breaks], "notes": asdict(self.notes),
            "law_wording": "in force today, not as of the day",
        }

    def to_json(self) -> str:
        """The same bytes for the same question on the same data."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1)

    def frame(self) -> pd.DataFrame:
        """One row for each post, bottom up."""
        import pandas as pd

        rows = [{
            "tier": seat.tier, "body": seat.body_name, "post": seat.name, "id": seat.id, "rank": seat.rank, "state": seat.state, "vacant_since": seat.vacant_since,
            "holders": tuple(term.name for term in seat.holders), "manner": tuple(term.manner for term in seat.holders), "since": tuple(term.since for term in seat.holders),
            "predecessors": tuple(term.name for term in seat.predecessors), "successors": tuple(term.name for term in seat.successors),
            "lines": seat.lines, "zh": seat.zh, "en": seat.en} for seat in self.posts]
        columns = ["tier", "body", "post", "id", "rank", "state", "vacant_since", "holders", "manner", "since", "predecessors", "successors", "lines", "zh", "en"]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        from html import escape

        counts = " · ".join(f"{line.zh} {line.total}" for line in self.lines if line.total)
        return f"{synthetic_mark(self.meta)}<p><b>{escape(self.name)}</b> · {escape(self.as_of)} · {escape(counts)}</p>{self.frame().to_html(escape=True, max_rows=100)}"


def trace(snapshot: Snapshot, object_id: str, window_days: int = 365) -> Chain:
    """Climb every line from the object and say who stood on each rung.

    Parameters
    ----------
    snapshot : the county on a day, as known at one time.
    object_id : the id of an object (``object:...``).
    window_days : how far before and after the day predecessors and successors are looked for.

    Raises
    ------
    NotFound : where the data know no such object.
    UsageError : where the window is negative.

    Notes
    -----
    Does not check whether anybody did anything; guidance, registration and coordination are notes and never links of command.
    """
    if window_days < 0:
        raise UsageError(f"window {window_days} is negative.", advice="Give a number of days, for example 365.")
    if snapshot.history.nodes("object").ordinal(object_id) < 0:
        raise NotFound("object", object_id, snapshot.history.nodes("object").ids)
    ladder = Ladder.of(snapshot)
    climbs = climb_lines(ladder, object_id)
    notes, extra = around(ladder, object_id, climbs)
    lines, bounds = [], []
    for climb in climbs:
        listed, total = _paths(climb)
        lines.append(ChainLine(climb.line.name, climb.line.zh, climb.line.en, climb.line.law, total, tuple(_steps(ladder, climb, path) for path in listed)))
        if total > len(listed) or climb.cut:
            said = f"{climb.line.zh}共{total}条路径，列出{len(listed)}条", f"{climb.line.name}: {total} paths, {len(listed)} listed"
            bounds.append(Note("bound", object_id, climb.line.name, *said, ()))
    seats = seats_of(ladder, climbs, window_days)
    return Chain(
        object_id, snapshot.history.name(object_id), snapshot.as_of.isoformat(), snapshot.meta({"object": object_id, "window_days": window_days}), tuple(lines), seats,
        people_of(seats), (*extra, *breaks_of(ladder, climbs, seats)), notes.with_bounds(bounds))


def _paths(climb: Climb) -> tuple[list[tuple[str, ...]], int]:
    """Distinct paths of a line, sorted, within the bound; and how many there are."""
    found: dict[tuple[str, ...], None] = {}
    total = 0
    for route in climb.routes:
        count = 1
        for rung in route:
            count *= len(rung)
        if len(found) < MOST_PATHS:
            before = len(found)
            found.update(dict.fromkeys(islice(product(*route), MOST_PATHS - before)))
            count = len(found) - before if count <= MOST_PATHS - before else count
        total += count
    return sorted(found), total


def _steps(ladder: Ladder, climb: Climb, path: Iterable[str]) -> Path:
    steps: list[Step] = []
    for node in path:
        kind = node.partition(":")[0]
        if not steps:
            steps.append(Step(node, ladder.name(node), kind, ("subject",), "对象", "the object", ()))
            continue
        link = climb.links[(context(step.node for step in steps), steps[-1].node, node)]
        zh, en = "；".join(each for each, _ in link.how.values()), "; ".join(each for _, each in link.how.values())
        steps.append(Step(node, ladder.name(node), kind, tuple(link.how), zh, en, tuple(dict.fromkeys(Cite.of(fact) for fact in link.facts.values()))))
    return tuple(steps)


def _line_dict(line: ChainLine) -> dict[str, Any]:
    """A line with each link written once; ``path_links`` gives for each path the places of its links in ``links``."""
    links: dict[tuple[str, Step], int] = {}
    names: dict[str, str] = {}
    ways = []
    for path in line.paths:
        names.update((step.node, step.name) for step in path)
        ways.append([links.setdefault((below.node, step), len(links)) for below, step in pairwise(path)])
    said = [
        {"from": start, "to": step.node, "how": list(step.how), "zh": step.zh, "en": step.en, "cites": [asdict(cite) for cite in step.cites]} for start, step in links]
    return {"name": line.name, "zh": line.zh, "en": line.en, "law": line.law, "total": line.total, "paths": [[step.node for step in path] for path in line.paths],
            "path_links": ways, "names": names, "links": said}
