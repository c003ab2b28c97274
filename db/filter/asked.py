"""One question of a filter, a field held against one value, with the ways to read it or refuse it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, and_, false, func, not_

from db.errors import BadFilter
from db.filter.nodes import Comparison, FilterFault, Range, Span, Term, Value, refusal
from db.filter.words import Choice, find_choice, nearest
from db.filter.writing import Language

Ordered = TypeVar("Ordered", dt.datetime, dt.date, dt.time, float)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the answer to a filter depends on besides its words: the day, the clock, the reader's language."""

    today: dt.date
    zone: dt.tzinfo
    language: Language


@dataclass(frozen=True, slots=True)
class Asked:
    """A term and one of its values, in the filter that they stand in."""

    text: str
    term: Term
    piece: Value | Range
    setting: Setting

    def refuse(self, reason: FilterFault, *, near: str = "", choices: tuple[str, ...] = ()) -> BadFilter:
        """The error about this value, or about the whole term where the value was left out."""
        span: Span = self.piece.span
        return refusal(self.text, span, reason, nearest=near, choices=choices)

    def single(self) -> Value:
        """The value, where the field knows neither ranges nor more and less."""
        if isinstance(self.piece, Range) or self.term.comparison is not Comparison.IS:
            raise refusal(self.text, self.term.span, FilterFault.NOT_COMPARABLE)
        return self.piece

    def choice(self, choices: Iterable[Choice]) -> Choice:
        """The member of a closed list that the value spells."""
        known = tuple(choices)
        given = self.single().text
        found = find_choice(given, known)
        if found is None:
            meant = find_choice(nearest(given, (word for one in known for word in one.spellings)), known)
            raise self.refuse(
                FilterFault.NOT_A_CHOICE,
                near=meant.word(self.setting.language) if meant else "",
                choices=tuple(one.word(self.setting.language) for one in known),
            )
        return found

    def compare(
        self, expression: ColumnElement[Any], read: Callable[[Value], tuple[Ordered, Ordered]]
    ) -> ColumnElement[bool]:
        """Hold an expression against values that are stretches, each with a first and a last."""
        if isinstance(self.piece, Range):
            first: Ordered | None = read(self.piece.low)[0] if self.piece.low else None
            last: Ordered | None = read(self.piece.high)[1] if self.piece.high else None
            if first is not None and last is not None and first > last:
                raise self.refuse(FilterFault.BACKWARDS)
            bounds = [
                *([expression >= first] if first is not None else []),
                *([expression <= last] if last is not None else []),
            ]
            return and_(*bounds)
        begin, end = read(self.piece)
        match self.term.comparison:
            case Comparison.LESS:
                return expression < begin
            case Comparison.AT_MOST:
                return expression <= end
            case Comparison.MORE:
                return expression > end
            case Comparison.AT_LEAST:
                return expression >= begin
            case Comparison.IS:
                if begin == end:
                    return expression == begin
                return and_(expression >= begin, expression <= end)


class Matcher(Protocol):
    """A way to hold rows against a value."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The words that the field knows, where it knows some by name."""

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """The rows that fit the value; raises BadFilter where it cannot be read."""

    def missing(self) -> ColumnElement[bool]:
        """The rows where the field is empty."""


def negate(clause: ColumnElement[bool]) -> ColumnElement[bool]:
    """The rows that do not fit: those where SQL answers NULL, since a reference is empty, are among them."""
    return not_(func.coalesce(clause, false()))
