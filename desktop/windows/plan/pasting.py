"""Reading rows from a spreadsheet as new activities, with every mistake told by row and column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from db.drafts import ActivityDraft, FieldType, compose, faults, fields_by_name, read_field
from db.errors import Fault, FaultKind, InvalidDraft
from db.kinds import TargetKind
from db.operations import NewActivity
from db.views.pasting import PasteGround
from db.views.things import ThingName
from desktop.windows.plan.columns import COLUMNS
from desktop.windows.plan.spreadsheet import TARGET
from desktop.words import LANGUAGES, Words
from desktop.words.day_text import day_meant
from desktop.words.faults import fault_words
from desktop.words.fields import entity_label, field_by_word
from desktop.words.kinds import FIELD_KINDS, by_word, likest, plain
from desktop.words.things import thing_words

FIELDS: Final = fields_by_name(ActivityDraft)

PROMISES: Final = "promises"
PASSED_OVER: Final = ""
"""What a column is that tells nothing of a new activity: its number, when it was touched, what was done."""

NOT_PASTED: Final = frozenset({"agreement", "carried_from", "schedule", "rule"})

FRIDAY: Final = 4


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a cell: in which row of what was pasted, counted from 1, and in words."""

    row: int
    text: str


@dataclass(slots=True)
class Pasted:
    """What rows from a spreadsheet come to: activities, mistakes, and headings that nothing answers to."""

    good: list[NewActivity] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    rows: int = 0


def read_rows(
    words: Words,
    cells: Sequence[Sequence[str]],
    *,
    shown: Sequence[int],
    ground: PasteGround,
    preset: NewActivity,
    today: dt.date,
) -> Pasted:
    """Read rows under headings in either language, or else in the order of the columns that are shown.

    `preset` is what all of them have in common unless they say otherwise.
    """
    pasted = Pasted()
    columns = _headings(cells[0]) if cells else None
    first = 1
    if columns is not None:
        pasted.unknown = [
            text for text, known in zip(cells[0], columns, strict=True) if known is None and text
        ]
        cells, first = cells[1:], 2
    else:
        columns = _in_order(shown) if max(map(len, cells), default=0) > 1 else ["title"]
    reader = _Reader(words, ground, today)
    for number, row in enumerate(cells, first):
        pasted.rows += 1
        found, wrong = reader.read(columns, row, preset)
        if found is not None and not wrong:
            pasted.good.append(found)
        pasted.mistakes += [Mistake(number, text) for text in wrong]
    return pasted


def _headings(row: Sequence[str]) -> list[str | None] | None:
    """The fields that a row of headings names; None where the row is none."""
    found = [_field_called(text) for text in row]
    known = sum(one is not None for one in found)
    return found if known and known * 2 >= sum(map(bool, row)) else None


def _field_called(text: str) -> str | None:
    """The field that a heading means, PASSED_OVER for one that is reckoned, None for an unknown one."""
    if not text:
        return None
    name = _by_heading().get(plain(text)) or _plural(text) or field_by_word("activity", text)
    if name in (None, "number", "touched", "touched_at", "next_due", "id", "alive", "outcome"):
        return None if name is None else PASSED_OVER
    return PASSED_OVER if name in NOT_PASTED else name


def _plural(text: str) -> str | None:
    voices = [Words(language) for language in LANGUAGES]
    names = {plain(entity_label(words, "promise", many=many)) for words in voices for many in (True, False)}
    return PROMISES if plain(text) in names else None


def _by_heading() -> Mapping[str, str]:
    voices = [Words(language) for language in LANGUAGES]
    outcome, target = TARGET
    return {
        **{plain(words(one.heading)): one.field or one.id for words in voices for one in COLUMNS},
        **{plain(words(outcome)): "outcome" for words in voices},
        **{plain(words(target)): "target_count" for words in voices},
    }


def _in_order(shown: Sequence[int]) -> list[str | None]:
    """The fields of the columns that are shown, without those that are reckoned."""
    ids = [COLUMNS[place].field or COLUMNS[place].id for place in shown]
    return [one for one in ids if one not in ("number", "touched")]


