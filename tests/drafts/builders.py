"""Values and whole drafts for the tests of drafts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from db.drafts import Draft, DraftField, FieldType, Value, fields_of
from db.drafts.marks import Shape
from db.drafts.tidying import DANGEROUS
from db.errors import Fault, FaultKind

KEY = "0b6f4d1e-6c57-4a52-9a3c-8f0d2b7e9a11"
OTHER_KEY = "5c0a6f0e-93b1-4a0c-8f6e-1d2c3b4a5968"

SHAPED = {
    Shape.EMAIL: "kommunpolis@polisen.example",
    Shape.SHA256: "ab" * 32,
    Shape.RULE: "FREQ=WEEKLY;BYDAY=FR",
}


def a_value(field: DraftField) -> Value:
    """A value that a field takes."""
    match field.type:
        case FieldType.TEXT:
            return SHAPED[field.shape] if field.shape else "Torgdagar"
        case FieldType.INT | FieldType.FLOAT:
            return 2017 if field.name == "year" else 3
        case FieldType.BOOL:
            return True
        case FieldType.DATE:
            return dt.date(2017, 5, 2)
        case FieldType.TIME:
            return dt.time(9, 30)
        case FieldType.CHOICE:
            return field.default
    return KEY


def a_draft(draft_type: type[Draft], **values: Any) -> Any:
    """A draft in order: what must be filled in is, and what is given stands as given."""
    filled = {field.name: a_value(field) for field in fields_of(draft_type) if field.required}
    if draft_type.ENTITY == "participant" and "organisation" not in values:
        filled["contact"] = KEY
    if draft_type.ENTITY == "indicator":
        filled["promise"] = KEY
    return draft_type(**(filled | values))


def wrongs(found: tuple[Fault, ...]) -> list[tuple[str, FaultKind]]:
    """What is wrong, field by field."""
    return [(fault.field, fault.kind) for fault in found]


def is_quotable(text: str) -> bool:
    """Whether a text is short, on one line and without anything that acts on a screen."""
    return len(text) <= 80 and len(text.splitlines()) <= 1 and not DANGEROUS.search(text)
