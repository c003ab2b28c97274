"""Beginning a plan, making a copy known by its name, and remembering what a meeting's paper rested on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from db.drafts import AgreementDraft, OrganisationDraft
from db.errors import Fault, FaultKind, InvalidDraft, UnknownThing
from db.journal.vector import Vector, vector_here
from db.journal.writing import Writing
from db.kinds import OrganisationKind
from db.operations.rows import add, living
from db.tables import Meeting, Organisation, Site

if TYPE_CHECKING:
    # All that a paper holds, which nobody needs who does not print one.
    from db.views.papers import PrintedPaper

LONGEST_COPY_NAME: Final = 60
"""Letters of a copy's name: it stands in sentences and in one line with others."""


def begin_plan(session: Writing, name: str) -> str:
    """Make this first copy known by its letter and name; give back its site."""
    return _introduce(session, name)


def new_copy(session: Writing, name: str) -> str:
    """Make a copy of the file, opened on its own, known as a site of its own; give back its site."""
    return _introduce(session, name)


def _introduce(session: Writing, name: str) -> str:
    session.add(Site(id=session.step.site, letter=session.step.here.letter, name=name))
    session.flush()
    return session.step.site


def name_copy(session: Writing, name: str) -> str:
    """Let this copy go by another name among the others; give back its site. Raises InvalidDraft."""
    told = " ".join(name.split())
    if not told:
        raise InvalidDraft((Fault("site", "name", FaultKind.REQUIRED),))
    if len(told) > LONGEST_COPY_NAME:
        raise InvalidDraft((Fault("site", "name", FaultKind.TOO_LONG, told, str(LONGEST_COPY_NAME)),))
    site = session.get_one(Site, session.step.site)
    site.name = told
    session.flush()
    return site.id


def begin_agreement(session: Writing, draft: AgreementDraft) -> str:
    """Add an agreement, and its two parties where they are not yet known; give back the agreement's id."""
    key = add(session, draft)
    parties = (
        (OrganisationKind.MUNICIPALITY, draft.municipality.strip()),
        (OrganisationKind.POLICE, draft.police_area.strip()),
    )
    for kind, name in parties:
        known = select(Organisation.id).where(
            Organisation.alive, Organisation.kind == kind.value, Organisation.name == name
        )
        if name and session.scalar(known) is None:
            add(session, OrganisationDraft(name=name, kind=kind))
    return key


def record_paper(
    session: Writing, meeting: str, known: Vector | None = None, printed: PrintedPaper | None = None
) -> str:
    """Remember what was known when a meeting's paper was made: the next one tells what is new since.

    `known` is what the paper shows; an edit that came while it was being made is not on it. `printed` is
    how it was printed, so that it can be printed again as it was.
    """
    row = living(session, meeting)
    if not isinstance(row, Meeting):
        raise UnknownThing(meeting)
    row.known = (known if known is not None else vector_here(session)).text()
    row.paper = printed.text() if printed is not None else None
    session.flush()
    return row.known
