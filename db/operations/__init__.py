"""What people do to a plan: each gesture a function that is handed its session and never commits."""

from __future__ import annotations

from db.operations.conflicts import decide, decide_several
from db.operations.links import LINKS, link, unlink
from db.operations.notes import note
from db.operations.occurrences import log_occurrence
from db.operations.plan import begin_agreement, begin_plan, name_copy, new_copy, record_paper
from db.operations.redaction import redact
from db.operations.rescheduling import move_date, move_occurrence, move_series
from db.operations.rows import add, change, delete
from db.operations.several import (
    NewActivity,
    add_activities,
    add_activity,
    change_several,
    delete_several,
    duplicate,
    link_several,
    unlink_several,
)
from db.operations.undo import redo, undo, undo_step

__all__ = [
    "LINKS",
    "NewActivity",
    "add",
    "add_activities",
    "add_activity",
    "begin_agreement",
    "begin_plan",
    "change",
    "change_several",
    "decide",
    "decide_several",
    "delete",
    "delete_several",
    "duplicate",
    "link",
    "link_several",
    "log_occurrence",
    "move_date",
    "move_occurrence",
    "move_series",
    "name_copy",
    "new_copy",
    "note",
    "record_paper",
    "redact",
    "redo",
    "undo",
    "undo_step",
    "unlink",
    "unlink_several",
]
