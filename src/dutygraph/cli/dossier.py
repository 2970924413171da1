"""`dutygraph dossier`: the papers that an auditor files, as docx, pdf, xlsx, json or answer bundle; and accountability without an accident."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from .options import PATH, day_options, give, opened, settings, store_options

if TYPE_CHECKING:
    from ..settings import Settings
    from ..snapshot import Snapshot
    from ..workbench import County

_TIERS = ("county", "prefecture", "province", "state")


@click.command()
@click.argument("object_", metavar="[OBJECT]", required=False)
@click.option("-o", "--output", type=PATH, default=None, metavar="FILE", help="Write to a file; its ending (docx, pdf, xlsx, json, zip, html) chooses the form 输出文件. Else JSON to stdout.")
@click.option("--accident", "key", default=None, metavar="KEY", help="An accident of the register by its number or key 事故台账中的事故; else the one at the object that day.")
@click.option("--deaths", default=None, metavar="N", help="Deaths 死亡; a number, none or unknown, in place of the register's.")
@click.option("--missing", default=None, metavar="N", help="Missing 失踪.")
@click.option("--injured", "serious_injuries", default=None, metavar="N", help="Serious injuries 重伤.")
@click.option("--loss", "loss_wan", default=None, metavar="WAN", help="Direct loss in 10,000 yuan 直接损失（万元）.")
@click.option("--time", default=None, metavar="HH:MM", help="Time of day 发生时刻.")
@click.option("--kind", default=None, metavar="WORDS", help="Kind of accident 事故类型.")
@click.option("--stamp", "stamps", multiple=True, metavar="WHO=TIME", help="Who knew when 接报时间: unit, county, prefecture, province or state = YYYY-MM-DD HH:MM.")
@click.option("--taken-over-by", type=click.Choice(_TIERS), default=None, help="A tier that took the inquiry over 提级调查.")
@click.option("--report", default=None, metavar="DATE", help="The inquiry's report was handed in 提交调查报告.")
@click.option("--approval", default=None, metavar="DATE", help="It was approved 批复.")
@click.option("--review", default=None, metavar="DATE", help="The remedies were assessed 整改评估.")
@click.option("--judged-on", default=None, metavar="DATE", help="Judge deadlines as of this day 时限判断日; else --known-at, else the last day of the data.")
@click.option("--no-accident", is_flag=True, help="Operators known to be illegal or unregistered with no measure taken, and who knew 事前问责; without OBJECT the whole county.")
@click.option("--names", type=click.Choice(["full", "masked"]), default="full", show_default=True, help="Names of persons in full or as 张某 姓名显示.")
@click.option("--template", type=PATH, default=None, metavar="FILE", help="The county's own docx template 本县模板.")
@click.option("--template-to", type=PATH, default=None, metavar="FILE", help="Write the shipped docx template, to be changed 导出模板.")
@day_options
@store_options
def dossier(
    object_: str | None, output: str | None, key: str | None, stamps: tuple[str, ...], no_accident: bool, names: str, template: str | None, template_to: str | None,
    judged_on: str | None, as_of: str | None, known_at: str | None, store: str | None, rules: str | None, lang: str | None, **numbers: Any,
) -> int:
    """The papers after an accident: chain, ranking, evidence, deadlines, what was known then, how sure it is. 事故卷宗.

    A lead, not a finding. 线索，不是责任认定。
    """
    chosen = settings(store, rules, lang)
    if template_to is not None:
        from ..report.dossier.docx import template_docx

        give(template_docx(chosen.lang), template_to)
        return 0
    with opened(chosen) as county:
        if no_accident:
            return _without(county, chosen, object_, as_of, known_at, output, names)
        if object_ is None and key is None:
            raise UsageError("no object is named.", advice="`dutygraph dossier OBJECT --as-of DATE -o FILE`, or --accident KEY.")
        given = {**{name: value for name, value in numbers.items() if value is not None}, "stamps": _stamps(stamps)}
        content = _papers(county, object_, key, as_of, known_at, judged_on, given, names).write(_form(output), chosen.lang, template=Path(template).read_bytes() if template else None)
    _out(content, output)
    return 0


def _papers(county: County, name: str | None, key: str | None, as_of: str | None, known_at: str | None, judged: str | None, given: dict[str, Any], names: str) -> Any:
    """The papers asked for; the day is the one given, else that of the accident, else the last of the data."""
    from ..inquiry.papers import Papers, compose
    from ..inquiry.stated import accident_by_key, accidents_on
    from ..workbench import parse_day

    for word in ("report", "approval", "review"):
        if word in given:
            given[word] = parse_day(given[word])
    day = county.on(as_of, known_at)
    fact = accident_by_key(day.snapshot, key) if key else None
    object_id = day.find(name) if name else str(fact["object"] or "") if fact else ""
    if not object_id:
        raise UsageError(f"the row of accident {key} names no object.", advice="Name the object as well.")
    if as_of is None:
        history = day.snapshot.history
        last = county.on(history.last_day, known_at)
        found = [fact] if fact else accidents_on(last.snapshot, object_id)
        if found and found[0]["since"]:
            day = county.on(found[0]["since"], known_at)
    then = county.on(day.as_of, day.as_of)
    made = compose(day.snapshot, object_id, county.rules, numbers=given, row=fact, then=then.snapshot, judged=parse_day(judged) if judged else None)
    return Papers.of(made, day.snapshot, county.rules, _mask(day.snapshot) if names == "masked" else None)


def _without(county: County, chosen: Settings, name: str | None, as_of: str | None, known_at: str | None, output: str | None, names: str) -> int:
    from ..inquiry.unmeasured import unmeasured
    from ..report.dossier.without import without_accident

    day = county.on(as_of, known_at)
    found = unmeasured(day.snapshot, county.rules, day.find(name) if name else None).as_dict()
    said = _mask(day.snapshot)(found) if names == "masked" else found
    _out(without_accident(said, _form(output) if output else "text", chosen.lang), output)
    return 0


def _mask(snapshot: Snapshot) -> Any:
    """Hides names as the service does for readers; an id that carries a name becomes a number, in the order in which it appears: nobody can work it back."""
    from ..api.access.masking import Mask, names_of

    class Numbered(Mask):
        """A mask without any key: the same question gives the same numbers."""

        def alias(self, node: str) -> str:
            if node not in numbers:
                kind = node.partition(":")[0]
                counts[kind] = counts.get(kind, 0) + 1
                numbers[node] = f"{kind}:~{counts[kind]}"
            return numbers[node]

    numbers: dict[str, str] = {}
    counts: dict[str, int] = {}
    return Numbered(names_of(snapshot.history), b"", snapshot.history).apply


def _stamps(words: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in words:
        who, equals, moment = each.partition("=")
        if not equals or who not in ("unit", *_TIERS):
            raise UsageError(f"--stamp {each!r} is not WHO=TIME.", advice=f"WHO is one of unit, {', '.join(_TIERS)}; for example --stamp 'county=2019-03-01 11:05'.")
        found[who] = moment
    return found


def _form(output: str | None) -> str:
    return Path(output).suffix.removeprefix(".").lower() if output else "json"


def _out(content: bytes, output: str | None) -> None:
    give(content if output else content.decode(), output or None)
