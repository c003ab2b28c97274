"""Every table of a plan, by the name that the log and the command line call it."""

from __future__ import annotations

from db.tables.activity import (
    Activity,
    ActivityCause,
    ActivityPromise,
    Counter,
    DateException,
    FollowUp,
    Occurrence,
    Participant,
    WalkFinding,
)
from db.tables.agreement import (
    Agreement,
    Cause,
    FocusArea,
    Indicator,
    Measurement,
    Promise,
    Publication,
    Signatory,
)
from db.tables.columns import Base, Logged, Thing, table_of
from db.tables.log import CardRow, HeadRow, HeldRow, HereRow, OpRow, Redaction, Site, Step
from db.tables.meeting import AgendaItem, Attachment, Attendance, Decision, Meeting, Note
from db.tables.people import Area, Contact, Organisation
from db.tables.situation import AreaRating, Finding, Source, Statistic

THINGS: dict[str, type[Thing]] = {
    table.__tablename__: table
    for table in (
        Organisation, Contact, Area, Agreement, Signatory, Source, FocusArea, Finding, AreaRating, Statistic,
        Cause, Promise, Activity, ActivityPromise, ActivityCause, Participant, DateException, Occurrence,
        Counter, FollowUp, Attachment, WalkFinding, Indicator, Measurement, Publication, Meeting, Attendance,
        AgendaItem, Decision, Note,
    )
}  # fmt: skip
"""What people make and change, parents before children."""

LOGGED: dict[str, type[Logged]] = {
    **THINGS,
    **{table.__tablename__: table for table in (Site, Step, Redaction)},
}
"""Every table whose fields stand in the log."""

__all__ = [
    "LOGGED",
    "THINGS",
    "Activity",
    "ActivityCause",
    "ActivityPromise",
    "AgendaItem",
    "Agreement",
    "Area",
    "AreaRating",
    "Attachment",
    "Attendance",
    "Base",
    "CardRow",
    "Cause",
    "Contact",
    "Counter",
    "DateException",
    "Decision",
    "Finding",
    "FocusArea",
    "FollowUp",
    "HeadRow",
    "HeldRow",
    "HereRow",
    "Indicator",
    "Logged",
    "Measurement",
    "Meeting",
    "Note",
    "Occurrence",
    "OpRow",
    "Organisation",
    "Participant",
    "Promise",
    "Publication",
    "Redaction",
    "Signatory",
    "Site",
    "Source",
    "Statistic",
    "Step",
    "Thing",
    "WalkFinding",
    "table_of",
]
