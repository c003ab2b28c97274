"""The numbers that people say in a meeting: this copy's letter and a count, K12."""

from __future__ import annotations

from db.journal.writing import Writing
from db.tables import HereRow


def next_number(session: Writing) -> str:
    """Give out this copy's next number; a number once given is never given again, undone or not."""
    with session.no_autoflush:
        here = session.get_one(HereRow, (session.step.here.machine, session.step.here.place))
    here.numbered += 1
    return f"{session.step.here.letter}{here.numbered}"
