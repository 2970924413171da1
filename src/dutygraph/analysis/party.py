"""The party line: from every body of the other lines to the party committee of its tier, its member for safety, its secretary (党政同责)."""

from __future__ import annotations

from ..facts import Fact
from .ladder import Matter
from .lines import PARTY_RUNGS
from .starts import Begin
from .walk import Climb, Route

Found = tuple[str, tuple[Fact, ...]]
"""A party committee and the facts that lead to it."""


class PartyClimb(Climb):
    """As `Climb`, along party committees in place of bodies."""

    def begin(self, route: Route, first: Begin) -> None:
        """From a body of another line to the party committee of its tier: the member with the portfolio, the secretary, and on up (党政同责)."""
        body = first.body
        self.tie(route, body, first.how, (first.zh, first.en), first.facts)
        route = (*route, (body,))
        if self.ladder.bodies[body].type == "party_committee":
            self._committee(body, route[:-1], first.matter, (), first.bearer)
            return
        if secretaries := [post for post in self.ladder.staffed.get(body, ()) if post.rank == "secretary"]:
            for post in secretaries:
                self.tie(route, post.id, "secretary", ("党组织书记", "party secretary"), (post.fact,))
            route = (*route, tuple(post.id for post in secretaries))
        found = self._committees(body, (body,))
        for committee, facts in found:
            self.tie(route, committee, "committee", ("同级党委", "party committee of the tier"), facts)
        for committee in dict.fromkeys(each for each, _ in found):
            self._committee(committee, route, first.matter.beyond(body), ())
        if not found and secretaries:
            self.keep(route)

    def _committee(self, committee: str, route: Route, matter: Matter, stack: tuple[str, ...], bearer: str | None = None) -> None:
        staff = self.ladder.staffed.get(committee, ())
        route = (*route, (committee,))
        member_ranks, top_ranks = PARTY_RUNGS
        tops = next((held for rank in top_ranks if (held := [post for post in staff if post.rank == rank])), [])
        if bearer is not None and bearer not in {post.id for post in tops}:
            self.tie(route, bearer, "bearer", ("联系领导", "the leader"), (self.ladder.posts[bearer].fact,))
            route = (*route, (bearer,))
        elif members := self.answering(committee, [post for post in staff if post.rank in member_ranks and post not in tops], matter, route):
            route = (*route, tuple(members))
        elif self.ladder.posts:
            self.gap("portfolio", committee, f"{self.ladder.name(committee)}没有班子成员联系安全生产", f"no member of {self.ladder.name(committee)} has work safety")
        for top in tops:
            self.tie(route, top.id, "secretary", ("党委书记，第一责任人", "party secretary, first responsible"), (top.fact,))
        if tops:
            route = (*route, tuple(top.id for top in tops))
        elif self.ladder.posts:
            self.gap("head", committee, f"{self.ladder.name(committee)}未见书记职务", f"{self.ladder.name(committee)} has no secretary among its posts")
        stack = (*stack, committee)
        above = [(each, fact) for each, fact in self.ladder.superiors(committee) if self.ladder.bodies[each].type == "party_committee"]
        parents = [each for each in dict.fromkeys(each for each, _ in above) if self.below_top(each) and not self.closes(stack, each)]
        for each, fact in above:
            if each in parents:
                self.tie(route, each, "part_of", ("上级党委", "party committee above"), (fact,))
        if not parents:
            self.keep(route)
        for parent in parents:
            self._committee(parent, route, matter.beyond(committee), stack)

    def _committees(self, body: str, stack: tuple[str, ...]) -> list[Found]:
        """Party committees of the tier of a body: those that lead it, else those beside its government, else those of the next above."""
        ladder, known = self.ladder, self.ladder.bodies[body]
        led: list[Found] = [(each, (fact,)) for each, fact in ladder.superiors(body) if ladder.bodies[each].type == "party_committee"]
        if led:
            return led
        if known.governing and (own := self._own_committees(body)):
            return own
        if known.type == "government" and any(each.type == "party_committee" for each in ladder.bodies.values()):
            self.gap("committee", body, f"{known.name}未见同级党委", f"no party committee is found beside {known.name}")
        above: list[Found] = [(each, (fact,)) for each, fact in ladder.superiors(body)] + (ladder.parent_governments(body) if known.governing else [])
        return [
            (committee, (*facts, *more)) for each, facts in above if each not in stack and ladder.bodies[each].commands
            for committee, more in self._committees(each, (*stack, each))]

    def _own_committees(self, body: str) -> list[Found]:
        """Committees beside a government: that share its territory, that it is said to lead, or the only one of the tier."""
        ladder, known = self.ladder, self.ladder.bodies[body]
        shared: list[Found] = [
            (other, (mine, theirs)) for territory, mine in ladder.governs.get(body, ()) for other, theirs in ladder.governors.get(territory, ())
            if other in ladder.bodies and ladder.bodies[other].type == "party_committee" and ladder.bodies[other].tier == known.tier]
        if shared:
            return shared
        leads: list[Found] = [
            (each, (fact,)) for each, links in ladder.up.items() for parent, fact in links
            if parent == body and each in ladder.bodies and ladder.bodies[each].type == "party_committee"]
        if leads:
            return leads
        peers = [each for each in ladder.bodies.values() if each.tier == known.tier and each.type in ("party_committee", "government")]
        only = [each.id for each in peers if each.type == "party_committee"]
        return [(only[0], ())] if len(only) == 1 and len(peers) == 2 else []
