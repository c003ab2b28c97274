"""Deciding a conflict: one op that names all that was seen, of whichever value, and nothing by the way."""

from __future__ import annotations

import datetime as dt

import pytest

from db.errors import FaultKind, InvalidDraft, NotInConflict, UnknownThing
from db.operations import (
    change,
    decide,
    decide_several,
    delete,
    link,
    log_occurrence,
    note,
    record_paper,
    redo,
    undo,
    unlink,
)
from db.queries.conflicts import conflicts
from db.store import Store
from db.views.conflicts import Choice, DeletionConflict, FieldConflict
from tests.asking import assert_remade_alike, field, heads, in_conflict, is_in_sight, what_is_known
from tests.builders import Plan, a_plan


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def disagree(store: Store, key: str, one: dict[str, object], other: dict[str, object]) -> None:
    """Let two people change a thing who do not know of one another."""
    form = what_is_known(store)
    store.do(change, key, one)
    store.do_as_seen(form, change, key, other)


@pytest.mark.parametrize("chosen", ["Polisens ord", "Kommunens ord", " Bådas  ord "])
def test_a_decision_is_one_op_whose_parents_are_all_the_heads(store: Store, plan: Plan, chosen: str) -> None:
    disagree(store, plan.activity, {"title": "Polisens ord"}, {"title": "Kommunens ord"})
    both = tuple(sorted(op.name for op in heads(store, plan.activity, "title")))
    done = store.do(decide, plan.activity, "title", chosen)
    (decided,) = heads(store, plan.activity, "title")
    assert decided.parents == both
    assert decided.step == done.step
    assert field(store, plan.activity, "title") == chosen.strip()
    assert store.read(conflicts) == []
    assert_remade_alike(store)


def test_a_decision_can_be_undone_and_done_again(store: Store, plan: Plan) -> None:
    disagree(store, plan.activity, {"due_on": dt.date(2017, 6, 1)}, {"due_on": dt.date(2017, 7, 1)})
    before = store.read(conflicts)
    store.do(decide, plan.activity, "due_on", dt.date(2017, 6, 1))
    store.do(undo)
    (found,) = store.read(conflicts)
    assert isinstance(found, FieldConflict)
    # The undo speaks for those who had said it.
    assert [found] == before
    store.do(redo)
    assert store.read(conflicts) == []
    assert field(store, plan.activity, "due_on") == dt.date(2017, 6, 1)
    store.do(undo)
    assert store.read(conflicts) == before
    assert_remade_alike(store)


def test_what_was_decided_from_a_list_that_is_old_leaves_what_it_did_not_show(
    store: Store, plan: Plan
) -> None:
    disagree(store, plan.activity, {"title": "Ett"}, {"title": "Två"})
    form = what_is_known(store)
    store.do(decide, plan.activity, "title", "Tre")
    store.do_as_seen(form, decide, plan.activity, "title", "Ett")
    (found,) = store.read(conflicts)
    assert isinstance(found, FieldConflict)
    assert {side.value for side in found.sides} == {"Ett", "Tre"}
    assert {base.value for base in found.bases} == {"Ett", "Två"}


def test_what_nobody_disagrees_about_is_not_decided(store: Store, plan: Plan) -> None:
    with pytest.raises(NotInConflict) as caught:
        store.do(decide, plan.activity, "title", "Nytt")
    assert (caught.value.row, caught.value.field) == (plan.activity, "title")
    with pytest.raises(NotInConflict):
        store.do(decide, plan.activity, "alive", True)
    with pytest.raises(NotInConflict):
        store.do(decide, plan.activity, "alive", False)
    with pytest.raises(NotInConflict):
        store.do(decide, plan.activity, "nosuch", "x")
    with pytest.raises(UnknownThing):
        store.do(decide, "nosuch", "title", "x")


def test_a_conflict_that_somebody_has_decided_is_not_decided_by_mistake(store: Store, plan: Plan) -> None:
    disagree(store, plan.activity, {"title": "Ett"}, {"title": "Två"})
    store.do(decide, plan.activity, "title", "Ett")
    with pytest.raises(NotInConflict):
        store.do(decide, plan.activity, "title", "Två")
    assert field(store, plan.activity, "title") == "Ett"


def test_a_value_that_is_nobodys_is_held_to_what_the_field_takes(store: Store, plan: Plan) -> None:
    disagree(store, plan.activity, {"title": "Ett"}, {"title": "Två"})
    for wrong, kind in (("", FaultKind.REQUIRED), ("x" * 201, FaultKind.TOO_LONG)):
        with pytest.raises(InvalidDraft) as caught:
            store.do(decide, plan.activity, "title", wrong)
        assert [fault.kind for fault in caught.value.faults] == [kind]
    assert in_conflict(store) == [(plan.activity, "title")]


def test_a_side_that_goes_badly_with_another_field_can_be_chosen_all_the_same(
    store: Store, plan: Plan
) -> None:
    june, july, august = (dt.date(2017, month, 1) for month in (6, 7, 8))
    disagree(store, plan.activity, {"ends_on": july}, {"ends_on": august})
    store.do(change, plan.activity, {"starts_on": dt.date(2017, 7, 15)})
    with pytest.raises(InvalidDraft):
        store.do(decide, plan.activity, "ends_on", june)
    store.do(decide, plan.activity, "ends_on", july)
    assert field(store, plan.activity, "ends_on") == july
    assert in_conflict(store) == []
    # It is kept as it is, and does not hinder the mending of something else.
    store.do(change, plan.activity, {"place": "Torget"})


