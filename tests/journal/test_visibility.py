"""Law 7: a delete carries what its author had seen, and what it had not seen keeps the thing in sight."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import AgendaItemDraft, CauseDraft, MeetingDraft, WalkFindingDraft
from db.errors import InvalidDraft, UnknownThing
from db.journal.vector import Vector
from db.operations import add, change, delete, link, log_occurrence, note, undo, unlink
from db.store import Store
from tests.asking import assert_remade_alike, field, heads, is_in_sight, log, what_is_known
from tests.builders import a_plan, a_weekly_activity, an_activity
from tests.storages import Storage


def test_what_is_deleted_goes_with_all_that_belongs_to_it(store: Store) -> None:
    plan = a_plan(store)
    said = store.do(note, plan.activity, "Ring skolan").value
    gone = store.do(delete, plan.activity).value
    assert {plan.activity, said} < set(gone)
    assert not is_in_sight(store, *gone)
    assert is_in_sight(store, plan.promise, plan.cause, plan.owner, plan.agreement)
    assert_remade_alike(store)


def test_a_deletion_carries_a_version_vector_of_what_its_author_had_seen(store: Store) -> None:
    plan = a_plan(store)
    before = what_is_known(store)
    store.do(delete, plan.meeting)
    (deletion,) = heads(store, plan.meeting, "alive")
    assert Vector.parse(deletion.seen) == before


def test_nothing_but_a_deletion_carries_a_vector(store: Store) -> None:
    plan = a_plan(store)
    store.do(delete, plan.activity)
    assert {op.value for op in log(store) if op.seen is not None} == {"false"}


def test_an_edit_that_the_deleter_had_not_seen_keeps_the_thing_in_sight(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    store.do_as_seen(form, delete, plan.activity)
    assert is_in_sight(store, plan.activity)
    assert field(store, plan.activity, "title") == "Torgmöte på lördag"
    assert_remade_alike(store)


def test_a_note_that_the_deleter_had_not_seen_keeps_the_thing_and_its_owners_in_sight(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    said = store.do(note, plan.activity, "Skolan vill vara med").value
    gone = store.do_as_seen(form, delete, plan.agreement).value
    assert is_in_sight(store, said, plan.activity, plan.agreement)
    assert plan.promise in gone
    assert not is_in_sight(store, plan.promise, plan.focus_area, plan.meeting)
    assert_remade_alike(store)


def test_a_new_link_that_the_deleter_had_not_seen_keeps_both_ends_in_sight(store: Store) -> None:
    plan = a_plan(store)
    other = store.do(add, an_activity(plan.agreement)).value
    form = what_is_known(store)
    tie = store.do(link, other, plan.cause).value
    store.do_as_seen(form, delete, plan.focus_area)
    assert is_in_sight(store, tie, other, plan.cause, plan.focus_area)
    assert_remade_alike(store)


def test_a_new_child_that_the_deleter_had_not_seen_keeps_its_owner_in_sight(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    child = store.do(add, CauseDraft(focus_area=plan.focus_area, text="Dålig belysning")).value
    gone = store.do_as_seen(form, delete, plan.focus_area).value
    assert child not in gone
    assert is_in_sight(store, child, plan.focus_area, plan.agreement)
    assert not is_in_sight(store, plan.cause)
    assert_remade_alike(store)


def test_a_new_mention_that_the_deleter_had_not_seen_keeps_the_mentioned_in_sight(store: Store) -> None:
    plan = a_plan(store)
    other = store.do(add, an_activity(plan.agreement)).value
    form = what_is_known(store)
    store.do(change, other, {"owner": plan.owner})
    store.do_as_seen(form, delete, plan.owner)
    assert is_in_sight(store, plan.owner)
    assert_remade_alike(store)


def test_a_deletion_covers_what_its_author_had_seen(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    said = store.do(note, plan.activity, "Skolan vill vara med").value
    store.do_as_seen(what_is_known(store), delete, plan.activity)
    assert not is_in_sight(store, plan.activity, said)
    assert_remade_alike(store)


def test_an_edit_of_another_thing_does_not_keep_it_in_sight(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(change, plan.promise, {"text": "Vi syns varje vecka"})
    store.do_as_seen(form, delete, plan.activity)
    assert not is_in_sight(store, plan.activity)
    assert_remade_alike(store)


def test_a_form_that_did_not_know_of_the_deletion_can_still_be_saved(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    gone = store.do(delete, plan.activity).value
    store.do_as_seen(form, change, plan.activity, {"title": "Torgmöte på lördag"})
    assert is_in_sight(store, plan.activity)
    assert field(store, plan.activity, "title") == "Torgmöte på lördag"
    assert not is_in_sight(store, *set(gone) - {plan.activity})
    assert_remade_alike(store)


def test_a_note_from_a_form_that_did_not_know_of_the_deletion_is_not_lost(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(delete, plan.agreement)
    said = store.do_as_seen(form, note, plan.activity, "Skolan vill vara med").value
    assert is_in_sight(store, said, plan.activity, plan.agreement)
    assert_remade_alike(store)


def test_a_form_that_knew_of_the_deletion_is_refused(store: Store) -> None:
    plan = a_plan(store)
    store.do(delete, plan.activity)
    form = what_is_known(store)
    with pytest.raises(UnknownThing):
        store.do_as_seen(form, change, plan.activity, {"title": "Torgmöte på lördag"})
    with pytest.raises(UnknownThing):
        store.do(note, plan.activity, "För sent")


def test_two_who_delete_the_same_agree(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(delete, plan.activity)
    done = store.do_as_seen(form, delete, plan.activity)
    assert done.step is None
    assert not is_in_sight(store, plan.activity)
    assert_remade_alike(store)


def test_a_thing_kept_in_sight_can_be_deleted_again_by_one_who_has_seen_all(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    store.do_as_seen(form, delete, plan.activity)
    store.do(delete, plan.activity)
    assert not is_in_sight(store, plan.activity)
    assert_remade_alike(store)


def test_a_thing_brought_back_that_the_deleter_had_not_seen_brought_back_stays(store: Store) -> None:
    plan = a_plan(store)
    tie = store.do(link, plan.activity, plan.owner).value
    store.do(unlink, plan.activity, plan.owner)
    form = what_is_known(store)
    store.do(link, plan.activity, plan.owner)
    store.do_as_seen(form, delete, plan.activity)
    assert is_in_sight(store, tie, plan.activity)
    assert_remade_alike(store)


def test_a_deleted_occurrence_that_a_new_note_brings_back_counts_again(store: Store) -> None:
    plan = a_plan(store)
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    done = store.do(log_occurrence, weekly, on=dt.date(2017, 5, 12)).value
    form = what_is_known(store)
    store.do(delete, done)
    assert field(store, weekly, "next_due") == dt.date(2017, 5, 5)
    store.do_as_seen(form, note, done, "Vi var där")
    assert is_in_sight(store, done)
    assert field(store, weekly, "next_due") == dt.date(2017, 5, 19)
    assert_remade_alike(store)


def test_what_is_moved_away_no_longer_keeps_its_old_owner_in_sight(store: Store) -> None:
    plan = a_plan(store)
    later = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 6, 13))).value
    item = store.do(add, AgendaItemDraft(meeting=plan.meeting, title="Lägesbild")).value
    form = what_is_known(store)
    store.do(change, item, {"title": "Ny lägesbild"})
    store.do_as_seen(form, delete, plan.meeting)
    assert is_in_sight(store, item, plan.meeting)
    store.do(change, item, {"meeting": later})
    assert is_in_sight(store, item, later)
    assert not is_in_sight(store, plan.meeting)
    assert_remade_alike(store)


def test_what_a_walk_found_stays_with_its_walk(store: Store) -> None:
    plan = a_plan(store)
    walk = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    later = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 19)).value
    found = store.do(add, WalkFindingDraft(occurrence=walk, text="Trasig lampa")).value
    with pytest.raises(InvalidDraft):
        store.do(change, found, {"occurrence": later})


def test_another_window_on_the_same_file_counts_as_another_person(storage: Storage) -> None:
    here, there = storage.open(actor="kommunen"), storage.open(actor="polisen")
    plan = a_plan(here)
    form = what_is_known(here)
    there.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    here.do_as_seen(form, delete, plan.activity)
    assert is_in_sight(there, plan.activity)
    there.do(undo)
    assert_remade_alike(there)
