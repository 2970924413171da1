"""Random counties, the same for the same seed: small, but with every trap at once.

History, vacancies, zones, a town with two parents, a town that changes county, supervision by name, several sectors or places for one object,
routes over towns, equipment run by enterprises, exemptions, succession of bodies, stations, delegates, acts, sectors that move, loops.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dutygraph.facts import Facts

FIRST, LAST = date(2018, 1, 1), date(2026, 1, 1)
MIDDLE = (date(2020, 1, 1), date(2025, 6, 30))
PERMITS = ("安全生产许可证", "燃气经营许可证", "卫生许可证", None)
HAZARDS = ("消防", "特种设备", "燃气", "民爆")
TYPES = ("enterprise",) * 6 + ("sole_trader", "site", "site", "project", "ferry", "equipment", "equipment", "vessel", "fleet", "route")
MODES = ("industry",) * 7 + ("licence",) * 2 + ("special",) * 3 + ("zone", "station", "delegated", "delegated", "comprehensive", "territorial", "guidance", "registration", "national")


@dataclass(frozen=True, slots=True)
class RandomCounty:
    """A county and two days on which to ask."""

    seed: int
    facts: Facts
    days: tuple[date, ...]

    def describe(self) -> str:
        """Every fact on a line, for a person who has to find out why two answers differ."""
        lines = [f"county of seed {self.seed}, {len(self.facts)} facts, days {', '.join(map(str, self.days))}"]
        for fact in self.facts.rows():
            said = {name: value for name, value in fact.values.items() if value is not None and name not in {"scope", "key", "file", "sheet", "row", "level", "end"}}
            lines.append(f"  {fact.kind}: {', '.join(f'{name}={value}' for name, value in said.items())}")
        return "\n".join(lines)


@dataclass
class _Maker:
    dice: random.Random
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    count: int = 0

    def add(self, kind: str, **said: Any) -> None:
        self.count += 1
        end = "known" if said.get("until") else self.dice.choice(("open", "unknown"))
        row = {"scope": "random", "key": f"{kind}/{self.count}", "file": "random.csv", "sheet": kind, "row": self.count, "level": "register", "end": end}
        self.rows.setdefault(kind, []).append({**row, **said})

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=self.dice.randrange((last - first).days))

    def period(self, *, ended: float = 0.12, later: float = 0.12) -> dict[str, date]:
        """Mostly no period or an early start; sometimes ended, sometimes not begun."""
        said = {}
        if self.chance(0.5):
            said["since"] = self.day(FIRST, MIDDLE[0])
        if self.chance(later):
            said["since"] = self.day(*MIDDLE)
        if self.chance(ended):
            said["until"] = self.day(max(said.get("since", MIDDLE[0]), MIDDLE[0]) + timedelta(days=1))
        return said

    def paper(self, share: float = 0.8) -> dict[str, str]:
        return {"document": self.dice.choice(("document:一号", "document:二号")), "clause": "第三条", "level": "document"} if self.chance(share) else {}


@dataclass(frozen=True, slots=True)
class _Places:
    counties: list[str]
    towns: list[str]
    zone: str
    all: list[str]


def county(seed: int) -> RandomCounty:
    """The random county of that seed."""
    make = _Maker(random.Random(seed))
    make.add("document", id="document:一号", name="一号")
    make.add("document", id="document:二号", name="二号")
    places = _territories(make)
    sectors = _sectors(make)
    bodies, stations = _bodies(make, places)
    posts = _posts(make, bodies, sectors) if make.chance(0.75) else []
    objects = _objects(make, places, sectors)
    _duties(make, bodies, stations, posts, places, sectors, objects)
    _exemptions(make, places, sectors, objects)
    if make.chance(0.9):
        _acts(make, bodies, posts, objects, sectors)
    return RandomCounty(seed, Facts.of(make.rows), (make.day(*MIDDLE), make.day(MIDDLE[0], LAST)))


def _territories(make: _Maker) -> _Places:
    counties, zone = ["territory:甲县", "territory:乙县"], "territory:园区"
    towns = [f"territory:镇{n}" for n in range(make.dice.randint(3, 5))]
    for each, kind in [*((c, "county") for c in counties), *((t, "township") for t in towns), (zone, "zone")]:
        make.add("territory", id=each, name=each.removeprefix("territory:"), type=kind)
    make.add("within", territory=zone, parent=counties[0])
    for n, town in enumerate(towns):
        if n == 1 and make.chance(0.4):
            moved = make.day(*MIDDLE)
            make.add("within", territory=town, parent=counties[0], until=moved)
            make.add("within", territory=town, parent=counties[1], since=moved)
        else:
            make.add("within", territory=town, parent=counties[n == 2])
    if make.chance(0.5):
        make.add("within", territory=towns[0], parent=zone, by="trusteeship", **make.period())
    if make.chance(0.04):
        make.add("within", territory=counties[0], parent=towns[0])
    villages = [f"territory:村{n}" for n in range(make.dice.randint(0, 3))]
    for village in villages:
        make.add("territory", id=village, name=village.removeprefix("territory:"), type="village")
        make.add("within", territory=village, parent=make.dice.choice(towns))
    return _Places(counties, towns, zone, [*counties, zone, *towns, *villages])


def _sectors(make: _Maker) -> list[str]:
    names: list[str] = []
    for root in range(make.dice.randint(2, 4)):
        branch = [f"sector:{root}"]
        for leaf in range(make.dice.randint(0, 4)):
            branch.append(f"{make.dice.choice(branch)}.{leaf}")
        names += branch
    for name in names:
        parent = name.rpartition(".")[0] or None
        hazards = ";".join(make.dice.sample(HAZARDS, make.dice.choice((1, 1, 2)))) if make.chance(0.15) else None
        said = {"id": name, "name": name.removeprefix("sector:"), "scheme": "county", "hazards": hazards}
        if parent and make.chance(0.08):
            moved = make.day(*MIDDLE)
            make.add("sector", **said, parent=parent, until=moved)
            make.add("sector", **said, parent=make.dice.choice([each for each in names if not each.startswith(name) and len(each) < len(name)] or [parent]), since=moved)
        else:
            make.add("sector", **said, parent=parent)
    return names


def _bodies(make: _Maker, places: _Places) -> tuple[list[str], list[str]]:
    bodies: list[str] = []

    def body(name: str, kind: str, parent: str | None = None, governs: str | None = None, **period: date) -> str:
        each = f"body:{name}"
        make.add("body", id=each, name=name, type=kind, **period)
        if parent:
            make.add("part_of", body=each, parent=parent)
        if governs:
            make.add("governs", body=each, territory=governs)
        bodies.append(each)
        return each

    government = body("政府", "government", governs=places.counties[0])
    body("县委", "party_committee", governs=places.counties[0])
    departments = [body(f"局{n}", "department", government) for n in range(make.dice.randint(3, 5))]
    towns = [body(f"{town.removeprefix('territory:')}政府", "government", government, town) for town in places.towns[:2]]
    if make.chance(0.7):
        body("管委会", "zone_committee", governs=places.zone)
    body("安委会", "committee", government)
    body("工会", "mass_organisation", governs=places.counties[0])
    stations = [body(f"站{n}", "station", make.dice.choice(departments) if make.chance(0.9) else None, make.dice.choice(places.towns) if make.chance(0.6) else None)
                for n in range(make.dice.randint(1, 3))]
    if make.chance(0.7):
        ended = make.day(FIRST, MIDDLE[1])
        old = body("安监局", "department", government, until=ended)
        middle = body("过渡局", "department", government, since=ended, until=ended + timedelta(days=400)) if make.chance(0.3) else None
        if middle:
            make.add("succeeds", body=middle, former=old, since=ended)
        make.add("succeeds", body=departments[0], former=middle or old, since=ended)
        if make.chance(0.3):
            make.add("succeeds", body=departments[1], former=old, since=ended)
    if make.chance(0.6):
        body("撤销局", "department", government, until=make.day(FIRST, MIDDLE[0]))
    if make.chance(0.3):
        body("孤立局", "department")
    if make.chance(0.05):
        make.add("part_of", body=government, parent=departments[0])
    assert towns
    return bodies, stations


def _posts(make: _Maker, bodies: list[str], sectors: list[str]) -> list[str]:
    posts: list[str] = []
    for body in bodies:
        first = "secretary" if body == "body:县委" else "head"
        ranks = [first] if make.chance(0.9) else []
        ranks += make.dice.sample(("executive_deputy", "deputy", "member", "section_head", "staff"), make.dice.choice((1, 1, 2, 3)))
        for rank in ranks:
            post = f"post:{body.removeprefix('body:')}/{rank}"
            make.add("post", id=post, name=rank, body=body, rank=rank if rank == first or make.chance(0.9) else None, order=make.dice.choice((None, 1, 2)), **make.period(ended=0.05, later=0.03))
            posts.append(post)
            if rank != first or make.chance(0.2):
                for _ in range(make.dice.choice((1, 2, 2))):
                    make.add("in_charge_of", post=post, over=make.dice.choice(sectors) if make.chance(0.85) else None, safety=True if make.chance(0.2) else None,
                             share="assists" if make.chance(0.1) else make.dice.choice(("leads", None)), **make.period())
            _holders(make, post)
    return posts


def _holders(make: _Maker, post: str) -> None:
    case, person = make.dice.choice((0, 1, 3, 3, 3, 4, 5, 5, 6, 7, 8)), f"person:{post.removeprefix('post:')}"
    change = make.day(*MIDDLE)
    if case < 3:
        make.add("holds", post=post, person=f"{person}甲", since=make.day(FIRST, MIDDLE[0]), manner=make.dice.choice(("full", None)))
    elif case == 3:
        make.add("holds", post=post, person=f"{person}甲", since=FIRST, until=change)
    elif case == 4:
        make.add("holds", post=post, person=f"{person}甲", since=FIRST, until=change)
        make.add("holds", post=post, person=f"{person}乙", since=change + timedelta(days=make.dice.choice((0, 90))), manner=make.dice.choice(("acting", "nominee", "full")))
    elif case == 5:
        make.add("holds", post=post, manner="vacant", **make.period())
        if make.chance(0.3):
            make.add("holds", post=post, person=f"{person}丙", manner="acting", **make.period())
    elif case == 6:
        make.add("holds", post=post, person=f"{person}丁", since=change, manner="full")
    elif case == 7:
        make.add("holds", post=post, manner="unknown")


def _objects(make: _Maker, places: _Places, sectors: list[str]) -> list[str]:
    objects: list[str] = []
    for n in range(make.dice.randint(12, 26)):
        each, kind = f"object:企业{n:02}", make.dice.choice(TYPES)
        said = {"id": each, "name": f"企业{n:02}", "type": kind if make.chance(0.97) else None, "risk": make.dice.choice(("red", "blue", None)),
                "hazards": make.dice.choice(HAZARDS) if make.chance(0.12) else None}
        if make.chance(0.05):
            gone = make.day(*MIDDLE)
            make.add("object", **said, since=FIRST, until=gone)
            make.add("object", **said, since=gone + timedelta(days=200))
        else:
            make.add("object", **said, **make.period(ended=0.06, later=0.05))
        _where(make, each, kind, places)
        _what(make, each, sectors)
        if make.chance(0.08):
            make.add("status", object=each, value=make.dice.choice(("closed", "closed", "stopped")), **make.period(ended=0.4))
            if make.chance(0.3):
                make.add("status", object=each, value="operating", **make.period())
        if kind in {"equipment", "fleet", "vessel"} and objects and make.chance(0.7):
            make.add("run_by", object=each, owner=make.dice.choice(objects), **make.period())
        objects.append(each)
    if make.chance(0.15):
        one, two = make.dice.sample(objects, 2)
        make.add("run_by", object=one, owner=two)
        make.add("run_by", object=two, owner=one)
    return objects


def _where(make: _Maker, each: str, kind: str, places: _Places) -> None:
    spots = places.towns + places.all
    if kind == "route":
        for spot in make.dice.sample(places.towns, 2):
            make.add("at", object=each, territory=spot, as_what="route")
    elif make.chance(0.1):
        moved = make.day(*MIDDLE)
        make.add("at", object=each, territory=make.dice.choice(spots), as_what="site", until=moved)
        make.add("at", object=each, territory=make.dice.choice(spots), as_what="site", since=moved)
    elif make.chance(0.93):
        make.add("at", object=each, territory=make.dice.choice(spots), as_what=make.dice.choice(("site", None)))
        if make.chance(0.12):
            make.add("at", object=each, territory=places.zone, as_what="site", **make.period())
    if make.chance(0.15):
        make.add("at", object=each, territory=make.dice.choice(places.all), as_what="registered")
    if make.chance(0.02):
        make.add("at", object=each, territory="territory:查无此地", as_what="site")


def _what(make: _Maker, each: str, sectors: list[str]) -> None:
    case = make.dice.random()
    if case < 0.08:
        return
    if case < 0.16:
        changed = make.day(*MIDDLE)
        make.add("in_sector", object=each, sector=make.dice.choice(sectors), as_what="registered", until=changed)
        if make.chance(0.6):
            make.add("in_sector", object=each, sector=make.dice.choice(sectors), as_what="actual", since=changed)
        return
    for n in range(1 if case < 0.78 else make.dice.choice((2, 3))):
        make.add("in_sector", object=each, sector=make.dice.choice(sectors), as_what="actual" if n else "registered", **(make.period() if n else {}))


def _duties(make: _Maker, bodies: list[str], stations: list[str], posts: list[str], places: _Places, sectors: list[str], objects: list[str]) -> None:
    gone = [each for each in ("body:安监局", "body:撤销局") if each in bodies and make.chance(0.9)]
    for n in range(make.dice.randint(8, 20)):
        mode = "industry" if n < len(gone) else make.dice.choice(MODES)
        by_name = make.chance(0.25) and n >= len(gone)
        said: dict[str, Any] = {"mode": mode, "bearer": make.dice.choice(posts) if posts and make.chance(0.1) else make.dice.choice(bodies)}
        if n < len(gone):
            said["bearer"] = gone[n]
        elif make.chance(0.02):
            said["bearer"] = "body:查无此局"
        if by_name:
            said["object"] = make.dice.choice(objects)
        if make.chance(0.5 if by_name else 0.85):
            said["sector"] = make.dice.choice(sectors + [each for each in sectors if "." not in each] * 3)
        elif not by_name and mode in {"industry", "special", "licence"} and make.chance(0.7):
            said["sector"] = make.dice.choice(sectors)
        if make.chance(0.5):
            said["territory"] = make.dice.choice(places.all)
        if mode == "licence" or make.chance(0.05):
            said["permit"] = make.dice.choice(PERMITS)
        if mode == "special" or make.chance(0.05):
            said["hazard"] = make.dice.choice(HAZARDS)
        if mode == "station":
            said["bearer"] = make.dice.choice(stations)
        if mode in {"station", "delegated"} and make.chance(0.75):
            said["as_mode"] = make.dice.choice(("industry", "industry", "special", "comprehensive", "licence"))
            said.update({"hazard": make.dice.choice(HAZARDS), "permit": make.dice.choice(PERMITS)})
        if mode == "delegated" and make.chance(0.85):
            said["on_behalf"] = make.dice.choice(bodies)
        make.add("duty", **said, lead=make.dice.choice(("lead", "cooperate", None)), **make.period(), **make.paper())


def _exemptions(make: _Maker, places: _Places, sectors: list[str], objects: list[str]) -> None:
    for _ in range(make.dice.choice((0, 1, 1, 2))):
        said: dict[str, Any] = {"mode": make.dice.choice(("all", "all", "industry", "special", None)), **make.paper(0.85), **make.period()}
        case = make.dice.randrange(4)
        if case in (0, 3):
            said["object"] = make.dice.choice(objects)
        if case in (1, 3):
            said["sector"] = make.dice.choice(sectors)
        if case == 2:
            said["territory"] = make.dice.choice(places.towns)
        if case == 1 and make.chance(0.6):
            said["territory"] = make.dice.choice(places.all)
        make.add("exemption", **said)


def _acts(make: _Maker, bodies: list[str], posts: list[str], objects: list[str], sectors: list[str]) -> None:
    for _ in range(make.dice.randint(15, 50)):
        day = make.day(date(2019, 1, 1)) if make.chance(0.96) else None
        make.add("act", type=make.dice.choice(("inspection", "inspection", "inspection", "penalty", "visit")), actor=make.dice.choice(posts) if posts and make.chance(0.15) else make.dice.choice(bodies),
                 object=make.dice.choice(objects) if make.chance(0.95) else None, sector=make.dice.choice(sectors) if make.chance(0.4) else None,
                 since=day, until=day + timedelta(days=1) if day else None)
