"""What the seed county is made of before anyone is appointed: bodies, sectors, and which deputy answers for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .names import CITY, COUNTY, TOWNS, ZONE

GOVERNMENT = f"{COUNTY}人民政府"
PARTY = f"中共{COUNTY}委员会"
COMMITTEE = f"{COUNTY}安全生产委员会"
ZONE_COMMITTEE = f"{ZONE}管理委员会"
SAFETY = f"{COUNTY}安全生产监督管理局"
CITY_SAFETY = f"{CITY}安全生产监督管理局"
MARKET = f"{COUNTY}市场监督管理局"
QUALITY = f"{COUNTY}质量技术监督局"
FIRE = f"{COUNTY}公安消防大队"
WEATHER = f"{COUNTY}气象局"
MARITIME = f"{COUNTY}地方海事处"
GRAIN = f"{COUNTY}粮食局"
TRANSPORT = f"{COUNTY}交通运输局"
HOUSING = f"{COUNTY}住房和城乡规划建设局"
ESTATE = f"{COUNTY}房产管理局"
INDUSTRY = f"{COUNTY}经济和信息化局"
URBAN = f"{COUNTY}城市管理局"
COMMERCE = f"{COUNTY}商务局"
EDUCATION = f"{COUNTY}教育局"
HEALTH = f"{COUNTY}卫生和计划生育局"
TOURISM = f"{COUNTY}旅游局"
CULTURE = f"{COUNTY}文化广播影视新闻出版局"
WATER = f"{COUNTY}水务局"
LAND = f"{COUNTY}国土资源局"
POLICE = f"{COUNTY}公安局"
PLANNING = f"{COUNTY}发展和改革局"


@dataclass(frozen=True, slots=True)
class Department:
    """A county department: its short names, the county deputy over it (0: the county head alone, -1: none), and whether it is managed from above."""

    name: str
    short: str
    deputy: int
    vertical: bool = False


DEPARTMENTS: tuple[Department, ...] = (
    Department(SAFETY, "安监局", 1),
    Department(INDUSTRY, "经信局", 1),
    Department(MARKET, "市场监管局", 1),
    Department(COMMERCE, "商务局", 1),
    Department(PLANNING, "发改局", 5),
    Department(TRANSPORT, "交通局", 2),
    Department(HOUSING, "住建局", 2),
    Department(ESTATE, "房管局", 2),
    Department(URBAN, "城管局", 2),
    Department(LAND, "国土局", 2),
    Department(f"{COUNTY}环境保护局", "环保局", 2),
    Department(WATER, "水务局", 3),
    Department(f"{COUNTY}农业局", "农业局", 3),
    Department(f"{COUNTY}林业局", "林业局", 3),
    Department(f"{COUNTY}农机局", "农机局", 3),
    Department(f"{COUNTY}畜牧食品局", "畜牧局", 3),
    Department(f"{COUNTY}供销合作社联合社", "供销社", 3),
    Department(EDUCATION, "教育局", 4),
    Department(HEALTH, "卫计局", 4),
    Department(CULTURE, "文广新局", 4),
    Department(TOURISM, "旅游局", 4),
    Department(f"{COUNTY}民政局", "民政局", 4),
    Department(f"{COUNTY}人力资源和社会保障局", "人社局", 4),
    Department(f"{COUNTY}科学技术局", "科技局", 4),
    Department(POLICE, "公安局", 6),
    Department(f"{COUNTY}司法局", "司法局", 6),
    Department(f"{COUNTY}财政局", "财政局", 0),
    Department(f"{COUNTY}监察局", "监察局", 0),
    Department(f"{COUNTY}统计局", "统计局", -1),
    Department(f"{COUNTY}政府法制办公室", "法制办", 5),
    Department(f"{COUNTY}扶贫和移民工作局", "扶贫移民局", 3),
    Department(f"{COUNTY}投资促进局", "投促局", 5),
    Department(FIRE, "消防大队", 6, True),
    Department(WEATHER, "气象局", 3, True),
    Department(MARITIME, "海事处", 2),
)
PARTY_DEPARTMENTS: tuple[tuple[str, str], ...] = (
    (f"中共{COUNTY}纪律检查委员会", "县纪委"),
    (f"中共{COUNTY}委组织部", "组织部"),
    (f"中共{COUNTY}委宣传部", "宣传部"),
    (f"中共{COUNTY}委政法委员会", "政法委"),
    (f"中共{COUNTY}委办公室", "县委办"),
    (f"{COUNTY}人民武装部", "人武部"),
)
MASS: tuple[tuple[str, str], ...] = ((f"{COUNTY}总工会", "工会"), (f"共青团{COUNTY}委员会", "团县委"), (f"{COUNTY}妇女联合会", "妇联"))
MARKET_STATIONS = tuple(f"{MARKET}{TOWNS[index][:2]}所" for index in (0, 4, 8, 12, 16, 20, 23, 26))
ROAD_STATIONS = tuple(f"{TRANSPORT}{TOWNS[index][:2]}交通管理站" for index in (0, 5, 10, 15, 20, 25))
LAND_STATIONS = tuple(f"{LAND}{TOWNS[index][:2]}国土资源所" for index in (0, 4, 8, 12, 16, 20, 23, 26))


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector as the county divides it: who supervises it, which county deputy has it (-1: nobody), and its hazards."""

    name: str
    bearer: str | None
    deputy: int
    hazards: str = ""
    parent: str = ""


