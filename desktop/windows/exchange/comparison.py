"""What is to be decided, side by side: what stood there before, mine, theirs, and the ways to decide it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.drafts import DRAFTS, fields_by_name
from db.errors import InvalidDraft
from db.views.conflicts import (
    ALIVE,
    Choice,
    Conflict,
    DeletionConflict,
    FieldConflict,
    Flag,
    Side,
    Voice,
)
from db.views.things import Place
from desktop.windows.exchange.side_card import SideCard
from desktop.windows.fields import FieldEditor, editor_for
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.words.conflicts import (
    NOTHING,
    along_words,
    base_words,
    conflict_label,
    deletion_words,
    flag_words,
    side_words,
)
from desktop.words.exchange import age_words, copy_words
from desktop.words.gestures import step_words
from desktop.words.things import thing_words

LONG: Final = 300
"""Letters of a value that fill a column."""


class Comparison(QWidget):
    """`decided(choices)` when a person has chosen; `opened(place)` when they want to see the thing."""

    decided = Signal(object)
    opened = Signal(object)

    def __init__(self, workplace: Workplace, one: Conflict, group: Sequence[Conflict]) -> None:
        super().__init__()
        self._workplace = workplace
        self._words = workplace.words
        self._one = one
        self._is_long = isinstance(one, FieldConflict) and any(
            len(side_words(workplace.words, one, side)) > LONG for side in one.sides
        )
        self.cards: list[SideCard] = []
        self.editor: FieldEditor | None = None
        self.buttons: dict[str, QPushButton] = {}
        space = workplace.theme.space
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space * 3)
        self._heading()
        match one:
            case FieldConflict():
                self._field(one)
            case DeletionConflict():
                self._deletion(one)
            case Flag():
                self._flag(one)
        self._whole_group(group)
        self._column.addStretch(1)

    def first_answer(self) -> QWidget | None:
        """What the keys go to first: the way to keep one's own."""
        return next(iter(self.buttons.values()), None)

    def _heading(self) -> None:
        _, one = self._words, self._one
        label = _("Deleted and changed") if one.field == ALIVE else conflict_label(_, one)
        heading = WrappedLabel(label)
        heading.setProperty("role", "heading")
        thing = WrappedLabel(thing_words(_, one.thing, with_table=True))
        thing.setProperty("role", "muted")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(heading)
        names.addWidget(thing)
        self._column.addLayout(names)

    def _field(self, one: FieldConflict) -> None:
        _, theme = self._words, self._workplace.theme
        row = QHBoxLayout()
        row.setSpacing(theme.space * 2)
        before = [base_words(_, one, base) for base in one.bases] or [NOTHING]
        said = [self._said(base.voice) for base in one.bases if base.voice is not None]
        row.addWidget(self._card(_("Before"), " / ".join(dict.fromkeys(before)), said), 1)
        row.addWidget(self._side(one, one.mine, _("Mine"), _("Keep &mine"), "mine"), 1)
        several = len(one.theirs) > 1
        for number, side in enumerate(one.theirs):
            title = _("Theirs {number}").format(number=number + 1) if several else _("Theirs")
            name = f"theirs {number}" if number else "theirs"
            keep = _("Keep this one") if number else _("Keep &theirs")
            row.addWidget(self._side(one, side, title, keep, name), 1)
        self._column.addLayout(row)
        if one.can_be_chosen and one.field in fields_by_name(DRAFTS[one.thing.entity]):
            self._another(one)

    def _another(self, one: FieldConflict) -> None:
        """The editor of the field, for a value that is nobody's yet."""
        _ = self._words
        field = fields_by_name(DRAFTS[one.thing.entity])[one.field]
        editor = self.editor = editor_for(field, self._workplace, self)
        shown = next(side for side in one.sides if side.shown)
        editor.set_value(shown.value, shown.named)
        title = QLabel(_("Or something else:"))
        title.setProperty("role", "muted-small")
        title.setBuddy(editor.control)
        button = self._button(_("Keep this &instead"), "another", lambda: self._take_another(one))
        self._column.addWidget(title)
        self._column.addWidget(editor)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def _take_another(self, one: FieldConflict) -> None:
        assert self.editor is not None
        try:
            value = self.editor.read()
        except InvalidDraft as error:
            self.editor.show_faults(error.faults)
            return
        self.decided.emit([Choice(one.thing.id, one.field, value)])  # type: ignore[arg-type]

    def _deletion(self, one: DeletionConflict) -> None:
        _, theme = self._words, self._workplace.theme
        told = [deletion_words(_, one), along_words(_, one)]
        for text in filter(None, told):
            self._column.addWidget(WrappedLabel(text))
        row = QHBoxLayout()
        row.setSpacing(theme.space * 2)
        done = []
        for line in one.unseen:
            did = step_words(_, line, known=one.thing.id)
            done.append(f"{self._day(line.wall)}: {line.actor} ({line.letter}) – {did}")
        if one.count > len(one.unseen):
            more = one.count - len(one.unseen)
            done.append(_.plural("… and {count} gesture more", "… and {count} gestures more", more))
        done += [self._said(voice) for voice in one.kept]
        keeping = self._card(
            _("What was done that the deletion did not know of"), _("Still in the plan"), done,
            _("&Keep it"), partial(self._choose, True), "keep",
        )  # fmt: skip
        going = self._card(
            _("The deletion"), _("Deleted"), [self._said(voice) for voice in one.deleted],
            _("&Delete it"), partial(self._choose, False), "delete",
        )  # fmt: skip
        row.addWidget(keeping, 1)
        row.addWidget(going, 1)
        self._column.addLayout(row)

    def _flag(self, one: Flag) -> None:
        _ = self._words
        self._column.addWidget(WrappedLabel(flag_words(_, one)))
        why = WrappedLabel(
            _("Each was right where it was written. Change one of them, and this goes away by itself.")
        )
        why.setProperty("role", "muted")
        self._column.addWidget(why)
        for number, name in enumerate((one.whole, *one.others)):
            place = Place(name.entity, name.id)
            text = _("Go to {thing}").format(thing=thing_words(_, name))
            button = self._button(text, f"go {number}" if number else "go", partial(self.opened.emit, place))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            self._column.addLayout(row)

    def _whole_group(self, group: Sequence[Conflict]) -> None:
        """Everything about the thing at once, where there is more than one thing to decide."""
        _ = self._words
        fields = [one for one in group if not isinstance(one, Flag)]
        row = QHBoxLayout()
        row.setSpacing(self._workplace.theme.space * 2)
        if len(fields) > 1 and not isinstance(self._one, Flag):
            said = QLabel(_.plural("All {count} of this:", "All {count} of this:", len(fields)))
            said.setProperty("role", "muted")
            row.addWidget(said)
            row.addWidget(self._button(_("Keep all of mine"), "all mine", partial(self._all, fields, True)))
            if all(isinstance(one, DeletionConflict) or len(one.theirs) == 1 for one in fields):
                keep = _("Keep all of theirs")
                row.addWidget(self._button(keep, "all theirs", partial(self._all, fields, False)))
        row.addStretch(1)
        self._column.addLayout(row)
        if not isinstance(self._one, Flag):
            place = Place(self._one.whole.entity, self._one.whole.id)
            show = self._button(_("Show it in its room"), "show", partial(self.opened.emit, place))
            show.setProperty("role", "link")
            self._column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _all(self, group: Sequence[FieldConflict | DeletionConflict], mine: bool) -> None:
        self.decided.emit(list(_choices(group, mine)))

    def _choose(self, value: bool) -> None:
        self.decided.emit([Choice(self._one.thing.id, ALIVE, value)])

    def _side(self, one: FieldConflict, side: Side, title: str, keep: str, name: str) -> SideCard:
        _ = self._words
        said = [self._said(voice) for voice in side.voices]
        choice = Choice(one.thing.id, one.field, side.value)
        chosen: Callable[[], object] | None = partial(self.decided.emit, [choice])
        note = _("This is what the plan shows until it is decided.") if side.shown else ""
        value = side_words(_, one, side)
        return self._card(title, value, said, keep, None if side.erased else chosen, name, note)

    def _card(
        self,
        title: str,
        value: str,
        said: Sequence[str],
        keep: str = "",
        chosen: Callable[[], object] | None = None,
        name: str = "",
        note: str = "",
    ) -> SideCard:
        card = SideCard(
            self._workplace.theme, title, value, said,
            keep=keep, chosen=chosen, note=note, answer_first=self._is_long,
        )  # fmt: skip
        self.cards.append(card)
        if card.keep is not None:
            self.buttons[name] = card.keep
        return card

    def _button(self, text: str, name: str, chosen: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: chosen())
        self.buttons[name] = button
        return button

    def _said(self, voice: Voice) -> str:
        who = voice.actor or voice.copy
        copy = copy_words(self._words, voice.letter, voice.copy)
        return f"{who}, {copy}, {self._day(voice.at)}"

    def _day(self, at: dt.datetime) -> str:
        day = self._words.day_of(at)
        return f"{self._words.long_date(day)} ({age_words(self._words, day, self._workplace.today)})"


def _choices(group: Sequence[FieldConflict | DeletionConflict], mine: bool) -> Iterator[Choice]:
    for one in group:
        if isinstance(one, DeletionConflict):
            yield Choice(one.thing.id, ALIVE, one.mine_keeps == mine)
        else:
            side = one.mine if mine else one.theirs[0]
            if not side.erased:
                yield Choice(one.thing.id, one.field, side.value)
