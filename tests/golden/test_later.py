"""A second delivery for the golden county: what was known then, what is known now, what was closed and when, and taking one load back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

import dutygraph
from dutygraph.analysis import ask

from .meets import Key, difference
from .test_golden_county import TRUTH as FIRST
from .test_golden_county import planted, the

HERE = Path(__file__).parent
SHEETS = HERE / "later" / "sheets"
LATER: dict[str, Any] = yaml.safe_load((HERE / "later" / "later.yaml").read_text(encoding="utf-8"))
DELIVERIES: list[str] = list(LATER["deliveries"])
ASKS = list(FIRST["found"])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The county with every later sheet loaded on its own."""
    with dutygraph.open(str(tmp_path_factory.mktemp("later") / "store")) as opened:
        opened.load(HERE / "county")
        for name in DELIVERIES:
            opened.load(SHEETS / name)
        yield opened


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Any]:
    with dutygraph.open(str(tmp_path / "store")) as opened:
        opened.load(HERE / "county")
        yield opened


def key(county: Any, each: Any) -> Key:
    """A word of later.yaml as `meets` reads it: an object's name, an id, or a list of a subject and the rest."""
    subject, *rest = each if isinstance(each, list) else [each]
    return (subject if ":" in subject else the(county, "object", subject), *rest)


def truth(county: Any, name: str, differs: Mapping[str, Any]) -> list[Key]:
    """The first truth with what the later sheets take from it and add to it."""
    gone = [key(county, each) for each in differs.get(name, {}).get("gone", [])]
    known = planted(county, name)
    assert set(gone) <= set(known), "later.yaml takes away what the first truth does not have"
    return [each for each in known if each not in gone] + [key(county, each) for each in differs.get(name, {}).get("more", [])]


def wrong(county: Any, differs: Mapping[str, Any], as_of: Any, known_at: Any = None) -> dict[str, Any]:
    """What each ask finds otherwise than the truth; empty where all is met."""
    day = county.on(as_of, known_at).snapshot
    told = {name: difference(name, ask(day, name).findings, truth(county, name, differs)) for name in ASKS}
    return {name: each for name, each in told.items() if each}


def rows(county: Any, kind: str, known_at: Any = None) -> list[dict[str, Any]]:
    return county.facts(known_at=known_at).table(kind).to_pylist()


NOW_DIFFERS = next(row["differs"] for row in LATER["answers"] if row["as_of"] == LATER["as_of"] and row["known_at"] is None)


@pytest.mark.parametrize("row", [row for row in LATER["answers"] if "differs" in row], ids=lambda row: f"{row['as_of']}-known-{row['known_at'] or 'now'}")
def test_every_ask_answers_as_known_on_that_day(both: Any, row: dict[str, Any]) -> None:
    assert wrong(both, row["differs"], row["as_of"], row["known_at"]) == {}


@pytest.mark.parametrize("row", [row for row in LATER["answers"] if "only" in row], ids=lambda row: f"{row['as_of']}-known-{row['known_at'] or 'now'}")
def test_a_late_appointment_fills_the_post_from_its_own_day_and_not_before(both: Any, row: dict[str, Any]) -> None:
    for name, subjects in row["only"].items():
        assert {each.subject for each in both.on(row["as_of"], row["known_at"]).ask(name).findings} == set(subjects)


def test_the_last_day_follows_what_is_known(both: Any) -> None:
    for known, last in LATER["last_day"].items():
        assert both.on(None, None if known == "now" else known).as_of == last, known


def test_the_complete_list_ends_what_it_no_longer_names_and_deletes_nothing(both: Any) -> None:
    closed = LATER["closed"]
    for kind in closed["kinds"]:
        ended, before = ([row for row in rows(both, kind, at) if closed["object"] in (row.get("id"), row.get("object"))] for at in (None, closed["day"] - timedelta(days=1)))
        assert [(row["until"], row["end"], row["scope"]) for row in ended] == [(closed["day"], "known", "ferries:渡口台账")], kind
        assert [row["until"] for row in before] == [None], kind


def test_no_object_is_ended_by_a_list_that_is_not_complete_or_that_names_it(both: Any) -> None:
    ended = [{row["id"] for row in rows(both, "object", at) if row["until"]} for at in (LATER["as_of"], None)]
    assert ended[1] - ended[0] == {LATER["closed"]["object"]}
    register = both.on("2021-09-30").snapshot.register.index
    assert {the(both, "object", name) for name in LATER["closed"]["still"]} <= set(register)
    assert LATER["closed"]["object"] not in register


@pytest.mark.parametrize("row", LATER["superseded"], ids=lambda row: row["kind"])
def test_a_changed_row_supersedes_the_old_one_which_keeps_the_day_on_which_it_did(both: Any, row: dict[str, Any]) -> None:
    says = {name: row[name] for name in ("id", "post", "manner") if name in row}

    def statements(known_at: Any) -> list[tuple[Any, Any]]:
        return [(each[row["field"]], each["retracted"]) for each in rows(both, row["kind"], known_at) if all(each[name] == value for name, value in says.items())]

    assert statements(LATER["as_of"]) == [(row["was"], datetime.combine(row["retracted"], time.min, UTC))]
    assert statements(None) == [(row["now"], None)]


