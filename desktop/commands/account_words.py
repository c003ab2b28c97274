"""What gestures did, in lines that a person reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from db.drafts import DRAFTS
from db.views.account import Account
from db.views.history import Change, StepView
from db.views.things import ThingName
from desktop.words import Words
from desktop.words.changes import (
    FATES,
    UNTOLD,
    after_words,
    before_words,
    called,
    change_label,
    fate_of,
)
from desktop.words.gestures import GESTURES

MOST_THINGS: Final = 12
"""Things of one gesture that are told before the rest is only counted."""

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
    thing = called(words, names, first)
    alive = next((change for change in changes if change.field == "alive"), None)
    fields = [change for change in changes if change.field not in UNTOLD]
    lines = []
    if alive is not None:
        lines.append(f"{words(FATES[fate_of(changes)])}: {thing}{_mark(alive) if full else ''}")
        if full:
            lines += [f"  {_change(words, names, change, born=True)}" for change in fields]
    elif fields:
        lines += [f"{thing}: {_change(words, names, change, born=False)}" for change in fields]
    else:
        lines.append(thing)
    return lines


def _change(words: Words, names: Mapping[str, ThingName], change: Change, *, born: bool) -> str:
    """A field from what it was to what it became."""
    label, new = change_label(words, change), _shortened(after_words(words, names, change))
    if born:
        return f"{label}: {new}{_mark(change)}"
    return f"{label}: {_shortened(before_words(words, names, change))} → {new}{_mark(change)}"


def _mark(change: Change) -> str:
    return f"  [{change.op}]"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"
