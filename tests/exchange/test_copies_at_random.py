"""Copies that are edited apart and meet in any order and way say the same in the end; nothing is lost."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.drafts import DRAFTS
from db.errors import (
    AlreadyUndone,
    ErasedValue,
    InvalidDraft,
    MovedOn,
    NeverUndone,
    NotErasable,
    NothingToRedo,
    NothingToUndo,
    NotLinkable,
    NotLinked,
    UnknownThing,
)
from db.exchange.opening import kind_of, open_place
from db.exchange.sync import sync
from db.journal.chain import Op, broken_links
from db.journal.reading import ops
from db.journal.rebuild import differences
from db.journal.state import state_hash
from db.journal.vector import vector_here
from db.operations import (
    add,
    change,
    delete,
    link,
    log_occurrence,
    note,
    redact,
    redo,
    undo,
    undo_step,
    unlink,
)
from db.operations.links import LINKS
from db.store import Store
from db.tables import HeadRow, HeldRow, Occurrence, OpRow, Step
from tests import invented
from tests.builders import MORNING, a_world
from tests.effort import tried
from tests.merging import ops_of
from tests.plan_dump import differing, in_sight
from tests.storages import PlanDatabase, ReadyDatabases, begun

REFUSALS = (
    InvalidDraft, UnknownThing, NotLinkable, NotLinked, NotErasable, ErasedValue, NothingToUndo,
    NothingToRedo, MovedOn, AlreadyUndone, NeverUndone,
)  # fmt: skip
TABLES = sorted(DRAFTS.keys() - invented.PROGRAM_MADE)
CLOCKS = (
    MORNING, MORNING + dt.timedelta(days=365), MORNING - dt.timedelta(days=365), MORNING,
    dt.datetime(1999, 12, 31, tzinfo=dt.UTC),
)  # fmt: skip
"""When each copy's computer believes that it is: a clock decides nothing."""


CHANCES = st.randoms(use_true_random=False)


class BrokenOff(Exception):
    """Somebody has broken an exchange off."""


