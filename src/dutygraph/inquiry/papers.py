"""A dossier written out: docx, pdf, xlsx, json, a fragment of HTML, or the answer bundle; the same question on the same data gives the same bytes."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..errors import UsageError
from ..facts import KNOWN, Fact
from ..law import Rules
from ..law.accident import Accident
from ..report.dossier import View, view
from ..snapshot import Snapshot
from .backing import Backing, cites_in
from .dossier import FOOT, Dossier, dossier, plain, row_of, stated
from .records import Records
from .stated import NUMBERS, accident_by_key, with_numbers

FORMS = ("docx", "pdf", "xlsx", "json", "zip", "html")
"""The forms in which a dossier can be written, by the ending of its file."""
Masking = Callable[[Any], Any]
"""Hides names of persons in plain values; see ``--names masked``."""
_STORED = frozenset(name for name, _ in KNOWN if name != "received")


@dataclass(frozen=True, slots=True)
class Papers:
    """A dossier as plain values, with names hidden where the reader may not see them, ready to be written in any form."""

    said: Mapping[str, Any]
    rules: Mapping[str, str]
    tables: Mapping[str, str]
    masked: bool
    facts: Callable[[], list[Mapping[str, Any]]]

    @classmethod
    def of(cls, made: Dossier, snapshot: Snapshot, rules: Rules, masking: Masking | None = None) -> Papers:
        """The papers of a dossier; ``masking`` is applied once, to everything that any form shows."""
        hide = masking or (lambda value: value)

        def facts() -> list[Mapping[str, Any]]:
            return [hide({"kind": fact.kind, **{name: plain(value) for name, value in fact.values.items() if name not in _STORED and value is not None}}) for fact in used(made, snapshot)]
        return cls(hide(made.as_dict()), {"rules_version": made.ranking.meta.rules_version, "replaced": ", ".join(rules.replaced)}, rules.texts, masking is not None, facts)

    def view(self, lang: str) -> View:
        """The view that docx, pdf, xlsx and page are written from."""
        return view(self.said, lang)

    def write(self, form: str, lang: str, *, template: bytes | None = None) -> bytes:
        """The bytes of one form; UsageError where there is no such form."""
        if form == "json":
            return self.to_json().encode()
        if form == "zip":
            return self.bundle(lang)
        if form == "xlsx":
            from ..report.dossier.xlsx import dossier_xlsx

            return dossier_xlsx(self.view(lang))
        if form == "docx":
            from ..report.dossier.docx import dossier_docx

            return dossier_docx(self.view(lang), self.sheets(lang), own=template)
        if form == "pdf":
            from ..report.dossier.pdf import dossier_pdf

            return dossier_pdf(self.view(lang), self.sheets(lang))
        if form == "html":
            from ..report.dossier.html import dossier_html

            return dossier_html(self.view(lang), self.sheets(lang)).encode()
        raise UsageError(f"a dossier has no form {form!r}.", advice=f"Name the file with one of these endings: {', '.join(FORMS)}.")

    def sheets(self, lang: str) -> tuple[str, ...]:
        """The figure of the chain: one sheet, or several with matching references where there are many posts."""
        from ..picture import chain_sheets

        return chain_sheets({"meta": self.said["meta"], **self.said["chain"]}, lang)

    def to_json(self) -> str:
        """The dossier as JSON."""
        return json.dumps(self.said, ensure_ascii=False, indent=1)

    def bundle(self, lang: str) -> bytes:
        """The answer bundle (N21): question, answer, facts used, rule versions, a hash of each, and the command that gives the same bytes again."""
        from ..report.dossier.bundle import bundle

        meta = self.said["meta"]
        asked = command(self.said["question"], lang, masked=self.masked, rules=bool(self.tables))
        question = {**self.said["question"], "data_version": meta["data_version"], **self.rules, "lang": lang, "command": asked}
        files = {
            "question.json": _json(question), "answer.json": self.to_json(), "facts.jsonl": "".join(json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in self.facts()),
            "posts.csv": _csv(self.view(lang), "posts"), "links.csv": _csv(self.view(lang), "links"), "answer.html": self.write("html", lang).decode(),
            "README.txt": read_me(question), **{f"rules/{name}": text for name, text in self.tables.items()},
        }
        return bundle(files)


def compose(
    snapshot: Snapshot, object_id: str, rules: Rules, *, numbers: Mapping[str, Any] | None = None, accident: Accident | None = None, row: Fact | None = None,
    then: Snapshot | None = None, judged: date | None = None,
) -> Dossier:
    """A dossier with the numbers that an auditor gives in place of those of the register; ``row`` where it is not the object's own row of the day."""
    if accident is None:
        row = row or row_of(snapshot, object_id)
    said = with_numbers(accident or stated(snapshot, object_id, row), numbers or {})
    return dossier(snapshot, object_id, rules, accident=said, row=row, then=then, judged=judged)


