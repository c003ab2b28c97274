"""The kinds of column that every table is built from, and the two bases of the plan's tables.

The modules of tables do not put off their annotations (`from __future__ import annotations`), as all others
do: SQLAlchemy would have to read each back from its text, a fifth of the time that the tables take to import.
"""

import datetime as dt
from functools import lru_cache
from typing import Annotated, Any, cast

from sqlalchemy import DateTime, ForeignKey, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

KEY_LENGTH = 36
"""Rows are named by UUIDs in their 36-character form: readable, and the same in every database."""

WORD_LENGTH = 40
"""Choices, and the names of tables and fields."""

SITE_LENGTH = 16
"""Sites are named by 64 random bits in hexadecimal; they stand in every op, so they are short."""


class Moment(TypeDecorator[dt.datetime]):
    """An aware UTC moment to the microsecond; SQLite, which has no such type, keeps it as sortable text."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Let PostgreSQL keep real time stamps, so that a region can be read with its own SQL."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(27))

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> object:
        """Refuse a moment without a zone: it would mean another time on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(dt.UTC)
        return moment if dialect.name == "postgresql" else moment_text(moment)

    def process_result_value(self, value: object, _dialect: Dialect) -> dt.datetime | None:
        """Give back the same moment, aware and in UTC."""
        if value is None:
            return None
        if isinstance(value, dt.datetime):
            return value.astimezone(dt.UTC)
        return dt.datetime.fromisoformat(str(value))


@lru_cache(maxsize=64)  # All ops of a gesture are of one moment.
def moment_text(moment: dt.datetime) -> str:
    """The one written form of a moment, `2017-05-02T08:30:00.000000Z`: 27 characters, sorting by time."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


Key = Annotated[str, mapped_column(String(KEY_LENGTH))]
SiteKey = Annotated[str, mapped_column(String(SITE_LENGTH))]
Word = Annotated[str, mapped_column(String(WORD_LENGTH))]
Line = Annotated[str, mapped_column(Text)]
Prose = Annotated[str, mapped_column(Text)]
UtcMoment = Annotated[dt.datetime, mapped_column(Moment)]


def reference(table: str) -> MappedColumn[str | None]:
    """A column that names a row of `table`, or none.

    Checked when the gesture ends, not row by row: an exchange brings rows in any order.
    """
    return mapped_column(
        String(KEY_LENGTH),
        ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED"),
        default=None,
        index=True,
    )


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Every table of a plan: typed rows, and constraints with names that a migration can call them by."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class Logged(Base, kw_only=True):
    """A table whose every field is written down in the log as it changes, and can be remade from it.

    `DERIVED` names the columns that are reckoned from other rows and so are no fields of the log.
    Each column is empty or has a default, since a merge may bring a row's fields one by one; what a
    person must fill in is the drafts' business.
    """

    __abstract__ = True
    DERIVED = frozenset[str]()

    id: Mapped[Key] = mapped_column(primary_key=True, sort_order=-2)


class Thing(Logged, kw_only=True):
    """A row that people make, change and delete.

    A deleted thing stays in its table with `alive` false: what refers to it keeps its meaning, and
    undo or an edit from a copy that had not seen the deletion brings it back.
    """

    __abstract__ = True

    alive: Mapped[bool] = mapped_column(default=True, sort_order=-1)


def table_of(rows: type[Base]) -> Table:
    """Give the table that a class of rows is kept in, for statements that go past the rows."""
    return cast(Table, rows.__table__)
