"""``dutygraph demo``: the whole road on the synthetic seed county, in a temporary store, and at its end the pages."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import settings

if TYPE_CHECKING:
    from ..findings import Finding
    from ..settings import Settings
    from ..workbench import County, Day

SHOWN = ("unsupervised", "vacancies", "overlaps", "no-leader", "blind-cells", "catch-all-only", "nominal", "foreign-acts")
"""The asks whose worst findings the demo shows, most telling first."""
_SEVERITY = ("high", "medium", "low", "info")
WORDS = {
    "zh": {
        "sheets": "一、导入：每张表的行去了哪里", "coverage": "二、监管覆盖", "worst": "三、最突出的十条线索（是线索，不是结论）",
        "chain": "四、一条责任链", "next": "五、接下来可以试", "pages": "六、网页", "note": "以下为模拟数据：地名、单位、人员均不存在。"},
    "en": {
        "sheets": "1. Load: where each sheet's rows went", "coverage": "2. Coverage", "worst": "3. The ten worst findings (leads, not verdicts)",
        "chain": "4. One accountability chain", "next": "5. What to try next", "pages": "6. The pages", "note": "Synthetic data: none of these places, bodies or people exists."},
}
NEXT = (
    "dutygraph template",
    "dutygraph load YOUR_FOLDER",
    "dutygraph ask --list",
    "dutygraph coverage --by territory,sector",
    "dutygraph ask unsupervised --as-of 2016-06-30 --format csv",
)


@click.command()
@click.option("--no-serve", is_flag=True, help="End after printing, without the pages 打印后结束，不启动网页.")
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="Port of the pages 网页端口; else a free one.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="Language of what you read 语言.")
def demo(no_serve: bool, port: int, lang: str | None) -> int:
    """Load a synthetic county, show what comes out, and serve its pages. 用模拟县演示."""
    from ..report.chain import chain_text
    from ..report.coverage import coverage_text
    from ..report.load import load_text
    from ..seed import sheets
    from ..workbench import open_county

    chosen = settings(None, None, lang)
    language = chosen.lang
    words = WORDS[language]
    with tempfile.TemporaryDirectory(prefix="dutygraph-demo-") as folder, open_county(f"{folder}/store") as county:
        brought = county.load(sheets(), rejected=f"{folder}/rejected.xlsx")
        day = county.on()
        click.echo(words["note"])
        _head(words["sheets"])
        click.echo(load_text(brought.load, brought.new, brought.loaded.sheets, brought.loaded.unrecognised, brought.loaded.problems, lang=language, most=10))
        _head(words["coverage"])
        click.echo(coverage_text(day.coverage(), (), lang=language))
        _head(words["worst"])
        worst = _worst(day)
        for number, (ask, each) in enumerate(worst, 1):
            click.echo(f"{number:>2}. [{each.severity}] {each.zh if language == 'zh' else each.en} ({ask})")
        _head(words["chain"])
        click.echo(chain_text(day.trace(_traced(day)), lang=language))
        _head(words["next"])
        click.echo("\n".join(f"   {each}" for each in NEXT))
        if not no_serve:
            _head(words["pages"])
            _serve(county, chosen, folder, port)
    return 0


def _serve(county: County, chosen: Settings, folder: str, port: int) -> None:
    """The pages of the demo, for the local person alone: its keys and its audit log end with it."""
    from ..api.access.policy import Policy
    from .serve import HERE, listen, run

    with contextlib.closing(listen(HERE, port)) as listening:
        run(county, chosen, Policy(HERE, Path(folder) / "keys.json", Path(folder) / "audit.jsonl"), listening)


def _head(text: str) -> None:
    click.echo(f"\n{click.style(text, bold=True)}")


def _worst(day: Day, most: int = 10) -> list[tuple[str, Finding]]:
    """The worst findings, taken in turn from each ask so that one long list does not hide the others."""
    queues = []
    for name in SHOWN:
        found = sorted(day.ask(name).findings, key=lambda each: _SEVERITY.index(each.severity))
        queues.append([(name, each) for each in found])
    picked: list[tuple[str, Finding]] = []
    while len(picked) < most and any(queues):
        picked += [queue.pop(0) for queue in queues if queue]
    return picked[:most]


def _traced(day: Day, tried: int = 20) -> str:
    """An object worth tracing: among the first enterprises of the highest risk the one whose chain has most lines, then least beside it."""
    register = day.snapshot.register
    risky = register[(register["type"] == "enterprise") & (register["risk"] == "red")].index[:tried]

    def worth(object_id: str) -> tuple[int, int]:
        said = day.trace(object_id).as_dict()
        return sum(bool(line["paths"]) for line in said["lines"]), -sum(len(notes) for notes in said["notes"].values())

    return max((str(each) for each in risky), key=worth)
