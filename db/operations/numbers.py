"""The numbers that people say in a meeting: this copy's letter and a count, K12."""

from __future__ import annotations

from db.journal.pen import pen_down
from db.journal.writing import Writing
from db.tables import HereRow, table_of

_HERE = table_of(HereRow)
_COUNT = _HERE.update().values(numbered=_HERE.c.numbered + 1).returning(_HERE.c.numbered)


def next_number(session: Writing) -> str:
    """Give out this copy's next number; a number once given is never given again, undone or not."""
    with pen_down(session):
        return f"{session.step.here.letter}{session.connection().execute(_COUNT).scalar_one()}"
