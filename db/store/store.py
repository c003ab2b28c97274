"""The store: a plan that is open, to be read and to be changed one gesture at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from db.errors import (
    DamagedPlan,
    DiskFull,
    LockedPlan,
    NewerPlan,
    PlanError,
    PlanExists,
    PlanMissing,
    PlanReplaced,
    ReadOnlyPlan,
    ServerFailed,
    StorageError,
    WrittenAroundLog,
)
from db.journal.cards import keep_cards
from db.journal.chain import Op
from db.journal.here import STANDS, Here, read_here
from db.journal.merging import Merged
from db.journal.pen import pen_down
from db.journal.settling import settle
from db.journal.vector import Vector
from db.journal.writing import Writing
from db.operations import begin_plan, new_copy
from db.operations.taking_in import take_in
from db.queries import copy_here
from db.queries.checking import soundness
from db.store import disk, failures, plan_file, schema
from db.store.collecting import nothing_collected
from db.store.contents import Contents, FolderContents, folder_beside
from db.store.copies import Copies, letter_for
from db.store.done import Done
from db.store.engines import READS, WRITES, begin, begin_with, sqlite_engine
from db.store.server import enter
from db.store.server_contents import ServerContents
from db.tables import HereRow
from db.views.exchange import Card
from db.views.here import CopyHere
from db.world import World

P = ParamSpec("P")
T = TypeVar("T")


class Store:
    """An open plan. Each gesture is one session and one transaction: written whole, or not at all."""

    def __init__(
        self,
        engine: Engine,
        world: World,
        actor: str,
        *,
        name: str,
        contents: Contents,
        place: str = "",
        plan: str = "",
        file: Path | None = None,
        refusal: StorageError | None = None,
    ) -> None:
        self.name = name
        self.refusal = refusal
        self.contents = contents
        self._file = (file, _identity(file)) if file is not None else None
        self._copies = Copies(world.memory)
        self._engine = engine
        self._world = world
        self._actor = actor
        self._place = place
        self._plan = plan
        stands = {STANDS: (world.machine, place)}
        self._writing = sessionmaker(
            engine.execution_options(**WRITES), class_=Writing, expire_on_commit=False, info=stands
        )
        reads = engine if engine.dialect.name == "sqlite" else engine.execution_options(**READS)
        self._reading = sessionmaker(reads, expire_on_commit=False, info=stands)
        begin_with(self._writing)
        begin_with(self._reading)

    @classmethod
    def create(cls, path: Path, world: World, *, actor: str, letter: str, site_name: str) -> Store:
        """Make a new plan file, whole or not at all, and open it. `letter` begins this copy's numbers."""
        draft = plan_file.draft_beside(path)
        try:
            with failures.named(str(path)):
                engine = sqlite_engine(draft.absolute(), local=False)
                place = partial(disk.place_of, draft, known_as=path)
                _make(engine, draft, world, actor, letter, site_name, place)
            plan_file.put_in_place(draft, path)
        except StorageError:
            if path.exists():
                raise PlanExists(str(path)) from None  # Another was quicker.
            raise
        finally:
            plan_file.throw_away(draft)
        return cls.open(path, world, actor=actor)

    @classmethod
    def open(cls, path: Path, world: World, *, actor: str, read_only: bool = False) -> Store:
        """Open a plan file. An older one is copied beside itself, then migrated.

        A file that cannot be written to, since it may not or since its disk is full, is opened for
        reading; a gesture then raises `refusal`, which says why.
        """
        name, path = str(path), Path(os.path.realpath(path))
        version = plan_file.look(path, name)
        if version > schema.CURRENT:
            raise NewerPlan(name, version, schema.CURRENT)
        with failures.named(name):
            local, place = disk.is_local(path), disk.place_of(path)
            refusal = ReadOnlyPlan(name) if read_only else plan_file.refusal(path, name)
            if refusal is None:
                engine = sqlite_engine(path, local=local)
                try:
                    with failures.named(name):
                        schema.bring_up(engine, path)
                    beside = FolderContents(folder_beside(path), name)
                    return cls(engine, world, actor, name=name, place=place, file=path, contents=beside)
                except DiskFull as full:
                    refusal = full
                    engine.dispose()
                except DBAPIError as error:
                    engine.dispose()
                    raise DamagedPlan(name, str(error.orig)) from error
                except BaseException:
                    engine.dispose()
                    raise
            if version < schema.CURRENT:
                raise refusal
            engine = sqlite_engine(path, local=local, read_only=True)
            beside = FolderContents(folder_beside(path), name, refusal=refusal)
            return cls(engine, world, actor, name=name, place=place, refusal=refusal, contents=beside)

    @classmethod
    def connect(
        cls,
        url: str,
        world: World,
        *,
        actor: str,
        plan: str = "",
        password: str = "",
        letter: str = "",
        site_name: str = "",
    ) -> Store:
        """Open a plan on a PostgreSQL server whose administrator has admitted our role to it.

        `plan` is its identity, left out where the role may reach no other. It may be empty as yet, and
        waits for what copies bring, unless it is begun here, as in a new file, by its first `letter`.
        """
        engine, shown, plan = enter(url, plan, password)
        store = cls(engine, world, actor, name=shown, plan=plan, contents=ServerContents(engine, shown))
        if letter:
            store.begin(letter, site_name)
        return store

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask something of the plan, all of it as of one moment."""
        with self._named(), self._reading() as session:
            self._see_file()
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
        with self._named(), self._writing() as session, session.begin():
            self._see_file()
            here = self._be_oneself(session)
            session.begin_step(self._world, here, operation.__name__, self._actor, seen)
            value = operation(session, *args, **kwargs)
            settle(session)
            step = session.step
            done = Done(value, step.id if step.written else None, step.touched)
        self._copies.has_come(step.site, step.seq, step.digest)
        return done

    def merge(self, found: Iterable[Op]) -> Merged:
        """Take in what other copies have written; all of it or, where it fails, nothing."""
        with self._taking_in() as session:
            merged = take_in(session, found)
        self._copies.ask_again()
        return merged

    def rehearse(self, found: Iterable[Op], look: Callable[[Session, Merged], T]) -> T:
        """Look at the plan as it would be with what other copies have written; nothing stays."""
        with self._taking_in() as session:
            try:
                return look(session, take_in(session, found))
            finally:
                session.rollback()

    def keep_cards(self, found: Iterable[Card]) -> None:
        """Remember the cards of copies that were met."""
        with self._taking_in() as session:
            keep_cards(session, found)

    def be_oneself(self) -> None:
        """Make a copy of a file one of its own, if it has not become so by writing: it is about to be met."""
        with self._taking_in() as session:
            here = self._be_oneself(session)
        self._copies.has_come(here.site, here.seq, here.digest)

    @contextmanager
    def _taking_in(self) -> Iterator[Writing]:
        if self.refusal is not None:
            raise self.refusal
        with nothing_collected(), self._named(), self._writing() as session, session.begin():
            self._see_file()
            yield session

    @property
    def plan(self) -> str:
        """The plan's identity, the same in all of its copies."""
        if not self._plan:
            self._plan = self.here().plan
        return self._plan

    @property
    def place(self) -> str:
        """Names where on this computer the plan is open; see db.store.disk.place_of."""
        return self._place

    @property
    def world(self) -> World:
        """What the plan's keeping was handed from outside."""
        return self._world

    def here(self) -> CopyHere:
        """Tell which plan this is, and which copy of it."""
        return self.read(copy_here, self._world.machine, self._place)

    def begin(self, letter: str, site_name: str) -> None:
        """Give an empty plan its identity and its first copy's; one that has them keeps them."""
        with failures.named(self.name), self._writing() as session, session.begin():
            if session.scalar(select(HereRow.plan).limit(1)) is not None:
                return
            here = self._become(session, plan=self._plan or self._world.new_key(), letter=letter)
            session.begin_step(self._world, here, begin_plan.__name__, self._actor)
            begin_plan(session, site_name)
            settle(session)

    def forget_traces(self) -> None:
        """After an erasure, leave no trace of what was erased in the file or in the journal beside it.

        Freed pages are overwritten as they are freed (secure_delete), but rows that were moved between
        pages may have left a copy of themselves, so the file is written anew; and the write-ahead log,
        which would hold the pages as they were before, is emptied. Raises LockedPlan while another reads
        in it. What a PostgreSQL server keeps of former rows is its own affair.
        """
        if self._engine.dialect.name == "sqlite" and self.refusal is None:
            with failures.named(self.name), self._engine.connect() as connection:
                connection.exec_driver_sql("VACUUM")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
            if busy:
                raise LockedPlan(self.name)

    def close(self) -> None:
        """Let go of the file or the server."""
        self._copies.remember()
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Use the store for the length of a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it at the block's end."""
        self.close()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Give failures their names; and if one has none, see whether the plan is damaged.

        SQLite does not notice when a byte within a value has changed: what falls over it is what reads
        the value. Without damage, it is a mistake of ours and stays what it is.
        """
        try:
            with failures.named(self.name):
                yield
        except (PlanError, WrittenAroundLog):
            raise
        except Exception as error:
            if self._is_damaged():
                raise DamagedPlan(self.name, str(error)) from error
            raise

    def _is_damaged(self) -> bool:
        try:
            with failures.named(self.name), self._reading() as session:
                return bool(soundness(session).problems)
        except ServerFailed:
            return False
        except Exception:
            return True

    def _see_file(self) -> None:
        """Raise if the file has been taken away or replaced since it was opened.

        What is written to a file without a name is lost when it is closed.
        """
        if self._file is not None:
            path, opened = self._file
            try:
                found = _identity(path)
            except FileNotFoundError:
                raise PlanMissing(self.name) from None
            if found != opened:
                raise PlanReplaced(self.name)

    def _be_oneself(self, session: Writing) -> Here:
        """Find who writes here, and before the first write of a copy of the file make it one of its own.

        Two copies that both wrote as the same site would give the same numbers to different ops.
        """
        here = read_here(session, self._world.machine, self._place)
        if here is not None and not self._copies.was_further(session, here):
            return here
        before = copy_here(session, self._world.machine, self._place)
        here = self._become(session, plan=before.plan, letter=before.letter)
        session.begin_step(self._world, here, new_copy.__name__, self._actor)
        new_copy(session, before.name)
        settle(session)
        return here.after(session.step.seq, session.step.digest)

    def _become(self, session: Writing, *, plan: str, letter: str) -> Here:
        """Take a new site's identity on this computer, at this place."""
        machine, place, site = self._world.machine, self._place, self._world.new_site()
        mine = {
            "machine": machine, "place": place, "plan": plan, "site": site,
            "letter": letter_for(session, letter, site), "numbered": 0,
        }  # fmt: skip
        with pen_down(session):
            connection = session.connection()
            connection.execute(delete(HereRow).where(HereRow.machine == machine, HereRow.place == place))
            connection.execute(insert(HereRow), mine)
        here = read_here(session, machine, place)
        assert here is not None, "it was written just now"
        return here


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _make(
    engine: Engine,
    draft: Path,
    world: World,
    actor: str,
    letter: str,
    site_name: str,
    place: Callable[[], str],
) -> None:
    """Fill a new file beside the place it is to have."""
    draft.touch(exist_ok=False)
    try:
        with engine.execution_options(**WRITES).begin() as connection:
            begin(connection)
            schema.migrate(connection)
        beside = FolderContents(folder_beside(draft), str(draft))
        store = Store(engine, world, actor, name=str(draft), place=place(), contents=beside)
        store.begin(letter, site_name)
    finally:
        engine.dispose()
