"""The tree tells what an agreement promises, how each promise stands, and what nobody acts on."""

from __future__ import annotations

import datetime as dt

from db.drafts import CauseDraft, FocusAreaDraft, PromiseDraft
from db.kinds import ActivityState, Standing, TargetKind
from db.operations import add, change, delete, link, log_occurrence
from db.queries.promise_tree import promise_tree
from db.store import Store
from db.views.promise_tree import AgreementBranch, PromiseLeaf
from tests.builders import Plan, an_activity, an_agreement

TODAY = dt.date(2017, 5, 2)


def tree(store: Store, agreement: str | None = None) -> tuple[AgreementBranch, ...]:
    return store.read(promise_tree, agreement, today=TODAY)[1]


def promise(store: Store) -> PromiseLeaf:
    return tree(store)[0].focus_areas[0].promises[0]


def test_causes_and_promises_stand_under_their_focus_area(store: Store, plan: Plan) -> None:
    (branch,) = tree(store)
    assert (branch.id, branch.municipality) == (plan.agreement, "Säffle")
    (focus,) = branch.focus_areas
    assert (focus.number, focus.title) == (1, "Otrygghet i centrum")
    assert [(cause.id, cause.activities) for cause in focus.causes] == [(plan.cause, 1)]
    assert [(leaf.id, leaf.standing) for leaf in focus.promises] == [(plan.promise, Standing.NOT_STARTED)]


def test_a_promise_without_activities_and_a_cause_without_any_are_told(store: Store, plan: Plan) -> None:
    store.do(add, PromiseDraft(agreement=plan.agreement, focus_area=plan.focus_area, text="Mer ljus"))
    store.do(add, CauseDraft(focus_area=plan.focus_area, text="Skymda ingångar"))
    focus = tree(store)[0].focus_areas[0]
    assert focus.promises[1].standing is Standing.WITHOUT_ACTIVITIES
    assert focus.promises[1].activities == 0
    assert focus.causes[1].activities == 0


def test_an_activity_that_is_called_off_acts_on_no_cause(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"state": ActivityState.CANCELLED})
    assert tree(store)[0].focus_areas[0].causes[0].activities == 0
    assert promise(store).standing is Standing.NOT_KEPT


def test_what_is_done_and_late_is_counted(store: Store, plan: Plan) -> None:
    for state, due in ((ActivityState.DONE, None), (ActivityState.ONGOING, dt.date(2017, 4, 1))):
        key = store.do(add, an_activity(plan.agreement, state=state, due=due)).value
        store.do(link, key, plan.promise)
    leaf = promise(store)
    assert (leaf.activities, leaf.done, leaf.late, leaf.standing) == (3, 1, 1, Standing.LATE)


def test_what_is_done_is_never_late(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"state": ActivityState.DONE, "due_on": dt.date(2017, 4, 1)})
    assert (promise(store).late, promise(store).standing) == (0, Standing.KEPT)


def test_a_target_that_was_missed_breaks_the_promise(store: Store, plan: Plan) -> None:
    aimed = {"target": TargetKind.AT_LEAST, "target_count": 2.0}
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 4, 1))
    store.do(change, plan.activity, {"state": ActivityState.DONE, **aimed})
    assert promise(store).standing is Standing.NOT_KEPT
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 4, 2))
    assert promise(store).standing is Standing.KEPT


def test_a_promise_whose_focus_area_is_gone_stands_under_its_agreement(store: Store, plan: Plan) -> None:
    store.do(delete, plan.focus_area)
    (branch,) = tree(store)
    assert branch.focus_areas == ()
    assert [leaf.id for leaf in branch.promises] == [plan.promise]


def test_one_agreement_can_be_asked_for_alone(store: Store, plan: Plan) -> None:
    other = store.do(add, an_agreement(municipality="Arvika")).value
    store.do(add, FocusAreaDraft(agreement=other, title="Trafik"))
    assert [branch.municipality for branch in tree(store)] == ["Arvika", "Säffle"]
    (branch,) = tree(store, other)
    assert [focus.title for focus in branch.focus_areas] == ["Trafik"]
    assert [one.id for one in tree(store, plan.agreement)] == [plan.agreement]


def test_an_empty_plan_has_an_empty_tree(store: Store) -> None:
    assert tree(store) == ()
