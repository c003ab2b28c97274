"""What a command has changed: told to the person, and looked through for what should not be in a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db.queries.telling import account_of_step
from db.rules.personal_number import has_personal_number
from db.store import Done, Store
from desktop.commands import plain_json
from desktop.commands.account_words import step_lines
from desktop.commands.desk import Desk
from desktop.commands.program import command_line


def answer_changes(desk: Desk, store: Store, done: Done[str], *, full: bool) -> int:
    """Tell what a gesture changed, if anything; its value is the id of what it was about."""
    _ = desk.words
    if done.step is None:
        text = _("Nothing to change: it says so already.")
        return desk.answer(text, {"id": done.value, "step": None, "changes": []})
    account = store.read(account_of_step, done.step)
    step = account.steps[0]
    lines = step_lines(desk.words, account, step, full=full)
    changes = [plain_json.change(one) for one in step.changes]
    desk.answer("\n".join(lines), {"id": done.value, "step": done.step, "changes": changes})
    return warn_of_persons(desk, store, done)


def warn_of_persons(desk: Desk, store: Store, done: Done[Any]) -> int:
    """Warn of what looks like a personal identity number: a plan that is handed on is a public document."""
    _ = desk.words
    account = store.read(account_of_step, done.step) if done.step else None
    texts = [change for step in account.steps for change in step.changes] if account else []
    found = [one.op for one in texts if isinstance(one.new, str) and has_personal_number(one.new)]
    if found:
        text = _(
            "This looks like somebody's personal identity number, and what is handed on becomes public. "
            "To erase it: {command}"
        )
        desk.terminal.tell(text.format(command=command_line("redact", Path(store.name), *found)))
    return 0
