"""A case file as facts of the same kinds that a register's sheets become, so that the same snapshot and the same chain read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..facts import Batch, Counts, Delivery, Facts
from .case import Case, is_object
from .case_shape import BODY_KINDS, BODY_LEVELS, ROLES, CaseBody, CasePost, CaseRelation

SCOPE = "case"
_GOVERNING = ("government", "zone_committee", "village_committee")
_PLACE = re.compile("^中共|(人民政府|政府|管理委员会|管委会|委员会|党工委|党委|工委|办事处|管理处|党组织|党支部|党总支|委)$")


def case_batch(case: Case) -> Batch:
    """Every fact that a case file states. A post without a stated holder gets no holder: that is unknown, not vacant."""
    facts = _Facts(case).all()
    return Batch(Facts.of(facts), (Delivery(SCOPE, files=(case.file,), counts=Counts(*(sum(map(len, facts.values())),) * 2)),))


def site_ids(case: Case) -> tuple[str, ...]:
    """The objects at which the accident happened; a village or another body named as its place stands for itself."""
    objects = {body.id for body in case.scenario.bodies if is_object(body.kind, body.level)}
    return tuple(f"object:{each}" if each in objects else f"object:{each}#site" for each in dict.fromkeys(case.scenario.accident.at))


class _Facts:
    """Facts by kind, as they are gathered."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.bodies = {body.id: body for body in case.scenario.bodies}
        self.objects = {body.id for body in self.bodies.values() if is_object(body.kind, body.level)}
        self.types = {each.id: BODY_KINDS.get(each.kind) or "department" for each in self.bodies.values() if each.id not in self.objects}
        self.sites = {each for each in case.scenario.accident.at if each in self.types}
        """Villages and other bodies at which it happened: each is a site of its own beside the body."""
        self.beside = self._committees()
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def all(self) -> Mapping[str, list[dict[str, Any]]]:
        for at, body in enumerate(self.case.scenario.bodies):
            (self._object if body.id in self.objects else self._body)(body, self.case.line("bodies", at))
        for each in dict.fromkeys(self.case.scenario.accident.at):
            if each in self.types:
                self._say("object", f"{each}#site", None, id=f"object:{each}#site", name=self.bodies[each].name, type="site")
                self._say("at", f"{each}#site", None, object=f"object:{each}#site", territory=f"territory:{self._territory(each)}", as_what="site")
        leads = self._reports()
        for at, post in enumerate(self.case.scenario.posts):
            if post.body in self.bodies:
                self._post(post, leads.get(post.id), self.case.line("posts", at))
        for at, relation in enumerate(self.case.scenario.relations):
            if relation.start in self.bodies and relation.to in self.bodies:
                self._relation(at, relation, self.case.line("relations", at))
        return self.rows

    def _say(self, kind: str, key: str, line: int | None, part: Any = None, /, **values: Any) -> None:
        since, until = getattr(part, "since", None), getattr(part, "until", None)
        self.rows.setdefault(kind, []).append({
            "scope": SCOPE, "key": key, "since": since, "until": until, "end": "known" if until else "unknown", "precision": "day" if since or until else None,
            "level": "register", "document": _document(getattr(part, "document", None)), "clause": getattr(part, "clause", None),
            "file": self.case.file, "row": line, **values})

    # --- bodies and places --------------------------------------------------------------------------------------------------------------

    def _body(self, body: CaseBody, line: int | None) -> None:
        type_ = self.types[body.id]
        tier = body.level if body.level in BODY_LEVELS and body.level != "enterprise" else None
        self._say("body", body.id, line, body, id=f"body:{body.id}", name=body.name, type=type_, tier=tier)
        if body.parent in self.types:
            self._say("part_of", body.id, line, body, body=f"body:{body.id}", parent=f"body:{body.parent}")
        if type_ in (*_GOVERNING, "party_committee"):
            place = self._territory(body.id)
            if place == body.id:
                self._say("territory", body.id, line, id=f"territory:{body.id}", name=place_of(body.name), type=tier if tier in BODY_LEVELS[1:7] else None)
                if above := self._above(body):
                    self._say("within", body.id, line, territory=f"territory:{body.id}", parent=f"territory:{above}")
            self._say("governs", body.id, line, body, body=f"body:{body.id}", territory=f"territory:{place}")
        for power, origin in body.powers.items():
            self._say("power", f"{body.id}/{power}", line, body, body=f"body:{body.id}", power=power, origin=origin)

    def _object(self, body: CaseBody, line: int | None) -> None:
        self._say("object", body.id, line, body, id=f"object:{body.id}", name=body.name, type="enterprise")
        if body.parent in self.objects:
            self._say("run_by", body.id, line, body, object=f"object:{body.id}", owner=f"object:{body.parent}")
        if body.sector:
            self._say("in_sector", body.id, line, body, object=f"object:{body.id}", sector=f"sector:{body.sector}")
            if all(row["id"] != f"sector:{body.sector}" for row in self.rows.get("sector", ())):
                self._say("sector", body.sector, line, id=f"sector:{body.sector}", name=body.sector)

    def _territory(self, body: str) -> str:
        """The territory of a body that governs one: its own, or that of the government beside which a party committee stands."""
        if self.types.get(body) not in (*_GOVERNING, "party_committee"):
            parent = self.bodies[body].parent
            return self._territory(parent) if parent in self.types and parent != body else body
        return self.beside.get(body, body)

    def _above(self, body: CaseBody) -> str | None:
        """The territory next above: of the nearest governing body that leads this one."""
        at, seen = body.parent, {body.id}
        while at in self.types and at not in seen:
            seen.add(at)
            if self.types[at] in (*_GOVERNING, "party_committee"):
                place = self._territory(at)
                return place if place != body.id else None
            at = self.bodies[at].parent
        return None

    def _committees(self) -> dict[str, str]:
        """Party committees with the government or zone beside which each stands: of one tier, by the name of the place, else by being the only pair of the tier."""
        found: dict[str, str] = {}
        governing = [each for each in self.bodies.values() if self.types.get(each.id) in ("government", "zone_committee")]
        for party in (each for each in self.bodies.values() if self.types.get(each.id) == "party_committee"):
            peers = [each for each in governing if each.level == party.level]
            named = [each for each in peers if place_of(each.name) == place_of(party.name)]
            parties = [each for each in self.bodies.values() if self.types.get(each.id) == "party_committee" and each.level == party.level]
            chosen = named or [each for each in peers if place_of(party.name).endswith(place_of(each.name)) or place_of(each.name).endswith(place_of(party.name))]
            if not chosen and len(peers) == len(parties) == 1:
                chosen = peers
            if len(chosen) == 1:
                found[party.id] = chosen[0].id
        return found

    # --- posts ----------------------------------------------------------------------------------------------------------------------------

    def _reports(self) -> dict[str, str]:
        """Posts in the portfolio of another post of their body report to it; a chief engineer advises and does not lead them, a deputy does."""
        found: dict[str, str] = {}
        order = sorted(self.case.scenario.posts, key=lambda post: post.role == "chief_engineer")
        own = {post.id for post in order}
        for post in order:
            for each in post.portfolio:
                if each in own and each != post.id:
                    found.setdefault(each, post.id)
        return found

    def _post(self, post: CasePost, leader: str | None, line: int | None) -> None:
        id_, body = f"post:{post.id}", self.bodies[post.body]
        owner = f"object:{body.id}" if body.id in self.objects else f"body:{body.id}"
        self._say("post", post.id, line, post, id=id_, name=(post.title or post.role).removeprefix(body.name) or post.role, body=owner, rank=ROLES.get(post.role, _rank(post.role)),
                  reports_to=f"post:{leader}" if leader else None)
        for each in dict.fromkeys(post.portfolio):
            if each in self.types:
                self._say("in_charge_of", f"{post.id}/{each}", line, post, post=id_, over=f"body:{each}", share="leads", safety=None)
            elif each == "safety":
                self._say("in_charge_of", f"{post.id}/safety", line, post, post=id_, share="leads", safety=True)
        for at, holder in enumerate(post.holders):
            person = f"person:{holder.name}@{body.name}" if holder.name else None
            self._say("holds", f"{post.id}/{at}", line, holder, person=person, post=id_, manner=holder.manner if holder.name or holder.manner == "vacant" else "unknown")

    # --- relations --------------------------------------------------------------------------------------------------------------------------

    def _relation(self, at: int, each: CaseRelation, line: int | None) -> None:
        start_object, to_object = each.start in self.objects, each.to in self.objects
        key = f"relation-{at}"
        body, other = f"body:{each.start}", f"object:{each.to}"
        if each.to in self.sites and each.type in ("supervises", "guides", "licensed", "inspected", "contacts") and each.start != each.to:
            to_object, other = True, f"object:{each.to}#site"
        if each.type == "supervises" and not start_object and to_object:
            self._duty(key, each, each.mode or "industry", other, line)
        elif each.type == "guides" and not start_object:
            if to_object:
                self._duty(key, each, "guidance", other, line)
            else:
                self._say("guided_by", key, line, each, body=f"body:{each.to}", guide=body)
        elif each.type == "located_in" and start_object and not to_object:
            self._say("at", key, line, each, object=f"object:{each.start}", territory=f"territory:{self._territory(each.to)}", as_what="site")
        elif each.type == "part_of" and not start_object and not to_object and self.bodies[each.start].parent != each.to:
            self._say("part_of", key, line, each, body=body, parent=f"body:{each.to}")
        elif each.type == "governs" and self.types.get(each.start) in _GOVERNING and self.types.get(each.to) in _GOVERNING and self.bodies[each.to].parent != each.start:
            self._say("within", key, line, each, territory=f"territory:{each.to}", parent=f"territory:{each.start}")
        elif each.type == "succeeds" and not start_object and not to_object:
            self._say("succeeds", key, line, each, body=body, former=f"body:{each.to}")
        elif each.type == "licensed" and not start_object and to_object:
            self._say("licence", key, line, each, issuer=body, object=other)
        elif each.type == "inspected" and not start_object and to_object:
            self._say("act", key, line, each, type="inspection", actor=body, object=other)
        elif each.type == "contacts" and not start_object and to_object:
            self._contact(key, each, other, line)
        elif each.type == "same_person" and not start_object and not to_object:
            self._same_person(key, each, line)
        elif start_object and to_object:
            self._sideways(key, each, line)

    def _duty(self, key: str, each: CaseRelation, mode: str, over: str, line: int | None) -> None:
        station = mode == "station"
        parent = self.bodies[each.start].parent
        as_mode = ("territorial" if self.types.get(parent or "") in _GOVERNING else "industry") if station else None
        self._say("duty", key, line, each, bearer=f"body:{each.start}", mode=mode, object=over, as_mode=as_mode)

    def _contact(self, key: str, each: CaseRelation, over: str, line: int | None) -> None:
        heads = [post for post in self.case.scenario.posts if post.body == each.start and ROLES.get(post.role) == "head"]
        for post in heads:
            self._say("liaises_with", f"{key}/{post.id}", line, each, leader=f"post:{post.id}", object=over)

    def _same_person(self, key: str, each: CaseRelation, line: int | None) -> None:
        """The heads (of party committees: the secretaries) of both bodies are one person, whoever that is."""
        rank = "secretary" if self.types[each.start] == "party_committee" else "head"
        posts = [next((post.id for post in self.case.scenario.posts if post.body == body and ROLES.get(post.role) == rank), None) for body in (each.start, each.to)]
        if all(posts):
            for post in posts:
                name = f"{self.bodies[each.start].name}{'书记' if rank == 'secretary' else '主要负责人'}"
                self._say("holds", f"{key}/{post}", line, each, person=f"person:{name}@{self.bodies[each.start].name}", post=f"post:{post}", manner="full")

    def _sideways(self, key: str, each: CaseRelation, line: int | None) -> None:
        first, second = f"object:{each.start}", f"object:{each.to}"
        if each.type in ("supplies", "serves"):
            self._say(each.type, key, line, each, object=first, other=second)
        elif each.type == "leases_from":
            self._say("leases_to", key, line, each, object=second, other=first)
        elif each.type == "works_for":
            self._say("contracts", key, line, each, object=second, other=first)
        elif each.type == "run_by":
            self._say("run_by", key, line, each, object=first, owner=second)


def place_of(name: str) -> str:
    """The place that a government or party committee is of, by its name."""
    before = ""
    while name != before:
        before, name = name, _PLACE.sub("", name) or name
    return name


def days_stated(case: Case) -> Iterable[date]:
    """Every day that the file states."""
    parts = (*case.scenario.bodies, *case.scenario.posts, *case.scenario.relations, *(holder for post in case.scenario.posts for holder in post.holders))
    return [day for part in parts for day in (part.since, part.until) if day] + ([case.scenario.accident.day] if case.scenario.accident.day else [])


def _document(said: str | None) -> str | None:
    return f"document:{said}" if said else None


def _rank(role: str) -> str:
    from ..vocabulary import POST_RANKS

    return role if role in {term.name for term in POST_RANKS} else "member"
