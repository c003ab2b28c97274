"""What is to be decided, told whole: its sides, whose and whence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import event
from sqlalchemy.engine import Engine

from db.drafts import (
    AreaDraft,
)
from db.journal.state import conflicts as contested_fields
from db.operations import add, change, decide, delete, link, log_occurrence, note, redact
from db.queries.conflicts import conflict_count, conflicts, count_to_decide, rows_in_conflict
from db.store import Store
from db.views.conflicts import DeletionConflict, FieldConflict, by_thing
from tests.apart import Apart, copies
from tests.asking import heads, what_is_known
from tests.builders import Plan, an_activity

__all__ = ["copies"]


def field_conflicts(store: Store) -> list[FieldConflict]:
    return [one for one in store.read(conflicts) if isinstance(one, FieldConflict)]


def disagree(store: Store, key: str, one: dict[str, object], other: dict[str, object]) -> None:
    """Let two people change a thing who do not know of one another."""
    form = what_is_known(store)
    store.do(change, key, one)
    store.do_as_seen(form, change, key, other)


# The sides of a field.


def test_a_plan_that_nobody_edits_apart_has_no_conflicts(store: Store, plan: Plan) -> None:
    assert plan.activity
    assert store.read(conflicts) == []
    assert store.read(conflict_count).total == 0
    assert store.read(rows_in_conflict) == frozenset()


def test_each_side_says_what_who_when_and_where(copies: Apart) -> None:
    copies.office.do(change, copies.plan.activity, {"due_on": dt.date(2017, 6, 1)})
    copies.station.do(change, copies.plan.activity, {"due_on": dt.date(2017, 7, 1)})
    copies.meet()
    (here,), (there,) = field_conflicts(copies.office), field_conflicts(copies.station)
    assert (here.thing.number, here.field) == ("K1", "due_on")
    assert (here.mine.value, there.mine.value) == (dt.date(2017, 6, 1), dt.date(2017, 7, 1))
    assert [side.value for side in here.sides] == [side.value for side in there.sides]
    assert here.sides[0].shown
    assert not here.sides[1].shown
    said = here.mine.voice
    (op,) = [op for op in heads(copies.office, copies.plan.activity, "due_on") if op.site == said.site]
    assert (said.op, said.actor, said.at) == (f"K:{op.seq}", "säkerhetssamordnare", op.wall)
    assert said.copy == "kommunen"
    assert there.mine.voice.letter != "K"


def test_where_no_side_is_this_copys_the_shown_one_stands_for_it(copies: Apart) -> None:
    copies.office.do(change, copies.plan.activity, {"title": "Kommunens ord"})
    copies.station.do(change, copies.plan.activity, {"title": "Polisens ord"})
    copies.meet()
    (found,) = field_conflicts(copies.county)
    assert found.mine.shown
    assert len(found.theirs) == 1


def test_those_who_say_the_same_are_one_side(copies: Apart) -> None:
    copies.office.do(change, copies.plan.activity, {"title": "Kommunens ord"})
    copies.county.do(change, copies.plan.activity, {"title": "Kommunens ord"})
    copies.station.do(change, copies.plan.activity, {"title": "Polisens ord"})
    copies.meet()
    (found,) = field_conflicts(copies.county)
    assert found.mine.value == "Kommunens ord"
    assert {voice.actor for voice in found.mine.voices} == {"säkerhetssamordnare", "länssamordnare"}
    assert [side.value for side in found.theirs] == ["Polisens ord"]


def test_both_came_from_the_newest_word_that_both_knew(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"title": "Ett"})
    store.do(change, plan.activity, {"title": "Två"})
    disagree(store, plan.activity, {"title": "Tre"}, {"title": "Fyra"})
    (found,) = field_conflicts(store)
    assert found.base is not None
    assert (found.base.value, len(found.bases)) == ("Två", 1)
    assert found.base.voice is not None
    store.do(change, plan.activity, {"place": "Torget"})
    assert field_conflicts(store) == [found]


def test_a_side_that_went_further_came_from_the_same(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    for title in ("Ett", "Två", "Tre"):
        store.do(change, plan.activity, {"title": title})
    store.do_as_seen(form, change, plan.activity, {"title": "Annat"})
    (found,) = field_conflicts(store)
    assert {side.value for side in found.sides} == {"Tre", "Annat"}
    assert found.base is not None
    assert found.base.value == "Torgmöte"


def test_where_nobody_had_said_anything_both_came_from_what_a_field_says_at_birth(
    store: Store, plan: Plan
) -> None:
    disagree(store, plan.activity, {"state": "done"}, {"state": "ongoing"})
    (found,) = field_conflicts(store)
    assert found.base is not None
    assert (found.base.value, found.base.voice) == ("not_started", None)


def test_two_who_decided_differently_came_from_both_sides(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Ett"})
    copies.station.do(change, activity, {"title": "Två"})
    copies.meet()
    copies.office.do(decide, activity, "title", "Tre")
    copies.station.do(decide, activity, "title", "Fyra")
    copies.meet()
    (found,) = field_conflicts(copies.county)
    assert {side.value for side in found.sides} == {"Tre", "Fyra"}
    assert {base.value for base in found.bases} == {"Ett", "Två"}


def test_a_reference_is_told_by_the_name_of_what_it_refers_to(store: Store, plan: Plan) -> None:
    other = store.do(add, AreaDraft(name="Hamnen")).value
    disagree(store, plan.activity, {"area": other}, {"area": None})
    store.do(delete, other)
    (found,) = field_conflicts(store)
    told = {side.value: side.named for side in found.sides}
    named = told[other]
    assert named is not None
    assert (named.parts[0].value, named.alive) == ("Hamnen", False)
    assert told[None] is None
    assert found.base is not None
    assert found.base.named is not None
    assert found.base.named.id == plan.area


def test_what_was_erased_is_said_to_be(store: Store, plan: Plan) -> None:
    disagree(store, plan.activity, {"title": "Ring Allan"}, {"title": "Kommunens ord"})
    store.do(redact, [heads(store, plan.activity, "title")[0].name])
    (found,) = field_conflicts(store)
    assert [(side.value, side.erased) for side in found.sides] == [("Kommunens ord", False), (None, True)]
    store.do(redact, [heads(store, plan.activity, "title")[1].name])
    assert field_conflicts(store) == []


# In which order, how many, and where to mark it.


def test_conflicts_come_by_thing_as_people_count(store: Store, plan: Plan) -> None:
    keys = [store.do(add, an_activity(plan.agreement)).value for _ in range(11)]
    for key in (keys[10], keys[1], plan.promise):
        disagree(store, key, {"expected_effect": "Ett"}, {"expected_effect": "Två"})
    disagree(store, keys[1], {"title": "Ett"}, {"title": "Två"})
    walk = store.do(log_occurrence, keys[1], on=dt.date(2017, 5, 12)).value
    disagree(store, walk, {"place": "Ett"}, {"place": "Två"})
    found = store.read(conflicts)
    told = [(one.whole.number, one.thing.entity, one.field) for one in found]
    assert told == [
        ("K3", "activity", "title"),
        ("K3", "activity", "expected_effect"),
        ("K3", "occurrence", "place"),
        ("K12", "activity", "expected_effect"),
        ("1", "promise", "expected_effect"),
    ]
    assert [(thing.number, len(group)) for thing, group in by_thing(found)] == [
        ("K3", 3), ("K12", 1), ("1", 1),
    ]  # fmt: skip
    assert store.read(conflicts, [walk]) == [found[2]]
    assert store.read(conflicts, [plan.meeting]) == []


def test_they_are_counted_and_marked_as_they_are_listed(store: Store, plan: Plan) -> None:
    walk = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    disagree(store, walk, {"place": "Ett"}, {"place": "Två"})
    form = what_is_known(store)
    store.do(note, plan.meeting, "Bokad")
    store.do_as_seen(form, delete, plan.meeting)
    count = store.read(conflict_count)
    assert (count.fields, count.deletions, count.flags, count.to_decide) == (1, 1, 0, 2)
    assert count.total == len(store.read(conflicts))
    assert store.read(count_to_decide) == replace(count, flags=0)
    marked = {walk, plan.activity, plan.meeting, plan.agreement}
    assert store.read(rows_in_conflict) == marked
    page = [plan.activity, plan.promise, plan.owner]
    assert store.read(rows_in_conflict, page) == {plan.activity}
    assert store.read(rows_in_conflict, [plan.promise, plan.owner]) == frozenset()


def test_what_took_part_in_a_gesture_is_the_same_for_the_log(store: Store, plan: Plan) -> None:
    disagree(store, plan.activity, {"title": "Ett"}, {"title": "Två"})
    disagree(store, plan.promise, {"text": "Ett"}, {"text": "Två"})
    everything = store.read(contested_fields)
    assert everything == sorted([(plan.activity, "title"), (plan.promise, "text")])
    assert store.read(contested_fields, [plan.promise, plan.meeting]) == [(plan.promise, "text")]


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent while the block lasts."""
    sent: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def test_many_conflicts_are_read_in_no_more_statements_than_few(store: Store, plan: Plan) -> None:
    def statements() -> int:
        with counted() as sent:
            store.read(conflicts)
            store.read(conflict_count)
            store.read(rows_in_conflict)
        return len(sent)

    keys = [store.do(add, an_activity(plan.agreement)).value for _ in range(24)]
    form = what_is_known(store)
    fewest = 0
    for number, key in enumerate(keys):
        store.do(change, key, {"title": "Ett", "owner": plan.owner})
        store.do_as_seen(form, change, key, {"title": "Två"})
        if number % 2:
            store.do_as_seen(form, delete, key)
        if number == 1:
            fewest = statements()
    found = store.read(conflicts)
    assert len(found) == 36
    # Each gesture that is told of is read by itself.
    told = sum(len(one.unseen) for one in found if isinstance(one, DeletionConflict))
    assert statements() < fewest + told


