"""Every sign that a person can type is printed, left out on purpose, or stood in for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.faces import STAND_IN, Face, advances, printable


@given(st.text())
def test_whatever_is_typed_can_be_printed(text: str) -> None:
    shown = printable(text)
    assert all(sign == "\n" or all(sign in advances(face) for face in Face) for sign in shown)
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Łukasz Đorđević Şahin", "Łukasz Đorđević Şahin"),
        ("e\u0301", "é"),
        ("icke\u2011brytande", "icke-brytande"),
        ("mjukt\u00adbindestreck", "mjuktbindestreck"),
        ("tabb\toch\x00styr\x07tecken", "tabb ochstyrtecken"),
        ("rad\r\nrad\rrad", "rad\nrad\nrad"),
        ("１２", "12"),
        ("👮🏽\u200d♀️", STAND_IN * 3),
        ("\ud800", STAND_IN),
        ("→ ½ € ≥ ”„", "→ ½ € ≥ ”„"),
        ("Жанна Αθήνα", "Жанна Αθήνα"),
    ],
)
def test_signs_are_kept_made_plainer_or_stood_in_for(typed: str, shown: str) -> None:
    assert printable(typed) == shown
