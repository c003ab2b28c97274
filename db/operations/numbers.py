"""The numbers that people say in a meeting: this copy's letter and a count, K12."""

from __future__ import annotations

from sqlalchemy import update

from db.journal.pen import pen_down
from db.journal.writing import Writing
from db.tables import HereRow


def next_number(session: Writing) -> str:
    """Give out this copy's next number; a number once given is never given again, undone or not."""
    count = update(HereRow).values(numbered=HereRow.numbered + 1).returning(HereRow.numbered)
    with pen_down(session):
        return f"{session.step.here.letter}{session.connection().execute(count).scalar_one()}"
