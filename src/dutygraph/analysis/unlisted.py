"""Acts outside the list (清单外检查): somebody acted on an object in a sector without holding a duty over it there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Cite, Finding
from ..snapshot.days import MIN, Bools, Ints, as_date
from ..vocabulary import ACTS, MODES
from .acts import ACT_NAMES, chosen, matches
from .entry import Answer
from .pairs import closure, reached, split
from .population import Objects
from .words import MOST, by_risk, cites, count_en, day_en, day_zh, en, identities, names, ordered, zh

if TYPE_CHECKING:
    from ..snapshot import Snapshot

_REGISTRATION = [term.name for term in MODES].index("registration")


def unlisted(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Acts that name an object and a sector, where the actor (or nobody at all) held a duty over the object in that sector.

    A duty counts if it was in force on the day of the act; it may reach the object as it stood then, or as it stands on the day asked about.
    """
    columns = snapshot.history.columns
    acts = chosen(snapshot, act=asked["acts"], sector=asked["sector"])
    acts = acts[columns.a_object[acts] >= 0]
    silent = int((columns.a_sector[acts] < 0).sum())
    acts = acts[columns.a_sector[acts] >= 0]
    if asked["by"] == "bearer":
        acts = acts[columns.a_body[acts] >= 0]
    rest = acts[~_listed(snapshot, acts, asked["by"])]
    for day, some in _by_day(snapshot, rest):
        rest = np.setdiff1d(rest, some[_listed(snapshot.history.on(day), some, asked["by"])])
    notes = [f"另有 {silent} 条记录未注明领域，不在统计之内。 {count_en(silent, 'more act states', 'more acts state')} no sector and {'is' if silent == 1 else 'are'} not counted."] if silent else []
    if asked["count"] == "acts":
        return Answer(ordered(_findings(snapshot, [rest[each: each + 1] for each in range(len(rest))], asked)), len(acts), "act", notes)
    grouped = [rest[each] for each in split(columns.a_object[rest])]
    return Answer(ordered(_findings(snapshot, grouped, asked)), len(np.unique(columns.a_object[acts])), "object", notes)


def _listed(snapshot: Snapshot, acts: Ints, by: str) -> Bools:
    """Which of these acts fall under a duty in force on this snapshot's day and on the day of the act."""
    columns, carried = snapshot.history.columns, snapshot.carried
    pairs = reached(snapshot, columns.a_object[acts], owners=True)
    found = matches(snapshot, pairs, acts, by)
    duty = pairs.duty[found.pair]
    day = columns.a_day[found.act]
    held = (day == MIN) | (columns.d_since[carried.i[duty]] <= day)
    entry_only = carried.mode[duty] == _REGISTRATION
    held &= ~entry_only | (columns.a_type[found.act] == ACT_NAMES.index("registration"))
    return np.isin(acts, found.act[held])


def _by_day(snapshot: Snapshot, acts: Ints) -> list[tuple[date, Ints]]:
    """The acts of earlier times, by the stretch between two changes of anything that decides which duty reaches their objects and whose acts they are, each with one day of it."""
    history, columns = snapshot.history, snapshot.history.columns
    concerned = closure(columns.a_object[acts], columns.run_by)[1]
    moved = [links.where(np.isin(links.a, concerned)) for links in (columns.place.many, columns.sector.many, columns.run_by, columns.out)]
    moved += [columns.within, columns.s_parent, columns.part_of, columns.succeeds]
    lives = (columns.o_since[concerned], columns.o_until[concerned])
    changes = np.unique(np.concatenate([history.seats.cuts, *lives, *history.compiled.periods["power"], *(days for links in moved for days in (links.since, links.until))]))
    days = columns.a_day[acts]
    stretch = np.where(days == MIN, -1, np.searchsorted(changes, days, side="right"))
    found = []
    for each in split(stretch):
        day = as_date(int(days[each[0]]))
        if day is not None and stretch[each[0]] != np.searchsorted(changes, snapshot.day, side="right"):
            found.append((day, acts[each]))
    return found


def _findings(snapshot: Snapshot, groups: list[Ints], asked: dict[str, Any]) -> list[Finding]:
    columns = snapshot.history.columns
    every = np.concatenate(groups) if groups else np.zeros(0, dtype=np.int32)
    objects = Objects(snapshot, columns.a_object[every])
    cited = cites(snapshot, "act", columns.a_i[every].tolist())
    identity = identities(snapshot, "act", columns.a_i[every].tolist())
    return [_finding(snapshot, objects, acts, tuple(cited[int(row)] for row in columns.a_i[acts][-MOST:]), (identity[int(columns.a_i[acts[-1]])], asked)) for acts in groups]


def _finding(snapshot: Snapshot, objects: Objects, acts: Ints, evidence: tuple[Cite, ...], about: tuple[str, dict[str, Any]]) -> Finding:
    identity, asked = about
    history, columns = snapshot.history, snapshot.history.columns
    last = int(acts[-1])
    target = int(columns.a_object[last])
    day = as_date(int(columns.a_day[last]))
    act = ACT_NAMES[int(columns.a_type[last])] if columns.a_type[last] < len(ACT_NAMES) else None
    bodies = sorted({str(history.nodes("body").ids[each]) for each in columns.a_body[acts].tolist() if each >= 0})
    sectors = sorted({str(history.nodes("sector").ids[each]) for each in columns.a_sector[acts].tolist()})
    said = names(snapshot)
    name, count = objects.name(target), len(acts)
    lack_zh, lack_en = ("该机构", "that body holds no duty") if asked["by"] == "bearer" else ("任何机构都", "nobody holds a duty")
    lack_zh += "没有对该对象在这一领域的监管职责"
    many_zh, many_en = ("", "") if count == 1 else (f"等{count}次", f" and {count - 1} more")
    facts = {"bodies": bodies, "matters": sectors, "act": act, "day": day, "acts": count, "rescinded": bool(columns.a_rescinded[acts].any()), **objects.facts(target)}
    return Finding(
        subject=objects.id(target), name=name, severity=_severity(objects.risk(target), asked["by"]), key="" if asked["count"] == "objects" else identity,
        zh=f"{day_zh(day)}{said.zh(bodies)}对{name}{objects.where(target, 'zh')}的{said.zh(sectors)}{zh(ACTS, act)}{many_zh}：{lack_zh}。",
        en=f"{en(ACTS, act).capitalize()} of {day_en(day)}{f' by {said.en(bodies)}' if bodies else ''}{many_en} on {name}{objects.where(target, 'en')} "
           f"in {said.en(sectors)}: {lack_en} over it there.",
        facts=facts, evidence=evidence)


def _severity(risk: str | None, by: str) -> Any:
    return by_risk(risk) if by == "anyone" else "low"
