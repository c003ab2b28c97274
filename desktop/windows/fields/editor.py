"""A field to fill in: what every editor does alike, whatever sort of value it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from db.drafts import DRAFTS, DraftField, read_field
from db.errors import Fault, InvalidDraft
from db.views.things import ThingName
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.words.faults import fault_words
from desktop.words.fields import field_label

NOTHING_OFFERED: Final = object()

ELSEWHERE: Final = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason})
"""Ways of losing the focus that are no leaving: a menu or a calendar of the field's own has opened."""

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FieldEditor(QWidget):
    """One field of a draft on the screen.

    `committed(value)` is emitted when Enter is pressed or the field is left, and what stands there can be
    read and differs from what stood there; whoever keeps it calls `set_value` when it is saved, or
    `show_fault` when it could not be: then the text stays, and leaving the field tries again.
    """

    committed = Signal(object)
    edited = Signal()

    keeps_enter = True
    """Whether Enter does nothing else than to save; a dialog lets it go on to its own button."""

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.workplace = workplace
        self.words = workplace.words
        self.theme = workplace.theme
        self.label = field_label(workplace.words, field.entity, field.name)
        self._kept: object = field.empty
        self._named: ThingName | None = None
        self._offered: object = NOTHING_OFFERED
        self._control: QWidget = self
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(self.theme.space // 2)
        self._fault = WrappedLabel(parent=self)
        self._fault.setWordWrap(True)
        self._fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fault.hide()
        self._again: Callable[[], object] | None = None
        self.retry = QPushButton(workplace.words("Try again"), self)
        self.retry.setProperty("role", "link")
        self.retry.clicked.connect(self._try_again)
        self.retry.hide()

    # What each sort of editor says of itself.

    def typed(self) -> str:
        """What stands there, as text."""
        raise NotImplementedError

    def put_typed(self, text: str) -> None:
        """Let a text stand there as if it had just been typed."""
        raise NotImplementedError

    def _show(self) -> None:
        """Show the kept value."""
        raise NotImplementedError

    def _shown(self) -> str:
        """What `typed` is while nobody has typed."""
        raise NotImplementedError

    def read(self) -> object:
        """The value that stands there; raises InvalidDraft when it can not be read."""
        return self._read_text(self.typed())

    # What they share.

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands there than what is kept."""
        return self.typed() != self._shown()

    @property
    def has_fault(self) -> bool:
        """Whether a fault is being told."""
        return bool(self._control.property("fault"))

    @property
    def control(self) -> QWidget:
        """The widget that takes the keys."""
        return self._control

    def value(self) -> object:
        """What stands there, or what is kept as long as that can not be read."""
        try:
            return self.read()
        except InvalidDraft:
            return self._kept

    def set_value(self, value: object, named: ThingName | None = None) -> None:
        """Show a value as the kept one; `named` is what a reference refers to."""
        self._kept, self._named = value, named
        self._offered = NOTHING_OFFERED
        self.clear_fault()
        self._show()

    def refresh(self, value: object, named: ThingName | None = None) -> None:
        """Take up what is kept now without disturbing what is being typed; say so if it is another."""
        if not self.is_dirty or self._says(value):
            if value != self._kept or named != self._named or self.is_dirty:
                self.set_value(value, named)
            return
        moved, ours = value != self._kept, value == self._offered
        self._kept, self._named = value, named
        if ours:
            self._offered = NOTHING_OFFERED  # It is saved, and its person has typed on since.
        elif moved and self._offered is NOTHING_OFFERED:
            self._say_moved()

    def commit(self) -> bool:
        """Hand on what stands there, if it can be read and differs; whether nothing is left to be mended."""
        if not self.is_dirty:
            if self.has_fault and self._offered is NOTHING_OFFERED:
                self.clear_fault()
            return True
        try:
            value = self.read()
        except InvalidDraft as error:
            self.show_faults(error.faults)
            return False
        if value == self._kept:
            self.set_value(value, self._named)
        elif value != self._offered:
            self.clear_fault()
            self._offered = value
            self.committed.emit(value)
        return True

    def take_back(self) -> bool:
        """Give up what has been typed; whether there was anything to give up."""
        if not self.is_dirty and not self.has_fault:
            return False
        self.set_value(self._kept, self._named)
        return True

    def show_fault(self, text: str, again: Callable[[], object] | None = None) -> None:
        """Say under the field what is wrong with it; what was typed stays. `again` is what may help."""
        self._offered = NOTHING_OFFERED
        self._again = again
        self.retry.setVisible(again is not None)
        self._tell(text, "field-fault")
        self._mark(True)

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Say what is wrong as the plan tells it."""
        self.show_fault("\n".join(fault_words(self.words, fault) for fault in faults))

    def say(self, text: str) -> None:
        """Say something softly under the field."""
        self._tell(text, "muted")

    def clear_fault(self) -> None:
        """Nothing is wrong, or not any more."""
        self._again = None
        self.retry.hide()
        self._fault.hide()
        self._fault.setText("")
        self._control.setAccessibleDescription("")
        self._mark(False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._control:
            if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                if event.reason() not in ELSEWHERE:
                    self.commit()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
            elif isinstance(event, QKeyEvent) and self._wants(event):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _wants(self, event: QKeyEvent) -> bool:
        """Whether a key that is a shortcut too is the field's own: Escape while it takes something back."""
        escape = event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape
        return escape and (self.is_dirty or self.has_fault)

    def _pressed(self, event: QKeyEvent) -> bool:
        """What a key does before the control sees it; whether that was all."""
        if event.key() == Qt.Key.Key_Escape:
            return self.take_back()
        if event.key() in ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            dirty = self.is_dirty
            self.commit()
            return dirty and self.keeps_enter
        return False

    def _install(self, control: QWidget, row: QWidget | None = None) -> None:
        """Put the control in its place, alone or in a row with others."""
        self._control = control
        control.setAccessibleName(self.label)
        control.installEventFilter(self)
        self.setFocusProxy(control)
        self._rows.addWidget(row or control)
        self._rows.addWidget(self._fault)
        self._rows.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignLeft)

    def _read_text(self, text: str) -> object:
        return read_field(DRAFTS[self.field.entity], self.field.name, text)

    def _says(self, value: object) -> bool:
        """Whether what stands there means this value."""
        try:
            return self.read() == value
        except InvalidDraft:
            return False

    def _try_again(self) -> None:
        again = self._again
        self.clear_fault()
        if again is not None:
            again()

    def _say_moved(self) -> None:
        _ = self.words
        now = self._shown() or _("nothing")
        self.say(_("Meanwhile changed to “{value}” by somebody else. Escape shows that.").format(value=now))

    def _tell(self, text: str, role: str) -> None:
        self._fault.setProperty("role", role)
        self._fault.style().unpolish(self._fault)
        self._fault.style().polish(self._fault)
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self._control.setAccessibleDescription(text)

    def _mark(self, wrong: bool) -> None:
        """Let the style sheet show that something is wrong."""
        if bool(self._control.property("fault")) != wrong:
            self._control.setProperty("fault", wrong)
            self._control.setProperty("role", "faulty" if wrong else "")
            self._control.style().unpolish(self._control)
            self._control.style().polish(self._control)
