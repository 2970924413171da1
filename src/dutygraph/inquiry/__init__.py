"""What an auditor files after an accident: level, chain, evidence, ranking, and how sure each of them is; leads, never findings of guilt."""

from __future__ import annotations
