"""Sessions of people who signed in with a key: an opaque cookie, kept in memory, ended by signing out, by time, or with the key."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from .keys import hashed

COOKIE = "dutygraph_session"
LASTS = 12 * 3600
MOST = 5000


@dataclass(frozen=True, slots=True)
class _Session:
    key: str
    ends: float


class Sessions:
    """Who is signed in: hashes of cookies, so that a memory dump opens nothing."""

    def __init__(self) -> None:
        self._held: dict[str, _Session] = {}
        self._lock = Lock()

    def start(self, key: str) -> str:
        """A new session of a key; the cookie's value."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = monotonic()
            self._held = {name: each for name, each in self._held.items() if each.ends > now}
            while len(self._held) >= MOST:
                self._held.pop(next(iter(self._held)))
            self._held[hashed(token)] = _Session(key, now + LASTS)
        return token

    def key(self, token: str) -> str | None:
        """The id of the key that signed in; None where the session has ended or never was."""
        found = self._held.get(hashed(token))
        return found.key if found is not None and found.ends > monotonic() else None

    def end(self, token: str) -> None:
        """Sign out."""
        with self._lock:
            self._held.pop(hashed(token), None)
