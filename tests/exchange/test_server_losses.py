"""Losing the server at any moment, on the way to it or as a whole, loses nothing and doubles nothing."""

from __future__ import annotations

import gc
import random
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db.errors import ServerFailed
from db.exchange.opening import open_place
from db.exchange.sync import sync
from db.journal.chain import Op
from db.operations import add, change
from db.queries.checking import soundness
from db.store import Store
from db.views.exchange import PlaceKind
from tests import servers
from tests.asking import log
from tests.builders import Plan, a_plan, an_activity
from tests.effort import tried
from tests.exchange.cluster import Cluster, a_cluster
from tests.exchange.lossy_proxy import Faults, LossyProxy
from tests.storages import begun
from tests.store.writer import a_real_world

PASSWORD = "hemligt"

pytestmark = pytest.mark.filterwarnings("ignore:.*was deleted while still open:ResourceWarning")


@dataclass(slots=True)
class Meeting:
    """Office and station, who meet at a server: the office through a network that fails it."""

    cluster: Cluster
    office: Store
    station: Store
    plan: Plan
    network: LossyProxy
    turn: int = 0
    failed: list[str] = field(default_factory=list)

    def edit(self) -> None:
        """Both write something, and the station, whose network holds, brings its own to the server."""
        self.turn += 1
        self.office.do(change, self.plan.activity, {"place": f"Torget {self.turn}"})
        self.office.do(add, an_activity(self.plan.agreement, title=f"Från kontoret {self.turn}"))
        self.station.do(add, an_activity(self.plan.agreement, title=f"Från stationen {self.turn}"))
        meet(self.station, self.cluster.port)

    def try_to_meet(self) -> bool:
        """The office meets the server, or is told that it could not."""
        try:
            meet(self.office, self.network.port)
        except ServerFailed as error:
            self.failed.append(error.detail)
            return False
        return True

    def assert_nothing_is_lost_or_doubled(self) -> None:
        """The server holds a plan that is sound; and once the network is whole, all three hold the same."""
        wrote = {op.name for store in (self.office, self.station) for op in log(store)}
        with self.on_server() as server:
            assert server.read(soundness).problems == ()
        self.network.strike(Faults())
        assert self.try_to_meet()
        meet(self.station, self.cluster.port)
        with self.on_server() as server:
            held = log(server)
            assert {op.name for op in held} == wrote
            assert by_name(held) == by_name(log(self.office)) == by_name(log(self.station))

    def on_server(self) -> Store:
        """The plan as the server keeps it."""
        return connected(self.cluster.port, self.office.plan)


def by_name(ops: list[Op]) -> list[Op]:
    return sorted(ops, key=lambda op: op.name)


def address(port: int) -> str:
    return f"postgresql://kontoret@127.0.0.1:{port}/postgres"


def connected(port: int, plan: str) -> Store:
    return Store.connect(address(port), a_real_world(), actor="", plan=plan, password=PASSWORD)


def meet(here: Store, port: int) -> None:
    there = open_place(here, address(port), actor="", password=PASSWORD)
    try:
        sync(here, there, PlaceKind.SERVER)
    finally:
        there.close()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server for these tests alone."""
    with a_cluster() as cluster:
        cluster.start()
        servers.prepare(cluster.administered)
        yield cluster


@pytest.fixture
def meeting(cluster: Cluster, tmp_path: Path) -> Iterator[Meeting]:
    """Two copies that have met at the server once, where nothing went wrong yet."""
    server = ("127.0.0.1", cluster.port)
    with ExitStack() as stack:
        files = [tmp_path / "kontoret.plan", tmp_path / "stationen.plan"]
        with begun(files[0], a_real_world("kontoret")) as first:
            plan = a_plan(first)
        shutil.copyfile(*files)
        office, station = (
            stack.enter_context(Store.open(file, a_real_world(file.stem), actor=file.stem)) for file in files
        )
        cluster.a_client(office.plan, "kontoret", PASSWORD)
        meet(office, cluster.port)
        meet(station, cluster.port)
        network = stack.enter_context(LossyProxy(lambda: socket.create_connection(server)))
        yield Meeting(cluster, office, station, plan, network)
    gc.collect()  # The driver complains of a cursor that was lost with its server, here and nowhere else.


@pytest.mark.parametrize("fault", ["loses_commit", "loses_answer"])
def test_every_commit_and_every_answer_to_one_may_be_lost(meeting: Meeting, fault: str) -> None:
    for number in range(1, 50):
        meeting.edit()
        before = len(meeting.failed)
        meeting.network.strike(Faults(**{fault: number}))
        met = meeting.try_to_meet()
        cuts = meeting.network.heard.cuts
        assert met is not bool(cuts), meeting.failed[before:]
        meeting.assert_nothing_is_lost_or_doubled()
        if not cuts:
            break
    print(f"{fault}: {number - 1} commits of an exchange, each lost once")
    assert number > 2


@pytest.mark.parametrize("way", ["sent", "answered"])
def test_the_connection_may_break_after_any_number_of_bytes(meeting: Meeting, way: str) -> None:
    meeting.edit()
    meeting.network.strike(Faults())
    assert meeting.try_to_meet()
    heard = meeting.network.heard
    whole = len(heard.sent) if way == "sent" else heard.answered
    times, cuts = tried(12, 400), 0
    for turn in range(times):
        meeting.edit()
        meeting.network.strike(Faults(**{way: whole * turn // times}))
        met = meeting.try_to_meet()
        assert met is not bool(meeting.network.heard.cuts)
        cuts += meeting.network.heard.cuts
        meeting.assert_nothing_is_lost_or_doubled()
    print(f"{way}: the connection broken {cuts} times, within the first {whole} bytes")
    assert cuts > times * 0.8


def test_a_slow_network_makes_nothing_worse_than_slow(meeting: Meeting) -> None:
    meeting.edit()
    meeting.network.strike(Faults(delay=0.01))
    assert meeting.try_to_meet()
    meeting.assert_nothing_is_lost_or_doubled()


def test_the_server_may_stop_at_any_moment_as_when_the_power_goes(meeting: Meeting) -> None:
    chance, stopped, times = random.Random(4), 0, tried(5, 100)
    meeting.edit()
    meeting.network.strike(Faults(delay=0.003))
    began = time.monotonic()
    assert meeting.try_to_meet()
    usual = time.monotonic() - began
    for _ in range(times):
        meeting.edit()
        meeting.network.strike(Faults(delay=0.003))
        office = threading.Thread(target=meeting.try_to_meet)
        before = len(meeting.failed)
        office.start()
        time.sleep(usual * chance.random())
        meeting.cluster.stop("immediate")
        office.join()
        stopped += len(meeting.failed) - before
        meeting.cluster.start()
        meeting.assert_nothing_is_lost_or_doubled()
    print(f"the server stopped in the midst of {stopped} exchanges of {times}")
    assert stopped > times // 4


def test_a_server_that_is_not_there_is_said_to_be_so_and_is_met_when_it_is_back(meeting: Meeting) -> None:
    meeting.edit()
    meeting.cluster.stop("fast")
    assert not meeting.try_to_meet()
    meeting.cluster.start()
    meeting.assert_nothing_is_lost_or_doubled()
