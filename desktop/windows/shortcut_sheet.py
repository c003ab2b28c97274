"""The sheet of keys: everything that can be done, grouped and in words, with the keys that do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.windows.actions import ACTIONS, GROUPS, ActionSpec
from desktop.windows.command_matching import INITIALS, fit
from desktop.windows.theme import Theme
from desktop.windows.workplace import Workplace
from desktop.words import N_, Words

COLUMNS: Final = 3
SIZE: Final = QSize(1120, 680)
ICON: Final = 16

IN_FIELDS: Final[tuple[tuple[str, str, str], ...]] = (
    (N_("Save what has been typed"), "tick", "Enter"),
    (N_("Take back what is being typed"), "undo", "Esc"),
    (N_("Change what is chosen in a list"), "edit", "F2"),
    (N_("Go to the next field"), "next", "Tab"),
    (N_("Go to the field before"), "previous", "Shift+Tab"),
    (N_("Open what a field offers"), "chevron-down", "Alt+Down"),
)
"""Keys that mean the same in every field and list, and that no action has."""

ARROWS: Final = {"Down": "↓", "Up": "↑", "Left": "←", "Right": "→"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: what is done, its icon, and the keys, each of them enough."""

    text: str
    icon: str
    keys: tuple[str, ...]


class ShortcutSheet(QDialog):
    """The sheet in a window of its own over the other; Esc closes it."""

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._words = words = workplace.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words("Keys"))
        self.setModal(True)
        self.setProperty("role", "surface")
        self.line = QLineEdit()
        self.line.setPlaceholderText(words("Search among the keys"))
        self.line.setAccessibleName(words("Search among the keys"))
        self.line.setClearButtonEnabled(True)
        self.line.setFixedWidth(260)
        self.line.addAction(workplace.theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(self._show)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(words("Keys"))
        self._lay_out()
        self._show()

    @override
    def open(self) -> None:
        window = self.parentWidget()
        assert window is not None
        margin = self._workplace.theme.space * 6
        room = QSize(window.width() - margin, window.height() - margin)
        self.resize(SIZE.boundedTo(room))
        super().open()
        self.line.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Escape if self.line.text():
                self.line.clear()
            case Qt.Key.Key_F1:
                self.close()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_Down else -1) * bar.singleStep())
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                way = 1 if event.key() == Qt.Key.Key_PageDown else -1
                bar.setValue(bar.value() + way * bar.pageStep())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                event.accept()
            case _:
                super().keyPressEvent(event)

    def _lay_out(self) -> None:
        space = self._workplace.theme.space
        _ = self._words
        title = QLabel(_("Keys"))
        title.setProperty("role", "title")
        beside = QLabel(_("Whatever has no key of its own is found with Ctrl+K."))
        beside.setProperty("role", "muted")
        top = QHBoxLayout()
        top.setSpacing(space * 4)
        top.addWidget(title)
        top.addWidget(beside, 1)
        top.addWidget(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space * 6, space * 5, space * 6, space * 4)
        layout.setSpacing(space * 4)
        layout.addLayout(top)
        layout.addWidget(self.area, 1)

    def _show(self) -> None:
        """Show the groups that hold something of what is sought, in columns of about the same length."""
        _ = self._words
        space = self._workplace.theme.space
        self.shown = sheet = QWidget()
        sheet.setProperty("role", "surface")
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space * 8)
        groups = [(name, lines) for name, lines in self._groups() if lines]
        columns = 1 if not groups else min(COLUMNS, len(groups))
        for part in _in_columns(groups, columns):
            column = QVBoxLayout()
            column.setSpacing(0)
            for name, lines in part:
                self._group(column, name, lines)
            column.addStretch(1)
            row.addLayout(column, 1)
        for _missing in range(COLUMNS - columns if groups else 0):
            row.addStretch(1)
        if not groups:
            nothing = QLabel(_("No key does that. Ctrl+K finds everything that can be done."))
            nothing.setProperty("role", "muted")
            row.addWidget(nothing, 0, Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(sheet)

    def _group(self, column: QVBoxLayout, name: str, lines: Sequence[Line]) -> None:
        space = self._workplace.theme.space
        heading = QLabel(name)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, 0, 0, space)
        column.addWidget(heading)
        for line in lines:
            column.addWidget(_KeyLine(self._workplace, line))
        column.addSpacing(space * 4)

    def _groups(self) -> Iterator[tuple[str, list[Line]]]:
        _ = self._words
        sought = self.line.text()
        fits = _whoever_fits(sought)
        for group, name in GROUPS.items():
            specs = [spec for spec in ACTIONS if spec.group == group]
            yield self._words(name), [line for line in map(self._line, specs) if fits(line)]
        known = [Line(self._words(text), icon, (shown(key),)) for text, icon, key in IN_FIELDS]
        yield _("In fields and lists"), [line for line in known if fits(line)]

    def _line(self, spec: ActionSpec) -> Line:
        keys = tuple(shown(key) for key in self._workplace.actions.shortcuts(spec.id))
        return Line(self._words(spec.text), spec.icon, keys)


