"""Bodies, territories, sectors, documents, powers: what stands before any duty is written."""

from __future__ import annotations

from typing import Any

from . import places as P
from .names import AREA, CITY, COUNTY, TOWNS, ZONE
from .world import World

ORDER = "霁府发〔2014〕25号"
"""镇乡及部门安全生产职责规定: the document that nearly every duty of the county rests on (B15, B21)."""
RESPONSIBILITY = "霁委发〔2014〕12号"
ZONE_GRANT = "霁府发〔2014〕31号"
DELEGATION = "霁安监委托〔2015〕1号"
EXEMPTION = "霁府函〔2013〕44号"
MERGER = "霁委发〔2015〕9号"


def structure(world: World) -> None:
    """Write the sheets that the county's own offices keep of itself."""
    _territories(world)
    _sectors(world)
    _bodies(world)
    _documents(world)


def code_of(town: str) -> str:
    """The division code of a town: 1xx for a town, 2xx for a township (GB/T 10114)."""
    return f"{AREA}{(100 if town.endswith('镇') else 200) + TOWNS.index(town) + 1}"


def _territories(world: World) -> None:
    sheet = world.sheet("territories", "行政区划_民政局", "霁川县行政区划表", only=("name", "type", "code", "parent", "aliases"))
    sheet.add(name=CITY, type="市", code=AREA[:4])
    sheet.add(name=COUNTY, type="县", code=AREA, parent=CITY, aliases="霁川")
    for town in TOWNS:
        sheet.add(name=town, type=town[-1], code=code_of(town), parent=COUNTY, aliases=town[:2])
    sheet.add(name=ZONE, type="功能区", parent=COUNTY, aliases="工业园区")
    sheet.foot.append(("合计", "", f"{len(TOWNS)}个镇乡、1个园区"))


def _sectors(world: World) -> None:
    sheet = world.sheet("sectors", "监管行业领域_安委办", "霁川县安全生产监管行业领域表", only=("name", "parent", "hazards", "aliases"))
    for each in P.SECTORS:
        sheet.add(name=each.name, parent=each.parent, hazards=each.hazards, aliases={"危险化学品": "危化", "城镇燃气": "燃气"}.get(each.name, ""))


def _bodies(world: World) -> None:
    sheet = world.sheet("bodies", "机构表_县委编办", "霁川县机构名录")

    def body(name: str, type_: str, level: str = "县级", **cells: Any) -> None:
        sheet.add(name=name, type=type_, level=level, since=cells.pop("since", "2010年1月"), **cells)

    body(P.CITY_SAFETY, "部门", "市级", governs=CITY)
    body(P.PARTY, "党委", aliases="县委", governs=COUNTY)
    body(P.GOVERNMENT, "政府", aliases="县政府", governs=COUNTY)
    body(P.COMMITTEE, "议事协调机构", parent=P.GOVERNMENT, aliases="县安委会", governs=COUNTY)
    body(P.QUALITY, "部门", parent=P.GOVERNMENT, aliases="质监局；县质监局", governs=COUNTY, until="2015-04-01", document=MERGER)
    body(f"{COUNTY}工商行政管理局", "部门", parent=P.GOVERNMENT, aliases="工商局；县工商局", governs=COUNTY, until="2015-04-01", document=MERGER)
    body(P.GRAIN, "部门", parent=P.GOVERNMENT, aliases="粮食局；县粮食局", governs=COUNTY, until="2015-12-31")
    for each in P.DEPARTMENTS:
        extra: dict[str, Any] = {}
        if each.name == P.MARKET:
            extra = {"since": "2015-04-01", "former": [P.QUALITY, f"{COUNTY}工商行政管理局"], "document": MERGER}
        if each.name == P.SAFETY:
            extra = {"guide": P.CITY_SAFETY}
        body(
            each.name,
            "部门",
            parent=P.TRANSPORT if each.name == P.MARITIME else P.GOVERNMENT,
            aliases=f"{each.short}；县{each.short}",
            governs=COUNTY,
            vertical=True if each.vertical else None,
            **extra,
        )
    for name, short in P.PARTY_DEPARTMENTS:
        body(name, "党委工作部门", parent=P.PARTY, aliases=short)
    for name, short in P.MASS:
        body(name, "群团组织", parent=P.PARTY, aliases=short)
    body(P.ZONE_COMMITTEE, "功能区管委会", "功能区", parent=P.GOVERNMENT, aliases="园区管委会", governs=ZONE)
    for town in TOWNS:
        body(P.party(town), "党委", "镇乡（街道）", parent=P.PARTY, governs=town, aliases=f"{town}党委")
        body(P.government(town), "政府", "镇乡（街道）", parent=P.GOVERNMENT, governs=town, aliases=f"{town}政府；{town}人民政府")
        body(P.office(town), "办公室", "镇乡（街道）", parent=P.government(town), guide=P.SAFETY, governs=town, aliases=f"{town}安监办")
    for parent, stations, since in ((P.MARKET, P.MARKET_STATIONS, "2015-04-01"), (P.TRANSPORT, P.ROAD_STATIONS, "2010年1月"), (P.LAND, P.LAND_STATIONS, "2010年1月")):
        for station in stations:
            body(station, "派出（延伸）机构", "镇乡（街道）", parent=parent, governs=P.area_of(stations, station), since=since)


