"""How an object comes upon the first bodies of each line: duties in force that reach it, who governs its place, licences, liaison leaders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..facts import Fact
from ..snapshot import Snapshot
from ..vocabulary import MODES, label
from .ladder import Ladder, Matter
from .lines import LINES, Line


@dataclass(frozen=True, slots=True)
class Subject:
    """The object of a climb (or the enterprise that it belongs to) with what locates and sorts it, and the facts that say so."""

    id: str
    name: str
    places: tuple[str, ...]
    sectors: tuple[str, ...]
    around: frozenset[str]
    above: frozenset[str]
    at: tuple[Fact, ...]
    sorted_by: tuple[Fact, ...]
    duties: tuple[Reach, ...] = ()

    @classmethod
    def of(cls, ladder: Ladder, object_id: str) -> Subject:
        """The object as the day knows it; a registered address does not locate it, registered and real sectors both count."""
        at = tuple(fact for fact in ladder.snapshot.facts("at", object=object_id) if fact["as_what"] != "registered")
        sorted_by = tuple(ladder.snapshot.facts("in_sector", object=object_id))
        places = tuple(dict.fromkeys(fact["territory"] for fact in at if fact["territory"]))
        sectors = tuple(dict.fromkeys(fact["sector"] for fact in sorted_by if fact["sector"]))
        bare = cls(object_id, ladder.name(object_id), places, sectors, ladder.places_above(places), ladder.sectors_above(sectors), at, sorted_by)
        return replace(bare, duties=tuple(duties_on(ladder, bare)))

    def matter(self, ladder: Ladder, sector: str | None = None) -> Matter:
        """What a duty over ``sector`` is about here: the object's own sectors under it, else the sector itself; without one, all its sectors."""
        if sector is None:
            return Matter(self.above, self.around)
        own = [each for each in self.sectors if sector in ladder.sectors_above((each,))]
        return Matter(ladder.sectors_above(own or (sector,)), self.around)


@dataclass(frozen=True, slots=True)
class Begin:
    """The first step off an object: to a body, for a matter, because of facts. ``bearer`` is the post that a duty names or a leader holds."""

    line: str
    subject: str
    body: str
    how: str
    zh: str
    en: str
    facts: tuple[Fact, ...]
    matter: Matter
    bearer: str | None = None
    on_behalf: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """One duty row that fits an object: the carried duty as the snapshot has it, and how it fits."""

    row: dict[str, Any]
    by_name: bool
    sectors: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def reaches(self) -> bool:
        """Whether a living body carries it here; else ``row['why']`` says why not."""
        return not self.row["why"]


def duties_on(ladder: Ladder, subject: Subject) -> list[Reach]:
    """Duties in force that name the object, or its sector (or one above it, or every sector) for a territory that contains it."""
    named, by_sector = _duty_index(ladder.snapshot)
    found = [_fit(ladder, subject, row) for row in named.get(subject.id, ())]
    for sector in (None, *sorted(subject.above)):
        for row in by_sector.get(sector, ()):
            if row["why"] in ("no-territory", "territory-dangling") or subject.around.isdisjoint(row["territories"]):
                continue
            found.append(_fit(ladder, subject, row))
    return sorted(found, key=lambda each: (int(each.row["i"]), str(each.row["body"])))


def _fit(ladder: Ladder, subject: Subject, row: dict[str, Any]) -> Reach:
    history = ladder.snapshot.history
    duty = history.fact("duty", int(row["i"]))
    sector = row["sector"]
    under = tuple(each for each in subject.sectors if sector is None or sector in ladder.sectors_above((each,)))
    facts = [duty, *_succession(ladder, row)]
    if not row["object"]:
        facts += [fact for fact in subject.sorted_by if sector is not None and fact["sector"] in under]
        facts += [fact for fact in subject.at if not ladder.places_above((fact["territory"],)).isdisjoint(row["territories"])]
    return Reach(row, bool(row["object"]), under, tuple(facts))


def _succession(ladder: Ladder, row: dict[str, Any]) -> list[Fact]:
    """The facts by which a living body carries a duty that its statement gives to a former one."""
    stated, carrier = row["bearer"], row["body"]
    if not carrier or stated == carrier or not str(stated).startswith("body:"):
        return []
    taken = ladder.taken
    found: list[Fact] = []
    seen: set[str] = set()
    while stated in taken and stated not in seen and stated != carrier:
        seen.add(stated)
        found.append(taken[stated])
        stated = taken[stated]["body"]
    return found


def _duty_index(snapshot: Snapshot) -> tuple[dict[str, list[dict[str, Any]]], dict[str | None, list[dict[str, Any]]]]:
    """Carried duties by the object they name, and by sector where they name none."""
    if (kept := snapshot.memo.get("chain-duties")) is not None:
        return kept  # type: ignore[no-any-return]
    named: dict[str, list[dict[str, Any]]] = {}
    by_sector: dict[str | None, list[dict[str, Any]]] = {}
    for row in snapshot.duties.to_dict("records"):
        plain = {str(key): None if isinstance(value, float) and value != value else value for key, value in row.items()}
        if plain["object"]:
            named.setdefault(plain["object"], []).append(plain)
        else:
            by_sector.setdefault(plain["sector"], []).append(plain)
    snapshot.memo["chain-duties"] = (named, by_sector)
    return named, by_sector


