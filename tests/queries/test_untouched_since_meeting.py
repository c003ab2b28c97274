"""Which activities lie untouched since the last meeting: the filter says what the meeting's paper says."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.drafts import CounterDraft, FollowUpDraft, MeetingDraft, OccurrenceDraft, ParticipantDraft
from db.filter import filter_rows
from db.journal.writing import Writing
from db.operations import add, change, link, note, record_paper
from db.queries.status import status_report
from db.store import Store
from db.tables import Activity
from tests.builders import Plan, a_plan, an_activity, an_agreement

TODAY = dt.date(2017, 5, 20)


def untouched(store: Store, text: str = "orörd:möte", today: dt.date = TODAY) -> set[str]:
    def titles(session: Session) -> set[str]:
        fits = filter_rows(text, today=today)
        return set(session.scalars(select(Activity.title).where(Activity.alive, fits)))

    return store.read(titles)


def reported(store: Store, agreement: str) -> set[str]:
    report = store.read(status_report, agreement=agreement, meeting=None, today=TODAY)
    return {line.title for line in report.untouched}


def several(session: Writing, agreement: str, titles: str) -> dict[str, str]:
    return {title: add(session, an_activity(agreement, title=title)) for title in titles}


def test_whatever_is_done_about_an_activity_touches_it(store: Store, plan: Plan) -> None:
    keys = store.do(several, plan.agreement, "ABCDEFG").value
    store.do(record_paper, plan.meeting)
    store.do(change, keys["A"], {"title": "A"})
    store.do(change, keys["B"], {"place": "Torget"})
    store.do(note, keys["C"], "Ringde skolan")
    store.do(add, OccurrenceDraft(activity=keys["D"], on=TODAY))
    store.do(link, keys["E"], plan.promise)
    store.do(add, ParticipantDraft(activity=keys["F"], contact=plan.owner))
    assert untouched(store) == {"A", "G", "Torgmöte"}
    assert reported(store, plan.agreement) == {"A", "G", "Torgmöte"}


def test_what_belongs_to_an_occurrence_touches_its_activity(store: Store, plan: Plan) -> None:
    keys = store.do(several, plan.agreement, "AB").value
    occurrence = store.do(add, OccurrenceDraft(activity=keys["A"], on=TODAY)).value
    store.do(record_paper, plan.meeting)
    store.do(add, CounterDraft(occurrence=occurrence, label="broschyrer", number=3))
    store.do(add, FollowUpDraft(activity=plan.activity, year=2017))
    assert untouched(store) == {"B"} == reported(store, plan.agreement)


def test_the_latest_meeting_with_a_paper_is_the_one_that_counts(store: Store, plan: Plan) -> None:
    keys = store.do(several, plan.agreement, "AB").value
    store.do(record_paper, plan.meeting)
    later = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 5, 16))).value
    without_paper = MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 5, 18))
    to_come = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 6, 1))).value
    store.do(add, without_paper)
    store.do(note, keys["A"], "Före det senare mötet")
    store.do(record_paper, later)
    store.do(note, keys["B"], "Efter det senare mötet")
    store.do(record_paper, to_come)
    assert untouched(store) == {"A", "Torgmöte"} == reported(store, plan.agreement)


def test_each_agreement_has_its_own_last_meeting(store: Store, plan: Plan) -> None:
    other = store.do(add, an_agreement(municipality="Åmål")).value
    key = store.do(several, other, "X").value["X"]
    meeting = store.do(add, MeetingDraft(agreement=other, on=dt.date(2017, 5, 10))).value
    store.do(record_paper, plan.meeting)
    store.do(note, key, "Efter Säfflestyrelsens möte men före Åmåls")
    store.do(record_paper, meeting)
    store.do(note, plan.activity, "Efter båda")
    assert untouched(store) == {"X"}


def test_where_no_meeting_had_a_paper_a_month_is_looked_back(store: Store, plan: Plan) -> None:
    assert untouched(store) == set() == reported(store, plan.agreement)
    assert untouched(store, today=TODAY + dt.timedelta(days=30)) == {"Torgmöte"}


@pytest.mark.parametrize("text", ["orörd:möte", "untouched:meeting", 'orörd:"senaste mötet"'])
def test_it_is_said_in_either_language(store: Store, plan: Plan, text: str) -> None:
    store.do(record_paper, plan.meeting)
    assert untouched(store, text) == {"Torgmöte"}


def test_it_stands_beside_other_parts_and_may_be_turned_round(store: Store, plan: Plan) -> None:
    keys = store.do(several, plan.agreement, "AB").value
    store.do(record_paper, plan.meeting)
    store.do(note, keys["A"], "Rörd")
    assert untouched(store, "-orörd:möte") == {"A"}
    assert untouched(store, "orörd:möte (orörd:möte eller titel:A) -titel:Torgmöte") == {"B"}


def test_a_whole_plan_just_made_has_nothing_untouched(store: Store) -> None:
    plan = a_plan(store)
    assert untouched(store) == set()
    assert plan.activity
