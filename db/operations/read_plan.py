"""Taking a readable plan file into a plan, as one gesture."""

from __future__ import annotations

from dataclasses import replace

from db.errors import BadPlanFile, InvalidDraft, PlanFileFault
from db.journal.writing import Writing
from db.operations.links import link
from db.operations.notes import note
from db.operations.readable_plan import read_entries
from db.operations.rows import add


def read_plan(session: Writing, document: str) -> str:
    """Add all that a plan file tells of, and give its first agreement's key.

    `document` is the file's text, see `db.operations.readable_plan`. A file that is wrong anywhere raises
    `BadPlanFile`, and nothing of it is kept.
    """
    keys: dict[str, str] = {}
    entries = read_entries(document)
    for entry in entries:
        ends = {column: keys[place] for column, place in entry.references.items()}
        try:
            keys[entry.place] = add(session, replace(entry.draft, **ends))
        except InvalidDraft as error:
            place = f"{entry.place}.{error.faults[0].field}"
            raise BadPlanFile(place, PlanFileFault.INVALID, faults=error.faults) from error
    for entry in entries:
        for place in entry.links:
            link(session, keys[entry.place], keys[place])
        for text in entry.notes:
            note(session, keys[entry.place], text)
    return next(keys[entry.place] for entry in entries if entry.draft.ENTITY == "agreement")
