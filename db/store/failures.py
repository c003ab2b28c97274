"""Which of our errors a failing disk, file or server is."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from db.errors import (
    DamagedPlan,
    DiskFailed,
    DiskFull,
    LockedPlan,
    NotAPlan,
    PlanMissing,
    ReadOnlyPlan,
    RightsMissing,
    ServerFailed,
    StorageError,
    UntrustedServer,
    WrittenAroundLog,
)

LEAST_ROOM = 64 * 1024
"""Bytes without which SQLite cannot begin: its shared memory alone takes 32 KiB."""

LOCKED = ("55P03", "40P01", "40001")
RIGHTS, DISK_FULL_THERE = "42501", "53100"
REFUSALS = ("08", "25006", "25P0", "53", "57", "58")
"""PostgreSQL's error codes, and their classes, for what is the server's or the network's affair."""

UNTRUSTED = ("does not support SSL", "certificate", "SSL error", "channel binding", "sslrootcert")
"""What the client's library says where TLS cannot be had, or the server is not proved to be the one meant."""

SHARING_VIOLATIONS = (32, 33)
"""Windows' error codes for a file that another program holds."""

UNREADABLE = "Could not decode to UTF-8"
"""What Python says of a text whose bytes are no text."""

AROUND = "written around the log"
"""What the triggers in the database say; see the migrations."""


@contextmanager
def named(path: str) -> Iterator[None]:
    """Turn what the operating system and the database say into the plan's own errors."""
    try:
        yield
    except DBAPIError as error:
        translated = _of_database(path, error)
        if translated is None:
            raise
        raise translated from error
    except sqlite3.Error as error:
        translated = _of_sqlite(path, error)
        if translated is None:
            raise
        raise translated from error
    except UnicodeDecodeError as error:
        # SQLite quotes a broken schema in what it says about it, and Python fails at reading that.
        raise DamagedPlan(path, str(error)) from error
    except OSError as error:
        raise _of_system(path, error) from error


def _of_database(path: str, error: DBAPIError) -> Exception | None:
    if str(error.orig).startswith(AROUND):
        return WrittenAroundLog(str(error.orig))
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(path, error.orig)
    state = getattr(error.orig, "sqlstate", None) or ""
    said = _said(error)
    found: StorageError | None = None
    if state in LOCKED:
        found = LockedPlan(path)
    elif state == DISK_FULL_THERE:
        found = DiskFull(path)
    elif state == RIGHTS:
        found = RightsMissing(path, said)
    elif not state and any(word in said for word in UNTRUSTED):
        found = UntrustedServer(path, said)
    elif isinstance(error, OperationalError) or error.connection_invalidated or state.startswith(REFUSALS):
        found = ServerFailed(path, said)
    return found


def _said(error: DBAPIError) -> str:
    """The line that tells what has happened; the others guess at why."""
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip()] or [""]
    # Where several addresses were tried, the last line tells of the last of them.
    line = lines[-1] if "Multiple connection attempts" in lines[0] else lines[0]
    return line.removeprefix("connection failed: ")


def _of_sqlite(path: str, error: sqlite3.Error) -> StorageError | None:
    """See https://sqlite.org/rescode.html; the lowest byte of a result code is its family."""
    family = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    found: StorageError | None = None
    if family in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        found = LockedPlan(path)
    elif family == sqlite3.SQLITE_CORRUPT or UNREADABLE in str(error):
        found = DamagedPlan(path, str(error))
    elif family == sqlite3.SQLITE_NOTADB:
        found = NotAPlan(path)
    elif family == sqlite3.SQLITE_FULL:
        found = DiskFull(path)
    elif family in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        found = ReadOnlyPlan(path)
    elif family in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        found = DiskFull(path) if _is_full(path) else DiskFailed(path, str(error))
    return found


def _is_full(path: str) -> bool:
    """Whether the disk has no room left, which SQLite tells of its shared memory only as an I/O error."""
    try:
        return shutil.disk_usage(Path(path).absolute().parent).free < LEAST_ROOM
    except OSError:
        return False


def _of_system(path: str, error: OSError) -> StorageError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(path)
    if getattr(error, "winerror", None) in SHARING_VIOLATIONS:
        return LockedPlan(path)
    if error.errno == errno.EACCES and not os.access(path, os.R_OK) and Path(path).exists():
        return DiskFailed(path, error.strerror or str(error))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnlyPlan(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return PlanMissing(path)
    return DiskFailed(path, error.strerror or str(error))
