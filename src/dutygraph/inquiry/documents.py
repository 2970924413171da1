"""The documents that a chain rests on, what became of them by the day, and where two of them, or two duties, contradict each other (N10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..analysis.behind import Behind
from ..analysis.explain import Explanation
from ..findings import Cite
from ..snapshot import Snapshot
from ..vocabulary import MODES, label
from .records import iso

LEADING = ("industry", "licence", "special", "zone")
"""Modes in which two bodies that both lead contradict each other; comprehensive and territorial supervision overlap by law."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A document with the clauses that are cited. ``state`` is in_force, ended, not_yet, superseded or unlisted (the list of documents does not have it)."""

    id: str
    name: str
    title: str
    issuer: str
    since: str | None
    until: str | None
    superseded_by: str
    state: str
    clauses: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both decide, with the rule of precedence that a reader would try first; never settled silently."""

    kind: str
    zh: str
    en: str
    precedence_zh: str
    precedence_en: str
    bodies: tuple[str, ...]
    documents: tuple[str, ...]
    cites: tuple[Cite, ...]


def documents(snapshot: Snapshot, cites: Iterable[Cite]) -> tuple[Cited, ...]:
    """Every document cited, by name, with its state on the day."""
    used: dict[str, dict[str, None]] = {}
    times: dict[str, int] = {}
    for cite in cites:
        if cite.document:
            used.setdefault(cite.document, {}).update({cite.clause: None} if cite.clause else {})
            times[cite.document] = times.get(cite.document, 0) + 1
    successors = _successors(snapshot)
    return tuple(sorted((_cited(snapshot, word, tuple(used[word]), times[word], successors) for word in used), key=lambda each: each.name))


def _cited(snapshot: Snapshot, word: str, clauses: tuple[str, ...], times: int, successors: Mapping[str, str]) -> Cited:
    node = word if word.startswith("document:") else f"document:{word}"
    rows = [snapshot.history.fact(*each) for each in snapshot.history.statements(node)]
    stated = [fact for fact in rows if fact.kind == "document"]
    if not stated:
        return Cited(node, node.removeprefix("document:"), "", "", None, None, "", "unlisted", clauses, times)
    first, day = stated[0], snapshot.as_of
    since, until, by = first["since"], first["until"], successors.get(node, "")
    state = "not_yet" if since is not None and since > day else "superseded" if by else "ended" if until is not None and until <= day else "in_force"
    return Cited(node, node.removeprefix("document:"), first["name"] or "", first["issuer"] or "", iso(since), iso(until), by.removeprefix("document:"), state, clauses, times)


def _successors(snapshot: Snapshot) -> dict[str, str]:
    """Documents that another one, in force by the day, replaces."""
    found: dict[str, str] = {}
    for values in snapshot.history.table("document").to_pylist():
        if values["supersedes"] and (values["since"] is None or values["since"] <= snapshot.as_of):
            found[values["supersedes"]] = values["id"]
    return found


def contradictions(snapshot: Snapshot, explained: Explanation, cited: Iterable[Cited]) -> tuple[Contradiction, ...]:
    """Superseded documents that facts in force still rest on; and several bodies that each lead in one mode, by different documents or by none."""
    found = [_stale(each) for each in cited if each.state in ("superseded", "ended")]
    for said in explained.modes:
        if said.mode in LEADING:
            found += _leads(said.mode, [duty for duty in said.duties if not duty.why and duty.lead != "cooperate" and duty.by != "owner"])
    return tuple(found)


def _stale(each: Cited) -> Contradiction:
    by = f"，已由{each.superseded_by}替代" if each.superseded_by else f"，已于{each.until}废止"
    by_en = f" and was replaced by {each.superseded_by}" if each.superseded_by else f" and ended on {each.until}"
    return Contradiction(
        "superseded", f"当日有效的事实仍以{each.name}为依据{by}", f"facts in force rest on {each.name}, which is no longer in force{by_en}",
        "以当日有效的新文件为准；新文件没有规定的，须向发文机关核实", "the newer document in force decides; where it is silent, ask the issuer",
        (), tuple(filter(None, (each.name, each.superseded_by))), ())


def _leads(mode: str, duties: list[Behind]) -> list[Contradiction]:
    """Several bodies that each lead over one sector in one mode; a station and its bureau are one."""
    by_matter: dict[str, dict[str, Behind]] = {}
    for duty in duties:
        by_matter.setdefault(duty.sector, {}).setdefault(duty.counts_as or duty.body, duty)
    found = []
    for held in by_matter.values():
        if len(held) < 2:
            continue
        names = [duty.counts_as_name or duty.body_name for duty in held.values()]
        papers = tuple(dict.fromkeys(duty.document.removeprefix("document:") for duty in held.values() if duty.document))
        zh, en = label(MODES, mode), label(MODES, mode, "en")
        found.append(Contradiction(
            "several_leads", f"{zh}由{len(names)}个机构承担，均未注明配合：{'、'.join(names)}", f"{len(names)} bodies hold {en} supervision and none is said to cooperate: {', '.join(names)}",
            "特别规定优于一般规定，新的优于旧的，同级冲突由共同上级裁定（立法法 Art 103-105 类推）", "special before general, newer before older, and the common superior decides between equals",
            tuple(held), papers, tuple(cite for duty in held.values() for cite in duty.cites)[:8]))
    return found
