"""What one post, body or enterprise owed in each period and what is on record: proved, unproved or missing, never only done or not done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..analysis.tenure import Term, tenure
from ..findings import Cite
from ..law import Rules
from ..law.obligation_table import Counting, Obligation
from ..snapshot import Snapshot
from .periods import Bucket, buckets, months_back, owed
from .records import Record, copied

MOST_CITES = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One obligation of one bearer in one period. ``cites`` are the first records; ``doubts`` say why those unproved do not prove it.

    ``state`` is proved, unproved or missing; or, for what cannot be held against anybody: running (a period not over), not_due (too short a time in office), start_unknown (of the
    term), shown (an obligation without a number), no_register (the county loaded no record at all of this kind of act).
    """

    obligation: str
    zh: str
    en: str
    basis: str
    jurisdiction: str
    bearer: str
    holder: str
    holder_name: str
    period: str
    due: int
    proved: int
    unproved: int
    missing: int
    state: str
    doubts: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts records against obligations for one day."""

    snapshot: Snapshot
    rules: Rules
    window: date
    copies: frozenset[int]
    loaded: frozenset[str]
    """Kinds of act of which there is any record of anybody."""

    @classmethod
    def of(cls, snapshot: Snapshot, rules: Rules, records: Iterable[Record]) -> Counter:
        """A counter that knows which of the records were copied."""
        counting = rules.obligations.counting
        return cls(snapshot, rules, months_back(snapshot.as_of, counting.lookback_months), copied(records, counting.copied_records, counting.copied_characters),
                   frozenset(snapshot.history.table("act")["type"].unique().to_pylist()))

    @property
    def counting(self) -> Counting:
        return self.rules.obligations.counting

    def post(self, post: str, body: str, obligation: Obligation, records: Sequence[Record], liaised: frozenset[str]) -> list[Row]:
        """What the holders of a post owed, period by period; a post that nobody is known to hold is counted without a name."""
        found = []
        terms = _terms(self.snapshot, post)
        for bucket in self._buckets(obligation):
            holding: list[Term | None] = [each for each in terms if _overlaps(each, bucket)]
            for term in holding or ([] if terms else [None]):
                since, until = (_day(term.since), _day(term.until)) if term else (None, None)
                own = [(each, self._doubt(obligation, each, term)) for each in records if _within(each, bucket, since, until) and _his(each, post, body, term, obligation, liaised)]
                row = self._row(obligation, post, term.person or "" if term else "", term.name if term else "", bucket, owed(bucket, obligation.minimum, since, until, self.counting), own)
                if term is not None and term.since is None and row.state == "missing":
                    row = replace(row, state="start_unknown", missing=0)
                found.append(replace(row, doubts=("no_liaison",)) if obligation.liaison and not liaised else row)
        return found

    def body(self, bearer: str, obligation: Obligation, records: Sequence[Record]) -> list[Row]:
        """What a body, or an enterprise, owed as a whole; the records are those that count as its own."""
        found = []
        for bucket in self._buckets(obligation):
            own = [(each, self._doubt(obligation, each, None)) for each in records if each.type in obligation.acts and _within(each, bucket, None, None)]
            found.append(self._row(obligation, bearer, "", "", bucket, owed(bucket, obligation.minimum, None, None, self.counting), own))
        return found

    def _buckets(self, obligation: Obligation) -> list[Bucket]:
        return [each for each in buckets(obligation.period, self.window, self.snapshot.as_of) if obligation.in_force(each.since, each.until)]

    def _doubt(self, obligation: Obligation, record: Record, term: Term | None) -> str:
        """Why the record does not prove it; empty where it does."""
        if record.rescinded:
            return "rescinded"
        if obligation.in_person and (doubt := _in_person(record, term)):
            return doubt
        if doubt := self._topic(obligation, record):
            return doubt
        if record.signed is False:
            return "unsigned"
        if record.signed is None and (obligation.proof == "signature" or not record.number):
            return "signature_not_stated" if obligation.proof == "signature" else "no_number"
        return "copied" if id(record) in self.copies else ""

    def _topic(self, obligation: Obligation, record: Record) -> str:
        text = record.summary
        if obligation.topic and not any(word in text for word in self.counting.safety_words):
            return "topic"
        return "not_dedicated" if obligation.topic == "dedicated" and not any(word in text for word in self.counting.dedicated_words) else ""

    def _row(self, obligation: Obligation, bearer: str, holder: str, name: str, bucket: Bucket, due: int, own: list[tuple[Record, str]]) -> Row:
        proved = [each for each, doubt in own if not doubt]
        doubts = tuple(dict.fromkeys(doubt for _, doubt in own if doubt))
        known = bool(self.loaded & set(obligation.acts))
        missing = max(0, due - len(own)) if known else 0
        state = "shown" if obligation.minimum == 0 else "running" if bucket.running else "not_due" if due == 0 else "no_register" if not known else ""
        state = state or ("proved" if len(proved) >= due else "unproved" if len(own) >= due else "missing")
        cites = tuple(each.cite for each, _ in own[:MOST_CITES])
        return Row(obligation.id, obligation.zh, obligation.en, obligation.basis, obligation.jurisdiction, bearer, holder, name, bucket.name,
                   due, len(proved), len(own) - len(proved), missing, state, doubts, cites)


def _terms(snapshot: Snapshot, post: str) -> list[Term]:
    held = tenure(snapshot, post, 800)
    return [*held.predecessors, *held.holders]


def _in_person(record: Record, term: Term | None) -> str:
    if not record.person and not record.actor.startswith("person:"):
        return "" if record.actor.startswith("post:") and record.signed else "nobody_named"
    who = record.person or record.actor
    return "wrong_person" if term is not None and term.person and who != term.person else ""


def _his(record: Record, post: str, body: str, term: Term | None, obligation: Obligation, liaised: frozenset[str]) -> bool:
    """Whether a record is about this holder's obligation: done in the post, by the person, or (a meeting) by the body without a name."""
    if record.type not in obligation.acts or (obligation.liaison and record.object not in liaised):
        return False
    person = term.person if term else None
    if record.actor == post or (person and person in (record.actor, record.person)):
        return True
    return record.actor == body and record.type == "meeting" and not record.person


def _overlaps(term: Term, bucket: Bucket) -> bool:
    since, until = _day(term.since), _day(term.until)
    return (since is None or since < bucket.until) and (until is None or bucket.since < until)


def _within(record: Record, bucket: Bucket, since: date | None, until: date | None) -> bool:
    day = record.day
    return day is not None and bucket.since <= day < bucket.until and (since is None or since <= day) and (until is None or day < until)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
