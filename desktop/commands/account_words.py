"""What gestures did, in lines that a person reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from db.drafts import DRAFTS, fields_by_name
from db.views.account import Account
from db.views.history import Change, StepView
from db.views.things import ThingName
from desktop.words import Words
from desktop.words.fields import entity_label, field_label
from desktop.words.gestures import GESTURES
from desktop.words.things import as_if_there, mention_words, thing_words, value_words

MOST_THINGS: Final = 12
"""Things of one gesture that are told before the rest is only counted."""

UNTOLD: Final = frozenset({"alive", "entity", "known", "paper"})
"""Fields that are told in other words (whether a thing is there), or are the program's own business."""

LONGEST_VALUE: Final = 90


def step_heading(words: Words, step: StepView) -> str:
    """When, who and what a gesture was."""
    by = step.actor or step.letter
    gesture = words(GESTURES[step.gesture]) if step.gesture in GESTURES else step.gesture
    return f"{words.moment(step.wall)}  {by} ({step.letter})  {gesture}"


def step_lines(words: Words, account: Account, step: StepView, *, full: bool) -> list[str]:
    """What a gesture changed. In full, every field with its name in the log; else a line for a new thing."""
    names = {name.id: name for name in account.names}
    known = [change for change in step.changes if change.entity in DRAFTS]
    by_row = [list(group) for _, group in groupby(known, key=lambda change: change.row)]
    shown = by_row if full else by_row[:MOST_THINGS]
    lines = [line for changes in shown for line in _thing_lines(words, names, changes, full=full)]
    if len(by_row) > len(shown):
        lines.append(
            words.plural("… and {count} thing more", "… and {count} things more", len(by_row) - len(shown))
        )
    return lines


def _thing_lines(
    words: Words, names: Mapping[str, ThingName], changes: Sequence[Change], *, full: bool
) -> list[str]:
    first = changes[0]
    name = names.get(first.row)
    # Whether it was deleted later is no part of what happened then.
    called = (
        thing_words(words, as_if_there(name), with_table=True) if name else entity_label(words, first.entity)
    )
    alive = next((change for change in changes if change.field == "alive"), None)
    fields = [change for change in changes if change.field not in UNTOLD]
    lines = []
    if alive is not None:
        lines.append(f"{_fate(words, alive)}: {called}{_mark(alive) if full else ''}")
        if full:
            lines += [f"  {_change(words, names, change, born=True)}" for change in fields]
    elif fields:
        lines += [f"{called}: {_change(words, names, change, born=False)}" for change in fields]
    else:
        lines.append(called)
    return lines


def _fate(words: Words, alive: Change) -> str:
    _ = words
    if alive.new is False:
        return _("Deleted")
    return _("New") if alive.first else _("Brought back")


def _change(words: Words, names: Mapping[str, ThingName], change: Change, *, born: bool) -> str:
    """A field from what it was to what it became. What nobody had said was the field's default."""
    label = _label(words, change)
    new = words("(erased)") if change.erased else _value(words, names, change, change.new) or "–"
    if born:
        return f"{label}: {new}{_mark(change)}"
    before = _default(change) if change.first else change.old
    old = _value(words, names, change, before) or "–"
    return f"{label}: {old} → {new}{_mark(change)}"


def _mark(change: Change) -> str:
    return f"  [{change.op}]"


def _label(words: Words, change: Change) -> str:
    try:
        return field_label(words, change.entity, change.field)
    except KeyError:
        return change.field


def _default(change: Change) -> str | int | float | bool | None:
    field = fields_by_name(DRAFTS[change.entity]).get(change.field)
    default = field.default if field else None
    return default if isinstance(default, str | int | float | bool) else None


def _value(
    words: Words, names: Mapping[str, ThingName], change: Change, value: str | int | float | bool | None
) -> str:
    if isinstance(value, str) and value in names:
        return mention_words(words, as_if_there(names[value]))
    text = " ".join(value_words(words, change.entity, change.field, value).split())
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"
