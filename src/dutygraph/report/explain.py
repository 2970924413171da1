"""One object explained for people: state by mode, the duties behind it with document and post, the first broken rung; and the same as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ..snapshot.terms import RUNGS, STATES
from ..vocabulary import MODES, OBJECT_TYPES, RISKS, label
from .layout import cites, csv_text, foot, head, pad, plain, width

_STATES = {term.name: (term.zh, term.name) for term in STATES}
_RUNGS = {term.name: (term.zh, term.name) for term in RUNGS}
_BY = {
    "named": ("点名", "by name"), "direct": ("按领域", "by its sector"), "inherited": ("按上级领域", "by a sector above"), "owner": ("经所属企业", "through its enterprise"),
}
_POSTS = {
    "filled": ("", ""), "unknown": ("任职人不详", "holder unknown"), "vacant": ("空缺", "vacant"), "missing": ("无此职务", "no such post"),
    "not_loaded": ("未载入任职信息", "no posts loaded"),
}
_WHY = {
    "bearer-dangling": ("责任主体不存在", "the bearer is not known"), "bearer-ended": ("责任主体已撤销且无承接", "the bearer has ended without successor"),
    "no-territory": ("没有区域", "no territory"), "territory-dangling": ("区域不存在", "the territory is not known"),
    "sector-dangling": ("领域不存在", "the sector is not known"), "object-dangling": ("对象不存在", "the object is not known"),
    "coordination": ("议事协调不是监管", "coordination is not supervision"), "no-delegator": ("没有委托机关", "no delegating body"),
}
_WORDS = {
    "zh": {
        "title": "监管情况", "overall": "总体", "unsupervised": "失控漏管", "broken": "断在", "needed": "应有", "places": "位置", "sectors": "领域", "owners": "经营单位",
        "none": "（无）", "risk": "风险", "principal": "可承担监管", "aside": "不单独构成监管", "out": "当日不在册", "unreached": "未覆盖的部分（镇乡 × 领域）",
        "exempt": "豁免依据", "since": "起始不详", "cooperate": "配合", "counts": "代表", "dead": "不产生监管：", "no_duty": "没有这一方式的职责"},
    "en": {
        "title": "Supervision of", "overall": "overall", "unsupervised": "UNSUPERVISED", "broken": "breaks at", "needed": "needed", "places": "places",
        "sectors": "sectors", "owners": "run by", "none": "(none)", "risk": "risk", "principal": "can carry supervision", "aside": "cannot carry it alone",
        "out": "not on the register that day", "unreached": "parts without supervision (township x sector)", "exempt": "exempt by", "since": "start unknown",
        "cooperate": "cooperating", "counts": "counts as", "dead": "reaches nothing: ", "no_duty": "no duty of this mode"},
}
HEADS = ("object", "name", "overall", "mode", "state", "needed", "broken", "body", "counts_as", "by", "through", "sector", "principal", "post", "post_state", "holders", "why",
         "document", "clause", "file", "sheet", "row")
"""Columns of the CSV: one row for each mode and duty behind it."""


class Answer(Protocol):
    """What can be written out: anything that gives itself as plain values."""

    def as_dict(self) -> dict[str, Any]: ...


def explain_text(explanation: Answer, lang: str = "zh") -> str:
    """The object, its overall state with the reason, then each mode with the duties behind it."""
    said, words, at = explanation.as_dict(), _WORDS[lang], _at(lang)
    kind = label(OBJECT_TYPES, said["type"], lang) if said["type"] else ""
    parts = [head(f"{words['title']} {said['name']} ({said['object']})", said["meta"], lang)]
    about = [kind, f"{words['risk']} {label(RISKS, said['risk'], lang)}" if said["risk"] else "", "" if said["alive"] else words["out"]]
    about += [f"{words[name]}: {plain(said[name]) or words['none']}" for name in ("places", "sectors")]
    about += [f"{words['owners']}: {plain(said['owners'])}"] if said["owners"] else []
    overall = f"{words['overall']}: {_STATES[said['overall']][at]}" + (f" · {words['unsupervised']}" if said["unsupervised"] else "")
    overall += f" · {words['broken']} {_RUNGS[said['broken']][at]}" if said["broken"] else ""
    reason = said[f"reason_{lang}"]
    parts.append(" · ".join(each for each in about if each) + f"\n{overall}" + (f"\n→ {plain(reason)}" if reason else ""))
    parts += [_mode(mode, lang) for mode in said["modes"]]
    if said["unreached"]:
        parts.append("\n".join([f"【{words['unreached']}】", *(f"  ✗ {plain(part['territory_name'])} × {plain(part['sector_name'])}" for part in said["unreached"])]))
    return "\n\n".join([*parts, foot(lang)])


def explain_csv(explanation: Answer, lang: str = "zh") -> str:
    """One row for each mode and duty behind it; a mode without duty has one row with its state."""
    said, at = explanation.as_dict(), _at(lang)
    rows = []
    for mode in said["modes"]:
        first = [said["object"], said["name"], said["overall"], mode["mode"], mode["state"], mode["needed"], mode["broken"]]
        for duty in mode["duties"]:
            place = duty["cites"][0] if duty["cites"] else {}
            why = _WHY.get(duty["why"], (duty["why"],) * 2)[at]
            rows.append([*first, *(duty[name] for name in ("body_name", "counts_as_name", "by", "through", "sector", "principal", "post_name", "post_state", "holders")), why,
                         duty["document"], duty["clause"], *(place.get(name) for name in ("file", "sheet", "row"))])
        if not mode["duties"]:
            rows.append([*first, *[None] * (len(HEADS) - len(first))])
    return csv_text(HEADS, rows, said["meta"])


def _at(lang: str) -> int:
    return 0 if lang == "zh" else 1


def _mode(mode: Mapping[str, Any], lang: str) -> str:
    words, at = _WORDS[lang], _at(lang)
    widest = max(width(term.zh if lang == "zh" else term.en) for term in MODES)
    title = f"【{pad(mode[lang], widest)}】 {_STATES[mode['state']][at]}"
    title += f" · {words['needed']}" if mode["needed"] else ""
    if not mode["duties"] and mode["state"] != "exempt":
        title += f" · {words['no_duty']}"
    elif mode["duties"] and mode["broken"]:
        title += f" · {words['broken']} {_RUNGS[mode['broken']][at]}"
    lines = [title, *(_duty(duty, lang) for duty in mode["duties"])]
    if mode["exemptions"]:
        lines.append(f"  {words['exempt']}: {cites(mode['exemptions'], lang, 3)}")
    return "\n".join(lines)


def _duty(duty: Mapping[str, Any], lang: str) -> str:
    words, at = _WORDS[lang], _at(lang)
    name = plain(duty["body_name"]) + (f" ({words['counts']} {plain(duty['counts_as_name'])})" if duty["counts_as"] and duty["counts_as"] != duty["body"] else "")
    if duty["why"]:
        return f"  ✗ {name}: {words['dead']}{_WHY.get(duty['why'], (duty['why'],) * 2)[at]}  〔{plain(duty[lang])}〕 {cites(duty['cites'], lang)}"
    said = [_BY[duty["by"]][at], words["principal"] if duty["principal"] else words["aside"]]
    said += [words["since"]] if duty["since_unknown"] else []
    post = _post(duty, at)
    comma, semicolon = ("，", "；") if lang == "zh" else (", ", "; ")
    mark, why = "✓" if duty["principal"] else "·", f"{plain(duty[lang])}{semicolon}{comma.join(said)}"
    return f"  {mark} {name}{f' → {post}' if post else ''}  〔{why}〕 {cites(duty['cites'], lang)}"


def _post(duty: Mapping[str, Any], at: int) -> str:
    state = _POSTS.get(duty["post_state"], ("", ""))[at]
    holders: Sequence[str] = duty["holders"]
    return " ".join(each for each in (plain(duty["post_name"]), plain(list(holders)), state) if each)
