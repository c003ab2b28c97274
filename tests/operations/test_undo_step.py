"""Law 9 for any step: what somebody points out is taken back, and nobody's later work with it unasked."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import AlreadyUndone, MovedOn, NeverUndone, UnknownThing
from db.journal.history import history
from db.journal.writing import Writing
from db.operations import add, change, delete, link, log_occurrence, note, redo, undo, undo_step
from db.store import Store
from tests.asking import assert_remade_alike, field, is_in_sight
from tests.builders import Plan, a_plan, an_activity
from tests.effort import tried
from tests.merging import bring, copies, lacking
from tests.plan_dump import differing, in_sight
from tests.storages import PlanFile, begun


def step_of(store: Store, operation: Any, *arguments: Any, **options: Any) -> str:
    """Carry out a gesture and give its step."""
    step = store.do(operation, *arguments, **options).step
    assert step is not None
    return step


def test_an_older_step_is_taken_back_without_those_after_it(store: Store) -> None:
    plan = a_plan(store)
    renamed = step_of(store, change, plan.activity, {"title": "Torgmöte på lördag"})
    store.do(change, plan.activity, {"place": "Torget"})
    done = store.do(undo_step, renamed)
    assert done.value == renamed
    assert field(store, plan.activity, "title") == "Torgmöte"
    assert field(store, plan.activity, "place") == "Torget"
    assert_remade_alike(store)


def test_undo_goes_on_with_the_newest_that_still_stands_and_redo_with_what_was_undone_last(
    store: Store,
) -> None:
    plan = a_plan(store)
    renamed = step_of(store, change, plan.activity, {"title": "Torgmöte på lördag"})
    placed = step_of(store, change, plan.activity, {"place": "Torget"})
    store.do(undo_step, renamed)
    assert store.do(redo).value == renamed
    assert field(store, plan.activity, "title") == "Torgmöte på lördag"
    store.do(undo_step, renamed)
    assert store.do(undo).value == placed
    assert (field(store, plan.activity, "title"), field(store, plan.activity, "place")) == ("Torgmöte", "")


def test_what_this_copy_itself_has_changed_since_is_asked_about(store: Store) -> None:
    plan = a_plan(store)
    first = step_of(store, change, plan.activity, {"title": "Ett"})
    store.do(change, plan.activity, {"title": "Två"})
    with pytest.raises(MovedOn) as caught:
        store.do(undo_step, first)
    assert [(one.row, one.field, one.actor) for one in caught.value.moved] == [
        (plan.activity, "title", "samordnare")
    ]
    assert field(store, plan.activity, "title") == "Två"
    store.do(undo_step, first, anyway=True)
    assert field(store, plan.activity, "title") == "Torgmöte"
    assert_remade_alike(store)


def test_what_was_changed_since_and_taken_back_again_is_not_asked_about(store: Store) -> None:
    plan = a_plan(store)
    first = step_of(store, change, plan.activity, {"title": "Ett"})
    second = step_of(store, change, plan.activity, {"title": "Två"})
    store.do(undo_step, second)
    store.do(undo_step, first)
    assert field(store, plan.activity, "title") == "Torgmöte"


def test_undo_asks_where_a_step_pointed_out_has_moved_what_it_would_restore(store: Store) -> None:
    plan = a_plan(store)
    first = step_of(store, change, plan.activity, {"title": "Ett"})
    store.do(change, plan.activity, {"title": "Två"})
    store.do(undo_step, first, anyway=True)
    with pytest.raises(MovedOn):
        store.do(undo)


def test_a_step_of_another_copy_is_taken_back_here(plan_file: PlanFile, tmp_path: Path) -> None:
    with ExitStack() as stack:
        (here, there, _), plan = copies(tmp_path, plan_file, stack)
        renamed = step_of(there, change, plan.activity, {"title": "Polisens ord"})
        bring(here, lacking(here, there))
        here.do(undo_step, renamed)
        assert field(here, plan.activity, "title") == "Torgmöte"
        assert here.do(redo).value == renamed
        assert field(here, plan.activity, "title") == "Polisens ord"
        assert_remade_alike(here)


def test_what_has_been_put_on_a_new_thing_since_is_asked_about_and_goes_with_it(store: Store) -> None:
    plan = a_plan(store)
    added = store.do(add, an_activity(plan.agreement))
    tie = store.do(link, added.value, plan.promise).value
    said = store.do(note, added.value, "Ring skolan").value
    assert added.step is not None
    with pytest.raises(MovedOn) as caught:
        store.do(undo_step, added.step)
    assert {(one.row, one.field) for one in caught.value.moved} == {(tie, "alive"), (said, "alive")}
    taken = store.do(undo_step, added.step, anyway=True).step
    assert not is_in_sight(store, added.value, tie, said)
    assert taken is not None
    store.do(undo_step, taken)
    assert is_in_sight(store, added.value, tie, said)
    assert_remade_alike(store)


def test_a_step_whose_thing_has_been_deleted_since_is_asked_about(store: Store) -> None:
    plan = a_plan(store)
    said = store.do(note, plan.activity, "Ring skolan").value
    silenced = step_of(store, delete, said)
    store.do(delete, plan.activity)
    with pytest.raises(MovedOn) as caught:
        store.do(undo_step, silenced)
    assert [(one.row, one.field) for one in caught.value.moved] == [(plan.activity, "alive")]
    assert not is_in_sight(store, said, plan.activity)


def test_what_has_been_undone_is_not_undone_again_but_its_undo_can_be(store: Store) -> None:
    plan = a_plan(store)
    renamed = step_of(store, change, plan.activity, {"title": "Ett"})
    taken = step_of(store, undo_step, renamed)
    with pytest.raises(AlreadyUndone):
        store.do(undo_step, renamed)
    again = step_of(store, undo_step, taken)
    assert field(store, plan.activity, "title") == "Ett"
    with pytest.raises(AlreadyUndone):
        store.do(undo_step, taken)
    store.do(undo_step, again)
    assert field(store, plan.activity, "title") == "Torgmöte"


def test_the_beginning_of_a_plan_is_never_undone(store: Store) -> None:
    a_plan(store)
    beginning = store.read(history)[-1]
    assert beginning.gesture == "begin_plan"
    with pytest.raises(NeverUndone):
        store.do(undo_step, beginning.id)
    with pytest.raises(UnknownThing):
        store.do(undo_step, "no such step")


def _gestures(plan: Plan) -> dict[str, tuple[Any, ...]]:
    """Gestures of which none depends on another: each on a field or a row of its own."""
    return {
        "title": (change, plan.activity, {"title": "Ett"}),
        "place": (change, plan.activity, {"place": "Torget"}),
        "promise": (change, plan.promise, {"text": "Vi syns oftare"}),
        "note": (note, plan.meeting, "Ring skolan"),
        "activity": (add, an_activity(plan.agreement)),
        "deletion": (delete, plan.cause),
        "person": (change, plan.owner, {"name": "Anna", "email": "anna@polisen.se"}),
    }


@settings(max_examples=tried(8, 200))
@given(
    order=st.permutations(
        sorted(_gestures(Plan(**dict.fromkeys(Plan.__slots__, "")))),
    ),
    which=st.data(),
)
def test_taking_back_a_step_that_nothing_depends_on_leaves_the_plan_as_without_it(
    order: list[str], which: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    taken = which.draw(st.sampled_from(order))
    shown = []
    for names in (order, [name for name in order if name != taken]):
        folder = tmp_path_factory.mktemp("plan")
        with begun(folder / "p.plan") as store:
            plan = a_plan(store)
            steps = {name: step_of(store, *_gestures(plan)[name]) for name in names}
            if taken in steps:
                store.do(undo_step, steps[taken])
                assert_remade_alike(store)
            shown.append(_without_keys(store.read(in_sight)))
    assert shown[0] == shown[1]


def _without_keys(dump: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    """The plan without identities and numbers, which are made in the order of the gestures."""
    text = [f"{table} {row}" for table, rows in dump.items() for row in rows]
    return sorted(
        re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|'K\d+'|datetime.datetime\(.*?\)+", "·", line) for line in text
    )


def test_a_large_step_with_many_parts_is_taken_back_as_one(store: Store) -> None:
    plan = a_plan(store)
    before = store.read(in_sight)

    def many(session: Writing) -> None:
        for number in range(300):
            key = add(session, an_activity(plan.agreement, title=f"Aktivitet {number}"))
            link(session, key, plan.promise)
            log_occurrence(session, key, on=dt.date(2017, 5, 12))

    step = step_of(store, many)
    store.do(change, plan.activity, {"title": "Ett"})
    store.do(undo_step, step)
    store.do(undo)
    assert differing(before, store.read(in_sight)) == []
