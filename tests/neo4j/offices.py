"""What a random county has too seldom for the questions about people and records: tiers, deputies, party committees, persons who act, delegated powers, units, licences.

Its own dice, so that the counties of the other tests stay as they are.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
FIRST, CHANGE, LAST = date(2018, 3, 1), date(2022, 1, 1), date(2025, 12, 1)
DEPUTIES = ("executive_deputy", "deputy", "member", "section_head", "staff", "safety_manager", None)


@dataclass(frozen=True, slots=True)
class Maker:
    """Adds rows to those of a county, by dice."""

    dice: random.Random
    rows: Rows

    def add(self, kind: str, **said: Any) -> None:
        """One fact more; its key is its number."""
        own = self.rows.setdefault(kind, [])
        end = "known" if said.get("until") else self.dice.choice(("open", "unknown"))
        own.append({"scope": "offices", "key": f"{kind}/{len(own)}", "file": "offices.csv", "sheet": kind, "row": len(own), "level": "register", "end": end, **said})

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=self.dice.randrange((last - first).days))

    def period(self) -> dict[str, date]:
        """Mostly none; sometimes one that begins or ends on the way."""
        case = self.dice.randrange(6)
        return {"since": self.day(CHANGE)} if case == 0 else {"until": self.day(CHANGE)} if case == 1 else {"since": FIRST} if case == 2 else {}

    def one(self, kind: str, **said: Any) -> Any:
        """The id of some thing of the kind of which this is said."""
        found = sorted({row["id"] for row in self.rows.get(kind, ()) if all(row.get(name) == value for name, value in said.items())})
        return self.dice.choice(found) if found else None


def furnish(seed: int, rows: Rows) -> None:
    """Add to a county's rows what it has too seldom."""
    make = Maker(random.Random(f"offices {seed}"), rows)
    _tiers(make)
    _above(make)
    _party(make)
    if "post" in rows:
        _posts(make)
    _enterprises(make)
    _starts(make)
    _records(make)


def _tiers(make: Maker) -> None:
    """Tiers of bodies; some managed vertically, now and then one of the state."""
    for row in make.rows["body"]:
        row["tier"] = make.dice.choice(("county", "county", "township", "zone", None)) if make.chance(0.97) else "state"
        row["vertical"] = True if make.chance(0.1) else None


def _above(make: Maker) -> None:
    """A city above the county, a village committee below."""
    make.add("territory", id="territory:市", name="市", type="prefecture")
    make.add("within", territory="territory:甲县", parent="territory:市")
    make.add("body", id="body:市政府", name="市政府", type="government", tier="prefecture")
    make.add("governs", body="body:市政府", territory="territory:市")
    if make.chance(0.5):
        make.add("part_of", body="body:政府", parent="body:市政府", **make.period())
    if village := make.one("territory", type="village"):
        make.add("body", id="body:村委会", name="村委会", type="village_committee", tier="village")
        make.add("governs", body="body:村委会", territory=village)


def _party(make: Maker) -> None:
    """Party committees of towns and departments, found beside a government in one way or another."""
    if make.chance(0.8):
        make.add("body", id="body:镇党委", name="镇党委", type="party_committee", tier=make.dice.choice(("township", "county", None)))
        make.add("governs", body="body:镇党委", territory="territory:镇0")
        if make.chance(0.7):
            make.add("part_of", body="body:镇党委", parent=make.dice.choice(("body:县委", "body:政府")), **make.period())
    if make.chance(0.5):
        make.add("body", id="body:局党组", name="局党组", type="party_committee", tier="county")
        make.add("part_of", body="body:局党组", parent="body:县委")
        make.add("part_of", body="body:局0", parent="body:局党组", **make.period())


