"""What the overview says of activities, meetings and agreements."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.views.activity import ActivityLine
from db.views.overview import Ending, UntouchedView
from db.views.status import MeetingHead
from desktop.words import N_, Words
from desktop.words.kinds import label


@dataclass(frozen=True, slots=True)
class Question:
    """One of the overview's numbers in words: its heading, its icon and ink, what its nought says."""

    name: str
    title: str
    icon: str
    ink: str
    empty: str


QUESTIONS = (
    Question("late", N_("Late activities"), "late", "late", N_("Nothing is late.")),
    Question(
        "due_soon",
        N_("Due within fourteen days"),
        "soon",
        "soon",
        N_("Nothing falls due within fourteen days."),
    ),
    Question(
        "untouched",
        N_("Untouched since the last meeting"),
        "clock",
        "muted",
        N_("Something has been done about every open activity."),
    ),
    Question(
        "without_promise",
        N_("Tied to no promise"),
        "promise",
        "muted",
        N_("Every activity helps to keep a promise."),
    ),
    Question(
        "without_cause",
        N_("Acting on no cause"),
        "cause",
        "muted",
        N_("Every activity acts on a cause."),
    ),
)


def title_of(activity: ActivityLine) -> str:
    """An activity by its number and title."""
    return f"{activity.number} {activity.title}".strip()


def owner_of(activity: ActivityLine) -> str:
    """Who answers for an activity."""
    return ", ".join(part for part in (activity.owner, activity.owner_organisation) if part)


def more_of(words: Words, question: str, activity: ActivityLine, today: dt.date) -> str:
    """What a card says under an activity's title: when, in the way that the card is about, and who."""
    _ = words
    parts: list[str] = []
    due = activity.due
    if question == "untouched":
        touched = activity.touched_at
        parts.append(_("never touched") if touched is None else _touched(words, touched))
    elif due is not None and activity.late:
        parts.append(words.plural("{count} day late", "{count} days late", (today - due).days))
    elif due is not None:
        parts.append(f"{words.weekday(due)} {words.date(due)}")
    # What the card is about comes first: the end of a long line is cut off.
    return " · ".join([*parts, owner_of(activity) or _("nobody answers for it")])


def _touched(words: Words, moment: dt.datetime) -> str:
    return words("last touched {date}").format(date=words.date(words.day_of(moment)))


def untouched_heading(words: Words, view: UntouchedView) -> str:
    """The heading of what is untouched: since when."""
    _ = words
    if view.since_month:
        return _("Untouched for a month")
    if view.since is not None and view.since.on is not None:
        return _("Untouched since the meeting {date}").format(date=words.date(view.since.on))
    return _("Untouched since the last meeting")


def meeting_lines(words: Words, meeting: MeetingHead, today: dt.date) -> list[str]:
    """When and where a meeting is: the day and how far off it is, its week and clock, its place."""
    lines: list[str] = []
    away: list[str] = []
    if meeting.on is not None:
        lines.append(f"{words.weekday(meeting.on)} {words.long_date(meeting.on)}, {words.week(meeting.on)}")
        away.append(_away(words, (meeting.on - today).days))
    clock = "–".join(time.strftime("%H:%M") for time in (meeting.starts_at, meeting.ends_at) if time)
    lines.append(", ".join(part for part in (*away, clock, meeting.place) if part))
    return [line for line in lines if line]


def meeting_title(words: Words, meeting: MeetingHead) -> str:
    """What sort of meeting it is, and how far its preparation has come."""
    return f"{label(words, meeting.kind)} · {label(words, meeting.state)}"


def _away(words: Words, days: int) -> str:
    _ = words
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return words.plural("in {count} day", "in {count} days", days)


def ending_words(words: Words, ending: Ending) -> tuple[str, str]:
    """An agreement's name, and when it runs out."""
    _ = words
    name = " · ".join(part for part in (ending.municipality, ending.title) if part)
    last = f"{words.date(ending.ends_on)}, {_away(words, ending.days_left)}"
    return name or _("An agreement without a name"), last
