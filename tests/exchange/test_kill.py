"""An exchange may be killed at any moment: nothing is lost, nothing doubles, and it can be done again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.operations import add, change
from db.queries.checking import soundness
from db.store import Store
from db.tables import OpRow
from tests.asking import assert_remade_alike
from tests.builders import a_plan, an_activity
from tests.effort import tried
from tests.exchange.meeting_places import a_place, meet
from tests.merging import ops_of
from tests.storages import ReadyDatabases
from tests.store.killable import Killer, a_killer
from tests.store.writer import a_real_world


@pytest.fixture
def killer() -> Iterator[Killer]:
    with a_killer() as killer:
        yield killer


def said(session: Session) -> set[str | None]:
    """All titles that were ever given, as the log has them."""
    return set(session.scalars(select(OpRow.value).where(OpRow.field == "title")))


def opened(path: Path, machine: str) -> Store:
    """A copy on its own computer."""
    return Store.open(path, a_real_world(machine), actor=machine)


def test_whoever_is_killed_as_copies_meet_loses_nothing_and_doubles_nothing(
    killer: Killer, tmp_path: Path, kind: str, databases: ReadyDatabases
) -> None:
    office, station = tmp_path / "kontoret.plan", tmp_path / "stationen.plan"
    with Store.create(office, a_real_world("kontoret"), actor="", letter="K", site_name="kontoret") as store:
        plan, identity = a_plan(store), store.plan
    shutil.copyfile(office, station)
    chance = random.Random()
    written: set[str] = set()
    rounds = tried(4, 70)
    cut_off = 0
    with ExitStack() as stack:
        place = a_place(kind, tmp_path, identity, databases, stack)
        for _ in range(2):  # The first time it is slower than it will be.
            whole = killer.let_be("exchange", str(office), "kontoret", place)
        for number in range(rounds):
            for path in (office, station):
                with opened(path, path.stem) as store:
                    title = f"{path.stem} {number}"
                    store.do(add, an_activity(plan.agreement, title=title))
                    store.do(change, plan.activity, {"title": f"{title} torg"})
                    written |= {title, f"{title} torg"}
                told = killer.kill(
                    "exchange", str(path), path.stem, place, lines=0, seconds=chance.uniform(0, whole)
                )
                cut_off += told == []
                with opened(path, path.stem) as store:
                    found = store.read(soundness)
                    assert not found.problems, f"round {number}: {found.problems[:3]}"
        with opened(office, "kontoret") as one, opened(station, "stationen") as other:
            for store in (one, other, one):
                meet(store, place)
            assert ops_of(one) == ops_of(other)
            assert {f'"{title}"' for title in written} <= one.read(said)
            for store in (one, other):
                assert_remade_alike(store)
    print(f"killed {cut_off} of {2 * rounds} exchanges before they had ended ({kind})")
    assert cut_off or rounds < tried(rounds + 1, rounds), "of so many, chance ends some in the middle"
