"""Reading all that a printed month, or a printed year, shows."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from sqlalchemy.orm import Session

from db.filter import Filter, Language
from db.journal.state import state_hash
from db.queries.calendar import calendar
from db.queries.status.report import agreement_head
from db.queries.timeline import timeline
from db.views.calendar import TimelineGrouping
from db.views.calendar_paper import MonthPaper, TimelinePaper


def month_paper(
    session: Session,
    *,
    agreement: str | None,
    month: dt.date,
    today: dt.date,
    filter: Filter | None = None,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
) -> MonthPaper:
    """The whole weeks round a day's month. Raises UnknownThing for an unknown agreement, and BadFilter."""
    first = month.replace(day=1)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    text = "" if filter is None else filter.text
    return MonthPaper(
        agreement=None if agreement is None else agreement_head(session, agreement),
        month=first,
        days=calendar(
            session,
            _within(text, agreement),
            first=first - dt.timedelta(days=first.weekday()),
            last=last + dt.timedelta(days=6 - last.weekday()),
            today=today,
            zone=zone,
            language=language,
            agreement=agreement,
        ),
        filter_text=text.strip(),
        state=state_hash(session),
    )


def timeline_paper(
    session: Session,
    *,
    agreement: str | None,
    year: int,
    today: dt.date,
    filter: Filter | None = None,
    grouping: TimelineGrouping = TimelineGrouping.PROMISE,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
) -> TimelinePaper:
    """A year's activities. Raises UnknownThing for an unknown agreement, and BadFilter."""
    text = "" if filter is None else filter.text
    return TimelinePaper(
        agreement=None if agreement is None else agreement_head(session, agreement),
        year=timeline(
            session,
            _within(text, agreement),
            first=dt.date(year, 1, 1),
            last=dt.date(year, 12, 31),
            today=today,
            zone=zone,
            language=language,
            agreement=agreement,
            grouping=grouping,
        ),
        filter_text=text.strip(),
        state=state_hash(session),
    )


def _within(text: str, agreement: str | None) -> str:
    """A filter narrowed to an agreement."""
    if agreement is None:
        return text
    mine = f"agreement:{agreement}"
    return f"({text}) {mine}" if text.strip() else mine
