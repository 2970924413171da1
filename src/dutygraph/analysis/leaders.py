"""Nobody in charge (无人分管): sectors and departments in no portfolio of a filled post, and bodies without exactly one deputy for safety."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Finding, Severity
from ..snapshot.days import in_force
from ..vocabulary import POST_RANKS
from .entry import Answer
from .pairs import closure, sectors, subtree
from .population import population, risks
from .words import MOST, cites, count_en, ordered, worst

if TYPE_CHECKING:
    import pandas as pd

    from ..snapshot import Snapshot

_SECTOR, _BODY, _ASSISTS = 1, 2, 1
_RANKS = [term.name for term in POST_RANKS]
_HEADS = ("secretary", "head")
_NOT_LEADERS = ("section_head", "staff", "safety_manager")
_LOCAL = ("county", "township", "zone", None)


@dataclass(frozen=True, slots=True)
class Charge:
    """A portfolio in force: the post that leads it, its rank, over what, and whether the post is filled; ``row`` is the fact."""

    post: str
    body: int
    rank: str | None
    over: int
    kind: int
    safety: bool
    filled: bool
    row: int


def no_leader(snapshot: Snapshot, asked: dict[str, Any]) -> Answer:
    """Sectors and departments that no filled post leads, those that only a head leads shown apart, and bodies with no or several deputies for safety.

    To assist (协管) is not to lead. Vertically managed bodies are left out, for the county does not divide their work. ``out_of`` counts the
    sectors, the departments and the bodies examined.
    """
    charges = _charges(snapshot)
    if not charges:
        return Answer([], 0, "sector or body", ["没有载入领导分工，无法判断。 No division of work is loaded, so nothing can be said."])
    parts = {"sectors": _sectors, "departments": _departments, "safety": _safety}
    chosen = [parts[name](snapshot, charges, asked) for name in parts if asked["what"] in ("all", name)]
    return Answer(ordered(found for findings, _ in chosen for found in findings), sum(count for _, count in chosen), "sector or body")


def _charges(snapshot: Snapshot) -> list[Charge]:
    columns, history = snapshot.history.columns, snapshot.history
    links, names = columns.portfolio, history.nodes("post").ids
    holds = in_force(links.since, links.until, snapshot.day) & (links.a >= 0) & (columns.f_share != _ASSISTS)
    filled: dict[int, bool] = {}
    found = []
    for at in np.flatnonzero(holds).tolist():
        post = int(links.a[at])
        if post not in filled:
            filled[post] = snapshot.post_state(str(names[post])) in ("filled", "unknown")
        rank = _RANKS[columns.p_rank[post]] if columns.p_rank[post] < len(_RANKS) else None
        over, kind, row = int(links.b[at]), int(columns.f_over[at]), int(links.i[at])
        found.append(Charge(str(names[post]), int(columns.p_body[post]), rank, over, kind, bool(columns.f_safety[at]), filled[post], row))
    return found


def _led(charges: list[Charge], kind: int) -> dict[int, list[Charge]]:
    led: dict[int, list[Charge]] = {}
    for each in charges:
        if each.kind == kind and each.filled and each.over >= 0:
            led.setdefault(each.over, []).append(each)
    return led


def county_sectors(snapshot: Snapshot) -> pd.DataFrame:
    """The sectors that the county itself divides its work by, not those of a national classification."""
    frame = snapshot.frame("sector")
    return frame[frame["scheme"].isna() | frame["scheme"].isin(["county", ""])]


def _sectors(snapshot: Snapshot, charges: list[Charge], asked: dict[str, Any]) -> tuple[list[Finding], int]:
    columns, history = snapshot.history.columns, snapshot.history
    led, frame = _led(charges, _SECTOR), county_sectors(snapshot)
    ordinals = [history.nodes("sector").ordinal(each) for each in frame["id"]]
    start, above = closure(np.array(ordinals, dtype=np.int32), columns.s_parent.on(snapshot.day))
    over: dict[int, list[Charge]] = {}
    for sector, up in zip(start.tolist(), above.tolist(), strict=True):
        over.setdefault(sector, []).extend(led.get(up, []))
    parts = _children(snapshot, ordinals)
    holder, what = sectors(snapshot, population(snapshot, asked["kinds"]))
    findings = []
    for sector, node, row in zip(ordinals, frame["id"], frame["i"], strict=True):
        charge = over[sector] or _through_parts(sector, over, parts)
        if charge and any(each.rank not in _HEADS for each in charge):
            continue
        objects = np.unique(holder[np.isin(what, subtree(snapshot, sector))])
        findings.append(_unled(snapshot, node, int(row), "sector", (charge, worst(risks(snapshot, objects)) if len(objects) else "low", len(objects))))
    return findings, len(frame)


def _children(snapshot: Snapshot, ordinals: list[int]) -> dict[int, list[int]]:
    up = snapshot.history.columns.s_parent.on(snapshot.day)
    parts: dict[int, list[int]] = {}
    for child, parent in zip(up.a.tolist(), up.b.tolist(), strict=True):
        if child in ordinals and parent in ordinals:
            parts.setdefault(parent, []).append(child)
    return parts


def _through_parts(sector: int, over: dict[int, list[Charge]], parts: dict[int, list[int]], seen: tuple[int, ...] = ()) -> list[Charge]:
    """The leaders of a sector's parts, if every part has one: then the whole is led."""
    if sector in seen or sector not in parts:
        return []
    found = [over[part] or _through_parts(part, over, parts, (*seen, sector)) for part in parts[sector]]
    return [each for charges in found for each in charges] if all(found) else []


