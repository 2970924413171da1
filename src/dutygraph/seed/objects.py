"""The registers of the seed county's bureaus, in the sizes of the essay (E01 to E12)."""

from __future__ import annotations

from . import places as P
from .ledger import FERRY_ORDER, HEAVY, OFF_PLAN, ledger, shares, town
from .names import AREA, CITY, TOWNS, ZONE
from .places import government
from .world import World


def registers(world: World) -> None:
    """Write every register."""
    _safety(world)
    _industry(world)
    _transport(world)
    _water(world)
    _building(world)
    _gas(world)
    _places(world)
    _equipment(world)
    _found_by_towns(world)


def _safety(world: World) -> None:
    rng, firm = world.rng, world.names.firm
    chemical = ledger(world, P.SAFETY, "企业台账_危险化学品_安监局", "霁川县危险化学品生产经营企业台账")
    for number in range(67):
        where = ZONE if number < 5 else town(world)
        trade = "化工有限公司" if number < 8 else rng.choice(("加油站", "加油站", "加油站", "化工经营部", "气体有限公司"))
        chemical.add(firm(trade), "enterprise", (where,), "危险化学品", code=world.code(), risk="红" if number < 8 else rng.choice("橙黄"), level="县级")
    chemical.total()
    mines = ledger(world, P.SAFETY, "企业台账_非煤矿山_安监局", "霁川县非煤矿山企业台账", encoding="gb18030")
    for number in range(106):
        where = town(world)
        mines.add(
            firm(rng.choice(("采石场", "采石场", "砂石厂", "页岩砖厂矿山", "石灰石矿有限公司"))),
            "enterprise",
            (where,),
            "非煤矿山",
            code=world.code(),
            risk=rng.choice("红橙橙"),
            status="停产" if number % 25 == 24 else "在产",
            seen=number % 21 != 20,
            level="县级",
        )
    mines.total()
    fireworks = ledger(world, P.SAFETY, "企业台账_烟花爆竹批发_安监局", "霁川县烟花爆竹批发企业台账")
    for where in TOWNS[:3]:
        fireworks.add(firm("烟花爆竹批发有限公司"), "enterprise", (where,), "烟花爆竹批发", code=world.code(), risk="红", level="县级")
    retail = ledger(world, P.SAFETY, "企业台账_烟花爆竹零售_安监局", "霁川县烟花爆竹零售经营户台账", only=("number", "name", "type", "code", "town", "sectors", "risk", "remark"))
    for number in range(936):
        seasonal = number % 5 == 4
        where = TOWNS[number % len(TOWNS)]
        retail.add(
            f"{where[:2]}{world.names.person()}烟花爆竹零售店",
            "sole_trader",
            (where,),
            "烟花爆竹零售",
            code="" if number % 3 == 0 else world.code("92"),
            risk="黄",
            seen=not seasonal,
            remark=OFF_PLAN if seasonal else "",
        )
    retail.total()


def _industry(world: World) -> None:
    rng, firm = world.rng, world.names.firm
    trades = {"冶金": "铸造有限公司", "建材": "建材有限公司", "机械": "机械制造有限公司", "轻工": "食品有限公司", "纺织": "服饰有限公司"}
    big = ledger(world, P.INDUSTRY, "企业台账_规模以上工业_经信局", "霁川县规模以上工业企业台账")
    for number in range(54):
        sector = rng.choice(list(trades))
        big.add(firm(trades[sector]), "enterprise", (ZONE if number < 22 else town(world),), sector, code=world.code(), size="规模以上", risk=rng.choice("橙黄黄"), level="县级")
    big.total()
    other = ledger(world, P.INDUSTRY, "企业台账_其他工贸_经信局", "霁川县其他工贸企业台账（250余户）")
    for _ in range(238):
        sector = rng.choice(list(trades))
        other.add(firm(trades[sector].replace("有限公司", "厂")), "enterprise", (town(world),), sector, code=world.code(), size="规模以下", risk=rng.choice("黄蓝"), level="镇乡")
    for number in range(8):
        other.add(
            firm("石材加工厂"),
            "enterprise",
            (rng.choice(TOWNS[10:20]),),
            "石材加工",
            code=world.code(),
            seen=False,
            size="规模以下",
            risk="橙" if number < 3 else "黄",
            level="镇乡",
        )
    for _ in range(5):
        other.add(firm("粮油加工厂"), "enterprise", (rng.choice(TOWNS[5:25]),), "粮油加工", code=world.code(), seen=False, size="规模以下", risk="蓝", level="镇乡")
    other.total()


