"""The table of lines: whole, without overlap, and with every kind of link that a chain can show."""

from __future__ import annotations

from dataclasses import replace

from coverage.counties import county as random_county
from dutygraph.analysis.chain import trace
from dutygraph.analysis.climbs import climb_lines
from dutygraph.analysis.ladder import Ladder
from dutygraph.analysis.lines import ASIDE_MODES, LINES, LINKS, TIERS
from dutygraph.law import Rules
from dutygraph.snapshot import History
from dutygraph.vocabulary import LEVELS, MODES
from dutygraph.vocabulary import LINES as WORDS

from .county import county


def test_every_line_of_the_vocabulary_is_declared_once_with_its_law() -> None:
    assert list(LINES) == [term.name for term in WORDS]
    assert all(line.law and line.starts and line.climbs for line in LINES.values())


def test_a_mode_begins_one_line_or_none_and_guidance_begins_none() -> None:
    begun = [mode for line in LINES.values() for mode in line.modes]

    assert len(begun) == len(set(begun))
    assert {term.name for term in MODES} - set(begun) == {*ASIDE_MODES, "station", "delegated"}


def test_every_top_is_a_tier_of_the_vocabulary_or_stops_at_the_issuer() -> None:
    assert set(TIERS) == {"enterprise", *(term.name for term in LEVELS)}
    assert {line.top for line in LINES.values()} <= {*TIERS, "issuer"}


def test_every_kind_of_link_that_a_chain_shows_has_its_words_and_law() -> None:
    known = {term.name for term in LINKS}
    history = History.of(random_county(3).facts, data_version="3", known_at=None, rules=Rules.read())
    chains = [trace(county().on(), "object:化工厂")] + [trace(history.on(random_county(3).days[0]), str(each)) for each in history.nodes("object").ids]

    assert {how for chain in chains for line in chain.lines for path in line.paths for step in path for how in step.how} <= known


def test_no_line_walks_above_its_top() -> None:
    sheet = county().body("省政府", "government", "province").add("part_of", body="body:县政府", parent="body:省政府")
    sheet.body("国务院", "government", "state").add("part_of", body="body:省政府", parent="body:国务院")

    ends = {path[-1].node for line in trace(sheet.on(), "object:化工厂").lines for path in line.paths}

    assert "body:省政府" in ends
    assert "body:国务院" not in ends


def test_every_line_declares_that_it_follows_the_enterprise_that_runs_the_object() -> None:
    assert all("run_by" in line.climbs for line in LINES.values())


def test_a_line_that_does_not_declare_it_stays_with_the_object() -> None:
    sheet = county().add("object", id="object:锅炉", name="锅炉", type="equipment").add("run_by", object="object:锅炉", owner="object:化工厂")
    ladder, industry = Ladder.of(sheet.on()), LINES["industry"]
    alone = replace(industry, climbs=tuple(each for each in industry.climbs if each != "run_by"))

    with_owner, without = climb_lines(ladder, "object:锅炉", (industry, alone))

    assert [route[:3] for route in with_owner.routes] == [(("object:锅炉",), ("object:化工厂",), ("body:应急局",))]
    assert not without.routes
