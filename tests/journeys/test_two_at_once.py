"""Two at once: two people type at the same plan at the same time, and nothing of what they wrote is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.journeys.office import ROOT, OpenOffice, sentence

PLAN = "saffle.plan"
EACH = 20


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[OpenOffice, OpenOffice]]:
    """Two who sit at one folder."""
    with ExitStack() as stack:
        offices = OpenOffice(tmp_path), OpenOffice(tmp_path)
        for office in offices:
            stack.enter_context(office.typist)
        offices[0].is_handed(PLAN, (ROOT / "resources/plans/saffle-2017.toml").read_text(encoding="utf-8"))
        yield offices


def test_twenty_of_each_ones_are_forty(two: tuple[OpenOffice, OpenOffice]) -> None:
    known = {one["number"] for one in two[0].asks("list", PLAN)}

    def writes(office: OpenOffice, who: str) -> list[str]:
        return [
            office.adds(PLAN, "aktivitet", f"titel={who} {count}", "--actor", who) for count in range(EACH)
        ]

    with ThreadPoolExecutor(2) as both:
        jobs = [both.submit(writes, *one) for one in zip(two, ("kommunpolis", "samordnare"), strict=True)]
        given = [number for job in jobs for number in job.result()]

    assert len(set(given)) == 2 * EACH
    there = {one["number"]: one["title"] for one in two[0].asks("list", PLAN)}
    assert set(there) - known == set(given)
    titles = {f"{who} {count}" for who in ("kommunpolis", "samordnare") for count in range(EACH)}
    assert {there[number] for number in given} == titles
    assert [int(number[1:]) for number in sorted(given, key=lambda one: int(one[1:]))] == list(
        range(len(known) + 1, len(known) + 1 + 2 * EACH)
    )

    gestures = two[1].asks("history", PLAN, "--limit", str(2 * EACH))
    assert {gesture["gesture"] for gesture in gestures} == {"add"}
    assert sorted(gesture["actor"] for gesture in gestures) == ["kommunpolis"] * EACH + ["samordnare"] * EACH
    two[0].state(PLAN)


def test_two_who_write_about_one_activity_are_both_remembered(two: tuple[OpenOffice, OpenOffice]) -> None:
    def writes(office: OpenOffice, field: str) -> None:
        for count in range(5):
            office.does("set", PLAN, "K1", f"{field}=Nummer {count}")
            office.does("set", PLAN, "K1", f"title={field} {count}")

    with ThreadPoolExecutor(2) as both:
        jobs = [both.submit(writes, *one) for one in zip(two, ("place", "text"), strict=True)]
        for job in jobs:
            job.result()

    shown = two[0].asks("show", PLAN, "K1")
    assert (shown["place"], shown["text"]) == ("Nummer 4", "Nummer 4")
    assert shown["title"] in ("place 4", "text 4")
    assert shown["conflicts"] == {}
    written = [
        change["new"] for gesture in two[0].asks("history", PLAN, "K1") for change in gesture["changes"]
    ]
    for field in ("place", "text"):
        assert [f"{field} {count}" for count in range(4, -1, -1)] == [
            value for value in written if str(value).startswith(f"{field} ")
        ]
    two[0].state(PLAN)


def test_a_plan_that_another_program_holds_is_read_but_not_written(
    two: tuple[OpenOffice, OpenOffice],
) -> None:
    office, _ = two
    before = office.state(PLAN)
    with closing(sqlite3.connect(office.folder / PLAN, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = sentence(office.types("set", PLAN, "K1", "läge=klar"), 1)
        assert f"{PLAN} hålls av ett annat program" in told, told
        assert len(office.asks("list", PLAN)) == 8
        other.execute("ROLLBACK")
    assert office.state(PLAN) == before
    office.does("set", PLAN, "K1", "läge=klar")
