"""The dialog for a new thing: a draft goes in, and a draft comes out, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.drafts import Draft, DraftField, faults, fields_of
from db.drafts.marks import ANY_TABLE, Shape
from db.errors import Fault, InvalidDraft, PlanError
from db.kinds import ScheduleKind
from desktop.windows.answers import Answers
from desktop.windows.fields import editor_for
from desktop.windows.fields.editor import FieldEditor
from desktop.windows.fields.recurrence import RecurrenceEditor
from desktop.windows.fields.reference import ReferenceEditor
from desktop.windows.fields.rows import FieldRow, is_called_for
from desktop.windows.fields.rule_choice import every_week
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words import N_
from desktop.words.faults import fault_words

TITLES: Final[Mapping[str, str]] = {
    "agreement": N_("New agreement"),
    "focus_area": N_("New focus area"),
    "cause": N_("New cause"),
    "promise": N_("New promise"),
    "activity": N_("New activity"),
    "contact": N_("New contact"),
    "organisation": N_("New organisation"),
    "area": N_("New area"),
    "meeting": N_("New meeting"),
    "source": N_("New source"),
    "indicator": N_("New effect figure"),
    "publication": N_("New published result"),
}

FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    "agreement": ("municipality", "police_area", "title", "starts_on", "ends_on"),
    "focus_area": ("title", "problem"),
    "cause": ("focus_area", "text"),
    "promise": ("text", "focus_area", "expected_effect"),
    "activity": (
        "title", "kind", "responsibility", "owner",
        "schedule", "due_on", "starts_on", "rule", "ends_on", "when_words", "text",
    ),
    "contact": ("function", "organisation", "name", "email", "telephone"),
    "organisation": ("name", "short_name", "kind"),
    "area": ("name", "kind", "parent"),
    "meeting": ("kind", "on", "starts_at", "ends_at", "place"),
    "source": ("kind", "title", "starts_on", "ends_on"),
    "indicator": ("title", "promise", "focus_area", "unit", "better"),
    "publication": ("channel", "on", "title", "activity", "promise"),
}  # fmt: skip
"""The fields that a new thing is mostly given, in the order in which one thinks of them."""

UNSEEN: Final = frozenset({"sha256", "media_type", "size"})


class ThingDialog(QDialog):
    """A form for a new thing; `offered(draft)` once it can be kept, and whoever keeps it says how that went.

    It stays open until `kept` is called, so that nothing is typed in vain when the disk fails.
    """

    offered = Signal(object)

    def __init__(
        self,
        draft: Draft,
        workplace: Workplace,
        parent: QWidget | None = None,
        *,
        agreement_starts_on: dt.date | None = None,
    ) -> None:
        super().__init__(parent)
        _ = self._words = workplace.words
        self._draft = draft
        self._theme = workplace.theme
        self._earliest = max(workplace.today, agreement_starts_on or dt.date.min)
        self._schedule: object = None
        self.draft: Draft | None = None
        self.editors: dict[str, FieldEditor] = {}
        self._rows: dict[str, FieldRow] = {}
        self._uncalled: set[str] = set()
        self.setWindowTitle(workplace.words(TITLES.get(draft.ENTITY, "")) or _("New"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        space = self._theme.space
        self._form = QVBoxLayout()
        self._form.setContentsMargins(4 * space, 4 * space, 4 * space, 4 * space)
        self._form.setSpacing(3 * space)
        fields = {field.name: field for field in fields_of(type(draft)) if _is_asked(field)}
        first = [name for name in self._first(draft, fields) if name in fields]
        for name in first:
            self._form.addWidget(self._row(fields[name], workplace))
        self.more = QPushButton(_("More details"), self)
        self.more.setProperty("role", "fold")
        self.more.setCheckable(True)
        self.more.setIcon(self._theme.icon("chevron-right"))
        self.rest = QWidget(self)
        rest = QVBoxLayout(self.rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(3 * space)
        others = [name for name in fields if name not in first]
        for name in others:
            rest.addWidget(self._row(fields[name], workplace))
        self.rest.hide()
        self.more.setVisible(bool(others))
        self.more.toggled.connect(self._unfold)
        self._form.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._form.addWidget(self.rest)
        self._form.addStretch(1)
        self._lay_out()
        self._choose_fields()
        for editor in self.editors.values():
            editor.keeps_enter = False
            editor.edited.connect(self._choose_fields)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self.editors[self._where_to_begin(first)].control.setFocus()

    def _first(self, draft: Draft, fields: Mapping[str, DraftField]) -> tuple[str, ...]:
        """What is asked first: the usual fields, and before them what must be filled in and is not known."""
        usual = FIRST.get(draft.ENTITY) or tuple(fields)[:8]
        unknown = tuple(
            name
            for name, field in fields.items()
            if field.required and name not in usual and getattr(draft, name) in (None, "")
        )
        return (*unknown, *usual)

    def _where_to_begin(self, first: list[str]) -> str:
        empty = (name for name in first if getattr(self._draft, name) in (None, ""))
        return next(empty, first[0])

    def _row(self, field: DraftField, workplace: Workplace) -> FieldRow:
        editor = editor_for(field, workplace, self)
        if isinstance(editor, ReferenceEditor) and field.name not in ("carried_from", "replaces"):
            editor.agreement = getattr(self._draft, "agreement", None) or workplace.agreement
        editor.set_value(getattr(self._draft, field.name))
        self.editors[field.name] = editor
        row = self._rows[field.name] = FieldRow(editor)
        return row

    def _lay_out(self) -> None:
        _, space = self._words, self._theme.space
        inside = QWidget(self)
        inside.setLayout(self._form)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._scroll = scroll
        self.fault = WrappedLabel(parent=self)
        self.fault.setProperty("role", "field-fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        buttons = Answers(_("Add"), _("Cancel"), self)
        self.add_button, self.cancel_button = buttons.yes, buttons.no
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 3 * space)
        rows.setSpacing(2 * space)
        rows.addWidget(scroll, 1)
        for widget in (self.fault, buttons):
            widget.setContentsMargins(4 * space, 0, 4 * space, 0)
            rows.addWidget(widget)
        inside.adjustSize()
        highest = int(self.screen().availableGeometry().height() * 0.8)
        self.resize(540, min(highest, inside.sizeHint().height() + 24 * space))

    def _unfold(self, shown: bool) -> None:
        self.rest.setVisible(shown)
        self.more.setIcon(self._theme.icon("chevron-down" if shown else "chevron-right"))

    def _choose_fields(self) -> None:
        """Show only what means something with the kinds that have been chosen."""
        if self._draft.ENTITY != "activity":
            return
        schedule, target = (self.editors[name].value() for name in ("schedule", "target"))
        if schedule == ScheduleKind.RECURRING:
            self._begin_recurrence()
        if schedule != self._schedule:
            self._schedule = schedule
            # What comes again, or goes on and on, is no single effort.
            if schedule in (ScheduleKind.RECURRING, ScheduleKind.STANDING):
                self.editors["one_off"].put_typed("no")
        self._uncalled = {name for name in self._rows if not is_called_for(name, schedule, target)}
        for name, row in self._rows.items():
            row.setVisible(name not in self._uncalled)

    def _begin_recurrence(self) -> None:
        """Propose once a week from the earliest day: a rule needs a start, a person something to change."""
        start, rule = self.editors["starts_on"], self.editors["rule"]
        if not start.typed():
            start.put_typed(self._earliest.isoformat())
        first = start.value()
        if isinstance(rule, RecurrenceEditor) and isinstance(first, dt.date):
            rule.starts_on = first
        if not rule.typed():
            rule.put_typed(every_week(first if isinstance(first, dt.date) else self._earliest))

    @override
    def accept(self) -> None:
        """Offer the draft, if nothing is wrong with it."""
        values: dict[str, object] = {}
        wrong: list[Fault] = []
        for name, editor in self.editors.items():
            editor.clear_fault()
            if name in self._uncalled:
                values[name] = editor.field.default
                continue
            try:
                values[name] = editor.read()
            except InvalidDraft as error:
                wrong += error.faults
        if not wrong:
            draft = replace(self._draft, **values)
            wrong = list(faults(draft))
        if wrong:
            self._tell(wrong)
        else:
            self.add_button.setEnabled(False)
            self.offered.emit(draft)

    def kept(self, draft: Draft) -> None:
        """The draft is in the plan."""
        self.draft = draft
        super().accept()

    def show_failure(self, error: PlanError) -> None:
        """The draft could not be kept: say why; all that was typed stays."""
        self.add_button.setEnabled(True)
        if isinstance(error, InvalidDraft):
            self._tell(error.faults)
        else:
            self.fault.setText(sentence(self._words, error))
            self.fault.show()

    def _tell(self, wrong: Iterable[Fault]) -> None:
        """Say each fault at its field, and go to the first."""
        elsewhere = []
        told: dict[str, list[Fault]] = {}
        for fault in wrong:
            if fault.field in self.editors:
                told.setdefault(fault.field, []).append(fault)
            else:
                elsewhere.append(fault_words(self._words, fault))
        self.fault.setText("\n".join(elsewhere))
        self.fault.setVisible(bool(elsewhere))
        for name, found in told.items():
            self.editors[name].show_faults(tuple(found))
            if self.rest.isAncestorOf(self._rows[name]):
                self.more.setChecked(True)
        first = next((name for name in self.editors if name in told), None)
        if first is not None:
            self._scroll.ensureWidgetVisible(self._rows[first])
            self.editors[first].control.setFocus()


def _is_asked(field: DraftField) -> bool:
    return field.name not in UNSEEN and field.refers_to != ANY_TABLE and field.shape is not Shape.SHA256
