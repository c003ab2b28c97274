"""The status report that two coordinators carry into a collaboration meeting."""

from __future__ import annotations

from desktop.reports.status.report import write_status

__all__ = ["write_status"]
