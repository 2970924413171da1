"""What the accident decree (《生产安全事故报告和调查处理条例》, State Council Decree 493) says of one accident: level, investigator, deadlines.

The highest of three measures decides the level (Art 3). ``level`` rests on what is confirmed; what unknown or missing people would change stands beside
it. Numbers that change within 30 days (7 for road traffic and fire) change the level and may bring a higher tier in (Art 13, 20); later ones do not.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from .accident_table import AccidentTable, InvestigatorRow, LevelRow
from .reporting import Deadline, Timing, contradictions, deadlines, timings
from .rules import read_table

Number = int | float | Literal["unknown"] | None
"""A stated number; None where nothing is stated of it; ``unknown`` where it is stated that nobody knows yet."""
MEASURES = ("deaths", "serious_injuries", "loss_wan")


@dataclass(frozen=True, slots=True)
class Accident:
    """One accident as its register or case file states it.

    ``stamps`` says who learned of it when: ``unit`` (the head of the unit), then ``county``, ``prefecture``, ``province``, ``state``.
    ``report`` and ``approval`` are the days on which the inquiry handed in its report and on which it was approved; ``taken_over_by`` is a tier that took
    the inquiry over (提级调查), a fact beside the rule.
    """

    day: date | None = None
    time: time | None = None
    deaths: Number = None
    missing: Number = None
    serious_injuries: Number = None
    loss_wan: Number = None
    kind: str = ""
    sector: str = ""
    place: str = ""
    stated_level: str | None = None
    stamps: tuple[tuple[str, datetime], ...] = ()
    report: date | None = None
    approval: date | None = None
    review: date | None = None
    taken_over_by: str | None = None

    @property
    def happened(self) -> bool:
        """Whether any harm is stated: without death, injury and loss there was no accident in the sense of the decree (Art 2)."""
        return any(value not in (None, 0) for value in (self.deaths, self.missing, self.serious_injuries, self.loss_wan))

    @property
    def moment(self) -> datetime | None:
        """When it happened, where the day and the time of day are stated."""
        return datetime.combine(self.day, self.time) if self.day and self.time else None


@dataclass(frozen=True, slots=True)
class Ground:
    """One measure and the level that it alone would give; ``level`` None where the number is unknown or not stated."""

    measure: str
    value: Number
    level: str | None


@dataclass(frozen=True, slots=True)
class Investigator:
    """Who investigates by the rule: tier, line and row of the table; ``tier`` None where a decree of its own decides it and the table does not know."""

    tier: str | None
    line: str
    zh: str
    en: str
    rule: str
    basis: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A thing to know beside the rule."""

    zh: str
    en: str
    basis: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the decree says of the accident.

    ``at_least`` is true where a number is unknown, so that the level may be higher; None where the deaths are not known and no other number gives even a
    lower bound. ``provisional`` is true while changes of the casualties still count, up to and with the day ``final_after``. ``level`` is None where no
    harm is stated, or none from which a level follows.
    """

    level: str | None
    level_if_missing_dead: str | None
    at_least: bool | None
    provisional: bool
    final_after: date | None
    window_days: int | None
    grounds: tuple[Ground, ...]
    classes: tuple[str, ...]
    investigating_tier: str | None
    investigator: Investigator | None
    investigator_if_missing_dead: Investigator | None
    taken_over_by: str | None
    timings: tuple[Timing, ...]
    deadlines: tuple[Deadline, ...]
    remarks: tuple[Remark, ...]
    oversight: Remark | None
    articles: tuple[str, ...]
    warnings: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str | None:
        """The line on which the inquiry runs: government, mine_safety, special_equipment, or that of a decree of its own (railway, aviation, maritime, power)."""
        return self.investigator.line if self.investigator else None

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape; days and times as ISO text."""
        return {**_plain(asdict(self)), "line": self.line}


@dataclass(frozen=True, slots=True)
class Revision:
    """What new numbers change: nothing where they came after the window, and then ``counts`` is false."""

    counts: bool
    before: Judgement
    after: Judgement
    changed: tuple[tuple[str, Any, Any], ...] = field(default=())


@cache
def shipped_table() -> AccidentTable:
    """The shipped ``accident.yaml``."""
    return read_table(Path(__file__).with_name("accident.yaml"), AccidentTable)


