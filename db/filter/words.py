"""Words that stand for something: how they are written, compared, and guessed when they are misspelt.

The first word of each language is the one that is shown; a space, a hyphen, an underscore or nothing
between two parts of a word are all the same, and so are capitals.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from db.filter.writing import Language, quoted


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list: what is stored, and what people call it."""

    value: str
    swedish: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it, the stored value among them."""
        return (*self.swedish, *self.english, self.value)

    def word(self, language: Language) -> str:
        """The word that one language shows, ready to stand in a filter."""
        word = (self.swedish if language == "sv" else self.english)[0]
        return word if word.replace("-", "").isalnum() else quoted(word)


def plain(text: str) -> str:
    """A word as it is compared with others: no capitals, nothing between its parts."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return "".join(character for character in folded if character.isalnum())


def flat(text: str) -> str:
    """A word as it is guessed at: plain, and without the rings and dots that a hasty hand leaves out."""
    parted = unicodedata.normalize("NFD", plain(text))
    return "".join(character for character in parted if not unicodedata.combining(character))


def nearest(given: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or nothing; the beginning of a word is enough."""
    by_plain: dict[str, str] = {}
    for word in known:
        by_plain.setdefault(flat(word), word)
    needle = flat(given)[:80]
    if not needle:
        return ""
    close = difflib.get_close_matches(needle, by_plain, n=1, cutoff=0.6)
    begun = (word for word in by_plain if len(needle) > 1 and word.startswith(needle))
    found = [*begun, *close]
    return by_plain[found[0]] if found else ""


YES: Final = Choice("yes", ("ja", "sant", "j", "x"), ("yes", "true", "y", "1"))
NO: Final = Choice("no", ("nej", "falskt", "n"), ("no", "false", "0"))
YES_OR_NO: Final = (YES, NO)

MISSING: Final = frozenset(
    {"", "saknas", "ingen", "inget", "inga", "tom", "tomt"}
    | {"none", "no", "missing", "empty", "nothing", "nobody"}
)
"""Asks for what is empty."""

ANY: Final = frozenset({"*", "finns", "någon", "något", "några", "any", "some", "anything", "anybody"})
"""Asks for what is not empty."""


def find_choice(text: str, choices: Iterable[Choice]) -> Choice | None:
    """The choice that a word spells, if any."""
    needle = plain(text)
    return next((choice for choice in choices if needle in map(plain, choice.spellings)), None)
