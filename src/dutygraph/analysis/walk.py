"""The climb of one line: from the first body, rung by rung, to the head, and on up the direct leadership to the top that the line allows.

A route is a sequence of rungs, each one or more nodes that stand beside each other (two deputies who both answer); its paths are the
choices of one node from each. So every distinct path is known and counted even where too many to list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..facts import Fact
from .ladder import Claim, Ladder, Matter, Post
from .lines import NEVER_COMMAND, RUNGS, TIERS, Line
from .starts import Begin

Route = tuple[tuple[str, ...], ...]
Context = tuple[str, ...]
"""The object, owners and bodies passed below a link: the same two posts may be linked for another reason on another way up."""
MOST_ROUTES = 500
"""Routes kept for one line; more are counted as a bound, never dropped in silence."""


@dataclass(slots=True)
class Link:
    """Why one node leads to the next on one way up: the kinds of link with their reasons, and every fact that says so."""

    start: str
    end: str
    how: dict[str, tuple[str, str]] = field(default_factory=dict)
    facts: dict[tuple[str, str, str], Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """A rung that is not there: which, at which body, and why it matters."""

    kind: str
    node: str
    zh: str
    en: str


class Climb:
    """What climbing one line finds: links, routes, gaps, cycles, bounds."""

    def __init__(self, ladder: Ladder, line: Line) -> None:
        self.ladder = ladder
        self.line = line
        self.links: dict[tuple[Context, str, str], Link] = {}
        self.routes: dict[Route, None] = {}
        self.gaps: dict[Gap, None] = {}
        self.cycles: dict[tuple[str, ...], None] = {}
        self.assisting: dict[tuple[str, str], Fact] = {}
        self.cut = 0

    def begin(self, route: Route, first: Begin) -> None:
        """Climb from the first body of a line; ``route`` leads from the object (or through it to its owner) to there."""
        self.tie(route, first.body, first.how, (first.zh, first.en), first.facts)
        self._body(first.body, route, first.matter, (), first)

    def tie(self, route: Route, end: str, how: str, reason: tuple[str, str], facts: Iterable[Fact], *, only: str | None = None) -> None:
        """Note a link from the last rung of the route (or ``only`` one node of it) to the end; another reason for a known link is added to it."""
        passed = context(node for rung in route for node in rung)
        for start in route[-1] if only is None else (only,):
            link = self.links.setdefault((passed, start, end), Link(start, end))
            known = link.how.get(how)
            link.how[how] = reason if known is None or reason == known else (_joined(known[0], reason[0], "；"), _joined(known[1], reason[1], "; "))
            for fact in facts:
                link.facts.setdefault(fact.identity, fact)

    def keep(self, route: Route) -> None:
        """Keep a finished route, within the bound."""
        if len(self.routes) < MOST_ROUTES:
            self.routes[route] = None
        elif route not in self.routes:
            self.cut += 1

    def gap(self, kind: str, node: str, zh: str, en: str) -> None:
        self.gaps[Gap(kind, node, zh, en)] = None

    def _body(self, body: str, route: Route, matter: Matter, stack: tuple[str, ...], first: Begin | None = None) -> None:
        route = self._rungs(body, (*route, (body,)), matter.beyond(body), first.bearer if first else None)
        ways = self._upward(body, (*stack, body), matter.beyond(body), first if first and first.on_behalf else None)
        for parent, how, reason, facts in ways:
            self.tie(route, parent, how, reason, facts)
        parents = list(dict.fromkeys(parent for parent, *_ in ways))
        if not parents:
            self._ends(body, stack)
            self.keep(route)
        for parent in parents:
            self._body(parent, route, matter.beyond(body), (*stack, body))

    # --- inside a body ------------------------------------------------------------------------------------------------------------------

    def _rungs(self, body: str, route: Route, matter: Matter, bearer: str | None) -> Route:
        staff = self.ladder.staffed.get(body, ())
        level = 0
        if bearer is not None and (named := self.ladder.posts.get(bearer)):
            self.tie(route, named.id, "bearer", ("职责由该职务承担", "the post that bears it"), (named.fact,))
            route, level = (*route, (named.id,)), next((place for place, ranks in enumerate(RUNGS) if named.rank in ranks), len(RUNGS)) + 1
        led = False
        for ranks in RUNGS[level:-1]:
            chosen = self.answering(body, [post for post in staff if post.rank in ranks], matter, route)
            led = bool(chosen)
            if chosen:
                route = (*route, tuple(chosen))
        heads = [post for post in staff if post.rank == "head" and post.id != bearer]
        self._gaps_inside(body, staff, matter, led or bearer is not None)
        for post in heads:
            facts = [post.fact, *(claim.fact for claim in self.ladder.claims(post.id, matter) if claim.how == "portfolio")]
            self.tie(route, post.id, "head", ("主要负责人负全面领导责任", "the head answers for the whole"), facts)
        return (*route, tuple(post.id for post in heads)) if heads else route

    def answering(self, body: str, posts: list[Post], matter: Matter, route: Route) -> list[str]:
        """Posts of one rung that answer for the matter, tied to the rung below with every reason."""
        claims: dict[str, list[Claim]] = {}
        for post in posts:
            for claim in self.ladder.claims(post.id, matter):
                if claim.assists:
                    self.assisting[(post.id, body)] = claim.fact
                else:
                    claims.setdefault(post.id, []).append(claim)
        by_matter = [post for post, each in claims.items() if any(claim.how == "portfolio" for claim in each)]
        whole = self.line.safety_first or (body in self.ladder.bodies and self.ladder.bodies[body].governing) or not by_matter
        chosen = list(claims) if whole else by_matter
        for post_id in chosen:
            for claim in claims[post_id]:
                self.tie(route, post_id, claim.how, self._says(claim), (claim.fact,))
        within = {post.id for post in posts}
        for start in route[-1]:
            above = self.ladder.posts[start].reports_to if start in self.ladder.posts else None
            if above in within:
                self.tie(route, str(above), "reports_to", ("上级职务", "reports to"), (self.ladder.posts[start].fact,), only=start)
                chosen.append(str(above))
        return list(dict.fromkeys(chosen))

    def _says(self, claim: Claim) -> tuple[str, str]:
        if claim.how == "safety":
            return "分管安全生产", "portfolio of work safety"
        name = self.ladder.name(str(claim.over))
        return f"分管{name}", f"in charge of {name}"

    def _gaps_inside(self, body: str, staff: tuple[Post, ...], matter: Matter, led: bool) -> None:
        name = self.ladder.name(body)
        if not self.ladder.posts:
            return
        heads = [post for post in staff if post.rank == "head"]
        if not heads:
            self.gap("head", body, f"{name}未见主要负责人职务", f"{name} has no head among its posts")
        deputies = [post for post in staff if post.rank in RUNGS[-2]]
        if deputies and not led and not any(self.ladder.claims(post.id, matter) for post in heads):
            self.gap("portfolio", body, f"{name}没有副职分管该领域", f"no deputy of {name} has this matter in the portfolio")

    # --- from a body to the next ----------------------------------------------------------------------------------------------------------

    def _upward(self, body: str, stack: tuple[str, ...], matter: Matter, sent: Begin | None) -> list[tuple[str, str, tuple[str, str], tuple[Fact, ...]]]:
        ladder, line = self.ladder, self.line
        master = sent.on_behalf if sent else None
        if sent and master and "on_behalf" in line.climbs and master in ladder.bodies:
            return [] if self.closes(stack, master) else [(master, "on_behalf", ("受其委托行使职责", "exercises the duty on its behalf"), sent.facts[:1])]
        if line.top == "issuer" and ladder.bodies[body].type == "government":
            return []
        ways: list[tuple[str, str, tuple[str, str], tuple[Fact, ...]]] = []
        if "part_of" in line.climbs:
            ways += [(parent, "part_of", ("隶属（块）", "under its direct leadership"), (fact,)) for parent, fact in ladder.superiors(body)]
        if "within" in line.climbs and ladder.bodies[body].governing:
            ways += [(parent, "within", self._ring(facts), facts) for parent, facts in ladder.parent_governments(body)]
        if "in_charge_of" in line.climbs:
            known = {parent for parent, *_ in ways}
            for fact in ladder.charged.get(body, ()):
                above = ladder.posts[fact["post"]].body if fact["post"] in ladder.posts else ""
                if above in ladder.bodies and above not in known and above != body and ladder.bodies[above].type == "government":
                    ways.append((above, "in_charge_of", (f"{ladder.name(fact['post'])}分管该机构", f"{ladder.name(fact['post'])} has it in the portfolio"), (fact,)))
        return [way for way in ways if self.allowed(way[0]) and not self.closes(stack, way[0])]

    def _ring(self, facts: tuple[Fact, ...]) -> tuple[str, str]:
        kind = facts[0]["by"] if facts else None
        name = self.ladder.name(facts[0]["parent"]) if facts else ""
        return f"{'托管于' if kind == 'trusteeship' else '隶属'}{name}", f"{'in trusteeship of' if kind == 'trusteeship' else 'within'} {name}"

    def allowed(self, body: str) -> bool:
        known = self.ladder.bodies.get(body)
        if known is None or known.type in (*NEVER_COMMAND, "party_committee"):
            return False
        return self.line.top == "issuer" or self.below_top(body)

    def below_top(self, body: str) -> bool:
        """Whether the body's tier is not above the top of the line; an unknown tier is not."""
        tier = self.ladder.bodies[body].tier
        return tier not in TIERS or TIERS.index(tier) <= TIERS.index(self.line.top)

    def closes(self, stack: tuple[str, ...], body: str) -> bool:
        """Whether the step would close a cycle; it is reported with the bodies on it and not walked."""
        if body not in stack:
            return False
        self.cycles[(*stack[stack.index(body):], body)] = None
        return True

    def _ends(self, body: str, stack: tuple[str, ...]) -> None:
        known = self.ladder.bodies[body]
        top = known.vertical or (known.type == "government" and known.tier not in ("village", "township"))
        if not top and not any(body in cycle for cycle in self.cycles):
            self.gap("superior", body, f"{known.name}未见上级机构（块）", f"no body leads {known.name} directly")


def context(nodes: Iterable[str]) -> Context:
    """Objects and bodies among the nodes of a way up, in order."""
    return tuple(node for node in nodes if node.startswith(("object:", "body:")))


def _joined(known: str, more: str, mark: str) -> str:
    """Reasons one after the other, each once."""
    return known if more in known.split(mark) else f"{known}{mark}{more}"
