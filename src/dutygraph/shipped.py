"""Finds what is shipped beside the code (``cypher/``, ``loaders/``, seed sheets), in a wheel or in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shipped(folder: str) -> Path:
    """The folder of that name: packed into the wheel, else at the root of the checkout."""
    packed = Path(str(files("dutygraph"))) / "_shipped" / folder
    return packed if packed.is_dir() else Path(__file__).resolve().parents[2] / folder
