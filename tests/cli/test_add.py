"""`add` makes a row of any table from words in either language, or tells all that is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.drafts import DRAFTS
from tests.cli.conftest import CommandLine


def test_an_activity_is_answered_with_its_number_and_id(cli: CommandLine, plan: Path) -> None:
    number, key = cli.does("add", plan, "activity", "title=Vandring").split()
    assert number == "K2"
    assert cli.asks("show", plan, "K2")["id"] == key


def test_table_fields_and_choices_are_swedish_or_english(cli: CommandLine, plan: Path) -> None:
    swedish = [
        "titel=Monter", "Ansvarig part=polis", "slag=fotpatrullering", "läge=pågår",
        "senast-klart=2017-10-12", "punktinsats=nej", "typ-av-mål=minst", "målantal=8",
    ]  # fmt: skip
    english = [
        "title=Stall", "responsible-party=police", "kind=foot patrol", "state=ongoing",
        "due_on=20171012", "one_off=no", "target=at least", "target_count=8,0",
    ]  # fmt: skip
    cli.does("add", plan, "aktivitet", *swedish)
    cli.does("add", plan, "Activities", *english)
    monter, stall = (cli.asks("show", plan, number) for number in ("K2", "K3"))
    for field in ("responsibility", "kind", "state", "due_on", "one_off", "target", "target_count"):
        assert monter[field] == stall[field]
    assert (stall["responsibility"], stall["kind"], stall["one_off"]) == ("police", "foot_patrol", False)


@pytest.mark.parametrize("named", ["kommunpolis", "KOMMUNPOLIS", "kommunpolis, skaraborg"])
def test_another_thing_is_named_as_people_name_it(cli: CommandLine, plan: Path, named: str) -> None:
    owner = cli.asks("list", plan, "--table", "contact")[0]["id"]
    for way in (named, owner, owner[:6]):
        cli.does("add", plan, "activity", "title=Rond", f"owner={way}")
    assert {line["owner_id"] for line in cli.asks("list", plan, "rond")} == {owner}


def test_the_only_agreement_need_not_be_named_and_of_two_one_must(cli: CommandLine, plan: Path) -> None:
    cli.does("add", plan, "promise", "text=Mer ljus")
    second = cli.does("add", plan, "agreement", "municipality=Essunga kommun").strip()
    answer = cli("add", plan, "promise", "text=Mindre buller")
    assert (answer.code, answer.first) == (2, "Cooperation agreement must be filled in.")
    cli.does("add", plan, "promise", "text=Mindre buller", "agreement=essunga kommun")
    assert [one["agreement"] for one in cli.asks("list", plan, "buller", "--table", "promise")] == [second]


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(cli: CommandLine, plan: Path) -> None:
    wrong = ["titel=", "läge=klarr", "due_on=31.6.2017", "owner=polischef", "färg=röd"]
    answer = cli("add", plan, "activity", *wrong)
    assert answer.code == 2
    title, state, due, owner, colour = answer.err.splitlines()
    assert title == "Title must be filled in."
    assert state.startswith("State can be not started, planned, ongoing, done or cancelled, but not “klarr”.")
    assert due.endswith("Did you mean “2017-06-30”?")
    assert owner.startswith("Owner: “polischef” is not among contacts.")
    assert colour.startswith("Activity has no field “färg”.")
    assert len(cli.asks("list", plan)) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("aktivitett", "title=x"), "There is no table “aktivitett”. Did you mean “"),
        (("activity", "title"), "“title” should be written field=value, without"),
        (("activity", "=x"), "“=x” should be written field=value, without"),
        (("activity", "title=a", "titel=b"), "titel is given twice."),
        (("activity", "title=a", "number=K7"), "Number can not be changed."),
        (("activity", "title=a\x1b[31m"), "Title holds an invisible sign (U+001B)"),
        (("activity", "title=a\nb"), "Title takes one line"),
        (("activity", "title=a", "rule=FREQ=WEEKLYY"), "FREQ can be DAILY, WEEKLY, MONTHLY or YEARLY"),
        (("activity", "title=a", "target=per week"), "Target number must be filled in when the kind of"),
        (("participant", "activity=K1"), "Fill in one of Contact and Organisation"),
        (("source", "title=a", "scale_lowest=5", "scale_highest=1"), "Highest on the scale: 1 is too small"),
        (("activity", "title=a", "owner=K1"), "Owner: “K1” is not among contacts."),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_by_the_fields_own_name(
    cli: CommandLine, plan: Path, words: tuple[str, ...], said: str
) -> None:
    answer = cli("add", plan, *words)
    assert answer.code == 2
    assert said in answer.err


def test_a_long_text_is_taken_from_standard_input(cli: CommandLine, plan: Path) -> None:
    answer = cli("add", plan, "activity", "title=Rond", "text=-", piped="Första raden.\r\n\r\nAndra raden.\n")
    assert answer.code == 0
    assert cli.asks("show", plan, "K2")["text"] == "Första raden.\n\nAndra raden."


def test_a_note_and_an_attachment_know_what_they_are_about(cli: CommandLine, plan: Path) -> None:
    note = cli.does("add", plan, "note", "about=K1", "text=Regn").strip()
    cli.does("add", plan, "attachment", "about=promise:1", "name=karta.pdf", f"sha256={'0' * 64}")
    assert cli.asks("show", plan, note)["entity"] == "activity"
    assert cli.asks("show", plan, "karta.pdf")["entity"] == "promise"


def test_something_that_looks_like_a_personal_number_is_warned_of_with_the_way_to_erase_it(
    cli: CommandLine, plan: Path
) -> None:
    answer = cli("add", plan, "activity", "title=Ring 811228-9874")
    assert answer.code == 0
    command = answer.err.strip().rsplit(": ", 1)[1]
    assert command.startswith("loftesplan redact ")
    assert cli(*command.split()[1:]).code == 0
    assert "811228" not in cli.does("history", plan, "--full")


def test_every_table_can_be_added_to_by_its_own_name(cli: CommandLine, plan: Path) -> None:
    for entity in DRAFTS:
        answer = cli("add", plan, entity, "nonsens=1")
        assert (answer.code, "has no field “nonsens”" in answer.err) == (2, True), entity
