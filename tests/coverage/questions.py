"""What a random county has to offer: the questions that it makes non-empty on a day."""

from __future__ import annotations

from .naive import NaiveDay

REASONS = ("no-sector", "no-place", "bearer-ended", "not-principal", "no-duty")


def asked(day: NaiveDay) -> set[str]:
    """The questions to which this county has something to say."""
    found = set()
    for each in day.alive:
        overall, ways = day.overall(each), day.reached(each)
        found |= {f"overall {overall}", f"rung {day.rung(each)}", *(f"industry {one.how if one.filled else 'vacant'}" for one in ways if one.carrier.body and day.mode(one.row) == "industry")}
        if overall == "absent":
            found |= {f"reason {reason(day, each)}", "catch-all only" if any(day.state(each, mode) not in {"absent", "exempt"} for mode in ("comprehensive", "territorial")) else ""}
        found |= {name for name, holds in (
            ("several sectors", len(day.sectors(each)) > 1), ("several places", len(day.places(each)) > 1), ("run by", bool(day.owners(each))),
            ("by name", any(one.row["object"] for one in ways)), ("own hazard", any(day.mode(one.row) == "special" and day.principal(one.row, each) for one in ways)),
            ("station", any(one.carrier.body != one.carrier.bureau for one in ways)), ("succession", any(one.carrier.body not in (None, day.bearer(one.row)) for one in ways)),
            ("two parents", any(len(day.links("within", territory=place)) > 1 for place in day.places(each))),
            ("another post for a part", len({(one.row["key"], one.carrier, one.post) for one in ways}) > len({(one.row["key"], one.carrier) for one in ways})),
            ("overlap", len({one.carrier.bureau for one in ways if one.carrier.body and day.mode(one.row) == "industry"}) > 1),
            ("never seen", not any(act["object"] == each for act in day.every.get("act", []))), ("acted", any(act["object"] == each for act in day.every.get("act", []))),
        ) if holds}
    found |= {name for name, holds in (
        ("vacant post", any(not day.filled(post["id"]) for post in day.links("post"))), ("no posts at all", not day.posts_loaded), ("closed", bool(day.links("status", value="closed"))),
        ("zone", bool(day.links("body", type="zone_committee"))), ("loop", any(each in {row["parent"] for row in day.links("within", territory=each)} for each in day.ids["territory"])),
    ) if holds}
    return found - {""}


def reason(day: NaiveDay, each: str) -> str:
    """Why an unsupervised object is so; the first that holds."""
    if not day.sectors(each):
        return "no-sector"
    if not day.places(each):
        return "no-place"
    ways = [one for own in {each} | day.owners(each) for one in day.reached(own)]
    if any(one.carrier.body is None and day.principal(one.row, own) for own in {each} | day.owners(each) for one in day.reached(own)):
        return "bearer-ended"
    return "not-principal" if any(one.carrier.body for one in ways) else "no-duty"
