"""The kinds of link and event: what is said of nodes, for a period, under a document."""

from __future__ import annotations

from .acts import ACTS
from .kind import Kind, Term, day, flag, number, ref, text, whole
from .modes import MODES, POWERS

LEADS = (Term("lead", "牵头", "lead", "安全生产法 Art 10"), Term("cooperate", "配合", "cooperating", "安全生产法 Art 10"))
MANNERS = (
    Term("full", "正式任职", "in full", "B02"),
    Term("acting", "主持工作（代理）", "acting", "R10"),
    Term("nominee", "提名人选", "nominee", "R10"),
    Term("unknown", "任职人不详", "holder unknown", "N17"),
    Term("vacant", "空缺", "vacant", "B02"),
)

LINKS: tuple[Kind, ...] = (
    Kind("part_of", "link", "隶属（块）", "under the direct leadership of", "B12", (
        ref("body", "机构", "body", "body", required=True), ref("parent", "上级机构", "parent body", "body", required=True))),
    Kind("guided_by", "link", "业务指导（条）", "under the line guidance of", "B12", (
        ref("body", "机构", "body", "body", required=True), ref("guide", "指导机构", "guiding body", "body", required=True))),
    Kind("succeeds", "link", "职能承接", "succeeds", "2018 reform (I1)", (
        ref("body", "承接机构", "successor", "body", required=True), ref("former", "原机构", "former body", "body", required=True))),
    Kind("holds", "link", "任职", "holds", "B02, B03; N7", (
        ref("person", "任职人", "person", "person"),
        ref("post", "职务", "post", "post", required=True),
        text("manner", "任职方式", "manner", *MANNERS),
        flag("concurrent", "兼任", "concurrent"),
        flag("part_time", "兼职", "part time"))),
    Kind("in_charge_of", "link", "分管", "in charge of", "B01-B05", (
        ref("post", "职务", "post", "post", required=True),
        ref("over", "分管对象", "what the post answers for", "sector", "body", "territory"),
        text("share", "分管方式", "share", Term("leads", "分管", "leads", "B03"), Term("assists", "协管", "assists", "厅字〔2018〕13号")),
        flag("safety", "分管安全生产", "portfolio of work safety"))),
    Kind("within", "link", "隶属区划", "within", "GB/T 2260; L9", (
        ref("territory", "区划", "territory", "territory", required=True),
        ref("parent", "上级区划", "parent territory", "territory", required=True),
        text("by", "归属方式", "by", Term("division", "行政区划", "division"), Term("trusteeship", "托管", "trusteeship", "L9")))),
    Kind("governs", "link", "管辖", "governs", "安全生产法 Art 9; B12", (
        ref("body", "机构", "body", "body", required=True), ref("territory", "管辖区域", "territory", "territory", required=True))),
    Kind("maps_to", "link", "对应行业代码", "maps to", "GB/T 4754-2017; GB standards (K1)", (
        ref("sector", "监管领域", "sector", "sector", required=True), ref("industry", "国民经济行业", "industry", "sector", required=True))),
    Kind("duty", "link", "监管职责", "duty", "安全生产法 Art 9, 10; B12-B18", (
        ref("bearer", "责任主体", "bearer", "body", "post", required=True),
        text("mode", "监管方式", "mode", *MODES, required=True),
        ref("sector", "监管领域", "sector", "sector"),
        ref("object", "点名对象", "object by name", "object"),
        ref("territory", "区域", "territory", "territory"),
        text("lead", "责任方式", "lead or cooperating", *LEADS),
        text("hazard", "专项危险类别", "hazard of a special duty"),
        text("permit", "许可事项", "permit"),
        text("as_mode", "派驻（委托）所行使的监管方式", "mode that a station or delegate exercises", *MODES),
        ref("on_behalf", "委托（派出）机构", "on behalf of", "body"),
        text("matter", "职责事项", "matter"))),
    Kind("exemption", "link", "依法豁免", "exemption", "N25", (
        ref("sector", "监管领域", "sector", "sector"),
        ref("object", "点名对象", "object by name", "object"),
        ref("territory", "区域", "territory", "territory"),
        text("mode", "监管方式", "mode, or all", *MODES, Term("all", "全部", "all")),
        text("authority", "批准机关", "authority"))),
    Kind("power", "link", "职权", "power", "安全生产法 Art 65, 70; M17", (
        ref("body", "机构", "body", "body", required=True),
        text("power", "职权种类", "kind of power", *POWERS, required=True),
        text("origin", "来源", "origin", Term("own", "法定", "own"), Term("delegated", "委托", "delegated", "M17"), Term("none", "无此职权", "not held")),
        ref("delegator", "委托机关", "delegated by", "body"),
        ref("sector", "监管领域", "sector", "sector"),
        ref("territory", "区域", "territory", "territory"))),
    Kind("at", "link", "位于", "at", "B12; R4", (
        ref("object", "对象", "object", "object", required=True),
        ref("territory", "区划", "territory", "territory", required=True),
        text("as_what", "地址性质", "kind of place", Term("site", "经营场所", "site"), Term("registered", "注册地址", "registered address"), Term("route", "途经", "on its route", "E08")))),
    Kind("in_sector", "link", "所属领域", "in sector", "B13; L11", (
        ref("object", "对象", "object", "object", required=True),
        ref("sector", "领域", "sector", "sector", required=True),
        text("as_what", "依据", "as", Term("registered", "登记行业", "registered"), Term("actual", "实际活动", "real activity", "L11")))),
    Kind("status", "link", "生产状态", "status", "R6", (
        ref("object", "对象", "object", "object", required=True),
        text("value", "状态", "state", Term("operating", "在产", "operating"), Term("stopped", "停产", "stopped"), Term("closed", "关闭", "closed"), required=True))),
    Kind("run_by", "link", "由其经营（使用）", "run by", "E05, E06, E11", (
        ref("object", "对象", "object", "object", required=True), ref("owner", "所属企业", "enterprise", "object", required=True))),
    *(Kind(name, "link", zh, en, basis, (ref("object", "主动方", "object", "object", required=True), ref("other", "相对方", "other object", "object", required=True)))
      for name, zh, en, basis in (
          ("supplies", "供应", "supplies", "E12; L10"),
          ("leases_to", "出租", "leases to", "安全生产法 Art 49"),
          ("contracts", "发包", "contracts", "安全生产法 Art 49"),
          ("serves", "提供技术服务", "serves as agency", "安全生产法 Art 15, 92"))),
    Kind("member_of", "link", "成员单位", "member of", "B06, B07; E14", (
        ref("member", "成员", "member", "post", "body", required=True),
        ref("committee", "议事协调机构", "committee", "body", required=True),
        ref("person", "名单所列人员", "person on the list", "person"),
        text("seat", "席位", "seat", Term("chair", "主任", "chair", "B06"),
             Term("vice_chair", "副主任", "vice chair"), Term("member", "成员", "member", "B07"), Term("office_head", "办公室主任", "head of its office")))),
    Kind("liaises_with", "link", "联系企业", "liaises with", "D08", (
        ref("leader", "联系领导", "leader", "post", "person", required=True), ref("object", "联系对象", "object", "object", required=True))),
    Kind("licence", "link", "许可证", "licence", "安全生产法 Art 63; M11", (
        ref("issuer", "发证机关", "issuer", "body"),
        ref("object", "持证对象", "holder", "object", required=True),
        text("permit", "许可事项", "permit"), text("number", "许可证号", "number"))),
)

