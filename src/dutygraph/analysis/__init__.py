"""What can be asked of a day. `ANALYSES` lists every ask once; pages, commands and documents are made from it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..errors import NotFound
from ..findings import Findings
from .catalogue import LISTED
from .entry import Analysis, Answer, Parameter, Words

if TYPE_CHECKING:
    from ..snapshot import Snapshot

ANALYSES = MappingProxyType({each.name: each for each in LISTED})
"""Every ask by name, in the order in which they are shown."""


def ask(snapshot: Snapshot, name: str, **parameters: Any) -> Findings:
    """Answer one of the listed asks on this day; parameters as ``--set`` takes them.

    Raises
    ------
    NotFound
        For an ask, a sector or a kind of act that is not known, with near names.
    UsageError
        For a parameter that the ask does not have, or a value that it does not take, with those that it does.
    """
    from .parameters import read

    if name not in ANALYSES:
        raise NotFound("ask", name, ANALYSES, advice="`dutygraph ask --list` lists them.")
    analysis = ANALYSES[name]
    values, words = read(snapshot, analysis, parameters)
    answer = analysis.function(snapshot, values)
    caution = [f"{analysis.caution.zh}。 {analysis.caution.en}."] if analysis.caution.zh else []
    return Findings(analysis.name, snapshot.meta(words), tuple(answer.findings), answer.out_of, answer.unit, (*answer.notes, *caution))


__all__ = ["ANALYSES", "Analysis", "Answer", "Parameter", "Words", "ask"]
