"""How large a file is, in words."""

from __future__ import annotations

from desktop.words.speech import Words

STEP = 1000
UNITS = ("kB", "MB", "GB")


def size_words(words: Words, size: int) -> str:
    """A size as systems show it: 340 kB, 2,4 MB; what is there at all is not nothing."""
    if size == 0:
        return "0\N{NO-BREAK SPACE}kB"
    shown, unit = size / STEP, UNITS[0]
    for unit in UNITS:
        if shown < STEP or unit == UNITS[-1]:
            break
        shown /= STEP
    figure = max(1, round(shown)) if unit == UNITS[0] or shown >= 10 else round(shown, 1)
    return f"{words.number(figure)}\N{NO-BREAK SPACE}{unit}"