EVENTS: tuple[Kind, ...] = (
    Kind("act", "event", "履职记录", "act", "B17, B18; D01-D16; M01", (
        text("type", "种类", "kind of act", *ACTS, required=True),
        ref("actor", "实施者", "who acted", "body", "post", "person", "object"),
        ref("person", "签字（主持）人", "signed or chaired by", "person"),
        ref("object", "对象", "object", "object"),
        ref("body", "相关机构", "body concerned", "body"),
        ref("sector", "领域", "sector", "sector"),
        ref("territory", "地点", "territory", "territory"),
        flag("signed", "已签字", "signed"), flag("unannounced", "四不两直", "unannounced"), flag("rescinded", "已撤销", "rescinded"),
        text("summary", "内容", "what was done or found"), whole("records", "记录数", "number of records"), text("number", "文书号", "document number"))),
    Kind("accident", "event", "事故", "accident", "事故条例 Art 3, 13, 19", (
        ref("object", "事故单位", "object", "object"), ref("territory", "地点", "territory", "territory"), ref("sector", "领域", "sector", "sector"),
        text("type", "事故类型", "kind of accident"), text("time", "发生时刻", "time of day"),
        whole("deaths", "死亡", "deaths"), whole("missing", "失踪", "missing"), whole("serious_injuries", "重伤", "serious injuries"),
        number("loss_wan", "直接损失（万元）", "direct loss in 10,000 yuan"),
        text("stated_level", "台账所列等级", "level as stated"), text("reported", "上报时间", "reported at"), day("approved", "批复日期", "inquiry approved"))),
    Kind("hazard", "event", "隐患", "hazard", "安全生产法 Art 41; M07-M09", (
        ref("object", "隐患单位", "object", "object", required=True),
        ref("body", "检查（督办）单位", "found or overseen by", "body"),
        ref("person", "整改责任人", "responsible for the remedy", "person"),
        text("grade", "隐患等级", "grade", Term("general", "一般", "general", "M09"), Term("major", "重大", "major", "M07")),
        text("summary", "隐患描述", "what was found"), text("measures", "整改措施", "measures"), number("funds_wan", "资金（万元）", "funds in 10,000 yuan"),
        day("deadline", "整改时限", "deadline"), text("plan", "应急预案", "emergency plan"), flag("listed", "挂牌督办", "listed for oversight"),
        day("cleared", "销号日期", "cleared on"), text("number", "隐患编号", "number"))),
)
