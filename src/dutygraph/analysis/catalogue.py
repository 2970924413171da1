"""The list of asks: question, parameters, denominator, rule of severity and function of each, and nowhere else."""

from __future__ import annotations

from ..vocabulary import MODES
from .blind import blind_cells
from .entry import Analysis, Parameter, Words
from .foreign import foreign
from .leaders import no_leader
from .nominal import nominal
from .overlaps import overlaps
from .parameters import ACT, BY, COUNT, KINDS, SECTOR, WITHIN
from .unlisted import unlisted
from .unseen import never_seen
from .unsupervised import catch_all_only, unsupervised
from .vacancies import vacancies

_RISK = Words("红、橙为高，黄为中，蓝为低，未分级为中", "red and orange high, yellow medium, blue low, medium where no class is stated")
_WORST = Words("取所涉对象中最高的风险等级；不涉及对象的为低", "the worst risk class of the objects concerned; low where there are none")
_RECORD = Words("没有检查、处罚等记录，既不证明无人履职，也不证明没有问题", "No record of an inspection or a penalty proves neither that nobody acted nor that nothing was wrong")
_LEAD = Words("是线索，不等于违规", "A lead, not a fault")
_MODES = tuple(term.name for term in MODES)

LISTED: tuple[Analysis, ...] = (
    Analysis(
        "unsupervised", "哪些对象没有任何部门直接监管（失控漏管）？", "Which objects does nobody supervise?",
        Words("统计口径内、当日存续且未关闭的对象", "objects of the population that exist and are not closed on the day"), _RISK, unsupervised, (KINDS, SECTOR), "N1; P01"),
    Analysis(
        "catch-all-only", "哪些对象只有综合监管或属地监管兜底？", "Which objects do only comprehensive or territorial duties reach?",
        Words("统计口径内、当日存续且未关闭的对象", "objects of the population that exist and are not closed on the day"), _RISK, catch_all_only, (KINDS, SECTOR), "P06; N2"),
    Analysis(
        "blind-cells", "哪些镇乡×领域没有主管部门（监管盲区）？哪些对象没有领域？",
        "In which township and sector does no principal duty hold, and which objects have no sector?",
        Words("镇乡 ×（县级监管领域 + “无领域”）的格数", "cells: townships times the county's sectors and the column without sector"),
        Words("有失控漏管对象的取其中最高风险等级，对象都有人管的为低，没有对象的为提示",
              "the worst risk class of the unsupervised objects in it; low where all are supervised by name, info where there are none"), blind_cells,
        (KINDS, Parameter("cells", "choice", "只看有对象、无对象或无领域的格", "only cells with objects, without, or those without sector",
                          "all", ("all", "with_objects", "without_objects", "no_sector"))), "N19; B20"),
    Analysis(
        "vacancies", "哪些承担职责或分工的职务空缺，影响哪些对象？",
        "Which posts that carry a duty or a portfolio are unfilled, and which objects depend on them?",
        Words("承担有效职责或分工的职务", "posts that carry a duty or a portfolio in force"), _WORST, vacancies,
        (KINDS, Parameter("missing", "choice", "是否列出负有职责但没有登记职务的机构", "also list bodies that bear duties although no post of theirs is known",
                          "no", ("no", "yes"))), "B02; N7"),
    Analysis(
        "overlaps", "哪些职责由两个以上部门承担而没有明确牵头（多头监管）？", "Which duties do two or more bodies hold with no lead named?",
        Words("同一监管方式、同一事项的承担机构组合数", "sets of bodies, of one or more, that hold a duty of one mode and matter over some object"),
        _WORST, overlaps,
        (KINDS, Parameter("mode", "mode", "只看这一监管方式", "only this mode", None, _MODES)), "B20; N18"),
    Analysis(
        "no-leader", "哪些领域、部门无人分管？哪些机构没有（或有多个）分管安全的副职？",
        "Which sectors and departments does nobody lead, and which bodies lack exactly one deputy for safety?",
        Words("县级监管领域、县级部门、应当有分管安全副职的机构", "the county's sectors, its departments, and the bodies that should have a deputy for safety"),
        Words("领域取所涉对象的最高风险等级；部门为中；政府缺安全副职为高；仅主要负责人分管的只作提示",
              "sectors by the worst risk class of their objects; departments medium; a government without a safety deputy high; what only a head leads is shown apart as info"),
        no_leader, (KINDS, Parameter("what", "choice", "只看领域、部门或安全副职", "only sectors, departments, or deputies for safety",
                                     "all", ("all", "sectors", "departments", "safety"))), "B03, B04; S3"),
    Analysis(
        "nominal", "哪些监管职责没有履职记录（挂名监管）？", "Which duties have no act on record?",
        Words("应当有履职记录的“职责主体×对象”（点名职责再分事项）", "pairs of bearer and object for which an act is due (for duties by name: and matter)"), _RISK, nominal,
        (ACT, BY, WITHIN, SECTOR, KINDS, Parameter("mode", "mode", "principal：主要监管方式；或某一监管方式", "principal: modes that can carry supervision; or one mode",
                                                   "principal", ("principal", *_MODES))),
        "N4; B14, P02", _RECORD),
    Analysis(
        "unlisted-acts", "哪些履职行为不在职责清单之内（清单外检查）？", "Which acts fall under no duty of the one who acted, or of anybody?",
        Words("注明对象和领域的履职记录（count=objects 时为其对象）", "acts that state an object and a sector (with count=objects: their objects)"),
        Words("任何机构都无职责的按对象风险等级；仅行为机构无职责的为低", "by the object's risk class where nobody holds a duty; low where only the actor holds none"),
        unlisted, (ACT, BY, SECTOR, COUNT), "N4", _LEAD),
    Analysis(
        "foreign-acts", "哪些履职行为发生在行为机构的管辖区域之外？", "Which acts did a body carry out outside the territory that it governs?",
        Words("机构对对象（或在某地）实施的履职记录", "acts of bodies on an object or at a place"), Words("均为提示：是线索，不是过错", "all info: a lead, not a fault"),
        foreign, (ACT, SECTOR), "B12", _LEAD),
    Analysis(
        "never-seen", "哪些对象没有任何履职记录？", "Which objects have no act of any kind on record?",
        Words("统计口径内、当日存续且未关闭的对象", "objects of the population that exist and are not closed on the day"), _RISK, never_seen, (KINDS,), "B14; D14", _RECORD),
)
