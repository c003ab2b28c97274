"""The calendar on paper: a month on a page, and the year as a timeline."""

from __future__ import annotations

from desktop.reports.calendar.month import write_month
from desktop.reports.calendar.timeline import write_timeline

__all__ = ["write_month", "write_timeline"]
