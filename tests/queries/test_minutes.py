"""The minutes tell what was changed at the meeting, and neither before it nor at the next."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import DecisionDraft, MeetingDraft
from db.errors import UnknownThing
from db.operations import add, change, delete, note, record_paper
from db.operations.meetings import add_agenda_item, mark_present
from db.queries.minutes import minutes
from db.store import Store
from tests.builders import Plan

TODAY = dt.date(2017, 5, 9)


def test_what_was_changed_between_the_meetings_paper_and_the_next_is_told(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"title": "Före"})
    store.do(record_paper, plan.meeting)
    store.do(change, plan.activity, {"state": "ongoing"})
    following = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 6, 13))).value
    store.do(record_paper, following)
    store.do(change, plan.activity, {"state": "done"})
    found = store.read(minutes, plan.meeting, today=TODAY)
    (thing,) = found.changes
    assert [(line.field, line.new) for line in thing.lines] == [("state", "ongoing")]
    assert (found.has_paper, found.activities) == (True, 1)


def test_without_a_paper_what_was_written_from_the_day_on_is_told(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"state": "ongoing"})
    found = store.read(minutes, plan.meeting, today=TODAY)
    assert (found.has_paper, found.changes) == (False, ())
    store.do(change, plan.meeting, {"on": dt.date(2017, 5, 2)})
    assert store.read(minutes, plan.meeting, today=TODAY).changes


def test_who_came_what_was_taken_up_and_decided_stands_in_it(store: Store, plan: Plan) -> None:
    store.do(mark_present, plan.meeting, plan.owner, True)
    store.do(add_agenda_item, plan.meeting, "Läget", 0)
    store.do(add, DecisionDraft(meeting=plan.meeting, text="Ring skolan", activity=plan.activity))
    store.do(note, plan.meeting, "Det var fika")
    found = store.read(minutes, plan.meeting, today=TODAY)
    assert [one.present for one in found.attendees] == [True]
    assert [item.title for item in found.agenda] == ["Läget"]
    assert [one.about and one.about.number for one in found.decisions] == ["K1"]
    assert [one.text for one in found.notes] == ["Det var fika"]


def test_a_deleted_meeting_has_no_minutes(store: Store, plan: Plan) -> None:
    store.do(delete, plan.meeting)
    with pytest.raises(UnknownThing):
        store.read(minutes, plan.meeting, today=TODAY)
