"""How activities stand in time and what they have: late, due soon, in a week, untouched, with or without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from db.filter.asked import Asked, negate
from db.filter.dates import Week, read_week
from db.filter.folding import iso_week, month_day
from db.filter.links import (
    ACTIVITY,
    OCCURRENCE,
    about_cause,
    about_owner,
    about_participant,
    about_place,
    about_promise,
    apart,
)
from db.filter.matchers import Days, Moments, days_of
from db.filter.nodes import Comparison, FilterFault, Range, Value
from db.filter.since_meeting import untouched_since_meeting
from db.filter.words import Choice, find_choice
from db.kinds import ActivityState, OccurrenceState, ScheduleKind
from db.rules.lateness import SOON_DAYS
from db.tables import Attachment, DateException, Decision, FollowUp, Note, Occurrence

CLOSED_STATES: Final = (ActivityState.DONE.value, ActivityState.CANCELLED.value)
OPEN: Final[ColumnElement[bool]] = ACTIVITY.state.not_in(CLOSED_STATES)
MOVED: Final = DateException.__table__.c
CALLED_OFF: Final = Choice(ActivityState.CANCELLED.value, ("in",), ("off",))

RECKONED_WORDS: Final = (
    Choice("late", ("försenad", "försenat", "försenade", "sen", "sena"), ("late", "overdue", "delayed")),
    Choice("due_soon", ("snart", "förfaller snart", "på gång"), ("soon", "due soon")),
    Choice("open", ("öppen", "öppet", "öppna", "ej klar", "inte klar"), ("open",)),
    Choice("closed", ("avslutad", "avslutat", "avslutade", "stängd"), ("closed", "over")),
)


def _late(asked: Asked) -> ColumnElement[bool]:
    return and_(OPEN, ACTIVITY.next_due < asked.setting.today)


def _due_soon(asked: Asked) -> ColumnElement[bool]:
    today = asked.setting.today
    last = min(today, dt.date.max - dt.timedelta(days=SOON_DAYS)) + dt.timedelta(days=SOON_DAYS)
    return and_(OPEN, ACTIVITY.next_due.between(today, last))


RECKONED: Final[Mapping[str, Callable[[Asked], ColumnElement[bool]]]] = {
    "late": _late,
    "due_soon": _due_soon,
    "open": lambda _: OPEN,
    "closed": lambda _: ACTIVITY.state.in_(CLOSED_STATES),
}


def _taking_place(fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """Activities with an occurrence on such a day; `fits` is about the occurrence's date."""
    held = OCCURRENCE.alive & (OCCURRENCE.state != OccurrenceState.CANCELLED.value)
    return ACTIVITY.id.in_(apart(select(OCCURRENCE.activity).where(held, fits)))


@dataclass(frozen=True, slots=True)
class Lies:
    """Whether anything of an activity lies in a stretch of days."""

    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Activities that fall due, took place or go on in those days."""
        dates = (ACTIVITY.next_due, ACTIVITY.due_on)
        spans = ACTIVITY.schedule.not_in((ScheduleKind.ONCE.value, ScheduleKind.RELATIVE.value))
        return or_(
            *(Days(column).find(asked) for column in dates),
            _taking_place(Days(OCCURRENCE.on).find(asked)),
            and_(spans, self._overlaps(asked)),
        )

    def missing(self) -> ColumnElement[bool]:
        """Activities of which no date is known."""
        dates = (ACTIVITY.next_due, ACTIVITY.due_on, ACTIVITY.starts_on, ACTIVITY.ends_on)
        return and_(
            *(column.is_(None) for column in dates), negate(_taking_place(OCCURRENCE.on.is_not(None)))
        )

    def _overlaps(self, asked: Asked) -> ColumnElement[bool]:
        """A period that has both its days, held against what was asked for."""
        starts, ends = ACTIVITY.starts_on, ACTIVITY.ends_on
        piece = asked.piece
        if isinstance(piece, Range):
            first = days_of(asked, piece.low)[0] if piece.low else None
            last = days_of(asked, piece.high)[1] if piece.high else None
        else:
            first, last = days_of(asked, piece)
            match asked.term.comparison:
                case Comparison.LESS | Comparison.AT_MOST:
                    return Days(starts).find(asked)
                case Comparison.MORE | Comparison.AT_LEAST:
                    return Days(ends).find(asked)
        known = and_(starts.is_not(None), ends.is_not(None))
        after = [ends >= first] if first is not None else []
        before = [starts <= last] if last is not None else []
        return and_(known, *after, *before)


@dataclass(frozen=True, slots=True)
class InWeek:
    """Whether an activity falls due or took place in an ISO week, of one year or of any."""

    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Activities with a date in such weeks."""
        dates = (ACTIVITY.next_due, ACTIVITY.due_on)
        return or_(
            *(self._in_week(column, asked) for column in dates),
            _taking_place(self._in_week(OCCURRENCE.on, asked)),
            ACTIVITY.id.in_(
                apart(select(MOVED.activity).where(MOVED.alive, self._in_week(MOVED.moved_to, asked)))
            ),
        )

    def missing(self) -> ColumnElement[bool]:
        """Activities with no date at all."""
        return Lies().missing()

    def _in_week(self, day: ColumnElement[Any], asked: Asked) -> ColumnElement[bool]:
        piece = asked.piece
        ends = (piece.low, piece.high) if isinstance(piece, Range) else (piece,)
        weeks = [_week_of(asked, value) for value in ends if value is not None]
        if len({week.year is None for week in weeks}) > 1:
            raise asked.refuse(FilterFault.NOT_A_WEEK)
        if weeks[0].year is None:
            number = asked.compare(iso_week(day), lambda value: _number_of_week(asked, value))
            one = not isinstance(piece, Range) and asked.term.comparison is Comparison.IS
            return and_(_near(day, weeks[0].number), number) if one else number
        return asked.compare(day, lambda value: _days_of_week(asked, value))


