"""Invented drafts of every table, as Hypothesis may combine them, most of them in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from db.drafts import DRAFTS, Draft, DraftField, FieldType, fields_of
from db.drafts.marks import ANY_TABLE, Shape
from db.operations.identity import MADE_OF

Keys = Mapping[str, Sequence[str]]
"""The keys that may be referred to, by table."""

PROGRAM_MADE = frozenset({"activity_promise", "activity_cause", "participant", "note"})
"""Tables that have gestures of their own."""

_DAYS = st.dates(dt.date(2017, 4, 24), dt.date(2017, 6, 11))
_TEXTS = st.sampled_from(
    ["", "Torgmöte", "Åäö", "två\nrader", "🚓 utryckning", "Łukasz", '"citat" \\ {}', "null"]
)
_LINES = _TEXTS.filter(lambda text: "\n" not in text)
_SHAPES = {
    Shape.EMAIL: st.sampled_from(["", "kommunpolis@polisen.example"]),
    Shape.SHA256: st.sampled_from(["ab" * 32, "cd" * 32]),
    Shape.RULE: st.sampled_from(
        ["", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "FREQ=MONTHLY;BYDAY=-1FR"]
    ),
}


def values(field: DraftField, keys: Keys) -> st.SearchStrategy[Any]:
    """Values that a field takes."""
    match field.type:
        case FieldType.TEXT if field.shape:
            return _SHAPES[field.shape]
        case FieldType.TEXT:
            found = _TEXTS if field.lines else _LINES
            return found.filter(bool) if field.required else found
        case FieldType.INT if field.name == "year":
            return st.sampled_from([2016, 2017])
        case FieldType.INT:
            numbers = st.integers(int(_limit(field.lowest, 0)), int(_limit(field.highest, 9)))
            return numbers if field.required or not field.may_be_empty else st.none() | numbers
        case FieldType.FLOAT:
            floats = st.sampled_from([0.0, 1.5, 8.0, 0.1 + 0.2, 60.0])
            return floats if field.required else st.none() | floats
        case FieldType.BOOL:
            return st.booleans()
        case FieldType.DATE:
            return _DAYS if field.required else st.none() | _DAYS
        case FieldType.TIME:
            return st.none() | st.sampled_from([dt.time(9, 30), dt.time(16, 0)])
        case FieldType.CHOICE:
            return st.sampled_from([field.choices(word) for word in field.words] if field.choices else [])
        case FieldType.REFERENCE:
            return _references(field, keys)


def _limit(limit: object, otherwise: int) -> float:
    return min(float(limit), 9) if isinstance(limit, int | float) else otherwise


def _references(field: DraftField, keys: Keys) -> st.SearchStrategy[Any]:
    if field.refers_to == ANY_TABLE:
        known = [key for of_table in keys.values() for key in of_table]
    else:
        known = list(keys.get(field.refers_to or "", ()))
    some = st.sampled_from(known) if known else st.nothing()
    return some if field.required else st.none() | some


@st.composite
def drafts(draw: st.DrawFn, table: str, keys: Keys) -> Draft:
    """A draft of a table whose references lead somewhere; a few break a law between their fields."""
    draft_type = DRAFTS[table]
    fields = fields_of(draft_type)
    made_of = MADE_OF.get(table, ())
    chosen = draw(st.sets(st.sampled_from([field.name for field in fields]), max_size=5))
    given = {
        field.name: draw(values(field, keys))
        for field in fields
        if field.required or field.name in chosen or field.name in made_of
    }
    return draft_type(**given)


@st.composite
def changes(draw: st.DrawFn, table: str, keys: Keys) -> dict[str, Any]:
    """New values for a few fields of a row."""
    made_of = MADE_OF.get(table, ())
    fields = [field for field in fields_of(DRAFTS[table]) if field.name not in made_of]
    if not fields:
        return {}
    chosen = draw(st.lists(st.sampled_from(fields), min_size=1, max_size=3, unique_by=lambda f: f.name))
    return {field.name: draw(values(field, keys)) for field in chosen}


def ready(table: str, keys: Keys) -> bool:
    """Whether all that a draft of the table must refer to is there."""
    return all(
        bool(keys.get(field.refers_to or "")) or (field.refers_to == ANY_TABLE and any(keys.values()))
        for field in fields_of(DRAFTS[table])
        if field.required and field.type is FieldType.REFERENCE
    )
