"""The entrance: reads the question, asks the door who comes, and turns every fault that nobody caught into a problem."""

from __future__ import annotations

import asyncio
import sys
import traceback

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .access.csrf import FORM_COOKIE
from .access.keys import KeysError
from .access.policy import Door
from .handlers import respond
from .outside import UPLOADS
from .problems import Refused
from .question import read

UPLOADS_AT_ONCE = 2
"""One is loaded while the next one is sent; the others wait a while, and are told to come again."""


class Entrance:
    """Sets ``request.state``: ``question``, ``who`` (None: nobody known), ``refused`` (why not) and ``request_id``."""

    def __init__(self, app: ASGIApp, door: Door, lang: str) -> None:
        self.app = app
        self.door = door
        self.lang = lang
        self._uploads = asyncio.Semaphore(UPLOADS_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        state = request.state
        state.question = read(request, self.lang)
        state.who = state.refused = None
        state.form = state.route = ""
        try:
            state.who = self.door.identify(request)
        except Refused as error:
            state.refused = error
        except KeysError as error:
            print(f"dutygraph: {error}", file=sys.stderr)
            state.refused = Refused("keys")
        cookies = _Cookies(send, request, self.door)
        upload = request.method == "POST" and scope["path"] in UPLOADS
        refusal = (_unread(request) or await self._enter(request)) if upload else None
        if refusal is not None:
            await respond(request, refusal.problem)(scope, receive, cookies)
            return
        try:
            await self.app(scope, receive, cookies)
        except Exception as error:
            if cookies.started:
                raise
            print(f"dutygraph: request {state.request_id} failed:", file=sys.stderr)
            traceback.print_exception(error, limit=-6, file=sys.stderr)
            response = respond(request, Refused("fault").problem)
            await response(scope, receive, cookies)
        finally:
            if upload:
                self._uploads.release()

    async def _enter(self, request: Request) -> Refused | None:
        """A place for an upload, before any of its bytes are taken in; whoever waits holds no thread."""
        try:
            await asyncio.wait_for(self._uploads.acquire(), request.app.state.limits.wait_seconds)
        except TimeoutError:
            return Refused("busy")
        return None


def _unread(request: Request) -> Refused | None:
    """Why an upload is refused without reading it: the framework reads a form before it asks who sends it."""
    who = request.state.who
    if who is None:
        return request.state.refused or Refused("no-key")
    return None if who.can("loader") else Refused("scope", scope="loader", held=", ".join(sorted(who.scopes)) or "-")


class _Cookies:
    """Remembers the language that was chosen, and names a browser that was given a form."""

    def __init__(self, send: Send, request: Request, door: Door) -> None:
        self.send = send
        self.request = request
        self.door = door
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            secure = "; Secure" if self.door.https(self.request) else ""
            if self.request.state.form:
                headers.append("Set-Cookie", f"{FORM_COOKIE}={self.request.state.form}; Path=/; HttpOnly; SameSite=Strict{secure}")
            question = self.request.state.question
            if question.lang_asked and not self.request.url.path.startswith("/api/"):
                headers.append("Set-Cookie", f"lang={question.lang}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}")
        await self.send(message)
