"""The dossier that an auditor files after an accident (卷宗): chain, evidence, level and deadlines, ranking, what was known then, and how sure it is.

An annex to the fifth item of an inquiry's report (事故条例 Art 30), never the item itself: a lead, not a finding.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from ..analysis.chain import Chain, trace
from ..analysis.explain import Explanation, explain
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
from .stated import accident_of, accidents_on
from .tables import Link, Neighbour, PostRow, beyond, links_of, neighbours, post_rows
from .unknowns import Unknown, unknowns

FOOT = {"zh": "本卷宗为线索，不是责任认定。", "en": "A lead, not a finding."}
"""At the foot of every page, in both languages."""
USUAL_WINDOW = 365


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
            "ranking": _without_meta(plain(self.ranking.as_dict())), "evidence": plain(asdict(self.evidence)),
            "documents": [plain(asdict(each)) for each in self.documents], "contradictions": [plain(asdict(each)) for each in self.contradictions],
            "rungs": [plain(asdict(each)) for each in self.rungs], "known": plain(asdict(self.known)) if self.known else None,
            "neighbours": [plain(asdict(each)) for each in self.neighbours], "sensitivity": plain(asdict(self.sensitivity)),
            "unknowns": [plain(asdict(each)) for each in self.unknowns], "law": [plain(asdict(each)) for each in self.wordings],
            "supervision": [plain(asdict(each)) for each in self.explained.modes], "chain": chain,
        }

    def to_json(self) -> str:
        """The same bytes for the same question on the same data."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1)


def dossier(snapshot: Snapshot, object_id: str, rules: Rules, *, accident: Accident | None = None, then: Snapshot | None = None) -> Dossier:
    """Put the papers together for an object on the snapshot's day.

    Parameters
    ----------
    snapshot : the county on the day, as known now (or at a stated time).
    accident : its numbers; without it, the register's own row for the object on that day, else none.
    then : the same day by what was known on it; without it nothing is said of what arrived later.

    Notes
    -----
    Says what is on record. It does not say what anybody did that left no record, and it judges nobody.
    """
    said = accident or stated(snapshot, object_id)
    judged = judge(said, as_of=max(snapshot.as_of, said.day) if said.day else snapshot.as_of, table=rules.accidents)
    standing = _standing(snapshot, object_id, rules)
    chain, explained, broken = standing.chain, standing.explained, standing.broken
    ranking = rank(snapshot, (object_id,), said, chains=(chain,), judgement=judged)
    seats = (*chain.posts, *beyond(snapshot, chain, ranking))
    record = evidence(snapshot, chain, seats, explained, rules)
    posts = post_rows(chain, seats, ranking, record, broken)
    links = links_of(chain)
    cites = [*cited(chain), *(cite for mode in explained.modes for duty in mode.duties for cite in duty.cites)]
    papers = documents(snapshot, cites)
    known = standing.compared(snapshot, then) if then else None
    bases = [line.law for line in chain.lines if line.paths] + [row.basis for row in record.rows] + list(judged.articles)
    return Dossier(
        question(snapshot, object_id, said), described(snapshot, object_id, explained), said, judged, chain, explained, posts, links, ranking, record, papers,
        contradictions(snapshot, explained, papers), broken, known, neighbours(snapshot, chain), sensitivity(snapshot, chain, said, judged, rules.accidents),
        unknowns(chain, explained, record, known, judged), wordings(rules.editions, list(dict.fromkeys(bases)), snapshot.as_of))


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


def stated(snapshot: Snapshot, object_id: str) -> Accident:
    """The register's own row for an accident at the object on the day; without one an accident that has only its day."""
    found = accidents_on(snapshot, object_id, snapshot.as_of)
    return accident_of(snapshot, found[0]) if found else Accident(snapshot.as_of)


def window(snapshot: Snapshot, object_id: str) -> int:
    """How far back predecessors are looked for: a year, or since the oldest hazard that was open on the day was found."""
    found = [date.fromisoformat(each.found) for each in hazards(snapshot, [object_id]) if each.state != "cleared" and each.found]
    return max([USUAL_WINDOW, *((snapshot.as_of - day).days for day in found)])


def question(snapshot: Snapshot, object_id: str, accident: Accident) -> dict[str, Any]:
    """What was asked, in plain values, so that the same question can be asked again; nothing that names a store."""
    numbers = {name: getattr(accident, name) for name in ("deaths", "missing", "serious_injuries", "loss_wan")}
    return {
        "ask": "dossier", "object": object_id, "as_of": snapshot.as_of.isoformat(), "known_at": snapshot.known_at,
        "accident": {**numbers, **{name: plain(getattr(accident, name)) for name in ("day", "time", "kind", "sector", "place", "taken_over_by", "report", "approval", "review")},
                     "stamps": {who: moment.isoformat() for who, moment in accident.stamps}}}


def described(snapshot: Snapshot, object_id: str, explained: Explanation) -> dict[str, Any]:
    """The object as the day knows it."""
    node = snapshot.history.node(object_id) or {}
    names = {field: node.get(field) for field in ("code", "address", "size", "hazards", "remark")}
    return {"id": object_id, "name": snapshot.history.name(object_id), "type": explained.type, "risk": explained.risk, "alive": explained.alive, "places": list(explained.places),
            "sectors": list(explained.sectors), "owners": list(explained.owners), "overall": explained.overall, "reason_zh": explained.reason_zh, "reason_en": explained.reason_en, **names}


def _without_meta(said: Any) -> Any:
    """The ranking inside the papers: what it repeats of them is left out."""
    return {key: value for key, value in said.items() if key not in ("meta", "judgement")}


def _before(then: Snapshot, object_id: str) -> Chain | None:
    return trace(then, object_id, window_days=USUAL_WINDOW) if then.history.nodes("object").ordinal(object_id) >= 0 else None


def plain(value: Any) -> Any:
    """A value as JSON has it: days and times as ISO text, tuples as lists."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value.item() if hasattr(value, "item") else value
