"""Commands about what comes in: load, loads, retract, problems, template."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import PATH, opened, settings, store_options

if TYPE_CHECKING:
    from ..facts import Delivery


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--mappings", multiple=True, type=PATH, help="Folder with more mappings 增加映射; may be given several times.")
@click.option("--source", default=None, help="Name of the source 来源名称; else mapping and file name.")
@click.option("--received", default=None, metavar="DATE", help="Day on which the county received it 收到日期.")
@click.option("--complete", is_flag=True, default=None, help="The sheets list everything of their source 完整清单: what they no longer name has ended.")
@click.option("--rejected", default=None, type=PATH, help="Where rejected rows go 退回行 (default: dutygraph.rejected.xlsx here).")
@store_options
def load(paths: tuple[str, ...], mappings: tuple[str, ...], source: str | None, received: str | None, complete: bool | None, rejected: str | None, **store: Any) -> int:
    """Load sheets (CSV, XLSX) and folders of sheets as one load, all or nothing. 导入表格."""
    from ..report.load import load_text
    from ..workbench import parse_day

    chosen = settings(**store)
    target = Path(rejected or "dutygraph.rejected.xlsx")
    with opened(chosen, asked=False) as county:
        brought = county.load(
            *paths, mappings=mappings, source=source, received=parse_day(received) if received else None, complete=complete,
            rejected=target)
        click.echo(load_text(brought.load, brought.new, brought.loaded.sheets, brought.loaded.unrecognised, brought.loaded.problems, lang=chosen.lang))
        if brought.loaded.rejected:
            click.echo({"zh": f"退回的行及原因：{target}", "en": f"rejected rows with reasons: {target}"}[chosen.lang])
    return 0


@click.command()
@store_options
def loads(**store: Any) -> int:
    """List loads, oldest first. 列出各次导入."""
    chosen = settings(**store)
    with opened(chosen) as county:
        for each in county.loads():
            click.echo(_load_line(each.id, each.recorded, each.facts, [_said(one, chosen.lang) for one in each.deliveries], each.retracted, chosen.lang))
    return 0


def _said(delivery: Delivery, lang: str) -> str:
    """A source of a load, with what it states of itself."""
    chinese = lang == "zh"
    stated = [f"{'收到' if chinese else 'received'} {delivery.received}"] if delivery.received else []
    stated += ["完整清单" if chinese else "complete"] if delivery.complete else []
    stated += ["独立名录" if chinese else "independent"] if delivery.independent else []
    return f"{delivery.scope} ({', '.join(stated)})" if stated else delivery.scope


def _load_line(id_: str, recorded: datetime, facts: int, scopes: list[str], retracted: datetime | None, lang: str) -> str:
    taken = f"  {'已撤回' if lang == 'zh' else 'retracted'} {retracted:%Y-%m-%d %H:%M}" if retracted else ""
    return f"{id_}  {recorded:%Y-%m-%d %H:%M:%S}Z  {facts:>9,} {'条' if lang == 'zh' else 'facts'}  {', '.join(scopes[:6])}{' …' if len(scopes) > 6 else ''}{taken}"


@click.command()
@click.argument("load_id", metavar="LOAD")
@store_options
def retract(load_id: str, **store: Any) -> int:
    """Take one load back; what it replaced holds again. 撤回一次导入."""
    chosen = settings(**store)
    with opened(chosen) as county:
        taken = county.retract(load_id)
    click.echo({"zh": f"已撤回 {taken.id}", "en": f"retracted {taken.id}"}[chosen.lang])
    return 0


@click.command()
@click.option("--known-at", default=None, metavar="DATE", help="As known at the end of this day 截至该日所知.")
@click.option("--limit", default=50, type=click.IntRange(min=0), show_default=True, help="How many to print 显示条数; 0 prints all.")
@store_options
def problems(known_at: str | None, limit: int, **store: Any) -> int:
    """Faults of the data: names that fit nothing, contradictions, cycles. 数据问题."""
    chosen = settings(**store)
    with opened(chosen) as county:
        found = county.problems(known_at)
    stop = "。" if chosen.lang == "zh" else ". "
    for each in found[: limit or None]:
        says, advice = (each.zh, each.advice_zh) if chosen.lang == "zh" else (each.en, each.advice_en)
        click.echo(f"{each.place or ''}{': ' if each.place else ''}{each.code}: {says}{stop + advice if advice else ''}")
    click.echo(f"{len(found)} {'个数据问题' if chosen.lang == 'zh' else 'problems'}", err=True)
    return 0


@click.command()
@click.argument("name", required=False)
@click.option("-o", "--output", type=PATH, help="Where the blank sheet goes 空白表 (NAME.xlsx).")
@click.option("--mappings", multiple=True, type=PATH, help="Folder with more mappings 增加映射.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="Headings in this language 表头语言.")
def template(name: str | None, output: str | None, mappings: tuple[str, ...], lang: str | None) -> int:
    """Write a blank sheet that a bureau can fill; without NAME, list the kinds of sheet. 空白模板."""
    from ..errors import NotFound
    from ..loading import read_mappings, write_template
    from ..shipped import shipped

    language = settings(None, None, lang).lang
    known = {each.name: each for each in read_mappings(shipped("loaders"), *(Path(each) for each in mappings))}
    if name is None:
        for each in known.values():
            click.echo(f"{each.name:24} {each.title.zh} · {each.title.en}")
        return 0
    if name not in known:
        raise NotFound("kind of sheet", name, known, advice="`dutygraph template` lists them.")
    target = Path(output or f"{name}.xlsx")
    write_template(known[name], target, lang=language)
    click.echo(str(target))
    return 0


