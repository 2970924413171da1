"""Two witnesses: the same question put to the analyses (NetworkX, grid) and to the statements in ``cypher/ask``, and what they answer differently.

Random counties are put into one database side by side, every id and name with a mark of its own, so that two hundred of them cost few loads; one that differs is then
loaded alone and made smaller for as long as it still differs.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from disposable import Servers, wipe
from offices import furnish

import dutygraph
from coverage.counties import RandomCounty
from coverage.counties import county as random_county
from dutygraph.analysis import ANALYSES
from dutygraph.facts import Batch, Delivery, Facts
from dutygraph.findings import Findings
from dutygraph.shipped import shipped
from dutygraph.vocabulary import KINDS, MODES, NODE_KINDS, OBJECT_TYPES
from dutygraph.workbench import County

EVERY_KIND = ",".join(term.name for term in OBJECT_TYPES)
ASIDE = (".denominator", ".picture")
PARAMETERS: Mapping[str, tuple[dict[str, str], ...]] = {
    "unsupervised": ({"kinds": EVERY_KIND}, {"sector": "SECTOR"}),
    "catch-all-only": ({"kinds": EVERY_KIND}, {"sector": "SECTOR"}),
    "blind-cells": ({"kinds": EVERY_KIND}, *({"cells": each} for each in ("with_objects", "without_objects", "no_sector"))),
    "vacancies": ({"kinds": EVERY_KIND}, {"missing": "yes"}),
    "overlaps": ({"kinds": EVERY_KIND}, *({"mode": term.name} for term in MODES)),
    "no-leader": ({"kinds": EVERY_KIND}, *({"what": each} for each in ("sectors", "departments", "safety"))),
    "nominal": ({"kinds": EVERY_KIND, "by": "anyone"}, {"within": "all"}, {"within": "18m", "mode": "industry"}, {"acts": "penalty", "within": "2y"}, {"sector": "SECTOR"}),
    "unlisted-acts": ({"by": "anyone"}, {"count": "objects"}, {"count": "objects", "by": "anyone"}, {"acts": "visit"}, {"sector": "SECTOR"}),
    "foreign-acts": ({"acts": "inspection"}, {"sector": "SECTOR"}),
    "never-seen": ({"kinds": EVERY_KIND},),
}
"""Further parameters with which each ask is put, beside none; SECTOR stands for one that the county has."""


def twins() -> tuple[str, ...]:
    """The asks that have a twin in Cypher, in their order."""
    there = {path.name.removesuffix(".cypher") for path in (shipped("cypher") / "ask").glob("*.cypher")}
    return tuple(name for name in ANALYSES if name in there and f"{name}.denominator" in there)


@dataclass
class Difference:
    """One question that the two witnesses answer differently."""

    ask: str
    day: date
    parameters: Mapping[str, str]
    lines: list[str]
    subjects: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        return "\n  ".join([f"{self.ask} on {self.day} with {dict(self.parameters)}:", *self.lines[:12]])


def said(answer: Findings) -> dict[tuple[str, str], tuple[str, str]]:
    """What an answer says of each finding: severity and name."""
    return {(found.subject, found.key): (found.severity, found.name) for found in answer.findings}


def difference(county: County, ask: str, day: date, parameters: Mapping[str, str]) -> tuple[Difference | None, Findings]:
    """How the two answers differ, and the analysis's own."""
    one, other = county.on(day).ask(ask, **parameters), county.ask_cypher(ask, day, **parameters)
    found, twin = said(one), said(other)
    lines = [f"only the analysis: {key} {value}" for key, value in found.items() if key not in twin]
    lines += [f"only Cypher: {key} {value}" for key, value in twin.items() if key not in found]
    lines += [f"{key}: the analysis {found[key]}, Cypher {twin[key]}" for key in found if key in twin and found[key] != twin[key]]
    subjects = {key[0] for key in (*found, *twin) if found.get(key) != twin.get(key)}
    if (one.out_of, one.unit) != (other.out_of, other.unit):
        lines.append(f"out of: the analysis {one.out_of} {one.unit}, Cypher {other.out_of} {other.unit}")
    if not lines and [each.subject for each in one.findings] != [each.subject for each in other.findings]:
        lines.append("the order differs")
    return (Difference(ask, day, parameters, lines, subjects) if lines else None), one


