"""The plan as it was when only some of its log was known, and the paper of a past meeting from it.

There is no second store of old papers: the log holds all that they rested on. The ops that were known
are copied into a database in memory, the tables are made of them as `rebuild` makes them, and the paper
is read from these as it was read from the plan.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateIndex, DropIndex

from db.errors import NoPaper, UnknownThing
from db.filter import Language, parse
from db.filter.folding import fold_text
from db.journal import pen
from db.journal.reading import COLUMNS
from db.journal.rebuild import rebuild
from db.journal.vector import Vector
from db.queries.papers import status_paper
from db.store.collecting import nothing_collected
from db.store.store import Store
from db.tables import Base, Meeting, OpRow, table_of
from db.views.papers import PaperAsItWas, PrintedPaper
from db.views.status import StatusReport

PORTION = 20_000
"""How many ops are copied between two looks at whether to go on."""

STEPS = 3
"""Reading the log, making the plan of it, reading the paper."""

Tell = Callable[[int, int], None]
"""Hears how far the work has come, (done, of), and may raise to end it."""


def _nobody(_done: int, _of: int) -> None:
    """Hear nothing."""


def paper_as_it_was(
    store: Store,
    meeting: str,
    *,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
    tell: Tell = _nobody,
) -> PaperAsItWas:
    """The paper of a meeting, from what was known when it was made.

    `language` is used where the meeting does not know in which it was. Raises UnknownThing, or NoPaper
    where none was ever made final.
    """
    agreement, known, printed, day = store.read(_remembered, meeting)
    is_guessed = printed is None
    printed = printed or PrintedPaper(today=day, language=language)
    with plan_as_of(store, known, tell) as session:
        tell(2, STEPS)
        report = _report(session, agreement, meeting, printed, zone)
    tell(STEPS, STEPS)
    is_same = printed.state in ("", report.state)
    return PaperAsItWas(report=report, printed=printed, is_guessed=is_guessed, is_same=is_same)


@contextmanager
def plan_as_of(store: Store, known: Vector, tell: Tell = _nobody) -> Iterator[Session]:
    """A plan in memory that holds what a vector covers and nothing newer, for as long as the block lasts."""
    engine = _in_memory()
    try:
        with nothing_collected():
            Base.metadata.create_all(engine)
            with Session(engine, expire_on_commit=False) as session:
                tell(0, STEPS)
                _put_off_indexes(session)
                store.read(_copy, session, known, tell)
                tell(1, STEPS)
                session.connection().execute(CreateIndex(_BY_FIELD))
                rebuild(session)
                session.flush()
                yield session
    finally:
        engine.dispose()


_BY_FIELD = next(index for index in table_of(OpRow).indexes if index.name == "ix_op_row_field")


def _put_off_indexes(session: Session) -> None:
    """Let the log be copied without its indexes; the one that reading needs is made when all is there."""
    for index in table_of(OpRow).indexes:
        session.connection().execute(DropIndex(index))


def _copy(source: Session, target: Session, known: Vector, tell: Tell) -> None:
    """Copy the ops that are known, as the rows they are."""
    if source.get_bind().dialect.name == "sqlite":
        _copy_rows(source, target, known, tell)
        return
    asked = select(*COLUMNS).where(~known.unseen())
    names = [column.key for column in COLUMNS]
    for rows in source.execute(asked.execution_options(yield_per=PORTION)).partitions():
        tell(0, STEPS)
        target.execute(insert(table_of(OpRow)), [dict(zip(names, row, strict=True)) for row in rows])


def _copy_rows(source: Session, target: Session, known: Vector, tell: Tell) -> None:
    """Copy from one SQLite to another, where values need not be read and written anew."""
    names = [f'"{column.key}"' for column in COLUMNS]
    reading = source.connection().connection.cursor()
    writing = target.connection().connection.cursor()
    put = f"INSERT INTO op ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)})"
    reading.execute(f"SELECT {', '.join(names)} FROM op")
    while rows := reading.fetchmany(PORTION):
        tell(0, STEPS)
        writing.executemany(put, [row for row in rows if known.covers(row[0], row[1])])


def _remembered(session: Session, meeting: str) -> tuple[str, Vector, PrintedPaper | None, dt.date]:
    columns = (Meeting.agreement, Meeting.known, Meeting.paper, Meeting.on)
    row = session.execute(select(*columns).where(Meeting.id == meeting)).one_or_none()
    if row is None or row.agreement is None:
        raise UnknownThing(meeting)
    if row.known is None or row.on is None:
        raise NoPaper(meeting)
    return row.agreement, Vector.parse(row.known), PrintedPaper.parse(row.paper), row.on


def _report(
    session: Session, agreement: str, meeting: str, printed: PrintedPaper, zone: dt.tzinfo
) -> StatusReport:
    report, _ = status_paper(
        session,
        agreement=agreement,
        meeting=meeting,
        today=printed.today,
        filter=parse(printed.filter_text),
        final=printed.final,
        zone=zone,
        language=printed.language,
    )
    return report


def _in_memory() -> Engine:
    """A database of this process alone, with what the plan's own statements call for."""
    engine = create_engine("sqlite+pysqlite://", poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, record: Any) -> None:
        connection.create_function("fold", 1, fold_text, deterministic=True)
        record.info["pen"] = pen.give_pen(connection)

    return engine
