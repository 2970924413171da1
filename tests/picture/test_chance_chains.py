"""Chains that no county has: chance draws bodies, posts, lines and links, also in circles and down again, and the picture still misleads nobody."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest

from dutygraph.picture import chain_pages, chain_sheets, chain_svg
from dutygraph.vocabulary import LINES

from .reading import faults, read

TIERS = ("village", "township", "zone", "county", "prefecture", "province")
META = {"as_of": "2019-03-01", "known_at": None, "data_version": "d", "rules_version": "r", "completeness": {}, "parameters": {}}


def chain(seed: int) -> dict[str, Any]:
    """Objects, bodies over the tiers with posts, and ways from the object up through some of them."""
    chance = random.Random(seed)
    lines = chance.sample([term.name for term in LINES], chance.randint(1, len(LINES)))
    objects = [f"object:{each}" for each in range(chance.choice((1, 1, 1, 2, 3)))]
    bodies = {f"body:{each}": chance.choice(TIERS) for each in range(chance.randint(1, 9))}
    posts = {f"post:{body}/{each}": body for body in bodies for each in range(chance.randint(0, 6))}
    inside = {f"unit:{each}": chance.choice(objects) for each in range(chance.choice((0, 0, 3, 9, 25)))}
    paths: dict[str, list[list[str]]] = {line: [] for line in lines}
    for line in lines:
        for _ in range(chance.randint(1, 6)):
            way = list(objects[: chance.randint(1, len(objects))])
            if line == "enterprise":
                way += chance.sample(sorted(inside), min(len(inside), chance.randint(0, 5)))
            else:
                for body in sorted(chance.sample(sorted(bodies), min(len(bodies), chance.randint(1, 4))), key=lambda each: (TIERS.index(bodies[each]), chance.random())):
                    own = [post for post in posts if posts[post] == body]
                    way += [body, *chance.sample(own, min(len(own), chance.randint(0, 3)))]
                if chance.random() < 0.1:
                    way[1:] = chance.sample(way[1:], len(way) - 1)
            paths[line].append(way)
    return _said(chance, paths, posts | inside, bodies)


def _said(chance: random.Random, paths: dict[str, list[list[str]]], seats: dict[str, str], bodies: dict[str, str]) -> dict[str, Any]:
    """The plain values that a chain of these ways would give."""
    reached: dict[str, dict[str, None]] = {}
    for line, ways in paths.items():
        for way in ways:
            for node in way:
                reached.setdefault(node, {})[line] = None
    names = {node: f"{node} {'很长的名称' * chance.randint(0, 6)}{' and long words' * chance.randint(0, 4)}" for node in {*reached, *seats.values(), "object:0"}}
    said = []
    for line, ways in paths.items():
        links: dict[tuple[str, str], int] = {}
        for way in ways:
            for pair in pairwise(way):
                links.setdefault(pair, len(links))
        said.append({
            "name": line, "zh": line, "en": line, "law": "", "total": len(ways), "paths": ways, "path_links": [], "names": {node: names[node] for way in ways for node in way},
            "links": [{"from": start, "to": end, "how": ["head"], "zh": "缘由", "en": "why", "cites": []} for start, end in links]})
    posts = [{
        "id": node, "kind": node.partition(":")[0], "name": names[node], "body": body, "body_name": names[body], "tier": bodies.get(body, "enterprise"), "rank": "head",
        "state": chance.choice(("filled", "vacant", "unknown")), "vacant_since": None, "holders": [], "predecessors": [], "successors": [], "lines": list(reached[node]), "zh": ["缘由"], "en": ["why"], "cites": []}
        for node, body in seats.items() if node in reached]
    return {"meta": META, "object": "object:0", "name": names["object:0"], "as_of": "2019-03-01", "lines": said, "posts": posts, "people": [], "breaks": [], "notes": {}, "legend": {}}


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_no_chance_chain_has_an_arrow_behind_a_card_or_on_another(start: int) -> None:
    for seed in range(start, start + 20):
        drawn = chain(seed)
        picture = read(chain_svg(drawn))
        found = {(arrow.start, arrow.end) for arrow in picture.arrows}
        stated = {(link["from"], link["to"]) for line in drawn["lines"] for link in line["links"]}
        assert faults(picture) == [], seed
        assert found == stated and len(picture.arrows) == len(stated), seed
        assert {seat["id"] for seat in drawn["posts"]} <= set(picture.cards), seed


def test_a_chain_of_a_very_large_works_comes_on_several_pages_each_quickly_and_straight() -> None:
    seats = {f"unit:{each}": "object:0" for each in range(150)}
    ways = [["object:0", f"unit:{30 + job}", f"unit:{6 + job % 24}", f"unit:{1 + job % 5}", "unit:0"] for job in range(120)]
    drawn = _said(random.Random(1), {"enterprise": ways}, seats, {})
    pages = [read(chain_svg(drawn, sheet=each)) for each in range(1, chain_pages(drawn) + 1)]

    assert len(pages) > 1
    assert {node for page in pages for node in page.cards} == {"object:0", *(node for way in ways for node in way)}
    assert [faults(page) for page in pages] == [[]] * len(pages)


def test_sheets_of_chance_chains_hold_every_post() -> None:
    for seed in range(40):
        drawn = chain(seed)
        whole = "".join(chain_sheets(drawn, "zh", 10))
        assert all(f">P{number:02}<" in whole for number in range(1, len(drawn["posts"]) + 1)), seed