SECTORS: tuple[Sector, ...] = (
    Sector("危险化学品", SAFETY, 1, "危险化学品"),
    Sector("非煤矿山", SAFETY, 1, "非煤矿山"),
    Sector("烟花爆竹", SAFETY, 1, "烟花爆竹"),
    Sector("烟花爆竹批发", SAFETY, 1, "", "烟花爆竹"),
    Sector("烟花爆竹零售", SAFETY, 1, "", "烟花爆竹"),
    Sector("工贸", INDUSTRY, 1),
    Sector("冶金", INDUSTRY, 1, "金属冶炼", "工贸"),
    Sector("建材", INDUSTRY, 1, "", "工贸"),
    Sector("机械", INDUSTRY, 1, "", "工贸"),
    Sector("轻工", INDUSTRY, 1, "", "工贸"),
    Sector("纺织", INDUSTRY, 1, "", "工贸"),
    Sector("特种设备", MARKET, 1, "特种设备"),
    Sector("道路运输", TRANSPORT, 2, "道路运输"),
    Sector("公路航道", TRANSPORT, 2),
    Sector("水上交通", MARITIME, 2, "水上交通"),
    Sector("房地产开发", ESTATE, 2),
    Sector("建筑施工", HOUSING, 2, "建筑施工"),
    Sector("城镇燃气", HOUSING, 2, "燃气"),
    Sector("商贸", COMMERCE, 1, "消防"),
    Sector("教育", EDUCATION, 4, "消防"),
    Sector("医疗卫生", HEALTH, 4, "消防"),
    Sector("宾馆旅游", TOURISM, 4, "消防"),
    Sector("文化娱乐", CULTURE, 4, "消防"),
    Sector("民用爆炸物品", POLICE, -1, "民爆"),
    Sector("仓储物流", None, 1),
    Sector("废旧物资回收", None, 1),
    Sector("粮油加工", None, 3),
    Sector("石材加工", None, 1),
    Sector("农家乐", None, 4),
)
ELSEWHERE: Mapping[str, str] = {"仓储物流": COMMERCE, "废旧物资回收": COMMERCE, "石材加工": INDUSTRY, "农家乐": TOURISM}
"""Sectors without a bureau for the whole county: whose deputy has them in the portfolio all the same."""
FIRE_SECTORS: tuple[str, ...] = ("商贸", "教育", "医疗卫生", "宾馆旅游", "文化娱乐")


def government(town: str) -> str:
    """The government of a township."""
    return f"{COUNTY}{town}人民政府"


def party(town: str) -> str:
    """The party committee of a township."""
    return f"中共{COUNTY}{town}委员会"


def office(town: str) -> str:
    """The safety office of a township (安监办): without establishment of its own (E16)."""
    return f"{COUNTY}{town}安全生产监督管理办公室"


def served_by(stations: tuple[str, ...], town: str) -> str:
    """The station whose area contains a town: areas are runs of the list of towns."""
    place = TOWNS.index(town) if town in TOWNS else 0
    return stations[min(place * len(stations) // len(TOWNS), len(stations) - 1)]


def area_of(stations: tuple[str, ...], station: str) -> list[str]:
    """The towns that a station serves; the first one also serves the zone."""
    towns = [town for town in TOWNS if served_by(stations, town) == station]
    return [*towns, ZONE] if station == stations[0] else towns
