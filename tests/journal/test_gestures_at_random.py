"""Whatever people do, in whatever order, from however old a form, in two windows: the laws hold.

A machine of rules plays the people. It keeps its own picture of what each gesture changed, and holds
the plan against that picture and against what the log says.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from json import loads
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.drafts import DRAFTS
from db.errors import (
    ErasedValue,
    InvalidDraft,
    MovedOn,
    NotErasable,
    NothingToRedo,
    NothingToUndo,
    NotLinkable,
    NotLinked,
    PlanError,
    UnknownThing,
    WrittenAroundLog,
)
from db.journal.chain import broken_links
from db.journal.history import since
from db.journal.reading import ops
from db.journal.rebuild import differences, rebuild
from db.journal.state import conflicts
from db.journal.vector import Vector, vector_here
from db.operations import (
    add,
    change,
    delete,
    link,
    log_occurrence,
    note,
    record_paper,
    redact,
    redo,
    undo,
    unlink,
)
from db.operations.links import LINKS
from db.store import Store
from db.tables import THINGS, HeadRow, OpRow, Step, table_of
from tests import invented
from tests.builders import a_world
from tests.effort import tried
from tests.plan_dump import Dump, differing, everything, in_sight
from tests.storages import begun

REFUSALS = (InvalidDraft, UnknownThing, NotLinkable, NotLinked, NotErasable, ErasedValue)
TABLES = sorted(DRAFTS.keys() - invented.PROGRAM_MADE)
STATEMENTS = ("UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "INSERT INTO {0} SELECT * FROM {0}")


def as_people_see_it(session: Session) -> Dump:
    """The rows in sight, and the fields that somebody must decide."""
    undecided = [place for place in conflicts(session) if place[1] != "alive"]
    return in_sight(session) | {"conflicts": undecided}


class People(RuleBasedStateMachine):
    """Two windows on one plan file, and those who sit at them."""

    def __init__(self) -> None:
        super().__init__()
        # A disk in memory where there is one: what a power cut leaves is another test's business.
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(prefix="loftesplan-", dir=memory if memory.is_dir() else None))
        self.path = self.folder / "a.plan"
        world = a_world()
        first = begun(self.path, world, actor="kommunen")
        self.windows = [first, Store.open(self.path, world, actor="polisen")]
        self.keys: dict[str, list[str]] = {}
        self.seen: list[Vector] = [first.read(vector_here)]
        self.shown: Dump = first.read(as_people_see_it)
        self.done: list[tuple[Dump, Dump] | None] = []
        self.undone: list[tuple[Dump, Dump] | None] = []
        # In an undo's way stands only the paper of a meeting, which is never taken back itself.
        self.refusals: tuple[type[PlanError], ...] = REFUSALS

    def teardown(self) -> None:
        """Hold the whole against the log once more, and leave nothing behind."""
        try:
            if self.windows:
                self._rebuild_changes_nothing()
        finally:
            for window in self.windows:
                window.close()
            shutil.rmtree(self.folder)

    @initialize()
    def an_agreement_to_begin_with(self) -> None:
        """Most tables hang on an agreement, and most interesting things on an activity."""
        for table in ("agreement", "activity"):
            self._do(0, None, add, invented.ready(table, self.keys) and self._simple(table))

    def _simple(self, table: str) -> Any:
        draft: Any = DRAFTS[table]
        if table == "agreement":
            return draft(municipality="Säffle")
        return draft(agreement=self.keys["agreement"][0], title="Torgmöte")

    # What people do.

    def _do(
        self, window: int, seen: Vector | None, operation: Callable[..., Any], *args: Any, **named: Any
    ) -> Any:
        """Let one person do one thing; what is refused must leave everything as it was."""
        store = self.windows[window]
        before = store.read(vector_here)
        try:
            done = store.do_as_seen(seen, operation, *args, **named)
        except self.refusals:
            assert store.read(vector_here) == before
            assert differing(self.shown, store.read(as_people_see_it)) == []
            return None
        after = store.read(as_people_see_it)
        if operation not in (undo, redo):
            if done.step is not None:
                # Neither is taken back, and the pictures of before no longer show what they have changed.
                lasting = operation in (redact, record_paper)
                self.done = [None] * len(self.done) if lasting else [*self.done, (self.shown, after)]
                self.undone = []
            else:
                assert differing(self.shown, after) == []
        if operation in (add, note, link, log_occurrence) and done.value:
            self._learn(store)
        self.shown = after
        return done.value

    def _learn(self, store: Store) -> None:
        def births(session: Session) -> list[tuple[str, str]]:
            found = select(OpRow.entity, OpRow.row).where(OpRow.field == "alive").distinct()
            return [(entity, row) for entity, row in session.execute(found.order_by(OpRow.row))]

        for table in self.keys.values():
            table.clear()
        for entity, row in store.read(births):
            self.keys.setdefault(entity, []).append(row)

    def _old_form(self, data: st.DataObject) -> Vector | None:
        return data.draw(st.none() | st.none() | st.sampled_from(self.seen[-12:]), label="seen")

    def _any(self, data: st.DataObject) -> tuple[str, str]:
        table = data.draw(st.sampled_from(sorted(name for name, keys in self.keys.items() if keys)))
        return table, data.draw(st.sampled_from(self.keys[table]), label=table)

    @rule(data=st.data(), window=st.integers(0, 1))
    def somebody_adds(self, data: st.DataObject, window: int) -> None:
        table = data.draw(st.sampled_from([name for name in TABLES if invented.ready(name, self.keys)]))
        draft = data.draw(invented.drafts(table, self.keys))
        self._do(window, self._old_form(data), add, draft)

    @rule(data=st.data(), window=st.integers(0, 1))
    def somebody_changes(self, data: st.DataObject, window: int) -> None:
        table, key = self._any(data)
        self._do(window, self._old_form(data), change, key, data.draw(invented.changes(table, self.keys)))

    @rule(data=st.data(), window=st.integers(0, 1))
    def somebody_deletes(self, data: st.DataObject, window: int) -> None:
        _, key = self._any(data)
        self._do(window, self._old_form(data), delete, key)

    @rule(data=st.data(), window=st.integers(0, 1), operation=st.sampled_from([link, link, unlink]))
    def somebody_links(self, data: st.DataObject, window: int, operation: Callable[..., Any]) -> None:
        left, right = data.draw(st.sampled_from(sorted(LINKS)))
        assume(self.keys.get(left) and self.keys.get(right))
        one, other = (data.draw(st.sampled_from(self.keys[side])) for side in (left, right))
        self._do(window, self._old_form(data), operation, one, other)

    @rule(data=st.data(), window=st.integers(0, 1))
    def somebody_notes(self, data: st.DataObject, window: int) -> None:
        _, key = self._any(data)
        self._do(window, self._old_form(data), note, key, "Ring tillbaka")

    @precondition(lambda self: self.keys.get("activity"))
    @rule(data=st.data(), window=st.integers(0, 1), count=st.sampled_from([None, 1.0, 57.0]))
    def somebody_logs(self, data: st.DataObject, window: int, count: float | None) -> None:
        activity = data.draw(st.sampled_from(self.keys["activity"]))
        on = data.draw(st.dates(dt.date(2017, 5, 1), dt.date(2017, 5, 14)))
        counters = {} if count is None else {"samtal": count}
        self._do(window, self._old_form(data), log_occurrence, activity, on=on, counters=counters)

    @precondition(lambda self: self.keys.get("meeting"))
    @rule(data=st.data())
    def a_paper_is_made(self, data: st.DataObject) -> None:
        self._do(0, None, record_paper, data.draw(st.sampled_from(self.keys["meeting"])))
        self.refusals = (*REFUSALS, MovedOn)

    @rule(data=st.data())
    def something_is_erased(self, data: st.DataObject) -> None:
        def erasable(session: Session) -> list[tuple[str, int]]:
            return [
                op.name
                for op in ops(session, OpRow.field != "alive", OpRow.entity.in_(THINGS))
                if op.value is not None
            ]

        found = self.windows[0].read(erasable)
        names = data.draw(st.lists(st.sampled_from(found), min_size=1, max_size=2, unique=True))
        self._do(0, None, redact, names)

    @rule()
    def a_form_is_loaded(self) -> None:
        self.seen.append(self.windows[0].read(vector_here))

    # Taking back and doing again.

    @rule(window=st.integers(0, 1), times=st.integers(1, 3))
    def somebody_undoes_and_redoes(self, window: int, times: int) -> None:
        taken = [self._undo(window) for _ in range(times)]
        for _ in filter(None, taken):
            self._redo(window)

    @rule(window=st.integers(0, 1))
    def somebody_undoes(self, window: int) -> None:
        self._undo(window)

    @rule(window=st.integers(0, 1))
    def somebody_redoes(self, window: int) -> None:
        self._redo(window)

    def _undo(self, window: int) -> bool:
        if not self.done:
            with pytest.raises(NothingToUndo):
                self.windows[window].do(undo)
            return False
        if self._do(window, None, undo) is None:
            return False
        known = self.done.pop()
        self.undone.append(known)
        if known is not None:
            assert differing(known[0], self.shown) == []
        return True

    def _redo(self, window: int) -> None:
        if not self.undone:
            with pytest.raises(NothingToRedo):
                self.windows[window].do(redo)
        elif self._do(window, None, redo) is not None:
            known = self.undone.pop()
            self.done.append(known)
            if known is not None:
                assert differing(known[1], self.shown) == []

    # What nobody may do.

    @rule(data=st.data(), way=st.sampled_from(["read", "write", "another program"]))
    def somebody_goes_around_the_log(self, data: st.DataObject, way: str) -> None:
        full = sorted(
            name for name, rows in self.windows[0].read(everything).items() if rows and name != "held"
        )
        table = data.draw(st.sampled_from(full))
        column = {"op": "actor", "head": "site", "here": "plan"}.get(table, "id")
        statement = data.draw(st.sampled_from(STATEMENTS)).format(table, column)
        before = self.windows[0].read(everything)
        if way == "another program":
            with pytest.raises(sqlite3.Error), sqlite3.connect(self.path) as other:
                other.execute(statement)
            other.close()
        else:
            door = self.windows[0].read if way == "read" else self.windows[0].do
            with pytest.raises(WrittenAroundLog):
                door(lambda session: session.execute(text(statement)))
        assert differing(before, self.windows[0].read(everything)) == []

    # What holds at all times.

    @rule()
    def the_plan_is_remade(self) -> None:
        self._rebuild_changes_nothing()

    def _rebuild_changes_nothing(self) -> None:
        before = self.windows[0].read(everything)
        assert list(self.windows[0].read(lambda session: list(differences(session)))) == []
        self.windows[0].do(rebuild)
        assert differing(before, self.windows[0].read(everything)) == []

    @invariant()
    def the_chain_holds(self) -> None:
        found = self.windows[0].read(lambda session: list(ops(session)))
        assert list(broken_links(found)) == []
        last = Counter(op.site for op in found)
        assert self.windows[1].read(vector_here) == Vector(dict(last))
        entities = {(op.row, op.entity) for op in found}
        assert len(entities) == len({row for row, _ in entities})

    @invariant()
    def heads_are_what_nobody_names(self) -> None:
        def look(session: Session) -> tuple[set[Any], set[Any], set[str], set[str]]:
            found = session.execute(
                select(OpRow.row, OpRow.field, OpRow.site, OpRow.seq, OpRow.parents)
            ).all()
            named = {tuple(parent) for op in found for parent in loads(op.parents)}
            unnamed = {tuple(op[:4]) for op in found if (op.site, op.seq) not in named}
            heads = {tuple(head) for head in session.execute(select(table_of(HeadRow)))}
            steps = set(session.scalars(select(OpRow.step)))
            return unnamed, heads, steps, set(session.scalars(select(Step.id)))

        unnamed, heads, named_steps, steps = self.windows[1].read(look)
        assert heads == unnamed
        assert named_steps == steps

    @invariant()
    def since_lists_each_op_once(self) -> None:
        for vector in self.seen[-2:]:

            def look(session: Session, vector: Vector = vector) -> tuple[list[Any], list[Any]]:
                listed = [(change.site, change.seq) for change in since(session, vector)]
                found = session.execute(select(OpRow.site, OpRow.seq).where(OpRow.entity != "step"))
                return sorted(listed), sorted(tuple(name) for name in found if not vector.covers(*name))

            listed, missing = self.windows[0].read(look)
            assert listed == missing


TestPeople = People.TestCase
# Each step of theirs is checked by reading the whole plan, so fewer are tried than of a law on values.
TestPeople.settings = settings(max_examples=tried(10, 500), stateful_step_count=40)
