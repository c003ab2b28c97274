"""What looks like a personal identity number in a text that may be published.

The numbers are made up, or the usual examples in explanations of the check digit.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.personal_number import has_personal_number, personal_numbers


@pytest.mark.parametrize(
    "text",
    [
        "811228-9874",
        "8112289874",
        "19811228-9874",
        "198112289874",
        "811228+9874",
        "811228 9874",
        "811228–9874",
        "811228\u20119874",
        "19670919-9530",
        "701063-2391",
        "19701063-2391",
        "20121212-1212",
        "18670919+9530",
        "960229-1230",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert has_personal_number(text)
    assert has_personal_number(f"Ring innehavaren ({text}), helst på kvällen.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Trygghetsvandring 2017-05-02",
        "811228-9875",
        "811328-9874",
        "811232-9874",
        "811200-9874",
        "811292-9874",
        "8112289874123",
        "1234811228-9874",
        "811228--9874",
        "81122 89874",
        "0533-68 10 00",
        "dnr KS 2016/1234",
        "556036-0793",
        "202100-0076",
        "vecka 17 2016",
        "1981 12 28 9874",
        "960230-1237",
        "811228/9874",
    ],
)
def test_dates_telephones_registration_and_company_numbers_are_let_be(text: str) -> None:
    assert not has_personal_number(text)


def test_each_is_shown_with_its_place() -> None:
    text = "Ägare 811228-9874 och 19670919-9530."
    assert [text[start:end] for start, end in personal_numbers(text)] == ["811228-9874", "19670919-9530"]


def check_digit(nine: str) -> str:
    doubled = "".join(str(int(digit) * (2, 1)[place % 2]) for place, digit in enumerate(nine))
    return str(-sum(map(int, doubled)) % 10)


@given(st.dates(), st.integers(0, 999), st.booleans(), st.sampled_from(["-", "+", ""]))
def test_every_number_with_a_right_check_digit_is_found(
    born: object, serial: int, moved: bool, mark: str
) -> None:
    year, month, day = str(born).split("-")
    six = f"{year[2:]}{month}{int(day) + 60 * moved:02}"
    nine = f"{six}{serial:03}"
    text = f"x {six}{mark}{serial:03}{check_digit(nine)}, x"
    assert has_personal_number(text)
    wrong = f"{six}{mark}{serial:03}{(int(check_digit(nine)) + 1) % 10}"
    assert not has_personal_number(wrong)


@given(st.text(), st.text(alphabet="0123456789-+ "))
def test_any_text_can_be_looked_through(text: str, digits: str) -> None:
    for each in (text, digits):
        assert all(0 <= start < end <= len(each) for start, end in personal_numbers(each))
