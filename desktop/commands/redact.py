"""`redact`: erase for good what somebody has written, here and in every copy that is met."""

from __future__ import annotations

from db.exchange.contents import forget_contents
from db.operations import redact
from db.queries.attachments import contents_named
from db.queries.telling import account_of_ops, ops_called
from desktop.commands.account_words import step_heading, step_lines
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Place
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Erase it, and answer with what, and with what no program can reach."""
    _ = words = desk.words
    with desk.open_to_write(given["file"]) as store:
        names = store.read(ops_called, given.all("ops"))
        attached = store.read(contents_named)
        done = store.do(redact, names)
        store.forget_traces()
        forget_contents(store, attached)
        account = store.read(account_of_ops, names)
    lines = []
    for step in account.steps:
        lines.append(step_heading(words, step))
        lines += [f"  {line}" for line in step_lines(words, account, step, full=True)]
    count = len(done.value)
    if not count:
        return desk.answer(_("All of it had been erased before."), {"erased": [], "step": None})
    erased = words.plural("Erased for good: {count} value.", "Erased for good: {count} values.", count)
    beyond = _(
        "Not reached: backup copies of the file, papers that are printed or sent, and copies of the plan "
        "until they are exchanged with this one."
    )
    answer = {"erased": [change.op for step in account.steps for change in step.changes], "step": done.step}
    return desk.answer("\n".join([*lines, erased, beyond]), answer)


COMMAND = Command(
    "redact",
    (PLAN, Place("ops", N_("CHANGE"), N_("what the change is called in history, such as K:17"), many=True)),
    (),
    ("redact saffle.plan K:17 K:18",),
    run,
    N_(
        "This can not be undone. Who changed what and when stays in the history; what was written goes. "
        "A text that was changed stands in several changes: erase each of them."
    ),
)
