"""A process may be killed at any moment: what it said was saved is there, and the file is sound."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import PlanMissing
from db.operations import add
from db.queries.checking import soundness
from db.store import Store
from db.tables import OpRow
from tests.asking import assert_remade_alike
from tests.builders import a_plan, an_agreement
from tests.effort import tried
from tests.store.killable import Killer, a_killer
from tests.store.older import an_older_file
from tests.store.writer import a_real_world, be_on_a_stick


@pytest.fixture
def killer() -> Iterator[Killer]:
    with a_killer() as killer:
        yield killer


def titles(session: Session) -> set[str | None]:
    """All titles that were ever given, as the log has them."""
    return set(session.scalars(select(OpRow.value).where(OpRow.field == "title")))


@pytest.mark.parametrize("disk", ["local", "stick"])
def test_every_edit_that_a_killed_process_told_of_is_in_the_file(
    killer: Killer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, disk: str
) -> None:
    path = tmp_path / "plan.plan"
    if disk == "stick":
        monkeypatch.setattr(psutil, "disk_partitions", psutil.disk_partitions)  # To be put back afterwards.
        be_on_a_stick()
    with Store.create(path, a_real_world(), actor="", letter="K", site_name="kommunen") as store:
        plan = a_plan(store)
    chance = random.Random()
    acknowledged: set[str] = set()
    rounds = tried(10, 100)
    for number in range(rounds):
        lines, seconds = chance.randint(0, 12), chance.expovariate(50)
        told = killer.kill("edit", str(path), plan.agreement, str(number), disk, lines=lines, seconds=seconds)
        acknowledged.update(told)
        with Store.open(path, a_real_world(), actor="samordnare") as store:
            saved = store.read(titles)
            missing = {title for title in acknowledged if f'"{title}"' not in saved}
            assert not missing, f"round {number}: {missing}"
            found = store.read(soundness)
            assert not found.problems, f"round {number}: {found.problems[:3]}"
            assert found.sites == 1
    assert len(acknowledged) >= rounds
    with Store.open(path, a_real_world(), actor="samordnare") as store:
        assert_remade_alike(store)


def test_a_process_killed_while_it_makes_a_plan_leaves_a_whole_one_or_none(
    killer: Killer, tmp_path: Path
) -> None:
    path = tmp_path / "ny.plan"
    whole = 0.0
    for _ in range(2):  # The first time it is slower than it will be.
        whole = killer.let_be("create", str(path))
        path.unlink()
    chance = random.Random()
    outcomes = []
    for _ in range(tried(8, 100)):
        told = killer.kill("create", str(path), lines=0, seconds=chance.uniform(0, whole))
        outcomes.append(path.exists())
        if path.exists():
            with Store.open(path, a_real_world(), actor="") as store:
                found = store.read(soundness)
                assert (found.problems, found.sites) == ((), 1)
                store.do(add, an_agreement())
            path.unlink()
        else:
            assert told == []
            with pytest.raises(PlanMissing):
                Store.open(path, a_real_world(), actor="")
    assert not all(outcomes)
    Store.create(path, a_real_world(), actor="", letter="K", site_name="kommunen").close()
    left = {file.name for file in tmp_path.iterdir()}
    assert left == {"ny.plan"}, "what was cut off is swept up when the name is taken"


def test_a_process_killed_while_it_migrates_leaves_the_older_plan_or_the_newer(
    killer: Killer, tmp_path: Path
) -> None:
    for name in ("först", "sedan"):  # The first time it is slower than it will be.
        whole = killer.let_be("migrate", str(an_older_file(tmp_path / f"{name}.plan", 2)))
    chance = random.Random()
    cut_off = 0
    for number in range(tried(8, 100)):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = an_older_file(folder / "gammal.plan", 2)
        told = killer.kill("migrate", str(path), lines=0, seconds=chance.uniform(0, whole))
        cut_off += told == []
        with Store.open(path, a_real_world(), actor="") as store:
            store.begin("K", "kommunen")
            assert not store.read(soundness).problems
            store.do(add, an_agreement())
        # One that was cut off between its copy and its migration is copied again.
        copies = [file for file in folder.iterdir() if file != path]
        assert {file.name for file in copies} <= {"gammal.before-2.plan", "gammal.before-2-2.plan"}
        assert copies
        for copy in copies:
            assert copy.read_bytes()[60:64] == (2).to_bytes(4)
    assert cut_off