def judge(accident: Accident, *, as_of: date | None = None, table: AccidentTable | None = None) -> Judgement:
    """What the decree says of an accident as known on ``as_of`` (None: on the day of the accident)."""
    rules = table or shipped_table()
    day = accident.day
    classes = tuple(row.name for row in rules.classes if row.shown_by(accident.kind, accident.sector))
    rows = _levels(rules, day)
    grounds = tuple(Ground(name, getattr(accident, name), _reached(rows, name, getattr(accident, name))) for name in MEASURES)
    level = _highest(rows, [each.level for each in grounds]) or (rows[-1].name if accident.happened and accident.deaths != "unknown" else None)
    dead = _highest(rows, [level, _reached(rows, "deaths", _count(accident.deaths) + _count(accident.missing))])
    window = next((row for row in rules.windows if (not row.classes or set(row.classes) & set(classes)) and _holds(row.since, row.until, day)), None)
    final = day + timedelta(days=window.days) if day and window else None
    now = as_of or day
    first, if_dead = (_investigator(rules, classes, each, day) for each in (level, dead))
    chosen = [row for row in rows if row.name == level]
    steps = timings(rules, level, day, accident.moment, dict(accident.stamps)) if level else ()
    days = {"accident": day, "report": accident.report, "approval": accident.approval, "review": accident.review}
    inquiry = deadlines(rules, level, classes, days, now) if level else ()
    unsure = "unknown" in (accident.deaths, accident.missing, accident.serious_injuries, accident.loss_wan)
    return Judgement(
        level=level, level_if_missing_dead=dead, at_least=None if level is None and unsure else unsure,
        provisional=level is not None and (final is None or now is None or now <= final), final_after=final if level else None, window_days=window.days if window else None,
        grounds=grounds, classes=classes, investigating_tier=first.tier if first else None, investigator=first, investigator_if_missing_dead=if_dead, taken_over_by=accident.taken_over_by,
        timings=steps, deadlines=inquiry,
        remarks=_remarks(rules, accident, classes, day) if level else (),
        oversight=next((Remark(row.zh, row.en, row.basis) for row in rules.oversight if level in row.levels and row.in_force(day)), None),
        articles=tuple(dict.fromkeys([*(row.basis for row in chosen), *([first.basis] if first else []), *([window.basis] if window and level else [])])),
        warnings=(*_warnings(accident, rules, level), *contradictions(steps, inquiry)))


def revise(accident: Accident, later: Accident, *, known_on: date, table: AccidentTable | None = None) -> Revision:
    """What the numbers of ``later`` change when they become known on a day: level, investigator, reach of the report (Art 13, 20)."""
    before = judge(accident, as_of=known_on, table=table)
    after = judge(later, as_of=known_on, table=table)
    final = after.final_after or before.final_after
    counts = final is None or known_on <= final
    after = after if counts else before
    names = ("level", "level_if_missing_dead", "investigating_tier", "line", "at_least")
    changed = [(name, getattr(before, name), getattr(after, name)) for name in names if getattr(before, name) != getattr(after, name)]
    reach = [each.timings[-1].to if each.timings else None for each in (before, after)]
    if reach[0] != reach[1]:
        changed.append(("report_up_to", reach[0], reach[1]))
    return Revision(counts, before, after, tuple(changed))


def _levels(rules: AccidentTable, day: date | None) -> list[LevelRow]:
    """The levels in force on the day; on a day before the first of them, the oldest wording, and a warning says so."""
    return [row for row in rules.levels if row.in_force(day)] or [row for row in rules.levels if row.since == min(each.since or date.min for each in rules.levels)]


def _reached(rows: list[LevelRow], measure: str, value: Number) -> str | None:
    if value is None or value == "unknown" or value == 0:
        return None
    return next(row.name for row in rows if float(value) >= getattr(row, measure))


def _highest(rows: list[LevelRow], found: list[str | None]) -> str | None:
    return next((row.name for row in rows if row.name in found), None)


def _count(value: Number) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _holds(since: date | None, until: date | None, day: date | None) -> bool:
    """As `Dated.in_force`, but a day before the first rule has the first rule's window."""
    return until is None or day is None or day < until


def _investigator(rules: AccidentTable, classes: tuple[str, ...], level: str | None, day: date | None) -> Investigator | None:
    if level is None:
        return None
    fits = [row for row in rules.investigators if level in row.levels and (row.class_ is None or row.class_ in classes)]
    row: InvestigatorRow | None = next((each for each in fits if each.in_force(day)), None) or next((each for each in fits if each.class_ is None), None)
    return Investigator(row.tier, row.line, row.zh, row.en, row.id, row.basis) if row else None


def _remarks(rules: AccidentTable, accident: Accident, classes: tuple[str, ...], day: date | None) -> tuple[Remark, ...]:
    harmless = all(value in (None, 0) for value in (accident.deaths, accident.missing, accident.serious_injuries))
    said = {"always", *classes, *(["no_casualties"] if harmless else [])}
    return tuple(Remark(row.zh, row.en, row.basis) for row in rules.remarks if row.when in said and row.in_force(day))


def _warnings(accident: Accident, rules: AccidentTable, level: str | None) -> list[tuple[str, str]]:
    """What keeps the judgement from being sure, in both languages."""
    found = []
    oldest = min((row.since for row in rules.levels if row.since), default=None)
    if accident.deaths == "unknown":
        found.append((f"死亡人数不详：等级“{level}”只是按其他数字得出的下限" if level else "死亡人数不详，其他数字也不能定级，等级不定",
                      f"deaths not known: the level {level} is a lower bound from the other numbers" if level else "deaths not known, and no other number gives a level: none is given"))
    if not accident.happened:
        found.append(("没有伤亡或损失的数字，不构成本条例所称事故，不定等级", "no death, injury or loss is stated; there is no accident in the sense of the decree and no level"))
    elif accident.day is None:
        found.append(("事故日期不详，按现行规定计算，时限不能核对", "the day of the accident is not known; today's rules are used and no deadline can be checked"))
    elif oldest and accident.day < oldest:
        found.append((f"事故发生在条例施行（{oldest}）之前，仅按条例数字类比", f"the accident is older than the decree (in force {oldest}); its numbers are used by analogy only"))
    if accident.stated_level and level and accident.stated_level.removesuffix("事故") != level:
        found.append((f"台账所列等级“{accident.stated_level}”与按数字计算的“{level}”不一致", f"the register states {accident.stated_level}, the numbers give {level}"))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | time) else value
