"""What falls on a day is moved to another, in one step, and undo brings it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from db.drafts import CounterDraft, DateExceptionDraft, OccurrenceDraft, WalkFindingDraft
from db.errors import InvalidDraft, UnknownThing
from db.kinds import OccurrenceState, ScheduleKind
from db.operations import add, change, note, undo
from db.operations.rescheduling import move_date, move_occurrence, move_series
from db.queries.calendar import calendar
from db.queries.checking import soundness
from db.queries.listing import activity_line
from db.queries.showing import thing_view
from db.rules.moving import CannotMove, MoveFault
from db.store import Store
from db.views.calendar import EntryKind
from db.views.things import Place
from tests.builders import Plan, a_plan, a_weekly_activity

FRIDAY, THURSDAY = dt.date(2017, 5, 12), dt.date(2017, 5, 11)
TODAY = dt.date(2017, 5, 2)


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def found(store: Store, activity: str, *kinds: EntryKind) -> list[dt.date]:
    view = store.read(calendar, first=dt.date(2017, 5, 1), last=dt.date(2017, 5, 28), today=TODAY)
    return [
        entry.on
        for day in view.days
        for entry in day.entries
        if entry.activity == activity and (not kinds or entry.kind in kinds)
    ]


def weekly(store: Store, plan: Plan, **values: Any) -> str:
    return store.do(add, a_weekly_activity(plan.agreement, **values)).value


def test_a_due_date_is_changed_and_undo_brings_it_back(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"due_on": FRIDAY})
    store.do(move_date, plan.activity, FRIDAY, THURSDAY)
    line = store.read(activity_line, plan.activity, today=TODAY)
    assert line is not None
    assert line.due == THURSDAY
    store.do(undo)
    assert found(store, plan.activity) == [FRIDAY]


def test_a_period_is_moved_by_the_end_that_was_taken_hold_of(store: Store, plan: Plan) -> None:
    values = {"schedule": ScheduleKind.PERIOD, "starts_on": dt.date(2017, 5, 3), "ends_on": FRIDAY}
    store.do(change, plan.activity, values)
    store.do(move_date, plan.activity, FRIDAY, dt.date(2017, 5, 20))
    store.do(move_date, plan.activity, dt.date(2017, 5, 3), dt.date(2017, 5, 4))
    assert found(store, plan.activity) == [dt.date(2017, 5, 4), dt.date(2017, 5, 20)]
    with pytest.raises(InvalidDraft):
        store.do(move_date, plan.activity, dt.date(2017, 5, 20), dt.date(2017, 5, 1))
    store.do(change, plan.activity, {"starts_on": dt.date(2017, 5, 20)})
    store.do(move_date, plan.activity, dt.date(2017, 5, 20), dt.date(2017, 5, 22))
    assert found(store, plan.activity) == [dt.date(2017, 5, 22)]


def test_one_date_of_a_rule_is_moved_and_when_it_comes_back_no_exception_is_left(
    store: Store, plan: Plan
) -> None:
    activity = weekly(store, plan)
    store.do(move_date, activity, FRIDAY, THURSDAY)
    assert found(store, activity) == [
        dt.date(2017, 5, 5),
        THURSDAY,
        dt.date(2017, 5, 19),
        dt.date(2017, 5, 26),
    ]
    store.do(move_date, activity, THURSDAY, FRIDAY)
    assert found(store, activity)[1] == FRIDAY
    store.do(move_date, activity, FRIDAY, THURSDAY)
    assert found(store, activity)[1] == THURSDAY
    for _ in range(3):
        store.do(undo)
    assert found(store, activity)[1] == FRIDAY


def test_the_reason_of_a_date_that_is_moved_on_stays_with_it(store: Store, plan: Plan) -> None:
    activity = weekly(store, plan)
    exception = store.do(
        add, DateExceptionDraft(activity=activity, on=FRIDAY, moved_to=THURSDAY, reason="Marknad")
    ).value
    store.do(move_date, activity, THURSDAY, dt.date(2017, 5, 10))
    view = store.read(thing_view, Place("date_exception", exception))
    assert {field.name: field.value for field in view.fields}["reason"] == "Marknad"


def test_a_series_is_moved_with_all_of_its_dates_in_one_step(store: Store, plan: Plan) -> None:
    activity = weekly(store, plan)
    store.do(add, DateExceptionDraft(activity=activity, on=dt.date(2017, 5, 26)))
    store.do(move_series, activity, FRIDAY, THURSDAY)
    assert found(store, activity) == [dt.date(2017, 5, 4), THURSDAY, dt.date(2017, 5, 18)]
    line = store.read(activity_line, activity, today=TODAY)
    assert line is not None
    assert line.due == dt.date(2017, 5, 4)
    store.do(undo)
    assert found(store, activity) == [dt.date(2017, 5, 5), FRIDAY, dt.date(2017, 5, 19)]


def test_what_can_not_be_moved_says_why(store: Store, plan: Plan) -> None:
    activity = weekly(store, plan)
    for operation, key, on, why in (
        (move_date, activity, THURSDAY, MoveFault.NO_DATE),
        (move_date, plan.activity, FRIDAY, MoveFault.NO_DATE),
        (move_series, plan.activity, FRIDAY, MoveFault.NO_DATE),
        (move_series, activity, FRIDAY, MoveFault.SAME_SERIES),
    ):
        with pytest.raises(CannotMove) as refused:
            store.do(operation, key, on, dt.date(2017, 5, 19))
        assert refused.value.reason is why
    for operation in (move_date, move_series):
        with pytest.raises(UnknownThing):
            store.do(operation, plan.meeting, FRIDAY, THURSDAY)
    with pytest.raises(UnknownThing):
        store.do(move_occurrence, plan.activity, THURSDAY)


def test_an_occurrence_takes_all_that_is_known_of_it_along(store: Store, plan: Plan) -> None:
    old = store.do(
        add, OccurrenceDraft(activity=plan.activity, on=FRIDAY, starts_at=dt.time(18), attendance=12)
    ).value
    store.do(add, CounterDraft(occurrence=old, label="Samtal", number=8))
    finding = store.do(add, WalkFindingDraft(occurrence=old, text="Mörkt")).value
    store.do(note, old, "Regn.")
    new = store.do(move_occurrence, old, THURSDAY).value
    assert found(store, plan.activity, EntryKind.OCCURRENCE) == [THURSDAY]
    (view,) = store.read(thing_view, Place("activity", plan.activity)).occurrences
    assert (view.id, view.starts_at, view.attendance, view.counters) == (
        new, dt.time(18), 12, (("Samtal", 8.0),),
    )  # fmt: skip
    assert [one.text for one in store.read(thing_view, Place("occurrence", new)).notes] == ["Regn."]
    walk = store.read(thing_view, Place("walk_finding", finding))
    assert {field.name: field.value for field in walk.fields}["occurrence"] == new
    assert not store.read(soundness).problems
    store.do(undo)
    (view,) = store.read(thing_view, Place("activity", plan.activity)).occurrences
    assert (view.id, view.on, view.counters) == (old, FRIDAY, (("Samtal", 8.0),))
    assert not store.read(soundness).problems


def test_two_occurrences_of_an_activity_do_not_become_one(store: Store, plan: Plan) -> None:
    old = store.do(add, OccurrenceDraft(activity=plan.activity, on=FRIDAY)).value
    store.do(add, OccurrenceDraft(activity=plan.activity, on=THURSDAY))
    with pytest.raises(CannotMove) as refused:
        store.do(move_occurrence, old, THURSDAY)
    assert refused.value.reason is MoveFault.TAKEN


def test_an_occurrence_that_is_yet_to_come_takes_its_date_of_the_rule_along(store: Store, plan: Plan) -> None:
    activity = weekly(store, plan)
    planned = OccurrenceDraft(activity=activity, on=FRIDAY, state=OccurrenceState.PLANNED)
    occurrence = store.do(add, planned).value
    store.do(move_occurrence, occurrence, THURSDAY)
    assert found(store, activity) == [
        dt.date(2017, 5, 5),
        THURSDAY,
        dt.date(2017, 5, 19),
        dt.date(2017, 5, 26),
    ]
    logged = store.do(add, OccurrenceDraft(activity=activity, on=dt.date(2017, 5, 19))).value
    store.do(move_occurrence, logged, dt.date(2017, 5, 18))
    assert dt.date(2017, 5, 19) in found(store, activity, EntryKind.RECURRING)


def test_an_occurrence_moved_to_its_own_day_stays(store: Store, plan: Plan) -> None:
    occurrence = store.do(add, OccurrenceDraft(activity=plan.activity, on=FRIDAY)).value
    done = store.do(move_occurrence, occurrence, FRIDAY)
    assert (done.value, done.step) == (occurrence, None)
