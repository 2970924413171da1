"""The structure of one day as accountability climbs it: bodies, posts, portfolios, territories, all from facts in force."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..facts import Fact
from ..snapshot import Snapshot
from .lines import GOVERNING_TYPES, NEVER_COMMAND, TIERS

Up = Mapping[str, tuple[tuple[str, Fact], ...]]


@dataclass(frozen=True, slots=True)
class Body:
    """A body in force on the day; ``tier`` is its own, else that of the nearest body above it."""

    id: str
    name: str
    type: str
    tier: str
    vertical: bool = False

    @property
    def commands(self) -> bool:
        """Whether it can stand in a chain: coordination and taking part are not supervision."""
        return self.type not in NEVER_COMMAND

    @property
    def governing(self) -> bool:
        return self.type in GOVERNING_TYPES


@dataclass(frozen=True, slots=True)
class Post:
    """A post in force on the day; ``body`` is a body's id, or an object's for a post inside an enterprise."""

    id: str
    name: str
    body: str
    rank: str
    order: int
    reports_to: str | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Matter:
    """What a climb is about: the sectors (with those above them), the places (with those above), and the bodies passed so far."""

    sectors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    def beyond(self, body: str) -> Matter:
        """The same matter one body further up."""
        return Matter(self.sectors, self.places, self.bodies | {body})


@dataclass(frozen=True, slots=True)
class Claim:
    """Why a post answers for a matter: the kind of link, the thing named, and the facts that say so."""

    how: str
    over: str | None
    assists: bool
    fact: Fact


@dataclass(frozen=True, slots=True)
class Ladder:
    """Indexes over one snapshot; `Ladder.of` builds them once for a day."""

    snapshot: Snapshot
    bodies: Mapping[str, Body]
    posts: Mapping[str, Post]
    staffed: Mapping[str, tuple[Post, ...]]
    up: Up
    guides: Up
    governs: Up
    governors: Up
    within: Up
    over_sector: Mapping[str, tuple[str, ...]]
    portfolios: Mapping[str, tuple[Fact, ...]]
    charged: Mapping[str, tuple[Fact, ...]]
    taken: Mapping[str, Fact]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Ladder:
        """The ladder of this day; kept with the snapshot, so that many traces share it."""
        if (kept := snapshot.memo.get(cls)) is not None:
            return kept  # type: ignore[no-any-return]
        up = _links(snapshot, "part_of", "body", "parent")
        posts, staffed = _posts(snapshot)
        portfolios, charged = _portfolios(snapshot)
        # a sector has one parent on a day: the first statement in force, as in coverage
        sectors = {key: (links[0][0],) for key, links in _links(snapshot, "sector", "id", "parent").items()}
        governs = _links(snapshot, "governs", "body", "territory")
        built = cls(
            snapshot, _bodies(snapshot, up), posts, staffed, up, _links(snapshot, "guided_by", "body", "guide"), governs, _turned(governs, "body"),
            _links(snapshot, "within", "territory", "parent"), sectors, portfolios, charged,
            {fact["former"]: fact for fact in reversed(snapshot.facts("succeeds"))})
        snapshot.memo[cls] = built
        return built

    def name(self, node: str) -> str:
        return self.snapshot.history.name(node)

    def sectors_above(self, sectors: Iterable[str]) -> frozenset[str]:
        """The sectors and all above them; a cycle of parents ends where it closes."""
        return _closure(sectors, self.over_sector)

    def places_above(self, places: Iterable[str]) -> frozenset[str]:
        """The territories and all that contain them; a town with two parents is in both."""
        return _closure(places, {key: tuple(parent for parent, _ in links) for key, links in self.within.items()})

    def superiors(self, body: str) -> list[tuple[str, Fact]]:
        """Living bodies that lead this one directly (块); a parent that has ended counts as its successors."""
        return [(living, fact) for parent, fact in self.up.get(body, ()) for living in self._living(parent)]

    def parent_governments(self, body: str) -> list[tuple[str, tuple[Fact, ...]]]:
        """Governments of the territories next above the one that this body governs: two for a town with two parents (隶属与托管)."""
        own = {territory for territory, _ in self.governs.get(body, ())}
        return [
            (governor, (link, fact))
            for territory in sorted(own) for parent, link in self.within.get(territory, ()) if parent not in own
            for governor, fact in self.governors.get(parent, ()) if governor in self.bodies and self.bodies[governor].type == "government" and governor != body]

    def claims(self, post: str, matter: Matter) -> list[Claim]:
        """Portfolio facts by which the post answers for the matter: over its sector, a body passed, or its place; or over work safety."""
        found = []
        for fact in self.portfolios.get(post, ()):
            over = fact["over"]
            if over in matter.sectors or over in matter.bodies or over in matter.places:
                found.append(Claim("portfolio", over, fact["share"] == "assists", fact))
            elif fact["safety"]:
                found.append(Claim("safety", over, fact["share"] == "assists", fact))
        return found

    def tier(self, body: str) -> str:
        """The tier of a body; ``enterprise`` for an object."""
        return self.bodies[body].tier if body in self.bodies else "enterprise" if body.startswith("object:") else ""

    def _living(self, body: str) -> Sequence[str]:
        return (body,) if body in self.bodies else [each for each in self.snapshot.living(body) if each in self.bodies]


def records(snapshot: Snapshot, kind: str) -> list[dict[str, Any]]:
    """Nodes of a kind in force on the day, with None where nothing is stated."""
    rows = snapshot.frame(kind).to_dict("records")
    return [{str(key): None if isinstance(value, float) and math.isnan(value) else value for key, value in row.items()} for row in rows]


def _links(snapshot: Snapshot, kind: str, start: str, end: str) -> dict[str, tuple[tuple[str, Fact], ...]]:
    found: dict[str, list[tuple[str, Fact]]] = {}
    for fact in snapshot.facts(kind):
        if fact[start] and fact[end]:
            found.setdefault(fact[start], []).append((fact[end], fact))
    return {key: tuple(value) for key, value in found.items()}


def _turned(links: Up, start: str) -> dict[str, tuple[tuple[str, Fact], ...]]:
    found: dict[str, list[tuple[str, Fact]]] = {}
    for pairs in links.values():
        for end, fact in pairs:
            found.setdefault(end, []).append((fact[start], fact))
    return {key: tuple(value) for key, value in found.items()}


def _bodies(snapshot: Snapshot, up: Up) -> dict[str, Body]:
    rows = {row["id"]: row for row in records(snapshot, "body")}

    def tier(body: str) -> str:
        queue, seen = [body], {body}
        for each in queue:
            if (stated := rows.get(each, {}).get("tier")) in TIERS:
                return str(stated)
            queue += [parent for parent, _ in up.get(each, ()) if parent not in seen]
            seen.update(queue)
        return ""

    return {id_: Body(id_, row["name"] or id_, row["type"] or "", tier(id_), row["vertical"] is True) for id_, row in rows.items()}


def _posts(snapshot: Snapshot) -> tuple[dict[str, Post], dict[str, tuple[Post, ...]]]:
    posts = {}
    facts = dict(zip(snapshot.rows("post").tolist(), snapshot.facts("post"), strict=True))
    staffed: dict[str, list[Post]] = {}
    for row in records(snapshot, "post"):
        order = 999 if row["order"] is None else int(row["order"])
        post = Post(row["id"], row["name"] or row["id"], row["body"] or "", row["rank"] or "member", order, row["reports_to"], facts[int(row["i"])])
        posts[post.id] = post
        staffed.setdefault(post.body, []).append(post)
    return posts, {body: tuple(sorted(each, key=lambda post: (post.order, post.id))) for body, each in staffed.items()}


def _portfolios(snapshot: Snapshot) -> tuple[dict[str, tuple[Fact, ...]], dict[str, tuple[Fact, ...]]]:
    """Portfolio facts by post, and by the body that they name."""
    by_post: dict[str, list[Fact]] = {}
    charged: dict[str, list[Fact]] = {}
    for fact in snapshot.facts("in_charge_of"):
        by_post.setdefault(fact["post"], []).append(fact)
        if fact["over"] and fact["over"].startswith("body:"):
            charged.setdefault(fact["over"], []).append(fact)
    return {key: tuple(value) for key, value in by_post.items()}, {key: tuple(value) for key, value in charged.items()}


def _closure(start: Iterable[str], above: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    seen = dict.fromkeys(start)
    queue = list(seen)
    for each in queue:
        fresh = [parent for parent in above.get(each, ()) if parent not in seen]
        seen.update(dict.fromkeys(fresh))
        queue += fresh
    return frozenset(seen)
