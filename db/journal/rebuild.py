"""Holding the tables against the log, and making them anew from it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.journal.derivation import Derived, derive
from db.journal.due_dates import due_dates, reckon_due_dates
from db.journal.pen import pen_down
from db.journal.reading import chunks
from db.journal.values import Plain, fields, plain, typed
from db.tables import LOGGED, Activity, HeadRow, table_of
from db.views.soundness import Problem, ProblemKind


def differences(session: Session) -> Iterator[Problem]:
    """Find where the tables or the heads are not what the log makes of them."""
    derived = derive(session)
    for entity in LOGGED:
        kept, wanted = _kept(session, entity), derived.rows[entity]
        for key in sorted(kept.keys() | wanted.keys()):
            if kept.get(key) != wanted.get(key):
                yield Problem(ProblemKind.TABLE_DIFFERS, entity, key)
    yield from _reckoned_differences(session, derived)
    heads = {(row, field, site, seq) for row, field, site, seq in session.execute(select(*_HEAD))}
    for row, field, site, seq in sorted(heads ^ derived.heads):
        yield Problem(ProblemKind.HEAD_DIFFERS, field, row, f"{site}:{seq}")


def _reckoned_differences(session: Session, derived: Derived) -> Iterator[Problem]:
    """Find where the columns that follow from other rows do not follow from them."""
    for row, touched in session.execute(select(Activity.id, Activity.touched_at).order_by(Activity.id)):
        if touched != derived.touched.get(row):
            yield Problem(ProblemKind.TABLE_DIFFERS, "activity", row, "touched_at")
    for row, due, kept in due_dates(session, derived.rows["activity"]):
        if due != kept:
            yield Problem(ProblemKind.TABLE_DIFFERS, "activity", row, "next_due")


def rebuild(session: Session) -> None:
    """Remake every derived table from the log, within the session's transaction."""
    derived = derive(session)
    session.flush()
    with pen_down(session):
        session.execute(delete(HeadRow))
        for entity in reversed(LOGGED):
            session.execute(delete(table_of(LOGGED[entity])))
        for entity in LOGGED:
            _fill(session, entity, derived)
        for chunk in chunks(sorted(derived.heads), 5000):
            names = ("row", "field", "site", "seq")
            session.execute(
                insert(table_of(HeadRow)), [dict(zip(names, head, strict=True)) for head in chunk]
            )
        reckon_due_dates(session, derived.rows["activity"])


_HEAD = (HeadRow.row, HeadRow.field, HeadRow.site, HeadRow.seq)


def _fill(session: Session, entity: str, derived: Derived) -> None:
    table = LOGGED[entity]
    columns = fields(table)
    for chunk in chunks(derived.rows[entity].items(), 2000):
        session.execute(
            insert(table_of(table)),
            [
                {"id": row, **{name: typed(columns[name], value) for name, value in values.items()}}
                | ({"touched_at": derived.touched[row]} if entity == "activity" else {})
                for row, values in chunk
            ],
        )


def _kept(session: Session, entity: str) -> dict[str, dict[str, Plain]]:
    table = table_of(LOGGED[entity])
    names = list(fields(LOGGED[entity]))
    found = session.execute(select(table.c.id, *(table.c[name] for name in names)))
    return {row[0]: {name: plain(value) for name, value in zip(names, row[1:], strict=True)} for row in found}
