"""Before a paper is printed one chooses its agreement and meeting among those that are in the plan."""

from __future__ import annotations

import datetime as dt

from db.drafts import MeetingDraft
from db.operations import add, delete, record_paper
from db.queries.paper_choices import paper_choices
from db.store import Store
from tests.builders import an_agreement

TODAY = dt.date(2017, 5, 2)


def test_an_empty_plan_has_nothing_to_choose(store: Store) -> None:
    choices = store.read(paper_choices, today=TODAY)
    assert (choices.agreements, choices.meetings, choices.meant) == ((), (), None)
    assert choices.next_meeting(None, TODAY) is None


def test_the_agreement_in_force_is_meant_and_its_next_meeting(store: Store) -> None:
    old = store.do(add, an_agreement(starts_on=dt.date(2016, 1, 1), ends_on=dt.date(2016, 12, 31))).value
    new = store.do(add, an_agreement()).value
    days = [dt.date(2017, 9, 5), dt.date(2017, 5, 9), dt.date(2017, 2, 7)]
    keys = [store.do(add, MeetingDraft(agreement=new, on=day)).value for day in days]
    store.do(add, MeetingDraft(agreement=old, on=dt.date(2017, 5, 3)))
    gone = store.do(add, MeetingDraft(agreement=new, on=dt.date(2017, 5, 4))).value
    store.do(delete, gone)
    choices = store.read(paper_choices, today=TODAY)
    assert choices.meant == new
    found = choices.meetings_of(new)
    assert {one.id for one in found} == set(keys)
    assert [one.on for one in found] == days
    following = choices.next_meeting(new, TODAY)
    assert following is not None
    assert following.id == keys[1]
    assert choices.next_meeting(new, dt.date(2017, 12, 1)) is None


def test_a_meeting_tells_whether_it_has_a_final_paper(store: Store) -> None:
    agreement = store.do(add, an_agreement()).value
    one = store.do(add, MeetingDraft(agreement=agreement, on=dt.date(2017, 2, 7))).value
    store.do(add, MeetingDraft(agreement=agreement, on=dt.date(2017, 5, 9)))
    store.do(record_paper, one)
    choices = store.read(paper_choices, today=TODAY)
    assert [meeting.id for meeting in choices.meetings if meeting.remembers] == [one]
