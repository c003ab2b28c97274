"""Finding the meeting that a person means, by its day."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import MeetingDraft
from db.errors import AmbiguousThing, UnknownThing
from db.operations import add, delete
from db.queries import locate
from db.store import Store
from tests.builders import a_plan


def test_a_meeting_goes_by_its_day(store: Store) -> None:
    plan = a_plan(store)

    assert store.read(locate, "2017-05-09").id == plan.meeting
    assert store.read(locate, " 2017-05-09 ", ("meeting",)).id == plan.meeting


def test_a_day_without_a_meeting_and_a_day_that_there_is_not_find_nothing(store: Store) -> None:
    a_plan(store)

    for word in ("2017-05-10", "2017-06-31", "0000-00-00"):
        with pytest.raises(UnknownThing):
            store.read(locate, word, ("meeting",))


def test_a_day_is_no_activity(store: Store) -> None:
    plan = a_plan(store, due=dt.date(2017, 5, 9))

    assert store.read(locate, "2017-05-09").id == plan.meeting
    with pytest.raises(UnknownThing):
        store.read(locate, "2017-05-09", ("activity",))


def test_two_meetings_on_one_day_are_told_apart_by_their_ids(store: Store) -> None:
    plan = a_plan(store)
    second = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 5, 9))).value

    with pytest.raises(AmbiguousThing) as both:
        store.read(locate, "2017-05-09")
    assert {told.split()[0] for told in both.value.matches} == {
        f"meeting:{key[:8]}" for key in (plan.meeting, second)
    }

    store.do(delete, plan.meeting)
    assert store.read(locate, "2017-05-09").id == second
