"""A disk whose n-th call fails: behind the exchange's own calls, so that all of its code is what it is."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import FunctionType
from typing import Any

import pytest

from db.exchange import disk_calls

FOREVER = 10**9
"""Later than any call."""


class Disk:
    """Counts the calls, and lets one of them fail, or all from one on.

    Half of what was to be written is, before a writing call fails.
    """

    def __init__(self) -> None:
        self.calls = self.opened = 0
        self.failed: list[str] = []
        self._first = self._last = 0
        self._code = errno.EIO

    @contextmanager
    def failing(self, first: int, last: int, code: int = errno.EIO) -> Iterator[None]:
        """Count from 1, and let the calls from one to another fail."""
        self.calls, self.opened, self.failed = 0, 0, []
        self._first, self._last, self._code = first, last, code
        try:
            yield
        finally:
            self._first = self._last = 0

    def watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, which may fail."""

        @wraps(call)
        def watched(*arguments: Any) -> Any:
            self.calls += 1
            self.opened += name == "open_to_read"
            if self._first <= self.calls <= self._last:
                self.failed.append(name)
                if name == "write":
                    handle, block = arguments
                    os.write(handle, block[: len(block) // 2])
                if name == "close":
                    call(*arguments)  # What the system says of it, the handle is gone.
                raise OSError(self._code, os.strerror(self._code))
            return call(*arguments)

        return watched


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk that works until it is told to fail."""
    disk = Disk()
    for name, call in vars(disk_calls).items():
        if isinstance(call, FunctionType) and call.__module__ == disk_calls.__name__:
            monkeypatch.setattr(disk_calls, name, disk.watched(name, call))
    return disk
