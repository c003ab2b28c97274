"""The status report tells what the plan holds, each activity once, and how its promises stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.drafts import (
    AreaDraft,
    AreaRatingDraft,
    ContactDraft,
    DecisionDraft,
    FindingDraft,
    FollowUpDraft,
    MeetingDraft,
    OrganisationDraft,
    PromiseDraft,
    SignatoryDraft,
    SourceDraft,
)
from db.errors import BadFilter, UnknownThing
from db.filter import parse
from db.journal.state import state_hash
from db.kinds import (
    ActivityState,
    FollowUpPeriod,
    GoodEnd,
    Light,
    MeasureState,
    OrganisationKind,
    Responsibility,
    Standing,
    TargetKind,
)
from db.operations import add, change, delete, link, log_occurrence, note
from db.operations.read_plan import read_plan
from db.queries.status import status_report
from db.store import Store
from db.views.status import StatusActivity, StatusReport, Who
from desktop.reports.status import write_status
from desktop.words import Words
from tests.builders import Plan, a_plan, a_weekly_activity, an_activity, an_agreement

TODAY = dt.date(2017, 5, 9)
SAFFLE = Path(__file__).parents[2] / "resources" / "plans" / "saffle-2017.toml"


@pytest.fixture(name="plan")
def fixture_plan(store: Store) -> Plan:
    return a_plan(store)


def report(store: Store, plan: Plan, **more: Any) -> StatusReport:
    said = {"agreement": plan.agreement, "meeting": plan.meeting, "today": TODAY}
    return store.read(status_report, **{**said, **more})


def activities(found: StatusReport) -> dict[str, StatusActivity]:
    promised = [
        each for focus in found.focus_areas for promise in focus.promises for each in promise.activities
    ]
    return {each.key: each for each in [*promised, *found.without_promise]}


def test_an_activity_is_told_with_all_that_hangs_on_it(store: Store, plan: Plan) -> None:
    station = store.do(
        add, OrganisationDraft(name="Räddningstjänsten", kind=OrganisationKind.RESCUE_SERVICE)
    ).value
    store.do(link, plan.activity, station)
    store.do(link, plan.activity, plan.owner)
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 4, 7), counters={"Samtal": 12})
    store.do(
        change,
        plan.activity,
        {"target": TargetKind.AT_LEAST, "target_count": 2, "state": ActivityState.ONGOING},
    )
    store.do(note, plan.activity, "Regn.")
    store.do(note, plan.activity, "Uppehållsväder nästa gång.")
    for period, light in ((FollowUpPeriod.T2, Light.GREEN), (FollowUpPeriod.T1, Light.RED)):
        store.do(
            add, FollowUpDraft(activity=plan.activity, year=2017, period=period, light=light, reason="ja")
        )
    found = activities(report(store, plan))[plan.activity]
    assert found.number == "K1"
    assert found.owner == Who(function="Kommunpolis", organisation="Polisen")
    assert found.participants == (
        Who(function="Kommunpolis", organisation="Polisen"),
        Who(organisation="Räddningstjänsten"),
    )
    assert found.place == "Centrum"
    assert (found.progress.outcome, found.progress.met) == (1, None)
    assert [(total.label, total.number) for total in found.progress.totals] == [("Samtal", 12)]
    assert found.last_note is not None
    assert (found.last_note.text, found.last_note.by) == ("Uppehållsväder nästa gång.", "samordnare")
    assert found.follow_up is not None
    assert found.follow_up.light is Light.GREEN
    assert found.promises == ("1",)
    assert found.causes == ("1:1",)


def test_a_deleted_owner_is_still_named_and_shown_as_deleted(store: Store, plan: Plan) -> None:
    store.do(delete, plan.owner)
    owner = activities(report(store, plan))[plan.activity].owner
    assert owner == Who(function="Kommunpolis", organisation="Polisen", deleted=True)


def test_an_activity_of_several_promises_is_told_in_full_under_the_first(store: Store, plan: Plan) -> None:
    second = store.do(
        add, PromiseDraft(agreement=plan.agreement, focus_area=plan.focus_area, number=2, text="Vi hörs")
    ).value
    store.do(link, plan.activity, second)
    (focus,) = report(store, plan).focus_areas
    first, other = focus.promises
    assert [each.key for each in first.activities] == [plan.activity]
    assert other.activities == ()
    assert [(each.number, each.promise) for each in other.elsewhere] == [("K1", "1")]
    assert other.count == 1


def test_an_activity_without_promise_comes_by_itself(store: Store, plan: Plan) -> None:
    loose = store.do(add, an_activity(plan.agreement, title="Cirkus")).value
    found = report(store, plan)
    assert [each.key for each in found.without_promise] == [loose]
    assert found.summary.without_promise == 1
    assert found.summary.without_cause == 1


def test_a_promise_of_no_living_focus_area_comes_last(store: Store, plan: Plan) -> None:
    store.do(add, PromiseDraft(agreement=plan.agreement, number=7, text="Vi lyssnar"))
    *_, last = report(store, plan).focus_areas
    assert (last.title, [promise.number for promise in last.promises]) == ("", ["7"])


def test_the_standing_of_a_promise_rests_on_all_its_activities_whatever_is_selected(
    store: Store, plan: Plan
) -> None:
    late = store.do(add, an_activity(plan.agreement, due=dt.date(2017, 5, 1), title="Cirkus")).value
    store.do(link, late, plan.promise)
    found = report(store, plan, filter=parse("torgmöte"))
    (promise,) = found.focus_areas[0].promises
    assert promise.standing is Standing.LATE
    assert (promise.count, promise.late) == (1, 0)
    assert (found.filter_text, found.summary.activities, found.activities_in_all) == ("torgmöte", 1, 2)
    assert late not in activities(found)


def test_an_empty_filter_is_no_selection(store: Store, plan: Plan) -> None:
    found = report(store, plan, filter=parse("  "))
    assert (found.filter_text, found.summary.activities) == ("", 1)


def test_a_filter_that_asks_for_an_unknown_field_is_refused(store: Store, plan: Plan) -> None:
    with pytest.raises(BadFilter):
        report(store, plan, filter=parse("ansvrig:polis"))


def test_figures_count_states_late_and_due(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"state": ActivityState.DONE})
    for due in (dt.date(2017, 5, 8), TODAY, dt.date(2017, 6, 7), dt.date(2017, 6, 8)):
        store.do(add, an_activity(plan.agreement, due=due))
    store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 6, 7)))
    found = report(store, plan).summary
    counts = {count.state: (count.count, count.late) for count in found.states}
    assert counts[ActivityState.DONE] == (1, 0)
    assert counts[ActivityState.NOT_STARTED] == (4, 1)
    assert list(counts) == list(ActivityState)
    assert (found.late, found.due_before, found.until) == (1, 2, dt.date(2017, 6, 7))
    assert found.next_meeting is not None


def test_without_a_next_meeting_the_figures_look_a_month_ahead(store: Store, plan: Plan) -> None:
    found = report(store, plan).summary
    assert (found.next_meeting, found.until) == (None, dt.date(2017, 6, 8))


def test_a_weekly_activity_falls_due_on_its_next_date(store: Store, plan: Plan) -> None:
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    found = report(store, plan)
    assert [(line.on, line.what.number, line.is_late) for line in found.due] == [
        (dt.date(2017, 5, 5), "K2", True)
    ]
    store.do(log_occurrence, weekly, on=dt.date(2017, 5, 5))
    assert [line.on for line in report(store, plan).due] == [dt.date(2017, 5, 12)]


def test_decisions_of_earlier_meetings_stay_until_somebody_closes_them(store: Store, plan: Plan) -> None:
    earlier = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 2, 7))).value
    later = store.do(add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 9, 5))).value

    def decided(meeting: str, text: str, **more: Any) -> None:
        store.do(add, DecisionDraft(meeting=meeting, text=text, **more))

    decided(earlier, "Öppen", activity=plan.activity, owner=plan.owner, due_on=dt.date(2017, 5, 8))
    decided(earlier, "Klar", state=MeasureState.DONE)
    decided(plan.meeting, "Dagens")
    decided(later, "Nästa gång")
    found = report(store, plan)
    (line,) = found.decisions
    assert (line.text, line.is_late, line.meeting.on) == ("Öppen", True, dt.date(2017, 2, 7))
    assert line.activity is not None
    assert line.activity.number == "K1"
    assert "Öppen" in [each.what.text for each in found.due]
    assert found.summary.open_decisions == 1


@pytest.mark.parametrize(("good_end", "lowest"), [(GoodEnd.HIGHEST, "Höglunda"), (GoodEnd.LOWEST, "Centrum")])
def test_the_least_safe_area_is_marked_whichever_way_the_scale_runs(
    store: Store, plan: Plan, good_end: GoodEnd, lowest: str
) -> None:
    source = store.do(
        add, SourceDraft(title="Dialog", scale_lowest=0, scale_highest=6, good_end=good_end)
    ).value
    other = store.do(add, AreaDraft(name="Höglunda")).value
    for area, rating in ((plan.area, 4.0), (other, 2.0)):
        store.do(add, AreaRatingDraft(source=source, area=area, rating=rating))
    ratings = report(store, plan).situation.ratings
    assert [line.area for line in ratings if line.lowest] == [lowest]


def test_findings_stand_by_their_focus_area_and_the_rest_in_the_situation_picture(
    store: Store, plan: Plan
) -> None:
    source = store.do(add, SourceDraft(title="Dialog")).value
    store.do(add, FindingDraft(source=source, text="Mörkt", share=26, focus_area=plan.focus_area))
    store.do(add, FindingDraft(source=source, text="Tryggt nog"))
    found = report(store, plan)
    assert [(line.text, line.share, line.source) for line in found.focus_areas[0].findings] == [
        ("Mörkt", 26, "Dialog")
    ]
    assert [line.text for line in found.situation.findings] == ["Tryggt nog"]
    assert [(line.number, line.activities) for line in found.focus_areas[0].causes] == [("1:1", 1)]


def test_another_municipalitys_things_stay_out_of_the_paper(store: Store, plan: Plan) -> None:
    other = store.do(add, an_agreement(municipality="Arvika")).value
    foreign = store.do(add, an_activity(other, title="Arvikas eget")).value
    store.do(note, foreign, "Hemligt")
    source = store.do(add, SourceDraft(title="Arvikas dialog")).value
    store.do(add, FindingDraft(source=source, text="Arvikas svar"))
    found = report(store, plan)
    assert foreign not in activities(found)
    assert "Arvika" not in repr(found)


def test_parties_and_those_who_signed_head_the_paper(store: Store, plan: Plan) -> None:
    mayor = store.do(add, ContactDraft(function="kommunalråd")).value
    for position, contact in ((2, plan.owner), (1, mayor)):
        store.do(add, SignatoryDraft(agreement=plan.agreement, contact=contact, position=position))
    head = report(store, plan).agreement
    assert head.municipality == "Säffle"
    assert [who.function for who in head.signatories] == ["kommunalråd", "Kommunpolis"]


def test_an_agreement_or_a_meeting_that_is_not_there_is_refused(store: Store, plan: Plan) -> None:
    other = store.do(add, an_agreement(municipality="Arvika")).value
    for wrong in ({"agreement": plan.activity}, {"meeting": plan.activity}, {"agreement": other}):
        with pytest.raises(UnknownThing):
            report(store, plan, **wrong)


def test_the_state_that_paper_prints_is_the_plans(store: Store, plan: Plan) -> None:
    assert report(store, plan).state == store.read(state_hash)


@pytest.fixture(name="statements")
def fixture_statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note_down(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note_down)
    yield seen
    event.remove(Engine, "before_cursor_execute", note_down)


def test_a_longer_plan_is_read_with_no_more_statements(
    store: Store, plan: Plan, statements: list[str]
) -> None:
    def asked() -> int:
        statements.clear()
        report(store, plan)
        return len(statements)

    before = asked()
    for number in range(25):
        key = store.do(add, an_activity(plan.agreement, title=f"Nummer {number}", owner=plan.owner)).value
        store.do(link, key, plan.promise)
        store.do(note, key, "Något")
    assert asked() == before


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_saffle_plan_becomes_paper(tmp_path: Path, store: Store, language: Any) -> None:
    agreement = store.do(read_plan, SAFFLE.read_text(encoding="utf-8")).value
    found = store.read(status_report, agreement=agreement, meeting=None, today=TODAY)
    outdoors, visible = found.focus_areas
    assert [finding.share for finding in (*outdoors.findings, *visible.findings)] == [26, 60]
    parties = [each.responsibility for each in visible.promises[0].activities]
    assert {party: parties.count(party) for party in Responsibility} == {
        Responsibility.JOINT: 3,
        Responsibility.POLICE: 3,
        Responsibility.MUNICIPALITY: 1,
    }
    assert found.summary.activities == 8
    assert write_status(found, Words(language), tmp_path / "status.pdf") >= 3
