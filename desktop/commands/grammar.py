"""What words a command takes, and the reading of a command line against that.

The reading is our own since a filter may begin with a hyphen (`-ställt:in`), which every ready-made
reader takes for an option, and since what a person has typed wrongly is answered in their language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from desktop.words import N_, Words
from desktop.words.choosing import either

if TYPE_CHECKING:
    from desktop.commands.desk import Desk


class Misuse(Exception):
    """A command line that cannot be meant: the sentence says why, and what was perhaps meant."""


class Refusal(Exception):
    """What was asked for can not be had as things are: the sentence says why, and the way out."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word that a command takes by its place: what it is shown as, and what it is.

    The last may be left out (`optional`), or take all words that are left (`many`). `free` says that the
    word may begin with a hyphen, as a filter or a text may. A path may be written in any encoding.
    """

    name: str
    shown: str
    about: str
    optional: bool = False
    many: bool = False
    free: bool = False
    is_path: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A word that a command takes by its name: `--on DATE`, or a flag where nothing is shown after it."""

    name: str
    about: str
    shown: str = ""
    short: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    is_path: bool = False


PLAN: Final = Place("file", N_("FILE"), N_("the plan"), is_path=True)
THING: Final = Place(
    "id", "ID", N_("what is meant: K12, an id or at least four characters of one, a name, promise:2")
)
FIELDS: Final = Place(
    "fields", N_("FIELD=VALUE"), N_("what it is to say; nothing after = clears it"), many=True, free=True
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a command was given: words by the names of its places and options."""

    command: str
    words: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> str:
        """A word that must have been given."""
        return self.words[name]

    def get(self, name: str) -> str | None:
        """A word that may have been given."""
        return self.words.get(name)

    def all(self, name: str) -> tuple[str, ...]:
        """The words of a place that takes many."""
        return self.lists.get(name, ())

    def has(self, flag: str) -> bool:
        """Whether a flag was given."""
        return flag in self.flags


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the words it takes, lines that show it at work, and what it does.

    `run` is given the desk that it works at and the words that it was given, and answers with an exit code.
    """

    name: str
    places: tuple[Place, ...]
    options: tuple[Option, ...]
    examples: tuple[str, ...]
    run: Callable[[Desk, Given], int]
    more: str = ""


EVERYWHERE: Final = (
    Option("lang", N_("the language of the answers"), "sv|en", choices=("sv", "en")),
    Option("json", N_("answer in JSON, for other programs")),
    Option("today", N_("reckon as if it were this day"), N_("DATE")),
    Option("actor", N_("on whose behalf: a function, not a person's name"), N_("FUNCTION")),
    Option("help", N_("show this help"), short="h"),
    Option("version", N_("show the program's version")),
)
"""The options that stand before or after any command."""


ASKS: Final = frozenset({"help", "version"})
"""Flags that are answered whatever else is missing."""


def split(line: Sequence[str]) -> tuple[str, list[str]]:
    """Part a command line into its command ("" where there is none) and all its other words."""
    valued = {f"--{option.name}" for option in EVERYWHERE if option.shown}
    skip = False
    for place, word in enumerate(line):
        if skip:
            skip = False
        elif word in valued:
            skip = True
        elif not word.startswith("-") or word == "-":
            return word, [*line[:place], *line[place + 1 :]]
    return "", list(line)


def read(words: Words, command: Command, line: Sequence[str]) -> Given:
    """Sort a command line's words into the command's places and options; raises Misuse."""
    return _Reader(words, command, line).given()


class _Reader:
    """One reading of one command line."""

    def __init__(self, words: Words, command: Command, line: Sequence[str]) -> None:
        self.words = words
        self.command = command
        self.waiting = list(reversed(line))
        self.options = {f"--{option.name}": option for option in (*command.options, *EVERYWHERE)}
        self.shorts = {f"-{option.short}": option for option in self.options.values() if option.short}
        self.placed: list[str] = []
        self.named: dict[str, str] = {}
        self.flags: set[str] = set()

    def given(self) -> Given:
        while self.waiting:
            self.word(self.waiting.pop())
        alone, many = self.sorted()
        for option in self.command.options:
            if option.required and option.name not in self.named and not self.flags & ASKS:
                _ = self.words
                shown = f"--{option.name} {_(option.shown)}"
                raise Misuse(_("{option} is missing.").format(option=shown))
        self.see_encoding(alone, many)
        return Given(self.command.name, {**alone, **self.named}, many, frozenset(self.flags))

    def see_encoding(self, alone: Mapping[str, str], many: Mapping[str, Sequence[str]]) -> None:
        """All but paths is text. A byte that is none comes from Python as half a character."""
        _ = self.words
        paths = {place.name for place in self.command.places if place.is_path}
        paths |= {option.name for option in self.command.options if option.is_path}
        given: list[tuple[str, str]] = [*alone.items(), *self.named.items()]
        given += [(name, text) for name, found in many.items() for text in found]
        for name, text in given:
            if name not in paths and any("\ud800" <= character <= "\udfff" for character in text):
                raise Misuse(_("“{word}” is not written in the encoding of this terminal.").format(word=text))

    def word(self, word: str) -> None:
        """One word of the line, and its value if it is an option that takes one."""
        if word == "--":
            self.placed += reversed(self.waiting)
            self.waiting.clear()
            return
        name, equals, value = word.partition("=")
        option = self.options.get(name) if word.startswith("--") else self.shorts.get(word)
        if option is not None:
            self.option(option, name, value if equals else None)
        elif word.startswith("-") and len(word) > 1 and not (self.takes_free() and not word.startswith("--")):
            raise Misuse(self.unknown(word))
        else:
            self.placed.append(word)

    def takes_free(self) -> bool:
        """Whether the word in turn stands where it may begin with a hyphen."""
        places = self.command.places
        return bool(places) and places[min(len(self.placed), len(places) - 1)].free

    def option(self, option: Option, name: str, value: str | None) -> None:
        _ = self.words
        if not option.shown:
            if value is not None:
                raise Misuse(_("{option} takes no value.").format(option=name))
            self.flags.add(option.name)
            return
        if value is None and self.waiting and self.waiting[-1] not in self.options:
            value = self.waiting.pop()
        if value is None or (option.required and not value.strip()):
            text = _("{option} needs a value: {option} {value}.")
            raise Misuse(text.format(option=name, value=_(option.shown)))
        if option.name in self.named:
            raise Misuse(_("{option} is given twice.").format(option=name))
        if option.choices and value not in option.choices:
            raise Misuse(self.not_a_choice(name, value, option.choices))
        self.named[option.name] = value

    def sorted(self) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
        """Give each word that stands by its place to the place it stands in."""
        _ = self.words
        left = list(self.placed)
        alone: dict[str, str] = {}
        many: dict[str, tuple[str, ...]] = {}
        for place in self.command.places:
            if place.many:
                many[place.name], left = tuple(left), []
            elif left:
                alone[place.name] = left.pop(0)
            empty = place.name not in alone and not many.get(place.name)
            if empty and not place.optional and not self.flags & ASKS:
                raise Misuse(
                    _("{place} is missing: {about}.").format(place=_(place.shown), about=_(place.about))
                )
        if left:
            raise Misuse(_("“{word}” is one word too many.").format(word=left[0]))
        return alone, many

    def unknown(self, word: str) -> str:
        _ = self.words
        name = word.partition("=")[0]
        known = [*self.options, *self.shorts]
        near = get_close_matches(name[:80], known, n=1, cutoff=0.5)
        if near:
            return _("There is no option {option}; perhaps {nearest}?").format(option=name, nearest=near[0])
        return (
            _("There is no option {option}; here are {options}.").format(
                option=name,
                options=self.words.listed([f"--{option.name}" for option in self.command.options]),
            )
            if self.command.options
            else _("There is no option {option}.").format(option=name)
        )

    def not_a_choice(self, name: str, value: str, choices: Sequence[str]) -> str:
        _ = self.words
        return _("{option} can be {choices}, not “{value}”.").format(
            option=name, value=value, choices=either(self.words, choices)
        )
