"""What is on record at the object before the day: hazards found and open with their 五到位, tips, talks, findings without a measure, clean records (M01-M09, M14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..facts import Fact
from ..findings import Cite
from ..law.obligation_table import Counting
from ..snapshot import Snapshot
from .records import Record, iso
from .wording import finds, measures

FIVE = ("measures", "person", "funds_wan", "deadline", "plan")
"""五到位: measures, responsibility, funds, deadline, plan (M08)."""
_NOTHING = ("无", "没有", "未落实", "未定", "none")
MEASURES = ("order", "penalty", "transfer")
"""Acts that are a measure against what was found."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard found at the object. ``state`` is open, overdue or cleared on the day; ``in_place`` names which of the five fields are filled, ``lacking`` which are
    said to be nothing (funds 0, 无); an empty cell or a sheet without the column is ``not_stated`` and speaks against nobody.
    """

    id: str
    object: str
    found: str | None
    grade: str
    summary: str
    body: str
    body_name: str
    person: str
    person_name: str
    deadline: str | None
    cleared: str | None
    listed: bool | None
    state: str
    in_place: tuple[str, ...]
    lacking: tuple[str, ...]
    not_stated: tuple[str, ...]
    cite: Cite


@dataclass(frozen=True, slots=True)
class Tip:
    """A tip about the object, and the first measure after it; ``answered`` in_time, late, none or open (the time still runs)."""

    day: str | None
    summary: str
    to: str
    to_name: str
    due: str | None
    measure: str | None
    measured: str | None
    by_name: str
    answered: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Pointed:
    """A record worth a look: its kind (clean_before, finding_without_measure, running, unsigned, rescinded), in both languages."""

    kind: str
    day: str | None
    actor: str
    zh: str
    en: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Talk:
    """A trigger of a talk (约谈) and the talk that followed, if any."""

    trigger: str
    day: str | None
    due: str | None
    held: str | None
    with_name: str
    state: str
    zh: str
    en: str
    cites: tuple[Cite, ...]


def hazards(snapshot: Snapshot, objects: Iterable[str]) -> tuple[Hazard, ...]:
    """Hazards found at the objects up to the day, oldest first."""
    facts = [fact for each in sorted(objects) for fact in snapshot.facts("hazard", object=each)]
    found = [_hazard(snapshot, fact) for fact in facts]
    return tuple(sorted(found, key=lambda each: (each.found or "", each.id)))


def _hazard(snapshot: Snapshot, fact: Fact) -> Hazard:
    day, cleared, deadline = snapshot.as_of, fact["cleared"], fact["deadline"]
    done = cleared is not None and cleared <= day
    state = "cleared" if done else "overdue" if deadline is not None and deadline < day else "open"
    said = {name: _stated(fact[name]) for name in FIVE}
    name = snapshot.history.name
    return Hazard(
        str(fact["number"] or fact["key"]), fact["object"], iso(fact["since"]), fact["grade"] or "", fact["summary"] or "", fact["body"] or "", name(fact["body"]) if fact["body"] else "",
        fact["person"] or "", name(fact["person"]) if fact["person"] else "", iso(deadline), iso(cleared) if done else None, fact["listed"], state,
        *_which(said), Cite.of(fact))


def _which(said: Mapping[str, bool | None]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Names of the five in place, said to be nothing, and not stated."""
    in_place, lacking, silent = (tuple(each for each in FIVE if said[each] is what) for what in (True, False, None))
    return in_place, lacking, silent


