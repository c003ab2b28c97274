"""Making a plan file with something in it, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from db.store import Store
from db.world import World

T = TypeVar("T")


def make_plan(
    path: Path,
    world: World,
    *,
    actor: str,
    letter: str,
    site_name: str,
    operation: Callable[..., str],
    given: Any,
) -> str:
    """Make a plan, carry out its first gesture and give what that gave. If either fails, no file is left."""
    with Store.create(path, world, actor=actor, letter=letter, site_name=site_name) as store:
        try:
            return store.do(operation, given).value
        except BaseException:
            store.close()
            _take_away(path)
            raise


def _take_away(path: Path) -> None:
    """Remove the file that was just made: half a plan is no plan."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
