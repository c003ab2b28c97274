"""Law 9: an undo is a new step that restores what a step's ops replaced."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path

import pytest

from db.drafts import CauseDraft, FollowUpDraft
from db.errors import ErasedValue, Moved, MovedOn, NothingToRedo, NothingToUndo
from db.journal.history import history
from db.journal.state import state_hash
from db.journal.writing import Writing
from db.kinds import ActivityState
from db.operations import add, change, delete, link, log_occurrence, note, redact, redo, undo, unlink
from db.store import Store
from db.tables import OpRow
from tests.asking import (
    assert_remade_alike,
    field,
    heads,
    in_conflict,
    is_in_sight,
    log,
    row_of,
    what_is_known,
)
from tests.builders import a_plan, a_weekly_activity, a_world, an_activity
from tests.merging import bring, copies, lacking
from tests.plan_dump import differing, in_sight
from tests.storages import PlanFile, Storage


def test_an_undo_restores_what_stood_before_and_a_redo_repeats_it(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"title": "Torgmöte på lördag", "place": "Stora torget"})
    after = store.read(in_sight)
    store.do(undo)
    assert field(store, plan.activity, "title") == "Torgmöte"
    assert field(store, plan.activity, "place") == ""
    store.do(redo)
    assert differing(after, store.read(in_sight)) == []
    assert_remade_alike(store)


def test_an_undo_is_a_new_step_and_takes_nothing_out_of_the_log(store: Store) -> None:
    plan = a_plan(store)
    step = store.do(change, plan.activity, {"title": "Torgmöte på lördag"}).step
    before = log(store)
    done = store.do(undo)
    assert log(store)[: len(before)] == before
    newest, *_ = store.read(history, limit=1)
    assert (newest.id, newest.undoes) == (done.step, step)


def test_as_many_redos_as_undos_lead_back(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"title": "Ett"})
    store.do(delete, plan.promise)
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), counters={"samtal": 20})
    moments = [store.read(in_sight)]
    hashes = [store.read(state_hash)]
    for _ in range(4):
        store.do(undo)
        moments.append(store.read(in_sight))
        hashes.append(store.read(state_hash))
    for moment, shown in zip(reversed(moments[:-1]), reversed(hashes[:-1]), strict=True):
        store.do(redo)
        assert differing(moment, store.read(in_sight)) == []
        assert store.read(state_hash) == shown
    with pytest.raises(NothingToRedo):
        store.do(redo)
    assert_remade_alike(store)


def test_everything_can_be_undone_down_to_the_empty_plan_and_no_further(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"title": "Ett"})
    store.do(delete, plan.agreement)
    for _ in range(3):
        store.do(undo)
    assert store.read(in_sight) == {}
    with pytest.raises(NothingToUndo):
        store.do(undo)


def test_something_new_leaves_nothing_to_redo(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"title": "Ett"})
    store.do(undo)
    store.do(change, plan.activity, {"place": "Torget"})
    with pytest.raises(NothingToRedo):
        store.do(redo)


def test_what_was_undone_and_done_again_can_be_undone_again(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"title": "Ett"})
    for _ in range(3):
        store.do(undo)
        assert field(store, plan.activity, "title") == "Torgmöte"
        store.do(redo)
        assert field(store, plan.activity, "title") == "Ett"


def test_an_undone_deletion_brings_back_all_that_went_with_it(store: Store) -> None:
    plan = a_plan(store)
    store.do(note, plan.activity, "Ring skolan")
    before = store.read(in_sight)
    store.do(delete, plan.agreement)
    store.do(undo)
    assert differing(before, store.read(in_sight)) == []
    assert_remade_alike(store)


def test_an_undone_addition_is_out_of_sight_and_comes_back_whole(store: Store) -> None:
    plan = a_plan(store)
    added = store.do(add, an_activity(plan.agreement, due=dt.date(2017, 6, 1), place="Torget")).value
    shown = row_of(store, added)
    store.do(undo)
    assert not is_in_sight(store, added)
    store.do(redo)
    assert {**row_of(store, added), "touched_at": None} == {**shown, "touched_at": None}


def test_undoing_an_occurrence_gives_back_the_due_date(store: Store) -> None:
    plan = a_plan(store)
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    store.do(log_occurrence, weekly, on=dt.date(2017, 5, 12))
    assert field(store, weekly, "state") == ActivityState.ONGOING
    assert field(store, weekly, "next_due") == dt.date(2017, 5, 19)
    store.do(undo)
    assert field(store, weekly, "state") == ActivityState.NOT_STARTED
    assert field(store, weekly, "next_due") == dt.date(2017, 5, 5)


def test_undoing_a_save_from_an_old_form_gives_back_what_the_other_had_written(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    before = store.read(state_hash)
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    assert in_conflict(store) == [(plan.activity, "title")]
    store.do(undo)
    assert field(store, plan.activity, "title") == "Polisens ord"
    assert in_conflict(store) == []
    assert store.read(state_hash) == before
    assert_remade_alike(store)


def test_undoing_a_decision_gives_back_the_conflict(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    before = store.read(state_hash)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    decided = store.read(state_hash)
    assert in_conflict(store) == []
    store.do(undo)
    assert in_conflict(store) == [(plan.activity, "title")]
    assert {op.value for op in heads(store, plan.activity, "title")} == {'"Polisens ord"', '"Kommunens ord"'}
    assert field(store, plan.activity, "title") == "Kommunens ord"
    assert store.read(state_hash) == before
    store.do(redo)
    assert in_conflict(store) == []
    assert store.read(state_hash) == decided
    store.do(undo)
    assert store.read(state_hash) == before
    assert_remade_alike(store)


def test_a_decision_that_leaves_the_value_can_be_undone_too(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Polisens ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Kommunens ord"})
    store.do(change, plan.activity, {"title": "Kommunens ord"})
    assert in_conflict(store) == []
    store.do(undo)
    assert in_conflict(store) == [(plan.activity, "title")]
    store.do(undo)
    assert field(store, plan.activity, "title") == "Polisens ord"


def test_an_undo_that_changes_no_value_does_not_stand_in_the_way_of_the_next(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Samma ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Andra ord"})
    store.do_as_seen(form, change, plan.activity, {"title": "Samma ord"})
    store.do(change, plan.activity, {"title": "Samma ord"})
    for _ in range(4):
        assert store.do(undo).step is not None
    assert field(store, plan.activity, "title") == "Torgmöte"


def test_undoing_a_late_note_hides_again_what_it_had_brought_back(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(delete, plan.agreement)
    before = store.read(in_sight)
    store.do_as_seen(form, note, plan.activity, "Skolan vill vara med")
    after = store.read(in_sight)
    assert is_in_sight(store, plan.activity, plan.agreement)
    store.do(undo)
    assert differing(before, store.read(in_sight)) == []
    store.do(redo)
    assert differing(after, store.read(in_sight)) == []
    store.do(undo)
    assert differing(before, store.read(in_sight)) == []
    assert_remade_alike(store)


def test_undoing_one_of_two_late_notes_leaves_what_the_other_keeps_in_sight(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(delete, plan.activity)
    hidden = store.read(in_sight)
    store.do_as_seen(form, note, plan.activity, "En")
    store.do_as_seen(form, note, plan.activity, "Två")
    store.do(undo)
    assert is_in_sight(store, plan.activity)
    store.do(undo)
    assert differing(hidden, store.read(in_sight)) == []
    store.do(redo)
    assert is_in_sight(store, plan.activity)


def test_a_deletion_that_hid_nothing_hides_nothing_when_it_is_done_again(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    store.do_as_seen(form, delete, plan.activity)
    shown = store.read(in_sight)
    store.do(undo)
    store.do(redo)
    assert differing(shown, store.read(in_sight)) == []
    store.do(undo)
    assert is_in_sight(store, plan.activity)
    assert_remade_alike(store)


def test_undoing_a_second_addition_of_the_same_thing_leaves_the_first(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    draft = FollowUpDraft(activity=plan.activity, year=2017, outcome="Bra")
    first = store.do(add, draft).value
    second = store.do_as_seen(
        form, add, FollowUpDraft(activity=plan.activity, year=2017, outcome="Dåligt")
    ).value
    assert first == second
    store.do(undo)
    assert is_in_sight(store, first)
    assert field(store, first, "outcome") == "Bra"
    store.do(undo)
    assert not is_in_sight(store, first)
    assert_remade_alike(store)


def test_links_come_and_go_by_undo_and_redo(store: Store) -> None:
    plan = a_plan(store)
    store.do(unlink, plan.activity, plan.promise)
    tie = store.do(link, plan.activity, plan.promise).value
    store.do(undo)
    assert not is_in_sight(store, tie)
    store.do(undo)
    assert is_in_sight(store, tie)
    store.do(redo)
    assert not is_in_sight(store, tie)
    store.do(redo)
    assert is_in_sight(store, tie)


def test_an_undo_will_not_bring_back_what_has_been_erased(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"text": "Anna Andersson ringde"})
    store.do(change, plan.activity, {"text": "Någon ringde"})
    (said,) = log(store, OpRow.value == '"Anna Andersson ringde"')
    store.do(redact, [said.name])
    with pytest.raises(ErasedValue) as caught:
        store.do(undo)
    assert (caught.value.entity, caught.value.field) == ("activity", "text")
    assert field(store, plan.activity, "text") == "Någon ringde"


def test_an_erasure_is_never_undone(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"text": "Anna Andersson ringde"})
    (said,) = log(store, OpRow.value == '"Anna Andersson ringde"')
    store.do(redact, [said.name])
    store.do(undo)
    assert field(store, plan.activity, "text") == ""
    assert [op.value for op in log(store, OpRow.seq == said.seq, OpRow.site == said.site)] == [None]
    with pytest.raises(ErasedValue):
        store.do(redo)


def test_a_copy_takes_back_only_what_it_did_itself(plan_file: PlanFile) -> None:
    here = plan_file.open()
    plan = a_plan(here)
    here.do(change, plan.activity, {"title": "Kommunens ord"})
    there = plan_file.open(a_world("polishuset"))
    with pytest.raises(NothingToUndo):
        there.do(undo)
    there.do(change, plan.activity, {"place": "Torget"})
    there.do(undo)
    assert field(there, plan.activity, "place") == ""
    with pytest.raises(NothingToUndo):
        there.do(undo)


def test_what_another_copy_has_changed_since_is_asked_about(plan_file: PlanFile, tmp_path: Path) -> None:
    with ExitStack() as stack:
        (here, there, _), plan = copies(tmp_path, plan_file, stack)
        here.do(change, plan.activity, {"title": "Kommunens ord", "place": "Torget"})
        bring(there, lacking(there, here))
        there.do(change, plan.activity, {"title": "Polisens ord"})
        bring(here, lacking(here, there))
        before = here.read(in_sight)
        with pytest.raises(MovedOn) as caught:
            here.do(undo)
        assert caught.value.moved == (Moved("activity", plan.activity, "title", "person 1"),)
        assert differing(before, here.read(in_sight)) == []
        here.do(undo, anyway=True)
        assert field(here, plan.activity, "title") == "Torgmöte"
        assert field(here, plan.activity, "place") == ""
        assert_remade_alike(here)


def test_an_undo_after_a_merge_that_touched_nothing_of_it_asks_nothing(
    plan_file: PlanFile, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        (here, there, _), plan = copies(tmp_path, plan_file, stack)
        here.do(change, plan.activity, {"title": "Kommunens ord"})
        there.do(change, plan.activity, {"place": "Torget"})
        bring(here, lacking(here, there))
        here.do(undo)
        assert field(here, plan.activity, "title") == "Torgmöte"
        assert field(here, plan.activity, "place") == "Torget"
        here.do(redo)
        assert field(here, plan.activity, "title") == "Kommunens ord"


def test_undoing_an_addition_that_another_copy_has_worked_on_is_asked_about(
    plan_file: PlanFile, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        (here, there, _), plan = copies(tmp_path, plan_file, stack)
        added = here.do(add, an_activity(plan.agreement)).value
        bring(there, lacking(there, here))
        there.do(change, added, {"place": "Torget"})
        bring(here, lacking(here, there))
        with pytest.raises(MovedOn):
            here.do(undo)
        here.do(undo, anyway=True)
        assert not is_in_sight(here, added)
        assert_remade_alike(here)


def test_undoing_a_deletion_that_another_copy_had_not_seen_leaves_one_living_thing(
    plan_file: PlanFile, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        (here, there, _), plan = copies(tmp_path, plan_file, stack)
        here.do(delete, plan.activity)
        there.do(change, plan.activity, {"place": "Torget"})
        bring(here, lacking(here, there))
        assert is_in_sight(here, plan.activity)
        here.do(undo)
        assert is_in_sight(here, plan.activity)
        here.do(redo)
        assert is_in_sight(here, plan.activity)
        assert_remade_alike(here)


def test_a_large_gesture_is_undone_as_one(storage: Storage) -> None:
    store = storage.open()
    plan = a_plan(store)
    before = store.read(in_sight)

    def many_causes(session: Writing) -> None:
        for number in range(1, 1001):
            add(session, CauseDraft(focus_area=plan.focus_area, number=number, text=f"Orsak {number}"))

    store.do(many_causes)
    after = store.read(in_sight)
    store.do(undo)
    assert differing(before, store.read(in_sight)) == []
    store.do(redo)
    assert differing(after, store.read(in_sight)) == []
