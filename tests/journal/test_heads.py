"""Laws 3, 4 and 5: a write names the heads that its person saw, and two heads that differ are a conflict."""

from __future__ import annotations

import pytest

from db.drafts import FollowUpDraft
from db.journal.heads import seen_by
from db.journal.vector import Vector
from db.operations import add, change
from db.store import Store
from tests.asking import assert_remade_alike, field, heads, in_conflict, log, what_is_known
from tests.builders import Plan, a_plan
from tests.storages import Storage


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def test_a_write_names_the_head_that_it_replaces(store: Store, plan: Plan) -> None:
    (before,) = heads(store, plan.activity, "title")
    store.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    (after,) = heads(store, plan.activity, "title")
    assert after.parents == (before.name,)


def test_a_first_write_names_nobody(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"place": "Stora torget"})
    assert heads(store, plan.activity, "place")[0].parents == ()


def test_an_old_form_names_what_it_showed_and_not_what_stands_there_now(store: Store, plan: Plan) -> None:
    (shown,) = heads(store, plan.activity, "title")
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    store.do(change, plan.activity, {"title": "Polisens andra ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    assert heads(store, plan.activity, "title")[-1].parents == (shown.name,)
    assert_remade_alike(store)


def test_a_form_that_was_loaded_between_two_saves_names_the_first(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"title": "Ett"})
    (first,) = heads(store, plan.activity, "title")
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Två"})
    store.do_as_seen(form, change, plan.activity, {"title": "Tre"})
    assert heads(store, plan.activity, "title")[-1].parents == (first.name,)


def test_two_who_change_the_same_field_make_a_conflict_with_both_values(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    assert [op.value for op in heads(store, plan.activity, "title")] == ['"Polisens ord"', '"Kommunens ord"']
    assert in_conflict(store) == [(plan.activity, "title")]
    assert_remade_alike(store)


def test_until_somebody_decides_the_highest_lamport_is_shown(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    assert field(store, plan.activity, "title") == "Kommunens ord"


def test_two_who_change_different_fields_make_none(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    store.do_as_seen(form, change, plan.activity, {"place": "Stora torget"})
    assert in_conflict(store) == []
    assert field(store, plan.activity, "title") == "Polisens ord"
    assert field(store, plan.activity, "place") == "Stora torget"


def test_two_who_write_the_same_value_make_none(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(change, plan.activity, {"place": "Stora torget"})
    store.do(change, plan.activity, {"place": "Torget"})
    store.do_as_seen(form, change, plan.activity, {"place": "Stora torget"})
    store.do_as_seen(form, change, plan.activity, {"place": "Torget"})
    store.do_as_seen(what_is_known(store), change, plan.activity, {"place": "Hamnen"})
    assert in_conflict(store) == []


def test_equal_heads_are_no_conflict(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    draft = FollowUpDraft(activity=plan.activity, year=2017, outcome="Bra")
    key = store.do(add, draft).value
    store.do(change, key, {"outcome": "Dåligt"})
    store.do_as_seen(form, add, draft)
    assert in_conflict(store) == [(key, "outcome")]
    store.do_as_seen(form, change, key, {"outcome": "Dåligt"})
    store.do(change, key, {"outcome": "Dåligt"})
    assert in_conflict(store) == []


@pytest.mark.parametrize("chosen", ["Polisens ord", "Kommunens ord", "Bådas ord"])
def test_deciding_leaves_one_head_whichever_value_is_chosen(store: Store, plan: Plan, chosen: str) -> None:
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    both = tuple(op.name for op in heads(store, plan.activity, "title"))
    store.do(change, plan.activity, {"title": chosen})
    (decided,) = heads(store, plan.activity, "title")
    assert decided.parents == tuple(sorted(both))
    assert field(store, plan.activity, "title") == chosen
    assert in_conflict(store) == []
    assert_remade_alike(store)


def test_saving_another_field_decides_nothing(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    store.do(change, plan.activity, {"place": "Stora torget"})
    assert in_conflict(store) == [(plan.activity, "title")]


def test_a_decision_by_one_who_saw_only_one_head_leaves_the_other(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    half = what_is_known(store)
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    store.do_as_seen(half, change, plan.activity, {"title": "Mina ord"})
    assert [op.value for op in heads(store, plan.activity, "title")] == ['"Kommunens ord"', '"Mina ord"']


def test_three_who_write_apart_are_all_kept(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    for title in ("Ett", "Två", "Tre"):
        store.do_as_seen(form, change, plan.activity, {"title": title})
    assert [op.value for op in heads(store, plan.activity, "title")] == ['"Ett"', '"Två"', '"Tre"']
    store.do(change, plan.activity, {"title": "Två"})
    assert in_conflict(store) == []


def test_saving_what_is_there_already_writes_nothing(store: Store, plan: Plan) -> None:
    before = log(store)
    done = store.do(change, plan.activity, {"title": "Torgmöte", "place": ""})
    assert done.step is None
    assert done.touched == frozenset()
    assert log(store) == before


def test_ops_of_one_gesture_share_a_lamport_above_all_that_were_known(store: Store, plan: Plan) -> None:
    known = max(op.lamport for op in log(store))
    step = store.do(change, plan.activity, {"title": "Ett", "place": "Torget"}).step
    assert {op.lamport for op in log(store) if op.step == step} == {known + 1}


def test_an_empty_vector_has_seen_no_heads(storage: Storage) -> None:
    store = storage.open()
    plan = a_plan(store)
    key = (plan.activity, "title")
    (head,) = heads(store, *key)
    found = store.read(lambda session: seen_by(session, [key], {key: [head.name]}, Vector({}), {}))
    assert found == {key: []}
