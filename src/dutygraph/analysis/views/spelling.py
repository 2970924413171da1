"""How things are written: all names, other names, codes and ids of a kind in one long text, searched at once; and by the initials of their pinyin.

A character may be read in several ways (重 c or z), so every character stands for a set of letters, and a word of letters fits where each letter is in the
set. The usual reading is kept beside it: what fits by it comes first. Built once for a history, when first searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ...snapshot.columns import Bytes
from ...snapshot.days import Bools, Ints
from ...snapshot.names import normal, normal_column

if TYPE_CHECKING:
    from ...snapshot import History

Points = npt.NDArray[np.uint32]
NAME, ALIAS, CODE, ID = range(4)
LONGEST = 200
"""Characters of a question that are read."""
_END = 10
"""The character between two entries: no name has it, since the form in which names are compared has no spaces."""
SURNAMES = {
    "单": "s", "仇": "q", "解": "x", "曾": "z", "区": "o", "查": "z", "任": "r", "朴": "p", "尉": "y", "覃": "q", "华": "h", "盖": "g", "乐": "y", "缪": "m", "翟": "z", "员": "y",
    "冼": "x", "召": "s", "繁": "p", "秘": "b", "折": "s", "种": "c", "万": "w", "长": "z", "宓": "m", "能": "n", "黑": "h", "洗": "x", "瞿": "q", "祭": "z", "那": "n", "逄": "p",
}
"""Initials of characters that are read otherwise as a surname (姓氏异读)."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where a word was found: the entries, and whether it stands at their start and at their end."""

    entry: npt.NDArray[np.intp]
    starts: Bools
    ends: Bools


@dataclass(frozen=True, slots=True)
class Text:
    """Entries one after the other as code points (or sets of letters), each closed by an end; ``first`` is where each entry begins."""

    points: Points
    first: npt.NDArray[np.int64]

    def find(self, tests: Sequence[Bools]) -> Hits:
        """The entries where the tests hold one after the other; each entry once, its best place kept."""
        size = len(self.points) - len(tests) + 1
        if size <= 0:
            return _none()
        at = np.flatnonzero(tests[0][:size])
        for step, test in enumerate(tests[1:], 1):
            at = at[test[at + step]]
        entry = np.searchsorted(self.first, at, side="right") - 1
        starts = at == self.first[entry]
        ends = self.points[at + len(tests)] == self.end
        known, first = np.unique(entry, return_index=True)
        return Hits(known, np.logical_or.reduceat(starts, first) if len(first) else starts, np.logical_or.reduceat(ends, first) if len(first) else ends)

    @property
    def end(self) -> int:
        return int(self.points[-1])


@dataclass(frozen=True, slots=True)
class Spelling:
    """All that the nodes of one kind are called. ``of`` is the node of each entry and ``what`` says what kind of word it is.

    ``usual`` has the letter of the usual reading of each character, ``any`` all its letters as bits; both leave out what has no letter.
    """

    kind: str
    words: pa.Array
    of: Ints
    what: Bytes
    text: Text
    usual: Text
    any: Text

    def contains(self, word: str) -> Hits:
        """The entries that contain the word, given in the form in which names are compared."""
        return self.text.find([self.text.points == ord(letter) for letter in word])

    def initials(self, letters: str, *, usual: bool) -> Hits:
        """The names whose characters begin with these letters, by their usual reading or by any."""
        if usual:
            return self.usual.find([self.usual.points == ord(letter) for letter in letters])
        return self.any.find([(self.any.points >> np.uint32(ord(letter) - 97)) & 1 == 1 for letter in letters])


def _none() -> Hits:
    empty = np.zeros(0, dtype=np.intp)
    return Hits(empty, empty.astype(bool), empty.astype(bool))


def spelling(history: History, kind: str) -> Spelling:
    """What the nodes of a kind are called, kept with the history."""
    key = ("spelling", kind)
    if key not in history.memo:
        history.memo[key] = _build(history, kind)
    found: Spelling = history.memo[key]
    return found


def containing(history: History, kind: str, text: str) -> Bools:
    """The nodes of a kind of which a name, another name, the code or the id contains every word of the text."""
    found = np.ones(len(history.nodes(kind)), dtype=bool)
    index = spelling(history, kind)
    for word in text[:LONGEST].split():
        here = np.zeros(len(found), dtype=bool)
        if plain := normal(word):
            here[index.of[index.contains(plain).entry]] = True
        found &= here
    return found


