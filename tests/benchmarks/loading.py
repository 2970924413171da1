"""Loading sheets: the public lists of divisions and industries, and the seed county; and how long a person waits for ``--help``.

``python tests/benchmarks/loading.py [--shared FOLDER] [--out docs/benchmarks.md]``; the public lists are read from ``data/`` in that folder (default: `DUTYGRAPH_SHARED`, else beside the checkout).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import report

TIMES = 3
EXAMPLES = report.ROOT / "loaders" / "examples"
TEXT = f"""`python tests/benchmarks/loading.py` loads into an empty embedded store by the command line, each in a new process: reading, checking and keeping every row. Median of {TIMES}."""


def command(*words: str | Path) -> float:
    """Seconds of one call of the command line."""
    start = perf_counter()
    run = subprocess.run([sys.executable, "-m", "dutygraph", *map(str, words)], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"dutygraph {' '.join(map(str, words[:2]))} failed:\n{run.stderr}")
    return perf_counter() - start


def into_empty(*words: str | Path) -> float:
    """Seconds of one call on an empty store."""
    with TemporaryDirectory() as folder:
        return command(*words, "--store", folder)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DUTYGRAPH_SHARED") or report.ROOT.parent / "shared"))
    parser.add_argument("--out", type=Path, default=report.PAGE)
    args = parser.parse_args()
    lists = [args.shared / "data" / name for name in ("cn-divisions", "gbt4754-2017")]
    mappings = [word for path in lists for word in ("--mappings", EXAMPLES / path.name)]
    seed = report.ROOT / "src" / "dutygraph" / "seed" / "sheets"
    rows = []
    for name, goal, work in (
        ("cn-divisions and GB/T 4754-2017 together", "under 20 s", lambda: into_empty("load", *lists, *mappings)),
        ("seed county", "under 10 s", lambda: into_empty("load", seed)),
        ("`dutygraph --help`", "under 0.5 s", lambda: command("--help")),
    ):
        rows.append([name, report.seconds(median(work() for _ in range(TIMES))), goal])
    section = "\n\n".join([TEXT, report.table(["", "time", "goal"], rows), report.setting("pyarrow", "python-calamine")])
    print(section)
    report.write(args.out, "Loading", section)


if __name__ == "__main__":
    main()
