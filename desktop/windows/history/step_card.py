"""The step that one stands on: what it was, why it can not be undone, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.errors import AlreadyUndone, NeverUndone, PlanError
from db.operations import undo_step
from db.queries.undoing import hindrance_named
from db.views.history import MANY, StepLine
from db.views.things import ThingName
from desktop.windows.history.phrases import day_heading, time_words, who_words
from desktop.windows.workplace import Workplace
from desktop.words.gestures import step_words
from desktop.words.hindrance import can_be_forced, hindrance_words


class StepCard(QWidget):
    """A step with the button that undoes it; `opened` asks to go to what it was about."""

    opened = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        _ = self._words = workplace.words
        self._workplace = workplace
        self._step: StepLine | None = None
        self._anyway = False
        space = workplace.theme.space
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said = QLabel()
        self.said.setProperty("role", "heading")
        self.when = QLabel()
        self.when.setProperty("role", "muted")
        self.why_not = QLabel()
        for label in (self.said, self.when, self.why_not):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.go = QPushButton(workplace.theme.icon("next"), _("Show it"))
        self.go.setToolTip(_("Go to what this was about (Enter)"))
        self.go.clicked.connect(self.opened)
        self.undo = QPushButton(workplace.theme.icon("undo"), _("Undo this"))
        self.undo.clicked.connect(self.take_back)
        texts = QVBoxLayout()
        texts.setSpacing(space // 2)
        for label in (self.said, self.when, self.why_not):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(space * 4, space * 3, space * 4, space * 3)
        row.setSpacing(space * 3)
        row.addLayout(texts, 1)
        for button in (self.go, self.undo):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def step(self) -> StepLine | None:
        """The step that is shown."""
        return self._step

    def show_step(self, step: StepLine | None) -> None:
        """Show a step, and find out whether it can be undone."""
        changed = step is None or self._step is None or step.id != self._step.id
        self._step = step
        self.setVisible(step is not None)
        if step is None:
            return
        words = self._words
        self.said.setText(step_words(words, step, values=True))
        day = day_heading(words, words.day_of(step.wall))
        self.when.setText(f"{who_words(step)} · {day} {time_words(step.wall)}")
        undoes = step.of is not None and not step.again
        self.undo.setText(words("Redo this") if undoes else words("Undo this"))
        self.undo.setIcon(self._workplace.theme.icon("redo" if undoes else "undo"))
        self.go.setEnabled(bool((step.of or step).about))
        if changed:
            self._tell(None)
        self._look(step)

    def take_back(self) -> None:
        """Undo the step; what is in the way of that is said beside it."""
        if self._step is not None and self.undo.isEnabled():
            self._workplace.runner.do(
                self, undo_step, self._step.id, anyway=self._anyway, failed=self._refused
            )

    def _look(self, step: StepLine) -> None:
        """Find out what is in the way; of a great step that takes long, and is told when it is tried."""
        if step.lasting:
            self._tell(NeverUndone())
        elif not step.stands:
            self._tell(AlreadyUndone())
        elif sum(count for _entity, count in step.counts) < MANY - 1:
            self._workplace.runner.ask(self, self._found, hindrance_named, step.id, key="hindrance")
        else:
            self._tell(None)

    def _found(self, found: tuple[PlanError | None, Sequence[ThingName]]) -> None:
        error, names = found
        self._tell(error, names)

    def _refused(self, error: PlanError) -> None:
        self._tell(error)
        if self._step is not None and can_be_forced(error):
            self._workplace.runner.ask(self, self._found, hindrance_named, self._step.id, key="hindrance")

    def _tell(self, error: PlanError | None, names: Sequence[ThingName] = ()) -> None:
        words = self._words
        self._anyway = error is not None and can_be_forced(error)
        self.why_not.setText("" if error is None else hindrance_words(words, error, names))
        self.why_not.setVisible(error is not None)
        self.why_not.setProperty("role", "soon" if self._anyway else "muted")
        self.why_not.style().polish(self.why_not)
        self.undo.setEnabled(error is None or self._anyway)
        if self._anyway:
            self.undo.setText(words("Undo all the same"))
        self.undo.setAccessibleDescription(self.why_not.text())
