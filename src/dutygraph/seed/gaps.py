"""What was planted in the seed county: posts without holders, duties that reach nobody, acts that nobody was asked for.

`TRUTH.yaml` lists each of them with its reason; whatever an ask finds beyond that list is a fault of the software or of this list.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from . import places as P
from .names import COUNTY, TOWNS

MISSING: frozenset[tuple[str, str]] = frozenset({(P.ROAD_STATIONS[3], "站长")})
"""Posts that nobody ever set up although the body has duties."""
NO_SAFETY_DEPUTY = f"{COUNTY}林业局"
TWO_SAFETY_DEPUTIES = P.EDUCATION
DOCK = "鹤汀一号渡口"
"""A ferry on a reservoir that two more bureaus name in their lists, neither as the lead."""
NO_PORTFOLIO_DEPARTMENT = f"{COUNTY}统计局"
NO_PORTFOLIO_SECTOR = "民用爆炸物品"
VACANT_DEPUTY = (P.government(TOWNS[15]), "副镇长（分管安全）")

TERMS: Mapping[tuple[str, str], tuple[tuple[str, date, date | None], ...]] = {
    (P.MARITIME, "处长"): (("正式任职", date(2012, 5, 14), date(2016, 6, 30)),),
    VACANT_DEPUTY: (("正式任职", date(2013, 4, 8), date(2016, 3, 10)), ("空缺", date(2016, 3, 10), None)),
    (P.TOURISM, "局长"): (("正式任职", date(2012, 2, 6), date(2016, 5, 20)), ("主持工作", date(2016, 5, 20), None)),
    (P.government(TOWNS[12]), "镇长"): (("正式任职", date(2011, 11, 3), date(2016, 9, 12)), ("提名", date(2016, 9, 12), None)),
    (f"{COUNTY}农机局", "副局长（分管安全）"): (("不详", date(2014, 8, 1), None),),
}
"""Terms that are not left to chance: a term that ended without a successor, a stated vacancy; and acting, nominee, unknown, which are no vacancy."""
