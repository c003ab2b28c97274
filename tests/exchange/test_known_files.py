"""What is remembered of a shared folder saves time, and where it is wrong it costs nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import random
from pathlib import Path

import pytest

from db.exchange import disk_calls, known_files
from db.exchange.place import End, Place
from db.journal.vector import Vector
from db.tables.columns import moment_text
from db.views.exchange import PlaceFaultKind
from tests.builders import MORNING
from tests.exchange.chains import (
    NOTHING,
    OFFICE,
    PLAN,
    a_card,
    a_chain,
    a_place,
    bundles,
    found,
    give,
)


def test_only_files_that_hold_something_new_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    chain = a_chain(count=40)
    for end in range(1, 41):
        give(folder, chain[:end])
    a_place(folder, memory=memory).standing()
    opened: list[str] = []
    real = disk_calls.open_to_read

    def open_to_read(path: Path) -> int:
        opened.append(path.name)
        return real(path)

    monkeypatch.setattr(disk_calls, "open_to_read", open_to_read)
    place = a_place(folder, memory=memory)
    place.standing()
    assert opened == []
    assert list(place.ops_beyond(Vector({OFFICE: 38}))) == chain[38:]
    assert opened == [f"{OFFICE}-000039.ops", f"{OFFICE}-000040.ops"]


def test_numbers_never_go_back_when_files_have_vanished(tmp_path: Path) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    chain = a_chain(count=9)
    for end in (3, 6):
        a_place(folder, memory=memory).take(PLAN, chain[:end], a_card())
    for path in bundles(folder):
        path.unlink()
    a_place(folder, memory=memory).take(PLAN, chain, a_card())
    assert [path.name for path in bundles(folder)] == [f"{OFFICE}-000003.ops"]


def test_a_number_that_may_have_been_given_gets_something_of_its_own(tmp_path: Path) -> None:
    chain = a_chain(count=9)
    give(tmp_path, chain)
    bundles(tmp_path)[0].unlink()
    give(tmp_path, chain)
    (path,) = bundles(tmp_path)
    assert path.name.startswith(f"{OFFICE}-000001-")
    assert found(tmp_path) == chain


def test_a_share_that_sets_a_files_time_later_does_not_disturb(tmp_path: Path) -> None:
    give(tmp_path, a_chain())
    place: Place = a_place(tmp_path)
    assert place.standing() is not None
    os.utime(bundles(tmp_path)[0], (0, 0))
    assert list(place.ops_beyond(NOTHING)) == a_chain()


def test_what_is_remembered_wrongly_costs_time_and_nothing_else(tmp_path: Path) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    chain = a_chain(count=9)
    a_place(folder, memory=memory).take(PLAN, chain, a_card())
    (kept,) = (memory / "folders").iterdir()
    whole = kept.read_bytes()
    chance = random.Random(9)
    contents = [b"", b"{}", b"\xff", b"[]\n0\n", whole[: len(whole) // 2], whole.replace(b"9", b"8")]
    for _ in range(100):
        broken = bytearray(whole)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        contents.append(bytes(broken))
    for content in contents:
        kept.write_bytes(content)
        place = a_place(folder, memory=memory)
        standing = place.standing()
        assert standing is not None
        assert standing.ends == {OFFICE: End(9, chain[8].digest)}
        assert list(place.ops_beyond(NOTHING)) == chain
    kept.unlink()
    kept.mkdir()
    assert a_place(folder, memory=memory).standing() is not None


def test_a_file_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    give(folder, a_chain(count=9))
    assert a_place(folder, memory=memory).standing() is not None
    (path,) = bundles(folder)
    path.write_bytes(path.read_bytes()[:-300])
    place = a_place(folder, memory=memory)
    assert place.standing() is None
    assert [fault.kind for fault in place.faults()] == [PlaceFaultKind.UNFINISHED]


def test_a_disk_that_forgets_is_noticed_within_a_month(tmp_path: Path) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    give(folder, a_chain(count=9))
    place = a_place(folder, memory=memory)
    place.standing()
    (path,) = bundles(folder)
    content, status = bytearray(path.read_bytes()), path.stat()
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert a_place(folder, memory=memory).standing() is not None
    (kept,) = (memory / "folders").iterdir()
    then = moment_text(MORNING - known_files.LASTS)[:18]
    said = json.loads(kept.read_text().splitlines()[0])
    for file in said["files"].values():
        file[3] = then + "0.000000Z"
    _remember(kept, said)
    assert a_place(folder, memory=memory).standing() is None


def _remember(kept: Path, said: object) -> None:
    content = json.dumps(said)
    kept.write_text(f"{content}\n{hashlib.sha256(content.encode()).hexdigest()}\n")
