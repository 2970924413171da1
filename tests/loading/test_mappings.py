"""Mappings are strict: what is wrong in one is said when it is read, all of it, with file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutygraph.errors import MappingError
from dutygraph.loading import read_mappings

from .forms import LEDGER, ledger


@pytest.mark.parametrize(("old", "new", "said"), [
    ("recognise:", "colour: red\nrecognise:", "colour"),
    ("type: code}", "type: code, size: 3}", "columns.code.size"),
    ("type: enterprise", "kind_of: enterprise", "object has no field 'kind_of'"),
    ("as_what: site", "as_what: home", "at.as_what: 'home' is not one of"),
    ("- kind: licence", "- kind: permit", "no kind of fact 'permit'"),
    ("{code|name@town}\"\ncolumns", "{code|name@city}\"\ncolumns", "key: no column or parameter 'city'"),
    ("recognise: [name, town]", "recognise: [name, city]", "recognise: no column 'city'"),
    ("set: {object: \"{code|name@town}\"}", "set: {permit: x}", "licence needs 'object'"),
    ("each: sectors", "each: town", "'town' is no list column"),
    ("name: \"{name}\",", "name: \"{name>names}\",", "no table 'names'"),
    ("name: \"{name}\",", "name: \"{name\",", "do not match"),
    ("name: \"{name}\",", "name: \"{name@}\",", "is not understood"),
    ("[从业人员, staff]", "[所属镇, staff]", "belongs to town and to staff"),
    ("values: {red: [红], blue: [蓝]}", "values: {}", "a choice needs values"),
    ("values: {red: [红], blue", "values: {crimson: [红], blue", "object.risk: 'crimson' is not one of"),
    ("type: int, unit: [人]", "type: text, unit: [人]", "unit and approx belong to"),
    ("ignored: {", "ignored: {序号: again, ", "stands twice"),
    ("facts:\n  - kind: object", "always:\n  - {kind: body, set: {id: body:x, name: x}}\nfacts:\n  - kind: object", "always: body needs a key"),
    ("when: {expiry: present}", "when: {expiry: sometimes}", "when.expiry"),
])
def test_a_fault_is_named_with_file_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(MappingError) as caught:
        ledger(tmp_path, (old, new))
    assert said in str(caught.value) and "ledger.yaml" in caught.value.where and caught.value.advice


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(MappingError) as caught:
        ledger(tmp_path, ("type: enterprise", "kind_of: enterprise"), ("recognise: [name, town]", "recognise: [name, city]"))
    assert "kind_of" in str(caught.value) and "city" in str(caught.value)


def test_what_is_no_yaml_is_said(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("name: [a, , b", "utf-8")
    with pytest.raises(MappingError, match="is not YAML"):
        read_mappings(tmp_path)
    (tmp_path / "broken.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MappingError, match="is not YAML"):
        read_mappings(tmp_path)


def test_words_stay_words(tmp_path: Path) -> None:
    mapping = ledger(tmp_path, ("values: {red: [红], blue: [蓝]}", "values: {red: [on, 0610, 2018-02, yes], blue: [1]}"))
    assert mapping.columns["risk"].values == {"red": ["on", "0610", "2018-02", "yes"], "blue": ["1"]}


def test_a_later_folder_replaces_a_mapping_and_one_folder_never_holds_a_name_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        ledger(folder)
    ledger(second, ("zh: 台账", "zh: 本县台账"))
    assert [each.title.zh for each in read_mappings(first, second)] == ["本县台账"]
    (second / "again.yaml").write_text(LEDGER, "utf-8")
    with pytest.raises(MappingError, match=r"is taken by again\.yaml"):
        read_mappings(second)


def test_a_missing_folder_of_mappings_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="is no folder"):
        read_mappings(tmp_path / "nowhere")
