"""What a paper shows, together with what was known when it was read."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from db.filter import Filter, Language
from db.journal.vector import Vector, vector_here
from db.queries.status import status_report
from db.views.status import StatusReport


def status_paper(
    session: Session,
    *,
    agreement: str,
    meeting: str | None,
    today: dt.date,
    filter: Filter | None = None,
    final: bool = False,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
) -> tuple[StatusReport, Vector]:
    """A status report (see `status_report`), and the vector of all that it rests on.

    Both as of one moment, so that a meeting remembers no edit that its paper does not show.
    """
    report = status_report(
        session,
        agreement=agreement,
        meeting=meeting,
        today=today,
        filter=filter,
        final=final,
        zone=zone,
        language=language,
    )
    return report, vector_here(session)
