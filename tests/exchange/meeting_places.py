"""The places where a test's copies meet, one of each kind, so that one suite can be run unchanged on each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from db.exchange.opening import kind_of, open_place
from db.exchange.sync import Consent, sync
from db.store import Store
from db.views.exchange import Exchange
from tests.builders import Plan, a_plan, a_world
from tests.storages import PlanDatabase, ReadyDatabases, begun

KINDS = ("folder", "file", "server")


def copies(folder: Path, stack: ExitStack, count: int = 2) -> tuple[list[Store], Plan]:
    """Copies of a small plan, each on a computer of its own and in the hands of a person of its own."""
    first = folder / "kontoret.plan"
    with begun(first, a_world("dator 0")) as store:
        plan = a_plan(store)
    stores = []
    for number in range(count):
        path = first if not number else folder / f"stationen {number}.plan"
        if number:
            shutil.copyfile(first, path)
        world = a_world(f"dator {number}", tick=1.0 + number)
        stores.append(stack.enter_context(Store.open(path, world, actor=f"person {number}")))
    return stores, plan


def meet(here: Store, address: str, consent: frozenset[Consent] = frozenset()) -> Exchange:
    """Let a copy meet a place, as the command line does."""
    with closing(open_place(here, address, actor="utbyte")) as there:
        return sync(here, there, kind_of(address), consent=consent)


def a_place(kind: str, folder: Path, plan: str, databases: ReadyDatabases, stack: ExitStack) -> str:
    """The address of an empty place: a folder, a file that has what the plan began with, or a server."""
    if kind == "folder":
        (folder / "utbyte").mkdir()
        return str(folder / "utbyte")
    if kind == "file":
        path = folder / "stickan.plan"
        shutil.copyfile(folder / "kontoret.plan", path)
        return str(path)
    server = PlanDatabase(stack.enter_context(databases.lent()), stack)
    server.admit(plan)
    return server.url


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of place in turn."""
    return str(request.param)


@pytest.fixture
def office_and_station(tmp_path: Path) -> Iterator[tuple[Store, Store, Plan]]:
    """Two copies of one plan, before either has written."""
    with ExitStack() as stack:
        (office, station), plan = copies(tmp_path, stack)
        yield office, station, plan


@pytest.fixture
def address(
    kind: str, tmp_path: Path, databases: ReadyDatabases, office_and_station: tuple[Store, Store, Plan]
) -> Iterator[str]:
    """Where they meet."""
    with ExitStack() as stack:
        yield a_place(kind, tmp_path, office_and_station[0].plan, databases, stack)
