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
    table = type(row)
    owner = table.focus_area if isinstance(row, Cause) else table.agreement  # type: ignore[union-attr]
    within = row.focus_area if isinstance(row, Cause) else row.agreement
    highest = session.scalar(select(func.max(table.number)).where(owner == within, table.alive))
    return (highest or 0) + 1
