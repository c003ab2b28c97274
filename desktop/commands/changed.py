"""The answer of a command that changes fields: what each of them said, and says now."""

from __future__ import annotations

from db.queries.telling import account_of_step
from db.store import Done, Store
from desktop.commands import plain_json
from desktop.commands.account_words import step_lines
from desktop.commands.desk import Desk


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
    return desk.answer("\n".join(lines), {"id": done.value, "step": done.step, "changes": changes})
