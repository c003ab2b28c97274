"""What is typed to find something in the history, and what it can mean."""

from __future__ import annotations

from db.errors import AlreadyUndone, ErasedValue, Moved, MovedOn
from db.views.things import NamePart, ThingName
from desktop.words import Words
from desktop.words.hindrance import can_be_forced, hindrance_words
from desktop.words.sought import sought

SWEDISH = Words("sv")


def test_each_word_is_looked_for_and_words_in_quotes_together() -> None:
    assert [one.text for one in sought(SWEDISH, '  torget "sena kvällar" ')] == ["torget", "sena kvällar"]
    assert [one.text for one in sought(SWEDISH, 'torget "sena')] == ["torget", "sena"]
    assert [one.text for one in sought(SWEDISH, "rock'n")] == ["rock'n"]
    assert sought(SWEDISH, "  ") == ()


def test_a_word_means_fields_values_and_gestures_that_are_called_so_in_ones_language() -> None:
    (state,) = sought(SWEDISH, "läge")
    assert ("activity", "state") in state.fields
    (ongoing,) = sought(SWEDISH, "pågår")
    assert ("state", "ongoing") in ongoing.values
    (undone,) = sought(SWEDISH, "Ångrade")
    assert {"undo", "undo_step"} <= set(undone.gestures)


def test_a_letter_or_two_mean_no_label() -> None:
    (short,) = sought(SWEDISH, "lä")
    assert (short.fields, short.values, short.gestures) == ((), (), ())


def test_who_has_moved_what_is_said_and_the_rest_counted() -> None:
    name = ThingName("activity", "a", True, "K1", (NamePart("title", "Torgmöte"),))
    gone = ThingName("promise", "p", False, "1", (NamePart("text", "Vi syns"),))
    error = MovedOn(
        (
            Moved("activity", "a", "title", "Per"),
            Moved("promise", "p", "alive", ""),
            Moved("activity", "a", "place", "Per"),
        )
    )
    assert hindrance_words(SWEDISH, error, (name, gone)) == (
        "Per har ändrat titel på K1 Torgmöte sedan dess. "
        "Någon har tagit bort medborgarlöfte 1: Vi syns sedan dess. 1 ändring till sedan dess."
    )
    assert can_be_forced(error)


def test_what_is_undone_or_erased_is_said() -> None:
    assert hindrance_words(SWEDISH, AlreadyUndone()) == "Det är redan ångrat."
    assert not can_be_forced(AlreadyUndone())
    assert "raderats för gott" in hindrance_words(SWEDISH, ErasedValue("activity", "text"))
