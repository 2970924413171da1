"""Acts outside one's territory (跨区域履职): a body acted where it does not govern; a lead, not a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Cite, Finding
from ..snapshot.columns import Links
from ..snapshot.days import MIN, Ints, as_date
from ..vocabulary import ACTS, LEVELS
from .acts import ACT_NAMES, chosen
from .entry import Answer
from .pairs import closure, join, stated
from .population import Objects
from .words import cites, count_en, day_en, day_zh, en, identities, names, ordered, zh

if TYPE_CHECKING:
    from ..snapshot import Snapshot

_STATE = [term.name for term in LEVELS].index("state")


def foreign(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Acts of a body on an object (or at a place) that lies wholly outside the territories that the body governs.

    A body governs what it is stated to govern, its former bodies' territories, else what the nearest body above it governs; a body of the
    state tier, or one that governs a
    territory of that tier, governs the whole. ``out_of`` counts all acts of bodies on an object or at a place.
    """
    columns = snapshot.history.columns
    acts = chosen(snapshot, act=asked["acts"], sector=asked["sector"])
    acts = acts[(columns.a_body[acts] >= 0) & ((columns.a_object[acts] >= 0) | (columns.a_territory[acts] >= 0))]
    actors = np.unique(columns.a_body[acts])
    governor, territory = governed(snapshot, actors)
    whole = _whole(snapshot, actors, governor, territory)
    at, where = _where(snapshot, acts)
    base = len(snapshot.history.nodes("territory").ids) + 1
    inside = np.isin(columns.a_body[at].astype(np.int64) * base + where, governor.astype(np.int64) * base + territory)
    judged = np.isin(acts, at) & (np.isin(columns.a_body[acts], governor) | np.isin(columns.a_body[acts], whole))
    out = acts[judged & ~np.isin(acts, at[inside]) & ~np.isin(columns.a_body[acts], whole)]
    unknown = int((~judged).sum())
    notes = [f"有 {unknown} 条记录的地点或行为机构的管辖区域不详，无法判断。 For {count_en(unknown, 'act')} the place, or what the body governs, is not known."] if unknown else []
    return Answer(_findings(snapshot, out, governor, territory), len(acts), "act", notes)


def governed(snapshot: Snapshot, bodies: Ints) -> tuple[Ints, Ints]:
    """Pairs of a body and each territory that it governs itself, through bodies before or after it, or through the nearest body above it."""
    columns = snapshot.history.columns
    governs, followed, above = (_begun(links, snapshot.day) for links in (columns.governs, columns.succeeds, columns.part_of))
    follows = Links(followed.b, followed.a, followed.since, followed.until, followed.i)
    asker = level = np.unique(bodies).astype(np.int32)
    found: list[tuple[Ints, Ints]] = [(asker[:0], asker[:0])]
    seen = asker.astype(np.int64) << 32 | level.astype(np.int64)
    while len(asker):
        for kinship in (followed, follows):
            start, kin = closure(level, kinship)
            left, right = join(level, start)
            holder, edge = join(kin[right], governs.a)
            found.append((asker[left[holder]], governs.b[edge]))
        lacking = ~np.isin(asker, np.concatenate([each[0] for each in found]))
        number, position = join(level[lacking], above.a)
        code = np.setdiff1d(asker[lacking][number].astype(np.int64) << 32 | above.b[position].astype(np.int64), seen)
        seen = np.union1d(seen, code)
        asker, level = (code >> 32).astype(np.int32), (code & 0xFFFFFFFF).astype(np.int32)
    return np.concatenate([each[0] for each in found]), np.concatenate([each[1] for each in found])


def _whole(snapshot: Snapshot, bodies: Ints, governor: Ints, territory: Ints) -> Ints:
    """The bodies that govern the whole: of the state tier, or over a territory of that tier."""
    history = snapshot.history
    national = bodies[history.columns.b_level[bodies] == _STATE]
    state = [each for each in np.unique(territory).tolist() if (history.node(str(history.nodes("territory").ids[each])) or {}).get("type") == "state"]
    return np.union1d(national, governor[np.isin(territory, state)])


