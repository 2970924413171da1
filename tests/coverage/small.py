"""A county small enough to see at a glance: two towns, a bureau with a filled head, mines and quarries. A test adds what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from dutygraph.facts import Facts
from dutygraph.law import Rules
from dutygraph.snapshot import History
from dutygraph.snapshot.coverage import Coverage
from dutygraph.snapshot.terms import REASONS, RUNGS, STATES

DAY = date(2024, 6, 1)
RULES = Rules.read()
Rows = dict[str, list[dict[str, Any]]]


class Small:
    """Facts to add to, and what coverage says of them."""

    def __init__(self, *, posts: bool = True) -> None:
        self.rows: Rows = {}
        for name, kind in (("县", "county"), ("东镇", "township"), ("西镇", "township")):
            self.add("territory", id=f"territory:{name}", name=name, type=kind)
        for town in ("东镇", "西镇"):
            self.add("within", territory=f"territory:{town}", parent="territory:县")
        for name, parent in (("矿山", None), ("采石", "矿山"), ("露天", "采石"), ("餐饮", None)):
            self.add("sector", id=f"sector:{name}", name=name, parent=f"sector:{parent}" if parent else None)
        self.body("应急局", "department", governs="县", posts=posts)

    def add(self, kind: str, **said: Any) -> Small:
        rows = self.rows.setdefault(kind, [])
        rows.append({"scope": "small", "key": f"{kind}/{len(rows)}", "level": "register", "end": "known" if said.get("until") else "unknown", "file": "small.csv", "row": len(rows) + 2, **said})
        return self

    def body(self, name: str, kind: str, *, governs: str | None = None, part_of: str | None = None, posts: bool = True, **said: Any) -> Small:
        """A body, with a head who is in office unless told otherwise."""
        self.add("body", id=f"body:{name}", name=name, type=kind, **said)
        if governs:
            self.add("governs", body=f"body:{name}", territory=f"territory:{governs}")
        if part_of:
            self.add("part_of", body=f"body:{name}", parent=f"body:{part_of}")
        return self.post(name, "head", person="甲") if posts else self

    def post(self, body: str, rank: str, *, person: str | None = None, over: str | None = None, **held: Any) -> Small:
        """A post; with somebody in it where a person or a manner is given, over a sector where one is given."""
        post = f"post:{body}/{rank}"
        self.add("post", id=post, name=rank, body=f"body:{body}", rank=rank)
        if person or held:
            self.add("holds", post=post, person=f"person:{person}@{body}" if person else None, **held)
        return self.add("in_charge_of", post=post, over=f"sector:{over}") if over else self

    def object(self, name: str, *sectors: str, at: tuple[str, ...] = ("东镇",), kind: str = "enterprise", **said: Any) -> Small:
        self.add("object", id=f"object:{name}", name=name, type=kind, **said)
        for town in at:
            self.add("at", object=f"object:{name}", territory=f"territory:{town}", as_what="site")
        for sector in sectors:
            self.add("in_sector", object=f"object:{name}", sector=f"sector:{sector}", as_what="registered")
        return self

    def duty(self, mode: str = "industry", bearer: str = "应急局", *, sector: str | None = None, **said: Any) -> Small:
        return self.add("duty", mode=mode, bearer=bearer if ":" in bearer else f"body:{bearer}", sector=f"sector:{sector}" if sector else None, **said)

    def history(self, rules: Rules = RULES) -> History:
        return History.of(Facts.of(self.rows), data_version="small", known_at=None, rules=rules)

    def measure(self, day: date = DAY, kinds: tuple[str, ...] | None = None) -> Coverage:
        return self.history().on(day).coverage(kinds)

    def state(self, name: str, mode: str | None = None, day: date = DAY) -> str:
        """The state of an object, overall or in a mode."""
        measured = self.measure(day)
        return STATES[(measured.state(mode) if mode else measured.overall)[ordinal(measured, name)]].name

    def broken(self, name: str, day: date = DAY) -> str:
        """The first broken rung of an object; empty where none is."""
        measured = self.measure(day)
        return [*(term.name for term in RUNGS), ""][measured.rung[ordinal(measured, name)]]

    def reason(self, name: str) -> str:
        """Why an object is unsupervised; empty where it is not."""
        measured = self.measure()
        return REASONS[measured.reason[ordinal(measured, name)]].name


def ordinal(measured: Coverage, name: str) -> int:
    return measured.snapshot.history.nodes("object").ordinal(f"object:{name}")
