"""The grid itself: trees in depth-first order, painting, and the rows that towns share."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dutygraph.snapshot.columns import Links
from dutygraph.snapshot.days import MAX, MIN
from dutygraph.snapshot.grid import Plan, Rectangles, SectorTree, _depth_first, _sum, gather, paint, plan_for, unite

from .small import Small


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


@given(st.integers(1, 14).flatmap(lambda size: st.tuples(st.just(size), st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=20))))
@settings(max_examples=200, deadline=None)
def test_every_sector_has_a_column_and_a_sector_with_all_below_it_is_one_range(tree: tuple[int, list[tuple[int, int]]]) -> None:
    size, links = tree
    first: dict[int, int] = {}
    for child, parent in links:
        first.setdefault(child, parent)

    found = _depth_first(size, Links(ints(*(a for a, _ in links)), ints(*(b for _, b in links)), ints(*[MIN] * len(links)), ints(*[MAX] * len(links)), ints(*range(len(links)))))

    assert sorted(found.start.tolist()) == list(range(size + 1)) and found.start[-1] == size
    for each in range(size):
        above, path = first.get(each), {each}
        while above is not None and above not in path:
            path.add(above)
            if not _in_loop(above, first):
                assert found.start[above] <= found.start[each] < found.end[above]
            above = first.get(above)
        inside = {other for other in range(size) if found.start[each] <= found.start[other] < found.end[each]}
        assert all(other == each or each in _up(other, first) for other in inside)


def _up(each: int, first: dict[int, int]) -> set[int]:
    found: set[int] = set()
    while each in first and first[each] not in found:
        each = first[each]
        found.add(each)
    return found


def _in_loop(each: int, first: dict[int, int]) -> bool:
    return each in _up(each, first)


def plan(layers: int, width: int) -> Plan:
    return Plan(SectorTree(ints(*range(width)), ints(*range(1, width + 1))), ints(), layers, ints(), ints(), ints(), ints())


RECTANGLE = st.tuples(st.integers(0, 3), st.integers(0, 8), st.integers(0, 8), st.integers(1, 5))


@given(st.lists(RECTANGLE, max_size=30))
def test_painting_leaves_the_greatest_value_of_all_rectangles(rectangles: list[tuple[int, int, int, int]]) -> None:
    said = [(layer, min(one, other), max(one, other), value) for layer, one, other, value in rectangles]
    wanted = np.zeros((4, 8), dtype=np.uint8)
    for layer, low, high, value in said:
        wanted[layer, low:high] = np.maximum(wanted[layer, low:high], value)

    marks = Rectangles(*(ints(*column) for column in zip(*said, strict=True))) if said else Rectangles(*(ints() for _ in range(4)))

    assert (paint(plan(4, 8), marks) == wanted).all()


@given(st.lists(RECTANGLE, min_size=1, max_size=10), st.lists(st.booleans(), min_size=8, max_size=8))
def test_cutting_rectangles_along_columns_paints_only_those_columns(rectangles: list[tuple[int, int, int, int]], columns: list[bool]) -> None:
    said = [(layer, min(one, other), max(one, other), value) for layer, one, other, value in rectangles]
    marks = Rectangles(*(ints(*column) for column in zip(*said, strict=True)))

    cut = paint(plan(4, 8), marks.within(np.array(columns)))

    assert (cut == paint(plan(4, 8), marks) * np.array(columns)).all()


def test_running_sums_paint_what_filling_cell_by_cell_paints() -> None:
    dice = np.random.default_rng(2014)
    for layers, width, count in ((1, 5, 40), (7, 60, 400), (130, 30, 3000)):
        low = dice.integers(0, width, count)
        marks = Rectangles(ints(*dice.integers(0, layers, count)), ints(*low), ints(*np.minimum(low + dice.integers(0, 12, count), width)), dice.integers(1, 6, count).astype(np.uint8))

        assert (_sum(plan(layers, width), marks) == paint(plan(layers, width), marks)).all()


def test_a_row_unites_its_layers_and_objects_gather_their_cell() -> None:
    layers = np.array([[0, 0], [1, 0], [0, 2]], dtype=np.uint8)
    two = Plan(SectorTree(ints(0, 1), ints(1, 2)), ints(), 3, np.array([[0, 0], [1, 0], [1, 2]], dtype=np.int32), ints(), ints(), ints())

    plane = unite(two, layers)

    assert plane.tolist() == [[0, 0], [1, 0], [1, 2]] and gather(plane, ints(5, 0, 2)).tolist() == [2, 0, 1]


def test_towns_without_duties_of_their_own_share_the_row_of_their_county() -> None:
    county = Small().object("东", "采石").object("西", "采石", at=("西镇",))
    history = county.history()
    places = history.nodes("territory")

    shared = plan_for(history, 19_000, "one", ints(places.ordinal("territory:县")))
    apart = plan_for(history, 19_000, "two", ints(places.ordinal("territory:东镇"), places.ordinal("territory:县")))

    assert shared.rows == 2 and len(set(shared.cell.tolist())) == 1
    assert apart.rows == 3 and len(set(apart.cell.tolist())) == 2


def test_a_plan_is_kept_while_the_trees_and_the_territories_of_duties_are_the_same() -> None:
    history = Small().object("东", "采石").duty(sector="采石").add("within", territory="territory:东镇", parent="territory:西镇", since=date(2025, 1, 1)).history()
    named = ints(history.nodes("territory").ordinal("territory:县"))

    first = plan_for(history, 19_000, "one", named)

    assert plan_for(history, 19_400, "one", named) is first
    assert plan_for(history, 20_300, "one", named) is not first
