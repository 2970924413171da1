"""Masked names: a reader sees 张某 for 张三, wherever a person's name occurs in an answer; ids that carry a name become other, stable ids.

Works on the plain values of an answer (`as_dict`), so no answer can be forgotten: every string is looked through for the names of all persons that the
history knows, also with spaces between its characters (丁 铁). Names that are also ordinary words are masked too; hiding too much is the safe side.
What is left alone: keys and words of the program itself (`closed`), and ids of places, sectors and bodies, which are nobody's name.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...vocabulary import KINDS, NODE_KINDS
from .closed import FIELD, TERM, closed

if TYPE_CHECKING:
    from ...snapshot import History

_COMPOUND = frozenset((
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯", "端木", "长孙", "宇文", "轩辕", "南宫", "独孤", "呼延", "百里", "东郭", "闻人", "澹台"))
"""Surnames of two characters 复姓."""
_CUT = re.compile(r"[@#]")
_PUBLIC = frozenset({"territory", "sector", "body"})
"""Kinds of node whose ids are names of public things: they stay what they are, so that filters and links keep their words."""
_CJK = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·"
_GAP = re.compile(rf"(?<=[{_CJK}])[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+(?=[{_CJK}])")
"""Spaces of any kind, also those that nobody sees, between two Chinese characters."""
_REMEMBERED = 50_000


def masked(name: str) -> str:
    """张三 as 张某, 欧阳峰 as 欧阳某."""
    return (name[:2] if name[:2] in _COMPOUND else name[:1]) + "某"


def names_of(history: History) -> frozenset[str]:
    """Every name of a person that the history's facts or problems state, also of people on no list."""
    found: set[str] = set()
    persons = history.nodes("person")
    found |= {str(each) for each in persons.name_column.to_pylist() if each}
    ids = {str(each) for each in persons.ids}
    for kind in history.compiled.resolved.tables:
        fields = [field.name for field in KINDS[kind].fields if field.type == "ref" and "person" in field.to]
        table = history.table(kind)
        for name in fields:
            ids |= {str(each) for each in table[name].unique().to_pylist() if each and str(each).startswith("person:")}
    ids |= {each.value for each in history.problems if each.value.startswith("person:")}
    found |= {_CUT.split(each.removeprefix("person:"))[0] for each in ids}
    return frozenset(each for each in found if each)


class Mask:
    """Hides the names of one history's persons; ``real`` takes its other ids back."""

    def __init__(self, names: Iterable[str], secret: bytes, history: History | None = None) -> None:
        self._secret = secret
        self._history = history
        self._starts: dict[str, list[str]] = {}
        spelt = {_GAP.sub("", each) for each in names}
        self._single = frozenset(each for each in spelt if len(each) == 1)
        for name in sorted((each for each in spelt if len(each) > 1), key=lambda each: (-len(each), each)):
            self._starts.setdefault(name[:2], []).append(name)
        first = "".join(sorted({each[0] for each in self._starts}))
        self._first = re.compile(f"[{re.escape(first)}]") if first else None
        self._known: dict[str, str] = {}
        self._others: dict[str, str] | None = None

    @classmethod
    def of(cls, history: History, secret: bytes) -> Mask:
        """The mask of a history, kept with it."""
        key = ("mask", secret)
        if key not in history.memo:
            history.memo[key] = cls(names_of(history), secret, history)
        found: Mask = history.memo[key]
        return found

    def text(self, said: str) -> str:
        """A text with every name hidden; an id that carries a name as another id."""
        if (known := self._known.get(said)) is not None:
            return known
        kind, mark, own = said.partition(":")
        if mark and kind in NODE_KINDS:
            if kind in _PUBLIC:
                found = said if self._history is None or self._history.nodes(kind).ordinal(said) >= 0 else self._hidden(said)
            else:
                found = said if own.startswith("~") or (kind != "person" and self._hidden(own) == own) else self.alias(said)
        else:
            found = self._hidden(said)
        if len(said) < 500:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[said] = found
        return found

    def _hidden(self, said: str) -> str:
        if said.strip() in self._single:
            return masked(said.strip())
        gaps = [each.span() for each in _GAP.finditer(said)]
        if not gaps:
            return self._without(said, said, range(len(said)))
        starts, ends = (0, *(end for _, end in gaps)), (*(start for start, _ in gaps), len(said))
        kept = [at for start, end in zip(starts, ends, strict=True) for at in range(start, end)]
        return self._without(said, "".join(said[start:end] for start, end in zip(starts, ends, strict=True)), kept)

    def _without(self, whole: str, said: str, places: Sequence[int]) -> str:
        """A text with every name hidden that ``said`` shows: the same without the spaces inside names; ``places`` tells where each character stands."""
        if self._first is None:
            return whole
        parts: list[str] = []
        done = at = 0
        while (match := self._first.search(said, at)) is not None:
            at = match.start()
            name = next((each for each in self._starts.get(said[at:at + 2], ()) if said.startswith(each, at) and _whole(said, at, len(each))), None)
            if name is None:
                at += 1
                continue
            parts += [whole[done:places[at]], masked(name)]
            at += len(name)
            done = places[at - 1] + 1
        return "".join([*parts, whole[done:]]) if parts else whole

    def apply(self, value: Any, key: str = "") -> Any:
        """An answer with every name hidden, also in keys that come from the data; words of the program stay."""
        if isinstance(value, str):
            return value if closed(value, key) else self.text(value)
        if isinstance(value, Mapping):
            term = value.keys() == TERM
            return {self._key(name): self.apply(each, "kind" if term else str(name)) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.apply(each, key) for each in value]
        return value

    def _key(self, name: Any) -> Any:
        return self.text(name) if isinstance(name, str) and not FIELD.fullmatch(name) else name

    def holds(self, value: Any, key: str = "") -> bool:
        """Whether an answer shows any full name."""
        if isinstance(value, str):
            return not closed(value, key) and self.text(value) != value
        if isinstance(value, Mapping):
            term = value.keys() == TERM
            return any(self._key(name) != name or self.holds(each, "kind" if term else str(name)) for name, each in value.items())
        return any(self.holds(each, key) for each in value) if isinstance(value, list | tuple) else False

    def alias(self, node: str) -> str:
        """The other id of a node whose id carries a name: stable as long as the keys' file, and nobody can work the name out from it."""
        digest = hmac.new(self._secret, f"node|{node}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:16]
        return f"{node.partition(':')[0]}:~{digest}"

    def real(self, node: str) -> str:
        """The id that another id stands for; any other text as it is."""
        if ":~" not in node or self._history is None:
            return node
        if self._others is None:
            found: dict[str, str] = {}
            for kind in NODE_KINDS:
                if kind not in _PUBLIC:
                    found |= {other: each for each in map(str, self._history.nodes(kind).ids) if (other := self.text(each)) != each}
            self._others = found
        return self._others.get(node, node)


def _whole(said: str, at: int, length: int) -> bool:
    """A name in Latin letters counts only as whole words."""
    before, after = said[at - 1:at], said[at + length:at + length + 1]
    return not (said[at].isascii() and before.isascii() and before.isalnum()) and not (said[at + length - 1].isascii() and after.isascii() and after.isalnum())