def _departments(snapshot: Snapshot, charges: list[Charge], asked: dict[str, Any]) -> tuple[list[Finding], int]:
    led, frame = _led(charges, _BODY), snapshot.frame("body")
    frame = _local(frame[frame["type"] == "department"], ("county", None))
    findings = []
    for node, row in zip(frame["id"], frame["i"], strict=True):
        charge = led.get(snapshot.history.nodes("body").ordinal(node), [])
        if not charge or all(each.rank in _HEADS for each in charge):
            findings.append(_unled(snapshot, node, int(row), "department", (charge, "medium", None)))
    return findings, len(frame)


def _local(frame: pd.DataFrame, levels: tuple[str | None, ...]) -> pd.DataFrame:
    """The bodies of these tiers that are not vertically managed."""
    kept = [level in levels and not vertical for level, vertical in zip(_plain(frame["tier"]), _plain(frame["vertical"]), strict=True)]
    return frame[np.array(kept, dtype=bool)]


def _plain(column: pd.Series) -> list[Any]:
    return [None if value is None or value != value else value for value in column.tolist()]


def _unled(snapshot: Snapshot, node: str, row: int, kind: str, about: tuple[list[Charge], Severity, int | None]) -> Finding:
    """A sector or a department that nobody leads, or that only a head leads (shown apart)."""
    charge, severity, objects = about
    name = snapshot.history.name(node)
    posts = sorted({each.post for each in charge})
    heads = "、".join(map(snapshot.history.name, posts))
    what_zh, what_en = ("领域", "The sector") if kind == "sector" else ("部门", "The department")
    stated = {"sector": "sector", "department": "body"}[kind]
    evidence = (*cites(snapshot, "in_charge_of", [each.row for each in charge]).values(), *cites(snapshot, stated, [row]).values())
    facts: dict[str, Any] = {"what": kind, "posts": posts, "shown_apart": bool(charge), **({} if objects is None else {"objects": objects})}
    many_zh, many_en = ("", "") if objects is None else (f"（{objects}个对象）", f" ({count_en(objects, 'object')})")
    if charge:
        return Finding(node, name, f"{what_zh}“{name}”{many_zh}只由主要负责人（{heads}）直接分管，没有副职分管。",
                       f"{what_en} {name}{many_en} is led by a head alone ({heads}); no deputy has it.", "info", kind, facts, evidence[:MOST])
    return Finding(node, name, f"{what_zh}“{name}”{many_zh}不在任何在任领导的分工之内。", f"{what_en} {name}{many_en} is in no portfolio of a filled post.",
                   severity, kind, facts, evidence[:MOST])


def _safety(snapshot: Snapshot, charges: list[Charge], asked: dict[str, Any]) -> tuple[list[Finding], int]:
    history, columns = snapshot.history, snapshot.history.columns
    frame = snapshot.frame("body")
    frame = _local(frame[frame["type"].isin(["government", "department"])], _LOCAL)
    known = np.unique(columns.p_body[in_force(columns.p_since, columns.p_until, snapshot.day)])
    findings = []
    for node, row, kind in zip(frame["id"], frame["i"], frame["type"], strict=True):
        body = history.nodes("body").ordinal(node)
        mine = [each for each in charges if each.safety and each.body == body and each.rank not in (*_HEADS, *_NOT_LEADERS)]
        filled = sorted({each.post for each in mine if each.filled})
        if len(filled) != 1:
            vacant = sorted({each.post for each in mine} - set(filled))
            findings.append(_deputies(snapshot, (node, int(row), kind), (filled, vacant, [each.row for each in mine]), body in known))
    return findings, len(frame)


def _deputies(snapshot: Snapshot, about: tuple[str, int, str], posts: tuple[list[str], list[str], list[int]], known: bool) -> Finding:
    """A body with no deputy for safety, or with several."""
    (node, row, kind), (filled, vacant, rows) = about, posts
    history = snapshot.history
    name = history.name(node)
    severity: Severity = "low" if not known else "high" if kind == "government" and not filled else "medium"
    listed = "、".join(map(history.name, filled or vacant))
    if filled:
        zh = f"{name}有{len(filled)}名副职同时分管安全生产：{listed}，应当只有一名。"
        en = f"{name} has {len(filled)} deputies in charge of safety ({listed}); there should be exactly one."
    elif vacant:
        zh, en = f"{name}分管安全生产的副职（{listed}）空缺。", f"{name}: the deputy in charge of safety ({listed}) is vacant."
    elif known:
        zh, en = f"{name}没有副职分管安全生产。", f"{name} has no deputy in charge of safety."
    else:
        zh, en = f"{name}没有登记任何职务，看不出由谁分管安全生产。", f"No post of {name} is known, so nobody is seen to be in charge of safety."
    evidence = (*cites(snapshot, "in_charge_of", rows).values(), *cites(snapshot, "body", [row]).values())
    facts = {"what": "safety", "posts": filled, "vacant": vacant, "deputies": len(filled), "shown_apart": False, "posts_known": known}
    return Finding(node, name, zh, en, severity, "safety", facts, evidence[:MOST])
