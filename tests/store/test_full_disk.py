"""A disk without room takes nothing away: what was saved is there, what could not be is not."""

from __future__ import annotations

from pathlib import Path

from tests.store import small_disk


def test_a_plan_that_has_no_room_is_not_made_and_leaves_nothing_behind(tmp_path: Path) -> None:
    outcomes = small_disk.tell("create", tmp_path)["outcomes"]
    assert isinstance(outcomes, list)
    assert (outcomes[0], outcomes[-1]) == ("full", "made")
    assert outcomes == sorted(outcomes), "more room is never worse"


def test_a_gesture_that_has_no_room_is_not_saved_and_those_before_it_are(tmp_path: Path) -> None:
    counts = small_disk.tell("write", tmp_path)["counts"]
    assert isinstance(counts, list)
    assert counts == sorted(counts)


def test_an_older_plan_that_has_no_room_is_not_migrated_and_stays_what_it_is(tmp_path: Path) -> None:
    outcomes = small_disk.tell("migrate", tmp_path)["outcomes"]
    assert isinstance(outcomes, list)
    assert (outcomes[0], outcomes[-1]) == ("full", "migrated")
    assert outcomes == sorted(outcomes), "more room is never worse"


def test_what_others_wrote_is_taken_in_whole_or_not_at_all(tmp_path: Path) -> None:
    outcomes = small_disk.tell("meet", tmp_path)["outcomes"]
    assert isinstance(outcomes, list)
    assert (outcomes[0], outcomes[-1]) == ("full", "met")


def test_a_plan_on_a_full_disk_is_still_read(tmp_path: Path) -> None:
    told = small_disk.tell("read", tmp_path)
    # Where no disk could be mounted it is not full but failing, and may not even be opened.
    assert told == {"refusal": "DiskFull", "was_read": True} or told["refusal"] == "DiskFailed"


def test_an_attachment_for_which_there_is_no_room_is_gone_on_with_when_there_is(tmp_path: Path) -> None:
    told = small_disk.tell("attach", tmp_path)
    assert told["outcomes"] == ["full"] * 4 + ["kept"]
    assert told["went_on"]
