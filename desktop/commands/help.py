"""What the program can do, and what each command takes, in either language."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from desktop.commands.grammar import EVERYWHERE, Command, Option, Place
from desktop.commands.program import program
from desktop.words import Words

USUAL_WIDTH = 80
INDENT = 2
COLUMN = 26


def overview(words: Words, summaries: Mapping[str, str], width: int) -> str:
    """All commands, a line each."""
    _ = words
    return "\n".join(
        [
            _("Löftesplan keeps, follows up and prints a municipality's promises to its citizens."),
            "",
            _("Usage: {program} COMMAND FILE …").format(program=program()),
            "",
            *_lines([(name, _(about)) for name, about in summaries.items()], width),
            "",
            _("Options for all commands"),
            *_options(words, EVERYWHERE, width),
            "",
            _("{program} COMMAND --help tells more, with an example. Begin with: {program} demo").format(
                program=program()
            ),
        ]
    )


def of_command(words: Words, command: Command, about: str, width: int) -> str:
    """One command: its words in their order, its options, and how it may look."""
    _ = words
    lines = [_(about) + ".", "", *_usage(words, command, width)]
    if command.places:
        lines += ["", *_lines([(_(place.shown), _(place.about)) for place in command.places], width)]
    if command.options:
        lines += ["", _("Options"), *_options(words, command.options, width)]
    lines += ["", _("Options for all commands"), *_options(words, EVERYWHERE, width)]
    if command.more:
        paragraphs = _(command.more).split("\n")
        lines += ["", *("\n".join(textwrap.wrap(text, width)) for text in paragraphs)]
    lines += ["", _("Examples"), *(f"  {program()} {_(example)}" for example in command.examples)]
    return "\n".join(lines)


def _usage(words: Words, command: Command, width: int) -> list[str]:
    """The words of a command in their order, each kept whole where the line is broken."""
    _ = words
    parts = [program(), command.name, *(_place(words, place) for place in command.places)]
    for option in command.options:
        shown = f"-{option.short}" if option.short else f"--{option.name}"
        text = f"{shown} {_(option.shown)}" if option.shown else shown
        parts.append(text if option.required else f"[{text}]")
    whole = [part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts]
    lines = textwrap.wrap(
        _("Usage: {command}").format(command=" ".join(whole)),
        width,
        subsequent_indent=" " * 4,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def _place(words: Words, place: Place) -> str:
    shown = words(place.shown) + (" …" if place.many else "")
    return f"[{shown}]" if place.optional else shown


def _options(words: Words, options: Sequence[Option], width: int) -> list[str]:
    _ = words
    rows = []
    for option in options:
        names = f"--{option.name}" if not option.short else f"-{option.short}, --{option.name}"
        rows.append((f"{names} {_(option.shown)}" if option.shown else names, _(option.about)))
    return _lines(rows, width)


def _lines(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Two columns; a left side that is too long has a line of its own."""
    lines = []
    for left, right in rows:
        text = textwrap.wrap(right, max(20, width - COLUMN)) or [""]
        head = " " * INDENT + left
        if len(head) > COLUMN - 2:
            lines.append(head)
            head = ""
        lines.append(head.ljust(COLUMN) + text[0])
        lines += [" " * COLUMN + more for more in text[1:]]
    return lines
