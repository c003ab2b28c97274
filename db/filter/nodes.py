"""What a filter is once it has been read: a small tree that remembers where each part stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from db.errors import BadFilter


class FilterFault(StrEnum):
    """Why a filter cannot be read or answered."""

    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    CONTROL_CHARACTER = "control_character"
    OPEN_QUOTE = "open_quote"
    OPEN_BRACKET = "open_bracket"
    STRAY_BRACKET = "stray_bracket"
    EMPTY_BRACKETS = "empty_brackets"
    MISSING_FIELD = "missing_field"
    MISSING_VALUE = "missing_value"
    MISSING_SIDE = "missing_side"
    SEVERAL_VALUES = "several_values"
    UNKNOWN_FIELD = "unknown_field"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WEEK = "not_a_week"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_COMPARABLE = "not_comparable"
    BACKWARDS = "backwards"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the filter's text, in characters from its beginning."""

    start: int
    length: int

    def until(self, end: Span) -> Span:
        """The stretch from here to where `end` ends."""
        return Span(self.start, end.start + end.length - self.start)


class Comparison(StrEnum):
    """How a field is held against its value; an equals sign means the same as a colon."""

    IS = ":"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Value:
    """One value after a field's name; a quoted one is taken by the letter."""

    text: str
    quoted: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Range:
    """From a value to a value, both counted in; an open end is None."""

    low: Value | None
    high: Value | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a quoted phrase that must stand somewhere in the row."""

    text: str
    quoted: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A field held against one value, or against several of which one must do."""

    name: str
    comparison: Comparison
    values: tuple[Value | Range, ...]
    name_span: Span = field(compare=False)
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not be so."""

    part: Node
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """Every part must be so."""

    parts: tuple[Node, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part must be so."""

    parts: tuple[Node, ...]
    span: Span = field(compare=False)


Node = Word | Term | Not | And | Or


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that has been read: its text, and what it asks for, which is None where all is let through."""

    text: str = field(compare=False)
    where: Node | None


def refusal(
    text: str,
    span: Span,
    reason: FilterFault,
    *,
    nearest: str = "",
    choices: tuple[str, ...] = (),
) -> BadFilter:
    """The error for one stretch of a filter, showing at most a line of what was given."""
    given = text[span.start : span.start + min(span.length, 80)]
    return BadFilter(text, span.start, span.length, reason, given, nearest, choices)
