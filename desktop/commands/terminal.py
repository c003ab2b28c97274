"""The terminal: what is printed there can not act on it, and fits its width."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

ACTING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Characters that move, colour or turn round what is shown; tab and line feed alone are let be."""

PICTURES: Final = 0x2400
"""Where Unicode has a picture of each of the first control characters."""


def safe(text: str) -> str:
    """A text as it can be shown: what would act on the terminal is made visible instead."""
    return ACTING.sub(_picture, text)


def safe_line(text: str) -> str:
    """The same on one line."""
    return safe(text.replace("\n", "␊").replace("\t", " "))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(PICTURES + code)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"  # A byte of a name that is not UTF-8, as Python carries it.
    return f"\\u{code:04x}"


def width_of(text: str) -> int:
    """How many columns a line of text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class AnswerLost(Exception):
    """The answer can not be written: the disk that it goes to is full, say. The work itself is done."""


class Terminal:
    """Where a command's answer goes, and where it takes what is piped to it."""

    def __init__(self, out: TextIO, err: TextIO, source: TextIO) -> None:
        self._out = out
        self._err = err
        self._source = source
        for stream in (out, err):
            _forgive(stream)

    @classmethod
    def real(cls) -> Terminal:
        """This process's own streams; one that is closed takes everything and gives nothing."""
        nowhere = Path(os.devnull)
        return cls(
            sys.stdout or nowhere.open("w", encoding="utf-8"),
            sys.stderr or nowhere.open("w", encoding="utf-8"),
            sys.stdin or nowhere.open(encoding="utf-8"),
        )

    @property
    def width(self) -> int | None:
        """The columns there are; None where a file or another program takes any number."""
        if self._out.isatty() or os.environ.get("COLUMNS"):
            return max(40, shutil.get_terminal_size().columns)
        return None

    @property
    def is_watched(self) -> bool:
        """Whether a person can see how long work goes on."""
        return self._err.isatty()

    def say(self, text: str = "") -> None:
        """Print a part of the answer."""
        self._write(safe(text))

    def say_json(self, value: object) -> None:
        """Print the answer as JSON, in UTF-8 whatever the terminal speaks, with nothing in it that acts."""
        _speak_utf8(self._out)
        text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
        self._write(ACTING.sub(_escape, text))

    def tell(self, text: str) -> None:
        """Say something that is not a part of the answer."""
        self.flush()
        self._err.write(safe(text) + "\n")
        self._err.flush()

    def piped(self) -> str:
        """All that is piped to the command."""
        return self._source.read()

    def flush(self) -> None:
        """See to it that all is written."""
        with _losing_the_answer():
            self._out.flush()

    def _write(self, text: str) -> None:
        with _losing_the_answer():
            self._out.write(text + "\n")

    @contextmanager
    def busy(self, text: str) -> Iterator[Progress]:
        """Show on a terminal what is going on, and how far it has come, as long as the block lasts."""
        progress = Progress(self._err if self.is_watched else None)
        progress.show(text)
        try:
            yield progress
        finally:
            progress.clear()


class Progress:
    """One line that tells what is going on, and goes away when it is over."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._shown = 0

    def show(self, text: str) -> None:
        """Put a text in the line's place."""
        if self._stream is None:
            return
        columns = shutil.get_terminal_size().columns
        line = safe_line(text)[: columns - 1]
        blank = " " * max(0, self._shown - len(line))
        self._stream.write(f"\r{line}{blank}\r")
        self._stream.flush()
        self._shown = len(line)

    def clear(self) -> None:
        """Leave no trace."""
        self.show("")


@contextmanager
def _losing_the_answer() -> Iterator[None]:
    """Tell a failing output from every other failure; one that is no longer read is another matter still."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AnswerLost(error.strerror or str(error)) from error


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _forgive(stream: TextIO) -> None:
    """A terminal that lacks a letter gets a sign in its place, and no failure."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _speak_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="strict")
