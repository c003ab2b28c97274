"""A file is told from anything else before it is touched, and each way of being wrong has its error."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.errors import (
    LockedPlan,
    NewerPlan,
    NotAPlan,
    PlanExists,
    PlanMissing,
    ReadOnlyPlan,
    StorageError,
)
from db.journal.history import history
from db.operations import add, change
from db.store import Store, disk, engines, plan_file, schema
from db.tables import Activity
from tests.asking import field
from tests.builders import a_plan, an_agreement
from tests.store.opening import begin, contents, open_again, refused


def test_a_new_plan_is_one_file_alone_once_it_is_closed(tmp_path: Path) -> None:
    with begin(tmp_path / "ny.plan") as store:
        a_plan(store)
    assert contents(tmp_path).keys() == {"ny.plan"}


def test_a_file_says_of_itself_that_it_is_a_plan_and_of_which_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA application_id").fetchone() == (plan_file.APPLICATION_ID,)
        assert other.execute("PRAGMA user_version").fetchone() == (schema.CURRENT,)
    assert path.read_bytes()[68:72] == b"LPLN"


def test_a_new_plan_never_takes_another_files_place(path: Path, tmp_path: Path) -> None:
    (tmp_path / "mapp.plan").mkdir()
    (tmp_path / "länk.plan").symlink_to(tmp_path / "ingenstans")
    for taken in (path, tmp_path / "mapp.plan", tmp_path / "länk.plan"):
        before = contents(tmp_path)
        with pytest.raises(PlanExists):
            begin(taken)
        assert contents(tmp_path) == before


def test_a_new_plan_in_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanMissing):
        begin(tmp_path / "ingen mapp" / "ny.plan")
    assert contents(tmp_path) == {}


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "saknas.plan", PlanMissing)
    (tmp_path / "trasig länk.plan").symlink_to(tmp_path / "ingenstans")
    refused(tmp_path / "trasig länk.plan", PlanMissing)


def test_a_path_through_a_file_is_missing(path: Path) -> None:
    with pytest.raises(StorageError):
        open_again(path / "inuti.plan")


def test_what_is_no_plan_is_told(tmp_path: Path) -> None:
    (tmp_path / "mapp.plan").mkdir()
    (tmp_path / "text.plan").write_text("Inte en plan\n" * 100)
    (tmp_path / "tom.plan").touch()
    (tmp_path / "kort.plan").write_bytes(b"SQLite format 3\x00")
    (tmp_path / "huvud.plan").write_bytes(b"SQLite format 3\x00" + bytes(84))
    with closing(sqlite3.connect(tmp_path / "annat.plan")) as other:
        other.execute("CREATE TABLE recept (id)")
    for name in ("mapp", "text", "tom", "kort", "huvud", "annat"):
        refused(tmp_path / f"{name}.plan", NotAPlan)


def test_a_pipe_is_no_plan_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör.plan")
    with pytest.raises(NotAPlan):
        open_again(tmp_path / "rör.plan")


def test_a_plan_of_a_newer_version_is_told_with_both_versions(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {schema.CURRENT + 3}")
    error = refused(path, NewerPlan)
    assert isinstance(error, NewerPlan)
    assert (error.version, error.known) == (schema.CURRENT + 3, schema.CURRENT)


def test_a_newer_version_that_stands_only_in_the_log_beside_the_file_is_seen(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA wal_autocheckpoint = 0")
        newer.execute(f"PRAGMA user_version = {schema.CURRENT + 3}")
        assert plan_file.look(path, str(path)) == schema.CURRENT
        with pytest.raises(NewerPlan):
            open_again(path)


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long in a test."""
    monkeypatch.setattr(engines, "PATIENCE", 0.1)


@pytest.mark.usefixtures("impatience")
def test_a_file_that_another_program_is_writing_to_is_told_as_locked(path: Path) -> None:
    with open_again(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedPlan):
            store.do(add, an_agreement())
        assert store.read(history), "reading goes on meanwhile"
        other.execute("ROLLBACK")
        store.do(add, an_agreement())


@pytest.mark.usefixtures("impatience")
def test_a_file_that_another_program_keeps_for_itself_is_told_as_locked(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedPlan):
            open_again(path)
        other.execute("ROLLBACK")


def test_a_writer_waits_for_another_that_is_soon_done(path: Path) -> None:
    script = (
        "import sqlite3, sys, time\n"
        "other = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "other.execute('BEGIN IMMEDIATE')\n"
        "print(flush=True)\n"
        "time.sleep(0.5)\n"
        "other.execute('ROLLBACK')\n"
    )
    with open_again(path) as store:
        waiting = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        with waiting:
            assert waiting.stdout is not None
            waiting.stdout.readline()
            store.do(add, an_agreement())
    assert waiting.returncode == 0


def pragma(store: Store, name: str) -> object:
    return store.read(lambda session: session.execute(text(f"PRAGMA {name}")).scalar())


