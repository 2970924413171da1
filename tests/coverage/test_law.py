"""The rule tables: each row with its law, strictly read, replaceable by a county, and in the version of every answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dutygraph import law
from dutygraph.errors import RulesError
from dutygraph.law import FILES, Rules
from dutygraph.vocabulary import MODES

from .small import Small, ordinal

SHIPPED = Path(law.__file__).parent


def overlay(folder: Path, name: str, old: str, new: str) -> Path:
    """A county's folder with one table changed."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_every_mode_has_a_rule_and_every_row_rests_on_something() -> None:
    rules = Rules.read()

    assert set(rules.carries) == {term.name for term in MODES}
    assert all(row.basis for table in (rules.needs, rules.frequencies, rules.hazards) for row in table) and all(rules.basis.values())
    assert {mode for mode, how in rules.carries.items() if how != "never"} == {"industry", "licence", "special", "zone", "station", "delegated"}


def test_words_of_sheets_find_their_hazard_and_permit_whatever_their_width() -> None:
    rules = Rules.read()

    assert [rules.hazard(word) for word in ("电梯", " 人员密集 场所", "特种设备", "special_equipment", "粉尘")] == ["special_equipment", "fire", "special_equipment", "special_equipment", "粉尘"]
    assert [rules.permit_carries(word) for word in ("烟花爆竹经营(零售)许可证", "安全生产许可证", "食品经营许可证", None)] == [True, True, False, False]


def test_needs_follow_kind_risk_and_hazard() -> None:
    rules = Rules.read()

    assert rules.needed("enterprise", None, []) == ("industry", "territorial", "comprehensive")
    assert "licence" in rules.needed("enterprise", None, ["fireworks"]) and "licence" in rules.needed("enterprise", "red", [])
    assert "special" in rules.needed("equipment", "blue", ["special_equipment"])


def test_a_county_can_replace_a_table_and_its_answers_say_so(tmp_path: Path) -> None:
    county = Small().object("厂", "采石").duty("zone", sector="采石")
    ours = Rules.read(overlay(tmp_path, "modes.yaml", "{mode: zone, principal: grant", "{mode: zone, principal: always"))

    measured = county.history(ours).on(county.measure().snapshot.as_of).coverage()

    assert (measured.overall[ordinal(measured, "厂")], county.state("厂")) == (3, "absent")
    assert ours.version != Rules.read().version == Rules.read().version
    assert ours.replaced == ("modes.yaml",) and measured.meta.rules_version == ours.version


def test_a_comment_or_an_order_of_keys_does_not_change_the_version(tmp_path: Path) -> None:
    assert Rules.read(overlay(tmp_path, "needs.yaml", "needs:", "# ours\nneeds:")).version == Rules.read().version


@pytest.mark.parametrize(("name", "old", "new", "said"), [
    ("modes.yaml", "principal: always", "principal: mostly", ["modes.yaml", "modes.1.principal"]),
    ("modes.yaml", "mode: guidance", "mode: guidence", ["modes.2.mode", "guidence", "guidance"]),
    ("modes.yaml", "mode: guidance", "mode: industry", ["more than one row for industry"]),
    ("modes.yaml", "\n  - {mode: registration, principal: never, basis: \"P01\"}", "", ["no row for registration"]),
    ("needs.yaml", "kinds: [], risks", "kind: [], risks", ["needs.0.kind"]),
    ("needs.yaml", "modes: [industry, territorial, comprehensive]", "modes: []", ["needs.0.modes"]),
    ("frequencies.yaml", "    months: 12\n", "    months: 0\n", ["frequencies.11.months"]),
    ("frequencies.yaml", "basis: D14; 安全生产法 Art 62", "basis: ''", ["frequencies.11.basis"]),
    ("own_hazards.yaml", "kinds: [equipment]", "kinds: [machine]", ["hazards.0.kinds.0", "machine"]),
    ("needs.yaml", "needs:", "needs: [", ["needs.yaml line"]),
    ("needs.yaml", "needs:", "what:", ["key needs"]),
])
def test_a_wrong_table_is_refused_with_file_and_key(tmp_path: Path, name: str, old: str, new: str, said: list[str]) -> None:
    folder = overlay(tmp_path, name, old, new)

    with pytest.raises(RulesError) as error:
        Rules.read(folder)

    assert all(word in str(error.value) for word in [name, *said]), str(error.value)


def test_a_folder_that_is_not_there_a_table_of_another_name_and_a_file_that_is_not_utf_8_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="no such folder"):
        Rules.read(tmp_path / "nowhere")
    shutil.copy(SHIPPED / "needs.yaml", tmp_path / "need.yaml")
    with pytest.raises(RulesError, match=r"need\.yaml.*no rule table"):
        Rules.read(tmp_path)
    (tmp_path / "need.yaml").unlink()
    (tmp_path / "needs.yaml").write_bytes("needs: []  # 需要".encode("gb18030"))
    with pytest.raises(RulesError, match="UTF-8"):
        Rules.read(tmp_path)


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    assert Rules.read(tmp_path) == Rules.read() and set(FILES) == {path.name for path in SHIPPED.glob("*.yaml")}