def _transport(world: World) -> None:
    rng, firm = world.rng, world.names.firm
    firms = ledger(world, P.TRANSPORT, "企业台账_道路运输_交通局", "霁川县交通运输企业台账")
    fleets = ledger(world, P.TRANSPORT, "车队台账_营运车辆_交通局", "霁川县营运车辆（按企业）台账", kind="fleets")
    sizes = shares(world, 6876, 43)
    for size in sizes:
        name, where = firm(rng.choice(("运输有限公司", "客运有限公司", "物流有限公司"))), rng.choice(HEAVY)
        owner = firms.add(name, "enterprise", (where,), "道路运输", code=world.code(), risk=rng.choice("橙黄"), level="县级")
        fleets.add(f"{name}营运车队", "fleet", (where,), "道路运输", owner=owner.name, quantity=size, kind="客货混合")
    routes = ledger(world, P.TRANSPORT, "公路航道台账_交通局", "霁川县通车公路与水运航道台账", kind="routes")
    for number, length in enumerate(shares(world, 3065, 60)):
        start = rng.randrange(len(TOWNS) - 4)
        kind = "省道" if number < 4 else "县道" if number < 20 else "乡道"
        routes.add(f"{kind}J{number + 1:03d}线", "route", TOWNS[start : start + rng.randint(2, 4)], "公路航道", code=f"J{number + 1:03d}", kind=kind, quantity=length)
    for number, length in enumerate(shares(world, 143, 5)):
        routes.add(f"霁江航道第{'一二三四五'[number]}段", "route", TOWNS[number * 3 : number * 3 + 4], "公路航道", code=f"H{number + 1:02d}", kind="航道", quantity=length)
    routes.sheet.foot.append(("注：通车公路合计3065公里，航道合计143公里",))


def _water(world: World) -> None:
    ferries = ledger(world, P.MARITIME, "渡口码头台账_海事处", "霁川县渡口码头台账", kind="ferries")
    for number in range(83):
        where = TOWNS[number % 18]
        ferries.add(
            f"{where[:2]}{'一二三四五六'[number // 18]}号{'渡口' if number % 4 else '码头'}",
            "ferry",
            (where,),
            "水上交通",
            kind="人渡" if number % 4 else "货运码头",
            designated=P.MARITIME,
            township=government(where),
            status="在用",
            document=FERRY_ORDER,
            since="2013-06-01",
        )
    ferries.total()
    vessels = ledger(world, P.MARITIME, "船舶台账_海事处", "霁川县各类船舶台账", kind="vessels")
    ports = [each for each in world.objects if each.type == "ferry"]
    for number in range(365):
        port = ports[number % len(ports)]
        vessels.add(f"霁川渡{number + 1:03d}", "vessel", port.towns, "水上交通", owner=port.name if number % 3 else "", kind="渡船" if number % 3 else "自用船", status="在航")
    vessels.total()


def _building(world: World) -> None:
    rng, firm = world.rng, world.names.firm
    estate = ledger(
        world, P.ESTATE, "企业台账_房地产开发_房管局", "霁川县房地产开发企业台账", only=("number", "name", "type", "code", "registered", "town", "sectors", "risk", "remark")
    )
    for number in range(59):
        outside = number >= 52
        estate.add(
            firm("房地产开发有限公司", prefix="霖川" if outside else "霁川"),
            "enterprise",
            () if number == 58 else (rng.choice(HEAVY),),
            "房地产开发",
            code=world.code(),
            risk="蓝",
            seen=number != 58,
            registered=CITY if outside else "",
            remark="外地企业" if outside else "",
        )
    estate.total()
    builders = ledger(world, P.HOUSING, "企业台账_建筑施工_住建局", "霁川县建筑施工企业台账")
    firms = [
        builders.add(firm("建筑工程有限公司"), "enterprise", (rng.choice(HEAVY),), "建筑施工", code=world.code(), size=f"{rng.choice('二三')}级资质", risk="黄", level="县级")
        for _ in range(54)
    ]
    builders.total()
    works = ledger(world, P.HOUSING, "在建项目台账_住建局", "霁川县在建工程项目台账", kind="projects")
    for builder in firms[:26]:
        works.add(
            f"{builder.name[2:4]}{rng.choice(('家园', '名城', '商业广场', '小学教学楼'))}项目",
            "project",
            (rng.choice(HEAVY),),
            "建筑施工",
            owner=builder.name,
            kind="房屋建筑",
            risk="橙",
            status="在建",
        )


