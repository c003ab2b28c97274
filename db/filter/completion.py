"""What could stand at a place in a half-written filter: field names, and the words that a field knows."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from db.filter.compiling import ACTIVITY_TABLE, fields_of
from db.filter.fields import FilterField, find_field
from db.filter.scanner import MINUS, NAME, OPENING, OPERATOR
from db.filter.words import flat, plain
from db.filter.writing import Language


@dataclass(frozen=True, slots=True)
class Completion:
    """A text to put in place of what is half-written there; `field` is the key of the field it is about."""

    start: int
    length: int
    text: str
    field: str


def complete(
    text: str, position: int, *, table: str = ACTIVITY_TABLE, language: Language = "sv"
) -> list[Completion]:
    """The ways to go on from a place in a filter: at a field's name its names, after its colon its words."""
    start = _piece_start(text, position)
    piece = text[start:position]
    name = NAME.match(piece)
    operator = OPERATOR.match(piece, name.end()) if name else None
    if name is None or operator is None:
        return [] if _in_quotes(piece) else _names(piece, start, table, language)
    field = find_field(name.group(), fields_of(table))
    if field is None:
        return []
    begun = max(operator.end(), piece.rfind(",") + 1)
    return _words(field, piece[begun:], start + begun, language)


def field_names(language: Language, table: str = ACTIVITY_TABLE) -> tuple[str, ...]:
    """The names of a table's fields in one language, those that are offered."""
    return tuple(field.name(language) for field in fields_of(table) if field.listed)


def values_of(name: str, language: Language, table: str = ACTIVITY_TABLE) -> tuple[str, ...]:
    """The words that a field knows by name in one language; none where it takes any text, or is unknown."""
    field = find_field(name, fields_of(table))
    return tuple(choice.word(language) for choice in field.choices) if field else ()


def _names(piece: str, start: int, table: str, language: Language) -> list[Completion]:
    begun = plain(piece)
    names = [
        (name, field.key)
        for field in fields_of(table)
        if field.listed
        for name in (field.name(language), *field.spellings)
        if _begins(name, begun)
    ]
    found = {key: name for name, key in reversed(names)}
    shown = {field.name(language) for field in fields_of(table)}
    # What a field is called comes before what it also answers to.
    keys = sorted(dict.fromkeys(key for _, key in names), key=lambda key: found[key] not in shown)
    return [Completion(start, len(piece), found[key] + ":", key) for key in keys]


def _words(field: FilterField, piece: str, start: int, language: Language) -> list[Completion]:
    begun = plain(piece)
    offered = [
        choice.word(language)
        for choice in field.choices
        if any(_begins(word, begun) for word in choice.spellings)
    ]
    offered.sort(key=lambda word: not _begins(word, begun))
    return [Completion(start, len(piece), word, field.key) for word in offered]


def _begins(word: str, begun: str) -> bool:
    """Whether a word begins so; a hasty hand may leave out its rings and dots, but not put others there."""
    return plain(word).startswith(begun) or flat(word).startswith(begun)


def _piece_start(text: str, position: int) -> int:
    """Where the piece that a place stands in begins: after white space or a bracket outside quotes."""
    start = 0
    closing = ""
    for place, character in enumerate(text[:position]):
        if closing:
            closing = "" if character in closing else closing
        elif character in OPENING:
            closing = OPENING[character]
        elif character.isspace() or character in "()":
            start = place + 1
    while start < position and text[start] in MINUS:
        start += 1
    return start


def _in_quotes(piece: str) -> bool:
    return bool(piece) and unicodedata.normalize("NFC", piece)[0] in OPENING
