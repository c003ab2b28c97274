"""Printing a plan's status report, as the command line does."""

from __future__ import annotations

from typing import BinaryIO

from sqlalchemy.orm import Session

from db.queries import only_agreement
from db.queries.status import status_report
from db.store import Store
from db.views.status import StatusReport
from desktop.reports.status import write_status
from desktop.words import HOME, Words
from tests.bench.invented_plan import TODAY


def print_status(store: Store, out: BinaryIO) -> int:
    """Print the status report of a plan's only agreement; give the number of its pages."""
    return write_status(store.read(_status), Words("sv"), out)


def _status(session: Session) -> StatusReport:
    agreement = only_agreement(session)
    assert agreement is not None, "an invented plan has one agreement"
    return status_report(session, agreement=agreement, meeting=None, today=TODAY, zone=HOME)
