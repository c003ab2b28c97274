"""The store: a plan that is open, to be read and to be changed one gesture at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Concatenate, Generic, ParamSpec, Self, TypeVar

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session, sessionmaker

from db.errors import DiskFull, NewerPlan, NotAPlan, ReadOnlyPlan, StorageError
from db.journal.here import Here, read_here
from db.journal.pen import pen_down
from db.journal.settling import settle
from db.journal.vector import Vector
from db.journal.writing import Writing
from db.operations import begin_plan, new_copy
from db.store import disk, failures, plan_file, schema
from db.store.copies import letter_for
from db.store.engines import READS, WRITES, begin, begin_with, postgres_engine, sqlite_engine
from db.tables import HereRow, Site
from db.world import World

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A gesture that has been carried out: what it gave, its step (None if nothing changed), whose rows."""

    value: T
    step: str | None
    touched: frozenset[str]


class Store:
    """An open plan. Each gesture is one session and one transaction: written whole, or not at all."""

    def __init__(
        self,
        engine: Engine,
        world: World,
        actor: str,
        *,
        name: str,
        place: str = "",
        refusal: StorageError | None = None,
    ) -> None:
        self.name = name
        self.refusal = refusal
        self._engine = engine
        self._world = world
        self._actor = actor
        self._place = place
        self._writing = sessionmaker(
            engine.execution_options(**WRITES), class_=Writing, expire_on_commit=False
        )
        reads = engine if engine.dialect.name == "sqlite" else engine.execution_options(**READS)
        self._reading = sessionmaker(reads, expire_on_commit=False)
        begin_with(self._writing)
        begin_with(self._reading)

    @classmethod
    def create(cls, path: Path, world: World, *, actor: str, letter: str, site_name: str) -> Store:
        """Make a new plan file, whole or not at all, and open it. `letter` begins this copy's numbers."""
        draft = plan_file.draft_beside(path)
        try:
            with failures.named(str(path)):
                engine = sqlite_engine(draft, local=False)
                _make(engine, draft, world, actor, letter, site_name)
            plan_file.put_in_place(draft, path)
        finally:
            plan_file.throw_away(draft)
        return cls.open(path, world, actor=actor)

    @classmethod
    def open(cls, path: Path, world: World, *, actor: str, read_only: bool = False) -> Store:
        """Open a plan file. An older one is copied beside itself, then migrated.

        A file that cannot be written to, since it may not or since its disk is full, is opened for
        reading; a gesture then raises `refusal`, which says why.
        """
        version = plan_file.look(path)
        if version > schema.CURRENT:
            raise NewerPlan(str(path), version, schema.CURRENT)
        with failures.named(str(path)):
            local = disk.is_local(path)
            refusal = ReadOnlyPlan(str(path)) if read_only else plan_file.refusal(path)
            if refusal is None:
                try:
                    engine = sqlite_engine(path, local=local)
                    with failures.named(str(path)):
                        _bring_up(engine, path)
                    return cls(engine, world, actor, name=str(path), place=disk.place_of(path))
                except DiskFull as full:
                    refusal = full
            if version < schema.CURRENT:
                raise refusal
            engine = sqlite_engine(path, local=local, read_only=True)
            return cls(engine, world, actor, name=str(path), refusal=refusal)

    @classmethod
    def connect(cls, url: str, world: World, *, actor: str, letter: str = "K", site_name: str = "") -> Store:
        """Open a plan kept in PostgreSQL, making its tables if the database has none."""
        engine = postgres_engine(url)
        shown = engine.url.render_as_string(hide_password=True)
        with failures.named(shown):
            with engine.execution_options(**WRITES).begin() as connection:
                version = schema.version(connection)
                if version > schema.CURRENT:
                    raise NewerPlan(shown, version, schema.CURRENT)
                if version < schema.CURRENT:
                    schema.migrate(connection)
            store = cls(engine, world, actor, name=shown)
            if store.read(lambda session: session.scalar(select(HereRow.id))) is None:
                store.begin(letter, site_name)
        return store

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask something of the plan, all of it as of one moment."""
        with failures.named(self.name), self._reading() as session:
            return query(session, *args, **kwargs)

    def do(
        self,
        operation: Callable[Concatenate[Writing, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[T]:
        """Carry out one gesture on the plan as it is now."""
        return self.do_as_seen(None, operation, *args, **kwargs)

    def do_as_seen(
        self,
        seen: Vector | None,
        operation: Callable[Concatenate[Writing, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[T]:
        """Carry out one gesture of a person whose form showed the plan as of `seen`."""
        if self.refusal is not None:
            raise self.refusal
        with failures.named(self.name), self._writing() as session, session.begin():
            here = self._be_oneself(session)
            session.begin_step(self._world, here, operation.__name__, self._actor, seen)
            value = operation(session, *args, **kwargs)
            settle(session)
            written = session.step.written
            return Done(value, session.step.id if written else None, frozenset(op.row for op in written))

    def begin(self, letter: str, site_name: str) -> None:
        """Give an empty plan its identity and its first copy's."""
        with failures.named(self.name), self._writing() as session, session.begin():
            site = self._world.new_site()
            row = {
                "id": 1, "plan": self._world.new_key(), "site": site, "letter": letter,
                "machine": self._world.machine, "place": self._place, "numbered": 0,
            }  # fmt: skip
            with pen_down(session):
                session.connection().execute(insert(HereRow), row)
            session.begin_step(self._world, read_here(session), begin_plan.__name__, self._actor)
            begin_plan(session, site_name)
            settle(session)

    def forget_traces(self) -> None:
        """After an erasure, leave no trace of what was erased in the file or in the journal beside it.

        Freed pages are overwritten as they are freed (secure_delete); this empties the write-ahead log,
        which would hold the pages as they were before.
        """
        if self._engine.dialect.name == "sqlite" and self.refusal is None:
            with failures.named(self.name), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Use the store for the length of a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it at the block's end."""
        self.close()

    def _be_oneself(self, session: Writing) -> Here:
        """Before a write, take a new identity if this file is a copy of the one it was.

        Two copies that both wrote as the same site would give the same numbers to different ops.
        """
        here = read_here(session)
        if here.machine == self._world.machine and here.place == self._place:
            return here
        moved_disk = here.machine == self._world.machine and not (here.place and self._place)
        known: dict[str, object] = {"machine": self._world.machine, "place": self._place}
        if not moved_disk:
            site = self._world.new_site()
            known |= {"site": site, "letter": letter_for(session, here.letter, site), "numbered": 0}
        with pen_down(session):
            session.connection().execute(update(HereRow).values(known))
        if not moved_disk:
            name = session.scalar(select(Site.name).where(Site.id == here.site)) or ""
            session.begin_step(self._world, read_here(session), new_copy.__name__, self._actor)
            new_copy(session, name)
            settle(session)
        return read_here(session)


def _make(engine: Engine, draft: Path, world: World, actor: str, letter: str, site_name: str) -> None:
    """Fill a new file beside the place it is to have."""
    draft.touch(exist_ok=False)
    try:
        with engine.execution_options(**WRITES).begin() as connection:
            begin(connection)
            schema.migrate(connection)
        store = Store(engine, world, actor, name=str(draft), place=disk.place_of(draft))
        store.begin(letter, site_name)
    finally:
        engine.dispose()


def _bring_up(engine: Engine, path: Path) -> None:
    """Migrate a file of an older version, after copying it; one at a time, if two processes meet here."""
    with engine.connect() as connection:
        version = schema.version(connection)
    if version == schema.CURRENT:
        return
    if version == 0:
        raise NotAPlan(str(path))
    if version > schema.CURRENT:
        raise NewerPlan(str(path), version, schema.CURRENT)
    plan_file.copy_aside(path, version)
    with engine.execution_options(**WRITES).begin() as connection:
        begin(connection)
        if schema.version(connection) < schema.CURRENT:
            schema.migrate(connection)
