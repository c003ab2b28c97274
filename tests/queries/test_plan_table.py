"""The table of activities comes as groups of ids, and its rows as they are asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from db.drafts import ContactDraft, PromiseDraft
from db.errors import BadFilter
from db.kinds import ActivityState, Responsibility, TargetKind
from db.operations import add, change, delete, link, log_occurrence, unlink
from db.queries import SortKey, vector_here
from db.queries.plan_table import plan_outline, plan_rows, targets_met
from db.store import Store
from db.views.plan_table import Grouping, PlanOutline
from tests.builders import Plan, a_weekly_activity, an_activity

TODAY = dt.date(2017, 5, 2)


def outline(store: Store, text: str = "", *order: SortKey, **asked: Any) -> PlanOutline:
    return store.read(plan_outline, text, today=TODAY, order=order, **asked)[1]


def an_added(store: Store, plan: Plan, title: str, **values: Any) -> str:
    return store.do(add, an_activity(plan.agreement, title=title, **values)).value


def shown(found: PlanOutline) -> list[tuple[str, list[str]]]:
    return [(group.key, list(group)) for group in found.groups]


def test_without_grouping_all_rows_stand_together_in_the_order_asked_for(store: Store, plan: Plan) -> None:
    alpha = an_added(store, plan, "Alfa")
    assert shown(outline(store)) == [("", [plan.activity, alpha])]
    assert shown(outline(store, "", SortKey("title"))) == [("", [alpha, plan.activity])]
    assert shown(outline(store, "alfa")) == [("", [alpha])]


def test_an_activity_with_two_promises_stands_under_both_and_one_without_comes_last(
    store: Store, plan: Plan
) -> None:
    second = store.do(
        add, PromiseDraft(agreement=plan.agreement, focus_area=plan.focus_area, number=2, text="Mer ljus")
    ).value
    store.do(link, plan.activity, second)
    loose = an_added(store, plan, "Utan löfte")
    found = outline(store, grouping=Grouping.PROMISE)
    assert shown(found) == [(plan.promise, [plan.activity]), (second, [plan.activity]), ("", [loose])]
    name = found.groups[0].name
    assert name is not None
    assert (name.number, name.parts[0].value) == ("1", "Vi syns mer")
    store.do(unlink, plan.activity, plan.promise)
    store.do(delete, second)
    assert [key for key, _ in shown(outline(store, grouping=Grouping.PROMISE))] == [""]


def test_a_promise_that_nothing_acts_on_has_a_group_as_long_as_nothing_is_sought(
    store: Store, plan: Plan
) -> None:
    store.do(unlink, plan.activity, plan.promise)
    asked: dict[str, Any] = {"grouping": Grouping.PROMISE, "filtered": False}
    assert shown(outline(store, **asked, agreement=plan.agreement))[0] == (plan.promise, [])
    assert shown(outline(store, **asked))[0] == (plan.promise, [])
    assert plan.promise not in dict(shown(outline(store, grouping=Grouping.PROMISE)))


def test_each_group_tells_how_many_are_late_and_done(store: Store, plan: Plan) -> None:
    for title, due, state in (
        ("Sen", dt.date(2017, 5, 1), ActivityState.ONGOING),
        ("I dag", TODAY, ActivityState.ONGOING),
        ("Klar", dt.date(2017, 4, 1), ActivityState.DONE),
    ):
        an_added(store, plan, title, due_on=due, state=state, responsibility=Responsibility.POLICE)
    groups = {
        group.key: (len(group), group.late, group.done)
        for group in outline(store, grouping=Grouping.RESPONSIBILITY).groups
    }
    assert groups == {"joint": (1, 0, 0), "police": (3, 1, 1)}


def test_states_and_parties_come_in_their_own_order(store: Store, plan: Plan) -> None:
    for state in (ActivityState.DONE, ActivityState.ONGOING, ActivityState.CANCELLED):
        an_added(store, plan, state.value, state=state)
    states = [group.key for group in outline(store, grouping=Grouping.STATE).groups]
    assert states == ["not_started", "ongoing", "done", "cancelled"]


def test_owners_are_looked_up_as_in_a_swedish_list(store: Store, plan: Plan) -> None:
    for function in ("Äldreombud", "Zonchef", "Åklagare"):
        owner = store.do(add, ContactDraft(function=function)).value
        an_added(store, plan, function, owner=owner)
    an_added(store, plan, "Ingens")
    names = [
        group.name.parts[0].value if group.name else ""
        for group in outline(store, grouping=Grouping.OWNER).groups
    ]
    assert names == ["Kommunpolis", "Zonchef", "Åklagare", "Äldreombud", ""]


def test_weeks_begin_on_monday_and_what_has_no_date_comes_last(store: Store, plan: Plan) -> None:
    sunday = an_added(store, plan, "Söndag", due_on=dt.date(2017, 1, 1))
    monday = an_added(store, plan, "Måndag", due_on=dt.date(2017, 1, 2))
    done = an_added(store, plan, "Klar", due_on=dt.date(2017, 1, 8), state=ActivityState.DONE)
    assert shown(outline(store, grouping=Grouping.WEEK)) == [
        ("2016-12-26", [sunday]), ("2017-01-02", [monday, done]), ("", [plan.activity]),
    ]  # fmt: skip


def test_the_first_screen_comes_with_the_outline(store: Store, plan: Plan) -> None:
    found = outline(store, "torg", grouping=Grouping.PROMISE, agreement=plan.agreement)
    assert [row.line.title for row in found.rows] == ["Torgmöte"]


def test_an_empty_table_tells_whether_the_plan_or_the_filter_is_to_blame(store: Store, plan: Plan) -> None:
    sought = outline(store, "finnsinte", agreement=plan.agreement)
    assert (sought.groups, sought.any_at_all) == ((), True)
    store.do(delete, plan.activity)
    assert not outline(store).any_at_all
    assert not outline(store, grouping=Grouping.WEEK, agreement=plan.agreement).any_at_all


def test_rows_tell_what_cells_are_edited_from_and_leave_out_what_is_gone(store: Store, plan: Plan) -> None:
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    store.do(change, plan.activity, {"due_on": TODAY, "state": ActivityState.DONE})
    seen, rows = store.read(plan_rows, (weekly, plan.activity, weekly), today=TODAY)
    assert seen == store.read(vector_here)
    assert [(row.line.id, row.due_on, row.rule) for row in rows] == [
        (weekly, None, "FREQ=WEEKLY"), (plan.activity, TODAY, ""),
    ]  # fmt: skip
    store.do(delete, weekly)
    rows = store.read(plan_rows, (weekly, plan.activity), today=TODAY)[1]
    assert [row.line.id for row in rows] == [plan.activity]


def test_targets_that_are_reached_are_counted(store: Store, plan: Plan) -> None:
    for count in (1.0, 2.0):
        key = an_added(store, plan, str(count), target=TargetKind.AT_LEAST, target_count=count)
        store.do(log_occurrence, key, on=TODAY)
    keys = [key for group in outline(store).groups for key in group]
    assert store.read(targets_met, keys, today=TODAY) == (2, 1)


def test_a_filter_that_cannot_be_read_says_so(store: Store) -> None:
    with pytest.raises(BadFilter):
        outline(store, "läge:(")
    with pytest.raises(BadFilter):
        outline(store, "läge:xyz", grouping=Grouping.PROMISE)
