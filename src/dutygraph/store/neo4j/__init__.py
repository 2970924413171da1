"""The server store: a county's facts in Neo4j, where its IT runs them and anyone who knows Cypher can ask them directly."""

from __future__ import annotations

from .store import Neo4jStore

__all__ = ["Neo4jStore"]
