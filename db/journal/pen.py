"""The pen: tables can be written to only while the journal holds it.

Triggers in the database (see the migrations) refuse any write while the pen is up, so that nothing
gets around the log, be it a bulk statement or another program that opens the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.orm import Session

SQL_FUNCTION = "journal_writes"
"""The name under which SQLite's triggers ask for the pen."""

SETTING = "loftesplan.journal"
"""The transaction-local setting by which PostgreSQL's triggers ask for it."""


class Pen:
    """One SQLite connection's pen."""

    down = False


def give_pen(connection: sqlite3.Connection) -> Pen:
    """Let a new SQLite connection's triggers ask whether the journal is writing."""
    pen = Pen()
    connection.create_function(SQL_FUNCTION, 0, lambda: int(pen.down))
    return pen


@contextmanager
def pen_down(session: Session) -> Iterator[None]:
    """Hold the pen for as long as the block lasts."""
    lower(session)
    try:
        yield
    finally:
        lift(session)


def lower(session: Session) -> None:
    """Put the pen to paper on this session's connection."""
    _set(session, True)


def lift(session: Session) -> None:
    """Take the pen up again; a transaction that has failed, or lost its server, has dropped it already."""
    if session.is_active:
        with suppress(DBAPIError, PendingRollbackError):
            _set(session, False)


def drop(connection: Connection) -> None:
    """Let a transaction begin with the pen up, however the one before it ended."""
    pen = connection.connection.info.get("pen")
    if isinstance(pen, Pen):
        pen.down = False


def _set(session: Session, down: bool) -> None:
    connection = session.connection()
    pen = connection.connection.info.get("pen")
    if isinstance(pen, Pen):
        pen.down = down
    else:
        value = "on" if down else "off"
        connection.execute(text(f"SELECT set_config('{SETTING}', '{value}', true)"))
