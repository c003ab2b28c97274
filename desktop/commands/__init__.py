"""The commands: one file for each, imported only when it is asked for.

What `--json` answers, by command. Keys stay what they are; new ones may come.

list: an array of activities, each with
    id, number, title, kind, responsibility (joint, police, municipality), owner (a function),
    owner_organisation, owner_id, area, place, schedule (once, period, recurring, standing, relative),
    starts_on, ends_on, when_words, due (the day that is next to be done, or null), due_soon, late,
    state (not_started, planned, ongoing, done, cancelled), one_off, promises (their numbers), promise_ids,
    target, target_count, target_counter, outcome, outcome_goal, met, touched, agreement_id
list --table T: an array of rows, each with id and T's own fields
show:
    id, table, every field by its name, in_plan, deleted ({by, at} or null),
    conflicts (by field, an array of {value, by, at, op}), links ({id, table, to, to_table}),
    notes ({id, text, by, at}), occurrences ({id, on, starts_at, ends_at, place, state, attendance, text,
    counters}), related ({id, table, field, belongs}), attachments ({id, name, media_type, size, sha256, here:
    false while what it holds is awaited}); of an activity also late, due, outcome, outcome_goal
history: an array of gestures, newest first, each with
    id, at, actor, copy (its letter), gesture, undoes (a gesture's id or null),
    changes ({op, table, id, field, old, new, erased})
check: plan, ops, sites, steps, state (a hash), conflicts, held, rebuilt, problems ({kind, table, id, detail})
new: id (the agreement's), table, file, letter
add: id, number (of an activity, else null), table, step
set, log: id, step (null if nothing was changed), changes
delete: id, table, step, with_it (how many of each table went along)
link, unlink: id (the link's), one, other, step
note: id, about, step
attach: id, about, sha256, size, step
save-attachment: file, size
undo, redo: step, about (the gesture that was taken back or done again), changes
redact: erased (ops), step
conflicts: an array, by thing, each with
    name (as resolve takes it), kind (field, deletion, flag), id, table, number, field, whole ({id, table,
    number}: the thing itself or what it is a part of); of a field: sides ({value, erased, mine, shown,
    said: [{op, by, at, copy, copy_name}]}), bases ({value, erased, said}: what it said before; said is null
    where nobody had said anything); of a deletion: deleted, kept (as said), unseen ({step, gesture, by, at,
    copy}: the newest few), unseen_count, parts, mine (keep, delete); of a flag: fault, given, detail, others
resolve: decided ({id, table, field}), step, changes
copy: file, letter, name
sync: place, kind (folder, file, server), done (false: a preview), received and given (by copy, arrays of
    {copy, copy_name, gestures, new, changed, deleted, changes}), conflicts, fresh_conflicts, waiting ({copy,
    copy_name, reason, changes}), forked, erased, attached ({received, given}: bytes of what attachments
    hold), missing ({id, name, about, reason: nowhere, damaged, failed}), faults ({name, kind}),
    copies ({copy, copy_name, last_met})
places: copy, copy_name (of this one), copies (as above), places ({place, kind, name, automatic, last_met,
    trouble})
server-script: form (of the tables), sql
report: file, pages, agreement, meeting, final, state; with --as-it-was also same (false: erased since)
demo: plan, report, made (whether the plan is new), shown (whether a window was opened)

Days are 2017-06-01, times 09:30, moments 2017-06-01T07:30:00Z; choices are the words of db.kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Final

from desktop.commands.grammar import Command, Misuse
from desktop.words import N_, Words

SUMMARIES: Final[Mapping[str, str]] = {
    "demo": N_("Make an example plan and its status report, and show it"),
    "window": N_("Open the window, on a plan or where you were last"),
    "new": N_("Make a plan"),
    "add": N_("Add something to a plan"),
    "set": N_("Change what something says"),
    "delete": N_("Delete something, and what belongs to it"),
    "link": N_("Link an activity to a promise, a cause or who takes part"),
    "unlink": N_("Take a link away"),
    "note": N_("Write a note about anything"),
    "attach": N_("Attach a file to anything"),
    "save-attachment": N_("Save what an attachment holds as a file"),
    "log": N_("Log that an activity took place"),
    "list": N_("List activities, or the rows of any table"),
    "show": N_("Show one thing with all that is known of it"),
    "history": N_("Tell what has happened, by whom and when"),
    "undo": N_("Undo the last change"),
    "redo": N_("Redo what was undone"),
    "report": N_("Print a status report as a PDF"),
    "copy": N_("Hand out a copy of the plan, to be worked in elsewhere"),
    "sync": N_("Exchange with a folder, another plan file or a server"),
    "places": N_("List where this copy meets others, and when each was met"),
    "conflicts": N_("List what copies of the plan have said differently"),
    "resolve": N_("Decide what copies have said differently"),
    "check": N_("Check the file and its log"),
    "redact": N_("Erase for good what somebody has written"),
    "server-script": N_("Print the SQL that lets a PostgreSQL server hold plans"),
}
"""Every command, in the order in which a plan meets them, and what it does."""

SWEDISH: Final[Mapping[str, str]] = {
    "exempel": "demo", "fönster": "window", "öppna": "window",
    "ny": "new", "skapa": "new", "lägg": "add", "läggtill": "add", "ändra": "set",
    "sätt": "set", "tabort": "delete", "radera": "delete", "koppla": "link", "länka": "link",
    "kopplabort": "unlink", "anteckna": "note", "anteckning": "note",
    "bifoga": "attach", "bilaga": "attach", "sparabilaga": "save-attachment", "logga": "log", "lista": "list",
    "visa": "show", "historik": "history", "ångra": "undo", "gör": "redo", "göra": "redo", "görom": "redo",
    "kopiera": "copy", "kopia": "copy",
    "utbyte": "sync", "utbyt": "sync", "synka": "sync", "synkronisera": "sync", "platser": "places",
    "konflikter": "conflicts", "konflikt": "conflicts", "avgör": "resolve", "avgöra": "resolve",
    "lös": "resolve", "rapport": "report", "skriv": "report", "kontrollera": "check", "sudda": "redact",
    "maskera": "redact",
}  # fmt: skip
"""What a Swede might type instead, to be answered with the right word."""


def names_a_plan(word: str) -> bool:
    """Whether a plan stands where a command does, as when its file is opened from a folder."""
    return word.casefold().endswith(".plan")


def load(words: Words, name: str) -> Command:
    """Fetch a command; raises Misuse with the nearest one there is."""
    if name in SUMMARIES:
        command: Command = import_module(f"desktop.commands.{name.replace('-', '_')}").COMMAND
        return command
    _ = words
    text = _("There is no command “{name}”.").format(name=name)
    known = {**SWEDISH, **{one: one for one in SUMMARIES}}
    close = get_close_matches(name.casefold()[:40], known, n=1, cutoff=0.55)
    if close:
        raise Misuse(text + " " + _("Did you mean “{nearest}”?").format(nearest=known[close[0]]))
    raise Misuse(text + " " + _("These are there: {commands}.").format(commands=", ".join(SUMMARIES)))
