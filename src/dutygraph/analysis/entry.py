"""What an ask is: a question with parameters, a denominator, a rule of severity and a function of a snapshot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ..findings import Finding

if TYPE_CHECKING:
    from ..snapshot import Snapshot

ParameterType = Literal["choice", "kinds", "act", "sector", "period", "mode"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an ask; ``default`` None means *not restricted*."""

    name: str
    type: ParameterType
    zh: str
    en: str
    default: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an analysis found, before it is dated: findings in stable order, out of how many of which unit."""

    findings: list[Finding]
    out_of: int
    unit: str = "object"
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """One ask of the list: pages, commands and docs are made from it.

    ``out_of`` says what the denominator counts, ``severity`` how findings are graded, ``caution`` what an answer does not prove.
    """

    name: str
    zh: str
    en: str
    out_of: Words
    severity: Words
    function: Callable[[Snapshot, dict[str, Any]], Answer]
    parameters: tuple[Parameter, ...] = ()
    basis: str = ""
    caution: Words = Words("", "")
