"""What is asked of the disk for the ops and cards in a shared folder, call by call, and nothing past these.

Each may fail at any time, since a share may be gone and a stick pulled out; so a test can let the n-th fail.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

_BARE = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)

# What only looks like a file (a pipe, a link to somewhere else) is neither waited for nor followed.
_READING = os.O_RDONLY | _BARE | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_MAKING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BARE

_LOST = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT})


def names(folder: Path) -> list[str]:
    """What lies in a folder, by name."""
    return [path.name for path in folder.iterdir()]


def look(path: Path) -> os.stat_result:
    """What sort of thing a name stands for, how large and of when; a link is a link."""
    return path.lstat()


def open_to_read(path: Path) -> int:
    """Open a file that is there."""
    return os.open(path, _READING)


def make(path: Path) -> int:
    """Begin a new file; FileExistsError if the name is taken."""
    return os.open(path, _MAKING, 0o666)


def look_at(handle: int) -> os.stat_result:
    """The same as `look`, of an open file."""
    return os.fstat(handle)


def read(handle: int, size: int) -> bytes:
    """Read the next bytes, at most so many; none at the end."""
    return os.read(handle, size)


def seek(handle: int, offset: int, whence: int) -> int:
    """Go to another place in an open file."""
    return os.lseek(handle, offset, whence)


def write(handle: int, block: bytes) -> None:
    """Write bytes to their last."""
    left = memoryview(block)
    while left:
        left = left[os.write(handle, left) :]


def settle(handle: int) -> None:
    """Wait until what was written is on the disk."""
    os.fsync(handle)


def close(handle: int) -> None:
    """Let go of an open file."""
    os.close(handle)


def give_name(part: Path, path: Path) -> None:
    """Give a finished file a name that nobody has; FileExistsError if somebody has."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        # A stick's file system knows no links; there a rename has to do.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "exists", str(path)) from None
        part.rename(path)
        return
    with suppress(OSError):
        part.unlink()


def put_over(part: Path, path: Path) -> None:
    """Put a finished file in the place of an older one."""
    part.replace(path)


def remove(path: Path) -> None:
    """Take a file away."""
    path.unlink()


def settle_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where its system keeps a handle on folders."""
    # Windows and some networks keep none, and write names down by themselves.
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno in _LOST:
            raise
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in _LOST:
            raise
    finally:
        os.close(handle)
