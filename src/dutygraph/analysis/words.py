"""Words and evidence that findings share: names, lists cut short, severity by risk class, citations in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..facts import Fact
from ..findings import Cite, Finding, Severity
from ..vocabulary import Term, label

if TYPE_CHECKING:
    from ..snapshot import History, Snapshot

MOST = 5
"""How many citations or examples a finding carries; the count says how many there are."""
_RANK = {"high": 0, "medium": 1, "low": 2, "info": 3}
_BY_RISK: dict[str | None, Severity] = {"red": "high", "orange": "high", "yellow": "medium", "blue": "low"}
_CITED = ("since", "until", "end", "level", "document", "clause", "file", "sheet", "row")


def by_risk(risk: str | None) -> Severity:
    """Red and orange are high, yellow is medium, blue is low; medium where no class is stated."""
    return _BY_RISK.get(risk, "medium")


def worst(risks: Iterable[str | None]) -> Severity:
    """The most severe of several risk classes; low for none."""
    return min((by_risk(each) for each in risks), key=_RANK.__getitem__, default="low")


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The stable order of an answer: worst first, then by what it is about."""
    return sorted(findings, key=lambda each: (_RANK[each.severity], each.subject, each.key))


class Names(dict[str, str]):
    """Names of nodes by id, each looked up once."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history

    def __missing__(self, node: str) -> str:
        found = self[node] = self._history.name(node)
        return found

    def zh(self, nodes: Iterable[str]) -> str:
        """The names in a Chinese sentence."""
        return "、".join(self[each] for each in nodes)

    def en(self, nodes: Iterable[str]) -> str:
        """The names in an English sentence."""
        return ", ".join(self[each] for each in nodes)


def names(snapshot: Snapshot) -> Names:
    """The names of this history's nodes."""
    found: Names = snapshot.history.memo.setdefault("ask names", Names(snapshot.history))
    return found


def cites(snapshot: Snapshot, kind: str, rows: Iterable[int]) -> dict[int, Cite]:
    """Citations of many facts of one kind at once, by row."""
    wanted = sorted({int(each) for each in rows})
    if not wanted:
        return {}
    table = snapshot.history.table(kind).select([*_CITED]).take(wanted)
    return {row: Cite.of(Fact(kind, values)) for row, values in zip(wanted, table.to_pylist(), strict=True)}


def identities(snapshot: Snapshot, kind: str, rows: Iterable[int]) -> dict[int, str]:
    """What tells each fact from all others, whatever else is loaded: its day, its source and its key there."""
    wanted = sorted({int(each) for each in rows})
    if not wanted:
        return {}
    table = snapshot.history.table(kind).select(["since", "scope", "key"]).take(wanted)
    return {row: "|".join(str(each) for each in said.values()) for row, said in zip(wanted, table.to_pylist(), strict=True)}


def zh(terms: tuple[Term, ...], name: str | None) -> str:
    """The Chinese label, or a word for nothing stated."""
    return label(terms, name, "zh") if name else "未注明"


def en(terms: tuple[Term, ...], name: str | None) -> str:
    """The English label, or a word for nothing stated."""
    return label(terms, name, "en") if name else "not stated"


def some(names: Sequence[str], *, lang: str, most: int = 3) -> str:
    """The first few names, and how many more there are."""
    first = ("、" if lang == "zh" else ", ").join(names[:most])
    if len(names) <= most:
        return first
    return f"{first}等{len(names)}个" if lang == "zh" else f"{first} and {len(names) - most} more"


def count_en(number: int, one: str, many: str = "") -> str:
    """A number with its noun, and the verb that may follow it: 1 object stands, 2 objects stand."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def day_zh(day: date | None) -> str:
    """A day, or that it is not known."""
    return day.isoformat() if day else "日期不详"


def day_en(day: date | None) -> str:
    """A day, or that it is not known."""
    return day.isoformat() if day else "an unknown day"

