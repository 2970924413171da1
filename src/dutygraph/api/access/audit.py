"""The audit log: one line for each answer that showed full names of persons, and for each change; never a key."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from platformdirs import user_data_path

from .scopes import Who


def audit_path() -> Path:
    """Where the log is kept unless told otherwise."""
    return user_data_path("dutygraph", appauthor=False) / "audit.jsonl"


class Audit:
    """Appends lines of JSON: when, who, by which way, what, about what."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._told = False

    def write(self, who: Who | None, event: str, path: str, subject: str, request_id: str, **more: object) -> None:
        """One line; a log that cannot be written is said once on stderr and refuses the answer."""
        said = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "who": who.name if who else "-", "key": who.key if who else "",
                "way": who.way if who else "", "event": event, "path": path[:500], "subject": subject[:500], "request": request_id, **more}
        line = (json.dumps(said, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
        with self._lock:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            except OSError as cause:
                if not self._told:
                    print(f"dutygraph: the audit log {self.path} cannot be written ({cause.strerror}); answers with names are refused.", file=sys.stderr)
                    self._told = True
                raise
            try:
                os.write(handle, line)
            finally:
                os.close(handle)
