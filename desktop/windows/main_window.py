"""The window: the start page, or a plan in its frame; it opens and closes plans and changes its look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget
from typing_extensions import override

from db.errors import PlanError
from db.world import World
from desktop.windows.runner import Runner
from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.welcome.example import day_of
from desktop.windows.welcome.recents import remember_plan
from desktop.windows.welcome.who import actor_of
from desktop.words import Language, Words

# What keeps a plan and what shows it are imported where they are first used: the worker reads the former in
# while the window is already on the screen and says which plan it opens.
if TYPE_CHECKING:
    from db.store import Store
    from db.views.here import CopyHere
    from desktop.windows.actions import Actions
    from desktop.windows.frame import Frame

USUAL_SIZE: Final = QSize(1360, 860)
SMALLEST: Final = QSize(960, 600)
TITLE_BAR: Final = 40
SUFFIX: Final = ".plan"


class MainWindow(QMainWindow):
    """One window on one plan at a time."""

    def __init__(
        self,
        settings: Settings,
        world: World,
        language: Language,
        *,
        inline: bool = False,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._world = world
        self._day: dt.date | None = None
        self._inline = inline
        self._path: Path | None = None
        self._wanted_room = ""
        self._copy: CopyHere | None = None
        self._leaving = False
        self._runner: Runner | None = None
        self._frame: Frame | None = None
        self._words = Words(settings.get("language", language))
        self._theme = self._chosen_theme()
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self._take_size()
        self._dress()
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def frame(self) -> Frame | None:
        """The frame of the plan that is open."""
        return self._frame

    def start(self, path: Path | None = None, day: dt.date | None = None) -> None:
        """Open the plan that is named, or the one that was open last, or else the start page."""
        last = self._settings.get("last", "")
        if path is not None:
            self.open(path, day)
        elif last and actor_of(self._settings) and Path(last).exists():
            self.open(Path(last))
        else:
            self.show_start()

    def open(self, path: Path, day: dt.date | None = None, *, room: str = "") -> None:
        """Open a plan, in a room or where one was; what is in the way of that is said on the start page."""
        if not self._may_leave(lambda: self.open(path, day, room=room)):
            return
        self.close_plan()
        self._wanted_room = room
        self._path = path
        self._day = day or day_of(path)
        waiting = QLabel(self._words("Opening {path} …").format(path=path.name))
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setCentralWidget(waiting)
        actor = actor_of(self._settings)
        runner = self._runner = Runner(lambda: _open(path, self._world, actor), inline=self._inline)
        runner.broke.connect(self.tell_bug)
        runner.open(self, lambda _store: self._opened(), self._not_opened, watch=not self._inline)

    def show_start(self, failure: str = "") -> None:
        """Show the page that asks who one is and which plan to open."""
        from desktop.windows.welcome.page import Welcome

        if not self._may_leave(lambda: self.show_start(failure)):
            return
        self.close_plan()
        page = Welcome(self._words, self._theme, self._settings, self._world, inline=self._inline)
        page.open_plan.connect(self.open)
        if failure:
            page.tell(failure)
        self.setWindowTitle("Löftesplan")
        self.setCentralWidget(page)
        # What is to have the keyboard can take it only once it is on the screen.
        QTimer.singleShot(0, page, page.setFocus)

    def close_plan(self) -> None:
        """Save what is being typed, remember where one was, and let go of the plan."""
        if self._frame is not None:
            self._remember(self._frame)
            self._frame.exchange_before_leaving()
            self._frame = None
        if self._runner is not None:
            self._runner.close()
            self._runner = None
        self._copy = None

    def tell_bug(self, error: BaseException) -> None:
        """Write a mistake of ours down, and say where."""
        from desktop.bug_log import write_down

        said = write_down(self._words, "window", error, self._world.now())
        if self._frame is not None:
            self._frame.banner.tell(said)

    def use_language(self, language: Language) -> None:
        """Speak another language from now on."""
        if not self._may_leave(lambda: self.use_language(language)):
            return
        self._settings.put("language", language)
        self._words = Words(language)
        self._build_anew()

    def use_theme(self, name: str) -> None:
        """Be light or dark, or do as the system does."""
        if not self._may_leave(lambda: self.use_theme(name)):
            return
        self._settings.put("theme", name)
        self._follow_system()
        if self._frame is not None:
            self._tick(self._frame.workplace.actions)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave(self.close):
            event.ignore()
            return
        self._settings.put("geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.hide()  # What is left to do may take a moment, which nobody needs to watch.
        self.close_plan()
        self._settings.save()
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _plan_in(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _plan_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    def _may_leave(self, leave: Callable[[], object]) -> bool:
        """Save what is being typed; where that fails, stay and ask whether to leave all the same."""
        frame = self._frame
        if frame is None or self._leaving:
            return True
        saved, errors = frame.save_all()
        if saved:
            return True
        frame.stay()
        from desktop.windows.leaving import ask_whether_to_leave

        def leave_all_the_same() -> None:
            self._leaving = True
            try:
                leave()
            finally:
                self._leaving = False

        ask_whether_to_leave(self, self._words, errors, leave_all_the_same)
        return False

    def _opened(self) -> None:
        assert self._runner is not None
        self._runner.work(self, lambda store, _progress: store.here(), self._know_copy, self._not_opened)

    def _know_copy(self, copy: CopyHere) -> None:
        assert self._path is not None
        self._copy = copy
        saved = self._settings.get(f"plans/{copy.plan}", {})
        self._settings.put("last", str(self._path.absolute()))
        remember_plan(self._settings, self._path)
        self._build(saved)

    def _not_opened(self, error: PlanError) -> None:
        from desktop.wording import sentence

        self.show_start(sentence(self._words, error))

    def _build(self, saved: dict[str, object]) -> None:
        """Build the frame around the open plan, and take up where one was."""
        from desktop.windows.actions import Actions
        from desktop.windows.frame import Frame, places_of
        from desktop.windows.undoing import Undoing
        from desktop.windows.workplace import Workplace

        assert self._runner is not None
        assert self._path is not None
        assert self._copy is not None
        actions = Actions(self._words, self._theme, self)
        workplace = Workplace(
            words=self._words,
            world=self._world,
            runner=self._runner,
            settings=self._settings,
            theme=self._theme,
            actions=actions,
            plan_name=str(self._path),
            actor=actor_of(self._settings),
            day=self._day,
        )
        agreement = saved.get("agreement")
        workplace.set_agreement(agreement if isinstance(agreement, str) else None)
        workplace.set_filter(str(saved.get("filter") or ""))
        frame = self._frame = Frame(workplace)
        workplace.setParent(frame)
        actions.setParent(frame)
        self._handle(actions)
        frame.status.tell_who(workplace.actor)
        frame.status.tell_copy(self._copy.letter, self._copy.name, self._day)
        frame.status.identity_asked.connect(lambda: actions.run("file.identity"))
        Undoing(workplace, frame.status)
        for action in actions.all():
            frame.addAction(action)
        self.setWindowTitle(f"{self._path.stem} – Löftesplan")
        self.setCentralWidget(frame)
        frame.read_agreements()
        room = self._wanted_room or saved.get("room")
        frame.enter(room if isinstance(room, str) and room else "overview")
        workplace.select(*places_of(saved.get("selection")))

    def _handle(self, actions: Actions) -> None:
        handlers = {
            "file.new": self._new_plan,
            "file.open": self._open_plan,
            "file.example": self._open_example,
            "file.start": self.show_start,
            "file.identity": self._ask_identity,
            "file.quit": self.close,
            "view.swedish": lambda: self.use_language("sv"),
            "view.english": lambda: self.use_language("en"),
            "view.light": lambda: self.use_theme("light"),
            "view.dark": lambda: self.use_theme("dark"),
            "view.system": lambda: self.use_theme("system"),
        }
        for name, handler in handlers.items():
            actions.handle(name, handler)
        self._tick(actions)

    def _tick(self, actions: Actions) -> None:
        """Mark the language and the look that are chosen."""
        look = self._settings.get("theme", "system")
        chosen = {"view.swedish": "sv", "view.english": "en"}
        looks = {"view.light": "light", "view.dark": "dark", "view.system": "system"}
        for name, value in (chosen | looks).items():
            action = actions.action(name)
            action.setCheckable(True)
            action.setChecked(value in (self._words.language, look))

    def _build_anew(self) -> None:
        """Build everything again in another language or look, at the same place."""
        if self._frame is None:
            self.show_start()
            return
        saved = self._remember(self._frame)
        self._build(saved)

    def _remember(self, frame: Frame) -> dict[str, object]:
        saved = frame.remember()
        if self._copy is not None:
            self._settings.put(f"plans/{self._copy.plan}", saved)
        return saved

    def _new_plan(self) -> None:
        from desktop.windows.welcome.creating import create_dialog

        path = create_dialog(self, self._words, self._theme, self._settings, self._world)
        if path is not None:
            self.open(path)

    def _open_plan(self) -> None:
        from desktop.windows.welcome.opening import open_dialog

        path = open_dialog(self, self._words, self._settings)
        if path is not None:
            self.open(path)

    def _open_example(self) -> None:
        from desktop.windows.welcome.beside import MakingBeside
        from desktop.windows.welcome.example import make_example
        from desktop.wording import sentence

        def make() -> Path:
            return make_example(self._words, self._world)[0]

        def failed(error: PlanError) -> None:
            self.show_start(sentence(self._words, error))

        MakingBeside(self, self._world, make, self.open, failed, inline=self._inline)

    def _ask_identity(self) -> None:
        from desktop.windows.welcome.identity import ask_identity

        if ask_identity(self, self._words, self._theme, self._settings) and self._path is not None:
            self.open(self._path)

    def _chosen_theme(self) -> Theme:
        name = self._settings.get("theme", "system")
        return Theme.of_system() if name == "system" else Theme(dark=name == "dark")

    def _follow_system(self) -> None:
        theme = self._chosen_theme()
        if theme.dark != self._theme.dark:
            self._theme = theme
            self._dress()
            self._build_anew()

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._theme.dress(app)

    def _take_size(self) -> None:
        kept = self._settings.get("geometry", "")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            room = self.screen().availableGeometry().size()
            self.resize(USUAL_SIZE.boundedTo(room))
            # The system's own frame comes on top: where there is no room for it, the foot would be cut off.
            if USUAL_SIZE.height() + TITLE_BAR > room.height() or USUAL_SIZE.width() > room.width():
                self.setWindowState(Qt.WindowState.WindowMaximized)


def _open(path: Path, world: World, actor: str) -> Store:
    """Open a plan on somebody's behalf; who has not said who they are goes by the name of their copy."""
    from db.store import Store

    store = Store.open(path, world, actor=actor)
    if actor:
        return store
    with store:
        name = store.here().name
    return Store.open(path, world, actor=name)


def _plan_in(event: QDropEvent) -> Path | None:
    """The plan that is being dragged onto the window."""
    for url in event.mimeData().urls():
        if url.isLocalFile() and url.toLocalFile().casefold().endswith(SUFFIX):
            return Path(url.toLocalFile())
    return None


def window_of(widget: QWidget) -> MainWindow:
    """The main window that a widget is in."""
    window = widget.window()
    assert isinstance(window, MainWindow)
    return window
