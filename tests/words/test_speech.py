"""The catalogue is whole, and the voice speaks dates, weeks and numbers as the field writes them."""

from __future__ import annotations

import datetime as dt
import gettext
import io
import shutil
import sys
from pathlib import Path
from typing import Final

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import desktop
from desktop.words import Words, catalogue, compile_catalogue
from desktop.words.speech import compile_beside

ROOT: Final = Path(desktop.__file__).parent
CATALOGUE: Final = ROOT.parent / "resources" / "translations" / "sv" / "LC_MESSAGES" / "loftesplan.po"
KEYWORDS: Final = {"_": None, "N_": None, "words": None, "_words": None, "plural": (1, 2)}

SAME_IN_BOTH: Final = {
    "&Organisation", "&Period", "&Server", "&Version", "Id", "Information", "Organisation",
    "PDF (*.pdf)", "P&ort", "Period", "Plan", "Port", "Problem", "Region", "Register", "Server", "Station",
    "Status", "T1", "T2", "T3", "Text",
    "Svenska", "English",  # what their own people call them
    "{things} ({field})",
}  # fmt: skip


def messages_in_the_code() -> dict[str | tuple[str, ...], str]:
    found = extract_from_dir(ROOT, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {message: f"{name}:{line}" for name, line, message, *_ in found}


def key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def test_every_message_in_the_code_has_its_swedish() -> None:
    with CATALOGUE.open("rb") as file:
        swedish = {key(entry.id): entry.string for entry in read_po(file) if entry.id}
    lacking = {
        f"{where}: {key(message)}"
        for message, where in messages_in_the_code().items()
        if not swedish.get(key(message))
    }
    assert not lacking


def test_every_plural_in_the_code_has_both_its_forms() -> None:
    with CATALOGUE.open("rb") as file:
        swedish = {key(entry.id): entry.string for entry in read_po(file) if entry.id}
    for message in messages_in_the_code():
        if isinstance(message, tuple):
            forms = swedish[message[0]]
            assert isinstance(forms, tuple)
            assert len(forms) == 2
            assert all(forms)


def test_the_catalogue_holds_no_message_twice_and_none_that_is_no_longer_said() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("msgid ") and line != 'msgid ""']
    assert len(lines) == len(set(lines))
    said = {key(message) for message in messages_in_the_code()}
    with CATALOGUE.open("rb") as file:
        assert {key(entry.id) for entry in read_po(file) if entry.id} <= said


def test_the_catalogue_is_sorted_so_that_two_people_can_add_to_it() -> None:
    with CATALOGUE.open("rb") as file:
        ids = [key(entry.id) for entry in read_po(file) if entry.id]
    assert ids == sorted(ids)


def test_a_translation_keeps_the_places_that_are_filled_in() -> None:
    from string import Formatter

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    with CATALOGUE.open("rb") as file:
        for entry in read_po(file):
            if isinstance(entry.id, str) and entry.id:
                assert places(entry.id) == places(str(entry.string)), entry.id


def test_what_is_english_stays_so_and_what_is_swedish_is_not_english() -> None:
    with CATALOGUE.open("rb") as file:
        same = {entry.id for entry in read_po(file) if entry.id and entry.id == entry.string}
    assert {message for message in same if any(sign.isalpha() for sign in message)} <= SAME_IN_BOTH


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", ("2 maj 2017", "vecka 18", "tisdag")), ("en", ("2 May 2017", "week 18", "Tuesday"))],
)
def test_a_day_is_said_in_words_with_its_week(language: str, said: tuple[str, str, str]) -> None:
    words = Words("sv" if language == "sv" else "en")
    day = dt.date(2017, 5, 2)
    assert (words.long_date(day), words.week(day), words.weekday(day)) == said
    assert words.date(day) == "2017-05-02"


def test_numbers_are_written_with_the_languages_own_signs() -> None:
    swedish, english = Words("sv"), Words("en")
    assert swedish.number(12345.5) == "12\N{NO-BREAK SPACE}345,5"
    assert english.number(12345.5) == "12,345.5"
    assert swedish.number(2.0) == "2"
    assert swedish.number(-7) == "-7"
    assert [swedish.number(whole) for whole in (999, 1000, 1234567)] == [
        "999", "1\N{NO-BREAK SPACE}000", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567",
    ]  # fmt: skip
    assert english.number(1234567) == "1,234,567"
    assert swedish.percent(26) == "26\N{NO-BREAK SPACE}%"
    assert english.percent(12.5) == "12.5%"


def test_a_moment_is_shown_by_the_swedish_clock() -> None:
    late_on_new_years_eve = dt.datetime(2016, 12, 31, 23, 30, tzinfo=dt.UTC)
    words = Words("sv")
    assert words.day_of(late_on_new_years_eve) == dt.date(2017, 1, 1)
    assert words.moment(dt.datetime(2017, 7, 1, 8, 0, tzinfo=dt.UTC)) == "2017-07-01 10:00"


def test_things_in_a_row_are_joined_as_a_person_says_them() -> None:
    words = Words("sv")
    assert words.listed([]) == ""
    assert words.listed(["polis"]) == "polis"
    assert words.listed(["polis", "kommun", "skola"]) == "polis, kommun och skola"


def test_a_message_without_words_stays_without_words() -> None:
    assert Words("sv")("") == ""


def test_a_compiled_catalogue_speaks_like_its_source() -> None:
    compiled = gettext.GNUTranslations(io.BytesIO(compile_catalogue(CATALOGUE)))
    assert compiled.gettext("Foot patrol") == catalogue("sv").gettext("Foot patrol") == "Fotpatrullering"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A catalogue in a folder of its own."""
    return Path(shutil.copyfile(CATALOGUE, tmp_path / "loftesplan.po"))


def test_what_was_compiled_is_kept_beside_its_source_and_is_no_newer(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled = source.with_suffix(".mo")
    assert compile_beside(source, compiled) == compiled.read_bytes() == compile_catalogue(source)
    assert compiled.stat().st_mtime_ns == source.stat().st_mtime_ns
    assert sorted(path.name for path in source.parent.iterdir()) == ["loftesplan.mo", "loftesplan.po"]


def test_nothing_is_kept_where_python_may_keep_nothing(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compile_beside(source, source.with_suffix(".mo"))
    assert [path.name for path in source.parent.iterdir()] == ["loftesplan.po"]


def test_a_catalogue_that_can_not_be_kept_speaks_all_the_same(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert compile_beside(source, source.parent / "nowhere" / "loftesplan.mo") == compile_catalogue(source)
