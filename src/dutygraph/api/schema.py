"""The schema of the API: what FastAPI makes of the routes, with the parts that all answers share, the scope of each route, and how to come in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fastapi import FastAPI
from fastapi import routing as fastapi_routing

from .access.scopes import Needs
from .v1.shapes import COMPONENTS


@dataclass(frozen=True, slots=True)
class Declared:
    """One route: its methods and address, and the check of scope it carries (None: it has none, which a test forbids)."""

    methods: tuple[str, ...]
    path: str
    needs: Needs | None


def declared(app: FastAPI) -> Iterator[Declared]:
    """Every route of the service, also those of routers inside routers."""
    contexts: Any = getattr(fastapi_routing, "iter_route_contexts", iter)
    for each in contexts(app.routes):
        checks = [one.call for one in getattr(getattr(each, "dependant", None), "dependencies", ()) if isinstance(one.call, Needs)]
        yield Declared(tuple(sorted(each.methods or ())), str(each.path), checks[0] if checks else None)


class Service(FastAPI):
    """FastAPI, whose schema says also which scope each route needs."""

    @cached_property
    def written(self) -> bytes:
        """The schema as bytes, worked out once."""
        return json.dumps(self.openapi(), ensure_ascii=False).encode()

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI schema, worked out once."""
        if self.openapi_schema:
            return self.openapi_schema
        said = super().openapi()
        components = said.setdefault("components", {})
        components.setdefault("schemas", {}).update(COMPONENTS)
        components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer", "description": "A key made by `dutygraph keys add` 密钥; not needed in the local mode."}}
        for each in declared(self):
            for method in each.methods:
                operation = said["paths"].get(each.path.replace(":path}", "}"), {}).get(method.lower())
                if operation is not None and each.needs is not None:
                    operation["x-scope"] = each.needs.scope or "none"
                    operation["security"] = [{"key": []}] if each.needs.scope else []
        self.openapi_schema = said
        return said
