"""The copied file: the plan goes to the station on a stick, and what was to be erased is nowhere in it."""

from __future__ import annotations

import shutil

from tests.journeys.office import ROOT, Office, OpenOffice, sentence

PLAN = "saffle.plan"


def test_a_copy_at_the_station_becomes_a_copy_of_its_own(open_office: OpenOffice) -> None:
    office = open_office
    office.is_handed(PLAN, (ROOT / "resources/plans/saffle-2017.toml").read_text(encoding="utf-8"))
    station = "station/saffle.plan"
    (office.folder / "station").mkdir()
    shutil.copy(office.folder / PLAN, office.folder / station)

    # To look is not to write: the copy still says the very same.
    assert office.state(station) == office.state(PLAN)

    there = office.adds(station, "aktivitet", "titel=Fartkontroll", "--actor", "kommunpolis")
    here = office.adds(PLAN, "aktivitet", "titel=Grillkväll")
    again = office.adds(station, "aktivitet", "titel=Nattvandring", "--actor", "kommunpolis")
    assert here == "K9"
    assert there != here
    letters, number = there.rstrip("0123456789"), there.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert (letters != "K", number) == (True, "1")
    assert again == f"{letters}2"
    assert office.asks("check", station)["sites"] == 2
    assert office.asks("check", PLAN)["sites"] == 1

    newest = office.asks("history", station, "--limit", "3")
    assert [gesture["copy"] for gesture in newest] == [letters] * 3
    assert "new_copy" in {gesture["gesture"] for gesture in newest}

    # What was done before the copy was made is not the copy's to take back.
    for _ in range(2):
        office.does("undo", station)
    assert "i denna kopia" in sentence(office.types("undo", station), 1)
    assert office.asks("show", station, there)["in_plan"] is False


def test_what_is_erased_is_nowhere_in_the_file(open_office: OpenOffice) -> None:
    office = open_office
    office.is_handed(PLAN, (ROOT / "resources/plans/saffle-2017.toml").read_text(encoding="utf-8"))
    secret = "Ring Wilhelmina på 0533-77 88 99"
    office.does("set", PLAN, "K1", f"text={secret}")
    office.does("note", PLAN, "K1", f"{secret}, hon vet")
    office.does("set", PLAN, "K1", "text=Ring kommunens växel")
    office.does("undo", PLAN)
    assert _holds(office, b"Wilhelmina")

    changes = [
        change["op"]
        for gesture in office.asks("history", PLAN, "K1")
        for change in gesture["changes"]
        if "Wilhelmina" in str(change["new"])
    ]
    assert len(changes) == 3
    told = office.does("redact", PLAN, *changes)
    assert "Raderat för gott: 3 värden." in told
    assert "säkerhetskopior" in told

    for trace in ("Wilhelmina", "0533-77 88 99", secret[::-1]):
        assert not _holds(office, trace.encode())
        assert not _holds(office, trace.encode("utf-16-le"))
    assert "Wilhelmina" not in office.does("show", PLAN, "K1") + office.does("history", PLAN, "K1")
    assert office.asks("list", PLAN, "Wilhelmina") == []

    # Who, when and where stay, and the chain of the log holds without what was written.
    erased = [
        change["op"]
        for gesture in office.asks("history", PLAN, "K1")
        for change in gesture["changes"]
        if change["erased"]
    ]
    assert sorted(erased) == sorted(changes)
    office.state(PLAN)
    office.does("check", PLAN, "--rebuild")
    assert not _holds(office, b"Wilhelmina")

    # What has been erased stands in the way of no undo: the note is taken back, then what was before it.
    assert office.asks("undo", PLAN)["about"] != office.asks("undo", PLAN)["about"]
    assert office.asks("show", PLAN, "K1")["text"] != secret
    office.state(PLAN)


def test_only_what_somebody_has_written_can_be_erased(open_office: OpenOffice) -> None:
    office = open_office
    office.is_handed(PLAN, (ROOT / "resources/plans/saffle-2017.toml").read_text(encoding="utf-8"))
    before = office.state(PLAN)
    for change in ("K:1", "K:99999", "17", "Z:1"):
        sentence(office.types("redact", PLAN, change), 2)
    assert office.state(PLAN) == before


def _holds(office: Office, trace: bytes) -> bool:
    """Whether the plan's file, or what stands beside it, holds some bytes."""
    return any(trace in path.read_bytes() for path in office.folder.glob(f"{PLAN}*"))