# Deletions against edits.


def test_the_newest_few_of_what_a_deletion_did_not_know_are_told_and_the_rest_counted(
    store: Store, plan: Plan
) -> None:
    other = store.do(add, an_activity(plan.agreement)).value
    form = what_is_known(store)
    for number in range(4):
        store.do(note, plan.activity, f"Anteckning {number}")
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12))
    store.do(change, other, {"carried_from": plan.activity})
    store.do(link, plan.activity, plan.owner)
    store.do(change, plan.promise, {"text": "Annat löfte"})
    store.do_as_seen(form, delete, plan.activity)
    (found,) = store.read(conflicts)
    assert isinstance(found, DeletionConflict)
    assert found.count == 7
    assert [line.gesture for line in found.unseen] == ["link", "change", "log_occurrence", "note", "note"]
    assert found.parts == 2
    assert [voice.actor for voice in found.deleted] == ["samordnare"]
    assert found.kept == ()


def test_to_keep_is_the_side_of_who_edited_and_to_delete_of_who_deleted(copies: Apart) -> None:
    copies.office.do(delete, copies.plan.meeting)
    copies.station.do(note, copies.plan.meeting, "Bokad")
    copies.meet()
    keeps = []
    for store in copies.all:
        (found,) = store.read(conflicts)
        assert isinstance(found, DeletionConflict)
        keeps.append(found.mine_keeps)
    assert keeps == [False, True, True]


def test_one_who_brought_it_back_while_another_deleted_it_is_named(copies: Apart) -> None:
    plan = copies.plan
    tie = copies.office.do(link, plan.activity, plan.owner).value
    copies.meet()
    form = what_is_known(copies.station)
    copies.office.do(delete, plan.activity)
    copies.station.do(delete, plan.activity)
    copies.office.do_as_seen(form, link, plan.activity, plan.owner)
    copies.meet()
    (found,) = copies.county.read(conflicts)
    assert isinstance(found, DeletionConflict)
    assert tie
    assert found.thing.id == plan.activity
    assert found.count >= 1
