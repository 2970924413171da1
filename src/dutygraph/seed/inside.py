"""Inside the key enterprises: their posts with holders, and the responsibility list down to each job (全员安全生产责任制; B40, 安全生产法 Art 22)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from .table import Sheet
from .world import Object, World

SIGNED = date(2015, 1, 20)
"""The day on which every enterprise handed its list to the bureau."""
NAMELESS = ("投料岗", "凿岩岗", "装卸岗")
"""In the first enterprise of each trade this job stands on the list without a name: a broken rung of its chain."""
POSTS = (("总经理", "主要负责人"), ("副总经理（生产）", "副职"), ("安全总监", "安全管理人员"), ("专职安全员", "安全管理人员"))
MINE_POSTS = (("矿长", "主要负责人"), ("副矿长（生产）", "副职"), ("专职安全员", "安全管理人员"))
Tree = Mapping[str, Mapping[str, tuple[str, ...]]]
TREES: Mapping[str, Tree] = {
    "危险化学品": {"生产车间": {"生产一班": ("投料岗", "中控岗"), "生产二班": ("反应岗", "包装岗")}, "储运部": {"储运班": ("罐区岗", "装卸岗")}},
    "非煤矿山": {"采掘队": {"凿岩爆破班": ("凿岩岗", "爆破岗"), "铲装运输班": ("铲装岗", "运输岗")}},
    "烟花爆竹批发": {"仓储部": {"保管班": ("库管岗", "装卸岗"), "配送班": ("押运岗",)}},
}
"""Workshops, their teams, and the teams' jobs, by trade."""
CRITERIA = {"车间": "月度考核，事故隐患整改率不低于95%", "班组": "班前会每班一次，班组活动每月两次", "岗位": "岗位操作规程抽考合格，交接班记录完整"}


def inside(world: World) -> None:
    """Write posts, appointments and responsibility lists of the key enterprises."""
    posts = world.sheet("posts_inside", "企业职务表_安监局", "霁川县重点企业安全生产职务表")
    terms = world.sheet("terms_inside", "企业任职台账_安监局", "霁川县重点企业主要负责人和安全管理人员台账")
    units = world.sheet("units", "全员责任制清单_重点企业", "霁川县重点企业全员安全生产责任制清单")
    first: set[str] = set()
    chosen = list(key_enterprises(world))
    nameless: list[str] = []
    for made in chosen:
        _posts(world, posts, terms, made)
        nameless += _units(world, units, made, () if made.sectors[0] in first else NAMELESS)
        first.add(made.sectors[0])
    world.notes["inside"] = {"enterprises": [made.id for made in chosen], "units": len(units.rows), "nobody_responsible": nameless}


def key_enterprises(world: World) -> Iterator[Object]:
    """The eight chemical works of the highest risk, the wholesalers of fireworks, and the two mines that had an accident."""
    struck = {row["object"] for row in world.sheets["事故台账_安监局"].rows}
    chemical = [each for each in world.objects if each.sectors == ("危险化学品",)][:8]
    yield from chemical
    yield from (each for each in world.objects if each.sectors == ("烟花爆竹批发",) and each.type == "enterprise")
    yield from (each for each in world.objects if each.sectors == ("非煤矿山",) and each.name in struck)


def _posts(world: World, posts: Sheet, terms: Sheet, made: Object) -> None:
    """Principal, deputy for production, safety managers; one in five safety managers changed in the two years."""
    table = MINE_POSTS if made.sectors == ("非煤矿山",) else POSTS
    head = table[0][0]
    for order, (post, rank) in enumerate(table, start=1):
        posts.add(object=made.name, post=post, rank=rank, reports_to=f"{made.name}/{_boss(post, head, dict(table))}" if post != head else "", order=order)
        since = world.day(date(2010, 3, 1), date(2014, 9, 30))
        change = world.day(date(2015, 3, 1), date(2016, 8, 31)) if rank == "安全管理人员" and world.rng.random() < 0.2 else None
        terms.add(object=made.name, post=post, person=world.names.person(), manner="正式", since=since, until=change or "")
        if change:
            terms.add(object=made.name, post=post, person=world.names.person(), manner="正式", since=change)


def _boss(post: str, head: str, posts: dict[str, str]) -> str:
    """A full-time safety officer reports to the safety director where there is one, everybody else to the principal."""
    return "安全总监" if post == "专职安全员" and "安全总监" in posts else head


def _units(world: World, sheet: Sheet, made: Object, nameless: tuple[str, ...]) -> list[str]:
    """The list of one enterprise; returns the units that name nobody."""
    left: list[str] = []

    def row(unit: str, parent: str, kind: str, scope: str) -> None:
        nobody = unit in nameless and not left
        if nobody:
            left.append(f"unit:{made.name}/{unit}")
        sheet.add(
            object=made.name,
            town=made.towns[0],
            unit=unit,
            parent=parent,
            type=kind,
            responsible="" if nobody else world.names.person(),
            duties=scope,
            criteria=CRITERIA[kind],
            since=SIGNED,
        )

    for workshop, teams in TREES[made.sectors[0]].items():
        row(workshop, "", "车间", f"{workshop}全部作业")
        for team, jobs in teams.items():
            row(team, workshop, "班组", f"{team}当班作业")
            for job in jobs:
                row(job, team, "岗位", f"{job.removesuffix('岗')}操作")
    return left
