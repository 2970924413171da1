"""The service: pages and an API over one county (网页与接口)."""

from __future__ import annotations

from .app import create_app

__all__ = ["create_app"]
