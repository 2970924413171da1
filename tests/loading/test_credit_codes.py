"""Credit codes: the vectorised check equals a plain reading of GB 32100-2015 and GB 11714, and nothing is repaired."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutygraph.loading import load_paths
from dutygraph.text import CREDIT_ALPHABET, check_credit, credit_text, is_credit_code

from .forms import csv_sheet, ledger

REAL = ["91110109MA020N0E6X", "91110106693246635P", "913711023490967892", "9144130073856761XW", "91410781694896138P"]
"""Codes printed in published accident reports (GB standards (K1))."""


def outer_by_hand(code: str) -> bool:
    total, weight = 0, 1
    for symbol in code[:17]:
        total += CREDIT_ALPHABET.index(symbol) * weight
        weight = weight * 3 % 31
    return CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


def inner_by_hand(code: str) -> bool:
    total = sum((ord(symbol) - 55 if symbol.isalpha() else int(symbol)) * weight for symbol, weight in zip(code[8:16], (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    rest = 11 - total % 11
    return code[16] == {10: "X", 11: "0"}.get(rest, str(rest))


def with_check(body: str) -> str:
    return next(body + symbol for symbol in CREDIT_ALPHABET if outer_by_hand(body + symbol))


shaped = st.builds(
    "{}{}{}".format, st.text(CREDIT_ALPHABET, min_size=2, max_size=2), st.text("0123456789", min_size=6, max_size=6), st.text(CREDIT_ALPHABET, min_size=10, max_size=10))


@given(st.lists(st.one_of(shaped, st.text(max_size=20), st.sampled_from(REAL)), max_size=30))
def test_the_array_check_equals_the_loop(codes: list[str]) -> None:
    checks = check_credit(codes)
    for place, code in enumerate(codes):
        form = len(code) == 18 and all(symbol in CREDIT_ALPHABET for symbol in code) and code[2:8].isdigit()
        assert checks.form[place] == form
        assert checks.outer[place] == (form and outer_by_hand(code))
        assert checks.inner[place] == (form and inner_by_hand(code))


@pytest.mark.parametrize("code", REAL)
def test_real_codes_pass_both_checks(code: str) -> None:
    checks = check_credit([code])
    assert checks.form[0] and checks.outer[0] and checks.inner[0]


@pytest.mark.parametrize("first", "NAY159")
def test_codes_of_every_registering_authority_are_valid(first: str) -> None:
    assert is_credit_code(with_check(f"{first}2510199MA020N0E6"))


@given(st.sampled_from(REAL), st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_any_one_wrong_character_is_found(code: str, place: int, symbol: str) -> None:
    wrong = code[:place] + symbol + code[place + 1:]
    assert wrong == code or not is_credit_code(wrong)


def test_widths_case_and_spaces_are_unified_and_letters_are_not_guessed() -> None:
    assert credit_text(" ９１１１０１０９ｍａ020n0e6x\u200b ") == "91110109MA020N0E6X"
    assert not is_credit_code("911101O9MA020N0E6X")
    assert not is_credit_code("")


def test_codes_of_a_column_are_checked_together_and_one_behind_a_removed_word_too(tmp_path: Path) -> None:
    mapping = ledger(tmp_path, ("type: code}", "type: code, remove: [证号]}"))
    rows = "甲,91110109MA020N0E6X,城关镇\n乙,证号91110109MA020N0E6X,城关镇\n丙,证号91110109MA020N0E6Y,城关镇\n"
    loaded = load_paths([csv_sheet(tmp_path, "单位名称,统一社会信用代码,所属镇\n" + rows)], [mapping])
    assert [each.code for each in loaded.problems if each.code == "credit-check"] == ["credit-check"]
    assert {fact["id"] for fact in loaded.batch.facts.rows("object")} == {"object:91110109MA020N0E6X"}
