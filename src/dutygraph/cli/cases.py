"""`trace --case` and `trace --ranked`: the posts in the order in which an inquiry would reach them, from a case file or from the register."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError

if TYPE_CHECKING:
    from ..settings import Settings
    from ..workbench import Day


def check_words(object_: str | None, case: str | None, ranked: bool, numbers: bool, form: str) -> None:
    """Which words of `trace` go together: an object or a case file, and a ranking only in forms that it has."""
    if (object_ is None) == (case is None):
        raise UsageError("name an object, or a case file with --case." if case is None else "an object and --case do not go together.",
                         advice="`dutygraph trace OBJECT` or `dutygraph trace --case FILE`.")
    if numbers and not (ranked and case is None):
        raise UsageError("--set needs --ranked." if case is None else "--set does not go with --case: the file states the accident.", advice="`dutygraph trace OBJECT --ranked --set deaths=3`.")
    if (ranked or case) and form not in ("text", "json", "csv"):
        raise UsageError(f"a ranking has no form {form}.", advice="Use text, json or csv.")


def ranked_case(path: str, form: str, chosen: Settings) -> str:
    """The answer to a case file; what in it is left aside goes to stderr."""
    from ..inquiry.casefile import open_case
    from ..law import Rules

    case = open_case(Path(path), Rules.read(Path(chosen.rules) if chosen.rules else None))
    said = case.rank().as_dict()
    for each in case.problems:
        click.echo(f"{each.place}: {each.zh if chosen.lang == 'zh' else each.en}" if each.place else each.zh if chosen.lang == "zh" else each.en, err=True)
    for post in said["posts"]:
        post["id"], post["body"] = case.plain_id(post["id"]), case.plain_id(post["body"])
    for body in said["bodies"]:
        body["id"] = case.plain_id(body["id"])
    said["problems"] = [{"code": each.code, "zh": each.zh, "en": each.en, "line": each.place.row if each.place else None} for each in case.problems]
    return written(said, form, chosen.lang)


def ranked_object(day: Day, name: str, window: int, form: str, numbers: Mapping[str, str], lang: str) -> str:
    """The answer for an object of the register; the accident is the register's own row for that day, with the numbers given in place of its own."""
    return written(day.rank(name, numbers, window_days=window).as_dict(), form, lang)


def written(said: dict[str, Any], form: str, lang: str) -> str:
    """A ranking in the form asked for."""
    from ..report.ranking import ranking_csv, ranking_text

    if form == "json":
        return json.dumps(said, ensure_ascii=False, indent=1)
    return ranking_csv(said, lang) if form == "csv" else ranking_text(said, lang)
