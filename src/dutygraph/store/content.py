"""What a load says, in one canonical form, and its hash: the same whatever the order of rows, the store, the machine or the version of a library.

The canonical form of a kind's table has the columns of `facts.schema`, rows by scope and key, each pair once. The hash goes over kinds in declared
order, and over each column that says anything: which rows are null, then the values (for texts: their lengths, then the characters in UTF-8). Columns
that are wholly null are passed over, so a field that the vocabulary gains later changes no old hash. When a load was recorded is not in it;
what its deliveries state (received, complete, independent, synthetic) is, because it decides which facts hold.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..errors import StoreError
from ..facts import Batch, Delivery, Facts, schema
from ..vocabulary import KINDS

_ORDER = [("scope", "ascending"), ("key", "ascending")]


def canonical(batch: Batch) -> Facts:
    """The batch's facts in canonical form; `StoreError` where it cannot be kept: no delivery, a kind or column unknown, an identity missing or doubled."""
    scopes = [each.scope for each in batch.deliveries]
    if not scopes:
        raise StoreError("the batch has no delivery.", advice="A load needs at least one source that says what it brings.")
    if len(set(scopes)) < len(scopes):
        raise StoreError("the batch has two deliveries of one scope.", where=next(s for s in scopes if scopes.count(s) > 1))
    if unknown := set(batch.facts.tables) - set(KINDS):
        raise StoreError(f"unknown kind of fact: {', '.join(sorted(unknown))}.")
    return Facts({kind: _canonical_table(kind, batch.facts.tables[kind], scopes) for kind in KINDS if batch.facts.table(kind).num_rows})


def content(facts: Facts, deliveries: tuple[Delivery, ...]) -> str:
    """The hash of canonical facts together with what their deliveries state, in hex."""
    digest = hashlib.sha256()
    for each in sorted(deliveries, key=lambda delivery: delivery.scope):
        received = each.received.isoformat() if each.received else None
        digest.update(json.dumps([each.scope, received, each.complete, each.independent, each.synthetic]).encode())
    for kind in KINDS:
        if facts.table(kind).num_rows:
            digest.update(f"\n{kind} {facts.table(kind).num_rows}\n".encode())
            _hash_table(digest, facts.table(kind))
    return digest.hexdigest()


def _canonical_table(kind: str, table: pa.Table, scopes: list[str]) -> pa.Table:
    """One kind's table with the right columns, sorted by identity, each identity once."""
    wanted = schema(kind)
    if odd := set(table.column_names) ^ set(wanted.names):
        raise StoreError(f"a {kind} table has columns missing or unknown: {', '.join(sorted(odd))}.")
    try:
        table = table.select(wanted.names).cast(wanted)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise StoreError(f"a {kind} table has a column of the wrong type: {error}.") from error
    for name in ("scope", "key"):
        if table[name].null_count:
            raise StoreError(f"{table[name].null_count} {kind} rows have no {name}.", advice="Scope and key are a fact's identity; the mapping must state both.")
    if undelivered := set(pc.unique(table["scope"]).to_pylist()) - set(scopes):
        raise StoreError(f"{kind} rows of a scope without a delivery: {', '.join(sorted(undelivered))}.")
    for index, field in enumerate(wanted):
        if pa.types.is_floating(field.type):
            table = table.set_column(index, field, _plain_numbers(table[field.name]))
    table = table.sort_by(_ORDER)
    _refuse_doubles(kind, table)
    return table


def _plain_numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Numbers with one form each: no NaN (it is not a number, so it is unknown) and no negative zero."""
    return pc.add(pc.if_else(pc.is_nan(column), pa.scalar(None, pa.float64()), column), 0.0)


def _refuse_doubles(kind: str, table: pa.Table) -> None:
    """Two rows of one identity in one load would leave open which of them holds."""
    same = pc.and_(pc.equal(table["key"].slice(1), table["key"].slice(0, table.num_rows - 1)), pc.equal(table["scope"].slice(1), table["scope"].slice(0, table.num_rows - 1)))
    first = pc.index(same, True).as_py()
    if first >= 0:
        row, other = table.slice(first, 2).to_pylist()
        raise StoreError(
            f"two {kind} rows of one load have the same key {row['key']!r} in scope {row['scope']!r} (rows {row['row']} of {row['file']} and {other['row']} of {other['file']}).",
            advice="Merge them, or give the key another column that tells them apart.")


def _hash_table(digest: hashlib._Hash, table: pa.Table) -> None:
    for field in table.schema:
        column = table[field.name]
        if column.null_count < table.num_rows:
            digest.update(f"{field.name}\n".encode())
            digest.update(_column_digest(column))


def _column_digest(column: pa.ChunkedArray) -> bytes:
    """A column's nulls, lengths and values, the same however it is cut into chunks."""
    nulls, lengths, values = hashlib.sha256(), hashlib.sha256(), hashlib.sha256()
    for chunk in column.chunks:
        nulls.update(_plain(pc.is_null(chunk), "u1"))
        if pa.types.is_string(chunk.type):
            text = pc.fill_null(chunk, "")
            lengths.update(_plain(pc.binary_length(text), "<i4"))
            values.update(_characters(text))
        elif pa.types.is_date(chunk.type):
            values.update(_plain(chunk.cast(pa.int32()).fill_null(0), "<i4"))
        elif pa.types.is_boolean(chunk.type):
            values.update(_plain(chunk.fill_null(False), "u1"))
        else:
            values.update(_plain(chunk.fill_null(0), "<f8" if pa.types.is_floating(chunk.type) else "<i8"))
    return nulls.digest() + lengths.digest() + values.digest()


def _plain(array: pa.Array, form: str) -> bytes:
    """Values without nulls, as bytes of one form on every machine."""
    return np.ascontiguousarray(array.to_numpy(zero_copy_only=False).astype(form)).tobytes()


def _characters(text: pa.StringArray) -> memoryview:
    """The characters of texts without nulls, one after another."""
    _, offsets, characters = text.buffers()
    if not len(text) or characters is None:
        return memoryview(b"")
    ends = np.frombuffer(offsets, dtype=np.int32)
    return memoryview(characters)[int(ends[text.offset]):int(ends[text.offset + len(text)])]