def _documents(world: World) -> None:
    sheet = world.sheet("documents", "文件目录_两办", "霁川县安全生产责任文件目录", only=("number", "title", "issuer", "since", "supersedes"))
    for number, title, issuer, since in (
        (RESPONSIBILITY, "霁川县安全生产“党政同责、一岗双责”责任制", P.PARTY, "2014-04-15"),
        (ORDER, "霁川县镇乡及部门安全生产职责规定", P.GOVERNMENT, "2014-05-20"),
        ("霁府发〔2014〕26号", "霁川县安全生产目标考核奖惩实施办法", P.GOVERNMENT, "2014-05-20"),
        (ZONE_GRANT, "关于授予霁川工业园区管委会安全生产监管职权的通知", P.GOVERNMENT, "2014-06-30"),
        ("霁府发〔2013〕18号", "关于指定渡口码头管理部门的通知", P.GOVERNMENT, "2013-05-28"),
        (MERGER, "关于组建霁川县市场监督管理局的通知", P.PARTY, "2015-03-20"),
        ("霁安委〔2015〕6号", "关于调整县安全生产委员会成员的通知", P.COMMITTEE, "2015-05-18"),
        (DELEGATION, "烟花爆竹零售点安全检查及简易处罚委托书", P.SAFETY, "2015-01-04"),
        (EXEMPTION, "关于军粮供应站依法由军队系统监管的函", P.GOVERNMENT, "2013-09-02"),
        ("霁府办发〔2016〕18号", "关于县政府领导班子成员工作分工的通知", P.GOVERNMENT, "2016-03-01"),
        ("霁府办发〔2013〕7号", "关于县政府领导班子成员工作分工的通知", P.GOVERNMENT, "2013-02-25"),
    ):
        sheet.add(number=number, title=title, issuer=issuer, since=since, supersedes="霁府办发〔2013〕7号" if number == "霁府办发〔2016〕18号" else "")


def powers(world: World) -> None:
    """Who may inspect, order and penalise, of its own or by delegation (M17)."""
    sheet = world.sheet("powers", "行政职权表_法制办", "霁川县安全生产行政职权表")
    for sector in ("危险化学品", "非煤矿山", "烟花爆竹"):
        for power in ("检查", "责令", "处罚"):
            sheet.add(body=P.SAFETY, power=power, origin="法定", sector=sector, territory=COUNTY, document=ORDER, since="2014-05-20")
    for town in TOWNS:
        sheet.add(body=P.government(town), power="检查", origin="法定", territory=town, document=ORDER, since="2014-05-20")
        sheet.add(body=P.government(town), power="处罚", origin="委托", delegator=P.SAFETY, sector="烟花爆竹零售", territory=town, document=DELEGATION, since="2015-01-04")


def exemption(world: World) -> None:
    """The one object that is lawfully outside the county's supervision (N25)."""
    sheet = world.sheet("exemptions", "依法豁免_县政府办", "依法不由县级监管的单位", only=("object", "town", "mode", "authority", "document", "since"))
    depot = world.named("霁川军粮供应站")
    sheet.add(object=depot.name, town=depot.towns[0], mode="全部", authority=P.GOVERNMENT, document=EXEMPTION, since="2013-09-02")
