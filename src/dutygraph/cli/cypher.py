"""The statements that a Neo4j store is asked with, ready to be pasted into Neo4j Browser."""

from __future__ import annotations

from typing import Any

import click

from .options import opened, pairs, settings, store_options


@click.command()
@click.argument("name", required=False)
@click.option("--denominator", "part", flag_value="denominator", default="", help="What the findings are out of 分母.")
@click.option("--picture", "part", flag_value="picture", help="Paths to look at in Neo4j Browser 图形.")
@click.option("--set", "sets", multiple=True, metavar="K=V", help="Parameter 参数.")
@click.option("--as-of", default=None, metavar="DATE", help="The day asked about 时点; else the last day that the data reach.")
@store_options
def cypher(name: str | None, part: str, sets: tuple[str, ...], as_of: str | None, **store: Any) -> int:
    """Print a statement of the Neo4j store with its parameters filled in; without NAME, list them. 输出 Cypher 语句."""
    from ..store.queries import asked, names

    chosen = settings(**store)
    if name is None:
        own = [each.removeprefix("ask/") for each in names("ask") if "." not in each]
        click.echo("\n".join(f"{each:16} {asked(each).about}" for each in own))
        return 0
    asked(name, part)
    with opened(chosen) as county:
        click.echo(county.cypher(name, as_of, part, **pairs(sets)))
    return 0
