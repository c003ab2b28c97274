"""Which agreement is meant where nobody says: the only one, or the one that is in force."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.queries.ordering import list_order
from db.tables import Agreement, HereRow, Meeting, Site
from db.views.here import AgreementLine, CopyHere


def agreements(session: Session) -> tuple[AgreementLine, ...]:
    """The agreements of a plan, by municipality and time."""
    columns = (
        Agreement.id, Agreement.municipality, Agreement.title, Agreement.starts_on, Agreement.ends_on,
    )  # fmt: skip
    found = select(*columns).where(Agreement.alive).order_by(*list_order("agreement", ()))
    return tuple(AgreementLine(*row) for row in session.execute(found))


def only_agreement(session: Session) -> str | None:
    """The plan's agreement, if it holds a single one."""
    found = session.scalars(select(Agreement.id).where(Agreement.alive).limit(2)).all()
    return found[0] if len(found) == 1 else None


def first_day(session: Session, agreement: str) -> dt.date | None:
    """The day that an agreement starts on, where one has been set."""
    return session.scalar(select(Agreement.starts_on).where(Agreement.id == agreement))


def agreements_meant(
    session: Session, *, today: dt.date, meeting: str | None = None
) -> tuple[AgreementLine, ...]:
    """The agreement that a paper is about where none is named; several where it cannot be told.

    A meeting's own; else the only one there is; else those that are in force on the day.
    """
    known = agreements(session)
    if meeting is not None:
        of = session.scalar(select(Meeting.agreement).where(Meeting.id == meeting))
        return tuple(one for one in known if one.id == of)
    current = tuple(one for one in known if one.is_current(today))
    return known if len(known) == 1 or not current else current


def copy_here(session: Session, machine: str = "", place: str = "") -> CopyHere:
    """Which plan a file holds, and which copy of it this is on a computer, at a place on its disk.

    Where that copy has not written yet, it is the one that the file came from.
    """
    mine = (HereRow.machine == machine) & (HereRow.place == place)
    row = session.execute(
        select(HereRow.plan, HereRow.site, HereRow.letter, Site.name)
        .outerjoin(Site, Site.id == HereRow.site)
        .order_by(mine.desc(), HereRow.numbered.desc(), HereRow.site)
        .limit(1)
    ).one()
    return CopyHere(row.plan, row.site, row.letter, row.name or "")
