"""Writes the reference pages of the docs from the code: ``python tests/house/reference.py``. A test compares them, so they cannot rot."""

from __future__ import annotations

from pathlib import Path

import click

from dutygraph.analysis import ANALYSES
from dutygraph.cli import dutygraph
from dutygraph.loading import read_mappings
from dutygraph.shipped import shipped
from dutygraph.snapshot.terms import DEFINITIONS, REASONS, RUNGS, STATES
from dutygraph.vocabulary import ACTS, KINDS, LINES, MODES, POWERS

LAW = Path(__file__).resolve().parents[2] / "src" / "dutygraph" / "law"
DOCS = Path(__file__).resolve().parents[2] / "docs"


def cell(text: object) -> str:
    return str(text if text is not None else "").replace("|", "\\|").replace("\n", " ")


def commands() -> str:
    """Every command with its arguments and options, as `--help` shows them."""
    lines = ["# Commands 命令", "", "Written from the code. Exit codes: 0 answered, 1 error, 2 usage, 3 more findings than `--fail-on`, 130 interrupted.", ""]
    every = {**dutygraph.commands, **{f"{name} {one}": each for name, group in dutygraph.commands.items() if isinstance(group, click.Group) for one, each in group.commands.items()}}
    for name, command in sorted(every.items()):
        if isinstance(command, click.Group):
            lines += [f"## dutygraph {name}", "", command.help or "", ""]
            continue
        lines += [f"## dutygraph {name}", "", command.help or "", "", "| argument or option | meaning |", "|---|---|"]
        for parameter in command.params:
            shown = ", ".join(f"`{each}`" for each in parameter.opts) if isinstance(parameter, click.Option) else f"`{parameter.human_readable_name}`"
            lines.append(f"| {shown} | {cell(getattr(parameter, 'help', '') or '')} |")
        lines.append("")
    return "\n".join(lines)


def asks() -> str:
    """Every ask with question, denominator, severity rule and parameters."""
    lines = ["# Asks 问题", "", "Written from the list of analyses. `dutygraph ask NAME [--set parameter=value]`; every answer carries `meta`, `count`, `out_of` and `findings`.", ""]
    for each in ANALYSES.values():
        lines += [f"## {each.name}", "", f"{each.zh}  ", f"{each.en}", "", f"- out of: {each.out_of.en} ({each.out_of.zh})", f"- severity: {each.severity.en} ({each.severity.zh})"]
        lines += [f"- `{p.name}` (default `{p.default}`{', one of ' + ', '.join(f'`{c}`' for c in p.choices) if p.choices else ''}): {p.en} ({p.zh})" for p in each.parameters]
        lines.append("")
    return "\n".join(lines)


def vocabulary() -> str:
    """Kinds, fields, modes, lines, powers and acts with labels and law."""
    lines = ["# Vocabulary 词汇", "", "Written from the code. Every fact also has a period, a document and clause, a claim level, and the file, sheet and row that it was read from.", ""]
    for title, terms in (("Modes 监管方式", MODES), ("Lines 责任线", LINES), ("Powers 职权", POWERS), ("Acts 履职记录", ACTS)):
        lines += [f"## {title}", "", "| name | 中文 | English | rests on |", "|---|---|---|---|"]
        lines += [f"| `{t.name}` | {t.zh} | {t.en} | {cell(t.basis)} |" for t in terms] + [""]
    for kind in KINDS.values():
        lines += [f"## {kind.name} {kind.zh}", "", f"{kind.shape}: {kind.en}. Rests on {cell(kind.basis)}.", "", "| field | type | 中文 | English | values |", "|---|---|---|---|---|"]
        for f in kind.fields:
            values = ", ".join(f"`{v.name}`" for v in f.values) or (" or ".join(f.to) if f.to else "")
            lines.append(f"| `{f.name}` | {f.type}{' (required)' if f.required else ''} | {f.zh} | {f.en} | {values} |")
        lines.append("")
    return "\n".join(lines)


def mappings() -> str:
    """Every kind of sheet with its headings."""
    lines = ["# Kinds of sheet 表格种类", "", "Written from `loaders/*.yaml`. `dutygraph template NAME -o FILE.xlsx` writes a blank one; `loaders/README.md` explains the grammar.", ""]
    for each in read_mappings(shipped("loaders")):
        lines += [f"## {each.name} {each.title.zh}", "", each.title.en, "", "| column | headings |", "|---|---|"]
        lines += [f"| `{name}`{' (required)' if column.required else ''} | {cell(', '.join(column.headings))} |" for name, column in each.columns.items()] + [""]
    return "\n".join(lines)


def coverage() -> str:
    """The definitions of coverage, states, rungs and reasons, word for word those of the program."""
    lines = ["# Coverage 监管覆盖", "", "Written from the code: the same words stand in the help of every command that answers.", ""]
    for lang in ("en", "zh"):
        lines += [f"- {each}" for each in DEFINITIONS[lang].values()] + [""]
    for title, terms in (("States, weakest first 状态", STATES), ("Rungs of the depth ladder 纵深", RUNGS), ("Reasons why an object is unsupervised 原因", REASONS)):
        lines += [f"## {title}", "", "| name | 中文 | English | rests on |", "|---|---|---|---|"]
        lines += [f"| `{t.name}` | {t.zh} | {t.en} | {cell(t.basis)} |" for t in terms if t.name] + [""]
    return "\n".join(lines)


def rules() -> str:
    """The rule tables as shipped."""
    lines = ["# Rules 规则表", "", "Written from `src/dutygraph/law/*.yaml`. A county replaces any of these files by one of its own in a folder named by `--rules` or `DUTYGRAPH_RULES`; the version in every answer changes with it.", ""]
    for path in sorted(LAW.glob("*.yaml")):
        lines += [f"## {path.name}", "", "```yaml", path.read_text("utf-8").rstrip(), "```", ""]
    return "\n".join(lines)


PAGES = {"commands.md": commands, "asks.md": asks, "vocabulary.md": vocabulary, "sheets.md": mappings, "coverage.md": coverage, "rules.md": rules}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page() + "\n", encoding="utf-8")
