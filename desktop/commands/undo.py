"""`undo`: take back this copy's last gesture that still stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.operations import undo
from db.queries.telling import account_of_step
from desktop.commands import plain_json
from desktop.commands.account_words import step_heading, step_lines
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Option
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Undo, and answer with what was undone and what it changed."""
    return take_back(desk, given, undo, N_("Undone: {step}"))


def take_back(desk: Desk, given: Given, operation: Callable[..., str], heading: str) -> int:
    """Carry out an undo or a redo, and tell which gesture it was about."""
    with desk.open_to_write(given["file"]) as store:
        done: Any = store.do(operation, anyway=given.has("anyway"))
        about = store.read(account_of_step, done.value)
        account = store.read(account_of_step, done.step) if done.step else None
    words = desk.words
    lines = [words(heading).format(step=step_heading(words, about.steps[0]))]
    step = account.steps[0] if account else None
    if account and step:
        lines += [f"  {line}" for line in step_lines(words, account, step, full=False)]
    changes = [plain_json.change(one) for one in step.changes] if step else []
    answer = {"step": done.step, "about": done.value, "changes": changes}
    return desk.answer("\n".join(lines), answer)


COMMAND = Command(
    "undo",
    (PLAN,),
    (Option("anyway", N_("also where somebody has changed the same since")),),
    ("undo saffle.plan",),
    run,
    N_("An undo is a gesture like others: it stands in the history, and redo takes it back."),
)
