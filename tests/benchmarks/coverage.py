"""Coverage of all objects as of a day: dutygraph beside NetworkX, pandas and DuckDB, with the answers compared.

``python tests/benchmarks/coverage.py [--sizes 2500,100000,3000000] [--days 5] [--out docs/benchmarks.md]``
"""

from __future__ import annotations

import argparse
import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
import ours
import rivals
import sql
import tables
from world import FIRST, LAST, world

import report
from dutygraph.snapshot import History

SAMPLE, ALL_OBJECTS, IN_STORE = 2_000, 3_000, 100_000
"""Objects that the NetworkX engines answer where there are more than ``ALL_OBJECTS``; up to ``IN_STORE`` objects the world comes from a store."""
TEXT = """`python tests/benchmarks/coverage.py` builds the seeded world of `tests/benchmarks/world.py` in each size (dated duties of five modes, posts, portfolios and holders in three
tiers, a sector tree of four levels, 5 % of the objects supervised by name) and asks every engine two questions: the **overall** state of every object (direct, inherited, vacant,
absent, or out that day), and the same **by mode** too (industry, licence, special, guidance, comprehensive). Each engine answers on days that it has not seen, all engines on the same
days, one engine after the other; what it makes for the day (the graph, the plane) is in the time, what serves every day (closures, tables, a compiled history; *ready once*) is not.
Every state that an engine gives is compared with ours, or the command fails: pandas and DuckDB on all days and objects, the NetworkX engines on three of the days and, in a
large world, on the sample.

- **dutygraph**: `county.on(day).coverage()`, and `.state(mode)` for each mode; {source}.
- **NetworkX, per object**: the graph of what is in force that day, then for each object a walk to its place, sector, their ancestors, the duties there, and on to body, post, portfolio
  and holder; one walk gives overall and modes. Above {all_objects:,} objects a sample of {sample:,} is walked and the time scaled, marked *est.*
- **NetworkX on classes**: the same, with one walk for all objects of one place and sector; there are many sectors, so few share.
- **pandas**: the day's rows grouped by territory and leaf, then one index lookup of all objects for each level of territory.
- **DuckDB**: the best of {variants} statements (`tests/benchmarks/sql.py`: {names}) in memory, two threads, fetched as numpy, in the order in which DuckDB likes to give the rows.

pandas and DuckDB start from closures and chosen posts that were worked out beforehand, which favours them."""


@dataclass(slots=True)
class Times:
    """Seconds of one engine: to be ready for any day, and for each day."""

    ready: float = 0.0
    days: list[float] = field(default_factory=list)
    estimated: bool = False

    def __str__(self) -> str:
        return f"{report.seconds(median(self.days))}{' est.' if self.estimated else ''}"


@dataclass(slots=True)
class Run:
    """Everything of one size."""

    objects: int
    counts: dict[str, int]
    held: float
    peak: float
    overall: dict[str, Times]
    by_mode: dict[str, Times]


def clocked(times: Times | None, work: Callable[[], Any]) -> Any:
    """The result of the work; its seconds go to the times."""
    start = perf_counter()
    found = work()
    if times is not None:
        times.days.append(perf_counter() - start)
    return found


def same(name: str, day: int, found: np.ndarray, expected: np.ndarray) -> None:
    """Stops the run where an engine disagrees."""
    if not np.array_equal(found, expected):
        raise SystemExit(f"{name} differs from dutygraph on day {day}: {int((found != expected).sum()):,} of {expected.size:,} states")


def question(history: History, data: tables.Tables, joins: tables.Joined, days: list[int], *, modes: bool) -> dict[str, Times]:
    """All engines on all days, one engine after the other; the first day warms an engine up and only compares."""
    times, expected = {"dutygraph": Times()}, {}
    gc.collect()
    for number, day in enumerate(days):
        found = clocked(times["dutygraph"] if number else None, lambda day=day: ours.covered(ours.day_of(history, day), modes=modes))
        expected[day] = ours.answer(*found)
    makers: dict[str, Callable[[], Callable[[int], Any]]] = {"pandas": lambda: rivals.pandas_join(data, joins, modes=modes)}
    makers |= {f"DuckDB, {variant}": lambda variant=variant: sql.duckdb_sql(data, joins, modes=modes, variant=variant) for variant in sql.VARIANTS}
    for name, make in makers.items():
        start = perf_counter()
        engine = make()
        mine = times[name] = Times(perf_counter() - start)
        gc.collect()
        for number, day in enumerate(days):
            found = clocked(mine if number else None, lambda engine=engine, day=day: engine(day))
            same(name, day, found.in_order() if isinstance(found, sql.Answer) else found, expected[day])
    for day in days[1:4]:
        walks(data, day, expected[day], times, modes=modes)
    return times


