"""Values become JSON's and come back the same, and nothing else comes back."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.drafts import (
    DRAFTS,
    ActivityDraft,
    DraftField,
    FieldType,
    OccurrenceDraft,
    Plain,
    Value,
    fields_by_name,
    fields_of,
    plain,
    typed,
)
from db.drafts.tidying import tidied, tidy_text
from db.errors import FaultKind, InvalidDraft
from db.kinds import ActivityState
from tests.drafts.builders import a_draft

EVERY_FIELD = [field for draft_type in DRAFTS.values() for field in fields_of(draft_type)]


def values_of(field: DraftField) -> st.SearchStrategy[Value]:
    """Values that a field of this type holds."""
    assert field.choices is not None or field.type is not FieldType.CHOICE
    strategies: dict[FieldType, st.SearchStrategy[Any]] = {
        FieldType.TEXT: st.text(),
        FieldType.REFERENCE: st.uuids().map(str),
        FieldType.INT: st.integers(-(2**31), 2**31 - 1),
        FieldType.FLOAT: st.floats(allow_nan=False, allow_infinity=False),
        FieldType.BOOL: st.booleans(),
        FieldType.DATE: st.dates(),
        FieldType.TIME: st.times().map(lambda time: time.replace(second=0, microsecond=0)),
        FieldType.CHOICE: st.sampled_from(list(field.choices or ActivityState)),
    }
    return strategies[field.type]


@given(data=st.data())
def test_a_value_comes_back_from_json_as_it_was(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(EVERY_FIELD))
    value = data.draw(st.none() | values_of(field))
    back = typed(field, json.loads(json.dumps(plain(value))))
    assert back == value
    assert type(back) is type(value)


def test_days_times_and_choices_have_one_written_form() -> None:
    assert plain(dt.date(2017, 6, 1)) == "2017-06-01"
    assert plain(dt.time(9, 5)) == "09:05"
    assert plain(ActivityState.NOT_STARTED) == "not_started"
    assert type(plain(ActivityState.DONE)) is str


@pytest.mark.parametrize(
    ("name", "given_value", "kind"),
    [
        ("on", "20170601", FaultKind.NOT_A_DATE),
        ("on", "2017-06-31", FaultKind.NOT_A_DATE),
        ("on", 20170601, FaultKind.NOT_A_DATE),
        ("starts_at", "9:30", FaultKind.NOT_A_TIME),
        ("starts_at", "09:30:00", FaultKind.NOT_A_TIME),
        ("state", "klar", FaultKind.NOT_A_CHOICE),
        ("attendance", 1.5, FaultKind.NOT_A_WHOLE_NUMBER),
        ("attendance", True, FaultKind.NOT_A_WHOLE_NUMBER),
        ("text", 7, FaultKind.NOT_TEXT),
    ],
)
def test_what_was_never_written_is_not_read(name: str, given_value: Plain, kind: FaultKind) -> None:
    with pytest.raises(InvalidDraft) as caught:
        typed(fields_by_name(OccurrenceDraft)[name], given_value)
    assert [(fault.field, fault.kind) for fault in caught.value.faults] == [(name, kind)]


@given(text=st.text() | st.text(alphabet="a\u0308\u0301\ufeff \r\n\u2028\u1e0a\u0323"))
def test_tidying_a_text_twice_changes_nothing_more(text: str) -> None:
    assert tidy_text(tidy_text(text)) == tidy_text(text)


def test_a_tidy_draft_is_given_back_itself() -> None:
    draft = a_draft(ActivityDraft)
    assert tidied(draft) is draft
