"""How far a slow piece of work is, for a person who waits: silent for two seconds, then a line at most every second, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

AFTER, EVERY = 2.0, 1.0
"""Seconds before the first line, and between lines."""


class Progress:
    """Takes a line at each step and passes on those that a waiting person wants to see."""

    def __init__(self, after: float = AFTER, every: float = EVERY) -> None:
        self._next = monotonic() + after
        self._every = every

    def __call__(self, line: str) -> None:
        if monotonic() >= self._next:
            self._next = monotonic() + self._every
            print(line, file=sys.stderr, flush=True)


@contextmanager
def waiting(what: str, after: float = AFTER, every: float = 10.0) -> Iterator[None]:
    """Says what is being done, and for how long, while one step without steps of its own takes more than two seconds."""
    done, begun = Event(), monotonic()

    def tell() -> None:
        pause = after
        while not done.wait(pause):
            print(f"{what} … {monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
            pause = every

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
