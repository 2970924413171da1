"""How one object is supervised, mode by mode: the state, the duties behind it with document and post, and the first rung that breaks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ..errors import NotFound
from ..findings import Cite, Meta, synthetic_mark
from ..snapshot import Snapshot, terms
from ..snapshot.coverage import Coverage
from ..snapshot.reach import exempt
from ..vocabulary import MODES
from .behind import STATES, Behind, behind
from .climbs import owners
from .ladder import Ladder
from .reasons import Part, parts_unreached, why_unsupervised
from .starts import Subject

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class ModeSaid:
    """One mode for one object: its state, whether the object needs it, the duties behind it, and the first broken rung of the best of them."""

    mode: str
    zh: str
    en: str
    state: str
    needed: bool
    broken: str
    duties: tuple[Behind, ...]
    exemptions: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one object is supervised on a day; ``reason`` says why nobody supervises it, or that it is out of the register; empty where somebody does."""

    object: str
    name: str
    as_of: str
    meta: Meta
    type: str
    alive: bool
    risk: str
    places: tuple[str, ...]
    sectors: tuple[str, ...]
    owners: tuple[str, ...]
    overall: str
    broken: str
    reason: str
    reason_zh: str
    reason_en: str
    modes: tuple[ModeSaid, ...]
    unreached: tuple[Part, ...]

    @property
    def unsupervised(self) -> bool:
        """Whether no principal duty reaches it from a living body; an object that is out of the register that day is not called so."""
        return self.alive and self.overall == "absent"

    def mode(self, name: str) -> ModeSaid:
        """What is said of one mode; NotFound where there is no such mode."""
        for each in self.modes:
            if each.mode == name:
                return each
        raise NotFound("mode", name, [each.mode for each in self.modes])

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        said = asdict(self)
        return {"meta": said.pop("meta"), **said, "unsupervised": self.unsupervised}

    def to_json(self) -> str:
        """The same bytes for the same question on the same data."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1)

    def frame(self) -> pd.DataFrame:
        """One row for each mode and duty behind it."""
        import pandas as pd

        own = ("body_name", "by", "sector", "post_name", "post_state", "holders", "document", "clause")
        columns = ["mode", "state", "needed", "broken", *own]
        rows: list[list[Any]] = []
        for said in self.modes:
            first = [said.mode, said.state, said.needed, said.broken]
            rows += [[*first, *(getattr(duty, name) for name in own)] for duty in said.duties] or [[*first, *[None] * len(own)]]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        from html import escape

        return f"{synthetic_mark(self.meta)}<p><b>{escape(self.name)}</b> · {escape(self.as_of)} · {escape(self.overall)} {escape(self.reason_zh)}</p>{self.frame().to_html(escape=True)}"


def explain(snapshot: Snapshot, object_id: str) -> Explanation:
    """Say mode by mode who supervises the object, by which fact, and where the ladder breaks.

    Raises
    ------
    NotFound : where the data know no such object.

    Notes
    -----
    The states are those of coverage; a mode that no law requires for this object may well be absent.
    """
    nodes = snapshot.history.nodes("object")
    at = nodes.ordinal(object_id)
    if at < 0:
        raise NotFound("object", object_id, nodes.ids)
    ladder = Ladder.of(snapshot)
    subject = Subject.of(ladder, object_id)
    found = behind(ladder, subject)
    said = snapshot.history.node(object_id) or {}
    kind = str(said.get("type") or "")
    measured = snapshot.coverage((kind,) if kind else None)
    alive = bool(snapshot.alive[at])
    overall = STATES[int(measured.overall[at])] if alive else _strongest(each for each in found if each.principal)
    code, zh, en = ("", "", "") if alive and overall != "absent" else why_unsupervised(ladder, subject, found, terms.REASONS[int(measured.reason[at])].name)
    broken = "" if overall == "exempt" or measured.rung[at] >= len(terms.RUNGS) else terms.RUNGS[int(measured.rung[at])].name
    return Explanation(
        object_id, subject.name, snapshot.as_of.isoformat(), snapshot.meta({"object": object_id}),
        kind, alive, str(said.get("risk") or ""),
        tuple(ladder.name(each) for each in subject.places), tuple(ladder.name(each) for each in subject.sectors), _owner_names(ladder, object_id),
        overall, broken, code, zh, en, tuple(_modes(measured, subject, found)), tuple(parts_unreached(ladder, subject, found)))


def _modes(measured: Coverage, subject: Subject, found: Sequence[Behind]) -> list[ModeSaid]:
    """Modes that are needed, held or exempt, in the order of the vocabulary."""
    snapshot = measured.snapshot
    at = snapshot.history.nodes("object").ordinal(subject.id)
    said = []
    for term in MODES:
        duties = tuple(each for each in found if each.mode == term.name)
        state = STATES[int(measured.state(term.name)[at])] if snapshot.alive[at] else _strongest(duties)
        needed = bool(measured.needs(term.name)[at])
        if duties or needed or state != "absent":
            freed = exempt(snapshot, term.name)
            cites = _exemptions(snapshot, subject, term.name) if freed is not None and freed[at] else ()
            said.append(ModeSaid(term.name, term.zh, term.en, state, needed, _broken(duties, state), duties, cites))
    return said


def _exemptions(snapshot: Snapshot, subject: Subject, mode: str) -> tuple[Cite, ...]:
    """Documents that exempt the object in the mode: by name, or by its sector and territory."""
    return tuple(
        Cite.of(fact) for fact in snapshot.facts("exemption")
        if fact["document"] and fact["mode"] in (mode, "all", None) and fact["object"] in (None, subject.id)
        and (fact["object"] or ((fact["sector"] is None or fact["sector"] in subject.above) and (fact["territory"] is None or fact["territory"] in subject.around))))


def _strongest(duties: Iterable[Behind]) -> str:
    """The state that these duties give; coverage does not count an object that is out that day."""
    return max((each.state for each in duties), key=STATES.index, default="absent")


def _broken(duties: Iterable[Behind], state: str) -> str:
    """The first broken rung of the duty that gets furthest; ``clause`` where there is none; empty where nothing breaks or it is exempt."""
    if state == "exempt":
        return ""
    furthest = max(duties, key=lambda each: each.height, default=None)
    return "clause" if furthest is None else furthest.broken


def _owner_names(ladder: Ladder, object_id: str) -> tuple[str, ...]:
    return tuple(ladder.name(owner) for owner, _ in owners(ladder, object_id))
