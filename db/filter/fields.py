"""What a field of the filter is: its names in both languages, what it takes, and what it finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement

from db.filter.asked import Asked, Matcher, negate
from db.filter.nodes import Comparison, Value
from db.filter.words import ANY, MISSING, Choice, find_choice, plain
from db.filter.writing import Language


class Takes(StrEnum):
    """What may stand after a field's name."""

    WORDS = "words"
    CHOICE = "choice"
    DATE = "date"
    TIME = "time"
    WEEK = "week"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field of the filter; the first name of each language is the one that is shown.

    `finds` says in a sentence what it finds, for the documentation. A field that is not `listed` works
    but is not offered.
    """

    key: str
    swedish: tuple[str, ...]
    english: tuple[str, ...]
    takes: Takes
    finds: str
    matcher: Matcher
    listed: bool = True

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name that it answers to."""
        return (*self.swedish, *self.english, self.key)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The words that it knows, where it knows some by name."""
        return self.matcher.choices

    def name(self, language: Language) -> str:
        """The name that one language shows."""
        return (self.swedish if language == "sv" else self.english)[0]

    def answer(self, asked: Asked) -> ColumnElement[bool]:
        """The rows that fit; the words for empty and for anything are the same for every field."""
        piece = asked.piece
        if isinstance(piece, Value) and asked.term.comparison is Comparison.IS:
            word = unicodedata.normalize("NFC", piece.text.casefold())
            named = bool(word) and find_choice(word, self.choices) is not None
            if not named and (word == "" or (not piece.quoted and word in MISSING)):
                return self.matcher.missing()
            if not named and not piece.quoted and word in ANY:
                return negate(self.matcher.missing())
        return self.matcher.find(asked)


def find_field(name: str, known: Sequence[FilterField]) -> FilterField | None:
    """The field that a name is for, if any; capitals, hyphens and underscores make no difference."""
    key = plain(name)
    return next((one for one in known if key in map(plain, one.spellings)), None)


def field(
    key: str,
    swedish: str,
    english: str,
    takes: Takes,
    finds: str,
    matcher: Matcher,
    *,
    listed: bool = True,
) -> FilterField:
    """A field whose names are given with spaces between them."""
    return FilterField(key, tuple(swedish.split()), tuple(english.split()), takes, finds, matcher, listed)
