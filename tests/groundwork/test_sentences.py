"""Set-up speaks the language that the program will."""

from __future__ import annotations

import io
import string
from collections.abc import Mapping

import pytest

from desktop.groundwork import sentences
from desktop.groundwork.sentences import Voice, language_of


@pytest.mark.parametrize(
    ("words", "surroundings", "language"),
    [
        ([], {}, "sv"),
        ([], {"LANG": "C.UTF-8"}, "sv"),
        ([], {"LANG": "sv_SE.UTF-8"}, "sv"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "sv_FI"}, "sv"),
        (["list", "--lang", "en"], {"LANG": "sv_SE.UTF-8"}, "en"),
        (["--lang=sv", "list"], {"LANG": "en_GB.UTF-8"}, "sv"),
        (["list", "--lang"], {}, "sv"),
    ],
)
def test_the_language_is_the_one_asked_for(
    words: list[str], surroundings: Mapping[str, str], language: str
) -> None:
    assert language_of(words, surroundings) == language


@pytest.mark.parametrize("name", sorted(sentences.SENTENCES))
def test_a_sentence_has_the_same_places_in_both_languages(name: str) -> None:
    swedish, english = map(_places_of, sentences.SENTENCES[name])
    assert swedish == english


def test_a_voice_fills_the_places_and_ends_the_line() -> None:
    heard = io.StringIO()
    Voice("en", heard).say("installing", count=3)
    assert heard.getvalue() == "  installing 3 packages …\n"


def _places_of(text: str) -> set[str]:
    return {place for _, place, _, _ in string.Formatter().parse(text) if place}
