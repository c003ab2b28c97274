"""How the history says days, times, people and changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from db.views.account import Account
from db.views.history import Fate, StepLine, StepView
from db.views.things import Place
from desktop.words import HOME, Words
from desktop.words.changes import FieldTold, ThingTold, things_told
from desktop.words.gestures import TIES

MOST_LINES: Final = 80
"""Lines under one step; a plan that was read in has tens of thousands."""

MOST_CHANGES: Final = 300
"""Changes of one step that are read to be told; to read all of a great one would take a second."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line under a step: a thing's name, or a field of it with what it said before and says now."""

    text: str
    place: Place | None = None
    heading: bool = False
    field: FieldTold | None = None


def day_heading(words: Words, day: dt.date) -> str:
    """A day over its steps: Torsdag 22 november 2026, vecka 47."""
    weekday = words.weekday(day)
    weekday = weekday[:1].upper() + weekday[1:]
    return f"{weekday} {words.long_date(day)}, {words.week(day)}"


def time_words(moment: dt.datetime) -> str:
    """The time of day by the Swedish clock."""
    return moment.astimezone(HOME).strftime("%H:%M")


def when_words(words: Words, moment: dt.datetime) -> str:
    """When a step was made, in few letters: 22 november 2026 14:32."""
    return f"{words.long_date(words.day_of(moment))} {time_words(moment)}"


def who_words(step: StepLine) -> str:
    """Who made a step, and on which copy: Anna (K)."""
    if step.actor and step.letter:
        return f"{step.actor} ({step.letter})"
    return step.actor or step.letter


def standing_words(words: Words, step: StepLine) -> str:
    """Whether a step still stands; nothing where it does, which is the rule."""
    return "" if step.stands else words("Undone")


def field_words(told: FieldTold) -> str:
    """A field in one line: Läge: Ej påbörjad → Pågår."""
    if told.before is None:
        return f"{told.label}: {told.after}"
    return f"{told.label}: {told.before} → {told.after}"


def lines_told(words: Words, account: Account, step: StepView) -> list[Told]:
    """The lines under a step; a great step is told in part."""
    things = things_told(words, account, step)
    lines: list[Told] = []
    if len(things) == 1 and things[0].fate is not Fate.GONE:
        # The step itself has said which thing it is.
        return list(_fields_of(things[0]))
    told = 0
    for thing in things:
        if len(lines) >= MOST_LINES:
            break
        lines += _of_thing(thing)
        told += 1
    if len(step.changes) >= MOST_CHANGES - 2:
        lines.append(Told(words("… and many things more")))
    elif told < len(things):
        rest = len(things) - told
        lines.append(Told(words.plural("… and {count} thing more", "… and {count} things more", rest)))
    return lines


def _of_thing(thing: ThingTold) -> Iterator[Told]:
    heading = thing.called if thing.fate is Fate.CHANGED else f"{thing.fate_word}: {thing.called}"
    yield Told(heading, thing.place, heading=True)
    if thing.fate is not Fate.GONE:
        yield from _fields_of(thing)


def _fields_of(thing: ThingTold) -> Iterator[Told]:
    for field in thing.fields if thing.place.entity not in TIES else ():
        yield Told(field_words(field), thing.place, field=field)
