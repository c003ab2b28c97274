"""Who is called to a meeting, and who else might be."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.queries.status.activities import who
from db.tables import Activity, Agreement, Attendance, Contact, Meeting, Organisation, Signatory
from db.views.meetings import Attendee


def attendees(
    session: Session, meeting: str, agreement: str | None
) -> tuple[tuple[Attendee, ...], tuple[Attendee, ...]]:
    """Those who are called to a meeting, and the contacts of its agreement's parties who are not."""
    asked = (
        select(*_PERSON, Attendance.id.label("attendance"), Attendance.present)
        .join(Contact, Contact.id == Attendance.contact)
        .outerjoin(Organisation, Organisation.id == Contact.organisation)
        .where(Attendance.alive, Attendance.meeting == meeting)
        .order_by(*_ORDER)
    )
    called = tuple(
        Attendee(key=row.attendance, contact=row.id, who=_who(row), present=bool(row.present))
        for row in session.execute(asked)
    )
    known = {attendee.contact for attendee in called}
    wanted = _contacts_of(session, agreement) - known if agreement is not None else set()
    rest = (
        select(*_PERSON)
        .outerjoin(Organisation, Organisation.id == Contact.organisation)
        .where(Contact.alive)
        .order_by(*_ORDER)
    )
    proposed = tuple(
        Attendee(key="", contact=row.id, who=_who(row)) for row in session.execute(rest) if row.id in wanted
    )
    return called, proposed


_PERSON = (
    Contact.id, Contact.function, Contact.name, Contact.alive, Organisation.short_name,
    Organisation.name.label("organisation"),
)  # fmt: skip
_ORDER = (func.coalesce(Organisation.name, ""), Contact.function, Contact.id)


def _who(row: Any) -> Any:
    return who(row.function, row.short_name, row.organisation, row.name, row.alive)


def _contacts_of(session: Session, agreement: str) -> set[str]:
    """The contacts that an agreement's parties have, who signed it, own its activities, or met about it."""
    parties = session.execute(
        select(Agreement.municipality, Agreement.police_area).where(Agreement.id == agreement)
    ).one_or_none()
    names = [name.casefold() for name in parties or () if name]
    signed = select(Signatory.contact).where(Signatory.alive, Signatory.agreement == agreement)
    own = select(Activity.owner).where(Activity.alive, Activity.agreement == agreement).distinct()
    met = (
        select(Attendance.contact)
        .join(Meeting, Meeting.id == Attendance.meeting)
        .where(Attendance.alive, Meeting.alive, Meeting.agreement == agreement)
        .distinct()
    )
    found = {key for asked in (signed, own, met) for key in session.scalars(asked) if key}
    bodies = select(Organisation.id, Organisation.name).where(Organisation.alive)
    # The agreement says "Säffle", the register "Säffle kommun".
    ours = {
        key for key, name in session.execute(bodies) if any(name.casefold().startswith(one) for one in names)
    }
    for key, body in session.execute(select(Contact.id, Contact.organisation).where(Contact.alive)):
        if body in ours:
            found.add(key)
    return found
