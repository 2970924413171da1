"""Nominal supervision (挂名监管): a body holds a duty over an object, and there is no record that anybody ever acted on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Cite, Finding
from ..snapshot.acting import months_before
from ..snapshot.days import MIN, Bools, Ints, as_date
from ..vocabulary import MODES, OBJECT_TYPES, RISKS
from .acts import ACT_NAMES, Matches, chosen, matches, since
from .entry import Answer
from .pairs import Longs, Pairs, reached, sectors, split, subtree
from .parameters import Within
from .population import Objects, population, risk_codes
from .principal import principal, supervising
from .words import MOST, by_risk, cites, count_en, day_en, day_zh, names, ordered

if TYPE_CHECKING:
    from ..snapshot import Snapshot


def nominal(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Pairs of a bearer and an object (for duties by name: and a matter) without an act in the period.

    With ``by`` anyone a pair is an object and a matter, whoever bears the duty. ``out_of`` counts all such pairs for which an act is due.
    """
    pairs = _pairs(snapshot, asked["kinds"], asked["mode"], asked["sector"])
    acts = chosen(snapshot, act=asked["acts"])
    within: Within = asked["within"]
    if within.obligation:
        due, done = _by_obligation(snapshot, pairs, acts, asked)
    else:
        due, done = np.ones(len(pairs), bool), _done(snapshot, pairs, since(snapshot, acts, within), asked["by"])
    pairs, done = pairs.where(due), done[due]
    group = _groups(snapshot, pairs, asked["by"])
    count = int(group.max()) + 1 if len(group) else 0
    served = np.zeros(count, dtype=bool)
    served[group[done]] = True
    left = np.flatnonzero(~served[group])
    findings = _findings(snapshot, pairs.where(left), group[left], _last(snapshot, pairs.where(left), acts, asked["by"]), asked)
    unknown = int((snapshot.history.columns.d_since[snapshot.carried.i[np.unique(pairs.duty)]] == MIN).sum())
    notes = [f"{unknown} 条职责起始日期不详，按有效计。 {count_en(unknown, 'duty has', 'duties have')} no known start and {'counts' if unknown == 1 else 'count'} as in force."] if unknown else []
    return Answer(findings, count, "duty and object", notes)


def _pairs(snapshot: Snapshot, kinds: tuple[str, ...], mode: str, sector: str | None) -> Pairs:
    carried = snapshot.carried
    modes = carried.mode
    duties = np.ones(len(modes), bool) if mode == "principal" else modes == [term.name for term in MODES].index(mode)
    duties = duties & supervising(snapshot) & (carried.counts_as >= 0)
    pairs = reached(snapshot, population(snapshot, kinds), duties)
    if mode == "principal":
        pairs = pairs.where(principal(snapshot, pairs))
    if sector is None:
        return pairs
    root = snapshot.history.nodes("sector").ordinal(sector)
    below = np.isin(carried.sector[pairs.duty], subtree(snapshot, root))
    member, what = sectors(snapshot, np.unique(pairs.object))
    over = (carried.object[pairs.duty] == -1) & np.isin(pairs.object, member[what == root])
    return pairs.where(below | over)


def _done(snapshot: Snapshot, pairs: Pairs, acts: Ints, by: str) -> Bools:
    done = np.zeros(len(pairs), dtype=bool)
    done[matches(snapshot, pairs, acts, by).pair] = True
    return done


def _by_obligation(snapshot: Snapshot, pairs: Pairs, acts: Ints, asked: dict[str, Any]) -> tuple[Bools, Bools]:
    """Which pairs owe an act by a frequency per object (D14), and which have one in the time that it gives."""
    columns = snapshot.history.columns
    owed, done = np.zeros(len(pairs), bool), np.zeros(len(pairs), bool)
    kinds = columns.o_type[pairs.object].astype(np.int64)
    risks = risk_codes(snapshot, pairs.object).astype(np.int64)
    modes = snapshot.carried.mode[pairs.duty].astype(np.int64)
    code = (modes * 256 + kinds) * 256 + risks
    present, of = np.unique(code, return_inverse=True)
    for rule in snapshot.rules.frequencies_per_object:
        fits = np.array([rule.due(MODES[each >> 16].name, _term(OBJECT_TYPES, each >> 8 & 255), _term(RISKS, each & 255)) for each in present.tolist()], dtype=bool)
        due = fits[of] if len(pairs) else owed
        wanted = [ACT_NAMES.index(each) for each in rule.acts] if asked["acts"] is None else np.unique(columns.a_type)
        taken = acts[np.isin(columns.a_type[acts], wanted)]
        in_time = since(snapshot, taken, Within("", months_before(snapshot.as_of, rule.months)))
        owed |= due
        done |= due & _done(snapshot, pairs, in_time, asked["by"])
    return owed, done


