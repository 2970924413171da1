"""A fault in either witness is found out by the other: rules of period, of catch-all duties, of lead and of direction are broken on purpose, on one side at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from disposable import wipe
from witnesses import EVERY_KIND, Difference, county, difference, loaded, smallest, together

from coverage.counties import RandomCounty
from dutygraph.analysis import ANALYSES
from dutygraph.analysis import overlaps as overlaps_module
from dutygraph.analysis import pairs as pairs_module
from dutygraph.snapshot import columns as column_module
from dutygraph.snapshot import ruling as ruling_module
from dutygraph.snapshot.columns import Links
from dutygraph.snapshot.compile import Source
from dutygraph.store.neo4j import server as server_module
from dutygraph.store.queries import Statement, statement
from dutygraph.workbench import County

SEEDS = (*range(8), 12)
"""Counties in which every one of these faults matters on some day."""


@dataclass
class Ground:
    """Counties in one database, their address, and days on which a duty of theirs ends."""

    url: str
    made: list[RandomCounty]
    county: County
    days: list[date]


@pytest.fixture(scope="module")
def ground(servers: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    made = [county(seed) for seed in SEEDS]
    with loaded(servers[0], together(made)) as opened:
        opened.resolve()
        yield Ground(servers[0], made, opened, sorted({fact["until"] for one in made for fact in one.facts.rows("duty") if fact["until"]}))
    wipe(servers[0])
    os.environ.pop("XDG_CACHE_HOME")
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before


def found(ground: Ground, name: str) -> Difference | None:
    """The first day on which the witnesses answer the ask differently, every day worked out afresh."""
    ground.county._histories.clear()
    parameters = {"kinds": EVERY_KIND} if any(each.name == "kinds" for each in ANALYSES[name].parameters) else {}
    answers = (difference(ground.county, name, day, parameters)[0] for day in ground.days)
    return next((each for each in answers if each), None)


FAULTS = [
    ("unsupervised", "coalesce($as_of < d.until, true)", "coalesce($as_of <= d.until, true)"),
    ("unsupervised", "coalesce(d.since <= $as_of, true)", "true"),
    ("unsupervised", "carries = 'always'", "carries IN ['always', 'never']"),
    ("unsupervised", "(area)<-[w:WITHIN WHERE w.since <= $as_of < w.until]-{0,}", "(area)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}"),
    ("unsupervised", "()-[r:RUN_BY WHERE r.since <= $as_of < r.until]->(by:Object)", "()<-[r:RUN_BY WHERE r.since <= $as_of < r.until]-(by:Object)"),
    ("unsupervised", "<-[u:UNDER WHERE u.since <= $as_of < u.until]-{0,}(s:Sector) RETURN s", "-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(s:Sector) RETURN s"),
    ("unsupervised", "NOT coalesce(life.type, '') IN $never", "true"),
    ("catch-all-only", "'comprehensive' THEN o", "'special' THEN o"),
    ("catch-all-only", "coalesce($as_of < d.until, true)", "true"),
    ("overlaps", "AND NOT led", ""),
    ("overlaps", "-[p:PART_OF WHERE p.since <= $as_of < p.until]->{1,}(other)", "-[p:PART_OF WHERE p.since <= $as_of < p.until]->{9,}(other)"),
    ("overlaps", "coalesce(d.since <= $as_of, true)", "true"),
    ("blind-cells", "(each.hazard IS NULL OR each.hazard IN dangers)", "true"),
    ("blind-cells", "NOT each.by_name AND ", ""),
    ("blind-cells", "coalesce($as_of < d.until, true)", "coalesce($as_of <= d.until, true)"),
    ("vacancies", "coalesce($as_of < p.until, true)", "true"),
    ("vacancies", "coalesce(p.share, '') <> 'assists'", "true"),
    ("no-leader", "size(deputies) <> 1", "deputies = []"),
    ("no-leader", "coalesce(p.since <= $as_of, true)", "true"),
    ("nominal", "(c.hazard IS NULL OR c.hazard IN own)", "true"),
    ("nominal", "coalesce($as_of < d.until, true)", "true"),
    ("unlisted-acts", "(d.sector IS NULL OR EXISTS {", "(true OR EXISTS {"),
    ("foreign-acts", "(place)-[w:WITHIN WHERE w.since <= $as_of]->{0,}(around)", "(place)<-[w:WITHIN WHERE w.since <= $as_of]-{0,}(around)"),
    ("never-seen", "coalesce(act.since <= $as_of, true)", "true"),
]
"""Faults of Cypher: the statement, what it says, and what it says instead."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "right", "wrong"), FAULTS)
def test_a_fault_in_a_statement_is_found_out(ground: Ground, name: str, right: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(each: str) -> Statement:
        said = statement(each)
        return replace(said, text=said.text.replace(right, wrong)) if each == f"ask/{name}" else said

    assert right in statement(f"ask/{name}").text
    monkeypatch.setattr(server_module, "statement", faulty)
    assert found(ground, name) is not None


def never_ends(since: Any, until: Any, day: int) -> Any:
    """The period rule without its end."""
    return since <= day


def _links_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(column_module, "in_force", never_ends)


def _catch_all_carries(patch: pytest.MonkeyPatch) -> None:
    right = ruling_module._principal
    patch.setattr(ruling_module, "_principal", lambda history, rules: right(history, replace(rules, carries={**rules.carries, "comprehensive": "always"})))


def _territories_upside_down(patch: pytest.MonkeyPatch) -> None:
    right = Source.links
    patch.setattr(Source, "links", lambda source, kind, a, b: right(source, kind, b, a) if kind == "within" else right(source, kind, a, b))


def _owners_upside_down(patch: pytest.MonkeyPatch) -> None:
    right = Source.links
    patch.setattr(Source, "links", lambda source, kind, a, b: right(source, kind, b, a) if kind == "run_by" else right(source, kind, a, b))


def _parents_upside_down(patch: pytest.MonkeyPatch) -> None:
    right = Source.stated_links

    def wrong(source: Source, kind: str, field: str) -> Links:
        links = right(source, kind, field)
        return Links(links.b, links.a, links.since, links.until, links.i) if kind == "sector" else links

    patch.setattr(Source, "stated_links", wrong)


def _nobody_leads(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(overlaps_module, "_LEAD", 99)


def _sectors_upside_down(patch: pytest.MonkeyPatch) -> None:
    right = pairs_module.closure
    patch.setattr(pairs_module, "closure", lambda starts, up: right(starts, Links(up.b, up.a, up.since, up.until, up.i)))


BROKEN = {
    "unsupervised: links hold for ever": ("unsupervised", _links_for_ever),
    "unsupervised: comprehensive supervision counts": ("unsupervised", _catch_all_carries), "unsupervised: territories upside down": ("unsupervised", _territories_upside_down),
    "unsupervised: owners upside down": ("unsupervised", _owners_upside_down), "catch-all-only: comprehensive supervision counts": ("catch-all-only", _catch_all_carries),
    "overlaps: nobody leads": ("overlaps", _nobody_leads), "overlaps: trees upside down": ("overlaps", _sectors_upside_down),
    "blind-cells: comprehensive supervision counts": ("blind-cells", _catch_all_carries), "blind-cells: territories upside down": ("blind-cells", _territories_upside_down),
    "vacancies: links hold for ever": ("vacancies", _links_for_ever), "no-leader: sectors upside down": ("no-leader", _parents_upside_down),
    "nominal: territories upside down": ("nominal", _territories_upside_down), "foreign-acts: territories upside down": ("foreign-acts", _territories_upside_down),
}
"""Faults of the analyses: the ask, and how they are planted."""


@pytest.mark.slow
@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_in_an_analysis_is_found_out(ground: Ground, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, plant = BROKEN[fault]
    plant(monkeypatch)
    assert found(ground, name) is not None


def test_without_a_fault_they_agree(ground: Ground) -> None:
    for name in dict.fromkeys(name for name, *_ in FAULTS):
        assert found(replace(ground, days=ground.days[::9]), name) is None


@pytest.mark.slow
def test_a_disagreement_prints_the_smallest_county_that_differs(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    right = statement("ask/never-seen")
    monkeypatch.setattr(server_module, "statement", lambda each: replace(right, text=right.text.replace("NOT life.closed AND life.type IN $kinds", "life.type = 'site'")) if each == right.name else statement(each))
    said = found(ground, "never-seen")
    assert said is not None
    told = smallest(ground.url, ground.made, said)
    assert "only the analysis" in told and "county of seed" in told
    assert sum(line.startswith("  ") and ": " in line for line in told.splitlines()) < 12, told