def _stated(value: Any) -> bool | None:
    """Whether one of the five is in place: True, False where the sheet says that there is none, None where it says nothing."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return value != 0 and str(value).strip() not in _NOTHING


def tips(snapshot: Snapshot, records: Sequence[Record], counting: Counting) -> tuple[Tip, ...]:
    """Tips about the object and what came of each (M04; 安全生产法 Art 73)."""
    name, found = snapshot.history.name, []
    for tip in (each for each in records if each.type == "tip"):
        due = tip.day + timedelta(days=counting.tip_days) if tip.day else None
        after = next((each for each in records if each.type in MEASURES and each.day and tip.day and each.day >= tip.day and not each.rescinded), None)
        answered = "none" if after is None and (due is None or due < snapshot.as_of) else "open" if after is None else "in_time" if due and after.day and after.day <= due else "late"
        to = tip.body or tip.actor
        found.append(Tip(iso(tip.day), tip.summary, to, name(to) if to else "", iso(due), after.type if after else None, iso(after.day) if after else None,
                         name(after.actor) if after and after.actor else "", answered, tuple(each.cite for each in (tip, after) if each)))
    return tuple(found)


def talks(snapshot: Snapshot, records: Sequence[Record], found: Sequence[Hazard], accidents: Sequence[tuple[date | None, str, Cite]], counting: Counting) -> tuple[Talk, ...]:
    """Triggers of a talk that the data show, an earlier accident of 较大 or above and a major hazard past its deadline, with the talk that followed (M02)."""
    triggers = [("accident", day, f"此前发生{level}事故", f"an earlier accident ({level})", cite) for day, level, cite in accidents]
    triggers += [("hazard", date.fromisoformat(each.deadline), f"重大隐患逾期未销号：{each.summary}", f"a major hazard past its deadline: {each.summary}", each.cite)
                 for each in found if each.grade == "major" and each.state == "overdue" and each.deadline]
    said = []
    for kind, day, zh, en, cite in triggers:
        due = day + timedelta(days=counting.talk_days) if day else None
        held = next((each for each in records if each.type == "talk" and each.day and day and each.day >= day and not each.rescinded), None)
        state = "missing" if held is None and due and due < snapshot.as_of else "running" if held is None else "proved" if held.signed or held.number else "unproved"
        who = (held.body or held.person or held.object) if held else ""
        said.append(Talk(kind, iso(day), iso(due), iso(held.day) if held else None, snapshot.history.name(who) if who else "", state, zh, en,
                         (cite, *([held.cite] if held else []))))
    return tuple(said)


def pointed(snapshot: Snapshot, records: Sequence[Record], counting: Counting) -> tuple[Pointed, ...]:
    """Records that an inquiry would look at: clean ones shortly before, findings that no measure followed (or for which time still ran), unsigned and rescinded ones."""
    day, name, found = snapshot.as_of, snapshot.history.name, []
    for each in records:
        who = name(each.actor) if each.actor else ""
        if each.rescinded:
            found.append(Pointed("rescinded", iso(each.day), each.actor, f"{who}的记录已撤销：{each.summary}", f"a record of {who} was rescinded: {each.summary}", each.cite))
        if each.type != "inspection" or each.day is None:
            continue
        clean = any(word in each.summary for word in counting.clean_words)
        if each.signed is False:
            found.append(Pointed("unsigned", iso(each.day), each.actor, f"{who}的检查记录没有签字", f"an inspection record of {who} is not signed", each.cite))
        if clean and (day - each.day).days <= counting.clean_days:
            found.append(Pointed("clean_before", iso(each.day), each.actor, f"{who}在事故前{(day - each.day).days}日检查，记录为：{each.summary}",
                                 f"{who} inspected {(day - each.day).days} days before and wrote: {each.summary}", each.cite))
        if not clean and finds(each.summary, counting.finding_words, counting) and not measures(each.summary, counting) and not _followed(each, records, counting):
            found.append(_open(each, who, (day - each.day).days, counting.tip_days))
    return tuple(found)


def _open(record: Record, who: str, days: int, limit: int) -> Pointed:
    """A finding that no measure followed; so shortly before the day that the time for one still ran, nobody is late."""
    zh, en = f"{who}检查发现“{record.summary}”", f"{who} found “{record.summary}”"
    if days < limit:
        return Pointed("running", iso(record.day), record.actor, f"{zh}，尚无处理措施，期限未满（{days}日前）",
                       f"{en} {days} days before; no measure yet, and the time for one still ran", record.cite)
    return Pointed("finding_without_measure", iso(record.day), record.actor, f"{zh}，未见处理措施", f"{en} and no measure is on record", record.cite)


def _followed(record: Record, records: Sequence[Record], counting: Counting) -> bool:
    return record.day is not None and any(
        each.type in MEASURES and not each.rescinded and each.day is not None and record.day <= each.day <= record.day + timedelta(days=counting.tip_days) for each in records)
