"""`link`, `unlink`, `note` and `log` tie things together and write down what took place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine


def test_two_things_are_linked_once_in_either_order(cli: CommandLine, plan: Path) -> None:
    assert cli.does("link", plan, "kommunpolis", "K1").startswith("Linked: Contact kommunpolis")
    assert cli.does("link", plan, "K1", "kommunpolis").startswith("They are linked already: K1 Fotpatrull")
    assert len(cli.asks("show", plan, "K1")["links"]) == 2


def test_what_is_not_linked_cannot_be_unlinked(cli: CommandLine, plan: Path) -> None:
    assert cli.does("unlink", plan, "löfte:1", "K1").startswith("No longer linked: Promise 1")
    answer = cli("unlink", plan, "K1", "promise:1")
    assert (answer.code, answer.first) == (
        1, "There is no link between K1 Fotpatrull and Promise 1: Tryggare vägar till skolan to take away.",
    )  # fmt: skip


def test_promise_one_is_that_of_the_activitys_own_agreement(cli: CommandLine, plan: Path) -> None:
    later = cli.does("add", plan, "agreement", "municipality=Vara kommun", "starts_on=2018-01-01").strip()
    other = cli.does("add", plan, "promise", "number=1", "text=Mer ljus", f"agreement={later}").strip()
    cli.does("unlink", plan, "K1", "promise:1")
    cli.does("link", plan, "promise:1", "K1")
    assert cli.asks("list", plan)[0]["promise_ids"] != [other]
    cli.does("add", plan, "activity", "title=Rond", f"agreement={later}")
    cli.does("link", plan, "K2", "promise:1")
    assert cli.asks("list", plan, "rond")[0]["promise_ids"] == [other]
    key = cli.does("add", plan, "promise", "text=Igen", "carried_from=1", f"agreement={later}").strip()
    assert cli.asks("show", plan, key)["carried_from"] == other
    assert cli.asks("show", plan, "promise:1", "--today", "2018-05-01")["id"] == other
    assert cli.asks("show", plan, "promise:1", "--today", "2017-05-01")["id"] != other


def test_what_has_no_link_between_is_told(cli: CommandLine, plan: Path) -> None:
    answer = cli("link", plan, "promise:1", "kommunpolis")
    assert answer.code == 2
    assert "can not be linked" in answer.first


def test_a_note_is_many_words_or_what_is_piped(cli: CommandLine, plan: Path) -> None:
    cli.does("note", plan, "K1", "Det", "regnade", "-", "få", "kom")
    assert cli("note", plan, "promise:1", "-", piped="Rad ett\nRad två\n").code == 0
    assert cli.asks("show", plan, "K1")["notes"][0]["text"] == "Det regnade - få kom"
    assert cli.asks("show", plan, "promise:1")["notes"][0]["text"] == "Rad ett\nRad två"
    assert cli("note", plan, "K1", "-", piped=" \n").code == 2


def test_an_occurrence_is_logged_with_what_was_counted_and_corrected_by_logging_again(
    cli: CommandLine, plan: Path
) -> None:
    told = ["--from", "9.30", "--to", "11:00", "--place", "Torget", "--attendance", "1 200", "--text", "Sol"]
    said = cli.does("log", plan, "K1", "--on", "2017-05-01", "samtal=12", "a=b=3", *told)
    assert "New: Occurrence K1 2017-05-01" in said
    assert "State: Not started → Done" in said
    cli.does("log", plan, "K1", "--on", "2017-05-01", "samtal=14")
    (occurrence,) = cli.asks("show", plan, "K1")["occurrences"]
    assert occurrence["counters"] == {"samtal": 14, "a=b": 3}
    assert (occurrence["starts_at"], occurrence["place"], occurrence["attendance"]) == (
        "09:30",
        "Torget",
        1200,
    )
    assert (
        cli.does("log", plan, "K1", "--on", "2017-05-01").strip() == "Nothing to change: it says so already."
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("K1", "samtal=12"), "--on DATE is missing."),
        (("K1", "--on", " "), "--on needs a value: --on DATE."),
        (("K1", "--on", "2017-02-30"), "--on: “2017-02-30” is not a date"),
        (("K1", "--on", "2017-05-01", "samtal"), "should be written label=count"),
        (("K1", "--on", "2017-05-01", "=1"), "should be written label=count"),
        (("K1", "--on", "2017-05-01", "samtal=tolv"), "“tolv” is not a number"),
        (("K1", "--on", "2017-05-01", "samtal=1", "samtal=2"), "samtal is given twice."),
        (("K1", "--on", "2017-05-01", "--from", "25:00"), "--from: “25:00” is not a time of day"),
        (("K1", "--on", "2017-05-01", "--attendance", "-3"), "--attendance: -3 is too small"),
        (("K9", "--on", "2017-05-01"), "Nothing in the plan is called “K9”."),
    ],
)
def test_what_cannot_be_logged_is_told_by_the_options_name(
    cli: CommandLine, plan: Path, words: tuple[str, ...], said: str
) -> None:
    answer = cli("log", plan, *words)
    assert answer.code == 2
    assert said in answer.err