def _posts(make: Maker) -> None:
    """More posts with portfolios over bodies, places and safety, superiors, and who holds them."""
    bodies = sorted({row["id"] for row in make.rows["body"]})
    departments = [row["id"] for row in make.rows["body"] if row["type"] == "department"]
    places = [row["id"] for row in make.rows["territory"]]
    for number in range(make.dice.randint(6, 12)):
        body = make.dice.choice([*bodies, "body:政府", "body:政府", "body:局0"]) if number > 2 else ("body:政府", "body:镇党委", "body:市政府")[number]
        post = f"post:{body.removeprefix('body:')}/增{number}"
        rank = make.dice.choice((*DEPUTIES, "head", "secretary")) if number else "deputy"
        make.add("post", id=post, name=f"增{number}", body=body, rank=rank, order=make.dice.choice((None, 1, 3)), reports_to=make.one("post", body=body) if make.chance(0.4) else None, **make.period())
        for _ in range(make.dice.choice((0, 1, 2))):
            over = make.dice.choice((make.dice.choice(departments), make.dice.choice(places), make.one("sector"), None))
            make.add("in_charge_of", post=post, over=over, safety=True if over is None or make.chance(0.4) else None, share=make.dice.choice(("leads", None, None, "assists")), **make.period())
        manner = make.dice.choice(("full", "acting", "vacant", None))
        if make.chance(0.7):
            make.add("holds", post=post, person=None if manner == "vacant" else f"person:任{number % 4}", manner=manner, **make.period())
    if make.chance(0.5):
        make.add("in_charge_of", post=make.one("post", body="body:政府"), over=make.dice.choice(departments))
    for number in range(4):
        make.add("person", id=f"person:任{number}", name=f"任{number}", home=make.dice.choice((None, *bodies)))


def _enterprises(make: Maker) -> None:
    """Units and posts inside some enterprises, with superiors and portfolios."""
    for number in range(3):
        owner = make.one("object")
        for unit in range(make.dice.choice((0, 2, 3))):
            make.add("unit", id=f"unit:{number}/{unit}", name=f"单元{unit}", object=owner, parent=f"unit:{number}/{make.dice.randrange(unit)}" if unit and make.chance(0.7) else None)
        for place in range(make.dice.choice((0, 2, 4))):
            post = f"post:{owner.removeprefix('object:')}/岗{number}{place}"
            make.add("post", id=post, name=f"岗{place}", body=owner, rank=make.dice.choice(("head", *DEPUTIES, "safety_manager")), reports_to=make.one("post", body=owner) if make.chance(0.5) else None)
            if make.chance(0.4):
                make.add("in_charge_of", post=post, safety=make.dice.choice((True, None)), **make.period())


def _starts(make: Maker) -> None:
    """Licences and leaders who keep contact, and bodies of every kind with powers."""
    bodies = sorted({row["id"] for row in make.rows["body"]})
    for _ in range(make.dice.randint(1, 4)):
        make.add("licence", issuer=make.dice.choice(bodies), object=make.one("object"), permit="安全生产许可证", **make.period())
    for _ in range(make.dice.randint(1, 3)):
        leader = make.one("post") if make.chance(0.6) else f"person:任{make.dice.randrange(4)}"
        if leader and (leader.startswith("post:") or make.one("person", id=leader)):
            make.add("liaises_with", leader=leader, object=make.one("object"), **make.period())
    for _ in range(make.dice.randint(2, 5)):
        origin = make.dice.choice(("delegated", "delegated", "own"))
        make.add("power", body=make.dice.choice(bodies), power=make.dice.choice(("inspect", "order", "penalise")), origin=origin,
                 delegator=make.dice.choice(bodies) if origin == "delegated" else None, **make.period())


def _records(make: Maker) -> None:
    """Acts of every kind of actor, with a sector or a place; most of them where the actor holds a duty."""
    duties = [row for row in make.rows["duty"] if row["bearer"].startswith("body:")]
    bodies, people = sorted({row["id"] for row in make.rows["body"]}), sorted({row["id"] for row in make.rows.get("person", ())})
    sectors = sorted({row["id"] for row in make.rows["sector"]})
    for _ in range(make.dice.randint(20, 40)):
        target, day = make.one("object"), make.day() if make.chance(0.95) else None
        own = sorted({row["sector"] for row in make.rows["in_sector"] if row["object"] == target})
        fitting = [row["bearer"] for row in duties if row.get("object") == target or (row.get("sector") in own and not row.get("object"))]
        actor = make.dice.choice(fitting) if fitting and make.chance(0.5) else make.dice.choice([*bodies, *people]) if make.chance(0.8) else make.dice.choice((make.one("post"), target))
        make.add("act", type=make.dice.choice(("inspection", "inspection", "order", "penalty", "visit", "registration")), actor=actor, object=target if make.chance(0.93) else None,
                 sector=make.dice.choice((*own, make.dice.choice(sectors))) if make.chance(0.7) else None, territory=make.one("territory") if make.chance(0.2) else None,
                 since=day, until=day + timedelta(days=1) if day else None)
