"""What people ask of a plan: each question a function that is handed its session and gives a frozen view.

The desktop's door to reading. Those about the log are the journal's own.
"""

from __future__ import annotations

from db.journal.history import history, since, step_view
from db.journal.state import state_hash
from db.journal.vector import Vector, vector_here
from db.queries.agreements import agreements, agreements_meant, copy_here, first_day, only_agreement
from db.queries.changed import changed_rows
from db.queries.finding import locate
from db.queries.ordering import SortKey, sortable
from db.queries.undoing import redoable, undoable

__all__ = [
    "SortKey",
    "Vector",
    "agreements",
    "agreements_meant",
    "changed_rows",
    "copy_here",
    "first_day",
    "history",
    "locate",
    "only_agreement",
    "redoable",
    "since",
    "sortable",
    "state_hash",
    "step_view",
    "undoable",
    "vector_here",
]
