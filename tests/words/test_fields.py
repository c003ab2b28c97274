"""Every table, field and member of a closed list has words in both languages, and answers to them."""

from __future__ import annotations

import inspect
from enum import StrEnum

import pytest

from db import kinds
from db.tables import THINGS
from desktop.words import Words
from desktop.words.fields import (
    ENTITY_WORDS,
    entity_by_word,
    entity_label,
    field_by_word,
    field_label,
    nearest_entity,
    nearest_field,
)
from desktop.words.kinds import (
    FIELD_KINDS,
    KIND_WORDS,
    by_word,
    in_sentence,
    label,
    nearest_word,
    value_label,
)

ALL_KINDS = [
    kind
    for _, kind in inspect.getmembers(kinds, inspect.isclass)
    if issubclass(kind, StrEnum) and kind is not StrEnum
]
VOICES = [Words("sv"), Words("en")]


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.__name__)
def test_every_member_of_a_closed_list_has_words_and_answers_to_them(kind: type[StrEnum]) -> None:
    assert set(KIND_WORDS[kind]) == {member.value for member in kind}
    for words in VOICES:
        labels = [label(words, member) for member in kind]
        assert len({text.casefold() for text in labels}) == len(labels)
        for member, text in zip(kind, labels, strict=True):
            assert by_word(kind, text) is member
            assert by_word(kind, text.upper()) is member
            assert by_word(kind, text.replace(" ", "_")) is member
            assert by_word(kind, member.value) is member


def test_every_table_has_words_and_answers_to_them() -> None:
    assert set(ENTITY_WORDS) == set(THINGS)
    for words in VOICES:
        for entity in THINGS:
            assert entity_by_word(entity_label(words, entity)) == entity
            assert entity_by_word(entity_label(words, entity, many=True)) == entity
            assert entity_by_word(entity) == entity


@pytest.mark.parametrize("entity", sorted(THINGS))
def test_every_field_has_words_and_answers_to_them(entity: str) -> None:
    columns = [column.name for column in THINGS[entity].__table__.columns]
    for words in VOICES:
        for field in columns:
            assert field_by_word(entity, field_label(words, entity, field)) == field
            assert field_by_word(entity, field) == field
    assert set(ENTITY_WORDS[entity].fields) | {"id", "alive"} == set(columns)


def test_fields_with_a_closed_list_are_fields_of_the_plan() -> None:
    for entity, field in FIELD_KINDS:
        assert field in ENTITY_WORDS[entity].fields


def test_an_activitys_own_kind_speaks_for_itself() -> None:
    assert value_label(VOICES[0], kinds.ActivityKind, "Cirkusskola") == "Cirkusskola"
    assert value_label(VOICES[0], kinds.ActivityKind, "foot_patrol") == "Fotpatrullering"


def test_a_label_fits_into_a_sentence_but_an_abbreviation_keeps_its_capitals() -> None:
    assert in_sentence("Pågår") == "pågår"
    assert in_sentence("NTU") == "NTU"
    assert in_sentence("T1") == "T1"
    assert in_sentence("") == ""


def test_a_mistyped_word_is_answered_with_the_nearest_right_one() -> None:
    swedish = VOICES[0]
    assert nearest_word(swedish, kinds.ActivityState, "pågar") == "Pågår"
    assert nearest_field(swedish, "activity", "ansvrig") == "ansvarig"
    assert nearest_entity(swedish, "aktivitt") == "aktivitet"
    assert nearest_entity(swedish, "medborgarlofte") == "medborgarlöfte"
    assert nearest_field(swedish, "activity", "senast") == "senast klart", (
        "last touched is not a person's to set"
    )
    assert nearest_entity(swedish, "xyzzy") == ""
    assert by_word(kinds.ActivityState, "xyzzy") is None
