"""The faults that every county's sheets have, planted on purpose (R1-R15)."""

from __future__ import annotations

from .codes import spoiled
from .names import TOWNS
from .world import World

REJECTED = 2
MERGED = 1


def mess(world: World) -> None:
    """A row entered twice, a code with a wrong last character, a row without a name."""
    other = world.sheets["企业台账_其他工贸_经信局"]
    twice = dict(other.rows[40])
    other.rows.append(twice)
    other.add(number="253", name="霁川错码机械厂", type="企业", code=spoiled(world.code()), town=TOWNS[4], sectors="机械", status="在产")
    other.add(number="254", type="企业", town=TOWNS[5], sectors="建材", status="在产", remark="名称待补")
    world.notes["load"] = {"rejected": {"企业台账_其他工贸_经信局.csv": REJECTED}, "merged": {"企业台账_其他工贸_经信局.csv": MERGED}}
