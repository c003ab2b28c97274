"""Reading a filter by recursive descent, so that every mistake is answered with its place.

    filter := or
    or     := and (("or" | "eller") and)*
    and    := not (["and" | "och"] not)*
    not    := ("-" | "not" | "inte" | "icke") not | "(" or ")" | term | word | phrase
    term   := name (":" | "=" | "!=" | "<" | "<=" | ">" | ">=") [value ("," value)*]
    value  := bare | phrase | [bare | phrase] ".." [bare | phrase]

A value that is left out, as in `owner:`, asks for what is empty, as `owner:""` does. White space after
the colon or a comma is forgiven where a value plainly follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from db.filter.nodes import (
    And,
    Comparison,
    Filter,
    FilterFault,
    Node,
    Not,
    Or,
    Range,
    Span,
    Term,
    Value,
    Word,
)
from db.filter.scanner import (
    COMPARING,
    ELLIPSIS,
    ENDS_ANYTHING,
    MINUS,
    NAME,
    OPENING,
    OPERATOR,
    SPACED_OPERATOR,
    Scanner,
)

MAX_DEPTH: Final = 12
"""Brackets within brackets; SQLite's own reader gives up at some thirty-five, the query around it counted."""

MAX_PARTS: Final = 200
"""Words and values in all: every part becomes SQL, and a database has its own limits."""

AND_WORDS: Final = frozenset({"and", "och"})
OR_WORDS: Final = frozenset({"or", "eller"})
NOT_WORDS: Final = frozenset({"not", "inte", "icke"})
CONNECTING: Final = AND_WORDS | OR_WORDS | NOT_WORDS
COMPARISONS: Final = {
    ":": Comparison.IS, "=": Comparison.IS, "<": Comparison.LESS, ">": Comparison.MORE,
    "<=": Comparison.AT_MOST, "≤": Comparison.AT_MOST, ">=": Comparison.AT_LEAST, "≥": Comparison.AT_LEAST,
}  # fmt: skip
RANGE: Final = re.compile(r"\.\.|…")
UNEQUAL: Final = frozenset({"!=", "≠"})


def parse(text: str) -> Filter:
    """Read a filter; raises BadFilter, and nothing else, for what cannot be read."""
    return _Reader(text).filter()


