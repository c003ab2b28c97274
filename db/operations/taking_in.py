"""Taking in what other copies have written: no gesture of a person, and so no step of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from json import loads

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.merging import Merged, merge
from db.journal.pen import pen_down
from db.tables import Activity, HereRow


def take_in(session: Session, found: Iterable[Op]) -> Merged:
    """Take ops of other copies into the plan; ops of our own that we had lost are among what others have."""
    merged = merge(session, found)
    given = [
        loads(op.value)
        for op in merged.applied
        if op.value and op.entity == Activity.__tablename__ and op.field == "number"
    ]
    if given:
        _number_on(session, given)
    return merged


def _number_on(session: Session, given: Sequence[str]) -> None:
    """Let those who write here give out no number again that is taken under their letter."""
    for here in session.execute(select(HereRow.site, HereRow.letter, HereRow.numbered)).all():
        figures = [number.removeprefix(here.letter) for number in given if number.startswith(here.letter)]
        highest = max((int(figure) for figure in figures if _COUNTED.fullmatch(figure)), default=0)
        if highest > here.numbered:
            with pen_down(session):
                change = update(HereRow).where(HereRow.site == here.site).values(numbered=highest)
                session.execute(change.execution_options(synchronize_session=False))


_COUNTED = re.compile("[0-9]{1,9}")
"""What a copy can have counted up to; more than that somebody has typed."""
