"""A day in English: the same program with other words, and for other programs the very same answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.office import ROOT, Office, OpenOffice, part, sentence

PLAN = "eda.plan"


@pytest.fixture
def english_office(tmp_path: Path) -> Office:
    """An office whose people speak English."""
    return Office(tmp_path, language="en")


def test_a_short_day_goes_by_in_english(english_office: Office) -> None:
    office = english_office
    told = office.does(
        "new", PLAN, "--municipality", "Eda kommun", "--police-area", "Lokalpolisområde Arvika",
        "--from", "2018-01-01", "--to", "2018-12-31",
    )  # fmt: skip
    assert told.startswith("eda.plan is made")
    assert office.asks("history", PLAN)[0]["actor"] == "the municipality"

    office.adds(PLAN, "contact", "function=municipal police officer", "organisation=Lokalpolisområde Arvika")
    office.adds(PLAN, "promise", "number=1", "text=Better traffic", "expected effect=Fewer accidents")
    number = office.adds(
        PLAN, "activity", "title=Speed controls", "kind=traffic control", "responsible party=police",
        "owner=municipal police officer", "due date=2018-03-01", "target=at least", "target number=2",
    )  # fmt: skip
    assert number == "K1"
    linked = office.does("link", PLAN, "K1", "promise:1")
    assert linked == "Linked: K1 Speed controls – Promise 1: Better traffic.\n"
    assert office.does("set", PLAN, "K1", "state=planned").startswith(
        "K1 Speed controls: State: Not started → Planned"
    )

    listed = office.does("list", PLAN, "owner:police state:late", "--today", "2018-03-02").splitlines()
    assert listed[0].split()[:7] == ["No.", "Activity", "Party", "Owner", "Due", "State", "Promise"]
    assert "Planned, late" in listed[1]
    assert listed[-1] == "1 activity, 1 late"

    office.does("log", PLAN, "K1", "--on", "2018-02-27", "stopped=40")
    shown = office.does("show", PLAN, "K1")
    assert shown.startswith("Activity K1 Speed controls\n")
    assert "stopped 40" in shown

    office.does("report", PLAN, "status", "-o", "status.pdf", "--today", "2018-03-02")
    paper = office.reads("status.pdf")
    assert "Speed controls" in part(paper, "Promise 1", "Activities without a promise")
    for word in ("Medborgarlöfte", "Aktivitet", "Försenad", "vecka"):
        assert word not in paper

    mistake = office.types("list", PLAN, "ownr:police")
    assert "Did you mean “owner”?" in sentence(mistake, 2)
    assert "The plan is sound." in office.does("check", PLAN)


def test_the_language_may_be_said_before_or_after_the_command(open_office: OpenOffice) -> None:
    office = open_office
    office.is_handed(PLAN, (ROOT / "tests/plans/eda-2018.toml").read_text(encoding="utf-8"))
    after = office.does("list", PLAN, "--lang", "en")
    assert after.startswith("No.  Activity")
    assert office.does("--lang", "en", "list", PLAN) == after
    assert office.does("--lang=en", "list", PLAN) == after
    assert office.does("list", "--lang=en", PLAN) == after
    assert office.does("list", PLAN).startswith("Nr")
    assert office.does("list", PLAN, "--lang", "sv") == office.does("list", PLAN)

    assert "no command" in sentence(office.types("--lang", "en", "lits", PLAN), 2)
    assert "Det finns inget" in sentence(office.types("lits", PLAN), 2)
    assert "Usage" in office.does("--help", "--lang", "en")
    assert "Användning" in office.does("--help")


def test_programs_get_the_same_answer_in_either_language(open_office: OpenOffice) -> None:
    office = open_office
    office.is_handed(PLAN, (ROOT / "tests/plans/nykoping-2017-2019.toml").read_text(encoding="utf-8"))
    meeting = office.adds(PLAN, "meeting", "agreement=Medborgarlöfte Brandkärr 2018–2019", "on=2018-05-08")
    office.does("delete", PLAN, "K6")
    for words in (
        ("list", PLAN, "--today", "2018-06-05"),
        ("list", PLAN, "ansvarig:polis läge:försenad", "--sort", "-titel", "--today", "2018-06-05"),
        ("list", PLAN, "--table", "uppföljning", "ljus:gul"),
        ("list", PLAN, "--table", "organisation"),
        ("show", PLAN, "K7", "--today", "2018-06-05"),
        ("show", PLAN, "K6"),
        ("show", PLAN, meeting),
        ("history", PLAN, "--limit", "4"),
        ("check", PLAN),
    ):
        answers = [office.types(*words, "--json", "--lang", language) for language in ("sv", "en")]
        assert answers[0].code == 0, answers[0]
        assert answers[0].out == answers[1].out, words

    # A mistake is told to a person, in their language, whoever reads the rest.
    told = [office.types("show", PLAN, "K99", "--json", "--lang", language) for language in ("sv", "en")]
    assert [(one.code, one.out) for one in told] == [(2, ""), (2, "")]
    assert told[0].err != told[1].err
