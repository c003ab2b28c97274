"""What has changed since somebody last looked, as a window asks once a second of what others write."""

from __future__ import annotations

import datetime as dt

from db.journal.vector import Vector
from db.operations import add, change, delete, link, log_occurrence, note, redact, undo
from db.queries import changed_rows
from db.store import Store
from tests.asking import heads, log, what_is_known
from tests.builders import Plan, a_weekly_activity, an_agreement
from tests.storages import Storage


def since(store: Store, then: Vector) -> frozenset[str]:
    rows, now = store.read(changed_rows, then)
    assert now == what_is_known(store)
    return rows


def test_nothing_has_changed_since_now(store: Store, plan: Plan) -> None:
    assert plan.activity
    now = what_is_known(store)
    assert store.read(changed_rows, now) == (frozenset(), now)


def test_everything_has_changed_since_nothing(store: Store, plan: Plan) -> None:
    assert plan.activity
    assert since(store, Vector({})) >= {op.row for op in log(store)}


def test_what_another_window_writes_is_seen(storage: Storage) -> None:
    here, there = storage.open(actor="kommunen"), storage.open(actor="polisen")
    patrol = there.do(add, a_weekly_activity(here.do(add, an_agreement()).value)).value
    then = what_is_known(here)
    done = there.do(change, patrol, {"title": "Fotpatrull i centrum"})
    assert since(here, then) == done.touched


def test_the_answer_is_what_the_gestures_themselves_said_that_they_touched(store: Store, plan: Plan) -> None:
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    then = what_is_known(store)
    touched = [
        store.do(log_occurrence, weekly, on=dt.date(2017, 5, 12)).touched,
        store.do(link, weekly, plan.promise).touched,
        store.do(note, plan.meeting, "Ring skolan").touched,
        store.do(change, plan.promise, {"text": "Anna ringde"}).touched,
        store.do(redact, [op.name for op in heads(store, plan.promise, "text")]).touched,
    ]
    assert since(store, then) == frozenset().union(*touched)


def test_what_a_late_note_brings_back_has_changed(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(delete, plan.agreement)
    then = what_is_known(store)
    done = store.do_as_seen(form, note, plan.meeting, "Skolan vill vara med")
    assert {plan.meeting, plan.agreement} <= done.touched <= since(store, then)
    then = what_is_known(store)
    store.do(undo)
    assert {plan.meeting, plan.agreement} <= since(store, then)
