"""A shared folder whose disk fails, is full, is pulled out, or where others write: nothing is lost."""

from __future__ import annotations

import errno
import random
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.errors import PlanMissing, StorageError
from db.journal.chain import Op
from tests.effort import tried
from tests.exchange import full_folder
from tests.exchange.chains import (
    NOTHING,
    OFFICE,
    PLAN,
    REGION,
    STATION,
    a_card,
    a_chain,
    a_place,
    bundles,
    ends,
    found,
    give,
    in_order,
)
from tests.exchange.failing_disk import FOREVER, Disk, disk
from tests.exchange.giving import a_giver

__all__ = ["disk"]


def _meet(folder: Path, memory: Path | None, chain: list[Op]) -> None:
    """All that a copy does in a folder."""
    place = a_place(folder, memory=memory)
    standing = place.standing()
    assert standing is None or standing.plan == PLAN
    met = list(place.ops_beyond(NOTHING))
    place.digests([(OFFICE, 2), (STATION, 3)])
    place.take(PLAN, [*chain, *met], a_card())
    place.erase([(OFFICE, 6)], OFFICE)
    place.cards()
    place.faults()
    place.close()


LASTING: dict[str, Callable[[int], int]] = {"once": lambda first: first, "from then on": lambda _: FOREVER}


CODES = [errno.EIO, errno.ENOSPC, errno.EACCES, errno.ENOENT]


@pytest.mark.parametrize("code", CODES, ids=[errno.errorcode[code] for code in CODES])
@pytest.mark.parametrize("lasting", LASTING)
def test_every_single_call_to_the_disk_may_fail(tmp_path: Path, disk: Disk, code: int, lasting: str) -> None:
    before, folder = tmp_path / "förut", tmp_path / "delad"
    memory = tmp_path / "minne" if code in (errno.EIO, errno.ENOENT) else None
    before.mkdir()
    chain = a_chain(count=9)
    give(before, [*chain[:4], *a_chain(STATION, 3)])
    give(before, [*chain[:4], *a_chain(STATION, 7), *a_chain(REGION, 1)], STATION)
    whole = {op.name for op in [*chain, *a_chain(STATION, 7), *a_chain(REGION, 1)]}
    shutil.copytree(before, folder)
    number, passed = 1, 0
    failed: set[str] = set()
    while number == 1 or disk.failed:
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        with disk.failing(number, LASTING[lasting](number), code):
            try:
                _meet(folder, memory, chain)
                passed += 1
            except StorageError:
                pass
            failed.update(disk.failed)
        # Whatever failed: each file is whole, what was there is there, and the next meeting brings the rest.
        assert a_place(folder, plan=PLAN).faults() == [], number
        assert {op.name for op in found(folder)} >= {op.name for op in found(before)}, number
        _meet(folder, memory, chain)
        after = {op.name: op for op in found(folder)}
        assert after.keys() == whole, number
        assert after[OFFICE, 6].erased, number
        assert ends(folder) == {OFFICE: 9, STATION: 7, REGION: 1}, number
        number += 1
    print(f"each of {number - 2} calls failed {lasting}, {passed - 1} without harm: {sorted(failed)}")
    assert number > 40
    assert failed >= {
        "write", "settle", "settle_names", "give_name", "put_over", "names", "look", "open_to_read", "read",
        "make",
    }  # fmt: skip


def test_a_stick_that_is_pulled_out_is_missed(tmp_path: Path) -> None:
    folder, away = tmp_path / "sticka", tmp_path / "borta"
    folder.mkdir()
    chain = a_chain(count=9)
    give(folder, chain[:4])
    place = a_place(folder)
    assert place.standing() is not None
    folder.rename(away)
    for ask in (
        lambda: list(place.ops_beyond(NOTHING)),
        lambda: place.take(PLAN, chain, a_card()),
        place.standing,
        place.cards,
        lambda: place.erase([(OFFICE, 1)], OFFICE),
    ):
        with pytest.raises(PlanMissing):
            ask()
    away.rename(folder)
    place.take(PLAN, chain, a_card())
    assert found(folder) == chain


def test_a_stick_that_is_pulled_out_while_it_is_written_to_is_missed(tmp_path: Path) -> None:
    folder, away = tmp_path / "sticka", tmp_path / "borta"
    folder.mkdir()
    chain = a_chain(count=9)
    give(folder, chain[:4])

    def pulled() -> Iterator[Op]:
        yield from chain[:6]
        folder.rename(away)
        yield from chain[6:]

    with pytest.raises(PlanMissing):
        a_place(folder).take(PLAN, pulled(), a_card())
    assert not folder.exists()
    assert found(away) == chain[:4]


def test_a_folder_without_room_is_left_as_it_was_and_filled_when_there_is_some(tmp_path: Path) -> None:
    outcomes = full_folder.tell(tmp_path)
    print(f"{outcomes.count('full')} of {len(outcomes)} givings found no room")
    assert (outcomes[0], outcomes[-1]) == ("full", "given")
    assert outcomes == sorted(outcomes), "more room is never worse"


@pytest.mark.parametrize("remembering", [True, False], ids=["remembering", "forgetful"])
def test_a_process_killed_while_it_gives_leaves_whole_files_and_all_that_it_told_of(
    tmp_path: Path, remembering: bool
) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    chance = random.Random()
    rounds, told_of, busy = tried(10, 100), 0, 0
    with a_giver() as giver:
        for number in range(rounds):
            told = giver.kill(
                "give", str(folder), str(memory) if remembering else "",
                lines=chance.randint(0, 4), seconds=chance.expovariate(100),
            )  # fmt: skip
            told_of = max([told_of, *map(int, told)])
            seq = ends(folder).get(OFFICE, 0)
            assert seq >= told_of, number
            assert found(folder) == a_chain(count=seq), number
            assert a_place(folder).faults() == [], number
            parts = [path for path in folder.iterdir() if path.suffix == ".part"]
            busy += bool(parts)
            for path in parts:
                path.unlink()
            if number % 20 == 19:
                for path in folder.iterdir():
                    path.unlink()
                told_of = 0
    print(f"killed {rounds} times, {busy} times with something half written")


def test_two_that_write_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    with a_giver() as one, a_giver() as other, a_giver() as same:
        count = tried(8, 100)
        threads = [
            threading.Thread(target=giver.let_be, args=("meet", str(tmp_path), site, str(count)))
            for giver, site in ((one, OFFICE), (other, STATION), (same, OFFICE))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(f"{len(bundles(tmp_path))} files of three writers, two of them one copy")
    assert a_place(tmp_path).faults() == []
    assert found(tmp_path) == in_order([*a_chain(OFFICE, count), *a_chain(STATION, count)])
    assert ends(tmp_path) == {OFFICE: count, STATION: count}
