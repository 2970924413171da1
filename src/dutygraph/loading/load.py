"""Loads files and folders: recognises every sheet, makes facts of its rows, and accounts for each row; all faults at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import SourceError
from ..facts import Batch, Counts, Delivery, Facts, Place, Problem
from .apply import apply, scope_of
from .faults import Fault, fault
from .finding import SourceFile, Unrecognised, find_files
from .mapping import Mapping
from .recognise import Recognised, check, lay_over, recognise, returned
from .reconcile import Part, reconcile
from .rows import read_body
from .sources import SIDE_CAR, Source
from .tables import Sheet, read_sheets

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SheetReport:
    """How the rows of one sheet fared."""

    file: str
    sheet: str
    mapping: str
    scope: str
    counts: Counts
    ignored: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that makes no fact, with every reason and its cells as they were."""

    place: Place
    mapping: str
    header: tuple[str, ...]
    cells: tuple[object, ...]
    reasons: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a call of `load_paths` read: the batch for the store, and the account of every row."""

    batch: Batch
    sheets: tuple[SheetReport, ...]
    unrecognised: tuple[Unrecognised, ...]
    problems: tuple[Problem, ...]
    rejected: tuple[RejectedRow, ...]

    @property
    def counts(self) -> Counts:
        """All sheets together."""
        return sum((each.counts for each in self.sheets), Counts())


def load_paths(
    paths: Sequence[Path], mappings: Sequence[Mapping], *, source: str | None = None, received: date | None = None,
    complete: bool | None = None, progress: Progress | None = None,
) -> Loaded:
    """Read files and folders as one load. ``source``, ``received`` and ``complete`` win over a ``sources.yaml``.

    SourceError names every file that cannot be read, every sheet with unknown columns, and every named file that no mapping fits.
    """
    with _uncollected():
        return _load(paths, mappings, source, received, complete, progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows become millions of small values that all stay alive: looking for garbage among them takes 40 % of a load and finds none."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _load(
    paths: Sequence[Path], mappings: Sequence[Mapping], source: str | None, received: date | None, complete: bool | None, progress: Progress | None,
) -> Loaded:
    faults: list[SourceError] = []
    unrecognised: list[Unrecognised] = []
    problems: list[Problem] = []
    files = find_files(paths, faults, unrecognised, problems)
    parts: list[tuple[Part, Source]] = []
    for number, file in enumerate(files, 1):
        try:
            read = _read_file(file, mappings, source, faults, unrecognised, problems)
        except SourceError as cause:
            faults.append(cause)
            continue
        parts.extend(read)
        if progress and len(files) > 1:
            progress(f"{number}/{len(files)} {file.name}")
    if not faults and not parts:
        faults.append(SourceError("nothing to load was found.", where=", ".join(map(str, paths)),
                                  advice="`dutygraph template` lists the kinds of sheet; " + "; ".join(f"{u.file}: {u.why}" for u in unrecognised[:5])))
    if faults:
        raise _together(faults)
    facts = reconcile([part for part, _ in parts])
    return _account(facts, parts, unrecognised, problems, received, complete)


def _read_file(
    file: SourceFile, mappings: Sequence[Mapping], scope: str | None, faults: list[SourceError], unrecognised: list[Unrecognised], problems: list[Problem],
) -> list[tuple[Part, Source]]:
    parts: list[tuple[Part, Source]] = []
    missed: list[Unrecognised] = []
    refused = False
    for sheet in read_sheets(file.path, file.name):
        if sheet.hidden:
            problems.append(fault("hidden-sheet").at(Place(sheet.file, sheet.sheet)))
            missed.append(Unrecognised(sheet.file, sheet.sheet, "隐藏的工作表 hidden sheet"))
            continue
        if not any(cell is not None for row in sheet.rows for cell in row):
            missed.append(Unrecognised(sheet.file, sheet.sheet, "空工作表 empty sheet"))
            continue
        if returned(sheet):
            missed.append(Unrecognised(sheet.file, sheet.sheet, "退回的行，请在原表改正 rejected rows of an earlier load: correct them in the sheet they came from"))
            continue
        found = _choose(sheet, file.source, mappings)
        if isinstance(found, str):
            missed.append(Unrecognised(sheet.file, sheet.sheet, found))
        elif wrong := [*check(found, sheet), *_parameters(found, file)]:
            faults.extend(wrong)
            refused = True
        else:
            parts.append((_part(sheet, found, file.source, scope), file.source))
    if file.named and not parts and not refused:
        reasons = "; ".join(f"{each.sheet + ': ' if each.sheet else ''}{each.why}" for each in missed)
        raise SourceError(f"no sheet of it is recognised ({reasons}).", where=str(file.path), advice="`dutygraph template` lists the kinds of sheet; --mappings adds more.")
    unrecognised.extend(missed)
    return parts


def _choose(sheet: Sheet, source: Source, mappings: Sequence[Mapping]) -> Recognised | str:
    if source.mapping is None:
        return recognise(sheet, mappings)
    for mapping in mappings:
        if mapping.name == source.mapping:
            found = lay_over(sheet, mapping)
            lacking = [mapping.columns[name].headings[0] for name in mapping.recognise if name not in found.columns]
            return f"the mapping {mapping.name} does not fit: no {', '.join(lacking)}" if lacking else found
    raise SourceError(f"names a mapping {source.mapping!r} that is not there.", where=f"{SIDE_CAR} for {sheet.file}", advice="Check the name, or add its folder with --mappings.")


def _parameters(found: Recognised, file: SourceFile) -> list[SourceError]:
    unknown = [name for name in file.source.set if name not in found.mapping.parameters]
    return [SourceError(f"sets parameters that the mapping {found.mapping.name} does not have: {', '.join(unknown)}.", where=f"{SIDE_CAR} for {file.name}",
                        advice=f"It has: {', '.join(found.mapping.parameters) or 'none'}.")] if unknown else []


def _part(sheet: Sheet, found: Recognised, source: Source, scope: str | None) -> Part:
    body = read_body(sheet, found, source.set)
    return Part(scope or source.scope or scope_of(body), body, apply(body))


def _together(faults: list[SourceError]) -> SourceError:
    if len(faults) == 1:
        return faults[0]
    return SourceError(f"{len(faults)} faults, nothing was loaded:\n" + "\n".join(f"- {each}" for each in faults))


def _account(
    facts: Facts, parts: list[tuple[Part, Source]], unrecognised: list[Unrecognised], problems: list[Problem], received: date | None, complete: bool | None,
) -> Loaded:
    reports: list[SheetReport] = []
    rejected: list[RejectedRow] = []
    for part, _ in parts:
        body = part.body
        own = [what.at(part.place(row)) for row, what in sorted(body.notes, key=lambda note: note[0]) if row not in body.fatal]
        own.extend(what.at(part.place(row)) for row in sorted(body.fatal) for what in body.fatal[row])
        reasons: dict[str, int] = {}
        for why in body.ignored.values():
            reasons[why] = reasons.get(why, 0) + 1
        reports.append(SheetReport(body.sheet.file, body.sheet.sheet, body.found.mapping.name, part.scope, part.counts, tuple(sorted(reasons.items())), tuple(own)))
        rejected.extend(RejectedRow(part.place(row), body.found.mapping.name, body.found.header, tuple(body.raw[row]), tuple(body.fatal[row])) for row in sorted(body.fatal))
        problems.extend(own)
    deliveries = _deliveries(parts, received, complete, problems)
    return Loaded(Batch(facts, deliveries), tuple(reports), tuple(unrecognised), tuple(problems), tuple(rejected))


def _deliveries(parts: list[tuple[Part, Source]], received: date | None, complete: bool | None, problems: list[Problem]) -> tuple[Delivery, ...]:
    """One delivery for each scope. A complete list with rejected rows ends nothing: a row that could not be read is not an absent one."""
    scopes: dict[str, list[tuple[Part, Source]]] = {}
    for part, source in parts:
        scopes.setdefault(part.scope, []).append((part, source))
    out = []
    for scope, members in scopes.items():
        days = {received or source.received for _, source in members}
        if len(days) > 1:
            raise SourceError(f"is said to be received on several days: {', '.join(sorted(str(day) for day in days))}.", where=f"source {scope}",
                              advice="Load each delivery by itself, in order.")
        day = days.pop()
        if day and day > date.today():
            raise SourceError(f"is said to be received on {day}, which is still to come.", where=f"source {scope}",
                              advice="Correct the day: --received, or received in sources.yaml.")
        counts = sum((part.counts for part, _ in members), Counts())
        whole = bool(complete) if complete is not None else all(source.complete for _, source in members)
        if whole and counts.rejected:
            problems.append(fault("incomplete-delivery", column=scope).at(Place(", ".join(dict.fromkeys(part.body.sheet.file for part, _ in members)))))
        out.append(Delivery(scope, day, whole and not counts.rejected, all(source.independent for _, source in members), any(source.synthetic for _, source in members),
                            tuple(dict.fromkeys(part.body.sheet.file for part, _ in members)), counts))
    return tuple(out)
