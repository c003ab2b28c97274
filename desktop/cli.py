"""The command line: language, terminal and day are put together here, and every failure is answered.

Exit codes: 0 done; 1 the world's fault, with a sentence; 2 wrong usage, with the nearest right word;
130 broken off.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, TextIO

from db.errors import (
    AmbiguousThing,
    BadFilter,
    InvalidDraft,
    NotErasable,
    NotLinkable,
    PlanError,
    PlanMissing,
    UnknownOp,
    UnknownTable,
    UnknownThing,
)
from desktop.commands import SUMMARIES, load, names_a_plan
from desktop.commands.grammar import Command, Given, Misuse, Refusal, read, split
from desktop.commands.program import program
from desktop.commands.terminal import AnswerLost, Terminal
from desktop.language import language_asked
from desktop.memory import look_through_it_seldom
from desktop.words import Words

FAILED: Final = 1
MISUSED: Final = 2
BROKEN_OFF: Final = 130

TYPED_WRONG: Final = (
    InvalidDraft, UnknownTable, UnknownThing, AmbiguousThing, NotLinkable, NotErasable, UnknownOp, BadFilter,
)  # fmt: skip
"""Errors of what was typed, whatever the disk; all others are the world's."""

ALONE: Final = Command("", (), (), (), lambda _desk, _given: 0)
"""What is read where no command is given: `--help`, `--version` and the language."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command line and give its exit code."""
    look_through_it_seldom()
    line = list(sys.argv[1:] if argv is None else argv)
    terminal = Terminal.real()
    words = Words(language_asked(line))
    name, rest = split(line)
    if names_a_plan(name):
        name, rest = "window", [name, *rest]
    try:
        code = _run(terminal, words, name, rest)
        terminal.flush()
    except KeyboardInterrupt:
        return BROKEN_OFF
    except BrokenPipeError:
        _let_go_of_the_pipe(sys.stdout, sys.stderr)
        return 0
    except Exception as error:
        return _answer(terminal, words, name, rest, error)
    return code


def _run(terminal: Terminal, words: Words, name: str, rest: Sequence[str]) -> int:
    command = load(words, name) if name else ALONE
    given = read(words, command, rest)
    if given.has("version"):
        return _say_version(terminal)
    if given.has("help") or command is ALONE:
        from desktop.commands import help as helping

        width = terminal.width or helping.USUAL_WIDTH
        if command is ALONE:
            terminal.say(helping.overview(words, SUMMARIES, width))
        else:
            terminal.say(helping.of_command(words, command, SUMMARIES[name], width))
        return 0
    return _carry_out(terminal, words, command, given)


def _carry_out(terminal: Terminal, words: Words, command: Command, given: Given) -> int:
    # Only now is the plan's keeping loaded: help and a mistyped word are answered without it.
    from db.world import World
    from desktop.commands.desk import Desk, actor_asked, day_asked

    world = World.real()
    desk = Desk(
        words=words,
        terminal=terminal,
        world=world,
        today=day_asked(words, given.get("today"), world.now()),
        actor=actor_asked(words, given.get("actor") or os.environ.get("LOFTESPLAN_ACTOR", "")),
        as_json=given.has("json"),
    )
    return command.run(desk, given)


def _say_version(terminal: Terminal) -> int:
    from desktop.version import version

    terminal.say(f"Löftesplan {version()}")
    return 0


def _answer(terminal: Terminal, words: Words, name: str, rest: Sequence[str], error: Exception) -> int:
    """Say what has gone wrong. What nobody could have caused is a mistake of ours: it is written down."""
    _ = words
    try:
        if isinstance(error, Misuse):
            terminal.tell(str(error))
            if name in SUMMARIES or not name:
                command = " ".join(word for word in (program(), name) if word)
                terminal.tell(_("How it is used: {command}").format(command=f"{command} --help"))
            return MISUSED
        if isinstance(error, AnswerLost):
            _let_go_of_the_pipe(sys.stdout)
            terminal.tell(_("The answer could not be written ({reason}).").format(reason=error))
            return FAILED
        if isinstance(error, Refusal):
            terminal.tell(str(error))
            return FAILED
        if isinstance(error, PlanError):
            from desktop.wording import sentence

            terminal.tell(sentence(words, error) + _perhaps(words, name, rest, error))
            return MISUSED if isinstance(error, TYPED_WRONG) else FAILED
        from desktop.bug_log import write_down

        terminal.tell(write_down(words, name, error, dt.datetime.now(dt.UTC)))
    except OSError:
        # Not even this can be written: there is nobody to tell.
        _let_go_of_the_pipe(sys.stdout, sys.stderr)
    return FAILED


def _perhaps(words: Words, name: str, rest: Sequence[str], error: PlanError) -> str:
    """What was perhaps meant by a file that is not there."""
    if not isinstance(error, PlanMissing) or name == "new":
        return ""
    from desktop.commands.missing_plan import meant_instead
    from desktop.words.faults import perhaps

    near = meant_instead(name, rest, error.path)
    return f" {perhaps(words, near)}" if near else ""


def _let_go_of_the_pipe(*streams: TextIO | None) -> None:
    """Nobody reads what is left to write any more; Python must not complain of that when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        if stream is not None:
            with suppress(OSError, ValueError):
                os.dup2(nowhere, stream.fileno())
