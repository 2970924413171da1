"""The desk: gives each request its day of the county, hides names from those who may not see them, and keeps count of what it holds."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from threading import Lock, RLock, Thread
from time import monotonic
from typing import Any, Protocol

from starlette.requests import Request

from ..errors import DutygraphError, NotFound
from ..snapshot import History
from ..snapshot.day import Snapshot
from ..workbench import County, Day
from .access.audit import Audit
from .access.masking import Mask
from .access.policy import Door
from .access.scopes import Who
from .problems import Refused
from .question import Question

KEPT = 12
"""Days at hand over all histories: memory stays flat however many days are asked about."""
_HISTORIES = 4
_FRESH = 0.5
"""Seconds for which the store's version is believed without looking."""


class Answer(Protocol):
    """Anything with a JSON shape."""

    def as_dict(self) -> dict[str, Any]: ...


class Desk:
    """One county behind a service; every method may be called from any thread."""

    def __init__(self, county: County, door: Door, audit: Audit, kept: int = KEPT) -> None:
        self.county = county
        self.door = door
        self.audit = audit
        self.kept = kept
        self.ready = False
        self._days: OrderedDict[tuple[str, str, str, date], Day] = OrderedDict()
        self._histories: OrderedDict[tuple[str, str], History] = OrderedDict()
        self._lock = RLock()
        self._version: tuple[float, str, str] | None = None
        self._warming: Thread | None = None
        self._warm = Lock()

    def version(self) -> tuple[str, str]:
        """The data version, and a hash that also tells loads apart that say the same."""
        with self._lock:
            now = monotonic()
            if self._version is None or now - self._version[0] > _FRESH:
                loads = "|".join(f"{each.id} {each.recorded} {each.retracted}" for each in self.county.loads())
                self._version = (now, self.county.store.version(), sha256(loads.encode()).hexdigest()[:12])
            return self._version[1], self._version[2]

    def changed(self) -> None:
        """A load came or went: look at the store again at once."""
        with self._lock:
            self._version = None

    def history(self, question: Question) -> History:
        """All that was known at the time that is asked about."""
        version = self.version()[0]
        key = (version, question.known_at.isoformat() if question.known_at else "")
        with self._lock:
            if (found := self._histories.get(key)) is None:
                found = self._histories[key] = self.county.history(question.known_at)
                Mask.of(found, self.door.keys.secret)
                while len(self._histories) > _HISTORIES:
                    self._histories.popitem(last=False)
            self._histories.move_to_end(key)
            return found

    def day(self, question: Question) -> Day:
        """The county on the day that is asked about; without one, on the last that the data reach."""
        with self._lock:
            history = self.history(question)
            key = (history.data_version, history.rules.version, history.known_at or "", question.as_of or history.last_day)
            if (found := self._days.get(key)) is None:
                found = self._days[key] = Day(Snapshot(history, key[3]))
                while len(self._days) > self.kept:
                    self._days.popitem(last=False)
            self._days.move_to_end(key)
            return found

    def warm(self) -> None:
        """Open the first day in the background, once at a time; `ready` says when it is there."""
        with self._warm:
            if not self.ready and (self._warming is None or not self._warming.is_alive()):
                self._warming = Thread(target=self._open, name="dutygraph-warm")
                self._warming.start()

    def rest(self) -> None:
        """Wait for what is still being opened: a library must not be cut off in the middle of its work."""
        if self._warming is not None:
            self._warming.join()

    def _open(self) -> None:
        try:
            day = self.day(Question())
            day.coverage().as_dict()
            self.mask(Question())
        except DutygraphError as error:
            print(f"dutygraph: the first day could not be opened: {error}", file=sys.stderr)
            return
        except Exception as error:  # noqa: BLE001 - a thread has no caller: stderr tells what happened, and /readyz stays 503
            print(f"dutygraph: the first day could not be opened: {error!r}", file=sys.stderr)
            return
        self.ready = True

    # names

    def mask(self, question: Question) -> Mask:
        """What hides the names of all persons that are known at the time that is asked about."""
        history = self.history(question)
        with self._lock:
            return Mask.of(history, self.door.keys.secret)

    def masks(self) -> tuple[Mask, ...]:
        """What hides the names of all persons of the histories at hand, for words that belong to no answer; opens nothing."""
        secret = self.door.keys.secret
        return tuple(Mask.of(each, secret) for each in tuple(self._histories.values()))

    def masked(self, request: Request) -> bool:
        """Whether names of persons are hidden from the one who asks."""
        who: Who | None = request.state.who
        return who is None or who.masked

    def real(self, request: Request, node: str) -> str:
        """The id that a masked id in an address stands for; any other as it is. From whom names are hidden, a person's own id is not taken: it would try names out."""
        if self.masked(request) and node.startswith("person:") and not node.startswith("person:~"):
            raise NotFound("thing of the county", node, advice="Search for its name: ids begin with their kind, as in body:, post:, object:.")
        return self.mask(request.state.question).real(node) if ":~" in node else node

    def said(self, request: Request, answer: Answer | Mapping[str, Any], subject: str = "") -> Any:
        """The JSON shape of an answer as the one who asks may see it; an answer that shows full names is written to the audit log."""
        plain = answer if isinstance(answer, Mapping) else answer.as_dict()
        mask = self.mask(request.state.question)
        if self.masked(request):
            return mask.apply(plain)
        if not getattr(request.state, "logged", False) and mask.holds(plain):
            self.opened(request, subject)
        return plain

    def note(self, request: Request, event: str, path: str, subject: str, **more: object) -> None:
        """Write down what is about to be done, before it is done; refused where the log cannot be written."""
        try:
            self.audit.write(request.state.who, event, path, subject, request.state.request_id, **more)
        except OSError:
            raise Refused("audit") from None

    def done(self, request: Request, event: str, path: str, subject: str, **more: object) -> None:
        """Write down how it went; what was about to be done is in the log already, so a log that fails only now undoes nothing."""
        with suppress(OSError):
            self.audit.write(request.state.who, event, path, subject, request.state.request_id, **more)

    def opened(self, request: Request, subject: str = "") -> None:
        """Write down that full names were shown, once for each request."""
        self.note(request, "names", request.url.path, subject)
        request.state.logged = True
