"""Mistakes of ours, written down where whoever helps can find them."""

from __future__ import annotations

import datetime as dt
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from platformdirs import user_log_path

from desktop.version import version
from desktop.words import Words

LARGEST: Final = 1_000_000
"""Bytes of a log before it begins anew: one that nobody reads must not fill the disk."""


def write_down(words: Words, command: str, error: BaseException, when: dt.datetime) -> str:
    """Keep the account of a mistake in a file, and give the sentence that names it.

    The words of the command are not kept, since they may be about persons.
    """
    _ = words
    account = _account(command, error, when)
    for path in _places():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.exists() and path.stat().st_size > LARGEST
            with path.open("w" if fresh else "a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(account)
        except OSError:
            continue
        return _(
            "Something went wrong that is not your fault. The account of it is in {path}: send it to whoever "
            "looks after Löftesplan."
        ).format(path=path)
    return _(
        "Something went wrong that is not your fault ({error}), and no account of it could be kept."
    ).format(error=type(error).__name__)


def _places() -> Iterator[Path]:
    """Where an account can be kept: the system's place for logs, or else the one for temporary files."""
    yield user_log_path("loftesplan", appauthor=False) / "loftesplan.log"
    yield Path(tempfile.gettempdir()) / "loftesplan.log"


def _account(command: str, error: BaseException, when: dt.datetime) -> str:
    moment = when.isoformat(timespec="seconds")
    system = f"{platform.system()} {platform.release()}, Python {sys.version.split()[0]}"
    trace = "".join(traceback.format_exception(error))
    return f"{moment}  loftesplan {version()} {command}  ({system})\n{trace}\n"
