"""What a gesture answers that it touched: whoever shows one of these rows reads it again."""

from __future__ import annotations

import datetime as dt

from db.operations import add, change, delete, link, log_occurrence, note, redact, unlink
from db.store import Store
from tests.asking import heads, is_in_sight, what_is_known
from tests.builders import a_plan, a_weekly_activity, an_activity


def test_a_field_that_is_written_touches_its_row_and_no_other(store: Store) -> None:
    plan = a_plan(store)
    done = store.do(change, plan.promise, {"text": "Vi syns oftare"})
    assert done.step is not None
    assert done.touched == {plan.promise, done.step}


def test_what_is_put_on_an_activity_touches_the_activity(store: Store) -> None:
    plan = a_plan(store)
    other = store.do(add, an_activity(plan.agreement, title="Vandring")).value
    gestures = [
        store.do(note, other, "Ring skolan"),
        store.do(link, other, plan.promise),
        store.do(unlink, other, plan.promise),
    ]
    assert all(other in done.touched for done in gestures)


def test_an_occurrence_touches_the_activity_whose_next_day_follows_from_it(store: Store) -> None:
    plan = a_plan(store)
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    logged = store.do(log_occurrence, weekly, on=dt.date(2017, 5, 12))
    assert {weekly, logged.value} <= logged.touched
    deleted = store.do(delete, logged.value)
    assert {weekly, logged.value} <= deleted.touched


def test_what_a_late_note_brings_back_is_touched(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    store.do(delete, plan.agreement)
    done = store.do_as_seen(form, note, plan.meeting, "Skolan vill vara med")
    assert is_in_sight(store, plan.meeting, plan.agreement)
    assert {plan.meeting, plan.agreement} <= done.touched


def test_an_erasure_touches_the_row_whose_value_it_empties(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.promise, {"text": "Anna ringde"})
    done = store.do(redact, [op.name for op in heads(store, plan.promise, "text")])
    assert plan.promise in done.touched
