"""How well the ranking meets published cases: the shipped weights, other random registers around the same cases, and weights fitted without the case.

    python tests/benchmarks/inquiry.py FOLDER [--seeds N] [--json FILE]

FOLDER holds cases with `expand.py` and `score.py`. A case's register is made by a random generator seeded by the case's slug; ``--seeds`` makes other
registers around the same case by changing it. Leaving one out: weights start from the priors in ``law/inquiry.yaml`` (`prior`: what law and organisation
alone suggest), are fitted on the other cases, and meet the case that was left out; so what is measured has not been fitted to it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from dutygraph.inquiry.casefile import open_case
from dutygraph.law import Rules
from dutygraph.law.inquiry_table import InquiryTable

FITTED_SEEDS = 2
"""Other registers of each case that a fit sees beside its own."""
RIDGE = 8.0
PARTIAL = 0.35
"""Weight of a case whose list is not complete: what is missing there cannot be held against a ranking."""
STEPS = 250


@dataclass(frozen=True)
class Met:
    """One case with its ranked posts: ids, whether each answered, the parts of each score, and a place to break ties."""

    slug: str
    full: bool
    ids: list[str]
    true: np.ndarray
    parts: np.ndarray
    shipped: np.ndarray


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--seeds", type=int, default=10)
    asked.add_argument("--json", type=Path, default=None)
    given = asked.parse_args()
    sys.path.insert(0, str(given.folder))
    known = Rules.read(None)
    rules = known.inquiry
    names = sorted(weights(rules, "weight"))
    own = list(meet(given.folder, "", names, known))
    others = [list(meet(given.folder, f"-{seed}", names, known)) for seed in range(given.seeds)]
    weight, prior = (np.array([weights(rules, which)[name] for name in names]) for which in ("weight", "prior"))
    cut = rules.cut
    said: dict[str, Any] = {"shipped": figures(own, lambda case: weight, cut)}
    said["priors alone"] = figures(own, lambda case: prior, cut)
    if others:
        seeds = [figures(cases, lambda case: weight, cut) for cases in others]
        said[f"shipped, mean of {len(seeds)} other registers"] = {key: round(float(np.mean([each[key] for each in seeds])), 3) for key in seeds[0]}
        said["shipped, worst of them"] = {key: round(min(each[key] for each in seeds), 3) for key in seeds[0]}
    fitted = {case.slug: fit([each for cases in (own, *others[:FITTED_SEEDS]) for each in cases if each.slug != case.slug], prior) for case in own}
    said["fitted, each case left out"] = figures(own, lambda case: fitted[case.slug], cut)
    for name, row in said.items():
        print(f"{name:42} " + "  ".join(f"{key} {value:.3f}" for key, value in row.items()))
    print(f"the best cut for the whole: {best_cut(own, weight)}; shipped {cut}")
    if given.json:
        given.json.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf8")


def weights(rules: InquiryTable, which: str) -> dict[str, float]:
    """Every weight by name; those of the reach carry their level."""
    found = {part.id: part.weight if which == "weight" or part.prior is None else part.prior for part in rules.parts}
    for row in rules.reach:
        for kind, tiers in (("working", row.working), ("leading", row.leading)):
            for tier, value in tiers.items():
                found[f"{row.level}/{kind}/{tier}"] = value if which == "weight" else row.prior(tier)
    return found


def meet(folder: Path, seed: str, names: list[str], rules: Rules) -> Iterator[Met]:
    """Every case of the folder with its register of that seed, ranked."""
    expand, score = (importlib.import_module(name) for name in ("expand", "score"))
    for path in sorted(folder.glob("[!_]*.yaml")):
        case = yaml.safe_load(path.read_text("utf8"))
        slug, case["slug"] = case["slug"], case["slug"] + seed
        scenario = expand.expand(case)
        true, other = score.answers(case, scenario)
        hidden, table = expand.masked(scenario)
        back = {new: old for old, new in table.items()}
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "case.yaml"
            file.write_text(yaml.safe_dump(hidden, allow_unicode=True, sort_keys=False), "utf8")
            opened = open_case(file, rules)
        ranking = opened.rank()
        kept = [(back[opened.plain_id(post.id)], post) for post in ranking.posts]
        kept = [(id_, post) for id_, post in kept if id_ not in other and "/enterprise" not in id_]
        at = {name: place for place, name in enumerate(names)}
        parts = np.zeros((len(kept), len(names)))
        for row, (_, post) in enumerate(kept):
            for part in post.parts:
                key = f"{ranking.judgement.level_if_missing_dead or 'none'}/{part.id[6:]}" if part.id.startswith("reach/") else part.id
                if key in at:
                    parts[row, at[key]] = 1
        ids = [id_ for id_, _ in kept]
        yield Met(slug, score.full(case), ids, np.array([id_ in true for id_ in ids]), parts, np.array([post.score for _, post in kept]))


def figures(cases: list[Met], weight: Callable[[Met], np.ndarray], cut: float) -> dict[str, float]:
    """AP, recall at k and F1 at the cut over full lists, recall at 3k over the others."""
    score = importlib.import_module("score")
    rows: list[tuple[bool, float, float, float, float]] = []
    for case in cases:
        answered = {id_ for id_, true in zip(case.ids, case.true, strict=True) if true}
        if answered:
            total = case.parts @ weight(case)
            ranked = [case.ids[at] for at in np.argsort(-np.round(total, 6), kind="stable")]
            inside = {id_ for id_, value in zip(case.ids, total, strict=True) if value >= cut - 1e-9}
            f1 = 2 * len(inside & answered) / (len(inside) + len(answered))
            rows.append((case.full, score.average_precision(ranked, answered), score.recall(ranked, answered, len(answered)), f1, score.recall(ranked, answered, 3 * len(answered))))
    full, partial = [row for row in rows if row[0]], [row for row in rows if not row[0]]
    mean = lambda some, at: round(float(np.mean([row[at] for row in some])), 3) if some else 0.0  # noqa: E731
    return {"AP": mean(full, 1), "recall@k": mean(full, 2), "F1@cut": mean(full, 3), "found": mean(partial, 4)}


def fit(cases: list[Met], prior: np.ndarray) -> np.ndarray:
    """Weights that put the posts that answered before those that did not, kept near the priors (ridge); plain gradient steps with Adam."""
    data = [(case.parts[case.true], case.parts[~case.true], 1.0 if case.full else PARTIAL) for case in cases if case.true.any()]
    share = len(data) / sum(weight for *_, weight in data)
    found, first, second = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    for step in range(1, STEPS + 1):
        gradient = 2 * RIDGE * (found - prior)
        for hit, miss, weight in data:
            one, many = hit @ found, miss @ found
            top = max(one.max(), many.max())
            up, rest = np.exp(one - top), np.exp(many - top)
            both = up + rest.sum()
            gradient += share * weight * ((1 / both).sum() * rest @ miss - (rest.sum() / both) @ hit) / len(hit)
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        found = found - 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return found


def best_cut(cases: list[Met], weight: np.ndarray) -> float:
    """The cut with the best F1 over full lists, in steps of 0.2."""
    return max((round(float(cut), 1) for cut in np.arange(0.6, 3.6, 0.2)), key=lambda cut: figures(cases, lambda case: weight, cut)["F1@cut"])


if __name__ == "__main__":
    main()
