"""Keys: who may come in, kept as hashes in one file that only its owner may read."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock, Timeout

from ...errors import DutygraphError, NotFound, UsageError
from .scopes import SCOPES

PREFIX = "dg_"
"""What every key begins with, so that one left in a log or a mail is recognised."""


class KeysError(DutygraphError):
    """The file of keys cannot be read or written (密钥文件)."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key, or one user whom a trusted proxy names (``hash`` empty): never the key itself."""

    id: str
    name: str
    scopes: tuple[str, ...]
    hash: str
    created: str
    revoked: str | None = None

    @property
    def active(self) -> bool:
        return self.revoked is None


def hashed(token: str) -> str:
    """SHA-256 of a key: enough for 256 random bits, which nobody guesses."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class Keys:
    """The keys of one service, read again whenever the file has changed, so that a revoked key ends at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._keys: tuple[Key, ...] = ()
        self._secret = ""
        self._own = secrets.token_hex(32)

    def all(self) -> tuple[Key, ...]:
        """Every key, also revoked ones, in the order in which they were added."""
        self._refresh()
        return self._keys

    @property
    def secret(self) -> bytes:
        """What signs tokens of forms and other names of persons; of this file, or of this run where there is none."""
        with suppress(KeysError):  # the door is shut then; what has been signed so far stays so
            self._refresh()
        return (self._secret or self._own).encode()

    def find(self, token: str) -> Key | None:
        """The key, if it is one of these; the caller looks whether it was revoked."""
        said = hashed(token)
        return next((each for each in self.all() if each.hash and secrets.compare_digest(each.hash, said)), None)

    def user(self, name: str) -> Key | None:
        """The entry of a user whom a trusted proxy names."""
        return next((each for each in reversed(self.all()) if not each.hash and each.name == name), None)

    def by_id(self, id_: str) -> Key | None:
        """The key of that id."""
        return next((each for each in self.all() if each.id == id_), None)

    def add(self, name: str, scopes: Iterable[str], *, user: bool = False) -> tuple[Key, str]:
        """A new key, and the key itself, which is kept nowhere."""
        chosen = tuple(each for each in SCOPES if each in set(scopes))
        if not name.strip() or len(name) > 100 or not name.isprintable():
            raise UsageError(f"{name!r} names nobody.", advice="Give the person's or program's name, at most 100 characters.")
        if not chosen:
            raise UsageError("a key needs a scope.", advice=f"Give --scope one of {', '.join(SCOPES)}.")
        token = "" if user else PREFIX + secrets.token_urlsafe(32)
        with self._locked():
            held = self.all()
            if any(each.active and each.name == name for each in held):
                raise UsageError(f"{name!r} has a key already.", advice="Revoke it first, or choose another name.")
            key = Key(f"k{len(held) + 1}", name, chosen, hashed(token) if token else "", datetime.now(UTC).isoformat(timespec="seconds"))
            self._write((*held, key))
        return key, token

    def revoke(self, word: str) -> Key:
        """End a key, by its id or the name of whose it is."""
        with self._locked():
            held = self.all()
            found = next((each for each in held if each.id == word), None) or next((each for each in held if each.active and each.name == word), None)
            if found is None:
                raise NotFound("key", word, [each.name for each in held], advice="`dutygraph keys list` lists them.")
            ended = replace(found, revoked=found.revoked or datetime.now(UTC).isoformat(timespec="seconds"))
            self._write(tuple(ended if each.id == found.id else each for each in held))
        return ended

    def _locked(self) -> FileLock:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(f"{self.path}.lock", timeout=5)
            lock.acquire()
            lock.release()
        except (OSError, Timeout) as cause:
            raise KeysError(f"cannot be written ({cause}).", where=str(self.path), advice="Check its folder, or name another file with --keys.") from None
        return lock

    def _refresh(self) -> None:
        try:
            state = self.path.stat()
        except FileNotFoundError:
            self._seen, self._keys, self._secret = None, (), ""
            return
        except OSError as cause:
            raise KeysError(f"cannot be read ({cause.strerror}).", where=str(self.path), advice="Check its permissions.") from None
        seen = (state.st_mtime_ns, state.st_size, state.st_ino)
        if seen == self._seen:
            return
        try:
            said = json.loads(self.path.read_text("utf-8"))
            keys = tuple(Key(each["id"], each["name"], tuple(each["scopes"]), each["hash"], each["created"], each["revoked"]) for each in said["keys"])
            self._secret = str(said["secret"])
        except (OSError, ValueError, KeyError, TypeError):
            raise KeysError("is no file of keys.", where=str(self.path), advice="Restore it from a backup; nobody comes in until then.") from None
        self._keys, self._seen = keys, seen

    def _write(self, keys: tuple[Key, ...]) -> None:
        said = {"secret": self._secret or secrets.token_hex(32), "keys": [asdict(each) for each in keys]}
        try:
            with NamedTemporaryFile("w", dir=self.path.parent, prefix=".keys-", delete=False, encoding="utf-8") as draft:
                json.dump(said, draft, ensure_ascii=False, indent=1)
                draft.flush()
                os.fsync(draft.fileno())
            Path(draft.name).chmod(0o600)
            Path(draft.name).replace(self.path)
        except OSError as cause:
            raise KeysError(f"cannot be written ({cause.strerror}).", where=str(self.path), advice="Check its folder and the free space.") from None
        self._seen = None