def walks(data: tables.Tables, day: int, expected: np.ndarray, times: dict[str, Times], *, modes: bool) -> None:
    """The NetworkX engines: of a large world a sample, scaled."""
    size = len(data.obj)
    which = np.arange(size) if size <= ALL_OBJECTS else np.sort(np.random.default_rng(day).choice(size, SAMPLE, replace=False))
    for name, kind in {"NetworkX, per object": rivals.Naive, "NetworkX on classes": rivals.Classes}.items():
        mine = times.setdefault(name, Times(estimated=len(which) < size))
        engine = kind(data, modes=modes)
        gc.collect()
        found, fixed, each = engine.timed(day, which)
        same(name, day, found, expected[:, which])
        mine.days.append(fixed + each * scale(data, which, day, kind is rivals.Classes))


def scale(data: tables.Tables, which: np.ndarray, day: int, classes: bool) -> float:
    """How many times the work of the sample all objects are; for classes by the number of distinct pairs of place and sector."""
    if len(which) == len(data.obj):
        return 1.0
    if not classes:
        return len(data.obj) / len(which)
    alive = data.obj[(data.obj["since"] <= day) & (day < data.obj["until"])]
    pairs = alive["t"].to_numpy().astype(np.int64) * len(data.sector) + alive["s"].to_numpy()
    return len(np.unique(pairs)) / len(np.unique(pairs[np.isin(alive["o"].to_numpy(), which)]))


def memory(history: History, days: list[int], objects: int) -> tuple[float, float]:
    """Bytes for each object that coverage keeps beyond the history's columns, and the most in use while another day is worked out and the first is kept."""
    fresh = History(history.compiled, data_version=history.data_version, known_at=history.known_at, rules=history.rules, deliveries=history.deliveries)
    gc.collect()
    tracemalloc.start()
    first = ours.day_of(fresh, days[0]).coverage()
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    last = ours.day_of(fresh, days[1]).coverage()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert first.out_of and last.out_of
    return held / objects, peak / objects


def measure(objects: int, days: int, folder: Path) -> Run:
    """One size."""
    made = world(objects, acts_per_object=0 if objects > IN_STORE else 3)
    start = perf_counter()
    history = ours.stored(made, folder).history() if objects <= IN_STORE else ours.compiled(made)
    ready = perf_counter() - start
    data = tables.tables(made.facts)
    start = perf_counter()
    joins = tables.joined(data)
    joining = perf_counter() - start
    del made
    chosen = np.random.default_rng(objects).choice(np.arange(FIRST + 100, LAST), 2 * (days + 1), replace=False).tolist()
    start = perf_counter()
    first = ours.covered(ours.day_of(history, FIRST))[0]
    ready += perf_counter() - start
    overall = question(history, data, joins, chosen[:days + 1], modes=False)
    by_mode = question(history, data, joins, chosen[days + 1:], modes=True)
    for times in (overall, by_mode):
        times["dutygraph"].ready = ready
        for name in times:
            if name.startswith(("pandas", "DuckDB")):
                times[name].ready += joining
    counts = {"facts": len(history.facts), "duties": history.facts.table("duty").num_rows, "counted on the first day": first.out_of}
    del first
    return Run(objects, counts, *memory(history, chosen, objects), overall, by_mode)


def best_sql(times: dict[str, Times]) -> str:
    """The variant that was fastest."""
    return min((name for name in times if name.startswith("DuckDB")), key=lambda name: median(times[name].days))


def rows_of(run: Run, times: dict[str, Times]) -> list[list[str]]:
    """One row for each engine: name, time, how many times as long as ours, ready."""
    mine, order = median(times["dutygraph"].days), ["NetworkX, per object", "NetworkX on classes", "pandas", best_sql(times), "dutygraph"]
    return [[name, str(times[name]), f"{median(times[name].days) / mine:,.0f}x" if name != "dutygraph" else "1", report.seconds(times[name].ready) if times[name].ready else ""] for name in order]


def page(runs: list[Run]) -> str:
    """The section."""
    source = f"from an embedded store up to {IN_STORE:,} objects, above that from the same facts without a store"
    parts = [TEXT.format(source=source, all_objects=ALL_OBJECTS, sample=SAMPLE, variants=len(sql.VARIANTS), names="; ".join(sql.VARIANTS))]
    for run in runs:
        parts.append(f"### {run.objects:,} objects\n\n{', '.join(f'{count:,} {name}' for name, count in run.counts.items())}. "
                     f"Coverage keeps {run.held:.1f} bytes for each object beyond the history's columns; {run.peak:.1f} at most while a second day is worked out and the first is kept.")
        for title, times in (("Overall", run.overall), ("By mode and overall", run.by_mode)):
            parts.append(report.table([title, "a day", "of dutygraph", "ready once"], rows_of(run, times)))
    parts.append(report.setting("numpy", "networkx", "pandas", "pyarrow", "duckdb"))
    return "\n\n".join(parts)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="2500,100000,3000000")
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--out", type=Path, default=report.PAGE)
    args = parser.parse_args()
    runs = []
    for size in map(int, args.sizes.split(",")):
        with TemporaryDirectory() as folder:
            runs.append(measure(size, args.days, Path(folder)))
        print(page(runs[-1:]).split("### ", 1)[1].rsplit("\n\n", 1)[0], flush=True)
    report.write(args.out, "Coverage", page(runs))


if __name__ == "__main__":
    main()
