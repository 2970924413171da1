"""What can go wrong with a folder, said so that a clerk knows what to do: every `OSError` leaves the store as a `StoreError`."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def told(path: Path, doing: str) -> Iterator[None]:
    """Turns a failure of the file system into a `StoreError` that names the folder and what to do; ``doing`` is ``read`` or ``written``."""
    try:
        yield
    except OSError as error:
        raise _store_error(error, path, doing) from error


def _store_error(error: OSError, path: Path, doing: str) -> StoreError:
    where = str(error.filename or path)
    if error.errno in _FULL:
        return StoreError("the disk (or its quota) is full; nothing of this load was kept.", where=str(path),
                          advice="Make room, or choose another folder with --store, and load again.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return StoreError(f"it may not be {doing}: {error.strerror or error}.", where=where, advice="Ask for access to it, or choose another folder with --store.")
    if isinstance(error, NotADirectoryError):
        return StoreError("this is a file, and a store is a folder.", where=str(path), advice="Choose another folder with --store.")
    return StoreError(f"it cannot be {doing}: {error.strerror or error}.", where=where, advice="Check the disk; what was loaded before stays as it is.")
