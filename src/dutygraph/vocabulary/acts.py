"""The kinds of act (履职记录): what a body or a person did and left a record of."""

from __future__ import annotations

from .kind import Term

ACTS: tuple[Term, ...] = (
    Term("inspection", "检查", "inspection", "安全生产法 Art 65, 68; D04-D07, D14"),
    Term("meeting", "会议", "meeting", "D01-D03"),
    Term("letter", "责任书", "responsibility letter", "D09"),
    Term("talk", "约谈", "talk", "M02; 安委〔2018〕2号"),
    Term("report", "述职或报告", "report", "D11; 安全生产法 Art 83"),
    Term("visit", "联系走访", "liaison visit", "D08"),
    Term("training", "培训", "training", "M13"),
    Term("order", "责令整改", "order", "安全生产法 Art 65, 70; M14"),
    Term("penalty", "行政处罚", "penalty", "安全生产法 Ch 6; M14"),
    Term("transfer", "移送", "transfer", "安全生产法 Art 69; B19"),
    Term("assessment", "考核", "assessment", "D10"),
    Term("campaign", "专项整治", "campaign", "D12, D13"),
    Term("tip", "举报", "tip", "安全生产法 Art 73; M04"),
    Term("self_report", "自查自报", "self report", "M09; P10"),
    Term("registration", "登记录入", "registration", "P01"),
)
"""Every kind of act."""