def test_which_paper_of_a_meeting_counts_can_be_decided_but_not_written(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(record_paper, plan.meeting)
    store.do(change, plan.activity, {"place": "Torget"})
    store.do_as_seen(form, record_paper, plan.meeting)
    (found,) = store.read(conflicts)
    assert isinstance(found, FieldConflict)
    assert (found.field, found.can_be_chosen) == ("known", False)
    with pytest.raises(InvalidDraft):
        store.do(decide, plan.meeting, "known", "{}")
    store.do(decide, plan.meeting, "known", found.theirs[0].value)
    assert in_conflict(store) == []


def test_several_are_decided_all_or_none(store: Store, plan: Plan) -> None:
    disagree(store, plan.activity, {"title": "Ett", "place": "Torget"}, {"title": "Två", "place": "Hamnen"})
    with pytest.raises(InvalidDraft):
        store.do(
            decide_several,
            [Choice(plan.activity, "place", "Torget"), Choice(plan.activity, "title", "x" * 201)],
        )
    assert len(in_conflict(store)) == 2
    choices = [Choice(plan.activity, "place", "Torget"), Choice(plan.activity, "title", "Bådas")]
    done = store.do(decide_several, choices)
    assert done.value == [plan.activity]
    assert in_conflict(store) == []
    assert [field(store, plan.activity, name) for name in ("title", "place")] == ["Bådas", "Torget"]
    assert_remade_alike(store)


def a_deletion_that_missed_a_note(store: Store, key: str) -> None:
    form = what_is_known(store)
    store.do(note, key, "Skolan vill vara med")
    store.do_as_seen(form, delete, key)


def test_a_thing_is_kept_with_its_parts_or_goes_with_what_came_since(store: Store, plan: Plan) -> None:
    done = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    a_deletion_that_missed_a_note(store, plan.activity)
    (found,) = store.read(conflicts)
    assert isinstance(found, DeletionConflict)
    assert not is_in_sight(store, done)
    store.do(decide, plan.activity, "alive", True)
    assert is_in_sight(store, plan.activity, done)
    assert store.read(conflicts) == []
    store.do(undo)
    assert store.read(conflicts) == [found]
    assert not is_in_sight(store, done)
    gone = store.do(decide, plan.activity, "alive", False)
    assert not is_in_sight(store, plan.activity)
    assert gone.step is not None
    assert store.read(conflicts) == []
    store.do(undo)
    assert store.read(conflicts) == [found]
    assert_remade_alike(store)


def test_a_deletion_decided_after_another_edit_still_hides_it(store: Store, plan: Plan) -> None:
    a_deletion_that_missed_a_note(store, plan.meeting)
    form = what_is_known(store)
    store.do(change, plan.meeting, {"place": "Kommunhuset"})
    store.do_as_seen(form, decide, plan.meeting, "alive", False)
    # Whoever decided had not seen that edit either.
    assert is_in_sight(store, plan.meeting)
    store.do(decide, plan.meeting, "alive", False)
    assert not is_in_sight(store, plan.meeting)
    assert_remade_alike(store)


def test_fields_and_the_thing_itself_are_decided_in_one_gesture(store: Store, plan: Plan) -> None:
    disagree(store, plan.activity, {"title": "Ett"}, {"title": "Två"})
    a_deletion_that_missed_a_note(store, plan.activity)
    assert len(store.read(conflicts)) == 2
    choices = [Choice(plan.activity, "alive", True), Choice(plan.activity, "title", "Ett")]
    store.do(decide_several, choices)
    assert store.read(conflicts) == []
    assert is_in_sight(store, plan.activity)
    store.do(undo)
    assert len(store.read(conflicts)) == 2
    store.do(decide_several, [Choice(plan.activity, "alive", False), Choice(plan.activity, "title", "Ett")])
    assert not is_in_sight(store, plan.activity)
    assert_remade_alike(store)


def test_a_part_that_goes_with_its_owner_need_not_be_decided_by_itself(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(link, plan.activity, plan.owner)
    store.do(note, plan.activity, "Skolan vill vara med")
    store.do_as_seen(form, delete, plan.agreement)
    (found,) = store.read(conflicts)
    assert found.thing.id == plan.agreement
    store.do(decide_several, [Choice(plan.agreement, "alive", False), Choice(plan.activity, "alive", False)])
    assert not is_in_sight(store, plan.agreement, plan.activity)
    store.do(undo)
    (again,) = store.read(conflicts)
    assert again == found
    store.do(decide, plan.agreement, "alive", True)
    assert is_in_sight(store, plan.agreement, plan.activity, plan.promise, plan.cause, plan.meeting)
    assert store.read(conflicts) == []
    assert_remade_alike(store)


def test_one_says_that_it_is_there_and_another_that_it_is_not(store: Store, plan: Plan) -> None:
    tie = store.do(link, plan.activity, plan.owner).value
    store.do(unlink, plan.activity, plan.owner)
    form = what_is_known(store)
    store.do(link, plan.activity, plan.owner)
    store.do_as_seen(form, delete, plan.activity)
    (found,) = store.read(conflicts)
    assert isinstance(found, DeletionConflict)
    assert found.thing.id == plan.activity
    assert [line.gesture for line in found.unseen] == ["link"]
    store.do(decide, plan.activity, "alive", True)
    assert is_in_sight(store, tie, plan.activity, plan.promise)
    assert store.read(conflicts) == []
    assert_remade_alike(store)
