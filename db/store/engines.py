"""Connections to where a plan is kept: a SQLite file, or PostgreSQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker
from sqlalchemy.pool import NullPool

from db.filter.folding import fold_text
from db.journal import pen
from db.store.plan_file import is_at_rest

PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""

WRITES = {"writes": True}
"""The execution option of a connection that will write: it takes its turn before it reads."""

READS = {"isolation_level": "REPEATABLE READ"}
"""The execution option of a connection to PostgreSQL that only reads: all of it as of one moment."""


def sqlite_engine(path: Path, *, local: bool, read_only: bool = False) -> Engine:
    """Connect to a plan file.

    `local` says whether the disk is this computer's own: then WAL, otherwise a rollback journal, since
    WAL needs shared memory that no network gives, and a stick should hold one whole file. Transactions
    are begun by `begin`: the driver's own way of it, which would let statements slip out, is switched off.
    """
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)), creator=lambda: _connect(path, read_only)
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None
        connection.create_function("fold", 1, fold_text, deterministic=True)
        record.info["pen"] = pen.give_pen(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")  # Or REPLACE would delete behind their backs.
        connection.execute("PRAGMA secure_delete = ON")  # What is erased must leave no trace in the file.
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        if not read_only:
            _set_journal(connection, "WAL" if local else "DELETE")
            connection.execute("PRAGMA synchronous = FULL")

    return engine


def begin(connection: Connection) -> None:
    """Begin a transaction on a plan file, wherever SQLAlchemy believes that it has begun one."""
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("writes")
        pen.drop(connection)
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def begin_with(sessions: sessionmaker[Any]) -> None:
    """Let sessions begin their transactions so.

    Were the engine itself to be listened to, SQLAlchemy would look for listeners round every statement,
    which made a saved field a twelfth slower.
    """

    @event.listens_for(sessions, "after_begin")
    def _begin(_session: Session, transaction: SessionTransaction, connection: Connection) -> None:
        if not transaction.nested:
            begin(connection)


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    # `immutable` lets a file be read where SQLite may make none of its own beside it. It would also pass
    # over what another process has written beside it and not yet into it, so not while there is any.
    mode = "mode=rw" if not read_only else "mode=ro&immutable=1" if is_at_rest(path) else "mode=ro"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=PATIENCE, check_same_thread=False
    )


def _set_journal(connection: sqlite3.Connection, mode: str) -> None:
    """Change the journal only where it differs: that needs the file alone, which another may have open."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0].upper() != mode:
        connection.execute(f"PRAGMA journal_mode = {mode}")


def postgres_engine(url: str | URL) -> Engine:
    """Connect to a plan kept in PostgreSQL.

    Writers take turns by a lock on the plan's own row; see db.store.store. Nothing is pooled: a
    program that meets a server now and then should not hold it.
    """
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        isolation_level="READ COMMITTED",
        poolclass=NullPool,
    )

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('loftesplan'))"))

    return engine
