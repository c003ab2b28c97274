"""Words on a command line become values, or an answer that says which value was meant."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.drafts import (
    DRAFTS,
    ActivityDraft,
    AgreementDraft,
    AttendanceDraft,
    ContactDraft,
    FindingDraft,
    MeetingDraft,
    NoteDraft,
    OccurrenceDraft,
    OrganisationDraft,
    SignatoryDraft,
    compose,
    faults,
    fields_of,
    find_field,
    plain,
    read_field,
    typed,
)
from db.drafts.draft import Draft, Value
from db.errors import Fault, FaultKind, InvalidDraft
from db.kinds import ActivityState, FollowUpPeriod, Responsibility
from tests.drafts.builders import KEY, a_draft, is_quotable

SWEDISH_FIELDS = {"ansvarig": "owner", "läge": "state", "nummer": "number", "datum": "on"}
SWEDISH_WORDS = {
    "ej påbörjad": "not_started",
    "genomförd": "done",
    "polisen": "police",
    "torgstånd": "market_stall",
}


def the_fault(draft_type: type[Draft], name: str, text: str) -> Fault:
    """The one thing that is wrong with a text in a field."""
    with pytest.raises(InvalidDraft) as caught:
        read_field(draft_type, name, text, names=SWEDISH_FIELDS, choices=SWEDISH_WORDS)
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize("text", ["2017-06-01", "2017-6-1", "20170601", " 2017-06-01 ", "2017–06–01"])
def test_a_date_is_written_year_first(text: str) -> None:
    assert read_field(OccurrenceDraft, "on", text) == dt.date(2017, 6, 1)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("2023-06-31", "2023-06-30"),
        ("2017-02-29", "2017-02-28"),
        ("2017-31-06", "2017-06-30"),
        ("1/6 2017", "2017-06-01"),
        ("1.6.2017", "2017-06-01"),
        ("2017/06/01", "2017-06-01"),
        ("2017-13-13", ""),
        ("2017-06-00", ""),
        ("0000-01-01", ""),
        ("i sommar", ""),
        ("٢٠١٧-٠٦-٠١", ""),
    ],
)
def test_a_date_that_does_not_exist_is_answered_with_the_nearest_that_does(text: str, nearest: str) -> None:
    fault = the_fault(AgreementDraft, "ends_on", text)
    assert (fault.field, fault.kind, fault.given, fault.nearest) == (
        "ends_on",
        FaultKind.NOT_A_DATE,
        text,
        nearest,
    )


def test_a_year_that_no_plan_can_mean_is_refused_as_it_is_read() -> None:
    assert the_fault(OccurrenceDraft, "on", "1017-06-01").kind is FaultKind.TOO_SMALL


@pytest.mark.parametrize("text", ["09:30", "9:30", "9.30", "09.30"])
def test_a_time_has_a_colon_or_a_point(text: str) -> None:
    assert read_field(MeetingDraft, "starts_at", text) == dt.time(9, 30)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("9", "09:00"),
        ("0930", "09:30"),
        ("kl. 9.30", "09:30"),
        ("24:00", "00:00"),
        ("25:00", ""),
        ("nio", ""),
    ],
)
def test_other_ways_to_write_a_time_are_answered_with_the_likely_one(text: str, nearest: str) -> None:
    fault = the_fault(MeetingDraft, "starts_at", text)
    assert (fault.kind, fault.nearest) == (FaultKind.NOT_A_TIME, nearest)


@pytest.mark.parametrize(
    ("text", "number"),
    [("3,8", 3.8), ("3.8", 3.8), ("60", 60.0), ("+5", 5.0), ("0", 0.0), ("00,50", 0.5)],
)
def test_a_number_has_a_decimal_comma_or_a_point(text: str, number: float) -> None:
    assert read_field(FindingDraft, "share", text) == number


@pytest.mark.parametrize("text", ["1819", "1 819", "1\u00a0819", "1\u202f819", "1819,0"])
def test_thousands_may_stand_apart(text: str) -> None:
    value = read_field(FindingDraft, "count", text)
    assert value == 1819
    assert isinstance(value, int)


@pytest.mark.parametrize(
    ("name", "text", "kind", "nearest"),
    [
        ("share", "60 %", FaultKind.NOT_A_NUMBER, "60"),
        ("share", "en fjärdedel", FaultKind.NOT_A_NUMBER, ""),
        ("share", "nan", FaultKind.NOT_A_NUMBER, ""),
        ("share", "1e2", FaultKind.NOT_A_NUMBER, "1"),
        ("share", "101", FaultKind.TOO_LARGE, ""),
        ("share", "\N{MINUS SIGN}1", FaultKind.TOO_SMALL, ""),
        ("share", "9" * 9999, FaultKind.TOO_LARGE, ""),
        ("count", "ca 20", FaultKind.NOT_A_WHOLE_NUMBER, "20"),
        ("count", "12 34", FaultKind.NOT_A_WHOLE_NUMBER, "12"),
        ("count", "1.819", FaultKind.NOT_A_WHOLE_NUMBER, "1819"),
        ("count", "2,5", FaultKind.NOT_A_WHOLE_NUMBER, "2"),
        ("count", "-" + "9" * 9999, FaultKind.TOO_SMALL, ""),
    ],
)
def test_what_is_no_number_there_is_answered_with_the_one_within_it(
    name: str, text: str, kind: FaultKind, nearest: str
) -> None:
    fault = the_fault(FindingDraft, name, text)
    assert (fault.field, fault.kind, fault.nearest) == (name, kind, nearest)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("ja", True), ("Yes", True), ("1", True), ("NEJ", False), ("false", False), ("0", False)],
)
def test_yes_and_no_are_read_in_both_languages(text: str, answer: bool) -> None:
    assert read_field(AttendanceDraft, "present", text) is answer


def test_a_slip_in_yes_is_answered() -> None:
    fault = the_fault(AttendanceDraft, "present", "yess")
    assert (fault.kind, fault.nearest) == (FaultKind.NOT_YES_OR_NO, "yes")


@pytest.mark.parametrize("text", ["not_started", "Not-Started", "NOT STARTED", "notstarted", "Ej  påbörjad"])
def test_a_choice_is_read_however_it_is_joined(text: str) -> None:
    assert read_field(ActivityDraft, "state", text, choices=SWEDISH_WORDS) is ActivityState.NOT_STARTED


@pytest.mark.parametrize(
    ("text", "nearest"), [("genomforda", "genomförd"), ("ongoin", "ongoing"), ("zzz", "")]
)
def test_a_slip_in_a_choice_is_answered_with_the_nearest_word_of_either_language(
    text: str, nearest: str
) -> None:
    fault = the_fault(ActivityDraft, "state", text)
    assert (fault.kind, fault.nearest) == (FaultKind.NOT_A_CHOICE, nearest)
    assert fault.detail == "not_started,planned,ongoing,done,cancelled"


def test_words_for_other_choices_are_passed_over() -> None:
    assert the_fault(ActivityDraft, "state", "polisen").kind is FaultKind.NOT_A_CHOICE
    assert (
        read_field(ActivityDraft, "responsibility", "polisen", choices=SWEDISH_WORDS) is Responsibility.POLICE
    )


def test_a_usual_kind_is_recognised_and_ones_own_is_kept() -> None:
    assert read_field(ActivityDraft, "kind", "Torgstånd", choices=SWEDISH_WORDS) == "market_stall"
    assert read_field(ActivityDraft, "kind", "market stall") == "market_stall"
    assert read_field(ActivityDraft, "kind", "Hundsök") == "Hundsök"


def test_a_tertial_is_read_in_small_letters_too() -> None:
    assert read_field(DRAFTS["follow_up"], "period", "t2") is FollowUpPeriod.T2


def test_an_empty_text_clears_what_may_be_empty_and_nothing_else() -> None:
    assert read_field(ActivityDraft, "due_on", "") is None
    assert read_field(ActivityDraft, "owner", " ") is None
    assert read_field(ActivityDraft, "place", "") == ""
    for draft_type, name in (
        (ActivityDraft, "title"),
        (ActivityDraft, "state"),
        (SignatoryDraft, "position"),
    ):
        assert the_fault(draft_type, name, "").kind is FaultKind.REQUIRED


def test_a_field_answers_to_its_other_names() -> None:
    assert read_field(ActivityDraft, "Ansvarig", KEY, names=SWEDISH_FIELDS) == KEY
    assert find_field(ActivityDraft, "expected-effect").name == "expected_effect"
    assert find_field(OccurrenceDraft, "Datum", SWEDISH_FIELDS).name == "on"


@pytest.mark.parametrize(("name", "nearest"), [("titel", "title"), ("ansvrig", "ansvarig"), ("qqq", "")])
def test_an_unknown_field_is_answered_with_the_nearest(name: str, nearest: str) -> None:
    fault = the_fault(ActivityDraft, name, "x")
    assert (fault.kind, fault.nearest) == (FaultKind.UNKNOWN_FIELD, nearest)
    assert "due_on" in fault.detail.split(",")


@pytest.mark.parametrize("name", ["number", "id", "alive", "next_due", "Nummer"])
def test_what_the_program_fills_in_cannot_be_written(name: str) -> None:
    assert the_fault(ActivityDraft, name, "K1").kind is FaultKind.UNCHANGEABLE


def test_a_text_is_judged_as_it_is_read() -> None:
    assert the_fault(ContactDraft, "email", "polisen").kind is FaultKind.NOT_AN_EMAIL
    assert the_fault(OrganisationDraft, "name", "a\nb").kind is FaultKind.SEVERAL_LINES
    assert the_fault(ActivityDraft, "rule", "varje fredag").kind is FaultKind.NOT_A_RULE
    assert read_field(NoteDraft, "text", "a\r\nb ") == "a\nb"


def test_a_draft_is_composed_of_a_rows_values() -> None:
    draft = compose(ActivityDraft, {"title": "Torgdag", "state": "done", "due_on": dt.date(2017, 5, 2)})
    assert draft == ActivityDraft(title="Torgdag", state=ActivityState.DONE, due_on=dt.date(2017, 5, 2))


def test_a_draft_cannot_be_composed_of_columns_that_are_not_its_own() -> None:
    with pytest.raises(InvalidDraft) as caught:
        compose(ActivityDraft, {"number": "K1", "colour": "red", "title": "Torgdag"})
    assert [(fault.field, fault.kind) for fault in caught.value.faults] == [
        ("number", FaultKind.UNCHANGEABLE),
        ("colour", FaultKind.UNKNOWN_FIELD),
    ]


@st.composite
def likely_texts(draw: st.DrawFn) -> str:
    """Texts that come near to what the fields read."""
    return draw(
        st.text()
        | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True)
        | st.from_regex(r"[-+]?[0-9 ]{0,30}[.,]?[0-9]{0,30}", fullmatch=True)
        | st.from_regex(r"[0-9]{0,3}[:.]?[0-9]{0,3}", fullmatch=True)
        | st.sampled_from(["ja", "done", "police", KEY, "FREQ=DAILY", "a@b.se", "ab" * 32])
    )


def read_or_faults(draft_type: type[Draft], name: str, text: str) -> tuple[Value, tuple[Fault, ...]]:
    """What a text means in a field, and what is wrong with it: always one of the two."""
    try:
        return read_field(draft_type, name, text, names=SWEDISH_FIELDS), ()
    except InvalidDraft as invalid:
        return None, invalid.faults


@given(data=st.data(), text=likely_texts())
@example(data=None, text="\ud800").via("a lone surrogate")
def test_any_text_is_refused_by_its_field_or_survives_being_stored(
    data: st.DataObject | None, text: str
) -> None:
    drafts = list(DRAFTS.values()) if data is None else [data.draw(st.sampled_from(list(DRAFTS.values())))]
    for draft_type in drafts:
        for field in fields_of(draft_type):
            value, found = read_or_faults(draft_type, field.name, text)
            assert {fault.field for fault in found} <= {field.name}
            if not found:
                assert typed(field, plain(value)) == value
                drafted = faults(a_draft(draft_type, **{field.name: value}))
                assert {fault.kind for fault in drafted} <= BETWEEN_FIELDS, (field.name, value)


BETWEEN_FIELDS = {
    FaultKind.EITHER_OR,
    FaultKind.ENDS_BEFORE_START,
    FaultKind.MISSING_FOR_SCHEDULE,
    FaultKind.MISSING_FOR_TARGET,
}
"""What a good value can still lack beside it."""


@given(name=st.text())
def test_any_name_is_a_field_or_is_answered(name: str) -> None:
    _, found = read_or_faults(ActivityDraft, name, "")
    for fault in found:
        assert fault.kind in (FaultKind.UNKNOWN_FIELD, FaultKind.UNCHANGEABLE, FaultKind.REQUIRED)
        assert is_quotable(fault.field)
