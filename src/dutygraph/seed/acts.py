"""Two years of records: inspections, meetings, letters, visits, penalties, and what was licensed."""

from __future__ import annotations

from datetime import date
from typing import Any

from . import gaps
from . import places as P
from .names import TOWNS, ZONE
from .table import Sheet
from .world import LAST, YEAR, Object, World

ACT = ("date", "type", "actor", "person", "object", "town", "sector", "signed", "unannounced", "summary", "number")
FINDINGS = (
    "现场管理较好，未发现重大隐患",
    "消防器材过期，责令限期更换",
    "安全警示标志缺失，已当场整改",
    "应急预案未演练，限期完成",
    "教育培训记录不全，限期补齐",
    "用电线路老化，责令限期改造",
)
SHORT = {each.name: each.short for each in P.DEPARTMENTS}


def acts(world: World) -> None:
    """Write the records of every body."""
    _inspections(world)
    _towns(world)
    _stray(world)
    _leaders(world)
    _meetings(world)
    _licences(world)
    _accidents(world)


class Log:
    """Appends records to one sheet."""

    def __init__(self, world: World, sheet: Sheet, prefix: str) -> None:
        self.world, self.sheet, self.prefix, self.number = world, sheet, prefix, 0

    def inspection(self, actor: str, made: Object, day: date, sector: str, **cells: Any) -> None:
        """An inspection of an object by a body, for a sector."""
        self.number += 1
        rng = self.world.rng
        self.sheet.add(
            **{
                "date": day,
                "type": "检查",
                "actor": actor,
                "object": made.name,
                "town": made.towns[0] if made.towns else "",
                "sector": sector,
                "signed": rng.random() < 0.93,
                "unannounced": rng.random() < 0.2,
                "summary": rng.choice(FINDINGS),
                "number": f"{self.prefix}{day.year}-{self.number:04d}",
                **cells,
            }
        )


def inspectors(made: Object) -> list[str]:
    """The bodies that have an object on their plan: its keeper's station where there is one, and the keeper itself."""
    sector = made.sectors[0] if made.sectors else ""
    town = made.towns[0] if made.towns else TOWNS[0]
    if sector == "特种设备":
        return [P.served_by(P.MARKET_STATIONS, town)]
    if sector == "烟花爆竹零售":
        return [P.government(town)]
    if sector == "道路运输":
        return [P.TRANSPORT, P.served_by(P.ROAD_STATIONS, town), *([P.POLICE] if made.type == "enterprise" else [])]
    if sector == "非煤矿山":
        return [P.SAFETY, P.served_by(P.LAND_STATIONS, town)]
    if sector == "城镇燃气":
        return [P.HOUSING, P.URBAN]
    if sector in P.FIRE_SECTORS:
        return [made.keeper, P.FIRE]
    if town == ZONE and made.keeper == P.INDUSTRY:
        return [P.INDUSTRY, P.ZONE_COMMITTEE]
    if made.name == gaps.DOCK:
        return [P.MARITIME, P.WATER]
    return [made.keeper]


def _inspections(world: World) -> None:
    """Each object on a plan is seen in the last twelve months by each body that has it there; the high risks also in the year before."""
    logs: dict[str, Log] = {}
    for made in world.objects:
        if not made.seen or not made.sectors:
            continue
        for actor in inspectors(made):
            keeper = actor if actor in SHORT else made.keeper
            if keeper not in logs:
                short = SHORT[keeper]
                sheet = world.sheet("acts", f"检查记录_{short}", f"霁川县{short}安全生产监督检查记录", only=ACT, encoding="gb18030" if short == "城管局" else "utf-8-sig")
                logs[keeper] = Log(world, sheet, f"{short[:2]}检")
            alias = SHORT.get(actor, actor) if world.rng.random() < 0.3 else actor
            logs[keeper].inspection(alias, made, world.day(YEAR, LAST), made.sectors[0])
            if made.type in {"enterprise", "project"} and world.rng.random() < 0.5:
                logs[keeper].inspection(actor, made, world.day(date(2015, 4, 2), YEAR), made.sectors[0])


