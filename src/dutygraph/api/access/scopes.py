"""Who asks and what they may do: scopes, and the one way in which a route says which it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from fastapi import Depends, Request

from ..problems import Refused

ScopeName = Literal["reader", "auditor", "loader", "admin"]
SCOPES: tuple[ScopeName, ...] = ("reader", "auditor", "loader", "admin")
"""reader 查阅（隐去姓名）, auditor 审计（见全名）, loader 导入, admin 管理; an auditor and a loader also read, an admin does all."""
_GRANTS: dict[str, frozenset[str]] = {
    "reader": frozenset({"reader"}), "auditor": frozenset({"reader", "auditor"}), "loader": frozenset({"reader", "loader"}), "admin": frozenset(SCOPES)}
Way = Literal["local", "key", "session", "proxy"]


@dataclass(frozen=True, slots=True)
class Who:
    """A person or program that asks: by which way it came in, and what it was granted."""

    name: str
    scopes: frozenset[str]
    way: Way
    key: str = ""

    @classmethod
    def of(cls, name: str, scopes: tuple[str, ...] | frozenset[str], way: Way, key: str = "") -> Who:
        """With all that the scopes bring with them."""
        return cls(name, frozenset().union(*(_GRANTS.get(each, frozenset()) for each in scopes)), way, key)

    def can(self, scope: str | None) -> bool:
        """Whether a route of this scope is open to them."""
        return scope is None or scope in self.scopes

    @property
    def masked(self) -> bool:
        """Whether names of persons are hidden from them."""
        return "auditor" not in self.scopes


@dataclass(frozen=True, slots=True)
class Needs:
    """The check of a route's scope; a test walks all routes and wants one on each."""

    scope: ScopeName | None

    async def __call__(self, request: Request) -> None:
        if self.scope is None:
            return
        who: Who | None = request.state.who
        if who is None:
            raise request.state.refused or Refused("no-key")
        if not who.can(self.scope):
            raise Refused("scope", scope=self.scope, held=", ".join(sorted(who.scopes)) or "-")


def scope(name: ScopeName | None) -> Any:
    """The dependency by which a route declares who may use it; None: anybody."""
    return Depends(Needs(name))
