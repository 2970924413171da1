"""Posts and bodies in the order in which an inquiry would reach them, with the parts of each score, a suggested kind, and the cut.

Not a verdict: it says where an inquiry of such an accident usually looks, by facts in force on the day and by rules in ``law/inquiry.yaml``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ..analysis.chain import Chain, trace
from ..analysis.ladder import Ladder, Matter
from ..analysis.roll import Seat
from ..analysis.starts import Subject
from ..analysis.tenure import tenure
from ..errors import UsageError
from ..findings import Cite, Meta
from ..law.accident import Accident, Judgement, judge
from ..law.inquiry import InquiryRules
from ..law.inquiry_table import Regime
from ..snapshot import Snapshot
from .kinds import Reason, counters, fault_tiers, kind_of
from .roles import Role, role_of
from .scoring import Scored, parts_of, reached
from .standing import ORDER, Standing, Way, about, standings
from .stated import judged_on

NO_POST = Reason("数据未载明该单位的职务", "no post is stated", "")
"""Why a body has neither score nor reach: it may well answer, and the data cannot say by whom."""
GOVERNING_KIND = "全面领导责任"
"""What a body as a whole answers with (中国共产党问责条例 Art 6); a post never does."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A post in the order of an inquiry: ``score`` is the sum of ``parts``; ``in_reach`` whether it is above the cut."""

    id: str
    name: str
    body: str
    body_name: str
    tier: str
    role: str
    in_reach: bool
    rank: int
    score: float
    parts: tuple[Scored, ...]
    kind: str | None
    kind_reason: Reason | None
    counter: tuple[Reason, ...]
    lines: tuple[str, ...]
    reasons: tuple[Reason, ...]
    same_person: tuple[str, ...]
    """Other posts of the ranking that its holder holds too: one answerer, not two."""
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class RankedBody:
    """A body with its ways to the site, in the order of its highest post; it answers as a whole where a post of it is in reach.

    ``in_reach`` and ``score`` are None where the data state no post of it, and ``unknown`` says so.
    """

    id: str
    name: str
    tier: str
    type: str
    in_reach: bool | None
    rank: int
    score: float | None
    kind: str | None
    lines: tuple[str, ...]
    ways: tuple[Way, ...]
    powers: tuple[tuple[str, str], ...]
    unknown: Reason | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who an inquiry would reach, best first."""

    meta: Meta
    objects: tuple[str, ...]
    accident: Accident
    judgement: Judgement
    regime: Regime | None
    cut: float
    fitted_on: Mapping[str, str]
    posts: tuple[Ranked, ...]
    bodies: tuple[RankedBody, ...]
    chains: tuple[Chain, ...]
    notes: tuple[Reason, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape (without the chains, which have their own)."""
        judged = self.judgement.as_dict()
        return {
            "meta": asdict(self.meta), "objects": list(self.objects), "level": judged["level"], "level_if_missing_dead": judged["level_if_missing_dead"],
            "provisional": judged["provisional"], "investigating_tier": judged["investigating_tier"], "judgement": judged,
            "regime": self.regime.model_dump(mode="json") if self.regime else None,
            "cut": {"score": self.cut, "zh": f"得分不低于{self.cut}的，在追责所及之内", "en": f"a score of {self.cut} or more is within reach"},
            "fitted_on": dict(self.fitted_on), "posts": [asdict(each) for each in self.posts], "bodies": [_body_dict(each) for each in self.bodies],
            "notes": [asdict(each) for each in self.notes],
        }

    def to_json(self) -> str:
        """The same bytes for the same question on the same data."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1)


def _body_dict(each: RankedBody) -> dict[str, Any]:
    return {**asdict(each), "powers": [{"power": power, "origin": origin} for power, origin in each.powers]}


def rank(
    snapshot: Snapshot, objects: Sequence[str], accident: Accident, *, window_days: int = 365, chains: Sequence[Chain] = (), judgement: Judgement | None = None,
) -> Ranking:
    """Rank every post that an accident at these objects could reach.

    Parameters
    ----------
    snapshot : the county on the day of the accident, as known at one time.
    objects : ids of the objects at which it happened.
    accident : what happened; its level and day decide how far the inquiry reaches.
    window_days : how far before and after the day predecessors and successors are looked for.
    chains : the chains of these objects, where they have been traced already.

    Notes
    -----
    Rests on facts in force and on rules in data. What anybody did or left undone is not in it: that is for the records and the inquiry.
    """
    if not objects:
        raise UsageError("no object is named.", advice="Name the enterprise or site where it happened.")
    table = InquiryRules(snapshot.rules.inquiry)
    judged = judgement or judge(accident, as_of=judged_on(snapshot, accident) if accident.day else None, table=snapshot.rules.accidents)
    ladder = Ladder.of(snapshot)
    chains = tuple(chains) or tuple(trace(snapshot, each, window_days=window_days) for each in objects)
    beside = _beside(snapshot, objects, chains, window_days)
    found = standings(ladder, chains, beside, table, about(ladder, objects, accident))
    matter = _matter(ladder, objects)
    seats = {seat.id: seat for chain in (*chains, *(chain for _, chain in beside)) for seat in chain.posts}
    tiers = fault_tiers(ladder, found)
    people = _people(chain for chain in (*chains, *(chain for _, chain in beside)))
    posts = _numbered(people, (_ranked(ladder, post, found, matter, seats.get(post.id), table, judged, accident, tiers) for post in ladder.posts.values() if post.body in found))
    return Ranking(
        snapshot.meta({"objects": list(objects), "window_days": window_days}), tuple(objects), accident, judged,
        table.regime(accident.day), table.table.cut, table.table.fitted_on.model_dump(), posts, _bodies(ladder, found, posts), chains, tuple(_notes(accident, judged)))


def _beside(snapshot: Snapshot, objects: Sequence[str], chains: Iterable[Chain], window_days: int) -> tuple[tuple[str, Chain], ...]:
    """Suppliers, landlords, principals and agencies one step out, each with its own chain (安全生产法 Art 48, 49)."""
    others = dict.fromkeys(note.other for chain in chains for note in chain.notes.sideways if note.other not in objects)
    known = snapshot.history.nodes("object")
    return tuple((each, trace(snapshot, each, window_days=window_days)) for each in others if known.ordinal(each) >= 0)


def _matter(ladder: Ladder, objects: Iterable[str]) -> Matter:
    found = [Subject.of(ladder, each).matter(ladder) for each in objects]
    return Matter(frozenset().union(*(each.sectors for each in found)), frozenset().union(*(each.places for each in found)))


def _ranked(
    ladder: Ladder, post: Any, found: dict[str, Standing], matter: Matter, seat: Seat | None, rules: InquiryRules, judged: Judgement, accident: Accident, tiers: frozenset[str],
) -> tuple[tuple[float, int, int, str], Ranked]:
    body, standing = ladder.bodies[post.body], found[post.body]
    role = role_of(ladder, post, found, matter, rules)
    parts = parts_of(role, body, standing, rules, judged.level_if_missing_dead, accident.day)
    score = round(sum(part.weight for part in parts), 2)
    kind, reason, against = kind_of(role, body, standing, tiers, rules, accident.day)
    lines = seat.lines if seat else standing.lines
    reasons = _reasons(ladder, role, standing, seat)
    cites = tuple(dict.fromkeys((*(seat.cites if seat else ()), *role.cites, *standing.best.cites)))
    order = (-score, ORDER.index(standing.best.how), standing.best.steps, post.id)
    return order, Ranked(
        post.id, post.name, post.body, body.name, body.tier, role.name, reached(role, body, standing, rules, judged.level_if_missing_dead, accident.day), 0, score, parts, kind, reason,
        (*against, *counters(ladder, role, body, seat or tenure(ladder.snapshot, post.id, 0), rules, accident.day)), lines, reasons, (), cites)


def _reasons(ladder: Ladder, role: Role, standing: Standing, seat: Seat | None) -> tuple[Reason, ...]:
    """Why the post is in it: its body's nearest way, its portfolio, and what the chain says."""
    best = standing.best
    found = [Reason(best.zh, best.en, "")]
    for over in role.over:
        found.append(Reason(f"分管{ladder.name(over)}", f"in charge of {ladder.name(over)}", ""))
    if seat:
        found += [Reason(zh, en, "") for zh, en in zip(seat.zh, seat.en, strict=False)]
    return tuple(dict.fromkeys(found))


