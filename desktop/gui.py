"""Where the window is wired together: the application, the user's settings, and the world outside."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from db.world import World
from desktop.language import language_asked
from desktop.memory import look_through_it_seldom
from desktop.windows.main_window import MainWindow
from desktop.windows.settings import Settings
from desktop.windows.theme import RESOURCES
from desktop.words import LOCALES, Language

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window: `[PLAN] [--lang sv|en] [--day YYYY-MM-DD]`; runs until it is closed."""
    line = list(sys.argv[1:] if argv is None else argv)
    language = language_asked(line)
    path, day = _asked(line)
    app = application()
    settings = Settings()
    chosen: Language = settings.get("language", language)
    _speak(app, chosen)
    window = MainWindow(settings, World.real(), chosen)
    sys.excepthook = _telling(window, sys.excepthook)
    window.show()
    window.start(path, day)
    return app.exec()


def application() -> QApplication:
    """Make Python and Qt ready for a window."""
    look_through_it_seldom()
    # The worker reads while the window paints; at Python's usual 5 ms a turn, a window that asks Python for a
    # hundred sizes would wait half a second for its turns.
    sys.setswitchinterval(0.0005)
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    app.setApplicationName("loftesplan")
    app.setApplicationDisplayName("Löftesplan")
    app.setDesktopFileName("loftesplan")
    app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "loftesplan.svg")))
    return app


def _asked(line: Sequence[str]) -> tuple[Path | None, dt.date | None]:
    """The plan and the day that a command line names; the words after an option are its own."""
    path: Path | None = None
    day: dt.date | None = None
    words = iter(line)
    for word in words:
        if word == "--day":
            day = dt.date.fromisoformat(next(words))
        elif word == "--lang":
            next(words)
        elif not word.startswith("--"):
            path = Path(word)
    return path, day


def _speak(app: QApplication, language: Language) -> None:
    """Let Qt's own dialogs speak the language too, where Qt brings its words."""
    locale = QLocale(LOCALES[language])
    QLocale.setDefault(locale)
    translator = QTranslator(app)
    if translator.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def _telling(window: MainWindow, before: Hook) -> Hook:
    """What happens to a mistake of ours in the window's own thread: it is written down and said."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            before(kind, error, trace)
        else:
            window.tell_bug(error)

    return tell


if __name__ == "__main__":
    sys.exit(main())
