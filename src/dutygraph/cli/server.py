"""Commands about stores as such: migrate, copy."""

from __future__ import annotations

from typing import Any

import click

from .options import settings, store_options


@click.command()
@store_options
def migrate(**store: Any) -> int:
    """Bring a Neo4j store to today's constraints and indexes, and clear what a killed load left. 升级 Neo4j 库结构."""
    from ..errors import UsageError
    from ..store import open_store
    from ..store.neo4j import Neo4jStore

    chosen = settings(**store)
    opened = open_store(chosen.store)
    try:
        if not isinstance(opened, Neo4jStore):
            raise UsageError(f"{chosen.store} is a folder, which needs no migration.", advice="Give a server with --store bolt://HOST:7687.")
        applied = opened.migrate()
    finally:
        opened.close()
    for each in applied:
        click.echo(each.name.removeprefix("migrations/"))
    click.echo({"zh": f"已执行 {len(applied)} 个迁移", "en": f"{len(applied)} migrations applied"}[chosen.lang], err=True)
    return 0


@click.command()
@click.argument("source", metavar="STORE")
@click.argument("target", metavar="STORE")
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="Language of what you read 语言; else DUTYGRAPH_LANG, else the locale.")
def copy(source: str, target: str, lang: str | None) -> int:
    """Copy the first store into the second, history and loads included, and prove it by their data versions. 整库复制."""
    from ..store import open_store
    from ..store.copy import copy as copy_store

    chosen = settings(source, None, lang)
    one = open_store(source)
    try:
        other = open_store(target)
        try:
            moved = copy_store(one, other, progress=lambda line: click.echo(line, err=True))
            version = other.version()
        finally:
            other.close()
    finally:
        one.close()
    click.echo({"zh": f"已复制 {moved} 次导入，两库数据版本均为 {version}", "en": f"{moved} loads copied; both stores have data version {version}"}[chosen.lang])
    return 0
