"""Names: one form to show, one to identify, one to match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutygraph.text import clean, has_hidden, match_key, normal


@pytest.mark.parametrize(("one", "two"), [
    ("宏达（云岭）公司", "宏达(云岭)公司"), ("宏达 公司", "宏达公司"), ("ＡＢＣ公司", "abc公司"), ("云府发〔2016〕3号", "云府发[2016]3号"),
    ("云府发【2016】 3号", "云府发（2016）3号"), ("A—B厂", "A-B厂"), ("红星\u200b厂", "红星厂"),
])
def test_two_spellings_of_one_name_match(one: str, two: str) -> None:
    assert match_key(one) == match_key(two)


def test_ids_keep_chinese_brackets_and_words_apart() -> None:
    assert normal("云府发 [2016] 3号") == "云府发〔2016〕3号"
    assert normal("宏达( 云岭 ) 公司") == "宏达（云岭）公司"
    assert normal("John  Smith") == "John Smith"
    assert normal("G3000054") == "G3000054"


def test_shown_text_keeps_its_brackets_and_loses_what_cannot_be_seen() -> None:
    assert clean("\ufeff红星（采石）\u202e场\x00\n二厂 ") == "红星（采石）场 二厂"
    assert has_hidden("红\u202e星") and has_hidden("红\x00星") and not has_hidden("红 星\n")


@given(st.text(max_size=60))
def test_every_form_is_stable(word: str) -> None:
    assert clean(clean(word)) == clean(word)
    assert normal(normal(word)) == normal(word)
    assert match_key(normal(word)) == match_key(word)
