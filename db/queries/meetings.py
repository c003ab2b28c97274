"""Meetings: the list of them, one with all that belongs to it, and what the next one would be like."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.drafts import MeetingDraft, fields_by_name
from db.errors import UnknownThing
from db.journal.vector import Vector, vector_here
from db.kinds import MeasureState, MeetingKind, MeetingState
from db.queries.attendance import attendees
from db.queries.naming import name_things
from db.queries.status.activities import who
from db.queries.status.meetings import meeting_head
from db.rules.meeting_dates import next_usual_date
from db.tables import (
    Activity,
    AgendaItem,
    Agreement,
    Attendance,
    Contact,
    Decision,
    Meeting,
    Note,
    OpRow,
    Organisation,
    table_of,
)
from db.views.meetings import AgendaLine, MeetingDecision, MeetingLine, MeetingProposal, MeetingView
from db.views.papers import PrintedPaper
from db.views.status import Named, NoteLine
from db.views.things import ThingName


def meetings(session: Session, *, today: dt.date, agreement: str | None = None) -> tuple[MeetingLine, ...]:
    """All meetings of an agreement or of all: those to come with the nearest first, then the past ones."""
    asked = _meetings()
    if agreement is not None:
        asked = asked.where(Meeting.agreement == agreement)
    late, left = _open_decisions(session, today)
    lines = [_line(row, late, left, today) for row in session.execute(asked)]
    coming = [line for line in lines if line.is_coming]
    past = [line for line in lines if not line.is_coming]
    return (*coming, *reversed(past))


def meeting_view(session: Session, key: str, *, today: dt.date) -> tuple[MeetingView, Vector]:
    """One meeting, and what of the plan was known when it was read. Raises UnknownThing."""
    row = session.execute(_meetings().where(Meeting.id == key)).one_or_none()
    if row is None:
        raise UnknownThing(key)
    columns = table_of(Meeting).c
    fields = session.execute(select(*(columns[name] for name in fields_by_name(MeetingDraft))).where(
        Meeting.id == key
    )).one()  # fmt: skip
    late, left = _open_decisions(session, today)
    called, proposed = attendees(session, key, row.agreement)
    view = MeetingView(
        line=_line(row, late, left, today),
        draft=MeetingDraft(
            **fields._asdict() | {"kind": MeetingKind(fields.kind), "state": MeetingState(fields.state)}
        ),
        agenda=agenda_of(session, key),
        called=called,
        proposed=proposed,
        decisions=decisions(session, Decision.meeting == key, today=today),
        notes=notes_about(session, key),
        printed=PrintedPaper.parse(row.paper),
    )
    return view, vector_here(session)


def propose_meeting(session: Session, agreement: str, *, today: dt.date) -> MeetingProposal:
    """A new meeting of an agreement, like its last one: kind, place, times, who is called, the headings."""
    asked = (
        select(Meeting.id, Meeting.kind, Meeting.on, Meeting.starts_at, Meeting.ends_at, Meeting.place)
        .where(Meeting.alive, Meeting.agreement == agreement, Meeting.on.is_not(None))
        .order_by(Meeting.on, Meeting.starts_at, Meeting.id)
    )
    rows = session.execute(asked).all()
    last = rows[-1] if rows else None
    if last is None:
        return MeetingProposal(draft=MeetingDraft(agreement=agreement, on=next_usual_date((), today=today)))
    met = [row.on for row in rows if row.kind == last.kind]
    draft = MeetingDraft(
        agreement=agreement,
        kind=MeetingKind(last.kind),
        on=next_usual_date(met, today=today),
        starts_at=last.starts_at,
        ends_at=last.ends_at,
        place=last.place,
    )
    contacts = (
        select(Attendance.contact)
        .join(Contact, Contact.id == Attendance.contact)
        .where(Attendance.alive, Contact.alive, Attendance.meeting == last.id)
        .order_by(Attendance.contact)
    )
    people = tuple(contact for contact in session.scalars(contacts) if contact)
    return MeetingProposal(draft=draft, contacts=people, agenda=agenda_of(session, last.id))


def agenda_of(session: Session, meeting: str) -> tuple[AgendaLine, ...]:
    """A meeting's agenda in its order."""
    asked = (
        select(AgendaItem.id, AgendaItem.number, AgendaItem.title, AgendaItem.text, AgendaItem.minutes)
        .where(AgendaItem.alive, AgendaItem.meeting == meeting)
        .order_by(AgendaItem.number.is_(None), AgendaItem.number, AgendaItem.id)
    )
    return tuple(
        AgendaLine(key=row.id, number=row.number, title=row.title, text=row.text, minutes=row.minutes)
        for row in session.execute(asked)
    )


