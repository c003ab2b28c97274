"""The plan files that are measured: made once, kept in the user's cache, copied where they are written in."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from platformdirs import user_cache_path

from db.migrations import versions
from db.store import Store
from db.world import World
from tests.bench import invented_plan
from tests.bench.invented_plan import invent_plan

ACTOR = "kommunpolis"
NEW_YEAR = dt.datetime(2017, 1, 1, 8, tzinfo=dt.UTC)


class Plans:
    """Invented plans by their number of activities.

    They lie on a real disk, not in a `/tmp` that may be in memory: a save must wait for its disk.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._version = _version()

    @classmethod
    def cached(cls) -> Plans:
        """The plans of earlier runs, as far as they were made alike."""
        return cls(user_cache_path("loftesplan") / "bench")

    def of(self, activities: int) -> Path:
        """Give the file with so many activities, which nobody may write in."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{activities}.{self._version}.plan"
        if not path.exists():
            for old in self._folder.glob("*.plan*"):
                if self._version not in old.name:
                    old.unlink()
            self._make(path, activities)
        return path

    @contextmanager
    def copy_of(self, activities: int) -> Iterator[Path]:
        """Give a copy to write in, for as long as the block lasts."""
        with self.scratch() as folder:
            yield Path(shutil.copyfile(self.of(activities), folder / "copy.plan"))

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give an empty folder on the plans' disk."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            yield Path(folder)

    def _make(self, path: Path, activities: int) -> None:
        print(f"making a plan with {activities} activities …", file=sys.stderr, flush=True)
        draft = path.with_suffix(f".{os.getpid()}.new")
        world = replace(World.real(), now=_clock())
        try:
            with Store.create(draft, world, actor=ACTOR, letter="K", site_name="kommunen") as store:
                invent_plan(store, activities)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def opened(path: Path) -> Store:
    """Open a plan as the program does."""
    return Store.open(path, World.real(), actor=ACTOR)


def _version() -> str:
    """Tell plans that were made otherwise from those that would be made now."""
    steps = sorted(Path(str(versions.__file__)).parent.glob("*.py"))
    sources = [Path(str(invented_plan.__file__)), *steps]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def _clock() -> Callable[[], dt.datetime]:
    """Give a clock that is a day further on at each gesture."""
    days = itertools.count()
    return lambda: NEW_YEAR + dt.timedelta(days=next(days))
