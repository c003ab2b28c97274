"""The worker does what it is asked in order, and brings the answers back to those who still want them."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from db.errors import NotAPlan, PlanError, PlanMissing, UnknownThing
from db.operations import add, change
from db.queries import agreements, locate
from db.store import Store
from desktop.windows.runner import Progress, Runner
from desktop.windows.workplace import Workplace
from tests.builders import a_world, an_agreement
from tests.windows.conftest import OpenWorkplace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def runner(open_workplace: OpenWorkplace, small_plan: Path) -> Runner:
    """A plan with a worker of its own."""
    return open_workplace(small_plan, inline=False).runner


def municipalities(session: Session) -> list[str]:
    return [one.municipality for one in agreements(session)]


def test_an_answer_comes_back_in_the_windows_own_thread(runner: Runner, qtbot: QtBot) -> None:
    came: list[tuple[object, bool]] = []
    owner = QObject()
    here = threading.current_thread()
    runner.ask(owner, lambda found: came.append((found, threading.current_thread() is here)), municipalities)
    qtbot.waitUntil(lambda: came != [])
    assert came == [(["Säffle"], True)]


def test_questions_and_gestures_are_carried_out_in_the_order_they_came(runner: Runner, qtbot: QtBot) -> None:
    told: list[object] = []
    owner = QObject()
    runner.ask(owner, told.append, municipalities)
    runner.do(owner, add, an_agreement(municipality="Eda"))
    runner.ask(owner, told.append, municipalities)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [["Säffle"], ["Eda", "Säffle"]]


def test_a_newer_question_makes_the_older_one_void(runner: Runner, qtbot: QtBot) -> None:
    told: list[object] = []
    owner = QObject()
    gate = threading.Event()

    def held_up(session: Session) -> int:
        gate.wait(30)
        return len(municipalities(session))

    runner.ask(owner, told.append, held_up, key="list")
    runner.ask(owner, told.append, municipalities, key="list")
    gate.set()
    qtbot.waitUntil(lambda: told != [])
    assert told == [["Säffle"]]


def test_an_answer_to_somebody_who_is_gone_is_dropped(runner: Runner, qtbot: QtBot) -> None:
    told: list[object] = []
    gone, stays = QObject(), QObject()
    gate = threading.Event()

    def held_up(session: Session) -> int:
        gate.wait(30)
        return len(municipalities(session))

    runner.ask(gone, told.append, held_up)
    runner.ask(stays, told.append, municipalities)
    gone.deleteLater()
    qtbot.wait(1)
    gate.set()
    qtbot.waitUntil(lambda: told != [])
    assert told == [["Säffle"]]


def test_a_gesture_tells_which_rows_it_touched(workplace: Workplace) -> None:
    touched: list[Any] = []
    workplace.runner.touched.connect(touched.append)
    made: list[str] = []
    workplace.runner.do(workplace, add, an_agreement(municipality="Eda"), then=made.append)
    assert len(made) == 1
    assert [made[0] in ids for ids in touched] == [True]


def test_a_refused_gesture_is_told_to_its_owner_and_to_nobody_else(workplace: Workplace) -> None:
    mine: list[PlanError] = []
    others: list[object] = []
    workplace.runner.failed.connect(lambda error, _again: others.append(error))
    workplace.runner.do(workplace, change, "0" * 36, {"title": "x"}, failed=mine.append)
    assert [type(error) for error in mine] == [UnknownThing]
    assert others == []


def test_a_failure_that_nobody_takes_can_be_tried_again(workplace: Workplace, small_plan: Path) -> None:
    failures: list[tuple[PlanError, Any]] = []
    told: list[object] = []
    workplace.runner.failed.connect(lambda error, again: failures.append((error, again)))
    workplace.runner.ask(workplace, told.append, municipalities)
    aside = small_plan.rename(small_plan.with_suffix(".aside"))
    workplace.runner.ask(workplace, told.append, municipalities)
    assert [type(error) for error, _ in failures] == [PlanMissing]
    aside.rename(small_plan)
    failures[0][1]()
    assert told == [["Säffle"], ["Säffle"]]


def test_a_mistake_of_ours_is_told_and_the_worker_goes_on(runner: Runner, qtbot: QtBot) -> None:
    broken: list[object] = []
    told: list[object] = []
    owner = QObject()
    runner.broke.connect(broken.append)

    def mistaken(session: Session) -> int:
        raise ZeroDivisionError(str(session))

    runner.ask(owner, told.append, mistaken)
    runner.ask(owner, told.append, municipalities)
    qtbot.waitUntil(lambda: told != [])
    assert [type(error) for error in broken] == [ZeroDivisionError]


def test_what_another_process_writes_is_heard_of(workplace: Workplace, small_plan: Path) -> None:
    touched: list[Any] = []
    workplace.runner.ask(workplace, lambda _found: None, municipalities)
    workplace.runner.touched.connect(touched.append)
    workplace.runner.look_outside()
    assert touched == []
    with Store.open(small_plan, a_world("stationen"), actor="kommunpolis") as other:
        key = other.do(add, an_agreement(municipality="Eda")).value
    workplace.runner.look_outside()
    assert [key in ids for ids in touched] == [True]
    workplace.runner.look_outside()
    assert len(touched) == 1


def test_a_disk_that_is_gone_is_told_once_and_so_is_its_return(
    workplace: Workplace, small_plan: Path
) -> None:
    said: list[str] = []
    runner = workplace.runner
    runner.ask(workplace, lambda _found: None, municipalities)
    runner.failed.connect(lambda error, _again: said.append(type(error).__name__))
    runner.recovered.connect(lambda: said.append("back"))
    aside = small_plan.rename(small_plan.with_suffix(".aside"))
    runner.look_outside()
    runner.look_outside()
    aside.rename(small_plan)
    runner.look_outside()
    runner.look_outside()
    assert said == ["PlanMissing", "back"]


def test_long_work_tells_how_far_it_has_come_and_stops_when_asked_to(runner: Runner, qtbot: QtBot) -> None:
    owner = QObject()
    steps: list[int] = []
    told: list[object] = []
    ended: list[bool] = []

    def long(store: Store, progress: Progress) -> int:
        assert store.here().letter
        for step in range(1_000_000):
            progress.show(step, 1_000_000, "…")
        return 1_000_000

    work = runner.work(owner, long, told.append)
    work.progressed.connect(lambda done, _of, _text: steps.append(done))
    work.ended.connect(lambda: ended.append(True))
    qtbot.waitUntil(lambda: len(steps) > 3)
    work.cancel()
    qtbot.waitUntil(lambda: ended != [])
    assert told == []
    assert steps == sorted(steps)


def test_a_file_that_is_no_plan_is_told_to_whoever_opens_it(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "brev.plan"
    path.write_text("Hej!", encoding="utf-8")
    owner = QObject()
    runner = Runner(lambda: Store.open(path, a_world(), actor="samordnare"))
    failures: list[PlanError] = []
    runner.open(owner, lambda _store: None, failures.append)
    qtbot.waitUntil(lambda: failures != [])
    runner.close()
    assert [type(error) for error in failures] == [NotAPlan]


def test_closing_waits_for_what_is_still_to_be_saved(small_plan: Path, qtbot: QtBot) -> None:
    assert qtbot
    owner = QObject()
    runner = Runner(lambda: Store.open(small_plan, a_world(), actor="samordnare"))
    for number in range(20):
        runner.do(owner, add, an_agreement(municipality=f"Ort {number}"))
    runner.close()
    with Store.open(small_plan, a_world("annan"), actor="x") as store:
        assert len(store.read(agreements)) == 21
        assert store.read(locate, "Ort 19").entity == "agreement"


def test_the_worker_never_stops_the_window_to_look_through_all_memory(runner: Runner, qtbot: QtBot) -> None:
    usual = gc.get_threshold()
    told: list[tuple[int, int, int]] = []
    runner.ask(QObject(runner), told.append, lambda _session: gc.get_threshold())
    qtbot.waitUntil(lambda: told != [])
    assert told[0][:2] == usual[:2]
    assert told[0][2] > 1_000_000
    assert gc.get_threshold() == usual
