"""A plan of an older version is copied beside itself, then migrated: all of it, or nothing."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.errors import DamagedPlan, LockedPlan, ReadOnlyPlan
from db.store import Store, engines, schema
from db.store.server import postgres_engine
from db.tables import Contact
from tests import servers
from tests.asking import assert_remade_alike
from tests.builders import a_plan, a_world
from tests.plan_dump import differing, everything
from tests.store.older import an_older_file, upgrade

OLDER = range(1, schema.CURRENT)


def open_again(path: Path) -> Store:
    return Store.open(path, a_world("en annan dag"), actor="samordnare")


def described(path: Path) -> set[tuple[str, ...]]:
    """What tables, indexes and triggers a file has."""
    with closing(sqlite3.connect(path)) as connection:
        return set(
            connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        )


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def files(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


@pytest.mark.parametrize("version", OLDER)
def test_a_file_of_every_older_version_is_copied_aside_and_migrated(tmp_path: Path, version: int) -> None:
    path = an_older_file(tmp_path / "gammal.plan", version)
    older = described(path)
    with open_again(path) as store:
        store.begin("K", "kommunen")
        a_plan(store)
        assert_remade_alike(store)
    aside = tmp_path / f"gammal.before-{version}.plan"
    assert files(tmp_path).keys() == {path.name, aside.name}
    assert (version_of(aside), version_of(path)) == (version, schema.CURRENT)
    assert described(aside) == older
    fresh = tmp_path / "ny.plan"
    Store.create(fresh, a_world(), actor="", letter="K", site_name="").close()
    assert described(path) == described(fresh)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan with something in it, closed, of what is soon to be an older version."""
    path = tmp_path / "plan.plan"
    with Store.create(path, a_world(), actor="", letter="K", site_name="kommunen") as store:
        a_plan(store)
    return path


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let the program be one version ahead of the file, by a migration that has nothing to do."""
    was = schema.CURRENT
    monkeypatch.setattr(schema, "CURRENT", was + 1)
    return was


def test_what_a_plan_holds_is_in_the_copy_and_in_the_migrated_plan(path: Path, newer: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    with open_again(path) as store:
        after = store.read(everything)
    aside = path.with_name(f"plan.before-{newer}.plan")
    with closing(sqlite3.connect(aside)) as connection:
        assert list(connection.iterdump()) == before
    assert version_of(aside) == newer
    with open_again(aside) as store:
        assert differing(after, store.read(everything)) == []


def test_a_copy_never_takes_an_earlier_copys_place(path: Path, newer: int) -> None:
    earlier = path.with_name(f"plan.before-{newer}.plan")
    earlier.write_text("Min egen fil")
    open_again(path).close()
    assert earlier.read_text() == "Min egen fil"
    assert version_of(path.with_name(f"plan.before-{newer}-2.plan")) == newer


def test_a_migrated_plan_is_not_copied_again(path: Path, newer: int) -> None:
    open_again(path).close()
    before = files(path.parent)
    open_again(path).close()
    assert files(path.parent) == before
    assert newer == schema.CURRENT - 1


def test_what_another_process_has_not_yet_moved_into_the_file_is_in_the_copy(path: Path, newer: int) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("CREATE TABLE recent (id)")
        other.commit()
        open_again(path).close()
        aside = path.with_name(f"plan.before-{newer}.plan")
        assert ("table", "recent") in {row[:2] for row in described(aside)}


def test_while_another_program_writes_nothing_is_begun(
    path: Path, newer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedPlan):
            open_again(path)
        assert [file for file in files(path.parent) if "before" in file] == []
        other.execute("ROLLBACK")
    assert version_of(path) == newer


def test_a_migration_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = an_older_file(tmp_path / "gammal.plan", 1)
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE decision (id)")
    before = files(tmp_path)
    with pytest.raises(DamagedPlan):
        open_again(path)
    assert files(tmp_path) == before


def test_an_older_plan_that_may_not_be_written_to_is_told(path: Path, newer: int) -> None:
    before = files(path.parent)
    with pytest.raises(ReadOnlyPlan):
        Store.open(path, a_world(), actor="", read_only=True)
    assert files(path.parent) == before
    assert version_of(path) == newer


OPENING = """
import sys
from pathlib import Path
from db.store import Store, schema
from tests.builders import a_world, an_agreement
from db.operations import add
schema.CURRENT += 1
print(flush=True)
sys.stdin.readline()
with Store.open(Path(sys.argv[1]), a_world(sys.argv[2]), actor="") as store:
    store.do(add, an_agreement())
"""


def test_two_processes_that_open_an_older_plan_at_once_migrate_it_once(path: Path, newer: int) -> None:
    command = [sys.executable, "-c", OPENING, str(path)]
    both = [
        subprocess.Popen([*command, machine], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for machine in ("kommunhuset", "polishuset")
    ]
    for process in both:
        assert process.stdout is not None
        process.stdout.readline()
    for process in both:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in both:
        process.communicate()
        assert process.returncode == 0
    assert files(path.parent).keys() == {"plan.plan", f"plan.before-{newer}.plan"}
    with open_again(path) as store:
        assert_remade_alike(store)


def test_a_server_with_one_plan_from_before_many_is_migrated_where_it_stands(postgres_url: str) -> None:
    engine = postgres_engine(postgres_url)
    with engine.execution_options(**engines.WRITES).begin() as connection:
        upgrade(connection, 8)
        pen = text("SELECT set_config('loftesplan.journal', 'on', true)")
        connection.execute(pen)
        here = "INSERT INTO here VALUES ('dator', '', :plan, :site, 'K', 0)"
        connection.execute(text(here), {"plan": PLAN, "site": "a" * 16})
        connection.execute(text(f"INSERT INTO contact VALUES ('{'c' * 36}', true, '', NULL, 'Ada', '', '')"))
    engine.dispose()
    servers.prepare(postgres_url)
    there = servers.login(postgres_url, "saffle")
    servers.admit(postgres_url, PLAN, "saffle")
    with Store.connect(there, a_world("dator"), actor="samordnare") as store:
        assert store.read(lambda session: session.scalars(select(Contact.name)).all()) == ["Ada"]
        assert store.here().plan == PLAN
        assert int(store.read(_version)) == schema.CURRENT


PLAN = "11111111-1111-4111-8111-111111111111"


def _version(session: Session) -> str:
    return str(session.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
