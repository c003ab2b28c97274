"""What the list of meetings, one meeting and its round tell."""

from __future__ import annotations

import datetime as dt

import pytest

from db.drafts import ContactDraft, DecisionDraft, MeetingDraft, OrganisationDraft, PromiseDraft
from db.errors import UnknownThing
from db.kinds import FollowUpPeriod, Light, MeetingKind, MeetingState, OrganisationKind
from db.operations import add, change, delete, link, note, record_paper
from db.operations.meetings import hold_meeting, judge, mark_present
from db.queries.meeting_round import meeting_round, round_card
from db.queries.meetings import meeting_view, meetings, propose_meeting
from db.store import Store
from tests.builders import Plan, an_activity, an_agreement

TODAY = dt.date(2017, 5, 9)


def test_meetings_to_come_stand_first_with_the_nearest_on_top_and_past_ones_the_other_way(
    store: Store, plan: Plan
) -> None:
    days = [dt.date(2017, 3, 1), dt.date(2017, 4, 1), dt.date(2017, 6, 1), dt.date(2017, 7, 1)]
    for day in days:
        store.do(add, MeetingDraft(agreement=plan.agreement, on=day))
    lines = store.read(meetings, today=TODAY)
    assert [line.head.on for line in lines] == [TODAY, days[2], days[3], days[1], days[0]]
    assert [line.is_coming for line in lines] == [True, True, True, False, False]
    store.do(hold_meeting, plan.meeting)
    assert store.read(meetings, today=TODAY)[0].head.on == days[2]


def test_the_list_can_be_of_one_agreement(store: Store, plan: Plan) -> None:
    other = store.do(add, an_agreement(municipality="Åmål")).value
    store.do(add, MeetingDraft(agreement=other, on=TODAY))
    (line,) = store.read(meetings, today=TODAY, agreement=other)
    assert (line.municipality, line.agreement) == ("Åmål", other)
    assert {one.agreement for one in store.read(meetings, today=TODAY)} == {other, plan.agreement}


def test_open_and_late_decisions_are_counted(store: Store, plan: Plan) -> None:
    for due, state in ((dt.date(2017, 5, 1), "open"), (dt.date(2017, 6, 1), "open"), (None, "done")):
        store.do(add, DecisionDraft(meeting=plan.meeting, text="Ta fram en policy", due_on=due))
        if state == "done":
            (last,) = [
                one.key
                for one in store.read(meeting_view, plan.meeting, today=TODAY)[0].decisions
                if one.due_on is None
            ]
            store.do(change, last, {"state": state})
    (line,) = store.read(meetings, today=TODAY)
    assert (line.open_decisions, line.late_decisions) == (2, 1)
    view, _ = store.read(meeting_view, plan.meeting, today=TODAY)
    assert [one.is_late for one in view.decisions] == [True, False, False]


def test_a_meeting_proposes_the_contacts_of_its_agreements_parties(store: Store, plan: Plan) -> None:
    draft = OrganisationDraft(name="Säffle kommun", kind=OrganisationKind.MUNICIPALITY)
    body = store.do(add, draft).value
    safety = store.do(add, ContactDraft(function="Säkerhetssamordnare", organisation=body)).value
    store.do(add, ContactDraft(function="Främling"))
    view, _ = store.read(meeting_view, plan.meeting, today=TODAY)
    assert {one.contact for one in view.proposed} == {safety, plan.owner}
    store.do(mark_present, plan.meeting, safety, True)
    view, _ = store.read(meeting_view, plan.meeting, today=TODAY)
    assert [(one.contact, one.present) for one in view.called] == [(safety, True)]
    assert {one.contact for one in view.proposed} == {plan.owner}


def test_a_deleted_meeting_is_unknown(store: Store, plan: Plan) -> None:
    store.do(delete, plan.meeting)
    assert store.read(meetings, today=TODAY) == ()
    for query in (meeting_view, meeting_round):
        with pytest.raises(UnknownThing):
            store.read(query, plan.meeting, today=TODAY)


def test_the_next_meeting_is_of_the_same_kind_place_and_time(store: Store, plan: Plan) -> None:
    last = MeetingDraft(
        agreement=plan.agreement,
        kind=MeetingKind.STEERING_GROUP,
        on=dt.date(2017, 6, 13),
        starts_at=dt.time(9),
        ends_at=dt.time(11),
        place="Medborgarhuset",
    )
    store.do(add, last)
    found = store.read(propose_meeting, plan.agreement, today=TODAY).draft
    assert (found.kind, found.place, found.starts_at, found.ends_at) == (
        last.kind,
        last.place,
        last.starts_at,
        last.ends_at,
    )
    assert found.on == dt.date(2017, 7, 11)
    assert found.state is MeetingState.DRAFT


def test_the_round_follows_the_paper_and_tells_what_is_new_since_the_meeting_before(
    store: Store, plan: Plan
) -> None:
    second = store.do(
        add, PromiseDraft(agreement=plan.agreement, focus_area=plan.focus_area, number=2, text="Vi lyssnar")
    ).value
    loose = store.do(add, an_activity(plan.agreement, title="Utan löfte")).value
    last = store.do(add, an_activity(plan.agreement, title="Sist")).value
    store.do(link, last, second)
    before = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 4, 11))).value
    store.do(record_paper, before)
    store.do(change, last, {"state": "ongoing"})
    found = store.read(meeting_round, plan.meeting, today=TODAY)
    assert [stop.key for stop in found.stops] == [plan.activity, last, loose]
    assert [stop.promise for stop in found.stops] == ["Vi syns mer", "Vi lyssnar", ""]
    assert [len(stop.changes) for stop in found.stops] == [0, 1, 0]
    assert found.previous is not None
    assert found.previous.key == before
    assert {one.contact for one in found.proposed} == {plan.owner}


def test_a_card_has_all_that_is_said_of_an_activity(store: Store, plan: Plan) -> None:
    store.do(note, plan.activity, "Först")
    store.do(note, plan.activity, "Sedan")
    store.do(add, DecisionDraft(meeting=plan.meeting, activity=plan.activity, text="Ring skolan"))
    store.do(judge, plan.activity, year=2017, period=FollowUpPeriod.T2, light=Light.RED, reason="Ingen tid")
    card, _ = store.read(round_card, plan.activity, today=TODAY)
    assert [one.text for one in card.notes] == ["Sedan", "Först"]
    assert [one.text for one in card.decisions] == ["Ring skolan"]
    assert (card.year, card.period, card.light, card.reason) == (2017, FollowUpPeriod.T2, "red", "Ingen tid")
    assert card.owner is not None
    assert (card.owner.id, card.activity.key) == (plan.owner, plan.activity)
    with pytest.raises(UnknownThing):
        store.read(round_card, plan.promise, today=TODAY)
