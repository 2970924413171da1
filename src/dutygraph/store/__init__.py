"""The store: keeps loads of facts and gives the facts known at a moment (存储)."""

from __future__ import annotations

from .base import Put, Store, UnknownLoad, open_store

__all__ = ["Put", "Store", "UnknownLoad", "open_store"]
