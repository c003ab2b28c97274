"""How a half-written filter may go on: what to offer under the line, and what each of it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from db.drafts import DRAFTS, fields_by_name
from db.drafts.marks import ANY_TABLE
from db.filter import Completion, FilterField, Takes, complete, fields, quoted
from db.views.things import ThingName
from desktop.words import N_, Words
from desktop.words.filter_fields import finds_words
from desktop.words.things import thing_words

MOST: Final = 12
"""Lines that are offered at once; whoever types one more letter sees fewer."""

OF_ACTIVITY: Final[Mapping[str, str]] = {
    "owner": "contact",
    "participant": "contact",
    "area": "area",
    "agreement": "agreement",
    "promise": "promise",
    "focus": "focus_area",
}
"""What of the plan the fields of activities name."""

BY_NUMBER: Final = frozenset({"promise", "focus_area", "activity"})
LONGEST: Final = 40

DAYS: Final = (("idag", "today"), ("imorgon", "tomorrow"), ("igår", "yesterday"))
"""Days that are asked for every day, in the filter's own Swedish and English words."""

AWAY: Final[Mapping[str, str]] = {
    "+14d": N_("in fourteen days"),
    "-14d": N_("fourteen days ago"),
}


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


@dataclass(frozen=True, slots=True)
class NameSought:
    """A half-written name of something in the plan: where it stands, and among which table's things it is."""

    start: int
    begun: str
    entity: str


def name_sought(text: str, position: int, *, table: str) -> NameSought | None:
    """What of the plan may be named at a place: after the name of a field that refers to something."""
    piece = text[:position].rsplit(" ", 1)[-1].lstrip("(-–−")
    name, colon, begun = piece.partition(":")
    field = next((one for one in fields(table) if name.casefold() in one.spellings), None) if colon else None
    entity = _referred(table, field.key) if field is not None else None
    if entity is None:
        return None
    begun = begun.rpartition(",")[2]
    return NameSought(position - len(begun), begun.strip('"'), entity)


def names_suggested(
    words: Words, text: str, position: int, sought: NameSought, names: Iterable[ThingName]
) -> Iterator[Suggestion]:
    """Names of things in the plan as the filter takes them; numbers where people go by numbers."""
    length = position - sought.start
    for name in names:
        known = next((str(part.value) for part in name.parts if part.named is None and part.value), "")
        said = name.number if name.entity in BY_NUMBER and name.number else " ".join(known.split())[:LONGEST]
        shown = said if said.replace("-", "").isalnum() else quoted(said)
        if said and shown != text[sought.start : position]:
            yield Suggestion(sought.start, length, shown, thing_words(words, name))


def _referred(table: str, key: str) -> str | None:
    """The table that a field of the filter refers to, if it does."""
    if table == "activity" and key in OF_ACTIVITY:
        return OF_ACTIVITY[key]
    field = fields_by_name(DRAFTS[table]).get(key)
    return field.refers_to if field is not None and field.refers_to != ANY_TABLE else None


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
    for swedish, english in DAYS:
        yield (swedish if words.language == "sv" else english), ""
    for shown, meaning in AWAY.items():
        yield shown, words(meaning)
    year, week, _day = today.isocalendar()
    yield f"{year}-{sign}{week}", _("this week")
    yield f"{today:%Y-%m}", _("this month")
    yield f"{today:%Y}", _("this year")
