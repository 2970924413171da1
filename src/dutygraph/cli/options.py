"""Options that several commands share, and how each turns into a value."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import UsageError
from ..settings import Settings
from ..whole_file import write_whole

if TYPE_CHECKING:
    from ..workbench import County

F = TypeVar("F", bound=Callable[..., Any])


PATH = click.Path(readable=False)
"""A path that is judged where it is read, so that one that may not be read gets the same clear error as any other."""


class Answering(click.Command):
    """A command that answers: its help ends with the definitions that its figures rest on."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from ..snapshot.terms import DEFINITIONS

        for title, lang in (("Definitions", "en"), ("定义", "zh")):
            with formatter.section(title):
                for each in DEFINITIONS[lang].values():
                    formatter.write_text(each)
                    formatter.write_paragraph()


def store_options(command: F) -> F:
    """Which store, which rules, which language."""
    command = click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="Language of what you read 语言; else DUTYGRAPH_LANG, else the locale.")(command)
    command = click.option("--rules", type=PATH, default=None, help="Folder with rule tables that replace ours 本县规则表; else DUTYGRAPH_RULES.")(command)
    return click.option("--store", default=None, help="Where the facts are 数据存放处; else DUTYGRAPH_STORE, else a folder in your data directory.")(command)


def day_options(command: F) -> F:
    """Which day, and what was known when."""
    command = click.option("--known-at", default=None, metavar="DATE", help="As known at the end of this day 截至该日所知; else all that is known.")(command)
    return click.option("--as-of", default=None, metavar="DATE", help="The day asked about 时点; else the last day that the data reach, printed.")(command)


def format_option(command: F) -> F:
    """How the answer is written."""
    return click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True, help="How the answer is written 输出格式.")(command)


def output_option(*more: str) -> Callable[[F], F]:
    """How the answer is written, with formats that are files, and where to."""
    def options(command: F) -> F:
        command = click.option("--output", "-o", type=PATH, default=None, metavar="FILE", help="Write the answer to a file 写入文件; else it is printed.")(command)
        forms = ["text", "json", "csv", *more]
        return click.option("--format", "form", type=click.Choice(forms), default="text", show_default=True, help="How the answer is written 输出格式.")(command)
    return options


def give(answer: str | bytes, output: str | None, *, end: bool = True) -> None:
    """Print an answer, or write it to a file whole; bytes are never printed on a terminal."""
    if output is None:
        if isinstance(answer, bytes):
            raise UsageError("a workbook cannot be printed.", where="--output", advice="Name a file, for example --output answer.xlsx.")
        click.echo(answer, nl=end)
        return
    write_whole(Path(output), answer if isinstance(answer, bytes) else (answer + ("\n" if end else "")).encode())


def settings(store: str | None, rules: str | None, lang: str | None) -> Settings:
    """The settings of this run."""
    return Settings.from_env(os.environ, store=store, rules=rules, lang=lang)


def opened(chosen: Settings, *, asked: bool = True) -> County:
    """The county of these settings; the default store is named, so that nobody wonders where the data are, and an empty one that is ``asked`` is told."""
    from ..workbench import open_county

    if chosen.store_from == "default":
        click.echo(f"store: {chosen.store}", err=True)
    county = open_county(chosen.store, rules=chosen.rules)
    if asked and not county.loads():
        told = {"zh": "{store}：尚未导入任何数据。`dutygraph load PATH...` 导入表格。", "en": "{store}: nothing has been loaded yet. `dutygraph load PATH...` brings sheets in."}
        click.echo(told[chosen.lang].format(store=chosen.store), err=True)
    return county


def pairs(values: Iterable[str]) -> dict[str, str]:
    """``--set key=value`` as a mapping; a pair without ``=`` or given twice is a usage error."""
    found: dict[str, str] = {}
    for each in values:
        key, equals, value = each.partition("=")
        if not equals or not key:
            raise UsageError(f"--set {each!r} is not key=value.", advice="Write for example --set kinds=equipment.")
        if key in found:
            raise UsageError(f"--set {key} is given twice.")
        found[key] = value
    return found
