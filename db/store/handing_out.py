"""Handing out a copy of a plan file, whole, whoever has it open and whatever stands in the log beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.store import failures, plan_file


def hand_out(source: Path, copy: Path) -> None:
    """Copy a plan file to a new name, as it is at one moment, never in another file's place.

    A plain copy of a file that is open lacks what stands in the write-ahead log beside it. Raises a
    StorageError, after which there is no copy.
    """
    plan_file.look(source, str(source))
    draft = plan_file.draft_beside(copy)
    try:
        with (
            failures.named(str(source)),
            closing(sqlite3.connect(source)) as there,
            closing(sqlite3.connect(draft)) as here,
        ):
            there.backup(here)
        plan_file.put_in_place(draft, copy)
    finally:
        plan_file.throw_away(draft)
