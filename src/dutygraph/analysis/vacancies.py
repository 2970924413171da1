"""Vacancies (职务空缺): posts that carry a duty or a portfolio and that nobody fills, with the objects that depend on them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Cite, Finding
from ..snapshot.days import Bools, Ints, as_date, in_force
from ..snapshot.posts import MISSING
from ..vocabulary import MANNERS, POST_RANKS
from .entry import Answer
from .pairs import closure, reached, sectors
from .population import Objects, population, risks
from .principal import candidates
from .words import MOST, cites, count_en, day_en, day_zh, en, ordered, some, worst, zh

if TYPE_CHECKING:
    from ..snapshot import Snapshot

_VACANT = [term.name for term in MANNERS].index("vacant")
_SECTOR, _BODY = 1, 2


def vacancies(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Posts on which a duty in force rests, or that have a portfolio in force, and that are vacant on the day.

    ``out_of`` counts all such posts. With ``missing`` yes also bodies that bear a principal duty although no post of theirs is known.
    """
    history, columns, carried = snapshot.history, snapshot.history.columns, snapshot.carried
    rests = carried.post[(carried.why == 0) & (carried.post >= 0)]
    posts = np.unique(np.concatenate([rests, columns.portfolio.on(snapshot.day).a])).astype(np.int32)
    posts = posts[(posts >= 0) & (columns.p_body[posts] >= 0) & in_force(columns.p_since[posts], columns.p_until[posts], snapshot.day)]
    ids = [str(each) for each in history.nodes("post").ids[posts]]
    vacant = [(int(at), name) for at, name in zip(posts, ids, strict=True) if snapshot.post_state(name) == "vacant"]
    everyone = population(snapshot, asked["kinds"])
    findings = [_post(snapshot, at, name, depending(snapshot, at, everyone)) for at, name in vacant]
    bare = (carried.why == 0) & (carried.state == MISSING) & (carried.body >= 0) & candidates(snapshot)
    bodies = np.unique(carried.body[bare])
    if asked["missing"] == "yes":
        findings += [_body(snapshot, int(each), everyone, bare & (carried.body == each)) for each in bodies]
        return Answer(ordered(findings), len(posts) + len(bodies), "post")
    notes = []
    if len(bodies):
        notes.append(f"另有 {len(bodies)} 个机构负有监管职责但没有登记任何相应职务（missing=yes 列出）。"
                     f" {count_en(len(bodies), 'more body bears', 'more bodies bear')} duties with no post known for them (missing=yes lists them).")
    return Answer(ordered(findings), len(posts), "post", notes)


def depending(snapshot: Snapshot, post: int, everyone: Ints) -> Ints:
    """The objects that depend on a post: those of duties that rest on it, and those that its portfolio covers by sector or by body.

    A portfolio over a sector covers duties of the post's own body and of the bodies below, wherever they reach an object of that sector.
    """
    columns, carried = snapshot.history.columns, snapshot.carried
    links = columns.portfolio
    mine = (links.a == post) & in_force(links.since, links.until, snapshot.day) & (links.b >= 0)
    led = links.b[mine & (columns.f_over == _BODY)]
    found = [reached(snapshot, everyone, (carried.post == post) | np.isin(carried.counts_as, led)).object]
    covered = links.b[mine & (columns.f_over == _SECTOR)]
    if len(covered):
        below, above = closure(np.arange(len(columns.b_type)), columns.part_of.on(snapshot.day))
        under = np.isin(carried.body, below[above == columns.p_body[post]])
        holder, sector = sectors(snapshot, everyone)
        found.append(reached(snapshot, holder[np.isin(sector, covered)], under).object)
    return np.unique(np.concatenate(found)).astype(np.int32)


