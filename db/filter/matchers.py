"""The usual ways to hold a column against a value: text, closed lists, dates, numbers, yes or no."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Float, Select, and_, func, or_, true, type_coerce

from db.filter.asked import Asked, Matcher, negate
from db.filter.dates import Stretch, read_days, read_number, read_time
from db.filter.folding import like
from db.filter.nodes import Comparison, FilterFault, Range, Value
from db.filter.words import YES, YES_OR_NO, Choice, find_choice, plain

KEY_START: Final = re.compile(r"[0-9a-f]{8}[0-9a-f-]{0,28}")
"""The beginning of an id that is long enough to be meant as one."""

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def contains(column: ColumnElement[str], value: Value) -> ColumnElement[bool]:
    """Rows where a column has the value's text in it, in any case; * in a bare value is any characters."""
    return like(column, value.text, stars=not value.quoted)


def is_text(column: ColumnElement[str], value: Value) -> ColumnElement[bool]:
    """Rows where a column is the value's text, in any case."""
    return like(column, value.text, before="", after="", stars=not value.quoted)


def spelled_in(value: Value, choices: tuple[Choice, ...]) -> list[str]:
    """The stored values whose words have the value's text in them."""
    needle = plain(value.text)
    return [one.value for one in choices if needle and any(needle in plain(word) for word in one.spellings)]


@dataclass(frozen=True, slots=True)
class Texts:
    """Columns of text, one of which must have the value in it; and words for what is stored as a code."""

    columns: tuple[ColumnElement[str], ...]
    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows with the value in any of the columns."""
        return self.find_value(asked.single())

    def find_value(self, value: Value) -> ColumnElement[bool]:
        """Rows with the value in any of the columns, where no term asks."""
        clauses = [contains(column, value) for column in self.columns]
        if stored := spelled_in(value, self.choices):
            clauses.append(self.columns[0].in_(stored))
        return or_(*clauses)

    def missing(self) -> ColumnElement[bool]:
        """Rows where all of the columns are empty."""
        return and_(*(func.coalesce(column, "") == "" for column in self.columns))


def text_in(column: ColumnElement[str]) -> Texts:
    """One column of text."""
    return Texts((column,))


@dataclass(frozen=True, slots=True)
class Spelled:
    """A column that holds a member of a closed list; `reckoned` are further words that are no members."""

    column: ColumnElement[str]
    choices: tuple[Choice, ...]
    reckoned: Mapping[str, Callable[[Asked], ColumnElement[bool]]] = field(default_factory=dict)

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows with that member."""
        chosen = asked.choice(self.choices)
        reckon = self.reckoned.get(chosen.value)
        return reckon(asked) if reckon else self.column == chosen.value

    def missing(self) -> ColumnElement[bool]:
        """Rows where nothing is chosen, as a half-made merge may leave them."""
        return func.coalesce(self.column, "") == ""


@dataclass(frozen=True, slots=True)
class Days:
    """A date; `fixed` is for fields whose name says how to compare, as before and after do."""

    expression: ColumnElement[dt.date]
    fixed: Comparison | None = None
    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows whose date lies so."""
        return fix(asked, self.fixed).compare(self.expression, lambda value: days_of(asked, value))

    def missing(self) -> ColumnElement[bool]:
        """Rows without the date."""
        return self.expression.is_(None)


@dataclass(frozen=True, slots=True)
class Moments:
    """A moment, asked for by the days of the reader's own clock."""

    column: ColumnElement[dt.datetime]
    fixed: Comparison | None = None
    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows whose moment lies on, before or after those days."""
        zone = asked.setting.zone

        def moments(value: Value) -> tuple[dt.datetime, dt.datetime]:
            first, last = days_of(asked, value)
            try:
                return (
                    dt.datetime.combine(first, dt.time.min, zone).astimezone(dt.UTC),
                    dt.datetime.combine(last, dt.time.max, zone).astimezone(dt.UTC),
                )
            except OverflowError:
                raise asked.refuse(FilterFault.NOT_A_DATE) from None

        return fix(asked, self.fixed).compare(self.column, moments)

    def missing(self) -> ColumnElement[bool]:
        """Rows without the moment."""
        return self.column.is_(None)


@dataclass(frozen=True, slots=True)
class Times:
    """A time of day."""

    expression: ColumnElement[dt.time]
    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows whose time is in that hour or minute, before it or after."""

        def times(value: Value) -> tuple[dt.time, dt.time]:
            found = read_time(value.text)
            if found is None:
                raise asked.refuse(FilterFault.NOT_A_TIME)
            return found

        return asked.compare(self.expression, times)

    def missing(self) -> ColumnElement[bool]:
        """Rows without the time."""
        return self.expression.is_(None)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number."""

    expression: ColumnElement[Any]
    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows whose number is the value, or lies in the range."""
        # Held as a float, since PostgreSQL would round 2.5 to fit a column of whole numbers.
        number = type_coerce(self.expression, Float())
        return asked.compare(number, lambda value: number_of(asked, value))

    def missing(self) -> ColumnElement[bool]:
        """Rows without the number."""
        return self.expression.is_(None)


