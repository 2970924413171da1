"""The modes in which a body supervises (监管方式). Which of them can carry supervision is a rule, in law/modes.yaml."""

from __future__ import annotations

from .kind import Term

MODES: tuple[Term, ...] = (
    Term("comprehensive", "综合监管", "comprehensive", "安全生产法 Art 10; B11"),
    Term("industry", "行业监管（直接）", "industry", "安全生产法 Art 10; B13, B18"),
    Term("guidance", "行业指导", "guidance", "安全生产法 Art 3; B18"),
    Term("special", "专项监管", "special", "消防法 Art 4; 特种设备安全法 Art 5"),
    Term("licence", "许可审批", "licence", "安全生产法 Art 63, 87; M11"),
    Term("territorial", "属地监管", "territorial", "安全生产法 Art 9; B12, B17"),
    Term("zone", "功能区管理", "zone", "安全生产法 Art 9"),
    Term("station", "派驻", "station", "E17"),
    Term("national", "国家监察", "national", "煤矿安全生产条例 Art 6"),
    Term("delegated", "委托", "delegated", "安全生产法 Art 9; M17"),
    Term("registration", "登记", "registration", "P01: a register entry is not supervision"),
)
"""Every mode, in the order in which they are shown."""

LINES: tuple[Term, ...] = (
    Term("enterprise", "企业主体线", "enterprise", "安全生产法 Art 5, 21-25; B40"),
    Term("territorial", "属地线", "territorial", "安全生产法 Art 9; B12, B17"),
    Term("industry", "行业线", "industry", "安全生产法 Art 10; B13"),
    Term("licence", "许可线", "licence", "安全生产法 Art 87"),
    Term("special", "专项线", "special", "消防法 Art 4; 特种设备安全法 Art 5"),
    Term("comprehensive", "综合线", "comprehensive", "安全生产法 Art 10; B11"),
    Term("zone", "功能区线", "zone", "安全生产法 Art 9"),
    Term("party", "党委线", "party", "厅字〔2018〕13号 Art 3; B01, B02"),
)
"""The lines along which accountability climbs (责任线)."""

POWERS: tuple[Term, ...] = (
    Term("inspect", "检查", "inspect", "安全生产法 Art 65"),
    Term("order", "责令", "order", "安全生产法 Art 65, 70"),
    Term("penalise", "处罚", "penalise", "安全生产法 Art 115; M17"),
)
"""Powers beside duties (职权)."""