def decisions(session: Session, *where: Any, today: dt.date) -> tuple[MeetingDecision, ...]:
    """Decisions that conditions hold for, in the order in which they are due."""
    asked = (
        select(
            Decision.id, Decision.text, Decision.owner, Decision.due_on, Decision.state, Decision.activity,
            Contact.function, Contact.name, Contact.alive, Organisation.short_name,
            Organisation.name.label("organisation"), Activity.number, Activity.title,
            Activity.alive.label("activity_alive"),
        )
        .outerjoin(Contact, Contact.id == Decision.owner)
        .outerjoin(Organisation, Organisation.id == Contact.organisation)
        .outerjoin(Activity, Activity.id == Decision.activity)
        .where(Decision.alive, *where)
        .order_by(Decision.due_on.is_(None), Decision.due_on, Decision.text, Decision.id)
    )  # fmt: skip
    rows = session.execute(asked).all()
    names = name_things(session, [("contact", row.owner) for row in rows if row.owner])
    return tuple(_decision(row, names, today) for row in rows)


def notes_about(session: Session, key: str) -> tuple[NoteLine, ...]:
    """Everything that has been noted about a row, the latest first."""
    asked = (
        select(Note.text, OpRow.wall, OpRow.actor)
        .join(OpRow, (OpRow.row == Note.id) & (OpRow.field == "text"))
        .where(Note.alive, Note.about == key, Note.text != "")
        .order_by(OpRow.lamport.desc(), OpRow.site.desc(), OpRow.seq.desc())
    )
    return tuple(NoteLine(text=text, by=actor, at=wall) for text, wall, actor in session.execute(asked))


def _meetings() -> Select[Any]:
    columns: tuple[Any, ...] = (
        Meeting.id, Meeting.agreement, Meeting.kind, Meeting.state, Meeting.on, Meeting.starts_at,
        Meeting.ends_at, Meeting.place, Meeting.registration_number, Meeting.known, Meeting.paper,
        Agreement.municipality,
    )  # fmt: skip
    return (
        select(*columns)
        .outerjoin(Agreement, Agreement.id == Meeting.agreement)
        .where(Meeting.alive)
        .order_by(
            Meeting.on.is_(None), Meeting.on, Meeting.starts_at.is_(None), Meeting.starts_at, Meeting.id
        )
    )


def _line(row: Any, late: Mapping[str, int], left: Mapping[str, int], today: dt.date) -> MeetingLine:
    head = meeting_head(row)
    is_over = head.state in (MeetingState.HELD, MeetingState.APPROVED)
    return MeetingLine(
        head=head,
        agreement=row.agreement,
        municipality=row.municipality or "",
        is_coming=head.on is None or head.on > today or (head.on == today and not is_over),
        open_decisions=left.get(row.id, 0),
        late_decisions=late.get(row.id, 0),
        has_paper=row.known is not None,
    )


def _open_decisions(session: Session, today: dt.date) -> tuple[Mapping[str, int], Mapping[str, int]]:
    asked = select(Decision.meeting, Decision.due_on).where(
        Decision.alive, Decision.state == MeasureState.OPEN.value
    )
    late, left = Counter[str](), Counter[str]()
    for meeting, due_on in session.execute(asked):
        if meeting:
            left[meeting] += 1
            late[meeting] += due_on is not None and due_on < today
    return late, left


def _decision(row: Any, names: Mapping[str, ThingName], today: dt.date) -> MeetingDecision:
    state = MeasureState(row.state)
    owner = who(row.function, row.short_name, row.organisation, row.name, row.alive) if row.owner else None
    about = None
    if row.activity:
        gone = row.activity_alive is False
        about = Named(entity="activity", number=row.number or "", text=row.title or "", deleted=gone)
    return MeetingDecision(
        key=row.id,
        text=row.text,
        owner=row.owner,
        owner_who=owner,
        due_on=row.due_on,
        state=state,
        is_late=state is MeasureState.OPEN and row.due_on is not None and row.due_on < today,
        activity=row.activity,
        about=about,
        owner_name=names.get(row.owner),
    )
