"""What programs of this kind are known to do wrong where two copies meet, each shown not to happen here."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path

import pytest

from db.drafts import CauseDraft
from db.operations import (
    add,
    change,
    decide,
    decide_several,
    delete,
    link,
    log_occurrence,
    note,
    undo,
    unlink,
)
from db.queries.conflicts import conflict_count, conflicts, rows_in_conflict
from db.store import Store
from db.views.conflicts import Choice, Conflict, DeletionConflict, FieldConflict
from tests.apart import Apart, apart, copies
from tests.asking import field, is_in_sight
from tests.builders import MORNING, an_activity

__all__ = ["copies"]

YEAR = dt.timedelta(days=365)


def listed(store: Store) -> list[tuple[str, str]]:
    """The conflicts of a copy, as row and field."""
    return [(one.thing.id, one.field) for one in store.read(conflicts)]


def the_one(store: Store) -> Conflict:
    """The only conflict that a copy has."""
    (found,) = store.read(conflicts)
    return found


# The newest whole record wins, and the other's field is gone.


def test_two_who_change_different_fields_of_one_thing_both_have_their_way(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"place": "Stora torget", "due_on": dt.date(2017, 6, 1)})
    copies.station.do(change, activity, {"title": "Torgmöte på lördag", "state": "planned"})
    copies.county.do(change, activity, {"text": "Vid statyn"})
    copies.meet()
    for store in copies.all:
        said = [field(store, activity, name) for name in ("place", "due_on", "title", "state", "text")]
        assert said == ["Stora torget", dt.date(2017, 6, 1), "Torgmöte på lördag", "planned", "Vid statyn"]
        assert listed(store) == []
    copies.agree()


def test_a_form_saved_whole_touches_only_what_its_person_changed(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Torgmöte", "place": "Stora torget", "state": "not_started"})
    copies.station.do(change, activity, {"title": "Torgmöte", "place": "", "state": "ongoing"})
    copies.meet()
    assert listed(copies.office) == []
    assert (field(copies.office, activity, "place"), field(copies.office, activity, "state")) == (
        "Stora torget",
        "ongoing",
    )


# A deletion beats an edit.


def test_an_edit_that_the_deleter_did_not_know_of_keeps_the_thing(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(delete, activity)
    copies.station.do(change, activity, {"title": "Torgmöte på lördag"})
    copies.station.do(note, activity, "Skolan vill vara med")
    copies.meet()
    for store in copies.all:
        assert is_in_sight(store, activity)
        found = the_one(store)
        assert isinstance(found, DeletionConflict)
        assert found.thing.id == activity
        assert [voice.actor for voice in found.deleted] == ["säkerhetssamordnare"]
        assert [(line.gesture, line.actor) for line in found.unseen] == [
            ("note", "kommunpolis"),
            ("change", "kommunpolis"),
        ]
        assert found.count == 2
    copies.agree()


@pytest.mark.parametrize("stays", [True, False])
def test_a_deletion_against_an_edit_is_decided_once_for_everybody(copies: Apart, stays: bool) -> None:
    plan = copies.plan
    copies.office.do(delete, plan.activity)
    copies.station.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    copies.meet()
    copies.county.do(decide, plan.activity, "alive", stays)
    copies.meet()
    for store in copies.all:
        assert listed(store) == []
        assert is_in_sight(store, plan.activity) is stays
    copies.county.do(undo)
    copies.meet()
    for store in copies.all:
        assert listed(store) == [(plan.activity, "alive")]
        assert is_in_sight(store, plan.activity)
    copies.agree()


def test_keeping_a_thing_brings_back_what_went_along_with_it_and_nothing_else(copies: Apart) -> None:
    plan = copies.plan
    done = copies.office.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    before = copies.office.do(link, plan.activity, plan.owner).value
    copies.meet()
    copies.office.do(unlink, plan.activity, plan.owner)
    copies.office.do(delete, plan.activity)
    copies.station.do(change, plan.activity, {"title": "Torgmöte på lördag"})
    copies.meet()
    assert not is_in_sight(copies.station, done)
    found = the_one(copies.station)
    assert isinstance(found, DeletionConflict)
    assert found.parts == 3  # The occurrence, and the links to a promise and a cause.
    copies.station.do(decide, plan.activity, "alive", True)
    copies.meet()
    for store in copies.all:
        assert is_in_sight(store, plan.activity, done)
        assert not is_in_sight(store, before)
        assert listed(store) == []
    copies.agree()


def test_what_was_deleted_by_all_who_knew_of_everything_is_no_conflict(copies: Apart) -> None:
    copies.office.do(delete, copies.plan.meeting)
    copies.station.do(delete, copies.plan.meeting)
    copies.meet()
    assert [listed(store) for store in copies.all] == [[], [], []]
    assert not is_in_sight(copies.county, copies.plan.meeting)
    copies.agree()


# Conflicts are shown that are none.


def test_two_who_write_the_same_agree(copies: Apart) -> None:
    for store in copies.all:
        store.do(change, copies.plan.activity, {"title": "Torgmöte på lördag", "due_on": dt.date(2017, 6, 1)})
    copies.meet()
    assert [listed(store) for store in copies.all] == [[], [], []]


def test_two_who_log_the_same_day_have_logged_one_occurrence(copies: Apart) -> None:
    made = {
        store.do(log_occurrence, copies.plan.activity, on=dt.date(2017, 5, 12), counters={"samtal": 20}).value
        for store in copies.all
    }
    copies.meet()
    assert len(made) == 1
    assert [listed(store) for store in copies.all] == [[], [], []]


def test_an_occurrence_that_both_made_differs_only_where_they_said_different_things(copies: Apart) -> None:
    on = dt.date(2017, 5, 12)
    for store, came in ((copies.office, 12), (copies.station, 15)):
        key = store.do(log_occurrence, copies.plan.activity, on=on, place="Torget", attendance=came).value
    copies.meet()
    found = the_one(copies.office)
    assert isinstance(found, FieldConflict)
    assert (found.thing.id, found.whole.id, found.field) == (key, copies.plan.activity, "attendance")
    assert {side.value for side in found.sides} == {12, 15}
    assert found.base is None
    marked = copies.office.read(rows_in_conflict)
    assert {key, copies.plan.activity} <= marked


def test_an_edit_that_goes_on_from_anothers_is_none_by_whatever_way_it_came(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Ett"})
    copies.meet(copies.office, copies.county)
    copies.county.do(change, activity, {"title": "Två"})
    copies.meet(copies.county, copies.station)
    copies.station.do(change, activity, {"title": "Tre"})
    copies.meet(copies.station, copies.county)
    copies.meet()
    for store in copies.all:
        assert field(store, activity, "title") == "Tre"
        assert listed(store) == []


def test_a_conflict_of_what_everybody_has_deleted_since_is_nobodys_to_decide(copies: Apart) -> None:
    copies.office.do(change, copies.plan.activity, {"title": "Kommunens ord"})
    copies.station.do(change, copies.plan.activity, {"title": "Polisens ord"})
    copies.meet()
    copies.office.do(delete, copies.plan.activity)
    copies.meet()
    assert [listed(store) for store in copies.all] == [[], [], []]
    assert copies.station.read(conflict_count).total == 0
    copies.office.do(undo)
    copies.meet()
    assert listed(copies.county) == [(copies.plan.activity, "title")]


# Two writers with the same time to the second, and a laptop whose clock is a year off.


def test_two_who_write_in_the_same_second_are_both_heard(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Kommunens ord"})
    copies.station.do(change, activity, {"title": "Polisens ord"})
    copies.meet()
    for store in copies.all:
        found = the_one(store)
        assert isinstance(found, FieldConflict)
        assert {side.value for side in found.sides} == {"Kommunens ord", "Polisens ord"}
        assert len({side.voice.at for side in found.sides}) == 1
    assert len({field(store, activity, "title") for store in copies.all}) == 1
    copies.agree()


@pytest.mark.parametrize("off", [YEAR, -YEAR], ids=["ahead", "behind"])
def test_a_clock_that_is_a_year_off_decides_nothing(tmp_path: Path, off: dt.timedelta) -> None:
    with ExitStack() as stack:
        met = apart(tmp_path, stack, station=MORNING + off)
        activity = met.plan.activity
        met.station.do(change, activity, {"title": "Polisens ord", "place": "Stationen"})
        met.meet()
        # Who has seen it and goes on from it is the later one, whatever the clocks say.
        met.office.do(change, activity, {"place": "Torget"})
        met.office.do(change, activity, {"title": "Kommunens ord"})
        met.meet()
        for store in met.all:
            assert (field(store, activity, "title"), field(store, activity, "place")) == (
                "Kommunens ord",
                "Torget",
            )
            assert listed(store) == []
        met.station.do(change, activity, {"text": "Vid stationen"})
        met.office.do(change, activity, {"text": "Vid statyn"})
        met.meet()
        for store in met.all:
            found = the_one(store)
            assert isinstance(found, FieldConflict)
            assert {side.value for side in found.sides} == {"Vid stationen", "Vid statyn"}
        met.agree()


def test_a_deletion_by_a_clock_from_next_year_still_hides_only_what_it_had_seen(tmp_path: Path) -> None:
    with ExitStack() as stack:
        met = apart(tmp_path, stack, station=MORNING + YEAR)
        met.office.do(change, met.plan.promise, {"text": "Vi syns varje vecka"})
        met.station.do(delete, met.plan.promise)
        met.meet()
        for store in met.all:
            assert is_in_sight(store, met.plan.promise)
            assert listed(store) == [(met.plan.promise, "alive")]
        met.agree()


# Decided once, decided everywhere.


@pytest.mark.parametrize("chosen", ["Kommunens ord", "Polisens ord", "Allas ord"])
def test_what_is_decided_once_is_decided_everywhere(copies: Apart, chosen: str) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Kommunens ord"})
    copies.station.do(change, activity, {"title": "Polisens ord"})
    copies.meet()
    copies.office.do(decide, activity, "title", chosen)
    copies.meet(copies.office, copies.county)
    copies.meet(copies.county, copies.station)
    for store in copies.all:
        assert field(store, activity, "title") == chosen
        assert listed(store) == []
    copies.agree()


def test_a_third_who_had_not_heard_of_the_conflict_opens_it_against_the_decision(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Kommunens ord"})
    copies.station.do(change, activity, {"title": "Polisens ord"})
    copies.county.do(change, activity, {"title": "Länets ord"})
    copies.meet(copies.office, copies.station)
    copies.office.do(decide, activity, "title", "Polisens ord")
    copies.meet()
    found = the_one(copies.station)
    assert isinstance(found, FieldConflict)
    assert {side.value for side in found.sides} == {"Polisens ord", "Länets ord"}
    assert found.base is not None
    assert found.base.value == "Torgmöte"


def test_two_who_decide_alike_have_decided(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Kommunens ord"})
    copies.station.do(change, activity, {"title": "Polisens ord"})
    copies.meet()
    copies.office.do(decide, activity, "title", "Polisens ord")
    copies.station.do(decide, activity, "title", "Polisens ord")
    copies.meet()
    assert [listed(store) for store in copies.all] == [[], [], []]


def test_two_who_decide_differently_are_asked_again(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Kommunens ord"})
    copies.station.do(change, activity, {"title": "Polisens ord"})
    copies.meet()
    copies.office.do(decide, activity, "title", "Polisens ord")
    copies.station.do(decide, activity, "title", "Kommunens ord")
    copies.meet()
    found = the_one(copies.county)
    assert isinstance(found, FieldConflict)
    assert {side.value for side in found.sides} == {"Kommunens ord", "Polisens ord"}
    copies.agree()


def test_all_of_a_thing_is_decided_in_one_gesture_and_undone_in_one(copies: Apart) -> None:
    activity = copies.plan.activity
    copies.office.do(change, activity, {"title": "Kommunens ord", "place": "Torget", "text": "Vid statyn"})
    copies.station.do(change, activity, {"title": "Polisens ord", "place": "Hamnen", "text": "Vid kajen"})
    copies.meet()
    found = copies.office.read(conflicts, [activity])
    theirs = [
        Choice(one.thing.id, one.field, one.theirs[0].value)
        for one in found
        if isinstance(one, FieldConflict)
    ]
    assert len(theirs) == 3
    copies.office.do(decide_several, theirs)
    copies.meet()
    said = [field(copies.county, activity, name) for name in ("title", "place", "text")]
    assert said == ["Polisens ord", "Hamnen", "Vid kajen"]
    assert listed(copies.county) == []
    copies.office.do(undo)
    copies.meet()
    assert listed(copies.county) == [(activity, name) for name in ("title", "text", "place")]
    copies.agree()


def test_what_three_said_apart_is_one_conflict_with_three_sides(copies: Apart) -> None:
    cause = copies.plan.cause
    for store, text in zip(copies.all, ("Mörker", "Klotter", "Buskar"), strict=True):
        store.do(change, cause, {"text": text})
    copies.meet()
    found = the_one(copies.station)
    assert isinstance(found, FieldConflict)
    assert {side.value for side in found.sides} == {"Mörker", "Klotter", "Buskar"}
    assert found.mine.value == "Klotter"
    assert {side.voice.actor for side in found.theirs} == {"säkerhetssamordnare", "länssamordnare"}


def test_new_things_made_apart_are_no_conflict(copies: Apart) -> None:
    for store in copies.all:
        store.do(add, an_activity(copies.plan.agreement, title="Fotpatrull"))
        store.do(note, copies.plan.activity, "Ring skolan")
        store.do(add, CauseDraft(focus_area=copies.plan.focus_area, number=None, text="Mörker"))
    copies.meet()
    assert [one for one in copies.office.read(conflicts) if isinstance(one, FieldConflict)] == []
    numbers = {field(copies.office, one, "number") for one in _activities(copies.office)}
    assert len(numbers) == 4


def _activities(store: Store) -> list[str]:
    from sqlalchemy import select

    from db.tables import Activity

    return store.read(lambda session: list(session.scalars(select(Activity.id))))
