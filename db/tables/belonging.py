"""Which rows belong to which: what goes when its owner is deleted, and what keeps its owner in sight."""

from __future__ import annotations

from db.tables import LOGGED, THINGS, table_of

BELONGS: dict[str, tuple[str, ...]] = {
    "signatory": ("agreement",),
    "focus_area": ("agreement",),
    "promise": ("agreement",),
    "activity": ("agreement",),
    "meeting": ("agreement",),
    "cause": ("focus_area",),
    "indicator": ("promise", "focus_area"),
    "measurement": ("indicator",),
    "finding": ("source",),
    "area_rating": ("source",),
    "activity_promise": ("activity", "promise"),
    "activity_cause": ("activity", "cause"),
    "participant": ("activity",),
    "date_exception": ("activity",),
    "occurrence": ("activity",),
    "counter": ("occurrence",),
    "follow_up": ("activity",),
    "walk_finding": ("occurrence",),
    "attendance": ("meeting",),
    "agenda_item": ("meeting",),
    "decision": ("meeting",),
    "note": ("about",),
    "attachment": ("about",),
}
"""For each table, the columns that name the row it belongs to; every other reference only mentions."""


def _targets() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, table in LOGGED.items():
        found[name] = {
            column.name: next(iter(column.foreign_keys)).column.table.name
            for column in table_of(table).columns
            if column.foreign_keys
        }
    return found


REFERENCES: dict[str, dict[str, str]] = _targets()
"""For each table, its referring columns and the table that each refers to."""

OWNED: dict[str, tuple[tuple[str, str], ...]] = {
    owner: tuple(
        (child, column)
        for child, columns in BELONGS.items()
        for column in columns
        if column == "about" or REFERENCES[child][column] == owner
    )
    for owner in THINGS
}
"""For each table, the (table, column) pairs whose rows go with one of its rows."""
