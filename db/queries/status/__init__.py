"""What the status report for a collaboration meeting shows, read from a plan."""

from __future__ import annotations

from db.queries.status.report import status_report

__all__ = ["status_report"]
