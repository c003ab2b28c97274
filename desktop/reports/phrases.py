"""Phrases that several parts of a report say alike: who, which meeting, which value, what target."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from db.kinds import ScheduleKind, TargetKind
from desktop.words import Words
from desktop.words.fields import entity_label
from desktop.words.kinds import FIELD_KINDS, in_sentence, label, value_label
from desktop.words.schedules import rule_words, schedule_lines

if TYPE_CHECKING:
    # The window says these phrases from its start, long before anybody prints a paper.
    from db.rules.progress import Progress, Target
    from db.views.status import MeetingHead, Named, StatusActivity, Value, Who

LONGEST_VALUE = 220
"""Of a longer text that has changed, only the stretch that differs is shown, with some words around it."""
AROUND = 40
LONGEST_NAME = 160


def who_words(words: Words, who: Who | None, nobody: str = "") -> str:
    """A function and its organisation, as the paper names people: not by their names, if it can."""
    _ = words
    if who is None:
        return nobody
    called = who.function or who.name
    text = ", ".join(part for part in (called, who.organisation) if part) or _("unnamed")
    return _("{who} (deleted)").format(who=text) if who.deleted else text


def meeting_words(words: Words, meeting: MeetingHead, *, long: bool = False) -> str:
    """A meeting by its kind and day."""
    kind = label(words, meeting.kind)
    if meeting.on is None:
        return kind
    day = f"{words.weekday(meeting.on)} {words.long_date(meeting.on)}" if long else words.date(meeting.on)
    return f"{kind} {day}"


def clock_words(starts_at: dt.time | None, ends_at: dt.time | None) -> str:
    """From when to when, by the clock."""
    times = [time.strftime("%H:%M") for time in (starts_at, ends_at) if time is not None]
    return "–".join(times)


def named_words(words: Words, named: Named) -> str:
    """A thing that is referred to, so that a person finds it."""
    _ = words
    if named.entity == "activity":
        text = " ".join(part for part in (named.number, named.text) if part)
    elif named.number:
        text = f"{entity_label(words, named.entity)} {named.number}"
        text += f": {named.text}" if named.text else ""
    else:
        text = named.text or entity_label(words, named.entity)
    return _("{thing} (deleted)").format(thing=text) if named.deleted else text


def value_words(words: Words, entity: str, field: str, value: Value) -> str:
    """A field's value as a person reads it."""
    from db.views.status import Named

    _ = words
    if isinstance(value, Named):
        return named_words(words, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return "–"
    if isinstance(value, int | float):
        return str(value) if field == "year" else words.number(value)
    kinds = FIELD_KINDS.get((entity, field))
    if kinds is not None:
        return value_label(words, kinds, value)
    if (entity, field) == ("activity", "rule"):
        return rule_words(words, value)
    return value


def shortened(name: str) -> str:
    """A name for a heading that comes again on each page; whoever uses it has the whole name beside it."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def changed_stretches(old: str, new: str) -> tuple[str, str]:
    """Of two long texts, the stretches that differ and a few words around; short ones stay as they are."""
    if max(len(old), len(new)) <= LONGEST_VALUE:
        return old, new
    alike = 0
    while alike < min(len(old), len(new)) and old[alike] == new[alike]:
        alike += 1
    left = min(len(old), len(new)) - alike
    ends = 0
    while ends < left and old[-1 - ends] == new[-1 - ends]:
        ends += 1
    return _stretch(old, alike, ends), _stretch(new, alike, ends)


def _stretch(text: str, alike: int, ends: int) -> str:
    first, last = max(0, alike - AROUND), min(len(text), len(text) - ends + AROUND)
    return ("[…] " if first else "") + text[first:last] + (" […]" if last < len(text) else "")


def target_words(words: Words, target: Target) -> str:
    """What an activity is to reach."""
    _ = words
    if target.kind is TargetKind.NONE or target.count is None:
        return _("no number")
    phrase = {
        TargetKind.AT_LEAST: _("at least {number}"),
        TargetKind.PER_WEEK: _("{number} per week"),
        TargetKind.PER_MONTH: _("{number} per month"),
        TargetKind.PER_YEAR: _("{number} per year"),
        TargetKind.AVERAGE_PER_WEEK: _("{number} per week on average"),
    }[target.kind].format(number=words.number(target.count))
    return f"{phrase}, {target.counter}" if target.counter else phrase


def outcome_words(words: Words, target: Target, progress: Progress) -> str:
    """What has been reached of it."""
    _ = words
    if target.kind is TargetKind.NONE or target.count is None:
        if not progress.times:
            return _("nothing logged yet")
        return words.plural("{count} time", "{count} times", progress.times)
    outcome = words.number(progress.outcome)
    if progress.average is not None:
        average = words.number(progress.average)
        return _("{number}, {average} per week").format(number=outcome, average=average)
    return outcome


def periods_words(words: Words, target: Target, progress: Progress) -> str:
    """In how many of its weeks, months or years the number was reached."""
    _ = words
    phrase = {
        TargetKind.PER_WEEK: _("reached in {met} of {over} weeks so far"),
        TargetKind.PER_MONTH: _("reached in {met} of {over} months so far"),
        TargetKind.PER_YEAR: _("reached in {met} of {over} years so far"),
    }.get(target.kind)
    if phrase is None or not progress.periods:
        return ""
    return phrase.format(met=progress.periods_met, over=max(progress.periods_over, progress.periods_met))


def totals_words(words: Words, progress: Progress) -> str:
    """Everything that was counted, by-products too."""
    return ", ".join(f"{words.number(total.number)} {in_sentence(total.label)}" for total in progress.totals)


def when_lines(words: Words, activity: StatusActivity, today: dt.date) -> list[str]:
    """When an activity is to be done."""
    upcoming = activity.next_due if activity.schedule.kind is ScheduleKind.RECURRING else None
    return schedule_lines(words, activity.schedule, activity.when_words, upcoming, today=today)
