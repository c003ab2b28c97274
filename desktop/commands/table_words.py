"""The names that a table answers to on the command line, and those that a field does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from db.drafts import DRAFTS, fields_by_name, fixed_fields
from db.errors import UnknownTable
from db.filter import fields as filter_fields
from desktop.words import LANGUAGES, Words
from desktop.words.fields import entity_by_word, entity_label, field_by_word, field_label, nearest_entity
from desktop.words.kinds import FIELD_KINDS, KIND_WORDS, likest, plain

SHORTER: Final[Mapping[str, tuple[str, ...]]] = {
    "agreement": ("överenskommelse", "överenskommelser", "avtal", "agreement", "agreements"),
    "area_rating": ("betyg", "rating", "ratings"),
    "area": ("plats", "platser", "place", "places"),
    "counter": ("räknare", "counter", "counters"),
    "date_exception": ("undantag", "exception", "exceptions"),
    "finding": ("iakttagelse", "iakttagelser"),
    "meeting": ("möte", "möten", "meeting", "meetings"),
    "occurrence": ("tillfälle", "tillfällen"),
    "participant": ("medverkande",),
    "promise": ("löfte", "löften"),
    "source": ("källa", "källor"),
    "walk_finding": ("vandringsiakttagelse", "vandringsiakttagelser"),
}
"""Shorter words for tables than those that stand on paper; nobody types samverkansöverenskommelse twice."""


def table_by_word(text: str) -> str | None:
    """The table that a person means."""
    return entity_by_word(text) or _shorter().get(plain(text))


def table_meant(words: Words, text: str) -> str:
    """The same, or UnknownTable with the nearest right word."""
    found = table_by_word(text)
    if found is None:
        near = likest(text, _shorter()) or nearest_entity(words, text)
        choices = tuple(entity_label(words, entity).casefold() for entity in DRAFTS)
        raise UnknownTable(text, near.casefold(), choices)
    return found


@cache
def field_names(entity: str) -> Mapping[str, str]:
    """Every word for a field that a person fills in, and the field: the labels, and the filter's names."""
    known = fields_by_name(DRAFTS[entity])
    fixed = fixed_fields(DRAFTS[entity])
    names = {
        spelling: field.key
        for field in reversed(filter_fields(entity))
        if field.key in known
        for spelling in field.spellings
    }
    for language in LANGUAGES:
        voice = Words(language)
        # Columns that nobody may write answer to their labels too, and are then refused by name.
        names |= {field_label(voice, entity, name): name for name in (*fixed, *known)}
    return names | {name: name for name in known}


def field_by_name(entity: str, text: str) -> str | None:
    """The column of a table that a person means, whether it may be written or not."""
    known = {plain(name): field for name, field in field_names(entity).items()}
    return field_by_word(entity, text) or known.get(plain(text))


@cache
def choice_words(entity: str, field: str) -> Mapping[str, str]:
    """Every word for the members of a field's closed list, and what is stored for it."""
    kinds = FIELD_KINDS.get((entity, field))
    if kinds is None:
        return {}
    found = {
        spelling: choice.value
        for one in filter_fields(entity)
        if one.key == field
        for choice in one.choices
        for spelling in choice.spellings
        if choice.value in KIND_WORDS[kinds]
    }
    for language in LANGUAGES:
        voice = Words(language)
        found |= {voice(message): value for value, message in KIND_WORDS[kinds].items()}
    return found


@cache
def _shorter() -> Mapping[str, str]:
    return {plain(word): entity for entity, words in SHORTER.items() for word in words}