class _Reader:
    """One reading of one filter."""

    __slots__ = ("depth", "parts", "scanner")

    def __init__(self, text: str) -> None:
        self.scanner = Scanner(text)
        self.depth = 0
        self.parts = 0

    def filter(self) -> Filter:
        scanner = self.scanner
        scanner.skip_space()
        if not scanner.peek():
            return Filter(scanner.text, None)
        where = self.either()
        if scanner.peek() == ")":
            raise scanner.refuse(Span(scanner.at, 1), FilterFault.STRAY_BRACKET)
        return Filter(scanner.text, where)

    def either(self) -> Node:
        parts = [self.every()]
        while self.connective(OR_WORDS):
            parts.append(self.every())
        return parts[0] if len(parts) == 1 else Or(tuple(parts), parts[0].span.until(parts[-1].span))

    def every(self) -> Node:
        parts = [self.negated()]
        while True:
            joined = self.connective(AND_WORDS)
            if not joined and (self.scanner.peek() in ("", ")") or self.next_word() in OR_WORDS):
                break
            parts.append(self.negated())
        return parts[0] if len(parts) == 1 else And(tuple(parts), parts[0].span.until(parts[-1].span))

    def negated(self) -> Node:
        scanner = self.scanner
        start = scanner.at
        follows = scanner.peek(1)
        if scanner.peek() and scanner.peek() in MINUS and follows not in ("", ")") and not follows.isspace():
            scanner.at += 1
            part = self.deeper(start, self.negated)
        elif self.connective(NOT_WORDS):
            part = self.deeper(start, self.negated)
        elif scanner.peek() == "(":
            scanner.at += 1
            return self.deeper(start, self.bracketed)
        else:
            return self.leaf()
        return Not(part, Span(start, 0).until(part.span))

    def deeper(self, start: int, reading: Callable[[], Node]) -> Node:
        """Read one level further down, as long as there are levels left."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.scanner.refuse(Span(start, 1), FilterFault.TOO_DEEP)
        part = reading()
        self.depth -= 1
        return part

    def bracketed(self) -> Node:
        """What stands between brackets, the opening one being behind us."""
        scanner = self.scanner
        start = scanner.at - 1
        scanner.skip_space()
        if scanner.peek() == ")":
            raise scanner.refuse(Span(start, scanner.at + 1 - start), FilterFault.EMPTY_BRACKETS)
        if not scanner.peek():
            raise scanner.refuse(Span(start, 1), FilterFault.OPEN_BRACKET)
        part = self.either()
        if scanner.peek() != ")":
            raise scanner.refuse(Span(start, 1), FilterFault.OPEN_BRACKET)
        scanner.at += 1
        scanner.skip_space()
        return part

    def next_word(self) -> str:
        """The connecting word that stands here, without moving past it; nothing where none does."""
        scanner = self.scanner
        start = scanner.at
        word = scanner.take(NAME).casefold()
        follows = scanner.peek()
        scanner.at = start
        ends = follows == "" or follows.isspace() or follows in ENDS_ANYTHING
        return word if ends and word in CONNECTING else ""

    def connective(self, words: frozenset[str]) -> bool:
        """Move past one of the words, if one stands here."""
        if self.next_word() not in words:
            return False
        start = self.scanner.at
        self.scanner.take(NAME)
        span = self.scanner.span_from(start)
        self.scanner.skip_space()
        if self.scanner.peek() in ("", ")"):
            raise self.scanner.refuse(span, FilterFault.MISSING_SIDE)
        return True

    def leaf(self) -> Node:
        """A field and its value, a word or a phrase."""
        scanner = self.scanner
        start = scanner.at
        if self.next_word():
            raise scanner.refuse(Span(start, len(scanner.take(NAME))), FilterFault.MISSING_SIDE)
        self.count()
        if scanner.peek() in OPENING:
            text = scanner.quoted()
            return self.word(text, True, start)
        if scanner.match(OPERATOR):
            raise scanner.refuse(Span(start, len(scanner.take(OPERATOR))), FilterFault.MISSING_FIELD)
        name = scanner.take(NAME)
        name_span = scanner.span_from(start)
        operator = self.operator()
        if name and operator:
            return self.term(name, name_span, operator)
        scanner.at = start
        text = scanner.bare()
        plain = text.rstrip(",;")
        return self.word(text if plain.casefold() in {"", *CONNECTING} else plain, False, start)

    def word(self, text: str, quoted: bool, start: int) -> Word:
        span = self.scanner.span_from(start)
        if not text.strip():
            raise self.scanner.refuse(span, FilterFault.MISSING_VALUE)
        self.scanner.skip_space()
        return Word(text, quoted, span)

    def operator(self) -> str:
        """What a name is held against its value by, if anything; an address's `://` is no operator."""
        scanner = self.scanner
        if scanner.text.startswith("://", scanner.at):
            return ""
        return scanner.take(OPERATOR) or scanner.take(SPACED_OPERATOR).strip()

    def count(self) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise self.scanner.refuse(Span(self.scanner.at, 1), FilterFault.TOO_MANY)

    def term(self, name: str, name_span: Span, operator: str) -> Node:
        """The rest of a term, its name and operator being behind us."""
        scanner = self.scanner
        unequal = operator in UNEQUAL
        while COMPARISONS.get(operator, Comparison.IS) is Comparison.IS and scanner.match(COMPARING):
            operator = scanner.take(COMPARING)
            unequal = unequal or operator in UNEQUAL
        values = self.values()
        span = scanner.span_from(name_span.start)
        comparison = COMPARISONS.get(operator, Comparison.IS)
        if comparison is not Comparison.IS and not values:
            raise scanner.refuse(span, FilterFault.MISSING_VALUE)
        if comparison is not Comparison.IS and (len(values) > 1 or isinstance(values[0], Range)):
            raise scanner.refuse(span, FilterFault.SEVERAL_VALUES)
        scanner.skip_space()
        term = Term(name, comparison, values or (Value("", True, span),), name_span, span)
        return Not(term, span) if unequal else term

    def values(self) -> tuple[Value | Range, ...]:
        """One value or several with commas between; none where the field is to be empty."""
        scanner = self.scanner
        if not self.begins_value():
            return ()
        values = [self.value()]
        while scanner.peek() == ",":
            comma = Span(scanner.at, 1)
            scanner.at += 1
            if not self.begins_value():
                raise scanner.refuse(comma, FilterFault.MISSING_VALUE)
            self.count()
            values.append(self.value())
        if scanner.match(RANGE):
            raise scanner.refuse(Span(scanner.at, 1), FilterFault.SEVERAL_VALUES)
        return tuple(values)

    def begins_value(self) -> bool:
        """Tell whether a value follows, and move to it over white space if it can be nothing but a value."""
        scanner = self.scanner
        here = scanner.peek()
        if here != "" and not here.isspace():
            return here not in "(),"
        start = scanner.at
        scanner.skip_space()
        first = scanner.at
        here = scanner.peek()
        if here in OPENING and here != "":
            return True
        if here.isalnum() and not self.next_word():
            is_term = scanner.take(NAME) != "" and self.operator() != ""
            scanner.at = first
            if not is_term:
                return True
        scanner.at = start
        return False

    def value(self) -> Value | Range:
        """One value, or a range of which at least one end is given."""
        scanner = self.scanner
        start = scanner.at
        low = self.end_of_range()
        if not scanner.take(RANGE):
            if low is None:
                raise scanner.refuse(Span(start, 1), FilterFault.MISSING_VALUE)
            return low
        high = self.end_of_range()
        span = scanner.span_from(start)
        if low is None and high is None:
            raise scanner.refuse(span, FilterFault.MISSING_VALUE)
        return Range(low, high, span)

    def end_of_range(self) -> Value | None:
        scanner = self.scanner
        start = scanner.at
        quoted = scanner.peek() != "" and scanner.peek() in OPENING
        text = scanner.quoted() if quoted else scanner.bare(also_ends="," + ELLIPSIS)
        return Value(text, quoted, scanner.span_from(start)) if text or quoted else None
