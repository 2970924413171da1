"""The answer bundle: one zip with fixed times, its parts in order, and a list of their hashes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from ..layout import safe
from .docx import fixed


def bundle(files: Mapping[str, str]) -> bytes:
    """The files as one zip, with ``manifest.json`` that gives the SHA-256 of each."""
    manifest = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**files, "manifest.json": json.dumps(manifest, indent=1)}.items():
            archive.writestr(fixed(name), text.encode())
    return out.getvalue()


def csv_rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV that a spreadsheet cannot run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([safe(value) for value in row])
    return out.getvalue()
