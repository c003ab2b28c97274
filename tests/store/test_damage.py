"""A plan file with other bytes than were written is read, or called damaged, and never made worse."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from db.errors import DamagedPlan, PlanError
from db.journal.history import history
from db.operations import add
from db.queries.checking import soundness
from tests.builders import an_agreement
from tests.store.opening import open_again, refused


def test_a_header_with_nothing_behind_it_is_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])
    refused(path, DamagedPlan)


@pytest.mark.parametrize("part", [0.99, 0.5, 0.1])
def test_a_file_that_was_cut_off_is_damaged(path: Path, part: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    refused(path, DamagedPlan)


def outcome_of_opening(path: Path) -> str:
    """How a plan whose bytes were changed is met: whole, told (its check finds it), or an error."""
    try:
        with open_again(path) as store:
            found = store.read(soundness)
            store.read(history)
            store.do(add, an_agreement())
            return "told" if found.problems else "whole"
    except PlanError as error:
        return type(error).__name__


def test_whatever_bytes_are_changed_the_plan_is_read_or_called_damaged(path: Path) -> None:
    whole = path.read_bytes()
    chance = random.Random(2017)
    outcomes = set()
    for number in range(30):
        broken = bytearray(whole)
        for _ in range(chance.choice([1, 3, 50])):
            broken[chance.randrange(100, len(broken))] = chance.randrange(256)
        other = path.with_name(f"trasig {number}.plan")
        other.write_bytes(broken)
        outcomes.add(outcome_of_opening(other))
    assert {"whole", "DamagedPlan"} <= outcomes <= {"whole", "told", "DamagedPlan", "NotAPlan"}


def test_a_letter_changed_wherever_a_text_stands_is_told(path: Path) -> None:
    """SQLite has no sums over its pages: what it does not notice, the chain of digests does."""
    whole = path.read_bytes()
    text = "Torgmöte".encode()
    places = [found.start() for found in re.finditer(text, whole)]
    assert len(places) > 1  # at least in the log, and in the table that follows from it
    for place in places:
        broken = bytearray(whole)
        broken[place] = ord("B")
        other = path.with_name(f"ändrad {place}.plan")
        other.write_bytes(broken)
        assert outcome_of_opening(other) in {"told", "DamagedPlan"}


def test_a_broken_schema_is_damage_and_leaves_the_file_as_it_is(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    place = whole.index(b"CREATE TABLE activity ")
    whole[place : place + 12] = b"CREATE TABEL"
    path.write_bytes(whole)
    refused(path, DamagedPlan)


def test_a_damaged_page_is_told_when_it_is_read(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    page = int.from_bytes(whole[16:18])
    for start in range(page, len(whole), page):
        whole[start : start + 8] = b"\xff" * 8
    path.write_bytes(whole)
    with pytest.raises(DamagedPlan), open_again(path) as store:
        store.read(history)
