"""Who held a post on a day, who before and who after: terms as the facts give them, no day invented (任期)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..facts import Fact
from ..findings import Cite
from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one post. ``handed_over`` marks the predecessor whose last day was the day before: the day itself is the successor's."""

    person: str | None
    name: str
    manner: str
    since: str | None
    until: str | None
    end: str | None
    precision: str | None
    concurrent: bool
    part_time: bool
    handed_over: bool
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post around a day: ``state`` is filled, unknown, not_loaded, vacant or missing; ``vacant_since`` where it is known."""

    state: str
    vacant_since: str | None
    holders: tuple[Term, ...]
    predecessors: tuple[Term, ...]
    successors: tuple[Term, ...]


def tenure(snapshot: Snapshot, post: str, window_days: int) -> Tenure:
    """Holders on the day, and who ended before or began after it within the window; a holder who hands over on the day stands among the predecessors."""
    day, window = snapshot.as_of, timedelta(days=window_days)
    facts = _held(snapshot).get(post, ())
    people = [fact for fact in facts if fact["manner"] != "vacant"]
    now = [fact for fact in people if fact.period.covers(day)]
    before = [fact for fact in people if fact["until"] is not None and fact["until"] <= day and day - fact["until"] <= window]
    after = [fact for fact in people if fact["since"] is not None and fact["since"] > day and fact["since"] - day <= window]
    state = snapshot.post_state(post)
    return Tenure(state, _vacant_since(facts, day) if state == "vacant" else None, _terms(snapshot, now), _terms(snapshot, before), _terms(snapshot, after))


def _held(snapshot: Snapshot) -> Mapping[str, list[Fact]]:
    """Every statement about who holds a post, of any time; kept with the history."""
    memo = snapshot.history.memo
    if "held" not in memo:
        held: dict[str, list[Fact]] = {}
        for values in snapshot.history.table("holds").to_pylist():
            held.setdefault(values["post"], []).append(Fact("holds", values))
        memo["held"] = held
    found: Mapping[str, list[Fact]] = memo["held"]
    return found


def _terms(snapshot: Snapshot, facts: list[Fact]) -> tuple[Term, ...]:
    """Terms in order of their start; one person stated by several sources for the same time is one term with all its rows."""
    grouped: dict[tuple[str, date | None, date | None, str], list[Fact]] = {}
    for fact in facts:
        grouped.setdefault((fact["person"] or "", fact["since"], fact["until"], fact["manner"] or "full"), []).append(fact)
    terms = []
    for (person, since, until, manner), each in grouped.items():
        first = each[0]
        terms.append(Term(
            person or None, snapshot.history.name(person) if person else "", manner if person or manner != "full" else "unknown",
            since.isoformat() if since else None, until.isoformat() if until else None, first["end"], first["precision"],
            any(fact["concurrent"] for fact in each), any(fact["part_time"] for fact in each), until == snapshot.as_of, tuple(dict.fromkeys(Cite.of(fact) for fact in each))))
    return tuple(sorted(terms, key=lambda term: (term.since or "", term.person or "", term.until or "", term.manner)))


def _vacant_since(facts: Sequence[Fact], day: date) -> str | None:
    """The day since which nobody holds the post: as a sheet states it, else the end of the last term; None where neither is known."""
    stated = [fact["since"] for fact in facts if fact["manner"] == "vacant" and fact.period.covers(day)]
    known = [since for since in stated if since is not None]
    ended = [fact["until"] for fact in facts if fact["manner"] != "vacant" and fact["until"] is not None and fact["until"] <= day]
    found = min(known) if known else max(ended) if ended else None
    return found.isoformat() if found else None


def vacancy_cites(snapshot: Snapshot, post: str) -> tuple[Cite, ...]:
    """The rows that show a vacancy of the day, however long ago it began: those that state it, and the end of the last term."""
    day, facts = snapshot.as_of, _held(snapshot).get(post, ())
    stated = [fact for fact in facts if fact["manner"] == "vacant" and fact.period.covers(day)]
    ended = [fact for fact in facts if fact["manner"] != "vacant" and fact["until"] is not None and fact["until"] <= day]
    return tuple(dict.fromkeys(Cite.of(fact) for fact in (*stated, *sorted(ended, key=lambda fact: fact["until"])[-1:])))
