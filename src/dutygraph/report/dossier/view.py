"""The view of a dossier: its head, sections and tables in one language, as plain strings; every format is written from it and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..layout import plain

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``wide`` is its share of the width."""

    key: str
    title: str
    wide: float = 1.0


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section: paragraphs, then a table where it has columns, then what is said under it."""

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A dossier in one language. ``head`` are label and value pairs; ``foot`` stands at the foot of every page, in both languages."""

    lang: str
    title: str
    subject: str
    head: tuple[tuple[str, str], ...]
    mark: str
    sections: tuple[Section, ...]
    foot: str

    def section(self, key: str) -> Section:
        """The section of that key; KeyError where there is none."""
        for each in self.sections:
            if each.key == key:
                return each
        raise KeyError(key)


def view(said: Mapping[str, Any], lang: str) -> View:
    """The view of ``Dossier.as_dict()`` in one language."""
    from . import course, people, record, sureness

    words = HEADS[lang]
    makers = (
        course.accident, course.level, course.deadlines, people.posts, people.figure, people.reasons, people.bodies, record.duties, record.site, record.hazards, record.timeline,
        course.rungs, course.documents, course.contradictions, sureness.known, sureness.flips, people.neighbours, people.links, sureness.unknowns, course.law)
    kept = [each for make in makers if (each := make(said, lang)) is not None]
    numbered = tuple(Section(each.key, f"{number(place, lang)}{each.title}", each.paragraphs, each.columns, each.rows, each.under) for place, each in enumerate(kept, 1))
    meta = said["meta"]
    known = meta["known_at"] or words["all"]
    register = meta["completeness"].get("register", "unknown")
    head = ((words["as_of"], meta["as_of"]), (words["known_at"], known), (words["data"], meta["data_version"]), (words["rules"], meta["rules_version"]),
            (words["register"], words["unknown"] if register == "unknown" else plain(register)))
    mark = words["synthetic"] if meta["completeness"].get("synthetic") else ""
    return View(lang, words["title"], plain(said["object"]["name"]), head, mark, numbered, f"{said['foot']['zh']} {said['foot']['en']}")


HEADS: Mapping[str, Mapping[str, str]] = {
    "zh": {"title": "安全生产监管责任卷宗", "as_of": "时点", "known_at": "所知截至", "all": "全部已知", "data": "数据版本", "rules": "规则版本",
           "register": "名录完整性", "unknown": "未知（没有独立名录可比）", "synthetic": "【模拟数据】地名、单位、人员均不存在"},
    "en": {"title": "Dossier on supervision", "as_of": "as of", "known_at": "known at", "all": "everything loaded", "data": "data version", "rules": "rule version",
           "register": "completeness of the register", "unknown": "unknown (no independent list to compare with)", "synthetic": "SYNTHETIC DATA: none of these places, bodies or people exists"},
}
_TENS = "一二三四五六七八九"


def number(place: int, lang: str) -> str:
    """The number of a section as documents of the Party and government write it (GB/T 9704): 一、二、…"""
    if lang == "en":
        return f"{place}. "
    tens, ones = divmod(place, 10)
    said = ("" if tens == 0 else "十" if tens == 1 else _TENS[tens - 1] + "十") + (_TENS[ones - 1] if ones else "")
    return f"{said}、"
