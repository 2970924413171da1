"""What an honest ask must find in the seed county, subject by subject, and what it must not: from how it was made, never from an answer."""

from __future__ import annotations

from typing import Any

from . import gaps
from . import places as P
from .ledger import OFF_PLAN
from .names import COUNTY, TOWNS, ZONE
from .structure import code_of
from .world import Object, World

NO_SECTOR = "没有登记领域，不知归谁管 / no sector is stated, so nobody is known to supervise it"
NO_PLACE = "只有县外注册地址，没有经营场所 / only a registered address outside the county, no site"
SECTOR_GAPS = {
    "农家乐": "新业态，没有任何部门有职责 / a new trade that no duty covers",
    "石材加工": "只有行业指导，没有直接监管 / line guidance only",
    "粮油加工": "粮食局2015年底撤销，无承接机构 / the bearer was abolished without a successor",
}
OUTSIDE_TOWNS = "商务局的职责只覆盖前12个镇 / the duty covers twelve towns only"
NO_GRANT = "园区管委会没有书面授权，部门职责又只到镇乡 / the zone has no written grant, and the bureau's duty names townships only"


def truth(world: World) -> dict[str, Any]:
    """Planted findings by ask, explained classes, distractors, and what loading must reject and merge."""
    _unsupervised(world)
    _people(world)
    _overlaps(world)
    _unseen(world)
    _distractors(world)
    return {"sizes": _sizes(world), **world.notes, "found": dict(world.found), "distractors": world.distractors}


def _reason(made: Object) -> str:
    """Why nobody supervises an object; empty where somebody does."""
    if made.type not in {"enterprise", "sole_trader", "site", "project", "ferry"} or made.name == "霁川军粮供应站":
        return ""
    if not made.sectors:
        return NO_SECTOR
    if not made.towns:
        return NO_PLACE
    sector, town = made.sectors[0], made.towns[0]
    if sector == "仓储物流" and town == ZONE:
        return NO_GRANT
    if sector == "废旧物资回收" and town not in TOWNS[:12]:
        return OUTSIDE_TOWNS
    return SECTOR_GAPS.get(sector, "")


def _unsupervised(world: World) -> None:
    for made in world.objects:
        if why := _reason(made):
            world.plant("unsupervised", made.id, why)
            if made.towns:
                world.plant("catch-all-only", made.id, why)
    for sector, why in SECTOR_GAPS.items():
        for town in TOWNS:
            world.plant("blind-cells", f"territory:{code_of(town)}", why, sector=f"sector:{sector}")
    for town in TOWNS[12:]:
        world.plant("blind-cells", f"territory:{code_of(town)}", OUTSIDE_TOWNS, sector="sector:废旧物资回收")
    for made in world.objects:
        if not made.sectors:
            world.plant("blind-cells", f"territory:{code_of(made.towns[0])}", NO_SECTOR, sector="")


def _people(world: World) -> None:
    world.plant("vacancies", f"post:{P.MARITIME}/处长", "任期2016年6月底结束，无人接任 / the term ended and nobody followed")
    world.plant("vacancies", "post:{}/{}".format(*gaps.VACANT_DEPUTY), "明文空缺 / stated vacant")
    world.plant("vacancies missing=yes", f"body:{P.ROAD_STATIONS[3]}", "有职责而从未设职务 / bears a duty, has no post")
    world.plant("no-leader", f"sector:{gaps.NO_PORTFOLIO_SECTOR}", "分工文件没有提到 / no division of work names it", what="sector")
    world.plant("no-leader", f"body:{gaps.NO_PORTFOLIO_DEPARTMENT}", "分工文件没有提到 / no division of work names it", what="department")
    for name in (f"{COUNTY}财政局", f"{COUNTY}监察局"):
        world.plant("no-leader", f"body:{name}", "只由县长直接分管（提示） / under the county head alone, shown apart", what="department")
    world.plant("no-leader", f"body:{gaps.NO_SAFETY_DEPUTY}", "没有分管安全的副职 / no deputy for safety", what="safety")
    world.plant("no-leader", f"body:{gaps.TWO_SAFETY_DEPUTIES}", "两名副职都分管安全 / two deputies for safety", what="safety")
    world.plant("no-leader", f"body:{gaps.VACANT_DEPUTY[0]}", "分管安全的副职空缺 / the deputy for safety is vacant", what="safety")


def _overlaps(world: World) -> None:
    world.plant(
        "overlaps", "sector:城镇燃气", "住建局、城管局都直接监管，没有牵头 / two bureaus, no lead", sector="sector:城镇燃气", bodies=[f"body:{P.URBAN}", f"body:{P.HOUSING}"]
    )
    dock = world.named(gaps.DOCK)
    world.plant(
        "overlaps",
        dock.id,
        "海事处、水务局、旅游局都点名，没有牵头 / three bodies name one ferry, no lead",
        sector="",
        bodies=[f"body:{P.MARITIME}", f"body:{P.TOURISM}", f"body:{P.WATER}"],
    )
    world.plant("nominal", dock.id, "旅游局点名而从未检查 / named in its list, never inspected", bearer=f"body:{P.TOURISM}")


def _unseen(world: World) -> None:
    """Objects on no plan: the season's retailers by rule, some mines by neglect, and those that nobody supervises."""
    for made in world.objects:
        if made.seen or made.type not in {"enterprise", "sole_trader", "site", "project", "ferry"}:
            continue
        if made.type == "sole_trader":
            why = OFF_PLAN
        else:
            why = _reason(made) or (
                "军队系统监管 / supervised by the army" if made.name == "霁川军粮供应站" else "在检查计划内而两年未检查 / on the plan and not seen in two years"
            )
        world.plant("never-seen", made.id, why)
        if made.type == "sole_trader" or made.sectors == ("非煤矿山",):
            world.plant("nominal", made.id, why, bearer=f"body:{P.SAFETY}")


def _distractors(world: World) -> None:
    world.distract("unsupervised", world.named("霁川军粮供应站").id, "依法豁免，有文件 / lawfully exempt, by a document")
    world.distract("unsupervised", world.named(gaps.DOCK).id, "海事处处长空缺，但水务局、旅游局点名 / the harbour master's post is vacant, two other bureaus name the ferry")
    world.distract("vacancies", f"post:{P.TOURISM}/局长", "有人主持工作 / an acting head fills the post")
    world.distract("vacancies", f"post:{P.government(TOWNS[12])}/镇长", "提名人选已到位 / a nominee fills the post")
    world.distract("vacancies", f"post:{COUNTY}农机局/副局长（分管安全）", "任职人不详不等于空缺 / an unknown holder is no vacancy")
    world.distract("overlaps", "sector:道路运输", "交通局牵头，公安局配合 / one lead, one cooperating")
    world.distract("overlaps", "sector:特种设备", "市场所是局的派出机构，不是第二个部门 / stations count as their bureau")
    world.distract(
        "unsupervised",
        next(each for each in world.objects if each.sectors == ("机械",)).id,
        "职责写在上级领域“工贸”上，是继承 / covered through the parent sector",
    )


def _sizes(world: World) -> dict[str, int]:
    """How many objects of each sector and type were made, to hold against E01 to E12."""
    found: dict[str, int] = {}
    for made in world.objects:
        key = f"{made.sectors[0] if made.sectors else '无领域'} {made.type}"
        found[key] = found.get(key, 0) + 1
    return dict(sorted(found.items()))
