"""A hand-made county of a few rows: two townships, two bureaus, two sectors; each test adds the one thing that it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from dutygraph.analysis import ask
from dutygraph.facts import Facts
from dutygraph.findings import Findings
from dutygraph.law import Rules
from dutygraph.snapshot import History, Snapshot

RULES = Rules.read()
TODAY = date(2026, 6, 30)


class Small:
    """Rows of a small county; `add` states one fact, `ask` answers on a day."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def add(self, kind: str, **said: Any) -> Small:
        rows = self.rows.setdefault(kind, [])
        rows.append({"scope": "test", "key": f"{kind}{len(rows)}", "file": f"{kind}.csv", "row": len(rows) + 2, **said})
        return self

    def node(self, kind: str, name: str, **said: Any) -> Small:
        return self.add(kind, id=f"{kind}:{name}", name=name, **said)

    def object(self, name: str, sector: str | None = "矿山", town: str | None = "东镇", type: str = "enterprise", **said: Any) -> Small:
        self.node("object", name, type=type, **said)
        if town:
            self.add("at", object=f"object:{name}", territory=f"territory:{town}")
        if sector:
            self.add("in_sector", object=f"object:{name}", sector=f"sector:{sector}")
        return self

    def duty(self, body: str, mode: str = "industry", sector: str | None = "矿山", **said: Any) -> Small:
        refs = {field: f"{field}:{said.pop(field)}" for field in ("object", "territory") if field in said}
        return self.add("duty", bearer=f"body:{body}", mode=mode, sector=f"sector:{sector}" if sector else None, **refs, **said)

    def act(self, body: str | None, object: str | None, day: date | None = date(2026, 5, 1), type: str = "inspection", sector: str | None = None, **said: Any) -> Small:
        actor = None if body is None else body if ":" in body else f"body:{body}"
        return self.add("act", type=type, actor=actor, object=f"object:{object}" if object else None, since=day, sector=f"sector:{sector}" if sector else None, **said)

    def post(self, body: str, name: str, rank: str, *, over: str | None = None, safety: bool | None = None, share: str | None = None) -> Small:
        post = f"post:{body}/{name}"
        self.add("post", id=post, name=name, body=f"body:{body}", rank=rank)
        if over or safety:
            self.add("in_charge_of", post=post, over=over, safety=safety, share=share)
        return self

    def holds(self, post: str, person: str | None, **said: Any) -> Small:
        return self.add("holds", post=f"post:{post}", person=f"person:{person}" if person else None, **said)

    def on(self, day: date = TODAY) -> Snapshot:
        return History.of(Facts.of(self.rows), data_version="small", known_at=None, rules=RULES).on(day)

    def ask(self, name: str, day: date = TODAY, **parameters: Any) -> Findings:
        return ask(self.on(day), name, **parameters)

    def found(self, name: str, day: date = TODAY, **parameters: Any) -> list[str]:
        """What an answer is about, without prefixes, in order."""
        return [each.subject.partition(":")[2] for each in self.ask(name, day, **parameters).findings]


def county() -> Small:
    """云岭县: 东镇 and 西镇, 应急局 and 住建局 under the government, sectors 矿山 (with 采石 below) and 燃气."""
    made = Small()
    made.node("territory", "云岭县", type="county")
    for town in ("东镇", "西镇"):
        made.node("territory", town, type="township").add("within", territory=f"territory:{town}", parent="territory:云岭县")
    made.node("body", "县政府", type="government", tier="county").add("governs", body="body:县政府", territory="territory:云岭县")
    for body in ("应急局", "住建局"):
        made.node("body", body, type="department", tier="county").add("part_of", body=f"body:{body}", parent="body:县政府")
    for town in ("东镇", "西镇"):
        made.node("body", f"{town}政府", type="government", tier="township")
        made.add("part_of", body=f"body:{town}政府", parent="body:县政府").add("governs", body=f"body:{town}政府", territory=f"territory:{town}")
    made.node("sector", "矿山", scheme="county").node("sector", "采石", scheme="county", parent="sector:矿山").node("sector", "燃气", scheme="county")
    return made
