"""`copy`: hand out a copy of a plan, which goes on as a copy of its own and meets this one again."""

from __future__ import annotations

from db.operations import name_copy
from db.store import Store
from db.store.handing_out import hand_out
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Option, Place
from desktop.commands.program import command_line
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Copy the file whole, also while it is open elsewhere, and answer with what to do with it."""
    _ = desk.words
    copy = desk.path(given["copy"])
    hand_out(desk.path(given["file"]), copy)
    with Store.open(copy, desk.world, actor=desk.actor or _("this copy")) as store:
        if (name := given.get("call")) is not None:
            store.do(name_copy, name)
        here = store.here()
    text = _("{copy} is a copy of the plan. When it has been worked in: {command}").format(
        copy=copy, command=command_line("sync", desk.path(given["file"]), str(copy))
    )
    return desk.answer(text, {"file": str(copy), "letter": here.letter, "name": here.name})


COMMAND = Command(
    "copy",
    (PLAN, Place("copy", N_("NEW"), N_("the copy's file, which is not there yet"), is_path=True)),
    (Option("call", N_("what the copy is to be called among the others"), N_("NAME")),),
    ("copy saffle.plan station.plan --call stationen",),
    run,
    N_("What is attached is fetched at the first exchange. A copy made by hand may lack the latest work."),
)
