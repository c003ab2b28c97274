"""Each table has its draft, and each draft tells what its fields take."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import pytest

from db.drafts import (
    DRAFTS,
    ActivityDraft,
    AttachmentDraft,
    ContactDraft,
    Draft,
    FieldType,
    NoteDraft,
    OccurrenceDraft,
    fields_by_name,
    fields_of,
    fixed_fields,
)
from db.drafts.marks import ANY_TABLE, Shape
from db.kinds import ActivityKind, ActivityState
from db.tables import THINGS

EVERY_DRAFT = pytest.mark.parametrize("draft_type", DRAFTS.values(), ids=DRAFTS)


def test_each_table_has_its_draft_in_the_same_order() -> None:
    assert list(DRAFTS) == list(THINGS)


@EVERY_DRAFT
def test_a_drafts_fields_are_the_columns_that_a_person_may_write(draft_type: type[Draft]) -> None:
    table = THINGS[draft_type.ENTITY]
    columns = [column.key for column in table.__table__.columns]
    assert fixed_fields(draft_type) <= set(columns)
    assert fixed_fields(draft_type) >= table.DERIVED
    assert [field.name for field in fields_of(draft_type)] == [
        column for column in columns if column not in fixed_fields(draft_type)
    ]


@EVERY_DRAFT
def test_a_fields_type_is_its_columns(draft_type: type[Draft]) -> None:
    columns = THINGS[draft_type.ENTITY].__table__.columns
    kinds = {
        FieldType.TEXT: str,
        FieldType.CHOICE: str,
        FieldType.REFERENCE: str,
        FieldType.INT: int,
        FieldType.FLOAT: float,
        FieldType.BOOL: bool,
        FieldType.DATE: dt.date,
        FieldType.TIME: dt.time,
    }
    for field in fields_of(draft_type):
        assert columns[field.name].type.python_type is kinds[field.type], field.name


@EVERY_DRAFT
def test_a_reference_names_the_table_that_its_column_does(draft_type: type[Draft]) -> None:
    columns = THINGS[draft_type.ENTITY].__table__.columns
    for field in fields_of(draft_type):
        targets = [key.column.table.name for key in columns[field.name].foreign_keys]
        assert targets == ([] if field.refers_to in (None, ANY_TABLE) else [field.refers_to]), field.name


@EVERY_DRAFT
def test_an_empty_draft_holds_what_an_empty_row_does(draft_type: type[Draft]) -> None:
    columns = THINGS[draft_type.ENTITY].__table__.columns
    row = THINGS[draft_type.ENTITY](id="")
    for field in fields_of(draft_type):
        assert getattr(row, field.name) == field.default == getattr(draft_type(), field.name), field.name
        assert columns[field.name].nullable or field.default is not None


@EVERY_DRAFT
def test_only_what_may_be_null_in_the_table_may_be_none_in_the_draft(draft_type: type[Draft]) -> None:
    columns = THINGS[draft_type.ENTITY].__table__.columns
    for field in fields_of(draft_type):
        if field.may_be_empty and field.empty is None:
            assert columns[field.name].nullable, field.name


@EVERY_DRAFT
def test_numbers_fit_the_smallest_whole_number_of_any_database(draft_type: type[Draft]) -> None:
    for field in fields_of(draft_type):
        if field.type is FieldType.INT:
            assert isinstance(field.lowest, int)
            assert isinstance(field.highest, int)
            assert -(2**31) <= field.lowest < field.highest < 2**31


@EVERY_DRAFT
def test_every_text_has_a_limit_and_every_choice_its_words(draft_type: type[Draft]) -> None:
    for field in fields_of(draft_type):
        assert (field.type is FieldType.TEXT) == (field.longest is not None)
        if field.type is FieldType.CHOICE:
            assert field.choices is not None
            assert issubclass(field.choices, StrEnum)
            assert field.default in (None, *field.words)


def test_few_fields_must_be_filled_in_since_plans_begin_half_known() -> None:
    required = {
        name: [field.name for field in fields_of(draft) if field.required] for name, draft in DRAFTS.items()
    }
    assert required["activity"] == ["agreement", "title"]
    assert required["promise"] == ["agreement", "text"]
    assert required["contact"] == ["function"]
    assert required["meeting"] == ["agreement", "on"]
    assert required["occurrence"] == ["activity", "on"]
    assert required["note"] == ["about", "text"]
    assert max(map(len, required.values())) <= 3


def test_the_state_of_an_activity_is_a_choice_and_its_kind_a_suggestion() -> None:
    fields = fields_by_name(ActivityDraft)
    assert fields["state"].type is FieldType.CHOICE
    assert fields["state"].choices is ActivityState
    assert fields["kind"].type is FieldType.TEXT
    assert fields["kind"].choices is ActivityKind


def test_forms_and_limits_are_read_from_the_marks() -> None:
    contact, note, attachment = (fields_by_name(kind) for kind in (ContactDraft, NoteDraft, AttachmentDraft))
    assert contact["email"].shape is Shape.EMAIL
    assert not contact["function"].lines
    assert note["text"].lines
    assert note["about"].refers_to == ANY_TABLE
    assert attachment["sha256"].shape is Shape.SHA256
    assert fields_by_name(OccurrenceDraft)["on"].lowest == dt.date(1900, 1, 1)
