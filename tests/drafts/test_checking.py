"""What is wrong with a draft is found, all of it, and named by its field."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.drafts import (
    DRAFTS,
    ActivityDraft,
    AgreementDraft,
    AreaRatingDraft,
    AttachmentDraft,
    ContactDraft,
    Draft,
    FindingDraft,
    IndicatorDraft,
    MeetingDraft,
    NoteDraft,
    OccurrenceDraft,
    OrganisationDraft,
    ParticipantDraft,
    SourceDraft,
    StatisticDraft,
    checked,
    faults,
    fields_by_name,
    fields_of,
    rating_faults,
)
from db.errors import FaultKind, InvalidDraft
from db.kinds import ActivityState, OccurrenceState, ScheduleKind, TargetKind
from tests.drafts.builders import KEY, OTHER_KEY, a_draft, a_value, is_quotable, wrongs

EVERY_DRAFT = pytest.mark.parametrize("draft_type", DRAFTS.values(), ids=DRAFTS)


@EVERY_DRAFT
def test_a_draft_with_only_what_is_required_is_in_order(draft_type: type[Draft]) -> None:
    assert faults(a_draft(draft_type)) == ()


@EVERY_DRAFT
def test_each_required_field_is_missed_by_its_name(draft_type: type[Draft]) -> None:
    for field in fields_of(draft_type):
        if field.required:
            assert (field.name, FaultKind.REQUIRED) in wrongs(
                faults(a_draft(draft_type, **{field.name: field.empty}))
            )


@EVERY_DRAFT
def test_a_value_of_the_wrong_kind_is_answered_and_never_crashes(draft_type: type[Draft]) -> None:
    strange: list[object] = [object(), 17, 2.5, "ord", b"ord", [], dt.datetime(2017, 5, 2, 9), (), {}, True]
    for field in fields_of(draft_type):
        for value in strange:
            found = faults(a_draft(draft_type, **{field.name: value}))
            assert {fault.field for fault in found} <= set(fields_by_name(draft_type))
            if not isinstance(value, str | int | float):
                assert field.name in [fault.field for fault in found], (field.name, value)


@EVERY_DRAFT
def test_none_is_refused_where_the_table_takes_none(draft_type: type[Draft]) -> None:
    for field in fields_of(draft_type):
        found = wrongs(faults(a_draft(draft_type, **{field.name: None})))
        if not (field.may_be_empty and field.empty is None):
            assert (field.name, FaultKind.REQUIRED) in found


def test_everything_that_is_wrong_is_told_at_once() -> None:
    draft = ActivityDraft(
        title="x" * 201, target=TargetKind.PER_WEEK, owner="K12", due_on=dt.date(1817, 1, 1)
    )
    assert wrongs(faults(draft)) == [
        ("agreement", FaultKind.REQUIRED),
        ("title", FaultKind.TOO_LONG),
        ("owner", FaultKind.UNKNOWN_ROW),
        ("due_on", FaultKind.TOO_SMALL),
        ("target_count", FaultKind.MISSING_FOR_TARGET),
    ]
    with pytest.raises(InvalidDraft) as caught:
        checked(draft)
    assert caught.value.faults == faults(draft)


def test_a_text_is_too_long_by_one_character_over_its_limit() -> None:
    assert faults(OrganisationDraft(name="å" * 200)) == ()
    (fault,) = faults(OrganisationDraft(name="å" * 201))
    assert (fault.kind, fault.detail) == (FaultKind.TOO_LONG, "200")
    assert len(fault.given) <= 80


@pytest.mark.parametrize(
    "text",
    ["\x00", "a\x07b", "a\x1bb", "a\x85b", "a\u202eb", "a\u2066b", "a\ud800b", "a\ufffeb", "a\x0bb"],
)
def test_characters_that_act_on_a_screen_are_refused_everywhere(text: str) -> None:
    for draft in (OrganisationDraft(name=f"x{text}x"), NoteDraft(about=KEY, text=f"x{text}x")):
        (fault,) = faults(draft)
        assert fault.kind is FaultKind.CONTROL_CHARACTER
        assert fault.detail.startswith("U+")
        assert is_quotable(fault.given)


@pytest.mark.parametrize(
    "name", ["Łukasz Đorđević", "Şahin", "محمد", "דוד", "李雷", "👩🏽‍🚒 räddningstjänst"]
)
def test_names_in_any_script_are_kept_as_they_are(name: str) -> None:
    assert checked(OrganisationDraft(name=name)).name == name


def test_lines_and_tabs_belong_in_prose_only() -> None:
    assert faults(NoteDraft(about=KEY, text="ett\n\ttvå")) == ()
    assert wrongs(faults(OrganisationDraft(name="ett\ntvå"))) == [("name", FaultKind.SEVERAL_LINES)]
    assert wrongs(faults(OrganisationDraft(name="ett\ttvå"))) == [("name", FaultKind.CONTROL_CHARACTER)]
    assert faults(OrganisationDraft(name="ett\r\n")) == ()


def test_what_is_kept_is_tidy() -> None:
    draft = checked(NoteDraft(about=KEY, text="\ufeff  Sa\u0308ffle\r\ntorg\u2028och\rmarknad \n"))
    assert draft.text == "Säffle\ntorg\noch\nmarknad"
    assert checked(ContactDraft(function="kommunpolis", name="   ")).name == ""


def test_blanks_fill_in_nothing() -> None:
    assert wrongs(faults(OrganisationDraft(name=" \n "))) == [("name", FaultKind.REQUIRED)]


def test_a_choice_may_come_as_the_word_that_the_table_holds() -> None:
    draft = a_draft(ActivityDraft, state="done")
    assert checked(draft).state is ActivityState.DONE
    assert checked(a_draft(ActivityDraft, state=OccurrenceState.DONE)).state is ActivityState.DONE
    (fault,) = faults(a_draft(ActivityDraft, state="klar"))
    assert fault.kind is FaultKind.NOT_A_CHOICE
    assert fault.detail == "not_started,planned,ongoing,done,cancelled"


def test_an_activity_may_be_of_a_kind_of_ones_own() -> None:
    assert checked(a_draft(ActivityDraft, kind="Hundsök i skolan")).kind == "Hundsök i skolan"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_stands_for_no_number_is_no_number(number: float) -> None:
    assert wrongs(faults(a_draft(FindingDraft, share=number))) == [("share", FaultKind.NOT_A_NUMBER)]


def test_shares_counts_months_and_years_keep_their_limits() -> None:
    assert faults(a_draft(FindingDraft, share=100, count=0)) == ()
    assert wrongs(faults(a_draft(FindingDraft, share=100.1, count=-1))) == [
        ("share", FaultKind.TOO_LARGE),
        ("count", FaultKind.TOO_SMALL),
    ]
    assert wrongs(faults(a_draft(StatisticDraft, year=1899, month=13, count=10**5000))) == [
        ("year", FaultKind.TOO_SMALL),
        ("month", FaultKind.TOO_LARGE),
        ("count", FaultKind.TOO_LARGE),
    ]
    assert wrongs(faults(a_draft(StatisticDraft, year=True))) == [("year", FaultKind.NOT_A_WHOLE_NUMBER)]


def test_a_whole_number_is_kept_as_the_decimal_number_that_its_field_holds() -> None:
    for given_number in (3, 3.0):
        kept = checked(a_draft(FindingDraft, share=given_number)).share
        assert isinstance(kept, float)
        assert kept == 3
    assert str(checked(a_draft(FindingDraft, share=-0.0)).share) == "0.0"


def test_dates_before_1900_and_after_2200_are_slips() -> None:
    (early,) = faults(a_draft(AgreementDraft, signed_on=dt.date(1017, 1, 1)))
    (late,) = faults(a_draft(AgreementDraft, signed_on=dt.date(2917, 1, 1)))
    assert (early.kind, early.detail) == (FaultKind.TOO_SMALL, "1900-01-01")
    assert (late.kind, late.detail) == (FaultKind.TOO_LARGE, "2200-12-31")


def test_a_moment_is_not_a_day_and_a_time_has_whole_minutes() -> None:
    assert wrongs(faults(a_draft(OccurrenceDraft, on=dt.datetime(2017, 5, 2, 9)))) == [
        ("on", FaultKind.NOT_A_DATE)
    ]
    for time in (dt.time(9, 30, 1), dt.time(9, 30, tzinfo=dt.UTC)):
        assert wrongs(faults(a_draft(OccurrenceDraft, starts_at=time))) == [
            ("starts_at", FaultKind.NOT_A_TIME)
        ]


@pytest.mark.parametrize("draft_type", [AgreementDraft, SourceDraft, ActivityDraft])
def test_nothing_ends_before_it_starts(draft_type: type[Draft]) -> None:
    start, end = dt.date(2017, 5, 2), dt.date(2017, 5, 1)
    (fault,) = faults(a_draft(draft_type, starts_on=start, ends_on=end))
    assert (fault.field, fault.kind) == ("ends_on", FaultKind.ENDS_BEFORE_START)
    assert (fault.given, fault.detail) == ("2017-05-01", "2017-05-02")
    assert faults(a_draft(draft_type, starts_on=start, ends_on=start)) == ()
    assert faults(a_draft(draft_type, ends_on=end)) == ()


def test_a_meeting_ends_the_day_it_starts_but_a_night_walk_goes_past_midnight() -> None:
    evening, night = dt.time(21), dt.time(1, 30)
    assert wrongs(faults(a_draft(MeetingDraft, starts_at=evening, ends_at=night))) == [
        ("ends_at", FaultKind.ENDS_BEFORE_START)
    ]
    assert faults(a_draft(OccurrenceDraft, starts_at=evening, ends_at=night)) == ()
    assert wrongs(faults(a_draft(OccurrenceDraft, starts_at=dt.time(14), ends_at=dt.time(13)))) == [
        ("ends_at", FaultKind.ENDS_BEFORE_START)
    ]
    assert wrongs(faults(a_draft(OccurrenceDraft, starts_at=dt.time(9), ends_at=dt.time(8)))) == [
        ("ends_at", FaultKind.ENDS_BEFORE_START)
    ]


def test_a_scale_rises_and_a_rating_lies_on_it() -> None:
    (fault,) = faults(a_draft(SourceDraft, scale_lowest=5, scale_highest=1))
    assert (fault.field, fault.kind, fault.given, fault.detail) == (
        "scale_highest",
        FaultKind.TOO_SMALL,
        "1",
        "5",
    )
    police_index = a_draft(SourceDraft, scale_lowest=0, scale_highest=6)
    assert rating_faults(a_draft(AreaRatingDraft, rating=0), police_index) == ()
    assert wrongs(rating_faults(a_draft(AreaRatingDraft, rating=6.5), police_index)) == [
        ("rating", FaultKind.TOO_LARGE)
    ]
    assert wrongs(rating_faults(a_draft(AreaRatingDraft, rating=-1), police_index)) == [
        ("rating", FaultKind.TOO_SMALL)
    ]
    assert rating_faults(a_draft(AreaRatingDraft, rating=99), a_draft(SourceDraft)) == ()


def test_an_activity_without_a_date_may_wait_for_one() -> None:
    assert faults(a_draft(ActivityDraft, schedule=ScheduleKind.ONCE)) == ()


def test_a_recurring_activity_needs_its_rule_and_its_start() -> None:
    found = faults(a_draft(ActivityDraft, schedule=ScheduleKind.RECURRING))
    assert wrongs(found) == [
        ("rule", FaultKind.MISSING_FOR_SCHEDULE),
        ("starts_on", FaultKind.MISSING_FOR_SCHEDULE),
    ]
    assert {fault.detail for fault in found} == {"recurring"}


def test_a_rule_is_read_and_must_give_a_date() -> None:
    start = dt.date(2017, 1, 6)
    recurring = a_draft(ActivityDraft, schedule=ScheduleKind.RECURRING, starts_on=start)
    assert faults(replace(recurring, rule="FREQ=WEEKLY;BYDAY=FR")) == ()
    for rule in ("varje fredag", "FREQ=HOURLY", "FREQ=WEEKLY;UNTIL=20161231"):
        assert wrongs(faults(replace(recurring, rule=rule))) == [("rule", FaultKind.NOT_A_RULE)], rule


@pytest.mark.parametrize("count", [None, 0])
@pytest.mark.parametrize("target", [kind for kind in TargetKind if kind is not TargetKind.NONE])
def test_a_target_needs_a_number_over_nought(target: TargetKind, count: float | None) -> None:
    (fault,) = faults(a_draft(ActivityDraft, target=target, target_count=count))
    assert (fault.field, fault.kind, fault.detail) == (
        "target_count",
        FaultKind.MISSING_FOR_TARGET,
        target.value,
    )
    assert faults(a_draft(ActivityDraft, target=target, target_count=8)) == ()


def test_a_participant_is_a_contact_or_an_organisation_and_not_both() -> None:
    (neither,) = faults(ParticipantDraft(activity=KEY))
    (both,) = faults(ParticipantDraft(activity=KEY, contact=KEY, organisation=OTHER_KEY))
    assert (neither.kind, neither.given) == (FaultKind.EITHER_OR, "")
    assert (both.kind, both.given) == (FaultKind.EITHER_OR, "contact,organisation")
    assert faults(ParticipantDraft(activity=KEY, organisation=KEY)) == ()


def test_an_effect_figure_is_of_a_promise_or_a_focus_area_or_both() -> None:
    assert wrongs(faults(IndicatorDraft(title="Anmälda brott"))) == [("promise", FaultKind.EITHER_OR)]
    assert faults(IndicatorDraft(title="Anmälda brott", promise=KEY, focus_area=OTHER_KEY)) == ()


@pytest.mark.parametrize(
    "address", ["a@b.se", "åsa.öberg@säffle.se", "trygg+torg@lpo.polisen.se", "o'x@b.se"]
)
def test_e_mail_addresses_in_use_are_taken(address: str) -> None:
    assert faults(a_draft(ContactDraft, email=address)) == ()


@pytest.mark.parametrize("address", ["polisen", "a@b", "a@@b.se", "a b@c.se", "a@b..se", "a@.se", "<a@b.se>"])
def test_what_is_no_e_mail_address_is_answered(address: str) -> None:
    assert wrongs(faults(a_draft(ContactDraft, email=address))) == [("email", FaultKind.NOT_AN_EMAIL)]


@pytest.mark.parametrize("digest", ["ab" * 31, "AB" * 32, "xy" * 32])
def test_a_hash_is_sixty_four_small_hexadecimal_figures(digest: str) -> None:
    assert wrongs(faults(a_draft(AttachmentDraft, sha256=digest))) == [("sha256", FaultKind.NOT_A_HASH)]


@pytest.mark.parametrize("key", ["K12", KEY.upper(), KEY + "0", "\x00"])
def test_what_is_no_key_names_no_row(key: str) -> None:
    (fault,) = faults(a_draft(ActivityDraft, owner=key))
    assert (fault.kind, fault.detail) == (FaultKind.UNKNOWN_ROW, "contact")


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.binary(),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.sampled_from(list(ActivityState)),
)


@given(data=st.data())
def test_whatever_is_put_in_each_fault_names_a_field_and_what_is_kept_stays_in_order(
    data: st.DataObject,
) -> None:
    draft_type = data.draw(st.sampled_from(list(DRAFTS.values())))
    fields = fields_of(draft_type)
    values = {field.name: data.draw(ANYTHING | st.just(a_value(field)), label=field.name) for field in fields}
    draft = draft_type(**values)
    found = faults(draft)
    if not found:
        kept = checked(draft)
        assert faults(kept) == ()
        assert checked(kept) == kept
    for fault in found:
        assert fault.field in fields_by_name(draft_type)
        assert fault.entity == draft_type.ENTITY
        assert is_quotable(fault.given)
