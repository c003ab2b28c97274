"""A pane on the screen, and the plan below it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.queries.detail import detail
from db.queries.listing import activity_lines
from db.store import Store
from db.views.detail import DetailView
from db.views.things import Place
from desktop.windows.detail.activity import ActivityBody
from desktop.windows.detail.body import Body
from desktop.windows.detail.pane import DetailPane
from desktop.windows.fields import FieldEditor
from desktop.windows.workplace import Workplace
from tests.builders import a_world
from tests.windows.conftest import DAY, OpenWorkplace
from tests.windows.keys import type_text

T = TypeVar("T")


class Desk:
    """A pane, what is typed into it, and another process that edits the same file."""

    def __init__(self, qtbot: QtBot, workplace: Workplace) -> None:
        self.workplace = workplace
        self._others = 0
        self.pane = DetailPane(workplace)
        qtbot.addWidget(self.pane)
        self.pane.resize(400, 900)
        self.pane.show()
        self.pane.activateWindow()
        qtbot.waitUntil(self.pane.isActiveWindow)

    def show(self, title: str) -> str:
        """Select an activity by its title, and give back its id."""
        (key,) = [line.id for line in self.read(activity_lines, today=DAY) if line.title == title]
        self.workplace.select(Place("activity", key))
        return key

    def read(self, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Ask something of the plan."""
        found: list[T] = []
        self.workplace.runner.ask(self.workplace, found.append, query, *args, **kwargs)
        return found[0]

    def elsewhere(self, operation: Callable[..., Any], *args: Any, actor: str = "kommunpolis") -> Any:
        """Let another process change the plan; the window hears of it a moment later."""
        self._others += 1
        world = a_world(f"polishuset {self._others}")  # A computer of its own, so a site of its own.
        with Store.open(Path(self.workplace.plan_name), world, actor=actor) as store:
            value = store.do(operation, *args).value
        self.workplace.runner.look_outside()
        return value

    @property
    def body(self) -> Body:
        """The form that is shown."""
        assert self.pane.body is not None
        return self.pane.body

    @property
    def activity(self) -> ActivityBody:
        """The form of an activity."""
        assert isinstance(self.body, ActivityBody)
        return self.body

    def field(self, name: str) -> FieldEditor:
        """One of the thing's own fields."""
        return self.body.fields.editors[name]

    def kept(self) -> DetailView:
        """What the plan says of the thing now."""
        assert self.body.view is not None
        name = self.body.view.thing.name
        return self.read(detail, Place(name.entity, name.id), today=DAY)[1]

    def value(self, name: str) -> object:
        """What the plan says of a field now."""
        return next(one.value for one in self.kept().thing.fields if one.name == name)

    def fill(self, editor: FieldEditor, text: str) -> None:
        """Replace what stands in a field."""
        editor.control.setFocus()
        QTest.keyClick(editor.control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text(editor.control, text)

    def enter(self, editor: FieldEditor, text: str) -> None:
        """Replace what stands in a field, and press Enter."""
        self.fill(editor, text)
        QTest.keyClick(editor.control, Qt.Key.Key_Return)


def click(widget: QWidget | None) -> None:
    """Click a button."""
    assert widget is not None
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(qtbot: QtBot, workplace: Workplace) -> Desk:
    """The small plan, with its activity selected."""
    found = Desk(qtbot, workplace)
    found.show("Torgmöte")
    return found


@pytest.fixture
def saffle_desk(qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path) -> Desk:
    """Säffle's plan."""
    return Desk(qtbot, open_workplace(saffle))
