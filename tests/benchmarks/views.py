"""What pages and the service ask for, on a county of 100,000 objects: the first answer of a day and every later one.

``python tests/benchmarks/views.py [--objects 100000] [--out docs/benchmarks.md]``
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from world import world

import report
from dutygraph.law import Rules
from dutygraph.snapshot import History
from dutygraph.workbench import Day

TIMES = 9
DAYS = (date(2018, 3, 1), date(2019, 6, 1))
QUESTIONS: tuple[tuple[str, float, Callable[[Day], Any]], ...] = (
    ("objects: 100 of the unsupervised", 0.03, lambda day: day.objects(state="absent", limit=100)),
    ("objects: the last of all by name", 0.03, lambda day: day.objects(sort="name", limit=100, offset=90_000)),
    ("matrix: 120 towns by 20 sectors", 0.1, lambda day: day.matrix()),
    ("card of an object", 0.03, lambda day: day.card("object:77")),
    ("card of a body", 0.03, lambda day: day.card("body:0/0")),
    ("card of a county", 0.03, lambda day: day.card("territory:0")),
    ("card of a section of sectors", 0.03, lambda day: day.card("sector:3")),
    ("search: half of all objects fit", 0.05, lambda day: day.search("1")),
    ("search: a code of six digits", 0.05, lambda day: day.search("012345")),
    ("neighbourhood of an object, depth 3", 0.15, lambda day: day.neighbourhood("object:77", 3)),
    ("neighbourhood of a town, depth 3", 0.15, lambda day: day.neighbourhood("territory:0/1", 3)),
)
TEXT = """`python tests/benchmarks/views.py` asks a day of the world of {objects:,} objects, without a store, what pages ask: the first time on a day whose coverage is made (of two days
the slower), and again (median of {times}). Processor time, so that a busy machine does not count. The index of search was built in {index}."""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=100_000)
    parser.add_argument("--out", type=Path, default=report.PAGE)
    args = parser.parse_args()
    history = History.of(world(args.objects).facts, data_version="world", known_at=None, rules=Rules.read())
    start = process_time()
    Day(history.on(date(2017, 3, 1))).search("第一次")
    index = process_time() - start
    first: dict[str, list[float]] = {}
    later: dict[str, list[float]] = {}
    for when in DAYS:
        day = Day(history.on(when))
        day.coverage().totals()
        for name, _, ask in QUESTIONS:
            for at in range(TIMES + 1):
                start = process_time()
                ask(day)
                (later if at else first).setdefault(name, []).append(process_time() - start)
    rows = [[name, report.seconds(max(first[name])), report.seconds(median(later[name])), f"again under {report.seconds(goal)}"] for name, goal, _ in QUESTIONS]
    section = "\n\n".join([TEXT.format(objects=args.objects, times=TIMES, index=report.seconds(index)), report.table(["", "first", "again", "goal"], rows),
                           report.setting("numpy", "pyarrow", "pypinyin")])
    print(section)
    report.write(args.out, "Views", section)


if __name__ == "__main__":
    main()
