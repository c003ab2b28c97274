"""Law 10, and the log as people read it: what happened, in which gestures, and what is new."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from db.journal.history import history, since, step_view
from db.journal.vector import Vector, vector_here
from db.operations import add, change, delete, note, record_paper, redact, undo
from db.store import Store
from db.tables import OpRow
from db.views.history import Change
from tests.asking import field, log, what_is_known
from tests.builders import Plan, a_plan, a_world, an_activity
from tests.storages import PlanFile, Storage


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def ids(changes: list[Change]) -> list[tuple[str, int]]:
    return [(change.site, change.seq) for change in changes]


def test_since_nothing_lists_every_change_once(store: Store) -> None:
    a_plan(store)
    listed = ids(store.read(since, Vector({})))
    assert sorted(listed) == sorted(op.name for op in log(store) if op.entity != "step")
    assert len(set(listed)) == len(listed)


def test_since_now_lists_nothing(store: Store) -> None:
    a_plan(store)
    assert store.read(since, what_is_known(store)) == []


def test_since_lists_only_what_was_done_after(store: Store, plan: Plan) -> None:
    then = what_is_known(store)
    store.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    store.do(note, plan.activity, "Ring skolan")
    found = store.read(since, then)
    assert [(change.entity, change.field, change.new) for change in found if change.field != "alive"] == [
        ("activity", "title", "Torgmöte på lördag"),
        ("note", "entity", "activity"),
        ("note", "about", plan.activity),
        ("note", "text", "Ring skolan"),
    ]
    assert (found[0].old, found[0].first) == ("Torgmöte", False)


def test_a_meeting_remembers_what_was_known_when_its_paper_was_made(store: Store, plan: Plan) -> None:
    known = what_is_known(store)
    store.do(record_paper, plan.meeting)
    store.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    kept = Vector.parse(field(store, plan.meeting, "known"))
    assert kept == known
    changed = [(change.row, change.field) for change in store.read(since, kept)]
    assert changed == [(plan.meeting, "known"), (plan.activity, "title")]


def test_an_edit_made_before_the_meeting_and_merged_after_it_still_shows_as_new(plan_file: PlanFile) -> None:
    """The vector tells what was known, so the wall clock of the edit does not matter."""
    here = plan_file.open()
    plan = a_plan(here)
    here.do(record_paper, plan.meeting)
    kept = Vector.parse(field(here, plan.meeting, "known"))
    early = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
    there = plan_file.open(a_world("polishuset", start=early))
    there.do(change, plan.activity, {"title": "Skrivet före mötet"})
    new = [change for change in here.read(since, kept) if change.field == "title"]
    assert [(change.new, change.wall.year) for change in new] == [("Skrivet före mötet", 2001)]


def test_a_meeting_may_record_its_paper_again(store: Store, plan: Plan) -> None:
    store.do(record_paper, plan.meeting)
    first = field(store, plan.meeting, "known")
    store.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    store.do(record_paper, plan.meeting)
    assert field(store, plan.meeting, "known") != first


def test_history_tells_gestures_newest_first_with_who_and_what(storage: Storage) -> None:
    here, there = storage.open(actor="kommunen"), storage.open(actor="polisen")
    plan = a_plan(here)
    here.do(change, plan.activity, {"title": "Ett"})
    there.do(change, plan.activity, {"title": "Två", "place": "Torget"})
    second, first, *_ = here.read(history)
    assert (second.actor, second.gesture, second.letter) == ("polisen", "change", "K")
    assert [(change.field, change.old, change.new) for change in second.changes] == [
        ("title", "Ett", "Två"),
        ("place", None, "Torget"),
    ]
    assert first.actor == "kommunen"
    assert first.wall < second.wall


def test_history_of_a_row_has_only_its_own_changes(store: Store, plan: Plan) -> None:
    store.do(delete, plan.activity)
    (newest, *_) = store.read(history, rows=[plan.activity])
    assert {change.row for change in newest.changes} == {plan.activity}
    assert len(store.read(history, rows=[plan.activity])) == 2


def test_history_can_be_cut_short(store: Store) -> None:
    plan = a_plan(store)
    for title in ("Ett", "Två", "Tre"):
        store.do(change, plan.activity, {"title": title})
    everything = store.read(history)
    assert store.read(history, limit=3) == everything[:3]
    assert store.read(history, limit=1000) == everything
    assert everything[-1].gesture == "begin_plan"


def test_every_change_is_told_by_exactly_one_gesture(store: Store) -> None:
    a_plan(store)
    store.do(undo)
    told = [name for step in store.read(history) for name in ids(list(step.changes))]
    assert sorted(told) == sorted(op.name for op in log(store) if op.entity != "step")


def test_a_gesture_can_be_looked_up(store: Store, plan: Plan) -> None:
    step = store.do(change, plan.activity, {"title": "Ett"}).step
    assert step is not None
    assert store.read(step_view, step) == store.read(history, limit=1)[0]


def test_an_erased_value_is_told_as_erased(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": "Anna Andersson"})
    (said,) = log(store, OpRow.value == '"Anna Andersson"')
    store.do(redact, [said.name])
    store.do(change, plan.activity, {"text": "Någon"})
    later, erased = [
        c for c in store.read(since, Vector({})) if c.field == "text" and c.row == plan.activity
    ][::-1]
    assert (erased.new, erased.erased) == (None, True)
    assert (later.old, later.new, later.first) == (None, "Någon", False)


def test_an_op_is_named_by_its_copys_letter_and_its_number(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"title": "Ett"})
    last = store.read(history, limit=1)[0].changes[-1]
    assert last.op == f"K:{last.seq}"


def test_the_vector_of_a_plan_covers_all_its_ops_and_no_more(plan_file: PlanFile) -> None:
    here = plan_file.open()
    plan = a_plan(here)
    there = plan_file.open(a_world("polishuset"))
    there.do(add, an_activity(plan.agreement))

    def last_of_each(session: Session) -> dict[str, int]:
        found: dict[str, int] = {}
        for site, seq in session.query(OpRow.site, OpRow.seq):
            found[site] = max(seq, found.get(site, 0))
        return found

    assert len(here.read(last_of_each)) == 2
    assert here.read(vector_here) == Vector(here.read(last_of_each))