class _Reader:
    """Reads one row after the other against the same names."""

    def __init__(self, words: Words, ground: PasteGround, today: dt.date) -> None:
        self._words = words
        self._today = today
        self._contacts = _called(words, ground.contacts)
        self._areas = _called(words, ground.areas)
        self._promises = {name.number: name.id for name in ground.promises if name.number}
        self._by_text = _called(words, ground.promises)

    def read(
        self, columns: Sequence[str | None], row: Sequence[str], preset: NewActivity
    ) -> tuple[NewActivity | None, list[str]]:
        """A row as an activity, or what is wrong with it."""
        values: dict[str, object] = {}
        links: list[str] = list(preset.links)
        wrong: list[str] = []
        unread: set[str] = set()
        for name, text in zip(columns, row, strict=False):
            if not name or not text:
                continue
            try:
                if name == PROMISES:
                    links = [*dict.fromkeys(self._linked(text))]
                else:
                    values[name] = self._value(name, text)
            except InvalidDraft as error:
                unread.add(name)
                wrong += [fault_words(self._words, fault) for fault in error.faults]
        if values.get("target_count") is not None and "target" not in values:
            values["target"] = TargetKind.AT_LEAST
        known: dict[str, Any] = {name: getattr(preset.draft, name) for name in FIELDS}
        draft = compose(ActivityDraft, known | {"title": ""} | values)
        # The agreement may follow from the promise; what could not be read is no empty field besides.
        told = {"agreement", *unread}
        wrong += [fault_words(self._words, fault) for fault in faults(draft) if fault.field not in told]
        return (None if wrong else NewActivity(draft, tuple(links))), list(dict.fromkeys(wrong))

    def _value(self, name: str, text: str) -> object:
        known = FIELDS[name]
        readers: Mapping[str, Callable[[str], object]] = {"owner": self._owner, "area": self._area}
        if name in readers:
            return readers[name](text)
        if known.type is FieldType.DATE:
            day = day_meant(text, today=self._today, weekday=FRIDAY)
            return read_field(ActivityDraft, name, day.isoformat() if day else text)
        kinds = FIELD_KINDS.get(("activity", name))
        if kinds is not None:
            # A state is shown with what it means today: “Planned, late”.
            member = by_word(kinds, text) or by_word(kinds, text.partition(",")[0])
            if member is not None:
                return member
        return read_field(ActivityDraft, name, text)

    def _owner(self, text: str) -> str:
        return _found("owner", "contact", self._contacts, text)

    def _area(self, text: str) -> str:
        return _found("area", "area", self._areas, text)

    def _linked(self, text: str) -> list[str]:
        """Promises by their numbers with commas between, or one by its text."""
        if plain(text) in self._by_text:
            return [self._by_text[plain(text)]]
        numbers = [part for part in re.split(r"[,;\s]+", text) if part]
        unknown = next((one for one in numbers if one not in self._promises), None)
        if unknown is not None:
            raise InvalidDraft(
                (Fault("activity_promise", "promise", FaultKind.UNKNOWN_ROW, unknown, "promise"),)
            )
        return [self._promises[one] for one in numbers]


def _called(words: Words, names: Sequence[ThingName]) -> dict[str, str]:
    """What things are called, whole or by their first part alone where that is no other's, and their ids."""
    whole = {plain(thing_words(words, name)): name.id for name in names}
    firsts = [plain(str(name.parts[0].value)) for name in names if name.parts]
    short = {
        plain(str(name.parts[0].value)): name.id
        for name in names
        if name.parts and firsts.count(plain(str(name.parts[0].value))) == 1
    }
    return short | whole


def _found(name: str, entity: str, known: Mapping[str, str], text: str) -> str:
    found = known.get(plain(text))
    if found is None:
        near = likest(text, known) or ""
        raise InvalidDraft((Fault("activity", name, FaultKind.UNKNOWN_ROW, text[:60], entity, near),))
    return found