def _gas(world: World) -> None:
    firm = world.names.firm
    gas = ledger(world, P.HOUSING, "企业台账_城镇燃气_住建局", "霁川县燃气经营企业与网点台账")
    for _ in range(14):
        gas.add(firm("燃气有限公司"), "enterprise", (town(world),), "城镇燃气", code=world.code(), risk="橙", level="县级")
    filling = gas.add(firm("液化石油气充装有限公司"), "enterprise", (TOWNS[1],), "城镇燃气", code=world.code(), risk="红", level="县级")
    sideways = world.sheet("sideways", "供气关系_住建局", "霁川县液化石油气供应关系表", only=("relation", "object", "other", "since"))
    for number in range(120):
        where = TOWNS[number % len(TOWNS)]
        outlet = gas.add(f"{where[:2]}液化气经营点{number // len(TOWNS) + 1}号", "site", (where,), "城镇燃气", risk="黄")
        sideways.add(relation="供应", object=filling.name, other=outlet.name, since="2014-01-01")
    gas.total()


def _places(world: World) -> None:
    firm = world.names.firm
    only = ("number", "name", "type", "code", "town", "sectors", "risk", "remark")
    for keeper, short, sector, trade, count in (
        (P.COMMERCE, "商务局", "商贸", "商贸中心", 20),
        (P.EDUCATION, "教育局", "教育", "学校", 36),
        (P.HEALTH, "卫计局", "医疗卫生", "医院", 32),
        (P.TOURISM, "旅游局", "宾馆旅游", "宾馆", 18),
        (P.CULTURE, "文广新局", "文化娱乐", "歌城", 12),
        (P.POLICE, "公安局", "民用爆炸物品", "民爆物品储存库", 2),
    ):
        book = ledger(world, keeper, f"场所台账_{sector}_{short}", f"霁川县{sector}场所台账", only=only)
        for number in range(count):
            book.add(
                firm(trade), "site", (TOWNS[number % len(TOWNS)] if count > 20 else town(world),), sector, code=world.code("91"), risk="橙" if sector == "民用爆炸物品" else "黄"
            )
    inns = ledger(world, P.TOURISM, "场所台账_农家乐_旅游局", "霁川县农家乐登记表", only=only)
    for number in range(6):
        inns.add(firm("农家乐"), "site", (TOWNS[(6, 6, 11, 19, 24, 24)[number]],), "农家乐", risk="蓝", seen=False)
    depots = ledger(world, P.COMMERCE, "企业台账_仓储与回收_商务局", "霁川县仓储物流与废旧物资回收企业台账")
    for where in (*TOWNS[:9], ZONE, ZONE, ZONE):
        depots.add(firm("仓储有限公司"), "enterprise", (where,), "仓储物流", code=world.code(), seen=where != ZONE, risk="橙" if where == ZONE else "黄", level="县级")
    for where in (*TOWNS[:12], *TOWNS[:2], TOWNS[20], TOWNS[27]):
        depots.add(firm("废旧物资回收站"), "enterprise", (where,), "废旧物资回收", code=world.code(), seen=where in TOWNS[:12], risk="黄", level="镇乡")


def _equipment(world: World) -> None:
    """1,312 pieces, each used by an enterprise or a place of the registers (E05)."""
    users = [each for each in world.objects if each.type in {"enterprise", "site"} and each.code and len(each.towns) == 1]
    sheet = ledger(world, P.MARKET, "特种设备台账_市场监管局", "霁川县特种设备台账（1300余台套）", kind="equipment")
    kinds = ("锅炉", "压力容器", "压力容器", "电梯", "起重机械", "场内机动车")
    for number in range(1312):
        user = world.rng.choice(users)
        kind = world.rng.choice(kinds)
        sheet.add(f"{kind}{number + 1:04d}号", "equipment", user.towns, "特种设备", code=f"SB{AREA}{number + 1:05d}", owner=user.name, kind=kind, status="在用")


def _found_by_towns(world: World) -> None:
    """What the towns found on their own and no bureau has claimed; and the one depot that the army supervises."""
    book = ledger(world, "", "排查台账_各镇乡", "霁川县镇乡排查新增生产经营单位台账")
    for where, trade in ((TOWNS[3], "电子拆解点"), (TOWNS[15], "生物质燃料厂"), (TOWNS[22], "竹木工艺坊")):
        book.add(f"{where[:2]}{trade}", "enterprise", (where,), code=world.code(), seen=False, sectors="", level="镇乡", remark="行业主管部门待定")
    book.add("霁川军粮供应站", "enterprise", (TOWNS[0],), "粮油加工", code=world.code(), seen=False, level="县级", remark="军队系统监管")