def questions(county: County, asks: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every ask with every set of parameters."""
    sectors = [str(each) for each in county.history().nodes("sector").ids]
    for ask in asks:
        yield ask, {}
        for parameters in PARAMETERS[ask]:
            if "SECTOR" not in parameters.values() or sectors:
                yield ask, {key: sectors[len(sectors) // 2] if value == "SECTOR" else value for key, value in parameters.items()}


@contextmanager
def loaded(url: str, facts: Facts) -> Iterator[County]:
    """A county with these facts and no others."""
    wipe(url)
    scopes = {scope for table in facts.tables.values() for scope in table["scope"].to_pylist()}
    with dutygraph.open(url) as county:
        county.store.put(Batch(facts, tuple(Delivery(scope) for scope in sorted(scopes))))
        yield county


# counties side by side


def county(seed: int) -> RandomCounty:
    """The random county of that seed with what it has too seldom: duties held twice, bodies named by other names, objects that a second list describes differently."""
    made, dice = random_county(seed), random.Random(-seed)
    rows = {kind: [dict(fact.values) for fact in made.facts.rows(kind)] for kind in made.facts.tables}
    departments = [row for row in rows["body"] if row["type"] == "department"]
    for number, row in enumerate(departments[:2]):
        row["aliases"] = f"别名{number}"
    for number in range(dice.choice((1, 2, 3))):
        mode, sector = dice.choice(("industry", "industry", "comprehensive", "special")), dice.choice(rows["sector"])["id"]
        for bearer in ("body:别名0", "body:政府" if dice.random() < 0.3 else "body:别名1"):
            lead = "lead" if dice.random() < 0.15 else None
            rows["duty"].append(_row("duty", f"twice/{number}/{bearer}", bearer=bearer, mode=mode, sector=sector, territory="territory:甲县", lead=lead, hazard="消防" if mode == "special" else None))
    if dice.random() < 0.4:  # a body and the one above it: no overlap, by design
        for bearer in ("body:别名0", "body:政府"):
            rows["duty"].append(_row("duty", f"tiers/{bearer}", bearer=bearer, mode="comprehensive", territory="territory:甲县", hazard="民爆"))
    if dice.random() < 0.5:
        rows["duty"].append(_row("duty", "net", bearer="body:别名0", mode=dice.choice(("comprehensive", "territorial")), territory="territory:甲县"))
    lasting = [row for row in rows["object"] if row["since"] is None and row["until"] is None]
    for row in lasting[:3]:
        rows["object"].append(_row("object", f"again/{row['key']}", id=row["id"], name=row["name"], type=row["type"], risk=dice.choice(("red", "yellow", None)), since=row["since"], until=row["until"],
                                   hazards=dice.choice(("燃气", None)), level=dice.choice(("document", "inferred")), scope="other"))
    furnish(seed, rows)
    return RandomCounty(seed, Facts.of(rows), made.days)


def _row(kind: str, key: str, **said: Any) -> dict[str, Any]:
    return {"scope": "random", "key": f"{kind}/{key}", "file": "random.csv", "sheet": kind, "row": 1, "level": "register", "end": "known" if said.get("until") else "unknown", **said}


def marked(made: RandomCounty) -> dict[str, list[dict[str, Any]]]:
    """The rows of a county with its mark in every id, name and key."""
    return {kind: [_marked(kind, fact.values, mark(made.seed)) for fact in made.facts.rows(kind)] for kind in made.facts.tables}


def mark(seed: int) -> str:
    """What tells the things of one county from those of all others."""
    return f"第{seed}县·"


def _marked(kind: str, values: Mapping[str, Any], own: str) -> dict[str, Any]:
    refs = {"document", *(each.name for each in KINDS[kind].refs), *(["id"] if kind in NODE_KINDS else [])}

    def word(name: str, value: Any) -> Any:
        if value is None or name not in {*refs, "name", "key", "aliases"}:
            return value
        prefix, colon, rest = value.partition(":") if name in refs else ("", "", value)
        return f"{prefix}{colon}{own}{rest}"
    return {name: word(name, value) for name, value in values.items()}


def together(counties: Iterable[RandomCounty]) -> Facts:
    """Several counties side by side."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for made in counties:
        for kind, own in marked(made).items():
            rows.setdefault(kind, []).extend(own)
    return Facts.of(rows)


def smallest(url: str, counties: Iterable[RandomCounty], differing: Difference) -> str:
    """The smallest county that differs on this question, with as few facts as still differ, for a person who has to find out why."""
    blamed = [made for made in counties if not differing.subjects or any(mark(made.seed) in subject for subject in differing.subjects)]
    for made in sorted(blamed, key=lambda each: len(each.facts)):
        if found := _differs(url, made.facts, differing):
            facts, found = _shrunk(url, made.facts, found)
            return f"{found}\n{RandomCounty(made.seed, facts, (differing.day,)).describe()}"
    return f"{differing}\n(no county differs on its own)"


def _differs(url: str, facts: Facts, asked: Difference) -> Difference | None:
    with loaded(url, facts) as opened:
        parameters = {key: value.replace(value.partition("·")[0] + "·", "") for key, value in asked.parameters.items()}
        if "sector" in parameters and parameters["sector"] not in opened.history().nodes("sector").ids:
            return None
        return difference(opened, asked.ask, asked.day, parameters)[0]


def _shrunk(url: str, facts: Facts, found: Difference, seconds: float = 90.0) -> tuple[Facts, Difference]:
    """As few facts as still differ, as far as the time goes: without whole kinds first, then without ever smaller stretches."""
    rows = [(fact.kind, dict(fact.values)) for fact in facts.rows()]
    end = time.monotonic() + seconds

    def without(fewer: list[tuple[str, dict[str, Any]]]) -> bool:
        nonlocal rows, found
        still = _differs(url, _facts(fewer), found) if fewer and time.monotonic() < end else None
        if still:
            rows, found = fewer, still
        return still is not None

    for kind in {kind: None for kind, _ in rows}:
        without([row for row in rows if row[0] != kind])
    step = len(rows)
    while step > 1 and time.monotonic() < end:
        step, at = (step + 1) // 2, 0
        while at < len(rows):
            at += 0 if without(rows[:at] + rows[at + step:]) else step
    return _facts(rows), found


def _facts(rows: Iterable[tuple[str, dict[str, Any]]]) -> Facts:
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for kind, values in rows:
        by_kind.setdefault(kind, []).append(values)
    return Facts.of(by_kind)


def main(asks: list[str], seeds: Iterable[int], folder: Path) -> None:
    """Compare from the command line: ``python tests/neo4j/witnesses.py overlaps 1 2 3``."""
    running = Servers(folder).start()
    try:
        counties = [county(seed) for seed in seeds]
        with loaded(running.urls[0], together(counties)) as opened:
            for ask, parameters in questions(opened, asks):
                for day in counties[0].days:
                    began = time.monotonic()
                    found, one = difference(opened, ask, day, parameters)
                    print(f"{ask} {day} {parameters}: {one.count} of {one.out_of}, {time.monotonic() - began:.2f} s", flush=True)
                    if found:
                        print(found, smallest(running.urls[0], counties, found), sep="\n")
                        return
    finally:
        running.stop()


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        main([sys.argv[1]] if len(sys.argv) > 1 else list(twins()), [int(each) for each in sys.argv[2:]] or range(25), Path(place))