_OPTIONS = (("--deaths", "deaths"), ("--missing", "missing"), ("--injured", "serious_injuries"), ("--loss", "loss_wan"), ("--time", "time"), ("--kind", "kind"),
            ("--taken-over-by", "taken_over_by"), ("--report", "report"), ("--approval", "approval"), ("--review", "review"))


def command(question: Mapping[str, Any], lang: str, *, masked: bool = False, rules: bool = False) -> str:
    """The command that gives the same bundle from any store that holds the same data; ``rules`` where the county's own tables lie beside it in the bundle.

    Raises
    ------
    UsageError
        Where an accident was stated by a program with what no row of the register and no word of the command can say, or the object's id is masked.
    """
    accident = question["accident"]
    if ":~" in question["object"]:
        raise UsageError("no command can ask again for an object whose own id carries a person's name and is masked.", advice="Write the bundle with --names full, or another form.")
    if accident["key"] is None and (accident["day"] not in (None, question["as_of"]) or accident["sector"] or accident["place"]):
        raise UsageError("no command can ask for this accident again: its day, sector or place is in no row of the register.", advice="Load it into the register, or ask without them.")
    words = ["dutygraph", "dossier", question["object"], "--as-of", question["as_of"]]
    words += ["--accident", accident["key"]] if accident["key"] else []
    words += ["--known-at", question["known_at"]] if question["known_at"] else []
    for option, name in _OPTIONS:
        value = accident[name]
        if name in NUMBERS:
            words += [option, "none" if value is None else str(value)]
        elif value:
            words += [option, str(value)]
    for who, moment in accident["stamps"].items():
        words += ["--stamp", f"{who}={moment.replace('T', ' ')[:16]}"]
    words += ["--judged-on", question["judged_on"]]
    words += ["--rules", "rules/"] if rules else []
    words += ["--names", "masked"] if masked else []
    return shlex.join([*words, "--lang", lang, "-o", "dossier.zip"])


def used(made: Dossier, snapshot: Snapshot) -> list[Fact]:
    """Every fact behind the answer, each once: all that it cites, the accident's row, the records counted, the powers, documents and contacts that it names."""
    record, history = made.evidence, snapshot.history
    since, source = date.fromisoformat(record.since).replace(month=1, day=1), Records(snapshot)
    acts = [*source.on([made.chain.object]), *source.by({each for row in record.rows for each in (row.bearer, row.holder) if each})]
    cites = [*cites_in(made), *(each.cite for each in acts if each.day is None or each.day >= since)]
    found = [fact for _, fact in Backing.of(snapshot, dict.fromkeys(cites)).facts]
    if key := made.question["accident"]["key"]:
        found.append(accident_by_key(snapshot, key))
    found += [fact for body in made.ranking.bodies for fact in snapshot.facts("power", body=body.id)]
    found += [fact for paper in made.documents for each in history.statements(paper.id) if (fact := history.fact(*each)).kind == "document"]
    found += [fact for each in dict.fromkeys(each for _, each in record.liaison) for fact in snapshot.facts("liaises_with", object=each)]
    return list({(fact.kind, fact["scope"], fact["key"], fact["file"], fact["sheet"], fact["row"]): fact for fact in found}.values())


def read_me(question: Mapping[str, Any]) -> str:
    """What the bundle is, in both languages."""
    return (f"{FOOT['zh']}\n{FOOT['en']}\n\n问题 question: question.json\n结果 answer: answer.json, answer.html, posts.csv, links.csv\n所用事实 facts used: facts.jsonl\n"
            f"数据版本 data version: {question['data_version']}\n规则版本 rule version: {question['rules_version']}\n\n"
            f"在存有同一数据版本的库上，于本包解开后的文件夹中运行下列命令，得到逐字节相同的文件。\n"
            f"On any store that holds this data version the following command, run where this bundle is unpacked, gives the same bytes.\n\n    {question['command']}\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _csv(said: View, key: str) -> str:
    from ..report.dossier.bundle import csv_rows

    section = said.section(key)
    names = ["id"] if key == "posts" else ["source", "target"]
    return csv_rows([*(column.key for column in section.columns), *names], [[row.get(column.key, "") for column in section.columns] + [row.get(name, "") for name in names] for row in section.rows])
