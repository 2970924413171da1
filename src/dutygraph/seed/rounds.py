"""The rounds of leaders: heads and safety deputies of departments and townships inspect in person, a quarter at a time (D06, D07)."""

from __future__ import annotations

from datetime import date

from . import places as P
from .acts import FINDINGS, inspectors
from .names import TOWNS
from .table import Sheet
from .world import LAST, Object, World

QUARTERS = (*((date(2016, month, 1), date(2016, month + 2, 28)) for month in (1, 4, 7)), (date(2016, 10, 1), LAST))
"""The last four quarters of the two years, the last one of one month."""


def rounds(world: World) -> None:
    """Write what leaders of departments and townships inspected; only what their own body has on its plan, and only in their own township."""
    sheet = world.sheet("leader_inspections", "领导检查记录_各部门镇乡", "霁川县部门和镇乡领导安全生产检查记录")
    plans: dict[str, list[Object]] = {}
    borne = {each.name for each in P.SECTORS if each.bearer}
    for made in world.objects:
        if made.seen and made.sectors and made.sectors[0] in borne and made.towns and made.type in {"enterprise", "site", "project", "ferry"}:
            for body in inspectors(made):
                plans.setdefault(body, []).append(made)
    for each in P.DEPARTMENTS:
        _round(world, sheet, each.name, plans.get(each.name, []), sector=True)
    for town in TOWNS:
        mine = [made for made in world.objects if made.towns == (town,) and made.seen and made.type in {"enterprise", "site"}]
        _round(world, sheet, P.government(town), mine, sector=False)


def _round(world: World, sheet: Sheet, body: str, plan: list[Object], *, sector: bool) -> None:
    """One inspection a quarter by the head and by the deputy for safety, where somebody held the post that day."""
    posts = [post for owner, post in world.holders if owner == body][:2]
    for first, last in QUARTERS:
        for post in posts if plan else ():
            day, made = world.day(first, last), world.rng.choice(plan)
            if person := world.holder(body, post, day):
                sheet.add(
                    date=day,
                    leader=person,
                    body=body,
                    post=post,
                    object=made.name,
                    town=made.towns[0],
                    sector=made.sectors[0] if sector else "",
                    unannounced=world.rng.random() < 0.4,
                    found=world.rng.choice(FINDINGS),
                    signed=world.rng.random() < 0.95,
                )
