"""A disk that can be filled: `python -m tests.store.small_disk SCENARIO FOLDER` tells what happens on it.

Run within a mount namespace of its own, it mounts a few MiB of memory at the folder, which are gone when
it ends. Where nobody may do that, files are kept from growing instead, which the system calls another
error: then SQLite cannot tell a full disk from a broken one.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import func, select

from db.errors import DiskFailed, DiskFull
from db.journal.rebuild import differences
from db.operations import add
from db.queries.checking import soundness
from db.store import Store, schema
from db.store.contents import FolderContents
from db.tables import Agreement
from tests.builders import a_plan, a_world, an_agreement
from tests.merging import ops_of
from tests.store.older import an_older_file

MOUNTING = (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"])


def tell(scenario: str, folder: Path) -> dict[str, object]:
    """Run a scenario on a disk of its own, and give what it tells."""
    command = [sys.executable, "-m", "tests.store.small_disk", scenario, str(folder)]
    enclosed = next(
        (way for way in MOUNTING if _works([*way, "mount", "-t", "tmpfs", "x", str(folder)])), None
    )
    done = subprocess.run(
        [*(enclosed or []), *command, "mount" if enclosed else "limit"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


class Disk:
    """The folder, and how to leave only so much room in it."""

    def __init__(self, folder: Path, mounted: bool) -> None:
        self.folder = folder
        self.mounted = mounted
        self.errors = (DiskFull,) if mounted else (DiskFull, DiskFailed)
        if mounted:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)
        else:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    @contextmanager
    def room(self, kilobytes: int) -> Iterator[None]:
        """Leave only so much for new bytes (in any one file, where no disk can be mounted) for a while."""
        if not self.mounted:
            before = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, before[1]))
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)
            return
        ballast = self.folder / "ballast"
        free = shutil.disk_usage(self.folder).free
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(free - kilobytes * 1024, 1))
        try:
            yield
        finally:
            ballast.unlink()

    def contents(self) -> dict[str, bytes]:
        """Every file but the ballast, with its bytes.

        SQLite's shared memory holds nothing of the plan. It and an empty log, begun where there was no
        room to go on, stay until the plan is next opened and closed.
        """
        found = {file.name: file.read_bytes() for file in self.folder.iterdir() if file.name != "ballast"}
        return {
            name: content
            for name, content in found.items()
            if not name.endswith("-shm") and (content or not name.endswith("-wal"))
        }


def create(disk: Disk) -> dict[str, object]:
    """Make new plans with more and more room."""
    path = disk.folder / "ny.plan"
    outcomes = []
    for kilobytes in (0, 4, 8, 40, 100, 200, 300, 400, 500, 600, 700, 800, 1200, 2000):
        with disk.room(kilobytes):
            try:
                Store.create(path, a_world(), actor="", letter="K", site_name="").close()
            except disk.errors:
                assert disk.contents() == {}, f"{kilobytes}: {sorted(disk.contents())}"
                outcomes.append("full")
                continue
        assert disk.contents().keys() == {path.name}
        with Store.open(path, a_world(), actor="") as store:
            assert store.read(soundness).problems == ()
        path.unlink()
        outcomes.append("made")
    return {"outcomes": outcomes}


def write(disk: Disk) -> dict[str, object]:
    """Write until the disk is full, look at what is left, and write on when there is room again."""
    path = disk.folder / "plan.plan"
    counts = []
    with Store.create(path, a_world(), actor="", letter="K", site_name="") as store:
        a_plan(store)
        for kilobytes in (100, 130, 171, 250):
            saved = agreements(store)
            with disk.room(kilobytes):
                try:
                    for _ in range(2000):
                        store.do(add, an_agreement(title="x" * 150))
                        saved += 1
                except disk.errors:
                    pass
                else:
                    raise AssertionError("the disk did not fill")
                assert agreements(store) == saved, "nothing that was saved is lost, nothing half is there"
            store.do(add, an_agreement())
            assert agreements(store) == saved + 1
            counts.append(saved)
        assert list(store.read(lambda session: list(differences(session)))) == []
    with Store.open(path, a_world(), actor="") as store:
        assert store.read(soundness).problems == ()
        assert agreements(store) == counts[-1] + 1
    return {"counts": counts}


def agreements(store: Store) -> int:
    """How many agreements a plan has."""
    return store.read(lambda session: session.scalar(select(func.count()).select_from(Agreement))) or 0


def migrate(disk: Disk) -> dict[str, object]:
    """Open plans of an older version with more and more room."""
    outcomes = []
    for kilobytes in (0, 8, 40, 100, 200, 300, 400, 500, 700, 900, 1500, 2500):
        path = an_older_file(disk.folder / "gammal.plan", 4)
        before = disk.contents()
        with disk.room(kilobytes):
            try:
                Store.open(path, a_world(), actor="").close()
            except disk.errors:
                assert disk.contents() == before, f"{kilobytes}: {sorted(disk.contents())}"
                outcomes.append("full")
            else:
                # What stands in the log is saved, even if there is no room to move it into the file yet.
                found = disk.contents()
                assert found.keys() - {"gammal.plan-wal"} == {"gammal.plan", "gammal.before-4.plan"}
                assert len(found["gammal.before-4.plan"]) == len(before["gammal.plan"])
                outcomes.append("migrated")
        for file in disk.folder.iterdir():
            file.unlink()
    assert schema.CURRENT > 4
    return {"outcomes": outcomes}


def read(disk: Disk) -> dict[str, object]:
    """Open a plan where there is no room at all."""
    path = disk.folder / "plan.plan"
    with Store.create(path, a_world(), actor="", letter="K", site_name="") as store:
        a_plan(store)
    before = disk.contents()
    refusal, was_read = "", False
    try:
        with disk.room(0), Store.open(path, a_world(), actor="") as store:
            was_read = agreements(store) == 1
            try:
                store.do(add, an_agreement())
            finally:
                assert agreements(store) == 1
    except disk.errors as error:
        refusal = type(error).__name__
    assert disk.contents() == before
    return {"refusal": refusal, "was_read": was_read}


def meet(disk: Disk) -> dict[str, object]:
    """Take in what another copy has written, with more and more room, until there is enough."""
    office, station = disk.folder / "kontoret.plan", disk.folder / "stationen.plan"
    with Store.create(office, a_world("kontoret"), actor="", letter="K", site_name="") as store:
        a_plan(store)
    station.write_bytes(office.read_bytes())
    outcomes = []
    with (
        Store.open(office, a_world("kontoret"), actor="") as store,
        Store.open(station, a_world("stationen"), actor="") as other,
    ):
        for number in range(300):
            other.do(add, an_agreement(title=f"{number}" * 50))
        found = ops_of(other)
        for kilobytes in (0, 30, 60, 130, 250, 500, 900, 1500, 2500):
            before = ops_of(store)
            with disk.room(kilobytes):
                try:
                    store.merge(found.values())
                except disk.errors:
                    outcomes.append("full")
                else:
                    outcomes.append("met")
            assert ops_of(store) == (before if outcomes[-1] == "full" else found | before)
            assert list(store.read(lambda session: list(differences(session)))) == []
    return {"outcomes": outcomes}


def attach(disk: Disk) -> dict[str, object]:
    """Keep what a file holds with more and more room, gone on with from where there was none left."""
    contents = FolderContents(disk.folder / "plan.bilagor", str(disk.folder / "plan.plan"))
    content = bytes(range(256)) * 4096 * 2
    key = hashlib.sha256(content).hexdigest()
    outcomes, offsets = [], []

    def blocks(offset: int) -> Iterator[bytes]:
        offsets.append(offset)
        return (content[at : at + 65536] for at in range(offset, len(content), 65536))

    for kilobytes in (0, 200, 400, 900, 3000):
        with disk.room(kilobytes):
            try:
                contents.write(key, blocks)
            except disk.errors:
                outcomes.append("full")
                assert contents.there() == {}
            else:
                outcomes.append("kept")
    assert b"".join(contents.read(key)) == content
    return {"outcomes": outcomes, "went_on": offsets[-1] > 0 and offsets == sorted(offsets)}


SCENARIOS: dict[str, Callable[[Disk], dict[str, object]]] = {
    scenario.__name__: scenario for scenario in (create, write, migrate, read, meet, attach)
}


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        print(json.dumps(SCENARIOS[sys.argv[1]](Disk(Path(sys.argv[2]), sys.argv[3] == "mount"))))
