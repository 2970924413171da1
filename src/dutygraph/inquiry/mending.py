"""Broken rungs asked the counterfactual way (N23): which missing or vacant link, if it had been there; since when it was missing; who could have mended it. Facts, not blame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..analysis.chain import Chain
from ..analysis.explain import Explanation
from ..analysis.ladder import Ladder
from ..analysis.roll import Break
from ..findings import Cite
from ..law.obligation_table import ObligationsTable, Who
from ..snapshot import Snapshot, terms

MOST_DAYS = 36
"""How many days of change are looked back on to say since when a mode was missing."""


@dataclass(frozen=True, slots=True)
class Mender:
    """A post that could have mended it, with who held it on the day."""

    post: str
    name: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A broken rung. ``since`` is None where it is not known; ``at_least`` says that it was broken at least since then."""

    kind: str
    node: str
    name: str
    mode: str
    since: str | None
    at_least: bool
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    basis: str
    who: tuple[Mender, ...]
    cites: tuple[Cite, ...]


def rungs(snapshot: Snapshot, chain: Chain, explained: Explanation, table: ObligationsTable) -> tuple[Rung, ...]:
    """Every broken rung of the chain, and every mode that the object needs and does not have in full."""
    ladder = Ladder.of(snapshot)
    found = [_of_break(ladder, each, table) for each in chain.breaks]
    said = {rung.node for rung in found}
    for mode in explained.modes:
        if mode.needed and mode.state in ("absent", "vacant") and explained.alive:
            since, least = _missing_since(snapshot, chain.object, mode.mode)
            kind = mode.broken or "clause"
            name = terms.RUNGS[[term.name for term in terms.RUNGS].index(kind)] if kind in {term.name for term in terms.RUNGS} else None
            rung_zh, rung_en = (name.zh, name.en.partition(":")[0]) if name else (kind, kind)
            duty = next((each for each in mode.duties if each.broken == kind), None)
            if duty is not None and duty.post in said:
                continue
            found.append(_rung(
                ladder, kind, chain.object, chain.name, mode.mode, since, least, f"应有{mode.zh}而没有到位，断在“{rung_zh}”",
                f"it needs {mode.en} supervision and does not have it; the rung “{rung_en}” is broken",
                tuple(cite for each in mode.duties for cite in each.cites)[:6], table, duty.body if duty else ""))
    return tuple(found)


def _of_break(ladder: Ladder, each: Break, table: ObligationsTable) -> Rung:
    return _rung(ladder, each.kind, each.node, each.name, "", each.since, False, each.zh, each.en, each.cites, table, "")


def _rung(ladder: Ladder, kind: str, node: str, name: str, mode: str, since: str | None, least: bool, zh: str, en: str, cites: tuple[Cite, ...], table: ObligationsTable, body: str) -> Rung:
    mend = table.mend(kind)
    who = tuple(_menders(ladder, mend.who, node, body)) if mend else ()
    return Rung(kind, node, name, mode, since, least, zh, en, mend.zh if mend else "", mend.en if mend else "", mend.basis if mend else "", who, cites)


def _menders(ladder: Ladder, who: Who, node: str, body: str) -> Iterable[Mender]:
    own = body or (ladder.posts[node].body if node in ladder.posts else node if node in ladder.bodies else "")
    if who == "own_head":
        return _heads(ladder, [own])
    if who == "above":
        above = [each for each, _ in ladder.superiors(own)] or [each for each, _ in ladder.parent_governments(own)]
        return _heads(ladder, above or [own])
    if who == "government":
        counties = [each.id for each in ladder.bodies.values() if each.type == "government" and each.tier == "county"]
        return _heads(ladder, _nearest(ladder, own) or sorted(counties)[:1])
    if who == "enterprise":
        owner = next((str(fact["object"]) for fact in ladder.snapshot.facts("unit") if fact["id"] == node), own)
        return _heads(ladder, [owner])
    return ()


def _nearest(ladder: Ladder, body: str) -> list[str]:
    """The government at or above a body."""
    queue, seen = [body], {body}
    for each in queue:
        if each in ladder.bodies and ladder.bodies[each].type == "government":
            return [each]
        fresh = [parent for parent, _ in ladder.superiors(each) if parent not in seen]
        seen.update(fresh)
        queue += fresh
    return []


def _heads(ladder: Ladder, bodies: Iterable[str]) -> list[Mender]:
    found = []
    for body in bodies:
        for post in ladder.staffed.get(body, ()):
            if post.rank in ("head", "secretary"):
                holders = tuple(ladder.name(fact["person"]) for fact in ladder.snapshot.holders(post.id) if fact["person"])
                name = ladder.name(body)
                found.append(Mender(post.id, f"{name} {post.name.removeprefix(name)}".strip(), holders))
    return found


def _missing_since(snapshot: Snapshot, object_id: str, mode: str) -> tuple[str | None, bool]:
    """The first day of the unbroken time up to the day on which the mode was missing; ``True`` beside it where the data reach no further back."""
    history = snapshot.history
    at = history.nodes("object").ordinal(object_id)
    kind = str((history.node(object_id) or {}).get("type") or "")
    days = [each for each in history.change_days() if each <= snapshot.as_of]
    known: date | None = None
    strong = [place for place, term in enumerate(terms.STATES) if term.name in ("direct", "inherited", "exempt")]
    for day in reversed(days[-MOST_DAYS:]):
        past = history.on(day)
        if not past.alive[at]:
            return (known.isoformat() if known else None), False
        if int(past.coverage((kind,) if kind else None).state(mode)[at]) in strong:
            return (known.isoformat() if known else None), False
        known = day
    return (known.isoformat() if known else None), True
