"""Filters that the program makes, written as their reader could have written them."""

from __future__ import annotations

from collections.abc import Iterable

from db.filter import Language, fields


def written(terms: Iterable[tuple[str, str]], language: Language) -> str:
    """Terms, as pairs of a field's key and a stored value or any text, in the words of a language."""
    known = {field.key: field for field in fields()}
    words = []
    for key, value in terms:
        field = known[key]
        choice = next((choice for choice in field.choices if choice.value == value), None)
        words.append(f"{field.name(language)}:{choice.word(language) if choice else value}")
    return " ".join(words)