def _near(day: ColumnElement[Any], week: int) -> ColumnElement[bool]:
    """Days that could lie in a week of some year, so that few weeks are reckoned for long plans.

    The Monday of week 1 lies between 29 December and 4 January, and later ones a day earlier in a leap
    year. Weeks at the turn of a year have no such stretch within one.
    """
    if not 2 <= week <= 51:
        return true()
    first = dt.date(2000, 12, 28) + dt.timedelta(weeks=week - 1)
    last = dt.date(2001, 1, 4) + dt.timedelta(weeks=week - 1, days=7)
    return month_day(day).between(first.strftime("%m-%d"), last.strftime("%m-%d"))


def _week_of(asked: Asked, value: Value) -> Week:
    week = read_week(value.text, today=asked.setting.today)
    if week is None:
        raise asked.refuse(FilterFault.NOT_A_WEEK)
    return week


def _number_of_week(asked: Asked, value: Value) -> tuple[float, float]:
    number = _week_of(asked, value).number
    return number, number


def _days_of_week(asked: Asked, value: Value) -> tuple[dt.date, dt.date]:
    stretch = _week_of(asked, value).stretch
    if stretch is None:
        raise asked.refuse(FilterFault.NOT_A_WEEK)
    return stretch.first, stretch.last


SINCE_MEETING: Final = Choice(
    "meeting", ("möte", "möten", "senaste mötet"), ("meeting", "meetings", "last meeting")
)


@dataclass(frozen=True, slots=True)
class Untouched:
    """Whether nobody has touched an activity since a day, or since the last meeting."""

    choices: tuple[Choice, ...] = (SINCE_MEETING,)

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Activities last changed before the day, or never."""
        if find_choice(asked.single().text, self.choices):
            return untouched_since_meeting(asked)
        return or_(ACTIVITY.touched_at.is_(None), Moments(ACTIVITY.touched_at, Comparison.LESS).find(asked))

    def missing(self) -> ColumnElement[bool]:
        """Activities that have never been touched."""
        return ACTIVITY.touched_at.is_(None)


HAS: Final = (
    Choice("note", ("anteckning", "anteckningar", "notering"), ("note", "notes")),
    Choice("attachment", ("bilaga", "bilagor"), ("attachment", "attachments")),
    Choice("occurrence", ("tillfälle", "tillfällen"), ("occurrence", "occurrences")),
    Choice("follow_up", ("uppföljning", "uppföljningar"), ("follow-up", "follow-ups")),
    Choice("decision", ("beslut",), ("decision", "decisions")),
    Choice("participant", ("medverkande", "deltagare"), ("participant", "participants")),
    Choice("promise", ("löfte", "löften", "medborgarlöfte"), ("promise", "promises")),
    Choice("cause", ("orsak", "orsaker"), ("cause", "causes")),
    Choice("owner", ("ansvarig",), ("owner",)),
    Choice("area", ("område", "plats"), ("area", "place")),
    Choice("date", ("datum", "tid"), ("date",)),
)


@dataclass(frozen=True, slots=True)
class Has:
    """Whether an activity has one of a sort of thing at all."""

    id: ColumnElement[Any]
    choices: tuple[Choice, ...]
    lacking: bool = False

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Activities with one, or without any."""
        lacking = self._lacks(asked.choice(self.choices).value)
        return lacking if self.lacking else negate(lacking)

    def missing(self) -> ColumnElement[bool]:
        """Activities that have none of it all, or that lack nothing."""
        lacks = (self._lacks(choice.value) for choice in self.choices)
        return and_(*(map(negate, lacks) if self.lacking else lacks))

    def _lacks(self, what: str) -> ColumnElement[bool]:
        match what:
            case "participant":
                return about_participant().missing()
            case "promise":
                return about_promise().missing()
            case "cause":
                return about_cause().missing()
            case "owner":
                return about_owner().missing()
            case "area":
                return about_place().missing()
            case "date":
                return Lies().missing()
            case _:
                return negate(self.id.in_(apart(_KEPT[what])))


def _kept(table: Any, key: str) -> Select[Any]:
    return select(table.__table__.c[key]).where(table.__table__.c.alive)


_KEPT: Final[Mapping[str, Select[Any]]] = {
    "note": _kept(Note, "about"),
    "attachment": _kept(Attachment, "about"),
    "occurrence": _kept(Occurrence, "activity"),
    "follow_up": _kept(FollowUp, "activity"),
    "decision": _kept(Decision, "activity"),
}
