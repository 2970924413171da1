"""Access: keys and scopes, the door, sessions, forms, masked names and the audit log (谁可以做什么)."""

from __future__ import annotations

from .csrf import FORM, csrf_token
from .keys import Key, Keys
from .policy import Door, Policy
from .scopes import SCOPES, Needs, Who, scope

__all__ = ["FORM", "SCOPES", "Door", "Key", "Keys", "Needs", "Policy", "Who", "csrf_token", "scope"]