def _post(snapshot: Snapshot, post: int, name: str, reach: Ints) -> Finding:
    history, columns = snapshot.history, snapshot.history.columns
    rows = _portfolios(snapshot, post)
    duties = snapshot.carried.i[(snapshot.carried.post == post) & (snapshot.carried.why == 0)]
    day, said = _since(snapshot, post)
    body = str(history.nodes("body").ids[columns.p_body[post]])
    rank = POST_RANKS[int(columns.p_rank[post])].name if columns.p_rank[post] < len(POST_RANKS) else None
    label = f"{history.name(body)}{history.name(name).removeprefix(history.name(body))}"
    evidence = (*cites(snapshot, "holds", said).values(), *cites(snapshot, "in_charge_of", rows).values(), *cites(snapshot, "duty", np.unique(duties).tolist()).values())
    facts = {"body": body, "rank": rank, "vacant_since": day, "portfolios": len(rows), "duties": len(np.unique(duties))}
    return _finding(snapshot, Finding(name, label, *_words(label, rank, day), facts=facts, evidence=evidence), reach)


def _words(label: str, rank: str | None, day: date | None) -> tuple[str, str]:
    when_zh = f"自{day_zh(day)}起" if day else "起始日期不详，"
    return f"{label}（{zh(POST_RANKS, rank)}）{when_zh}空缺", f"{label} ({en(POST_RANKS, rank)}) has been vacant since {day_en(day)}"


def _body(snapshot: Snapshot, body: int, everyone: Ints, duties: Bools) -> Finding:
    history = snapshot.history
    name = str(history.nodes("body").ids[body])
    label = history.name(name)
    cited: dict[int, Cite] = cites(snapshot, "duty", np.unique(snapshot.carried.i[duties]).tolist())
    facts = {"body": name, "rank": None, "vacant_since": None, "portfolios": 0, "duties": len(cited)}
    found = Finding(name, label, f"{label}负有监管职责，但没有登记任何承担该职责的职务", f"{label} bears duties, but no post of its is known that would carry them",
                    key="missing", facts=facts, evidence=tuple(cited.values()))
    return _finding(snapshot, found, reached(snapshot, everyone, duties).object)


def _finding(snapshot: Snapshot, found: Finding, reach: Ints) -> Finding:
    """The finding with the objects that depend on it."""
    reach = np.unique(reach)
    objects = Objects(snapshot, reach[:MOST])
    first = reach[:MOST].tolist()
    names = [*(objects.name(each) for each in first), *([""] * (len(reach) - len(first)))]
    tail_zh = f"，涉及{len(reach)}个对象：{some(names, lang='zh')}。" if first else "，目前没有对象依托该职务。"
    tail_en = f"; {count_en(len(reach), 'object depends', 'objects depend')} on it: {some(names, lang='en')}." if first else "; no object depends on it."
    facts = {**found.facts, "objects": len(reach), "sample": [objects.id(each) for each in first]}
    severity = worst(risks(snapshot, reach)) if len(reach) else "low"
    return Finding(found.subject, found.name, found.zh + tail_zh, found.en + tail_en, severity, found.key, facts, found.evidence[:MOST])


def _portfolios(snapshot: Snapshot, post: int) -> list[int]:
    links = snapshot.history.columns.portfolio
    rows: list[int] = links.i[(links.a == post) & in_force(links.since, links.until, snapshot.day)].tolist()
    return rows


def _since(snapshot: Snapshot, post: int) -> tuple[date | None, list[int]]:
    """Since when the post is vacant, and the rows that say so: its last holder left, or it is stated to be vacant."""
    columns = snapshot.history.columns
    mine = np.flatnonzero(columns.holds.a == post)
    held = mine[(columns.h_manner[mine] != _VACANT) & (columns.holds.until[mine] <= snapshot.day)]
    empty = mine[(columns.h_manner[mine] == _VACANT) & in_force(columns.holds.since[mine], columns.holds.until[mine], snapshot.day)]
    if len(held):
        last = held[np.argmax(columns.holds.until[held])]
        return as_date(int(columns.holds.until[last])), columns.holds.i[np.append(empty, last)].tolist()
    start = int(columns.holds.since[empty].min()) if len(empty) else None
    return (as_date(start) if start is not None else None), columns.holds.i[empty].tolist()
