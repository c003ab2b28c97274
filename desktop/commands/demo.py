"""`demo`: the promises of Säffle for 2017 as a plan to try things on, and its status report.

Run again, it keeps the plan as the person has changed it and prints the report anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from db.queries import agreements
from db.queries.listing import thing_lines
from db.queries.papers import status_paper
from db.store import Store
from db.views.things import ThingLine
from desktop.commands.desk import Desk
from desktop.commands.grammar import Command, Given, Option, Place, Refusal
from desktop.commands.program import command_line
from desktop.commands.report import print_status, see_place
from desktop.commands.screen import has_screen, show_window
from desktop.example import EXAMPLE, USUAL_DAY, make_example_plan
from desktop.words import N_

FOLDER: Final = "demo"


def run(desk: Desk, given: Given) -> int:
    """Make what is missing, print the report, tell what to try, and open the window if there is a screen."""
    _ = words = desk.words
    folder = desk.path(given.get("dir") or FOLDER)
    plan, paper = folder / f"{EXAMPLE}.plan", folder / f"{EXAMPLE}-status.pdf"
    _make_folder(desk, folder)
    see_place(words, paper)
    made = not plan.exists()
    if made:
        with desk.terminal.busy(_("Making {path} …").format(path=plan)):
            make_example_plan(plan, words, desk.world, desk.actor)
    day = desk.today if given.get("today") else USUAL_DAY
    with desk.open(str(plan)) as store, desk.terminal.busy(_("Printing {path} …").format(path=paper)):
        _print(desk, store, paper, day)
    shown = False
    if not desk.as_json:
        desk.terminal.say("\n".join(_told(desk, plan, paper, day, made=made)))
        desk.terminal.flush()
    if not given.has("no-window"):
        shown = _show(desk, plan, day)
    answer = {"plan": str(plan), "report": str(paper), "made": made, "shown": shown}
    return desk.answer("", answer)


def _make_folder(desk: Desk, folder: Path) -> None:
    _ = desk.words
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = _("The folder {path} can not be made: choose another place with “demo DIR”.")
        raise Refusal(text.format(path=folder)) from error


def _print(desk: Desk, store: Store, paper: Path, day: dt.date) -> None:
    """Print the report of the plan's first agreement, for the next meeting as of that day."""
    _ = desk.words
    known = store.read(agreements)
    if not known:
        text = _("The plan {path} has no agreement left to report on: take the file away to begin afresh.")
        raise Refusal(text.format(path=store.name))
    meetings = store.read(thing_lines, "meeting", today=day)
    view, _known = store.read(
        status_paper,
        agreement=known[0].id,
        meeting=_next_meeting(meetings, known[0].id, day),
        today=day,
        zone=desk.zone,
        language=desk.words.language,
    )
    print_status(desk.words, view, paper)


def _next_meeting(meetings: Sequence[ThingLine], agreement: str, day: dt.date) -> str | None:
    for meeting in meetings:
        said = {field.name: field.value for field in meeting.fields}
        on = said["on"]
        if said["agreement"] == agreement and isinstance(on, dt.date) and on >= day:
            return meeting.id
    return None


def _told(desk: Desk, plan: Path, paper: Path, day: dt.date, *, made: bool) -> list[str]:
    """What there is now, and what to try."""
    _ = words = desk.words
    first = (
        _("{path} is made: the promises of Säffle for 2017.")
        if made
        else _("{path} is there since before, and is kept as it is. To begin afresh, take it away first.")
    )
    today = ["--today", day.isoformat()]
    late = "state:late" if words.language == "en" else "läge:försenad"
    return [
        first.format(path=plan),
        _("{path} is printed: its status report, as of {date}.").format(
            path=paper, date=words.long_date(day)
        ),
        "",
        _("Try next:"),
        f"  {command_line('list', plan, *today)}",
        f"  {command_line('list', plan, late, *today)}",
        f"  {command_line('show', plan, 'K1')}",
        f"  {command_line('log', plan, 'K5', '--on', '2017-04-28')}",
        f"  {command_line('undo', plan)}",
        *([f"  {command_line('window', plan, *today)}"] if has_screen() else []),
        f"  {command_line('--help')}",
    ]


def _show(desk: Desk, plan: Path, day: dt.date) -> bool:
    """Open the window on the plan, where there is a screen; that it fails is no failure of the demo."""
    _ = words = desk.words
    if not has_screen():
        desk.terminal.tell(
            _("There is no screen to show the window on here: the commands do all that it does.")
        )
        return False
    failure = show_window(plan, day, words.language)
    if failure is not None:
        text = _("The window could not be opened ({reason}): the commands do all that it does.")
        desk.terminal.tell(text.format(reason=failure))
    return failure is None


COMMAND = Command(
    "demo",
    (
        Place(
            "dir", N_("DIR"), N_("the folder to make it in; ./demo if left out"), optional=True, is_path=True
        ),
    ),
    (Option("no-window", N_("do not open a window")),),
    ("demo", "demo try --no-window"),
    run,
)
