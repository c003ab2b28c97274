"""Meetings are begun like the last one, called, held and approved, each in one gesture that can be undone."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import AgendaItemDraft, ContactDraft, FollowUpDraft, MeetingDraft
from db.errors import UnknownThing
from db.kinds import FollowUpPeriod, Light, MeetingState
from db.operations import add, undo
from db.operations.meetings import (
    add_agenda_item,
    approve_meeting,
    begin_meeting,
    call_contacts,
    call_meeting,
    hold_meeting,
    judge,
    mark_present,
    order_agenda,
)
from db.queries.meetings import meeting_view, propose_meeting
from db.store import Store
from db.views.meetings import MeetingView
from tests.asking import field
from tests.builders import Plan, a_plan

TODAY = dt.date(2017, 5, 2)


@pytest.fixture
def plan(store: Store) -> Plan:
    """One of each thing."""
    return a_plan(store)


def seen(store: Store, meeting: str) -> MeetingView:
    """The meeting as it is now."""
    return store.read(meeting_view, meeting, today=TODAY)[0]


def test_a_new_meeting_comes_with_the_people_and_the_headings_of_the_last(store: Store, plan: Plan) -> None:
    store.do(call_contacts, plan.meeting, [plan.owner])
    store.do(add, AgendaItemDraft(meeting=plan.meeting, number=1, title="Läget", minutes=10))
    store.do(add, AgendaItemDraft(meeting=plan.meeting, number=2, title="Aktiviteterna"))
    proposal = store.read(propose_meeting, plan.agreement, today=TODAY)
    done = store.do(begin_meeting, proposal)
    view = seen(store, done.value)
    assert [(item.number, item.title, item.minutes) for item in view.agenda] == [
        (1, "Läget", 10),
        (2, "Aktiviteterna", None),
    ]
    assert [(one.contact, one.present) for one in view.called] == [(plan.owner, False)]
    store.do(undo)
    with pytest.raises(UnknownThing):
        seen(store, done.value)


def test_a_meeting_is_called_then_held_then_approved(store: Store, plan: Plan) -> None:
    steps = ((call_meeting, "called"), (hold_meeting, "held"), (approve_meeting, "approved"))
    for gesture, state in steps:
        store.do(gesture, plan.meeting)
        assert field(store, plan.meeting, "state") == state
    store.do(undo)
    assert field(store, plan.meeting, "state") == MeetingState.HELD


def test_only_a_meeting_can_be_held(store: Store, plan: Plan) -> None:
    with pytest.raises(UnknownThing):
        store.do(hold_meeting, plan.activity)


def test_who_came_without_being_called_was_there_all_the_same(store: Store, plan: Plan) -> None:
    key = store.do(mark_present, plan.meeting, plan.owner, True).value
    assert field(store, key, "present") is True
    assert store.do(mark_present, plan.meeting, plan.owner, False).value == key
    assert field(store, key, "present") is False


def test_the_agenda_is_numbered_as_it_is_ordered(store: Store, plan: Plan) -> None:
    keys = [store.do(add_agenda_item, plan.meeting, title, after).value for after, title in enumerate("abc")]
    assert store.do(order_agenda, [keys[2], keys[0], keys[1]]).value == [keys[2], keys[0], keys[1]]
    assert [item.title for item in seen(store, plan.meeting).agenda] == ["c", "a", "b"]
    assert store.do(order_agenda, [keys[2], keys[0], keys[1]]).step is None
    assert field(store, keys[2], "number") == 1
    with pytest.raises(UnknownThing):
        store.do(order_agenda, [plan.activity])


def test_judging_twice_corrects_the_light_and_leaves_the_rest(store: Store, plan: Plan) -> None:
    period = FollowUpPeriod.T1
    draft = FollowUpDraft(activity=plan.activity, year=2017, period=period, outcome="12 besök")
    key = store.do(add, draft).value
    assert store.do(judge, plan.activity, year=2017, period=period, light=Light.YELLOW).value == key
    store.do(judge, plan.activity, year=2017, period=period, reason="Ingen tid")
    found = [field(store, key, name) for name in ("light", "reason", "outcome")]
    assert found == ["yellow", "Ingen tid", "12 besök"]
    other = store.do(judge, plan.activity, year=2017, period=FollowUpPeriod.T2, light=Light.RED).value
    assert other != key


def test_a_first_meeting_is_proposed_four_weeks_from_now(store: Store, plan: Plan) -> None:
    store.do(add, ContactDraft(function="Säkerhetssamordnare"))
    draft = store.read(propose_meeting, plan.agreement, today=dt.date(2017, 6, 1)).draft
    assert draft == MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 6, 7))
