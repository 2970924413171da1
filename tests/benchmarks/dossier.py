"""How long the papers of an accident take on the seed county: ``python tests/benchmarks/dossier.py [--out docs/benchmarks.md]``.

Takes the object with the most posts of those with an accident and of forty others; the best and the median of five runs for each form, the first of each aside.
The bounds: docx or pdf of 30 posts under 3 s, the page under 0.3 s.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

import dutygraph
import report
from dutygraph.inquiry.papers import Papers, compose
from dutygraph.seed import sheets

FORMS = ("json", "html", "xlsx", "zip", "pdf", "docx")
DAY = "2016-06-22"


def timed(work, times: int = 5) -> list[str]:
    took = []
    for _ in range(times):
        began = perf_counter()
        work()
        took.append(perf_counter() - began)
    return [report.seconds(min(took)), report.seconds(statistics.median(took))]


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--out", type=Path, default=report.PAGE)
    args = words.parse_args()
    with dutygraph.open(str(Path(tempfile.mkdtemp()) / "store")) as county:
        county.load(sheets())
        day, then = county.on(DAY), county.on(DAY, DAY).snapshot
        objects = [fact["object"] for fact in day.snapshot.facts("accident") if fact["object"]] + [str(each) for each in day.snapshot.register.index[:400:10]]
        longest = max(objects, key=lambda each: len(day.trace(each).posts))

        def again():
            day.snapshot.memo.pop(("standing", longest), None)
            return compose(day.snapshot, longest, county.rules, numbers={"deaths": 3}, then=then)
        made = again()
        papers = Papers.of(made, day.snapshot, county.rules)
        rows = [["put together", *timed(again), ""]]
        for form in FORMS:
            size = len(papers.write(form, "zh"))
            rows.append([form, *timed(lambda form=form: papers.write(form, "zh")), f"{size:,}"])
        text = (f"`python tests/benchmarks/dossier.py`: {len(made.posts)} posts and {len(made.links)} links of one enterprise of the seed county.\n\n"
                f"{report.table(['', 'best of five', 'median', 'bytes'], rows)}\n\n{report.setting('typst', 'docxtpl')}")
        report.write(args.out, "Dossier", text)
        print(text)


if __name__ == "__main__":
    main()
