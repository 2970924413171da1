"""Commands that answer: coverage, explain, trace, ask."""

from __future__ import annotations

from typing import Any

import click

from .options import PATH, Answering, day_options, format_option, give, opened, output_option, pairs, settings, store_options


@click.command(cls=Answering)
@click.option("--by", default=None, metavar="KEYS", help="Break down 分组: territory, sector, or territory,sector for the matrix.")
@click.option("--set", "sets", multiple=True, metavar="K=V", help="Parameter 参数: kinds=enterprise,equipment (or kinds=all).")
@day_options
@output_option("xlsx")
@store_options
def coverage(by: str | None, sets: tuple[str, ...], as_of: str | None, known_at: str | None, form: str, output: str | None, **store: Any) -> int:
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
        if form == "xlsx":
            from ..report import coverage_table, table_workbook

            give(table_workbook(coverage_table(measured.as_dict(keys), chosen.lang), chosen.lang), output)
        else:
            writer = {"text": coverage_text, "json": coverage_json, "csv": coverage_csv}[form]
            give(writer(measured, keys, lang=chosen.lang), output, end=form != "csv")
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
@click.argument("object_", metavar="OBJECT", required=False)
@click.option("--case", "case", type=PATH, default=None, metavar="FILE", help="Rank the posts of a case file (docs/cases.md) instead 案例文件.")
@click.option("--ranked", is_flag=True, help="Rank the posts as an inquiry of an accident that day would reach them 按调查顺序排列.")
@click.option("--set", "sets", multiple=True, metavar="K=V", help="With --ranked, a number of the accident 事故数字: deaths=3, missing, serious_injuries, loss_wan, kind, sector, time.")
@click.option("--window", default=365, show_default=True, metavar="DAYS", help="How far back and forth predecessors and successors are looked for 前后任查找天数.")
@day_options
@output_option("svg", "xlsx")
@store_options
def trace(
    object_: str | None, case: str | None, ranked: bool, sets: tuple[str, ...], window: int, as_of: str | None, known_at: str | None, form: str, output: str | None, **store: Any,
) -> int:
    """Who answered for an object on a day: every line, every path, each link with its document. 责任链."""
    from ..report.chain import chain_csv, chain_text
    from .cases import check_words, ranked_case, ranked_object

    chosen = settings(**store)
    check_words(object_, case, ranked, bool(sets), form)
    if case is not None:
        give(ranked_case(case, form, chosen), output, end=form != "csv")
        return 0
    with opened(chosen) as county:
        if ranked:
            give(ranked_object(county.on(as_of, known_at), str(object_), window, form, pairs(sets), chosen.lang), output, end=form != "csv")
            return 0
        chain = county.on(as_of, known_at).trace(str(object_), window_days=window)
        if form in ("svg", "xlsx"):
            give(_chain_file(chain.as_dict(), form, chosen.lang), output)
        else:
            text = chain.to_json() if form == "json" else chain_csv(chain, lang=chosen.lang) if form == "csv" else chain_text(chain, lang=chosen.lang)
            give(text, output, end=form != "csv")
    return 0


def _chain_file(said: dict[str, Any], form: str, lang: str) -> str | bytes:
    """A chain as a picture or as a workbook."""
    if form == "svg":
        from ..picture import chain_file

        return chain_file(said, lang).rstrip("\n")
    from ..report import chain_table, table_workbook

    return table_workbook(chain_table(said, lang), lang)


@click.command(cls=Answering)
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="List the asks with their parameters 列出全部问题.")
@click.option("--set", "sets", multiple=True, metavar="K=V", help="Parameter of the ask 参数.")
@click.option("--fail-on", default=None, type=click.IntRange(min=0), metavar="N", help="Exit with 3 where there are more than N findings 超过 N 条则退出码 3.")
@click.option("--limit", default=30, type=click.IntRange(min=0), show_default=True, help="How many findings the text shows 文本显示条数; 0 shows all.")
@click.option("--engine", type=click.Choice(["networkx", "cypher"]), default="networkx", show_default=True,
              help="Who answers 由谁计算: the analysis here, or the statement in a Neo4j store (see dutygraph cypher).")
@day_options
@output_option("xlsx")
@store_options
def ask(
    name: str | None, listing: bool, sets: tuple[str, ...], fail_on: int | None, limit: int, engine: str, as_of: str | None, known_at: str | None, form: str, output: str | None, **store: Any,
) -> int:
    """Answer one of the listed questions. 回答一个问题."""
    from ..errors import UsageError
    from ..report.findings import findings_csv, findings_text

    chosen = settings(**store)
    if listing or name is None:
        click.echo(_listing(chosen.lang))
        return 0 if listing else 2
    with opened(chosen) as county:
        if engine == "cypher":
            if known_at is not None:
                raise UsageError("--engine cypher answers from all that is known today, so it takes no --known-at.", advice="Leave one of the two out.")
            found = county.ask_cypher(name, as_of, **pairs(sets))
        else:
            found = county.on(as_of, known_at).ask(name, **pairs(sets))
        if form == "xlsx":
            from ..report import findings_table, table_workbook

            give(table_workbook(findings_table(found.as_dict(), chosen.lang), chosen.lang), output)
        else:
            text = found.to_json() if form == "json" else findings_csv(found) if form == "csv" else findings_text(found, lang=chosen.lang, limit=limit)
            give(text, output, end=form != "csv")
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
