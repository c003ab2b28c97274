"""What undo and redo would do now, and whether a step that is pointed out can be taken back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from db.errors import AlreadyUndone, ErasedValue, MovedOn, NeverUndone
from db.journal.here import own_site
from db.journal.reading import StoredRows
from db.journal.undoing import Taking, target_of, to_redo, to_undo
from db.journal.visibility import Above
from db.queries.naming import name_things
from db.queries.step_lines import step_lines
from db.views.history import StepLine
from db.views.things import ThingName

Hindrance = AlreadyUndone | NeverUndone | MovedOn | ErasedValue


def undoable(session: Session) -> StepLine | None:
    """The gesture that undo would take back now in this copy."""
    site = own_site(session)
    return _line(session, to_undo(session, site) if site else None)


def redoable(session: Session) -> StepLine | None:
    """The gesture that redo would do again now in this copy."""
    site = own_site(session)
    standing = to_redo(session, site) if site else None
    return _line(session, standing.undoes if standing else None)


def hindrance(session: Session, step: str) -> Hindrance | None:
    """What would be raised if a step that is pointed out were taken back now; None if nothing hinders it."""
    try:
        target = target_of(session, step)
    except (AlreadyUndone, NeverUndone) as error:
        return error
    taking = Taking(session, target, Above(StoredRows(session)))
    moved = taking.moved()
    if moved:
        return MovedOn(moved)
    for entity, row, field in taking.fields():
        heads = taking.past.heads(row, field)
        if heads and heads[-1].value is None:
            return ErasedValue(entity, field)
    return None


def hindrance_named(session: Session, step: str) -> tuple[Hindrance | None, tuple[ThingName, ...]]:
    """The same, with what the things are called that have moved on."""
    error = hindrance(session, step)
    return error, names_of_moved(session, error) if isinstance(error, MovedOn) else ()


def names_of_moved(session: Session, error: MovedOn) -> tuple[ThingName, ...]:
    """What the things are called that stand in the way of an undo."""
    return tuple(name_things(session, {(moved.entity, moved.row) for moved in error.moved}).values())


def _line(session: Session, step: str | None) -> StepLine | None:
    return next(iter(step_lines(session, [step])), None) if step else None
