"""A second witness: coverage of one object at a time, in plain Python over the day's facts, written from the definitions alone.

Slow on purpose and free of every array: it shares no code with `dutygraph.snapshot`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dutygraph.facts import Facts
from dutygraph.law import Rules
from dutygraph.vocabulary import POST_RANKS

ABSENT, VACANT, INHERITED, DIRECT, EXEMPT = "absent", "vacant", "inherited", "direct", "exempt"
ORDER = (ABSENT, VACANT, INHERITED, DIRECT, EXEMPT)
CATCH_ALL = {"comprehensive", "territorial"}
RANKS = {term.name: place for place, term in enumerate(POST_RANKS)}
Row = dict[str, Any]


@dataclass(frozen=True)
class Carrier:
    """A living body that carries a duty; ``bureau`` is the body that it counts as."""

    body: str | None
    bureau: str | None


@dataclass(frozen=True)
class Reached:
    """One way in which a duty reaches an object, with the post that answers there."""

    row: Row
    carrier: Carrier
    how: str
    post: str | None
    portfolio: bool
    filled: bool


def upward(start: Iterable[str], parents: Callable[[str], Iterable[str]]) -> set[str]:
    """Everything reached by climbing, the start included; loops end where they began."""
    seen, todo = set(), list(start)
    while todo:
        each = todo.pop()
        if each not in seen:
            seen.add(each)
            todo += parents(each)
    return seen


class NaiveDay:
    """One county on one day."""

    def __init__(self, facts: Facts, day: date, rules: Rules) -> None:
        self.day, self.rules = day, rules
        self.every: dict[str, list[Row]] = {kind: [dict(fact.values) for fact in facts.rows(kind)] for kind in facts.tables}
        self.now = {kind: [row for row in rows if holds(row, day)] for kind, rows in self.every.items()}
        self.ids = {kind: {row["id"] for row in rows} for kind, rows in self.every.items() if rows and "id" in rows[0]}
        self.objects = {row["id"]: row for row in self.every.get("object", [])}
        self.bodies = {row["id"]: row for row in self.every.get("body", [])}
        self.posts_loaded = any(row["body"] in self.bodies for row in self.every.get("post", []))
        self.acts_loaded = bool(self.every.get("act"))
        self.alive = {row["id"] for row in self.links("object")} - {row["object"] for row in self.links("status") if row["value"] == "closed" and not self.reopened(row)}
        self.duties = [(row, each, self.territories(row, each)) for row in self.links("duty") for each in self.carriers(row)]
        self.known: dict[tuple[str, str], Any] = {}

    def links(self, kind: str, **ends: str) -> list[Row]:
        """Rows in force that day with these values."""
        return [row for row in self.now.get(kind, []) if all(row[name] == value for name, value in ends.items())]

    def reopened(self, closed: Row) -> bool:
        """Whether a later statement of the object's state has begun."""
        return any(row["object"] == closed["object"] and row["value"] != "closed" and row["since"] and row["since"] <= self.day
                   and (closed["since"] is None or row["since"] > closed["since"]) for row in self.every["status"])

    def once(self, what: str, key: str, make: Callable[[], Any]) -> Any:
        """Worked out at the first asking, then remembered."""
        if (what, key) not in self.known:
            self.known[what, key] = make()
        return self.known[what, key]

    # places and sectors ---------------------------------------------------------------------------------------------
    def inside(self, territory: str) -> set[str]:
        """The territory and all that contain it."""
        return upward([territory], lambda each: [row["parent"] for row in self.links("within", territory=each)])

    def above(self, sector: str) -> set[str]:
        """The sector and its ancestors."""
        found: set[str] = self.once("above", sector, lambda: upward([sector], lambda each: [row["parent"] for row in self.links("sector", id=each) if row["parent"]][:1]))
        return found

    def places(self, each: str) -> set[str]:
        return {row["territory"] for row in self.links("at", object=each) if row["as_what"] != "registered" and row["territory"] in self.ids["territory"]}

    def surroundings(self, each: str) -> set[str]:
        """The object's places and all that contain them."""
        found: set[str] = self.once("surroundings", each, lambda: {above for place in self.places(each) for above in self.inside(place)})
        return found

    def sectors(self, each: str) -> set[str]:
        found: set[str] = self.once("sectors", each, lambda: {row["sector"] for row in self.links("in_sector", object=each)})
        return found

    # bodies and posts -----------------------------------------------------------------------------------------------
    def living(self, body: str | None) -> set[str]:
        """The body if it lives, else its living successors."""
        found, seen, todo = set(), set(), [body]
        while todo:
            each = todo.pop()
            if each is None or each in seen:
                continue
            seen.add(each)
            if self.links("body", id=each):
                found.add(each)
            else:
                todo += [row["body"] for row in self.links("succeeds", former=each)]
        return found

    def bearer(self, row: Row) -> str | None:
        """The body named, or the body of the post named."""
        if row["bearer"].startswith("body:"):
            return row["bearer"]
        return next((post["body"] for post in self.every.get("post", []) if post["id"] == row["bearer"]), None)

    def carriers(self, row: Row) -> list[Carrier]:
        """Who carries a duty that day; a carrier without body where nobody of it is left."""
        stated = self.bearer(row)
        kind = self.bodies.get(stated or "", {}).get("type")
        station = row["mode"] == "station" or kind == "station"
        found, borne = [], False
        for body in self.living(stated):
            if row["on_behalf"] and (station or row["mode"] == "delegated"):
                bureaus = self.living(row["on_behalf"])
            elif row["mode"] == "delegated":
                bureaus, borne = set(), True
            elif station:
                bureaus = {bureau for link in self.links("part_of", body=body) for bureau in self.living(link["parent"])} or {body}
            else:
                bureaus = {body}
            borne = borne or bool(bureaus)
            if self.bodies[body]["type"] not in self.rules.never_supervise:
                found += [Carrier(body, bureau) for bureau in bureaus]
        return found if borne or kind in self.rules.never_supervise else [Carrier(None, None)]

    def territories(self, row: Row, carrier: Carrier) -> set[str]:
        """Where a duty holds: as stated, else as its bearer governs, else as the nearest body above governs."""
        if row["territory"]:
            return {row["territory"]} & self.ids["territory"]
        for first in dict.fromkeys((carrier.body or self.bearer(row), carrier.bureau)):
            if governed := self.governed(first, self.day):
                return governed
        ended = self.bodies.get(self.bearer(row) or "", {}).get("until") if carrier.body is None else None
        return self.governed(self.bearer(row), ended - timedelta(1)) if ended and ended <= self.day else set()

    def governed(self, first: str | None, day: date) -> set[str]:
        """What a body governed on the day, else the nearest body above it."""
        level, seen = {first} - {None}, set()
        while level:
            if found := {link["territory"] for link in self.every.get("governs", []) if link["body"] in level and holds(link, day)}:
                return found
            seen |= level
            level = {link["parent"] for link in self.every.get("part_of", []) if link["body"] in level and holds(link, day)} - seen
        return set()

    def mode(self, row: Row) -> str:
        """The mode that counts: a station and a delegate act in the mode of the body they act for."""
        return row["as_mode"] or row["mode"] if row["mode"] in {"station", "delegated"} else row["mode"]

    def post(self, row: Row, carrier: Carrier, sector: str | None) -> tuple[str | None, bool]:
        """The post that answers for a duty at a sector, and whether it has the portfolio."""
        if row["bearer"].startswith("post:"):
            return (row["bearer"], True) if self.links("post", id=row["bearer"]) else (None, False)
        over = self.above(sector) if sector else set()
        own = self.links("post", body=carrier.body)
        with_it = [post for post in own if any(
            link["share"] != "assists" and (link["over"] in over or (link["safety"] and self.mode(row) in CATCH_ALL)) for link in self.links("in_charge_of", post=post["id"]))]
        if with_it:
            return min(with_it, key=lambda post: (-RANKS.get(post["rank"], -1), -precedence(post), post["id"]))["id"], True
        first = "secretary" if self.bodies[carrier.body or ""]["type"] == "party_committee" else "head"
        heads = [post for post in own if post["rank"] == first]
        return (min(heads, key=lambda post: (precedence(post), post["id"]))["id"], False) if heads else (None, False)

    def filled(self, post: str | None) -> bool:
        """Whether the duty's post is not vacant: an acting holder, a nominee and an unknown holder fill it."""
        if not self.posts_loaded:
            return True
        if post is None:
            return False
        said = [row for row in self.every.get("holds", []) if row["post"] == post]
        if any(holds(row, self.day) for row in said if row["manner"] != "vacant"):
            return True
        empty = any(holds(row, self.day) for row in said if row["manner"] == "vacant")
        return not empty and not any(row["until"] and row["until"] <= self.day for row in said if row["manner"] != "vacant")

    # reach ----------------------------------------------------------------------------------------------------------
    def reaches(self, row: Row, territories: set[str], each: str) -> list[tuple[str, str | None]]:
        """How a duty reaches an object: (direct or inherited, the sector by which its post is found)."""
        if row["object"]:
            return [(DIRECT, row["sector"])] if row["object"] == each else []
        if territories.isdisjoint(self.surroundings(each)):
            return []
        own = self.sectors(each)
        if not row["sector"]:
            return [(DIRECT, sector) for sector in own or {None}]
        return [(DIRECT if sector == row["sector"] else INHERITED, sector) for sector in own if row["sector"] in self.above(sector)]

    def hazards(self, each: str) -> set[str]:
        """The object's own hazard classes: stated, of its sectors, of its kind."""
        found: set[str] = self.once("hazards", each, lambda: self.find_hazards(each))
        return found

    def find_hazards(self, each: str) -> set[str]:
        words = split(self.objects[each]["hazards"])
        for sector in {above for own in self.sectors(each) for above in self.above(own)}:
            words |= {word for row in self.every["sector"] if row["id"] == sector for word in split(row["hazards"])}
        return {self.rules.hazard(word) for word in words} | set(self.rules.hazards_of_kind(self.objects[each]["type"]))

    def principal(self, row: Row, each: str) -> bool:
        """Whether the duty can carry the supervision of the object."""
        mode = self.mode(row)
        rule = self.rules.carries[mode]
        if rule == "permit":
            return self.rules.permit_carries(row["permit"])
        if rule == "hazard":
            return bool(row["hazard"]) and self.rules.hazard(row["hazard"]) in self.hazards(each)
        if rule == "grant":
            return bool(row["document"]) and row["level"] in {"statute", "document"}
        return rule == "always"

    def owners(self, each: str) -> set[str]:
        """Enterprises by which the object is run, and by which these are, while they live."""
        found: set[str] = self.once("owners", each, lambda: upward([each], lambda one: [row["owner"] for row in self.links("run_by", object=one) if row["owner"] in self.alive]) - {each})
        return found

    def reached(self, each: str) -> list[Reached]:
        """All ways in which duties reach the object itself, those without a living body among them."""
        def find() -> list[Reached]:
            found = []
            for row, carrier, territories in self.duties:
                for how, sector in self.reaches(row, territories, each):
                    post, portfolio = self.post(row, carrier, sector) if carrier.body else (None, False)
                    found.append(Reached(row, carrier, how, post, portfolio, self.filled(post)))
            return found
        found: list[Reached] = self.once("reached", each, find)
        return found

    def plain_state(self, each: str, counts: Callable[[Row, str], bool]) -> str:
        """The state by duties over the object itself, no owner and no exemption looked at."""
        best = ABSENT
        for one in self.reached(each):
            if one.carrier.body and counts(one.row, each):
                best = max(best, one.how if one.filled else VACANT, key=ORDER.index)
        return best

    def state_of(self, each: str, counts: Callable[[Row, str], bool], modes: set[str | None]) -> str:
        if self.exempt(each, modes):
            return EXEMPT
        best = self.plain_state(each, counts)
        for owner in self.owners(each):
            best = max(best, min(self.plain_state(owner, counts), INHERITED, key=ORDER.index), key=ORDER.index)
        return best

    def state(self, each: str, mode: str) -> str:
        """The object's state in one mode."""
        return self.state_of(each, lambda row, _: self.mode(row) == mode, {mode, "all", None})

    def overall(self, each: str) -> str:
        """The object's best state over principal duties."""
        return self.state_of(each, self.principal, {"all", None})

    def exempt(self, each: str, modes: set[str | None]) -> bool:
        """Whether an exemption in one of the modes, with a document, covers the object."""
        inside = self.surroundings(each)
        above = {up for own in self.sectors(each) for up in self.above(own)}
        for row in self.links("exemption"):
            if not row["document"] or row["mode"] not in modes:
                continue
            if row["object"]:
                if row["object"] == each:
                    return True
            elif (row["sector"] or row["territory"]) and (not row["sector"] or row["sector"] in above) and (not row["territory"] or row["territory"] in inside):
                return True
        return False

    # ladder ---------------------------------------------------------------------------------------------------------
    def rung(self, each: str) -> int:
        """How many rungs hold on the best principal duty: clause, body, post, filled, portfolio, acted."""
        return max(self.own_rung(one) for one in {each} | self.owners(each))

    def own_rung(self, each: str) -> int:
        found: int = self.once("rung", each, lambda: max((self.rung_by(one, each) for one in self.reached(each) if self.principal(one.row, each)), default=0))
        return found

    def rung_by(self, one: Reached, each: str) -> int:
        if not one.row["document"]:
            return 0
        if one.carrier.body is None:
            return 1
        if one.post is None or not self.posts_loaded:
            return 2
        if not one.filled:
            return 3
        if not one.portfolio:
            return 4
        return 6 if self.acted(one.row, one.carrier, each) else 5

    def acted(self, row: Row, carrier: Carrier, each: str) -> bool:
        """Whether all that is due to the object was done in time by the bearer, its stations, its delegates or those it replaced."""
        said = self.objects[each]
        for due in self.rules.frequencies:
            if due.due(self.mode(row), said["type"], said["risk"]):
                done = [act for act in self.every.get("act", []) if act["object"] == each and act["type"] in due.acts and act["since"]
                        and months_before(self.day, due.months) < act["since"] <= self.day and carrier.bureau in self.acts_for(act)]
                if len(done) < due.minimum:
                    return False
        return True

    def acts_for(self, act: Row) -> set[str]:
        """The bodies to whose credit an act goes."""
        actor = act["actor"]
        if actor and actor.startswith("post:"):
            actor = next((post["body"] for post in self.every.get("post", []) if post["id"] == actor), None)
        credit = set()
        for body in self.living(actor):
            credit.add(body)
            if self.bodies[body]["type"] == "station":
                credit |= {bureau for link in self.links("part_of", body=body) for bureau in self.living(link["parent"])}
            credit |= {carrier.bureau for row, carrier, _ in self.duties if row["mode"] == "delegated" and carrier.body == body and carrier.bureau}
        return credit


def precedence(post: Row) -> int:
    return -1 if post["order"] is None else int(post["order"])


def holds(row: Row, day: date) -> bool:
    """In force: begun or of unknown start, and not ended."""
    return (row["since"] is None or row["since"] <= day) and (row["until"] is None or day < row["until"])


def split(words: str | None) -> set[str]:
    return {word.strip() for word in (words or "").split(";") if word.strip()}


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)
