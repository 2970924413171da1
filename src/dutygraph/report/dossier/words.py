"""Titles, columns and single words of a dossier in both languages, once for all of its sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .view import Column

TITLES: Mapping[str, tuple[str, str]] = {
    "accident": ("事故与对象", "Accident and object"),
    "level": ("事故等级与调查主体", "Level and investigator"),
    "deadlines": ("报告与调查时限", "Deadlines of report and inquiry"),
    "posts": ("责任链职务", "Posts of the chain"),
    "figure": ("责任链图", "Figure of the chain"),
    "reasons": ("次序、类型的理由与相反理由", "Reasons and counter-reasons"),
    "bodies": ("单位", "Bodies"),
    "duties": ("履职要求与记录", "Obligations and evidence"),
    "site": ("值得核查的记录：检查、举报、约谈", "Records worth a look: inspections, tips, talks"),
    "hazards": ("隐患与五到位", "Hazards and the five things in place"),
    "timeline": ("对象处的记录", "Records at the object"),
    "rungs": ("断点：缺了哪一环，何时起，谁有条件补上", "Broken rungs: which, since when, who could have mended it"),
    "documents": ("引用文件", "Documents cited"),
    "contradictions": ("职责文件的矛盾与失效", "Contradictory or superseded documents"),
    "known": ("当时所知与现在所知", "Known then and known now"),
    "flips": ("敏感性：哪些不确定的事实会改变结论", "Sensitivity: which uncertain facts would flip an answer"),
    "neighbours": ("横向关系及其监管单位", "One step sideways, and who supervises there"),
    "links": ("责任链环节及依据", "Links of the chain and what they rest on"),
    "unknowns": ("未知与数据缺口", "Unknowns and gaps of the data"),
    "law": ("法条当日版本", "Wording of the law on the day"),
}
_SOURCE = ("cite", 1.8, "出处", "source")
COLUMNS: Mapping[str, Sequence[tuple[str, float, str, str]]] = {
    "accident": (("what", 1.0, "项目", "item"), ("value", 3.0, "内容", "what is stated")),
    "level": (("measure", 2.0, "指标", "measure"), ("value", 1.0, "数字", "number"), ("level", 2.0, "单独所及等级", "level by itself")),
    "deadlines": (("step", 3.0, "环节", "step"), ("due", 2.0, "期限", "due"), ("at", 1.6, "时间", "on record"), ("state", 1.5, "判断", "state"), ("basis", 2.0, "依据", "rests on")),
    "posts": (("no", 0.9, "编号", "no."), ("tier", 1.3, "层级", "tier"), ("post", 2.6, "单位、职务", "body, post"), ("holder", 2.2, "任职人", "holder"), ("lines", 1.7, "责任线", "lines"),
              ("place", 0.9, "次序", "order"), ("kind", 1.7, "建议类型", "suggested kind"),
              ("record", 1.3, "履职 证/疑/缺", "record p/u/m"), ("document", 2.0, "依据", "rests on")),
    "reasons": (("place", 0.8, "次序", "order"), ("no", 0.9, "编号", "no."), ("post", 2.0, "职务", "post"), ("score", 1.0, "得分", "score"), ("parts", 3.0, "得分构成", "parts of the score"),
                ("kind", 2.4, "建议类型及理由", "kind and why"), ("counter", 2.4, "相反理由", "against it")),
    "bodies": (("body", 2.0, "单位", "body"), ("tier", 1.2, "层级", "tier"), ("lines", 1.4, "责任线", "lines"), ("kind", 1.4, "建议类型", "suggested kind"),
               ("ways", 3.0, "如何相关", "how it stands to it"), ("powers", 2.0, "有无职权", "powers held or lacking")),
    "duties": (("who", 2.4, "职务（单位）、任职人", "post or body, holder"), ("what", 2.6, "要求", "obligation"), ("due", 0.6, "应", "due"), ("proved", 0.8, "证明", "proved"),
               ("unproved", 0.9, "存疑", "unproved"), ("missing", 0.8, "缺", "missing"), ("doubts", 2.4, "存疑原因、缺失期", "doubts; periods missing"), ("basis", 1.6, "来源", "source")),
    "site": (("day", 1.0, "日期", "day"), ("what", 5.0, "情况", "what"), _SOURCE),
    "hazards": (("found", 1.1, "发现", "found"), ("what", 2.4, "隐患", "hazard"), ("grade", 0.9, "等级", "grade"), ("five", 1.4, "五到位", "in place"), ("person", 1.0, "责任人", "person"),
                ("deadline", 1.1, "时限", "deadline"),
                ("listed", 0.9, "挂牌", "listed"), ("state", 1.2, "当日状态", "on the day"), _SOURCE),
    "timeline": (("day", 1.1, "日期", "day"), ("type", 1.0, "种类", "kind"), ("who", 2.2, "实施者", "by"), ("what", 3.0, "内容", "what"), ("signed", 0.9, "签字", "signed"), _SOURCE),
    "rungs": (("what", 3.0, "断点", "rung"), ("since", 1.2, "自何时", "since"), ("mend", 2.4, "可以如何补上", "how it could be mended"),
              ("who", 2.0, "当时有条件补上的职务", "who could have"), _SOURCE),
    "documents": (("name", 2.0, "文号", "number"), ("title", 3.0, "标题", "title"), ("issuer", 2.0, "发文机关", "issuer"), ("clauses", 1.6, "条款", "clauses"),
                  ("state", 1.4, "当日状态", "on the day"), ("since", 1.4, "日期", "dates")),
    "contradictions": (("what", 3.0, "情况", "what"), ("rule", 2.4, "通常的取舍规则（不代为取舍）", "rule of precedence (not applied)"), ("documents", 1.6, "文件", "documents"), _SOURCE),
    "known": (("known", 1.1, "何时得知", "known on"), ("what", 4.0, "事实", "fact"), ("state", 0.9, "变化", "change"), _SOURCE),
    "flips": (("why", 1.4, "不确定之处", "not sure"), ("what", 3.0, "事实", "fact"), ("change", 2.4, "如不成立", "without it"), _SOURCE),
    "neighbours": (("name", 2.0, "相关单位", "enterprise"), ("relation", 3.0, "关系", "relation"), ("bodies", 2.4, "其监管单位", "supervised by"), _SOURCE),
    "links": (("no", 0.9, "编号", "no."), ("from", 2.0, "自", "from"), ("to", 2.0, "至", "to"), ("how", 2.4, "关系", "how"), ("lines", 1.4, "责任线", "lines"),
              ("cite", 2.4, "依据、出处", "rests on")),
    "law": (("law", 3.0, "法律文件", "law"), ("article", 1.0, "今条", "article today"), ("state", 2.0, "当日", "on the day"), ("edition", 2.0, "版本与条号", "edition and article")),
}
WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "measure": {"deaths": ("死亡（人）", "deaths"), "missing": ("失踪（人）", "missing"), "serious_injuries": ("重伤（人）", "serious injuries"),
                "loss_wan": ("直接损失（万元）", "direct loss (10,000 yuan)")},
    "level": {"一般": ("一般", "ordinary (一般)"), "较大": ("较大", "serious (较大)"), "重大": ("重大", "very serious (重大)"), "特别重大": ("特别重大", "extraordinarily serious (特别重大)")},
    "line": {"government": ("人民政府", "governments"), "mine_safety": ("矿山安全监察", "mine safety supervision"), "special_equipment": ("特种设备安全监管", "special-equipment supervision"),
             "railway": ("铁路", "railway authorities"), "aviation": ("民航", "civil aviation authorities"),
             "maritime": ("海事", "maritime administration"), "power": ("电力监管", "power regulators")},
    "timing": {"in_time": ("按时", "in time"), "if_extended": ("已过期限，经批准延期的方为按时", "time over; in time only if extended"),
               "contradictory": ("时间矛盾，须核对", "times contradict each other, check"),
               "late": ("迟报（迟办）", "late"), "overdue": ("逾期无记录", "overdue, nothing on record"), "open": ("期限未满", "still running"),
               "unknown": ("缺少时间，不能判断", "a time is missing, cannot be judged")},
    "receiver": {"unit": ("单位", "unit"), "county": ("县级", "county"), "prefecture": ("市级", "prefecture"), "province": ("省级", "province"), "state": ("国家", "state")},
    "paper": {"in_force": ("有效", "in force"), "ended": ("已废止", "ended"), "superseded": ("已被替代", "superseded"), "not_yet": ("尚未施行", "not yet in force"),
              "unlisted": ("文件目录未列", "not on the list of documents")},
    "wording": {"in_force": ("当日有效", "in force that day"), "older": ("当日为旧版", "another edition that day"), "not_yet": ("当日尚未施行", "not yet in force"),
                "absent": ("当日版本无此条", "that edition had no such article"), "unlisted": ("版本表未列，按现行引用", "not in the table of editions; today's wording")},
    "kind": {"直接责任": ("直接责任", "direct (直接责任)"), "主要领导责任": ("主要领导责任", "main leadership (主要领导责任)"), "重要领导责任": ("重要领导责任", "important leadership (重要领导责任)"),
             "监督责任": ("监督责任", "supervisory (监督责任)"), "全面领导责任": ("全面领导责任", "overall leadership (全面领导责任)")},
    "origin": {"own": ("法定", "own"), "delegated": ("受委托", "delegated"), "none": ("无此职权", "not held")},
    "doubt": {"unsigned": ("没有签字", "not signed"), "signature_not_stated": ("未载明是否签字", "signature not stated"), "no_number": ("无签字无文号", "neither signed nor numbered"),
              "wrong_person": ("主持（签字）人非任职人", "not by the holder"), "nobody_named": ("未载明主持（签字）人", "nobody named"), "not_dedicated": ("非专题", "not dedicated"),
              "topic": ("议题未载明安全", "safety not among the topics"), "no_liaison": ("没有联系企业", "no enterprise assigned"),
              "copied": ("文字雷同", "copied text"), "rescinded": ("已撤销", "rescinded")},
    "five": {"measures": ("措施", "measures"), "person": ("责任", "person"), "funds_wan": ("资金", "funds"), "deadline": ("时限", "deadline"), "plan": ("预案", "plan")},
    "hazard": {"open": ("未销号", "open"), "overdue": ("逾期未销号", "overdue"), "cleared": ("已销号", "cleared")},
    "grade": {"major": ("重大", "major"), "general": ("一般", "general"), "": ("未定级", "not graded")},
    "answered": {"in_time": ("按时处理", "measure in time"), "late": ("迟处理", "measure late"), "none": ("未见处理措施", "no measure on record"), "open": ("期限未满", "still running")},
    "talk": {"proved": ("已约谈", "talk held"), "unproved": ("有记录但不能证明", "talk unproved"), "missing": ("未见约谈", "no talk on record"), "running": ("期限未满", "still running")},
    "unsure": {"inferred": ("推断", "inferred"), "since_unknown": ("起始不详", "start unknown"), "precision": ("日期只到年月", "month or year only"),
               "end_unknown": ("是否仍有效未载明", "not stated to be still so"), "manner": ("代理、提名或不详", "acting, nominee or unknown"), "number": ("数字", "number")},
}


def title(key: str, lang: str) -> str:
    """The title of a section."""
    return TITLES[key][lang != "zh"]


def columns(key: str, lang: str) -> tuple[Column, ...]:
    """The columns of a section's table."""
    return tuple(Column(name, head_zh if lang == "zh" else head_en, wide) for name, wide, head_zh, head_en in COLUMNS[key])


def word(group: str, name: str | None, lang: str) -> str:
    """A single word of the dossier; the name itself where it has none."""
    return WORDS[group].get(name or "", (name or "", name or ""))[lang != "zh"]


def pick(lang: str, zh: str, en: str) -> str:
    """One of two texts."""
    return zh if lang == "zh" else en


def listed(parts: Sequence[str], lang: str) -> str:
    """Names in a row."""
    return ("、" if lang == "zh" else ", ").join(part for part in parts if part)


def joined(parts: Sequence[str | None], lang: str) -> str:
    """Statements in a cell."""
    return ("；" if lang == "zh" else "; ").join(part for part in parts if part)


def aside(text: str, lang: str) -> str:
    """In brackets, as the language writes them; nothing for nothing."""
    return "" if not text else f"（{text}）" if lang == "zh" else f" ({text})"


def yes(value: bool | None, lang: str) -> str:
    """Yes, no, or not stated."""
    return pick(lang, *{True: ("是", "yes"), False: ("否", "no"), None: ("未载明", "not stated")}[value])
