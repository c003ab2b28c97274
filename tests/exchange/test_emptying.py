"""Erasing in a shared folder: what ops said is gone from the files, and who, when and where stays."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.exchange.chains import (
    NOTHING,
    OFFICE,
    STATION,
    a_chain,
    a_place,
    bundles,
    ends,
    erased,
    found,
    give,
    written,
)
from tests.exchange.failing_disk import FOREVER, Disk, disk

__all__ = ["disk"]


def test_an_erasure_empties_this_writers_files_and_names_the_others(tmp_path: Path) -> None:
    chain = a_chain(count=9, words="Hemligt")
    give(tmp_path, chain[:6])
    give(tmp_path, chain, STATION)
    shutil.copy(bundles(tmp_path)[0], tmp_path / "kopia 2.ops")
    names = [(OFFICE, 2), (OFFICE, 5), (OFFICE, 8), (OFFICE, 99)]
    place = a_place(tmp_path)
    assert place.erase(names, OFFICE) == [f"{STATION}-000001.ops"]
    after = [erased(op) if op.name in names else op for op in chain]
    assert found(tmp_path) == [*after[:6], *chain[6:]]
    assert list(place.ops_beyond(NOTHING)) == found(tmp_path)
    assert a_place(tmp_path, STATION).erase(names, STATION) == []
    assert found(tmp_path) == after
    assert ends(tmp_path) == {OFFICE: 9}
    assert not [path for path in tmp_path.iterdir() if b"Hemligt 5" in path.read_bytes()]
    salt = (chain[4].salt or b"").hex().encode()
    assert not [path for path in tmp_path.iterdir() if salt in path.read_bytes()]
    content = {path: path.stat().st_mtime_ns for path in bundles(tmp_path)}
    assert place.erase(names, OFFICE) == []
    assert {path: path.stat().st_mtime_ns for path in bundles(tmp_path)} == content


def test_damaged_files_that_may_hold_what_is_erased_are_named(tmp_path: Path) -> None:
    chain = a_chain(count=9, words="Hemligt")
    give(tmp_path, chain[:4])
    for number, (start, end) in enumerate([(0, 3), (3, 9)]):
        path = tmp_path / f"halv {number}.ops"
        path.write_bytes(written([a_chain(STATION, 9)[start:end]])[:-9])
    place = a_place(tmp_path)
    assert place.erase([(STATION, 5), (OFFICE, 4)], OFFICE) == ["halv 1.ops"]
    assert found(tmp_path) == [*chain[:3], erased(chain[3])]


def test_what_was_looked_for_is_not_looked_for_again(tmp_path: Path, disk: Disk) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    give(folder, a_chain(count=9))
    give(folder, a_chain(STATION, 9), STATION)
    names = [(OFFICE, 2), (STATION, 3)]
    for _ in range(3):
        assert a_place(folder, memory=memory).erase(names, OFFICE) == [f"{STATION}-000001.ops"]
    with disk.failing(FOREVER, FOREVER):
        assert a_place(folder, memory=memory).erase(names, OFFICE) == [f"{STATION}-000001.ops"]
        assert disk.opened == 0
        assert a_place(folder, memory=memory).erase([*names, (OFFICE, 5)], OFFICE) == [
            f"{STATION}-000001.ops"
        ]
        assert disk.opened == 2, "once to look, once to write it anew"
    assert a_place(folder, memory=memory).erase(names, STATION) == []
    assert {op.name for op in found(folder) if op.erased} == {*names, (OFFICE, 5)}


def test_where_one_file_has_an_op_erased_and_another_not_it_is_erased(tmp_path: Path) -> None:
    chain = a_chain(count=3)
    give(tmp_path, chain)
    shutil.move(bundles(tmp_path)[0], tmp_path / "undan")
    give(tmp_path, [chain[0], erased(chain[1]), chain[2]], STATION)
    shutil.move(tmp_path / "undan", tmp_path / "tillbaka.ops")
    assert found(tmp_path) == [chain[0], erased(chain[1]), chain[2]]
