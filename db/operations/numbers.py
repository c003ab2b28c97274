"""The numbers that people say in a meeting: this copy's letter and a count, K12."""

from __future__ import annotations

from sqlalchemy import select, update

from db.journal.pen import pen_down
from db.journal.writing import Writing
from db.tables import HereRow


def next_number(session: Writing) -> str:
    """Give out this copy's next number; a number once given is never given again, undone or not."""
    here = session.scalars(select(HereRow)).one()
    count = here.numbered + 1
    with pen_down(session):
        session.connection().execute(update(HereRow).values(numbered=count))
    session.refresh(here)
    return f"{here.letter}{count}"
