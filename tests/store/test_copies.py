"""A copy of a plan file shows itself as one, however it came to be, and the file itself stays what it is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.errors import PlanMissing, PlanReplaced
from db.journal.chain import broken_links
from db.journal.reading import ops
from db.operations import begin_agreement
from db.store import Store
from db.tables import Site
from db.world import World
from tests.builders import a_world, an_agreement


def _sites(store: Store) -> int:
    return store.read(lambda session: session.scalar(select(func.count()).select_from(Site))) or 0


def _write(path: Path, world: World) -> str:
    """Open the file, write in it as anybody would, and give the letters that it was written under."""
    with Store.open(path, world, actor="kommunpolis") as store:
        store.do(begin_agreement, an_agreement())
        assert store.read(lambda session: list(broken_links(ops(session)))) == []
        return store.here().letter


@pytest.fixture
def office(tmp_path: Path) -> World:
    """A computer that remembers how far its copies had come."""
    return replace(a_world("kommunhuset"), memory=tmp_path / "memory")


@pytest.fixture
def plan(tmp_path: Path, office: World) -> Path:
    """A plan that the office has begun."""
    path = tmp_path / "plan.plan"
    Store.create(path, office, actor="samordnare", letter="K", site_name="kommunen").close()
    assert _write(path, office) == "K"
    return path


def test_a_renamed_file_is_the_same_copy(plan: Path, office: World) -> None:
    other = plan.rename(plan.with_name("säffle 2017.plan"))
    assert _write(other, office) == "K"


def test_a_copied_file_is_a_copy_of_its_own_and_the_first_stays_itself(plan: Path, office: World) -> None:
    copy = plan.with_name("kopia.plan")
    shutil.copy2(plan, copy)
    letter = _write(copy, office)
    assert (len(letter), letter[0]) == (2, "K")
    assert _write(plan, office) == "K"
    assert _write(copy, office) == letter, "a copy that has become itself stays so"


def test_the_same_file_on_another_computer_is_a_copy_of_its_own(plan: Path, office: World) -> None:
    station = a_world("stationen")
    letter = _write(plan, station)
    assert letter != "K"
    assert _write(plan, office) == "K", "computers that take turns each find themselves again"
    assert _write(plan, station) == letter
    with Store.open(plan, office, actor="samordnare") as store:
        assert _sites(store) == 2


def test_a_backup_put_back_over_the_file_goes_on_as_another_copy(plan: Path, office: World) -> None:
    backup = plan.read_bytes()
    assert _write(plan, office) == "K"
    plan.write_bytes(backup)
    assert _write(plan, office) != "K", "K has written on elsewhere, and may have been exchanged"


def test_a_backup_that_lacks_nothing_is_the_file_itself(plan: Path, office: World) -> None:
    plan.write_bytes(plan.read_bytes())
    assert _write(plan, office) == "K"


def test_a_plan_that_was_taken_away_while_open_is_not_written_to(plan: Path, office: World) -> None:
    with Store.open(plan, office, actor="samordnare") as store:
        plan.unlink()
        with pytest.raises(PlanMissing):
            store.do(begin_agreement, an_agreement())


def test_a_plan_that_was_replaced_while_open_is_not_written_to(plan: Path, office: World) -> None:
    other = plan.with_name("från molnet.plan")
    shutil.copy2(plan, other)
    with Store.open(plan, office, actor="samordnare") as store:
        other.replace(plan)
        with pytest.raises(PlanReplaced):
            store.do(begin_agreement, an_agreement())
        with pytest.raises(PlanReplaced):
            store.here()


def test_a_plan_is_made_and_kept_wherever_the_program_goes_meanwhile(
    tmp_path: Path, office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Store.create(Path("här.plan"), office, actor="samordnare", letter="K", site_name="kommunen").close()
    with Store.open(Path("här.plan"), office, actor="samordnare") as store:
        monkeypatch.chdir(tmp_path.parent)
        store.do(begin_agreement, an_agreement())
        assert store.here().letter == "K"
