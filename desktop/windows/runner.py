"""The one worker: all that is asked of the plan and done to it happens there, in order, beside the window."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from shiboken6 import isValid

from db.errors import PlanError

if TYPE_CHECKING:
    from db.queries import Vector
    from db.store import Store

P = ParamSpec("P")
T = TypeVar("T")
Failed = Callable[[PlanError], object]

LOOK_OUTSIDE = 1000
"""Milliseconds between two looks at what other processes have written."""

NEVER = 2**30

MOST_ROUNDS = 100
"""How many answers that lead to further questions are waited for, as the window is about to close."""


@contextmanager
def without_long_holds() -> Iterator[None]:
    """Let Python not look through all that there is in memory meanwhile: no other thread could go on.

    A gesture upon thousands of rows makes so many objects that it would do so time and again, half a second
    each. What is new goes on being looked through; the rest waits until the errand is over.
    """
    young, middle, all_there_is = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, all_there_is)


class Cancelled(Exception):
    """Long work was broken off by the person who had asked for it."""


class Work(QObject):
    """Long work under way: how far it has come, and the means to break it off."""

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step; nothing of it is left half done."""
        self.cancelled = True


class Progress:
    """What long work tells of itself, from the worker."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def show(self, done: int, of: int = 0, text: str = "") -> None:
        """Tell how far the work has come; raises Cancelled once nobody wants it any more."""
        if self._work.cancelled:
            raise Cancelled
        self._work.progressed.emit(done, of, text)


@dataclass(frozen=True, slots=True)
class _Errand:
    """What the worker is to do, whom the answer is for, and whether it is still wanted."""

    owner: QObject
    task: Callable[[], Any]
    then: Callable[[Any], object] | None
    failed: Failed | None
    wanted: Callable[[], bool]
    gesture: bool = False


class Runner(QObject):
    """Hands errands to the worker and brings the answers back into the window's thread.

    `touched(ids)` names the rows that have changed, whoever changed them; `stepped(done)` a gesture that
    has been saved; `failed(error, again)` a failure that nobody else took, and what tries it again;
    `recovered()` that the plan answers again after one; `broke(error)` a mistake of ours.
    `inline` carries everything out at once in the caller's thread, for tests.
    """

    touched = Signal(object)
    stepped = Signal(object)
    failed = Signal(object, object)
    recovered = Signal()
    broke = Signal(object)
    _brought = Signal(object)

    def __init__(self, opening: Callable[[], Store], *, inline: bool = False) -> None:
        super().__init__()
        self._opening = opening
        self._store: Store | None = None
        self._known: Vector | None = None
        self._ailing = False
        self._serials: dict[tuple[int, str], int] = {}
        self._worker = None if inline else ThreadPoolExecutor(1, thread_name_prefix="plan")
        # Emitted from the worker, received in the window's thread: Qt carries it over.
        self._brought.connect(lambda deliver: deliver())
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_OUTSIDE)
        self._watch.timeout.connect(self.look_outside)
        self._looking = False
        self._closed = False
        self._pending = 0
        self._refused: list[Exception] = []

    @property
    def is_inline(self) -> bool:
        """Whether errands are carried out at once, in the thread of whoever asks."""
        return self._worker is None

    def open(
        self, owner: QObject, then: Callable[[Store], object], failed: Failed, *, watch: bool = True
    ) -> None:
        """Open the plan, and from then on keep an eye on what other processes write."""

        def opened(store: Store) -> None:
            if watch:
                self._watch.start()
            then(store)

        self._submit(_Errand(owner, self._open, opened, failed, _always))

    def ask(
        self,
        owner: QObject,
        answer: Callable[[T], object],
        query: Callable[Concatenate[Any, P], T],
        *args: Any,
        key: str = "",
        failed: Failed | None = None,
        **kwargs: Any,
    ) -> None:
        """Ask something of the plan and hand the answer to the owner, if it still lives.

        A newer question of the same owner under the same key makes the older one void.
        """
        wanted = self._latest(owner, key) if key else _always
        self._submit(
            _Errand(owner, lambda: self._open().read(query, *args, **kwargs), answer, failed, wanted)
        )

    def do(
        self,
        owner: QObject,
        operation: Callable[Concatenate[Any, P], T],
        *args: Any,
        seen: Vector | None = None,
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        **kwargs: Any,
    ) -> None:
        """Carry out one gesture; it is saved when `then` hears of it. `seen` is what its person looked at."""

        def carry_out() -> Any:
            store = self._open()
            done = store.do_as_seen(seen, operation, *args, **kwargs)
            rows = self._changes()
            self._bring(partial(self.stepped.emit, done))
            self._bring(partial(self.touched.emit, done.touched | rows))
            return done.value

        self._submit(_Errand(owner, carry_out, then, failed, _always, gesture=True))

    def work(
        self,
        owner: QObject,
        task: Callable[[Store, Progress], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
    ) -> Work:
        """Carry out something long, that tells how far it has come and can be broken off."""
        work = Work(self)
        progress = Progress(work)

        def carry_out() -> Any:
            try:
                progress.show(0)
                return task(self._open(), progress)
            finally:
                self._bring(work.ended.emit)

        self._submit(_Errand(owner, carry_out, then, failed, lambda: not work.cancelled))
        work.ended.connect(work.deleteLater)
        return work

    def look_outside(self) -> None:
        """See whether another process has written to the plan; one look at a time."""
        if self._looking or self._store is None:
            return
        self._looking = True

        def looked(rows: frozenset[str] | None) -> None:
            self._looking = False
            if self._ailing:
                self._ailing = False
                self.recovered.emit()
            if rows:
                self.touched.emit(rows)

        def failed(error: PlanError) -> None:
            self._looking = False
            if not self._ailing:
                self._ailing = True
                self.failed.emit(error, self.look_outside)

        self._submit(_Errand(self, self._changes, looked, failed, _always))

    def settle(self, finish: Callable[[], object]) -> tuple[Exception, ...]:
        """Wait until all that `finish` asks for is done and has been told; give what could not be done."""
        self._refused = []
        finish()
        for _round in range(MOST_ROUNDS):
            if self._worker is None or not self._pending:
                break
            self._worker.submit(int).result()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return tuple(self._refused)

    def close(self) -> None:
        """Finish what has been asked for, then let go of the plan."""
        self._watch.stop()
        self._closed = True
        if self._worker is None:
            self._let_go()
        else:
            self._worker.submit(self._let_go)
            self._worker.shutdown(wait=True)

    def _open(self) -> Store:
        if self._store is None:
            self._store = self._opening()
            # By the worker, as all of the plan's keeping: the window is on the screen meanwhile.
            from db.queries import vector_here

            self._known = self._store.read(vector_here)
        return self._store

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def _changes(self) -> frozenset[str]:
        from db.queries import changed_rows

        store = self._open()
        assert self._known is not None
        rows, self._known = store.read(changed_rows, self._known)
        return rows

    def _latest(self, owner: QObject, key: str) -> Callable[[], bool]:
        name = (id(owner), key)
        mine = self._serials[name] = self._serials.get(name, 0) + 1
        return lambda: self._serials[name] == mine

    def _submit(self, errand: _Errand) -> None:
        if self._closed:
            return  # An answer that came as the plan was closed has led to a further question.
        self._pending += 1
        if self._worker is None:
            self._carry_out(errand)
        else:
            self._worker.submit(self._carry_out, errand)

    def _carry_out(self, errand: _Errand) -> None:
        deliver: Callable[[], object] = int
        try:
            if errand.wanted():
                with without_long_holds():
                    value = errand.task()
                deliver = partial(self._tell, errand, value)
        except Cancelled:
            pass
        except PlanError as error:
            deliver = partial(self._tell_failure, errand, error)
        except Exception as error:
            deliver = partial(self._tell_bug, errand, error)
        self._bring(partial(self._tell_end, deliver))

    def _bring(self, deliver: Callable[[], object]) -> None:
        if self._worker is None:
            deliver()
        else:
            self._brought.emit(deliver)

    def _tell_end(self, deliver: Callable[[], object]) -> None:
        self._pending -= 1
        deliver()

    def _listens(self, errand: _Errand) -> bool:
        """Whether the one who asked is still there; whoever closed the plan has turned to something else."""
        return not self._closed and isValid(errand.owner)

    def _tell_bug(self, errand: _Errand, error: Exception) -> None:
        self._note_refusal(errand, error)
        self.broke.emit(error)

    def _note_refusal(self, errand: _Errand, error: Exception) -> None:
        if errand.gesture:
            self._refused.append(error)

    def _tell(self, errand: _Errand, value: object) -> None:
        if errand.then is not None and self._listens(errand) and errand.wanted():
            errand.then(value)

    def _tell_failure(self, errand: _Errand, error: PlanError) -> None:
        self._note_refusal(errand, error)
        if errand.failed is not None and self._listens(errand):
            if errand.wanted():
                errand.failed(error)
        elif not self._closed:
            self.failed.emit(error, partial(self._submit, errand))


def _always() -> bool:
    return True
