"""One voice for windows, paper and command line: texts, dates, weeks and numbers in Swedish or English.

Messages stand in English in the code and are found in the catalogue for Swedish. In a function the
habit is `_ = words`, then `_("{title} is late").format(title=…)`; tables at module level mark their
messages with `N_`, and whoever shows one of them hands it to the words at that moment.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

Language = Literal["sv", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("sv", "en")
"""Those that the program speaks, the first one first."""

DOMAIN: Final = "loftesplan"
LOCALES: Final[dict[Language, str]] = {"sv": "sv_SE", "en": "en_GB"}
THOUSANDS: Final[dict[Language, str]] = {"sv": "\N{NO-BREAK SPACE}", "en": ","}
HOME: Final = ZoneInfo("Europe/Stockholm")
"""The field's own clock; a moment is shown by it wherever the computer stands."""


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark a message that stands in a table, to be translated when it is shown."""
    return message


class Words:
    """The texts, dates and numbers of one language; cheap to keep, handed to whoever speaks to a person."""

    __slots__ = ("_texts", "language")

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._texts = catalogue(language)

    def __call__(self, message: str) -> str:
        """Say an English message in this language."""
        return self._texts.gettext(message) if message else ""

    def plural(self, one: str, many: str, count: int, **places: str) -> str:
        """Choose and translate the form that goes with a count, with `{count}` and other places filled in."""
        return self._texts.ngettext(one, many, count).format(count=self.number(count), **places)

    def date(self, day: dt.date) -> str:
        """A day as tables write it: 2017-05-02."""
        return day.isoformat()

    def long_date(self, day: dt.date) -> str:
        """A day as headings write it: 2 maj 2017, 2 May 2017."""
        from babel.dates import format_date

        return format_date(day, "d MMMM y", locale=LOCALES[self.language])

    def weekday(self, day: dt.date) -> str:
        """The name of a day's weekday, in lower case where the language has it so."""
        from babel.dates import format_date

        return format_date(day, "EEEE", locale=LOCALES[self.language])

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12."""
        from babel.dates import get_month_names

        return str(get_month_names("wide", locale=LOCALES[self.language])[number])

    def week(self, day: dt.date) -> str:
        """The ISO week that a day lies in, as the field says it: vecka 17, week 17."""
        _ = self
        return _("week {number}").format(number=day.isocalendar().week)

    def day_of(self, moment: dt.datetime) -> dt.date:
        """The day on which a moment fell in Sweden."""
        return moment.astimezone(HOME).date()

    def moment(self, moment: dt.datetime) -> str:
        """A moment by the Swedish clock, to the minute: 2017-05-02 10:30."""
        return moment.astimezone(HOME).strftime("%Y-%m-%d %H:%M")

    def number(self, number: float) -> str:
        """A number with the language's own signs, and at most two decimals: 12 345,5."""
        if isinstance(number, int):
            # Without Babel, which takes longer to import than the first screen to read.
            return f"{number:,}".replace(",", THOUSANDS[self.language])
        return _decimal(round(number, 2), LOCALES[self.language])

    def percent(self, share: float) -> str:
        """A share given in per cent, as the language writes it: 26 %, 26%."""
        space = "\N{NO-BREAK SPACE}" if self.language == "sv" else ""
        return f"{self.number(share)}{space}%"

    def listed(self, parts: Sequence[str]) -> str:
        """Several things in a row, the last one joined by "and"."""
        if len(parts) < 2:
            return "".join(parts)
        _ = self
        return _("{all_but_the_last} and {the_last}").format(
            all_but_the_last=", ".join(parts[:-1]), the_last=parts[-1]
        )


@cache
def _decimal(number: float, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, format="#,##0.##", locale=locale)


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The messages of a language: none for English, in which they are written."""
    if language == "en":
        return gettext.NullTranslations()
    folder = files("resources") / "translations" / language / "LC_MESSAGES"
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if compiled.is_file() and not _older(compiled, source):
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    if isinstance(source, Path) and isinstance(compiled, Path):
        return gettext.GNUTranslations(io.BytesIO(compile_beside(source, compiled)))
    return gettext.GNUTranslations(io.BytesIO(compile_catalogue(source)))


def compile_beside(source: Path, compiled: Path) -> bytes:
    """Compile a catalogue and keep the result for the next start, as Python keeps its own beside a module.

    Where Python may keep nothing, or the folder can not be written to, each start compiles it anew.
    """
    written = source.stat().st_mtime_ns
    content = compile_catalogue(source)
    if not sys.dont_write_bytecode:
        mine = compiled.with_suffix(f".{os.getpid()}.mo")
        with suppress(OSError):
            mine.write_bytes(content)
            # What is edited while it is being compiled is newer than this, and is compiled again.
            os.utime(mine, ns=(written, written))
            mine.replace(compiled)
    return content


def compile_catalogue(source: Traversable) -> bytes:
    """Turn a catalogue as translators write it into the form that is quick to load."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = io.BytesIO()
    write_mo(out, read_po(io.BytesIO(source.read_bytes())))
    return out.getvalue()


def _older(compiled: Traversable, source: Traversable) -> bool:
    # A catalogue edited after it was compiled must not speak with its old words. In an archive
    # (no times of their own) the compiled one was made together with its source.
    if not (isinstance(compiled, Path) and isinstance(source, Path) and source.is_file()):
        return False
    return compiled.stat().st_mtime < source.stat().st_mtime
