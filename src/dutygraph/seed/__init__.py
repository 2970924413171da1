"""The seed county (霁川县, 模拟数据): a synthetic county of the essay's size, and the generator that wrote its sheets.

No place, person or enterprise in it exists. `sheets` is the folder that is shipped; ``python -m dutygraph.seed OUT --seed 2014`` writes it
again, with ``TRUTH.yaml`` of what was planted beside it.
"""

from __future__ import annotations

from pathlib import Path


def sheets() -> Path:
    """The folder of the shipped sheets, with the ``sources.yaml`` that marks them as synthetic."""
    return Path(__file__).resolve().parent / "sheets"


def truth() -> Path:
    """The file that lists what was planted in the shipped sheets."""
    return Path(__file__).resolve().parent / "TRUTH.yaml"


__all__ = ["sheets", "truth"]
