"""The duty list (权责清单): who supervises what, where, in which mode, under which document."""

from __future__ import annotations

from typing import Any

from . import gaps
from . import places as P
from .names import COUNTY, TOWNS, ZONE
from .structure import DELEGATION, ORDER, ZONE_GRANT
from .table import Sheet
from .world import World

SINCE = "2014-05-20"
LICENCES = (
    (P.SAFETY, "危险化学品", "危险化学品经营许可证"),
    (P.SAFETY, "非煤矿山", "安全生产许可证"),
    (P.SAFETY, "烟花爆竹批发", "烟花爆竹经营（批发）许可证"),
    (P.SAFETY, "烟花爆竹零售", "烟花爆竹经营（零售）许可证"),
    (P.HOUSING, "城镇燃气", "燃气经营许可证"),
    (P.HOUSING, "建筑施工", "施工许可证"),
    (P.TRANSPORT, "道路运输", "道路运输经营许可证"),
)
"""Permits to which the law joins supervision, and who issues them in the county."""


class List:
    """Numbers the rows of the duty list."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.number = sheet, 0

    def add(self, bearer: str, mode: str, sector: str = "", **cells: Any) -> None:
        """One duty; without other words it rests on the county's order of 2014."""
        self.number += 1
        self.sheet.add(
            **{
                "number": f"ZZ{self.number:04d}",
                "bearer": bearer,
                "mode": mode,
                "sector": sector,
                "territory": COUNTY,
                "document": ORDER,
                "clause": f"第{self.number % 40 + 1}条",
                "since": SINCE,
                "lead": "",
                **cells,
            }
        )


def duties(world: World) -> None:
    """Write the duty list: base first, then the rows in which a gap was planted."""
    sheet = world.sheet("duties", "权责清单_县委编办", "霁川县安全生产权责清单")
    rows = List(sheet)
    rows.add(P.SAFETY, "综合监管", matter="安全生产综合监督管理")
    for town in TOWNS:
        rows.add(P.government(town), "属地监管", territory=town, matter="属地安全生产监督管理")
    for sector in P.SECTORS:
        if sector.bearer and sector.parent != "工贸":  # one clause over the whole of 工贸; its parts inherit it
            rows.add(
                sector.bearer if sector.name != "特种设备" else P.QUALITY,
                "行业监管（直接）" if sector.name != "特种设备" else "专项监管",
                sector.name,
                hazard="特种设备" if sector.name == "特种设备" else "",
                lead="牵头" if sector.name == "道路运输" else "",
                matter=f"{sector.name}安全生产监督管理",
            )
    for name in P.FIRE_SECTORS:
        rows.add(P.FIRE, "专项监管", name, hazard="消防", matter=f"{name}场所消防监督")
    for body, name, permit in LICENCES:
        rows.add(body, "许可审批", name, permit=permit, matter=f"{permit}审批")
    rows.add(P.POLICE, "专项监管", "民用爆炸物品", hazard="民爆", matter="民用爆炸物品公共安全管理")
    rows.add(P.ZONE_COMMITTEE, "功能区管理", "工贸", territory=ZONE, document=ZONE_GRANT, clause="第二条", matter="园区工贸企业安全生产监督管理")
    for town in TOWNS:
        rows.add(
            P.government(town),
            "委托",
            "烟花爆竹零售",
            territory=town,
            as_mode="行业监管（直接）",
            on_behalf=P.SAFETY,
            document=DELEGATION,
            clause="第一条",
            since="2015-01-04",
            matter="零售点安全检查",
        )
    for stations, what, mode, hazard, since in (
        (P.MARKET_STATIONS, "特种设备", "专项监管", "特种设备", "2015-04-01"),
        (P.ROAD_STATIONS, "道路运输", "行业监管（直接）", "", SINCE),
        (P.LAND_STATIONS, "非煤矿山", "行业指导", "", SINCE),
    ):
        for station in stations:
            rows.add(station, "派驻", what, territory="；".join(P.area_of(stations, station)), as_mode=mode, hazard=hazard, since=since, matter=f"{what}日常检查")
    _gaps(rows)
    dock = world.named(gaps.DOCK)
    for body in (P.WATER, P.TOURISM):
        rows.add(body, "行业监管（直接）", object=dock.name, town=dock.towns[0], territory="", matter="水库旅游码头管理")


def _gaps(rows: List) -> None:
    """Rows that leave something uncovered, each for its own reason."""
    for town in TOWNS:
        rows.add(P.COMMERCE, "行业监管（直接）", "仓储物流", territory=town, matter="仓储物流安全生产监督管理")
    rows.add(P.ZONE_COMMITTEE, "功能区管理", "仓储物流", territory=ZONE, document="", clause="", matter="园区仓储企业管理")
    for town in TOWNS[:12]:
        rows.add(P.COMMERCE, "行业监管（直接）", "废旧物资回收", territory=town, matter="再生资源回收安全生产监督管理")
    rows.add(P.GRAIN, "行业监管（直接）", "粮油加工", matter="粮油加工安全生产监督管理")
    rows.add(P.INDUSTRY, "行业指导", "石材加工", matter="石材加工行业指导")
    rows.add(P.URBAN, "行业监管（直接）", "城镇燃气", matter="燃气经营秩序监督管理")
    rows.add(P.WEATHER, "专项监管", "危险化学品", hazard="雷电", matter="防雷安全监督管理")
    rows.add(P.POLICE, "行业监管（直接）", "道路运输", lead="配合", matter="道路交通秩序")