def test_the_chain_names_the_holder_that_was_known(both: Any) -> None:
    about = LATER["chain"]
    for known_at, truth_ in ((LATER["as_of"], about["then"]), (None, about["now"])):
        seat = next(each for each in both.on(LATER["as_of"], known_at).trace(about["object"]).posts if each.id == about["post"])
        assert (seat.state, [term.name for term in seat.holders]) == (truth_["state"], truth_["holders"])


def test_the_identical_sheet_makes_no_new_load(both: Any) -> None:
    loads, version = both.loads(), both.store.version()
    again = both.load(SHEETS / LATER["identical"])
    assert (again.new, again.load) == (False, loads[0])
    assert (both.loads(), both.store.version()) == (loads, version)


def test_every_later_sheet_is_loaded_whole_and_the_second_time_makes_no_load(both: Any) -> None:
    loads = both.loads()
    assert len(loads) == 1 + len(DELIVERIES)
    for load, name in zip(loads[1:], DELIVERIES, strict=True):
        again = both.load(SHEETS / name)
        assert (again.new, again.load.id, again.loaded.rejected) == (False, load.id, ())
        (delivery,) = load.deliveries
        assert (delivery.received, delivery.complete) == (LATER["deliveries"][name]["received"], LATER["deliveries"][name].get("complete", False))


@pytest.mark.parametrize("name", list(LATER["retract"]))
def test_taking_one_load_back_undoes_exactly_that_load(fresh: Any, name: str) -> None:
    made = {each: fresh.load(SHEETS / each).load for each in DELIVERIES}
    before = datetime.now(UTC)
    taken = fresh.retract(made[name].id)

    assert [each.id for each in fresh.loads() if each.retracted] == [taken.id] == [made[name].id]
    kept = {each: differs for each, differs in NOW_DIFFERS.items() if each not in LATER["retract"][name]}
    assert wrong(fresh, kept, LATER["as_of"]) == {}
    assert wrong(fresh, NOW_DIFFERS, LATER["as_of"], before) == {}, "what was known before it was taken back is still shown"
    assert (the(fresh, "object", "麻笕渡口") in fresh.on("2021-09-30").snapshot.register.index) == (name == "渡口台账.csv")


def test_after_all_are_taken_back_the_county_is_as_it_was(fresh: Any) -> None:
    facts = fresh.facts().tables
    for name in DELIVERIES:
        fresh.retract(fresh.load(SHEETS / name).load.id)

    assert {kind: table.to_pylist() for kind, table in fresh.facts().tables.items()} == {kind: table.to_pylist() for kind, table in facts.items()}
    assert wrong(fresh, {}, "2021-06-30") == {}
    assert fresh.load(SHEETS / DELIVERIES[1]).new, "a load that was taken back can be made again"


def test_all_sheets_in_one_call_are_one_load_and_come_back_as_one(fresh: Any) -> None:
    brought = fresh.load(SHEETS)

    assert (brought.new, len(brought.load.deliveries)) == (True, 1 + len(DELIVERIES))
    assert wrong(fresh, NOW_DIFFERS, LATER["as_of"]) == {}
    fresh.retract(brought.load.id)
    assert wrong(fresh, {}, LATER["as_of"]) == {}


def test_the_order_of_loading_does_not_matter_where_the_days_of_receipt_are_stated(tmp_path: Path, both: Any) -> None:
    with dutygraph.open(str(tmp_path)) as backwards:
        for name in reversed(DELIVERIES):
            backwards.load(SHEETS / name)
        backwards.load(HERE / "county")
        assert wrong(backwards, NOW_DIFFERS, LATER["as_of"]) == {}
        assert wrong(backwards, {}, LATER["as_of"], LATER["as_of"]) == {}


def test_a_changed_cell_in_a_list_that_is_not_complete_replaces_what_the_row_said(tmp_path):
    text = (SHEETS / "企业台账_综合.csv").read_text("utf-8")
    (tmp_path / "企业台账_综合.csv").write_text(text.replace("墨屏镇,,涂装", "墨屏镇,,机械").replace("杏笕乡,,养殖", "铁笕镇,,养殖"), "utf-8")

    with dutygraph.open(str(tmp_path / "store")) as county:
        county.load(HERE / "county")
        county.load(tmp_path / "企业台账_综合.csv", received=date(2021, 8, 15))
        said = {kind: [(fact["object"], fact["sector" if kind == "in_sector" else "territory"]) for fact in county.facts().rows(kind) if fact["scope"] == "objects:企业台账_综合"]
                for kind in ("in_sector", "at")}

    assert [sector for object_, sector in said["in_sector"] if object_.endswith("237333")] == ["sector:机械"]
    assert [territory for object_, territory in said["at"] if object_.endswith("0791XA")] == ["territory:铁笕镇"]
