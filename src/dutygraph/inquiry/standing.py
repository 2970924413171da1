"""How each body stands to an accident: by a duty over the site, by its place, in the line above a body that has one, as an arm of one, or by law alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..analysis.chain import Chain, Path
from ..analysis.ladder import Ladder
from ..analysis.lines import TIERS
from ..analysis.starts import Subject
from ..facts import Fact
from ..findings import Cite
from ..law.accident import Accident
from ..law.inquiry import InquiryRules
from ..law.inquiry_table import MatterOfLaw

ORDER = ("duty", "place", "arm", "above", "beside", "guides", "guidance", "by_law")
"""Ways of standing, nearest first."""


LEADING = ("government", "zone_committee", "party_committee", "village_committee")
"""Types of body that lead a place; the others work on the ground."""
_PLACE_TYPES = (*LEADING, "station", "office")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a body stands to the accident.

    ``how`` is one of `ORDER`; ``steps`` counts the bodies between the site and this one; ``via`` is another enterprise (supplier, landlord, principal,
    agency) through which alone it is reached.
    """

    how: str
    line: str
    mode: str
    steps: int
    zh: str
    en: str
    cites: tuple[Cite, ...] = ()
    via: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A post whose holder keeps contact with the object, and the fact that says so."""

    post: str
    fact: Fact


@dataclass(slots=True)
class Standing:
    """A body with all its ways, and whether its work is what the accident is about."""

    body: str
    ways: dict[Way, None] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    doubled: bool = False
    """Whether a body of the same place has a party secretary of its own: then this committee's posts are most likely the same chairs (合署)."""
    competent: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    sorted: bool = True
    safety: bool = False
    stated: bool = False
    """Whether a duty in force gives it the very sector of the object: then the register itself says that the work is its own."""

    @property
    def best(self) -> Way:
        """The nearest way."""
        return min(self.ways, key=lambda way: (bool(way.via), ORDER.index(way.how), way.steps, way.line))

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(way.line for way in self.ways))

    def has(self, *how: str) -> bool:
        return any(way.how in how and not way.via for way in self.ways)

    def modes(self) -> frozenset[str]:
        """Modes of the duties that it has over the site itself."""
        return frozenset(way.mode for way in self.ways if way.how == "duty" and not way.via)


def about(ladder: Ladder, objects: Iterable[str], accident: Accident) -> str:
    """What the accident is about, in words: its kind and sector; where neither is stated, the sectors and hazards of the objects."""
    stated = " ".join(each for each in (accident.kind, accident.sector) if each)
    if accident.sector:
        return stated
    sectors = [fact["sector"] for each in objects for fact in ladder.snapshot.facts("in_sector", object=each) if fact["sector"]]
    hazards = [str((ladder.snapshot.history.node(each) or {}).get("hazards") or "") for each in objects]
    return " ".join([stated, *(f"{ladder.name(each)} {each.rpartition('/')[2]}" for each in sectors), *hazards])


def standings(ladder: Ladder, chains: Sequence[Chain], beside: Iterable[tuple[str, Chain]], rules: InquiryRules, what: str) -> dict[str, Standing]:
    """Every body that an inquiry comes upon from the sites, and from the enterprises ``beside`` them (one step sideways)."""
    found: dict[str, Standing] = {}
    for chain in chains:
        _from_chain(ladder, chain, "", found)
    _places(ladder, [chain.object for chain in chains], found)
    for other, chain in beside:
        _from_chain(ladder, chain, other, found)
    _committees(ladder, found)
    _arms(ladder, found)
    _guides(ladder, found)
    matters = rules.matters_of(what)
    _by_law(ladder, found, rules, matters)
    works = {body: rules.work_of(ladder.bodies[body].name) or _work_above(ladder, body, rules) for body in found}
    for contact in _contacts(ladder, [chain.object for chain in chains]):
        if (own := found.get(ladder.posts[contact.post].body)) is not None:
            own.contacts = (*own.contacts, contact)
    for body in found:
        found[body].doubled = ladder.bodies[body].type == "party_committee" and any(
            post.rank == "secretary" for territory, _ in ladder.governs.get(body, ()) for other, _ in ladder.governors.get(territory, ())
            if other != body and other in ladder.bodies and ladder.bodies[other].governing for post in ladder.staffed.get(other, ()))
    by_sector = _sector_duties(ladder, [chain.object for chain in chains])
    over_site = {work for body, standing in found.items() if standing.has("duty") for work in works[body]}
    first = {matter.id: frozenset(next((group for group in matter.principal if over_site & set(group)), matter.principal[0])) for matter in matters}
    for body, standing in found.items():
        standing.safety = "safety" in works[body]
        standing.competent = tuple(matter.id for matter in matters if works[body] & first[matter.id])
        standing.cooperating = tuple(matter.id for matter in matters if works[body] & matter.departments and matter.id not in standing.competent)
        standing.sorted = bool(matters)
        standing.stated = body in by_sector
    return found


