"""The definitions of coverage, once: shown in the help of every command and beside every figure that uses them."""

from __future__ import annotations

from ..vocabulary import Term

STATES: tuple[Term, ...] = (
    Term("absent", "无人监管", "absent: no duty in force reaches the object in this mode", "P01"),
    Term("vacant", "职务空缺", "vacant: a duty in force reaches it, but the post is missing or unfilled", "B02"),
    Term("inherited", "间接覆盖", "inherited: only through an ancestor sector, or the enterprise that runs it", "B13"),
    Term("direct", "直接覆盖", "direct: a clause names the object, or its sector, for a territory that contains it", "B12, B13"),
    Term("exempt", "依法豁免", "exempt: a document takes it out of this supervision", "N25"),
)
"""States of an object in a mode, weakest first: the strongest holds. The position is the code in arrays."""
ABSENT, VACANT, INHERITED, DIRECT, EXEMPT = range(len(STATES))

RUNGS: tuple[Term, ...] = (
    Term("clause", "条款", "clause: a document states the duty", "B21"),
    Term("body", "机构", "body: a living body bears it", "安全生产法 Art 9, 10"),
    Term("post", "职务", "post: the body has a post for it, the lowest with the portfolio, else the head", "B02-B04"),
    Term("filled", "在任", "filled: somebody holds the post; an acting holder, a nominee and an unknown holder do", "B02"),
    Term("portfolio", "分工", "portfolio: the post has the matter in its portfolio, not only as head", "B03, B04"),
    Term("acted", "履职", "acted: what is due was done in time, or nothing is due", "D14"),
)
"""Rungs of the depth ladder, lowest first. A depth of n says that the first n hold; the next is the first that is broken."""

REASONS: tuple[Term, ...] = (
    Term("", "", "", ""),
    Term("no-sector", "未标明领域", "no sector is stated for it", "B14"),
    Term("no-place", "未标明经营场所", "no place is stated for it", "B12"),
    Term("bearer-ended", "责任机构已撤销", "the body that the clause names has ended, without a living successor", "2018 reform (I1)"),
    Term("not-principal", "仅有不承担主体责任的监管", "only supervision that cannot carry it reaches it: comprehensive, territorial, guidance, an entry in a register", "P06"),
    Term("no-duty", "无对应职责", "no duty in force covers its sector in its place", "B20"),
)
"""Why an object is unsupervised; the position is the code in arrays, 0 where it is not."""

DEFAULT_KINDS: tuple[str, ...] = ("enterprise", "sole_trader", "site", "project", "ferry")
"""Kinds of object that coverage counts unless ``kinds=`` says otherwise."""

DEFINITIONS: dict[str, dict[str, str]] = {
    "zh": {
        "states": "状态（取最强者）：依法豁免——有文件依据；直接覆盖——条款点名该对象，或点名其领域且区域包含其场所；间接覆盖——仅通过上级领域或其所属企业；"
                  "职务空缺——职责有效，但职务不存在或无人；无人监管。任职人不详、代理、提名人选不算空缺。",
        "principal": "能承担监管的方式：行业监管；法律将监管与许可相连的许可；针对对象自身危险的专项监管；有书面授权的功能区管理。"
                     "派驻机构视同其主管部门，受委托者视同委托机关。综合、属地只是兜底；行业指导、登记、国家监察不计。",
        "unsupervised": "失控漏管：没有任何有效的、由现存机构承担的主体监管职责（直接或间接）到达该对象。未标明领域的对象计入并说明原因。职务空缺是断档，另行统计。",
        "needs": "应有监管方式：按对象类型、风险等级、自身危险确定（规则表 needs.yaml）。有该方式的任何职责到达即算“已有”；该职责能否承担监管，见总体状态。",
        "ladder": "纵深：条款、机构、职务、在任、分工、按期履职；指出第一个断档。没有到期要求的，履职一级不适用，不算断档。",
        "denominator": "分母：当日存续、未关闭的对象；默认为企业、个体户、场所、项目、渡口，其他类型用 --set kinds= 指定。按类型与合计分别给出。",
        "completeness": "台账是否完整未知：在导入独立名单之前，每个答案都这样说明。",
        "lead": "这里给出的是线索，不是结论。",
    },
    "en": {
        "states": "States (the strongest holds): exempt, by a document; direct, a clause names the object, or its sector for a territory that contains it; "
                  "inherited, only through an ancestor sector or the enterprise that runs it; vacant, in force, but the post is missing or unfilled; absent. "
                  "An unknown holder, an acting holder and a nominee are not a vacancy.",
        "principal": "Modes that can carry supervision: industry; licence where the law joins supervision to it; special for the object's own hazard; zone with a written grant. "
                     "A station counts as its bureau, a delegate as the delegating body. "
                     "Comprehensive and territorial are catch-alls; guidance, registration and national supervision never count.",
        "unsupervised": "Unsupervised: no principal duty in force, of a living body, reaches the object directly or by inheritance. "
                        "An object without a sector counts, and says why. A vacancy is a broken rung, counted apart.",
        "needs": "Needs: the modes that an object needs, by kind, risk class and own hazards (table needs.yaml). A mode counts as reached by any duty of that mode; "
                 "whether that duty can carry supervision shows in the overall state.",
        "ladder": "Depth: clause, body, post, filled, portfolio, acted in time, with the first broken rung. Where nothing is due, the last rung is not applicable and not broken.",
        "denominator": "Denominator: objects that exist and are not closed on the day; by default enterprises, sole traders, sites, projects and ferries, others by --set kinds=. "
                       "Given per kind and in total.",
        "completeness": "Completeness of the register unknown: every answer says so until an independent list is loaded.",
        "lead": "A lead, never a verdict.",
    },
}
"""What the words mean, for people."""
