"""What copies do to each other is told in both languages, as a coordinator would say it."""

from __future__ import annotations

import datetime as dt

import pytest

from db import errors
from db.views.exchange import (
    Awaited,
    Exchange,
    HeldReason,
    PlaceFault,
    PlaceFaultKind,
    PlaceKind,
    Share,
)
from desktop.words import LANGUAGES, Words
from desktop.words.exchange import KINDS, age_words, awaited_words, exchange_lines, place_fault_words
from desktop.words.place_faults import TROUBLES, trouble_words

SWEDISH, ENGLISH = (Words(language) for language in LANGUAGES)

OURS = {"Unreachable"}
"""What is no error: nobody tried."""


@pytest.mark.parametrize("reason", HeldReason)
@pytest.mark.parametrize("count", [1, 2])
def test_what_waits_is_said_with_whom_it_waits_for(reason: HeldReason, count: int) -> None:
    one = Awaited(site="s", letter="P", name="stationen", reason=reason, ops=count)
    said = [awaited_words(words, one) for words in (SWEDISH, ENGLISH)]
    assert said[0] != said[1]
    assert all("stationen (P)" in text and str(count) in text for text in said)


def test_a_copy_that_nobody_has_heard_of_is_named_all_the_same() -> None:
    one = Awaited(site="s", letter="", name="", reason=HeldReason.GAP, ops=3)
    assert awaited_words(SWEDISH, one) == (
        "3 ändringar väntar på tidigare ändringar från en kopia som inte är känd här än"
    )


@pytest.mark.parametrize("kind", PlaceFaultKind)
def test_every_fault_at_a_place_is_said_by_the_files_name(kind: PlaceFaultKind) -> None:
    said = [place_fault_words(words, PlaceFault("fil.ops", kind)) for words in (SWEDISH, ENGLISH)]
    assert said[0] != said[1]
    assert all("fil.ops" in text for text in said)


def test_every_trouble_is_that_of_an_error_that_there_is() -> None:
    assert {name for name in TROUBLES if not hasattr(errors, name)} == OURS
    assert trouble_words(SWEDISH, "SomethingNew") == "den kunde inte mötas"
    assert set(KINDS) == set(PlaceKind)


@pytest.mark.parametrize(
    ("days", "swedish", "english"),
    [
        (-1000, "i dag", "today"),
        (0, "i dag", "today"),
        (1, "igår", "yesterday"),
        (2, "för 2 dagar sedan", "2 days ago"),
        (13, "för 13 dagar sedan", "13 days ago"),
        (14, "för 2 veckor sedan", "2 weeks ago"),
        (60, "för 8 veckor sedan", "8 weeks ago"),
        (61, "för 2 månader sedan", "2 months ago"),
        (400, "för 13 månader sedan", "13 months ago"),
    ],
)
def test_how_long_ago_it_is_has_no_more_precision_than_people_have(
    days: int, swedish: str, english: str
) -> None:
    today = dt.date(2017, 5, 2)
    met = today - dt.timedelta(days=days)
    assert (age_words(SWEDISH, met, today), age_words(ENGLISH, met, today)) == (swedish, english)


def test_a_preview_says_what_comes_what_goes_and_what_is_to_be_decided() -> None:
    exchange = Exchange(
        address="/delad", kind=PlaceKind.FOLDER,
        received=(
            Share(site="p", letter="P", name="stationen", steps=9, new=3, changed=5, deleted=1, ops=30),
        ),
        given=(Share(site="k", letter="K", name="kontoret", steps=1, changed=1, ops=1),),
        conflicts=3, fresh_conflicts=2,
    )  # fmt: skip
    assert exchange_lines(SWEDISH, exchange, done=False) == [
        "Du får 3 nya, 5 ändrade, 1 borttagen från stationen (P).",
        "Du ger 1 ändrad – kontoret (K).",
        "2 konflikter kommer att behöva avgöras. 1 konflikt väntar sedan förut.",
    ]
    assert exchange_lines(ENGLISH, exchange, done=True)[0] == (
        "You got 3 new, 5 changed, 1 deleted thing from stationen (P)."
    )


def test_a_fork_and_a_damaged_file_are_explained_after_the_rest() -> None:
    faults = tuple(PlaceFault(f"{n}.ops", PlaceFaultKind.DAMAGED) for n in range(7))
    exchange = Exchange(address="/delad", kind=PlaceKind.FOLDER, forked=("p",), erased=2, faults=faults)
    told = exchange_lines(SWEDISH, exchange, done=True)
    assert told[0] == "Båda har allt som den andra har."
    assert "2 värden raderas för gott" in told[1]
    assert "återställts från en säkerhetskopia" in told[2]
    assert told[-1] == "2 till."
