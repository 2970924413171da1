"""Known then and known now (N6): the same chain by what was known on the day, and the facts that arrived later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..analysis.chain import Chain
from ..facts import Fact
from ..findings import Cite
from ..snapshot import Snapshot
from ..vocabulary import KINDS
from .backing import Backing, cited, said

MOST_LISTED = 400


@dataclass(frozen=True, slots=True)
class Arrived:
    """A fact of the chain that was not known on the day: what it says, and when it came. ``changed`` where an earlier version was known."""

    kind: str
    zh: str
    en: str
    known: str | None
    changed: bool
    cite: Cite


@dataclass(frozen=True, slots=True)
class Differs:
    """A post that both chains have, with other holders or another state."""

    post: str
    name: str
    then: tuple[str, ...]
    now: tuple[str, ...]
    then_state: str
    now_state: str


@dataclass(frozen=True, slots=True)
class Known:
    """The chain then beside the chain now.

    ``nothing`` is true where no data at all had arrived by the day: then every difference says what was not known, not what was not so.
    """

    known_at: str
    data_version: str
    nothing: bool
    object_known: bool
    posts: tuple[str, ...]
    only_now: tuple[str, ...]
    only_then: tuple[str, ...]
    differ: tuple[Differs, ...]
    arrived: tuple[Arrived, ...]
    arrived_total: int
    gone: tuple[Cite, ...]


def compare(now: Snapshot, chain: Chain, then: Snapshot, before: Chain | None) -> Known:
    """Compare the chain as known now with the one as known at ``then``; ``before`` is None where the object was not known at all."""
    backing = Backing.of(now, cited(chain))
    arrived = [each for cite, fact in backing.facts if (each := _arrived(now, then, cite, fact)) is not None]
    arrived.sort(key=lambda each: (each.known or "", each.kind, each.cite.file, each.cite.row or 0))
    posts_now = {seat.id: seat for seat in chain.posts}
    posts_then = {seat.id: seat for seat in before.posts} if before else {}
    differ = []
    for id_ in posts_now:
        if id_ in posts_then:
            old, new = posts_then[id_], posts_now[id_]
            one, other = tuple(term.name for term in old.holders), tuple(term.name for term in new.holders)
            if one != other or old.state != new.state:
                differ.append(Differs(id_, f"{new.body_name} {new.name}".strip(), one, other, old.state, new.state))
    return Known(
        then.known_at or "", then.data_version, not len(then.history.facts), before is not None, tuple(posts_then),
        tuple(id_ for id_ in posts_now if id_ not in posts_then), tuple(id_ for id_ in posts_then if id_ not in posts_now), tuple(differ),
        tuple(arrived[:MOST_LISTED]), len(arrived), _gone(now, before))


def _arrived(now: Snapshot, then: Snapshot, cite: Cite, fact: Fact) -> Arrived | None:
    versions = _versions(then, fact.kind).get((fact["scope"], fact["key"]), ())
    if said(fact) in versions:
        return None
    zh, en = describe(now, fact)
    return Arrived(fact.kind, zh, en, _known(fact), bool(versions), cite)


def _versions(then: Snapshot, kind: str) -> Mapping[tuple[str, str], tuple[tuple[object, ...], ...]]:
    """What was known then of a kind, by the identity of the facts."""
    memo = then.history.memo
    key = ("said", kind)
    if key not in memo:
        found: dict[tuple[str, str], tuple[tuple[object, ...], ...]] = {}
        for values in then.history.table(kind).to_pylist():
            identity = (values["scope"], values["key"])
            found[identity] = (*found.get(identity, ()), said(Fact(kind, values)))
        memo[key] = found
    kept: Mapping[tuple[str, str], tuple[tuple[object, ...], ...]] = memo[key]
    return kept


def _gone(now: Snapshot, before: Chain | None) -> tuple[Cite, ...]:
    """Citations of the earlier chain that no fact known now has: superseded, closed or taken back since."""
    if before is None:
        return ()
    old = cited(before)
    kept = {cite for cite, _ in Backing.of(now, old).facts}
    return tuple(cite for cite in old if cite not in kept)


def _known(fact: Fact) -> str | None:
    """The day on which the county had it: as stated, else as recorded."""
    received, recorded = fact["received"], fact["recorded"]
    if isinstance(received, date):
        return received.isoformat()
    return recorded.date().isoformat() if isinstance(recorded, datetime) else None


def describe(snapshot: Snapshot, fact: Fact) -> tuple[str, str]:
    """A fact in one line, in both languages: its kind and the names of its ends, with its period."""
    kind = KINDS[fact.kind]
    ends = [snapshot.history.name(fact[field.name]) for field in kind.refs if fact[field.name]]
    if kind.shape == "node":
        ends = [str(fact["name"] or fact["id"]), *ends]
    span = f" {fact['since'] or '?'}—{fact['until'] or ''}" if fact["since"] or fact["until"] else ""
    return f"{kind.zh}：{'，'.join(ends)}{span}", f"{kind.en}: {', '.join(ends)}{span}"
