"""Requests as a server hands them over, byte for byte: no client library mends an odd address on the way."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import unquote


@dataclass
class Said:
    """One answer."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


class Caller:
    """Calls an app in one event loop, many requests one after the other."""

    def __init__(self, app, headers=()):
        self.app = app
        self.headers = [(b"host", b"127.0.0.1"), *((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in dict(headers).items())]
        self.waits, self.version = False, "1.1"
        self.loop = asyncio.new_event_loop()
        self.count = self.read = 0

    def close(self):
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def stalled(self, path, times, seconds):
        """Answers (status 0: none) to posts whose bodies never come, all at once, given up after some seconds."""
        async def run():
            tasks = [asyncio.ensure_future(self._call("POST", path, "", ())) for _ in range(times)]
            done, left = await asyncio.wait(tasks, timeout=seconds)
            for each in left:
                each.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            return [each.result() if each in done else Said() for each in tasks]

        self.waits = True
        try:
            return self.loop.run_until_complete(run())
        finally:
            self.waits = False

    def get(self, path, query="", headers=(), method="GET"):
        """``path`` and ``query`` percent-encoded ASCII, as they stand in the request line."""
        return self.loop.run_until_complete(self._call(method, path, query, headers))

    def many(self, asked):
        """The answers to many (path, query, headers), one after the other, in one task as behind one connection."""
        async def run():
            return [await self._call("GET", *each) for each in asked]

        return self.loop.run_until_complete(run())

    async def _call(self, method, path, query, headers):
        self.count += 1
        said = Said()
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": self.version, "method": method, "scheme": "http", "path": unquote(path), "raw_path": path.encode("ascii"),
            "root_path": "", "query_string": query.encode("ascii"), "headers": [*self.headers, *headers], "client": ("127.0.0.1", 50_000), "server": ("127.0.0.1", 80), "state": {}}

        bodies = [b""]

        async def receive():
            self.read += 1
            if bodies and not self.waits:
                return {"type": "http.request", "body": bodies.pop(), "more_body": False}
            return await asyncio.Future()  # the client stays

        async def send(message):
            if message["type"] == "http.response.start":
                said.status = message["status"]
                said.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
            else:
                said.body += message.get("body", b"")

        await self.app(scope, receive, send)
        return said
