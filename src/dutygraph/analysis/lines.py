"""The lines along which accountability climbs (责任线): where each begins, which links it follows upward, where it stops.

A line is declared here and nowhere else; `walk` only reads these tables. Guidance (条), registration and national supervision begin no
line: they are shown beside the chain and never walked as command (安全生产法 Art 3; B18; P01).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ..vocabulary import LINES as WORDS
from ..vocabulary import Term

Start = Literal["inside", "duty", "governs", "licence", "liaison", "bodies"]
"""How an object comes upon the first body of a line: posts inside the enterprise, a duty in force, a body that governs its place, a
licence it holds, a leader who keeps contact with it, or (party) the bodies of all other lines."""
Climb = Literal["unit", "run_by", "part_of", "within", "on_behalf", "in_charge_of", "committee"]
"""Which links lead upward: units inside an enterprise, the enterprise that runs the object (each of its starts is one of the object's too,
with the enterprise between: a boiler answers where its works does), direct leadership (块), the parent territory's government, the
delegating body, a leader of another body whose portfolio names this body, the party committee of the same tier."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of accountability.

    ``modes`` are the modes of duty that begin it, ``governing`` the types of body that begin it because they govern the place.
    ``safety_first`` says that inside a department the deputy for work safety answers beside the deputy for the sector; in the other
    lines he answers there only where nobody has the sector. ``top`` is the highest tier entered; ``issuer`` stops at the first government.
    """

    name: str
    zh: str
    en: str
    starts: tuple[Start, ...]
    climbs: tuple[Climb, ...]
    top: str
    law: str
    modes: tuple[str, ...] = ()
    governing: tuple[str, ...] = ()
    safety_first: bool = False


def _line(
    name: str, starts: tuple[Start, ...], climbs: tuple[Climb, ...], top: str, modes: tuple[str, ...] = (), governing: tuple[str, ...] = (), *, safety_first: bool = False,
) -> Line:
    term = next(each for each in WORDS if each.name == name)
    return Line(name, term.zh, term.en, starts, climbs, top, term.basis, modes, governing, safety_first)


LINES: Mapping[str, Line] = MappingProxyType({line.name: line for line in (
    _line("enterprise", ("inside",), ("unit", "run_by"), "enterprise"),
    _line("territorial", ("duty", "governs", "liaison"), ("run_by", "part_of", "within", "in_charge_of"), "province", ("territorial",), ("village_committee", "government"),
          safety_first=True),
    _line("industry", ("duty",), ("run_by", "part_of", "on_behalf", "in_charge_of"), "province", ("industry",)),
    _line("licence", ("duty", "licence"), ("run_by", "part_of", "on_behalf", "in_charge_of"), "issuer", ("licence",)),
    _line("special", ("duty",), ("run_by", "part_of", "on_behalf", "in_charge_of"), "province", ("special",)),
    _line("comprehensive", ("duty",), ("run_by", "part_of", "on_behalf", "in_charge_of"), "province", ("comprehensive",), safety_first=True),
    _line("zone", ("duty", "governs", "liaison"), ("run_by", "part_of", "within", "in_charge_of"), "province", ("zone",), ("zone_committee",), safety_first=True),
    _line("party", ("bodies", "liaison"), ("run_by", "committee", "part_of"), "province", safety_first=True),
)})
"""Every line, in the order in which it is shown. Local leaders answer up to the province (厅字〔2018〕13号 Art 2); the state is not a local tier."""

TIERS: tuple[str, ...] = ("enterprise", "village", "township", "zone", "county", "prefecture", "province", "state")
"""Tiers bottom up; a zone stands between township and county."""
NEVER_COMMAND: tuple[str, ...] = ("committee", "mass_organisation")
"""Types of body that coordinate or take part and are never walked (E14, E18)."""
ASIDE_MODES: tuple[str, ...] = ("guidance", "national", "registration")
"""Modes of duty that are shown beside the chain and begin no line."""
GOVERNING_TYPES: tuple[str, ...] = ("government", "zone_committee", "village_committee")
"""Types of body that lead a territory: there the deputy for the sector and the deputy for safety both answer (L3)."""

RUNGS: tuple[tuple[str, ...], ...] = (("staff", "safety_manager"), ("section_head",), ("deputy", "executive_deputy", "member"), ("head",))
"""Rungs inside a body or an enterprise, bottom up: those who inspect, section heads, leaders with a portfolio, the head (L4).
Units inside an enterprise join at the second rung: safety managers inspect a workshop and do not command it (安全生产法 Art 25)."""
PARTY_RUNGS: tuple[tuple[str, ...], ...] = (("deputy", "executive_deputy", "member"), ("secretary", "head"))
"""Rungs inside a party committee: the member with the portfolio (B05), then the secretary."""

LINKS: tuple[Term, ...] = (
    Term("subject", "对象", "the object", ""),
    Term("run_by", "由其经营", "run by", "E05, E06, E11"),
    Term("unit", "内设单元", "unit inside", "B40"),
    Term("inside", "企业内部职务", "post inside the enterprise", "安全生产法 Art 5, 21-25"),
    Term("duty", "监管职责", "duty", "安全生产法 Art 9, 10"),
    Term("governs", "管辖所在地", "governs the place", "安全生产法 Art 9; B12"),
    Term("licence", "发证", "issued the licence", "安全生产法 Art 63, 87"),
    Term("liaison", "联系企业", "keeps contact with it", "D08"),
    Term("bearer", "职责点名的职务", "post that bears the duty", "B13"),
    Term("portfolio", "分管", "portfolio", "B03, B04"),
    Term("safety", "分管安全生产", "portfolio of work safety", "B03"),
    Term("reports_to", "上级职务", "reports to", "B02"),
    Term("head", "主要负责人", "head", "B02"),
    Term("secretary", "党组织书记", "party secretary", "B02"),
    Term("part_of", "隶属（块）", "under the direct leadership of", "B12"),
    Term("within", "上级区划的政府", "government of the parent territory", "L9"),
    Term("on_behalf", "委托（派出）机构", "on behalf of", "M17; E17"),
    Term("in_charge_of", "上级领导分管该机构", "a leader above has this body in the portfolio", "B04"),
    Term("committee", "同级党组织", "party committee of the tier", "厅字〔2018〕13号 Art 3"),
)
"""How one step of a path leads to the next."""
