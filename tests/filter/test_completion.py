"""What a half-written filter is offered, and the table of fields that README shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.filter import Language, complete, fields, markdown_table, values_of
from tests.filter.filters import ANY

OFFERED: list[tuple[str, Language, list[str]]] = [
    ("ans", "sv", ["ansvar:", "ansvarig:"]),
    ("OWN", "en", ["owner:"]),
    ("own", "sv", ["owner:"]),
    ("monter -lä", "sv", ["läge:"]),
    ("(löf", "sv", ["löfte:"]),
    ("läge:in", "sv", ["inställd", '"ej påbörjad"', "pågående", "öppen"]),
    ("läge:klar,förs", "sv", ["försenad"]),
    ("state:not", "en", ['"not started"']),
    ('läge:"ej på', "sv", ['"ej påbörjad"']),
    ("titel:mon", "sv", []),
    ("xyzzy:a", "sv", []),
    ("xyzzy", "sv", []),
    ('"ans', "sv", []),
]


@pytest.mark.parametrize(("text", "language", "offered"), OFFERED)
def test_a_half_written_filter_is_offered_ways_to_go_on(
    text: str, language: Language, offered: list[str]
) -> None:
    assert [one.text for one in complete(text, len(text), language=language)] == offered


def test_an_offer_takes_the_place_of_what_is_half_written() -> None:
    text = "monter läge:förs antal>5"
    (offer,) = complete(text, 16)
    assert (
        text[: offer.start] + offer.text + text[offer.start + offer.length :]
        == "monter läge:försenad antal>5"
    )
    assert offer.field == "state"


def test_an_empty_filter_is_offered_every_field() -> None:
    assert len(complete("", 0)) == sum(field.listed for field in fields())


@given(text=ANY, share=st.floats(0, 1))
def test_anything_half_written_is_offered_something_that_fits_in_its_place(text: str, share: float) -> None:
    position = round(len(text) * share)
    for offer in complete(text, position):
        assert 0 <= offer.start <= offer.start + offer.length == position


def test_a_fields_words_are_told_in_one_language() -> None:
    assert values_of("ljus", "sv") == ("grön", "gul", "röd")
    assert values_of("ljus", "en") == ("green", "yellow", "red")
    assert values_of("titel", "sv") == values_of("xyzzy", "sv") == ()


def test_readmes_table_has_a_line_for_every_field_that_is_offered() -> None:
    lines = markdown_table().splitlines()
    assert len(lines) == 2 + sum(field.listed for field in fields())
    assert all(line.count(" | ") >= 3 for line in lines[2:])
