"""A file that people get is written whole: a full disk or a kill leaves the old one, never half a new one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the target and move into place; a device or a pipe is written to, never replaced by a file. OSError where it cannot be written."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    draft = path.with_name(f".{path.name}.partial")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        with suppress(OSError):  # what could not be written is told, not what could not be cleared
            draft.unlink(missing_ok=True)
