"""What the papers do not know, said in so many words: gaps of the data are never gaps of the county, and no record is not the same as no act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..analysis.chain import Chain
from ..analysis.explain import Explanation
from ..analysis.roll import Seat
from ..law.accident import Judgement
from ..vocabulary import ACTS, label
from .evidence import Evidence
from .later import Known


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that is not known, and what it keeps the papers from saying."""

    kind: str
    zh: str
    en: str


def unknowns(chain: Chain, seats: Sequence[Seat], explained: Explanation, record: Evidence, known: Known | None, judged: Judgement) -> tuple[Unknown, ...]:
    """Everything that the data leave open, most general first; ``seats`` are all posts of the papers, also those that only the ranking reached."""
    completeness = chain.meta.completeness
    found = [Unknown("warning", zh, en) for zh, en in judged.warnings]
    if completeness.get("register", "unknown") == "unknown":
        found.append(Unknown("register", "名录是否完整未知：没有独立名单可比", "whether the register is complete is not known: there is no independent list to compare with"))
    for each in record.searched:
        if not each.records:
            zh, en = label(ACTS, each.type), label(ACTS, each.type, "en")
            found.append(Unknown("no_register", f"没有导入任何“{zh}”记录：缺少记录不等于没有做", f"no record of {en} of anybody was loaded: no record is not the same as no act"))
    for seat in seats:
        name = f"{seat.body_name} {seat.name}".strip()
        if seat.state in ("unknown", "not_loaded"):
            found.append(Unknown("holder", f"{name}：当日任职人不详（不等于空缺）", f"{name}: who held it that day is not known (which is no vacancy)"))
        found += [Unknown("since", f"{name}：{term.name}的任职起始不详", f"{name}: since when {term.name} held it is not known") for term in seat.holders if term.person and term.since is None]
    if completeness.get("since_unknown"):
        found.append(Unknown("duties", f"全县{completeness['since_unknown']}项职责起始不详", f"{completeness['since_unknown']} duties in the county have no stated start"))
    if not explained.places:
        found.append(Unknown("place", "该对象没有经营场所：属地职责无从落到", "the object has no stated place: nothing by territory can reach it"))
    if not explained.sectors:
        found.append(Unknown("sector", "该对象没有行业领域：按领域的职责无从落到", "the object has no stated sector: nothing by sector can reach it"))
    if known is not None and known.nothing:
        found.append(Unknown("known_then", "事故当日没有任何已导入的数据：当时所知无从比较", "no data had been received by the day: what was known then cannot be compared"))
    if completeness.get("synthetic"):
        found.append(Unknown("synthetic", "数据中有模拟数据", "some of the data are synthetic"))
    return tuple(found)