def _add(ladder: Ladder, found: dict[str, Standing], body: str, way: Way) -> None:
    if body in ladder.bodies and ladder.bodies[body].commands:
        found.setdefault(body, Standing(body)).ways[way] = None


def _from_chain(ladder: Ladder, chain: Chain, via: str, found: dict[str, Standing]) -> None:
    for line in chain.lines:
        if line.name == "enterprise":
            continue
        for path in line.paths:
            for body, way in _along(ladder, line.name, path, via):
                _add(ladder, found, body, way)
    for note in chain.notes.guidance:
        if note.kind in ("guidance", "national"):
            _add(ladder, found, note.other, Way("guidance", "industry", note.kind, 0, note.zh, note.en, note.cites, via))


def _along(ladder: Ladder, line: str, path: Path, via: str) -> Iterator[tuple[str, Way]]:
    steps, below = 0, ""
    for step in path:
        if step.kind != "body":
            continue
        first = steps == 0
        placed = "governs" in step.how if first else below == "village_committee" and line in ("territorial", "zone")  # a village lies in its town: the place of both
        if line == "party":
            how = "place" if first and ladder.bodies[step.node].type == "party_committee" else "beside" if "committee" in step.how else "above"
            if first and how != "place":
                steps += 1
                continue
        else:
            how = "duty" if first and "duty" in step.how else "place" if placed else "duty" if first else "above"
        yield step.node, Way(how, line, line if how == "duty" else "", steps, step.zh, step.en, step.cites, via)
        steps, below = steps + 1, ladder.bodies[step.node].type


def _committees(ladder: Ladder, found: dict[str, Standing]) -> None:
    """Party committees beside the governments reached, and those that alone govern a place (党政同责)."""
    for body in list(found):
        if not ladder.bodies[body].governing:
            continue
        best = found[body].best
        for territory, mine in ladder.governs.get(body, ()):
            for other, fact in ladder.governors.get(territory, ()):
                if other in ladder.bodies and ladder.bodies[other].type == "party_committee":
                    _add(ladder, found, other, Way("beside", "party", "", best.steps, "同级党委", "party committee of the tier", (Cite.of(mine), Cite.of(fact)), best.via))


def _places(ladder: Ladder, objects: Iterable[str], found: dict[str, Standing]) -> None:
    """Bodies that lead the places of the objects or those above, also party committees beside which no government stands; a registered address is no place."""
    for each in objects:
        queue = [(str(fact["territory"]), 0) for fact in ladder.snapshot.facts("at", object=each) if fact["territory"] and fact["as_what"] != "registered"]
        seen = {territory for territory, _ in queue}
        for territory, steps in queue:
            for body, link in ladder.governors.get(territory, ()):
                if body in ladder.bodies and ladder.bodies[body].type in _PLACE_TYPES and (body not in found or ladder.bodies[body].type == "party_committee"):
                    how = "above" if steps else "place" if ladder.bodies[body].type in LEADING else "arm"
                    line = "party" if ladder.bodies[body].type == "party_committee" else "territorial"
                    _add(ladder, found, body, Way(how, line, "", steps, "管辖所在地", "governs the place", (Cite.of(link),)))
            village = any(body in ladder.bodies and ladder.bodies[body].type == "village_committee" for body, _ in ladder.governors.get(territory, ()))
            for parent, _ in ladder.within.get(territory, ()):
                if parent not in seen:
                    seen.add(parent)
                    queue.append((parent, steps if village else steps + 1))


