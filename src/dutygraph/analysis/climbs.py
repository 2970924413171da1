"""All lines of one object: its own first steps, and those of the enterprise that runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..facts import Fact
from .ladder import Ladder, Post
from .lines import LINES, RUNGS, Line
from .party import PartyClimb
from .starts import Subject, begins, first_bodies
from .walk import Climb, Route


@dataclass(frozen=True, slots=True)
class Ownership:
    """An object with the road that leads to it from the object asked about: itself, or an enterprise that runs it."""

    subject: Subject
    road: tuple[tuple[str, str, Fact], ...]

    @property
    def route(self) -> Route:
        first = self.road[0][0] if self.road else self.subject.id
        return ((first,), *((owner,) for _, owner, _ in self.road))


def climb_lines(ladder: Ladder, object_id: str, lines: Iterable[Line] = tuple(LINES.values())) -> list[Climb]:
    """Climb every declared line from the object and its owners."""
    owned = list(ownerships(ladder, object_id))
    return [_enterprise(ladder, line, object_id) if "inside" in line.starts else _party(ladder, line, owned) if "bodies" in line.starts else _bodies(ladder, line, owned)
            for line in lines]


def ownerships(ladder: Ladder, object_id: str) -> Iterator[Ownership]:
    """The object, then the enterprises that run it, nearest first; a cycle of owners ends where it closes."""
    queue: list[tuple[str, tuple[tuple[str, str, Fact], ...]]] = [(object_id, ())]
    for current, road in queue:
        yield Ownership(Subject.of(ladder, current), road)
        for owner, fact in owners(ladder, current):
            if owner != object_id and all(owner != seen for _, seen, _ in road):
                queue.append((owner, (*road, (current, owner, fact))))


def owners(ladder: Ladder, object_id: str) -> list[tuple[str, Fact]]:
    """Enterprises that run the object on the day and are alive then."""
    snapshot = ladder.snapshot
    known = snapshot.history.nodes("object")
    alive = snapshot.alive
    return [(fact["owner"], fact) for fact in snapshot.facts("run_by", object=object_id) if (at := known.ordinal(fact["owner"] or "")) >= 0 and alive[at]]


def _tie_road(climb: Climb, each: Ownership) -> None:
    for length, (_, owner, fact) in enumerate(each.road, 1):
        climb.tie(each.route[:length], owner, "run_by", ("由其经营", "run by"), (fact,))


def _followed(line: Line, owned: list[Ownership]) -> list[Ownership]:
    """Where the line is looked for: at the object, and at the enterprises that run it where the line follows them."""
    return owned if "run_by" in line.climbs else owned[:1]


def _bodies(ladder: Ladder, line: Line, owned: list[Ownership]) -> Climb:
    climb = Climb(ladder, line)
    for each in _followed(line, owned):
        for first in begins(ladder, each.subject, line):
            _tie_road(climb, each)
            climb.begin(each.route, first)
    return climb


def _party(ladder: Ladder, line: Line, owned: list[Ownership]) -> PartyClimb:
    climb = PartyClimb(ladder, line)
    for each in _followed(line, owned):
        for first in (*first_bodies(ladder, each.subject), *begins(ladder, each.subject, line)):
            _tie_road(climb, each)
            climb.begin(each.route, first)
    return climb


def _enterprise(ladder: Ladder, line: Line, object_id: str) -> Climb:
    climb = Climb(ladder, line)
    _inside(ladder, climb, object_id, ((object_id,),), (object_id,))
    return climb


def _inside(ladder: Ladder, climb: Climb, current: str, route: Route, stack: tuple[str, ...]) -> None:
    """Through the units and posts of an enterprise to its head, then on to the enterprise that runs it (B40; 安全生产法 Art 5, 21-25).

    Units answer to the leaders. Safety managers inspect and do not command a workshop (Art 25), so they begin a way of their own: to the post to
    which each is said to report, else up the rungs.
    """
    below = _units(ladder, climb, current, route) if "unit" in climb.line.climbs else []
    routes = [_leaders_inside(ladder, climb, current, each) for each in below] + _inspectors_inside(ladder, climb, current, route)
    routes = routes or [_leaders_inside(ladder, climb, current, route)]
    above = [(owner, fact) for owner, fact in owners(ladder, current) if owner not in stack and "run_by" in climb.line.climbs]
    for each in routes:
        if not above and len(each) > 1:
            climb.keep(each)
        for owner, fact in above:
            climb.tie(each, owner, "run_by", ("由其经营", "run by"), (fact,))
            _inside(ladder, climb, owner, (*each, (owner,)), (*stack, owner))


def _units(ladder: Ladder, climb: Climb, current: str, route: Route) -> list[Route]:
    """Routes from the leaves of the tree inside an enterprise up to its root; none where no units are stated."""
    units = {fact["id"]: fact for fact in ladder.snapshot.facts("unit", object=current)}
    parents = {fact["parent"] for fact in units.values()}
    found = []
    for leaf in sorted(set(units) - parents):
        road, unit = [leaf], units[leaf]["parent"]
        while unit in units and unit not in road:
            road.append(unit)
            unit = units[unit]["parent"]
        climbed = route
        for each in road:
            climb.tie(climbed, each, "unit", ("内设单元", "unit inside the enterprise"), (units[each],))
            climbed = (*climbed, (each,))
            if not units[each]["responsible"]:
                climb.gap("responsible", each, f"{ladder.name(each)}没有明确责任人", f"{ladder.name(each)} names nobody responsible")
        found.append(climbed)
    return found


def _inspectors_inside(ladder: Ladder, climb: Climb, current: str, route: Route) -> list[Route]:
    """Ways of those who inspect inside an enterprise, one for each post above them; a safety manager whom another reports to stands on that one's way."""
    staff = {post.id: post for post in ladder.staffed.get(current, ())}
    chosen = _answering_inside(ladder, [post for post in staff.values() if post.rank in RUNGS[0]])
    above = {post.id: post.reports_to for post in chosen if post.reports_to in staff and post.reports_to != post.id}
    groups: dict[str | None, list[Post]] = {}
    for post in chosen:
        if post.id not in above.values() or above.get(above.get(post.id) or "") == post.id:
            groups.setdefault(above.get(post.id), []).append(post)
    found = []
    for boss, group in groups.items():
        for post in group:
            _tie_inside(ladder, climb, route, post)
        way, passed, level = (*route, tuple(post.id for post in group)), {post.id for post in group}, 1
        below = group
        while boss is not None and boss not in passed:
            climb.tie(way, boss, "reports_to", ("上级职务", "reports to"), tuple(post.fact for post in below))
            if staff[boss].rank == "head":
                _tie_inside(ladder, climb, way, staff[boss])
            way, below, level = (*way, (boss,)), [staff[boss]], _level(staff[boss]) + 1
            passed.add(boss)
            boss = staff[boss].reports_to if staff[boss].reports_to in staff else None
        found.append(_leaders_inside(ladder, climb, current, way, level))
    return found


