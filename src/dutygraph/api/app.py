"""The service: one county behind pages and an API, put together from its parts."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from .. import __version__
from ..settings import Settings
from ..workbench import County
from .access.audit import Audit, audit_path
from .access.policy import Door, Policy
from .desk import Desk
from .entrance import Entrance
from .gate import Gate, Limits
from .handlers import install
from .outside import Outside
from .schema import Service

TITLE = "dutygraph"
ABOUT = (
    "Who is supervised by nobody, and who answered for this enterprise on that day. Every answer carries `meta`: the day asked about, what was known when, "
    "and the versions of data and rules. Answers are leads, not findings of responsibility. "
    "查清谁无人监管、事故当日谁应负责；结果为线索，不构成责任认定。")


def create_app(county: County, settings: Settings, *, policy: Policy | None = None, limits: Limits | None = None) -> FastAPI:
    """The service of one county; without a policy as on this machine alone, for the local person."""
    from . import docs, health, sign, static
    from .pages import routers
    from .v1 import router as v1

    kept = policy or Policy()
    bounds = limits or Limits()
    door = Door(kept)
    app = Service(title=TITLE, version=__version__, description=ABOUT, docs_url=None, redoc_url=None, openapi_url=None, lifespan=_life, redirect_slashes=False)
    app.state.settings, app.state.door, app.state.limits = settings, door, bounds
    app.state.desk = Desk(county, door, Audit(kept.audit or audit_path()))
    install(app)
    for router in (health.router, v1, docs.router, static.router, sign.router, *routers()):
        app.include_router(router)
    app.add_middleware(Entrance, door=door, lang=settings.lang)
    app.add_middleware(Gate, limits=bounds)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    app.add_middleware(Outside, upload_bytes=bounds.upload_bytes)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    sys.setswitchinterval(0.002)  # the loop that answers /healthz gets its turn soon beside threads that compute
    app.state.desk.warm()
    yield
    app.state.desk.rest()
