"""One thing with all that the pane shows of it, several at once, and the next dates of a rule."""

from __future__ import annotations

import datetime as dt

from db.drafts import FollowUpDraft
from db.kinds import ActivityState, FollowUpPeriod
from db.operations import add, change, log_occurrence
from db.queries import vector_here
from db.queries.detail import detail, several
from db.queries.upcoming import upcoming_dates
from db.rules.recurrence import DateException
from db.store import Store
from db.views.things import Place
from tests.builders import Plan, a_weekly_activity, an_activity

TODAY = dt.date(2017, 5, 2)


def test_a_detail_comes_with_the_vector_that_it_was_read_with(store: Store, plan: Plan) -> None:
    seen, view = store.read(detail, Place("activity", plan.activity), today=TODAY)
    assert seen == store.read(vector_here)
    assert view.thing.name.id == plan.activity
    assert view.agreement == plan.agreement


def test_an_activity_tells_of_its_progress_and_follow_ups(store: Store, plan: Plan) -> None:
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 4, 25))
    for period in (FollowUpPeriod.T1, FollowUpPeriod.T2):
        store.do(add, FollowUpDraft(activity=plan.activity, year=2017, period=period))
    _seen, view = store.read(detail, Place("activity", plan.activity), today=TODAY)
    assert view.progress is not None
    assert view.progress.times == 1
    periods = [field.value for one in view.follow_ups for field in one.fields if field.name == "period"]
    assert periods == ["T2", "T1"]


def test_the_latest_date_that_nobody_wrote_down_is_told_until_it_is_settled(store: Store, plan: Plan) -> None:
    weekly = store.do(add, a_weekly_activity(plan.agreement, start=dt.date(2017, 4, 6))).value
    place = Place("activity", weekly)
    assert store.read(detail, place, today=dt.date(2017, 4, 6))[1].missed is None
    assert store.read(detail, place, today=TODAY)[1].missed == dt.date(2017, 4, 27)
    store.do(log_occurrence, weekly, on=dt.date(2017, 4, 28))
    assert store.read(detail, place, today=TODAY)[1].missed is None


def test_what_is_done_once_has_missed_no_date_of_its_own(store: Store, plan: Plan) -> None:
    late = store.do(add, an_activity(plan.agreement, due=dt.date(2017, 4, 1))).value
    view = store.read(detail, Place("activity", late), today=TODAY)[1]
    assert view.late
    assert view.missed is None


def test_what_belongs_to_something_tells_of_its_agreement(store: Store, plan: Plan) -> None:
    for entity, key in (("cause", plan.cause), ("meeting", plan.meeting)):
        assert store.read(detail, Place(entity, key), today=TODAY)[1].agreement == plan.agreement
    assert store.read(detail, Place("contact", plan.owner), today=TODAY)[1].agreement is None


def test_several_tell_what_they_share_and_leave_out_what_is_empty(store: Store, plan: Plan) -> None:
    other = store.do(add, an_activity(plan.agreement, title="Marknad", owner=plan.owner)).value
    store.do(change, other, {"state": ActivityState.DONE})
    view = store.read(several, [Place("activity", plan.activity), Place("activity", other)])
    assert view.count == 2
    assert view.shared is not None
    shared = {field.name for field in view.shared.fields}
    assert {"agreement", "owner"} <= shared
    assert not {"title", "state", "text"} & shared
    assert view.states == ((ActivityState.NOT_STARTED, 1), (ActivityState.DONE, 1))


def test_several_of_different_tables_share_nothing(store: Store, plan: Plan) -> None:
    view = store.read(several, [Place("activity", plan.activity), Place("contact", plan.owner)])
    assert view.entity is None
    assert view.shared is None


def test_the_next_dates_tell_what_is_moved_skipped_and_free(store: Store) -> None:
    thursday = dt.date(2017, 5, 4)
    dates = store.read(
        upcoming_dates,
        "FREQ=WEEKLY",
        thursday,
        None,
        [
            DateException(on=dt.date(2017, 5, 11), moved_to=dt.date(2017, 5, 12)),
            DateException(on=dt.date(2017, 5, 18)),
        ],
        {dt.date(2017, 5, 18): "Studiedag"},
        today=TODAY,
        count=3,
    )
    told = [(one.on.day, one.rule_day and one.rule_day.day, one.skipped, one.reason) for one in dates]
    assert told == [
        (4, None, False, ""),
        (12, 11, False, ""),
        (18, None, True, "Studiedag"),
        (25, None, False, ""),
    ]
    assert dates[-1].holiday == "Kristi himmelsfärdsdag"


def test_a_rule_that_can_not_be_read_has_no_dates(store: Store) -> None:
    assert store.read(upcoming_dates, "FREQ=SOMETIMES", TODAY, None, today=TODAY) == ()