def _towns(world: World) -> None:
    """The towns look at a part of what is theirs (B17)."""
    log = Log(world, world.sheet("acts", "检查记录_各镇乡", "霁川县各镇乡安全生产检查记录", only=ACT), "镇检")
    for town in TOWNS:
        mine = [each for each in world.objects if each.towns == (town,) and each.seen and each.type in {"enterprise", "site", "ferry"}]
        for made in world.rng.sample(mine, min(len(mine), 8)):
            log.inspection(P.government(town), made, world.day(YEAR, LAST), "")
        if mine:
            log.inspection(P.office(town), world.rng.choice(mine), world.day(YEAR, LAST), "")


def _stray(world: World) -> None:
    """Acts that no list gave to the one who acted (清单外), and acts beyond one's own territory."""
    log = Log(world, world.sheet("acts", "专项检查记录_各单位", "霁川县专项检查记录汇总", only=ACT), "专检")
    hotels = [each for each in world.objects if each.sectors == ("宾馆旅游",)]
    for made in hotels[:3]:
        log.inspection(P.URBAN, made, world.day(YEAR, LAST), "宾馆旅游")
        world.plant("unlisted-acts", made.id, "城管局对宾馆没有职责 / the urban management bureau holds no duty over hotels", body=f"body:{P.URBAN}")
    inn = next(each for each in world.objects if each.sectors == ("农家乐",))
    log.inspection(P.INDUSTRY, inn, world.day(YEAR, LAST), "农家乐")
    world.plant("unlisted-acts", inn.id, "农家乐无人有职责，经信局也没有 / nobody holds a duty over farm inns, nor does this bureau", body=f"body:{P.INDUSTRY}")
    inn.seen = True
    mine = next(each for each in world.objects if each.sectors == ("非煤矿山",) and each.towns == (TOWNS[2],))
    log.inspection(P.government(TOWNS[1]), mine, world.day(YEAR, LAST), "")
    world.plant("foreign-acts", f"body:{P.government(TOWNS[1])}", "鹤汀镇政府到青砚镇检查 / a township inspected in another township", object=mine.id)
    carrier = next(each for each in world.objects if each.sectors == ("道路运输",) and each.type == "enterprise" and each.towns == (TOWNS[0],))
    log.inspection(P.ROAD_STATIONS[5], carrier, world.day(YEAR, LAST), "道路运输")
    world.plant(
        "foreign-acts",
        f"body:{P.ROAD_STATIONS[5]}",
        "交管站到片区以外检查；局里有职责，所以不是清单外 / a station outside its area; its bureau has the duty, so the act is listed",
        object=carrier.id,
    )


def _leaders(world: World) -> None:
    """Leaders of the county visit the enterprises that they are paired with, and sign (D04, D05, D08)."""
    pairs = world.sheet("liaison", "联系企业表_县安委办", "霁川县县级领导联系重点企业名单", only=("person", "body", "post", "object", "town", "since"))
    visits = world.sheet(
        "acts",
        "领导检查记录_县安委办",
        "霁川县领导安全生产检查记录",
        only=("date", "type", "actor", "post", "person", "object", "town", "signed", "unannounced", "summary"),
        xlsx=True,
    )
    leaders = [key for key in world.holders if key[0] in {P.PARTY, P.GOVERNMENT}]
    keys = [each for each in world.objects if each.type == "enterprise" and each.seen and each.sectors and each.sectors[0] in {"危险化学品", "非煤矿山", "烟花爆竹批发"}]
    for (body, post), made in zip(leaders, world.rng.sample(keys, len(leaders)), strict=True):
        pairs.add(person=world.holder(body, post, LAST), body=body, post=post, object=made.name, town=made.towns[0], since="2015-01-20")
        for year in (2015, 2016):
            for quarter in range(1, 5 if year == 2015 else 4):
                day = world.day(date(year, quarter * 3 - 2, 1), date(year, quarter * 3, 28))
                person = world.holder(body, post, day)
                if person:
                    visits.add(
                        date=day,
                        type="联系走访" if quarter == 2 else "检查",
                        actor=body,
                        post=post,
                        person=person,
                        object=made.name,
                        town=made.towns[0],
                        signed=True,
                        unannounced=quarter == 3,
                        summary=world.rng.choice(FINDINGS),
                    )


