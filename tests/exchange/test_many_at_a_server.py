"""A whole region meets at one server, in turn and at once, and in the end all say the same."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from db.journal.state import state_hash
from db.operations import add, change
from db.store import Store
from tests.builders import Plan, a_plan, a_world, an_activity
from tests.effort import tried
from tests.exchange.meeting_places import a_place, meet
from tests.merging import ops_of
from tests.storages import ReadyDatabases, begun

AT_ONCE = 8
"""How many are at the server at the same moment."""


@pytest.mark.parametrize("way", ["in turn", "at once"])
def test_copies_that_meet_at_a_server_all_say_the_same(
    tmp_path: Path, databases: ReadyDatabases, way: str
) -> None:
    count = tried(6, 50)
    with ExitStack() as stack:
        stores, plan = many_copies(tmp_path, stack, count)
        address = a_place("server", tmp_path, stores[0].plan, databases, stack)
        for number, store in enumerate(stores):
            store.do(add, an_activity(plan.agreement, title=f"Aktivitet {number}"))
            store.do(change, plan.activity, {"place": f"Plats {number}"})
        began = time.monotonic()
        for _round in range(2):
            with ThreadPoolExecutor(1 if way == "in turn" else AT_ONCE) as people:
                list(people.map(lambda store: meet(store, address), stores))
        took = time.monotonic() - began
        known = ops_of(stores[0])
        assert len({op.site for op in known.values()}) == count
        for store in stores[1:]:
            assert ops_of(store) == known
        assert len({store.read(state_hash) for store in (stores[0], stores[-1])}) == 1
    print(f"{count} copies met the server twice, {way}: {took:.1f} s")


def many_copies(folder: Path, stack: ExitStack, count: int) -> tuple[list[Store], Plan]:
    """Copies of one plan, each in a municipality of its own."""
    first = folder / "kontoret.plan"
    with begun(first, a_world("dator 0")) as store:
        plan = a_plan(store)
    stores = []
    for number in range(count):
        path = folder / f"kopia {number}.plan" if number else first
        if number:
            shutil.copyfile(first, path)
        world = a_world(f"dator {number}")
        stores.append(stack.enter_context(Store.open(path, world, actor=f"person {number}")))
    return stores, plan
