"""The numbers that people say in a meeting: this copy's letter and a count, K12."""

from __future__ import annotations

from sqlalchemy import func, select

from db.journal.writing import Writing
from db.tables import Cause, FocusArea, HereRow, Promise


def next_number(session: Writing) -> str:
    """Give out this copy's next number; a number once given is never given again, undone or not."""
    with session.no_autoflush:
        here = session.get_one(HereRow, (session.step.here.machine, session.step.here.place))
    here.numbered += 1
    return f"{session.step.here.letter}{here.numbered}"


def next_in_list(session: Writing, row: FocusArea | Cause | Promise) -> int:
    """Number what nobody has numbered after its fellows, so that a paper can speak of it.

    Two copies may give the same number apart; it is a field like others, for a person to change.
    """
    if isinstance(row, Cause):
        fellows = Cause.focus_area == row.focus_area
    elif isinstance(row, Promise):
        fellows = Promise.agreement == row.agreement
    else:
        fellows = FocusArea.agreement == row.agreement
    table = type(row)
    highest = session.scalar(select(func.max(table.number)).where(fellows, table.alive))
    return (highest or 0) + 1
