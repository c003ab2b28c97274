"""`new`: a plan with its first agreement, all of it or nothing."""

from __future__ import annotations

from typing import Final

from db.drafts import AgreementDraft, Value, checked, compose
from db.errors import Fault, InvalidDraft
from db.operations import begin_agreement
from db.rules.numbering import BadNumber, Number
from desktop.commands.desk import Desk
from desktop.commands.field_values import read_option
from desktop.commands.grammar import Command, Given, Misuse, Option, Place, Refusal
from desktop.commands.making import make_plan
from desktop.commands.naming_faults import named_by_options
from desktop.commands.program import command_line
from desktop.words import N_

FIELDS: Final = {
    "municipality": "municipality",
    "police_area": "police-area",
    "starts_on": "from",
    "ends_on": "to",
    "title": "title",
    "registration_number": "dnr",
    "signed_on": "signed",
}
"""The agreement's fields, and the options that they are given by."""

NAMES: Final = {"K": N_("the municipality"), "P": N_("the police")}
"""What a copy is called where nobody says: by whose letter it has."""


def run(desk: Desk, given: Given) -> int:
    """Make the file, and answer with the agreement's id."""
    words = desk.words
    draft = _agreement(desk, given)
    letter = _letter(desk, given.get("letter") or "K")
    site_name = given.get("site-name") or words(NAMES.get(letter, letter))
    path = desk.path(given["file"])
    if not path.parent.is_dir():
        text = words("There is no folder {path}: make it first.")
        raise Refusal(text.format(path=path.parent))
    key = make_plan(
        path,
        desk.world,
        actor=desk.actor or site_name,
        letter=letter,
        site_name=site_name,
        operation=begin_agreement,
        given=draft,
    )
    _ = words
    text = _("{path} is made, with the agreement {id}. Next: {command}").format(
        path=path, id=key, command=f'{command_line("add", path, "promise")} text="…"'
    )
    return desk.answer(text, {"id": key, "table": "agreement", "file": str(path), "letter": letter})


def _agreement(desk: Desk, given: Given) -> AgreementDraft:
    values: dict[str, Value] = {}
    with named_by_options(desk.words, FIELDS):
        wrong: list[Fault] = []
        for field, option in FIELDS.items():
            text = given.get(option)
            try:
                if text is not None:
                    values[field] = read_option("agreement", field, text)
            except InvalidDraft as error:
                wrong += error.faults
        if wrong:
            raise InvalidDraft(tuple(wrong))
        return checked(compose(AgreementDraft, values))


def _letter(desk: Desk, text: str) -> str:
    """The letter that this copy's numbers begin with."""
    _ = desk.words
    try:
        return Number(text.upper(), 1).letter
    except BadNumber:
        raise Misuse(_("A copy's letter is one to three of A–Z, not “{given}”.").format(given=text)) from None


COMMAND = Command(
    "new",
    (Place("file", N_("FILE"), N_("the plan to make, such as saffle.plan"), is_path=True),),
    (
        Option("municipality", N_("the municipality"), N_("NAME"), required=True),
        Option("police-area", N_("the local police area"), N_("NAME"), required=True),
        Option("from", N_("the agreement's first day"), N_("DATE"), required=True),
        Option("to", N_("its last day; left out where it is open"), N_("DATE")),
        Option("title", N_("what the agreement is called"), "TEXT"),
        Option("dnr", N_("its registration number"), "TEXT"),
        Option("signed", N_("the day it was signed"), N_("DATE")),
        Option("letter", N_("what this copy's numbers begin with: K, or P at the police"), N_("LETTER")),
        Option("site-name", N_("what this copy is called"), N_("NAME")),
    ),
    (
        'new saffle.plan --municipality "Säffle kommun" --police-area "Lokalpolisområde Arvika" '
        "--from 2017-01-01 --to 2017-12-31",
    ),
    run,
)  # fmt: skip
