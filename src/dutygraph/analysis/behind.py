"""The duties behind the states of one object: each with how it reaches, the post it rests on there, and how far its ladder goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..findings import Cite
from ..snapshot import Snapshot, terms
from ..snapshot.posts import STATES as POST_STATES
from ..snapshot.posts import Posts
from ..snapshot.reach import has_hazard
from ..snapshot.ruling import ALWAYS, OWN_HAZARD, ruling
from .climbs import ownerships
from .ladder import Ladder
from .starts import Reach, Subject, duty_words

STATES = tuple(term.name for term in terms.STATES)
"""States of an object in a mode, weakest first."""
RUNGS = tuple(term.name for term in terms.RUNGS if term.name != "acted")
"""Rungs of one duty that can break before acts are looked at."""
_WHOLE = ("comprehensive", "territorial")


@dataclass(frozen=True, slots=True)
class Behind:
    """One duty over one object.

    ``fact`` is its identity (source scope and key); ``by`` is named, direct, inherited or owner, and ``through`` the enterprise that it comes
    from; ``why`` is not empty where it reaches nothing; ``height`` counts the rungs that hold, ``broken`` is the first that does not.
    """

    fact: str
    mode: str
    body: str
    body_name: str
    counts_as: str
    counts_as_name: str
    zh: str
    en: str
    by: str
    through: str
    sector: str
    lead: str
    principal: bool
    state: str
    post: str
    post_name: str
    post_state: str
    holders: tuple[str, ...]
    since_unknown: bool
    why: str
    height: int
    broken: str
    document: str | None
    clause: str | None
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class _Answering:
    """The post that a duty rests on at one sector of the object, and the state that this gives."""

    sector: str
    post: str
    post_state: str
    by_portfolio: bool
    state: str


def behind(ladder: Ladder, subject: Subject) -> tuple[Behind, ...]:
    """Every duty over the object and over the enterprises that run it, the own ones first."""
    found = []
    for each in ownerships(ladder, subject.id):
        own = not each.road
        who = subject if own else each.subject
        for reach in who.duties:
            duty = _behind(ladder, who, reach)
            if not own:
                state = "inherited" if duty.state == "direct" else duty.state
                duty = replace(duty, by="owner", through=who.id, state=state, cites=(*duty.cites, *(Cite.of(fact) for *_, fact in each.road)))
            found.append(duty)
    return tuple(found)


def _behind(ladder: Ladder, subject: Subject, reach: Reach) -> Behind:
    row = reach.row
    best = _best(ladder, subject, reach)
    zh, en = duty_words(ladder, row)
    body, counts_as = str(row["body"] or row["bearer"] or ""), str(row["counts_as"] or "")
    stands = {
        "clause": bool(row["document"]), "body": reach.reaches, "post": best.post_state not in ("missing", "not_loaded"), "filled": best.post_state != "vacant",
        "portfolio": best.by_portfolio}
    holders = ladder.snapshot.holders(best.post) if best.post else []
    broken = next((rung for rung in RUNGS if not stands[rung]), "")
    duty = reach.facts[0]
    return Behind(
        f"{duty['scope']}/{duty['key']}", str(row["mode"]), body, ladder.name(body), counts_as, ladder.name(counts_as) if counts_as else "", zh, en,
        "named" if reach.by_name else "direct" if best.state != "inherited" else "inherited", "", best.sector, str(row["lead"] or ""),
        reach.reaches and _principal(ladder.snapshot, subject.id, int(row["i"])), best.state, best.post, ladder.name(best.post) if best.post else "", best.post_state,
        tuple(dict.fromkeys(ladder.name(fact["person"]) for fact in holders if fact["person"])), bool(row["since_unknown"]), str(row["why"]),
        RUNGS.index(broken) if broken else len(RUNGS), broken, row["document"], row["clause"], tuple(dict.fromkeys(Cite.of(fact) for fact in reach.facts)))


def _best(ladder: Ladder, subject: Subject, reach: Reach) -> _Answering:
    """Of the object's sectors under the duty the one where it holds best: another deputy may have each."""
    row = reach.row
    if not reach.reaches:
        return _Answering(str(row["sector"] or ""), "", "missing", False, "absent")
    base = _Answering(str(row["sector"] or ""), str(row["post"] or ""), str(row["state"]), bool(row["by_portfolio"]), "direct")
    if reach.by_name or not reach.sectors:
        return _valued(base, direct=True)
    fixed = str(row["bearer"]).startswith("post:")
    found = [
        _valued(replace(base, sector=sector) if fixed else _at_sector(ladder.snapshot, row, sector, base), direct=row["sector"] in (None, sector))
        for sector in reach.sectors]
    return max(found, key=lambda each: STATES.index(each.state))


def _valued(answering: _Answering, *, direct: bool) -> _Answering:
    state = "vacant" if answering.post_state in ("vacant", "missing") else "direct" if direct else "inherited"
    return replace(answering, state=state)


def _at_sector(snapshot: Snapshot, row: dict[str, Any], sector: str, base: _Answering) -> _Answering:
    """The post that answers at a sector of the object, by the rule of coverage: the lowest with it in the portfolio, else as for the whole duty."""
    history = snapshot.history
    body, at = history.nodes("body").ordinal(str(row["body"])), history.nodes("sector").ordinal(sector)
    book = _book(snapshot)
    covers = book.matching(body, at, row["mode"] in _WHOLE, snapshot.day)
    post, by_portfolio = book.choose(body, covers, snapshot.day)
    if post < 0:
        return replace(base, sector=sector)
    return _Answering(sector, str(history.nodes("post").ids[post]), POST_STATES[book.state(post, snapshot.day)], by_portfolio, "")


def _book(snapshot: Snapshot) -> Posts:
    """Posts of the county, compiled once and kept with its history."""
    memo = snapshot.history.memo
    if "posts" not in memo:
        memo["posts"] = Posts(snapshot.history.columns)
    found: Posts = memo["posts"]
    return found


def _principal(snapshot: Snapshot, object_id: str, i: int) -> bool:
    """Whether the duty can carry supervision of this object: by its mode, its document, its permit, or the object's own hazard."""
    rule = ruling(snapshot.history)
    how = int(rule.principal[i])
    if how != OWN_HAZARD:
        return how == ALWAYS
    return bool(has_hazard(snapshot, int(rule.hazard[i]))[snapshot.history.nodes("object").ordinal(object_id)])
