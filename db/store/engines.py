"""Connections to a plan file; those to a server are made in `server`."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from db.errors import LockedPlan
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
    """Connect to a plan file, whose path is absolute: a program may change its folder while it runs.

    `local` says whether the disk is this computer's own: then WAL, otherwise a rollback journal, since
    WAL needs shared memory that no network gives, and a stick should hold one whole file. Transactions
    are begun by `begin`: the driver's own way of it, which would let statements slip out, is switched off.
    """
    journal = "" if read_only else "WAL" if local else "DELETE"
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        creator=lambda: _set_up(_connect_to_read(path) if read_only else _connect(path, "rw"), journal),
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, record: Any) -> None:
        record.info["pen"] = pen.give_pen(connection)

    return engine


def _set_up(connection: sqlite3.Connection, journal: str) -> sqlite3.Connection:
    """Tell SQLite how to keep the plan; where it cannot, for want of room say, nothing is left open."""
    try:
        connection.isolation_level = None
        connection.create_function("fold", 1, fold_text, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")  # Or REPLACE would delete behind their backs.
        connection.execute("PRAGMA secure_delete = ON")  # What is erased must leave no trace in the file.
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        if journal:
            _set_journal(connection, journal)
            connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


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


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    place = quote(path.as_posix(), errors="surrogateescape")  # Some names are bytes and no text.
    # A share's path begins with two slashes, which a URI would take for the name of a host.
    place = f"//{place}" if place.startswith("//") else place if place.startswith("/") else f"/{place}"
    return sqlite3.connect(f"file:{place}?mode={mode}", uri=True, timeout=PATIENCE, check_same_thread=False)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that may not be written to.

    SQLite needs to make a file of its own beside one with a write-ahead log. Where it cannot, the plan is
    read into memory as it stands: SQLite's own way (`immutable`) would believe that nobody else can
    write to it either, and show a broken plan when somebody does.
    """
    connection = _connect(path, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if not is_at_rest(path):
            raise
        return _in_memory(path)
    return connection


def _in_memory(path: Path) -> sqlite3.Connection:
    content = bytearray(_at_one_moment(path))
    content[18:20] = b"\x01\x01"  # What is in memory has no log beside it; see SQLite's file format, §1.3.
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(bytes(content))
    return connection


def _at_one_moment(path: Path) -> bytes:
    """Read a file while nobody writes to it, as far as its size and time tell."""
    for _ in range(20):
        before = path.stat()
        content = path.read_bytes()
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and is_at_rest(path):
            return content
        time.sleep(PATIENCE / 20)
    raise LockedPlan(str(path))


def _set_journal(connection: sqlite3.Connection, mode: str) -> None:
    """Change the journal only where it differs: that needs the file alone, which another may have open."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0].upper() != mode:
        connection.execute(f"PRAGMA journal_mode = {mode}")