def _contacts(ladder: Ladder, objects: Iterable[str]) -> Iterator[Contact]:
    """Posts of leaders who keep contact with the objects (D08), by post or by the posts that the person holds."""
    for fact in (fact for each in objects for fact in ladder.snapshot.facts("liaises_with", object=each)):
        leader = str(fact["leader"])
        held = [leader] if leader.startswith("post:") else [str(term["post"]) for term in ladder.snapshot.facts("holds", person=leader)]
        yield from (Contact(post, fact) for post in dict.fromkeys(held) if post in ladder.posts)


def _sector_duties(ladder: Ladder, objects: Iterable[str]) -> frozenset[str]:
    """Bodies that a duty in force gives a sector of the objects, to supervise it as their own (行业监管、专项监管)."""
    rows = (each.row for object_id in objects for each in Subject.of(ladder, object_id).duties if each.reaches)
    return frozenset(str(row["body"]) for row in rows if row["sector"] and row["mode"] in ("industry", "special"))


def _arms(ladder: Ladder, found: dict[str, Standing]) -> None:
    """Stations and offices of the bodies nearest to the site (派出机构、内设机构; E16, E17), where they have no duty of their own stated."""
    near = {body for body, standing in found.items() if standing.has("place", "duty") and ladder.bodies[body].tier in ("township", "zone", "village")}
    near |= {body for body, standing in found.items() if standing.has("duty") and ladder.bodies[body].type == "department"}
    for body, links in ladder.up.items():
        if body in found or body not in ladder.bodies or ladder.bodies[body].type not in ("station", "office"):
            continue
        for parent, fact in links:
            if parent in near:
                best = found[parent].best
                own = ladder.tier(body) == "township" and ladder.bodies[parent].type == "department"
                if not own:  # a bureau has stations in every town; only that of the place itself counts, and only a duty or its place says which it is
                    _add(ladder, found, body, Way("arm", best.line, "", best.steps, f"{ladder.name(parent)}的所属机构", f"an arm of {ladder.name(parent)}", (Cite.of(fact),), best.via))


def _guides(ladder: Ladder, found: dict[str, Standing]) -> None:
    """The line above (条) of the departments that stand in the chain, up to the top."""
    queue = [body for body, standing in found.items() if ladder.bodies[body].type in ("department", "station") and standing.has("duty", "above", "arm")]
    for body in queue:
        best = found[body].best
        for guide, fact in ladder.guides.get(body, ()):
            fresh = guide not in found
            said = f"{ladder.name(body)}的上级业务主管", f"guides {ladder.name(body)}"
            _add(ladder, found, guide, Way("guides", best.line, "", best.steps + 1, *said, (Cite.of(fact),), best.via))
            if fresh and guide in found:
                queue.append(guide)


def _by_law(ladder: Ladder, found: dict[str, Standing], rules: InquiryRules, matters: tuple[MatterOfLaw, ...]) -> None:
    """Departments that the law makes competent for such an accident and that no duty over the site names (应管): of the governments reached."""
    wanted = {department for matter in matters for department in matter.departments} | {"safety"}
    for body, links in ladder.up.items():
        if body in found or body not in ladder.bodies or ladder.bodies[body].type != "department":
            continue
        for parent, fact in links:
            if parent in found and ladder.bodies[parent].governing and rules.work_of(ladder.bodies[body].name) & wanted:
                steps = max(found[parent].best.steps, TIERS.index(ladder.tier(body)) - TIERS.index("county") if ladder.tier(body) in TIERS else 0)
                said = "法定主管该类事项，未见对该对象的职责登记", "competent by law for such matters; no duty over this object is stated"
                _add(ladder, found, body, Way("by_law", "industry", "", steps, *said, (Cite.of(fact),), found[parent].best.via))


def _work_above(ladder: Ladder, body: str, rules: InquiryRules) -> frozenset[str]:
    """The work of a station whose own name says none: that of the department that it belongs to."""
    for parent, _ in ladder.up.get(body, ()):
        if parent in ladder.bodies and ladder.bodies[parent].type == "department":
            return rules.work_of(ladder.bodies[parent].name)
    return frozenset()
