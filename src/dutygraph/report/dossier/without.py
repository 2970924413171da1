"""Accountability without an accident (M04) written out: operators that somebody knew of and no measure was taken, with who knew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ...errors import UsageError
from ...vocabulary import ACTS, label
from ..layout import cite, foot, head, plain, table
from ..lists import Column, Table, list_csv
from ..xlsx import table_workbook
from .words import joined, pick

_SIGNS = {"illegal_words": ("记录载明非法、无证", "a record calls it illegal or unlicensed"), "tip": ("举报", "a tip"), "no_code": ("登记无统一社会信用代码", "no credit code in the register"),
          "no_licence": ("名录无其危险所需的许可", "no licence on record that its hazard needs"), "tip_only": ("仅有举报，未经核实", "an allegation only, not verified")}
_STATES = {"none": ("未见处置", "no measure on record"), "late": ("逾期处置", "measure late")}
COLUMNS = (Column("object", "对象", "object"), Column("name", "名称", "name"), Column("signs", "迹象", "signs"), Column("first", "最早知悉", "first known", "date"),
           Column("days", "至今天数", "days since", "int"), Column("state", "处置", "measure"),
           Column("knew", "谁知悉", "who knew"), Column("since", "知悉日期", "since", "date"), Column("how", "途径", "how"), Column("summary", "记录", "record"), Column("source", "出处", "source"))


def without_accident(said: Mapping[str, Any], form: str, lang: str) -> bytes:
    """The answer as text, json, csv or xlsx; one row for each body or post that knew."""
    if form == "json":
        return json.dumps(said, ensure_ascii=False, indent=1).encode()
    rows = tuple(_row(operator, knew, lang) for operator in (*said["operators"], *said["alleged"]) for knew in operator["knew"])
    title = pick(lang, "事前问责：已知而未及时处置", "Known, and no measure in time")
    if form == "text":
        heads = [column.head(lang) for column in COLUMNS[1:]]
        body = table(heads, [[row[column.key] for column in COLUMNS[1:]] for row in rows]) if rows else pick(lang, "没有这样的对象。", "There is no such operator.")
        alleged = pick(lang, f"另有{len(said['alleged'])}个仅有举报、未经核实", f"{len(said['alleged'])} more by an allegation only")
        note = pick(lang, f"共{len(said['operators'])}个对象；{alleged}；举报记录{said['tips']}条。", f"{len(said['operators'])} operators; {alleged}; {said['tips']} tips on record.")
        return f"{head(title, said['meta'], lang)}\n\n{body}\n\n{note}\n{foot(lang)}".encode()
    written = Table(title, said["meta"], COLUMNS, rows, None, "", None, {}, ())
    if form == "csv":
        return list_csv(written, lang)
    if form == "xlsx":
        return table_workbook(written, lang)
    raise UsageError(f"this list has no form {form!r}.", advice="Name the file with one of these endings: json, csv, xlsx.")


def _row(operator: Mapping[str, Any], knew: Mapping[str, Any], lang: str) -> dict[str, Any]:
    signs = joined([_SIGNS[each][lang != "zh"] for each in operator["signs"]], lang)
    state = joined([_STATES[operator["state"]][lang != "zh"], operator["measured"]], lang)
    return {"object": operator["object"], "name": plain(operator["name"]), "signs": signs, "first": operator["first"], "days": operator["days"], "state": state,
            "knew": joined([plain(knew["name"]), plain(knew["person"])], lang), "since": knew["since"], "how": label(ACTS, knew["how"], lang), "summary": plain(knew["summary"]),
            "source": cite(knew["cite"], lang)}
