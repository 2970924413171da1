"""Opening a store of 100,000 objects and about 1 million facts: cold, and from the cache of compiled histories.

``python tests/benchmarks/opening.py [--objects 100000] [--acts 6] [--out docs/benchmarks.md]``
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import ours
from world import world

import report

TIMES = 3
GOALS = {"cold": 8.0, "cached": 1.0}
OPEN = """
import sys, time
start = time.perf_counter()
import dutygraph.workbench, dutygraph.snapshot.coverage
print(time.perf_counter() - start)
start = time.perf_counter()
day = dutygraph.open(sys.argv[1]).on("2016-03-01")
print(time.perf_counter() - start)
day.coverage()
print(time.perf_counter() - start)
"""
TEXT = """`python tests/benchmarks/opening.py` puts the world of {objects:,} objects into an embedded store ({facts:,} facts, one load) and opens it in a new process each time:
the imports, `dutygraph.open(folder).on(day)` after them, and that with its coverage. Cold: without compiled histories beside the store. Median of {times}."""


def opened(folder: Path) -> tuple[float, ...]:
    """Seconds of the imports, then until the day is there, and until its coverage is, in a process of their own."""
    run = subprocess.run([sys.executable, "-c", OPEN, str(folder)], capture_output=True, text=True, check=True)
    return tuple(map(float, run.stdout.split()))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=100_000)
    parser.add_argument("--acts", type=int, default=7)
    parser.add_argument("--out", type=Path, default=report.PAGE)
    args = parser.parse_args()
    made = world(args.objects, acts_per_object=args.acts)
    times: dict[str, list[tuple[float, ...]]] = {"cold": [], "cached": []}
    with TemporaryDirectory() as folder:
        path = Path(folder)
        start = perf_counter()
        ours.stored(made, path).close()
        put = perf_counter() - start
        for _ in range(TIMES):
            for each in sorted((path / "cache").rglob("*"), reverse=True) if (path / "cache").exists() else ():
                each.rmdir() if each.is_dir() else each.unlink()
            times["cold"].append(opened(path))
            times["cached"].append(opened(path))
    rows = [["put as one load", "", report.seconds(put), "", ""]]
    for name, found in times.items():
        rows.append([f"open, {name}", *(report.seconds(median(each)) for each in zip(*found, strict=True)), f"a day under {GOALS[name]:.0f} s"])
    section = "\n\n".join([TEXT.format(objects=args.objects, facts=len(made.facts), times=TIMES), report.table(["", "imports", "a day is there", "and its coverage", "goal"], rows),
                           report.setting("numpy", "pyarrow")])
    print(section)
    report.write(args.out, "Opening", section)


if __name__ == "__main__":
    main()
