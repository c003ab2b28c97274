"""The example plan says what Säffle's promises for 2017 say, and where it says more it says so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TypeVar

import pytest

from db.drafts import (
    ActivityDraft,
    AgreementDraft,
    ContactDraft,
    Draft,
    FindingDraft,
    FocusAreaDraft,
    MeetingDraft,
    OrganisationDraft,
    PromiseDraft,
    PublicationDraft,
    SignatoryDraft,
    SourceDraft,
)
from db.kinds import (
    ActivityKind,
    ActivityState,
    Channel,
    OrganisationKind,
    Responsibility,
    ScheduleKind,
    SourceKind,
    TargetKind,
)
from db.operations.readable_plan import Entry, read_entries
from db.rules.calendar import is_working_day
from db.rules.personal_number import has_personal_number
from db.rules.recurrence import dates
from db.rules.schedule import Schedule

T = TypeVar("T", bound=Draft)

TEXT = (Path(__file__).parents[1] / "resources" / "plans" / "saffle-2017.toml").read_text(encoding="utf-8")
ENTRIES = read_entries(TEXT)
BY_PLACE = {entry.place: entry.draft for entry in ENTRIES}

J, P, M = Responsibility.JOINT, Responsibility.POLICE, Responsibility.MUNICIPALITY
OUTDOORS, SEEN = "Utemiljö", "Synlighet"
CHOSEN = ("valt av exemplet", "vald av exemplet", "valda av exemplet", "Exemplet har inte heller valt")


def drafts(kind: type[T]) -> list[T]:
    return [entry.draft for entry in ENTRIES if isinstance(entry.draft, kind)]


def activities() -> list[tuple[Entry, ActivityDraft]]:
    return [(entry, entry.draft) for entry in ENTRIES if isinstance(entry.draft, ActivityDraft)]


def activity(kind: ActivityKind, responsibility: Responsibility) -> tuple[Entry, ActivityDraft]:
    (found,) = (
        (entry, draft)
        for entry, draft in activities()
        if (draft.kind, draft.responsibility) == (kind, responsibility)
    )
    return found


def test_the_agreement_is_saffles_with_the_police_of_arvika_for_2017() -> None:
    (agreement,) = drafts(AgreementDraft)
    assert agreement.municipality == "Säffle kommun"
    assert agreement.police_area == "Lokalpolisområde Arvika"
    assert agreement.signed_on == dt.date(2016, 11, 18)
    assert (agreement.starts_on, agreement.ends_on) == (dt.date(2017, 1, 1), dt.date(2017, 12, 31))


def test_it_is_signed_by_two_functions_in_order() -> None:
    signatures = {
        entry.draft.position: BY_PLACE[entry.references["contact"]]
        for entry in ENTRIES
        if isinstance(entry.draft, SignatoryDraft)
    }
    functions = [
        contact.function for _, contact in sorted(signatures.items()) if isinstance(contact, ContactDraft)
    ]
    assert functions == ["kommunalråd", "lokalpolisområdeschef"]


def test_nobody_is_named() -> None:
    assert {(contact.name, contact.email, contact.telephone) for contact in drafts(ContactDraft)} == {
        ("", "", "")
    }
    assert not has_personal_number(TEXT)
    assert "Rogne" not in TEXT
    assert "Lööf" not in TEXT


def test_the_situation_picture_rests_on_the_dialogues_with_citizens_and_staff() -> None:
    citizens, staff = drafts(SourceDraft)
    assert (citizens.kind, staff.kind) == (SourceKind.CITIZEN_DIALOGUE, SourceKind.STAFF_DIALOGUE)
    assert citizens.starts_on is not None
    assert citizens.starts_on.isocalendar()[:2] == (2016, 17)
    assert (citizens.scale_lowest, citizens.scale_highest) == (1, 5)


def test_the_figures_of_the_situation_picture_are_exact() -> None:
    shares = {}
    for entry in ENTRIES:
        if isinstance(entry.draft, FindingDraft) and "focus_area" in entry.references:
            area = BY_PLACE[entry.references["focus_area"]]
            assert isinstance(area, FocusAreaDraft)
            shares[area.title] = (entry.draft.share, entry.draft.text)
    assert {title: share for title, (share, _) in shares.items()} == {SEEN: 60, OUTDOORS: 26}
    assert "tillgänglig polis" in shares[SEEN][1]
    assert "utemiljön" in shares[OUTDOORS][1]
    assert any("3,8" in finding.text for finding in drafts(FindingDraft))


def test_there_are_two_focus_areas_each_with_its_problem_and_promise() -> None:
    assert [(area.number, area.title) for area in drafts(FocusAreaDraft)] == [(1, OUTDOORS), (2, SEEN)]
    assert all(area.problem for area in drafts(FocusAreaDraft))
    promises = [entry for entry in ENTRIES if isinstance(entry.draft, PromiseDraft)]
    assert [promise.references["focus_area"] for promise in promises] == ["focus_area[1]", "focus_area[2]"]
    outdoors, seen = drafts(PromiseDraft)
    assert (outdoors.number, seen.number) == (1, 2)
    assert "fysisk miljö" in outdoors.expected_effect
    assert "trygghet" in outdoors.expected_effect
    assert "trygghet" in seen.expected_effect


@pytest.mark.parametrize(
    ("kind", "responsibility", "promise", "words"),
    [
        (
            ActivityKind.SAFETY_WALK,
            J,
            1,
            ("lägst trygghetsbetyg", "belysning", "buskage", "boende", "bjuds in"),
        ),
        (ActivityKind.MARKET_STALL, J, 2, ("monter", "marknader")),
        (ActivityKind.PARENT_MEETING, J, 2, ("föräldrar på stan", "bjuder in")),
        (ActivityKind.SOCIAL_MEDIA, J, 2, ("se över", "facebooksida")),
        (ActivityKind.FOOT_PATROL, P, 2, ("uniformerad", "centrala säffle", "bostadsområden", "kransorter")),
        (ActivityKind.STATION_HOURS_REVIEW, P, 2, ("öppettider", "säffle")),
        (ActivityKind.VISIBILITY, P, 2, ("ordinarie", "alla arbetsuppgifter")),
        (ActivityKind.VISIBILITY, M, 2, ("skolavslutning", "vår- och höstmarknad", "skördefest")),
    ],
)
def test_each_activity_of_the_promises_is_there(
    kind: ActivityKind, responsibility: Responsibility, promise: int, words: tuple[str, ...]
) -> None:
    entry, draft = activity(kind, responsibility)
    said = " ".join([draft.title, draft.text, draft.place]).lower()
    assert [word for word in words if word.lower() not in said] == []
    assert f"promise[{promise}]" in entry.links
    assert draft.expected_effect


def test_there_are_no_other_activities() -> None:
    assert len(activities()) == 8


def test_the_safety_walk_has_at_least_its_four_parties() -> None:
    entry, _ = activity(ActivityKind.SAFETY_WALK, J)
    parties = [BY_PLACE[place] for place in entry.links if place.startswith("organisation")]
    assert [(party.kind, party.name) for party in parties if isinstance(party, OrganisationDraft)] == [
        (OrganisationKind.POLICE, "Polisen, lokalpolisområde Arvika"),
        (OrganisationKind.RESCUE_SERVICE, "Räddningstjänsten"),
        (OrganisationKind.HOUSING_COMPANY, "Fastighetsbolag"),
        (OrganisationKind.MUNICIPALITY, "Teknik- och fritidsförvaltningen"),
    ]


def test_the_area_of_the_walk_is_left_open_and_a_note_says_why() -> None:
    entry, _ = activity(ActivityKind.SAFETY_WALK, J)
    assert "area" not in entry.references
    assert any("inget område" in note for note in entry.notes)


def test_every_activity_has_an_owner_and_the_agreement_says_that_they_are_chosen() -> None:
    assert all("owner" in entry.references for entry, _ in activities())
    (agreement,) = (entry for entry in ENTRIES if isinstance(entry.draft, AgreementDraft))
    assert any("Funktionerna är valda av exemplet" in note for note in agreement.notes)


def test_a_day_that_the_promises_leave_open_is_noted_as_chosen() -> None:
    for entry, draft in activities():
        if draft.schedule is not ScheduleKind.STANDING:
            assert any(words in note for note in entry.notes for words in CHOSEN), draft.title
    for entry in ENTRIES:
        if isinstance(entry.draft, MeetingDraft):
            assert any(words in note for note in entry.notes for words in CHOSEN)


def test_nothing_is_said_to_have_been_done() -> None:
    assert {draft.state for _, draft in activities()} <= {ActivityState.NOT_STARTED, ActivityState.PLANNED}
    outcomes = {
        "occurrence",
        "counter",
        "follow_up",
        "walk_finding",
        "decision",
        "measurement",
        "area_rating",
    }
    assert outcomes.isdisjoint(entry.draft.ENTITY for entry in ENTRIES)


def test_no_target_is_made_up() -> None:
    assert {draft.target for _, draft in activities()} == {TargetKind.NONE}


def test_every_way_of_lying_in_time_is_shown() -> None:
    assert {draft.schedule for _, draft in activities()} == set(ScheduleKind)


def test_the_stall_stands_on_a_saturday_in_spring_and_one_in_autumn() -> None:
    _, stall = activity(ActivityKind.MARKET_STALL, J)
    schedule = Schedule(
        kind=stall.schedule, starts_on=stall.starts_on, ends_on=stall.ends_on, rule=stall.rule
    ).recurrence
    assert schedule is not None
    days = dates(schedule, dt.date(2017, 1, 1), dt.date(2017, 12, 31))
    assert days == [dt.date(2017, 5, 6), dt.date(2017, 10, 7)]


def test_meetings_and_due_days_are_working_days_of_2017() -> None:
    days = [draft.due_on for _, draft in activities()] + [meeting.on for meeting in drafts(MeetingDraft)]
    assert all(is_working_day(day) and day.year == 2017 for day in days if day)


def test_two_meetings_lie_far_enough_apart_for_something_to_happen() -> None:
    first, second = (meeting.on for meeting in drafts(MeetingDraft))
    assert first
    assert second
    assert (second - first).days > 28


def test_results_are_to_be_told_in_all_three_channels_but_are_not_told_yet() -> None:
    publications = drafts(PublicationDraft)
    assert {publication.channel for publication in publications} == set(Channel)
    assert {publication.on for publication in publications} == {None}
