"""Looking for gestures in one's own language: what each typed word can mean beside the letters it has."""

from __future__ import annotations

import shlex

from db.views.history import Sought
from desktop.words.fields import ENTITY_WORDS
from desktop.words.gestures import GESTURES
from desktop.words.kinds import FIELD_KINDS, KIND_WORDS
from desktop.words.speech import Words

SHORTEST = 3
"""Letters below which a word is held against what stands in the plan alone: “i” is in most labels."""


def sought(words: Words, text: str) -> tuple[Sought, ...]:
    """What a person looks for, word by word; words in quotes belong together."""
    return tuple(_meant(words, word) for word in _split(text))


def _split(text: str) -> list[str]:
    """Cut into words at spaces, but not within quotes; a quote that is still open ends at the end."""
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = lexer.escape = ""
    lexer.quotes = '"'
    try:
        return [word for word in lexer if word.strip()]
    except ValueError:
        return [word for word in text.replace('"', " ").split() if word]


def _meant(words: Words, word: str) -> Sought:
    if len(word) < SHORTEST:
        return Sought(word)
    needle = word.casefold()

    def says(message: str) -> bool:
        return needle in words(message).casefold()

    return Sought(
        text=word,
        gestures=tuple(gesture for gesture, message in GESTURES.items() if says(message)),
        fields=tuple(
            (entity, field)
            for entity, named in ENTITY_WORDS.items()
            for field, message in named.fields.items()
            if says(message)
        ),
        values=tuple(
            (field, value)
            for (_entity, field), kinds in FIELD_KINDS.items()
            for value, message in KIND_WORDS[kinds].items()
            if says(message)
        ),
    )
