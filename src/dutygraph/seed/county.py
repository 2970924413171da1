"""The county from end to end: makes the world in a fixed order and writes it as sheets, sources and truth."""

from __future__ import annotations

from pathlib import Path

import yaml

from .acts import acts
from .duties import duties
from .inside import inside
from .mess import mess
from .objects import registers
from .people import committee, staff
from .rounds import rounds
from .structure import exemption, powers, structure
from .truth import truth
from .world import LAST, World

NOTICE = "模拟数据：霁川县及其全部机构、人员、企业均为虚构 / synthetic: no place, body, person or enterprise in these sheets exists"


def make(seed: int = 2014) -> World:
    """The county of a seed, in memory."""
    world = World(seed)
    structure(world)
    staff(world)
    committee(world)
    registers(world)
    exemption(world)
    powers(world)
    duties(world)
    acts(world)
    mess(world)
    inside(world)
    rounds(world)
    return world


def write(folder: Path, seed: int = 2014) -> list[Path]:
    """Write ``sheets/`` with its ``sources.yaml``, and ``TRUTH.yaml`` beside it; the same bytes for the same seed."""
    sheets = folder / "sheets"
    sheets.mkdir(parents=True, exist_ok=True)
    world = make(seed)
    files = [sheet.write(sheets) for sheet in world.sheets.values()]
    sources = {"sources": [{"files": ["*.csv", "*.xlsx"], "received": LAST, "synthetic": True}]}
    for name, content in (("sheets/sources.yaml", sources), ("TRUTH.yaml", {"notice": NOTICE, "seed": seed, "as_of": LAST, **truth(world)})):
        path = folder / name
        path.write_bytes((f"# {NOTICE}\n" + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=180)).encode())
        files.append(path)
    return files
