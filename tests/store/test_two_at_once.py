"""Two processes may have the same plan open: both can write, and neither loses anything."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.journal.chain import broken_links
from db.journal.writing import Writing
from db.operations import add, change
from db.store import Store
from db.tables import Activity, OpRow
from tests.asking import assert_remade_alike, field, log
from tests.builders import a_plan, an_activity
from tests.effort import tried
from tests.storages import PlanFile, Storage
from tests.store.writer import a_real_world


def place(storage: Storage) -> str:
    return str(storage.path) if isinstance(storage, PlanFile) else storage.url  # type: ignore[attr-defined]  # a database


def test_two_processes_that_write_at_once_lose_nothing(storage: Storage) -> None:
    store = storage.open(a_real_world())
    plan = a_plan(store)
    # A server is asked over and over who is there, so it takes its time.
    edits = 200 if storage.kind == "sqlite" else tried(40, 200)
    command = [sys.executable, "-m", "tests.store.writer", place(storage), plan.agreement, str(edits)]
    both = [
        subprocess.Popen([*command, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("1", "2")
    ]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    with ThreadPoolExecutor() as threads:
        told = list(threads.map(lambda process: process.communicate("\n")[0].splitlines(), both))
    assert [process.returncode for process in both] == [0, 0]
    assert [len(titles) for titles in told] == [edits, edits]

    written = {op.value for op in log(store, OpRow.field == "title", OpRow.entity == "activity")}
    assert {f'"{title}"' for titles in told for title in titles} <= written
    seqs = [op.seq for op in log(store)]
    assert seqs == list(range(1, len(seqs) + 1))
    assert len({op.site for op in log(store)}) == 1
    assert list(broken_links(log(store))) == []
    numbers = Counter(store.read(lambda session: session.scalars(select(Activity.number)).all()))
    assert set(numbers.values()) == {1}
    assert numbers.keys() == {f"K{number}" for number in range(1, len(numbers) + 1)}
    assert_remade_alike(store)


def test_gestures_from_two_windows_take_turns(storage: Storage) -> None:
    windows = [storage.open(a_real_world()) for _ in range(2)]
    plan = a_plan(windows[0])

    def edit(window: Store) -> None:
        for _ in range(15):
            window.do(add, an_activity(plan.agreement))

    threads = [threading.Thread(target=edit, args=[window]) for window in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    count = windows[0].read(lambda session: session.scalar(select(func.count()).select_from(Activity)))
    assert count == 31
    assert_remade_alike(windows[1])


def test_a_reading_sees_the_plan_of_one_moment_however_long_it_takes(storage: Storage) -> None:
    here, there = storage.open(), storage.open()
    plan = a_plan(here)

    def slowly(session: Session) -> tuple[str, str]:
        title = select(Activity.title).where(Activity.id == plan.activity)
        before = session.scalars(title).one()
        there.do(change, plan.activity, {"title": "Ett"})
        session.expire_all()
        return before, session.scalars(title).one()

    assert here.read(slowly) == ("Torgmöte", "Torgmöte")
    assert field(here, plan.activity, "title") == "Ett"


def test_a_gesture_is_seen_whole_or_not_at_all(storage: Storage) -> None:
    here, there = storage.open(), storage.open()
    plan = a_plan(here)
    before = len(log(there))

    def halfway(session: Writing) -> None:
        add(session, an_activity(plan.agreement))
        session.flush()
        assert len(log(there)) == before
        raise KeyError("halfway")

    try:
        here.do(halfway)
    except KeyError:
        pass
    else:
        raise AssertionError("the operation's own error comes through")
    assert len(log(there)) == before
    assert_remade_alike(there)