class _KeyLine(QWidget):
    """What is done to the left, and its keys as caps to the right; read out as one sentence."""

    def __init__(self, workplace: Workplace, line: Line) -> None:
        super().__init__()
        words, theme = workplace.words, workplace.theme
        keys = f" {words('or')} ".join(line.keys)
        self.setAccessibleName(f"{line.text}: {keys}" if keys else line.text)
        icon = QLabel()
        icon.setPixmap(theme.icon(line.icon, "muted").pixmap(ICON, ICON))
        text = QLabel(line.text)
        text.setWordWrap(True)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.space // 2, 0, theme.space // 2)
        row.setSpacing(theme.space * 2)
        row.addWidget(icon)
        row.addWidget(text, 1)
        row.addLayout(self._caps(words, theme, line.keys))
        self.setMinimumHeight(theme.space * 7)

    def _caps(self, words: Words, theme: Theme, keys: Sequence[str]) -> QVBoxLayout:
        """Each key or combination on a line of its own, the later ones as what they are: another way."""
        caps = QVBoxLayout()
        caps.setSpacing(theme.space)
        for place, key in enumerate(keys):
            row = QHBoxLayout()
            row.setSpacing(theme.space)
            row.addStretch(1)
            if place:
                row.addWidget(_quiet(words("or")))
            for number, cap in enumerate(key.split("+")):
                if number:
                    row.addWidget(_quiet("+"))
                row.addWidget(_cap(cap), 0, Qt.AlignmentFlag.AlignVCenter)
            caps.addLayout(row)
        return caps


def shown(key: str) -> str:
    """A key as this system writes it."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    for name, arrow in ARROWS.items():
        text = text.replace(name, arrow) if not text.startswith("Pg") else text
    return text


def _cap(text: str) -> QLabel:
    cap = QLabel(text)
    cap.setProperty("role", "key")
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setFixedHeight(cap.fontMetrics().height() + 4)
    return cap


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted-small")
    return label


def _whoever_fits(sought: str) -> Callable[[Line], bool]:
    def fits(line: Line) -> bool:
        how = fit(sought, line.text)
        key = sought.replace(" ", "").casefold()
        return (how is not None and how < INITIALS) or any(key in one.casefold() for one in line.keys)

    return fits if sought.strip() else lambda _line: True


def _in_columns(groups: Sequence[tuple[str, list[Line]]], columns: int) -> list[list[tuple[str, list[Line]]]]:
    """Part the groups, in their order, so that no column is much longer than another."""
    heights = [len(lines) + 2 for _, lines in groups]
    parts: list[list[tuple[str, list[Line]]]] = [[] for _ in range(max(columns, 1))]
    share = sum(heights) / max(columns, 1)
    passed = 0.0
    for group, height in zip(groups, heights, strict=True):
        # A group lies where its middle falls.
        parts[min(int((passed + height / 2) / share), len(parts) - 1)].append(group)
        passed += height
    return parts
