"""Why nobody supervises an object, in one code and one sentence; and which parts of it nobody reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..vocabulary import MODES, label
from .behind import Behind
from .ladder import Ladder
from .starts import Subject


@dataclass(frozen=True, slots=True)
class Part:
    """One township x sector of an object that stands in several, without a principal duty there."""

    territory: str
    territory_name: str
    sector: str
    sector_name: str


def why_unsupervised(ladder: Ladder, subject: Subject, found: Sequence[Behind], code: str) -> tuple[str, str, str]:
    """The reason as coverage has it (``code``), in a sentence that names the bodies and modes meant; ``not-alive`` where the object is not counted that day."""
    at = ladder.snapshot.history.nodes("object").ordinal(subject.id)
    if not ladder.snapshot.alive[at]:
        return "not-alive", "当日不在册或已关闭", "not on the register on that day, or closed"
    code = code or ("no-sector" if not subject.sectors else "no-place" if not subject.places else "no-duty")
    dead = sorted({duty.body_name for duty in found if duty.why.startswith("bearer-")})
    others = sorted({duty.mode for duty in found if not duty.why and not duty.principal}, key=[term.name for term in MODES].index)
    zh_modes, en_modes = ("、".join(label(MODES, mode, "zh") for mode in others), ", ".join(label(MODES, mode, "en") for mode in others))
    said = {
        "no-sector": ("没有所属领域，无法确定行业主管部门", "no sector is stated, so no industry supervisor follows"),
        "no-place": ("没有经营场所位置，按区域的职责无从落到", "no place is stated, so no duty by territory reaches it"),
        "bearer-ended": (f"职责机构（{'、'.join(dead)}）已不存续且无承接机构", f"the bearing body ({', '.join(dead)}) is not known or has ended without a successor"),
        "not-principal": ("没有可承担监管的职责", "no duty that can carry supervision"),
        "no-duty": ("所在区域与领域没有任何监管职责", "no duty over its sector and place"),
    }
    zh, en = said.get(code, said["no-duty"])
    return (code, f"{zh}；只有{zh_modes}", f"{en}; only {en_modes}") if others else (code, zh, en)


def parts_unreached(ladder: Ladder, subject: Subject, found: Sequence[Behind]) -> list[Part]:
    """Pairs of township and sector without a principal duty in force; empty where a duty by name covers the whole, or the object has one pair only."""
    good = [duty for duty in found if duty.principal and duty.state in ("direct", "inherited", "vacant")]
    if any(duty.by in ("named", "owner") for duty in good) or len(subject.places) * len(subject.sectors) < 2:
        return []
    names = {duty.fact for duty in good}
    reaching = [reach.row for reach in subject.duties if reach.reaches and f"{reach.facts[0]['scope']}/{reach.facts[0]['key']}" in names]
    missing = []
    for place in subject.places:
        around = ladder.places_above((place,))
        for sector in subject.sectors:
            above = ladder.sectors_above((sector,))
            if not any((row["sector"] is None or row["sector"] in above) and not around.isdisjoint(row["territories"]) for row in reaching):
                missing.append(Part(place, ladder.name(place), sector, ladder.name(sector)))
    return missing
