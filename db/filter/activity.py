"""What activities are filtered by: their fields, and what a bare word is looked for in."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, or_

from db.filter.activity_course import course_fields
from db.filter.activity_subject import subject_fields
from db.filter.fields import FilterField
from db.filter.links import ACTIVITY, names_of_owner, places_named
from db.filter.matchers import Texts
from db.filter.nodes import Value, Word
from db.filter.vocabulary import WORDS
from db.kinds import ActivityKind

WORD_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    ACTIVITY.kind,
    ACTIVITY.number,
    ACTIVITY.title,
    ACTIVITY.text,
    ACTIVITY.place,
    ACTIVITY.goal,
    ACTIVITY.expected_effect,
    ACTIVITY.when_words,
)
"""What a list of activities shows. Notes have a field of their own: each further text costs every search."""


@cache
def activity_fields() -> tuple[FilterField, ...]:
    """Every field that activities are filtered by."""
    return (*subject_fields(), *course_fields())


def activity_word(word: Word) -> ColumnElement[bool]:
    """Activities with a word in their texts, their kind, their owner's names or their area's."""
    value = Value(word.text, word.quoted, word.span)
    own = Texts(WORD_COLUMNS, WORDS[ActivityKind])
    return or_(own.find_value(value), names_of_owner(value), places_named(value))
