"""The rules that hold in a county: the shipped tables, each of which a county's own folder may replace."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from ..errors import RulesError
from .accident_table import AccidentTable
from .editions import EditionsTable
from .inquiry_table import InquiryTable
from .obligation_table import ObligationsTable
from .tables import Carries, FrequenciesTable, Frequency, HazardClass, HazardsTable, ModesTable, Need, NeedsTable, Table

FILES: Mapping[str, type[Table]] = {
    "modes.yaml": ModesTable, "needs.yaml": NeedsTable, "frequencies.yaml": FrequenciesTable, "own_hazards.yaml": HazardsTable,
    "accident.yaml": AccidentTable, "obligations.yaml": ObligationsTable, "editions.yaml": EditionsTable, "inquiry.yaml": InquiryTable,
}
"""The rule files by name."""
_SHIPPED = Path(__file__).parent
_Shape = TypeVar("_Shape", bound=Table)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule tables of one county, ready to ask. ``version`` is a hash of all that they say, ``texts`` are the files that the county put in place of ours."""

    carries: Mapping[str, Carries]
    never_supervise: frozenset[str]
    needs: tuple[Need, ...]
    frequencies: tuple[Frequency, ...]
    hazards: tuple[HazardClass, ...]
    accidents: AccidentTable
    obligations: ObligationsTable
    editions: EditionsTable
    inquiry: InquiryTable
    version: str
    basis: Mapping[str, str]
    replaced: tuple[str, ...]
    texts: Mapping[str, str]
    _permits: frozenset[str]
    _classes: Mapping[str, str]

    @classmethod
    def read(cls, overlay: Path | None = None) -> Rules:
        """The shipped tables; a file of the same name in ``overlay`` replaces one of them.

        Raises
        ------
        RulesError
            With file and key, where a file is missing, unreadable or says what no table knows.
        """
        chosen = _files(overlay)
        modes, needs = read_table(chosen["modes.yaml"], ModesTable), read_table(chosen["needs.yaml"], NeedsTable)
        frequencies, hazards = read_table(chosen["frequencies.yaml"], FrequenciesTable), read_table(chosen["own_hazards.yaml"], HazardsTable)
        accidents, obligations = read_table(chosen["accident.yaml"], AccidentTable), read_table(chosen["obligations.yaml"], ObligationsTable)
        editions, inquiry = read_table(chosen["editions.yaml"], EditionsTable), read_table(chosen["inquiry.yaml"], InquiryTable)
        return cls(
            carries={rule.mode: rule.principal for rule in modes.modes},
            never_supervise=frozenset(row.type for row in modes.never_supervise),
            needs=needs.needs, frequencies=frequencies.frequencies, hazards=hazards.hazards, accidents=accidents, obligations=obligations, editions=editions, inquiry=inquiry,
            version=_version([modes, needs, frequencies, hazards, accidents, obligations, editions, inquiry]),
            basis={rule.mode: rule.basis for rule in modes.modes},
            replaced=tuple(name for name, path in chosen.items() if path.parent != _SHIPPED),
            texts={name: path.read_bytes().decode("utf-8-sig") for name, path in chosen.items() if path.parent != _SHIPPED},
            _permits=frozenset(plain(word) for row in modes.permits for word in (row.name, *row.aliases)),
            _classes={plain(word): row.name for row in reversed(hazards.hazards) for word in (row.name, row.zh, row.en, *row.aliases)})

    def permit_carries(self, permit: str | None) -> bool:
        """Whether the law joins supervision to issuing this permit; not where none is stated."""
        return permit is not None and plain(permit) in self._permits

    def hazard(self, word: str) -> str:
        """The hazard class that a word of a sheet means; an unlisted word is a class of its own."""
        return self._classes.get(plain(word), plain(word))

    def hazards_of_kind(self, kind: str | None) -> tuple[str, ...]:
        """The hazard classes that an object of the kind has by nature (a boiler is special equipment)."""
        return tuple(row.name for row in self.hazards if kind in row.kinds)

    def needed(self, kind: str | None, risk: str | None, hazards: Iterable[str]) -> tuple[str, ...]:
        """The modes that an object needs, in the order of the table; ``hazards`` are classes, not words."""
        own = set(hazards)
        fits = [row for row in self.needs if (not row.kinds or kind in row.kinds) and (not row.risks or risk in row.risks) and (not row.hazards or own & set(row.hazards))]
        return tuple(dict.fromkeys(mode for row in fits for mode in row.modes))

    @property
    def permit_words(self) -> frozenset[str]:
        """The permits that carry supervision, as `plain` words."""
        return self._permits

    @property
    def hazard_words(self) -> Mapping[str, str]:
        """Every listed word for a hazard, as a `plain` word, with its class."""
        return self._classes

    @property
    def frequencies_per_object(self) -> tuple[Frequency, ...]:
        """Those obligations that a supervising body owes to each of its objects."""
        return tuple(row for row in self.frequencies if row.per == "object")


def plain(word: str) -> str:
    """A word as it is compared: width, case and spaces do not tell two permits or hazards apart."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def _files(overlay: Path | None) -> dict[str, Path]:
    chosen = {name: _SHIPPED / name for name in FILES}
    if overlay is None:
        return chosen
    if not overlay.is_dir():
        raise RulesError("there is no such folder of rules.", where=str(overlay), advice="Name a folder, or leave --rules out.")
    try:
        paths = sorted(path for path in overlay.iterdir() if path.suffix in (".yaml", ".yml"))
    except OSError as error:
        raise RulesError(f"cannot be read: {error.strerror}.", where=str(overlay), advice="Check the path and its permissions.") from error
    for path in paths:
        if path.name not in FILES:
            raise RulesError("no rule table has this name.", where=str(path), advice=f"The tables are {', '.join(FILES)}.")
        chosen[path.name] = path
    return chosen


def read_table(path: Path, shape: type[_Shape]) -> _Shape:
    """One rule file, checked against its shape; RulesError with file and key where it is wrong."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RulesError(f"cannot be read: {error.strerror}.", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise RulesError("is not UTF-8 text.", where=str(path), advice="Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RulesError(f"is no YAML: {getattr(error, 'problem', None) or error}.", where=f"{path} line {mark.line + 1}" if mark else str(path)) from error
    except (ValueError, TypeError, RecursionError) as error:  # a day that no calendar has, a list as a key, brackets without end
        raise RulesError(f"is no YAML that can be read: {error}.", where=str(path), advice="Correct the file.") from error
    try:
        return shape.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "(whole file)"
        more = f" ({error.error_count()} faults in all)" if error.error_count() > 1 else ""
        raise RulesError(f"{first['msg']}{more}.", where=f"{path} key {key}", advice=f"See the shipped {path.name} for the form.") from error


def _version(tables: list[Table]) -> str:
    text = json.dumps([table.model_dump(mode="json") for table in tables], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
