"""Meetings, their agenda, attendance and decisions; notes and attachments about anything."""

import datetime as dt

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.kinds import MeasureState, MeetingKind, MeetingState
from db.tables.columns import Line, Prose, Thing, Word, reference


class Meeting(Thing, kw_only=True):
    """A collaboration meeting.

    `known` is the version vector (canonical JSON) of what the plan held when the meeting's paper was
    made: "since the last meeting" means what that vector does not cover.
    `paper` is how that paper was printed (canonical JSON, see db.views.papers), so that together they
    give it again as it was.
    """

    __tablename__ = "meeting"

    agreement: Mapped[str | None] = reference("agreement")
    kind: Mapped[Word] = mapped_column(default=MeetingKind.WORKING_GROUP.value)
    on: Mapped[dt.date | None] = mapped_column(default=None)
    starts_at: Mapped[dt.time | None] = mapped_column(default=None)
    ends_at: Mapped[dt.time | None] = mapped_column(default=None)
    place: Mapped[Line] = mapped_column(default="")
    registration_number: Mapped[Line] = mapped_column(default="")
    state: Mapped[Word] = mapped_column(default=MeetingState.DRAFT.value)
    known: Mapped[str | None] = mapped_column(Text, default=None)
    paper: Mapped[str | None] = mapped_column(Text, default=None)


class Attendance(Thing, kw_only=True):
    """A contact who is called to a meeting, and whether they came."""

    __tablename__ = "attendance"

    meeting: Mapped[str | None] = reference("meeting")
    contact: Mapped[str | None] = reference("contact")
    present: Mapped[bool] = mapped_column(default=False)


class AgendaItem(Thing, kw_only=True):
    """A numbered item on a meeting's agenda; `minutes` is how long it may take."""

    __tablename__ = "agenda_item"

    meeting: Mapped[str | None] = reference("meeting")
    number: Mapped[int | None] = mapped_column(default=None)
    title: Mapped[Line] = mapped_column(default="")
    text: Mapped[Prose] = mapped_column(default="")
    minutes: Mapped[int | None] = mapped_column(default=None)
    registration_number: Mapped[Line] = mapped_column(default="")


class Decision(Thing, kw_only=True):
    """What a meeting decided, who answers for it and by when."""

    __tablename__ = "decision"

    meeting: Mapped[str | None] = reference("meeting")
    activity: Mapped[str | None] = reference("activity")
    text: Mapped[Prose] = mapped_column(default="")
    owner: Mapped[str | None] = reference("contact")
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    state: Mapped[Word] = mapped_column(default=MeasureState.OPEN.value)


class Note(Thing, kw_only=True):
    """Words about any row, written once; who and when stand in the log."""

    __tablename__ = "note"

    entity: Mapped[Word] = mapped_column(default="")
    about: Mapped[str | None] = mapped_column(String(36), default=None, index=True)
    text: Mapped[Prose] = mapped_column(default="")


class Attachment(Thing, kw_only=True):
    """A file about any row, known by the sha256 of its content, which is kept beside the plan."""

    __tablename__ = "attachment"

    entity: Mapped[Word] = mapped_column(default="")
    about: Mapped[str | None] = mapped_column(String(36), default=None, index=True)
    sha256: Mapped[Line] = mapped_column(default="")
    name: Mapped[Line] = mapped_column(default="")
    media_type: Mapped[Line] = mapped_column(default="")
    size: Mapped[int | None] = mapped_column(default=None)
