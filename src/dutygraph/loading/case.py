"""A case file read whole: every fault of it in one error, each with its line and what to do; what is only left aside is said beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..errors import SourceError
from ..facts import Place, Problem
from ..vocabulary import MODES, POST_RANKS
from .case_shape import BODY_KINDS, BODY_LEVELS, RELATIONS, ROLES, Scenario, names
from .case_yaml import Text, Where, read_text

_MOST_SAID = 40
"""Faults spelled out in one error; how many there are is always said."""
_OBJECT, _BODY = "an enterprise", "a body"
ENDS: dict[str, tuple[str, str]] = {
    "supplies": (_OBJECT, _OBJECT), "leases_from": (_OBJECT, _OBJECT), "run_by": (_OBJECT, _OBJECT), "contacts": (_BODY, _OBJECT), "licensed": (_BODY, _OBJECT),
    "located_in": (_OBJECT, _BODY), "part_of": (_BODY, _BODY), "governs": (_BODY, _BODY), "same_person": (_BODY, _BODY), "succeeds": (_BODY, _BODY),
    "inspected": (_BODY, _OBJECT), "supervises": (_BODY, _OBJECT), "guides": (_BODY, ""), "serves": (_OBJECT, ""), "works_for": (_OBJECT, "")}
"""Which ends a relation takes, where it takes only one kind."""


class Fault(NamedTuple):
    """One thing wrong: where, what, and whether the file cannot be used because of it."""

    where: Where
    what: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """A case file and what in it is left aside."""

    scenario: Scenario
    file: str
    lines: Text
    problems: tuple[Problem, ...]

    def line(self, *where: str | int) -> int | None:
        """The line of a part of the file."""
        return self.lines.line(where)


def read_case(path: Path) -> Case:
    """A case file; SourceError with all its faults, each by place, line and remedy."""
    text = read_text(path)
    if not isinstance(text.data, dict):
        raise SourceError("is no case file: the file must be keys and values (schema, accident, bodies, ...).", where=str(path), advice="See docs/cases.md for the form.")
    try:
        scenario = Scenario.model_validate(text.data)
    except ValidationError as error:
        raise _error(path, text, _shape_faults(error)) from error
    faults = list(_faults(scenario))
    if fatal := [each for each in faults if each.fatal]:
        raise _error(path, text, fatal)
    problems = tuple(Problem("case-left-aside", f"{_named(each.where)}：未采用（{each.what}）", f"{_named(each.where)}: left aside, {each.what}",
                             Place(path.name, "", text.line(each.where))) for each in faults)
    return Case(scenario, path.name, text, problems)


def _shape_faults(error: ValidationError) -> list[Fault]:
    """One fault for each place; where several forms are allowed there, what each of them wants."""
    said: dict[Where, dict[str, None]] = {}
    for each in error.errors():
        said.setdefault(_place(each["loc"]), {})[_plain(each)] = None
    return [Fault(where, "; or ".join(what)) for where, what in said.items()]


def _place(loc: tuple[int | str, ...]) -> Where:
    """The place in the file; what pydantic adds for the branches of a union is no place."""
    return tuple(part for part in loc if isinstance(part, int) or not (part.startswith(("constrained-", "literal[", "function-")) or part in ("int", "float", "str")))


def _plain(each: Any) -> str:
    if each["type"] == "missing":
        return "is missing; add it"
    if each["type"] == "extra_forbidden":
        return "is no key that is known here; remove it or correct its spelling"
    return str(each["msg"]).removeprefix("Value error, ")


def _named(where: Where) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).lstrip(".") or "(file)"


def _error(path: Path, text: Text, faults: list[Fault]) -> SourceError:
    told = list(dict.fromkeys(f"line {text.line(each.where)}, {_named(each.where)}: {each.what}" for each in faults))
    more = f" (and {len(told) - _MOST_SAID} more)" if len(told) > _MOST_SAID else ""
    count = "1 fault" if len(told) == 1 else f"{len(told)} faults"
    return SourceError(f"{count} in the case file:\n  " + "\n  ".join(told[:_MOST_SAID]) + more, where=str(path), advice="\nSee docs/cases.md for the form.")


def _faults(scenario: Scenario) -> Iterator[Fault]:
    """What the form cannot see: ids twice, ends that are nowhere or of the wrong kind, parents in a circle, periods that end before they begin."""
    kinds = {body.id: _OBJECT if is_object(body.kind, body.level) else _BODY for body in scenario.bodies}
    yield from _twice("bodies", [body.id for body in scenario.bodies])
    yield from _twice("posts", [post.id for post in scenario.posts])
    for at, each in enumerate(scenario.accident.at):
        if each not in kinds:
            yield Fault(("accident", "at", at), f"no body has the id {each!r}; name the enterprise, site or village where it happened")
    yield from _body_faults(scenario, kinds)
    yield from _post_faults(scenario, kinds)
    sites = kinds | {each: _OBJECT for each in scenario.accident.at if each in kinds}
    for at, relation in enumerate(scenario.relations):
        yield from _word(("relations", at, "type"), relation.type, RELATIONS)
        first, second = ENDS.get(relation.type, ("", ""))
        yield from _end(("relations", at, "from"), relation.start, kinds, first)
        yield from _end(("relations", at, "to"), relation.to, sites if second == _OBJECT else kinds, second)
        if relation.type == "supervises":
            if relation.mode is None:
                yield Fault(("relations", at), "supervises needs a mode, for example industry, licence or territorial")
            else:
                yield from _word(("relations", at, "mode"), relation.mode, names(MODES))
    for name, parts in (("bodies", scenario.bodies), ("posts", scenario.posts), ("relations", scenario.relations)):
        for at, part in enumerate(parts):
            if part.since and part.until and part.until <= part.since:
                yield Fault((name, at, "until"), f"{part.until} is not after since ({part.since})")


def _body_faults(scenario: Scenario, kinds: dict[str, str]) -> Iterator[Fault]:
    parents = {body.id: body.parent for body in scenario.bodies}
    for at, body in enumerate(scenario.bodies):
        yield from _word(("bodies", at, "kind"), body.kind, tuple(BODY_KINDS))
        if body.level is not None:
            yield from _word(("bodies", at, "level"), body.level, BODY_LEVELS)
        if body.parent is not None:
            yield from _end(("bodies", at, "parent"), body.parent, kinds, kinds[body.id])
        if _circle(body.id, parents):
            yield Fault(("bodies", at, "parent"), f"the parents of {body.id!r} go in a circle; one of them must be wrong")


def _post_faults(scenario: Scenario, kinds: dict[str, str]) -> Iterator[Fault]:
    posts = {post.id: post.body for post in scenario.posts}
    for at, post in enumerate(scenario.posts):
        yield from _word(("posts", at, "role"), post.role, (*ROLES, *names(POST_RANKS)))
        yield from _end(("posts", at, "body"), post.body, kinds, "")
        for place, each in enumerate(post.portfolio):
            where: Where = ("posts", at, "portfolio", place)
            if each in posts and posts[each] != post.body:
                yield Fault(where, f"{each!r} is a post of another body; name the body {posts[each]!r} instead")
            elif each not in posts and each != "safety":
                yield from _end(where, each, kinds, _BODY)


def is_object(kind: str, level: str | None) -> bool:
    """Whether a body of the file is a supervised object: an enterprise by its kind, or by its level where the kind says nothing."""
    return (kind in BODY_KINDS and BODY_KINDS[kind] is None) or (kind not in BODY_KINDS and level == "enterprise")


def _twice(name: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, each in enumerate(ids):
        if each in seen:
            yield Fault((name, at, "id"), f"{each!r} stands twice; give each its own id")
        seen.add(each)


def _word(where: Where, word: str, known: tuple[str, ...]) -> Iterator[Fault]:
    """A word outside its list: a fault where it is nearly one of them, else left aside."""
    if word not in known:
        near = get_close_matches(word, known, n=1, cutoff=0.8)
        yield Fault(where, f"{word!r} is unknown; did you mean {near[0]!r}?" if near else f"{word!r} is none of: {', '.join(known)}", bool(near))


def _end(where: Where, id_: str, kinds: dict[str, str], wanted: str) -> Iterator[Fault]:
    """An end that is nowhere: a fault where another id is nearly the same, else left aside; one of the wrong kind is left aside."""
    if id_ not in kinds:
        letters = re.sub(r"\d", "", id_)  # numbered ids are all alike: another number is no slip of the pen
        near = [each for each in get_close_matches(id_, list(kinds)[:2000], n=3, cutoff=0.6) if re.sub(r"\d", "", each) != letters]
        yield Fault(where, f"no body has the id {id_!r}; " + (f"did you mean {near[0]!r}?" if near else "add it to bodies"), bool(near))
    elif wanted and kinds[id_] != wanted:
        yield Fault(where, f"{id_!r} is {kinds[id_]}, and {wanted} is needed here", False)


def _circle(start: str, parents: dict[str, str | None]) -> bool:
    seen, at = {start}, parents.get(start)
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at == start