def _level(post: Post) -> int:
    """The rung of a post, counted from the bottom."""
    return next((place for place, ranks in enumerate(RUNGS) if post.rank in ranks), len(RUNGS) - 1)


def _leaders_inside(ladder: Ladder, climb: Climb, current: str, route: Route, level: int = 1) -> Route:
    """The route on through the leaders of an enterprise, from a rung up, to its head."""
    for rung in RUNGS[max(level, 1):]:
        route = _rung_inside(ladder, climb, current, route, rung)
    staff = ladder.staffed.get(current, ())
    if staff and not any(post.rank == "head" for post in staff):
        climb.gap("head", current, f"{ladder.name(current)}未见主要负责人职务", f"{ladder.name(current)} has no head among its posts")
    return route


def _rung_inside(ladder: Ladder, climb: Climb, current: str, route: Route, ranks: tuple[str, ...]) -> Route:
    """One rung further: the posts of these ranks that answer; the route as it was where there are none."""
    chosen = _answering_inside(ladder, [post for post in ladder.staffed.get(current, ()) if post.rank in ranks])
    for post in chosen:
        _tie_inside(ladder, climb, route, post)
    return (*route, tuple(post.id for post in chosen)) if chosen else route


def _tie_inside(ladder: Ladder, climb: Climb, route: Route, post: Post) -> None:
    """A post as the next step, with the row that sets it up and its portfolio."""
    how, zh, en = ("head", "主要负责人，第一责任人", "head, first responsible") if post.rank == "head" else ("inside", "企业内部职务", "post inside the enterprise")
    climb.tie(route, post.id, how, (zh, en), (post.fact, *ladder.portfolios.get(post.id, ())))


def _answering_inside(ladder: Ladder, posts: list[Post]) -> list[Post]:
    """Those with work safety in their portfolio; all of the rung where no portfolio is stated (other leaders answer within their scope, Art 5)."""
    stated = [post for post in posts if ladder.portfolios.get(post.id)]
    safe = [post for post in stated if any(fact["safety"] for fact in ladder.portfolios[post.id])]
    return safe if stated and safe else posts
