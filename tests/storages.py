"""The storages that a plan is kept in, so that one suite can be run unchanged on each of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text

from db.store import Store, schema
from db.store.engines import WRITES, begin, sqlite_engine
from db.store.server import postgres_engine
from db.world import World
from tests import postgres, servers
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
        """Connect to what the store stands on, with the rights to do anything to it."""


class PlanFile:
    """A plan in a file of its own."""

    kind = "sqlite"

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.path = folder / "saffle.plan"
        self._world = a_world()
        self._stack = stack

    def open(self, world: World | None = None, *, actor: str = "samordnare") -> Store:
        """Open the file, made at the first call."""
        world = world or self._world
        if self.path.exists():
            return self._stack.enter_context(Store.open(self.path, world, actor=actor))
        return self._stack.enter_context(begun(self.path, world, actor=actor))

    def engine(self) -> Engine:
        """Connect to the file."""
        engine = sqlite_engine(self.path, local=True)
        self._stack.callback(engine.dispose)
        return engine


class PlanDatabase:
    """A plan in a PostgreSQL database, reached as a municipality's own role reaches it."""

    kind = "postgresql"

    def __init__(self, administered: str, stack: ExitStack) -> None:
        self.administered = administered
        self.url = servers.login(administered, ROLE)
        self._plan = ""
        self._world = a_world()
        self._stack = stack

    def admit(self, plan: str) -> None:
        """Let a plan be kept there."""
        self._plan = plan
        servers.admit(self.administered, plan, ROLE)

    def open(self, world: World | None = None, *, actor: str = "samordnare") -> Store:
        """Open the plan, admitted and begun at the first call."""
        world = world or self._world
        if not self._plan:
            self.admit(world.new_key())
        store = Store.connect(self.url, world, actor=actor, plan=self._plan, letter="K", site_name="kommunen")
        return self._stack.enter_context(store)

    def engine(self) -> Engine:
        """Connect to the database as its administrator, whom it lets do anything."""
        engine = postgres_engine(self.administered, plan=self._plan)
        self._stack.callback(engine.dispose)
        return engine


ROLE = "saffle"
"""Who the plans on the tests' server are open to."""


def begun(
    path: Path, world: World | None = None, *, actor: str = "samordnare", site_name: str = "kommunen"
) -> Store:
    """A new plan file as `Store.create` leaves it, from tables that were made once: a tenth of the work."""
    assert not path.exists()
    path.write_bytes(_empty_plan())
    store = Store.open(path, world or a_world(), actor=actor)
    store.begin("K", site_name)
    return store


@cache
def _empty_plan() -> bytes:
    """A plan file that has all the tables and nothing in them."""
    with tempfile.TemporaryDirectory(prefix="loftesplan-") as folder:
        path = Path(folder) / "empty.plan"
        path.touch()
        engine = sqlite_engine(path, local=False)
        with engine.execution_options(**WRITES).begin() as connection:
            begin(connection)
            schema.migrate(connection)
        engine.dispose()
        return path.read_bytes()


class ReadyDatabases:
    """PostgreSQL databases that have all the tables, lent to one test after another.

    A new database costs the server as much as many a test, and emptying one costs next to nothing. Since
    it is used again, nobody may alter its tables: a test that must asks for a `postgres_url` of its own.
    """

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._free: list[str] = []

    @contextmanager
    def lent(self) -> Iterator[str]:
        """One with nothing in its tables, as SQLAlchemy's URL for it."""
        url = self._free.pop() if self._free else self._made()
        yield url
        _empty(url)
        self._free.append(url)

    def _made(self) -> str:
        url = self._stack.enter_context(postgres.database())
        servers.prepare(url)
        refusing = "CREATE EVENT TRIGGER lent ON ddl_command_start EXECUTE FUNCTION lent()"
        servers.administer(url, _REFUSAL, refusing)
        return url


_REFUSAL = """
CREATE FUNCTION lent() RETURNS event_trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'this database is lent: its tables stay as they are'; END $$
"""

_EMPTYING = """
DO $$
DECLARE name text;
BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
END $$
"""


def _empty(url: str) -> None:
    """Show everybody out, and leave nothing in the tables; their guards look away."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(_EMPTYING))


@pytest.fixture(scope="session")
def databases() -> Iterator[ReadyDatabases]:
    """The worker's own databases."""
    with ExitStack() as stack:
        yield ReadyDatabases(stack)


@pytest.fixture(params=KINDS)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """Each storage in turn, empty."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield PlanFile(tmp_path, stack)
        else:
            databases: ReadyDatabases = request.getfixturevalue("databases")
            yield PlanDatabase(stack.enter_context(databases.lent()), stack)


@pytest.fixture
def store(storage: Storage) -> Store:
    """A plan that has just been begun, on each storage in turn."""
    return storage.open()


@pytest.fixture
def plan_file(tmp_path: Path) -> Iterator[PlanFile]:
    """A place for a plan file, for what only files do."""
    with ExitStack() as stack:
        yield PlanFile(tmp_path, stack)
