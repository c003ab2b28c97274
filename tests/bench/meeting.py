"""Two copies that meet, beside bare sqlite3 moving the very same rows."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from db.drafts import ActivityDraft
from db.exchange.folder import FolderPlace
from db.exchange.plan_place import card_of, ops_beyond, standing_of
from db.exchange.sync import sync
from db.journal.chain import Op
from db.journal.vector import Vector
from db.journal.writing import Writing
from db.operations import add, change
from db.store import Store
from db.views.exchange import PlaceKind
from tests.bench.clock import Duel
from tests.bench.plans import Plans, opened

A_GESTURE = 200
"""Rows that one of the other copy's gestures is about."""


@contextmanager
def merging(plans: Plans, activities: int, ops: int) -> Iterator[Duel]:
    """Take in so many ops of another copy: half of them changes, half of them new activities."""
    with plans.copy_of(activities) as path, plans.scratch() as folder:
        found = _written_elsewhere(path, folder, ops)
        with _Place(path) as ours, _Twin(path, folder / "twin.plan") as twin:

            def put_back() -> None:
                ours.put_back()
                twin.put_back()

            yield Duel(
                ours=lambda: ours.store.merge(found),
                floor=lambda: twin.insert(found),
                between=put_back,
                note=f"{len(found)} ops into {activities} activities",
            )


def _written_elsewhere(path: Path, folder: Path, count: int) -> list[Op]:
    elsewhere = Path(shutil.copyfile(path, folder / "elsewhere.plan"))
    with opened(elsewhere) as store:
        before = standing_of(store).vector
        chance = random.Random(1)
        keys, agreement = store.read(_activities)
        found: list[Op] = []
        while len(found) < count:
            some = chance.sample(keys, min(A_GESTURE, len(keys)))
            store.do(_change_and_add, some, agreement, len(found))
            found = list(ops_beyond(store, before))
    return found[:count]


def _activities(session: Any) -> tuple[list[str], str]:
    rows = session.connection().exec_driver_sql("SELECT id, agreement FROM activity ORDER BY id").all()
    return [key for key, _ in rows], rows[0][1]


def _change_and_add(session: Writing, keys: Sequence[str], agreement: str, turn: int) -> None:
    for key in keys:
        change(session, key, {"place": f"Stortorget {turn}"})
    for number in range(len(keys) // 4):
        add(session, ActivityDraft(agreement=agreement, title=f"Torgmöte {turn}.{number}"))


class _Place:
    """A plan that is put back to what it was after each turn."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = path.read_bytes()
        self.store = opened(path)

    def put_back(self) -> None:
        self.store.close()
        for beside in ("-wal", "-shm"):
            self._path.with_name(self._path.name + beside).unlink(missing_ok=True)
        self._path.write_bytes(self._before)
        self.store = opened(self._path)
        standing_of(self.store)  # What is opened anew has asked for nothing yet.

    def __enter__(self) -> _Place:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()


class _Twin:
    """The same file without the log's guards, written to by bare sqlite3."""

    def __init__(self, source: Path, path: Path) -> None:
        shutil.copyfile(source, path)
        self._path = path
        with closing(sqlite3.connect(path)) as connection:
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        self._before = path.read_bytes()
        self._open()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")

    def insert(self, found: Sequence[Op]) -> None:
        """Insert the ops in one transaction."""
        marks = ", ".join("?" * 15)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(f"INSERT INTO op VALUES ({marks})", map(_row, found))
        self._connection.execute("COMMIT")

    def put_back(self) -> None:
        self._connection.close()
        self._path.write_bytes(self._before)
        self._open()

    def __enter__(self) -> _Twin:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def _row(op: Op) -> tuple[Any, ...]:
    return (
        op.site, op.seq, op.lamport, op.wall.isoformat(), op.actor, op.step, op.entity, op.row, op.field,
        op.value, str(op.parents), op.seen, op.salt, op.seal, op.digest,
    )  # fmt: skip


@contextmanager
def giving(plans: Plans, activities: int) -> Iterator[Duel]:
    """Give a whole plan to an empty folder."""
    with plans.copy_of(activities) as path, plans.scratch() as folder, opened(path) as store:
        place = folder / "utbyte"
        card = card_of(store, store.world.now())

        def ours() -> None:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            with closing(FolderPlace(place, store.world, store.plan)) as there:
                there.take(store.plan, ops_beyond(store, Vector({})), card)

        yield Duel(ours=ours, floor=lambda: _moved(path, folder), note=f"a plan of {activities} activities")


@contextmanager
def taking(plans: Plans, activities: int) -> Iterator[Duel]:
    """Take a whole plan out of a folder, into a file that has nothing of it yet."""
    with plans.copy_of(activities) as path, plans.scratch() as folder:
        place = folder / "utbyte"
        place.mkdir()
        with opened(path) as store, closing(FolderPlace(place, store.world, store.plan)) as there:
            there.take(store.plan, ops_beyond(store, Vector({})), card_of(store, store.world.now()))
            empty = _with_nothing(folder, store)
        with _Place(empty) as ours:

            def take() -> None:
                with closing(FolderPlace(place, ours.store.world, ours.store.plan)) as there:
                    sync(ours.store, there, PlaceKind.FOLDER)

            yield Duel(
                ours=take, floor=lambda: _moved(path, folder), between=ours.put_back,
                note=f"a plan of {activities} activities",
            )  # fmt: skip


def _with_nothing(folder: Path, store: Store) -> Path:
    """A file of the same plan that has only begun."""
    path = folder / "empty.plan"
    Store.create(path, store.world, actor="", letter="P", site_name="stationen").close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("journal_writes", 0, lambda: 1)
        connection.execute("UPDATE here SET plan = ?", (store.plan,))
    return path


def _moved(path: Path, folder: Path) -> None:
    """Move all ops from one file to another by bare sqlite3."""
    target = folder / "moved.db"
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as moved:
        asked = "SELECT sql FROM sqlite_master WHERE tbl_name = 'op' AND type <> 'trigger' AND sql NOT NULL"
        for (made,) in source.execute(asked):
            moved.execute(made)
        marks = ", ".join("?" * 15)
        moved.executemany(f"INSERT INTO op VALUES ({marks})", source.execute("SELECT * FROM op"))
        moved.commit()
