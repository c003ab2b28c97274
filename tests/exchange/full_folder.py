"""Giving to a folder that has no room: `python -m tests.exchange.full_folder FOLDER WAY` tells of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.exchange.chains import PLAN, a_card, a_chain, a_place, bundles, ends, found
from tests.store.small_disk import MOUNTING, Disk

ROOMS = (0, 4, 8, 16, 24, 40, 60, 80, 120, 200, 400, 1000)


def tell(folder: Path) -> list[str]:
    """Run it on a disk of its own, and give what it tells."""
    mount = ["mount", "-t", "tmpfs", "x", str(folder)]
    ways = [way for way in MOUNTING if not subprocess.run([*way, *mount], check=False).returncode]
    command = [*(ways[0] if ways else []), sys.executable, "-m", "tests.exchange.full_folder", str(folder)]
    done = subprocess.run(
        [*command, "mount" if ways else "limit"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: list[str] = json.loads(done.stdout)
    return told


def fill(disk: Disk) -> list[str]:
    """Give with more and more room: what could not be given leaves nothing behind, and is given later."""
    chain = a_chain(count=300)
    outcomes = []
    for kilobytes in ROOMS:
        whole = False
        with disk.room(kilobytes):
            try:
                a_place(disk.folder).take(PLAN, chain, a_card())
                whole = True
            except disk.errors:
                outcomes.append("full")
            else:
                outcomes.append("given")
            assert all(not name.endswith(".part") for name in disk.contents())
            assert found(disk.folder) in ([chain] if whole else [[], chain])
            assert a_place(disk.folder).faults() == []
        a_place(disk.folder).take(PLAN, chain, a_card())
        assert ends(disk.folder) == {chain[0].site: 300}
        assert len(bundles(disk.folder)) == 1
        for path in disk.folder.iterdir():
            path.unlink()
    return outcomes


if __name__ == "__main__":
    print(json.dumps(fill(Disk(Path(sys.argv[1]), sys.argv[2] == "mount"))))
