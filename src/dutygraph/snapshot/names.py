"""Names as sheets write them: one form for comparing, and an index from a name, an alias or a code to the nodes it may mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

_OPEN, _CLOSE = "[{〔【「『〈《", "]}〕】」』〉》"
_BRACKETS = str.maketrans(_OPEN + _CLOSE, "(" * len(_OPEN) + ")" * len(_CLOSE))
_LIST = re.compile(r"[;；]")


def normal(word: str) -> str:
    """The form in which names are compared: NFKC, no spaces, one kind of bracket, lower case (full-width 〔2016〕 and [2016] are one)."""
    return "".join(unicodedata.normalize("NFKC", word).split()).translate(_BRACKETS).lower()


def normal_column(words: pa.Array) -> pa.Array:
    """`normal` over a whole column."""
    flat = pc.utf8_normalize(words, form="NFKC")
    flat = pc.replace_substring_regex(flat, r"\s+", "")
    flat = pc.replace_substring_regex(flat, "[" + re.escape(_OPEN) + "]", "(")
    return pc.utf8_lower(pc.replace_substring_regex(flat, "[" + re.escape(_CLOSE) + "]", ")"))


def bare(ref: str) -> str:
    """An id without its kind: ``body:应急管理局`` gives ``应急管理局``."""
    return ref.partition(":")[2]


def listed(words: str | None) -> tuple[str, ...]:
    """The members of a ``;`` list, in order, without repeats."""
    if not words:
        return ()
    return tuple(dict.fromkeys(word.strip() for word in _LIST.split(words) if word.strip()))


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Which ids of one kind a word may mean. A name of its own wins over an alias or a code of another."""

    names: dict[str, list[str]] = field(default_factory=dict)
    others: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, ids: pa.Array, table: pa.Table) -> NameIndex:
        """The index of a node table whose rows have these (canonical) ids."""
        index = cls()
        words = ids.to_pylist()
        bares = normal_column(pc.replace_substring_regex(ids, "^[^:]*:", "")).to_pylist()
        named = normal_column(table["name"].combine_chunks()).to_pylist()
        for node, own, name in zip(words, bares, named, strict=True):
            _add(index.names, own, node)
            if name:
                _add(index.names, name, node)
        columns = table.column_names
        if "code" in columns:
            for node, code in zip(words, table["code"].to_pylist(), strict=True):
                if code:
                    _add(index.others, normal(code), node)
        if "aliases" in columns:
            for node, aliases in zip(words, table["aliases"].to_pylist(), strict=True):
                for alias in listed(aliases):
                    _add(index.others, normal(alias), node)
        return index

    def find(self, word: str) -> tuple[str, ...]:
        """The ids of that name, else of that alias or code; none, one, or several."""
        key = normal(word)
        return tuple(self.names.get(key) or self.others.get(key) or ())

    def keys(self) -> Iterable[str]:
        """Every word that means something, for suggestions."""
        return self.names.keys() | self.others.keys()


def _add(words: dict[str, list[str]], key: str, node: str) -> None:
    found = words.setdefault(key, [])
    if node not in found:
        found.append(node)
