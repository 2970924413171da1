"""What a picture says in both languages, and how a term, a tier and a citation are written on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..text import visible
from ..vocabulary import LEVELS, LINES, MANNERS, label

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "责任链泳道图", "of": "{name}的责任链，{day}", "desc": "{lines}条责任线，{posts}个职务，{vacant}个空缺，{bare}个未找到书面依据。自下而上：从对象到逐级负责人。内容与表格相同。",
        "enterprise": "企业", "vacant": "空缺", "vacant_since": "空缺，自{}起", "since_unknown": "空缺，起始不详", "unknown": "任职人不详",
        "missing": "未设", "no_person": "未定责任人", "not_loaded": "未载入任职信息",
        "from": "{}起", "until": "至{}", "since?": "起始不详", "part_time": "兼职", "concurrent": "兼任", "before": "前任", "handed": "当日交出", "after": "继任", "and": "、", "stop": "；",
        "no_basis": "未找到书面依据", "register": "台账", "row": "第{}行", "clause": "第{}条", "lines": "责任线",
        "key": "图例", "solid": "有书面依据", "dashed": "未找到书面依据", "acting": "代理、挂名",
        "arrow": "向上一级负责", "empty": "这一天没有任何责任线从这个对象开始", "lead": "线索，不构成责任认定", "synthetic": "模拟数据", "data": "数据版本", "sheet": "第{}张，共{}张",
        "see": "见第{}张", "also": "亦见第{}张", "level": "层级",
        "as_of": "截至", "none": "没有起点的责任线：{}", "colon": "：",
    },
    "en": {
        "title": "Accountability chain in swim lanes", "of": "Accountability chain of {name}, {day}",
        "desc": "{lines} lines, {posts} posts, {vacant} vacant, {bare} without a written basis. From the bottom up: from the object to who answers at each level. The table says the same.",
        "enterprise": "enterprise", "vacant": "vacant", "vacant_since": "vacant since {}", "since_unknown": "vacant, since when unknown", "unknown": "holder unknown",
        "missing": "no such post", "no_person": "nobody is named responsible",
        "not_loaded": "no holders loaded", "from": "since {}", "until": "until {}", "since?": "start unknown", "part_time": "part time", "concurrent": "concurrent", "before": "before",
        "handed": "handed over that day", "after": "after", "and": ", ", "stop": "; ", "no_basis": "no written basis found", "register": "register", "row": "row {}", "clause": "cl. {}",
        "lines": "lines", "key": "Key", "solid": "written basis", "dashed": "no written basis found", "acting": "acting or nominee", "arrow": "answers to",
        "empty": "no line begins at this object on this day",
        "lead": "a lead, not a verdict", "synthetic": "SYNTHETIC DATA", "data": "data", "sheet": "sheet {} of {}", "see": "see sheet {}", "also": "also on sheet {}", "level": "level",
        "as_of": "as of",
        "none": "lines that begin nowhere: {}", "colon": ": ",
    },
}
MARKS: Mapping[str, tuple[str, str]] = {
    "enterprise": ("企", "En"), "territorial": ("属", "Te"), "industry": ("行", "In"), "licence": ("许", "Li"), "special": ("专", "Sp"),
    "comprehensive": ("综", "Co"), "zone": ("功", "Zo"), "party": ("党", "Pa"),
}
"""One character of each line, so that no line is told by its colour alone."""


def tongue(lang: str) -> str:
    """The language of the words: zh for anything Chinese, else en."""
    return "zh" if lang.startswith("zh") else "en"


def tier_word(name: str, lang: str) -> str:
    """The label of a tier."""
    return WORDS[lang]["enterprise"] if name == "enterprise" else label(LEVELS, name, lang)


def line_word(name: str, lang: str) -> str:
    """The label of a line."""
    return label(LINES, name, lang)


def lane_head(name: str, lang: str) -> str:
    """The label of a line as a head."""
    word = line_word(name, lang)
    return word[:1].upper() + word[1:]


def mark(line: str, lang: str) -> str:
    """The mark of a line."""
    pair = MARKS.get(line, (line[:1], line[:2]))
    return pair[0] if lang == "zh" else pair[1]


def day(value: str | None, precision: str | None) -> str:
    """A day as exactly as the sheet gave it."""
    return (value or "")[: {"year": 4, "month": 7}.get(precision or "", 10)]


def term(each: Mapping[str, Any], lang: str) -> str:
    """A holder on the day: name, start, manner."""
    words = WORDS[lang]
    since = day(each.get("since"), each.get("precision"))
    said = [words["from"].format(since) if since else words["since?"]] if each.get("end") is not None else []
    said += [label(MANNERS, each["manner"], lang)] if each["manner"] in ("acting", "nominee", "unknown") else []
    said += [words[name] for name in ("concurrent", "part_time") if each.get(name)]
    return " ".join((visible(each["name"]) or words["unknown"], *said))


def holders(seat: Mapping[str, Any], lang: str) -> str:
    """Who holds a post on the day; where nobody does, why."""
    words = WORDS[lang]
    if seat["holders"]:
        return words["and"].join(term(each, lang) for each in seat["holders"])
    if seat["state"] == "vacant":
        return words["vacant_since"].format(seat["vacant_since"]) if seat["vacant_since"] else words["since_unknown"]
    if seat["kind"] == "unit":
        return words["no_person"]
    return words.get(seat["state"], words["unknown"])


def around(seat: Mapping[str, Any], lang: str) -> tuple[str, ...]:
    """Who held a post before and after the day."""
    words = WORDS[lang]
    before = tuple(f"{words['handed'] if each['handed_over'] else words['before']} {visible(each['name']) or words['unknown']} {words['until'].format(day(each['until'], each['precision']))}"
                   for each in seat["predecessors"])
    return before + tuple(f"{words['after']} {visible(each['name']) or words['unknown']} {words['from'].format(day(each['since'], each['precision']))}" for each in seat["successors"])


def written(cites: Sequence[Mapping[str, Any]]) -> bool:
    """Whether any citation is something written: a statute, a document or a register, not an inference."""
    return any(each.get("document") or each.get("level") in ("statute", "document", "register") for each in cites)


def cite(each: Mapping[str, Any], lang: str) -> str:
    """A citation in short: document and clause; where no document is named the register and its row."""
    words = WORDS[lang]
    clause = visible(str(each.get("clause") or ""))
    if each.get("document"):
        said = visible(str(each["document"])).removeprefix("document:")
        return f"{said} {words['clause'].format(clause) if clause.isdigit() else clause}".strip()
    file = visible(str(each.get("file") or "")).rpartition("/")[2].rpartition(".")[0]
    return f"{words['register']}{words['colon']}{file} {words['row'].format(each['row']) if each.get('row') is not None else ''} {clause}".strip()


def best(cites: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The citation to show: the first with a document and clause, then with a document, then any that is written."""
    ranked = sorted(cites, key=lambda each: (not each.get("document"), not each.get("clause"), each.get("level") == "inferred"))
    return ranked[0] if ranked else None
