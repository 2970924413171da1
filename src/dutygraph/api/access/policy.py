"""Who comes in at the door: the local person, a key, a signed-in session, or a user whom a trusted proxy names."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path
from starlette.requests import Request

from ..problems import Refused
from .keys import Keys
from .scopes import Who
from .sessions import COOKIE, Sessions

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
_FORWARDING = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-cluster-client-ip", "x-original-host"})


def keys_path() -> Path:
    """Where keys are kept unless told otherwise."""
    return user_data_path("dutygraph", appauthor=False) / "keys.json"


@dataclass(frozen=True, slots=True)
class Policy:
    """How the door is kept: the address it stands on, the files of keys and of the audit log, and the proxies that are believed."""

    host: str = "127.0.0.1"
    keys: Path | None = None
    audit: Path | None = None
    proxy_header: str = ""
    proxies: tuple[str, ...] = ()

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        return loopback(self.host)


def loopback(address: str) -> bool:
    """Whether an address is of this machine alone."""
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"


class Door:
    """Says of each request who asks, or why nobody may."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.keys = Keys(policy.keys or keys_path())
        self.sessions = Sessions()

    @property
    def local(self) -> bool:
        """Whether the local person may do all: on a loopback address, with no key ever added and no proxy named."""
        return self.policy.loopback and not self.policy.proxy_header and not self.keys.all()

    def identify(self, request: Request) -> Who | None:
        """Who asks; None where no credential was given. Refused where one was, and it does not hold, or the way in is not open."""
        stated = request.headers.get("authorization")
        if self.local:
            _local(request)
            return Who.of("local", ("admin",), "local")
        if stated is not None:
            return self._bearer(stated)
        if named := self._proxied(request):
            _same_origin(request, self._hosts(request))
            return named
        token = request.cookies.get(COOKIE)
        if token is not None and (key_id := self.sessions.key(token)) is not None:
            key = self.keys.by_id(key_id)
            if key is None or not key.active:
                self.sessions.end(token)
                raise Refused("bad-key")
            _same_origin(request, self._hosts(request))
            return Who.of(key.name, key.scopes, "session", key.id)
        return None

    def trusted(self, request: Request) -> bool:
        """Whether the request comes from a proxy that is believed."""
        return bool(request.client) and request.client.host in self.policy.proxies  # type: ignore[union-attr]

    def https(self, request: Request) -> bool:
        """Whether the reader's browser speaks https, to us or to a proxy that is believed."""
        forwarded = request.headers.get("x-forwarded-proto", "") if self.trusted(request) else ""
        return "https" in (request.url.scheme, forwarded.split(",")[0].strip().lower())

    def _hosts(self, request: Request) -> frozenset[str]:
        said = [request.headers.get("host", "")]
        if self.trusted(request):
            said.append(request.headers.get("x-forwarded-host", "").split(",")[0].strip())
        return frozenset(each.lower() for each in said if each)

    def _bearer(self, stated: str) -> Who:
        kind, _, token = stated.partition(" ")
        key = self.keys.find(token.strip()) if kind.lower() == "bearer" and len(token) < 200 else None
        if key is None or not key.active:
            raise Refused("bad-key")
        return Who.of(key.name, key.scopes, "key", key.id)

    def _proxied(self, request: Request) -> Who | None:
        header = self.policy.proxy_header
        name = request.headers.get(header, "").strip()[:100] if header and self.trusted(request) else ""
        if not name:
            return None
        entry = self.keys.user(name)
        if entry is not None and not entry.active:
            raise Refused("bad-key")
        return Who.of(name, entry.scopes if entry else ("reader",), "proxy", entry.id if entry else f"user:{name}")


def _local(request: Request) -> None:
    """Only this machine, by a local name, from our own pages, and not passed on by anything."""
    if any(name in _FORWARDING or name.startswith("x-forwarded-") for name in request.headers):
        raise Refused("forwarded")
    if request.scope.get("http_version") == "1.0":  # no browser speaks it; a plain `proxy_pass` of nginx does, and adds no header
        raise Refused("forwarded")
    if request.client is not None and not loopback(request.client.host):
        raise Refused("forwarded")
    host = request.headers.get("host", "")
    if _name(host) not in LOCAL_NAMES:
        raise Refused("host")
    _same_origin(request, frozenset({host.lower()}))


def _name(host: str) -> str:
    """The name of a Host header without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


def _same_origin(request: Request, hosts: frozenset[str]) -> None:
    """A request that a browser sends for another site's page is refused; a link that a person follows from there is not."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() not in hosts:
        raise Refused("origin")
    site = request.headers.get("sec-fetch-site", "none")
    followed = request.method in ("GET", "HEAD") and request.headers.get("sec-fetch-mode") == "navigate"
    if site not in ("none", "same-origin") and not followed:
        raise Refused("origin")
