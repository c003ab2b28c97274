"""Which language to speak: the one asked for, else the computer's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from desktop.groundwork.sentences import language_of
from desktop.words import LANGUAGES, Language

SWEDISH = 0x1D
"""The primary language of Windows' language identifiers that is Swedish."""


def language_asked(line: Sequence[str]) -> Language:
    """What `--lang` says, else the locale, else Windows' own language; Swedish where nothing says."""
    for place, word in enumerate(line):
        name, equals, value = word.partition("=")
        if name == "--lang":
            asked = value if equals else "".join(line[place + 1 : place + 2])
            for language in LANGUAGES:
                if asked == language:
                    return language
    named = any(os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    if sys.platform == "win32" and not named:
        import ctypes

        return "sv" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == SWEDISH else "en"
    return "en" if language_of((), os.environ) == "en" else "sv"