def begins(ladder: Ladder, subject: Subject, line: Line) -> Iterator[Begin]:
    """Every first step of this line off the object, in stable order."""
    if "duty" in line.starts:
        yield from _by_duty(ladder, subject, line)
    if "governs" in line.starts:
        yield from _by_place(ladder, subject, line)
    if "licence" in line.starts:
        yield from _by_licence(ladder, subject, line)
    if "liaison" in line.starts:
        yield from _by_liaison(ladder, subject, line)


def _by_duty(ladder: Ladder, subject: Subject, line: Line) -> Iterator[Begin]:
    for each in subject.duties:
        row = each.row
        body = row["body"]
        if row["mode"] not in line.modes or not each.reaches or body not in ladder.bodies or not ladder.bodies[body].commands:
            continue
        zh, en = duty_words(ladder, row)
        bearer = row["bearer"] if str(row["bearer"]).startswith("post:") else None
        led_by = {body, *(parent for parent, _ in ladder.superiors(body))}
        behalf = row["counts_as"] if row["counts_as"] and row["counts_as"] not in led_by else None
        yield Begin(line.name, subject.id, body, "duty", zh, en, each.facts, subject.matter(ladder, row["sector"]), bearer, behalf)


def duty_words(ladder: Ladder, row: dict[str, Any]) -> tuple[str, str]:
    """A duty in a few words: mode, matter, area, and whether the body only cooperates."""
    said = []
    for lang, every, where in (("zh", "各领域", ""), ("en", "every sector", "")):
        mode = label(MODES, row["mode"], lang)
        if row["stated_mode"] != row["mode"]:
            mode = f"{label(MODES, row['stated_mode'], lang)}→{mode}"
        about = ladder.name(row["sector"]) if row["sector"] else "" if row["object"] else every
        where = ("点名" if lang == "zh" else "by name") if row["object"] else "、".join(ladder.name(each) for each in row["territories"])
        aside = {"zh": "（配合）", "en": " (cooperating)"}[lang] if row["lead"] == "cooperate" else ""
        said.append(" · ".join(each for each in (mode, about, where) if each) + aside)
    return said[0], said[1]


def _by_place(ladder: Ladder, subject: Subject, line: Line) -> Iterator[Begin]:
    """Bodies that govern the object's own places; where none does, those of the nearest territory above."""
    for place in subject.places:
        ring, seen = [place], {place}
        while ring:
            found = [
                (body, fact) for territory in ring for body, fact in ladder.governors.get(territory, ())
                if body in ladder.bodies and ladder.bodies[body].type in line.governing]
            for body, fact in found:
                facts = (fact, *(each for each in subject.at if each["territory"] == place))
                zh, en = f"管辖{ladder.name(fact['territory'])}", f"governs {ladder.name(fact['territory'])}"
                yield Begin(line.name, subject.id, body, "governs", zh, en, facts, subject.matter(ladder))
            if found or line.governing == ("zone_committee",):
                break
            ring = [parent for territory in ring for parent, _ in ladder.within.get(territory, ()) if parent not in seen]
            seen.update(ring)


def _by_licence(ladder: Ladder, subject: Subject, line: Line) -> Iterator[Begin]:
    for fact in ladder.snapshot.facts("licence", object=subject.id):
        issuer = fact["issuer"]
        for body in (issuer,) if issuer in ladder.bodies else ladder.snapshot.living(issuer) if issuer else ():
            if body in ladder.bodies and ladder.bodies[body].commands:
                permit = fact["permit"] or ""
                yield Begin(line.name, subject.id, body, "licence", f"发证 {permit}".strip(), f"issued {permit}".strip(), (fact,), subject.matter(ladder))


def _by_liaison(ladder: Ladder, subject: Subject, line: Line) -> Iterator[Begin]:
    """Leaders who keep contact with the object: of a party committee in the party line, of a zone in its line, all others in the territorial one."""
    for fact in ladder.snapshot.facts("liaises_with", object=subject.id):
        leader = str(fact["leader"])
        held = [leader] if leader.startswith("post:") else sorted({each["post"] for each in ladder.snapshot.facts("holds", person=leader) if each["post"]})
        for post in held:
            body = ladder.posts[post].body if post in ladder.posts else ""
            if body not in ladder.bodies or not ladder.bodies[body].commands or liaison_line(ladder.bodies[body].type) != line.name:
                continue
            yield Begin(line.name, subject.id, body, "liaison", "联系企业领导", "liaison leader", (fact,), subject.matter(ladder), post)


def liaison_line(body_type: str) -> str:
    """The line in which a liaison leader of this type of body stands."""
    return "party" if body_type in ("party_committee", "party_department") else "zone" if body_type == "zone_committee" else "territorial"


def first_bodies(ladder: Ladder, subject: Subject) -> list[Begin]:
    """First steps of every line that leads to bodies: where the party line sets out from."""
    return [begin for line in LINES.values() if "bodies" not in line.starts for begin in begins(ladder, subject, line)]
