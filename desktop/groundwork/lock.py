"""One set-up at a time in one folder, whoever asks and however the one before ended."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

# A file system that knows no locks (some network shares) must not hinder a lone user from setting up.
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS}


@contextmanager
def held(path: Path, on_wait: Callable[[], None]) -> Iterator[int]:
    """Hold the lock while the block runs, calling `on_wait` if another holds it; gives the file's number.

    The lock belongs to the open file. A child process that is handed its number keeps it held, so what a
    killed set-up leaves running can never write into the set-up after it.
    """
    with path.open("a+b") as file:
        if not _taken(file, wait=False):
            on_wait()
            _taken(file, wait=True)
        yield file.fileno()


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes], *, wait: bool) -> bool:
        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True

else:
    import fcntl

    def _taken(file: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as problem:
            if problem.errno not in _NO_LOCKS_HERE:
                raise
        return True
