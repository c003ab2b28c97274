"""The short numbers that people say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.numbering import BadNumber, Number, is_number

LETTERS = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3)


@pytest.mark.parametrize("text", ["K12", "k12", " K12 ", "K 12", "k 12", "K012"])
def test_a_number_is_read_however_it_is_typed(text: str) -> None:
    assert Number.parse(text) == Number("K", 12)
    assert is_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "K",
        "12",
        "12K",
        "KOMM1",
        "K0",
        "K-1",
        "K1.5",
        "K1 2",
        "Ö1",
        "K１２",
        "K1234567890",
        "ſ1",
        "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
    ],
)
def test_what_is_no_number_is_refused_with_what_was_said(text: str) -> None:
    assert not is_number(text)
    with pytest.raises(BadNumber) as refusal:
        Number.parse(text)
    assert refusal.value.given == text


@pytest.mark.parametrize(("letter", "count"), [("k", 1), ("", 1), ("KOMM", 1), ("Å", 1), ("K", 0), ("K", -1)])
def test_a_number_that_could_not_be_read_back_is_not_made(letter: str, count: int) -> None:
    with pytest.raises(BadNumber):
        Number(letter, count)


@given(LETTERS, st.integers(1, 999_999_999))
def test_a_number_reads_itself_back(letter: str, count: int) -> None:
    number = Number(letter, count)
    assert Number.parse(str(number)) == number
    assert Number.parse(str(number).lower()) == number


def test_numbers_are_sorted_as_people_count() -> None:
    numbers = [Number("K", 12), Number("P", 3), Number("K", 2), Number("KA", 1)]
    assert [str(each) for each in sorted(numbers)] == ["K2", "K12", "KA1", "P3"]
