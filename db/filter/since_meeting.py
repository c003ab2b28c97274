"""Which activities nobody has touched since the last meeting: as the log tells it, not the clock.

A meeting keeps the version vector of what was known when its paper was made. What an activity's own ops,
and those of what belongs to it, hold beyond that vector is news, however old it is by the clock: an edit
made without a network before the meeting and merged after it has been seen by nobody who was there.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    and_,
    cast,
    func,
    or_,
    select,
    tuple_,
    union,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.filter.asked import Asked, negate
from db.filter.links import ACTIVITY, apart
from db.tables import (
    Activity,
    ActivityCause,
    ActivityPromise,
    Attachment,
    Counter,
    DateException,
    FollowUp,
    Meeting,
    Note,
    Occurrence,
    OpRow,
    Participant,
    WalkFinding,
)

WITHOUT_PAPER: Final = dt.timedelta(days=30)
"""How far back "untouched" looks where no meeting has had a paper that could be compared with."""

_TOUCHES: Final = (
    (ActivityPromise, "activity"),
    (ActivityCause, "activity"),
    (Participant, "activity"),
    (DateException, "activity"),
    (Occurrence, "activity"),
    (FollowUp, "activity"),
    (Note, "about"),
    (Attachment, "about"),
)
"""What belongs to an activity, each with the column that says to which."""

_OF_OCCURRENCE: Final = (
    (Counter, "occurrence"), (WalkFinding, "occurrence"), (Note, "about"), (Attachment, "about"),
)  # fmt: skip


class vector_entries(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function that it is
    """A version vector as rows of key (the site) and value (its last seq)."""

    name = "vector_entries"
    inherit_cache = True


@compiles(vector_entries)
def _entries(element: vector_entries, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(vector_entries, "postgresql")
def _entries_there(element: vector_entries, compiler: SQLCompiler, **options: Any) -> str:
    return f"jsonb_each_text(CAST({compiler.process(element.clauses, **options)} AS jsonb))"


def untouched_since_meeting(asked: Asked) -> ColumnElement[bool]:
    """Activities that nobody has done anything about since their agreement's last paper."""
    bases = _bases(asked.setting.today)
    touched = _touched(_unseen(bases))
    # A pair held against pairs would be sought by SQLite in all of them, for each activity anew.
    mine = Activity.__table__.alias()
    of_mine = and_(mine.c.id == touched.c.activity, mine.c.agreement == touched.c.agreement)
    news = apart(select(mine.c.id).select_from(touched.join(mine, of_mine)))
    has_base = ACTIVITY.agreement.in_(apart(select(bases.c.agreement)))
    day = max(asked.setting.today, dt.date.min + 2 * WITHOUT_PAPER) - WITHOUT_PAPER
    moment = dt.datetime.combine(day, dt.time.min, asked.setting.zone).astimezone(dt.UTC)
    old = or_(ACTIVITY.touched_at.is_(None), ACTIVITY.touched_at < moment)
    return or_(
        and_(has_base, negate(ACTIVITY.id.in_(news))),
        and_(negate(has_base), old),
    )


def _bases(today: dt.date) -> CTE:
    """Each agreement's latest meeting that a paper was made for, with what that paper knew."""
    this, later = Meeting.__table__.alias(), Meeting.__table__.alias()

    def held(meeting: Any) -> ColumnElement[bool]:
        return and_(meeting.c.alive, meeting.c.known.is_not(None), meeting.c.on <= today)

    def place(meeting: Any) -> ColumnElement[Any]:
        begins = func.coalesce(meeting.c.starts_at, dt.time.min)
        return tuple_(meeting.c.on, begins, meeting.c.id)

    after = select(later.c.id).where(
        held(later), later.c.agreement == this.c.agreement, place(later) > place(this)
    )
    last = select(this.c.agreement, this.c.known).where(
        held(this), this.c.agreement.is_not(None), ~after.correlate(this).exists()
    )
    return apart(last).cte()


def _unseen(bases: CTE) -> CTE:
    """The rows that ops beyond each agreement's vector are about; they are reached by the log's own key."""
    # Sites are stepped through one by one: a plain DISTINCT would read every op.
    first = select(func.min(OpRow.site).label("site")).cte(recursive=True)
    following = select(func.min(OpRow.site)).where(OpRow.site > first.c.site).correlate(first)
    sites = first.union_all(select(following.scalar_subquery()).where(first.c.site.is_not(None)))
    entries = vector_entries(bases.c.known).table_valued("key", "value")
    known = select(cast(entries.c.value, Integer)).where(entries.c.key == sites.c.site)
    seq = func.coalesce(known.correlate(bases, sites).scalar_subquery(), 0)
    floors = (
        select(bases.c.agreement, sites.c.site, seq.label("seq"))
        .select_from(bases.join(sites, sites.c.site.is_not(None)))
        .cte()
        .prefix_with("MATERIALIZED")
    )
    beyond = and_(OpRow.site == floors.c.site, OpRow.seq > floors.c.seq)
    rows = select(floors.c.agreement, OpRow.row).select_from(floors.join(OpRow, beyond)).distinct()
    return rows.cte().prefix_with("MATERIALIZED")


def _touched(unseen: CTE) -> CTE:
    """The activities that such rows are or belong to, with the agreement whose vector it is."""

    def through(table: Any, column: str) -> Select[Any]:
        columns = table.__table__.c
        joined = unseen.join(table.__table__, columns.id == unseen.c.row)
        return select(unseen.c.agreement, columns[column]).select_from(joined)

    def through_occurrence(table: Any, column: str) -> Select[Any]:
        child, occurrence = table.__table__.c, Occurrence.__table__.c
        joined = unseen.join(table.__table__, child.id == unseen.c.row).join(
            Occurrence.__table__, occurrence.id == child[column]
        )
        return select(unseen.c.agreement, occurrence.activity).select_from(joined)

    own = select(unseen.c.agreement, unseen.c.row.label("activity"))
    parts = [through(*each) for each in _TOUCHES] + [through_occurrence(*each) for each in _OF_OCCURRENCE]
    return union(own, *parts).cte()
