"""What can be moved when somebody takes a date of a rule to another day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from db.errors import UnknownThing
from db.queries.calendar import exceptions
from db.rules.moving import CannotMove, MoveFault, move_one, move_series
from db.rules.recurrence import BadRule, Recurrence
from db.tables import Activity
from db.views.calendar import MoveOffer


def move_offer(session: Session, activity: str, on: dt.date, to: dt.date) -> MoveOffer:
    """Tell whether one date can be moved, whether the series can, and what its rule would then be.

    Raises UnknownThing where the activity is in the plan no more.
    """
    fits = and_(Activity.alive, Activity.id == activity)
    row = session.execute(select(Activity.rule, Activity.starts_on, Activity.ends_on).where(fits)).first()
    if row is None:
        raise UnknownThing(activity)
    if not row.rule or row.starts_on is None:
        return MoveOffer(rule=row.rule, one_fault=MoveFault.NO_DATE, series_fault=MoveFault.NO_DATE)
    changed = exceptions(session, fits).get(activity, ())
    recurrence = Recurrence(rule=row.rule, starts_on=row.starts_on, ends_on=row.ends_on, exceptions=changed)
    one_fault = series_fault = None
    moved = recurrence
    try:
        move_one(recurrence, on, to)
    except CannotMove as refused:
        one_fault = refused.reason
    except BadRule:
        one_fault = MoveFault.NO_DATE
    try:
        moved = move_series(recurrence, on, to)
    except CannotMove as refused:
        series_fault = refused.reason
    except BadRule:
        series_fault = MoveFault.NO_DATE
    return MoveOffer(
        rule=row.rule,
        new_rule=moved.rule,
        new_start=moved.starts_on,
        one_fault=one_fault,
        series_fault=series_fault,
    )