def _people(chains: Iterable[Chain]) -> dict[str, tuple[str, ...]]:
    """For each post the other posts that its holder of the day holds."""
    held: dict[str, dict[str, None]] = {}
    for chain in chains:
        for person in chain.people:
            posts = [each.post for each in person.posts if each.relation == "holder"]
            for post in posts:
                held.setdefault(post, {}).update((other, None) for other in posts if other != post)
    return {post: tuple(others) for post, others in held.items()}


def _numbered(people: dict[str, tuple[str, ...]], rows: Iterable[tuple[tuple[float, int, int, str], Ranked]]) -> tuple[Ranked, ...]:
    return tuple(replace(post, rank=at, same_person=people.get(post.id, ())) for at, (_, post) in enumerate(sorted(rows, key=lambda row: row[0]), 1))


def _bodies(ladder: Ladder, found: dict[str, Standing], posts: Sequence[Ranked]) -> tuple[RankedBody, ...]:
    best: dict[str, Ranked] = {}
    near: dict[str, bool] = {}
    for post in posts:
        best.setdefault(post.body, post)
        near[post.body] = near.get(post.body, False) or post.in_reach
    rows = []
    for body, standing in found.items():
        known, top = ladder.bodies[body], best.get(body)
        powers = tuple(sorted((str(fact["power"]), str(fact["origin"] or "own")) for fact in ladder.snapshot.facts("power", body=body)))
        rows.append(RankedBody(
            body, known.name, known.tier, known.type, near.get(body), 0, top.score if top else None, GOVERNING_KIND if near.get(body) else None,
            standing.lines, tuple(sorted(standing.ways, key=lambda way: (bool(way.via), ORDER.index(way.how), way.steps, way.line, way.zh))), powers, None if top else NO_POST))
    rows.sort(key=lambda row: (float("inf") if row.score is None else -row.score, row.id))
    return tuple(replace(row, rank=at) for at, row in enumerate(rows, 1))


def _notes(accident: Accident, judged: Judgement) -> Iterable[Reason]:
    yield Reason("仅为线索，不是认定：未看各人做了什么、没做什么", "a lead, not a finding: what anybody did or left undone is not in it", "")
    if accident.day is None:
        yield Reason("事故日期不详，按现行规则排序，不适用有时限的规则", "the day is not known: rules of today are used, none of an earlier time", "")
    if judged.level != judged.level_if_missing_dead:
        yield Reason(f"追责所及按失踪人员遇难时的等级（{judged.level_if_missing_dead}）", f"the reach follows the level if the missing are dead ({judged.level_if_missing_dead})", "事故条例 Art 12(4)")
    if judged.at_least is not False:
        yield Reason("有数字不详，等级可能更高，追责所及可能更广", "a number is unknown: the level, and with it the reach, may be higher", "事故条例 Art 13")
    if not accident.happened:
        yield Reason("未造成事故：按对非法违法行为未采取有效措施的事前问责排序", "no accident: ranked as accountability for illegal operation that nobody acted on", "M04")
