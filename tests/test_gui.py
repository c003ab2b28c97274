"""The window shows a paper page by page, in the reader's language, also where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

ROOT = Path(__file__).resolve().parents[1]

STORY = """
import sys
from pathlib import Path
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel
from desktop.gui import PaperWindow
from desktop.words import Words

app = QApplication([])
language, path = sys.argv[1:]
window = PaperWindow(Path(path), Words("en" if language == "en" else "sv"))
window.show()
app.processEvents()
actions = {action.objectName(): action for action in window.findChildren(QAction) if action.objectName()}
print(window.windowTitle())
print(window.page, window.page_count, [label.text() for label in window.findChildren(QLabel)])
print("|".join(actions[name].text() for name in ("previous", "next", "smaller", "larger", "width", "close")))
for name in ("next", "next", "next", "next"):
    actions[name].trigger()
print(window.page)
actions["previous"].trigger()
print(window.page)
before = window._view.zoomFactor()
actions["larger"].trigger()
actions["larger"].trigger()
larger = window._view.zoomFactor()
actions["smaller"].trigger()
print(larger > window._view.zoomFactor() > 0)
actions["width"].trigger()
print(window.isVisible())
actions["close"].trigger()
app.processEvents()
print(window.isVisible())
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A PDF of three pages with a title."""
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": "Statusrapport Säffle"})
    content = BytesIO()
    writer.write(content)
    path = tmp_path / "status å.pdf"
    path.write_bytes(content.getvalue())
    return path


def without_screen(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Python with Qt drawing in memory."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, *words]
    return subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


@pytest.mark.parametrize(
    ("language", "page", "actions"),
    [
        ("sv", "sida 1 av 3", "Föregående sida|Nästa sida|Mindre|Större|Hela bredden|Stäng"),
        ("en", "page 1 of 3", "Previous page|Next page|Smaller|Larger|Whole width|Close"),
    ],
)
def test_a_paper_can_be_leafed_through_zoomed_and_closed(
    paper: Path, language: str, page: str, actions: str
) -> None:
    done = without_screen("-c", STORY, language, str(paper))
    assert done.returncode == 0, done.stderr
    title, where, named, last, back, zoomed, shown, closed = done.stdout.splitlines()
    assert title == "Statusrapport Säffle – Löftesplan"
    assert where.startswith("1 3 ")
    assert page in where
    assert named == actions
    assert (last, back, zoomed, shown, closed) == ("3", "2", "True", "True", "False")


def test_what_is_no_pdf_is_told_and_shows_no_window(tmp_path: Path) -> None:
    path = tmp_path / "brev.pdf"
    path.write_text("Kära granne", encoding="utf-8")
    done = without_screen("-m", "desktop.gui", str(path), "en")
    assert done.returncode == 3
    assert "can not be shown" in done.stderr
