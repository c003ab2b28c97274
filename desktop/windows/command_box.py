"""A box that finds anything: type a few letters, and do an action or go to a thing of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.naming import names_in_order
from db.queries.searching import BESIDE_ACTIVITIES, search
from db.views.things import Place, ThingName
from desktop.windows.actions import ACTIONS, ActionSpec
from desktop.windows.command_matching import INITIALS, SCATTERED, fit, plain
from desktop.windows.things_shown import icon_of, room_of
from desktop.windows.two_part_rows import Row, Rows, TwoPartDelegate
from desktop.windows.under_line import announce
from desktop.windows.workplace import Workplace
from desktop.words import LANGUAGES, Words
from desktop.words.fields import entity_label
from desktop.words.things import thing_words

WIDTH: Final = 640
MOST_ROWS: Final = 12
REMEMBERED: Final = 8
OF_THINGS: Final = 20
LEAVES_ALONE: Final = frozenset({"help.commands"})


@dataclass(frozen=True, slots=True)
class Command:
    """What a row does: an action by its id, or going to a thing."""

    action: ActionSpec | None = None
    thing: ThingName | None = None

    @property
    def remembered_as(self) -> list[str]:
        """How it is kept among those used last."""
        if self.thing is not None:
            return ["thing", self.thing.entity, self.thing.id]
        return ["action", self.action.id] if self.action is not None else []


class CommandBox(QDialog):
    """The box, small and over the window; it closes once it has done what was asked for, or with Esc."""

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._workplace = workplace
        self._words = words = workplace.words
        self._things: Sequence[ThingName] = ()
        self._recent: Sequence[ThingName] = ()
        self._commands: list[Command | None] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words("Find anything"))
        self.setAccessibleName(words("Find anything"))
        self.setProperty("role", "card")
        self.line = QLineEdit()
        self.line.setPlaceholderText(words("Type what you want to do, or a number, a name, a word …"))
        self.line.setAccessibleName(words("Find anything"))
        self.line.setFont(_larger(workplace.theme.font("heading")))
        self.line.setMaxLength(200)
        self.line.addAction(workplace.theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._rows = Rows(self)
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(TwoPartDelegate(workplace.theme, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("role", "bare")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(words("What was found"))
        self.nothing = QLabel(words("Nothing is called that. Try a part of a word, or a number such as K12."))
        self.nothing.setProperty("role", "muted")
        self.nothing.setWordWrap(True)
        self._lay_out()
        self.line.textChanged.connect(self._ask)
        self.list.clicked.connect(lambda index: self._do(index.row()))
        self._read_recent()
        self._show()

    @override
    def open(self) -> None:
        window = self.parentWidget()
        assert window is not None
        width = min(WIDTH, window.width() - self._workplace.theme.space * 8)
        corner = window.mapToGlobal(QPoint((window.width() - width) // 2, window.height() // 8))
        self.setFixedWidth(width)
        self.move(corner)
        self.show()
        self.line.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                self._step(1)
            case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                self._step(-1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                for _ in range(MOST_ROWS - 2):
                    self._step(1 if event.key() == Qt.Key.Key_PageDown else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._do(self.list.currentIndex().row())
            case _:
                super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves among what was found; there is nowhere else to go."""
        self._step(1 if forward else -1)
        return True

    def _lay_out(self) -> None:
        space = self._workplace.theme.space
        _ = self._words
        keys = QLabel(_("↑ ↓ choose   ·   Enter goes there or does it   ·   Esc closes"))
        keys.setProperty("role", "muted-small")
        for label in (keys, self.nothing):
            label.setContentsMargins(space * 2, space, space * 2, space)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space * 2, space * 2, space * 2, space)
        layout.setSpacing(space)
        for widget in (self.line, self.list, self.nothing, keys):
            layout.addWidget(widget)

    def _ask(self, text: str) -> None:
        place = self._workplace
        if text.strip():
            place.runner.ask(
                self, self._found, search, text, OF_THINGS,
                today=place.today, meant=_meant(self._words, text), key="search",
            )  # fmt: skip
        else:
            # A question that asks nothing, so that no older answer comes in after it.
            place.runner.ask(self, self._found, search, "", 0, today=place.today, key="search")
        self._show()

    def _found(self, things: Sequence[ThingName]) -> None:
        self._things = things
        self._show()

    def _show(self) -> None:
        """Show what fits what stands in the line, the surest chosen."""
        text = self.line.text().strip()
        rows: list[Row] = []
        commands: list[Command | None] = []
        for heading, found in self._sections(text):
            listed = list(found)
            if listed:
                rows += [Row(heading, heading=True), *(self._row(one) for one in listed)]
                commands += [None, *listed]
        self._commands = commands
        self._rows.show(rows)
        first = self._rows.choosable(0, 1) if rows else -1
        self.list.setCurrentIndex(self._rows.index(first) if first >= 0 else QModelIndex())
        self.nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        heights = [self.list.sizeHintForRow(place) for place in range(min(len(rows), MOST_ROWS))]
        self.list.setFixedHeight(sum(heights) + 2)
        self.adjustSize()

    def _sections(self, text: str) -> Iterator[tuple[str, Iterable[Command]]]:
        _ = self._words
        if not text:
            yield _("Used last"), self._used_last()
            yield _("Commands"), [Command(action=spec) for spec in ACTIONS if self._enabled(spec)]
            return
        fitting = sorted(self._fitting(text), key=lambda one: (not self._enabled(one[1]), one[0]))
        sure = [Command(action=spec) for how, spec in fitting if how < INITIALS and self._enabled(spec)]
        rest = [Command(action=spec) for how, spec in fitting if how >= INITIALS or not self._enabled(spec)]
        things = [Command(thing=thing) for thing in self._things]
        parts = [(_("Commands"), sure), (_("Things in the plan"), things), (_("Perhaps"), rest)]
        if any(letter.isdigit() for letter in text):
            parts[0], parts[1] = parts[1], parts[0]
        yield from parts

    def _fitting(self, text: str) -> Iterator[tuple[int, ActionSpec]]:
        """Actions that fit, by their own words, by what they do, or by their words in the other language.

        Whoever looks for another language does so in that or in their own, so there every word counts alike.
        """
        others = [Words(language) for language in LANGUAGES if language != self._words.language]
        for spec in ACTIONS:
            if spec.id in LEAVES_ALONE:
                continue
            known = list(_fits(self._words, text, spec))
            other = [how for words in others for how in _fits(words, text, spec) if how < INITIALS]
            if known or (other and spec.also):
                yield min([*known, *(other if spec.also else ())]), spec
            elif other:
                yield SCATTERED, spec

    def _row(self, command: Command) -> Row:
        words, theme = self._words, self._workplace.theme
        if command.thing is not None:
            name = command.thing
            said = thing_words(words, name)
            return Row(said, entity_label(words, name.entity), theme.icon(icon_of(name.entity)))
        spec = command.action
        assert spec is not None
        keys = self._workplace.actions.shortcuts(spec.id)
        key = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        action = self._workplace.actions.action(spec.id)
        return Row(action.text(), key, theme.icon(spec.icon), enabled=self._enabled(spec))

    def _enabled(self, spec: ActionSpec) -> bool:
        return self._workplace.actions.action(spec.id).isEnabled() and spec.id not in LEAVES_ALONE

    def _step(self, way: int) -> None:
        here = self.list.currentIndex().row()
        place = self._rows.choosable(here + way, way) if self._commands else -1
        if place >= 0:
            index = self._rows.index(place)
            self.list.setCurrentIndex(index)
            if self._rows.row(place - 1).heading:
                self.list.scrollTo(self._rows.index(place - 1))
            announce(self.line, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _do(self, place: int) -> None:
        """Close, and then do it: what is done may open something of its own."""
        command = self._commands[place] if 0 <= place < len(self._commands) else None
        if command is None or not self._rows.row(place).enabled:
            return
        self._remember(command)
        workplace = self._workplace
        self.close()
        if command.thing is not None:
            thing = command.thing
            workplace.go_to(room_of(thing.entity), select=[Place(thing.entity, thing.id)])
        elif command.action is not None:
            action = workplace.actions.action(command.action.id)
            QTimer.singleShot(0, action, action.trigger)

    @property
    def _kept_under(self) -> str:
        return f"commands/{self._workplace.plan_name}"

    def _remembered(self) -> list[list[str]]:
        kept = self._workplace.settings.get(self._kept_under, [])
        return [one for one in kept if isinstance(one, list) and one and all(isinstance(x, str) for x in one)]

    def _remember(self, command: Command) -> None:
        new = command.remembered_as
        others = [one for one in self._remembered() if one != new]
        self._workplace.settings.put(self._kept_under, [new, *others][:REMEMBERED])

    def _read_recent(self) -> None:
        places = [Place(one[1], one[2]) for one in self._remembered() if one[0] == "thing" and len(one) == 3]
        if places:
            self._workplace.runner.ask(self, self._know_recent, names_in_order, places)

    def _know_recent(self, names: Sequence[ThingName]) -> None:
        self._recent = [name for name in names if name.alive]
        self._show()

    def _used_last(self) -> Iterator[Command]:
        specs = {spec.id: spec for spec in ACTIONS}
        names = {name.id: name for name in self._recent}
        for kind, *rest in self._remembered():
            if kind == "action" and rest and rest[0] in specs and self._enabled(specs[rest[0]]):
                yield Command(action=specs[rest[0]])
            elif kind == "thing" and rest and rest[-1] in names:
                yield Command(thing=names[rest[-1]])


def _fits(words: Words, text: str, spec: ActionSpec) -> Iterator[int]:
    for one in (spec.text, spec.tip, spec.also):
        if (how := fit(text, words(one))) is not None:
            yield how


def _meant(words: Words, text: str) -> tuple[str, str] | None:
    """The table that is named before what is sought in it, as in "promise 2", and the rest."""
    named, _space, rest = text.strip().partition(" ")
    if len(named) < 4 or not rest.strip():
        return None
    for entity in BESIDE_ACTIVITIES:
        if plain(named) in plain(entity_label(words, entity)):
            return entity, rest.strip()
    return None


def _larger(font: QFont) -> QFont:
    """The size of a heading in the weight of what is typed."""
    font.setWeight(QFont.Weight.Normal)
    return font
