"""A process that gives ops to a folder and may be killed at it: `python -m tests.exchange.giving`."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.exchange.chains import NOTHING, OFFICE, PLAN, a_card, a_chain, a_place
from tests.store import killable
from tests.store.killable import Killer


def give(folder: str, memory: str) -> None:
    """Give a few ops at a time until somebody ends it, and tell after each giving how far it has come."""
    chance = random.Random()
    place = a_place(Path(folder), memory=Path(memory) if memory else None)
    while True:
        standing = place.standing()
        seq = standing.vector.seqs.get(OFFICE, 0) if standing else 0
        chain = a_chain(count=seq + chance.choice([1, 2, 20]))
        place.take(PLAN, chain[seq:], a_card())
        print(len(chain), flush=True)


def meet(folder: str, site: str, count: str) -> None:
    """Give one's own ops one after the other, and all that is found there of others once more."""
    place = a_place(Path(folder), site)
    own = a_chain(site, int(count))
    for seq in range(len(own)):
        place.standing()
        met = list(place.ops_beyond(NOTHING))
        place.take(PLAN, [*own[: seq + 1], *met], a_card(site))


@contextmanager
def a_giver() -> Iterator[Killer]:
    """Have the other process for as long as the block lasts."""
    command = [sys.executable, "-m", "tests.exchange.giving"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Killer(process)
        assert process.stdin is not None
        process.stdin.close()
    assert process.returncode == 0


if __name__ == "__main__":
    killable.DEEDS.update({deed.__name__: deed for deed in (give, meet)})
    killable.main()
