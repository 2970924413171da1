"""A county small enough to derive every path by hand, and a builder that numbers its rows as a sheet would."""

from __future__ import annotations

from datetime import date
from typing import Any

from dutygraph.facts import Facts
from dutygraph.law import Rules
from dutygraph.snapshot import History, Snapshot

START = date(2015, 1, 1)
DAY = date(2016, 6, 30)


class Sheet:
    """Rows of facts; each gets a key and a row number, and holds since `START` unless it says otherwise."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def add(self, kind: str, **values: Any) -> Sheet:
        rows = self.rows.setdefault(kind, [])
        number = len(rows) + 1
        end = "known" if values.get("until") else "open"
        base = {"scope": "hand", "key": f"{kind}-{number}", "since": START, "end": end, "level": "document", "document": "document:云委〔2015〕1号"}
        rows.append({**base, "clause": str(number), "file": f"{kind}.csv", "row": number + 1, **values})
        return self

    def body(self, name: str, type_: str, level: str, parent: str | None = None, governs: str | None = None) -> Sheet:
        self.add("body", id=f"body:{name}", name=name, type=type_, tier=level)
        if parent:
            self.add("part_of", body=f"body:{name}", parent=f"body:{parent}")
        if governs:
            self.add("governs", body=f"body:{name}", territory=f"territory:{governs}")
        return self

    def post(self, body: str, name: str, rank: str, holder: str | None = None, **holds: Any) -> Sheet:
        id_ = f"post:{body}/{name}"
        self.add("post", id=id_, name=name, body=f"body:{body}", rank=rank)
        if holder:
            self.hold(f"{body}/{name}", holder, **holds)
        return self

    def hold(self, post: str, holder: str | None, **values: Any) -> Sheet:
        person = f"person:{holder}" if holder else None
        if holder and all(each["id"] != person for each in self.rows.get("person", [])):
            self.add("person", id=person, name=holder.partition("@")[0])
        return self.add("holds", post=f"post:{post}", person=person, **values)

    def charge(self, post: str, over: str | None = None, **values: Any) -> Sheet:
        return self.add("in_charge_of", post=f"post:{post}", over=over, **values)

    def on(self, day: date = DAY) -> Snapshot:
        return History.of(Facts.of(self.rows), data_version="hand", known_at=None, rules=Rules.read()).on(day)


def county() -> Sheet:
    """云岭县: a government and a committee in two tiers, an emergency bureau, a market bureau with a station, and one chemical plant in 城关镇."""
    sheet = Sheet()
    for name, type_, parent in (("云岭县", "county", None), ("城关镇", "township", "云岭县"), ("青石镇", "township", "云岭县")):
        sheet.add("territory", id=f"territory:{name}", name=name, type=type_)
        if parent:
            sheet.add("within", territory=f"territory:{name}", parent=f"territory:{parent}", by="division")
    for name, parent in (("工业", None), ("危险化学品", "工业"), ("特种设备", None)):
        sheet.add("sector", id=f"sector:{name}", name=name, scheme="county", parent=f"sector:{parent}" if parent else None)
    sheet.body("县政府", "government", "county", governs="云岭县").body("县委", "party_committee", "county", governs="云岭县")
    sheet.body("应急局", "department", "county", "县政府").body("市监局", "department", "county", "县政府")
    sheet.body("城关市场所", "station", "township", "市监局", "城关镇")
    sheet.body("城关镇政府", "government", "township", "县政府", "城关镇").body("城关镇党委", "party_committee", "township", "县委", "城关镇")
    sheet.post("县政府", "县长", "head", "赵一").post("县政府", "副县长甲", "deputy", "钱二")
    sheet.post("县政府", "副县长乙", "deputy", "孙三").post("县政府", "副县长丙", "deputy", "周九")
    sheet.charge("县政府/副县长甲", "sector:工业").charge("县政府/副县长乙", safety=True).charge("县政府/副县长丙", "sector:特种设备")
    sheet.post("县委", "书记", "secretary", "李四").post("县委", "常委", "member", "孙三").charge("县委/常委", safety=True)
    sheet.post("应急局", "局长", "head", "周五").post("应急局", "副局长", "deputy", "吴六")
    sheet.post("应急局", "科长", "section_head", "郑七").post("应急局", "副局长乙", "deputy", "冯八")
    sheet.charge("应急局/副局长", "sector:危险化学品").charge("应急局/科长", "sector:危险化学品").charge("应急局/副局长乙", "sector:特种设备")
    sheet.post("市监局", "局长", "head", "陈一").post("市监局", "副局长", "deputy", "褚二").charge("市监局/副局长", "body:城关市场所")
    sheet.post("城关市场所", "所长", "head", "卫三")
    sheet.post("城关镇政府", "镇长", "head", "蒋四").post("城关镇政府", "副镇长", "deputy", "沈五").charge("城关镇政府/副镇长", safety=True)
    sheet.post("城关镇党委", "书记", "secretary", "韩六")
    sheet.add("duty", bearer="body:应急局", mode="industry", sector="sector:危险化学品", territory="territory:云岭县")
    plant(sheet, "化工厂")
    return sheet


def plant(sheet: Sheet, name: str, place: str = "城关镇", sector: str = "危险化学品") -> Sheet:
    """An enterprise at a place, in a sector."""
    sheet.add("object", id=f"object:{name}", name=name, type="enterprise")
    sheet.add("at", object=f"object:{name}", territory=f"territory:{place}", as_what="site")
    return sheet.add("in_sector", object=f"object:{name}", sector=f"sector:{sector}", as_what="registered")
