"""What every store must do. A test module of a store derives from `StoreContract` and gives a fixture ``store``: a function that makes an empty store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutygraph.errors import StoreError
from dutygraph.facts import Batch, Counts, Delivery, Facts, schema, stored_schema
from dutygraph.store import Store, open_store
from dutygraph.vocabulary import KINDS

from . import oracle
from .oracle import Told, rows
from .worlds import LEDGER, ROSTER, act, at, batch, batches, histories, keys, on, status

Stores = Callable[[], Store]
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])


def tell(store: Store, told: list[Told]) -> list[Told]:
    """Put the loads and take back those that were; gives the loads that the store kept (a repeat is not one)."""
    kept = []
    for each in told:
        put = store.put(each.batch, recorded=each.recorded)
        if put.new:
            if each.retracted:
                store.retract(put.load.id, at=each.retracted)
            kept.append(each)
    return kept


def _said(found: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    """Rows without the moment at which they stop being known."""
    return {row[:-1] for row in found}


class StoreContract:
    # -- keeping and giving

    def test_an_empty_store_has_no_facts_no_loads_and_a_version(self, store: Stores) -> None:
        empty = store()
        assert len(empty.facts()) == 0
        assert empty.loads() == ()
        assert empty.version() == store().version()

    def test_what_was_put_comes_back_with_the_columns_of_the_store(self, store: Stores) -> None:
        kept = store()
        put = kept.put(batch(status("甲厂", since=on(3), file="台账.xlsx", sheet="一月", row=7), received=on(5)), recorded=at(9))
        table = kept.facts().table("status")
        assert table.schema.equals(stored_schema("status"))
        [fact] = kept.facts().rows()
        assert put.new and (fact["load"], fact["recorded"], fact["received"], fact["retracted"]) == (put.load.id, at(9), on(5), None)
        assert (fact["value"], fact["since"], str(fact.place)) == ("operating", on(3), "台账.xlsx [一月] row 7")

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_is_kept_with_all_its_columns(self, store: Stores, kind: str) -> None:
        samples = {"string": "文", "int64": 7, "int32": 7, "double": 1.5, "bool": True, "date32[day]": on(2)}
        said = {field.name: samples[str(field.type)] for field in schema(kind)} | {"scope": LEDGER, "end": "known"}
        assert len(said) == len(schema(kind)), "two columns have one name"
        kept = store()
        kept.put(Batch(Facts.of({kind: [said]}), (Delivery(LEDGER),)))
        [fact] = kept.facts().rows(kind)
        assert {name: fact[name] for name in said} == said

    def test_rows_stand_by_scope_and_key_whatever_the_order_they_came_in(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("乙"), status("甲"), status("丙", scope=ROSTER)))
        kept.put(batch(status("丁"), status("乙", "stopped")))
        assert [(fact["scope"], fact["key"]) for fact in kept.facts().rows()] == sorted([(LEDGER, "乙"), (LEDGER, "甲"), (LEDGER, "丁"), (ROSTER, "丙")])

    def test_loads_keep_what_their_deliveries_said(self, store: Stores) -> None:
        delivery = Delivery(LEDGER, received=on(4), complete=True, independent=True, synthetic=True, files=("一.xlsx", "二.csv"), counts=Counts(5, 2, 1, 1, 1))
        kept = store()
        load = kept.put(batch(status("a"), deliveries=(delivery,)), recorded=at(6)).load
        assert kept.loads() == (load,)
        assert load.deliveries == (delivery,) and load.facts == 1 and load.recorded == at(6) and load.retracted is None

    def test_a_second_handle_on_the_same_address_sees_the_same(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a")))
        other = open_store(kept.url)
        assert rows(other.facts()) == rows(kept.facts()) and other.loads() == kept.loads() and other.version() == kept.version()
        kept.close()
        assert keys(other.facts()) == ["a"]
        other.close()

    def test_nulls_and_empty_texts_stay_apart(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a", document=""), status("b", document=None)))
        assert [fact["document"] for fact in kept.facts().rows()] == ["", None]

    # -- identity and supersession

    def test_a_changed_row_supersedes_the_old_fact_which_then_has_its_end(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a")), recorded=at(1))
        kept.put(batch(status("a", "stopped")), recorded=at(5))
        assert [(fact["value"], fact["retracted"]) for fact in kept.facts().rows()] == [("stopped", None)]
        assert [(fact["value"], fact["retracted"]) for fact in kept.facts(known_at=on(4)).rows()] == [("operating", at(5))]

    def test_a_row_stated_again_supersedes_what_it_said_before_and_now_leaves_out(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("甲/危化", record="甲"), status("甲/运输", record="甲"), status("乙/危化", record="乙")), recorded=at(1))
        kept.put(batch(status("甲/机械", record="甲")), recorded=at(5))
        assert keys(kept.facts()) == ["乙/危化", "甲/机械"]
        assert [(fact["key"], fact["retracted"]) for fact in kept.facts(known_at=on(4)).rows()] == [("乙/危化", None), ("甲/危化", at(5)), ("甲/运输", at(5))]

    def test_a_row_stated_again_and_taken_back_says_again_what_it_said(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("甲/危化", record="甲")), recorded=at(1))
        changed = kept.put(batch(status("甲/机械", record="甲")), recorded=at(5)).load
        kept.retract(changed.id, at=at(9))
        assert keys(kept.facts()) == ["甲/危化"] and keys(kept.facts(known_at=on(6))) == ["甲/机械"]

    def test_the_same_key_in_another_scope_or_kind_is_another_fact(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a"), status("a", "stopped", scope=ROSTER)))
        kept.put(batch(act("a", on(2)), kind="act"))
        assert len(kept.facts()) == 3

    def test_a_late_delivery_of_an_older_list_does_not_supersede_a_newer_one(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a", "stopped"), received=on(10)), recorded=at(20))
        kept.put(batch(status("a"), received=on(3)), recorded=at(30))
        assert [fact["value"] for fact in kept.facts().rows()] == ["stopped"]
        assert [fact["value"] for fact in kept.facts(known_at=on(5)).rows()] == ["operating"]

    def test_two_rows_of_one_identity_in_one_batch_are_refused(self, store: Stores) -> None:
        kept = store()
        with pytest.raises(StoreError, match="same key 'a'"):
            kept.put(batch(status("a"), status("a", "stopped")))
        assert kept.loads() == ()

    @pytest.mark.parametrize(("wrong", "said"), [
        (Batch(Facts({}), ()), "no delivery"),
        (batch(status("a"), deliveries=(Delivery(ROSTER),)), "without a delivery"),
        (batch(status("a"), deliveries=(Delivery(LEDGER), Delivery(LEDGER))), "two deliveries of one scope"),
        (batch({**status("a"), "key": None}), "no key"),
        (Batch(Facts({"ghost": schema("status").empty_table()}), (Delivery(LEDGER),)), "unknown kind"),
    ])
    def test_a_batch_that_cannot_be_kept_is_refused_whole(self, store: Stores, wrong: Batch, said: str) -> None:
        kept = store()
        with pytest.raises(StoreError, match=said):
            kept.put(wrong)
        assert kept.loads() == ()

    # -- reloading

    def test_an_identical_reload_makes_no_new_load(self, store: Stores) -> None:
        kept = store()
        first = kept.put(batch(status("a", row=1), status("b", row=2), complete=True), recorded=at(1))
        before = kept.version()
        again = kept.put(batch(status("b", row=2), status("a", row=1), complete=True), recorded=at(9))
        assert (again.load, again.new) == (first.load, False)
        assert kept.loads() == (first.load,) and kept.version() == before

    def test_a_row_that_only_moved_in_its_sheet_makes_no_new_load(self, store: Stores) -> None:
        kept = store()
        first = kept.put(batch(status("a", file="旧.xlsx", row=1)))
        assert kept.put(batch(status("a", file="新.xlsx", row=8))).load == first.load

    @pytest.mark.parametrize("stated", [{"complete": True}, {"received": on(3)}, {"independent": True}, {"synthetic": True}])
    def test_the_same_rows_with_another_statement_about_the_delivery_are_a_new_load(self, store: Stores, stated: dict[str, object]) -> None:
        kept = store()
        kept.put(batch(status("a")), recorded=at(1))
        before = kept.version()
        assert kept.put(batch(status("a"), **stated), recorded=at(9)).new
        assert kept.version() != before

    def test_a_reload_of_an_older_list_after_a_change_is_a_new_load(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a")), recorded=at(1))
        kept.put(batch(status("a", "stopped")), recorded=at(2))
        assert kept.put(batch(status("a")), recorded=at(3)).new
        assert [fact["value"] for fact in kept.facts().rows()] == ["operating"]

    def test_a_reload_of_what_was_taken_back_is_a_new_load(self, store: Stores) -> None:
        kept = store()
        first = kept.put(batch(status("a")), recorded=at(1))
        kept.retract(first.load.id, at=at(2))
        assert kept.put(batch(status("a")), recorded=at(3)).new
        assert keys(kept.facts()) == ["a"]

    def test_a_load_that_changes_one_scope_keeps_all_its_rows(self, store: Stores) -> None:
        kept = store()
        first = kept.put(batch(status("a"), status("r", scope=ROSTER)), recorded=at(1))
        second = kept.put(batch(status("a", "stopped"), status("r", scope=ROSTER)), recorded=at(2))
        kept.retract(first.load.id, at=at(3))
        assert second.load.facts == 2
        assert sorted(keys(kept.facts())) == ["a", "r"]

    # -- completeness

    def test_a_complete_list_ends_what_it_no_longer_names_on_its_day(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a"), status("b"), complete=True), recorded=at(1))
        kept.put(batch(status("a"), received=on(6), complete=True), recorded=at(9))
        b = next(fact for fact in kept.facts().rows() if fact["key"] == "b")
        assert (b["until"], b["end"]) == (on(6), "known")
        assert keys(kept.facts(as_of=on(5))) == ["a", "b"]
        assert keys(kept.facts(as_of=on(6))) == ["a"]
        assert all(fact["until"] is None for fact in kept.facts(known_at=on(5)).rows()), "before that day nobody knew"

    def test_a_complete_list_ends_on_the_day_of_recording_where_no_receipt_is_stated(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a")), recorded=at(1))
        kept.put(batch(complete=True), recorded=at(7))
        [fact] = kept.facts().rows()
        assert (fact["until"], fact["end"]) == (on(7), "known")

    def test_an_earlier_stated_end_stays(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a", until=on(4), end="known")), recorded=at(1))
        kept.put(batch(complete=True), recorded=at(7))
        assert [fact["until"] for fact in kept.facts().rows()] == [on(4)]

    def test_absence_from_a_list_that_is_not_complete_ends_nothing(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a"), status("b"), complete=True), recorded=at(1))
        kept.put(batch(status("a", "stopped")), recorded=at(7))
        assert [fact["until"] for fact in kept.facts().rows()] == [None, None]

    def test_a_complete_list_ends_nothing_in_another_scope(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a", scope=ROSTER)), recorded=at(1))
        kept.put(batch(status("b"), complete=True), recorded=at(7))
        assert all(fact["until"] is None for fact in kept.facts().rows())

    def test_a_fact_named_again_after_it_was_ended_goes_on(self, store: Stores) -> None:
        kept = store()
        for day, named in ((1, ("a", "b")), (5, ("a",)), (9, ("a", "b"))):
            kept.put(batch(*map(status, named), complete=True), recorded=at(day))
        assert [fact["until"] for fact in kept.facts().rows()] == [None, None]

    def test_the_first_complete_list_that_omits_a_fact_gives_its_end(self, store: Stores) -> None:
        kept = store()
        for day, named in ((1, ("a", "b")), (5, ("a",)), (9, ("c",))):
            kept.put(batch(*map(status, named), complete=True), recorded=at(day))
        assert {fact["key"]: fact["until"] for fact in kept.facts().rows()} == {"a": on(9), "b": on(5), "c": None}

    def test_what_happened_is_not_ended_by_a_later_list(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(act("x", on(2)), kind="act", complete=True), recorded=at(3))
        kept.put(batch(act("y", on(8)), kind="act", complete=True), recorded=at(9))
        assert keys(kept.facts(as_of=on(12)), "act") == ["x", "y"]

    # -- taking back

    def test_a_load_taken_back_is_gone_from_then_on_and_still_seen_before(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a")), recorded=at(1))
        wrong = kept.put(batch(status("a", "stopped"), status("b")), recorded=at(2)).load
        assert kept.retract(wrong.id, at=at(5)) == replace(wrong, retracted=at(5))
        assert [(fact["key"], fact["value"]) for fact in kept.facts().rows()] == [("a", "operating")]
        assert [(fact["key"], fact["value"], fact["retracted"]) for fact in kept.facts(known_at=on(4)).rows()] == [("a", "stopped", at(5)), ("b", "operating", at(5))]
        assert [each.retracted for each in kept.loads()] == [None, at(5)]

    def test_taking_back_a_complete_list_takes_back_the_ends_it_gave(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a")), recorded=at(1))
        kept.retract(kept.put(batch(complete=True), recorded=at(2)).load.id, at=at(3))
        assert [fact["until"] for fact in kept.facts().rows()] == [None]

    def test_taking_back_twice_changes_nothing(self, store: Stores) -> None:
        kept = store()
        load = kept.put(batch(status("a")), recorded=at(1)).load
        once = kept.retract(load.id, at=at(2))
        assert kept.retract(load.id, at=at(8)) == once

    def test_an_unknown_load_is_refused_with_near_names(self, store: Stores) -> None:
        kept = store()
        with pytest.raises(StoreError, match="no load 'L0001'"):
            kept.retract("L0001")
        load = kept.put(batch(status("a"))).load
        with pytest.raises(StoreError, match=load.id):
            kept.retract(load.id[:-1] + "x")
        assert kept.retract(load.id.partition("-")[0]).id == load.id, "the number alone is enough"

    # -- versions

    def test_the_version_is_the_same_in_every_store_with_the_same_loads(self, store: Stores) -> None:
        one, other = store(), store()
        one.put(batch(status("a"), status("b")), recorded=at(1))
        other.put(batch(status("b"), status("a")), recorded=at(2))
        assert one.version() == other.version() != store().version()
        assert one.loads()[0].content == other.loads()[0].content

    def test_the_version_changes_with_every_load_and_retraction_and_of_a_past_moment_stays(self, store: Stores) -> None:
        kept = store()
        seen = [kept.version()]
        first = kept.put(batch(status("a")), recorded=at(1)).load
        seen.append(kept.version())
        kept.put(batch(status("a", "stopped")), recorded=at(4))
        seen.append(kept.version())
        kept.retract(first.id, at=at(6))
        seen.append(kept.version())
        assert len(set(seen)) == 4
        assert kept.version(known_at=on(2)) == seen[1] and kept.version(known_at=on(5)) == seen[2]

    def test_a_time_without_a_zone_is_utc_and_a_day_means_to_its_end(self, store: Stores) -> None:
        kept = store()
        kept.put(batch(status("a")), recorded=datetime(2026, 1, 5, 23, 59, 59))
        assert kept.loads()[0].recorded == datetime(2026, 1, 5, 23, 59, 59, tzinfo=UTC)
        assert len(kept.facts(known_at=on(5))) == 1
        assert len(kept.facts(known_at=datetime(2026, 1, 5, 23, 59, 58))) == 0

    # -- laws

    @few
    @given(told=histories(), as_of=st.none() | st.integers(1, 14).map(on), known_at=st.none() | st.integers(1, 14).map(on) | st.integers(1, 14).map(at))
    def test_a_store_answers_as_a_naive_reader_of_all_rows_would(self, store: Stores, told: list[Told], as_of: object, known_at: object) -> None:
        kept = store()
        heard = tell(kept, told)
        assert rows(kept.facts(as_of, known_at)) == oracle.facts(heard, as_of, known_at)  # type: ignore[arg-type]

    @few
    @given(said=st.lists(batches(), min_size=2, max_size=6))
    def test_a_batch_makes_no_load_only_where_it_would_change_nothing(self, store: Stores, said: list[Batch]) -> None:
        kept, heard = store(), list[Told]()
        for day, each in enumerate(said, 1):
            told = Told(each, at(day))
            moments = [None, *(delivery.received or on(day) for delivery in each.deliveries)]
            changes = any(_said(oracle.facts(heard, known_at=known)) != _said(oracle.facts([*heard, told], known_at=known)) for known in moments)
            new = kept.put(each, recorded=told.recorded).new
            assert new or not changes
            heard += [told] * new

    @few
    @given(said=st.lists(batches(), min_size=1, max_size=3))
    def test_putting_a_batch_again_changes_nothing(self, store: Stores, said: list[Batch]) -> None:
        kept = store()
        for day, each in enumerate(said, 1):
            kept.put(each, recorded=at(20 + day))
            before = rows(kept.facts()), kept.loads(), kept.version()
            assert not kept.put(each, recorded=at(20 + day, 18)).new
            assert (rows(kept.facts()), kept.loads(), kept.version()) == before

    @few
    @given(data=st.data())
    def test_the_order_of_loading_does_not_matter_where_days_of_receipt_are_stated(self, store: Stores, data: st.DataObject) -> None:
        said = [data.draw(batches(received=st.just(on(day)))) for day in data.draw(st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=4))]
        one, other = store(), store()
        for hour, each in enumerate(said):
            one.put(each, recorded=at(20, hour))
        for hour, each in enumerate(data.draw(st.permutations(said))):
            other.put(each, recorded=at(21, hour))
        known_at = data.draw(st.none() | st.integers(1, 14).map(on))
        assert rows(one.facts(known_at=known_at)) == rows(other.facts(known_at=known_at))
        assert one.version(known_at) == other.version(known_at)

    @few
    @given(data=st.data())
    def test_a_load_taken_back_is_as_one_never_loaded(self, store: Stores, data: st.DataObject) -> None:
        days = data.draw(st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=4))
        said = [data.draw(batches(received=st.just(on(day)))) for day in days]
        wrong = data.draw(st.integers(0, len(said) - 1))
        one, other = store(), store()
        loads = [one.put(each, recorded=at(20, hour)).load for hour, each in enumerate(said)]
        one.retract(loads[wrong].id, at=at(21))
        for hour, each in enumerate(said):
            if hour != wrong:
                other.put(each, recorded=at(20, hour))
        assert rows(one.facts()) == rows(other.facts())
        assert rows(one.facts(known_at=at(21))) == rows(other.facts(known_at=at(21)))
