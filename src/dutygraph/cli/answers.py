"""Commands that answer: coverage, explain, trace, ask."""

from __future__ import annotations

from typing import Any

import click

from .options import Answering, day_options, format_option, opened, pairs, settings, store_options


@click.command(cls=Answering)
@click.option("--by", default=None, metavar="KEYS", help="Break down 分组: territory, sector, or territory,sector for the matrix.")
@click.option("--set", "sets", multiple=True, metavar="K=V", help="Parameter 参数: kinds=enterprise,equipment (or kinds=all).")
@day_options
@format_option
@store_options
def coverage(by: str | None, sets: tuple[str, ...], as_of: str | None, known_at: str | None, form: str, **store: Any) -> int:
    """How the objects are supervised: states, needs, depth, the matrix township x sector. 监管覆盖情况."""
    from ..errors import UsageError
    from ..report.coverage import coverage_csv, coverage_json, coverage_text

    chosen = settings(**store)
    parameters = pairs(sets)
    if unknown := set(parameters) - {"kinds"}:
        raise UsageError(f"coverage has no parameter {', '.join(sorted(unknown))}.", advice="It takes kinds=.")
    keys = tuple(each.strip() for each in by.split(",")) if by else ()
    if bad := [key for key in keys if key not in {"territory", "sector"}]:
        raise UsageError(f"--by {bad[0]!r} is not known.", advice="It takes territory, sector, or both.")
    kinds = tuple(each for each in parameters.get("kinds", "").split(",") if each) or None
    with opened(chosen) as county:
        measured = county.on(as_of, known_at).coverage(kinds)
        writer = {"text": coverage_text, "json": coverage_json, "csv": coverage_csv}[form]
        click.echo(writer(measured, keys, lang=chosen.lang), nl=form != "csv")
    return 0


@click.command(cls=Answering)
@click.argument("object_", metavar="OBJECT")
@day_options
@format_option
@store_options
def explain(object_: str, as_of: str | None, known_at: str | None, form: str, **store: Any) -> int:
    """How one object is supervised, mode by mode: state, facts, document, broken rung. 逐项说明一个对象的监管情况."""
    from ..report.explain import explain_csv, explain_text

    chosen = settings(**store)
    with opened(chosen) as county:
        said = county.on(as_of, known_at).explain(object_)
        text = said.to_json() if form == "json" else explain_csv(said, lang=chosen.lang) if form == "csv" else explain_text(said, lang=chosen.lang)
    click.echo(text, nl=form != "csv")
    return 0


@click.command(cls=Answering)
@click.argument("object_", metavar="OBJECT")
@click.option("--window", default=365, show_default=True, metavar="DAYS", help="How far back and forth predecessors and successors are looked for 前后任查找天数.")
@day_options
@format_option
@store_options
def trace(object_: str, window: int, as_of: str | None, known_at: str | None, form: str, **store: Any) -> int:
    """Who answered for an object on a day: every line, every path, each link with its document. 责任链."""
    from ..report.chain import chain_csv, chain_text

    chosen = settings(**store)
    with opened(chosen) as county:
        chain = county.on(as_of, known_at).trace(object_, window_days=window)
        text = chain.to_json() if form == "json" else chain_csv(chain, lang=chosen.lang) if form == "csv" else chain_text(chain, lang=chosen.lang)
    click.echo(text, nl=form != "csv")
    return 0


@click.command(cls=Answering)
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="List the asks with their parameters 列出全部问题.")
@click.option("--set", "sets", multiple=True, metavar="K=V", help="Parameter of the ask 参数.")
@click.option("--fail-on", default=None, type=click.IntRange(min=0), metavar="N", help="Exit with 3 where there are more than N findings 超过 N 条则退出码 3.")
@click.option("--limit", default=30, type=click.IntRange(min=0), show_default=True, help="How many findings the text shows 文本显示条数; 0 shows all.")
@day_options
@format_option
@store_options
def ask(name: str | None, listing: bool, sets: tuple[str, ...], fail_on: int | None, limit: int, as_of: str | None, known_at: str | None, form: str, **store: Any) -> int:
    """Answer one of the listed questions. 回答一个问题."""
    from ..report.findings import findings_csv, findings_text

    chosen = settings(**store)
    if listing or name is None:
        click.echo(_listing(chosen.lang))
        return 0 if listing else 2
    with opened(chosen) as county:
        found = county.on(as_of, known_at).ask(name, **pairs(sets))
        if form == "json":
            click.echo(found.to_json())
        else:
            click.echo(findings_csv(found) if form == "csv" else findings_text(found, lang=chosen.lang, limit=limit), nl=form != "csv")
    return 3 if fail_on is not None and found.count > fail_on else 0


def _listing(lang: str) -> str:
    from ..analysis import ANALYSES

    lines = []
    for each in ANALYSES.values():
        lines.append(f"{each.name:16} {each.zh if lang == 'zh' else each.en}")
        for parameter in each.parameters:
            choices = f" [{'|'.join(parameter.choices)}]" if parameter.choices else ""
            lines.append(f"{'':18}--set {parameter.name}={parameter.default if parameter.default is not None else ''}{choices}  {parameter.zh if lang == 'zh' else parameter.en}")
    return "\n".join(lines)
