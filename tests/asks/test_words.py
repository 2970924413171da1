"""Sentences of findings read as sentences: one object stands, two objects stand; two bodies both hold, three all hold."""

from __future__ import annotations

import pytest

from dutygraph.analysis.words import count_en

from .small import county


@pytest.mark.parametrize(("number", "said"), [(0, "0 objects"), (1, "1 object"), (2, "2 objects")])
def test_a_noun_agrees_with_its_number(number, said):
    assert count_en(number, "object") == said


def test_findings_about_one_object_use_the_singular():
    made = county().object("甲矿").duty("应急局", territory="云岭县").duty("住建局", territory="云岭县").object("乙站", "燃气").object("丙", None)
    made.post("县政府", "副县长", "deputy", over="sector:矿山").add("holds", post="post:县政府/副县长", manner="vacant")
    said = " ".join(each.en for name in ("overlaps", "blind-cells", "vacancies", "no-leader") for each in made.ask(name).findings)
    assert "both hold industry duties" in said and "where 1 object stands" in said and "has 1 object without a sector, so no body can be found for it" in said
    assert "1 object depends on it" in said and "(1 object)" in said and "1 objects" not in said