def _term(terms: tuple[Any, ...], code: int) -> str | None:
    return terms[code].name if code < len(terms) else None


def _groups(snapshot: Snapshot, pairs: Pairs, by: str) -> Longs:
    """The number of the finding that each pair belongs to: bearer, object, and the matter of a duty by name."""
    carried = snapshot.carried
    sector = carried.sector[pairs.duty]
    matter = np.where((carried.object[pairs.duty] >= 0) | (by == "anyone"), sector, -1)
    bearer = carried.counts_as[pairs.duty] if by == "bearer" else np.zeros(len(pairs), dtype=np.int32)
    keys = np.column_stack([pairs.object, matter, bearer])
    return np.unique(keys, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _last(snapshot: Snapshot, pairs: Pairs, acts: Ints, by: str) -> Ints:
    """For each pair the day of the last act that falls under it, however long ago; the unknown day where there is none."""
    last = np.full(len(pairs), MIN, dtype=np.int32)
    found: Matches = matches(snapshot, pairs, acts, by)
    np.maximum.at(last, found.pair, snapshot.history.columns.a_day[found.act])
    return last


def _findings(snapshot: Snapshot, pairs: Pairs, group: Longs, last: Ints, asked: dict[str, Any]) -> list[Finding]:
    carried = snapshot.carried
    objects = Objects(snapshot, pairs.object)
    rows = carried.i[pairs.duty]
    cited = cites(snapshot, "duty", np.unique(rows))
    findings = []
    for chunk in split(group):
        evidence = tuple(cited[row] for row in dict.fromkeys(rows[chunk].tolist()))
        findings.append(_finding(snapshot, objects, pairs.where(chunk), evidence, (int(last[chunk].max()), asked)))
    return ordered(findings)


def _finding(snapshot: Snapshot, objects: Objects, pairs: Pairs, evidence: tuple[Cite, ...], about: tuple[int, dict[str, Any]]) -> Finding:
    last, asked = about
    history, carried = snapshot.history, snapshot.carried
    target = int(pairs.object[0])
    bearers = sorted({str(history.nodes("body").ids[each]) for each in carried.counts_as[pairs.duty].tolist()})
    matters = sorted({str(history.nodes("sector").ids[each]) for each in carried.sector[pairs.duty].tolist() if each >= 0})
    day = as_date(last)
    said = names(snapshot)
    unsure = any(each.since is None for each in evidence)
    who_zh, who_en = ("该机构（含派出、受托机构）", "it, its stations or delegates") if asked["by"] == "bearer" else ("任何单位", "anybody")
    past_zh = f"最近一次在{day_zh(day)}" if day else "从未有过"
    past_en = f"the last one was on {day_en(day)}" if day else "there never was one"
    period_zh, period_en = _period(asked["within"])
    facts = {"bearers": bearers, "matters": matters, **objects.facts(target), "last_act": day, "since_unknown": unsure, "duties": len(evidence)}
    return Finding(
        subject=objects.id(target), name=objects.name(target), severity=by_risk(objects.risk(target)),
        key="|".join([*(bearers if asked["by"] == "bearer" else []), *(matters if asked["by"] == "anyone" or len(matters) == 1 else [])]),
        zh=f"{said.zh(bearers)}对{objects.name(target)}{objects.where(target, 'zh')}负有{said.zh(matters)}监管职责，{period_zh}没有{who_zh}的履职记录，{past_zh}。"
           + ("职责起始日期不详。" if unsure else ""),
        en=f"{said.en(bearers)} holds a duty over {objects.name(target)}{objects.where(target, 'en')}{f' for {said.en(matters)}' if matters else ''}; "
           f"no act by {who_en} is on record {period_en}, {past_en}." + (" The duty's start is unknown." if unsure else ""),
        facts=facts, evidence=evidence[:MOST])


def _period(within: Within) -> tuple[str, str]:
    if within.obligation:
        return "在规定期限内", "in the time that the obligation gives"
    if within.before is None:
        return "至今", "up to this day"
    return f"自{within.before.isoformat()}之后", f"after {within.before.isoformat()}"


