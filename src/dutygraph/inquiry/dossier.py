"""The dossier that an auditor files after an accident (卷宗): chain, evidence, level and deadlines, ranking, what was known then, and how sure it is.

An annex to the fifth item of an inquiry's report (事故条例 Art 30), never the item itself: a lead, not a finding.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Any

from ..analysis.chain import Chain, trace
from ..analysis.explain import Explanation, explain
from ..facts import Fact
from ..law import Rules
from ..law.accident import Accident, Judgement, judge
from ..law.editions import Wording, wordings
from ..snapshot import Snapshot
from .backing import cited
from .documents import Cited, Contradiction, contradictions, documents
from .evidence import Evidence, evidence
from .later import Known, compare
from .mending import Rung, rungs
from .ranking import Ranking, rank
from .sensitivity import Sensitivity, sensitivity
from .site import hazards
from .stated import accident_of, accidents_on, judged_on
from .tables import MOST_NEIGHBOURS, Link, Neighbour, PostRow, beyond, links_of, neighbours, post_rows
from .unknowns import Unknown, unknowns

FOOT = {"zh": "本卷宗为线索，不是责任认定。", "en": "A lead, not a finding."}
"""At the foot of every page, in both languages."""
USUAL_WINDOW = 365
STATED = ("day", "time", "kind", "sector", "place", "taken_over_by", "report", "approval", "review")
"""What an accident states beside its numbers."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One inquiry's papers. ``posts`` and ``links`` are what every format shows: numbered, in one order, each once."""

    question: Mapping[str, Any]
    object: Mapping[str, Any]
    accident: Accident
    judgement: Judgement
    chain: Chain
    explained: Explanation
    posts: tuple[PostRow, ...]
    links: tuple[Link, ...]
    ranking: Ranking
    evidence: Evidence
    documents: tuple[Cited, ...]
    contradictions: tuple[Contradiction, ...]
    rungs: tuple[Rung, ...]
    known: Known | None
    neighbours: tuple[Neighbour, ...]
    neighbours_total: int
    sensitivity: Sensitivity
    unknowns: tuple[Unknown, ...]
    wordings: tuple[Wording, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape: everything that the other formats show, and the chain as the chain's own answer has it."""
        chain = self.chain.as_dict()
        meta = {**chain.pop("meta"), "rules_version": self.ranking.meta.rules_version, "parameters": dict(self.question)}
        return {
            "meta": meta, "question": dict(self.question), "foot": FOOT, "object": dict(self.object),
            "accident": plain(asdict(self.accident)), "judgement": self.judgement.as_dict(),
            "posts": [plain(asdict(each)) for each in self.posts], "links": [plain(asdict(each)) for each in self.links],
            "ranking": _beneath(plain(self.ranking.as_dict())), "evidence": plain(asdict(self.evidence)),
            "documents": [plain(asdict(each)) for each in self.documents], "contradictions": [plain(asdict(each)) for each in self.contradictions],
            "rungs": [plain(asdict(each)) for each in self.rungs], "known": plain(asdict(self.known)) if self.known else None,
            "neighbours": [plain(asdict(each)) for each in self.neighbours], "neighbours_total": self.neighbours_total, "sensitivity": plain(asdict(self.sensitivity)),
            "unknowns": [plain(asdict(each)) for each in self.unknowns], "law": [plain(asdict(each)) for each in self.wordings],
            "supervision": [plain(asdict(each)) for each in self.explained.modes], "chain": chain,
        }

    def to_json(self) -> str:
        """The same bytes for the same question on the same data."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1)


def dossier(
    snapshot: Snapshot, object_id: str, rules: Rules, *, accident: Accident | None = None, row: Fact | None = None, then: Snapshot | None = None, judged: date | None = None,
) -> Dossier:
    """Put the papers together for an object on the snapshot's day.

    Parameters
    ----------
    snapshot : the county on the day, as known now (or at a stated time).
    accident : its numbers; without it, those of ``row``.
    row : the accident's row in the register; where neither is given, the object's own of that day, if there is one.
    judged : the day on which deadlines and the level are judged; else as `judged_on` says.
    then : the same day by what was known on it; without it nothing is said of what arrived later.

    Notes
    -----
    Says what is on record. It does not say what anybody did that left no record, and it judges nobody.
    """
    if accident is None:
        row = row or row_of(snapshot, object_id)
    said = accident or stated(snapshot, object_id, row)
    on = judged or judged_on(snapshot, said)
    found = judge(said, as_of=on, table=rules.accidents)
    standing = _standing(snapshot, object_id, rules)
    chain, explained, broken = standing.chain, standing.explained, standing.broken
    ranking = rank(snapshot, (object_id,), said, chains=(chain,), judgement=found)
    seats = (*chain.posts, *beyond(snapshot, chain, ranking))
    record = evidence(snapshot, chain, seats, explained, rules)
    posts = post_rows(chain, seats, ranking, record, broken)
    links = links_of(snapshot, chain, seats, ranking)
    cites = [*cited(chain), *(cite for mode in explained.modes for duty in mode.duties for cite in duty.cites),
             *(cite for link in links if not link.chain for cite in link.cites)]
    papers = documents(snapshot, cites)
    known = standing.compared(snapshot, then) if then else None
    beside = neighbours(snapshot, chain)

    def reach(level: str) -> frozenset[str]:
        judgement = replace(found, level_if_missing_dead=level)
        at = ranking if level == found.level_if_missing_dead else rank(snapshot, (object_id,), said, chains=(chain,), judgement=judgement)
        return frozenset(each.id for each in at.posts if each.in_reach)
    bases = [line.law for line in chain.lines if line.paths] + [row.basis for row in record.rows] + list(found.articles)
    return Dossier(
        question(snapshot, object_id, said, row, on), described(snapshot, object_id, explained), said, found, chain, explained, posts, links, ranking, record, papers,
        contradictions(snapshot, explained, papers), broken, known, beside[:MOST_NEIGHBOURS], len(beside), sensitivity(snapshot, chain, said, found, rules.accidents, reach),
        unknowns(chain, seats, explained, record, known, found), wordings(rules.editions, list(dict.fromkeys(bases)), snapshot.as_of))


@dataclass(slots=True)
class _Standing:
    """What does not change with the numbers of the accident; kept with the day, because an auditor tries several."""

    chain: Chain
    explained: Explanation
    broken: tuple[Rung, ...]
    known: dict[str, Known]

    def compared(self, snapshot: Snapshot, then: Snapshot) -> Known:
        """The chain beside the one known then."""
        key = f"{then.data_version} {then.known_at}"
        if key not in self.known:
            self.known[key] = compare(snapshot, self.chain, then, _before(then, self.chain.object))
        return self.known[key]


def _standing(snapshot: Snapshot, object_id: str, rules: Rules) -> _Standing:
    key = ("standing", object_id)
    if key not in snapshot.memo:
        chain = trace(snapshot, object_id, window_days=window(snapshot, object_id))
        explained = explain(snapshot, object_id)
        snapshot.memo[key] = _Standing(chain, explained, rungs(snapshot, chain, explained, rules.obligations), {})
    kept: _Standing = snapshot.memo[key]
    return kept


def row_of(snapshot: Snapshot, object_id: str) -> Fact | None:
    """The register's own row for an accident at the object on the day; of several the last by key, and the question says which."""
    return next(iter(accidents_on(snapshot, object_id, snapshot.as_of)), None)


def stated(snapshot: Snapshot, object_id: str, row: Fact | None = None) -> Accident:
    """The accident of a row of the register, else of the object's own row of that day; without one an accident that has only its day."""
    row = row or row_of(snapshot, object_id)
    return accident_of(snapshot, row) if row else Accident(snapshot.as_of)


def window(snapshot: Snapshot, object_id: str) -> int:
    """How far back predecessors are looked for: a year, or since the oldest hazard that was open on the day was found."""
    found = [date.fromisoformat(each.found) for each in hazards(snapshot, [object_id]) if each.state != "cleared" and each.found]
    return max([USUAL_WINDOW, *((snapshot.as_of - day).days for day in found)])


def question(snapshot: Snapshot, object_id: str, accident: Accident, row: Fact | None, on: date) -> dict[str, Any]:
    """What was asked, in plain values, so that the same question can be asked again; nothing that names a store."""
    numbers = {name: getattr(accident, name) for name in ("deaths", "missing", "serious_injuries", "loss_wan")}
    return {
        "ask": "dossier", "object": object_id, "as_of": snapshot.as_of.isoformat(), "known_at": snapshot.known_at, "judged_on": on.isoformat(),
        "accident": {"key": str(row["key"]) if row else None, **numbers, **{name: plain(getattr(accident, name)) for name in STATED},
                     "stamps": {who: moment.isoformat() for who, moment in accident.stamps}}}


def described(snapshot: Snapshot, object_id: str, explained: Explanation) -> dict[str, Any]:
    """The object as the day knows it."""
    node = snapshot.history.node(object_id) or {}
    names = {field: node.get(field) for field in ("code", "address", "size", "hazards", "remark")}
    return {"id": object_id, "name": snapshot.history.name(object_id), "type": explained.type, "risk": explained.risk, "alive": explained.alive, "places": list(explained.places),
            "sectors": list(explained.sectors), "owners": list(explained.owners), "overall": explained.overall, "reason_zh": explained.reason_zh, "reason_en": explained.reason_en, **names}


def _beneath(said: Any) -> Any:
    """The ranking inside the papers: what it repeats of them is left out, and a post out of reach has no kind, as in every other form."""
    posts = [post if post["in_reach"] else {**post, "kind": None, "kind_reason": None} for post in said["posts"]]
    return {**{key: value for key, value in said.items() if key not in ("meta", "judgement")}, "posts": posts}


def _before(then: Snapshot, object_id: str) -> Chain | None:
    return trace(then, object_id, window_days=USUAL_WINDOW) if then.history.nodes("object").ordinal(object_id) >= 0 else None


def plain(value: Any) -> Any:
    """A value as JSON has it: days and times as ISO text, tuples as lists."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value.item() if hasattr(value, "item") else value
