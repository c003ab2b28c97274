"""What has happened is told with what every row was called, and a change is found by its name."""

from __future__ import annotations

import datetime as dt

import pytest

from db.errors import AmbiguousThing, UnknownOp
from db.journal.writing import Writing
from db.operations import add, change, delete, log_occurrence, note, record_paper, undo, unlink
from db.queries.telling import account, account_of_ops, account_of_step, account_since, ops_called
from db.store import Store
from db.tables import Site
from db.views.things import Place
from tests.builders import Plan, an_activity


def gestures(store: Store, place: Place | None = None, limit: int | None = None) -> list[str]:
    return [step.gesture for step in store.read(account, place, limit).steps]


def test_the_whole_plan_is_told_newest_first_and_as_far_back_as_asked(store: Store, plan: Plan) -> None:
    store.do(note, plan.activity, "Regn")
    assert gestures(store)[0] == "note"
    assert gestures(store)[-1] == "begin_plan"
    assert gestures(store, limit=1) == ["note"]


def test_a_things_history_holds_what_belongs_to_it_and_nothing_else(store: Store, plan: Plan) -> None:
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 1), counters={"samtal": 3})
    store.do(note, plan.activity, "Regn")
    store.do(add, an_activity(plan.agreement, title="Annan"))
    told = store.read(account, Place("activity", plan.activity)).steps
    assert [step.gesture for step in told][:2] == ["note", "log_occurrence"]
    assert len(told) == 3
    assert {change.entity for change in told[-1].changes} == {
        "activity",
        "activity_promise",
        "activity_cause",
    }


def test_what_has_been_deleted_or_unlinked_is_still_told(store: Store, plan: Plan) -> None:
    store.do(unlink, plan.activity, plan.promise)
    store.do(delete, plan.activity)
    store.do(undo)
    told = gestures(store, Place("activity", plan.activity))
    assert told[:3] == ["undo", "delete", "unlink"]


def test_an_agreements_own_history_is_not_that_of_the_whole_plan(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"place": "Torget"})
    told = store.read(account, Place("agreement", plan.agreement)).steps
    assert {change.row for step in told for change in step.changes} == {plan.agreement}


def test_every_row_that_is_spoken_of_is_named(store: Store, plan: Plan) -> None:
    step = store.do(change, plan.activity, {"owner": None}).step
    assert step is not None
    told = store.read(account_of_step, step)
    assert {name.id for name in told.names} >= {plan.activity, plan.owner}
    assert [one.old for one in told.steps[0].changes] == [plan.owner]


def test_since_a_meeting_is_what_its_paper_did_not_know(store: Store, plan: Plan) -> None:
    assert store.read(account_since, plan.meeting).steps == ()
    store.do(record_paper, plan.meeting)
    store.do(change, plan.activity, {"place": "Torget"})
    steps = store.read(account_since, plan.meeting).steps
    assert [step.gesture for step in steps] == ["change", "record_paper"]


def test_a_change_is_found_by_letter_or_copy_and_number(store: Store, plan: Plan) -> None:
    step = store.do(change, plan.activity, {"place": "Torget"}).step
    assert step is not None
    one = store.read(account_of_step, step).steps[0].changes[0]
    for word in (one.op, one.op.lower(), f"{one.site}:{one.seq}", f" K : {one.seq} "):
        assert store.read(ops_called, [word]) == [(one.site, one.seq)]
    told = store.read(account_of_ops, [(one.site, one.seq)])
    assert [[change.op for change in step.changes] for step in told.steps] == [[one.op]]


def test_a_change_that_is_not_there_is_answered_by_its_name(store: Store) -> None:
    for word in ("K:99999", "P:1", "K", "K:", ":1", "K:0", "hej", "", "K:1 K:2", "K:999999999999999999999"):
        with pytest.raises(UnknownOp) as caught:
            store.read(ops_called, [word])
        assert caught.value.given == word


def test_a_letter_that_two_copies_go_by_is_not_guessed(store: Store) -> None:
    def second_copy(session: Writing) -> None:
        session.add(Site(id="0" * 16, letter="K", name="en annan"))

    store.do(second_copy)
    with pytest.raises(AmbiguousThing) as caught:
        store.read(ops_called, ["K:1"])
    assert "0" * 16 + ":1" in caught.value.matches
