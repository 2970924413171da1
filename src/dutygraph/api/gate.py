"""The gate: a bounded number of requests are worked on at once, some may wait, the others are told to come again; /healthz never passes here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .outside import UPLOADS, plain_problem, say
from .problems import KINDS, Problem

LIGHT = ("/healthz", "/readyz", "/version", "/static/", "/sign-in", "/sign-out", "/api/docs", "/api/openapi.json")
"""Addresses that need no place: those that compute nothing; uploads have a queue of their own."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the service takes on: requests at once, requests that wait, seconds of waiting and of work, bytes of an upload."""

    at_once: int = 2
    waiting: int = 64
    wait_seconds: float = 10.0
    work_seconds: float = 30.0
    upload_bytes: int = 64 * 1024 * 1024
    upload_files: int = 200


class Gate:
    """Lets ``at_once`` requests in; a place is free again when the answer begins, or when the work that outlived its time is over."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits
        self._places = asyncio.Semaphore(limits.at_once)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _light(scope["method"], scope["path"]):
            await self.app(scope, receive, send)
            return
        if not await self._enter():
            await _refuse(scope, send, "busy")
            return
        work = _Work(send, self._places)
        task = asyncio.ensure_future(self.app(scope, receive, work))
        task.add_done_callback(work.leave)
        done, _ = await asyncio.wait({task, asyncio.ensure_future(work.begun.wait())}, timeout=self.limits.work_seconds, return_when=asyncio.FIRST_COMPLETED)
        if done:
            await task
            return
        work.abandoned = True
        await _refuse(scope, send, "slow")

    async def _enter(self) -> bool:
        if self._places.locked() and self._waiting >= self.limits.waiting:
            return False
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self.limits.wait_seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True


def _light(method: str, path: str) -> bool:
    return (method == "POST" and path in UPLOADS) or any(path == each or (each.endswith("/") and path.startswith(each)) for each in LIGHT)


class _Work:
    """One request that is worked on: gives its place back once, and says nothing more after it was given up."""

    def __init__(self, send: Send, places: asyncio.Semaphore) -> None:
        self.send = send
        self.places = places
        self.begun = asyncio.Event()
        self.abandoned = False
        self.left = False

    async def __call__(self, message: Message) -> None:
        if self.abandoned:
            return
        if message["type"] == "http.response.start":
            self.begun.set()
            self.leave()
        await self.send(message)

    def leave(self, task: asyncio.Future[None] | None = None) -> None:
        """Give the place back."""
        if task is not None and self.abandoned and not task.cancelled():
            task.exception()  # nobody waits for it any more
        if not self.left:
            self.left = True
            self.places.release()
        self.begun.set()


async def _refuse(scope: Scope, send: Send, code: str) -> None:
    said = plain_problem(KINDS[code])
    await say(send, Problem(said.kind, said.detail, said.advice_zh, said.advice_en, (), {"Retry-After": "2"}), scope.get("state", {}).get("request_id", ""))
