"""A seeded world of any size for the benchmarks: dated duties, posts, holders and acts; 5 % of the objects are supervised by name.

Built in columns, so that three million objects take seconds. A province of prefectures (up to 10 counties each), counties of 25,000 objects, 30 towns
each; a sector tree of 20 x 5 x 5 x 3 (GB/T 4754 has 20, 97, 473, 1,380); 45 departments at each of the three tiers with a head and two deputies who share the sectors between
them; each department has six duties, and each duty was rewritten twice in ten years, one time in five with a gap. Most duties are those of an industry; some departments supervise by a
licence (half of them one to which the law joins supervision), some a hazard of two that divisions of the sectors have, some only coordinate, and the higher tiers mostly guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from dutygraph.facts import Facts, schema

START, END = date(2010, 1, 1), date(2020, 1, 1)
_EPOCH = date(1970, 1, 1)
FIRST, LAST = (START - _EPOCH).days, (END - _EPOCH).days
DEPARTMENTS, TOWNS, COUNTIES = 45, 30, 10
TREE = (20, 5, 5, 3)
DUTIES, REWRITES = 6, 3
HAZARDS = ("fire", "hazardous_chemicals")
PERMITS = ("安全生产许可证", "营业执照")
"""To the first the law joins supervision, to the second it does not."""
NEVER = -1


@dataclass(frozen=True, slots=True)
class World:
    """Facts and the sizes that describe them."""

    facts: Facts
    objects: int
    counties: int


def _table(kind: str, n: int, **columns: object) -> pa.Table:
    """A table of the kind from arrays; a scalar fills its column, what is not named is null."""
    form, arrays = schema(kind), []
    columns = {"scope": f"world:{kind}", "file": "world", "sheet": "", "level": "document", "end": "unknown", "precision": "day", **columns}
    columns.setdefault("key", np.arange(n).astype(str))
    columns.setdefault("row", np.arange(n, dtype=np.int32))
    for field in form:
        value = columns.get(field.name)
        if value is None:
            arrays.append(pa.nulls(n, field.type))
        elif isinstance(value, (str, bool)):
            arrays.append(pa.repeat(pa.scalar(value, field.type), n))
        elif field.type == pa.date32():
            days = np.asarray(value, dtype=np.int32)
            arrays.append(pa.array(days, pa.int32(), mask=days == NEVER).cast(pa.date32()))
        else:
            arrays.append(pa.array(value, field.type, from_pandas=True))
    return pa.Table.from_arrays(arrays, schema=form)


def _ids(prefix: str, *parts: np.ndarray) -> np.ndarray:
    text = np.char.add(prefix, parts[0].astype(str))
    for each in parts[1:]:
        text = np.char.add(np.char.add(text, "/"), each.astype(str))
    return text


def world(objects: int, seed: int = 2014, *, acts_per_object: int = 3) -> World:
    """A world of that many objects."""
    rng = np.random.default_rng(seed)
    counties = max(1, round(objects / 25_000))
    tables: dict[str, pa.Table] = {}
    areas = _territories(tables, counties)
    leaves = _sectors(tables)
    _bodies(tables, areas, rng)
    _duties(tables, areas, counties, rng)
    _objects(tables, objects, counties, leaves, rng, acts_per_object)
    return World(Facts(tables), objects, counties)


def _territories(tables: dict[str, pa.Table], counties: int) -> np.ndarray:
    """Province, prefectures, counties, towns; gives the areas that have departments: counties first, then prefectures, then the province."""
    county, town = np.divmod(np.arange(counties * TOWNS), TOWNS)
    prefectures = -(-counties // COUNTIES)
    areas = np.concatenate([np.arange(counties).astype(str), np.char.add("F", np.arange(prefectures).astype(str)), ["P"]])
    ids = np.concatenate([np.char.add("territory:", areas), _ids("territory:", county, town)])
    parents = np.concatenate([np.char.add("territory:F", (np.arange(counties) // COUNTIES).astype(str)), np.repeat("territory:P", prefectures), _ids("territory:", county)])
    tables["territory"] = _table("territory", len(ids), id=ids, name=ids, type="township")
    tables["within"] = _table("within", len(parents), territory=np.concatenate([ids[: counties + prefectures], ids[counties + prefectures + 1 :]]), parent=parents)
    return areas


def _sectors(tables: dict[str, pa.Table]) -> np.ndarray:
    """Four levels of sectors; gives the leaves."""
    ids, parents = [], []
    for depth in range(len(TREE)):
        path = np.unravel_index(np.arange(np.prod(TREE[: depth + 1])), TREE[: depth + 1])
        ids.append(_ids("sector:", *path))
        parents.append(_ids("sector:", *path[:-1]).astype(object) if depth else np.full(TREE[0], None, dtype=object))
    everything = np.concatenate(ids)
    hazards = np.full(len(everything), None, dtype=object)
    for each, hazard in enumerate(HAZARDS):
        hazards[TREE[0] + np.flatnonzero(np.arange(TREE[0] * TREE[1]) % 7 == 3 * each)] = hazard
    tables["sector"] = _table("sector", len(everything), id=everything, name=everything, scheme="county", parent=np.concatenate(parents), hazards=hazards)
    return ids[-1]


def _bodies(tables: dict[str, pa.Table], areas: np.ndarray, rng: np.random.Generator) -> None:
    area, dept = np.divmod(np.arange(len(areas) * DEPARTMENTS), DEPARTMENTS)
    bodies = _ids("body:", areas[area], dept)
    tables["body"] = _table("body", len(bodies), id=bodies, name=bodies, type="department", tier="county")
    tables["governs"] = _table("governs", len(bodies), body=bodies, territory=_ids("territory:", areas[area]))
    body, seat = np.divmod(np.arange(len(bodies) * 3), 3)
    posts = np.char.add(np.char.add("post:", bodies[body]), np.char.add("/", seat.astype(str)))
    tables["post"] = _table("post", len(posts), id=posts, name=posts, body=bodies[body], rank=np.array(["head", "deputy", "deputy"])[seat])
    # Each post has four terms; three in ten end early and leave the post vacant until the next begins.
    post, term = np.divmod(np.arange(len(posts) * 4), 4)
    since = np.where(term == 0, FIRST - 300, FIRST + term * 900 + rng.integers(0, 60, len(post)))
    until = np.where(term == 3, NEVER, FIRST + (term + 1) * 900 - np.where(rng.random(len(post)) < 0.3, 300, 0))
    people = np.char.add("person:", np.arange(len(post)).astype(str))
    tables["person"] = _table("person", len(post), id=people, name=people)
    tables["holds"] = _table("holds", len(post), person=people, post=posts[post], manner="full", since=since, until=until, end=np.where(until == NEVER, "open", "known"))
    deputies = np.flatnonzero(seat > 0)
    half = _ids("sector:", (body[deputies] % DEPARTMENTS) % TREE[0], (seat[deputies] - 1) * 2)
    tables["in_charge_of"] = _table("in_charge_of", len(deputies), post=posts[deputies], over=half, share="leads")


def _duties(tables: dict[str, pa.Table], areas: np.ndarray, counties: int, rng: np.random.Generator) -> None:
    """Six duties for each department, inside its own section, most of them for its whole area and some for one town."""
    area, dept, item, turn = np.unravel_index(np.arange(len(areas) * DEPARTMENTS * DUTIES * REWRITES), (len(areas), DEPARTMENTS, DUTIES, REWRITES))
    section = dept % TREE[0]
    # The draw is made once for each duty, so that its rewrites speak of the same sector and territory.
    what = rng.integers(0, np.array([[TREE[1]], [TREE[2]], [TREE[3]], [TOWNS]]), (4, len(areas) * DEPARTMENTS * DUTIES)).repeat(REWRITES, axis=1)
    division, group, leaf, town = what
    over = np.select([(item == 0) & (dept % 3 == 0), item <= 2, item <= 4], [_ids("sector:", section), _ids("sector:", section, division), _ids("sector:", section, division, group)],
                     _ids("sector:", section, division, group, leaf)).astype(object)
    whole = _ids("territory:", areas[area])
    where = np.where((item % 2 == 1) & (area < counties), np.char.add(np.char.add(whole, "/"), town.astype(str)), whole)
    # Higher tiers guide; only a few of their departments supervise directly.
    guides = (item == 3) | ((area >= counties) & (dept % 8 != 0))
    mode = np.where(guides, "guidance", np.array(["industry"] * 4 + ["licence", "industry", "special", "industry", "comprehensive"])[dept % 9])
    # What is special to a hazard is the business of one department for the whole area, whatever the sector (消防).
    over[(mode == "special") & (item == 0)] = None
    hazard = np.where(mode == "special", np.array(HAZARDS)[dept % 2], "").astype(object)
    permit = np.where(mode == "licence", np.array(PERMITS)[dept % 2], "").astype(object)
    hazard[hazard == ""], permit[permit == ""] = None, None
    change = FIRST - 300 + turn * 1300 + rng.integers(0, 300, len(turn))
    until = np.where(turn == REWRITES - 1, NEVER, np.roll(change, -1) - np.where(rng.random(len(turn)) < 0.2, 120, 0))
    tables["duty"] = _table("duty", len(turn), bearer=_ids("body:", areas[area], dept), mode=mode, sector=over, territory=where, hazard=hazard, permit=permit, document="D1", clause="1",
                            since=change, until=until, end=np.where(until == NEVER, "open", "known"))


def _objects(tables: dict[str, pa.Table], objects: int, counties: int, leaves: np.ndarray, rng: np.random.Generator, per_object: int) -> None:
    ids = _ids("object:", np.arange(objects))
    county, town = rng.integers(0, counties, objects), rng.integers(0, TOWNS, objects)
    since = FIRST - rng.integers(0, 2000, objects)
    until = np.where(rng.random(objects) < 0.1, FIRST + rng.integers(100, 3600, objects), NEVER)
    tables["object"] = _table("object", objects, id=ids, name=ids, type="enterprise", risk="blue", since=since, until=until, end=np.where(until == NEVER, "open", "known"))
    tables["at"] = _table("at", objects, object=ids, territory=_ids("territory:", county, town), as_what="site")
    tables["in_sector"] = _table("in_sector", objects, object=ids, sector=leaves[rng.integers(0, len(leaves), objects)], as_what="registered")
    named = np.sort(rng.choice(objects, objects // 20, replace=False))
    k = len(named)
    begins = FIRST + rng.integers(0, 3000, k)
    by_name = _table("duty", k, scope="world:by-name", bearer=_ids("body:", county[named], rng.integers(0, DEPARTMENTS, k)), mode="industry", object=ids[named],
                     document="D2", clause="2", since=begins, until=begins + 400, end="known")
    tables["duty"] = pa.concat_tables([tables["duty"], by_name])
    if per_object:
        which = np.repeat(np.arange(objects), per_object)
        n = len(which)
        when = FIRST + rng.integers(0, LAST - FIRST, n)
        tables["act"] = _table("act", n, type="inspection", actor=_ids("body:", county[which], rng.integers(0, DEPARTMENTS, n)), object=ids[which], since=when, end="known", signed=True)
