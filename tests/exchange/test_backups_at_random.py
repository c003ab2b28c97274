"""Copies whose disks are put back to what they were, on computers that remember nothing of it."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select

from db.store import Store
from db.tables import HeldRow, OpRow
from tests.effort import tried
from tests.exchange.test_copies_at_random import Copies
from tests.storages import ReadyDatabases


class PutBack(Copies):
    """The same people, of whom some lose a disk and go on with a backup of it."""

    rounds: ClassVar[int] = 3

    def __init__(self) -> None:
        super().__init__()
        self.backups: dict[int, bytes] = {}
        self.lives = 0

    @rule(who=st.integers(0, 4))
    def a_backup_is_made(self, who: int) -> None:
        number = who % len(self.stores)
        self.stores[number].forget_traces()
        self.backups[number] = (self.folder / f"{number}.plan").read_bytes()

    @rule(who=st.integers(0, 4))
    def a_disk_is_put_back(self, who: int) -> None:
        """The file keeps its place and its computer its name; what was written since is gone."""
        number = who % len(self.stores)
        if number not in self.backups:
            return
        self.stores[number].close()
        path = self.folder / f"{number}.plan"
        with path.open("r+b") as file:
            file.truncate()
            file.write(self.backups[number])
        self.lives += 1
        chance = random.Random(f"liv {number}.{self.lives}").randbytes
        world = replace(self._world(number), random=chance)
        self.stores[number] = Store.open(path, world, actor=f"person {number}")

    def _everybody_meets(self) -> None:
        before = set[bytes]().union(*(self._sealed(store) for store in self.stores))
        super()._everybody_meets()
        for store in self.stores:
            assert before <= self._sealed(store), "what anybody had at the end, everybody has"

    def _sealed(self, store: Store) -> set[bytes]:
        """What was ever said, by what seals it: the same under whatever name it stands."""
        return store.read(lambda session: {*session.scalars(select(OpRow.seal)), *session.scalars(_HELD)})

    def _nothing_is_lost_or_doubled(self) -> None:
        for store in self.stores:
            self._no_occurrence_doubles(store)


_HELD = select(HeldRow.seal)


@pytest.fixture(autouse=True)
def server(databases: ReadyDatabases) -> None:
    """A server for those of the examples that have one."""
    PutBack.databases = databases


TestPutBack = PutBack.TestCase
TestPutBack.settings = settings(max_examples=tried(4, 2_000), stateful_step_count=20, deadline=None)
