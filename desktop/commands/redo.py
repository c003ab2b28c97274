"""`redo`: do again what was undone last."""

from __future__ import annotations

from db.operations import redo
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Option
from desktop.commands.undo import take_back
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Redo, and answer with what was done again and what it changed."""
    return take_back(desk, given, redo, N_("Done again: {step}"))


COMMAND = Command(
    "redo",
    (PLAN,),
    (Option("anyway", N_("also where somebody has changed the same since")),),
    ("redo saffle.plan",),
    run,
)
