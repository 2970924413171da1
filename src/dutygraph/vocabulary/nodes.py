"""The kinds of node: who and what a county's duties are about."""

from __future__ import annotations

from .kind import Kind, Term, flag, number, ref, text, whole

LEVELS = (
    Term("village", "村（社区）", "village", "E20"),
    Term("township", "镇乡（街道）", "township", "安全生产法 Art 9"),
    Term("zone", "功能区", "zone", "安全生产法 Art 9"),
    Term("county", "县级", "county", "安全生产法 Art 9"),
    Term("prefecture", "市级", "prefecture", "事故条例 Art 19"),
    Term("province", "省级", "province", "事故条例 Art 19"),
    Term("state", "国家", "state", "事故条例 Art 19"),
)
BODY_TYPES = (
    Term("party_committee", "党委", "party committee", "B02, B05"),
    Term("government", "政府", "government", "B02, B09"),
    Term("department", "部门", "department", "B13-B15"),
    Term("party_department", "党委工作部门", "party department", "B16"),
    Term("station", "派出（延伸）机构", "station", "E17"),
    Term("office", "办公室", "office", "E16"),
    Term("committee", "议事协调机构", "committee", "E14"),
    Term("zone_committee", "功能区管委会", "zone committee", "安全生产法 Art 9"),
    Term("mass_organisation", "群团组织", "mass organisation", "E18"),
    Term("village_committee", "村（居）委会", "village committee", "安全生产法 Art 75"),
)
POST_RANKS = (
    Term("secretary", "书记", "party secretary", "B02"),
    Term("head", "主要负责人", "head", "B02"),
    Term("executive_deputy", "常务副职", "executive deputy", "B04"),
    Term("deputy", "副职", "deputy", "B03, B04"),
    Term("member", "班子成员", "member of the leading group", "B05"),
    Term("section_head", "科室（队）负责人", "section head", "安全生产法 Art 65"),
    Term("staff", "工作人员", "staff", "B08"),
    Term("safety_manager", "安全管理人员", "safety manager", "安全生产法 Art 24, 25"),
)
TERRITORY_TYPES = (*LEVELS[3:], *LEVELS[1:2], LEVELS[2], LEVELS[0], Term("street", "街道", "street", "GB/T 10114"))
OBJECT_TYPES = (
    Term("enterprise", "企业", "enterprise", "E01, E02, E04, E07, E10-E12"),
    Term("sole_trader", "个体户", "sole trader", "E03"),
    Term("site", "场所", "site", "E09, E12, E13"),
    Term("project", "项目（工地）", "project", "E11"),
    Term("equipment", "特种设备", "equipment", "E05"),
    Term("vessel", "船舶", "vessel", "E09"),
    Term("fleet", "车队", "vehicle fleet", "E06"),
    Term("ferry", "渡口码头", "ferry or dock", "E09"),
    Term("route", "公路、航道", "route", "E08"),
)
RISKS = (Term("red", "红", "red"), Term("orange", "橙", "orange"), Term("yellow", "黄", "yellow"), Term("blue", "蓝", "blue"))
UNIT_TYPES = (Term("workshop", "车间", "workshop", "B40"), Term("team", "班组", "team", "B40"), Term("job", "岗位", "job", "B40"))

NODES: tuple[Kind, ...] = (
    Kind("body", "node", "机构", "body", "安全生产法 Art 9, 10; B14, E14-E18", (
        text("type", "机构类型", "type of body", *BODY_TYPES),
        text("tier", "层级", "tier", *LEVELS),
        text("aliases", "别名、简称", "other names"),
        flag("vertical", "垂直管理", "vertically managed"),
    )),
    Kind("post", "node", "职务", "post", "B02-B05", (
        ref("body", "所属机构", "body", "body", "object", required=True),
        text("rank", "职级类别", "rank", *POST_RANKS),
        ref("reports_to", "上级职务", "reports to", "post"),
        whole("order", "排序", "order of precedence"),
    )),
    Kind("person", "node", "人员", "person", "B02; no identity numbers are ever loaded (N26)", (
        ref("home", "人事所在单位", "home body", "body"),
    )),
    Kind("territory", "node", "行政区划", "territory", "GB/T 2260; GB/T 10114; E20", (
        text("type", "区划类型", "type of territory", *TERRITORY_TYPES),
        text("code", "区划代码", "division code"),
        text("aliases", "别名、简称", "other names"),
    )),
    Kind("sector", "node", "监管行业领域", "sector", "E13; GB/T 4754-2017", (
        text("scheme", "分类体系", "scheme"),
        text("code", "代码", "code"),
        ref("parent", "上级领域", "parent", "sector"),
        text("hazards", "危险类别", "hazard classes"),
        text("aliases", "别名、简称", "other names"),
    )),
    Kind("object", "node", "监管对象", "supervised object", "E01-E13", (
        text("type", "对象类型", "type of object", *OBJECT_TYPES),
        text("code", "统一社会信用代码", "unified social credit code"),
        text("aliases", "别名、曾用名", "other names"),
        text("size", "规模", "size"),
        text("risk", "风险等级", "risk class", *RISKS),
        text("hazards", "危险类别", "hazard classes"),
        text("tier", "监管层级", "supervising tier", *LEVELS),
        text("address", "生产经营场所地址", "site address"),
        number("quantity", "数量（车、公里）", "quantity: vehicles of a fleet, km of a route"),
        text("remark", "备注", "remark"),
    )),
    Kind("unit", "node", "企业内设单元", "unit inside an enterprise", "B40; 安全生产法 Art 22; E19", (
        ref("object", "所属企业", "enterprise", "object", required=True),
        ref("parent", "上级单元", "parent unit", "unit"),
        text("type", "类型", "type of unit", *UNIT_TYPES),
        ref("responsible", "责任人", "responsible person", "person"),
        text("duties", "责任范围", "scope of responsibility"),
        text("criteria", "考核标准", "criteria"),
    )),
    Kind("document", "node", "文件", "document", "B21", (
        text("issuer", "发文机关", "issuer"),
        ref("supersedes", "替代文件", "document it replaces", "document"),
    )),
)
