"""What a person is told who misspells a field or gives it what it cannot take."""

from __future__ import annotations

import pytest

from db.errors import BadFilter
from db.filter import FilterFault, Language, filter_rows
from tests.filter.plans import TODAY

WRONG: list[tuple[str, Language, FilterFault, str, str]] = [
    ("vandring ansvarg:polis", "sv", FilterFault.UNKNOWN_FIELD, "ansvarg", "ansvarig"),
    ("onwer:police", "en", FilterFault.UNKNOWN_FIELD, "onwer", "owner"),
    ("överens:x", "sv", FilterFault.UNKNOWN_FIELD, "överens", "överenskommelse"),
    ("xyzzy:1", "sv", FilterFault.UNKNOWN_FIELD, "xyzzy", ""),
    ("läge:klar,förenad", "sv", FilterFault.NOT_A_CHOICE, "förenad", "försenad"),
    ("läge:ej påbörjad", "sv", FilterFault.NOT_A_CHOICE, "ej", '"ej påbörjad"'),
    ("state:canceld", "en", FilterFault.NOT_A_CHOICE, "canceld", "cancelled"),
    ("läge:canceld", "sv", FilterFault.NOT_A_CHOICE, "canceld", "inställd"),
    ("har:antekning", "sv", FilterFault.NOT_A_CHOICE, "antekning", "anteckning"),
    ("före:2017-13-01", "sv", FilterFault.NOT_A_DATE, "2017-13-01", ""),
    ("due:2017-02-30", "sv", FilterFault.NOT_A_DATE, "2017-02-30", ""),
    ("due:2017..snart", "sv", FilterFault.NOT_A_DATE, "2017..snart", ""),
    ("due:+9999y", "sv", FilterFault.NOT_A_DATE, "+9999y", ""),
    ("vecka:54", "sv", FilterFault.NOT_A_WEEK, "54", ""),
    ("vecka:2017-v53", "sv", FilterFault.NOT_A_WEEK, "2017-v53", ""),
    ("vecka:17..2017-v20", "sv", FilterFault.NOT_A_WEEK, "17..2017-v20", ""),
    ("antal>många", "sv", FilterFault.NOT_A_NUMBER, "många", ""),
    ("antal:1e9", "sv", FilterFault.NOT_A_NUMBER, "1e9", ""),
    ("punktinsats:kanske", "sv", FilterFault.NOT_YES_OR_NO, "kanske", ""),
    ("titel>b", "sv", FilterFault.NOT_COMPARABLE, "titel>b", ""),
    ("titel:a..b", "sv", FilterFault.NOT_COMPARABLE, "titel:a..b", ""),
    ("före:2017..2018", "sv", FilterFault.NOT_COMPARABLE, "före:2017..2018", ""),
    ("före>2017", "sv", FilterFault.NOT_COMPARABLE, "före>2017", ""),
    ("läge<klar", "sv", FilterFault.NOT_COMPARABLE, "läge<klar", ""),
    ("due:2018..2017", "sv", FilterFault.BACKWARDS, "2018..2017", ""),
    ("antal:5..1", "sv", FilterFault.BACKWARDS, "5..1", ""),
    ("vecka:20..17", "sv", FilterFault.BACKWARDS, "20..17", ""),
]


@pytest.mark.parametrize(("text", "language", "reason", "given", "near"), WRONG)
def test_a_mistake_is_answered_with_its_place_and_the_nearest_right_word(
    text: str, language: Language, reason: FilterFault, given: str, near: str
) -> None:
    with pytest.raises(BadFilter) as caught:
        filter_rows(text, today=TODAY, language=language)
    wrong = caught.value
    assert (wrong.reason, wrong.given, wrong.nearest) == (reason, given, near)
    assert text[wrong.start : wrong.start + wrong.length] == given


def test_the_choices_are_told_in_the_readers_language() -> None:
    told: dict[Language, tuple[str, ...]] = {}
    for language in ("sv", "en"):
        with pytest.raises(BadFilter) as caught:
            filter_rows("läge:xyzzy", today=TODAY, language=language)
        told[language] = caught.value.choices
    assert told["sv"][:2] == ('"ej påbörjad"', "planerad")
    assert told["en"][:2] == ('"not started"', "planned")


def test_a_fields_own_choices_are_told_for_an_unknown_field() -> None:
    with pytest.raises(BadFilter) as caught:
        filter_rows("xyzzy:1", table="note", today=TODAY)
    assert caught.value.choices == ("text",)
