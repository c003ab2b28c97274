"""The minutes of a collaboration meeting, as a paper to be signed."""

from __future__ import annotations

from desktop.reports.minutes.report import write_minutes

__all__ = ["write_minutes"]
