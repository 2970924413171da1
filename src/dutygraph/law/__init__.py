"""Rules as dated data, each with its law, and the small readers for them."""

from __future__ import annotations

from .rules import FILES, Rules
from .tables import Frequency, HazardClass, ModeRule, Need, NeverSupervises, Permit

__all__ = ["FILES", "Frequency", "HazardClass", "ModeRule", "Need", "NeverSupervises", "Permit", "Rules"]
