"""How a half-written filter may go on: what to offer under the line, and what each of it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from db.filter import Completion, FilterField, Takes, complete, fields
from desktop.words import N_, Words
from desktop.words.filter_fields import finds_words

MOST: Final = 12
"""Lines that are offered at once; whoever types one more letter sees fewer."""

DAYS: Final[Mapping[str, tuple[str, str]]] = {
    "today": (N_("today"), ""),
    "tomorrow": (N_("tomorrow"), ""),
    "yesterday": (N_("yesterday"), ""),
    "in_two_weeks": ("+14d", N_("in fourteen days")),
    "two_weeks_ago": ("-14d", N_("fourteen days ago")),
}
"""Days that are asked for every day, and what those mean that do not say it themselves."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to put in place of what stands in the line from `start` and is `length` long."""

    start: int
    length: int
    text: str
    meaning: str = ""

    @property
    def ends_with_name(self) -> bool:
        """Whether a value is still to follow."""
        return self.text.endswith(":")

    @property
    def shown(self) -> str:
        """The text without what is there for the language's sake alone."""
        return self.text.rstrip(":").strip('"')

    def into(self, line: str) -> tuple[str, int]:
        """The line with the suggestion taken, and the place of the cursor after it."""
        rest = line[self.start + self.length :]
        gap = "" if self.ends_with_name or rest.startswith((" ", ")", ",")) else " "
        text = line[: self.start] + self.text + gap + rest
        return text, self.start + len(self.text) + len(gap)


def suggestions(
    words: Words, text: str, position: int, *, table: str, today: dt.date
) -> tuple[Suggestion, ...]:
    """The ways to go on from a place in a line, at most a screenful of them."""
    known = {field.key: field for field in fields(table)}
    found = complete(text, position, table=table, language=words.language)
    offered = [_told(words, one, table, known) for one in found]
    offered += _days_and_weeks(words, text, position, table, today)
    # What stands there in full already is no news.
    return tuple(one for one in offered if text[one.start : position] != one.text)[:MOST]


def _told(words: Words, one: Completion, table: str, known: Mapping[str, FilterField]) -> Suggestion:
    named = one.text.endswith(":")
    meaning = finds_words(words, table, known[one.field]) if named else ""
    return Suggestion(one.start, one.length, one.text, meaning)


def _days_and_weeks(
    words: Words, text: str, position: int, table: str, today: dt.date
) -> Iterator[Suggestion]:
    """Days near today, after the name of a field that takes one; no list of the filter's own has them."""
    name, colon, begun = text[:position].rsplit(" ", 1)[-1].lstrip("(-–−").partition(":")
    field = next((one for one in fields(table) if name.casefold() in one.spellings), None) if colon else None
    if field is None or field.takes not in (Takes.DATE, Takes.WEEK):
        return
    begun = begun.rpartition(",")[2].rpartition("..")[2]
    for value, meaning in _near(words, field.takes, today):
        if value.startswith(begun.casefold()) and value != begun:
            yield Suggestion(position - len(begun), len(begun), value, meaning)


def _near(words: Words, takes: Takes, today: dt.date) -> Iterator[tuple[str, str]]:
    _ = words
    sign = "v" if words.language == "sv" else "w"
    if takes is Takes.WEEK:
        for weeks, meaning in ((0, _("this week")), (1, _("next week"))):
            year, week, _day = (today + dt.timedelta(weeks=weeks)).isocalendar()
            yield f"{year}-{sign}{week}", meaning
        return
    for shown, meaning in DAYS.values():
        yield (words(shown) if shown.isalpha() else shown), words(meaning)
    year, week, _day = today.isocalendar()
    yield f"{year}-{sign}{week}", _("this week")
    yield f"{today:%Y-%m}", _("this month")
    yield f"{today:%Y}", _("this year")
