"""A calendar tells what falls on each day, and a timeline how activities lie over the year."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import event

from db.drafts import DateExceptionDraft, DecisionDraft, MeetingDraft, OccurrenceDraft, PromiseDraft
from db.errors import BadFilter
from db.kinds import ActivityState, MeetingKind, MeetingState, OccurrenceState, ScheduleKind
from db.operations import add, change, delete, link
from db.queries.calendar import MOST_DATES, calendar
from db.queries.timeline import MOST_MARKS, timeline
from db.store import Store
from db.views.calendar import CalendarEntry, CalendarView, EntryKind, TimelineGrouping, TimelineView
from tests.builders import Plan, a_weekly_activity, an_activity

TODAY = dt.date(2017, 5, 10)
FIRST, LAST = dt.date(2017, 5, 1), dt.date(2017, 6, 4)
YEAR: dict[str, Any] = {"first": dt.date(2017, 1, 1), "last": dt.date(2017, 12, 31), "today": TODAY}


def day(number: int, month: int = 5) -> dt.date:
    return dt.date(2017, month, number)


def shown(store: Store, text: str = "", **asked: Any) -> CalendarView:
    return store.read(calendar, text, **{"first": FIRST, "last": LAST, "today": TODAY} | asked)


def entries(view: CalendarView, *kinds: EntryKind) -> list[CalendarEntry]:
    return [each for one in view.days for each in one.entries if not kinds or each.kind in kinds]


def days_of(view: CalendarView, kind: EntryKind) -> list[dt.date]:
    return [each.on for each in entries(view, kind)]


def test_each_day_is_there_with_its_name_and_whether_it_is_free(store: Store) -> None:
    view = shown(store)
    assert [each.on for each in view.days] == [FIRST + dt.timedelta(days=n) for n in range(35)]
    ascension = view.day(day(25))
    assert ascension is not None
    assert (ascension.name, ascension.free, ascension.working) == ("Kristi himmelsfärdsdag", True, False)
    assert shown(store, language="en").days[24].name == "Ascension Day"
    saturday = view.day(day(3, 6))
    assert saturday is not None
    assert (saturday.name, saturday.free, saturday.working) == ("Pingstafton", False, False)
    assert view.day(day(5, 6)) is None


def test_a_due_date_stands_on_its_day_and_says_whether_it_is_late(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"due_on": day(9)})
    (entry,) = entries(shown(store), EntryKind.DUE)
    assert (entry.number, entry.title, entry.on) == ("K1", "Torgmöte", day(9))
    assert (entry.late, entry.movable, entry.settled) == (True, True, False)
    assert entry.shown == entry.thing
    store.do(change, plan.activity, {"state": ActivityState.DONE})
    (entry,) = entries(shown(store), EntryKind.DUE)
    assert (entry.late, entry.movable, entry.settled) == (False, False, True)


def test_a_period_has_two_days_and_words_about_when_have_one_if_it_is_set(store: Store, plan: Plan) -> None:
    values = {"schedule": ScheduleKind.PERIOD, "starts_on": day(2), "ends_on": day(30)}
    store.do(change, plan.activity, values)
    assert [each.kind for each in entries(shown(store)) if each.activity == plan.activity] == [
        EntryKind.PERIOD_START,
        EntryKind.PERIOD_END,
    ]
    store.do(change, plan.activity, {"schedule": ScheduleKind.RELATIVE, "when_words": "vid skolstart"})
    assert days_of(shown(store), EntryKind.DUE) == []
    store.do(change, plan.activity, {"due_on": day(22)})
    assert days_of(shown(store), EntryKind.DUE) == [day(22)]


def test_a_rule_gives_its_dates_but_for_those_moved_or_skipped(store: Store, plan: Plan) -> None:
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    store.do(add, DateExceptionDraft(activity=weekly, on=day(12), moved_to=day(11)))
    store.do(add, DateExceptionDraft(activity=weekly, on=day(26)))
    found = entries(shown(store), EntryKind.RECURRING)
    assert [each.on for each in found] == [day(5), day(11), day(19), day(2, 6)]
    assert [each.moved_from for each in found] == [None, day(12), None, None]
    assert [each.late for each in found] == [True, False, False, False]


def test_a_date_that_was_moved_past_the_end_of_its_rule_is_shown(store: Store, plan: Plan) -> None:
    ended = a_weekly_activity(plan.agreement, start=dt.date(2017, 3, 3), ends_on=dt.date(2017, 4, 7))
    weekly = store.do(add, ended).value
    store.do(add, DateExceptionDraft(activity=weekly, on=dt.date(2017, 4, 7), moved_to=day(3)))
    assert days_of(shown(store), EntryKind.RECURRING) == [day(3)]


def test_where_something_took_place_the_rule_says_no_more(store: Store, plan: Plan) -> None:
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    store.do(add, OccurrenceDraft(activity=weekly, on=day(5), starts_at=dt.time(18), place="Torget"))
    store.do(add, OccurrenceDraft(activity=weekly, on=day(9), state=OccurrenceState.PLANNED))
    view = shown(store)
    done, planned = entries(view, EntryKind.OCCURRENCE)
    assert (done.on, done.state, done.starts_at, done.settled) == (
        day(5), OccurrenceState.DONE, dt.time(18), True,
    )  # fmt: skip
    assert (planned.on, planned.late, planned.settled) == (day(9), True, False)
    assert done.shown.id == weekly != done.thing.id
    assert days_of(view, EntryKind.RECURRING) == [day(12), day(19), day(26), day(2, 6)]


def test_meetings_and_decisions_are_those_of_the_agreement(store: Store, plan: Plan) -> None:
    other = store.do(add, MeetingDraft(agreement=plan.agreement, on=day(16), state=MeetingState.HELD)).value
    store.do(add, DecisionDraft(meeting=other, text="Fler lampor", due_on=day(8)))
    store.do(add, DecisionDraft(meeting=other, text="Om torget", due_on=day(9), activity=plan.activity))
    view = shown(store)
    assert [(each.on, each.movable) for each in entries(view, EntryKind.MEETING)] == [
        (day(9), True),
        (day(16), False),
    ]
    assert entries(view, EntryKind.MEETING)[0].meeting is MeetingKind.WORKING_GROUP
    assert [(each.title, each.late) for each in entries(view, EntryKind.DECISION)] == [
        ("Fler lampor", True),
        ("Om torget", True),
    ]
    assert entries(shown(store, agreement="another")) == []
    filtered = shown(store, "ansvarig:rektor")
    assert [each.title for each in entries(filtered, EntryKind.DECISION)] == ["Fler lampor"]


def test_a_filter_narrows_and_one_that_can_not_be_read_is_refused(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"due_on": day(9)})
    assert entries(shown(store, "ansvarig:kommunpolis"), EntryKind.DUE)
    assert not entries(shown(store, "ansvarig:rektor"), EntryKind.DUE)
    with pytest.raises(BadFilter):
        shown(store, "nonsens:1")


def test_what_is_deleted_falls_on_no_day(store: Store, plan: Plan) -> None:
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    store.do(add, OccurrenceDraft(activity=weekly, on=day(5)))
    store.do(delete, weekly)
    store.do(delete, plan.meeting)
    assert entries(shown(store)) == []


def test_no_day_is_asked_for_by_itself(store: Store, plan: Plan) -> None:
    def count() -> int:
        asked: list[str] = []

        def heard(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            asked.append(statement)

        engine = store._engine
        event.listen(engine, "before_cursor_execute", heard)
        shown(store)
        store.read(timeline, **YEAR)
        event.remove(engine, "before_cursor_execute", heard)
        return len([one for one in asked if one.lstrip().upper().startswith("SELECT")])

    store.do(add, a_weekly_activity(plan.agreement))
    few = count()
    for _ in range(5):
        weekly = store.do(add, a_weekly_activity(plan.agreement)).value
        store.do(add, DateExceptionDraft(activity=weekly, on=day(12), moved_to=day(11)))
        store.do(add, OccurrenceDraft(activity=weekly, on=day(4)))
    assert count() == few


def test_more_dates_than_anybody_reads_are_cut_off_and_that_is_said(store: Store, plan: Plan) -> None:
    def many(session: Any) -> None:
        for number in range(MOST_DATES // 30):
            add(session, a_weekly_activity(plan.agreement, title=f"Daglig {number}", rule="FREQ=DAILY"))

    store.do(many)
    view = shown(store)
    assert len(entries(view, EntryKind.RECURRING)) == MOST_DATES
    assert view.cut


def rows(view: TimelineView) -> list[str]:
    return [row.title for group in view.groups for row in group.rows]


def test_a_timeline_puts_activities_under_their_first_promise(store: Store, plan: Plan) -> None:
    second = store.do(add, PromiseDraft(agreement=plan.agreement, number=2, text="Mer ljus")).value
    store.do(link, plan.activity, second)
    lamp = store.do(add, an_activity(plan.agreement, title="Lampor", due=day(9))).value
    store.do(link, lamp, second)
    store.do(add, an_activity(plan.agreement, title="Fri", due=day(9)))
    groups = store.read(timeline, **YEAR).groups
    assert [(group.number, group.text, [row.title for row in group.rows]) for group in groups] == [
        ("1", "Vi syns mer", ["Torgmöte"]),
        ("2", "Mer ljus", ["Lampor"]),
        ("", "", ["Fri"]),
    ]


def test_a_timeline_puts_activities_under_their_owner_or_under_none(store: Store, plan: Plan) -> None:
    store.do(add, an_activity(plan.agreement, title="Fri", due=day(9)))
    groups = store.read(timeline, **YEAR, grouping=TimelineGrouping.OWNER).groups
    assert [(group.owner and group.owner.function, len(group.rows)) for group in groups] == [
        ("Kommunpolis", 1),
        (None, 1),
    ]
    (only,) = store.read(timeline, **YEAR, grouping=TimelineGrouping.NONE).groups
    assert len(only.rows) == 2


def test_a_timeline_has_bars_marks_meetings_and_named_days(store: Store, plan: Plan) -> None:
    values = {"schedule": ScheduleKind.PERIOD, "starts_on": day(2), "ends_on": day(30)}
    store.do(change, plan.activity, values)
    store.do(add, a_weekly_activity(plan.agreement))
    store.do(add, a_weekly_activity(plan.agreement, title="Daglig", rule="FREQ=DAILY"))
    view = store.read(timeline, **YEAR, grouping=TimelineGrouping.NONE)
    period, weekly, daily = view.groups[0].rows
    assert (period.starts_on, period.ends_on, [mark.on for mark in period.marks]) == (
        day(2), day(30), [day(30)],
    )  # fmt: skip
    assert (len(weekly.dates), weekly.dense, weekly.starts_on) == (35, False, day(5))
    assert [each.late for each in weekly.entries][:2] == [True, False]
    assert MOST_MARKS > 35
    assert (daily.dates, daily.dense) == ((), True)
    assert [each.on for each in view.meetings] == [day(9)]
    assert {"Juldagen", "Midsommarafton"} <= {each.name for each in view.days}


def test_a_timeline_leaves_out_what_lies_in_other_years_but_not_what_has_no_date(
    store: Store, plan: Plan
) -> None:
    for title, due in (("Förr", dt.date(2016, 5, 1)), ("Nu", day(1))):
        store.do(add, an_activity(plan.agreement, title=title, due=due))
    assert rows(store.read(timeline, **YEAR)) == ["Torgmöte", "Nu"]


def test_a_rule_that_nobody_can_read_has_no_dates(store: Store, plan: Plan) -> None:
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    store.do(_break_rule, weekly)
    assert days_of(shown(store), EntryKind.RECURRING) == []
    assert "Fotpatrull" in rows(store.read(timeline, **YEAR))


def _break_rule(session: Any, key: str) -> None:
    from db.operations.rows import living

    activity: Any = living(session, key)
    activity.rule = "FREQ=SOMETIMES"
    session.flush()
