"""A new plan: whose it is, for which time, and where the file goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.drafts import AgreementDraft, checked, faults
from db.errors import Fault, PlanError
from db.operations import begin_agreement
from db.world import World
from desktop.commands.making import make_plan
from desktop.windows.answers import Answers
from desktop.windows.printing.saving import file_name
from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.welcome.beside import MakingBeside
from desktop.windows.welcome.opening import SUFFIX, documents
from desktop.windows.welcome.who import actor_of, letter_of
from desktop.wording import sentence
from desktop.words import N_, Words
from desktop.words.faults import fault_words

COPY_NAMES: Final[Mapping[str, str]] = {"K": N_("the municipality"), "P": N_("the police")}
"""What a copy is called where its user's organisation is not known, by the letter that it has."""


def create_dialog(
    parent: QWidget | None, words: Words, theme: Theme, settings: Settings, world: World
) -> Path | None:
    """Ask what the new plan is to be, make it, and give its file; None where nothing was made."""
    dialog = NewPlanDialog(parent, words, theme, settings, world)
    return dialog.made if dialog.exec() == QDialog.DialogCode.Accepted else None


class NewPlanDialog(QDialog):
    """The question, with each mistake said at its field; the plan is made before it closes."""

    def __init__(
        self,
        parent: QWidget | None,
        words: Words,
        theme: Theme,
        settings: Settings,
        world: World,
        *,
        inline: bool = False,
    ) -> None:
        super().__init__(parent)
        self.made: Path | None = None
        self._words = words
        self._theme = theme
        self._settings = settings
        self._world = world
        self._inline = inline
        self._own_place = False
        self._faults: dict[str, QLabel] = {}
        self.setObjectName("new-plan")
        self.setWindowTitle(words("New plan"))
        self.setMinimumWidth(theme.space * 140)
        year = words.day_of(world.now()).year + 1
        self.municipality = self._line("municipality", words("Such as Säffle kommun"))
        self.police_area = self._line("police_area", words("Such as Lokalpolisområde Arvika"))
        self.starts_on = self._day("starts_on", QDate(year, 1, 1))
        self.ends_on = self._day("ends_on", QDate(year, 12, 31))
        self.open_end = QCheckBox(words("No end decided"))
        self.open_end.setObjectName("open-end")
        self.open_end.toggled.connect(self.ends_on.setDisabled)
        self.open_end.toggled.connect(lambda: self._look(only_shown=True))
        self.file = self._line("file", "")
        self._build()
        self._propose()

    def _build(self) -> None:
        _, space = self._words, self._theme.space
        form = QFormLayout()
        form.setVerticalSpacing(space)
        form.setHorizontalSpacing(space * 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._row(form, _("&Municipality"), self.municipality, "municipality")
        self._row(form, _("Local &police area"), self.police_area, "police_area")
        self._row(form, _("&From"), self.starts_on, "starts_on")
        until = QHBoxLayout()
        until.setSpacing(space * 3)
        until.addWidget(self.ends_on, 1)
        until.addWidget(self.open_end)
        self._row(form, _("&To"), self.ends_on, "ends_on", until)
        place = QHBoxLayout()
        place.setSpacing(space * 2)
        place.addWidget(self.file, 1)
        choose = QPushButton(_("Choose …"))
        choose.setObjectName("choose-place")
        choose.setAutoDefault(False)
        choose.setAccessibleDescription(_("Choose where the file goes"))
        choose.clicked.connect(self._choose_place)
        place.addWidget(choose)
        self._row(form, _("F&ile"), self.file, "file", place)
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setProperty("role", "field-fault")
        self._told.hide()
        intro = QLabel(_("A plan is one file. All of this can be changed later, and agreements added."))
        intro.setWordWrap(True)
        intro.setProperty("role", "muted")
        buttons = Answers(_("Make the plan"), _("Cancel"))
        self._create = buttons.yes
        self._create.setObjectName("make")
        buttons.no.setObjectName("cancel")
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[space * 6] * 4)
        column.setSpacing(space * 4)
        column.addWidget(intro)
        column.addLayout(form)
        column.addWidget(self._told)
        column.addStretch(1)
        column.addWidget(buttons)

    def _draft(self) -> AgreementDraft:
        ends = None if self.open_end.isChecked() else _date(self.ends_on)
        return AgreementDraft(
            municipality=self.municipality.text(),
            police_area=self.police_area.text(),
            starts_on=_date(self.starts_on),
            ends_on=ends,
        )

    def _look(self, *, only_shown: bool = False) -> bool:
        """Say at each field what is wrong with it; while one types, only take away what is no longer so."""
        wrong: dict[str, str] = {}
        found: tuple[Fault, ...] = faults(self._draft())
        for fault in found:
            wrong.setdefault(fault.field, fault_words(self._words, fault))
        if text := self._wrong_place():
            wrong["file"] = text
        for field, label in self._faults.items():
            text = wrong.get(field, "")
            if text and only_shown and label.isHidden():
                continue
            label.setText(text)
            label.setVisible(bool(text))
        return not wrong

    def _wrong_place(self) -> str:
        _ = self._words
        text = self.file.text().strip()
        if not text:
            return _("The file has no name.")
        path = self._path()
        try:
            if path.exists():
                return _("{path} is there already: give the new plan another name.").format(path=path.name)
            if not path.parent.is_dir():
                return _("There is no folder {path}: make it first.").format(path=path.parent)
        except OSError as error:
            return _("{path} can not be used ({detail}).").format(path=path, detail=error.strerror)
        return ""

    def _path(self) -> Path:
        path = documents() / self.file.text().strip()
        return path if path.suffix == SUFFIX else Path(f"{path}{SUFFIX}")

    def _make(self) -> None:
        if not self._look():
            self._first_wrong().setFocus()
            return
        self._told.hide()
        self._create.setEnabled(False)
        self._create.setText(self._words("Making the plan …"))
        draft, path = checked(self._draft()), self._path()
        letter = letter_of(self._settings)
        site = str(self._settings.get("identity", {}).get("organisation", ""))
        name = site or self._words(COPY_NAMES[letter])

        def make() -> Path:
            make_plan(
                path,
                self._world,
                actor=actor_of(self._settings) or name,
                letter=letter,
                site_name=name,
                operation=begin_agreement,
                given=draft,
            )
            return path

        MakingBeside(self, self._world, make, self._take_made, self._failed, inline=self._inline)

    def _take_made(self, path: Path) -> None:
        self.made = path
        self.accept()

    def _failed(self, error: PlanError) -> None:
        self._create.setEnabled(True)
        self._create.setText(self._words("Make the plan"))
        self._told.setText(sentence(self._words, error))
        self._told.show()

    def _first_wrong(self) -> QWidget:
        fields = {"file": self.file, "municipality": self.municipality, "police_area": self.police_area}
        dates = {"starts_on": self.starts_on, "ends_on": self.ends_on}
        known: dict[str, QWidget] = {**fields, **dates}
        return next((known[name] for name, told in self._faults.items() if told.text()), self.municipality)

    def _propose(self) -> None:
        """Name the file after the municipality and its years, until the person names it otherwise."""
        if self._own_place:
            return
        first = self.starts_on.date().year()
        last = first if self.open_end.isChecked() else self.ends_on.date().year()
        years = str(first) if first == last else f"{first}-{last}"
        whose = self.municipality.text().strip() or self._words("Plan")
        self.file.setText(str(documents() / file_name(f"{whose} {years}", SUFFIX)))

    def _own(self) -> None:
        self._own_place = True

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self._words("Where the plan goes"), str(self._path()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # Nothing is ever overwritten: a name that is taken is refused at the field.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.setNameFilters([self._words("Plans (*.plan)")])
        if dialog.exec() == QFileDialog.DialogCode.Accepted and dialog.selectedFiles():
            self._own_place = True
            self.file.setText(dialog.selectedFiles()[0])
            self._look(only_shown=False)

    def _row(
        self, form: QFormLayout, text: str, field: QWidget, name: str, layout: QHBoxLayout | None = None
    ) -> None:
        label = QLabel(text)
        label.setBuddy(field)
        field.setAccessibleName(text.replace("&", ""))
        form.addRow(label, layout if layout is not None else field)
        fault = self._faults[name] = QLabel()
        fault.setObjectName(f"{name}-fault")
        fault.setProperty("role", "field-fault")
        fault.setWordWrap(True)
        fault.hide()
        form.addRow("", fault)

    def _line(self, name: str, example: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setPlaceholderText(example)
        if name == "file":
            field.textEdited.connect(self._own)
        else:
            field.textEdited.connect(self._propose)
        field.textEdited.connect(lambda: self._look(only_shown=True))
        field.editingFinished.connect(partial(self._left, name))
        return field

    def _left(self, name: str) -> None:
        """A field that was left wrong says so at once; an empty one may still be on its way to be filled."""
        if name == "file" or self.municipality.text().strip():
            self._look(only_shown=name != "file")

    def _day(self, name: str, day: QDate) -> QDateEdit:
        field = QDateEdit(day)
        field.setObjectName(name)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setCalendarPopup(True)
        field.dateChanged.connect(self._propose)
        field.dateChanged.connect(lambda: self._look(only_shown=False) if self.isVisible() else None)
        field.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return field


def _date(field: QDateEdit) -> dt.date:
    day = field.date()
    return dt.date(day.year(), day.month(), day.day())