def _build(history: History, kind: str) -> Spelling:
    merged, nodes = history.compiled.merged[kind], history.nodes(kind)
    size = len(nodes)
    every = np.arange(size, dtype=np.int32)
    names = normal_column(pa.array(nodes.names, pa.string()))
    parts: list[tuple[pa.Array, Ints, int]] = [(names, every, NAME)]
    columns = merged.table.column_names
    ids = normal_column(pc.replace_substring_regex(pa.array(nodes.ids, pa.string()), "^[^:]*:", ""))
    if "aliases" in columns and merged.table["aliases"].null_count < merged.table.num_rows:
        listed = merged.lists("aliases")
        of = np.repeat(every, [len(each) for each in listed])
        parts.append((normal_column(pa.array([alias for each in listed for alias in each], pa.string())), of, ALIAS))
    same = pc.equal(ids, names)
    if "code" in columns:
        code = normal_column(merged.values("code"))
        parts.append((code, every, CODE))
        same = pc.or_(same, pc.fill_null(pc.equal(ids, code), False))
    parts.append((pc.if_else(same, None, ids), every, ID))
    words = pa.concat_arrays([part[0] for part in parts])
    keep = np.asarray(pc.fill_null(pc.greater(pc.utf8_length(words), 0), False).to_numpy(zero_copy_only=False), dtype=bool)
    of = np.concatenate([part[1] for part in parts]).astype(np.int32)[keep]
    what = np.concatenate([np.full(len(part[1]), part[2], dtype=np.uint8) for part in parts])[keep]
    words = words.filter(pa.array(keep))
    text = _text(words)
    named = int((what <= ALIAS).sum())
    usual, sets = _initials(text, named, people=kind == "person")
    return Spelling(kind, words, of, what, text, usual, sets)


def _text(words: pa.Array) -> Text:
    """The entries as code points; names come first, so their initials have the same numbers."""
    joined = "\n".join(words.to_pylist()) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.flatnonzero(points == _END)
    return Text(points, np.concatenate([[0], ends + 1]).astype(np.int64))


def _initials(text: Text, named: int, *, people: bool) -> tuple[Text, Text]:
    """The letters of the first ``named`` entries, by the usual reading and by any; what has no letter (brackets, digits) is left out."""
    points = text.points[:text.first[named]]
    known, inverse = np.unique(points, return_inverse=True)
    letters = [(_END, 0) if each == _END else readings(chr(each)) for each in known.tolist()]
    usual = np.array([each[0] for each in letters], dtype=np.uint32)[inverse] if len(known) else points
    sets = np.array([each[1] for each in letters], dtype=np.uint32)[inverse] if len(known) else points
    if people and len(points):
        first = text.first[:named]
        own = np.array([SURNAMES.get(chr(each), "") for each in known.tolist()], dtype=object)[inverse[first]]
        read = np.array([ord(each) if each else 0 for each in own], dtype=np.uint32)
        usual[first] = np.where(read > 0, read, usual[first])
        sets[first] |= np.where(read > 0, np.uint32(1) << (np.maximum(read, 97) - np.uint32(97)).astype(np.uint32), np.uint32(0)).astype(np.uint32)
    keep = usual > 0
    usual, sets = usual[keep], sets[keep]
    first = np.concatenate([[0], np.flatnonzero(usual == _END) + 1]).astype(np.int64)
    sets = np.where(usual == _END, np.uint32(1 << 31), sets).astype(np.uint32)
    return Text(usual, first), Text(sets, first)


@cache
def readings(character: str) -> tuple[int, int]:
    """The letter with which a character begins by its usual reading, and the set of all such letters as bits; 0 where it has none."""
    if "a" <= character <= "z":
        return ord(character), 1 << (ord(character) - 97)
    if character < "⺀":
        return 0, 0
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", strict=False)
    letters = [each[0] for each in (found[0] if found else []) if each and "a" <= each[0] <= "z"]
    bits = 0
    for letter in letters:
        bits |= 1 << (ord(letter) - 97)
    return (ord(letters[0]), bits) if letters else (0, 0)
