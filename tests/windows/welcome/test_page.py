"""The first start asks who one is, and lets one open, make or look at a plan; later ones remember."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.queries.listing import activity_lines
from db.store import Store
from desktop.windows.settings import Settings
from desktop.windows.welcome.creating import NewPlanDialog
from desktop.windows.welcome.page import Welcome
from desktop.windows.welcome.recents import recent_plans, remember_plan
from desktop.windows.welcome.who import actor_of
from tests.builders import a_world
from tests.windows.keys import click, press, type_text
from tests.windows.parts import part
from tests.windows.welcome.conftest import Start

Opened = list[tuple[Path, dt.date | None]]


def listen(page: Welcome) -> Opened:
    """Take down which plans the page wants to have opened."""
    opened: Opened = []
    page.open_plan.connect(lambda path, day: opened.append((path, day)))
    return opened


def introduce(page: Welcome) -> None:
    """Say who one is, as the page asks first of all."""
    type_text(page, "Säkerhetssamordnare")
    press(page.identity.function, Qt.Key.Key_Tab)
    type_text(page, "Säffle kommun")


def test_nothing_is_opened_before_one_has_said_who_one_is(start: Start, settings: Settings) -> None:
    page = start()
    opened = listen(page)
    assert page.identity.function.hasFocus()
    click(part(page, QPushButton, "example"))
    assert opened == []
    assert page.identity.fault.text() == "Skriv din funktion, till exempel samordnare."
    assert page.identity.fault.isVisible()
    type_text(page, "Kommunpolis")
    assert not page.identity.fault.isVisible()
    assert actor_of(settings) == ""


def test_who_one_is_stands_there_at_the_next_start(start: Start, settings: Settings) -> None:
    page = start()
    introduce(page)
    click(part(page, QPushButton, "example"))
    assert actor_of(settings) == "Säkerhetssamordnare, Säffle kommun"
    again = start()
    assert again.identity.function.currentText() == "Säkerhetssamordnare"
    assert part(again, QPushButton, "open").hasFocus()


def test_enter_opens_the_plan_that_was_open_last(start: Start, settings: Settings, small_plan: Path) -> None:
    settings.put("identity", {"function": "samordnare", "organisation": ""})
    remember_plan(settings, small_plan)
    page = start()
    opened = listen(page)
    press(part(page, QPushButton, "recent"), Qt.Key.Key_Return)
    assert part(page, QPushButton, "recent").hasFocus()
    assert opened == [(small_plan, None)]


def test_the_usual_functions_can_be_chosen_by_the_keys(start: Start) -> None:
    page = start()
    press(page.identity.function, Qt.Key.Key_Down)
    assert page.identity.function.currentText() == "Samordnare"
    assert "Kommunpolis" in [page.identity.function.itemText(row) for row in range(6)]


@pytest.mark.parametrize("inline", [True, False])
def test_the_example_is_made_among_the_documents_with_its_own_day(
    qtbot: QtBot, start: Start, home: Path, inline: bool
) -> None:
    page = start(inline=inline)
    opened = listen(page)
    introduce(page)
    click(part(page, QPushButton, "example"))
    qtbot.waitUntil(lambda: bool(opened))
    path = home / "Documents" / "Löftesplan" / "saffle-2017.plan"
    assert opened == [(path, dt.date(2017, 5, 2))]
    with Store.open(path, a_world(), actor="") as store:
        assert len(store.read(activity_lines, today=dt.date(2017, 5, 2))) == 8
    before = path.read_bytes()
    click(part(start(), QPushButton, "example"))
    assert path.read_bytes() == before, "what somebody has tried on it is kept"


def test_an_example_that_can_not_be_made_anywhere_is_told(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (home / "Documents", home / "tmp"):
        folder.mkdir(exist_ok=True)
        (folder / "Löftesplan").write_text("i vägen", encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(home / "tmp"))
    page = start()
    opened = listen(page)
    introduce(page)
    click(part(page, QPushButton, "example"))
    assert opened == []
    assert str(home / "tmp" / "Löftesplan") in page.trouble
    assert page.isEnabled()


def test_plans_that_were_open_are_offered_and_missing_ones_say_why(
    qtbot: QtBot, start: Start, settings: Settings, small_plan: Path, tmp_path: Path
) -> None:
    settings.put("identity", {"function": "samordnare", "organisation": ""})
    gone, away = tmp_path / "borta.plan", tmp_path / "minne" / "Vara.plan"
    for path in (away, gone, small_plan):
        remember_plan(settings, path)
    page = start()
    opened = listen(page)
    (there,) = page.findChildren(QPushButton, "recent")
    assert there.text() == "liten"
    told = {label.text() for label in page.findChildren(QLabel)}
    assert f"Finns inte längre i {tmp_path}" in told
    assert f"Hittas inte: är minnet eller nätverket anslutet? {tmp_path / 'minne'}" in told
    click(there)
    assert opened == [(small_plan, None)]
    click(page.findChildren(QToolButton, "forget")[0])
    assert [recent.path for recent in recent_plans(settings)] == [small_plan, away]
    qtbot.waitUntil(lambda: sum(one.isVisible() for one in page.findChildren(QToolButton, "forget")) == 1)


def test_a_plan_is_opened_from_the_systems_dialog(start: Start, small_plan: Path) -> None:
    page = start()
    opened = listen(page)
    introduce(page)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(small_plan.parent))
        dialog.selectFile(str(small_plan))
        dialog.accept()

    QTimer.singleShot(0, answer)
    click(part(page, QPushButton, "open"))
    assert opened == [(small_plan, None)]


def test_a_new_plan_is_made_and_opened(start: Start, home: Path) -> None:
    page = start()
    opened = listen(page)
    told: list[str] = []
    introduce(page)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewPlanDialog)
        dialog.municipality.setFocus()
        type_text(dialog, "Säffle kommun")
        press(dialog.municipality, Qt.Key.Key_Return)
        told.append(part(dialog, QLabel, "municipality-fault").text())
        QTimer.singleShot(20_000, dialog.reject)

    QTimer.singleShot(0, answer)
    click(part(page, QPushButton, "create"))
    assert told == [""]
    assert opened == [(home / "Documents" / "Säffle kommun 2027.plan", None)]
    assert opened[0][0].exists()


def test_what_was_in_the_way_of_opening_stands_on_top_until_the_next_try(start: Start) -> None:
    page = start()
    page.tell("Filen är ingen plan.")
    told = part(page, QLabel, "told")
    assert (told.text(), told.isVisible()) == ("Filen är ingen plan.", True)
    introduce(page)
    click(part(page, QPushButton, "example"))
    assert not told.isVisible()


def test_all_of_it_can_be_reached_by_the_tab_key(start: Start) -> None:
    page = start()
    met = set()
    for _step in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        met.add(focus.objectName() or type(focus).__name__)
        press(focus, Qt.Key.Key_Tab)
    assert {"function", "organisation", "open", "create", "example"} <= met
    controls: list[QWidget] = [page.identity.function, page.identity.organisation]
    assert all(control.accessibleName() for control in controls)