def _meetings(world: World) -> None:
    """Meetings on safety and letters of responsibility (D01 to D03, D09)."""
    sheet = world.sheet("acts", "会议与责任书_县安委办", "霁川县安全生产会议与目标责任书台账", only=("date", "type", "actor", "post", "person", "body", "signed", "summary"))
    for year in (2015, 2016):
        for month in (1, 4, 7, 10):
            for body, post, what in ((P.GOVERNMENT, "县长", "县政府常务会议研究安全生产"), *(((P.PARTY, "书记", "县委常委会议专题研究安全生产"),) if month in {1, 7} else ())):
                day = world.day(date(year, month, 1), date(year, month, 28))
                sheet.add(date=day, type="会议", actor=body, post=post, person=world.holder(body, post, day), body=body, signed=True, summary=what)
            for each in P.DEPARTMENTS:
                if each.name == P.MARKET and (year, month) < (2015, 4):
                    continue
                day = world.day(date(year, month, 5), date(year, month, 28))
                if any(sector.bearer == each.name for sector in P.SECTORS):
                    sheet.add(date=day, type="会议", actor=each.name, body=each.name, signed=True, summary="安全生产形势分析会")
        for town in TOWNS:
            day = world.day(date(year, 1, 10), date(year, 3, 20))
            sheet.add(date=day, type="责任书", actor=P.GOVERNMENT, body=P.government(town), signed=True, summary=f"与{town}签订{year}年度安全生产目标责任书")
            for month in (3, 6, 9):
                day = world.day(date(year, month, 1), date(year, month, 28))
                sheet.add(date=day, type="会议", actor=P.government(town), body=P.government(town), signed=True, summary=f"{town}安全生产工作例会")


def _licences(world: World) -> None:
    for sector, permit, prefix, stem in (
        ("危险化学品", "危险化学品经营许可证", "霁危化经字", "危化"),
        ("非煤矿山", "安全生产许可证", "霁矿安许字", "非煤矿山"),
        ("烟花爆竹零售", "烟花爆竹经营（零售）许可证", "霁烟零字", "烟花零售"),
    ):
        sheet = world.sheet("licences", f"许可证台账_{stem}_安监局", f"霁川县{permit}发放台账", only=("issuer", "object", "town", "permit", "number", "since", "until"))
        for number, made in enumerate((each for each in world.objects if each.sectors == (sector,)), start=1):
            since = world.day(date(2014, 6, 1), date(2016, 6, 30))
            sheet.add(
                issuer=P.SAFETY,
                object=made.name,
                town=made.towns[0],
                permit=permit,
                number=f"{prefix}〔{since.year}〕{number:04d}号",
                since=since,
                until=since.replace(year=since.year + 3, day=min(since.day, 28)),
            )


def _accidents(world: World) -> None:
    sheet = world.sheet("accidents", "事故台账_安监局", "霁川县生产安全事故台账")
    mines = [each for each in world.objects if each.sectors == ("非煤矿山",) and each.seen]
    plants = [each for each in world.objects if each.sectors == ("建材",) and each.seen and each.towns != (ZONE,)]
    for made, day, kind, deaths, hurt, loss in (
        (mines[3], date(2015, 3, 17), "物体打击", 1, 0, 86.5),
        (plants[2], date(2015, 8, 6), "机械伤害", 1, 1, 95),
        (mines[11], date(2016, 6, 22), "坍塌", 3, 2, 412.3),
    ):
        sheet.add(
            date=day,
            time=f"{world.rng.randint(7, 18)}:{world.rng.randint(10, 59)}",
            object=made.name,
            town=made.towns[0],
            sector=made.sectors[0],
            type=kind,
            deaths=deaths,
            missing=0,
            serious=hurt,
            loss=loss,
            level="较大" if deaths >= 3 else "一般",
            reported=f"{day.isoformat()} {world.rng.randint(19, 21)}:05",
            approved=date(day.year, min(day.month + 3, 12), 20),
        )
