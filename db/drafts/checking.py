"""Whether a draft can be kept: all that is wrong with it, each fault naming its field."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator

from db.drafts.draft import Draft
from db.drafts.fields import DraftField, FieldType, fields_of
from db.drafts.marks import Shape
from db.drafts.situation import AreaRatingDraft, SourceDraft
from db.drafts.tidying import DANGEROUS, AnyDraft, shown, tidied
from db.errors import Fault, FaultKind, InvalidDraft
from db.rules.recurrence import BadRule, check_rule

EMAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@.<>,;:\"()]+(\.[^\s@.<>,;:\"()]+)+")
"""Only what every address has. Whether it reaches anybody, no pattern can tell."""

SHA256 = re.compile(r"[0-9a-f]{64}")
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def faults(draft: Draft) -> tuple[Fault, ...]:
    """Everything that is wrong with a draft once it is tidied, in the order of its fields."""
    return _faults(tidied(draft))


def checked(draft: AnyDraft) -> AnyDraft:
    """The draft in the one form that is kept; raises `InvalidDraft` with everything that is wrong."""
    tidy = tidied(draft)
    found = _faults(tidy)
    if found:
        raise InvalidDraft(found)
    return tidy


def rating_faults(rating: AreaRatingDraft, source: SourceDraft) -> tuple[Fault, ...]:
    """Whether a rating, in order by itself, lies on its source's scale, as far as that is known."""
    given, lowest, highest = rating.rating, source.scale_lowest, source.scale_highest
    if given is not None and lowest is not None and given < lowest:
        return (Fault(rating.ENTITY, "rating", FaultKind.TOO_SMALL, f"{given:g}", f"{lowest:g}"),)
    if given is not None and highest is not None and given > highest:
        return (Fault(rating.ENTITY, "rating", FaultKind.TOO_LARGE, f"{given:g}", f"{highest:g}"),)
    return ()


def field_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """What is wrong with one tidied value, seen alone."""
    if value is None or value == "":
        if field.required or not (field.may_be_empty and value == field.empty):
            yield Fault(field.entity, field.name, FaultKind.REQUIRED)
        return
    yield from CHECKS[field.type](field, value)


def _faults(draft: Draft) -> tuple[Fault, ...]:
    """The faults of a tidied draft: each field's own, then those between fields that are in order."""
    found: list[Fault] = []
    for field in fields_of(type(draft)):
        found += field_faults(field, getattr(draft, field.name))
    faulty = {fault.field for fault in found}
    for law in draft.LAWS:
        if faulty.isdisjoint(law.fields):
            found += law.broken(draft.ENTITY, draft)
    return tuple(found)


def _fault(field: DraftField, kind: FaultKind, value: object, detail: str = "") -> Fault:
    """A fault of a field, with its value as it can be quoted."""
    return Fault(field.entity, field.name, kind, shown(value), detail)


def _text_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """What is wrong with a text: its length, its characters, its form."""
    if not isinstance(value, str):
        yield _fault(field, FaultKind.NOT_TEXT, value)
        return
    good = True
    if field.longest is not None and len(value) > field.longest:
        yield _fault(field, FaultKind.TOO_LONG, value, str(field.longest))
        good = False
    if dangerous := DANGEROUS.search(value):
        yield _fault(field, FaultKind.CONTROL_CHARACTER, value, f"U+{ord(dangerous[0]):04X}")
        good = False
    if not field.lines and "\n" in value:
        yield _fault(field, FaultKind.SEVERAL_LINES, value)
        good = False
    elif not field.lines and "\t" in value:
        yield _fault(field, FaultKind.CONTROL_CHARACTER, value, "U+0009")
        good = False
    if good and field.shape is not None:
        yield from _shape_faults(field, field.shape, value)


def _shape_faults(field: DraftField, shape: Shape, value: str) -> Iterator[Fault]:
    """Whether a text has the form that its field asks for."""
    match shape:
        case Shape.EMAIL if not EMAIL.fullmatch(value):
            yield _fault(field, FaultKind.NOT_AN_EMAIL, value)
        case Shape.SHA256 if not SHA256.fullmatch(value):
            yield _fault(field, FaultKind.NOT_A_HASH, value)
        case Shape.RULE:
            try:
                check_rule(value)
            except BadRule as bad:
                yield _fault(field, FaultKind.NOT_A_RULE, value, bad.reason.value)


def _whole_number_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """Whether it is a whole number within its limits."""
    if not isinstance(value, int) or isinstance(value, bool):
        yield _fault(field, FaultKind.NOT_A_WHOLE_NUMBER, value)
        return
    yield from _limit_faults(field, value)


def _number_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """Whether it is a number within its limits, and not one of those that stand for none."""
    if not isinstance(value, int | float) or isinstance(value, bool) or _is_no_number(value):
        yield _fault(field, FaultKind.NOT_A_NUMBER, value)
        return
    yield from _limit_faults(field, value)


def _is_no_number(value: float) -> bool:
    """Whether a float is infinite or not a number."""
    return isinstance(value, float) and not math.isfinite(value)


def _limit_faults(field: DraftField, value: float) -> Iterator[Fault]:
    """Whether a number lies within its limits."""
    if isinstance(field.lowest, int | float) and value < field.lowest:
        yield _fault(field, FaultKind.TOO_SMALL, value, str(field.lowest))
    elif isinstance(field.highest, int | float) and value > field.highest:
        yield _fault(field, FaultKind.TOO_LARGE, value, str(field.highest))


def _bool_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """Whether it is yes or no."""
    if not isinstance(value, bool):
        yield _fault(field, FaultKind.NOT_YES_OR_NO, value)


def _date_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """Whether it is a day (a moment is none), in a year that a plan can speak of."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        yield _fault(field, FaultKind.NOT_A_DATE, value)
    elif isinstance(field.lowest, dt.date) and value < field.lowest:
        yield _fault(field, FaultKind.TOO_SMALL, value, str(field.lowest))
    elif isinstance(field.highest, dt.date) and value > field.highest:
        yield _fault(field, FaultKind.TOO_LARGE, value, str(field.highest))


def _time_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """Whether it is a time of day by the clock on the wall: whole minutes and no time zone."""
    if not isinstance(value, dt.time) or value.tzinfo is not None or value.second or value.microsecond:
        yield _fault(field, FaultKind.NOT_A_TIME, value)


def _choice_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """Whether it is one of the field's words."""
    if field.choices is None or not isinstance(value, field.choices):
        yield _fault(field, FaultKind.NOT_A_CHOICE, value, ",".join(field.words))


def _reference_faults(field: DraftField, value: object) -> Iterator[Fault]:
    """Whether it could be a row's key; whether there is such a row, the operation finds out."""
    if not isinstance(value, str):
        yield _fault(field, FaultKind.NOT_TEXT, value)
    elif not KEY.fullmatch(value):
        yield _fault(field, FaultKind.UNKNOWN_ROW, value, field.refers_to or "")


CHECKS: dict[FieldType, Callable[[DraftField, object], Iterator[Fault]]] = {
    FieldType.TEXT: _text_faults,
    FieldType.INT: _whole_number_faults,
    FieldType.FLOAT: _number_faults,
    FieldType.BOOL: _bool_faults,
    FieldType.DATE: _date_faults,
    FieldType.TIME: _time_faults,
    FieldType.CHOICE: _choice_faults,
    FieldType.REFERENCE: _reference_faults,
}
