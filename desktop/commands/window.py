"""`window`: open the window, on a plan or where one was last."""

from __future__ import annotations

from desktop.commands.desk import Desk
from desktop.commands.grammar import Command, Given, Place, Refusal
from desktop.commands.program import command_line
from desktop.commands.screen import has_screen
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Show the window until it is closed; what is wrong with the plan is said there."""
    _ = desk.words
    if not has_screen():
        text = _(
            "There is no screen here to show the window on: the commands do all that it does. See {command}"
        )
        raise Refusal(text.format(command=command_line("--help")))
    # Absolute, since the window remembers it for starts from other folders.
    line = [str(desk.path(path).absolute())] if (path := given.get("file")) is not None else []
    if given.get("today"):
        line += ["--day", desk.today.isoformat()]
    if language := given.get("lang"):
        line += ["--lang", language]
    try:
        # Qt is loaded here and nowhere before: no other command needs it, nor should wait for it.
        from desktop.gui import main
    except ImportError as error:
        text = _("The window can not be opened, for a part of the system is missing ({reason}).")
        raise Refusal(text.format(reason=error)) from error
    return main(line)


COMMAND = Command(
    "window",
    (Place("file", N_("FILE"), N_("the plan; the one that was open last if left out"), True, is_path=True),),
    (),
    ("window", "window saffle.plan"),
    run,
    more=N_("A plan's name alone does the same, so a file that ends in .plan can be opened from the folder."),
)
