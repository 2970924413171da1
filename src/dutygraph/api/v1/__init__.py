"""The API, version 1: every answer of the program as JSON."""

from __future__ import annotations

from fastapi import APIRouter

from . import asks, counts, dossier, loads, nodes, words

router = APIRouter(prefix="/api/v1")
for _part in (counts, asks, nodes, dossier, loads, words):
    router.include_router(_part.router)
