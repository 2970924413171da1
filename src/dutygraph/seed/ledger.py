"""How one bureau's register is written: numbered rows, a slip of the keyboard here and there, a total at the end."""

from __future__ import annotations

from typing import Any

from .names import TOWNS
from .table import Sheet
from .world import Object, World

LEDGER = ("number", "name", "type", "code", "town", "address", "sectors", "size", "risk", "status", "level", "remark")
ZH = {
    "enterprise": "企业",
    "sole_trader": "个体户",
    "site": "场所",
    "project": "项目（工地）",
    "equipment": "特种设备",
    "vessel": "船舶",
    "fleet": "车队",
    "ferry": "渡口码头",
    "route": "公路、航道",
}
HEAVY = TOWNS[:10]
FERRY_ORDER = "霁府发〔2013〕18号"
OFF_PLAN = "春节季节性零售点，不列入年度检查计划"


class Ledger:
    """Writes one keeper's register and tells the world of each object on it."""

    def __init__(self, world: World, keeper: str, sheet: Sheet) -> None:
        self.world, self.keeper, self.sheet = world, keeper, sheet
        self.number = 0

    def add(self, name: str, type_: str, towns: tuple[str, ...], *sectors: str, code: str = "", owner: str = "", seen: bool = True, **cells: Any) -> Object:
        """One row, with the number that the clerk gives it."""
        self.number += 1
        made = Object(name, type_, towns, sectors, code, self.keeper, owner, seen)
        self.world.objects.append(made)
        columns = self.sheet.columns
        row: dict[str, Any] = {
            "number": self.number,
            "name": self._typed(name),
            "type": ZH[type_],
            "code": self._typed(code),
            "town": "、".join(towns),
            "sectors": "、".join(sectors),
        }
        if owner:
            row["owner"] = owner
        if "status" in columns and "status" not in cells:
            row["status"] = "在产"
        self.sheet.add(**{key: value for key, value in {**row, **cells}.items() if key in columns})
        return made

    def total(self) -> None:
        """The line with which a clerk closes the sheet."""
        self.sheet.foot.append(("合计", str(self.number)))

    def _typed(self, word: str) -> str:
        """One cell in fifty carries a blank, or digits and letters in full width."""
        chance = self.world.rng.random()
        if word and chance < 0.01:
            return word + " "
        if word and chance < 0.02:
            return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in word)
        return word


def town(world: World) -> str:
    """A town; the first ten carry half of everything."""
    return world.rng.choice(HEAVY if world.rng.random() < 0.5 else TOWNS)


def ledger(world: World, keeper: str, stem: str, title: str, only: tuple[str, ...] = LEDGER, kind: str = "ledger", **options: Any) -> Ledger:
    """Begin the register of a keeper."""
    return Ledger(world, keeper, world.sheet(kind, stem, title, only=only if kind == "ledger" else (), **options))


def shares(world: World, total: int, parts: int) -> list[int]:
    """Whole numbers that add up to the total, none below a third of the mean."""
    least = total // parts // 3
    cuts = sorted(world.rng.randrange(total - least * parts + 1) for _ in range(parts - 1))
    return [least + high - low for low, high in zip([0, *cuts], [*cuts, total - least * parts], strict=True)]