class Copies(RuleBasedStateMachine):
    """Up to five copies of a plan, each on a computer of its own, and those who edit and carry them."""

    databases: ClassVar[ReadyDatabases]
    rounds: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.places: list[str] = []
        # A disk in memory where there is one: what a power cut leaves is another test's business.
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(prefix="loftesplan-", dir=memory if memory.is_dir() else None))
        self.stores: list[Store] = []
        self.births: dict[str, str] = {}
        self.written: dict[tuple[str, int], str | None] = {}

    def teardown(self) -> None:
        """Let all meet, and hold them against each other; leave nothing behind."""
        try:
            if self.stores:
                self._everybody_meets()
        finally:
            for store in self.stores:
                store.close()
            self.stack.close()
            shutil.rmtree(self.folder)

    @initialize(count=st.integers(2, 5), has_server=st.booleans())
    def a_plan_and_its_copies(self, count: int, has_server: bool) -> None:
        """One plan, begun on one computer, its file handed to the others."""
        first = begun(self.folder / "0.plan", self._world(0), actor="person 0")
        self.stores.append(first)
        agreement = first.do(add, DRAFTS["agreement"](municipality="Säffle")).value  # type: ignore[call-arg]
        first.do(add, DRAFTS["activity"](agreement=agreement, title="Torgmöte"))  # type: ignore[call-arg]
        first.close()
        self.stores.clear()
        for number in range(1, count):
            shutil.copyfile(self.folder / "0.plan", self.folder / f"{number}.plan")
        for number in range(count):
            path = self.folder / f"{number}.plan"
            self.stores.append(Store.open(path, self._world(number), actor=f"person {number}"))
        (self.folder / "utbyte").mkdir()
        self.places = [str(self.folder / "utbyte"), str(self.folder / "stickan.plan")]
        shutil.copyfile(self.folder / "0.plan", self.places[1])
        if has_server:
            server = PlanDatabase(self.stack.enter_context(self.databases.lent()), self.stack)
            server.admit(self.stores[0].plan)
            self.places.append(server.url)

    def _world(self, number: int) -> Any:
        return a_world(f"dator {number}", start=CLOCKS[number], tick=0.0 if number % 2 else 1.0)

    # What people do, each on their own copy.

    def _do(self, number: int, operation: Callable[..., Any], *args: Any, **named: Any) -> None:
        store = self.stores[number % len(self.stores)]
        with suppress(*REFUSALS):
            store.do(operation, *args, **named)

    def _rows(self, number: int) -> dict[str, list[str]]:
        def births(session: Session) -> list[tuple[str, str]]:
            found = select(OpRow.entity, OpRow.row).where(OpRow.field == "alive").distinct()
            return [(entity, row) for entity, row in session.execute(found.order_by(OpRow.row))]

        keys: dict[str, list[str]] = {}
        for entity, row in self.stores[number % len(self.stores)].read(births):
            keys.setdefault(entity, []).append(row)
        return keys

    def _any(self, data: st.DataObject, keys: dict[str, list[str]]) -> tuple[str, str]:
        table = data.draw(st.sampled_from(sorted(keys)))
        return table, data.draw(st.sampled_from(keys[table]), label=table)

    @rule(data=st.data(), who=st.integers(0, 4))
    def somebody_adds(self, data: st.DataObject, who: int) -> None:
        keys = self._rows(who)
        table = data.draw(st.sampled_from([name for name in TABLES if invented.ready(name, keys)]))
        self._do(who, add, data.draw(invented.drafts(table, keys)))

    @rule(data=st.data(), who=st.integers(0, 4))
    def somebody_changes(self, data: st.DataObject, who: int) -> None:
        keys = self._rows(who)
        table, key = self._any(data, keys)
        self._do(who, change, key, data.draw(invented.changes(table, keys)))

    @rule(data=st.data(), who=st.integers(0, 4))
    def somebody_deletes(self, data: st.DataObject, who: int) -> None:
        self._do(who, delete, self._any(data, self._rows(who))[1])

    @rule(data=st.data(), who=st.integers(0, 4), operation=st.sampled_from([link, link, unlink]))
    def somebody_links(self, data: st.DataObject, who: int, operation: Callable[..., Any]) -> None:
        keys = self._rows(who)
        left, right = data.draw(st.sampled_from(sorted(LINKS)))
        assume(keys.get(left) and keys.get(right))
        one, other = (data.draw(st.sampled_from(keys[side])) for side in (left, right))
        self._do(who, operation, one, other)

    @rule(data=st.data(), who=st.integers(0, 4))
    def somebody_notes(self, data: st.DataObject, who: int) -> None:
        self._do(who, note, self._any(data, self._rows(who))[1], "Ring tillbaka")

    @rule(data=st.data(), who=st.integers(0, 4))
    def somebody_logs(self, data: st.DataObject, who: int) -> None:
        keys = self._rows(who)
        assume(keys.get("activity"))
        activity = data.draw(st.sampled_from(keys["activity"]))
        on = data.draw(st.dates(dt.date(2017, 5, 1), dt.date(2017, 5, 3)))
        self._do(who, log_occurrence, activity, on=on, counters={"samtal": 1.0})

    @rule(who=st.integers(0, 4), operation=st.sampled_from([undo, undo, redo]))
    def somebody_takes_back(self, who: int, operation: Callable[..., Any]) -> None:
        self._do(who, operation)

    @rule(data=st.data(), who=st.integers(0, 4))
    def somebody_takes_back_anything(self, data: st.DataObject, who: int) -> None:
        steps = self.stores[who % len(self.stores)].read(
            lambda session: list(session.scalars(select(Step.id).order_by(Step.id)))
        )
        assume(steps)
        self._do(who, undo_step, data.draw(st.sampled_from(steps)))

    @rule(data=st.data(), who=st.integers(0, 4))
    def somebody_erases(self, data: st.DataObject, who: int) -> None:
        names = sorted(ops_of(self.stores[who % len(self.stores)]))
        self._do(who, redact, [data.draw(st.sampled_from(names))])

    # How the copies meet.

    @precondition(lambda self: len(self.stores) > 1)
    @rule(
        data=st.data(),
        one=st.integers(0, 4),
        other=st.integers(0, 4),
        chance=st.randoms(use_true_random=False),
    )
    def some_of_it_is_carried(self, data: st.DataObject, one: int, other: int, chance: random.Random) -> None:
        """From one copy to another, in any order, some of it twice and some of it never."""
        giver, taker = self.stores[one % len(self.stores)], self.stores[other % len(self.stores)]
        if giver is taker:
            return
        found = sorted(ops_of(giver).values(), key=lambda op: op.name)
        share = data.draw(st.sampled_from([0.3, 0.7, 1.0]))
        carried = [op for op in found if chance.random() < share]
        chance.shuffle(carried)
        taker.merge([*carried, *carried[:3]])
        self._holds(taker)

    @rule(who=st.integers(0, 4), where=st.integers(0, 2), broken_off_at=st.integers(0, 6))
    def somebody_meets_a_place(self, who: int, where: int, broken_off_at: int) -> None:
        """At one of the places where copies meet, all the way or broken off somewhere."""
        store = self.stores[who % len(self.stores)]
        with suppress(BrokenOff):
            self._meet(store, self.places[where % len(self.places)], broken_off_at)
        self._holds(store)

    def _meet(self, store: Store, address: str, broken_off_at: int = 0) -> None:
        told = 0

        def tell(_done: int, _of: int) -> None:
            nonlocal told
            told += 1
            if told == broken_off_at:
                raise BrokenOff

        with closing(open_place(store, address, actor="utbyte")) as there:
            sync(store, there, kind_of(address), tell=tell)

    def _holds(self, store: Store) -> None:
        found = store.read(lambda session: list(differences(session)))
        assert found == [], found
        assert store.read(lambda session: list(broken_links(ops(session)))) == []

    def _everybody_meets(self) -> None:
        for place in self.places:
            for _round in range(self.rounds):
                for store in self.stores:
                    self._meet(store, place)
        self._all_say_the_same()
        self._nothing_is_lost_or_doubled()

    def _all_say_the_same(self) -> None:
        first, *others = self.stores
        self._holds(first)
        shown = first.read(in_sight)
        with ExitStack() as stack:
            for url in self.places[2:]:
                server = Store.connect(url, self._world(0), actor="", plan=first.plan)
                others.append(stack.enter_context(server))
            for other in others:
                self._holds(other)
                assert differing(shown, other.read(in_sight)) == []
                assert other.read(state_hash) == first.read(state_hash)

    def _nothing_is_lost_or_doubled(self) -> None:
        known = ops_of(self.stores[0])
        for store in self.stores:
            assert ops_of(store) == known
            assert store.read(lambda s: s.scalar(select(func.count()).select_from(HeldRow))) == 0
            before = store.read(vector_here)
            again = store.merge(list(known.values()))
            assert not again.applied
            assert store.read(vector_here) == before
            self._no_occurrence_doubles(store)
        self._nothing_is_lost(known.values())

    def _no_occurrence_doubles(self, store: Store) -> None:
        made = store.read(lambda session: session.execute(select(Occurrence.activity, Occurrence.on)).all())
        by_day = Counter((row.activity, row.on) for row in made if row.activity and row.on)
        assert set(by_day.values()) <= {1}

    def _nothing_is_lost(self, known: Any) -> None:
        """Each op is a head, or somebody who had seen it wrote another in its place."""
        every: list[Op] = list(known)
        replaced = {(parent, op.row, op.field) for op in every for parent in op.parents}
        heads = {(row, field, site, seq) for row, field, site, seq in self.stores[0].read(_heads)}
        for op in every:
            is_head = (op.row, op.field, *op.name) in heads
            assert is_head != ((op.name, op.row, op.field) in replaced)


def _heads(session: Session) -> list[tuple[str, str, str, int]]:
    found = session.execute(select(HeadRow.row, HeadRow.field, HeadRow.site, HeadRow.seq))
    return [(row, field, site, seq) for row, field, site, seq in found]


@pytest.fixture(autouse=True)
def server(databases: ReadyDatabases) -> None:
    """A server for those of the examples that have one."""
    Copies.databases = databases


TestCopies = Copies.TestCase
TestCopies.settings = settings(max_examples=tried(8, 10_000), stateful_step_count=20, deadline=None)
