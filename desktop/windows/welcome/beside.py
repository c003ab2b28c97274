"""Making a plan beside the window, which goes on answering meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from db.errors import PlanError
from db.store import Store
from db.world import World
from desktop.windows.runner import Runner


class MakingBeside(QObject):
    """One plan being made: `make` runs on a worker and gives the file, `then` hears of it in the window."""

    def __init__(
        self,
        parent: QObject,
        world: World,
        make: Callable[[], Path],
        then: Callable[[Path], object],
        failed: Callable[[PlanError], object],
        *,
        inline: bool = False,
    ) -> None:
        super().__init__(parent)
        self._made: Path | None = None
        self._then = then
        self._failed = failed
        self._runner = Runner(lambda: self._make_and_open(make, world), inline=inline)
        self._runner.broke.connect(_raise)
        self._runner.open(self, self._done, self._told, watch=False)

    def _make_and_open(self, make: Callable[[], Path], world: World) -> Store:
        # Opened at once, so that a file which can not be read is found out here and not later.
        self._made = make()
        return Store.open(self._made, world, actor="")

    def _done(self, _store: Store) -> None:
        assert self._made is not None
        self._end()
        self._then(self._made)

    def _told(self, error: PlanError) -> None:
        self._end()
        self._failed(error)

    def _end(self) -> None:
        self._runner.close()
        self.deleteLater()


def _raise(error: BaseException) -> None:
    """A mistake of ours goes where all of them go: to the window's account of bugs."""
    raise error