def test_on_a_local_disk_the_log_is_written_ahead_and_each_gesture_reaches_the_disk(path: Path) -> None:
    assert disk.is_local(path)
    with open_again(path) as store:
        assert pragma(store, "journal_mode") == "wal"
        assert pragma(store, "synchronous") == 2
        assert pragma(store, "foreign_keys") == 1
        assert pragma(store, "secure_delete") == 1


def test_on_a_stick_the_file_is_whole_after_each_gesture(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = path.with_name("sticka.plan")
    on_a_stick(path.parent, monkeypatch)
    with begin(plan) as store:
        assert pragma(store, "journal_mode") == "delete"
        assert pragma(store, "synchronous") == 2
        key = a_plan(store).activity
        assert contents(plan.parent).keys() == {plan.name, path.name}
        copy = plan.with_name("kopia.plan")
        shutil.copyfile(plan, copy)
        with open_again(copy) as other:
            assert field(other, key, "title") == "Torgmöte"


def test_a_plan_carried_from_the_disk_to_a_stick_and_back_changes_its_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as outside:
        on_a_stick(path.parent, outside)
        with open_again(path) as store:
            assert pragma(store, "journal_mode") == "delete"
    with open_again(path) as store:
        assert pragma(store, "journal_mode") == "wal"


def on_a_stick(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system say that a folder lies on a USB stick: the outside world, not our own code."""
    some_disk = psutil.disk_partitions(all=True)[0]
    stick = some_disk._replace(mountpoint=str(folder), fstype="vfat", opts="rw")
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: [stick])


def test_two_stores_on_one_file_see_each_others_gestures_at_once(path: Path) -> None:
    with open_again(path) as here, open_again(path) as there:

        def activity(session: Session) -> str:
            return session.scalars(select(Activity.id)).one()

        key = here.read(activity)
        here.do(change, key, {"title": "Ett"})
        assert field(there, key, "title") == "Ett"
        there.do(change, key, {"title": "Två"})
        assert field(here, key, "title") == "Två"


def test_names_that_a_uri_would_misread_are_names(tmp_path: Path) -> None:
    for name in ("100 % klar?.plan", "a#b&c=d.plan", "åäö 👮.plan", "två  blanka.plan", "%41.plan"):
        path = tmp_path / name
        with begin(path) as store:
            store.do(add, an_agreement())
        with open_again(path) as store:
            assert store.read(history)
        assert path.is_file()
    assert len(contents(tmp_path)) == 5


@pytest.fixture
def anybodys_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that users other than ours can get to."""
    folder = tmp_path_factory.mktemp("delad")
    for place in (folder, *folder.parents):
        if place.stat().st_uid == os.geteuid() and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
    yield folder
    folder.chmod(0o755)


AS_ANOTHER = """
import os, sys
from pathlib import Path
from db.errors import StorageError
from db.journal.history import history
from db.operations import add
from db.store import Store
from tests.builders import a_world, an_agreement
if os.geteuid() == 0:  # Only now: another user may not be able to reach the program.
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
what, path = sys.argv[1], Path(sys.argv[2])
try:
    if what == "create":
        Store.create(path, a_world(), actor="", letter="K", site_name="").close()
    with Store.open(path, a_world(), actor="") as store:
        print("read", len(store.read(history)))
        store.do(add, an_agreement())
        print("wrote")
except StorageError as error:
    print(type(error).__name__)
"""


def as_another_user(what: str, path: Path) -> list[str]:
    """What somebody who is not root, and so is held by the modes of files, gets done."""
    script = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER, what, str(path)], capture_output=True, text=True, check=False
    )
    assert script.returncode == 0, script.stderr
    return script.stdout.splitlines()


def test_a_file_that_may_not_be_written_to_is_read_and_says_so(path: Path, anybodys_folder: Path) -> None:
    plan = anybodys_folder / "plan.plan"
    shutil.copyfile(path, plan)
    plan.chmod(0o444)
    anybodys_folder.chmod(0o777)
    before = plan.read_bytes()
    assert as_another_user("open", plan) == ["read 2", ReadOnlyPlan.__name__]
    assert plan.read_bytes() == before


def test_a_folder_that_may_not_be_written_to_is_read_and_says_so(path: Path, anybodys_folder: Path) -> None:
    plan = anybodys_folder / "plan.plan"
    shutil.copyfile(path, plan)
    plan.chmod(0o666)
    anybodys_folder.chmod(0o555)
    before = contents(anybodys_folder)
    assert as_another_user("open", plan) == ["read 2", ReadOnlyPlan.__name__]
    assert as_another_user("create", anybodys_folder / "ny.plan") == [ReadOnlyPlan.__name__]
    assert contents(anybodys_folder) == before


def test_a_file_that_may_not_even_be_read_is_told(path: Path, anybodys_folder: Path) -> None:
    plan = anybodys_folder / "plan.plan"
    shutil.copyfile(path, plan)
    plan.chmod(0o000)
    assert as_another_user("open", plan) == ["DiskFailed"]
