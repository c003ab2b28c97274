"""The register: any table's rows, filtered and sorted, and how many there are of each table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.filter import Language, filter_rows
from db.journal.vector import Vector, vector_here
from db.queries.listing import thing_lines
from db.queries.ordering import SortKey
from db.queries.within import within
from db.tables import THINGS, table_of
from db.views.register import RegisterPage, TableCount

MOST: Final = 2000
"""Rows that are shown at once; whoever looks for one of more than these filters."""


def register_page(
    session: Session,
    entity: str,
    text: str = "",
    *,
    agreement: str | None = None,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
    order: Sequence[SortKey] = (),
    most: int = MOST,
) -> tuple[Vector, RegisterPage]:
    """A table's rows that a filter lets through, of one agreement or of all; and what the plan knew then.

    Raises BadFilter.
    """
    fits = filter_rows(text, table=entity, today=today, zone=zone, language=language)
    mine = within(entity, agreement)
    columns = table_of(THINGS[entity]).c
    total = session.scalar(select(func.count()).where(columns.alive, fits, mine)) or 0
    lines = thing_lines(
        session, entity, text, today=today, zone=zone, language=language, order=order,
        agreement=agreement, limit=most,
    )  # fmt: skip
    return vector_here(session), RegisterPage(tuple(lines), total)


def register_counts(
    session: Session, entities: Sequence[str], *, agreement: str | None = None
) -> tuple[TableCount, ...]:
    """How many rows there are of each of some tables, of one agreement or of all."""
    return tuple(TableCount(entity, session.scalar(_counted(entity, agreement)) or 0) for entity in entities)


def _counted(entity: str, agreement: str | None) -> Select[int]:
    columns = table_of(THINGS[entity]).c
    return select(func.count()).where(columns.alive, within(entity, agreement))
