"""What stands in a calendar, in words: a day, what falls on it, a month and a week as headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from db.kinds import ActivityState, MeasureState, OccurrenceState
from db.views.calendar import CalendarDay, CalendarEntry, EntryKind, TimelineGroup, TimelineGrouping
from desktop.words.kinds import in_sentence, label
from desktop.words.speech import N_, Words

ENTRY_KINDS: Final[Mapping[EntryKind, str]] = {
    EntryKind.MEETING: N_("Meeting"),
    EntryKind.DUE: N_("Due date"),
    EntryKind.PERIOD_START: N_("The period begins"),
    EntryKind.PERIOD_END: N_("The period ends"),
    EntryKind.OCCURRENCE: N_("Takes place"),
    EntryKind.RECURRING: N_("Recurring date"),
    EntryKind.DECISION: N_("Decision due"),
}
"""What sort of thing falls on a day."""

MOST_TOLD: Final = 5
"""As many things of a day are read aloud with the day; the rest are counted, and met one by one."""


def entry_words(words: Words, entry: CalendarEntry, *, clock: bool = True) -> str:
    """What stands on a bar: when by the clock, which activity or meeting."""
    _ = words
    time = entry.starts_at.strftime("%H:%M") if clock and entry.starts_at else ""
    if entry.meeting is not None:
        text = label(words, entry.meeting)
    else:
        text = f"{entry.number} {entry.title}".strip()
        if entry.kind is EntryKind.DECISION:
            text = _("Decision: {text}").format(text=" ".join(text.split()))
    return f"{time} {text}".strip()


def entry_lines(words: Words, entry: CalendarEntry) -> list[str]:
    """All that is known of an entry, a line for each: what, why it stands there, state, when, where."""
    _ = words
    kind = words(ENTRY_KINDS[entry.kind])
    lines = [entry_words(words, entry, clock=False), f"{kind}: {_day(words, entry.on)}"]
    state = label(words, entry.state)
    lines.append(_("{state}, late").format(state=state) if entry.late else state)
    times = [time.strftime("%H:%M") for time in (entry.starts_at, entry.ends_at) if time is not None]
    where = ", ".join(part for part in ("–".join(times), entry.place) if part)
    if where:
        lines.append(where)
    if entry.moved_from is not None:
        lines.append(_("moved from {day}").format(day=_day(words, entry.moved_from)))
    return lines


def entry_spoken(words: Words, entry: CalendarEntry) -> str:
    """An entry as it is read aloud."""
    what, *rest = entry_lines(words, entry)
    return ", ".join([what, *(in_sentence(line) for line in rest)])


def day_words(words: Words, day: dt.date) -> str:
    """A day with its weekday, as a list is headed: torsdag 4 maj."""
    return f"{words.weekday(day)} {_day(words, day)}"


def day_spoken(words: Words, day: CalendarDay, today: dt.date, entries: tuple[CalendarEntry, ...]) -> str:
    """A day as it is read aloud: which, in which week, what it is called, and what falls on it."""
    _ = words
    parts = [day_words(words, day.on), words.week(day.on)]
    if day.on == today:
        parts.append(_("today"))
    if day.name:
        parts.append(day.name)
    if not entries:
        return ", ".join([*parts, _("nothing planned")])
    told = [entry_words(words, entry) for entry in entries[:MOST_TOLD]]
    if len(entries) > MOST_TOLD:
        told.append(more_words(words, len(entries) - MOST_TOLD))
    count = words.plural("{count} thing", "{count} things", len(entries))
    return f"{', '.join([*parts, count])}: {'; '.join(told)}"


def more_words(words: Words, count: int) -> str:
    """That there are more of them than there was room for."""
    return words.plural("+{count} more", "+{count} more", count)


def month_words(words: Words, day: dt.date) -> str:
    """A month as a heading: Maj 2017."""
    name = words.month(day.month)
    return f"{name[:1].upper()}{name[1:]} {day.year}"


def week_words(words: Words, monday: dt.date) -> str:
    """A week as a heading: Vecka 18, 1–7 maj 2017."""
    sunday = monday + dt.timedelta(days=6)
    week = words.week(monday)
    first = _day(words, monday) if monday.month != sunday.month else str(monday.day)
    if monday.year != sunday.year:
        first = words.long_date(monday)
    return f"{week[:1].upper()}{week[1:]}, {first}–{words.long_date(sunday)}"


def short_weekday(words: Words, day: dt.date) -> str:
    """A weekday over a narrow column: mån, tis."""
    return words.weekday(day)[:3]


def short_month(words: Words, number: int) -> str:
    """A month over a narrow column: jan, feb."""
    return words.month(number)[:3]


def _day(words: Words, day: dt.date) -> str:
    return f"{day.day} {words.month(day.month)}"


def group_words(words: Words, grouping: TimelineGrouping, group: TimelineGroup) -> str:
    """The heading over the rows of a timeline that belong together."""
    _ = words
    match grouping:
        case TimelineGrouping.PROMISE if group.number or group.text:
            return _("Promise {number}: {text}").format(
                number=group.number, text=" ".join(group.text.split())
            )
        case TimelineGrouping.PROMISE:
            return _("Keeps no promise")
        case TimelineGrouping.OWNER if group.owner is not None:
            owner = group.owner
            who = ", ".join(part for part in (owner.function or owner.name, owner.organisation) if part)
            return _("{who} (deleted)").format(who=who) if owner.deleted else who
        case TimelineGrouping.OWNER:
            return _("Without an owner")
    return ""


def entry_mark(entry: CalendarEntry) -> str:
    """The shape that stands for how an entry stands, by the names that states have."""
    if entry.late:
        return "late"
    match entry.state:
        case ActivityState():
            return entry.state.value
        case OccurrenceState.PLANNED:
            return ActivityState.PLANNED.value
        case OccurrenceState.DONE | MeasureState.DONE:
            return ActivityState.DONE.value
        case OccurrenceState.CANCELLED | MeasureState.CANCELLED:
            return ActivityState.CANCELLED.value
    return "decision" if entry.kind is EntryKind.DECISION else "meeting"