def _where(snapshot: Snapshot, acts: Ints) -> tuple[Ints, Ints]:
    """Pairs of an act and every territory that it happened in: where it is stated to be, else where its object was on the day of the act (or is)."""
    columns = snapshot.history.columns
    said = acts[columns.a_territory[acts] >= 0]
    rest = acts[(columns.a_territory[acts] < 0) & (columns.a_object[acts] >= 0)]
    one, many = columns.place.one[columns.a_object[rest]], columns.place.many
    at, link = join(columns.a_object[rest], many.a)
    day = columns.a_day[rest[at]]
    then = ((day == MIN) | ((many.since[link] <= day) & (day < many.until[link]))) & (many.b[link] >= 0)
    at, place = np.concatenate([np.flatnonzero(one >= 0), at[then]]), np.concatenate([one[one >= 0], many.b[link[then]]])
    lost = np.setdiff1d(np.arange(len(rest)), at)
    holder, now = stated(columns.place, np.unique(columns.a_object[rest[lost]]), snapshot.day)
    left, right = join(columns.a_object[rest[lost]], holder)
    act = np.concatenate([said, rest[at], rest[lost[left]]])
    base = np.concatenate([columns.a_territory[said], place, now[right]])
    start, above = closure(base, _begun(columns.within, snapshot.day))
    number, position = join(base, start)
    return act[number], above[position]


def _begun(links: Links, day: int) -> Links:
    """The links that began by the day, also those that have ended since."""
    return links.where((links.since <= day) & (links.a >= 0) & (links.b >= 0))


def _findings(snapshot: Snapshot, acts: Ints, governor: Ints, territory: Ints) -> list[Finding]:
    columns = snapshot.history.columns
    objects = Objects(snapshot, columns.a_object[acts][columns.a_object[acts] >= 0])
    cited = cites(snapshot, "act", columns.a_i[acts].tolist())
    order = np.argsort(governor, kind="stable")
    of, names = governor[order], [str(each) for each in snapshot.history.nodes("territory").ids[territory[order]]]
    own = {int(body): names[int(np.searchsorted(of, body)): int(np.searchsorted(of, body, "right"))] for body in np.unique(columns.a_body[acts])}
    identity = identities(snapshot, "act", columns.a_i[acts].tolist())
    return ordered(_finding(snapshot, objects, act, (identity[int(columns.a_i[act])], cited[int(columns.a_i[act])]), sorted(set(own[int(columns.a_body[act])])))
                   for act in acts.tolist())


def _finding(snapshot: Snapshot, objects: Objects, act: int, said_by: tuple[str, Cite], own: list[str]) -> Finding:
    identity, cite = said_by
    history, columns = snapshot.history, snapshot.history.columns
    body = str(history.nodes("body").ids[columns.a_body[act]])
    kind = ACT_NAMES[int(columns.a_type[act])] if columns.a_type[act] < len(ACT_NAMES) else None
    day, target = as_date(int(columns.a_day[act])), int(columns.a_object[act])
    place = str(history.nodes("territory").ids[columns.a_territory[act]]) if columns.a_territory[act] >= 0 else None
    name = objects.name(target) if target >= 0 else history.name(place or "")
    where_zh, where_en = (objects.where(target, "zh"), objects.where(target, "en")) if target >= 0 else ("", "")
    said = names(snapshot)
    about = objects.facts(target) if target >= 0 else {}
    facts = {"body": body, "governs": own, "act": kind, "day": day, "rescinded": bool(columns.a_rescinded[act]), **about, "territory": place}
    return Finding(
        subject=body, name=said[body], severity="info", key=identity,
        zh=f"{said[body]}（管辖{said.zh(own)}）于{day_zh(day)}对{name}{where_zh}作出{zh(ACTS, kind)}，对象不在其管辖区域内。",
        en=f"{said[body]} (governs {said.en(own)}) acted outside its territory: {en(ACTS, kind)} of {day_en(day)} on {name}{where_en}.",
        facts=facts, evidence=(cite,))


__all__ = ["foreign", "governed"]
