"""A few letters fit what an action is called the better the less is left to guess."""

from __future__ import annotations

import pytest

from desktop.windows.command_matching import INITIALS, SCATTERED, fit


@pytest.mark.parametrize(
    ("typed", "called", "how"),
    [
        ("gå till", "Gå till kalendern", 0),
        ("ga", "Gå till kalendern", 0),
        ("kal", "Gå till kalendern", 1),
        ("kal gå", "Gå till kalendern", 1),
        ("lender", "Gå till kalendern", 2),
        ("gtk", "Gå till kalendern", INITIALS),
        ("gkal", "Gå till kalendern", SCATTERED),
        ("lö", "Nytt löfte", 1),
        ("lo", "Nytt löfte", 1),
        ("lö", "Logga ett tillfälle", None),
        ("xyz", "Gå till kalendern", None),
        ("", "Gå till kalendern", None),
        ("…", "Skriv ut …", None),
        ("skriv", "", None),
    ],
)
def test_a_beginning_is_better_than_a_word_and_that_than_initials(
    typed: str, called: str, how: int | None
) -> None:
    assert fit(typed, called) == how
