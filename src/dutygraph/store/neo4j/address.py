"""Where a server is and who asks: the address is given, name and password come from the environment alone and appear nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ...errors import StoreError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Address:
    """A server's address as it may be shown, the database (None: the server's own choice), and the credentials, which `repr` leaves out."""

    url: str
    database: str | None = None
    credentials: tuple[str, str] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str, env: Mapping[str, str]) -> Address:
        """The address ``url`` with ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE`` of the environment."""
        parts = urlsplit(url)
        try:
            host, port = parts.hostname, parts.port or 7687
        except ValueError:
            host, port = None, 0
        if "@" in parts.netloc:
            raise StoreError("the address of a store carries a user or password, which others can see in lists of processes and logs.", where=f"{parts.scheme}://…@{host}",
                             advice="Leave them out, and set NEO4J_USERNAME and NEO4J_PASSWORD.")
        if not host or parts.path.strip("/") or parts.query or parts.fragment:
            raise StoreError("this is not the address of a server.", where=f"{parts.scheme}://{parts.netloc}",
                             advice="Write it as bolt://HOST:7687; the database is named by NEO4J_DATABASE.")
        shown = f"[{host}]" if ":" in host else host
        password = env.get("NEO4J_PASSWORD")
        credentials = (env.get("NEO4J_USERNAME") or "neo4j", password) if password else None
        return cls(f"{parts.scheme.lower()}://{shown}:{port}", env.get("NEO4J_DATABASE") or None, credentials)
