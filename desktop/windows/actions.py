"""Everything that can be done in the window, as one table: words, icon and key for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.windows.theme import Theme
from desktop.words import N_, Words


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: its id (`group.name`), what it is called, its icon, and its key where it has one.

    `tip` says more than the name where the name does not say enough; `also` are words that people who look
    for it may type instead of its name.
    """

    id: str
    text: str
    icon: str
    shortcut: str = ""
    tip: str = ""
    also: str = ""

    @property
    def group(self) -> str:
        """What it has to do with, by which the shortcut sheet is divided."""
        return self.id.partition(".")[0]


GROUPS: Mapping[str, str] = {
    "file": N_("The plan"),
    "edit": N_("Editing"),
    "room": N_("Rooms"),
    "new": N_("New"),
    "activity": N_("Activities"),
    "calendar": N_("Calendar"),
    "meeting": N_("Meetings"),
    "exchange": N_("Exchange"),
    "print": N_("Printing"),
    "view": N_("View"),
    "help": N_("Help"),
}

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("file.new", N_("New plan …"), "new"),
    ActionSpec("file.open", N_("Open plan …"), "open", "Ctrl+O"),
    ActionSpec("file.example", N_("Look at the example"), "pdf"),
    ActionSpec("file.start", N_("Start page"), "home"),
    ActionSpec("file.identity", N_("Who I am …"), "person"),
    ActionSpec("file.quit", N_("Quit"), "close", "Ctrl+Q"),
    ActionSpec("edit.undo", N_("Undo"), "undo", "Ctrl+Z"),
    ActionSpec("edit.redo", N_("Redo"), "redo", "Ctrl+Y"),
    ActionSpec("edit.copy", N_("Copy as table"), "copy", "Ctrl+C"),
    ActionSpec("edit.paste", N_("Paste rows"), "paste", "Ctrl+V"),
    ActionSpec("edit.duplicate", N_("Duplicate"), "duplicate", "Ctrl+D"),
    ActionSpec("edit.delete", N_("Delete"), "delete", "Del"),
    ActionSpec("edit.search", N_("Search and filter"), "search", "Ctrl+F"),
    ActionSpec("room.overview", N_("Go to the overview"), "overview", "Ctrl+1"),
    ActionSpec("room.plan", N_("Go to the activity plan"), "plan", "Ctrl+2"),
    ActionSpec("room.calendar", N_("Go to the calendar"), "calendar", "Ctrl+3"),
    ActionSpec("room.meetings", N_("Go to the meetings"), "meeting", "Ctrl+4"),
    ActionSpec("room.register", N_("Go to the register"), "register", "Ctrl+5"),
    ActionSpec("room.history", N_("Go to the history"), "history", "Ctrl+6"),
    ActionSpec("room.exchange", N_("Go to the exchange"), "exchange", "Ctrl+7"),
    ActionSpec("new.activity", N_("New activity"), "new", "Ctrl+N"),
    ActionSpec("new.meeting", N_("New meeting"), "meeting", "Ctrl+Shift+M"),
    ActionSpec("new.agreement", N_("New agreement"), "agreement"),
    ActionSpec("new.focus_area", N_("New focus area"), "focus"),
    ActionSpec("new.cause", N_("New cause"), "cause"),
    ActionSpec("new.promise", N_("New promise"), "promise"),
    ActionSpec("new.contact", N_("New contact"), "person"),
    ActionSpec("new.organisation", N_("New organisation"), "organisation"),
    ActionSpec("new.area", N_("New area"), "area"),
    ActionSpec("new.source", N_("New source"), "chart"),
    ActionSpec("new.indicator", N_("New effect figure"), "target"),
    ActionSpec("new.publication", N_("New published result"), "mail"),
    ActionSpec("activity.log", N_("Log one"), "tick", "Ctrl+L", N_("Write down that it has taken place")),
    ActionSpec("activity.refresh", N_("Update the list"), "refresh", "F5"),
    ActionSpec("meeting.mode", N_("Meeting mode"), "screen", "F11", N_("Go through the activities together")),
    ActionSpec("meeting.step", N_("Next step with the meeting"), "next"),
    ActionSpec("meeting.minutes", N_("Minutes of the meeting …"), "note"),
    ActionSpec("calendar.month", N_("Show the month"), "calendar", "Alt+1"),
    ActionSpec("calendar.week", N_("Show the week"), "calendar-week", "Alt+2"),
    ActionSpec("calendar.timeline", N_("Show the timeline of the year"), "timeline", "Alt+3"),
    ActionSpec("calendar.today", N_("Go to today"), "calendar-day", "Ctrl+T"),
    ActionSpec("calendar.goto", N_("Go to a day or week …"), "next", "Ctrl+G"),
    ActionSpec("calendar.move", N_("Move to another day …"), "calendar-day", "Ctrl+M"),
    ActionSpec(
        "exchange.now",
        N_("Exchange …"),
        "exchange",
        "F9",
        N_("See what an exchange would do, and do it"),
        also=N_("synchronise copies merge"),
    ),
    ActionSpec("exchange.stop", N_("Break off the exchange"), "close"),
    ActionSpec("exchange.next", N_("Next conflict"), "next", "Ctrl+J"),
    ActionSpec("exchange.previous", N_("Previous conflict"), "previous", "Ctrl+Shift+J"),
    ActionSpec("exchange.folder", N_("Add a folder or a stick …"), "open"),
    ActionSpec("exchange.file", N_("Add another copy's file …"), "plan"),
    ActionSpec("exchange.server", N_("Add a server …"), "screen"),
    ActionSpec(
        "exchange.copy",
        N_("Hand out a copy …"),
        "copy",
        tip=N_("Make a copy of the plan for somebody else"),
    ),
    ActionSpec("print.preview", N_("Print …"), "print", "Ctrl+P"),
    ActionSpec("view.detail", N_("Show or hide the details"), "columns", "F4"),
    ActionSpec("view.swedish", N_("Svenska"), "language", also=N_("language Swedish")),
    ActionSpec("view.english", N_("English"), "language", also=N_("language English")),
    ActionSpec("view.light", N_("Light theme"), "sun", also=N_("light mode appearance colours")),
    ActionSpec("view.dark", N_("Dark theme"), "moon", also=N_("dark mode appearance colours")),
    ActionSpec("view.system", N_("Theme of the system"), "screen", also=N_("mode appearance colours")),
    ActionSpec("help.commands", N_("Find anything"), "search", "Ctrl+K"),
    ActionSpec("help.shortcuts", N_("Keys"), "keyboard", "F1"),
    ActionSpec(
        "help.exchange", N_("How two copies become one"), "info", also=N_("conflict synchronise copies")
    ),
)


