"""A plan that cannot be written to is still read, up to its last gesture, and says why it takes no more."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import DiskFull, ReadOnlyPlan
from db.operations import begin_agreement, note
from db.queries import state_hash
from db.store import Store
from db.world import World
from tests.builders import an_agreement


def _begun(path: Path) -> Store:
    return Store.create(path, World.real(), actor="kommunpolis", letter="K", site_name="kommunen")


def test_a_reader_sees_what_another_process_has_not_yet_moved_into_the_file(tmp_path: Path) -> None:
    path = tmp_path / "säffle.plan"
    with _begun(path) as office:
        plan = office.do(begin_agreement, an_agreement()).value
        assert path.with_name(path.name + "-wal").stat().st_size > 0
        with Store.open(path, World.real(), actor="läsare", read_only=True) as reader:
            assert reader.read(state_hash) == office.read(state_hash)
            with pytest.raises(ReadOnlyPlan):
                reader.do(note, plan, "Detta får inte skrivas.")
            office.do(note, plan, "Detta får skrivas.")
            assert reader.read(state_hash) == office.read(state_hash)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three MiB, for a test to fill."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        # Nobody else may mount a disk; the run that decides, CI, is root's.
        pytest.skip("only root can mount a disk of its own")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def _fill(path: Path) -> None:
    film = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(film, bytes(4096))
    finally:
        os.close(film)


def test_a_plan_on_a_full_disk_is_read_and_says_that_the_disk_is_full(small_disk: Path) -> None:
    path = small_disk / "säffle.plan"
    with _begun(path) as office:
        plan = office.do(begin_agreement, an_agreement()).value
        before = office.read(state_hash)
    with pytest.raises(OSError, match="No space left"):
        _fill(small_disk / "film")
    content = path.read_bytes()
    with Store.open(path, World.real(), actor="kommunpolis") as store:
        assert store.read(state_hash) == before
        with pytest.raises(DiskFull):
            store.do(note, plan, "Detta får inte plats.")
    assert path.read_bytes() == content
