"""The overview: each number is what its filter finds in the plan, and what comes next is named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from db.drafts import AgreementDraft, MeetingDraft, OccurrenceDraft, PromiseDraft
from db.filter import Language
from db.journal.writing import Writing
from db.kinds import ActivityState, MeetingState, TargetKind
from db.operations import add, change, delete, link, note, record_paper
from db.queries.listing import activity_lines
from db.queries.overview import SHOWN, overview, untouched_view
from db.queries.overview_charts import overview_charts
from db.store import Store
from db.views.overview import OverviewCharts, OverviewView, Tally, UntouchedView
from tests.builders import Plan, an_activity, an_agreement

TODAY = dt.date(2017, 5, 2)
NUMBERS = ("late", "due_soon", "without_promise", "without_cause")


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def read(store: Store, agreement: str | None = None, language: Language = "sv") -> OverviewView:
    return store.read(overview, agreement=agreement, today=TODAY, language=language)


def untouched(store: Store, agreement: str | None = None, language: Language = "sv") -> UntouchedView:
    return store.read(untouched_view, agreement=agreement, today=TODAY, language=language)


def charts(store: Store, agreement: str | None = None, language: Language = "sv") -> OverviewCharts:
    return store.read(overview_charts, agreement=agreement, today=TODAY, language=language)


def titles(tally: Tally) -> list[str]:
    return [line.title for line in tally.first]


def several(session: Writing, agreement: str, given: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {title: add(session, an_activity(agreement, title=title, **more)) for title, more in given.items()}


def test_an_empty_plan_has_no_agreement_and_only_noughts(store: Store) -> None:
    found = read(store)
    assert not found.has_agreement
    assert found.activities == 0
    assert [found.late.count, found.due_soon.count, untouched(store).tally.count] == [0, 0, 0]
    assert found.without_cause is None
    assert found.next_meeting is None
    assert found.ending == ()


def test_what_is_late_comes_first_due_first(store: Store, plan: Plan) -> None:
    store.do(several, plan.agreement, {
        "I går": {"due": TODAY - days(1)}, "Länge sen": {"due": TODAY - days(40)}, "I dag": {"due": TODAY},
        "Klar": {"due": TODAY - days(9), "state": ActivityState.DONE},
    })  # fmt: skip
    found = read(store, plan.agreement)
    assert titles(found.late) == ["Länge sen", "I går"]
    assert found.late.count == 2
    assert titles(found.due_soon) == ["I dag"]
    assert found.activities == 5


def test_a_number_counts_all_though_only_the_first_lines_come_with_it(store: Store, plan: Plan) -> None:
    store.do(several, plan.agreement, {f"Nummer {i}": {"due": TODAY + days(14)} for i in range(SHOWN + 3)})
    found = read(store, plan.agreement)
    assert found.due_soon.count == SHOWN + 3
    assert len(found.due_soon.first) == SHOWN


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_number_is_what_its_filter_finds(store: Store, plan: Plan, language: Language) -> None:
    store.do(record_paper, plan.meeting)
    store.do(several, plan.agreement, {
        "A": {"due": TODAY - days(2)}, "B": {"due": TODAY + days(3)}, "C": {}, "D": {"due": TODAY + days(30)},
    })  # fmt: skip
    found = read(store, None, language)
    tallies = [getattr(found, name) for name in NUMBERS]
    for tally in (*tallies, untouched(store, None, language).tally):
        lines = store.read(activity_lines, tally.filter, today=TODAY)
        assert len(lines) == tally.count, tally.filter


def test_filters_are_in_the_reader_s_own_words(store: Store, plan: Plan) -> None:
    assert plan.cause
    swedish, english = read(store), read(store, None, "en")
    assert swedish.late.filter == "läge:försenad"
    assert english.late.filter == "state:late"
    assert untouched(store).tally.filter == "läge:öppen orörd:möte"
    assert untouched(store, None, "en").tally.filter == "state:open untouched:meeting"
    assert swedish.without_promise.filter == "saknar:löfte"


def test_only_the_agreement_in_view_is_counted(store: Store, plan: Plan) -> None:
    other = store.do(add, an_agreement(municipality="Åmål")).value
    store.do(several, other, {"Deras": {"due": TODAY - days(1)}})
    store.do(several, plan.agreement, {"Vår": {"due": TODAY - days(1)}})
    assert titles(read(store, plan.agreement).late) == ["Vår"]
    assert titles(read(store, other).late) == ["Deras"]
    assert read(store).late.count == 2


def test_what_is_deleted_is_counted_nowhere(store: Store, plan: Plan) -> None:
    keys = store.do(several, plan.agreement, {"Borta": {"due": TODAY - days(1)}}).value
    store.do(delete, keys["Borta"])
    found = read(store, plan.agreement)
    assert found.late.count == 0
    assert found.activities == 1


def test_untouched_is_said_with_the_meeting_it_is_compared_with(store: Store, plan: Plan) -> None:
    assert untouched(store, plan.agreement).since_month
    earlier = store.do(add, MeetingDraft(agreement=plan.agreement, on=TODAY - days(20))).value
    keys = store.do(several, plan.agreement, {"Rörd": {}, "Orörd": {}}).value
    store.do(record_paper, earlier)
    store.do(note, keys["Rörd"], "Ringde")
    found = untouched(store, plan.agreement)
    assert found.since is not None
    assert found.since.key == earlier
    assert not found.since_month
    assert titles(found.tally) == ["Torgmöte", "Orörd"]


def test_without_causes_nothing_can_act_on_one(store: Store, plan: Plan) -> None:
    assert read(store, plan.agreement).without_cause is not None
    store.do(delete, plan.cause)
    assert read(store, plan.agreement).without_cause is None


def test_the_next_meeting_is_the_first_that_has_not_been_held(store: Store, plan: Plan) -> None:
    today = MeetingDraft(agreement=plan.agreement, on=TODAY, place="Stadshuset")
    key = store.do(add, today).value
    found = read(store, plan.agreement).next_meeting
    assert found is not None
    assert (found.key, found.place) == (key, "Stadshuset")
    store.do(change, key, {"state": MeetingState.HELD})
    following = read(store, plan.agreement).next_meeting
    assert following is not None
    assert following.key == plan.meeting


def test_agreements_run_out_within_ninety_days_unless_another_replaces_them(store: Store, plan: Plan) -> None:
    ends = {"I dag": 0, "Om nittio dagar": 90, "Om nittioen": 91, "I går": -1, "Ersatt": 5}
    keys = {
        name: store.do(add, AgreementDraft(municipality=name, ends_on=TODAY + days(count))).value
        for name, count in ends.items()
    }
    store.do(add, AgreementDraft(municipality="Ny", replaces=keys["Ersatt"]))
    found = read(store)
    assert [(one.municipality, one.days_left) for one in found.ending] == [
        ("I dag", 0), ("Om nittio dagar", 90),
    ]  # fmt: skip
    assert read(store, plan.agreement).ending == ()


def test_each_promise_has_its_activities_by_state(store: Store, plan: Plan) -> None:
    second = store.do(add, PromiseDraft(agreement=plan.agreement, number=2, text="Trafiken")).value
    keys = store.do(several, plan.agreement, {
        "A": {"state": ActivityState.DONE}, "B": {"state": ActivityState.ONGOING, "due": TODAY - days(1)},
    }).value  # fmt: skip
    for key in keys.values():
        store.do(link, key, plan.promise)
    first, other = charts(store, plan.agreement).promises
    counted = {part.state: (part.count, part.late) for part in first.parts if part.count}
    assert counted == {
        ActivityState.NOT_STARTED: (1, 0), ActivityState.DONE: (1, 0), ActivityState.ONGOING: (1, 1),
    }  # fmt: skip
    assert (other.id, other.count, other.filter) == (second, 0, "löfte:2")
    lines = store.read(activity_lines, first.filter, today=TODAY)
    assert len(lines) == first.count == 3
    for part in first.parts:
        assert len(store.read(activity_lines, part.filter, today=TODAY)) == part.count
    assert len(store.read(activity_lines, first.late_filter, today=TODAY)) == first.late == 1
    english = charts(store, None, "en").promises[0]
    assert (english.filter, english.late_filter) == ("promise:1", "promise:1 state:late")


def test_a_promise_without_number_is_found_by_its_id(store: Store, plan: Plan) -> None:
    key = store.do(add, PromiseDraft(agreement=plan.agreement, text="Utan nummer")).value
    store.do(link, plan.activity, key)
    found = next(one for one in charts(store).promises if one.id == key)
    assert [line.id for line in store.read(activity_lines, found.filter, today=TODAY)] == [plan.activity]


def test_targets_come_those_furthest_behind_first(store: Store, plan: Plan) -> None:
    aim = {"target": TargetKind.AT_LEAST, "target_count": 4.0}
    keys = store.do(several, plan.agreement, {
        "Nådd": aim, "Halv": aim, "Inget": aim, "Inställd": {**aim, "state": ActivityState.CANCELLED},
    }).value  # fmt: skip
    for title, times in (("Nådd", 5), ("Halv", 2)):
        for number in range(times):
            store.do(add, OccurrenceDraft(activity=keys[title], on=TODAY - days(number)))
    found = charts(store, plan.agreement)
    assert [one.title for one in found.targets] == ["Inget", "Halv", "Nådd"]
    assert [one.progress.outcome for one in found.targets] == [0, 2, 5]
    assert found.targets_in_all == 3
    assert found.targets_filter == "mål:* antal:* -läge:inställd"
    assert len(store.read(activity_lines, found.targets_filter, today=TODAY)) == 3