NEW_KEY = "Ctrl+N"
NEW_ACTIVITY = "new.activity"
"""What the key makes where a room makes nothing else by it."""


class Actions(QObject):
    """The actions as Qt's own, in one language and theme, each enabled while somebody handles it."""

    def __init__(self, words: Words, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._makes = NEW_ACTIVITY
        self._made = {spec.id: self._make(spec, words, theme) for spec in ACTIONS}
        self._frame: dict[str, Callable[[], object]] = {}
        self._room: Mapping[str, Callable[[], object]] = {}
        self.refresh()

    def action(self, name: str) -> QAction:
        """The action to put into a menu or on a button."""
        return self._made[name]

    def all(self) -> Iterable[QAction]:
        """Every action, in the table's order."""
        return self._made.values()

    def handle(self, name: str, handler: Callable[[], object]) -> None:
        """Say what an action does wherever one is, unless the room knows better."""
        self._frame[name] = handler
        self.refresh()

    def offer(self, handlers: Mapping[str, Callable[[], object]], makes: str = NEW_ACTIVITY) -> None:
        """Say what actions do in the room that is now shown, and which of them Ctrl+N makes something by."""
        unknown = handlers.keys() - self._made.keys()
        assert not unknown, f"not in the table of actions: {sorted(unknown)}"
        self._room = handlers
        before, self._makes = self._makes, makes
        for name in {before, makes} - {""}:
            self._give_keys(name)
        self.refresh()

    def shortcuts(self, name: str) -> tuple[str, ...]:
        """The keys of an action, here and now, as the table writes them."""
        spec = self._specs[name]
        own = (spec.shortcut, ALSO.get(spec.shortcut, ""))
        keys = (NEW_KEY if name == self._makes else "", *(key for key in own if key != NEW_KEY))
        return tuple(key for key in keys if key)

    def refresh(self) -> None:
        """Enable what somebody handles."""
        for name, action in self._made.items():
            action.setEnabled(name in self._room or name in self._frame)

    def run(self, name: str) -> None:
        """Do it as here and now: the room's way, or else the frame's."""
        handler = self._room.get(name) or self._frame.get(name)
        if handler is not None:
            handler()

    def _make(self, spec: ActionSpec, words: Words, theme: Theme) -> QAction:
        action = QAction(theme.icon(spec.icon), words(spec.text), self)
        action.setObjectName(spec.id)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: self.run(spec.id))
        self._give_keys(spec.id, action)
        return action

    def _give_keys(self, name: str, action: QAction | None = None) -> None:
        action = action or self._made[name]
        keys = [QKeySequence(key) for key in self.shortcuts(name)]
        action.setShortcuts(keys)
        shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        tip = self._words(self._specs[name].tip or self._specs[name].text)
        action.setToolTip(f"{tip} ({shown})" if shown else tip)


ALSO: Mapping[str, str] = {"Ctrl+Y": "Ctrl+Shift+Z", "F1": "?"}
"""A second key for what people know by another."""
