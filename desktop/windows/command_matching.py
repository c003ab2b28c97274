"""How well a few typed letters fit what an action is called: its beginning, its words, their initials."""

from __future__ import annotations

import unicodedata
from typing import Final

INITIALS: Final = 3
SCATTERED: Final = 4
"""From here on a fit is a guess, and what is in the plan by that name comes before it."""


def plain(text: str) -> str:
    """A text in small letters, and of its signs only the blanks."""
    folded = unicodedata.normalize("NFC", text.casefold())
    return " ".join("".join(letter if letter.isalnum() else " " for letter in folded).split())


def bare(text: str) -> str:
    """The same without dots and rings, which a hasty hand may leave out but not put where there are none."""
    parted = unicodedata.normalize("NFD", plain(text))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def fit(typed: str, called: str) -> int | None:
    """How well they fit, 0 being best; None where they do not.

    0: it begins so; 1: each typed word begins a word of it; 2: they stand somewhere in it; 3: they are the
    initials of its words; 4: its letters come in that order.
    """
    sought = plain(typed)
    name = bare(called) if sought == bare(typed) else plain(called)
    if not sought or not name:
        return None
    if name.startswith(sought):
        return 0
    words = name.split()
    if all(any(word.startswith(one) for word in words) for one in sought.split()):
        return 1
    if all(one in name for one in sought.split()):
        return 2
    letters = sought.replace(" ", "")
    if "".join(word[0] for word in words).startswith(letters):
        return INITIALS
    rest = iter(name)
    if len(letters) > 1 and all(letter in rest for letter in letters) and name[0] == letters[0]:
        return SCATTERED
    return None
