"""Every failure that there is has a sentence in both languages, with the way out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields
from itertools import product
from typing import Any

import pytest

from db import errors
from db.drafts import DRAFTS
from db.errors import (
    BadFilter,
    BadPlanFile,
    Fault,
    FaultKind,
    InvalidDraft,
    Moved,
    MovedOn,
    PlanError,
    PlanFileFault,
    StorageError,
)
from db.filter import FilterFault
from db.operations import __all__ as operations
from db.rules.moving import CannotMove, MoveFault
from db.rules.recurrence import BadRule, RuleFault
from db.views.soundness import ProblemKind
from desktop.commands.check import PROBLEMS
from desktop.wording import sentence
from desktop.words import LANGUAGES, Words
from desktop.words.faults import fault_words
from desktop.words.gestures import GESTURES

VOICES = [Words(language) for language in LANGUAGES]

NO_GESTURES = frozenset({"LINKS", "NewActivity"})
"""What db.operations offers besides gestures."""


def families(kind: type[PlanError]) -> Iterator[type[PlanError]]:
    """A type of error and all beneath it."""
    yield kind
    for below in kind.__subclasses__():
        yield from families(below)


def an_error(kind: type[PlanError]) -> PlanError:
    """One error of a type, with something in each of its places."""
    special: dict[type[PlanError], PlanError] = {
        InvalidDraft: InvalidDraft((Fault("activity", "title", FaultKind.REQUIRED),)),
        MovedOn: MovedOn((Moved("activity", "id", "title", "kommunpolis"),)),
        BadFilter: BadFilter("färg:röd", 0, 4, FilterFault.UNKNOWN_FIELD.value, "färg"),
        BadPlanFile: BadPlanFile("activity[1]", PlanFileFault.NO_AGREEMENT),
        BadRule: BadRule("FREQ=X", RuleFault.NO_FREQUENCY),
        CannotMove: CannotMove(MoveFault.TAKEN, dt.date(2017, 5, 5), dt.date(2017, 5, 4)),
    }
    if kind in special:
        return special[kind]
    values: dict[str, Any] = {}
    for place in fields(kind) if hasattr(kind, "__dataclass_fields__") else ():  # type: ignore[arg-type]  # some
        values[place.name] = {"int": 7, "tuple[str, ...]": ("ett", "två")}.get(str(place.type), "något")
    return kind(**values)


ERRORS = sorted(set(families(PlanError)) - {PlanError, StorageError}, key=lambda kind: kind.__name__)


def test_there_are_as_many_errors_as_are_written_down() -> None:
    named = {name for name in vars(errors) if isinstance(vars(errors)[name], type)}
    assert {kind.__name__ for kind in ERRORS if kind.__module__ == errors.__name__} <= named
    assert len(ERRORS) > 25


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_is_said_in_both_languages_and_differently(kind: type[PlanError]) -> None:
    said = [sentence(words, an_error(kind)) for words in VOICES]
    for text in said:
        assert text
        assert "{" not in text
        assert kind.__name__ not in text
        assert text.splitlines()[0].rstrip()[-1] in ".?:)" or kind is BadFilter
    assert said[0] != said[1]


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_of_a_field_is_said_by_the_fields_own_name(kind: FaultKind) -> None:
    detail = {
        FaultKind.TOO_SMALL: "1",
        FaultKind.NOT_A_RULE: "no_frequency",
        FaultKind.EITHER_OR: "contact,organisation",
        FaultKind.MISSING_FOR_SCHEDULE: "recurring",
        FaultKind.MISSING_FOR_TARGET: "per_week",
        FaultKind.UNKNOWN_ROW: "contact",
        FaultKind.WRONG_TABLE: "contact",
    }.get(kind, "")
    near = "organisation" if kind is FaultKind.WRONG_TABLE else ""
    fault = Fault("activity", "due_on", kind, "något", detail, near)
    said = [fault_words(words, fault) for words in VOICES]
    assert said[0] != said[1]
    assert all("{" not in text and text[-1] in ".?" for text in said)
    if kind not in (FaultKind.EITHER_OR, FaultKind.UNKNOWN_FIELD):
        assert said[0].startswith("Senast klart")
        assert said[1].startswith("Due date")


def test_a_fault_in_any_field_of_any_table_can_be_said() -> None:
    for (entity, draft), words in product(DRAFTS.items(), VOICES):
        for field in draft.__dataclass_fields__:
            if field.islower():
                assert fault_words(words, Fault(entity, field, FaultKind.REQUIRED))


def test_a_day_is_too_early_and_a_number_too_small() -> None:
    _, english = VOICES
    day = Fault("activity", "due_on", FaultKind.TOO_SMALL, "0017-06-01", "1900-01-01")
    number = Fault("activity", "target_count", FaultKind.TOO_SMALL, "-1", "0")
    assert fault_words(english, day) == "Due date: 0017-06-01 is too early, 1900-01-01 is the first day."
    assert fault_words(english, number) == "Target number: -1 is too small, 0 is the least."


def test_a_field_typed_without_its_dots_is_known_again() -> None:
    swedish, _ = VOICES
    fault = Fault("activity", "lage", FaultKind.UNKNOWN_FIELD, "lage", "", "slag")
    assert fault_words(swedish, fault) == "Aktivitet har inget fält ”lage”. Menade du ”läge”?"


@pytest.mark.parametrize("reason", FilterFault)
def test_every_mistake_in_a_filter_is_said_and_pointed_at(reason: FilterFault) -> None:
    error = BadFilter("löfte:1 färg:röd", 8, 8, reason.value, "färg:röd", "", ("a", "b"))
    said = [sentence(words, error) for words in VOICES]
    assert said[0] != said[1]
    for text in said:
        _first, shown, marks = text.splitlines()
        assert "{" not in text
        assert marks.index("^") == shown.index("färg")


def test_a_mistake_far_into_a_long_filter_is_still_pointed_at() -> None:
    text = "ord " * 100 + "färg:röd" + " ord" * 100
    error = BadFilter(text, 400, 8, FilterFault.UNKNOWN_FIELD.value, "färg")
    _first, shown, marks = sentence(VOICES[0], error).splitlines()
    assert len(shown) < 80
    assert shown[marks.index("^") :].startswith("färg:röd")
    assert marks.count("^") == len("färg:röd")


@pytest.mark.parametrize("reason", RuleFault)
def test_every_reason_to_refuse_a_rule_is_said(reason: RuleFault) -> None:
    bad = BadRule("FREQ=X", reason, part="FREQ", given="X", choices=("A", "B"))
    said = [sentence(words, bad) for words in VOICES]
    assert said[0] != said[1]
    assert all("{" not in text for text in said)


def test_a_refused_rule_says_what_was_wrong_in_it() -> None:
    fault = Fault("activity", "rule", FaultKind.NOT_A_RULE, "FREQ=WEEKLY;BYDAY=FRI", "not_a_weekday")
    assert "“FRI” in BYDAY" in fault_words(VOICES[1], fault)


@pytest.mark.parametrize("reason", PlanFileFault)
def test_every_mistake_in_a_readable_plan_is_said_with_its_place(reason: PlanFileFault) -> None:
    fault = Fault("activity", "title", FaultKind.REQUIRED)
    error = BadPlanFile("activity[3].title", reason, "x", "y", ("a", "b"), (fault,))
    said = [sentence(words, error) for words in VOICES]
    assert said[0] != said[1]
    assert all("{" not in text for text in said)
    if reason is not PlanFileFault.NO_AGREEMENT:
        assert all(text.startswith("activity[3].title: ") for text in said)


def test_every_gesture_and_every_problem_has_its_words() -> None:
    assert set(operations) - NO_GESTURES <= GESTURES.keys()
    assert PROBLEMS.keys() == set(ProblemKind)


def test_a_path_with_a_line_break_is_told_on_one_line() -> None:
    text = sentence(VOICES[0], errors.PlanMissing("rad 1\nrad 2.plan"))
    assert text.startswith("rad 1␊rad 2.plan finns inte")
    assert "\n" not in text
