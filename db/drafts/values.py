"""A field's value as JSON can hold it, and back."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from db.drafts.draft import Value
from db.drafts.fields import DraftField, FieldType
from db.drafts.tidying import shown
from db.errors import Fault, FaultKind, InvalidDraft

Plain = str | int | float | bool | None
"""What a JSON scalar can be."""

NOT_READABLE = {
    FieldType.TEXT: FaultKind.NOT_TEXT,
    FieldType.INT: FaultKind.NOT_A_WHOLE_NUMBER,
    FieldType.FLOAT: FaultKind.NOT_A_NUMBER,
    FieldType.BOOL: FaultKind.NOT_YES_OR_NO,
    FieldType.DATE: FaultKind.NOT_A_DATE,
    FieldType.TIME: FaultKind.NOT_A_TIME,
    FieldType.CHOICE: FaultKind.NOT_A_CHOICE,
    FieldType.REFERENCE: FaultKind.NOT_TEXT,
}


def plain(value: Value) -> Plain:
    """A day as 2017-06-01, a time as 09:30, a choice as its word, all else as it is."""
    match value:
        case StrEnum():
            return value.value
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.strftime("%H:%M")
    return value


def typed(field: DraftField, given: Plain) -> Value:
    """The value that `plain` was made from; raises `InvalidDraft` if this field can have no such value."""
    if given is None:
        return None
    try:
        value = _typed(field, given)
    except (ValueError, TypeError, OverflowError):
        value = None
    # Python reads more ways of writing a date than the one that is written here.
    if value is None or plain(value) != given:
        detail = ",".join(field.words) if field.type is FieldType.CHOICE else ""
        raise InvalidDraft((Fault(field.entity, field.name, NOT_READABLE[field.type], shown(given), detail),))
    return value


def _typed(field: DraftField, given: str | int | float | bool) -> Value:
    """The value, or one of the errors that the constructors of its type raise."""
    match field.type, given:
        case FieldType.DATE, str():
            return dt.date.fromisoformat(given)
        case FieldType.TIME, str():
            return dt.datetime.strptime(given, "%H:%M").time()
        case FieldType.CHOICE, str() if field.choices is not None:
            return field.choices(given)
        case (FieldType.TEXT | FieldType.REFERENCE, str()) | (FieldType.BOOL, bool()):
            return given
        case ((FieldType.INT | FieldType.FLOAT), bool()):
            raise TypeError
        case FieldType.INT, int():
            return given
        case FieldType.FLOAT, int() | float():
            return float(given)
    raise TypeError
