"""What a command works at: the terminal, the language, the day, on whose behalf, and the plan it opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.errors import AmbiguousThing
from db.store import Store
from db.views.things import Place
from db.world import World
from desktop.commands.field_values import Near, read_option, thing_meant
from desktop.commands.grammar import Misuse, Refusal
from desktop.commands.naming_faults import named_by_options
from desktop.commands.terminal import Terminal
from desktop.words import HOME, Words

DONE: Final = 0
FAILED: Final = 1
"""Exit codes of a command that has done what was asked, and of one that the world has failed."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a command is handed. `actor` is empty where nobody has said on whose behalf."""

    words: Words
    terminal: Terminal
    world: World
    today: dt.date
    actor: str = ""
    as_json: bool = False

    @property
    def zone(self) -> dt.tzinfo:
        """The clock by which a moment falls on a day."""
        return HOME

    def open(self, path: str) -> Store:
        """Open a plan to read in it."""
        return Store.open(self.path(path), self.world, actor=self.actor)

    def open_to_write(self, path: str) -> Store:
        """Open a plan to change it, on behalf of the one asked for or else of this copy of it."""
        store = self.open(path)
        if self.actor:
            return store
        with store:
            name = store.here().name
        return Store.open(self.path(path), self.world, actor=name)

    def path(self, text: str) -> Path:
        """A file's name as it was typed; names are bytes to some systems, so any are let through."""
        _ = self.words
        if not text:
            raise Misuse(_("The file has no name."))
        return Path(text)

    def near(self, beside: str | None = None) -> Near:
        """What tells which of two things numbered alike is meant."""
        return Near(beside, self.today)

    def thing(
        self, store: Store, word: str, among: Sequence[str] = (), *, beside: str | None = None
    ) -> Place:
        """The row that a person means, deleted or not; see `thing_meant`."""
        return thing_meant(store, word, among, self.near(beside))

    def living(
        self, store: Store, word: str, among: Sequence[str] = (), *, beside: str | None = None
    ) -> Place:
        """The row that a person means to do something with: one that is still in the plan."""
        _ = self.words
        place = self.thing(store, word, among, beside=beside)
        if not place.alive:
            raise Refusal(
                _("“{thing}” has been deleted. History tells when, and undo brings it back.").format(
                    thing=word
                )
            )
        return place

    def both(self, store: Store, one: str, other: str) -> tuple[Place, Place]:
        """Two things that are to be tied together: a promise 2 is that of the other one's agreement."""
        try:
            first = thing_meant(store, one)
        except AmbiguousThing:
            second = self.living(store, other)
            return self.living(store, one, beside=second.id), second
        return self.living(store, one), self.living(store, other, beside=first.id)

    def answer(self, text: str, as_json: object) -> int:
        """Give the answer in the form that was asked for."""
        if self.as_json:
            self.terminal.say_json(as_json)
        elif text:
            self.terminal.say(text)
        return DONE


def day_asked(words: Words, text: str | None, now: dt.datetime) -> dt.date:
    """The day to reckon from: the one asked for, or else today in Sweden."""
    if text is None:
        return words.day_of(now)
    with named_by_options(words, {"on": "today"}):
        day = read_option("meeting", "on", text)
    if isinstance(day, dt.date):
        return day
    text = words("{option} needs a value: {option} {value}.")
    raise Misuse(text.format(option="--today", value=words("DATE")))


def actor_asked(words: Words, text: str) -> str:
    """On whose behalf: a function such as a contact has; empty where nobody says."""
    if not text.strip():
        return ""
    with named_by_options(words, {"function": "actor"}):
        return str(read_option("contact", "function", text))
