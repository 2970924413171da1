"""Unified social credit codes (GB 32100-2015) under an area code that belongs to no place."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_OUTER = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_INNER = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(serial: int, *, kind: str = "91", area: str) -> str:
    """The code of the ``serial``-th unit that ``area`` registered: organisation code with its own check digit, then the outer one.

    ``kind`` is the registering department and the class of unit: 91 enterprise, 92 sole trader, 11 organ, 12 public institution.
    """
    body = f"{serial:08d}"
    inner = (11 - sum(weight * int(char) for weight, char in zip(_INNER, body, strict=True)) % 11) % 11
    seventeen = kind + area + body + ("X" if inner == 10 else str(inner))
    outer = (31 - sum(weight * ALPHABET.index(char) for weight, char in zip(_OUTER, seventeen, strict=True)) % 31) % 31
    return seventeen + ALPHABET[outer]


def spoiled(code: str) -> str:
    """The same code with a wrong last character, as a slip of the pen leaves it."""
    return code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % len(ALPHABET)]
