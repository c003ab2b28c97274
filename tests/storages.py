"""The storages that a plan is kept in, so that one suite can be run unchanged on each of them."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from db.store import Store, schema
from db.store.engines import WRITES, begin, postgres_engine, sqlite_engine
from db.world import World
from tests import postgres
from tests.builders import a_world

KINDS = ("sqlite", "postgresql")


class Storage(Protocol):
    """One place where a plan is kept, which any number of stores may have open at a time."""

    kind: str

    def open(self, world: World | None = None, *, actor: str = "samordnare") -> Store:
        """Open the plan, made at the first call; everything is closed when the test ends.

        Without a `world`, each window is opened on the one computer that the plan was made on.
        """

    def engine(self) -> Engine:
        """Connect to what the store stands on, as the store itself would."""


class PlanFile:
    """A plan in a file of its own."""

    kind = "sqlite"

    def __init__(self, folder: Path, template: Path, stack: ExitStack) -> None:
        self.path = folder / "saffle.plan"
        self._template = template
        self._world = a_world()
        self._stack = stack

    def open(self, world: World | None = None, *, actor: str = "samordnare") -> Store:
        """Open the file, made at the first call."""
        world = world or self._world
        begun = self.path.exists()
        if not begun:
            shutil.copyfile(self._template, self.path)
        store = self._stack.enter_context(Store.open(self.path, world, actor=actor))
        if not begun:
            store.begin("K", "kommunen")
        return store

    def engine(self) -> Engine:
        """Connect to the file."""
        engine = sqlite_engine(self.path, local=True)
        self._stack.callback(engine.dispose)
        return engine


class PlanDatabase:
    """A plan in a PostgreSQL database of its own."""

    kind = "postgresql"

    def __init__(self, url: str, stack: ExitStack) -> None:
        self.url = url
        self._world = a_world()
        self._stack = stack

    def open(self, world: World | None = None, *, actor: str = "samordnare") -> Store:
        """Open the database, begun at the first call."""
        world = world or self._world
        store = Store.connect(self.url, world, actor=actor, letter="K", site_name="kommunen")
        return self._stack.enter_context(store)

    def engine(self) -> Engine:
        """Connect to the database."""
        engine = postgres_engine(self.url)
        self._stack.callback(engine.dispose)
        return engine


def an_empty_file(folder: Path) -> Path:
    """A file that has all the tables and nothing in them, made once, to be copied for each test."""
    path = folder / "empty.plan"
    if not path.exists():
        path.touch()
        engine = sqlite_engine(path, local=False)
        with engine.execution_options(**WRITES).begin() as connection:
            begin(connection)
            schema.migrate(connection)
        engine.dispose()
    return path


@contextmanager
def an_empty_database() -> Iterator[str]:
    """A PostgreSQL database that has all the tables and nothing in them, to be copied for each test."""
    with postgres.database() as url:
        engine = postgres_engine(url)
        with engine.execution_options(**WRITES).begin() as connection:
            schema.migrate(connection)
        engine.dispose()
        yield url


@contextmanager
def copied(template: str) -> Iterator[str]:
    """A copy of a PostgreSQL database, which takes a tenth of the time of making its tables."""
    server = postgres_engine(make_url(template).set(database="postgres"))
    name = f"plan_{uuid.uuid4().hex}"
    bare = server.execution_options(isolation_level="AUTOCOMMIT")
    with bare.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{make_url(template).database}"'))
    try:
        yield make_url(template).set(database=name).render_as_string(hide_password=False)
    finally:
        with bare.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        server.dispose()


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The worker's own database to copy."""
    with an_empty_database() as url:
        yield url


@pytest.fixture(params=KINDS)
def storage(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Storage]:
    """Each storage in turn, empty."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield PlanFile(tmp_path, an_empty_file(tmp_path_factory.getbasetemp()), stack)
        else:
            template = request.getfixturevalue("postgres_template")
            yield PlanDatabase(stack.enter_context(copied(template)), stack)


@pytest.fixture
def store(storage: Storage) -> Store:
    """A plan that has just been begun, on each storage in turn."""
    return storage.open()


@pytest.fixture
def plan_file(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlanFile]:
    """A place for a plan file, for what only files do."""
    with ExitStack() as stack:
        yield PlanFile(tmp_path, an_empty_file(tmp_path_factory.getbasetemp()), stack)
