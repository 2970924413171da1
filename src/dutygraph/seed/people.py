"""Posts, the people who held them, the division of work, and the offices of the towns."""

from __future__ import annotations

from datetime import date, timedelta

from . import gaps
from . import places as P
from .names import TOWNS
from .table import Sheet
from .world import FIRST, LAST, World

_NUMERALS = "一二三四五六"
DIVISION_OF_WORK = "霁府办发〔2016〕18号"


def staff(world: World) -> None:
    """Write posts, appointments and the division of work of the whole county."""
    posts = world.sheet("posts", "职务表_县委组织部", "霁川县职务名录")
    terms = world.sheet("appointments", "任职台账_县委组织部", "霁川县干部任职台账", encoding="gb18030")
    work = world.sheet("division_of_work", "领导分工_两办", "霁川县领导班子成员工作分工", only=("body", "post", "person", "sectors", "bodies", "safety", "since", "document"))
    _county(world, Desk(world, posts, terms, work))
    _departments(world, Desk(world, posts, terms, work))
    _stations(world, Desk(world, posts, terms, work))
    _towns(world, Desk(world, posts, terms, work))
    terms.foot.append(("注：任职日期以任免文件为准，任免文件未注明日期的只写月份",))


class Desk:
    """Writes a post with its holders, and what it answers for."""

    def __init__(self, world: World, posts: Sheet, terms: Sheet, work: Sheet) -> None:
        self.world, self.posts, self.terms, self.work = world, posts, terms, work

    def post(self, body: str, post: str, rank: str, *, order: int = 1, reports_to: str = "", turnover: float = 0.15) -> None:
        """A post with one holder throughout, or two with a hand-over on one day."""
        world, rng = self.world, self.world.rng
        if (body, post) in gaps.MISSING:
            return
        self.posts.add(body=body, post=post, rank=rank, reports_to=f"{body}/{reports_to}" if reports_to else "", order=order)
        if (body, post) in gaps.TERMS:
            for manner, begun, ended in gaps.TERMS[body, post]:
                self.term(body, post, manner if manner in {"空缺", "不详"} else world.names.person(), begun, ended, manner)
            return
        since = world.day(date(2011, 3, 1), FIRST - timedelta(days=30))
        if rng.random() < turnover:
            change = world.day(date(2015, 1, 10), date(2016, 7, 31))
            if rng.random() < 0.3:
                change = change.replace(day=1)
            self.term(body, post, world.names.person(), since, change)
            self.term(body, post, world.names.person(), change, None)
        else:
            self.term(body, post, world.names.person(), since, None)

    def term(self, body: str, post: str, person: str, since: date, until: date | None, manner: str = "正式任职") -> None:
        """One term of one holder, written as clerks write dates."""
        if person not in {"空缺", "不详"}:
            self.world.holders[body, post].append((person, since, until))
        self.terms.add(person=person, body=body, post=post, manner=manner, since=self._written(since), until=self._written(until) if until else "至今", document="")

    def answers(self, body: str, post: str, *, sectors: list[str] | None = None, bodies: list[str] | None = None, safety: bool = False) -> None:
        """What the division of work gives to a post; nothing is written where it gives nothing."""
        if not (sectors or bodies or safety):
            return
        self.work.add(
            body=body,
            post=post,
            person=self.world.holder(body, post, LAST),
            sectors=sectors or [],
            bodies=bodies or [],
            safety=safety,
            since=date(2015, 1, 1),
            document=DIVISION_OF_WORK,
        )

    def _written(self, day: date) -> str:
        if day.day == 1:
            return f"{day.year}年{day.month}月"
        return self.world.rng.choice((f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}"))


def _county(world: World, desk: Desk) -> None:
    desk.post(P.PARTY, "书记", "书记", turnover=0)
    desk.post(P.PARTY, "常委（联系安全生产）", "班子成员", order=2, reports_to="书记", turnover=0)
    desk.answers(P.PARTY, "常委（联系安全生产）", safety=True)
    desk.post(P.GOVERNMENT, "县长", "主要负责人", turnover=1)
    deputies = {1: "副县长（一）", 2: "副县长（二）", 3: "副县长（三）", 4: "副县长（四）", 5: "常务副县长", 6: "副县长（五）"}
    for number, post in deputies.items():
        desk.post(P.GOVERNMENT, post, "常务副职" if number == 5 else "副职", order=2 if number == 5 else number + 2, reports_to="县长")
        desk.answers(
            P.GOVERNMENT,
            post,
            sectors=[each.name for each in P.SECTORS if each.deputy == number],
            bodies=[each.name for each in P.DEPARTMENTS if each.deputy == number],
            safety=number == 1,
        )
    desk.answers(P.GOVERNMENT, "县长", bodies=[each.name for each in P.DEPARTMENTS if each.deputy == 0])


def _departments(world: World, desk: Desk) -> None:
    head = {P.FIRE: "大队长", P.MARITIME: "处长"}
    for each in P.DEPARTMENTS:
        chief = head.get(each.name, "主任" if each.name.endswith(("办公室", "联合社")) else "局长")
        deputy = f"副{chief}"
        desk.post(each.name, chief, "主要负责人")
        mine = [] if each.name == P.MARITIME else [sector.name for sector in P.SECTORS if (sector.bearer or P.ELSEWHERE.get(sector.name)) == each.name and sector.deputy >= 0]
        safe = f"{deputy}（分管安全）"
        desk.post(each.name, safe, "副职", order=2, reports_to=chief)
        desk.answers(each.name, safe, sectors=mine, safety=each.name != gaps.NO_SAFETY_DEPUTY)
        desk.post(each.name, deputy, "副职", order=3, reports_to=chief)
        if each.name == gaps.TWO_SAFETY_DEPUTIES:
            desk.answers(each.name, deputy, safety=True)
        if mine:
            desk.post(each.name, "安全股股长", "科室（队）负责人", order=4, reports_to=safe)
    desk.post(P.ZONE_COMMITTEE, "主任", "主要负责人")
    desk.post(P.ZONE_COMMITTEE, "副主任（分管安全）", "副职", order=2, reports_to="主任")
    desk.answers(P.ZONE_COMMITTEE, "副主任（分管安全）", safety=True)
    for name, short in (*P.PARTY_DEPARTMENTS, *P.MASS):
        desk.post(
            name,
            {"县纪委": "书记", "政法委": "书记", "组织部": "部长", "宣传部": "部长", "人武部": "部长", "团县委": "书记"}.get(short, "主任" if short == "县委办" else "主席"),
            "主要负责人",
        )


def _stations(world: World, desk: Desk) -> None:
    for station in (*P.MARKET_STATIONS, *P.ROAD_STATIONS, *P.LAND_STATIONS):
        desk.post(station, "站长" if station.endswith("站") else "所长", "主要负责人")


def _towns(world: World, desk: Desk) -> None:
    roster = world.sheet("roster", "安监办花名册_各镇乡", "霁川县镇乡安监办人员花名册", xlsx=True)
    for town in TOWNS:
        chief = "镇长" if town.endswith("镇") else "乡长"
        body = P.government(town)
        desk.post(P.party(town), "书记", "书记", turnover=0.2)
        desk.post(P.party(town), "副书记（联系安全生产）", "班子成员", order=2, reports_to="书记")
        desk.answers(P.party(town), "副书记（联系安全生产）", safety=True)
        desk.post(body, chief, "主要负责人", turnover=0.2)
        for order, post in enumerate((f"副{chief}（分管安全）", f"副{chief}"), start=2):
            desk.post(body, post, "副职", order=order, reports_to=chief, turnover=0.25)
        desk.answers(body, f"副{chief}（分管安全）", safety=True)
        _office(world, roster, town)


def _office(world: World, roster: Sheet, town: str) -> None:
    """One or two people, who hold other posts as well and change often (E16, P03)."""
    other = ("经济发展办公室主任", "社会事务办公室工作人员", "武装部长", "社保所长", "林业站工作人员", "村镇建设服务中心主任", "综治办主任")
    for number, post in enumerate(("主任", "工作人员")[: world.rng.choice((1, 2, 2))]):
        person = world.names.person()
        since = world.day(date(2013, 1, 1), date(2016, 5, 31))
        world.holders[P.office(town), post].append((person, since, None))
        part_time = number == 0 or world.rng.random() < 0.8
        roster.add(
            body=P.office(town),
            person=person,
            post=post,
            part_time="兼职" if part_time else "专职",
            other=world.rng.choice(other) if part_time else "",
            since=f"{since.year}年{since.month}月",
            until="",
        )


def committee(world: World) -> None:
    """The safety committee: chair, vice chair, 43 members of which each is the head of a body (E14, B07)."""
    sheet = world.sheet("committee", "安委会成员名单_县安委办", "霁川县安全生产委员会成员名单", encoding="gb18030")
    since, document = date(2015, 5, 18), "霁安委〔2015〕6号"

    def seat(kind: str, body: str, post: str) -> None:
        sheet.add(committee=P.COMMITTEE, seat=kind, person=world.holder(body, post, since), body=body, post=post, since=since, document=document)

    seat("主任", P.GOVERNMENT, "县长")
    seat("副主任", P.GOVERNMENT, "副县长（一）")
    members = [each.name for each in P.DEPARTMENTS] + [name for name, _ in (*P.PARTY_DEPARTMENTS[:4], *P.MASS)] + [P.ZONE_COMMITTEE]
    for body in members[:43]:
        post = next(post for (owner, post) in world.holders if owner == body)
        seat("成员", body, post)
    seat("办公室主任", P.SAFETY, "局长")
    sheet.foot.append(("合计", str(len(members))))
