"""What a printed calendar shows beside its days: whose it is, and from which state of the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.views.calendar import CalendarView, TimelineView
from db.views.status import AgreementHead


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPaper:
    """The whole weeks round a month; `agreement` is None for all of them, `state` the plan's hash."""

    agreement: AgreementHead | None
    month: dt.date
    days: CalendarView
    filter_text: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePaper:
    """A year's activities; `agreement` is None for all of them, `state` the plan's hash."""

    agreement: AgreementHead | None
    year: TimelineView
    filter_text: str
    state: str