@dataclass(frozen=True, slots=True)
class YesNo:
    """Something that is so or is not."""

    expression: ColumnElement[bool]
    choices: tuple[Choice, ...] = YES_OR_NO

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows where it is as the value says."""
        value = asked.single()
        if find_choice(value.text, YES_OR_NO) is None:
            words = tuple(one.word(asked.setting.language) for one in YES_OR_NO)
            raise asked.refuse(FilterFault.NOT_YES_OR_NO, choices=words)
        return self.expression if asked.choice(YES_OR_NO) is YES else negate(self.expression)

    def missing(self) -> ColumnElement[bool]:
        """Rows where nothing is said, as a half-made merge may leave them."""
        return self.expression.is_(None)


@dataclass(frozen=True, slots=True)
class HumanNumber:
    """A number as people say it: K12, or 12 whichever copy gave it out."""

    column: ColumnElement[str]
    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows with that number, letter and all where one is given."""
        value = asked.single()
        if value.text.isascii() and value.text.isdigit():
            return func.ltrim(func.lower(self.column), LETTERS) == value.text
        return is_text(self.column, value)

    def missing(self) -> ColumnElement[bool]:
        """Rows that have no number yet."""
        return func.coalesce(self.column, "") == ""


@dataclass(frozen=True, slots=True)
class Named:
    """A row as it may be called: by its number, by the beginning of its id, or by a word in its texts."""

    id: ColumnElement[str]
    texts: tuple[ColumnElement[str], ...]
    number: ColumnElement[Any] | None = None
    choices: tuple[Choice, ...] = ()
    """Words for what the first of the texts is stored as, none where it is a text."""

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows that answer to the value."""
        piece = asked.piece
        spoken = isinstance(piece, Value) and read_number(piece.text) is None
        if self.number is not None and not spoken:
            by_number = Numbers(self.number).find(asked)
            if isinstance(piece, Range) or not KEY_START.fullmatch(piece.text):
                return by_number
            return or_(by_number, self.id.startswith(piece.text, autoescape=True))
        value = asked.single()
        clauses = [contains(column, value) for column in self.texts]
        if KEY_START.fullmatch(value.text.lower()):
            clauses.append(self.id.startswith(value.text.lower(), autoescape=True))
        return or_(*clauses)

    def missing(self) -> ColumnElement[bool]:
        """No row is without a name of some sort."""
        return negate(true())


@dataclass(frozen=True, slots=True)
class Through:
    """A row held against what it refers to, or what refers to it: `key` in the rows that `inner` finds."""

    key: ColumnElement[str]
    rows: Callable[[ColumnElement[bool]], Select[Any]]
    inner: Matcher
    lacking: ColumnElement[bool]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The words that are known over there."""
        return self.inner.choices

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Rows with such a row at the other end."""
        return self.key.in_(self.rows(self.inner.find(asked)))

    def missing(self) -> ColumnElement[bool]:
        """Rows with nothing at the other end."""
        return self.lacking


def fix(asked: Asked, fixed: Comparison | None) -> Asked:
    """The same question, with the comparison that the field's own name states."""
    if fixed is None:
        return asked
    asked.single()
    return replace(asked, term=replace(asked.term, comparison=fixed))


def days_of(asked: Asked, value: Value) -> tuple[dt.date, dt.date]:
    """The first and the last day of a value."""
    stretch: Stretch | None = read_days(value.text, today=asked.setting.today)
    if stretch is None:
        raise asked.refuse(FilterFault.NOT_A_DATE)
    return stretch.first, stretch.last


def number_of(asked: Asked, value: Value) -> tuple[float, float]:
    """The value as a number, which is its own first and last."""
    number = read_number(value.text)
    if number is None:
        raise asked.refuse(FilterFault.NOT_A_NUMBER)
    return number, number
