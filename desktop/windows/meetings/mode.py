"""Meeting mode: a meeting goes through its activities, one at a time, on a screen that all can read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.errors import PlanError
from db.kinds import ActivityState, Light
from db.operations import change, undo
from db.operations.meetings import judge
from db.queries import Vector
from db.queries.meeting_round import meeting_round, round_card
from db.queries.step_lines import step_lines
from db.store import Done
from db.views.history import StepLine
from db.views.meetings import MeetingRound, RoundCard, RoundStop
from desktop.windows.meetings.mode_bar import LIGHT_KEYS, KeyBar, TopBar
from desktop.windows.meetings.mode_card import Card
from desktop.windows.meetings.mode_look import body_size, mode_sheet
from desktop.windows.meetings.mode_memory import END, START, RoundMemory, Shown
from desktop.windows.meetings.mode_pages import AttendancePage, EndPage
from desktop.windows.meetings.mode_panels import DecisionPanel, LogPanel, NotePanel, Panel, ReasonPanel
from desktop.windows.meetings.phrases import where_words
from desktop.windows.meetings.sight import Sight
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.gestures import step_words

PAUSE = 500
"""Milliseconds after a change before the whole round is read again: several often come together."""


class MeetingMode(QWidget):
    """The window of a meeting's round. Everything is saved at once; Esc leaves and coming back goes on."""

    left = Signal()

    def __init__(self, workplace: Workplace, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("meeting-mode")
        self.workplace = workplace
        self.words, self.theme = workplace.words, workplace.theme
        self.meeting = meeting
        self.memory = RoundMemory(workplace.settings, meeting)
        self.round: MeetingRound | None = None
        self._card: RoundCard | None = None
        self._sight = Sight()
        self._body = 0
        self.top, self.keys, self.card = TopBar(workplace), KeyBar(workplace), Card(workplace)
        self.people, self.end = AttendancePage(workplace, meeting), EndPage(workplace, meeting)
        self.note, self.reason = NotePanel(workplace), ReasonPanel(workplace)
        self.decision, self.log = DecisionPanel(workplace, meeting), LogPanel(workplace)
        self.panels: tuple[Panel, ...] = (self.note, self.reason, self.decision, self.log)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._read_round)
        self._build()
        self._connect()
        self._read_round()

    @property
    def stops(self) -> list[RoundStop]:
        """The activities that are gone through."""
        return self.memory.stops(self.round.stops) if self.round else []

    @property
    def stop(self) -> RoundStop | None:
        """The activity that one is at."""
        return next((stop for stop in self.stops if stop.key == self.memory.at), None)

    @property
    def open_panel(self) -> Panel | None:
        """The panel that is being written in."""
        return next((panel for panel in self.panels if not panel.isHidden()), None)

    def step(self, by: int) -> None:
        """Go to the next activity, or back; the one that is left has been gone through."""
        keys = [START, *(stop.key for stop in self.stops), END]
        at = keys.index(self.memory.at) if self.memory.at in keys else 0
        if by > 0 and self.stop is not None:
            self.memory.gone.add(self.memory.at)
        self.go_to(keys[min(max(at + by, 0), len(keys) - 1)])

    def go_to(self, place: str) -> None:
        """Go to an activity, to the beginning or to the end."""
        self.memory.at = place
        self.memory.keep()
        self._show()

    def choose_shown(self, shown: str) -> None:
        """Go through others; one stays where one is if that is among them."""
        self.memory.shown = Shown(shown)
        kept = self.memory.fitting(self.round.stops if self.round else ())
        if self.memory.at != START and self.memory.at not in {stop.key for stop in kept}:
            self.memory.at = kept[0].key if kept else END
        self.go_to(self.memory.at)

    def set_state(self, state: str) -> None:
        """Set the activity's state."""
        if self._card is not None:
            self._do(change, self._card.activity.key, {"state": ActivityState(state)})
            self.keys.mark(state, self._card.light)

    def set_light(self, light: str) -> None:
        """Set the light of this period's follow-up; yellow and red ask why."""
        card = self._card
        if card is None:
            return
        self._do(judge, card.activity.key, year=card.year, period=card.period, light=Light(light))
        self.keys.mark(card.activity.state.value, light)
        if light != Light.GREEN:
            self.write(self.reason)

    def write(self, panel: Panel) -> None:
        """Open a panel to write in."""
        if self._card is not None and self.open_panel is None:
            panel.open_for(self._card)
            if panel is self.decision:
                self.decision.propose_owner(self._card.owner)
            self._let_keys(False)

    def leave(self) -> None:
        """Close what is open, or else meeting mode itself."""
        if (panel := self.open_panel) is not None:
            panel.let_be()
        else:
            self.close()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        body = body_size(event.size().width(), event.size().height())
        if body == self._body:
            return
        self._body = body
        self.setStyleSheet(mode_sheet(body, self.theme))
        for button in self.findChildren(QAbstractButton):
            button.setIconSize(QSize(body, body))
        if self._card is not None:
            self.card.show_card(self._card)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.memory.keep()
        super().closeEvent(event)
        self.left.emit()

    def _build(self) -> None:
        self.middle = QStackedWidget()
        for page in (self.people, self.card, self.end):
            self.middle.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.top)
        rows.addWidget(self.middle, 1)
        for panel in self.panels:
            rows.addWidget(panel)
            panel.closed.connect(self._panel_closed)
        rows.addWidget(self.keys)
        self.setWindowTitle(self.words("Meeting mode"))

    def _connect(self) -> None:
        self.top.left.connect(self.close)
        self.top.attendance_wanted.connect(lambda: self.go_to(START))
        self.top.shown_chosen.connect(self.choose_shown)
        self.people.begun.connect(lambda: self.step(1))
        self.end.left.connect(self.close)
        self.keys.state_chosen.connect(self.set_state)
        self.keys.light_chosen.connect(self.set_light)
        self.workplace.runner.touched.connect(self._touched)
        self.workplace.runner.stepped.connect(self._tell)
        self._doings: dict[str, Callable[[], object]] = {
            "note": lambda: self.write(self.note),
            "decision": lambda: self.write(self.decision),
            "log": lambda: self.write(self.log),
            "undo": self._undo,
            "previous": lambda: self.step(-1),
            "next": lambda: self.step(1),
        }
        self.keys.wanted.connect(lambda name: self._doings[name]())
        self._shortcuts = [
            *(self._key(key, lambda: self.step(1)) for key in ("Right", "PgDown")),
            self._key("Space", self._space),
            *(self._key(key, lambda: self.step(-1)) for key in ("Left", "PgUp", "Backspace")),
            *(self._key(key, self._enter) for key in ("Return", "Enter")),
            *(
                self._key(str(number), partial(self.set_state, state.value))
                for number, state in enumerate(ActivityState, 1)
            ),
            *(self._key(key, partial(self.set_light, light.value)) for light, key in LIGHT_KEYS.items()),
            *(self._key(key, self._doings["decision"]) for key in ("B", "D")),
            self._key("N", self._doings["note"]),
            self._key("L", self._doings["log"]),
            self._key("A", lambda: self.go_to(START)),
            self._key("Down", lambda: self._up_or_down(1)),
            self._key("Up", lambda: self._up_or_down(-1)),
        ]
        self._key("Esc", self.leave)
        self._key("Ctrl+Z", self._undo)
        self._key("F11", self._toggle_full_screen)

    def _key(self, key: str, handler: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(handler)
        return shortcut

    def _up_or_down(self, by: int) -> None:
        """Go to the next person to be ticked, or scroll the card."""
        if self.middle.currentWidget() is self.people:
            self.people.go(by)
        else:
            self.card.scroll_by(by)

    def _space(self) -> None:
        """Go on; but on a button or a box the space bar is theirs."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.step(1)

    def _enter(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and not focused.isCheckable():
            focused.click()
        elif self.memory.at == START:
            self.step(1)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _undo(self) -> None:
        self.workplace.runner.do(self, undo, failed=self._failed)

    def _let_keys(self, free: bool) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(free)

    def _panel_closed(self) -> None:
        self._let_keys(self.open_panel is None)
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _touched(self, _rows: frozenset[str]) -> None:
        self._pause.start()
        self._read_card()

    def _read_round(self) -> None:
        runner = self.workplace.runner
        runner.ask(
            self, self._show_round, meeting_round, self.meeting, today=self.workplace.today, key="round",
            failed=self._lost,
        )  # fmt: skip

    def _read_card(self) -> None:
        if self.stop is not None:
            self.workplace.runner.ask(
                self, self._show_card, round_card, self.memory.at, today=self.workplace.today, key="card",
                failed=lambda _error: self._pause.start(),
            )  # fmt: skip

    def _show_round(self, found: MeetingRound) -> None:
        begins = self.round is None
        self.round = found
        self.memory.gone &= {stop.key for stop in found.stops}
        where = where_words(self.words, found.meeting)
        self.top.meeting.setText(" · ".join(part for part in (found.municipality, where) if part))
        self.top.tell_counts(
            {
                Shown.ALL: len(found.stops),
                Shown.CHANGED: sum(bool(stop.changes) for stop in found.stops),
                Shown.LATE: sum(stop.is_late for stop in found.stops),
            }
        )
        self.people.show_round(found)
        if self.memory.at not in (START, END) and self.stop is None and begins:
            self.memory.at = START
        self._show(begins)

    def _show(self, begins: bool = True) -> None:
        """Show the place that one is at; `begins` where one has just come there."""
        if self.round is None:
            return
        stop, stops = self.stop, self.stops
        number = stops.index(stop) + 1 if stop else 0
        gone = len(self.memory.gone & {one.key for one in stops})
        self.top.tell(number, len(stops), gone, self.memory.shown)
        self.keys.allow(stop is not None)
        if stop is not None:
            if self._card is not None and self._card.activity.key != stop.key:
                self._card = None
            self.card.show_stop(stop, self.round)
            self.middle.setCurrentWidget(self.card)
            self._read_card()
        elif self.memory.at == START:
            self._card = None
            self.middle.setCurrentWidget(self.people)
        else:
            self._card = None
            self.end.show_end(self.round, gone, len(stops))
            self.middle.setCurrentWidget(self.end)
        if begins and self.open_panel is None:
            self._take_focus()

    def _take_focus(self) -> None:
        if self.middle.currentWidget() is self.people:
            self.people.take_focus()
        elif self.middle.currentWidget() is self.card:
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.end.close_button if self.end.hold.isHidden() else self.end.hold).setFocus()

    def _show_card(self, found: tuple[RoundCard, Vector]) -> None:
        card, seen = found
        self._sight.look(seen)
        if card.activity.key == self.memory.at:
            self._card = card
            self.card.show_card(card)
            self.keys.mark(card.activity.state.value, card.light)

    def _tell(self, done: Done[object]) -> None:
        if done.step is not None:
            self.workplace.runner.ask(self, self._told, step_lines, [done.step], key="told")

    def _told(self, lines: list[StepLine]) -> None:
        for line in lines:
            self.keys.said.setText(step_words(self.words, line))

    def _do(self, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Carry out a gesture upon what is seen."""
        sight = self._sight

        def failed(error: PlanError) -> None:
            sight.written()
            self._failed(error)

        self.workplace.runner.do(
            self, operation, *args, seen=sight.write(), then=lambda _value: sight.written(), failed=failed,
            **kwargs,
        )  # fmt: skip

    def _failed(self, error: PlanError) -> None:
        self.keys.said.setText(sentence(self.words, error))
        self._read_card()

    def _lost(self, error: PlanError) -> None:
        """The meeting itself has gone: there is nothing to go through."""
        self.workplace.say(sentence(self.words, error))
        self.close()


def open_meeting_mode(workplace: Workplace, meeting: str, parent: QWidget) -> MeetingMode:
    """Begin a meeting's round over the whole screen, or take it up where it was left.

    It goes with its parent: where the plan is closed, there is nothing to go through.
    """
    mode = MeetingMode(workplace, meeting, parent)
    mode.showFullScreen()
    return mode
