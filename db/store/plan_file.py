"""The plan file `NAME.plan`: telling it from anything else before it is touched, and making a new one."""

from __future__ import annotations

import glob
import os
import secrets
import shutil
import sqlite3
import struct
from contextlib import closing, suppress
from pathlib import Path

from db.errors import DamagedPlan, NotAPlan, PlanExists, PlanMissing, ReadOnlyPlan, StorageError
from db.store import failures

APPLICATION_ID = 0x4C504C4E
""""LPLN", in the four bytes that SQLite keeps for telling one program's files from another's."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def look(path: Path, name: str) -> int:
    """Read a file's header without opening it as a database, and give its schema version.

    Raises a typed error if there is no file, or if it is no plan, by the `name` that the user gave it.
    See SQLite's file format, §1.3, for where the page size (16), the user version (60) and the
    application id (68) stand.
    """
    with failures.named(name):
        if not path.exists():
            raise PlanMissing(name)
        if not path.is_file():
            raise NotAPlan(name)
        settled = is_at_rest(path)
        with path.open("rb") as file:
            header = file.read(_HEADER)
        size = path.stat().st_size
    if len(header) < _HEADER or header[:16] != _MAGIC:
        raise NotAPlan(name)
    version, application = struct.unpack(">I4xI", header[60:72])
    if application != APPLICATION_ID:
        raise NotAPlan(name)
    page, pages = struct.unpack(">H", header[16:18])[0], struct.unpack(">I", header[28:32])[0]
    if settled and is_at_rest(path) and size < pages * (65536 if page == 1 else page):
        raise DamagedPlan(name, "truncated")
    return int(version)


def refusal(path: Path, name: str) -> StorageError | None:
    """Say why the file, or the folder in which SQLite keeps its journal, may not be written to, if so."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return None
    return ReadOnlyPlan(name)


def is_at_rest(path: Path) -> bool:
    """Whether all that has been written stands in the file itself, with nothing in a journal beside it."""
    return not any(_size(path.with_name(path.name + suffix)) for suffix in ("-wal", "-journal"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def draft_beside(path: Path) -> Path:
    """Name a file in the same folder in which a new plan is made before it gets its name."""
    with failures.named(str(path)):
        if path.exists() or path.is_symlink():
            raise PlanExists(str(path))
        if not path.parent.is_dir():
            raise PlanMissing(str(path.parent))
        if not os.access(path.parent, os.W_OK):
            raise ReadOnlyPlan(str(path))
    return path.parent / f".{path.name}.{secrets.token_hex(4)}.new"


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished new file its name, durably, and never in another file's place."""
    with failures.named(str(path)):
        _fsync(draft)
        try:
            os.link(draft, path)
        except FileExistsError:
            raise PlanExists(str(path)) from None
        except OSError:
            # A stick's file system knows no links; there a rename has to do.
            if path.exists():
                raise PlanExists(str(path)) from None
            draft.rename(path)
        draft.unlink(missing_ok=True)
        _fsync(path.parent)
    sweep(path)


def sweep(path: Path) -> None:
    """Remove what attempts that were cut off have left of a file which has its name now."""
    for stray in path.parent.glob(f".{glob.escape(path.name)}.????????.new*"):
        with suppress(OSError):
            stray.unlink()


def throw_away(draft: Path) -> None:
    """Remove an unfinished new file and what SQLite may have left beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def copy_aside(path: Path, version: int) -> Path:
    """Copy a plan of an older version beside itself before it is migrated, by SQLite's own backup."""
    aside = path.with_name(f"{path.stem}.before-{version}{path.suffix}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.stem}.before-{version}-{count}{path.suffix}")
    part = aside.with_name(f".{aside.name}.{secrets.token_hex(4)}.new")
    try:
        with failures.named(str(path)):
            with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
                source.backup(target)
            shutil.copystat(path, part)
            _fsync(part)
            part.replace(aside)
    finally:
        throw_away(part)
    sweep(aside)
    return aside


def _fsync(path: Path) -> None:
    if not path.is_dir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        return
    # Windows and some networks keep no handle on a folder, and write its names down by themselves.
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
