"""What is done to several activities at once is one step, or nothing of it happens."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import ActivityDraft, ParticipantDraft
from db.errors import InvalidDraft, UnknownThing
from db.kinds import ActivityState
from db.operations import (
    NewActivity,
    add,
    add_activities,
    add_activity,
    change_several,
    delete_several,
    duplicate,
    link_several,
    undo,
    unlink_several,
)
from db.queries import history
from db.queries.listing import activity_lines
from db.store import Store
from db.views.activity import ActivityLine
from tests.builders import Plan, a_plan, an_activity

TODAY = dt.date(2017, 5, 2)


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def lines(store: Store) -> list[ActivityLine]:
    return store.read(activity_lines, today=TODAY)


def test_a_state_is_set_for_several_in_one_step_and_undone_in_one(store: Store, plan: Plan) -> None:
    other = store.do(add, an_activity(plan.agreement)).value
    steps = len(store.read(history))
    store.do(change_several, [plan.activity, other], {"state": ActivityState.DONE})
    assert [line.state for line in lines(store)] == [ActivityState.DONE, ActivityState.DONE]
    assert len(store.read(history)) == steps + 1
    store.do(undo)
    assert [line.state for line in lines(store)] == [ActivityState.NOT_STARTED] * 2


def test_where_one_cannot_be_changed_none_is(store: Store, plan: Plan) -> None:
    missing = "00000000-0000-4000-8000-000000000000"
    with pytest.raises(UnknownThing):
        store.do(change_several, [plan.activity, missing], {"state": ActivityState.DONE})
    assert [line.state for line in lines(store)] == [ActivityState.NOT_STARTED]


def test_several_are_deleted_and_come_back_by_one_undo(store: Store, plan: Plan) -> None:
    other = store.do(add, an_activity(plan.agreement)).value
    store.do(delete_several, [plan.activity, other])
    assert lines(store) == []
    store.do(undo)
    assert [line.id for line in lines(store)] == [plan.activity, other]
    assert lines(store)[0].promises


def test_linking_several_minds_neither_those_that_are_linked_nor_those_that_are_not(
    store: Store, plan: Plan
) -> None:
    other = store.do(add, an_activity(plan.agreement)).value
    store.do(link_several, [plan.activity, other], plan.promise)
    assert [len(line.promises) for line in lines(store)] == [1, 1]
    third = store.do(add, an_activity(plan.agreement)).value
    store.do(unlink_several, [plan.activity, other, third], plan.promise)
    assert [len(line.promises) for line in lines(store)] == [0, 0, 0]


def test_a_new_activity_is_added_with_its_promise_in_one_step(store: Store, plan: Plan) -> None:
    steps = len(store.read(history))
    store.do(add_activity, NewActivity(an_activity(plan.agreement, title="Ny"), (plan.promise,)))
    assert len(store.read(history)) == steps + 1
    assert (lines(store)[1].title, lines(store)[1].promises[0].id) == ("Ny", plan.promise)


def test_a_new_activity_belongs_to_its_promises_agreement_if_it_names_none(store: Store, plan: Plan) -> None:
    draft = ActivityDraft(title="Ny")
    store.do(add_activity, NewActivity(draft, (plan.owner, plan.promise)))
    assert lines(store)[1].agreement_id == plan.agreement
    with pytest.raises(InvalidDraft):
        store.do(add_activity, NewActivity(draft))


def test_rows_of_a_spreadsheet_are_added_together_or_not_at_all(store: Store, plan: Plan) -> None:
    good, bad = NewActivity(an_activity(plan.agreement)), NewActivity(an_activity(plan.agreement, title=""))
    with pytest.raises(InvalidDraft):
        store.do(add_activities, [good, bad])
    assert len(lines(store)) == 1
    assert len(store.do(add_activities, [good, good]).value) == 2


def test_a_duplicate_has_the_same_fields_and_links_but_is_not_begun(store: Store, plan: Plan) -> None:
    store.do(
        change_several,
        [plan.activity],
        {"state": ActivityState.CANCELLED, "state_reason": "regn", "place": "Torget", "due_on": TODAY},
    )
    store.do(add, ParticipantDraft(activity=plan.activity, organisation=plan.police))
    (key,) = store.do(duplicate, [plan.activity]).value
    old, new = lines(store)
    assert new.id == key
    assert new.number != old.number
    assert (new.title, new.place, new.owner_id, new.promises) == (
        old.title, old.place, old.owner_id, old.promises,
    )  # fmt: skip
    assert (new.state, new.due) == (ActivityState.NOT_STARTED, TODAY)
    assert len(store.do(delete_several, [key]).value) == 4, "itself, a promise, a cause, a participant"


def test_only_activities_are_duplicated(store: Store, plan: Plan) -> None:
    with pytest.raises(UnknownThing):
        store.do(duplicate, [plan.promise])
