"""Drafts of meetings and what they decide; of notes and attachments about anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from db.drafts.draft import Draft
from db.drafts.laws import Law, Ordered
from db.drafts.marks import (
    ANY_TABLE,
    Clock,
    Day,
    Line,
    Minutes,
    Number,
    Prose,
    Refers,
    Required,
    Sha256,
    Size,
)
from db.kinds import MeasureState, MeetingKind, MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft(Draft):
    """A collaboration meeting; what it knew of the plan is put in when its paper is made."""

    ENTITY: ClassVar[str] = "meeting"
    PROGRAM_SET: ClassVar[frozenset[str]] = frozenset({"known", "paper"})
    LAWS: ClassVar[tuple[Law, ...]] = (Ordered("starts_at", "ends_at"),)

    agreement: Annotated[str | None, Refers("agreement"), Required()] = None
    kind: MeetingKind = MeetingKind.WORKING_GROUP
    on: Annotated[Day, Required()] = None
    starts_at: Clock = None
    ends_at: Clock = None
    place: Line = ""
    registration_number: Line = ""
    state: MeetingState = MeetingState.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceDraft(Draft):
    """A contact who is called to a meeting."""

    ENTITY: ClassVar[str] = "attendance"

    meeting: Annotated[str | None, Refers("meeting"), Required()] = None
    contact: Annotated[str | None, Refers("contact"), Required()] = None
    present: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItemDraft(Draft):
    """An item on a meeting's agenda."""

    ENTITY: ClassVar[str] = "agenda_item"

    meeting: Annotated[str | None, Refers("meeting"), Required()] = None
    number: Number = None
    title: Annotated[Line, Required()] = ""
    text: Prose = ""
    minutes: Minutes = None
    registration_number: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft(Draft):
    """What a meeting decided."""

    ENTITY: ClassVar[str] = "decision"

    meeting: Annotated[str | None, Refers("meeting"), Required()] = None
    activity: Annotated[str | None, Refers("activity")] = None
    text: Annotated[Prose, Required()] = ""
    owner: Annotated[str | None, Refers("contact")] = None
    due_on: Day = None
    state: MeasureState = MeasureState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft(Draft):
    """Words about any row; which table the row is of, the operation finds out."""

    ENTITY: ClassVar[str] = "note"
    PROGRAM_SET: ClassVar[frozenset[str]] = frozenset({"entity"})

    about: Annotated[str | None, Refers(ANY_TABLE), Required()] = None
    text: Annotated[Prose, Required()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentDraft(Draft):
    """A file about any row, known by the sha256 of its content."""

    ENTITY: ClassVar[str] = "attachment"
    PROGRAM_SET: ClassVar[frozenset[str]] = frozenset({"entity"})

    about: Annotated[str | None, Refers(ANY_TABLE), Required()] = None
    sha256: Annotated[Sha256, Required()] = ""
    name: Annotated[Line, Required()] = ""
    media_type: Line = ""
    size: Size = None
