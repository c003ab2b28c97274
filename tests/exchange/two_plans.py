"""A server that holds the plans of two municipalities, and what one of them might try on the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from db.journal.chain import Op, as_columns
from db.store import Store
from tests import servers
from tests.builders import Plan, a_plan, a_world
from tests.storages import ReadyDatabases, begun
from tests.store.writer import a_real_world

SAFFLE = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
GRUMS = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"


@dataclass(frozen=True, slots=True)
class TwoPlans:
    """The database, how each municipality comes to it, and what is in its plan."""

    administered: str
    saffle: str
    grums: str
    of_saffle: Plan
    of_grums: Plan

    def store(self, url: str, plan: str = "") -> Store:
        """Open a plan as the program does, on the computer of whoever comes."""
        machine = make_url(url).username or ""
        return Store.connect(url, a_real_world(machine), actor="samordnare", plan=plan)


def psql(url: str, plan: str = "") -> psycopg.Connection[tuple[object, ...]]:
    """Come as somebody who writes SQL by hand, with a plan named for the whole session."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(address, autocommit=True)
    if plan:
        connection.execute("SELECT set_config('loftesplan.plan', %s, false)", [plan])
    return connection


@contextmanager
def connected(url: str, plan: str = "") -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The same, let go of at the end."""
    connection = psql(url, plan)
    try:
        yield connection
    finally:
        connection.close()


def put(hand: psycopg.Connection[tuple[object, ...]], op: Op) -> None:
    """Add an op by hand."""
    columns = as_columns(op)
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join(f"%({name})s" for name in columns)
    hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
    hand.execute(f"INSERT INTO op ({names}) VALUES ({places})", columns)


@pytest.fixture
def two(databases: ReadyDatabases) -> Iterator[TwoPlans]:
    """Säffle's plan and Grums' on one server, each begun there."""
    with databases.lent() as administered:
        yield _filled(administered)


@pytest.fixture
def two_alone(postgres_url: str) -> TwoPlans:
    """The same in a database of the test's own, whose tables anybody may try to alter."""
    servers.prepare(postgres_url)
    return _filled(postgres_url)


def _filled(administered: str) -> TwoPlans:
    urls: list[str] = []
    plans: list[Plan] = []
    for name, plan in (("saffle", SAFFLE), ("grums", GRUMS)):
        url = servers.login(administered, name)
        servers.admit(administered, plan, name)
        with Store.connect(url, a_world(name), actor="", plan=plan, letter="K", site_name=name) as store:
            plans.append(a_plan(store, title=f"Torgmöte i {name}"))
        urls.append(url)
    return TwoPlans(administered, urls[0], urls[1], plans[0], plans[1])


@pytest.fixture
def a_file(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """New plan files, each on a computer of its own."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(begun(tmp_path / f"{name}.plan", a_world(name)))
