"""Which statements speak of one node: the canonical id of every row of a node table.

Sheets write the same post as ``应急局/局长`` and ``云岭县应急管理局/局长``, and one quarry with its credit code here and by name and township there.
Nothing is guessed: where more than one node fits, the row keeps its own id and a problem says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..facts import Facts, Place, Problem
from .names import bare, normal_column

Find = Callable[[str, str], tuple[str, ...]]
"""From a kind and a word to the ids that it may mean."""
SEPARATORS = {"post": "/", "person": "@"}


def composite(kind: str, word: str, find: Find) -> str:
    """The id of a post or a person with its body written by the body's own id; the id as it is where the body is not known."""
    mark = SEPARATORS[kind]
    name = bare(word)
    head, _, tail = name.partition(mark)
    if not tail:
        return word
    body, rest = (head, tail) if kind == "post" else (tail, head)
    for owner in ("body", "object"):
        found = find(owner, body)
        if len(found) == 1:
            own = bare(found[0])
            return f"{kind}:{own}/{rest}" if kind == "post" else f"{kind}:{rest}@{own}"
    return word


def rename(ids: pa.Array, renamed: Mapping[str, str]) -> pa.Array:
    """The ids with every renamed one replaced."""
    if not renamed:
        return ids
    encoded = ids.dictionary_encode()
    words = [renamed.get(word, word) for word in encoded.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(encoded.indices)


def same_objects(ids: pa.Array, table: pa.Table, narrow: Callable[[list[str], str], list[str]]) -> tuple[dict[str, str], list[Problem]]:
    """Objects without a code that are one object with a code: same name, same township, no other type.

    ``narrow`` keeps, of the coded ids of that name, those in a township.
    """
    coded = pc.is_valid(table["code"].combine_chunks())
    loose = pc.and_(pc.invert(coded), pc.match_substring(ids, "@"))
    if not pc.any(loose).as_py() or not pc.any(coded).as_py():
        return {}, []
    names = normal_column(table["name"].combine_chunks())
    candidates = np.flatnonzero(pc.and_(loose, pc.is_in(names, value_set=names.filter(coded).drop_null())).to_numpy(zero_copy_only=False))
    if not len(candidates):
        return {}, []
    wanted = names.take(pa.array(candidates))
    owners: dict[str, dict[str, str | None]] = {}
    matching = pc.and_(coded, pc.is_in(names, value_set=wanted))
    for name, node, type_ in zip(*(each.filter(matching).to_pylist() for each in (names, ids, table["type"].combine_chunks())), strict=True):
        owners.setdefault(name, {})[node] = type_
    return _matched(candidates, wanted.to_pylist(), owners, ids, table, narrow)


def _matched(candidates: Any, wanted: list[str], owners: dict[str, dict[str, str | None]], ids: pa.Array, table: pa.Table,
             narrow: Callable[[list[str], str], list[str]]) -> tuple[dict[str, str], list[Problem]]:
    renamed: dict[str, str] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for row, name in zip(candidates.tolist(), wanted, strict=True):
        node = ids[row].as_py()
        if node in seen:
            continue
        seen.add(node)
        type_ = table["type"][row].as_py()
        fitting = [each for each, other in owners[name].items() if type_ is None or other is None or type_ == other]
        kept = narrow(fitting, bare(node).rpartition("@")[2])
        if len(kept) == 1:
            renamed[node] = kept[0]
        elif kept:
            problems.append(Problem("ambiguous-object", f"“{bare(node)}”没有统一社会信用代码，与 {len(kept)} 个同名对象相符，未合并",
                                    f"{bare(node)} has no credit code and fits {len(kept)} objects of that name; not merged",
                                    place_of(table, row), "code", node,
                                    "补登统一社会信用代码", "add the credit code to the row"))
    return renamed, problems


def place_of(table: pa.Table, row: int) -> Place:
    """Where a row was read."""
    return Place(table["file"][row].as_py() or "", table["sheet"][row].as_py() or "", table["row"][row].as_py())




def implied_persons(facts: Facts, find: Find) -> pa.Table | None:
    """A row of the person table for everyone whom a list of holders names and no person row states (the list itself is the statement)."""
    table = facts.table("holds")
    rows: dict[str, int] = {}
    for row, word in enumerate(table["person"].to_pylist()):
        if word and word not in rows and not find("person", bare(word)):
            rows[word] = row
    if not rows:
        return None
    people = facts.table("person")
    schema = people.schema if people.num_rows else pa.schema([f for f in facts.table("person").schema if f.name in table.column_names or f.name in ("id", "name", "home")])
    part = table.take(pa.array(list(rows.values()), pa.int64()))
    given: dict[str, pa.Array] = {
        "id": pa.array(list(rows), pa.string()),
        "name": pa.array([bare(word).partition("@")[0].partition("#")[0] for word in rows], pa.string()),
        "home": pa.array([_home(word) for word in rows], pa.string()),
        "since": pa.nulls(len(rows), pa.date32()), "until": pa.nulls(len(rows), pa.date32()), "end": pa.array(["unknown"] * len(rows), pa.string()),
    }
    columns = [given[f.name] if f.name in given else (part[f.name].combine_chunks() if f.name in part.column_names else pa.nulls(len(rows), f.type)) for f in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _home(word: str) -> str | None:
    body = bare(word).partition("@")[2]
    return f"body:{body}" if body else None
