"""Sections on the accident and the law: numbers and level, deadlines, broken rungs, documents, contradictions, wordings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...vocabulary import LEVELS, OBJECT_TYPES, RISKS, label
from ..layout import cites, plain
from .view import Section
from .words import WORDS, aside, columns, joined, listed, pick, title, word

Said = Mapping[str, Any]
_STATES = {"absent": ("无人监管", "nobody supervises it"), "vacant": ("职务空缺", "the post is vacant"), "inherited": ("间接覆盖", "covered by inheritance"),
           "direct": ("直接覆盖", "covered directly"), "exempt": ("依法豁免", "exempt")}


def accident(said: Said, lang: str) -> Section:
    """What is stated of the accident and of the object."""
    stated, about = said["accident"], said["object"]
    state = pick(lang, *_STATES.get(about["overall"], (about["overall"], about["overall"])))
    rows = [
        (pick(lang, "对象", "object"), f"{plain(about['name'])}{aside(about['id'], lang)}"),
        (pick(lang, "类型、风险", "type, risk"), joined([label(OBJECT_TYPES, about["type"], lang), label(RISKS, about["risk"], lang) if about["risk"] else ""], lang)),
        (pick(lang, "场所", "place"), listed([plain(each) for each in about["places"]], lang)),
        (pick(lang, "领域", "sector"), listed([plain(each) for each in about["sectors"]], lang)),
        (pick(lang, "所属企业", "run by"), listed([plain(each) for each in about["owners"]], lang)),
        (pick(lang, "监管状态", "supervision"), joined([state, plain(about[f"reason_{lang}"])], lang)),
        (pick(lang, "事故日期、时刻", "day and time"), " ".join(filter(None, (stated["day"], (stated["time"] or "")[:5])))),
        (pick(lang, "事故类型", "kind of accident"), plain(stated["kind"])),
        *((word("measure", name, lang), number(stated[name], lang)) for name in WORDS["measure"])]
    return Section("accident", title("accident", lang), (), columns("accident", lang), tuple({"what": what, "value": value} for what, value in rows if value))


def level(said: Said, lang: str) -> Section:
    """Level and investigator, with the rule."""
    judged = said["judgement"]
    warnings = tuple(plain(each[lang != "zh"]) for each in judged["warnings"])
    if judged["level"] is None:
        return Section("level", title("level", lang), warnings)
    remarks = tuple(f"{plain(each[lang])}{aside(each['basis'], lang)}" for each in (*judged["remarks"], *([judged["oversight"]] if judged["oversight"] else [])))
    rows = tuple({"measure": word("measure", each["measure"], lang), "value": number(each["value"], lang), "level": word("level", each["level"], lang) or "—"} for each in judged["grounds"])
    return Section("level", title("level", lang), (*_judged(judged, lang), *remarks, *warnings), columns("level", lang), rows, (joined(judged["articles"], lang),))


def _judged(judged: Said, lang: str) -> list[str]:
    marks = [pick(lang, "至少如此：有数字不详", "at least so: a number is unknown")] if judged["at_least"] else []
    if judged["provisional"]:
        until, days = judged["final_after"] or "?", judged["window_days"]
        marks.append(pick(lang, f"暂定：{until}前伤亡变化仍计入，{days}日", f"provisional: changes of the casualties count to {until}, {days} days"))
    found = [f"{pick(lang, '等级：', 'Level: ')}{word('level', judged['level'], lang)}{aside(joined(marks, lang), lang)}"]
    if judged["level_if_missing_dead"] != judged["level"]:
        worse, who = word("level", judged["level_if_missing_dead"], lang), judged["investigator_if_missing_dead"]
        found.append(pick(lang, f"失踪人员如确认死亡：{worse}，由{who['zh']}负责调查", f"If the missing are dead: {worse}, investigated by {who['en']}"))
    if who := judged["investigator"]:
        at = label(LEVELS, who["tier"], lang) if who["tier"] else pick(lang, "层级须核对", "tier to be checked")
        details = joined([at, pick(lang, f"{word('line', who['line'], lang)}线", f"line: {word('line', who['line'], lang)}"), who["basis"]], lang)
        found.append(f"{pick(lang, '负责调查：', 'Investigator: ')}{who[lang]}{aside(details, lang)}")
    if judged["taken_over_by"]:
        tier = label(LEVELS, judged["taken_over_by"], lang)
        found.append(pick(lang, f"实际提级：由{tier}调查（事实，列在规则之外）", f"In fact taken over by: {tier}; a fact beside the rule"))
    return found


def deadlines(said: Said, lang: str) -> Section | None:
    """Report and inquiry deadlines against time stamps."""
    judged = said["judgement"]
    rows = []
    for each in judged["timings"]:
        assumed = aside(pick(lang, "自事故时刻起", "from the hour of the accident"), lang) if each["assumed"] else ""
        late = f" {each['late_minutes']} {pick(lang, '分钟', 'min')}" if each["late_minutes"] else ""
        rows.append({"step": f"{word('receiver', each['sender'], lang)} → {word('receiver', each['to'], lang)}{pick(lang, '：', ': ')}{each[lang]}", "due": moment(each["due"]) + assumed,
                     "at": moment(each["at"]), "state": word("timing", each["state"], lang) + late, "basis": each["basis"]})
    for each in judged["deadlines"]:
        most = aside(pick(lang, f"最迟{each['at_most']}", f"at most {each['at_most']}"), lang) if each["at_most"] != each["due"] else ""
        rows.append({"step": each[lang], "due": (each["due"] or "") + most, "at": each["at"] or "",
                     "state": word("timing", each["state"], lang) + aside(each[f"note_{lang}"], lang), "basis": each["basis"]})
    on = said["question"]["judged_on"]
    note = pick(lang, f"时限与等级是否暂定，按截至{on}所知判断（给定的所知日，否则为数据所及的最后一日；不用时钟）。",
                f"Deadlines, and whether the level is provisional, are judged as known on {on} (the day given, else the last day of the data; never the clock).")
    return Section("deadlines", title("deadlines", lang), (note,), columns("deadlines", lang), tuple(rows)) if rows else None


def rungs(said: Said, lang: str) -> Section:
    """Broken rungs: which, since when, who could have mended it."""
    rows = tuple({"what": plain(each[lang]), "since": _since(each, lang), "mend": f"{plain(each[f'mend_{lang}'])}{aside(each['basis'], lang)}",
                  "who": joined([f"{plain(who['name'])}{aside(listed([plain(name) for name in who['holders']], lang) or '?', lang)}" for who in each["who"]], lang),
                  "cite": cites(each["cites"], lang)} for each in said["rungs"])
    return _or_words("rungs", rows, pick(lang, "各责任线未见断点。", "No broken rung was found."), lang)


def _since(each: Said, lang: str) -> str:
    if not each["since"]:
        return pick(lang, "起始不详", "not known")
    least = each["at_least"]
    return pick(lang, f"{'至少' if least else ''}自{each['since']}起", f"{'at least ' if least else ''}since {each['since']}")


def documents(said: Said, lang: str) -> Section:
    """The documents cited."""
    rows = tuple({"name": plain(each["name"]), "title": plain(each["title"]), "issuer": plain(each["issuer"]), "clauses": listed([plain(clause) for clause in each["clauses"]], lang),
                  "state": f"{word('paper', each['state'], lang)} {each['superseded_by']}".strip(), "since": joined([each["since"], each["until"]], lang)} for each in said["documents"])
    return _or_words("documents", rows, pick(lang, "没有引用任何文件。", "No document is cited."), lang)


def contradictions(said: Said, lang: str) -> Section:
    """Contradictory or superseded documents on the day."""
    rows = tuple({"what": plain(each[lang]), "rule": plain(each[f"precedence_{lang}"]), "documents": listed([plain(name) for name in each["documents"]], lang), "cite": cites(each["cites"], lang)}
                 for each in said["contradictions"])
    return _or_words("contradictions", rows, pick(lang, "当日未见相互矛盾或已失效仍被引用的职责文件。", "No contradictory or superseded division of duties was found."), lang)


def law(said: Said, lang: str) -> Section:
    """The articles cited and what they were on the day."""
    rows = tuple({"law": f"《{each['law']}》" if lang == "zh" and "〔" not in each["law"] else each["law"], "article": each["article"], "state": word("wording", each["state"], lang),
                  "edition": joined([each["edition"], pick(lang, f"第{each['then']}条", f"Art {each['then']}") if each["then"] else ""], lang)} for each in said["law"])
    return Section("law", title("law", lang), (), columns("law", lang), rows)


def _or_words(key: str, rows: tuple[Mapping[str, str], ...], none: str, lang: str) -> Section:
    """A table, or a sentence where it would be empty: the sheet keeps its columns."""
    return Section(key, title(key, lang), () if rows else (none,), columns(key, lang), rows)


def number(value: Any, lang: str) -> str:
    """A number of the accident; not stated and unknown are two things."""
    if value is None:
        return pick(lang, "未列", "not stated")
    return pick(lang, "不详", "unknown") if value == "unknown" else f"{value:g}" if isinstance(value, float) else str(value)


def moment(text: str | None) -> str:
    """A day and time without seconds."""
    return (text or "").replace("T", " ")[:16]
