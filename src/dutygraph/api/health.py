"""Whether the service lives, whether its data are open, and which version it is."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from .. import __version__
from .access.scopes import scope
from .problems import Refused

router = APIRouter(tags=["service"])


@router.get("/healthz", summary="Whether the service lives 是否存活", dependencies=[scope(None)])
async def healthz() -> dict[str, str]:
    """Always answers at once, whatever else is going on."""
    return {"status": "ok"}


@router.get("/readyz", summary="Whether the data are open 数据是否就绪", dependencies=[scope(None)])
async def readyz(request: Request) -> dict[str, str]:
    """503 until the first day has been opened."""
    desk = request.app.state.desk
    if not desk.ready:
        desk.warm()
        raise Refused("not-ready")
    return {"status": "ready"}


@router.get("/version", summary="Versions of program and data 程序与数据版本", dependencies=[scope(None)])
def version(request: Request) -> dict[str, Any]:
    """Which program answers, and from which data (null until they are open): the same data version says that nothing came, changed or was lost."""
    desk = request.app.state.desk
    return {"name": "dutygraph", "version": __version__, "api": "v1", "data_version": desk.version()[0] if desk.ready else None}
