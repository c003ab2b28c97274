"""What is new since the last meeting is told once, under its activity; what nobody touched is told too."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from db.drafts import FocusAreaDraft, MeetingDraft
from db.filter import parse
from db.kinds import ActivityState, MeetingKind
from db.operations import add, change, delete, link, log_occurrence, note, record_paper, redact, undo, unlink
from db.queries.status import status_report
from db.store import Store
from db.tables import OpRow
from db.views.status import ChangeKind, StatusReport
from tests.builders import Plan, a_plan, an_activity, an_agreement

TODAY = dt.date(2017, 5, 9)


@pytest.fixture(name="plan")
def fixture_plan(store: Store) -> Plan:
    """A plan whose February meeting had its paper; everything after that is new."""
    plan = a_plan(store)
    a_paper(store, plan, dt.date(2017, 2, 7))
    return plan


def a_paper(store: Store, plan: Plan, on: dt.date, kind: MeetingKind = MeetingKind.WORKING_GROUP) -> str:
    key = store.do(add, MeetingDraft(agreement=plan.agreement, on=on, kind=kind)).value
    store.do(record_paper, key)
    return key


def report(store: Store, plan: Plan, **more: Any) -> StatusReport:
    said = {"agreement": plan.agreement, "meeting": plan.meeting, "today": TODAY}
    return store.read(status_report, **{**said, **more})


def told(found: StatusReport) -> list[tuple[str, str, ChangeKind, str, object, object]]:
    return [
        (thing.subject.number, line.entity, line.kind, line.field, line.old, line.new)
        for thing in found.changes
        for line in thing.lines
    ]


def test_nothing_has_changed_when_nobody_has_changed_anything(store: Store, plan: Plan) -> None:
    found = report(store, plan)
    assert found.changes == ()
    assert found.previous is not None
    assert found.previous.on == dt.date(2017, 2, 7)
    assert [line.number for line in found.untouched] == ["K1"]


def test_several_changes_of_a_field_are_told_as_one(store: Store, plan: Plan) -> None:
    for title in ("Möte", "Stort möte", "Största mötet"):
        store.do(change, plan.activity, {"title": title})
    assert told(report(store, plan)) == [
        ("K1", "activity", ChangeKind.CHANGED, "title", "Torgmöte", "Största mötet")
    ]


def test_a_field_that_never_was_filled_in_changes_from_what_it_began_with(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"state": ActivityState.PLANNED})
    assert ("K1", "activity", ChangeKind.CHANGED, "state", "not_started", "planned") in told(
        report(store, plan)
    )


def test_a_field_that_came_back_to_what_it_was_is_not_told(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"title": "Möte"})
    store.do(undo)
    found = report(store, plan)
    assert found.changes == ()
    assert found.untouched == ()


def test_a_reference_is_told_by_name_not_by_key(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"owner": None})
    ((_, _, _, field, old, new),) = told(report(store, plan))
    assert field == "owner"
    assert getattr(old, "text", None) == "Kommunpolis, Polisen"
    assert new is None


def test_what_is_added_to_an_activity_is_told_under_it(store: Store, plan: Plan) -> None:
    store.do(note, plan.activity, "Räddningstjänsten kan.")
    store.do(link, plan.activity, plan.police)
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 2), counters={"samtal": 5})
    (thing,) = report(store, plan).changes
    assert thing.subject.number == "K1"
    added = [line.entity for line in thing.lines if line.kind is ChangeKind.ADDED]
    assert sorted(added) == ["counter", "note", "occurrence", "participant"]
    words = next(line for line in thing.lines if line.entity == "note")
    assert [(part.field, part.value) for part in words.parts] == [("text", "Räddningstjänsten kan.")]


def test_a_new_activity_is_told_in_a_line_with_nothing_of_what_hangs_on_it(store: Store, plan: Plan) -> None:
    key = store.do(add, an_activity(plan.agreement, title="Cirkus", owner=plan.owner)).value
    store.do(link, key, plan.promise)
    store.do(note, key, "Ny idé")
    store.do(change, key, {"title": "Stor cirkus"})
    (thing,) = report(store, plan).changes
    assert (thing.subject.number, thing.subject.text) == ("K2", "Stor cirkus")
    assert [(line.kind, line.entity) for line in thing.lines] == [(ChangeKind.ADDED, "activity")]


def test_a_deleted_activity_is_told_as_deleted(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"title": "Möte"})
    store.do(delete, plan.activity)
    (thing,) = report(store, plan).changes
    assert thing.subject.deleted
    assert [line.kind for line in thing.lines] == [ChangeKind.DELETED]


def test_what_has_come_and_gone_between_two_meetings_is_not_told(store: Store, plan: Plan) -> None:
    store.do(delete, store.do(add, an_activity(plan.agreement, title="Cirkus")).value)
    store.do(link, plan.activity, plan.police)
    store.do(unlink, plan.activity, plan.police)
    assert report(store, plan).changes == ()


def test_a_link_that_is_taken_away_is_told(store: Store, plan: Plan) -> None:
    store.do(unlink, plan.activity, plan.promise)
    (line,) = told(report(store, plan))
    assert line[1:3] == ("activity_promise", ChangeKind.DELETED)


def test_an_erased_text_is_told_as_erased_and_not_shown(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": "Ett namn som inte skulle stå här"})
    ops = store.read(
        lambda session: [
            (site, seq)
            for site, seq in session.execute(
                select(OpRow.site, OpRow.seq).where(OpRow.field == "text").order_by(OpRow.seq)
            )
        ][-1:]
    )
    store.do(redact, ops)
    found = report(store, plan)
    assert ("K1", "activity", ChangeKind.ERASED, "text", None, None) in told(found)
    assert "Ett namn" not in repr(found)


def test_another_agreements_changes_are_not_told(store: Store, plan: Plan) -> None:
    other = store.do(add, an_agreement(municipality="Arvika")).value
    store.do(add, an_activity(other, title="Arvikas"))
    store.do(add, FocusAreaDraft(agreement=other, title="Arvikas problem"))
    assert report(store, plan).changes == ()


def test_contacts_that_the_plan_mentions_are_told_and_come_last(store: Store, plan: Plan) -> None:
    store.do(change, plan.owner, {"telephone": "0533-123 45"})
    store.do(change, plan.promise, {"text": "Vi syns mycket mer"})
    store.do(change, plan.activity, {"title": "Möte"})
    assert [thing.subject.entity for thing in report(store, plan).changes] == [
        "activity",
        "promise",
        "contact",
    ]


def test_activities_are_told_in_the_order_of_their_numbers(store: Store, plan: Plan) -> None:
    for _ in range(11):
        store.do(add, an_activity(plan.agreement))
    numbers = [thing.subject.number for thing in report(store, plan).changes]
    assert numbers == [f"K{number}" for number in range(2, 13)]


def test_a_selection_tells_only_of_its_own_activities(store: Store, plan: Plan) -> None:
    other = store.do(add, an_activity(plan.agreement, title="Cirkus")).value
    store.do(change, plan.promise, {"text": "Vi syns mycket mer"})
    store.do(note, plan.activity, "Nytt")
    found = report(store, plan, filter=parse("cirkus"))
    assert [thing.subject.text for thing in found.changes] == ["Cirkus"]
    store.do(delete, other)


@pytest.mark.parametrize("gesture", ["note", "link", "log", "change"])
def test_anything_done_about_an_activity_touches_it(store: Store, plan: Plan, gesture: str) -> None:
    match gesture:
        case "note":
            store.do(note, plan.activity, "Nytt")
        case "link":
            store.do(unlink, plan.activity, plan.cause)
        case "log":
            store.do(log_occurrence, plan.activity, on=TODAY)
        case _:
            store.do(change, plan.activity, {"place": "Torget"})
    assert report(store, plan).untouched == ()


def test_what_is_done_or_called_off_need_not_be_touched(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"state": ActivityState.DONE})
    a_paper(store, plan, dt.date(2017, 3, 7))
    found = report(store, plan)
    assert (found.changes, found.untouched) == ((), ())


def test_the_base_is_the_latest_earlier_meeting_of_the_same_kind(store: Store, plan: Plan) -> None:
    a_paper(store, plan, dt.date(2017, 4, 4), MeetingKind.STEERING_GROUP)
    found = report(store, plan).previous
    assert found is not None
    assert found.on == dt.date(2017, 2, 7)
    council = store.do(add, MeetingDraft(agreement=plan.agreement, on=TODAY, kind=MeetingKind.COUNCIL)).value
    other = report(store, plan, meeting=council).previous
    assert other is not None
    assert other.on == dt.date(2017, 4, 4)


def test_a_later_meeting_is_never_the_base(store: Store, plan: Plan) -> None:
    a_paper(store, plan, dt.date(2017, 5, 10))
    found = report(store, plan).previous
    assert found is not None
    assert found.on == dt.date(2017, 2, 7)


def test_a_paper_for_no_meeting_is_compared_with_the_latest_one(store: Store, plan: Plan) -> None:
    store.do(note, plan.activity, "Mellan mötena")
    store.do(record_paper, plan.meeting)
    found = report(store, plan, meeting=None)
    assert found.previous is not None
    assert found.previous.on == TODAY
    assert found.changes == ()


def test_without_a_paper_to_compare_with_untouched_means_for_a_month(store: Store) -> None:
    plan = a_plan(store)
    found = report(store, plan)
    assert (found.previous, found.earlier_meetings) == (None, False)
    assert found.touched_since == dt.date(2017, 4, 9)
    assert found.untouched == ()
    later = report(store, plan, today=dt.date(2017, 7, 1))
    assert [line.number for line in later.untouched] == ["K1"]


def test_earlier_meetings_that_no_paper_was_made_for_are_known_of(store: Store) -> None:
    plan = a_plan(store)
    store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 1, 10)))
    assert report(store, plan).earlier_meetings
